/* SPDX-License-Identifier: Apache-2.0 */
/* Faults of the index: each kind is found and named, and a rebuilt index has none. */
#include "index/places.h"
#include "unit/indexed.h"

struct reports {
	int n;
	char first[200], last[200];
};

static void take_report(void *data, const char *what)
{
	struct reports *r = data;
	if (!r->n++)
		snprintf(r->first, sizeof(r->first), "%s", what);
	snprintf(r->last, sizeof(r->last), "%s", what);
}

static struct reports check(struct stored *st, const struct indexed *x)
{
	struct reports r = { .n = 0 };
	OK(ent_index_check(x->index, take_report, &r, &st->err));
	return r;
}

static void fill(struct stored *st, struct indexed *x)
{
	*x = (struct indexed){ .index = NULL };
	indexed_fill(st, x);
	indexed_units(st, x);
	assert_int_equal(check(st, x).n, 0);
	OK(ent_store_begin(st->store, &st->err));
}

static ent_key_row key_of(struct stored *st, uint32_t language, const char *form)
{
	ent_key_row row;
	OK(ent_store_key_find(&row, st->store, language, ent_str_of(form), &st->err));
	assert_true(row.id > 0);
	return row;
}

/* The fault is found, the first report begins so, and a rebuilt index is sound. */
static void expect_fault(struct stored *st, struct indexed *x, const char *what)
{
	const struct reports r = check(st, x);
	assert_true(r.n > 0);
	if (strncmp(r.first, what, strlen(what)))
		fail_msg("'%s' is not '%s...'", r.first, what);
	OK(ent_index_rebuild(x->index, &st->err));
	assert_int_equal(check(st, x).n, 0);
	assert_true(key_of(st, ENT_ANY_LANGUAGE, "geneva").frequency > 0);
	OK(ent_store_commit(st->store, &st->err));
	indexed_free(x);
}

static bool take_row(void *data, const ent_posting_row *row)
{
	ent_posting_row *first = data;
	first->id = row->id;
	return false;
}

/* The number of the first row of a key. */
static uint64_t row_of(struct stored *st, uint32_t key)
{
	ent_posting_row row = { .id = 0 };
	OK(ent_store_postings(st->store, ent_row_number(key, 0, 0),
			      ent_row_number(key, ENT_BUCKETS - 1, ENT_TEXT_MAX), false,
			      take_row, &row, &st->err));
	assert_true(row.id > 0);
	return row.id;
}

static void a_wrong_weight_is_named(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	char what[60];
	fill(st, &x);
	OK(ent_store_text_mark(st->store, x.ids[7], 100000, &st->err));
	snprintf(what, sizeof(what), "wrong weight of text %llu",
		 (unsigned long long)x.ids[7]);
	expect_fault(st, &x, what);
}

static void a_text_missing_from_a_list_is_named_by_its_word(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	char what[90];
	fill(st, &x);
	const uint32_t key = key_of(st, ENT_ANY_LANGUAGE, "geneva").id;
	OK(ent_store_posting_drop(st->store, row_of(st, key), &st->err));
	snprintf(what, sizeof(what), "the index lists wrong texts for key %u, 'geneva'",
		 key);
	expect_fault(st, &x, what);
}

static void a_list_of_the_search_is_checked_too(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	char what[90];
	fill(st, &x);
	const uint32_t key = key_of(st, x.language, "geneva").id;
	OK(ent_store_posting_drop(st->store, row_of(st, key), &st->err));
	snprintf(what, sizeof(what), "the index lists wrong texts for key %u, 'geneva'",
		 key);
	expect_fault(st, &x, what);
}

static bool move_places(void *data, const ent_posting_row *row)
{
	ent_word_place *places = data;
	ent_places_reader r;
	size_t n = 0;
	ent_places_read(&r, row->id, row->bytes);
	while (ent_places_block(&r))
		for (uint32_t k = 0; k < r.n; k++)
			for (ent_places_of(&r, k); ent_places_next(&r);)
				places[n++] =
					(ent_word_place){ r.texts[k], r.position };
	places[n - 1].position++;
	places[n] = (ent_word_place){ 0, 0 };
	return false;
}

/* The texts are right, and so is their number: only one place is not. */
static void one_word_at_a_wrong_place_is_found(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	static ent_word_place places[10000];
	ent_buf bytes = ENT_BUF_INIT;
	size_t n = 0;
	fill(st, &x);
	const uint64_t row = row_of(st, key_of(st, ENT_ANY_LANGUAGE, "geneva").id);
	OK(ent_store_postings(st->store, row, row, false, move_places, places,
			      &st->err));
	while (places[n].text)
		n++;
	assert_int_equal(ent_places_write(&bytes, places, n), n);
	OK(ent_store_posting_put(st->store, row, ent_buf_str(&bytes), &st->err));
	ent_buf_release(&bytes);
	expect_fault(st, &x, "the index lists wrong texts for key");
}

static void a_wrong_count_is_named(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	char what[90];
	fill(st, &x);
	const uint32_t key = key_of(st, x.language, "peac").id;
	OK(ent_store_key_count(st->store, key, 1, &st->err));
	snprintf(what, sizeof(what), "the index counts wrong for key %u, 'peac'", key);
	expect_fault(st, &x, what);
}

static void rows_and_words_without_a_key_are_named(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	fill(st, &x);
	const ent_key_row key = key_of(st, ENT_ANY_LANGUAGE, "geneva");
	OK(ent_store_key_count(st->store, key.id, -(int64_t)key.frequency, &st->err));
	OK(ent_store_key_sweep(st->store, &st->err));
	expect_fault(st, &x, "the index lacks words of text");
}

static void a_row_of_no_key_is_named(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	ent_buf row = ENT_BUF_INIT;
	const uint32_t texts[] = { 1, 2, 3 };
	fill(st, &x);
	ent_row_write(&row, texts, 3);
	OK(ent_store_posting_put(st->store, ent_row_number(ENT_KEY_MAX, 0, 1),
				 ent_buf_str(&row), &st->err));
	ent_buf_release(&row);
	expect_fault(st, &x, "the index has no key for row");
}

/* Twenty are named; then one line says how many more. */
static void many_faults_are_counted(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	fill(st, &x);
	for (int k = 0; k < 50; k++)
		OK(ent_store_text_mark(st->store, x.ids[k], 100000, &st->err));
	const struct reports r = check(st, &x);
	assert_int_equal(r.n, 21);
	assert_string_equal(r.last, "and 30 more faults of the index");
	expect_fault(st, &x, "wrong weight of text");
}

/* A recent text is in no list, which is right; one that is in neither is a fault. */
static void recent_texts_are_not_looked_for_in_lists(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	uint64_t recent;
	bool was;
	fill(st, &x);
	const uint64_t id = indexed_add(st, &x, "a recent treaty");
	OK(ent_index_flush(x.index, &st->err));
	OK(ent_store_recent_count(&recent, st->store, &st->err));
	assert_int_equal(recent, 1);
	assert_int_equal(check(st, &x).n, 0);
	OK(ent_store_recent_remove(&was, st->store, id, &st->err));
	assert_true(was);
	expect_fault(st, &x, "the index lacks words of text");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_wrong_weight_is_named),
		STORED(a_text_missing_from_a_list_is_named_by_its_word),
		STORED(a_list_of_the_search_is_checked_too),
		STORED(one_word_at_a_wrong_place_is_found),
		STORED(a_wrong_count_is_named),
		STORED(rows_and_words_without_a_key_are_named),
		STORED(a_row_of_no_key_is_named),
		STORED(many_faults_are_counted),
		STORED(recent_texts_are_not_looked_for_in_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
