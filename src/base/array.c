/* SPDX-License-Identifier: Apache-2.0 */
/* array.c - arrays that grow. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"

bool ent_array_grow(void *array, size_t *capacity, size_t n, size_t size)
{
	enum { FIRST = 64 };
	if (n <= *capacity)
		return true;
	size_t more = *capacity ? *capacity : FIRST;
	while (more < n && more <= SIZE_MAX / 2)
		more *= 2;
	if (more < n || more > SIZE_MAX / size)
		return false;
	void *items; /* the caller's pointer may have any type: copied, not cast */
	memcpy(&items, array, sizeof(items));
	items = realloc(items, more * size);
	if (!items)
		return false;
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
