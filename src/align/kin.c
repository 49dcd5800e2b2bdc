/* SPDX-License-Identifier: Apache-2.0 */
/* kin.c - words that a lexicon lacks, by words of it that begin alike.
 *
 * Why: of the words in small letters of five novels, 5.6 % of the English and 6.8 % of
 * the French are not in the lexicon that ships, and of the French ones 62 % begin with
 * the same five letters as a word that is: apercut and apercu, trembled and tremble.
 * Such a word is taken to have the translations of the word that is most like it.
 *
 * Likeness is Dice's coefficient over the common beginning: twice its length by the
 * lengths of both words.
 *
 * Measured on dev (model.c), 2026-11, strict F1 before and after: literature .9671
 * .9676, omitted .9662 .9672, the others the same; with a likeness of .8 literature
 * .9669, of .9 none changes.
 *
 * Cost: one pass over the words of the lexicon, each of which looks into a table of the
 * first letters of the words that are missing.
 */
#include <string.h>

#include "align/kin.h"
#include "base/fail.h"

enum {
	SLOTS = 4096,
	LIKE = 85, /* likeness in hundredths, at least */
};

struct missing {
	ent_str form;
	uint32_t word, next; /* next in the slot, + 1 */
	uint32_t common,
		both; /* bytes that are equal to the best so far; of it and the form */
	float unigram;
};

static inline uint32_t slot_of(const char *form)
{
	uint32_t head;
	memcpy(&head, form, ENT_KIN_HEAD);
	return head * 2654435761u >> 20; /* Knuth's multiplier; 12 bits */
}

/* Whether a word is more like the one that is missing than its best so far, or as much
 * and more frequent. */
static bool is_better(const struct missing *m,
		      uint32_t common,
		      uint32_t both,
		      float unigram)
{
	if (200 * (uint64_t)common < LIKE * (uint64_t)both)
		return false;
	const uint64_t mine = (uint64_t)common * m->both,
		       best = (uint64_t)m->common * both;
	return mine > best || (mine == best && unigram > m->unigram);
}

static void compare_word(struct missing *m,
			 uint32_t *entries,
			 const ent_lexicon *lexicon,
			 int which,
			 uint32_t x,
			 ent_str form)
{
	const uint32_t common = (uint32_t)ent_str_common(m->form, form),
		       both = (uint32_t)(m->form.n + form.n);
	const float unigram = ent_lexicon_unigram(lexicon, which, x);
	if (common < ENT_KIN_HEAD || !is_better(m, common, both, unigram))
		return;
	m->common = common;
	m->both = both;
	m->unigram = unigram;
	entries[m->word] = x;
}

/* Fills slots with the words that are missing; returns how many. */
static uint32_t list_missing(struct missing *missing,
			     uint32_t slots[SLOTS],
			     const ent_side *side,
			     const uint32_t *entries)
{
	uint32_t n = 0;
	for (uint32_t v = 0; v < side->n_vocables; v++) {
		const ent_vocable *one = &side->vocables[v];
		if (entries[v] != ENT_NO_WORD || one->kind != ENT_TOKEN_WORD ||
		    one->form.n < ENT_KIN_HEAD)
			continue;
		uint32_t *slot = &slots[slot_of(one->form.p)];
		missing[n] = (struct missing){
			.form = one->form, .word = v, .next = *slot, .both = 1
		};
		*slot = ++n;
	}
	return n;
}

ent_status ent_kin_find(const uint32_t **out,
			const ent_side *side,
			int which,
			const ent_lexicon *lexicon,
			ent_arena *arena,
			ent_error *err)
{
	const size_t n = (size_t)side->n_vocables + 1;
	uint32_t *entries = ENT_NEW_ARRAY(arena, uint32_t, n);
	struct missing *missing = ENT_NEW_ARRAY(arena, struct missing, n);
	uint32_t slots[SLOTS] = { 0 };
	if (!entries || !missing)
		return ent_fail_memory(err);
	memcpy(entries, side->entries, side->n_vocables * sizeof(*entries));
	*out = entries;
	if (!lexicon || !list_missing(missing, slots, side, entries))
		return ENT_OK;
	const ent_lexicon_forms all = ent_lexicon_all_forms(lexicon, which);
	for (uint32_t x = 0; x < all.n; x++) {
		const ent_str form = { all.bytes + all.at[x],
				       all.at[x + 1] - all.at[x] };
		if (form.n < ENT_KIN_HEAD)
			continue;
		for (uint32_t k = slots[slot_of(form.p)]; k; k = missing[k - 1].next)
			compare_word(&missing[k - 1], entries, lexicon, which, x, form);
	}
	return ENT_OK;
}
