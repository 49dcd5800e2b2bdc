/* SPDX-License-Identifier: Apache-2.0 */
/* finish.c - where the counterpart of each hit of a phrase ends, by grammar.
 *
 *  - An expression is whole ("bien sûr" for "of course"), when the phrase is one, or at
 *    the end where the phrase has function words.
 *  - Where the phrase begins or ends with a preposition and its counterpart does not,
 *  the
 *    one beside it is taken: "by mail" for "par courrier", "attribuable à" for "due
 *    to".
 *  - An adverb of degree before a preposition is left out: "même en cas de".
 *
 * Cost: O(expressions) a hit.
 */
#include "concord/finish.h"
#include "base/word_list.h"
#include <string.h>

#include "text/token.h"

/* Of the hits that are marked: fewer do not make a word without a preposition sure. */
static const double BARE = 0.15;
enum { BARE_MIN = 4, FEW_HITS = 5 };

struct ends {
	uint32_t from, n; /* words */
};

ent_span ent_target_span(const ent_target_words *t,
			 const ent_mark_words *words,
			 ent_str text,
			 uint32_t at,
			 uint32_t n)
{
	const uint32_t last = t->tokens[at + n - 1];
	ent_span span = { words->tokens[t->tokens[at]].start, words->tokens[last].end };
	if (last + 1 < words->n && words->tokens[last + 1].start == span.end &&
	    t->classes[at + n - 1] == ENT_CLASS_LINK) {
		const ent_token *next = &words->tokens[last + 1];
		const ent_str mark = ent_str_slice(text, next->start, next->end);
		if (ent_str_is(mark, "'") || ent_str_is(mark, "\u2019"))
			span.end = next->end;
	}
	return span;
}

static bool is_preposition_class(uint8_t class_of)
{
	return class_of == ENT_CLASS_LINK || class_of == ENT_CLASS_PREPOSITION;
}

static ent_str word_text(const ent_hit *hit,
			 const ent_mark_words *words,
			 const ent_target_words *t,
			 uint32_t k)
{
	const ent_token *token = &words->tokens[t->tokens[k]];
	return ent_str_slice(hit->found.target.text, token->start, token->end);
}

/* Prepositions that may be a whole counterpart, and so have no class of their own. */
static bool is_long_preposition(ent_str word)
{
	static const char *const list[] = {
		"after",   "against", "before", "during",  "through", "throughout",
		"under",   "until",   "within", "without", "over",    "toward",
		"towards", "via",     "per",    "après",   "avant",   "contre",
		"depuis",  "devant",  "durant", "pendant", "selon",   "outre",
		"envers",  "auprès",  "lors",   "jusqu",   "hors",    "malgré",
		NULL,
	};
	return ent_list_has_any_case(list, word);
}

static bool is_modifier(ent_str word)
{
	static const char *const list[] = { "même",      "notamment",  "aussi",
					    "seulement", "uniquement", "surtout",
					    "even",      "only",       "also",
					    "including", "especially", NULL };
	return ent_list_has_any_case(list, word);
}

/* The words of a span; false when it has none. */
static bool find_words(struct ends *out,
		       const ent_target_words *t,
		       const ent_mark_words *words,
		       ent_span span)
{
	*out = (struct ends){ 0, 0 };
	for (uint32_t k = 0; k < t->n; k++) {
		const ent_token *token = &words->tokens[t->tokens[k]];
		if (token->start >= span.end || token->end <= span.start)
			continue;
		if (!out->n)
			out->from = k;
		out->n = k + 1 - out->from;
	}
	return out->n > 0;
}

static void take_expression(struct ends *ends,
			    const ent_phrase_shape *shape,
			    const ent_expressions *expressions,
			    const ent_target_words *t)
{
	uint32_t from = ends->from, n = ends->n;
	if (!shape->any_light && !shape->is_expression)
		return;
	ent_expression_around(&from, &n, expressions, t);
	if (n == ends->n || (!shape->is_expression &&
			     ((from < ends->from && !shape->starts_light) ||
			      (from + n > ends->from + ends->n && !shape->ends_light))))
		return;
	*ends = (struct ends){ from, n };
}

