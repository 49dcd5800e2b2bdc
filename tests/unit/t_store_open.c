/* SPDX-License-Identifier: Apache-2.0 */
/* Which files are opened, made and refused, by each mode. */
#include <sys/stat.h>

#include "unit/stored.h"

static const ent_open_mode modes[] = { ENT_OPEN_READ, ENT_OPEN_WRITE, ENT_OPEN_CREATE };

static ent_status open_mode(struct stored *st, ent_open_mode mode)
{
	ent_store *store = NULL;
	const ent_status status = ent_store_open(&store, st->path, mode, &st->err);
	assert_int_equal(store != NULL, status == ENT_OK);
	if (status)
		assert_true(st->err.message[0] != 0);
	ent_store_close(store);
	return status;
}

/* Closes the memory and puts these bytes in its place. */
static void replace(struct stored *st, const void *bytes, size_t n)
{
	ent_store_close(st->store);
	st->store = NULL;
	FILE *f = fopen(st->path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

static long size_of(const struct stored *st)
{
	struct stat s;
	return stat(st->path, &s) ? -1 : (long)s.st_size;
}

static void only_one_mode_makes_a_file(void **state)
{
	struct stored *st = *state;
	ent_store_close(st->store);
	st->store = NULL;
	assert_int_equal(unlink(st->path), 0);
	assert_int_equal(open_mode(st, ENT_OPEN_READ), ENT_ENOTFOUND);
	assert_int_equal(open_mode(st, ENT_OPEN_WRITE), ENT_ENOTFOUND);
	assert_int_equal(size_of(st), -1);
	assert_int_equal(open_mode(st, ENT_OPEN_CREATE), ENT_OK);
	assert_true(size_of(st) > 0);
	for (int k = 0; k < 3; k++)
		assert_int_equal(open_mode(st, modes[k]), ENT_OK);
}

static void an_empty_file_is_a_missing_one(void **state)
{
	struct stored *st = *state;
	replace(st, "", 0);
	assert_int_equal(open_mode(st, ENT_OPEN_READ), ENT_ENOTFOUND);
	assert_int_equal(size_of(st), 0);
	assert_int_equal(open_mode(st, ENT_OPEN_CREATE), ENT_OK);
	assert_true(size_of(st) > 0);
}

static void other_files_are_refused_and_left(void **state)
{
	struct stored *st = *state;
	static const char text[] = "not a memory, but longer than the head of one: "
				   "SQLite reads a hundred bytes before it decides.\n"
				   "................................................";
	replace(st, text, sizeof(text) - 1);
	for (int k = 0; k < 3; k++) {
		assert_int_equal(open_mode(st, modes[k]), ENT_EFORMAT);
		assert_int_equal(size_of(st), sizeof(text) - 1);
	}
	replace(st, "short", 5);
	for (int k = 0; k < 3; k++)
		assert_int_equal(open_mode(st, modes[k]), ENT_EFORMAT);
	assert_int_equal(size_of(st), 5);
	assert_int_equal(unlink(st->path), 0);
	/* a FIFO would wait for ever */
	assert_int_equal(mkfifo(st->path, 0600), 0);
	for (int k = 0; k < 3; k++)
		assert_int_equal(open_mode(st, modes[k]), ENT_EFORMAT);
	assert_int_equal(unlink(st->path), 0);
	assert_int_equal(mkdir(st->path, 0700), 0);
	for (int k = 0; k < 3; k++)
		assert_int_equal(open_mode(st, modes[k]), ENT_EFORMAT);
	assert_int_equal(rmdir(st->path), 0);
}

/* Names that mean something in a URI or to the shell. */
static void any_name_is_a_name(void **state)
{
	struct stored *st = *state;
	static const char *const names[] = { "a b.entente", "100%41.entente",
					     "q?mode=ro#x.entente",
					     "\u00E9t\u00E9.entente", "'.entente" };
	char path[160];
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
		ent_store *store;
		snprintf(path, sizeof(path), "%s/%s", st->folder, names[k]);
		OK(ent_store_open(&store, path, ENT_OPEN_CREATE, &st->err));
		assert_string_equal(ent_store_path(store), path);
		ent_store_close(store);
		assert_int_equal(access(path, F_OK), 0);
		assert_int_equal(unlink(path), 0);
	}
	ent_store_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(only_one_mode_makes_a_file),
		STORED(an_empty_file_is_a_missing_one),
		STORED(other_files_are_refused_and_left),
		STORED(any_name_is_a_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
