/* SPDX-License-Identifier: Apache-2.0 */
/* What is marked goes, with what only it needed, and nothing else. */
#include "unit/stored.h"

struct orphans {
	uint64_t texts[8];
	size_t n;
};

static ent_status take_orphan(void *data, const ent_text_row *row, ent_error *err)
{
	struct orphans *o = data;
	(void)err;
	assert_true(o->n < 8);
	o->texts[o->n++] = row->id;
	return ENT_OK;
}

static bool text_is_there(struct stored *st, uint64_t id)
{
	uint32_t language;
	OK(ent_store_text_language(&language, st->store, id, &st->err));
	return language != 0;
}

static void texts_that_other_units_use_stay(void **state)
{
	struct stored *st = *state;
	struct orphans orphans = { .n = 0 };
	uint64_t removed;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t a = stored_unit(st, "shared", "un");
	stored_unit(st, "shared", "deux");
	const uint64_t shared = stored_text(st, "en", "shared"),
		       un = stored_text(st, "fr", "un"),
		       deux = stored_text(st, "fr", "deux");
	OK(ent_store_text_mark(st->store, un, 1, &st->err));
	OK(ent_store_text_mark(st->store, shared, 1, &st->err));
	OK(ent_store_mark_for_removal(st->store, a, &st->err));
	OK(ent_store_mark_for_removal(st->store, a, &st->err)); /* twice is once */
	OK(ent_store_remove_marked(&removed, st->store, take_orphan, &orphans,
				   &st->err));
	OK(ent_store_commit(st->store, &st->err));
	assert_int_equal(removed, 1);
	assert_int_equal(orphans.n, 1);
	assert_int_equal(orphans.texts[0], un);
	assert_false(text_is_there(st, un));
	assert_true(text_is_there(st, shared));
	assert_true(text_is_there(st, deux));
}

static void of_repeated_units_the_oldest_stays(void **state)
{
	struct stored *st = *state;
	struct orphans orphans = { .n = 0 };
	uint64_t removed;
	bool there;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t first = stored_unit(st, "same", "pareil");
	stored_unit(st, "same", "pareil");
	stored_unit(st, "same", "pareil");
	const uint64_t other = stored_unit(st, "same", "autre");
	OK(ent_store_mark_repeated(st->store, &st->err));
	OK(ent_store_remove_marked(&removed, st->store, take_orphan, &orphans,
				   &st->err));
	OK(ent_store_commit(st->store, &st->err));
	assert_int_equal(removed, 2);
	assert_int_equal(orphans.n, 0);
	OK(ent_store_unit_exists(&there, st->store, first, &st->err));
	assert_true(there);
	OK(ent_store_unit_exists(&there, st->store, other, &st->err));
	assert_true(there);
}

static void marks_do_not_outlive_a_rollback(void **state)
{
	struct stored *st = *state;
	struct orphans orphans = { .n = 0 };
	uint64_t removed;
	OK(ent_store_begin(st->store, &st->err));
	const uint64_t id = stored_unit(st, "stays", "reste");
	OK(ent_store_commit(st->store, &st->err));
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_mark_for_removal(st->store, id, &st->err));
	ent_store_rollback(st->store);
	OK(ent_store_begin(st->store, &st->err));
	OK(ent_store_remove_marked(&removed, st->store, take_orphan, &orphans,
				   &st->err));
	OK(ent_store_commit(st->store, &st->err));
	assert_int_equal(removed, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(texts_that_other_units_use_stay),
		STORED(of_repeated_units_the_oldest_stays),
		STORED(marks_do_not_outlive_a_rollback),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
