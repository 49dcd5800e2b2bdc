/* SPDX-License-Identifier: Apache-2.0 */
/* t_base_buf.c - a growing text and its three ways of quoting. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/str.h"

static void what_is_added_is_kept_in_order(void **state)
{
	(void)state;
	ent_buf buf = ENT_BUF_INIT;
	ent_buf_add(&buf, ENT_STR("a"));
	ent_buf_add_char(&buf, 'b');
	ent_buf_add_codepoint(&buf, 0xE9);
	ent_buf_add_codepoint(&buf, 0x20AC);
	ent_buf_add_codepoint(&buf, 0x1F600);
	ent_buf_addf(&buf, "%d-%s", 42, "c");
	assert_string_equal(buf.p, "ab\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"
				   "42-c");
	assert_int_equal(buf.n, strlen(buf.p));
	ent_buf_clear(&buf);
	assert_int_equal(buf.n, 0);
	for (int k = 0; k < 10000; k++)
		ent_buf_addf(&buf, "%04d", k);
	assert_int_equal(buf.n, 40000);
	assert_memory_equal(buf.p + 4 * 1234, "1234", 4);
	ent_buf_release(&buf);
}

static void json_quotes_what_rfc_8259_demands(void **state)
{
	(void)state;
	ent_buf buf = ENT_BUF_INIT;
	ent_buf_add_json(&buf, ENT_STR("a\"b\\c\n\t\x01\x7f\xC3\xA9/"));
	assert_string_equal(buf.p, "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f\xC3\xA9/\"");
	ent_buf_release(&buf);
}

static void xml_quotes_markup_and_replaces_control_characters(void **state)
{
	(void)state;
	ent_buf buf = ENT_BUF_INIT;
	ent_buf_add_xml(&buf, ENT_STR("<a b=\"c\">&\x01\xEF\xBF\xBE"
				      "d"));
	assert_null(strchr(buf.p, '<'));
	assert_null(strchr(buf.p, '"'));
	assert_null(strchr(buf.p, '\x01'));
	assert_non_null(strstr(buf.p, "&lt;a b=&quot;c&quot;"));
	assert_non_null(strstr(buf.p, "&amp;\xEF\xBF\xBD\xEF\xBF\xBD"
				      "d"));
	ent_buf_release(&buf);
}

static void tsv_keeps_a_field_on_its_line(void **state)
{
	(void)state;
	ent_buf buf = ENT_BUF_INIT;
	ent_buf_add_tsv(&buf, ENT_STR("a\tb\nc\rd\\e"));
	assert_string_equal(buf.p, "a\\tb\\nc\\rd\\\\e");
	ent_buf_release(&buf);
}

static void a_failed_buffer_ignores_what_is_added(void **state)
{
	(void)state;
	ent_buf buf = ENT_BUF_INIT;
	ent_buf_add(&buf, ENT_STR("kept"));
	ent_buf_add(&buf, (ent_str){ "x", SIZE_MAX - 2 });
	assert_true(buf.failed);
	ent_buf_add(&buf, ENT_STR("more"));
	assert_string_equal(buf.p, "kept");
	ent_buf_clear(&buf);
	assert_false(buf.failed);
	ent_buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_added_is_kept_in_order),
		cmocka_unit_test(json_quotes_what_rfc_8259_demands),
		cmocka_unit_test(xml_quotes_markup_and_replaces_control_characters),
		cmocka_unit_test(tsv_keeps_a_field_on_its_line),
		cmocka_unit_test(a_failed_buffer_ignores_what_is_added),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
