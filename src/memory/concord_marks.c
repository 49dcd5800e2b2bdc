/* SPDX-License-Identifier: Apache-2.0 */
/* concord_marks.c - the counterpart of a phrase in the other side of a unit.
 *
 * The aligner's links say which words correspond, one by one.  A phrase is translated as
 * a whole, so its counterpart is made of the words that its words link to, and of what
 * belongs to them (the heuristics of phrase extraction: Koehn, Och, Marcu, "Statistical
 * phrase-based translation", HLT-NAACL 2003, section 3):
 *
 *  - a phrase that is all of its side is answered by all of the other;
 *  - a phrase with content words is never answered by function words alone; these are
 *    left out at both ends, and kept within;
 *  - while the counterpart has fewer content words than the phrase, it is extended over
 *    neighbours that no other word links to ("human" of "human rights");
 *  - where nothing links to the phrase, what is between the counterparts of its
 *    neighbours and linked to nothing else;
 *  - a phrase that occurs several times, answered by one word, by each of its places.
 *
 * Cost: O((tokens + links) log places).
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "memory/concord_marks.h"
#include "text/function_words.h"
#include "text/token.h"

/* Tokens of one side. */
struct side {
	ent_str text;
	const ent_token *tokens;
	uint32_t n;
	bool *words;   /* a word, a number, or a sign that stands for a word */
	bool *content; /* one of these that is not a function word */
};

struct marks {
	struct side source, target;
	bool *in_phrase; /* by source token */
	bool *inside;    /* by target token: the phrase links to it */
	bool *outside;   /* another word links to it */
	bool *marked;
	uint32_t n_content; /* of the phrase */
	uint32_t n_places;  /* of the phrase */
};

/* "per cent" is "%" in another text, "dollars" "$". */
static bool is_sign(ent_str token)
{
	static const char *const signs[] = { "%", "\u2030", "\u20AC", "$", "\u00A3" };
	for (size_t k = 0; k < sizeof(signs) / sizeof(signs[0]); k++)
		if (ent_str_is(token, signs[k]))
			return true;
	return false;
}

static bool read_side(struct side *s, ent_str text, ent_arena *arena)
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
		s->content[k] =
			s->words[k] &&
			(t->kind != ENT_TOKEN_WORD ||
			 (!ent_is_function_word(token) && !ent_str_is(token, "per")));
	}
	return s->words && s->content;
}

static bool is_word(const struct side *s, uint32_t k)
{
	return s->words[k];
}

static bool touches(const ent_token *t, uint32_t start, uint32_t end)
{
	return t->start < end && t->end > start;
}

/* Sorts a token before all that ends at or before *key. */
static int token_cmp(const void *key, const void *token)
{
	return *(const uint32_t *)key >= ((const ent_token *)token)->end ? 1 : -1;
}

/* The first token that ends after a place. */
static uint32_t token_after(const struct side *s, uint32_t place)
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

/* Which source tokens are in the phrase, which target tokens are linked and to what. */
static bool read_links(struct marks *m, const ent_phrase_links *p, ent_arena *arena)
{
	ent_span *places;
	uint32_t n;
	if (!sort_places(&places, &n, p, arena))
		return false;
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = token_after(&m->source, places[i].start);
		     k < m->source.n &&
		     touches(&m->source.tokens[k], places[i].start, places[i].end);
		     k++)
			m->in_phrase[k] = true;
	for (uint32_t k = 0; k < m->source.n; k++)
		m->n_content += m->in_phrase[k] && m->source.content[k];
	m->n_places = p->n_places;
	for (uint32_t l = 0; l < p->n_links; l++) {
		const ent_link *link = &p->links[l];
		const size_t i = ent_lower_bound(&link->src_start, places, n,
						 sizeof(*places), place_cmp);
		const bool in = i < n && link->src_end > places[i].start;
		for (uint32_t k = token_after(&m->target, link->tgt_start);
		     k < m->target.n &&
		     touches(&m->target.tokens[k], link->tgt_start, link->tgt_end);
		     k++)
			*(in ? &m->inside[k] : &m->outside[k]) = true;
	}
	return true;
}

static bool is_whole(const struct marks *m)
{
	for (uint32_t k = 0; k < m->source.n; k++)
		if (is_word(&m->source, k) && !m->in_phrase[k])
			return false;
	return true;
}

static void mark_all(struct marks *m)
{
	uint32_t end = m->target.n;
	while (end && !is_word(&m->target, end - 1))
		end--;
	uint32_t k = 0;
	while (k < end && !is_word(&m->target, k))
		k++;
	for (; k < end; k++)
		m->marked[k] = true;
}

/* A target token may be of the counterpart though nothing links to it. */
static bool is_free(const struct marks *m, uint32_t k)
{
	return is_word(&m->target, k) && !m->outside[k];
}

