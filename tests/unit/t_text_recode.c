/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_recode.c - decoding piece by piece. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/recode.h"

/* Decodes bytes in pieces of each size: the result must not depend on it. */
static void expect(ent_str bytes, const char *encoding, const char *text, size_t wrong)
{
	for (size_t size = 1; size <= bytes.n + 1; size++) {
		ent_recoder *recoder = NULL;
		ent_buf out = ENT_BUF_INIT;
		ent_repaired bad = { .n = 0 };
		assert_int_equal(ent_recoder_new(&recoder, encoding, NULL), ENT_OK);
		for (size_t at = 0; at < bytes.n; at += size) {
			const size_t n = bytes.n - at < size ? bytes.n - at : size;
			assert_int_equal(ent_recoder_add(recoder, &out,
							 (ent_str){ bytes.p + at, n },
							 at + n == bytes.n, &bad, NULL),
					 ENT_OK);
		}
		assert_string_equal(out.p, text);
		assert_int_equal(bad.n, wrong);
		ent_recoder_free(recoder);
		ent_buf_release(&out);
	}
}

static void a_split_character_is_completed(void **state)
{
	(void)state;
	expect(ENT_STR("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80x"), "UTF-8",
	       "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80x", 0);
	expect(ENT_STR("\xE9\x00\xAC\x20x\x00"), "UTF-16LE", "\xC3\xA9\xE2\x82\xACx",
	       0);
	expect(ENT_STR("\x3D\xD8\x00\xDE"), "UTF-16LE", "\xF0\x9F\x98\x80", 0);
	expect(ENT_STR("\xE9\x80"), "windows-1252", "\xC3\xA9\xE2\x82\xAC", 0);
}

static void wrong_bytes_are_read_as_windows_1252_and_counted(void **state)
{
	(void)state;
	expect(ENT_STR("a\xE9z"), "UTF-8", "a\xC3\xA9z", 1);
	expect(ENT_STR("\xE9\xE9."), "UTF-8", "\xC3\xA9\xC3\xA9.", 2);
	expect(ENT_STR("a\xC3"), "UTF-8", "a\xC3\x83", 1); /* cut at the end */
}

static void a_byte_order_mark_is_dropped(void **state)
{
	(void)state;
	expect(ENT_STR("\xEF\xBB\xBFx"), "UTF-8", "x", 0);
	expect(ENT_STR("\xFF\xFEx\x00"), "UTF-16LE", "x", 0);
}

static void the_first_piece_names_the_encoding(void **state)
{
	(void)state;
	const ent_str none = ENT_STR("");
	assert_string_equal(ent_encoding_guess(ENT_STR("\xEF\xBB\xBFx"), none),
			    "UTF-8");
	assert_string_equal(ent_encoding_guess(ENT_STR("x\0y\0z\0w\0"), none),
			    "UTF-16LE");
	assert_string_equal(ent_encoding_guess(ENT_STR("d\xE9j\xE0 vu"), none),
			    "windows-1252");
	assert_string_equal(
		ent_encoding_guess(ENT_STR("d\xC3\xA9j"), ENT_STR("UTF-16")), "UTF-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_split_character_is_completed),
		cmocka_unit_test(wrong_bytes_are_read_as_windows_1252_and_counted),
		cmocka_unit_test(a_byte_order_mark_is_dropped),
		cmocka_unit_test(the_first_piece_names_the_encoding),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
