/* SPDX-License-Identifier: Apache-2.0 */
/* settle.c - the counterparts of all hits of a phrase, by what they have in common.
 *
 * The links of one hit say which words correspond one by one; that "free of charge" is
 * "sans frais" and "on behalf of" is "pour le compte de" shows only where all hits are
 * seen together.  So, one after another, the string of words is taken that is most
 * associated with the phrase (strings.c), first among those that have as much
 * content as the phrase, all linked to it; the hits that have it are settled.  A string
 * that is rare needs a lexicon that knows it, and one that nothing links to must be
 * rare elsewhere, and comes last.  One whose hits have mostly another, which shares no
 * word with it, is beside the counterpart: "conférées" of "attributions conférées".
 *
 * What is left keeps what its links say; where there are many hits and no lexicon knows
 * that, the hit is doubtful.
 *
 * Cost: O(strings x ROUNDS).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "concord/concord_parts.h"
#include "concord/finish.h"
#include "concord/known.h"
#include "concord/settle.h"
#include "text/lang.h"

enum {
	HITS_MIN = 5,
	SOME = 8,    /* hits, that make a string no lexicon knows suspect */
	MANY = 20,   /* and a hit of its own */
	ROUNDS = 40, /* renderings at most */
};

/* Which strings are looked at: those that are linked as a whole, then all that are
 * linked, then those that nothing is linked to. */
enum pass { PASS_WHOLE, PASS_LINKED, PASS_ANY };

static const double ALONE = 0.5;    /* of the hits of a rendering have no other */
static const double RATIO_MIN = 10; /* least log-likelihood ratio */
static const double APART = 0.3;    /* shares of two texts, where no link leads */
static const double LINKED = 0.7;   /* of the uses of a string are linked as a whole */
static const double USUAL = 0.25;   /* of the hits have a usual rendering */
/* Of the hits have a string that no lexicon knows; one with less content. */
static const double FREQUENT = 0.1, FREQUENT_PART = 0.15;
static const double PART = 0.2;  /* of the hits of a part have the whole */
static const double MINOR = 0.4; /* of the hits of a part have a doubtful whole */

struct settling {
	ent_concord_evidence e;
	ent_hit *hits;
	const ent_mark_words *words;
	uint32_t found[ROUNDS]; /* strings */
	uint32_t n_found;
	const ent_lexicon *lexicon,
		*seed; /* that one was learned, and ships; or NULL */
	ent_known_reader *known;
	ent_arena *arena;
	bool *settled; /* [n_hits] */
};

/* ---- hits ------------------------------------------------------------------------ */

static ent_str phrase_of(const struct settling *s, uint32_t hit)
{
	const ent_hit *h = &s->hits[hit];
	return ent_str_slice(h->found.source.text, h->spans[0].start, h->spans[0].end);
}

/* Whether the marks of a hit alone have the content of the phrase, all known. */
static bool is_supported(const struct settling *s, uint32_t hit, uint32_t least)
{
	const ent_hit *h = &s->hits[hit];
	const ent_str phrase = phrase_of(s, hit);
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
static bool loses_words(const struct settling *s, uint32_t hit, uint32_t at, uint32_t n)
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
	       (content < s->e.shape.content || s->e.looked_at < MANY) &&
	       is_supported(s, hit, ENT_KNOWN_WELL);
}

static double place_in(const struct settling *s, uint32_t hit, uint32_t at)
{
	return ((double)at + 0.5) / (double)(s->e.targets[hit].n + 1);
}

/* Where the phrase is in its text, as a share of it. */
static double place_of_phrase(const struct settling *s, uint32_t hit)
{
	const ent_hit *h = &s->hits[hit];
	return ((double)h->spans[0].start + h->spans[0].end) / 2 /
	       (double)(h->found.source.text.n + 1);
}

static double apart(const struct settling *s, uint32_t hit, uint32_t at)
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

