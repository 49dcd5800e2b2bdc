/* SPDX-License-Identifier: Apache-2.0 */
/* settle_hits.c - where a hit has a string of words, and its counterpart settled by it.
 *
 * Cost: O(words of the target) for a string.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "concord/finish.h"
#include "concord/settle.h"
#include "concord/settling.h"

static const double APART = 0.3; /* shares of two texts, where no link leads */

/* ---- places ---------------------------------------------------------------------- */

ent_str ent_settling_phrase(const ent_settling *s, uint32_t hit)
{
	const ent_hit *h = &s->hits[hit];
	return ent_str_slice(h->found.source.text, h->spans[0].start, h->spans[0].end);
}

bool ent_settling_supports(const ent_settling *s, uint32_t hit, uint32_t least)
{
	const ent_hit *h = &s->hits[hit];
	const ent_str phrase = ent_settling_phrase(s, hit);
	uint32_t words = 0;
	for (uint32_t k = 0; k < h->n_counterparts; k++) {
		const ent_str part =
			ent_str_slice(h->found.target.text, h->counterparts[k].start,
				      h->counterparts[k].end);
		const ent_known_words seed =
			ent_words_known(s->known, s->seed, least, phrase, part);
		const ent_known_words learned =
			ent_words_known(s->known, s->lexicon, least, phrase, part);
		if (seed.known < seed.words && learned.known < learned.words)
			return false;
		words += seed.words;
	}
	return !words || words >= s->e.shape.content;
}

/* Whether the words [at, at + n) leave out a word that the links mark, and the marks
 * are better. */
static bool loses_words(const ent_settling *s, uint32_t hit, uint32_t at, uint32_t n)
{
	const ent_target_words *t = &s->e.targets[hit];
	bool lost = false;
	uint32_t content = 0;
	for (uint32_t k = at; k < at + n; k++)
		content += t->classes[k] == ENT_CLASS_CONTENT;
	for (uint32_t k = 0; k < t->n; k++)
		lost |= (k < at || k >= at + n) && t->flags[k] & ENT_MARK_MARKED &&
			t->classes[k] == ENT_CLASS_CONTENT;
	return lost && s->hits[hit].n_spans == 1 &&
	       (content < s->e.shape.content || s->e.looked_at < ENT_SETTLE_MANY) &&
	       ent_settling_supports(s, hit, ENT_KNOWN_WELL);
}

static double place_in(const ent_settling *s, uint32_t hit, uint32_t at)
{
	return ((double)at + 0.5) / (double)(s->e.targets[hit].n + 1);
}

/* Where the phrase is in its text, as a share of it. */
static double place_of_phrase(const ent_settling *s, uint32_t hit)
{
	const ent_hit *h = &s->hits[hit];
	return ((double)h->spans[0].start + h->spans[0].end) / 2 /
	       (double)(h->found.source.text.n + 1);
}

static double apart(const ent_settling *s, uint32_t hit, uint32_t at)
{
	return fabs(place_in(s, hit, at) - place_of_phrase(s, hit));
}

static bool is_settled_word(const ent_span *spans, uint32_t n, const ent_token *t)
{
	for (uint32_t k = 0; k < n; k++)
		if (t->start < spans[k].end && t->end > spans[k].start)
			return true;
	return false;
}

ent_span ent_settling_span(const ent_settling *s, uint32_t hit, uint32_t at, uint32_t n)
{
	return ent_target_span(&s->e.targets[hit], &s->words[hit],
			       s->hits[hit].found.target.text, at, n);
}

static int span_cmp(const void *pa, const void *pb)
{
	const ent_span *a = pa, *b = pb;
	return (a->start > b->start) - (a->start < b->start);
}

/* Marks the words [at, at + n), and where the phrase occurs several times, what of the
 * marks of its links is elsewhere. */
static bool settle_hit(ent_settling *s, uint32_t hit, uint32_t at, uint32_t n)
{
	ent_hit *h = &s->hits[hit];
	const ent_target_words *t = &s->e.targets[hit];
	ent_span *spans = ENT_NEW_ARRAY(s->arena, ent_span, t->n + 1);
	uint32_t count = 1;
	if (!spans)
		return false;
	spans[0] = ent_settling_span(s, hit, at, n);
	for (uint32_t k = 0; k + n <= t->n && count < h->n_spans; k++) {
		if (k == at ||
		    memcmp(t->norms + k, t->norms + at, n * sizeof(*t->norms)))
			continue;
		const ent_span other = ent_settling_span(s, hit, k, n);
		if (!is_settled_word(
			    spans, count,
			    &(ent_token){ other.start, other.end, ENT_TOKEN_WORD }))
			spans[count++] = other;
	}
	for (uint32_t k = 0; k < h->n_counterparts && count < h->n_spans; k++) {
		const ent_span *other = &h->counterparts[k];
		if (!is_settled_word(
			    spans, count,
			    &(ent_token){ other->start, other->end, ENT_TOKEN_WORD }))
			spans[count++] = *other;
	}
	qsort(spans, count, sizeof(*spans), span_cmp);
	h->counterparts = spans;
	h->n_counterparts = count;
	s->settled[hit] = true;
	return true;
}

