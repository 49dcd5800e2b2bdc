/* SPDX-License-Identifier: Apache-2.0 */
/* transfer_codes.c - a translation from the memory with the inline codes of the query.
 *
 * What: a code of the query that corresponds to a code of the unit's source goes where
 * the translator put that code in the target.  Which code of the target is meant is
 * identified by its number or, without one, by its native code (TMX 1.4b: attribute x,
 * which many programs leave to i); failing both, by its position among those of its
 * kind, which is not sure when there are several.  Halves go together: a pair of the
 * query only where the target has a pair.
 *
 * A code that finds no place in this way, but is before or after all of the query's
 * text, goes before or after the target.  The rest is missing: the text is right
 * without it, and a person adds it.  Codes of the unit that the query does not have are
 * left out.
 *
 * The tags of the query must nest: where those of the target cross, as TMX allows,
 * none is put inside.  Each code of the query is used once at most, and whole pairs
 * only, so that the content is well-formed when the query is.
 *
 * Time O(codes squared), at most CODES_MAX of them inside; else only outer ones.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/inline_read.h"
#include "memory/transfer_codes.h"

enum { CODES_MAX = 512 };

struct transfer {
	const ent_inlines *own, *theirs;
	ent_inlines target;
	uint32_t *query_of; /* code of the query for each of theirs, or ENT_NO_CODE */
	uint32_t *source;   /* code of theirs for each of the target */
	uint32_t *put;      /* code of the query for each of the target */
	bool *taken;        /* of theirs */
	bool *placed;       /* of the query's */
	bool sure;
};

static bool is_alone(ent_code_kind kind)
{
	return kind == ENT_CODE_ISOLATED || kind == ENT_CODE_LINE;
}

static bool same_kind(const ent_inline *a, const ent_inline *b)
{
	return a->kind == b->kind || (is_alone(a->kind) && is_alone(b->kind));
}

static bool all_none(uint32_t **list, size_t n, ent_arena *arena)
{
	*list = ENT_NEW_ARRAY(arena, uint32_t, n + 1);
	for (size_t k = 0; *list && k < n; k++)
		(*list)[k] = ENT_NO_CODE;
	return *list != NULL;
}

/* ---- which code is which ----------------------------------------------------------
 */

/* A code of theirs for a code of the target: what they share is tried in turn. */
static uint32_t find_source(struct transfer *c, const ent_inline *t)
{
	uint32_t found = ENT_NO_CODE, several = 0;
	for (int pass = 0; pass < 3; pass++)
		for (uint32_t k = 0; k < c->theirs->n; k++) {
			const ent_inline *s = &c->theirs->list[k];
			if (c->taken[k] || !same_kind(s, t))
				continue;
			if (pass == 0 && (!t->id.n || !ent_str_eq(s->id, t->id)))
				continue;
			if (pass == 1 && !ent_str_eq(s->native, t->native))
				continue;
			if (pass < 2)
				return k;
			if (!several++)
				found = k;
		}
	c->sure &= several <= 1;
	return found;
}

static void find_sources(struct transfer *c)
{
	for (uint32_t k = 0; k < c->target.n; k++) {
		const ent_inline *t = &c->target.list[k];
		uint32_t s = ENT_NO_CODE;
		if (t->kind == ENT_CODE_END && t->partner >= 0) {
			/* where its start went */
			uint32_t start = c->source[t->partner];
			if (start != ENT_NO_CODE && c->theirs->list[start].partner >= 0)
				s = (uint32_t)c->theirs->list[start].partner;
		} else {
			s = find_source(c, t);
		}
		if (s == ENT_NO_CODE || c->taken[s])
			continue;
		c->source[k] = s;
		c->taken[s] = true;
	}
}