static ent_span span_of(const struct settling *s, uint32_t hit, uint32_t at, uint32_t n)
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
static bool settle_hit(struct settling *s, uint32_t hit, uint32_t at, uint32_t n)
{
	ent_hit *h = &s->hits[hit];
	const ent_target_words *t = &s->e.targets[hit];
	ent_span *spans = ENT_NEW_ARRAY(s->arena, ent_span, t->n + 1);
	uint32_t count = 1;
	if (!spans)
		return false;
	spans[0] = span_of(s, hit, at, n);
	for (uint32_t k = 0; k + n <= t->n && count < h->n_spans; k++) {
		if (k == at ||
		    memcmp(t->norms + k, t->norms + at, n * sizeof(*t->norms)))
			continue;
		const ent_span other = span_of(s, hit, k, n);
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

static void leave_strings(struct settling *s, uint32_t hit)
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
static const ent_string_place *best_place(const struct settling *s,
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
static uint32_t find_in(const struct settling *s,
			uint32_t hit,
			const ent_word_string *w)
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

/* Settles the hits that were counted for a string, each where most is marked, and when
 * it is a frequent one with the content of the phrase, those that have it without that
 * all of it is linked. */
static bool settle_uses(struct settling *s, uint32_t string)
{
	const ent_word_string *w = &s->e.strings[string];
	const bool frequent = w->content >= 1 && w->content >= s->e.shape.content &&
			      w->all >= USUAL * s->e.looked_at;
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

/* ---- all ------------------------------------------------------------------------ */

static bool is_found(const struct settling *s, const ent_word_string *w)
{
	for (uint32_t k = 0; k < s->n_found; k++)
		if (&s->e.strings[s->found[k]] == w)
			return true;
	return false;
}

/* Whether a lexicon knows each word of a string as a translation. */
static bool is_known(const struct settling *s,
		     const ent_lexicon *lexicon,
		     uint32_t least,
		     const ent_word_string *w)
{
	const ent_span span = span_of(s, w->hit, w->at, w->n);
	const ent_known_words k = ent_words_known(
		s->known, lexicon, least, phrase_of(s, w->hit),
		ent_str_slice(s->hits[w->hit].found.target.text, span.start, span.end));
	return k.words && k.known == k.words;
}

/* What the lexicons know of the words [from, from + n) of a string: the better one. */
static ent_known_words known_of(const struct settling *s,
				const ent_word_string *w,
				uint32_t from,
				uint32_t n,
				uint32_t least,
				bool of_phrase)
{
	const ent_span span = span_of(s, w->hit, w->at + from, n);
	const ent_str phrase = phrase_of(s, w->hit),
		      text = ent_str_slice(s->hits[w->hit].found.target.text,
					   span.start, span.end);
	const ent_lexicon *lexicons[] = { s->seed, s->lexicon };
	ent_known_words best = { 0, 0 };
	for (int k = 0; k < 2; k++) {
		const ent_known_words known =
			of_phrase ? ent_phrase_known(s->known, lexicons[k], least,
						     phrase, text)
				  : ent_words_known(s->known, lexicons[k], least,
						    phrase, text);
		if (!k || known.known > best.known)
			best = known;
	}
	return best;
}

/* Whether the word at an end of a string translates nothing, and the rest all of the
 * phrase. */
static bool is_needless(const struct settling *s,
			const ent_word_string *w,
			bool first,
			uint32_t least)
{
	const ent_target_words *t = &s->e.targets[w->hit];
	const uint32_t word = first ? 0 : w->n - 1u, rest = first ? 1 : 0;
	if (w->n < 2 || t->classes[w->at + word] != ENT_CLASS_CONTENT ||
	    known_of(s, w, word, 1, least, false).known)
		return false;
	const ent_known_words left =
		known_of(s, w, rest, w->n - 1u, ENT_KNOWN_WELL, true);
	return left.words && left.known == left.words;
}

/* The string without words at its ends that translate nothing. */
static ent_word_string *leave_needless(const struct settling *s, ent_word_string *w)
{
	ent_word_string *best = w;
	const uint32_t least = w->whole < LINKED * w->hits ? ENT_KNOWN_WELL : ENT_KNOWN;
	uint32_t from = 0, n = w->n;
	while (n > 1) {
		ent_word_string part = *w;
		part.at += from;
		part.n = (uint8_t)n;
		const uint8_t *classes = s->e.targets[w->hit].classes + part.at;
		const bool light = best != w || from || n < w->n;
		if (is_needless(s, &part, true, least) ||
		    (light && classes[0] != ENT_CLASS_CONTENT))
			from++;
		else if (!is_needless(s, &part, false, least))
			break;
		n--;
		ent_word_string *found = ent_evidence_find(&s->e, w->norms + from, n);
		if (found)
			best = found;
	}
	return best;
}

/* Whether a word of the phrase has no counterpart in a string, and a word of the string
 * translates nothing, as far as the lexicons know. */
static bool is_unknown(const struct settling *s, const ent_word_string *w)
{
	const ent_known_words phrase = known_of(s, w, 0, w->n, ENT_KNOWN, true),
			      words = known_of(s, w, 0, w->n, ENT_KNOWN, false);
	return w->whole < LINKED * w->hits && w->content > 1 &&
	       s->e.shape.content > 1 && phrase.known < phrase.words &&
	       words.known < words.words;
}

/* Whether a string is frequent, or known. */
static bool is_plausible(const struct settling *s, const ent_word_string *w)
{
	const double share = (double)w->all / (double)s->e.looked_at;
	const uint32_t least = w->content > 1 && w->content >= s->e.shape.content
				       ? ENT_KNOWN
				       : ENT_KNOWN_WELL;
	if (2 * w->linked < w->all)
		return !w->content || is_known(s, s->lexicon, ENT_KNOWN, w) ||
		       is_known(s, s->seed, ENT_KNOWN, w);
	return share >= (w->content < s->e.shape.content ? FREQUENT_PART : FREQUENT) ||
	       is_known(s, s->lexicon, least, w) || is_known(s, s->seed, least, w);
}

/* Whether a part of it has far more hits, and what it has besides is not known to
 * translate the phrase: "exercice en cours" for "fiscal year". */
static bool is_too_long(const struct settling *s, const ent_word_string *w)
{
	bool minor = false;
	for (uint32_t from = 0; from < w->n && !minor; from++)
		for (uint32_t n = 1; from + n <= w->n && !minor; n++) {
			const ent_word_string *part =
				ent_evidence_find(&s->e, w->norms + from, n);
			minor = part && part->content < w->content &&
				w->hits < MINOR * part->hits;
		}
	return minor && !is_known(s, s->seed, ENT_KNOWN_WELL, w);
}

/* Whether a string has a word more at its end that is linked to the phrase as often. */
static bool is_longer(const ent_word_string *w,
		      const ent_word_string *best,
		      bool as_much)
{
	return as_much && w->n > best->n && w->hits == best->hits &&
	       w->whole == best->whole && w->last == ENT_CLASS_CONTENT &&
	       ent_string_contains(w, best);
}

/* The most associated string; whole: with as much content as the phrase, all linked to
 * it. */
static ent_word_string *most_associated(const struct settling *s, enum pass pass)
{
	const bool whole = pass == PASS_WHOLE;
	ent_word_string *best = NULL;
	double most = RATIO_MIN;
	for (size_t k = 0; k < s->e.n_strings; k++) {
		ent_word_string *w = &s->e.strings[k];
		if (w->hits < ENT_STRING_USES || w->refused ||
		    (whole &&
		     (w->whole < ENT_STRING_USES || w->whole < LINKED * w->hits)) ||
		    (pass == PASS_LINKED && !w->linked))
			continue;
		const double r = ent_string_ratio(&s->e, w);
		if ((r > most || (best && is_longer(w, best, r >= most))) &&
		    !is_found(s, w) && !(whole && is_too_long(s, w))) {
			most = r;
			best = w;
		}
	}
	return best;
}

/* The most frequent string that has the content of the phrase, all linked to it. */
static ent_word_string *most_linked(const struct settling *s)
{
	ent_word_string *best = NULL;
	for (size_t k = 0; k < s->e.n_strings; k++) {
		ent_word_string *w = &s->e.strings[k];
		if (w->whole >= ENT_STRING_USES && !w->refused &&
		    w->whole >= LINKED * w->hits &&
		    (!best || w->hits > best->hits ||
		     (w->hits == best->hits && w->n < best->n)) &&
		    !is_found(s, w))
			best = w;
	}
	return best;
}

/* Whether it is a part of what was found before, and frequent, with the content of the
 * phrase. */
static bool is_part_of_found(const struct settling *s, const ent_word_string *w)
{
	const ent_phrase_shape *shape = &s->e.shape;
	for (uint32_t k = 0; k < s->n_found; k++) {
		const ent_word_string *f = &s->e.strings[s->found[k]];
		if (f->n > w->n && f->content >= s->e.shape.content &&
		    (w->content < f->content
			     ? f->all >= MINOR * w->all ||
				       is_known(s, s->seed, ENT_KNOWN_WELL, f)
			     : shape->ends_in_preposition ||
				       (shape->starts_in_preposition &&
					w->first == ENT_CLASS_CONTENT &&
					f->first != w->first)) &&
		    f->all >= PART * w->all && ent_string_contains(f, w))
			return true;
	}
	return false;
}

/* Settles a hit by the longest of what was found. */
static bool settle_rest(struct settling *s, uint32_t hit)
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

/* Settles the hits in which nothing is linked to the phrase by what was found. */
static bool settle_unlinked(struct settling *s)
{
	for (uint32_t hit = 0; hit < s->e.n_hits; hit++)
		if (!s->settled[hit] && s->e.targets[hit].n &&
		    !s->hits[hit].n_counterparts) {
			if (!settle_rest(s, hit))
				return false;
			if (s->settled[hit])
				leave_strings(s, hit);
		}
	return true;
}

/* Whether most hits of a string were settled by others, that have no part of it: it is
 * beside the counterpart. */
static bool is_companion(const struct settling *s, const ent_word_string *w)
{
	if (w->hits >= ALONE * w->all || is_known(s, s->seed, ENT_KNOWN_WELL, w))
		return false;
	for (uint32_t k = 0; k < s->n_found; k++) {
		const ent_word_string *f = &s->e.strings[s->found[k]];
		if (ent_string_contains(f, w) || ent_string_contains(w, f))
			return false;
	}
	return true;
}

static bool choose(struct settling *s)
{
	enum pass pass = PASS_WHOLE;
	while (s->n_found < ROUNDS) {
		ent_word_string *best = most_associated(s, pass);
		if (!best && pass == PASS_LINKED && !settle_unlinked(s))
			return false;
		if (!best && pass != PASS_ANY) {
			pass++;
			continue;
		}
		if (!best)
			best = most_linked(s);
		if (!best)
			return true;
		if (s->e.looked_at >= SOME && !is_plausible(s, best)) {
			best->refused = true;
			continue;
		}
		if (s->e.looked_at >= SOME && is_companion(s, best)) {
			best->refused = true;
			continue;
		}
		ent_word_string *start = best;
		best = ent_string_whole(&s->e, best);
		if (s->e.looked_at >= SOME && !s->e.shape.starts_light &&
		    !s->e.shape.ends_light)
			best = leave_needless(s, best);
		if (s->e.looked_at >= SOME && best->all < USUAL * s->e.looked_at &&
		    is_unknown(s, best)) {
			start->refused = true;
			continue;
		}
		if (is_found(s, best) ||
		    (s->e.looked_at >= SOME && is_part_of_found(s, best))) {
			start->refused = true;
			continue;
		}
		s->found[s->n_found++] = (uint32_t)(best - s->e.strings);
		if (!settle_uses(s, s->found[s->n_found - 1]))
			return false;
	}
	return true;
}

/* Whether the marks of a hit alone are a part of what was found. */
static bool is_part(const struct settling *s, uint32_t hit)
{
	const ent_target_words *t = &s->e.targets[hit];
	uint32_t first = 0, n = 0;
	while (first < t->n && !(t->flags[first] & ENT_MARK_MARKED))
		first++;
	while (first + n < t->n && t->flags[first + n] & ENT_MARK_MARKED)
		n++;
	if (!n || s->hits[hit].n_counterparts > 1)
		return false;
	const ent_word_string *w = ent_evidence_find(&s->e, t->norms + first, n);
	return w && is_part_of_found(s, w);
}

/* Whether words that nobody marked are inside its counterpart. */
static bool is_gapped(const struct settling *s, uint32_t hit)
{
	return s->hits[hit].n_spans == 1 && s->hits[hit].n_counterparts > 1;
}

/* Whether the phrase is in the other text as it is: nobody translated it. */
static bool is_untranslated(const struct settling *s, uint32_t hit)
{
	const ent_hit *h = &s->hits[hit];
	const ent_str phrase = phrase_of(s, hit);
	const ent_span *span = h->counterparts;
	return h->n_counterparts == 1 && span->end - span->start == phrase.n &&
	       ent_str_eq_any_case(phrase, ent_str_slice(h->found.target.text,
							 span->start, span->end));
}

static bool is_doubtful(const struct settling *s, uint32_t hit)
{
	if (!ent_str_eq(ent_lang_base(s->hits[hit].found.target.lang), s->e.norms.lang))
		return false;
	if (!is_supported(s, hit, ENT_KNOWN_WELL))
		return true;
	return s->e.targets[hit].n && (is_part(s, hit) || is_gapped(s, hit) ||
				       (s->n_found && is_untranslated(s, hit)));
}

static ent_status settle_language(struct settling *s,
				  ent_memory *memory,
				  uint32_t n,
				  ent_error *err)
{
	ent_status status = ent_evidence_read(&s->e, s->hits, s->words, n, err);
	if (!status && s->e.looked_at < HITS_MIN)
		return ent_hits_finish(&s->e, s->hits, s->words, n, s->arena)
			       ? ENT_OK
			       : ent_fail_memory(err);
	if (!status)
		status = ent_evidence_sample(&s->e, s->hits, memory, err);
	if (status)
		return status;
	for (size_t k = 0; k < s->e.n_strings; k++)
		s->e.strings[k].seen_in = 0;
	status = ent_hit_lexicon(memory, &s->hits[0].found, err);
	if (status)
		return status;
	s->lexicon = memory->lexicon;
	s->seed = memory->seed ? memory->seed : memory->lexicon;
	bool ok = choose(s);
	for (uint32_t hit = 0; hit < n && ok; hit++)
		if (!s->settled[hit] && s->e.targets[hit].n)
			ok = settle_rest(s, hit);
	ok = ok && ent_hits_finish(&s->e, s->hits, s->words, n, s->arena);
	if (s->e.looked_at >= MANY && s->e.shape.content)
		for (uint32_t hit = 0; hit < n && ok; hit++)
			s->hits[hit].doubtful |=
				!s->settled[hit] && is_doubtful(s, hit);
	return ok ? ENT_OK : ent_fail_memory(err);
}

ent_status ent_hits_settle(ent_hit *hits,
			   const ent_mark_words *words,
			   uint32_t n,
			   ent_memory *memory,
			   ent_arena *arena,
			   ent_error *err)
{
	for (uint32_t k = 0; k < n; k++)
		if (!hits[k].n_spans)
			return ENT_OK;
	if (!n)
		return ENT_OK;
	ent_known_reader known = ENT_KNOWN_READER_INIT;
	struct settling s = {
		.hits = hits, .words = words, .known = &known, .arena = arena
	};
	ent_arena *scratch = ent_arena_new(0);
	s.e.arena = scratch;
	s.settled = scratch ? ENT_NEW_ARRAY(scratch, bool, n) : NULL;
	ent_status status =
		s.settled
			? ent_norms_begin(&s.e.norms,
					  ent_lang_base(hits[0].found.target.lang), err)
			: ent_fail_memory(err);
	if (!status)
		status = settle_language(&s, memory, n, err);
	if (!ent_known_release(&known) && !status)
		status = ent_fail_memory(err);
	ent_evidence_release(&s.e);
	ent_arena_free(scratch);
	return status;
}
