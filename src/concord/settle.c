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
 * Cost: O(strings x ENT_SETTLE_ROUNDS).
 */
#include "concord/settle.h"
#include "base/fail.h"
#include "concord/concord_parts.h"
#include "concord/finish.h"
#include "concord/settling.h"
#include "text/lang.h"

enum {
	HITS_MIN = 5,
	SOME = 8, /* hits, that make a string no lexicon knows suspect */
};

/* ---- strings, one after another -------------------------------------------------- */

static bool choose(ent_settling *s)
{
	ent_settle_pass pass = ENT_PASS_WHOLE;
	while (s->n_found < ENT_SETTLE_ROUNDS) {
		ent_word_string *best = ent_string_most_associated(s, pass);
		if (!best && pass == ENT_PASS_LINKED && !ent_settle_unlinked(s))
			return false;
		if (!best && pass != ENT_PASS_ANY) {
			pass++;
			continue;
		}
		if (!best)
			best = ent_string_most_linked(s);
		if (!best)
			return true;
		if (s->e.looked_at >= SOME && !ent_string_is_plausible(s, best)) {
			best->refused = true;
			continue;
		}
		if (s->e.looked_at >= SOME && ent_string_is_companion(s, best)) {
			best->refused = true;
			continue;
		}
		ent_word_string *start = best;
		best = ent_string_whole(&s->e, best);
		if (s->e.looked_at >= SOME && !s->e.shape.starts_light &&
		    !s->e.shape.ends_light)
			best = ent_string_without_needless(s, best);
		if (s->e.looked_at >= SOME &&
		    best->all < ENT_SETTLE_USUAL * s->e.looked_at &&
		    ent_string_is_unknown(s, best)) {
			start->refused = true;
			continue;
		}
		if (ent_string_is_found(s, best) ||
		    (s->e.looked_at >= SOME && ent_string_is_part_of_found(s, best))) {
			start->refused = true;
			continue;
		}
		s->found[s->n_found++] = (uint32_t)(best - s->e.strings);
		if (!ent_settle_uses(s, s->found[s->n_found - 1]))
			return false;
	}
	return true;
}

/* ---- doubtful hits --------------------------------------------------------------- */

/* Whether the marks of a hit alone are a part of what was found. */
static bool is_part(const ent_settling *s, uint32_t hit)
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
	return w && ent_string_is_part_of_found(s, w);
}

/* Whether words that nobody marked are inside its counterpart. */
static bool is_gapped(const ent_settling *s, uint32_t hit)
{
	return s->hits[hit].n_spans == 1 && s->hits[hit].n_counterparts > 1;
}

/* Whether the phrase is in the other text as it is: nobody translated it. */
static bool is_untranslated(const ent_settling *s, uint32_t hit)
{
	const ent_hit *h = &s->hits[hit];
	const ent_str phrase = ent_settling_phrase(s, hit);
	const ent_span *span = h->counterparts;
	return h->n_counterparts == 1 && span->end - span->start == phrase.n &&
	       ent_str_eq_any_case(phrase, ent_str_slice(h->found.target.text,
							 span->start, span->end));
}

static bool is_doubtful(const ent_settling *s, uint32_t hit)
{
	if (!ent_str_eq(ent_lang_base(s->hits[hit].found.target.lang), s->e.norms.lang))
		return false;
	if (!ent_settling_supports(s, hit, ENT_KNOWN_WELL))
		return true;
	return s->e.targets[hit].n && (is_part(s, hit) || is_gapped(s, hit) ||
				       (s->n_found && is_untranslated(s, hit)));
}

/* ---- all hits -------------------------------------------------------------------- */

static ent_status settle_language(ent_settling *s,
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
			ok = ent_settle_rest(s, hit);
	ok = ok && ent_hits_finish(&s->e, s->hits, s->words, n, s->arena);
	if (s->e.looked_at >= ENT_SETTLE_MANY && s->e.shape.content)
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
	ent_settling s = {
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
