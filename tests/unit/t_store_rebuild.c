/* SPDX-License-Identifier: Apache-2.0 */
/* A memory is made again from its rows, and takes the place of the damaged one. */
#include <sqlite3.h>

#include "unit/stored.h"

struct pair {
	ent_store *other;
	ent_store_guard guard;
};

/* A memory with two units, and a new one beside it that gets their rows. */
static struct pair copy_rows(struct stored *st)
{
	struct pair p = { NULL, { NULL, 0 } };
	char path[96];
	OK(ent_store_begin(st->store, &st->err));
	stored_unit(st, "one", "un");
	stored_unit(st, "two", "deux");
	OK(ent_store_commit(st->store, &st->err));
	snprintf(path, sizeof(path), "%s/other.entente", st->folder);
	OK(ent_store_open(&p.other, path, ENT_OPEN_CREATE, &st->err));
	OK(ent_store_guard_begin(&p.guard, st->store, &st->err));
	OK(ent_store_copy_rows(p.other, st->store, &st->err));
	return p;
}

static void end(struct pair *p)
{
	ent_store_guard_end(&p->guard);
	ent_store_close(p->other);
}

static uint64_t last_unit(struct stored *st, ent_store *store)
{
	uint64_t id;
	OK(ent_store_unit_last(&id, store, &st->err));
	return id;
}

static void all_rows_are_copied_and_come_back(void **state)
{
	struct stored *st = *state;
	struct pair p = copy_rows(st);
	bool damaged = true;
	assert_int_equal(last_unit(st, p.other), 2);
	OK(ent_store_take_over(st->store, p.other, &p.guard, &st->err));
	assert_int_equal(last_unit(st, st->store), 2);
	OK(ent_store_pages_damaged(&damaged, st->store, &st->err));
	assert_false(damaged);
	end(&p);
}

static void what_others_wrote_meanwhile_is_not_lost(void **state)
{
	struct stored *st = *state;
	struct pair p = copy_rows(st);
	OK(ent_store_begin(st->store, &st->err));
	stored_unit(st, "three", "trois");
	OK(ent_store_commit(st->store, &st->err));
	assert_int_equal(ent_store_take_over(st->store, p.other, &p.guard, &st->err),
			 ENT_EBUSY);
	assert_int_equal(last_unit(st, st->store), 3);
	end(&p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(all_rows_are_copied_and_come_back),
		STORED(what_others_wrote_meanwhile_is_not_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