static void leave_modifier(struct ends *ends,
			   const ent_phrase_shape *shape,
			   const ent_hit *hit,
			   const ent_mark_words *words,
			   const ent_target_words *t)
{
	if (ends->n < 3 || !shape->starts_in_preposition ||
	    !is_preposition_class(t->classes[ends->from + 1]) ||
	    !is_modifier(word_text(hit, words, t, ends->from)))
		return;
	ends->from++;
	ends->n--;
}

/* A preposition or an adverb at the end: "enregistré auprès", "comprend notamment". */
static void leave_end(struct ends *ends,
		      const ent_phrase_shape *shape,
		      const ent_hit *hit,
		      const ent_mark_words *words,
		      const ent_target_words *t)
{
	uint32_t content = 0;
	for (uint32_t k = ends->from; k + 1 < ends->from + ends->n; k++)
		content += t->classes[k] == ENT_CLASS_CONTENT;
	if (shape->ends_light || !content || content < shape->content)
		return;
	const ent_str last = word_text(hit, words, t, ends->from + ends->n - 1);
	if (is_modifier(last) || ent_str_eq_any_case(last, ENT_STR("auprès")))
		ends->n--;
}

/* Whether only other words than the phrase link to a word. */
static bool is_of_another(const ent_target_words *t, uint32_t k)
{
	return t->flags[k] & ENT_MARK_OUTSIDE && !(t->flags[k] & ENT_MARK_INSIDE);
}

static void take_end(struct ends *ends,
		     const ent_phrase_shape *shape,
		     bool few,
		     const ent_target_words *t)
{
	const uint32_t last = ends->from + ends->n - 1, next = last + 1;
	if ((!shape->ends_in_preposition && !shape->ends_in_join) || next >= t->n ||
	    t->apart[next] || (few && is_of_another(t, next)) ||
	    t->classes[last] != ENT_CLASS_CONTENT)
		return;
	if (is_preposition_class(t->classes[next]) ||
	    (shape->ends_in_join && t->classes[next] == ENT_CLASS_JOIN))
		ends->n++;
}

/* The preposition before a counterpart, or before its article. */
static void take_beginning(struct ends *ends,
			   const ent_phrase_shape *shape,
			   bool few,
			   const ent_hit *hit,
			   const ent_mark_words *words,
			   const ent_target_words *t)
{
	uint32_t at = ends->from;
	if (!shape->starts_in_preposition || !at || t->apart[at] ||
	    (t->classes[at] != ENT_CLASS_CONTENT &&
	     t->classes[at] != ENT_CLASS_ARTICLE))
		return;
	if (t->classes[at] != ENT_CLASS_ARTICLE &&
	    t->classes[at - 1] == ENT_CLASS_ARTICLE)
		at--;
	if (!at || t->apart[at] || (few && is_of_another(t, at - 1)) ||
	    !(is_preposition_class(t->classes[at - 1]) ||
	      is_long_preposition(word_text(hit, words, t, at - 1))))
		return;
	ends->n += ends->from - (at - 1);
	ends->from = at - 1;
}

static bool finish(ent_hit *hit,
		   const ent_concord_evidence *e,
		   const ent_expressions *expressions,
		   const ent_mark_words *words,
		   const ent_target_words *t,
		   ent_arena *arena)
{
	const bool few = e->looked_at < FEW_HITS;
	struct ends ends, old;
	if (hit->n_counterparts != 1 || hit->n_spans != 1 ||
	    !find_words(&ends, t, words, hit->counterparts[0]))
		return true;
	old = ends;
	take_expression(&ends, &e->shape, expressions, t);
	leave_modifier(&ends, &e->shape, hit, words, t);
	leave_end(&ends, &e->shape, hit, words, t);
	take_end(&ends, &e->shape, few, t);
	take_beginning(&ends, &e->shape, few, hit, words, t);
	if (ends.from == old.from && ends.n == old.n)
		return true;
	ent_span *span = ENT_NEW_ARRAY(arena, ent_span, 1);
	if (!span)
		return false;
	*span = ent_target_span(t, words, hit->found.target.text, ends.from, ends.n);
	hit->counterparts = span;
	return true;
}

