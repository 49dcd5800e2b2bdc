/* SPDX-License-Identifier: Apache-2.0 */
/* array.h - arrays that grow, in the heap or in an arena, and search in sorted ones. */
#ifndef ENT_BASE_ARRAY_H
#define ENT_BASE_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "entente/arena.h"
#include "entente/str.h"

/* Makes the array at *array hold n items of `size` bytes; *capacity is what it holds
 * now, 0 for NULL.  Doubles, so that appending costs O(1) per item.  false when out of
 * memory or when n * size overflows: the array stays as it is.  The owner frees it with
 * free(). */
bool ent_array_grow(void *array, size_t *capacity, size_t n, size_t size);

/* Ensures that `array`, a variable or field of pointer type, holds n items. */
#define ENT_GROW(array, capacity, n)                                                   \
	((n) <= (capacity) ||                                                          \
	 ent_array_grow(&(array), &(capacity), (n), sizeof(*(array))))

/* The same for an array in an arena, which owns the old and the new one. */
bool ent_arena_grow(ent_arena *arena,
		    void *array,
		    size_t *capacity,
		    size_t n,
		    size_t size);

#define ENT_ARENA_GROW(arena, array, capacity, n)                                      \
	((n) <= (capacity) ||                                                          \
	 ent_arena_grow((arena), &(array), &(capacity), (n), sizeof(*(array))))

/* Whether item k comes before the place that is searched for. */
typedef bool (*ent_before_fn)(const void *data, size_t k);

/* How many of n items come before a place: those that do are the first ones.  Inline:
 * the compiler then also inlines a constant fn. */
static inline size_t ent_count_before(size_t n, ent_before_fn fn, const void *data)
{
	size_t low = 0, high = n;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;
		if (fn(data, middle))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* < 0, 0 or > 0: the key sorts before the item, equals it, or sorts after it. */
typedef int (*ent_key_cmp_fn)(const void *key, const void *item);

/* The index of the first of n sorted items that does not sort before the key; n when
 * all do. */
struct ent_key_search {
	const void *key, *items;
	size_t size;
	ent_key_cmp_fn cmp;
};

static inline bool ent_sorts_before(const void *data, size_t k)
{
	const struct ent_key_search *s = data;
	return s->cmp(s->key, (const char *)s->items + k * s->size) > 0;
}

static inline size_t ent_lower_bound(const void *key,
				     const void *items,
				     size_t n,
				     size_t size,
				     ent_key_cmp_fn cmp)
{
	const struct ent_key_search search = { key, items, size, cmp };
	return ent_count_before(n, ent_sorts_before, &search);
}

/* The same for n rising numbers. */
struct ent_u32_search {
	const uint32_t *items;
	uint32_t key;
};

static inline bool ent_is_below(const void *data, size_t k)
{
	const struct ent_u32_search *s = data;
	return s->items[k] < s->key;
}

static inline size_t ent_lower_bound_u32(uint32_t key, const uint32_t *items, size_t n)
{
	const struct ent_u32_search search = { items, key };
	return ent_count_before(n, ent_is_below, &search);
}

/* For qsort(), bsearch() and ent_lower_bound() over ent_str and over uint64_t. */
int ent_str_item_cmp(const void *a, const void *b);
int ent_u64_item_cmp(const void *a, const void *b);

#endif
