/* SPDX-License-Identifier: Apache-2.0 */
/* strings.c - which string of words translates a phrase, and where it ends.
 *
 * How much a string is associated with the phrase: the log-likelihood ratio (Dunning,
 * "Accurate methods for the statistics of surprise and coincidence", Computational
 * Linguistics 19, 1993) of how often it is in the hits that are left and in a sample of
 * other texts.  The one that has most of it may be too short or too long:
 *
 *  - with less content than the phrase, a longer one that many of its hits have is
 *  taken;
 *  - it loses a word at either end that most of its hits do not share, such as an
 *  article;
 *  - it takes in the function words beside it that most of its hits have, when the
 *  phrase
 *    has such words itself, at the same end: "conformément à" for "in accordance with".
 *
 * Shares were chosen on 130 phrases of laws, messages of programs and sentences of
 * conversation (2026-11).  Cost: O(strings).
 */
#include <math.h>
#include <string.h>

#include "concord/settle.h"

/* Uses of a word that always has another beside it. */
enum { CONSTANT_MIN = 5 };

static const double SHARED = 0.7;       /* of the hits share a word that is taken in */
static const double CONTENT = 0.6;      /* content words more than the phrase has */
static const double COMPLETE = 0.25;    /* words that the phrase has more */
static const double ARTICLE = 0.9;      /* an article at the beginning */
static const double PREPOSITIONS = 0.3; /* of the hits have those of the phrase */
static const double LIGHT_VERB = 0.4;   /* "fait l'objet de" */
static const double CONSTANT = 0.95; /* of the uses of a word have another beside it */
static const double IDIOM = 0.2;  /* of the hits of "right" have "away", for idioms */
static const double MOSTLY = 0.5; /* where the phrase has no function word */
static const double NEVER = 1e9;
static const double UNLINKED = 0.03; /* of the hits: a string that nothing links to */
static const double TRAILING = 0.4;  /* the preposition of "conformément à" */

/* ---- association ----------------------------------------------------------------- */

static double share_elsewhere(const ent_concord_evidence *e, const ent_word_string *w)
{
	return ((double)w->elsewhere + 0.5) / ((double)e->sampled + 1);
}

double ent_string_lift(const ent_concord_evidence *e, const ent_word_string *w)
{
	return (double)w->all / (double)e->looked_at / share_elsewhere(e, w);
}

double ent_string_ratio(const ent_concord_evidence *e, const ent_word_string *w)
{
	const double n = e->looked_at, k = w->hits, p = share_elsewhere(e, w);
	if (w->hits < ENT_STRING_USES || k / n <= p ||
	    (!w->linked &&
	     (ent_string_lift(e, w) < ENT_STRING_LIFT || k < UNLINKED * n)) ||
	    (!w->content && ent_string_lift(e, w) < ENT_STRING_LIFT))
		return 0;
	const double rest = k < n ? (n - k) * log((1 - k / n) / (1 - p)) : 0;
	return k * log(k / n / p) + rest;
}

bool ent_string_contains(const ent_word_string *large, const ent_word_string *small)
{
	for (uint32_t k = 0; k + small->n <= large->n; k++)
		if (!memcmp(large->norms + k, small->norms,
			    small->n * sizeof(*small->norms)))
			return true;
	return false;
}

/* ---- the ends of a string -------------------------------------------------------- */

/* The share of the hits of a string without its first word that it must have. */
static double share_to_begin(const ent_phrase_shape *shape, uint8_t class_of)
{
	switch ((ent_word_class)class_of) {
	case ENT_CLASS_ARTICLE: return ARTICLE;
	case ENT_CLASS_LINK: return CONTENT;
	case ENT_CLASS_PREPOSITION: return shape->starts_light ? 0 : ARTICLE;
	case ENT_CLASS_VERB: return LIGHT_VERB;
	case ENT_CLASS_NOT:
	case ENT_CLASS_OTHER: return shape->starts_light ? 0 : ARTICLE;
	case ENT_CLASS_AUXILIARY:
	case ENT_CLASS_AND:
	case ENT_CLASS_JOIN:
	case ENT_CLASS_CONTENT: break;
	}
	return 0;
}

