/* SPDX-License-Identifier: Apache-2.0 */
/* Likeness by characters: the same as the plain dynamic programme. */
#include "match/chars.h"
#include "unit/stored.h"

enum { CHARS = 300 };

/* Levenshtein distance of two sequences of characters, by definition. */
static uint32_t distance(const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m)
{
	static uint32_t row[CHARS + 1];
	for (uint32_t j = 0; j <= m; j++)
		row[j] = j;
	for (uint32_t i = 1; i <= n; i++) {
		uint32_t before = row[0];
		row[0] = i;
		for (uint32_t j = 1; j <= m; j++) {
			uint32_t best = before + (a[i - 1] != b[j - 1]);
			before = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[m];
}

static ent_str write_text(char *out, const uint32_t *codes, uint32_t n)
{
	static const char *const chars[] = { "a",      "b",      "c",          " ",
					     "\u00E9", "\u20AC", "\U0001F600", "z" };
	size_t at = 0;
	for (uint32_t k = 0; k < n; k++)
		for (const char *c = chars[codes[k]]; *c; c++)
			out[at++] = *c;
	return (ent_str){ out, at };
}

static void quality_is_that_of_the_edit_distance(void **state)
{
	(void)state;
	ent_error err;
	uint64_t seed = 41;
	for (int round = 0; round < 600; round++) {
		uint32_t a[CHARS], b[CHARS];
		char x[CHARS * 4 + 1], y[CHARS * 4 + 1];
		/* lengths around the blocks of 64 */
		uint32_t n = pick(&seed, 3) ? pick(&seed, CHARS) : 62 + pick(&seed, 5);
		uint32_t m = pick(&seed, 3) ? pick(&seed, CHARS) : 126 + pick(&seed, 5);
		for (uint32_t k = 0; k < n; k++)
			a[k] = pick(&seed, 8);
		for (uint32_t k = 0; k < m; k++)
			b[k] = k < n && pick(&seed, 4) ? a[k] : pick(&seed, 8);
		double got;
		assert_int_equal(ent_chars_quality(&got, write_text(x, a, n),
						   write_text(y, b, m), &err),
				 0);
		const uint32_t longer = n > m ? n : m;
		const double want =
			longer ? 1 - distance(a, n, b, m) / (double)longer : 1;
		assert_true(got > want - 1e-9 && got < want + 1e-9);
	}
}

static void texts_that_are_too_long_are_alike_only_when_equal(void **state)
{
	(void)state;
	ent_error err;
	double q;
	char *text = malloc(ENT_CHARS_MAX + 2);
	assert_non_null(text);
	memset(text, 'x', ENT_CHARS_MAX + 2);
	const ent_str whole = { text, ENT_CHARS_MAX + 2 };
	const ent_str less = { text, ENT_CHARS_MAX + 1 };
	assert_int_equal(ent_chars_quality(&q, whole, whole, &err), 0);
	assert_true(q > 1 - 1e-9);
	assert_int_equal(ent_chars_quality(&q, whole, less, &err), 0);
	assert_true(q < 1e-9);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quality_is_that_of_the_edit_distance),
		cmocka_unit_test(texts_that_are_too_long_are_alike_only_when_equal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