/* The code of the query for each of the target. */
static void find_own(struct transfer *c)
{
	for (uint32_t k = 0; k < c->target.n; k++) {
		const ent_inline *t = &c->target.list[k];
		uint32_t o = c->source[k] == ENT_NO_CODE ? ENT_NO_CODE
							 : c->query_of[c->source[k]];
		if (t->kind == ENT_CODE_END && t->partner >= 0)
			continue; /* with its start */
		if (o == ENT_NO_CODE || c->placed[o])
			continue;
		const ent_inline *a = &c->own->list[o];
		if (!same_kind(a, t) || (a->tag && a->partner < 0) ||
		    (a->partner >= 0) != (t->partner >= 0) ||
		    (a->partner >= 0 && c->placed[a->partner]))
			continue;
		c->put[k] = o;
		c->placed[o] = true;
		if (a->partner >= 0) {
			c->put[t->partner] = (uint32_t)a->partner;
			c->placed[a->partner] = true;
		}
	}
}

/* Whether what is put inside nests, tag in tag. */
static bool nests(const struct transfer *c)
{
	uint32_t open[CODES_MAX], depth = 0;
	for (uint32_t k = 0; k < c->target.n; k++) {
		uint32_t o = c->put[k];
		if (o == ENT_NO_CODE || !c->own->list[o].tag)
			continue;
		if (c->own->list[o].kind == ENT_CODE_START)
			open[depth++] = o;
		else if (!depth || c->own->list[o].partner != (int32_t)open[--depth])
			return false;
	}
	return depth == 0;
}

/* ---- writing ------------------------------------------------------------------------
 */

/* Whether a code that is not placed may go before (or after) the whole text: its other
 * half, if any, must be outside as well. */
static bool fits_outside(const struct transfer *c, uint32_t k)
{
	const ent_inline *a = &c->own->list[k];
	if (c->placed[k] || !ent_code_is_outer(c->own, k))
		return false;
	if (a->partner < 0)
		return !a->tag;
	return !c->placed[a->partner] &&
	       ent_code_is_outer(c->own, (uint32_t)a->partner);
}

/* An outer code of the query, with the white space between it and the text, which is
 * within the query's content on both sides.  spaced: the target has its own. */
static void add_outer(ent_buf *to, ent_str raw, bool after, bool spaced)
{
	const char *p = raw.p, *end = raw.p + raw.n;
	while (!spaced && after && ent_is_xml_space(p[-1]))
		p--;
	while (!spaced && !after && ent_is_xml_space(*end))
		end++;
	ent_buf_add(to, (ent_str){ p, (size_t)(end - p) });
}

static uint32_t add_outside(ent_buf *to,
			    const struct transfer *c,
			    bool after,
			    ent_str target)
{
	uint32_t n = 0;
	const bool spaced = !target.n || !c->own->ink ||
			    ent_is_xml_space(target.p[after ? target.n - 1 : 0]);
	for (uint32_t k = 0; k < c->own->n; k++) {
		bool before = c->own->list[k].ink == 0;
		if (before == after || !fits_outside(c, k))
			continue;
		add_outer(to, c->own->list[k].raw, after, spaced);
		n++;
	}
	return n;
}

/* A letter or digit, by the first byte of its UTF-8, as in tmx_content.c. */
static bool is_wordy(unsigned char c)
{
	return ent_is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= 0xC3 && c != 0xE2);
}

static bool ends_wordy(const ent_buf *to)
{
	size_t k = to->n;
	while (k && ((unsigned char)to->p[k - 1] & 0xC0) == 0x80)
		k--;
	return k && is_wordy((unsigned char)to->p[k - 1]);
}

static void add_text(ent_buf *to, const ent_xml_token *t, bool *gap)
{
	ent_buf plain = ENT_BUF_INIT;
	ent_xml_repairs repairs = { .characters = 0 };
	if (t->type == ENT_XML_CDATA)
		ent_xml_clean(&plain, t->body, &repairs);
	else
		ent_xml_decode(&plain, t->body, &repairs);
	if (plain.n && *gap && ends_wordy(to) && is_wordy((unsigned char)plain.p[0]))
		ent_buf_add_char(to, ' ');
	*gap &= !plain.n;
	ent_buf_add_xml(to, ent_buf_str(&plain));
	to->failed |= plain.failed;
	ent_buf_release(&plain);
}

