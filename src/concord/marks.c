/* SPDX-License-Identifier: Apache-2.0 */
/* marks.c - the counterpart of a phrase in the other side of a unit.
 *
 * The aligner's links say which words correspond, one by one.  A phrase is translated
 * as a whole, so its counterpart is made of the words that its words link to, and of
 * what belongs to them (the heuristics of phrase extraction: Koehn, Och, Marcu,
 * "Statistical phrase-based translation", HLT-NAACL 2003, section 3):
 *
 *  - the counterpart of a phrase that is all of its side is all of the other;
 *  - the counterpart of a phrase with content words is never function words alone;
 *  these
 *    are left out at both ends, and kept within;
 *  - while the counterpart has fewer content words than the phrase, it is extended over
 *    neighbours that no other word links to ("human" of "human rights");
 *  - where nothing links to the phrase, what is between the counterparts of its
 *    neighbours and linked to nothing else;
 *  - when a phrase occurs several times and its counterpart is one word, each place of
 *    that word is marked, as many as the phrase has.
 *
 * Cost: O((tokens + links) log places).
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "concord/idioms.h"
#include "concord/marks.h"
#include "concord/side.h"
#include "text/function_words.h"
#include "text/token.h"

/* "per cent" is "%" in another text, "dollars" "$". */
static bool is_sign(ent_str token)
{
	static const char *const signs[] = { "%", "\u2030", "\u20AC",
					     "$", "\u00A3", NULL };
	return ent_list_has(signs, token);
}

/* A letter that names something, "M." or "Hall B", but for words of one letter. */
static bool is_name_letter(const struct ent_hit_side *s, uint32_t k)
{
	const ent_token *t = &s->tokens[k];
	const char c = s->text.p[t->start];
	return t->end - t->start == 1 && c >= 'B' && c <= 'Z' && c != 'I' && c != 'Y' &&
	       (t->end == s->text.n ||
		(s->text.p[t->end] != '\'' && !(s->text.p[t->end] & 0x80)));
}

/* The month, not the verb: beside a number. */
static bool is_month_of_may(const struct ent_hit_side *s, uint32_t k)
{
	const ent_token *t = s->tokens;
	return ent_str_is(ent_str_slice(s->text, t[k].start, t[k].end), "May") &&
	       ((k && t[k - 1].kind == ENT_TOKEN_NUMBER) ||
		(k + 1 < s->n && t[k + 1].kind == ENT_TOKEN_NUMBER));
}

static bool is_content(const struct ent_hit_side *s, uint32_t k)
{
	const ent_token *t = &s->tokens[k];
	const ent_str token = ent_str_slice(s->text, t->start, t->end);
	return t->kind != ENT_TOKEN_WORD ||
	       (!ent_is_function_word(token) && !ent_str_is(token, "per")) ||
	       is_name_letter(s, k) || is_month_of_may(s, k);
}

static bool read_side(struct ent_hit_side *s, ent_str text, ent_arena *arena)
{
	s->text = text;
	s->tokens = ent_tokens(&s->n, text, arena);
	if (s->n == UINT32_MAX)
		return false;
	s->words = ENT_NEW_ARRAY(arena, bool, s->n);
	s->content = ENT_NEW_ARRAY(arena, bool, s->n);
	for (uint32_t k = 0; s->words && s->content && k < s->n; k++) {
		const ent_token *t = &s->tokens[k];
		const ent_str token = ent_str_slice(text, t->start, t->end);
		s->words[k] = t->kind != ENT_TOKEN_MARK || is_sign(token);
		s->content[k] = s->words[k] && is_content(s, k);
	}
	return s->words && s->content;
}

/* Sorts a token before all that ends at or before *key. */
static int token_cmp(const void *key, const void *token)
{
	return *(const uint32_t *)key >= ((const ent_token *)token)->end ? 1 : -1;
}

/* The first token that ends after a place. */
static uint32_t token_after(const struct ent_hit_side *s, uint32_t place)
{
	return (uint32_t)ent_lower_bound(&place, s->tokens, s->n, sizeof(*s->tokens),
					 token_cmp);
}

static int span_cmp(const void *pa, const void *pb)
{
	const ent_span *a = pa, *b = pb;
	return (a->start > b->start) - (a->start < b->start);
}

static int place_cmp(const void *key, const void *span)
{
	return *(const uint32_t *)key >= ((const ent_span *)span)->end ? 1 : -1;
}