static void leave_strings(ent_settling *s, uint32_t hit)
{
	const ent_target_words *t = &s->e.targets[hit];
	for (uint32_t k = 0; k < t->n_places; k++) {
		ent_word_string *w = &s->e.strings[t->places[k].string];
		if (w->seen_in == hit + 1)
			continue;
		w->seen_in = hit + 1;
		w->hits--;
		w->whole -= w->whole > 0;
	}
	/* a string is seen again when another hit has it */
	for (uint32_t k = 0; k < t->n_places; k++)
		s->e.strings[t->places[k].string].seen_in = 0;
}

/* The best place of a string among those that were counted; NULL. */
static const ent_string_place *best_place(const ent_settling *s,
					  uint32_t hit,
					  uint32_t string)
{
	const ent_target_words *t = &s->e.targets[hit];
	const ent_string_place *best = NULL;
	for (uint32_t k = 0; k < t->n_places; k++) {
		const ent_string_place *p = &t->places[k];
		if (p->string == string &&
		    (!best || p->marked > best->marked ||
		     (p->marked == best->marked &&
		      apart(s, hit, p->at) < apart(s, hit, best->at))))
			best = p;
	}
	return best && (best->marked || apart(s, hit, best->at) <= APART) ? best : NULL;
}

/* Where a string is in a target and a marked word is in it, or, when nothing is marked,
 * where it is at about the same place; UINT32_MAX. */
static uint32_t find_in(const ent_settling *s, uint32_t hit, const ent_word_string *w)
{
	const ent_target_words *t = &s->e.targets[hit];
	const bool any = s->hits[hit].n_counterparts > 0;
	for (uint32_t at = 0; at + w->n <= t->n; at++) {
		bool marked = false, whole = true;
		if (memcmp(t->norms + at, w->norms, w->n * sizeof(*w->norms)))
			continue;
		for (uint32_t i = at; i < at + w->n; i++) {
			marked |= (t->flags[i] & ENT_MARK_MARKED) != 0;
			whole &= i == at || !t->apart[i];
		}
		if (whole && (any ? marked
				  : ent_string_lift(&s->e, w) >= ENT_STRING_LIFT &&
					      apart(s, hit, at) <= APART))
			return at;
	}
	return UINT32_MAX;
}

bool ent_settle_uses(ent_settling *s, uint32_t string)
{
	const ent_word_string *w = &s->e.strings[string];
	const bool frequent = w->content >= 1 && w->content >= s->e.shape.content &&
			      w->all >= ENT_SETTLE_USUAL * s->e.looked_at;
	for (uint32_t hit = 0; hit < s->e.n_hits; hit++) {
		const ent_target_words *t = &s->e.targets[hit];
		if (s->settled[hit] || !t->n)
			continue;
		const ent_string_place *best = best_place(s, hit, string);
		const uint32_t at = best                    ? best->at
				    : frequent && t->places ? find_in(s, hit, w)
							    : UINT32_MAX;
		if (at == UINT32_MAX || loses_words(s, hit, at, w->n))
			continue;
		if (!settle_hit(s, hit, at, w->n))
			return false;
		leave_strings(s, hit);
	}
	return true;
}

bool ent_settle_rest(ent_settling *s, uint32_t hit)
{
	uint32_t best_at = 0, best_n = 0;
	for (uint32_t k = 0; k < s->n_found; k++) {
		const ent_word_string *w = &s->e.strings[s->found[k]];
		const uint32_t at = w->n > best_n ? find_in(s, hit, w) : UINT32_MAX;
		if (at == UINT32_MAX || loses_words(s, hit, at, w->n))
			continue;
		best_at = at;
		best_n = w->n;
	}
	return !best_n || settle_hit(s, hit, best_at, best_n);
}

bool ent_settle_unlinked(ent_settling *s)
{
	for (uint32_t hit = 0; hit < s->e.n_hits; hit++)
		if (!s->settled[hit] && s->e.targets[hit].n &&
		    !s->hits[hit].n_counterparts) {
			if (!ent_settle_rest(s, hit))
				return false;
			if (s->settled[hit])
				leave_strings(s, hit);
		}
	return true;
}
