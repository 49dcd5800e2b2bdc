/* SPDX-License-Identifier: Apache-2.0 */
/* Texts enter and leave the index: held, recent, in lists, in bulk; always found. */
#include "unit/indexed.h"

static ent_status take_text(void *data, uint64_t id, ent_error *err)
{
	uint64_t *last = data;
	(void)err;
	assert_true(id > *last);
	*last = id;
	return ENT_OK;
}

/* Whether a text with this word is in a list. */
static bool is_listed(struct stored *st, const struct indexed *x, const char *word)
{
	const ent_index_word w = { .form = ent_str_of(word) };
	uint64_t last = 0;
	OK(ent_index_find(x->index, &w, 1, true, take_text, NULL, &last, &st->err));
	return last > 0;
}

static uint64_t recent(struct stored *st)
{
	uint64_t n;
	OK(ent_store_recent_count(&n, st->store, &st->err));
	return n;
}

static void begin(struct stored *st, struct indexed *x)
{
	*x = (struct indexed){ .index = NULL };
	OK(ent_index_new(&x->index, st->store, &st->err));
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_language(&x->language, st->store, ENT_STR("en"), true, &st->err));
}

static void end(struct stored *st, struct indexed *x)
{
	OK(ent_store_commit(st->store, &st->err));
	ent_index_free(x->index);
}

static uint64_t add(struct stored *st, struct indexed *x, uint32_t number)
{
	char text[40];
	snprintf(text, sizeof(text), "the water number%u", number);
	return indexed_add(st, x, text);
}

/* As many as can be recent are; one more, and all are in lists. */
static void texts_are_recent_while_they_are_few(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	begin(st, &x);
	for (uint32_t k = 0; k < ENT_RECENT_MAX; k++) {
		add(st, &x, k);
		if (k % 10 == 0)
			OK(ent_index_flush(x.index, &st->err));
	}
	OK(ent_index_flush(x.index, &st->err));
	assert_int_equal(recent(st), ENT_RECENT_MAX);
	assert_false(is_listed(st, &x, "water"));
	add(st, &x, ENT_RECENT_MAX);
	OK(ent_index_flush(x.index, &st->err));
	assert_int_equal(recent(st), 0);
	assert_true(is_listed(st, &x, "water"));
	ent_key_row row;
	OK(ent_store_key_find(&row, st->store, x.language, ENT_STR("water"), &st->err));
	assert_int_equal(row.frequency, ENT_RECENT_MAX + 1);
	end(st, &x);
}

/* More at once than are held: none becomes recent. */
static void many_texts_at_once_are_in_lists(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	begin(st, &x);
	for (uint32_t k = 0; k <= ENT_RECENT_MAX; k++)
		add(st, &x, k);
	OK(ent_index_flush(x.index, &st->err));
	assert_int_equal(recent(st), 0);
	assert_true(is_listed(st, &x, "water"));
	add(st, &x, 1000); /* after a flush, few are held again */
	OK(ent_index_flush(x.index, &st->err));
	assert_int_equal(recent(st), 1);
	end(st, &x);
}

static void remove_text(struct stored *st,
			struct indexed *x,
			uint64_t id,
			const char *text)
{
	const ent_text_row row = { id, x->language, 0, ent_str_of(text) };
	OK(ent_index_remove(x->index, &row, &st->err));
}

static void a_text_leaves_from_where_it_is(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	begin(st, &x);
	const uint64_t few = indexed_add(st, &x, "a recent one");
	OK(ent_index_flush(x.index, &st->err));
	remove_text(st, &x, few, "a recent one");
	OK(ent_index_flush(x.index, &st->err));
	assert_int_equal(recent(st), 0);
	for (uint32_t k = 0; k <= ENT_RECENT_MAX; k++)
		add(st, &x, k);
	const uint64_t id = indexed_add(st, &x, "a listed glacier");
	OK(ent_index_flush(x.index, &st->err));
	assert_true(is_listed(st, &x, "glacier"));
	remove_text(st, &x, id, "a listed glacier");
	OK(ent_index_flush(x.index, &st->err));
	assert_false(is_listed(st, &x, "glacier"));
	assert_true(is_listed(st, &x, "water"));
	/* a recent text is not counted among those of its words, nor taken off */
	ent_key_row water;
	OK(ent_store_key_find(&water, st->store, x.language, ENT_STR("water"),
			      &st->err));
	const uint64_t again = indexed_add(st, &x, "recent water");
	OK(ent_index_flush(x.index, &st->err));
	assert_int_equal(recent(st), 1);
	remove_text(st, &x, again, "recent water");
	OK(ent_index_flush(x.index, &st->err));
	const uint32_t frequency = water.frequency;
	OK(ent_store_key_find(&water, st->store, x.language, ENT_STR("water"),
			      &st->err));
	assert_int_equal(water.frequency, frequency);
	/* its words go with a sweep, and come back with a text */
	ent_key_row row;
	OK(ent_index_sweep(x.index, &st->err));
	OK(ent_store_key_find(&row, st->store, ENT_ANY_LANGUAGE, ENT_STR("glacier"),
			      &st->err));
	assert_int_equal(row.id, 0);
	for (uint32_t k = 0; k <= ENT_RECENT_MAX; k++)
		add(st, &x, 500 + k);
	indexed_add(st, &x, "another glacier");
	OK(ent_index_flush(x.index, &st->err));
	assert_true(is_listed(st, &x, "glacier"));
	end(st, &x);
}