/* The places of the phrase in order, those that overlap as one. */
static bool sort_places(ent_span **out,
			uint32_t *count,
			const ent_phrase_links *p,
			ent_arena *arena)
{
	ent_span *places = ENT_NEW_ARRAY(arena, ent_span, p->n_places + 1);
	uint32_t n = 0;
	if (!places)
		return false;
	if (p->n_places) {
		memcpy(places, p->places, p->n_places * sizeof(*places));
		qsort(places, p->n_places, sizeof(*places), span_cmp);
	}
	for (uint32_t k = 0; k < p->n_places; k++)
		if (!n || places[k].start > places[n - 1].end)
			places[n++] = places[k];
		else if (places[k].end > places[n - 1].end)
			places[n - 1].end = places[k].end;
	*out = places;
	*count = n;
	return true;
}

/* Words whose links to content words say little: what has no counterpart of its own is
 * linked to what is left over. */
static bool is_weak(ent_str word)
{
	static const char *const words[] = {
		"a",   "an",  "and", "at",   "au",    "aux",  "by",   "ce",  "d",
		"de",  "des", "du",  "elle", "elles", "en",   "et",   "for", "from",
		"he",  "il",  "ils", "in",   "it",    "its",  "l",    "la",  "le",
		"les", "of",  "on",  "or",   "ou",    "par",  "pour", "qu",  "que",
		"qui", "s",   "se",  "she",  "sur",   "than", "that", "the", "they",
		"to",  "un",  "une", "we",   "which", "with", "y",    "à",   NULL,
	};
	return ent_list_has(words, word);
}

/* Notes the partner of a link's source; returns whether the link is weak. */
static bool follow_link(struct ent_marks *m, const ent_link *link)
{
	bool weak = true;
	const uint32_t to = token_after(&m->target, link->tgt_start);
	for (uint32_t k = token_after(&m->source, link->src_start);
	     k < m->source.n &&
	     ent_token_touches(&m->source.tokens[k], link->src_start, link->src_end);
	     k++) {
		const ent_token *t = &m->source.tokens[k];
		weak &= is_weak(ent_str_slice(m->source.text, t->start, t->end));
		m->linked[k] = true;
		if (to < m->target.n && m->target.content[to])
			m->partner[k] = (int32_t)to;
		else
			m->light_partner[k] = (int32_t)to;
	}
	return weak;
}

/* Notes that a link leads to a target token, from the phrase or from elsewhere. */
static void note_target(struct ent_marks *m,
			const ent_link *link,
			uint32_t k,
			bool in,
			bool weak)
{
	const ent_token *t = &m->target.tokens[k];
	if (in)
		m->inside[k] = true;
	else
		m->outside[k] |= !weak || !m->target.content[k];
	if (ent_words_begin_alike(
		    ent_str_slice(m->source.text, link->src_start, link->src_end),
		    ent_str_slice(m->target.text, t->start, t->end)))
		*(in ? &m->alike[k] : &m->claimed[k]) = true;
}

/* Which source tokens are in the phrase, which target tokens are linked and to what. */
static bool read_links(struct ent_marks *m, const ent_phrase_links *p, ent_arena *arena)
{
	ent_span *places;
	uint32_t n;
	if (!sort_places(&places, &n, p, arena))
		return false;
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = token_after(&m->source, places[i].start);
		     k < m->source.n &&
		     ent_token_touches(&m->source.tokens[k], places[i].start,
				       places[i].end);
		     k++)
			m->in_phrase[k] = true;
	for (uint32_t k = 0; k < m->source.n; k++)
		m->n_content += m->in_phrase[k] && m->source.content[k];
	m->n_places = p->n_places;
	for (uint32_t l = 0; l < p->n_links; l++) {
		const ent_link *link = &p->links[l];
		const bool weak = follow_link(m, link);
		const size_t i = ent_lower_bound(&link->src_start, places, n,
						 sizeof(*places), place_cmp);
		const bool in = i < n && link->src_end > places[i].start;
		for (uint32_t k = token_after(&m->target, link->tgt_start);
		     k < m->target.n &&
		     ent_token_touches(&m->target.tokens[k], link->tgt_start,
				       link->tgt_end);
		     k++)
			note_target(m, link, k, in, weak);
	}
	return true;
}

static bool is_whole(const struct ent_marks *m)
{
	for (uint32_t k = 0; k < m->source.n; k++)
		if (ent_side_is_word(&m->source, k) && !m->in_phrase[k])
			return false;
	return true;
}

static void mark_all(struct ent_marks *m)
{
	uint32_t end = m->target.n;
	while (end && !ent_side_is_word(&m->target, end - 1))
		end--;
	uint32_t k = 0;
	while (k < end && !ent_side_is_word(&m->target, k))
		k++;
	for (; k < end; k++)
		m->marked[k] = true;
}

static uint32_t mark_linked(struct ent_marks *m)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < m->target.n; k++) {
		/* "Lake Basins", "bassins lacustres": that is of "Basins" */
		if (m->claimed[k] && !m->alike[k])
			m->inside[k] = false;
		m->marked[k] = m->inside[k] && ent_side_is_word(&m->target, k) &&
			       (m->target.content[k] || !m->n_content);
		n += m->marked[k];
	}
	return n;
}

