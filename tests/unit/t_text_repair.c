/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes that are wrong in UTF-8: what is read for them is always UTF-8. */
#include "base/utf8.h"
#include "text/repair.h"
#include "unit/stored.h"

static void repair_of(const char *bytes, size_t n, const char *want)
{
	ent_buf out = ENT_BUF_INIT;
	ent_utf8_add(&out, (ent_str){ bytes, n });
	assert_string_equal(out.p, want);
	ent_buf_release(&out);
}

static void wrong_bytes_are_read_as_documented(void **state)
{
	(void)state;
	repair_of("caf\xE9!", 5, "caf\u00E9!");
	repair_of("\x93quoted\x94", 8, "\u201Cquoted\u201D");
	repair_of("\xED\xA0\xBD\xED\xB8\x80", 6, "\U0001F600"); /* CESU-8 */
	repair_of("\xED\xA0\xBD", 3, "\uFFFD");
	repair_of("a\xE2\x80", 3, "a\uFFFD"); /* a dash that was cut */
	repair_of("\xC3\xA9", 2, "\u00E9");
	repair_of("\x81", 1, "\uFFFD"); /* not a letter of windows-1252 */
}

/* Whatever the bytes: the result is valid, and what was valid is kept. */
static void the_result_is_valid_and_keeps_what_was(void **state)
{
	(void)state;
	uint64_t seed = 55;
	for (int round = 0; round < 20000; round++) {
		char bytes[12];
		size_t good;
		ent_buf out = ENT_BUF_INIT;
		const uint32_t n = 1 + pick(&seed, 11);
		for (uint32_t k = 0; k < n; k++)
			bytes[k] = (char)(pick(&seed, 2) ? 0x80 + pick(&seed, 0x80)
							 : 1 + pick(&seed, 0x7F));
		const ent_str s = { bytes, n };
		const bool valid = ent_utf8_valid(s, &good);
		ent_utf8_add(&out, s);
		assert_true(ent_utf8_valid(ent_buf_str(&out), NULL));
		assert_true(out.n >= good);
		assert_memory_equal(out.p, bytes, good);
		if (valid)
			assert_int_equal(out.n, n);
		ent_buf_release(&out);
	}
}

static void wrong_bytes_are_counted_with_their_lines(void **state)
{
	(void)state;
	ent_repaired repaired = { .n = 0 };
	ent_buf text = ENT_BUF_INIT;
	ent_repaired_add(&repaired, 2);
	ent_repaired_text(&text, &repaired);
	assert_string_equal(
		text.p, "1 byte that is not UTF-8 (line 2) was read as windows-1252");
	ent_repaired_add(&repaired, 2);
	ent_repaired_add(&repaired, 7);
	ent_repaired_text(&text, &repaired);
	assert_string_equal(text.p, "3 bytes that are not UTF-8 (lines 2, 7) were read "
				    "as windows-1252");
	for (uint32_t line = 8; line < 20; line++)
		ent_repaired_add(&repaired, line);
	ent_repaired_text(&text, &repaired);
	assert_non_null(strstr(text.p, "13, ...)"));
	ent_buf_release(&text);
}

static void good_and_wrong_characters_are_counted(void **state)
{
	(void)state;
	ent_utf8_count c =
		ent_utf8_count_of(ENT_STR("\u00E9t\u00E9 \u20AC \xE9!"), true);
	assert_int_equal(c.good, 3);
	assert_int_equal(c.wrong, 1);
	/* cut at the end of a piece: neither */
	c = ent_utf8_count_of(ENT_STR("\u00E9\xE2\x82"), false);
	assert_int_equal(c.good, 1);
	assert_int_equal(c.wrong, 0);
	c = ent_utf8_count_of(ENT_STR("\u00E9\xE2\x82"), true);
	assert_int_equal(c.wrong, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_bytes_are_read_as_documented),
		cmocka_unit_test(the_result_is_valid_and_keeps_what_was),
		cmocka_unit_test(wrong_bytes_are_counted_with_their_lines),
		cmocka_unit_test(good_and_wrong_characters_are_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
