/* SPDX-License-Identifier: Apache-2.0 */
/* t_html_strict.c - which pages are read without libgumbo, and that their trees are
 * those of libgumbo.  tests/fuzz/fuzz_html.c compares lines as well. */
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

/* Whether the page is read without libgumbo; the trees are the same then. */
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

static void errors_are_repaired(void **state)
{
	(void)state;
	static const char *const pages[] = {
		HTML "<p>a<b>b</p>c",
		HTML "<b><div>a</b>b</div>",
		HTML "<b><i><u>a<p>b</b>c</i>d</p>e",
		HTML "<a>b<a>c</a>",
		HTML "<a href=b><div><a href=c>d</div>e",
		HTML "<font size=1><font size=1><font size=1><font size=1>a<p>b",
		HTML "</p>a</br>b",
		HTML "a</div>b</h1></li></dd></td></unknown>",
		HTML "<table>a<tr><td>b</table>",
		HTML "<table><div>a</div><b>c<tr><td>d</table>e",
		HTML "<table><tr><talk 'a b'><talk 'c'></table>d",
		HTML "<table><td>a</th>b<table><td>c</table></table>",
		HTML "<table><form><tr><td><input type=hidden></form></table>",
		HTML "<h1>a<h2>b</h2>",
		HTML "<form><form></form></form>",
		HTML "<form><div></form>a</div>",
		HTML "<button>a<button>b</button>",
		HTML "<select><b>a</b><input>b",
		HTML "<!-->a<!-- b --!>c",
		HTML "a < b <3",
		HTML
		"&eacute a AT&T &copy2 &#150; &#233 <a href='?a&copy=1&copy'>b</a>",
		HTML "<p a a=1 b=<c d=\"e\"f=>g",
		HTML "a</body><p>b</html>c",
		HTML "a<body class=b><html lang=en>c",
		HTML "<p><![if !supportLists]>1.<![endif]>a",
		"<!DOCTYPE html><!DOCTYPE html>a",
		"<head></head><title>a</title>b",
		"</html>a",
		"</form>a",
		NULL,
	};
	assert_all(pages, true);
}

static void the_others_need_libgumbo(void **state)
{
	(void)state;
	static const char *const pages[] = {
		HTML "<p>&notanentity;",
		HTML "&#0; &lang;",
		HTML "<template><svg></svg></template>",
		HTML "<svg><p>a</p></svg>",
		HTML "<frameset>",
		HTML "a\x01",
		HTML "<ruby>a<rt>b</ruby>",
		HTML "<title>a",
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
		cmocka_unit_test(errors_are_repaired),
		cmocka_unit_test(the_others_need_libgumbo),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