static uint32_t mark_linked(struct marks *m)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < m->target.n; k++) {
		m->marked[k] = m->inside[k] && is_word(&m->target, k) &&
			       (m->target.content[k] || !m->n_content);
		n += m->marked[k];
	}
	return n;
}

/* ---- a phrase that nothing links to --------------------------------------------- */

/* The target token that the source token nearest to the phrase on one side links to;
 * -1, or the number of tokens, without one. */
static int64_t anchor(const struct marks *m,
		      const ent_link *links,
		      uint32_t n_links,
		      bool before)
{
	uint32_t first = 0, last = 0;
	while (first < m->source.n && !m->in_phrase[first])
		first++;
	for (uint32_t k = first; k < m->source.n; k++)
		last = m->in_phrase[k] ? k : last;
	if (first == m->source.n)
		return -1;
	const uint32_t edge =
		before ? m->source.tokens[first].start : m->source.tokens[last].end;
	const ent_link *best = NULL;
	for (uint32_t l = 0; l < n_links; l++) {
		const bool fits =
			before ? links[l].src_end <= edge : links[l].src_start >= edge;
		if (fits && (!best || (before ? links[l].src_start >= best->src_start
					      : links[l].src_start < best->src_start)))
			best = &links[l];
	}
	if (!best)
		return before ? -1 : (int64_t)m->target.n;
	for (uint32_t k = 0; k < m->target.n; k++)
		if (touches(&m->target.tokens[k], best->tgt_start, best->tgt_end))
			return k;
	return before ? -1 : (int64_t)m->target.n;
}

/* Marks what is between the counterparts of the neighbours.  Where the phrase links to a
 * function word ("every" to "toutes les"), nothing else there belongs to it; where there
 * are more words than the phrase has, nobody knows which. */
static void mark_between(struct marks *m, const ent_link *links, uint32_t n_links)
{
	for (uint32_t k = 0; k < m->target.n; k++)
		if (m->inside[k] && is_word(&m->target, k))
			return;
	int64_t left = anchor(m, links, n_links, true);
	int64_t right = anchor(m, links, n_links, false);
	if (left >= right || (left < 0 && right == m->target.n))
		return;
	uint32_t content = 0, others = 0;
	for (int64_t k = left + 1; k < right; k++) {
		content += m->target.content[k] && is_free(m, (uint32_t)k);
		others += is_free(m, (uint32_t)k);
	}
	uint32_t words = 0;
	for (uint32_t k = 0; k < m->source.n; k++)
		words += m->in_phrase[k] && is_word(&m->source, k);
	const bool any = m->n_content == 0 && content == 0;
	const uint32_t n = any ? others : content;
	if (!n || n > words + 1 || (!any && n > m->n_content))
		return;
	for (int64_t k = left + 1; k < right; k++)
		m->marked[k] = is_free(m, (uint32_t)k) && (any || m->target.content[k]);
}

/* ---- neighbours that belong to it ----------------------------------------------- */

/* Whether a token may be passed over inside a counterpart: a function word, an
 * apostrophe, a hyphen. */
static bool is_light(const struct marks *m, uint32_t k)
{
	if (is_word(&m->target, k))
		return !m->target.content[k];
	const ent_token *t = &m->target.tokens[k];
	const char c = m->target.text.p[t->start];
	return c == '\'' || c == '-' || (t->end - t->start == 3 && (c & 0x80));
}

enum { LIGHT_MAX = 4 };

/* Whether the words on both sides of a function word can be of one expression: not those
 * of an auxiliary or a pronoun ("databases are free"). */
static bool joins(const struct marks *m, uint32_t k)
{
	static const char *const words[] = { "a",   "an", "and", "at",   "au",  "aux",
					     "d",   "de", "des", "du",   "en",  "et",
					     "for", "in", "l",   "la",   "le",  "les",
					     "of",  "on", "par", "pour", "sur", "the",
					     "to",  "à" };
	const ent_token *t = &m->target.tokens[k];
	if (!is_word(&m->target, k))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (ent_str_is(ent_str_slice(m->target.text, t->start, t->end),
			       words[i]))
			return true;
	return false;
}

/* The next content token in a direction, over light ones; -1. */
static int64_t next_content(const struct marks *m, int64_t from, int step)
{
	int64_t k = from + step;
	for (int passed = 0; k >= 0 && k < m->target.n && passed < LIGHT_MAX;
	     k += step, passed++) {
		if (m->target.content[k])
			return k;
		if (!is_light(m, (uint32_t)k) || !joins(m, (uint32_t)k))
			return -1;
	}
	return -1;
}

