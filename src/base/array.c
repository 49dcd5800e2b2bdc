/* SPDX-License-Identifier: Apache-2.0 */
/* array.c - arrays that grow. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

/* The capacity for n items; 0 when they have more bytes than can be addressed. */
static size_t wider(size_t capacity, size_t n, size_t size)
{
	enum { FIRST = 64 };
	size_t more = capacity ? capacity : FIRST;
	while (more < n && more <= SIZE_MAX / 2)
		more *= 2;
	return more < n || more > SIZE_MAX / size ? 0 : more;
}

/* The caller's pointer may have any type: it is copied, not cast. */
bool ent_array_grow(void *array, size_t *capacity, size_t n, size_t size)
{
	if (n <= *capacity)
		return true;
	const size_t more = wider(*capacity, n, size);
	void *items;
	memcpy(&items, array, sizeof(items));
	items = more ? realloc(items, more * size) : NULL;
	if (!items)
		return false;
	memcpy(array, &items, sizeof(items));
	*capacity = more;
	return true;
}

bool ent_arena_grow(ent_arena *arena,
		    void *array,
		    size_t *capacity,
		    size_t n,
		    size_t size)
{
	if (n <= *capacity)
		return true;
	const size_t more = wider(*capacity, n, size);
	const void *old;
	memcpy(&old, array, sizeof(old));
	void *items = more ? ent_arena_alloc(arena, more, size) : NULL;
	if (!items)
		return false;
	if (*capacity)
		memcpy(items, old, *capacity * size);
	memcpy(array, &items, sizeof(items));
	*capacity = more;
	return true;
}

int ent_str_item_cmp(const void *a, const void *b)
{
	return ent_str_cmp(*(const ent_str *)a, *(const ent_str *)b);
}

int ent_u64_item_cmp(const void *a, const void *b)
{
	const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}
