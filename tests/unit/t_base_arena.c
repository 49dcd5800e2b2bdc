/* SPDX-License-Identifier: Apache-2.0 */
/* t_base_arena.c - memory that is freed all at once. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena_join.h"
#include "entente/align.h"
#include "entente/arena.h"
#include "entente/error.h"

static void items_are_zeroed_aligned_and_apart(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	char *before = NULL;
	for (size_t size = 1; size < 200; size++) {
		char *p = ent_arena_alloc(arena, 3, size);
		assert_non_null(p);
		assert_int_equal((uintptr_t)p % sizeof(max_align_t) % 16, 0);
		for (size_t k = 0; k < 3 * size; k++)
			assert_int_equal(p[k], 0);
		memset(p, 0x55, 3 * size);
		if (before)
			assert_int_equal(*before, 0x55);
		before = p;
	}
	ent_arena_free(arena);
}

static void a_limit_makes_the_allocation_fail(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(1000);
	assert_non_null(ent_arena_alloc(arena, 1, 600));
	assert_null(ent_arena_alloc(arena, 1, 600));
	ent_arena_clear(arena);
	assert_int_equal(ent_arena_used(arena), 0);
	assert_non_null(ent_arena_alloc(arena, 1, 600));
	ent_arena_free(arena);
}

/* Whether the last failure is reported with these words. */
static void expect_message(const char *message, ent_status code)
{
	ent_error err;
	assert_int_equal(ent_error_memory(&err), code);
	assert_int_equal(err.code, code);
	assert_string_equal(err.message, message);
}

static void the_message_names_the_limit(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new((size_t)1 << 20);
	assert_null(ent_arena_alloc(arena, 1, (size_t)2 << 20));
	expect_message("needs more memory than the limit of 1 MiB for one task",
		       ENT_ELIMIT);
	errno = ENOMEM; /* as malloc() leaves it */
	expect_message("out of memory", ENT_ENOMEM);
	assert_null(ent_arena_alloc(arena, SIZE_MAX / 2, 4));
	expect_message("needs more memory than the limit of 1 MiB for one task",
		       ENT_ELIMIT);
	ent_arena_free(arena);
}

static void an_arena_without_a_limit_of_its_own_has_one(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	assert_null(ent_arena_alloc(arena, 1, ENT_ARENA_LIMIT + 1));
	expect_message("needs more memory than the limit of 4 GiB for one task",
		       ENT_ELIMIT);
	assert_true(ent_arena_failed(arena));
	ent_arena_free(arena);
}

/* The texts of a document grow what aligns them: reported, not killed. */
static void what_input_grows_ends_at_the_limit(void **state)
{
	(void)state;
	enum { LINES = 3000 };
	static ent_segment lines[LINES];
	ent_alignment alignment;
	ent_error err;
	ent_arena *arena = ent_arena_new((size_t)32 << 10);
	for (uint32_t k = 0; k < LINES; k++)
		lines[k] = (ent_segment){ .text = ENT_STR("the same line"),
					  .paragraph = ENT_NO_PARAGRAPH };
	assert_int_equal(
		ent_align(&alignment, lines, LINES, lines, LINES, NULL, arena, &err),
		ENT_ELIMIT);
	assert_string_equal(err.message,
			    "needs more memory than the limit of 32 KiB for one task");
	ent_arena_free(arena);
}

static void a_product_beyond_the_address_space_fails(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	assert_null(ent_arena_alloc(arena, SIZE_MAX / 2, 4));
	assert_null(ent_arena_alloc(arena, SIZE_MAX, 1));
	assert_non_null(ent_arena_alloc(arena, 0, 8));
	ent_arena_free(arena);
}

static void copies_of_strings_end_with_nul(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	char text[] = "entente cordiale";
	ent_str copy = ent_arena_str(arena, (ent_str){ text, 7 });
	memset(text, 'x', sizeof(text));
	assert_string_equal(copy.p, "entente");
	assert_string_equal(ent_arena_str(arena, (ent_str){ NULL, 0 }).p, "");
	ent_arena_free(arena);
}

static void an_arena_takes_what_another_holds(void **state)
{
	(void)state;
	for (int filled = 0; filled < 4; filled++) {
		ent_arena *arena = ent_arena_new(0), *other = ent_arena_new(0);
		char *mine = NULL, *theirs = NULL;
		if (filled & 1)
			mine = ent_arena_str(arena, ENT_STR("mine")).p
				       ? ent_arena_alloc(arena, 1, 100000)
				       : NULL;
		if (filled & 2)
			theirs = ent_arena_alloc(other, 1, 100000);
		if (theirs)
			memset(theirs, 't', 100000);
		const size_t used = ent_arena_used(arena) + ent_arena_used(other);
		assert_true(ent_arena_join(arena, other));
		assert_int_equal(ent_arena_used(arena), used);
		assert_int_equal(ent_arena_used(other), 0);
		assert_non_null(ent_arena_alloc(other, 1, 10));
		ent_arena_free(other);
		char *more = ent_arena_alloc(arena, 1, 70000);
		assert_non_null(more);
		memset(more, 'm', 70000);
		if (mine)
			assert_int_equal(mine[99999], 0);
		if (theirs)
			assert_int_equal(theirs[99999], 't');
		ent_arena_free(arena);
	}
}

static void a_limit_is_kept_when_arenas_are_joined(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(100000), *other = ent_arena_new(0);
	assert_non_null(ent_arena_alloc(other, 1, 100001));
	assert_false(ent_arena_join(arena, other));
	assert_true(ent_arena_failed(arena));
	ent_arena_free(arena);
	ent_arena_free(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_are_zeroed_aligned_and_apart),
		cmocka_unit_test(a_limit_makes_the_allocation_fail),
		cmocka_unit_test(the_message_names_the_limit),
		cmocka_unit_test(an_arena_without_a_limit_of_its_own_has_one),
		cmocka_unit_test(what_input_grows_ends_at_the_limit),
		cmocka_unit_test(a_product_beyond_the_address_space_fails),
		cmocka_unit_test(copies_of_strings_end_with_nul),
		cmocka_unit_test(an_arena_takes_what_another_holds),
		cmocka_unit_test(a_limit_is_kept_when_arenas_are_joined),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