static bool is_adverb(ent_str word)
{
	return (word.n > 4 && !memcmp(word.p + word.n - 4, "ment", 4)) ||
	       (word.n > 3 && !memcmp(word.p + word.n - 2, "ly", 2));
}

/* Whether a counterpart is a single word of content, where the phrase begins or ends
 * with a preposition. */
static bool is_bare(const struct ends *ends,
		    const ent_phrase_shape *shape,
		    const ent_hit *hit,
		    const ent_mark_words *words,
		    const ent_target_words *t)
{
	return (shape->starts_in_preposition || shape->ends_in_preposition) &&
	       ends->n == 1 && t->classes[ends->from] == ENT_CLASS_CONTENT &&
	       !is_adverb(word_text(hit, words, t, ends->from));
}

/* Whether a counterpart is a single word such as "it" or "the", which says nothing of
 * two words. */
static bool is_empty(const struct ends *ends,
		     const ent_phrase_shape *shape,
		     const ent_hit *hit,
		     const ent_mark_words *words,
		     const ent_target_words *t)
{
	static const char *const pronouns[] = {
		"it",   "this",  "that", "he",   "she", "they",  "i",  "you",
		"we",   "there", "il",   "elle", "ils", "elles", "je", "on",
		"vous", "nous",  "y",    "se",   "s",   NULL
	};
	if (ends->n > 1 || shape->content + shape->light < 2)
		return false;
	switch ((ent_word_class)t->classes[ends->from]) {
	case ENT_CLASS_ARTICLE:
	case ENT_CLASS_LINK:
	case ENT_CLASS_AND:
	case ENT_CLASS_AUXILIARY: return true;
	case ENT_CLASS_JOIN:
	case ENT_CLASS_OTHER:
		return ent_list_has_any_case(pronouns,
					     word_text(hit, words, t, ends->from));
	case ENT_CLASS_PREPOSITION:
		return !shape->content && !shape->ends_in_preposition;
	case ENT_CLASS_CONTENT:
	case ENT_CLASS_VERB:
	case ENT_CLASS_NOT: break;
	}
	return false;
}

/* Hits with a rare bare counterpart are doubtful. */
static bool leave_bare(const ent_concord_evidence *e,
		       ent_hit *hits,
		       const ent_mark_words *words,
		       uint32_t n)
{
	uint32_t *uses = ENT_NEW_ARRAY(e->arena, uint32_t, e->norms.keys.n + 1);
	uint32_t *word_of = ENT_NEW_ARRAY(e->arena, uint32_t, n);
	uint32_t marked = 0;
	if (!uses || !word_of)
		return false;
	for (uint32_t k = 0; k < n; k++) {
		struct ends ends;
		word_of[k] = UINT32_MAX;
		if (!e->targets[k].n || !hits[k].n_counterparts)
			continue;
		marked++;
		if (hits[k].n_counterparts > 1 ||
		    !find_words(&ends, &e->targets[k], &words[k],
				hits[k].counterparts[0]))
			continue;
		if (is_empty(&ends, &e->shape, &hits[k], &words[k], &e->targets[k]))
			hits[k].doubtful = true;
		if (is_bare(&ends, &e->shape, &hits[k], &words[k], &e->targets[k])) {
			word_of[k] = e->targets[k].norms[ends.from];
			uses[word_of[k]]++;
		}
	}
	for (uint32_t k = 0; k < n; k++)
		if (word_of[k] != UINT32_MAX &&
		    (uses[word_of[k]] < BARE * marked || uses[word_of[k]] < BARE_MIN))
			hits[k].doubtful = true;
	return true;
}

bool ent_hits_finish(ent_concord_evidence *e,
		     ent_hit *hits,
		     const ent_mark_words *words,
		     uint32_t n,
		     ent_arena *arena)
{
	ent_expressions expressions;
	if (!ent_expressions_read(&expressions, &e->norms, e->arena))
		return false;
	for (uint32_t k = 0; k < n; k++)
		if (e->targets[k].n && !finish(&hits[k], e, &expressions, &words[k],
					       &e->targets[k], arena))
			return false;
	return e->looked_at < FEW_HITS || leave_bare(e, hits, words, n);
}
