/* SPDX-License-Identifier: Apache-2.0 */
/* What is recognised as plain markup is well-formed, and what our readers write is
 * plain. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "format/units/tmx_plain.h"

static void expect_plain(const char *markup, bool plain)
{
	if (ent_tmx_is_plain(ent_str_of(markup)) != plain)
		fail_msg("'%s' is%s plain", markup, plain ? " not" : "");
}

static void what_readers_write_is_plain(void **state)
{
	(void)state;
	expect_plain("", true);
	expect_plain("Le \"quai\" d'été", true);
	expect_plain("A &lt;b> is not", false);
	expect_plain("A &lt;b&gt; &amp;amp; &quot;c&quot;", true);
	expect_plain(
		"The <bpt i=\"1\">&lt;b&gt;</bpt>quay<ept i=\"1\">&lt;/b&gt;</ept>",
		true);
	expect_plain("<ph x=\"1\" type=\"br\"/>a<hi>b<sub>c</sub></hi>", true);
	expect_plain("<ph/>", true);
}

static void all_else_is_left_to_a_parser(void **state)
{
	(void)state;
	static const char *const others[] = { "<",
					      "</",
					      "</ph>",
					      "<ph",
					      "<ph ",
					      "<ph>",
					      "<ph/",
					      "<ph/ >",
					      "<ph / >",
					      "<ph></bpt>",
					      "<hi><ph></hi></ph>",
					      "<b/>",
					      "<phx/>",
					      "<ph>x</ph",
					      "<ph x=\"1\" x=\"2\"/>",
					      "<ph x='1'/>",
					      "<ph x=1/>",
					      "<ph x=\"1\"i=\"1\"/>",
					      "<ph  x=\"1\"/>",
					      "<ph x=\"<\"/>",
					      "<ph x=\"1",
					      "<ph other=\"1\"/>",
					      "<ph x/>",
					      "&",
					      "&lt",
					      "&nbsp;",
					      "&#65;",
					      "a\x01",
					      "a\x7F",
					      "\xEF\xBF\xBF",
					      "]]>",
					      "<!-- -->",
					      "<?a b?>",
					      "<![CDATA[x]]>",
					      "<ph\tx=\"1\"/>",
					      NULL };
	for (unsigned k = 0; others[k]; k++)
		expect_plain(others[k], false);
	char deep[17 * 4 + 17 * 5 + 1] = "";
	for (unsigned k = 0; k < 17; k++)
		memcpy(deep + 4 * k, "<hi>", 5);
	for (unsigned k = 0; k < 17; k++)
		memcpy(deep + 68 + 5 * k, "</hi>", 6);
	expect_plain(deep, false);
	deep[strlen(deep) - 5] = '\0';
	expect_plain(deep + 4, true);
}

static bool is_well_formed(const char *markup)
{
	char xml[400];
	const int n = snprintf(xml, sizeof(xml), "<seg>%s</seg>", markup);
	assert_in_range(n, 0, sizeof(xml) - 1);
	xmlDoc *doc = xmlReadMemory(xml, n, "seg.xml", "UTF-8",
				    XML_PARSE_NONET | XML_PARSE_NOERROR |
					    XML_PARSE_NOWARNING);
	xmlFreeDoc(doc);
	return doc != NULL;
}

static void random_pieces_that_are_plain_are_well_formed(void **state)
{
	(void)state;
	static const char *const pieces[] = {
		"<ph", "<bpt",  "<hi",      "</hi>",    "</ph>",       "</bpt>",
		">",   "/>",    " x=\"1\"", " i=\"2\"", " type=\"a\"", "\"",
		"'",   "&amp;", "&lt;",     "&",        "<",           "a",
		"é",   "]]>",   " ",        "=",        "<hi>",        "<ph x=\"1\"/>"
	};
	enum { PIECES = sizeof(pieces) / sizeof(pieces[0]) };
	uint32_t seed = 1, plain = 0;
	for (unsigned round = 0; round < 200000; round++) {
		char markup[128] = "";
		const unsigned n = 1 + round % 8;
		for (unsigned k = 0; k < n; k++) {
			seed = seed * 1664525 + 1013904223;
			strncat(markup, pieces[(seed >> 16) % PIECES], 15);
		}
		if (!ent_tmx_is_plain(ent_str_of(markup)))
			continue;
		plain++;
		if (!is_well_formed(markup))
			fail_msg("'%s' is not well-formed", markup);
	}
	assert_in_range(plain, 5000, 200000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_readers_write_is_plain),
		cmocka_unit_test(all_else_is_left_to_a_parser),
		cmocka_unit_test(random_pieces_that_are_plain_are_well_formed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