/* ---- neighbours that belong to it ----------------------------------------------- */

/* While the phrase has more content words than its counterpart, not counting those
 * whose counterparts are function words. */
static void extend(struct ent_marks *m)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < m->source.n; k++)
		n += m->in_phrase[k] && m->source.content[k] && m->linked[k] &&
		     m->partner[k] < 0;
	const uint32_t light = n;
	n = 0;
	int64_t first = -1, last = -1;
	for (uint32_t k = 0; k < m->target.n; k++)
		if (m->marked[k] && m->target.content[k]) {
			n++;
			first = first < 0 ? k : first;
			last = k;
		}
	while (n && n < (m->n_content - light) / (m->n_places ? m->n_places : 1)) {
		int64_t right = ent_mark_next_content(m, last, 1),
			left = ent_mark_next_content(m, first, -1);
		if (right >= 0 && ent_mark_is_free(m, (uint32_t)right) &&
		    !m->marked[right])
			last = right;
		else if (left >= 0 && ent_mark_is_free(m, (uint32_t)left) &&
			 !m->marked[left])
			first = left;
		else
			return;
		m->marked[first] = m->marked[last] = true;
		n++;
	}
}

/* Fills gaps of light tokens, and of one word that nothing else links to; between the
 * counterparts of several places there are gaps. */
static void fill_gaps(struct ent_marks *m)
{
	int64_t last = -1;
	for (uint32_t k = 0; k < m->target.n; k++) {
		if (!m->marked[k])
			continue;
		bool fill =
			last >= 0 && k - last - 1 <= ENT_LIGHT_MAX && m->n_places < 2;
		uint32_t heavy = 0;
		for (int64_t i = last + 1; i < k && fill; i++) {
			if (ent_mark_is_light(m, (uint32_t)i))
				continue;
			fill = ent_mark_is_free(m, (uint32_t)i) && !heavy++;
		}
		for (int64_t i = last + 1; i < k && fill; i++)
			m->marked[i] = true;
		last = k;
	}
}

/* ---- a word that occurs again --------------------------------------------------- */

static bool same_letters(ent_str a, ent_str b)
{
	if (a.n != b.n)
		return false;
	for (size_t k = 0; k < a.n; k++)
		if ((a.p[k] | 32) != (b.p[k] | 32))
			return false;
	return true;
}

static void mark_repeats(struct ent_marks *m)
{
	int64_t word = -1;
	uint32_t n = 0;
	for (uint32_t k = 0; k < m->target.n; k++)
		if (m->marked[k]) {
			word = k;
			n++;
		}
	if (m->n_places < 2 || n != 1)
		return;
	const ent_token *t = &m->target.tokens[word];
	for (uint32_t k = 0; k < m->target.n && n < m->n_places; k++) {
		const ent_token *u = &m->target.tokens[k];
		if (k == word || !ent_side_is_word(&m->target, k) ||
		    !same_letters(ent_str_slice(m->target.text, t->start, t->end),
				  ent_str_slice(m->target.text, u->start, u->end)))
			continue;
		m->marked[k] = true;
		n++;
	}
}

/* ---- what is marked too much ---------------------------------------------------- */

/* Other numbers are not the counterpart of a phrase with numbers: in "+41 22 000 01"
 * each may be linked to its neighbour. */
static void leave_numbers(struct ent_marks *m)
{
	for (int pass = 0; pass < 2; pass++) {
		bool any = false;
		for (uint32_t k = 0; k < m->target.n; k++) {
			const ent_token *t = &m->target.tokens[k];
			bool same = false;
			if (!m->marked[k] || t->kind != ENT_TOKEN_NUMBER)
				continue;
			for (uint32_t i = 0; i < m->source.n && !same; i++) {
				const ent_token *s = &m->source.tokens[i];
				same = m->in_phrase[i] &&
				       ent_str_eq(ent_str_slice(m->source.text,
								s->start, s->end),
						  ent_str_slice(m->target.text,
								t->start, t->end));
			}
			any |= same;
			if (pass && !same)
				m->marked[k] = false;
		}
		if (!any)
			return;
	}
}

/* Of equal words that are linked to one word, keeps the one at about the same share of
 * the text. */
