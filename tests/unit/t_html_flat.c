/* SPDX-License-Identifier: Apache-2.0 */
/* t_html_flat.c - pages with very many elements within one another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "format/html_flat.h"

static ent_buf page, flat;

static void add(unsigned n, const char *what)
{
	for (unsigned k = 0; k < n; k++)
		ent_buf_add(&page, ent_str_of(what));
}

/* How often a text occurs in the page that was made flatter. */
static unsigned count(const char *what)
{
	unsigned n = 0;
	for (const char *p = flat.p; (p = strstr(p, what)); p++)
		n++;
	return n;
}

static void flatten(void)
{
	ent_html_flatten(&flat, ent_buf_str(&page));
	assert_int_equal(flat.n, page.n);
	assert_int_equal(ent_str_count(ent_buf_str(&flat), '\n'),
			 ent_str_count(ent_buf_str(&page), '\n'));
	ent_buf_clear(&page);
}

static void pages_as_they_are_found_stay(void **state)
{
	(void)state;
	add(3000, "<p>a <b>b</b><ul><li>c<li>d</ul><br><table><tr><td>e</table>\n");
	ent_html_flatten(&flat, ent_buf_str(&page));
	assert_true(ent_str_eq(ent_buf_str(&flat), ent_buf_str(&page)));
	ent_buf_clear(&page);
}

static void tags_that_are_too_deep_go_in_pairs(void **state)
{
	(void)state;
	add(600, "<b\n class=x>");
	add(1, "a");
	add(600, "</b>");
	add(1, "<i>c</i>");
	flatten();
	assert_int_equal(count("<b"), 512);
	assert_int_equal(count("</b>"), 512);
	assert_int_equal(count("<i>c</i>"), 1);
	assert_int_equal(count("a"), 512 + 1);
}

static void an_end_tag_closes_what_is_open_in_its_element(void **state)
{
	(void)state;
	add(1000, "<div><span>a</div>");
	flatten();
	assert_int_equal(count("<span>a</div>"), 1000);
}

static void end_tags_that_fit_nothing_close_nothing(void **state)
{
	(void)state;
	add(512, "<b>");
	add(9, "</em>");
	add(1, "<i>a</i>");
	flatten();
	assert_int_equal(count("</em>"), 9);
	assert_int_equal(count("<i>"), 0);
	assert_int_equal(count("</i>"), 0);
}

static void scripts_and_comments_hold_no_tags(void **state)
{
	(void)state;
	add(600, "<!-- <b> --><script>'<b>'</script>");
	add(1, "<i>a</i>");
	flatten();
	assert_int_equal(count("<b>"), 1200);
	assert_int_equal(count("<i>a</i>"), 1);
	ent_buf_release(&page);
	ent_buf_release(&flat);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_as_they_are_found_stay),
		cmocka_unit_test(tags_that_are_too_deep_go_in_pairs),
		cmocka_unit_test(an_end_tag_closes_what_is_open_in_its_element),
		cmocka_unit_test(end_tags_that_fit_nothing_close_nothing),
		cmocka_unit_test(scripts_and_comments_hold_no_tags),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
