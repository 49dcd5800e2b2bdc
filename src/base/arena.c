/* SPDX-License-Identifier: Apache-2.0 */
/* arena.c - a bump allocator over a list of malloc'd blocks.
 *
 * With -DENT_ARENA_MALLOC every allocation gets a block of its own, so that
 * AddressSanitizer and valgrind see an overrun of a single item. */
#include <errno.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena_join.h"
#include "base/fail.h"

#define BLOCK_BYTES ((size_t)64 * 1024)

struct block {
	struct block *next;
	size_t size;
	alignas(max_align_t) unsigned char data[];
};

struct ent_arena {
	struct block *blocks;  /* newest first */
	size_t used, capacity; /* of the newest block */
	size_t total, limit;
	size_t handed; /* bytes given out */
	bool failed;
};

ent_arena *ent_arena_new(size_t limit)
{
	ent_arena *arena = calloc(1, sizeof(*arena));
	if (arena)
		arena->limit = limit ? limit : ENT_ARENA_LIMIT;
	return arena;
}

void ent_arena_free(ent_arena *arena)
{
	if (!arena)
		return;
	for (struct block *b = arena->blocks, *next; b; b = next) {
		next = b->next;
		free(b);
	}
	free(arena);
}

/* Notes the limit for the message (base/fail.h). */
static void *refuse(ent_arena *arena)
{
	int shift = 0;
	while (arena->limit >> shift > 1)
		shift++;
	errno = ENT_ERRNO_ARENA + shift;
	arena->failed = true;
	return NULL;
}

static int add_block(ent_arena *arena, size_t need)
{
#ifdef ENT_ARENA_MALLOC
	size_t bytes = need;
#else
	size_t bytes = need > BLOCK_BYTES ? need : BLOCK_BYTES;
#endif
	if (bytes > arena->limit - arena->total)
		bytes = need;
	struct block *b = calloc(1, sizeof(*b) + bytes);
	if (!b)
		return -1;
	b->next = arena->blocks;
	b->size = bytes;
	arena->blocks = b;
	arena->used = 0;
	arena->capacity = bytes;
	arena->total += bytes;
	return 0;
}

void *ent_arena_alloc(ent_arena *arena, size_t count, size_t size)
{
	const size_t step = alignof(max_align_t);
	if (size && count > (SIZE_MAX - step - sizeof(struct block)) / size)
		return refuse(arena);
	size_t need = (count * size + step - 1) / step * step;
	if (!need)
		need = step;
	if (need > arena->capacity - arena->used) {
		if (need > arena->limit - arena->total)
			return refuse(arena);
		if (add_block(arena, need)) {
			arena->failed = true;
			return NULL;
		}
	}
	void *p = arena->blocks->data + arena->used;
	arena->used += need;
	arena->handed += need;
	return p;
}

void ent_arena_clear(ent_arena *arena)
{
	struct block *keep = NULL;
	const size_t written =
		arena->blocks && !arena->blocks->next ? arena->used : BLOCK_BYTES;
	for (struct block *b = arena->blocks, *next; b; b = next) {
		next = b->next;
		if (!next && b->size == BLOCK_BYTES)
			keep = b;
		else
			free(b);
	}
	if (keep)
		memset(keep->data, 0, written);
	arena->blocks = keep;
	arena->used = 0;
	arena->capacity = arena->total = keep ? keep->size : 0;
	arena->handed = 0;
}

/* Its blocks come after the newest one, which is not full. */
bool ent_arena_join(ent_arena *arena, ent_arena *other)
{
	struct block *last = other->blocks;
	if (other->total > arena->limit - arena->total) {
		refuse(arena);
		return false;
	}
	while (last && last->next)
		last = last->next;
	if (!arena->blocks) {
		arena->blocks = other->blocks;
		arena->used = other->used;
		arena->capacity = other->capacity;
	} else if (last) {
		last->next = arena->blocks->next;
		arena->blocks->next = other->blocks;
	}
	arena->total += other->total;
	arena->handed += other->handed;
	arena->failed |= other->failed;
	*other = (ent_arena){ .limit = other->limit };
	return true;
}

ent_str ent_arena_str(ent_arena *arena, ent_str s)
{
	char *p = s.n < SIZE_MAX ? ent_arena_alloc(arena, s.n + 1, 1) : NULL;
	if (!p)
		return (ent_str){ NULL, 0 };
	if (s.n)
		memcpy(p, s.p, s.n);
	return (ent_str){ p, s.n };
}

bool ent_arena_failed(const ent_arena *arena)
{
	return arena->failed;
}

void ent_arena_fail(ent_arena *arena)
{
	arena->failed = true;
}

size_t ent_arena_used(const ent_arena *arena)
{
	return arena->handed;
}
