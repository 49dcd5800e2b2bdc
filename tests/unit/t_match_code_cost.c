/* SPDX-License-Identifier: Apache-2.0 */
/* What the inline codes of a text cost against those of a query. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/lookup.h"
#include "format/inline_read.h"
#include "match/code_cost.h"
#include "match/score.h"

/* What the codes of a text cost against those of a query: both as content. */
static uint32_t code_cost(const char *query, const char *text, const char *moved)
{
	ent_arena *arena = ent_arena_new(0);
	ent_error err;
	ent_query *q;
	ent_code_cost *c;
	ent_inlines own, other;
	ent_code_pair *pairs;
	ent_buf plain[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	uint32_t cost, again, n;
	assert_int_equal(ent_markup_text(&plain[0], ent_str_of(query), &err), 0);
	assert_int_equal(ent_markup_text(&plain[1], ent_str_of(text), &err), 0);
	assert_true(ent_inline_list(&own, ent_str_of(query), arena));
	assert_true(ent_inline_list(&other, ent_str_of(text), arena));
	assert_int_equal(ent_query_new(&q, ent_buf_str(&plain[0]), ENT_SCORE_GRADED,
				       NULL, arena, &err),
			 0);
	assert_int_equal(ent_code_cost_new(&c, q, &own, arena, &err), 0);
	ent_code_cost_text(c, ent_buf_str(&plain[1]));
	assert_int_equal(ent_code_cost_of(&cost, NULL, NULL, c, &other, NULL, &err), 0);
	assert_int_equal(ent_code_cost_of(&again, &pairs, &n, c, &other, arena, &err),
			 0);
	assert_int_equal(cost, again);
	for (uint32_t k = 0; k < n; k++)
		if (pairs[k].moved && pairs[k].cost)
			assert_string_equal(moved, "moved");
	ent_code_cost_release(c);
	ent_query_release(q);
	ent_buf_release(&plain[0]);
	ent_buf_release(&plain[1]);
	ent_arena_free(arena);
	return cost;
}

static void expect_codes(const char *a, const char *b, uint32_t cost, const char *moved)
{
	assert_int_equal(code_cost(a, b, moved), cost);
	assert_int_equal(code_cost(b, a, moved), cost);
}

static void codes_cost_by_kind_and_place(void **state)
{
	(void)state;
	/* numbers, names and white space are not difference */
	expect_codes("a <g id=\"4\">b</g> c<x id=\"2\"/>",
		     "a<bpt i=\"1\">&lt;b&gt;</bpt> b<ept i=\"1\">&lt;/b&gt;</ept> c"
		     "<ph>{0}</ph>",
		     0, "");
	expect_codes("a <bx id=\"1\"/>b<ex id=\"2\" rid=\"1\"/>",
		     "a <ph type=\"x-bx\">&lt;bx id=\"1\"/&gt;</ph>b"
		     "<ph type=\"x-ex\">&lt;ex id=\"2\" rid=\"1\"/&gt;</ph>",
		     0, "");
	expect_codes("a <mrk mtype=\"x\">b</mrk>", "a b", 0, "");
	/* one comes, a pair comes, around the whole, in another place, within a word */
	expect_codes("a<x/> b", "a b", 15, "");
	expect_codes("a <g>b</g> c", "a b c", 30, "");
	expect_codes("<g>a b c</g>", "a b c", 10, "");
	expect_codes("a <g>b</g> c d", "a <g>b c</g> d", 10, "moved");
	expect_codes("ab <g>cd</g> e", "ab <g>c</g>d e", 10, "moved");
	expect_codes("ab <g>c</g>d e", "ab <g>c</g>d e", 0, "");
	/* of another kind */
	expect_codes("a <g>b</g> c", "a <x/>b<ex/> c", 10, "");
	expect_codes("a <g ctype=\"bold\">b</g> c",
		     "a <bpt i=\"1\">&lt;i&gt;</bpt>b<ept i=\"1\"/> c", 20, "");
	expect_codes("a <pc id=\"1\" subType=\"xlf:b\">b</pc> c",
		     "a <bpt i=\"1\">&lt;b&gt;</bpt>b<ept i=\"1\"/> c", 0, "");
	expect_codes("a<x ctype=\"lb\"/> b",
		     "a<ph type=\"x-x\">&lt;x id=\"1\" ctype=\"lb\"/&gt;</ph> b", 0,
		     "");
	expect_codes("a<x ctype=\"lb\"/> b", "a<x/> b", 10, "");
	/* places go by the words that correspond */
	expect_codes("one two <x/>three four", "one <x/>three four", 0, "");
	expect_codes("one two <x/>three four", "one five <x/>three four", 0, "");
	expect_codes("one two three<x/> four", "one <x/>two three four", 10, "moved");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_cost_by_kind_and_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
