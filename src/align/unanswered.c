/* SPDX-License-Identifier: Apache-2.0 */
/* unanswered.c - short pairs of which nothing says that they are translations.
 *
 * Two headings that were added to one side each fill the same gap: "Notes to editors"
 * and "À propos du salon".  Their place is certain, a few words weigh little in the
 * sums of judge.c, and "to" has its "à".  What tells is that the lexicon knows their
 * rare words, and none of them has a counterpart; LEAST of them, since one word for one
 * word is often a translation that the lexicon does not list ("Home", "Sommaire").
 * Where they are fewer, and no other word, number or beginning of a word supports the
 * pair, its place alone does.
 */
#include "align/unanswered.h"
#include "base/array.h"

/* Most that they get: choices, since headings added to one side each are not in dev,
 * where 24 of the 26 that they lower to the former are right, and all 37 to the
 * latter. */
#define UNANSWERED .65f
#define PLACE_ALONE .85f

enum {
	LEAST = 3,  /* rare words of both sides that the lexicon knows */
	MOST = 10,  /* words of a side; a sentence has more to be judged by */
	PREFIX = 4, /* letters: "angle" and "angles" are akin */
};

struct span {
	const ent_vocable *vocables;
	const uint32_t *words;
	uint32_t n;
};

static struct span span_of(const ent_side *side, uint32_t segment)
{
	return (struct span){ side->vocables, side->words + side->start[segment],
			      ent_side_words(side, segment, 1) };
}

static bool is_rare(const ent_vocable *v)
{
	return v->kind == ENT_TOKEN_WORD && v->rare;
}

static uint32_t count_rare(const struct span *span)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < span->n; i++)
		n += is_rare(&span->vocables[span->words[i]]);
	return n;
}

/* Whether the words begin alike, or are the same number or sign. */
static bool are_akin(const ent_vocable *a, const ent_vocable *b)
{
	if (a->kind != b->kind || a->kind == ENT_TOKEN_MARK)
		return false;
	if (a->kind != ENT_TOKEN_WORD)
		return ent_str_eq(a->form, b->form);
	if (!a->rare || !b->rare)
		return false;
	return ent_str_eq(a->form, b->form) ||
	       (a->form.n >= PREFIX &&
		ent_str_starts(b->form, ent_str_slice(a->form, 0, PREFIX)));
}

static bool have_akin(const struct span *a, const struct span *b)
{
	for (uint32_t i = 0; i < a->n; i++)
		for (uint32_t k = 0; k < b->n; k++)
			if (are_akin(&a->vocables[a->words[i]],
				     &b->vocables[b->words[k]]))
				return true;
	return false;
}

float ent_unanswered_most(const ent_bead *bead,
			  const ent_bead_features *f,
			  const ent_evidence *with)
{
	if (bead->n_src != 1 || bead->n_tgt != 1 || !with->has_lexicon ||
	    with->small_lexicon || with->one_language)
		return 1;
	if (f->answered[0] + f->answered[1] || !f->words[0] || !f->words[1] ||
	    f->words[0] > MOST || f->words[1] > MOST)
		return 1;
	const struct span a = span_of(&with->bitext->side[0], bead->src),
			  b = span_of(&with->bitext->side[1], bead->tgt);
	const uint32_t rare = count_rare(&a) + count_rare(&b),
		       content = f->content[0] + f->content[1],
		       seeded = f->seeded[0] + f->seeded[1];
	/* with rare words on one side only, the common ones must be silent too */
	const bool enough = content >= LEAST && 2 * content > rare &&
			    ((f->content[0] && f->content[1]) || !seeded);
	if ((!enough && seeded) || have_akin(&a, &b))
		return 1;
	return enough ? UNANSWERED : PLACE_ALONE;
}
