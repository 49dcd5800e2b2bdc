/* SPDX-License-Identifier: Apache-2.0 */
/* Whether the file of an open memory is still the one at its path. */
#include <sys/stat.h>

#include "store/sql.h"
#include "unit/stored.h"

static void a_memory_that_was_moved_takes_no_commit(void **state)
{
	struct stored *st = *state;
	char other[96];
	snprintf(other, sizeof(other), "%s/other.entente", st->folder);
	assert_false(ent_store_is_replaced(st->store));
	OK(ent_store_begin(st->store, &st->err));
	stored_text(st, "en", "to be lost");
	assert_int_equal(rename(st->path, other), 0);
	assert_true(ent_store_is_replaced(st->store));
	assert_int_equal(ent_store_commit(st->store, &st->err), ENT_EIO);
	assert_non_null(strstr(st->err.message, "nothing was stored"));
	ent_store_rollback(st->store);
}

static void another_file_at_the_path_is_noticed(void **state)
{
	struct stored *st = *state;
	char other[96];
	ent_store *store;
	snprintf(other, sizeof(other), "%s/other.entente", st->folder);
	OK(ent_store_open(&store, other, ENT_OPEN_CREATE, &st->err));
	ent_store_close(store);
	assert_false(ent_store_is_replaced(st->store));
	assert_int_equal(rename(other, st->path), 0);
	assert_true(ent_store_is_replaced(st->store));
}

static void the_log_is_known_while_there_is_one(void **state)
{
	struct stored *st = *state;
	struct stat s;
	char log[110];
	snprintf(log, sizeof(log), "%s-wal", st->path);
	OK(ent_store_begin(st->store, &st->err));
	stored_text(st, "en", "one");
	OK(ent_store_commit(st->store, &st->err));
	assert_int_equal(stat(log, &s), 0);
	assert_int_equal(ent_log_inode(st->store), s.st_ino);
	assert_int_equal(unlink(log), 0);
	assert_int_equal(ent_log_inode(st->store), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_memory_that_was_moved_takes_no_commit),
		STORED(another_file_at_the_path_is_noticed),
		STORED(the_log_is_known_while_there_is_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
