/* SPDX-License-Identifier: Apache-2.0 */
/* Sums of packed differences: each width against one bit after another. */
#include "index/unpack.h"
#include "unit/stored.h"

enum { WIDTHS = 32, BYTES = ENT_ROW_BLOCK * WIDTHS / 8 + 8 };

static uint32_t number_at(const unsigned char *p, size_t bit, unsigned width)
{
	uint32_t value = 0;
	for (unsigned k = 0; k < width; k++, bit++)
		value |= (uint32_t)(p[bit / 8] >> bit % 8 & 1) << k;
	return value;
}

static void sums_are_those_of_single_bits(void **state)
{
	(void)state;
	unsigned char bytes[BYTES];
	uint32_t got[ENT_ROW_BLOCK];
	uint64_t seed = 77;
	for (unsigned width = 0; width < WIDTHS; width++)
		for (unsigned more = 0; more < 2; more++) {
			uint64_t sum = pick(&seed, 1000), last = sum;
			for (size_t k = 0; k < BYTES; k++)
				bytes[k] = (unsigned char)pick(&seed, 256);
			last = ent_unpack_sums(got, bytes, width, sum, more);
			for (size_t k = 0; k < ENT_ROW_BLOCK; k++) {
				sum += number_at(bytes, k * width, width) + more;
				assert_int_equal(got[k], (uint32_t)sum);
			}
			assert_true(last == sum);
		}
}

static void numbers_are_those_of_single_bits(void **state)
{
	(void)state;
	enum { MOST = 200, SIZE = MOST * 4 };
	unsigned char *bytes = malloc(SIZE); /* its end is guarded */
	uint32_t got[MOST + 7];
	uint64_t seed = 78;
	assert_non_null(bytes);
	for (unsigned width = 1; width <= 32; width++)
		for (uint32_t n = 0; n <= MOST; n += 1 + n / 20) {
			const size_t size = ((size_t)n * width + 7) / 8;
			unsigned char *p = bytes + SIZE - size;
			for (size_t k = 0; k < size; k++)
				p[k] = (unsigned char)pick(&seed, 256);
			const uint32_t read =
				ent_unpack_numbers(got, p, size, width, n);
			assert_true(read <= n && read + 8 + 64 / width >= n);
			for (size_t k = 0; k < read; k++)
				assert_int_equal(got[k],
						 number_at(p, k * width, width));
		}
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_are_those_of_single_bits),
		cmocka_unit_test(numbers_are_those_of_single_bits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
