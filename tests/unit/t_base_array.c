/* SPDX-License-Identifier: Apache-2.0 */
/* t_base_array.c - arrays that grow, search in sorted arrays, kinds of bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/array.h"
#include "base/ascii.h"

static void growing_keeps_the_items(void **state)
{
	(void)state;
	uint16_t *items = NULL;
	size_t capacity = 0;
	for (size_t n = 0; n < 1000; n++) {
		assert_true(ENT_GROW(items, capacity, n + 1));
		assert_true(capacity > n);
		items[n] = (uint16_t)(n * 7);
	}
	for (size_t n = 0; n < 1000; n++)
		assert_int_equal(items[n], n * 7);
	free(items);
}

static void growing_to_less_changes_nothing(void **state)
{
	(void)state;
	char *items = NULL;
	size_t capacity = 0;
	assert_true(ENT_GROW(items, capacity, 100));
	const size_t before = capacity;
	char *const same = items;
	assert_true(ENT_GROW(items, capacity, 1));
	assert_true(ENT_GROW(items, capacity, before));
	assert_ptr_equal(items, same);
	assert_int_equal(capacity, before);
	free(items);
}

static void growing_beyond_the_address_space_fails(void **state)
{
	(void)state;
	uint64_t *items = NULL;
	size_t capacity = 0;
	assert_true(ENT_GROW(items, capacity, 1));
	const size_t before = capacity;
	items[0] = 42;
	assert_false(ENT_GROW(items, capacity, SIZE_MAX / 4));
	assert_false(ENT_GROW(items, capacity, SIZE_MAX));
	assert_int_equal(capacity, before);
	assert_int_equal(items[0], 42);
	free(items);
}

static void growing_in_an_arena_keeps_the_items(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(1 << 20);
	uint16_t *items = NULL, *same;
	size_t capacity = 0, before = 0, n = 0;
	assert_non_null(arena);
	for (; n < 1000; n++) {
		assert_true(ENT_ARENA_GROW(arena, items, capacity, n + 1));
		items[n] = (uint16_t)(n * 7);
	}
	for (n = 0; n < 1000; n++)
		assert_int_equal(items[n], n * 7);
	before = capacity;
	same = items;
	assert_true(ENT_ARENA_GROW(arena, items, capacity, before));
	assert_false(ENT_ARENA_GROW(arena, items, capacity, (size_t)1 << 24));
	assert_false(ENT_ARENA_GROW(arena, items, capacity, SIZE_MAX));
	assert_ptr_equal(items, same);
	assert_int_equal(capacity, before);
	ent_arena_free(arena);
}

/* data: how many items come before the place */
static bool is_before(const void *data, size_t k)
{
	return k < *(const size_t *)data;
}

static void items_before_a_place_are_counted(void **state)
{
	(void)state;
	for (size_t n = 0; n < 20; n++)
		for (size_t before = 0; before <= n; before++)
			assert_int_equal(ent_count_before(n, is_before, &before),
					 before);
}

static void lower_bound_agrees_with_a_scan(void **state)
{
	(void)state;
	uint32_t narrow[40];
	uint64_t wide[40];
	for (size_t n = 0; n <= 40; n++) {
		for (size_t k = 0; k < n; k++)
			wide[k] = narrow[k] = (uint32_t)(k / 3 * 5); /* with repeats */
		for (uint32_t key = 0; key < 80; key++) {
			const uint64_t wide_key = key;
			size_t expected = 0;
			while (expected < n && narrow[expected] < key)
				expected++;
			assert_int_equal(ent_lower_bound_u32(key, narrow, n), expected);
			assert_int_equal(ent_lower_bound(&wide_key, wide, n,
							 sizeof(*wide),
							 ent_u64_item_cmp),
					 expected);
		}
	}
}

static void strings_are_found_in_order_of_their_bytes(void **state)
{
	(void)state;
	const ent_str sorted[] = { ENT_STR(""), ENT_STR("a"), ENT_STR("ab"),
				   ENT_STR("b"), ENT_STR("\xc3\xa9") };
	enum { N = sizeof(sorted) / sizeof(*sorted) };
	for (size_t k = 0; k < N; k++)
		assert_int_equal(ent_lower_bound(&sorted[k], sorted, N, sizeof(*sorted),
						 ent_str_item_cmp),
				 k);
	const ent_str between = ENT_STR("aa"), last = ENT_STR("\xc3\xaa");
	assert_int_equal(
		ent_lower_bound(&between, sorted, N, sizeof(*sorted), ent_str_item_cmp),
		2);
	assert_int_equal(
		ent_lower_bound(&last, sorted, N, sizeof(*sorted), ent_str_item_cmp),
		N);
}

static void kinds_of_bytes_are_those_of_ascii(void **state)
{
	(void)state;
	for (int c = 0; c < 256; c++) {
		const char byte = (char)c;
		assert_int_equal(ent_is_space(byte), c == 32 || (c >= 9 && c <= 13));
		assert_int_equal(ent_is_xml_space(byte),
				 c == 32 || c == 9 || c == 10 || c == 13);
		assert_int_equal(ent_is_digit(byte), c >= 48 && c <= 57);
		assert_int_equal(ent_is_letter(byte),
				 (c >= 65 && c <= 90) || (c >= 97 && c <= 122));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(growing_keeps_the_items),
		cmocka_unit_test(growing_to_less_changes_nothing),
		cmocka_unit_test(growing_beyond_the_address_space_fails),
		cmocka_unit_test(growing_in_an_arena_keeps_the_items),
		cmocka_unit_test(items_before_a_place_are_counted),
		cmocka_unit_test(lower_bound_agrees_with_a_scan),
		cmocka_unit_test(strings_are_found_in_order_of_their_bytes),
		cmocka_unit_test(kinds_of_bytes_are_those_of_ascii),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
