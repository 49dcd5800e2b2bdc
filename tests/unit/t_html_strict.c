/* SPDX-License-Identifier: Apache-2.0 */
/* t_html_strict.c - which pages are read without repair, and that their trees are those
 * of libgumbo.  tests/fuzz/fuzz_html.c compares lines as well. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <libxml/HTMLtree.h>

#include "format/html_strict.h"

#define HTML "<!DOCTYPE html><html><head><title>t</title></head><body>"

static xmlChar *dump(xmlDoc *doc)
{
	xmlChar *out = NULL;
	int n = 0;
	htmlDocDumpMemory(doc, &out, &n);
	xmlFreeDoc(doc);
	return out;
}

/* Whether the page is read without repair; the trees are the same then. */
static bool is_strict(const char *page)
{
	xmlDoc *strict = NULL, *repaired = NULL;
	bool odd = false;
	ent_error err;
	assert_int_equal(ent_html_strict(&strict, &odd, ent_str_of(page), &err),
			 ENT_OK);
	if (odd) {
		assert_null(strict);
		return false;
	}
	assert_int_equal(ent_html_repair(&repaired, ent_str_of(page), &err), ENT_OK);
	xmlChar *a = dump(strict), *b = dump(repaired);
	assert_string_equal((const char *)a, (const char *)b);
	xmlFree(a);
	xmlFree(b);
	return true;
}

static void assert_all(const char *const *pages, bool strict)
{
	for (; *pages; pages++) {
		if (is_strict(*pages) != strict)
			fail_msg("%s: %s", strict ? "odd" : "not odd", *pages);
	}
}

static void pages_without_errors_need_no_repair(void **state)
{
	(void)state;
	static const char *const pages[] = {
		HTML "<main><h1>a</h1><p>b <b>c</b></p></main></body></html>\n",
		"<p>no head, no body",
		"text alone",
		"\r\na\r\n\rb\r",
		" <title>a</title> b",
		HTML "<p class=a id='b' hidden title=\"c&amp;d\" href=?e=1&f=2>g",
		HTML "<!-- a > b --><p>c<!--d-->e</p><!---->",
		HTML "<pre>\n a\n</pre><textarea>\n&lt;b></textarea>",
		HTML "<script>if (a < b) c('</p>');</script><style>p > a {}</style>",
		HTML "R&D & caf&eacute; &#233;&#xE9;&#128214; &nbsp;",
		HTML "<svg viewbox='0 0'><title>a</title><path d=b /></svg>c",
		"<?xml version='1.0'?><!DOCTYPE html PUBLIC 'a' 'b'><html xmlns='c'>d</html>",
		NULL,
	};
	assert_all(pages, true);
}

static void end_tags_may_be_left_out(void **state)
{
	(void)state;
	static const char *const pages[] = {
		HTML "<p>a<p>b<div>c</div><p>d<ul><li>e<li>f<ul><li>g</ul></ul>",
		HTML "<dl><dt>a<dd>b<dt>c<dd><p>d</dl>",
		HTML "<table><tr><td>a<td>b<tr><th>c</table>d",
		HTML "<table><caption>a<p>b</caption><col><tbody><tr><td>c</table>",
		HTML "<p>a<table><tr><td><p>b<table><tr><td>c</table></table>d",
		HTML "<select><option>a<option>b<optgroup><option>c</select>",
		HTML "<aside><div>a</aside><nav><ul><li>b</nav>c",
		HTML "<ul><li><div>a<li>b</ul>",
		HTML "<p><x-y>a</p>b",
		NULL,
	};
	assert_all(pages, true);
}

static void errors_need_repair(void **state)
{
	(void)state;
	static const char *const pages[] = {
		HTML "<p>a<b>b</p>c",
		HTML "<b><div>a</b>b</div>",
		HTML "<a>b<a>c</a>",
		HTML "</p>a",
		HTML "a</div>b",
		HTML "<table>a<tr><td>b</table>",
		HTML "<table><div>a</div></table>",
		HTML "<h1>a<h2>b</h2>",
		HTML "<form><form></form></form>",
		HTML "<!-->a<!-- b --!>c",
		HTML "a < b",
		HTML "&eacute a &notanentity; &#128; &#0; &lang;",
		HTML "<p a=1 a=2>b",
		HTML "<template>a</template>",
		HTML "<svg><p>a</p></svg>",
		HTML "a</body><p>b",
		HTML "a<body>b",
		HTML "<frameset>",
		HTML "a\x01",
		HTML "<ruby>a<rt>b</ruby>",
		HTML "<title>a",
		"<!DOCTYPE html><!DOCTYPE html>a",
		"</html>a",
		"",
		NULL,
	};
	assert_all(pages, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_without_errors_need_no_repair),
		cmocka_unit_test(end_tags_may_be_left_out),
		cmocka_unit_test(errors_need_repair),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
