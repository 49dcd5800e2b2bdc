/* SPDX-License-Identifier: Apache-2.0 */
/* with_arena.h - an arena for all tests of a file. */
#ifndef TESTS_UNIT_WITH_ARENA_H
#define TESTS_UNIT_WITH_ARENA_H

#include "entente/arena.h"

static ent_arena *arena;

static int make_arena(void **state)
{
	(void)state;
	arena = ent_arena_new((size_t)256 << 20);
	return !arena;
}

static int free_arena(void **state)
{
	(void)state;
	ent_arena_free(arena);
	return 0;
}

#endif
