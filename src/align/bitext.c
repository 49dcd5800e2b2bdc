/* SPDX-License-Identifier: Apache-2.0 */
/* bitext.c - two texts made ready for alignment: words as numbers.
 *
 * The probability of a word without regard to the other side is its share of this
 * text, smoothed by the lexicon's as if PRIOR words had been seen before: a short
 * text knows little of how rare its words are.
 *
 * Cost: one pass over the text and one look-up in the lexicon a different word.
 */
#include <string.h>

#include "align/bitext.h"
#include "align/words.h"
#include "base/fail.h"

#define PRIOR 500. /* words; between 200 and 2,000 no group changes by .001 */
#define UNHEARD                                                                        \
	1e-6 /* share of a word that the lexicon lacks: its rarest have that           \
	      */

enum {
	ROMAN_MAX = 5,  /* letters of a label such as xviii */
	NUMBER_MAX = 4, /* digits of a number that is a label without a mark behind */
};

struct vocabulary {
	uint32_t *slots; /* [room] number + 1, 0 is free */
	uint32_t room;   /* a power of two */
	ent_vocable *vocables;
	uint32_t n, size;
	ent_arena *arena;
};

static bool grow_slots(struct vocabulary *v)
{
	const uint32_t room = v->room ? v->room * 2 : 1024;
	uint32_t *slots = ENT_NEW_ARRAY(v->arena, uint32_t, room);
	if (!slots)
		return false;
	for (uint32_t k = 0; k < v->n; k++) {
		uint32_t at = v->vocables[k].hash & (room - 1);
		while (slots[at])
			at = (at + 1) & (room - 1);
		slots[at] = k + 1;
	}
	v->slots = slots;
	v->room = room;
	return true;
}

static bool grow_vocables(struct vocabulary *v)
{
	const uint32_t size = v->size ? v->size * 2 : 512;
	ent_vocable *vocables = ENT_NEW_ARRAY(v->arena, ent_vocable, size);
	if (!vocables)
		return false;
	if (v->n)
		memcpy(vocables, v->vocables, v->n * sizeof(*vocables));
	v->vocables = vocables;
	v->size = size;
	return true;
}

/* The number of a word, which is counted; ENT_NO_WORD without memory. */
static uint32_t number(struct vocabulary *v, const ent_word *word)
{
	if (2 * (v->n + 1) > v->room && !grow_slots(v))
		return ENT_NO_WORD;
	uint32_t at = word->hash & (v->room - 1);
	for (; v->slots[at]; at = (at + 1) & (v->room - 1)) {
		ent_vocable *one = &v->vocables[v->slots[at] - 1];
		if (one->hash == word->hash && ent_str_eq(one->form, word->form)) {
			one->count++;
			return v->slots[at] - 1;
		}
	}
	const ent_str form = ent_arena_str(v->arena, word->form);
	if (!form.p || (v->n == v->size && !grow_vocables(v)))
		return ENT_NO_WORD;
	v->vocables[v->n] = (ent_vocable){
		.form = form, .hash = word->hash, .count = 1, .kind = word->kind
	};
	v->slots[at] = ++v->n;
	return v->n - 1;
}

static bool grow_words(uint32_t **words, size_t *room, size_t n, ent_arena *arena)
{
	const size_t want = *room ? *room * 2 : 4096;
	uint32_t *wider = ENT_NEW_ARRAY(arena, uint32_t, want);
	if (!wider)
		return false;
	if (n)
		memcpy(wider, *words, n * sizeof(*wider));
	*words = wider;
	*room = want;
	return true;
}

static bool is_roman(ent_str form)
{
	for (size_t k = 0; k < form.n; k++)
		if (!strchr("ivxlc", form.p[k]))
			return false;
	return form.n <= ROMAN_MAX;
}

static bool is_mark(const ent_vocable *v, const char *mark)
{
	return v->kind == ENT_TOKEN_MARK && ent_str_is(v->form, mark);
}