/* The target's markup with the codes that are put in place of its own. */
static void add_inside(ent_buf *to, const struct transfer *c, ent_str markup)
{
	ent_xml_token t;
	uint32_t k = 0;
	bool gap = false; /* a standalone code was left out */
	for (size_t at = 0; ent_xml_next(&t, markup, &at);) {
		if (t.type == ENT_XML_TEXT || t.type == ENT_XML_CDATA) {
			add_text(to, &t, &gap);
			continue;
		}
		if (t.type == ENT_XML_OPEN && ent_inline_is_native(t.name)) {
			size_t end;
			ent_xml_close(markup, at, &end);
			at = end;
		}
		if (k == c->target.n || c->target.list[k].raw.p != t.raw.p)
			continue; /* an annotation */
		uint32_t o = c->put[k];
		if (o != ENT_NO_CODE)
			ent_buf_add(to, c->own->list[o].raw);
		else
			gap |= is_alone(c->target.list[k].kind);
		k++;
	}
}

static ent_status write_content(ent_transferred *out,
				const struct transfer *c,
				const ent_unit_side *target,
				ent_arena *arena,
				ent_error *err)
{
	ent_buf buf = ENT_BUF_INIT;
	uint32_t put = 0, outside = add_outside(&buf, c, false, target->text);
	for (uint32_t k = 0; k < c->target.n; k++)
		put += c->put[k] != ENT_NO_CODE;
	if (put)
		add_inside(&buf, c, target->markup);
	else
		ent_buf_add_xml(&buf, target->text);
	outside += add_outside(&buf, c, true, target->text);
	*out = (ent_transferred){
		.content =
			ent_arena_str(arena, buf.p ? ent_buf_str(&buf) : ENT_STR("")),
		.missing = c->own->n - put - outside,
		.sure = c->sure,
	};
	bool failed = buf.failed || !out->content.p;
	ent_buf_release(&buf);
	return failed ? ent_fail_memory(err) : ENT_OK;
}

/* Puts what it can inside. */
static void put_inside(struct transfer *c, const ent_code_pair *pairs, uint32_t n_pairs)
{
	for (uint32_t k = 0; k < n_pairs; k++) {
		if (pairs[k].query == ENT_NO_CODE || pairs[k].other == ENT_NO_CODE)
			continue;
		c->query_of[pairs[k].other] = pairs[k].query;
		c->sure &= !(pairs[k].moved && pairs[k].cost);
	}
	find_sources(c);
	find_own(c);
	if (nests(c))
		return;
	for (uint32_t k = 0; k < c->target.n; k++)
		if (c->put[k] != ENT_NO_CODE) {
			c->placed[c->put[k]] = false;
			c->put[k] = ENT_NO_CODE;
		}
}

ent_status ent_transfer_codes(ent_transferred *out,
			      const ent_inlines *own,
			      const ent_inlines *theirs,
			      const ent_code_pair *pairs,
			      uint32_t n_pairs,
			      const ent_unit_side *target,
			      ent_arena *arena,
			      ent_error *err)
{
	struct transfer c = { .own = own, .theirs = theirs, .sure = true };
	bool ok = true;
	if (own->n && target->markup.n)
		ok = ent_inline_list(&c.target, target->markup, arena);
	c.taken = ENT_NEW_ARRAY(arena, bool, (size_t)theirs->n + 1);
	c.placed = ENT_NEW_ARRAY(arena, bool, (size_t)own->n + 1);
	if (!ok || !c.taken || !c.placed || !all_none(&c.query_of, theirs->n, arena) ||
	    !all_none(&c.source, c.target.n, arena) ||
	    !all_none(&c.put, c.target.n, arena))
		return ent_fail_memory(err);
	if (own->n <= CODES_MAX && theirs->n <= CODES_MAX && c.target.n <= CODES_MAX)
		put_inside(&c, pairs, n_pairs);
	return write_content(out, &c, target, arena, err);
}
