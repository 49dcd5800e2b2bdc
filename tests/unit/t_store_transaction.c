/* SPDX-License-Identifier: Apache-2.0 */
/* Changes are whole or undone; one state for several reads. */
#include <sys/stat.h>

#include "unit/stored.h"

static uint64_t text_count(struct stored *st, ent_store *store)
{
	uint64_t n;
	OK(ent_store_text_last(&n, store, &st->err));
	return n;
}

static void a_rollback_undoes_what_was_added(void **state)
{
	struct stored *st = *state;
	OK(ent_store_begin(st->store, &st->err));
	stored_text(st, "en", "kept");
	OK(ent_store_commit(st->store, &st->err));
	OK(ent_store_begin(st->store, &st->err));
	stored_text(st, "en", "undone");
	assert_int_equal(text_count(st, st->store), 2);
	ent_store_rollback(st->store);
	assert_int_equal(text_count(st, st->store), 1);
	ent_store_rollback(st->store); /* nothing is open */
}

static void closing_undoes_what_is_open(void **state)
{
	struct stored *st = *state;
	OK(ent_store_begin(st->store, &st->err));
	stored_text(st, "en", "never committed");
	ent_store_close(st->store);
	stored_open(st, ENT_OPEN_READ);
	assert_int_equal(text_count(st, st->store), 0);
}

static void a_store_opened_for_reading_refuses_to_change(void **state)
{
	struct stored *st = *state;
	ent_store_close(st->store);
	stored_open(st, ENT_OPEN_READ);
	assert_int_equal(ent_store_begin(st->store, &st->err), ENT_EIO);
	assert_string_equal(st->err.message, "the memory cannot be written");
}

static void a_reader_sees_one_state_while_another_commits(void **state)
{
	struct stored *st = *state;
	ent_store *reader;
	int64_t before, after;
	OK(ent_store_open(&reader, st->path, ENT_OPEN_READ, &st->err));
	OK(ent_store_version(&before, reader, &st->err));
	OK(ent_store_read_begin(reader, &st->err));
	assert_int_equal(text_count(st, reader), 0);
	OK(ent_store_begin(st->store, &st->err));
	stored_text(st, "en", "new");
	OK(ent_store_commit(st->store, &st->err));
	assert_int_equal(text_count(st, reader), 0);
	OK(ent_store_read_begin(reader, &st->err)); /* nests */
	ent_store_read_end(reader);
	assert_int_equal(text_count(st, reader), 0);
	ent_store_read_end(reader);
	assert_int_equal(text_count(st, reader), 1);
	OK(ent_store_version(&after, reader, &st->err));
	assert_true(after != before);
	ent_store_close(reader);
}

/* After a failure: discards the store that made the file, and opens none. */
static bool stays_when_discarded(struct stored *st)
{
	ent_store_discard(st->store);
	st->store = NULL;
	return access(st->path, F_OK) == 0;
}

static void a_new_memory_without_rows_is_removed_after_a_failure(void **state)
{
	struct stored *st = *state;
	OK(ent_store_begin(st->store, &st->err));
	stored_unit(st, "undone", "annulé"); /* never committed */
	assert_false(stays_when_discarded(st));
}

static void a_new_memory_with_a_unit_stays(void **state)
{
	struct stored *st = *state;
	OK(ent_store_begin(st->store, &st->err));
	stored_unit(st, "kept", "gardé");
	OK(ent_store_commit(st->store, &st->err));
	assert_true(stays_when_discarded(st));
}

static void an_empty_file_is_empty_again_after_a_failure(void **state)
{
	struct stored *st = *state;
	struct stat file;
	for (int with_unit = 0; with_unit < 2; with_unit++) {
		ent_store_close(st->store);
		unlink(st->path);
		fclose(fopen(st->path, "w"));
		stored_open(st, ENT_OPEN_CREATE);
		OK(ent_store_begin(st->store, &st->err));
		stored_unit(st, "some", "quelque");
		if (with_unit)
			OK(ent_store_commit(st->store, &st->err));
		assert_true(stays_when_discarded(st));
		assert_int_equal(stat(st->path, &file), 0);
		assert_int_equal(file.st_size > 0, with_unit);
	}
}

static void a_memory_that_was_there_stays(void **state)
{
	struct stored *st = *state;
	ent_store_close(st->store);
	stored_open(st, ENT_OPEN_CREATE);
	assert_true(stays_when_discarded(st));
}

static void a_new_memory_that_another_has_open_stays(void **state)
{
	struct stored *st = *state;
	ent_store *other;
	OK(ent_store_open(&other, st->path, ENT_OPEN_WRITE, &st->err));
	assert_true(stays_when_discarded(st));
	st->store = other;
	OK(ent_store_begin(st->store, &st->err));
	stored_unit(st, "of the other", "de l'autre");
	OK(ent_store_commit(st->store, &st->err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_rollback_undoes_what_was_added),
		STORED(closing_undoes_what_is_open),
		STORED(a_store_opened_for_reading_refuses_to_change),
		STORED(a_reader_sees_one_state_while_another_commits),
		STORED(a_new_memory_without_rows_is_removed_after_a_failure),
		STORED(a_new_memory_with_a_unit_stays),
		STORED(an_empty_file_is_empty_again_after_a_failure),
		STORED(a_memory_that_was_there_stays),
		STORED(a_new_memory_that_another_has_open_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