/* The label with which a segment of n words begins: "(a)", "b)", "IV.", "12". */
static uint32_t label_of(const ent_vocable *vocables, const uint32_t *words, uint32_t n)
{
	const bool bracket = n && is_mark(&vocables[words[0]], "(");
	if (n < 2u + bracket)
		return 0;
	const ent_vocable *label = &vocables[words[bracket]],
			  *behind = &vocables[words[bracket + 1]];
	const bool closed = is_mark(behind, ")") || (!bracket && is_mark(behind, "."));
	if (label->kind == ENT_TOKEN_NUMBER)
		return closed || (!bracket && label->form.n <= NUMBER_MAX)
			       ? label->hash | 1
			       : 0;
	const bool short_word = label->kind == ENT_TOKEN_WORD &&
				(label->form.n == 1 || is_roman(label->form));
	return closed && short_word ? label->hash | 1 : 0;
}

static ent_status read_side(ent_side *side,
			    struct vocabulary *v,
			    ent_words *words,
			    ent_error *err)
{
	uint32_t *start = ENT_NEW_ARRAY(v->arena, uint32_t, (size_t)side->n + 1);
	uint32_t *chars = ENT_NEW_ARRAY(v->arena, uint32_t, (size_t)side->n + 1);
	uint32_t *labels = ENT_NEW_ARRAY(v->arena, uint32_t, (size_t)side->n + 1);
	uint32_t *all = NULL;
	size_t n = 0, room = 0;
	uint64_t total = 0;
	ent_word word;
	if (!start || !chars || !labels)
		return ent_fail_memory(err);
	for (uint32_t s = 0; s < side->n; s++) {
		const ent_str text = side->segments[s].text;
		total += ent_str_chars(text);
		if (total >= UINT32_MAX)
			return ent_fail(err, ENT_ELIMIT,
					"a text too long to be aligned");
		chars[s + 1] = (uint32_t)total;
		for (ent_words_start(words, text); ent_words_next(&word, words);) {
			if (n == room && !grow_words(&all, &room, n, v->arena))
				return ent_fail_memory(err);
			if ((all[n++] = number(v, &word)) == ENT_NO_WORD)
				return ent_fail_memory(err);
		}
		if (words->failed)
			return ent_fail_memory(err);
		start[s + 1] = (uint32_t)n;
		if (start[s + 1] > start[s])
			labels[s] = label_of(v->vocables, all + start[s],
					     start[s + 1] - start[s]);
	}
	if (!all && !grow_words(&all, &room, 0, v->arena))
		return ent_fail_memory(err);
	side->start = start;
	side->chars = chars;
	side->labels = labels;
	side->words = all;
	return ENT_OK;
}

static ent_status know(ent_side *side,
		       struct vocabulary *v,
		       int which,
		       const ent_lexicon *lexicon,
		       ent_error *err)
{
	uint32_t *entries = ENT_NEW_ARRAY(v->arena, uint32_t, (size_t)v->n + 1);
	const double n = side->start[side->n];
	if (!entries)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < v->n; k++) {
		ent_vocable *one = &v->vocables[k];
		entries[k] =
			lexicon ? ent_lexicon_word(lexicon, which, one->form, one->hash)
				: ENT_NO_WORD;
		const double q =
			entries[k] == ENT_NO_WORD
				? UNHEARD
				: ent_lexicon_unigram(lexicon, which, entries[k]);
		one->unigram = (float)((one->count + PRIOR * q) / (n + PRIOR));
	}
	side->vocables = v->vocables;
	side->n_vocables = v->n;
	side->entries = entries;
	return ENT_OK;
}

ent_status ent_bitext_make(ent_bitext *out,
			   const ent_segment *const segments[2],
			   const uint32_t n[2],
			   const ent_lexicon *lexicon,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_words words = ENT_WORDS_INIT;
	ent_status status = ENT_OK;
	for (int k = 0; k < 2 && !status; k++) {
		struct vocabulary v = { .arena = arena };
		ent_side side = { .n = n[k], .segments = segments[k] };
		status = read_side(&side, &v, &words, err);
		if (!status)
			status = know(&side, &v, k, lexicon, err);
		out->side[k] = side;
	}
	ent_words_release(&words);
	return status;
}
