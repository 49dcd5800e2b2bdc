/* SPDX-License-Identifier: Apache-2.0 */
/* array.h - arrays that grow, and search in sorted ones. */
#ifndef ENT_BASE_ARRAY_H
#define ENT_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "entente/str.h"

/* Makes the array at *array hold n items of `size` bytes; *capacity is what it holds
 * now, 0 for NULL.  Doubles, so that appending costs O(1) per item.  false without
 * memory or when n * size overflows: the array stays as it is.  The owner frees it
 * with free(). */
bool ent_array_grow(void *array, size_t *capacity, size_t n, size_t size);

/* Ensures that `array`, a variable or field of pointer type, holds n items. */
#define ENT_GROW(array, capacity, n)                                                   \
	((n) <= (capacity) ||                                                          \
	 ent_array_grow(&(array), &(capacity), (n), sizeof(*(array))))

/* < 0, 0 or > 0: the key sorts before the item, equals it, or sorts after it. */
typedef int (*ent_key_cmp_fn)(const void *key, const void *item);

/* The index of the first of n sorted items that does not sort before the key; n when
 * all do.  Inline: the compiler then also inlines a constant cmp. */
static inline size_t ent_lower_bound(const void *key,
				     const void *items,
				     size_t n,
				     size_t size,
				     ent_key_cmp_fn cmp)
{
	size_t low = 0, high = n;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (cmp(key, (const char *)items + middle * size) > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The same for n rising numbers. */
static inline size_t ent_lower_bound_u32(uint32_t key, const uint32_t *items, size_t n)
{
	size_t low = 0, high = n;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (items[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* For qsort(), bsearch() and ent_lower_bound() over ent_str and over uint64_t. */
int ent_str_item_cmp(const void *a, const void *b);
int ent_u64_item_cmp(const void *a, const void *b);

#endif
