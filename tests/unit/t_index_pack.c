/* SPDX-License-Identifier: Apache-2.0 */
/* t_index_pack.c - rows of an index that was filled a piece at a time are joined: fewer
 * rows with the same texts. */
#include "index/postings.h"
#include "unit/indexed.h"

enum { LISTS_MAX = 4096 };

/* What the lists hold: texts in rows of each list, in order. */
struct lists {
	uint64_t list[LISTS_MAX], sum[LISTS_MAX];
	uint32_t rows, texts, n;
};

static bool take_row(void *data, const ent_posting_row *row)
{
	struct lists *lists = data;
	ent_row_reader r;
	if (!ent_row_bucket(row->id))
		return true; /* places */
	if (!lists->n || lists->list[lists->n - 1] != row->id >> 31) {
		assert_true(lists->n < LISTS_MAX);
		lists->list[lists->n] = row->id >> 31;
		lists->sum[lists->n++] = 17;
	}
	lists->rows++;
	ent_row_read(&r, row->id, row->bytes);
	while (ent_row_next(&r)) {
		lists->sum[lists->n - 1] = lists->sum[lists->n - 1] * 1000003 + r.text;
		lists->texts++;
	}
	return true;
}

static struct lists read_lists(struct stored *st)
{
	struct lists lists = { .n = 0 };
	OK(ent_store_postings(st->store, 0, INT64_MAX, false, take_row, &lists,
			      &st->err));
	return lists;
}

/* Fills an empty memory, with a flush after each `step` texts. */
static void fill(struct stored *st, struct indexed *x, int step)
{
	uint64_t seed = 77;
	char text[400];
	bool empty;
	OK(ent_index_new(&x->index, st->store, &st->err));
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_language(&x->language, st->store, ENT_STR("en"), true, &st->err));
	OK(ent_store_bulk_begin(&empty, st->store, &st->err));
	assert_true(empty);
	OK(ent_index_begin_bulk(x->index, &st->err));
	for (int k = 0; k < INDEXED_TEXTS; k++) {
		/* the number makes each another one */
		snprintf(text + strlen(indexed_make(&seed, text)), 12, " x%d", k);
		x->texts[k] = strdup(text);
		assert_non_null(x->texts[k]);
		x->ids[k] = indexed_add(st, x, text);
		if (k % step == step - 1)
			OK(ent_index_flush(x->index, &st->err));
	}
	OK(ent_index_flush(x->index, &st->err));
	OK(ent_index_end_bulk(x->index, &st->err));
	OK(ent_store_bulk_indexes(st->store, &st->err));
	OK(ent_store_bulk_end(st->store, &st->err));
}

static void fewer_rows_hold_the_same_texts(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	fill(st, &x, 20);
	const struct lists before = read_lists(st);
	OK(ent_index_pack(x.index, &st->err));
	const struct lists after = read_lists(st);
	assert_true(after.rows * 3 < before.rows);
	assert_int_equal(after.texts, before.texts);
	assert_int_equal(after.n, before.n);
	for (uint32_t k = 0; k < after.n; k++) {
		assert_int_equal(after.list[k], before.list[k]);
		assert_int_equal(after.sum[k], before.sum[k]);
	}
	/* there is nothing left to join */
	OK(ent_index_pack(x.index, &st->err));
	assert_int_equal(read_lists(st).rows, after.rows);
	OK(ent_store_commit(st->store, &st->err));
	indexed_free(&x);
}

/* However many pieces, the rows are those of an index that was filled in one. */
static void the_number_of_pieces_leaves_no_trace(void **state)
{
	static const int steps[] = { 7, 50, 199 };
	struct stored *st = *state;
	struct indexed whole = { .index = NULL };
	fill(st, &whole, INDEXED_TEXTS + 1);
	const struct lists want = read_lists(st);
	OK(ent_store_commit(st->store, &st->err));
	indexed_free(&whole);
	for (size_t k = 0; k < sizeof(steps) / sizeof(steps[0]); k++) {
		struct indexed x = { .index = NULL };
		ent_store_close(st->store);
		unlink(st->path);
		stored_open(st, ENT_OPEN_CREATE);
		fill(st, &x, steps[k]);
		OK(ent_index_pack(x.index, &st->err));
		const struct lists got = read_lists(st);
		assert_int_equal(got.rows, want.rows);
		assert_int_equal(got.n, want.n);
		assert_memory_equal(got.sum, want.sum, sizeof(got.sum));
		OK(ent_store_commit(st->store, &st->err));
		indexed_free(&x);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(fewer_rows_hold_the_same_texts),
		STORED(the_number_of_pieces_leaves_no_trace),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
