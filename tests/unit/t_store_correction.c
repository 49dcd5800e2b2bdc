/* SPDX-License-Identifier: Apache-2.0 */
/* t_store_correction.c - what a person wrote instead of aligned texts: found by either
 * texts, for the same languages, and for the pair it was written for before others. */
#include "unit/stored.h"

static ent_correction_row correction(const char *source, const char *new_target)
{
	return (ent_correction_row){ .source_document = ent_str_of("a.en"),
				     .target_document = ENT_STR("a.fr"),
				     .source = ent_str_of(source),
				     .target = ENT_STR("Un."),
				     .new_source = ent_str_of(source),
				     .new_target = ent_str_of(new_target),
				     .who = ENT_STR("me"),
				     .at = ENT_STR("2024-01-01T00:00:00Z"),
				     .from = ENT_STR("en"),
				     .to = ENT_STR("fr") };
}

static void a_correction_is_found_by_either_texts(void **state)
{
	struct stored *st = *state;
	const ent_correction_row one = correction("One.", "Une.");
	ent_correction_row found;
	bool any;
	OK(ent_store_corrected(&any, st->store, &st->err));
	assert_false(any);
	OK(ent_store_correction_put(st->store, &one, &st->err));
	OK(ent_store_corrected(&any, st->store, &st->err));
	assert_true(any);
	OK(ent_store_correction_find(&found, st->store, &one, st->arena, &st->err));
	assert_true(ent_str_is(found.new_target, "Une."));
	assert_true(ent_str_is(found.who, "me"));
	OK(ent_store_correction_of(&found, st->store, &one, st->arena, &st->err));
	assert_true(ent_str_is(found.target, "Un."));
	/* neither by other texts nor in other languages */
	ent_correction_row key = one;
	key.target = ENT_STR("Une.");
	OK(ent_store_correction_find(&found, st->store, &key, st->arena, &st->err));
	assert_null(found.at.p);
	key = one;
	key.to = ENT_STR("de");
	OK(ent_store_correction_find(&found, st->store, &key, st->arena, &st->err));
	assert_null(found.at.p);
	/* nor for documents that have nothing to do with these */
	key = one;
	key.source_document = ENT_STR("b.en");
	key.target_document = ENT_STR("b.fr");
	OK(ent_store_correction_find(&found, st->store, &key, st->arena, &st->err));
	assert_null(found.at.p);
}

static ent_status count(void *data, const ent_correction_row *row, ent_error *err)
{
	(void)row, (void)err;
	++*(unsigned *)data;
	return ENT_OK;
}

static unsigned count_all(struct stored *st)
{
	unsigned n = 0;
	OK(ent_store_corrections(st->store, count, &n, &st->err));
	return n;
}

static void a_later_correction_replaces_one_of_the_same_texts(void **state)
{
	struct stored *st = *state;
	ent_correction_row row = correction("One.", "Une."), found;
	OK(ent_store_correction_put(st->store, &row, &st->err));
	row.new_target = ENT_STR("Un seul.");
	row.at = ENT_STR("2024-02-01T00:00:00Z");
	OK(ent_store_correction_put(st->store, &row, &st->err));
	assert_int_equal(count_all(st), 1);
	OK(ent_store_correction_find(&found, st->store, &row, st->arena, &st->err));
	assert_true(ent_str_is(found.new_target, "Un seul."));
	/* back to what it was: no correction is left */
	row.new_target = row.target;
	OK(ent_store_correction_put(st->store, &row, &st->err));
	assert_int_equal(count_all(st), 0);
}

/* Random corrections of few texts, beside a table of what was said last. */
static void the_last_word_on_each_text_counts(void **state)
{
	static const char *const texts[] = { "A.", "B.", "C.", "D.", "Un." };
	enum { N = 5 };
	struct stored *st = *state;
	uint64_t seed = 5;
	int last[N];
	unsigned left = 0;
	for (int k = 0; k < N; k++)
		last[k] = -1;
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k < 300; k++) {
		const uint32_t of = pick(&seed, N), to = pick(&seed, N);
		ent_correction_row row = correction(texts[of], texts[to]);
		OK(ent_store_correction_put(st->store, &row, &st->err));
		last[of] = to == N - 1 ? -1 : (int)to; /* "Un." is what was aligned */
	}
	for (uint32_t k = 0; k < N; k++) {
		const ent_correction_row key = correction(texts[k], "");
		ent_correction_row found;
		OK(ent_store_correction_find(&found, st->store, &key, st->arena,
					     &st->err));
		if (last[k] < 0)
			assert_null(found.at.p);
		else
			assert_true(ent_str_is(found.new_target, texts[last[k]]));
		left += last[k] >= 0;
	}
	assert_int_equal(count_all(st), left);
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_correction_is_found_by_either_texts),
		STORED(a_later_correction_replaces_one_of_the_same_texts),
		STORED(the_last_word_on_each_text_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
