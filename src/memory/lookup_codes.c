/* SPDX-License-Identifier: Apache-2.0 */
/* lookup_codes.c - the inline codes of a look-up's query against those of units.
 *
 * The codes of the query are listed once, those of a unit when its text fits
 * (format/inline_read.c), and compared (match/code_cost.c).  A unit without markup
 * costs one search in one table; a query that says nothing of codes, nothing.
 */
#include "memory/lookup_codes.h"
#include "memory/transfer_codes.h"
#include <stdlib.h>

#include "base/fail.h"
#include "entente/lookup.h"
#include "format/inline_read.h"
#include "format/units/units.h"
#include "text/token.h"

/* ---- text of a markup ----------------------------------------------------------- */

enum { NESTED_MAX = 256 };

/* Tags that match, as XML requires. */
static ent_status check_tags(ent_str markup, ent_error *err)
{
	ent_str open[NESTED_MAX];
	unsigned depth = 0;
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, markup, &at);) {
		int n = (int)(t.raw.n < 40 ? t.raw.n : 40);
		if (t.type == ENT_XML_BROKEN)
			return ent_fail(err, ENT_EFORMAT,
					"the markup has a '<' that begins no tag: %.*s",
					n, t.raw.p);
		if (t.type == ENT_XML_OPEN && depth == NESTED_MAX)
			return ent_fail(err, ENT_ELIMIT,
					"the markup is nested deeper than %d",
					NESTED_MAX);
		if (t.type == ENT_XML_OPEN)
			open[depth++] = t.name;
		if (t.type == ENT_XML_CLOSE &&
		    (!depth || !ent_str_eq(open[--depth], t.name)))
			return ent_fail(err, ENT_EFORMAT,
					"the markup closes what is not open: %.*s", n,
					t.raw.p);
	}
	return depth ? ent_fail(err, ENT_EFORMAT, "the markup does not close <%.*s>",
				(int)(open[depth - 1].n < 40 ? open[depth - 1].n : 40),
				open[depth - 1].p)
		     : ENT_OK;
}

ent_status ent_markup_text(ent_buf *text, ent_str markup, ent_error *err)
{
	ent_buf unused = ENT_BUF_INIT;
	ent_xml_repairs repairs = { .characters = 0 };
	bool coded;
	ent_status status = check_tags(markup, err);
	if (status)
		return status;
	ent_tmx_content(text, &unused, &coded, markup, false, &repairs);
	if (text->failed || unused.failed)
		status = ent_fail_memory(err);
	ent_buf_release(&unused);
	return status;
}

/* ---- units ------------------------------------------------------------------------
 */

static void add_ink(ent_buf *to, ent_str text)
{
	ent_token t;
	for (size_t at = 0; ent_token_next(&t, text, &at);)
		ent_buf_add(to, ent_str_slice(text, t.start, t.end));
}

/* Whether a markup has that text, white space aside. */
static ent_status check_text(ent_str markup, ent_str text, ent_error *err)
{
	ent_buf plain = ENT_BUF_INIT, unused = ENT_BUF_INIT;
	ent_buf want = ENT_BUF_INIT, have = ENT_BUF_INIT;
	ent_xml_repairs repairs = { .characters = 0 };
	ent_status status = ENT_OK;
	bool coded;
	ent_tmx_content(&plain, &unused, &coded, markup, false, &repairs);
	add_ink(&want, text);
	if (plain.n)
		add_ink(&have, ent_buf_str(&plain));
	if (plain.failed || unused.failed || want.failed || have.failed)
		status = ent_fail_memory(err);
	else if (!ent_str_eq(ent_buf_str(&want), ent_buf_str(&have)))
		status = ent_fail(err, ENT_EINVAL,
				  "the text of the markup is not that of the query");
	ent_buf_release(&plain);
	ent_buf_release(&unused);
	ent_buf_release(&want);
	ent_buf_release(&have);
	return status;
}

ent_status ent_coded_begin(ent_coded *c,
			   ent_str markup,
			   ent_str text,
			   ent_query *query,
			   ent_arena *arena,
			   ent_error *err)
{
	c->scratch = ent_arena_new(0);
	if (!c->scratch || !ent_inline_list(&c->own, markup, arena))
		return ent_fail_memory(err);
	ent_status status = check_text(markup, text, err);
	if (!status)
		status = ent_code_cost_new(&c->cost, query, &c->own, arena, err);
	c->on = !status;
	return status;
}

void ent_coded_end(ent_coded *c)
{
	ent_code_cost_release(c->cost);
	ent_arena_free(c->scratch);
	ent_buf_release(&c->text);
	*c = (ent_coded){ .on = false };
}

ent_status ent_coded_text(ent_coded *c, ent_str text, ent_error *err)
{
	if (!c->on)
		return ENT_OK;
	ent_buf_clear(&c->text); /* the next row that is read takes it away */
	ent_buf_add(&c->text, text);
	if (c->text.failed)
		return ent_fail_memory(err);
	ent_code_cost_text(c->cost, text.n ? ent_buf_str(&c->text) : ENT_STR(""));
	return ENT_OK;
}