static void leave_one(struct ent_marks *m)
{
	int64_t best = -1;
	uint32_t word = 0, n = 0;
	float least = 2;
	if (m->n_places != 1 || m->n_content != 1)
		return;
	while (word < m->source.n && !(m->in_phrase[word] && m->source.content[word]))
		word++;
	for (uint32_t k = 0; k < m->target.n; k++) {
		if (!m->marked[k] || !m->target.content[k])
			continue;
		const ent_token *t = &m->target.tokens[k];
		const ent_token *b = best < 0 ? t : &m->target.tokens[best];
		if (!same_letters(ent_str_slice(m->target.text, t->start, t->end),
				  ent_str_slice(m->target.text, b->start, b->end)))
			return;
		float apart = (float)k / (float)m->target.n -
			      (float)word / (float)m->source.n;
		apart = apart < 0 ? -apart : apart;
		n++;
		if (apart < least) {
			least = apart;
			best = k;
		}
	}
	for (uint32_t k = 0; k < m->target.n && n > 1; k++)
		m->marked[k] &= k == best || !m->target.content[k];
}

/* ---- all ------------------------------------------------------------------------ */

/* Marks the counterpart of an expression of function words as a whole. */
static bool mark_idiom(struct ent_marks *m, const ent_phrase_links *p)
{
	uint32_t start, end;
	if (p->n_places != 1 ||
	    !ent_idiom_find(
		    &start, &end,
		    ent_str_slice(p->texts[0], p->places[0].start, p->places[0].end),
		    p->texts[1]))
		return false;
	for (uint32_t k = 0; k < m->target.n; k++)
		m->marked[k] = ent_token_touches(&m->target.tokens[k], start, end);
	return true;
}

static uint32_t write_spans(ent_span *out, const struct ent_marks *m)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < m->target.n; k++) {
		const ent_token *t = &m->target.tokens[k];
		if (!m->marked[k])
			continue;
		if (k && m->marked[k - 1])
			out[n - 1].end = t->end;
		else
			out[n++] = (ent_span){ t->start, t->end };
	}
	return n;
}

static bool write_words(ent_mark_words *out,
			const struct ent_marks *m,
			ent_arena *arena)
{
	uint8_t *flags = ENT_NEW_ARRAY(arena, uint8_t, m->target.n);
	if (!flags)
		return false;
	for (uint32_t k = 0; k < m->target.n; k++)
		flags[k] = (uint8_t)((m->target.words[k] ? ENT_MARK_WORD : 0) |
				     (m->marked[k] ? ENT_MARK_MARKED : 0) |
				     (m->inside[k] ? ENT_MARK_INSIDE : 0) |
				     (m->outside[k] ? ENT_MARK_OUTSIDE : 0));
	*out = (ent_mark_words){ m->target.tokens, flags, m->target.n };
	return true;
}

ent_status ent_concord_mark(const ent_span **out,
			    uint32_t *count,
			    const ent_phrase_links *given,
			    ent_arena *arena,
			    ent_error *err)
{
	struct ent_marks m = { .n_content = 0 };
	*out = NULL;
	*count = 0;
	if (!read_side(&m.source, given->texts[0], arena) ||
	    !read_side(&m.target, given->texts[1], arena))
		return ent_fail_memory(err);
	m.in_phrase = ENT_NEW_ARRAY(arena, bool, m.source.n);
	m.linked = ENT_NEW_ARRAY(arena, bool, m.source.n);
	m.partner = ENT_NEW_ARRAY(arena, int32_t, m.source.n);
	m.light_partner = ENT_NEW_ARRAY(arena, int32_t, m.source.n);
	m.inside = ENT_NEW_ARRAY(arena, bool, m.target.n);
	m.claimed = ENT_NEW_ARRAY(arena, bool, m.target.n);
	m.alike = ENT_NEW_ARRAY(arena, bool, m.target.n);
	m.outside = ENT_NEW_ARRAY(arena, bool, m.target.n);
	m.marked = ENT_NEW_ARRAY(arena, bool, m.target.n);
	ent_span *spans = ENT_NEW_ARRAY(arena, ent_span, m.target.n);
	if (!m.in_phrase || !m.linked || !m.partner || !m.light_partner || !m.inside ||
	    !m.claimed || !m.alike || !m.outside || !m.marked || !spans)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < m.source.n; k++)
		m.partner[k] = m.light_partner[k] = -1;
	if (!read_links(&m, given, arena))
		return ent_fail_memory(err);
	if (is_whole(&m)) {
		mark_all(&m);
	} else if (!mark_idiom(&m, given)) {
		if (!mark_linked(&m))
			ent_mark_between(&m, given->links, given->n_links);
		if (m.n_places < 2)
			ent_mark_unlinked(&m);
		extend(&m);
		leave_numbers(&m);
		leave_one(&m);
		mark_repeats(&m);
		fill_gaps(&m);
		ent_mark_fixed(&m);
	}
	if (given->words && !is_whole(&m) && !write_words(given->words, &m, arena))
		return ent_fail_memory(err);
	*count = write_spans(spans, &m);
	*out = spans;
	return ENT_OK;
}
