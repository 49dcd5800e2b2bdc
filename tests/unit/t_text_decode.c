/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_decode.c - bytes become text: encodings, and what is not text. */
#include "text/decode.h"
#include "unit/stored.h"

static ent_error err;

static void expect(ent_str bytes,
		   const char *declared,
		   const char *encoding,
		   ent_str want)
{
	ent_buf out = ENT_BUF_INIT;
	const char *name = "";
	assert_int_equal(
		ent_decode(&out, &name, NULL, bytes, ent_str_of(declared), &err),
		ENT_OK);
	assert_string_equal(name, encoding);
	assert_int_equal(out.n, want.n);
	assert_memory_equal(out.p, want.p, want.n);
	ent_buf_release(&out);
}

#define TEXT "\u00C9t\u00E9 \u20AC5 \u0153uvre\n"

static void each_encoding_gives_the_same_text(void **state)
{
	static const uint16_t units[] = { 0xC9,  't', 0xE9, ' ', 0x20AC, '5', ' ',
					  0x153, 'u', 'v',  'r', 'e',    '\n' };
	enum { N = sizeof(units) / sizeof(units[0]) };
	char little[2 * N + 2] = "\xFF\xFE", big[2 * N + 2] = "\xFE\xFF";
	char wide[4 * N + 4] = "\xFF\xFE\0\0";
	(void)state;
	for (size_t k = 0; k < N; k++) {
		little[2 + 2 * k] = big[3 + 2 * k] = wide[4 + 4 * k] = (char)units[k];
		little[3 + 2 * k] = big[2 + 2 * k] = wide[5 + 4 * k] =
			(char)(units[k] >> 8);
		wide[6 + 4 * k] = wide[7 + 4 * k] = 0;
	}
	expect(ENT_STR(TEXT), "", "UTF-8", ENT_STR(TEXT));
	expect(ENT_STR("\uFEFF" TEXT), "ISO-8859-1", "UTF-8", ENT_STR(TEXT));
	expect((ent_str){ little, sizeof(little) }, "", "UTF-16LE", ENT_STR(TEXT));
	expect((ent_str){ big, sizeof(big) }, "UTF-8", "UTF-16BE", ENT_STR(TEXT));
	expect((ent_str){ wide, sizeof(wide) }, "", "UTF-32LE", ENT_STR(TEXT));
	expect(ENT_STR("\xC9t\xE9 \x80\x35 \x9Cuvre\n"), "", "windows-1252",
	       ENT_STR(TEXT));
	/* browsers read ISO-8859-1 as windows-1252 */
	expect(ENT_STR("\xC9t\xE9 \x80\x35 \x9Cuvre\n"), "iso-8859-1", "windows-1252",
	       ENT_STR(TEXT));
	/* what is valid UTF-8 is not what a page claims */
	expect(ENT_STR(TEXT), "windows-1251", "UTF-8", ENT_STR(TEXT));
	expect(ENT_STR(""), "", "UTF-8", ENT_STR(""));
}

/* Text of n bytes with `c` at one place. */
static ent_status decode_with(char c, size_t at, size_t n)
{
	char bytes[512];
	ent_buf out = ENT_BUF_INIT;
	memset(bytes, 'x', n);
	for (size_t k = 40; k < n; k += 41)
		bytes[k] = '\n';
	bytes[at] = c;
	const ent_status status = ent_decode(&out, NULL, NULL, (ent_str){ bytes, n },
					     ENT_STR("UTF-8"), &err);
	if (!status) {
		assert_int_equal(out.n, n);
		assert_memory_equal(out.p, bytes, n);
	}
	ent_buf_release(&out);
	return status;
}

static void a_zero_byte_is_found_wherever_it_is(void **state)
{
	(void)state;
	for (size_t n = 20; n < 60; n++)
		for (size_t at = 5; at < n; at++) {
			assert_int_equal(decode_with(0, at, n), ENT_EENCODING);
			assert_int_equal(err.line, at > 40 ? 2 : 1);
			assert_int_equal(decode_with('\t', at, n), ENT_OK);
			assert_int_equal(decode_with(0x1F, at, n), ENT_OK);
		}
}

/* Nine control characters or more are not text where they are more than one in a
 * hundred, wherever they are. */
static void text_has_few_control_characters(void **state)
{
	ent_buf out = ENT_BUF_INIT;
	(void)state;
	srand(7);
	for (int k = 0; k < 4000; k++) {
		char bytes[2048];
		const size_t n = 100 + (size_t)rand() % 1900;
		const size_t controls = (size_t)rand() % 24;
		memset(bytes, 'x', n);
		for (size_t i = 0; i < controls;) {
			const size_t at = (size_t)rand() % n;
			i += bytes[at] == 'x';
			bytes[at] = (char)(1 + rand() % 8);
		}
		const ent_status want =
			controls > 8 && controls * 100 > n ? ENT_EENCODING : ENT_OK;
		assert_int_equal(ent_decode(&out, NULL, NULL, (ent_str){ bytes, n },
					    ENT_STR(""), &err),
				 want);
	}
	ent_buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_encoding_gives_the_same_text),
		cmocka_unit_test(a_zero_byte_is_found_wherever_it_is),
		cmocka_unit_test(text_has_few_control_characters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
