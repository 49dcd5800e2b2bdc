/* SPDX-License-Identifier: Apache-2.0 */
/* Well-formed UTF-8: every sequence against the table of the standard. */
#include "base/utf8.h"
#include "text/windows_1252.h"
#include "unit/stored.h"

/* The length of the well-formed character at the beginning, by Unicode 15, table 3-7;
 * 0 for none. */
static size_t by_table(const unsigned char *s, size_t n)
{
	static const struct {
		unsigned char first[2], second[2];
		size_t n;
	} rows[] = {
		{ { 0x00, 0x7F }, { 0, 0 }, 1 },
		{ { 0xC2, 0xDF }, { 0x80, 0xBF }, 2 },
		{ { 0xE0, 0xE0 }, { 0xA0, 0xBF }, 3 },
		{ { 0xE1, 0xEC }, { 0x80, 0xBF }, 3 },
		{ { 0xED, 0xED }, { 0x80, 0x9F }, 3 },
		{ { 0xEE, 0xEF }, { 0x80, 0xBF }, 3 },
		{ { 0xF0, 0xF0 }, { 0x90, 0xBF }, 4 },
		{ { 0xF1, 0xF3 }, { 0x80, 0xBF }, 4 },
		{ { 0xF4, 0xF4 }, { 0x80, 0x8F }, 4 },
	};
	for (size_t k = 0; k < sizeof(rows) / sizeof(rows[0]); k++) {
		if (s[0] < rows[k].first[0] || s[0] > rows[k].first[1])
			continue;
		if (n < rows[k].n)
			return 0;
		if (rows[k].n > 1 &&
		    (s[1] < rows[k].second[0] || s[1] > rows[k].second[1]))
			return 0;
		for (size_t i = 2; i < rows[k].n; i++)
			if (s[i] < 0x80 || s[i] > 0xBF)
				return 0;
		return rows[k].n;
	}
	return 0;
}

static size_t good_by_table(const unsigned char *s, size_t n)
{
	size_t at = 0;
	for (size_t len; at < n && (len = by_table(s + at, n - at));)
		at += len;
	return at;
}

static void check(const unsigned char *s, size_t n)
{
	size_t good;
	const bool valid = ent_utf8_valid((ent_str){ (const char *)s, n }, &good);
	if (good != good_by_table(s, n) || valid != (good == n))
		fail_msg("%zu bytes, %02x %02x %02x %02x: %zu are good", n, s[0], s[1],
			 s[2], s[3], good);
}

/* Every sequence of three bytes, and of four with the edges of continuation bytes. */
static void every_sequence_is_judged_as_the_standard_says(void **state)
{
	(void)state;
	static const unsigned char edges[] = {
		0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
		0xA0, 0xBF, 0xC0, 0xC2, 0xED, 0xF4, 0xFF
	};
	for (unsigned code = 0; code < 1u << 24; code += code < 1u << 16 ? 1 : 7) {
		const unsigned char s[4] = { (unsigned char)code,
					     (unsigned char)(code >> 8),
					     (unsigned char)(code >> 16), 0x80 };
		check(s, 1 + code % 4);
	}
	for (unsigned first = 0xE0; first < 0x100; first++)
		for (unsigned second = 0; second < 0x100; second++)
			for (size_t i = 0; i < sizeof(edges); i++)
				for (size_t j = 0; j < sizeof(edges); j++) {
					const unsigned char s[4] = {
						(unsigned char)first,
						(unsigned char)second, edges[i],
						edges[j]
					};
					check(s, 4);
				}
}

/* Eight bytes are looked at at once: a wrong byte at each place of a long text. */
static void a_wrong_byte_is_found_at_each_place(void **state)
{
	(void)state;
	for (size_t n = 1; n < 40; n++)
		for (size_t at = 0; at < n; at++) {
			unsigned char s[40];
			memset(s, 'a', sizeof(s));
			s[at] = 0xFF;
			check(s, n);
			s[at] = 0xC3; /* good only with the next */
			if (at + 1 < n)
				s[at + 1] = 0xA9;
			check(s, n);
		}
	assert_true(ent_utf8_valid(ENT_STR(""), NULL));
}

static void the_first_byte_says_the_length(void **state)
{
	(void)state;
	for (unsigned c = 0; c < 0x100; c++) {
		unsigned char s[4] = { (unsigned char)c, 0x90, 0x90, 0x90 };
		size_t want = by_table(s, 4);
		if (!want) { /* E0 and ED want another second byte */
			s[1] = c == 0xE0 ? 0xA0 : 0x80;
			want = by_table(s, 4);
		}
		assert_int_equal(ent_utf8_length((unsigned char)c), want ? want : 1);
	}
}

static void windows_1252_differs_from_latin_1_in_27_characters(void **state)
{
	(void)state;
	int n = 0;
	for (unsigned c = 0; c < 0x100; c++) {
		const uint32_t got = ent_windows_1252((unsigned char)c);
		n += got != c;
		if (got != c)
			assert_in_range(c, 0x80, 0x9F);
	}
	assert_int_equal(n, 27);
	assert_int_equal(ent_windows_1252(0x80), 0x20AC);
	assert_int_equal(ent_windows_1252(0x92), 0x2019);
	assert_int_equal(ent_windows_1252(0x9F), 0x0178);
	assert_int_equal(ent_windows_1252(0x81), 0x81);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sequence_is_judged_as_the_standard_says),
		cmocka_unit_test(a_wrong_byte_is_found_at_each_place),
		cmocka_unit_test(the_first_byte_says_the_length),
		cmocka_unit_test(windows_1252_differs_from_latin_1_in_27_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
