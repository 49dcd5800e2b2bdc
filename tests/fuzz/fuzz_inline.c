/* SPDX-License-Identifier: Apache-2.0 */
/* Two lines are the content of a query and of a text: their codes stand within the
 * texts, halves point at each other, and what they cost is 0 for equal contents, at
 * most what all of them cost, and the same with and without a list of pairs. */
#include <stdlib.h>

#include "format/inline_read.h"
#include "format/units.h"
#include "match/code_cost.h"
#include "text/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct side {
	ent_buf text, markup;
	ent_inlines codes;
};

static void read_side(struct side *s, ent_str content, ent_arena *arena)
{
	ent_xml_repairs repairs = { 0, 0 };
	bool coded;
	ent_buf_add(&s->text, ENT_STR(""));
	ent_tmx_content(&s->text, &s->markup, &coded, content, false, &repairs);
	if (!ent_inline_list(&s->codes, content, arena))
		abort();
	for (uint32_t k = 0; k < s->codes.n; k++) {
		const ent_inline *c = &s->codes.list[k];
		if (c->ink > s->codes.ink || (k && c->ink < c[-1].ink))
			abort();
		if (c->partner >= 0 && s->codes.list[c->partner].partner != (int32_t)k)
			abort();
	}
}

static uint32_t cost_of(struct side *a, struct side *b, ent_arena *arena)
{
	ent_query *q;
	ent_code_cost *c;
	ent_code_pair *pairs;
	uint32_t cost = 0, again = 0, n = 0;
	ent_error err;
	if (ent_query_new(&q, ent_buf_str(&a->text), ENT_SCORE_GRADED, NULL, arena,
			  &err))
		abort();
	if (ent_code_cost_new(&c, q, &a->codes, arena, &err))
		abort();
	ent_code_cost_text(c, ent_buf_str(&b->text));
	if (ent_code_cost_of(&cost, NULL, NULL, c, &b->codes, NULL, &err) ||
	    ent_code_cost_of(&again, &pairs, &n, c, &b->codes, arena, &err))
		abort();
	if (cost != again || cost > 15 * (a->codes.n + b->codes.n))
		abort();
	for (uint32_t k = 0; k < n; k++) {
		if (pairs[k].query != ENT_NO_CODE && pairs[k].query >= a->codes.n)
			abort();
		if (pairs[k].other != ENT_NO_CODE && pairs[k].other >= b->codes.n)
			abort();
	}
	ent_code_cost_release(c);
	ent_query_release(q);
	return cost;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_str text = { (const char *)data, size };
	struct side a = { .text = ENT_BUF_INIT, .markup = ENT_BUF_INIT }, b = a;
	if (size > 4096 || !ent_utf8_valid(text, NULL))
		return 0;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return 0;
	read_side(&a, ent_str_cut(&text, '\n'), arena);
	read_side(&b, text.p ? text : ENT_STR(""), arena);
	cost_of(&a, &b, arena);
	if (cost_of(&a, &a, arena) || cost_of(&b, &b, arena))
		abort();
	ent_buf_release(&a.text);
	ent_buf_release(&a.markup);
	ent_buf_release(&b.text);
	ent_buf_release(&b.markup);
	ent_arena_free(arena);
	return 0;
}