static double share_to_end(const ent_phrase_shape *shape, uint8_t class_of)
{
	switch ((ent_word_class)class_of) {
	case ENT_CLASS_LINK:
	case ENT_CLASS_PREPOSITION: return TRAILING;
	case ENT_CLASS_JOIN:
		return shape->ends_in_join || shape->ends_in_preposition ? TRAILING
									 : ARTICLE;
	case ENT_CLASS_AUXILIARY:
	case ENT_CLASS_NOT:
	case ENT_CLASS_OTHER: return ARTICLE;
	case ENT_CLASS_ARTICLE:
	case ENT_CLASS_AND:
	case ENT_CLASS_VERB:
	case ENT_CLASS_CONTENT: break;
	}
	return 0;
}

/* The string without a word at an end that too few of its hits have; itself. */
static ent_word_string *trim(const ent_concord_evidence *e, ent_word_string *w)
{
	const ent_phrase_shape *shape = &e->shape;
	for (;;) {
		ent_word_string *next = NULL;
		ent_word_string *tail =
			w->n > 1 ? ent_evidence_find(e, w->norms + 1, w->n - 1u) : NULL;
		ent_word_string *head =
			w->n > 1 ? ent_evidence_find(e, w->norms, w->n - 1u) : NULL;
		if (tail && w->hits < share_to_begin(shape, w->first) * tail->hits)
			next = tail;
		else if (head && w->hits < share_to_end(shape, w->last) * head->hits)
			next = head;
		if (!next)
			return w;
		w = next;
	}
}

/* A part of it that has the content of the phrase, and far more hits; itself. */
static ent_word_string *leave_content(const ent_concord_evidence *e, ent_word_string *w)
{
	ent_word_string *best = w;
	for (uint32_t from = 0; from < w->n; from++)
		for (uint32_t n = 1; from + n <= w->n; n++) {
			ent_word_string *part =
				ent_evidence_find(e, w->norms + from, n);
			if (part && part->content < w->content &&
			    part->content >= e->shape.content &&
			    w->hits < CONTENT * part->hits &&
			    (best == w ||
			     ent_string_ratio(e, part) > ent_string_ratio(e, best)))
				best = part;
		}
	return best;
}

/* Whether a word that a string has more is there because of the phrase. */
static bool is_of_phrase(const ent_word_string *longer, const ent_word_string *w)
{
	const double here = (double)longer->hits / (double)w->hits,
		     there = ((double)longer->elsewhere + 0.5) /
			     ((double)w->elsewhere + 1);
	return here >= 2 * there;
}

/* A longer string of "right", "right away", for an expression without much content. */
static ent_word_string *complete_idiom(const ent_concord_evidence *e,
				       ent_word_string *w)
{
	ent_word_string *best = w;
	for (size_t k = 0; k < e->n_strings; k++) {
		ent_word_string *longer = &e->strings[k];
		if (longer->n > w->n && longer->n <= w->n + 2 &&
		    longer->content == w->content + 1 &&
		    longer->hits >= ENT_STRING_USES &&
		    longer->hits >= IDIOM * w->hits && ent_string_contains(longer, w) &&
		    is_of_phrase(longer, w) && (best == w || longer->hits > best->hits))
			best = longer;
	}
	return best;
}

/* A longer string when it has less content than the phrase. */
static ent_word_string *complete(const ent_concord_evidence *e, ent_word_string *w)
{
	ent_word_string *best = w;
	if (e->shape.light > 1 && e->shape.content == 1 && w->n == 1)
		return complete_idiom(e, w);
	if (w->content >= e->shape.content || !w->linked)
		return w;
	for (size_t k = 0; k < e->n_strings; k++) {
		ent_word_string *longer = &e->strings[k];
		if (longer->content > w->content && longer->hits >= ENT_STRING_USES &&
		    longer->content <= e->shape.content &&
		    longer->hits >= COMPLETE * w->hits &&
		    ent_string_contains(longer, w) &&
		    (best == w ||
		     ent_string_ratio(e, longer) > ent_string_ratio(e, best)))
			best = longer;
	}
	return best;
}

static bool is_preposition(uint8_t class_of)
{
	return class_of == ENT_CLASS_LINK || class_of == ENT_CLASS_PREPOSITION;
}

