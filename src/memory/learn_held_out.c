/* SPDX-License-Identifier: Apache-2.0 */
/* learn_held_out.c - units that no lexicon is learned from, to judge what was learned.
 *
 * Why: a memory's lexicon should improve with each run, and a bad batch (a wrong
 * language, garbled text) could make it worse.
 *
 * Method: a tenth of the units, chosen by a hash of their source so that it is the same
 * tenth in each run, is never learned from.  Both lexicons, the old and the new, give
 * the probability of each word of such a unit, given its other side, under Model 1
 * (Brown et al., Computational Linguistics 19(2), 1993, section 4.1) with a floor.
 *
 * Cost: MAX_UNITS x words squared look-ups in sorted lists, some tenths of a second.
 */
#include <math.h>
#include <stdlib.h>

#include "align/lexicon.h"
#include "align/words.h"
#include "base/array.h"
#include "base/fail.h"
#include "memory/learn_held_out.h"

enum {
	ONE_IN = 10,
	MAX_UNITS = 500,
	MAX_WORDS = 200, /* of a text: longer ones are left out */
};

/* The probability of a word that nothing explains: about that of a name. */
#define FLOOR 1e-6

bool ent_is_held_out(ent_str source)
{
	/* the low bits of the hash are the store's */
	return (ent_str_hash(source) >> 32) % ONE_IN == 0;
}

ent_status ent_held_out_add(ent_held_out *held,
			    ent_str source,
			    ent_str target,
			    ent_error *err)
{
	if (held->n == MAX_UNITS)
		return ENT_OK;
	if (!held->arena) {
		held->arena = ent_arena_new(0);
		if (!held->arena)
			return ent_fail_memory(err);
		held->sources = ENT_NEW_ARRAY(held->arena, ent_str, MAX_UNITS);
		held->targets = ENT_NEW_ARRAY(held->arena, ent_str, MAX_UNITS);
		if (!held->sources || !held->targets)
			return ent_fail_memory(err);
	}
	held->sources[held->n] = ent_arena_str(held->arena, source);
	held->targets[held->n] = ent_arena_str(held->arena, target);
	if (!held->sources[held->n].p || !held->targets[held->n].p)
		return ent_fail_memory(err);
	held->n++;
	return ENT_OK;
}

void ent_held_out_release(ent_held_out *held)
{
	ent_arena_free(held->arena);
	*held = (ent_held_out){ .arena = NULL };
}

/* The numbers of a text's words, ENT_NO_WORD for those that the lexicon lacks. */
static uint32_t number_words(uint32_t *out,
			     ent_words *words,
			     ent_str text,
			     const ent_lexicon *lexicon,
			     int side)
{
	uint32_t n = 0;
	ent_word word;
	ent_words_start(words, text);
	while (n < MAX_WORDS && ent_words_next(&word, words))
		if (word.kind == ENT_TOKEN_WORD)
			out[n++] =
				ent_lexicon_word(lexicon, side, word.form, word.hash);
	return n;
}

static double link(const ent_lexicon *lexicon, int side, uint32_t from, uint32_t to)
{
	const ent_links links = ent_lexicon_links(lexicon, side, from);
	const size_t at = ent_lower_bound_u32(to, links.words, links.n);
	return at < links.n && links.words[at] == to
		       ? (double)links.p[at] / ENT_LEXICON_ONE
		       : 0;
}

/* Adds log p of each word of `to` given the words of `from`. */
static double explain(const ent_lexicon *lexicon,
		      int side,
		      const uint32_t *from,
		      uint32_t n_from,
		      const uint32_t *to,
		      uint32_t n_to)
{
	double sum = 0;
	for (uint32_t k = 0; k < n_to; k++) {
		double p = 0;
		for (uint32_t j = 0; to[k] != ENT_NO_WORD && j < n_from; j++)
			if (from[j] != ENT_NO_WORD)
				p += link(lexicon, side, from[j], to[k]);
		sum += log(FLOOR + p / (n_from + 1));
	}
	return sum;
}

ent_status ent_held_out_score(double *score,
			      const ent_held_out *held,
			      const ent_lexicon *lexicon,
			      ent_error *err)
{
	ent_words words = ENT_WORDS_INIT;
	uint32_t source[MAX_WORDS], target[MAX_WORDS];
	double sum = 0;
	uint64_t n = 0;
	for (uint32_t k = 0; k < held->n; k++) {
		const uint32_t n_src =
			number_words(source, &words, held->sources[k], lexicon, 0);
		const uint32_t n_tgt =
			number_words(target, &words, held->targets[k], lexicon, 1);
		sum += explain(lexicon, 0, source, n_src, target, n_tgt) +
		       explain(lexicon, 1, target, n_tgt, source, n_src);
		n += n_src + n_tgt;
	}
	const bool failed = words.failed;
	ent_words_release(&words);
	*score = n ? sum / (double)n : 0;
	return failed ? ent_fail_memory(err) : ENT_OK;
}
