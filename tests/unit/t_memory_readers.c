/* SPDX-License-Identifier: Apache-2.0 */
/* t_memory_readers.c - handles that read the same state. */
#include "stored.h"

#include "memory/readers.h"

static ent_memory *opened(struct stored *st)
{
	ent_memory *memory;
	OK(ent_memory_open(&memory, st->path, ENT_OPEN_READ, &st->err));
	return memory;
}

static uint64_t last_text(struct stored *st, const ent_memory *memory)
{
	uint64_t last;
	OK(ent_store_text_last(&last, memory->store, &st->err));
	return last;
}

static void all_see_the_same_state(void **state)
{
	struct stored *st = *state;
	ent_readers readers;
	stored_text(st, "en", "one");
	ent_memory *memory = opened(st);
	OK(ent_readers_open(&readers, memory, 3, &st->err));
	assert_int_equal(readers.n, 3);
	assert_ptr_equal(readers.list[0], memory);
	stored_text(st, "en", "two");
	for (uint32_t k = 0; k < readers.n; k++)
		assert_int_equal(last_text(st, readers.list[k]), 1);
	ent_readers_close(&readers);
	assert_int_equal(last_text(st, memory), 2);
	OK(ent_readers_open(&readers, memory, 2, &st->err));
	assert_int_equal(readers.n, 2);
	assert_int_equal(last_text(st, readers.list[1]), 2);
	ent_readers_close(&readers);
	ent_memory_close(memory);
}

static void one_job_needs_one(void **state)
{
	struct stored *st = *state;
	ent_readers readers;
	ent_memory *memory = opened(st);
	for (uint32_t jobs = 0; jobs < 2; jobs++) {
		OK(ent_readers_open(&readers, memory, jobs, &st->err));
		assert_int_equal(readers.n, 1);
		ent_readers_close(&readers);
	}
	ent_memory_close(memory);
}

static void a_state_that_is_read_already_has_one(void **state)
{
	struct stored *st = *state;
	ent_readers readers;
	ent_memory *memory = opened(st);
	OK(ent_store_read_begin(memory->store, &st->err));
	last_text(st, memory);
	stored_text(st, "en", "another");
	OK(ent_readers_open(&readers, memory, 4, &st->err));
	assert_int_equal(readers.n, 1);
	ent_readers_close(&readers);
	ent_store_read_end(memory->store);
	ent_memory_close(memory);
}

static void a_memory_that_was_replaced_has_one(void **state)
{
	struct stored *st = *state;
	char other[128];
	ent_readers readers;
	ent_memory *memory = opened(st);
	snprintf(other, sizeof(other), "%s/other.entente", st->folder);
	ent_store *made;
	OK(ent_store_open(&made, other, ENT_OPEN_CREATE, &st->err));
	ent_store_close(made);
	assert_int_equal(rename(other, st->path), 0);
	OK(ent_readers_open(&readers, memory, 2, &st->err));
	assert_int_equal(readers.n, 1);
	ent_readers_close(&readers);
	ent_memory_close(memory);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(all_see_the_same_state),
		STORED(one_job_needs_one),
		STORED(a_state_that_is_read_already_has_one),
		STORED(a_memory_that_was_replaced_has_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
