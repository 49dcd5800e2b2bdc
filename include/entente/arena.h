/* SPDX-License-Identifier: Apache-2.0 */
/* entente/arena.h - memory that is freed all at once.
 *
 * One arena holds everything allocated for one unit of work: one document pair,
 * one query, one HTTP request.  Nothing in it is freed alone.  A limit in
 * bytes makes hostile input fail without harm to the process.
 * Not thread-safe: one arena, one thread.
 */
#ifndef ENTENTE_ARENA_H
#define ENTENTE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "entente/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_arena ent_arena;

/* Most bytes of an arena that has no limit of its own: what one task may need, such as
 * the alignment of two documents, a query, or the reading of a file. */
#define ENT_ARENA_LIMIT ((size_t)4 << 30)
/* The same where a lexicon is learned from as many texts as there are. */
#define ENT_ARENA_TRAINING ((size_t)32 << 30)

/* limit: most bytes the arena may hold, 0 for ENT_ARENA_LIMIT. NULL when out of memory.
 * The caller owns the result and frees it with ent_arena_free(). */
ent_arena *ent_arena_new(size_t limit);
void ent_arena_free(ent_arena *arena); /* NULL is allowed */

/* Discards everything allocated; keeps one block for later allocations. */
void ent_arena_clear(ent_arena *arena);

/* Zeroed memory for count items of size bytes, aligned for any type.
 * NULL when count * size overflows, the limit is reached or malloc fails;
 * ent_error_memory() says which.  The arena owns the result. */
void *ent_arena_alloc(ent_arena *arena, size_t count, size_t size);

/* A copy of s, NUL-terminated, in the arena; .p is NULL when memory or the limit is
 * exhausted. */
ent_str ent_arena_str(ent_arena *arena, ent_str s);

/* Whether an allocation failed since the arena was created, or ent_arena_fail() was
 * called: what was made in it may be incomplete.  Clearing does not change this. */
bool ent_arena_failed(const ent_arena *arena);
void ent_arena_fail(ent_arena *arena);

/* Bytes handed out since the arena was created or cleared. */
size_t ent_arena_used(const ent_arena *arena);

#define ENT_NEW_ARRAY(arena, type, n)                                                  \
	((type *)ent_arena_alloc((arena), (n), sizeof(type)))

#ifdef __cplusplus
}
#endif

#endif