/* Removals and additions in turn, without a flush between them. */
static void additions_after_removals_are_not_lost(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	uint64_t ids[200];
	ent_key_row row;
	begin(st, &x);
	for (uint32_t k = 0; k < 200; k++)
		ids[k] = add(st, &x, k);
	for (uint32_t k = 0; k < 200; k += 2) {
		char text[40];
		snprintf(text, sizeof(text), "the water number%u", k);
		remove_text(st, &x, ids[k], text);
		if (k % 4 == 0)
			OK(ent_index_add(x.index, x.language, ids[k], ent_str_of(text),
					 &st->err));
	}
	OK(ent_index_flush(x.index, &st->err));
	OK(ent_store_key_find(&row, st->store, x.language, ENT_STR("water"), &st->err));
	assert_int_equal(row.frequency + recent(st), 150);
	end(st, &x);
}

/* An empty memory filled in pieces has the same rows as one that was filled at once. */
static void a_bulk_in_pieces_is_one_index(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	bool empty;
	begin(st, &x);
	OK(ent_store_bulk_begin(&empty, st->store, &st->err));
	assert_true(empty);
	OK(ent_index_begin_bulk(x.index, &st->err));
	x.index->at_once = 70;
	for (uint32_t k = 0; k < 500; k++)
		add(st, &x, k);
	OK(ent_index_end_bulk(x.index, &st->err));
	OK(ent_store_bulk_end(st->store, &st->err));
	assert_true(x.index->pieces > 1);
	OK(ent_index_pack(x.index, &st->err));
	assert_int_equal(recent(st), 0);
	assert_true(is_listed(st, &x, "water"));
	ent_key_row row;
	OK(ent_store_key_find(&row, st->store, x.language, ENT_STR("water"), &st->err));
	assert_int_equal(row.frequency, 500);
	end(st, &x);
}

static void a_number_of_a_text_has_a_limit(void **state)
{
	struct stored *st = *state;
	struct indexed x;
	begin(st, &x);
	OK(ent_index_begin_bulk(x.index, &st->err));
	uint32_t weight;
	OK(ent_index_prepare(&weight, x.index, x.language, ENT_STR("one"), &st->err));
	assert_int_equal(ent_index_file(x.index, x.language, (uint64_t)ENT_TEXT_MAX + 1,
					ENT_STR("one"), weight, &st->err),
			 ENT_ELIMIT);
	OK(ent_index_prepare(&weight, x.index, x.language, ENT_STR("one"), &st->err));
	OK(ent_index_file(x.index, x.language, ENT_TEXT_MAX, ENT_STR("one"), weight,
			  &st->err));
	ent_index_forget(x.index);
	ent_store_rollback(st->store);
	ent_index_free(x.index);
}

/* The weight is that of the tokens of the graded score, in bulk or not. */
static void a_weight_is_the_same_in_bulk(void **state)
{
	struct stored *st = *state;
	static const char *const texts[] = { "",
					     "one",
					     "one, two",
					     "co-operation \u2026",
					     "1 250 000 km",
					     "e-mail... of U.S." };
	uint32_t one_by_one[6], in_bulk;
	struct indexed x;
	begin(st, &x);
	for (size_t k = 0; k < 6; k++)
		OK(ent_index_prepare(&one_by_one[k], x.index, x.language,
				     ent_str_of(texts[k]), &st->err));
	OK(ent_index_begin_bulk(x.index, &st->err));
	for (size_t k = 0; k < 6; k++) {
		OK(ent_index_prepare(&in_bulk, x.index, x.language,
				     ent_str_of(texts[k]), &st->err));
		assert_int_equal(in_bulk, one_by_one[k]);
	}
	assert_int_equal(one_by_one[0], 0);
	assert_int_equal(one_by_one[2], 2 * ENT_WEIGHT_WORD + ENT_WEIGHT_MARK);
	ent_index_forget(x.index);
	ent_store_rollback(st->store);
	ent_index_free(x.index);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(texts_are_recent_while_they_are_few),
		STORED(many_texts_at_once_are_in_lists),
		STORED(a_text_leaves_from_where_it_is),
		STORED(additions_after_removals_are_not_lost),
		STORED(a_bulk_in_pieces_is_one_index),
		STORED(a_number_of_a_text_has_a_limit),
		STORED(a_weight_is_the_same_in_bulk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