/* While the phrase has more content words than its counterpart. */
static void extend(struct marks *m)
{
	uint32_t n = 0;
	int64_t first = -1, last = -1;
	for (uint32_t k = 0; k < m->target.n; k++)
		if (m->marked[k] && m->target.content[k]) {
			n++;
			first = first < 0 ? k : first;
			last = k;
		}
	while (n && n < m->n_content / (m->n_places ? m->n_places : 1)) {
		int64_t right = next_content(m, last, 1),
			left = next_content(m, first, -1);
		if (right >= 0 && is_free(m, (uint32_t)right) && !m->marked[right])
			last = right;
		else if (left >= 0 && is_free(m, (uint32_t)left) && !m->marked[left])
			first = left;
		else
			return;
		m->marked[first] = m->marked[last] = true;
		n++;
	}
}

static bool is_token(const struct marks *m, uint32_t k, const char *word)
{
	const ent_token *t = &m->target.tokens[k];
	return ent_str_is(ent_str_slice(m->target.text, t->start, t->end), word);
}

/* "pour cent", "per cent" and "tout le monde", whose first words are function words, are
 * whole. */
static void add_fixed(struct marks *m)
{
	for (uint32_t k = 1; k < m->target.n; k++) {
		if (!m->marked[k])
			continue;
		if (is_token(m, k, "cent") &&
		    (is_token(m, k - 1, "pour") || is_token(m, k - 1, "per")))
			m->marked[k - 1] = true;
		if (k > 1 && is_token(m, k, "monde") && is_token(m, k - 1, "le") &&
		    is_token(m, k - 2, "tout"))
			m->marked[k - 1] = m->marked[k - 2] = true;
	}
}

/* Whether token k is a hyphen inside a word. */
static bool is_inner_hyphen(const struct marks *m, uint32_t k)
{
	const ent_token *t = m->target.tokens;
	return k && k + 1 < m->target.n && is_token(m, k, "-") &&
	       t[k - 1].end == t[k].start && t[k].end == t[k + 1].start;
}

/* The other half of a compound, when nothing else links to it: "e-mail". */
static void add_halves(struct marks *m)
{
	for (uint32_t k = 1; k + 1 < m->target.n; k++) {
		if (!is_inner_hyphen(m, k) || m->marked[k - 1] == m->marked[k + 1])
			continue;
		const uint32_t other = m->marked[k - 1] ? k + 1 : k - 1;
		if (is_free(m, other))
			m->marked[k] = m->marked[other] = true;
	}
}

/* Fills gaps of light tokens, and of one word that nothing else links to; between the
 * counterparts of several places there are gaps. */
static void fill_gaps(struct marks *m)
{
	int64_t last = -1;
	for (uint32_t k = 0; k < m->target.n; k++) {
		if (!m->marked[k])
			continue;
		bool fill = last >= 0 && k - last - 1 <= LIGHT_MAX && m->n_places < 2;
		uint32_t heavy = 0;
		for (int64_t i = last + 1; i < k && fill; i++) {
			if (is_light(m, (uint32_t)i))
				continue;
			fill = is_free(m, (uint32_t)i) && !heavy++;
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

static void mark_repeats(struct marks *m)
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
		if (k == word || !is_word(&m->target, k) ||
		    !same_letters(ent_str_slice(m->target.text, t->start, t->end),
				  ent_str_slice(m->target.text, u->start, u->end)))
			continue;
		m->marked[k] = true;
		n++;
	}
}

/* ---- all ------------------------------------------------------------------------ */

static uint32_t write_spans(ent_span *out, const struct marks *m)
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

ent_status ent_concord_mark(const ent_span **out,
			    uint32_t *count,
			    const ent_phrase_links *given,
			    ent_arena *arena,
			    ent_error *err)
{
	struct marks m = { .n_content = 0 };
	*out = NULL;
	*count = 0;
	if (!read_side(&m.source, given->texts[0], arena) ||
	    !read_side(&m.target, given->texts[1], arena))
		return ent_fail_memory(err);
	m.in_phrase = ENT_NEW_ARRAY(arena, bool, m.source.n);
	m.inside = ENT_NEW_ARRAY(arena, bool, m.target.n);
	m.outside = ENT_NEW_ARRAY(arena, bool, m.target.n);
	m.marked = ENT_NEW_ARRAY(arena, bool, m.target.n);
	ent_span *spans = ENT_NEW_ARRAY(arena, ent_span, m.target.n);
	if (!m.in_phrase || !m.inside || !m.outside || !m.marked || !spans)
		return ent_fail_memory(err);
	if (!read_links(&m, given, arena))
		return ent_fail_memory(err);
	if (is_whole(&m)) {
		mark_all(&m);
	} else {
		if (!mark_linked(&m))
			mark_between(&m, given->links, given->n_links);
		extend(&m);
		mark_repeats(&m);
		fill_gaps(&m);
		add_fixed(&m);
		add_halves(&m);
	}
	*count = write_spans(spans, &m);
	*out = spans;
	return ENT_OK;
}