ent_status ent_coded_cost(uint32_t *cost,
			  ent_coded *c,
			  ent_store *store,
			  uint64_t unit,
			  bool as_target,
			  ent_error *err)
{
	ent_str markup;
	ent_inlines codes = { NULL, 0, 0 };
	ent_status status = ent_store_unit_markup(&markup, store, unit, as_target, err);
	ent_arena_clear(c->scratch);
	if (!status && markup.n && !ent_inline_list(&codes, markup, c->scratch))
		status = ent_fail_memory(err);
	if (!markup.n)
		codes.ink = c->own.ink;
	if (!status)
		status = ent_code_cost_of(cost, NULL, NULL, c->cost, &codes, NULL, err);
	ent_store_unit_end(store);
	return status;
}

/* ---- explanation --------------------------------------------------------------------
 */

/* The offset in a text after so much of it: before the next token, or directly after
 * the last one for a code that closes. */
static uint32_t offset_of(ent_str text, uint32_t ink, bool closes)
{
	ent_token t;
	uint32_t seen = 0, after = 0;
	for (size_t at = 0; ent_token_next(&t, text, &at); after = t.end) {
		if (closes && seen == ink)
			return after;
		if (seen + (t.end - t.start) > ink)
			return t.start + (ink - seen);
		seen += t.end - t.start;
	}
	return after;
}

static ent_edit edit_of(const ent_coded *c,
			const ent_inlines *other,
			const ent_code_pair *p,
			ent_str query,
			ent_str text)
{
	const ent_inline *a = p->query == ENT_NO_CODE ? NULL : &c->own.list[p->query];
	const ent_inline *b = p->other == ENT_NO_CODE ? NULL : &other->list[p->other];
	const bool closes = (a ? a : b)->kind == ENT_CODE_END;
	uint32_t qa = offset_of(query, p->query_ink, closes);
	uint32_t tb = offset_of(text, p->other_ink, closes);
	return (ent_edit){ .op = !a         ? ENT_EDIT_INSERT
				 : !b       ? ENT_EDIT_DELETE
				 : p->moved ? ENT_EDIT_MOVE
					    : ENT_EDIT_REPLACE,
			   .query_start = qa,
			   .query_end = qa,
			   .match_start = tb,
			   .match_end = tb,
			   .cost = (float)p->cost / (float)ENT_COST_ONE,
			   .query_code = a ? a->native : ENT_STR(""),
			   .match_code = b ? b->native : ENT_STR("") };
}

static int edit_cmp(const void *pa, const void *pb)
{
	const ent_edit *a = pa, *b = pb;
	if (a->query_start != b->query_start)
		return a->query_start < b->query_start ? -1 : 1;
	if (a->match_start != b->match_start)
		return a->match_start < b->match_start ? -1 : 1;
	int c = ent_str_cmp(a->query_code, b->query_code);
	return c ? c : ent_str_cmp(a->match_code, b->match_code);
}

/* Both lists in order of the query, codes first. */
static void merge(ent_edit *out,
		  const ent_edit *codes,
		  uint32_t n_codes,
		  const ent_edit *words,
		  uint32_t n_words)
{
	uint32_t i = 0, j = 0;
	while (i < n_codes || j < n_words)
		if (j == n_words ||
		    (i < n_codes && codes[i].query_start <= words[j].query_start))
			*out++ = codes[i++];
		else
			*out++ = words[j++];
}

static ent_status add_edits(ent_match *m,
			    const ent_coded *c,
			    const ent_inlines *codes,
			    const ent_code_pair *pairs,
			    uint32_t n,
			    ent_str query,
			    ent_arena *arena,
			    ent_error *err)
{
	uint32_t differ = 0;
	ent_edit *of_codes = ENT_NEW_ARRAY(arena, ent_edit, n);
	ent_edit *all = ENT_NEW_ARRAY(arena, ent_edit, n + m->n_edits);
	if (!of_codes || !all)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n; k++)
		if (pairs[k].cost)
			of_codes[differ++] = edit_of(c, codes, &pairs[k], query,
						     m->found.source.text);
	qsort(of_codes, differ, sizeof(*of_codes), edit_cmp);
	merge(all, of_codes, differ, m->edits, m->n_edits);
	m->edits = all;
	m->n_edits += differ;
	return ENT_OK;
}

ent_status ent_coded_answer(ent_match *m,
			    ent_coded *c,
			    ent_str query,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_inlines codes;
	ent_code_pair *pairs = NULL;
	ent_transferred carried;
	uint32_t cost, n;
	if (!ent_inline_list(&codes, m->found.source.markup, arena))
		return ent_fail_memory(err);
	if (!codes.n)
		codes.ink = c->own.ink;
	ent_status status = ent_coded_text(c, m->found.source.text, err);
	if (!status)
		status = ent_code_cost_of(&cost, &pairs, &n, c->cost, &codes, arena,
					  err);
	if (!status && cost)
		status = add_edits(m, c, &codes, pairs, n, query, arena, err);
	if (!status)
		status = ent_transfer_codes(&carried, &c->own, &codes, pairs, n,
					    &m->found.target, arena, err);
	if (status)
		return status;
	m->carried = carried.content;
	m->codes_missing = carried.missing;
	m->codes_sure = carried.sure;
	return ENT_OK;
}