/* A longer string of the same content that begins and ends with a preposition where the
 * phrase does: "au nom de", "on behalf of"; itself. */
static ent_word_string *take_prepositions(const ent_concord_evidence *e,
					  ent_word_string *w)
{
	const ent_phrase_shape *shape = &e->shape;
	/* "par règlement": it stands for a word of the phrase too */
	const bool part = w->content < shape->content && w->first == ENT_CLASS_CONTENT;
	const bool first = part ||
			   (shape->starts_in_preposition && !is_preposition(w->first)),
		   last = shape->ends_in_preposition && !is_preposition(w->last);
	const double least = shape->any_light ? PREPOSITIONS : MOSTLY;
	ent_word_string *best = w;
	if (!first && !last)
		return w;
	for (size_t k = 0; k < e->n_strings; k++) {
		ent_word_string *longer = &e->strings[k];
		if (longer->content == w->content && longer->hits >= ENT_STRING_USES &&
		    longer->hits >= least * w->hits &&
		    (shape->any_light || is_of_phrase(longer, w)) &&
		    (!first || is_preposition(longer->first) ||
		     (longer->first == ENT_CLASS_NOT &&
		      shape->starts_in_preposition)) &&
		    (!part || longer->first == ENT_CLASS_PREPOSITION) &&
		    (!last || is_preposition(longer->last)) &&
		    ent_string_contains(longer, w) &&
		    (best == w ||
		     ent_string_ratio(e, longer) > ent_string_ratio(e, best)))
			best = longer;
	}
	return best;
}

/* The share of the hits of a string that a longer one must have, when both have the
 * same content. */
static double share_to_extend(const ent_concord_evidence *e,
			      const ent_word_string *w,
			      const ent_word_string *longer)
{
	const ent_phrase_shape *shape = &e->shape;
	const bool before = memcmp(longer->norms, w->norms, w->n * sizeof(*w->norms));
	double share = 0;
	if (longer->content != w->content || !ent_string_contains(longer, w))
		return NEVER;
	if (before) {
		if (longer->first == ENT_CLASS_ARTICLE)
			share = ARTICLE;
		else if (longer->first == ENT_CLASS_VERB)
			share = LIGHT_VERB;
		else if (longer->first != ENT_CLASS_CONTENT)
			share = shape->starts_light ? SHARED : ARTICLE;
		if (longer->first == ENT_CLASS_OTHER && !shape->starts_light)
			share = ARTICLE;
	}
	const bool after = memcmp(longer->norms + longer->n - w->n, w->norms,
				  w->n * sizeof(*w->norms));
	if (after) {
		const double least = share_to_end(shape, longer->last);
		share = share > least ? share : least;
	}
	/* what is always there says nothing of the phrase */
	if (!shape->any_light && w->elsewhere >= ENT_STRING_USES &&
	    longer->elsewhere * 2 > w->elsewhere)
		return NEVER;
	return share;
}

/* A string with a word more that is always beside it: "ex officio"; itself. */
static ent_word_string *take_constant(const ent_concord_evidence *e, ent_word_string *w)
{
	for (size_t k = 0; k < e->n_strings && w->hits >= CONSTANT_MIN; k++) {
		ent_word_string *longer = &e->strings[k];
		if (longer->n == w->n + 1 && longer->content == w->content + 1 &&
		    longer->hits >= CONSTANT * w->hits &&
		    longer->elsewhere >= CONSTANT * w->elsewhere &&
		    ent_string_contains(longer, w))
			return longer;
	}
	return w;
}

/* The longest string of the same content that enough of its hits have; itself. */
static ent_word_string *extend(const ent_concord_evidence *e, ent_word_string *w)
{
	w = take_constant(e, w);
	ent_word_string *best = w;
	for (size_t k = 0; k < e->n_strings; k++) {
		ent_word_string *longer = &e->strings[k];
		if (longer->n > best->n && longer->hits >= ENT_STRING_USES &&
		    longer->n > w->n &&
		    longer->hits >= share_to_extend(e, w, longer) * w->hits)
			best = longer;
	}
	return best;
}

ent_word_string *ent_string_whole(const ent_concord_evidence *e, ent_word_string *w)
{
	w = trim(e, leave_content(e, complete(e, w)));
	return extend(e, take_prepositions(e, w));
}
