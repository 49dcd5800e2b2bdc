/* SPDX-License-Identifier: Apache-2.0 */
/* settle_strings.c - which string of words is taken next as a rendering, and what is
 * against one.
 *
 * Cost: O(strings) for each that is taken, and O(words squared) look-ups for one.
 */
#include "concord/settle.h"
#include "concord/settling.h"

static const double ALONE = 0.5;    /* of the hits of a rendering have no other */
static const double RATIO_MIN = 10; /* least log-likelihood ratio */
static const double LINKED = 0.7;   /* of the uses of a string are linked as a whole */
/* Of the hits have a string that no lexicon knows; one with less content. */
static const double FREQUENT = 0.1, FREQUENT_PART = 0.15;
static const double PART = 0.2;  /* of the hits of a part have the whole */
static const double MINOR = 0.4; /* of the hits of a part have a doubtful whole */

/* ---- what is known of a string --------------------------------------------------- */

bool ent_string_is_found(const ent_settling *s, const ent_word_string *w)
{
	for (uint32_t k = 0; k < s->n_found; k++)
		if (&s->e.strings[s->found[k]] == w)
			return true;
	return false;
}

/* Whether a lexicon knows each word of a string as a translation. */
static bool is_known(const ent_settling *s,
		     const ent_lexicon *lexicon,
		     uint32_t least,
		     const ent_word_string *w)
{
	const ent_span span = ent_settling_span(s, w->hit, w->at, w->n);
	const ent_known_words k = ent_words_known(
		s->known, lexicon, least, ent_settling_phrase(s, w->hit),
		ent_str_slice(s->hits[w->hit].found.target.text, span.start, span.end));
	return k.words && k.known == k.words;
}

/* What the lexicons know of the words [from, from + n) of a string: the better one. */
static ent_known_words known_of(const ent_settling *s,
				const ent_word_string *w,
				uint32_t from,
				uint32_t n,
				uint32_t least,
				bool of_phrase)
{
	const ent_span span = ent_settling_span(s, w->hit, w->at + from, n);
	const ent_str phrase = ent_settling_phrase(s, w->hit),
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
static bool is_needless(const ent_settling *s,
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

ent_word_string *ent_string_without_needless(const ent_settling *s, ent_word_string *w)
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

bool ent_string_is_unknown(const ent_settling *s, const ent_word_string *w)
{
	const ent_known_words phrase = known_of(s, w, 0, w->n, ENT_KNOWN, true),
			      words = known_of(s, w, 0, w->n, ENT_KNOWN, false);
	return w->whole < LINKED * w->hits && w->content > 1 &&
	       s->e.shape.content > 1 && phrase.known < phrase.words &&
	       words.known < words.words;
}

bool ent_string_is_plausible(const ent_settling *s, const ent_word_string *w)
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
static bool is_too_long(const ent_settling *s, const ent_word_string *w)
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

ent_word_string *ent_string_most_associated(const ent_settling *s, ent_settle_pass pass)
{
	const bool whole = pass == ENT_PASS_WHOLE;
	ent_word_string *best = NULL;
	double most = RATIO_MIN;
	for (size_t k = 0; k < s->e.n_strings; k++) {
		ent_word_string *w = &s->e.strings[k];
		if (w->hits < ENT_STRING_USES || w->refused ||
		    (whole &&
		     (w->whole < ENT_STRING_USES || w->whole < LINKED * w->hits)) ||
		    (pass == ENT_PASS_LINKED && !w->linked))
			continue;
		const double r = ent_string_ratio(&s->e, w);
		if ((r > most || (best && is_longer(w, best, r >= most))) &&
		    !ent_string_is_found(s, w) && !(whole && is_too_long(s, w))) {
			most = r;
			best = w;
		}
	}
	return best;
}

ent_word_string *ent_string_most_linked(const ent_settling *s)
{
	ent_word_string *best = NULL;
	for (size_t k = 0; k < s->e.n_strings; k++) {
		ent_word_string *w = &s->e.strings[k];
		if (w->whole >= ENT_STRING_USES && !w->refused &&
		    w->whole >= LINKED * w->hits &&
		    (!best || w->hits > best->hits ||
		     (w->hits == best->hits && w->n < best->n)) &&
		    !ent_string_is_found(s, w))
			best = w;
	}
	return best;
}

bool ent_string_is_part_of_found(const ent_settling *s, const ent_word_string *w)
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

bool ent_string_is_companion(const ent_settling *s, const ent_word_string *w)
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
