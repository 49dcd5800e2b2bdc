/* SPDX-License-Identifier: Apache-2.0 */
/* Two lines are the content of a query and of a text: their codes are inside the texts,
 * halves refer to each other, and their cost is 0 for equal contents, at most that of
 * all codes, and the same with and without a list of pairs.  A third is the target of
 * the text: with the query's codes it is well-formed when the query is, and has its own
 * words. */
#include <stdlib.h>

#include "base/utf8.h"
#include "entente/lookup.h"
#include "format/inline_read.h"
#include "format/units/units.h"
#include "match/code_cost.h"
#include "memory/transfer_codes.h"
#include "text/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct side {
	ent_str content;
	ent_buf text, markup;
	ent_inlines codes;
};

static void read_side(struct side *s, ent_str content, ent_arena *arena)
{
	ent_xml_repairs repairs = { .characters = 0 };
	bool coded;
	s->content = content;
	ent_buf_add(&s->text, ENT_STR(""));
	ent_tmx_content(&s->text, &s->markup, &coded, content, false, &repairs);
	if (!ent_inline_list(&s->codes, content, arena))
		abort();
	if (s->codes.ink != ent_token_ink(ent_buf_str(&s->text)))
		abort();
	for (uint32_t k = 0; k < s->codes.n; k++) {
		const ent_inline *c = &s->codes.list[k];
		if (c->ink > s->codes.ink || (k && c->ink < c[-1].ink))
			abort();
		if (c->partner >= 0 && s->codes.list[c->partner].partner != (int32_t)k)
			abort();
	}
}

static void carry(struct side *a,
		  struct side *b,
		  const ent_code_pair *pairs,
		  uint32_t n,
		  struct side *target,
		  ent_arena *arena)
{
	ent_transferred out;
	ent_error err;
	ent_buf text = ENT_BUF_INIT;
	ent_unit_side side = { .text = ent_buf_str(&target->text),
			       .markup = target->markup.n ? ent_buf_str(&target->markup)
							  : ENT_STR("") };
	if (ent_transfer_codes(&out, &a->codes, &b->codes, pairs, n, &side, arena,
			       &err))
		abort();
	if (out.missing > a->codes.n)
		abort();
	ent_inlines codes;
	if (!ent_inline_list(&codes, side.markup, arena))
		abort();
	const uint32_t ink = ent_token_ink(side.text);
	ent_buf_add(&text, ENT_STR(""));
	if (!ent_markup_text(&text, a->content, &err)) {
		ent_buf_clear(&text);
		if (ent_markup_text(&text, out.content, &err))
			abort();
		/* a target whose own tags do not match has no defined text */
		if ((!side.markup.n || codes.ink == ink) &&
		    ent_token_ink(ent_buf_str(&text)) != ink)
			abort();
	}
	ent_buf_release(&text);
}

/* target: NULL to leave it */
static uint32_t cost_of(struct side *a,
			struct side *b,
			struct side *target,
			ent_arena *arena)
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
	if (target)
		carry(a, b, pairs, n, target, arena);
	ent_code_cost_release(c);
	ent_query_release(q);
	return cost;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_str text = { (const char *)data, size };
	struct side sides[3] = { { .codes = { NULL, 0, 0 } } };
	if (size > 4096 || !ent_utf8_valid(text, NULL))
		return 0;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return 0;
	for (int k = 0; k < 3; k++) {
		ent_str line = k < 2 ? ent_str_cut(&text, '\n') : text;
		read_side(&sides[k], line.p ? line : ENT_STR(""), arena);
	}
	cost_of(&sides[0], &sides[1], &sides[2], arena);
	for (int k = 0; k < 3; k++)
		if (cost_of(&sides[k], &sides[k], NULL, arena))
			abort();
	for (int k = 0; k < 3; k++) {
		ent_buf_release(&sides[k].text);
		ent_buf_release(&sides[k].markup);
	}
	ent_arena_free(arena);
	return 0;
}
