/* SPDX-License-Identifier: Apache-2.0 */
/* cognates.c - words of two languages that are spelled alike (cognates).
 *
 * Names, numbers and loan words need no dictionary (Simard, Foster and Isabelle,
 * TMI 1992: cognates are words with the first four letters in common).  Forms are
 * folded, so accents and case do not matter.  A link's probability is a guess from
 * how much of the longer word the common beginning is.
 *
 * Cost: sorting the target's words; O(log) and at most CROWD comparisons for each
 * of the source's.
 */
#include <stdlib.h>

#include "align/cognates.h"
#include "base/array.h"
#include "base/fail.h"

enum { PREFIX = 4, CROWD = 64 };
/* p of equal numbers; of equal words; of words whose beginnings are alike, times
 * the share of letters in common, from LEAST on. */
#define EQUAL_NUMBER .8f
#define EQUAL_WORD .6f
#define ALIKE .4f
#define LEAST .6f

struct item {
	ent_str form;
	uint32_t word;
};

struct pair {
	uint32_t word[2];
	float p;
};

struct finding {
	const ent_bitext *bitext;
	struct item *items; /* of side 1, sorted */
	struct pair *pairs;
	uint32_t n;
	size_t capacity;
	ent_arena *arena;
};

static int compare_items(const void *a, const void *b)
{
	return ent_str_cmp(((const struct item *)a)->form,
			   ((const struct item *)b)->form);
}

static int compare_pairs(const struct pair *x, const struct pair *y, int first)
{
	const int k = x->word[first] == y->word[first] ? !first : first;
	return (x->word[k] > y->word[k]) - (x->word[k] < y->word[k]);
}

static int by_source(const void *a, const void *b)
{
	return compare_pairs(a, b, 0);
}

static int by_target(const void *a, const void *b)
{
	return compare_pairs(a, b, 1);
}

static float cognate_p(const ent_vocable *s, const ent_vocable *t, bool both_known)
{
	if (s->kind != t->kind)
		return 0;
	if (ent_str_eq(s->form, t->form))
		return s->kind == ENT_TOKEN_NUMBER ? EQUAL_NUMBER
		       : both_known                ? 0
						   : EQUAL_WORD;
	const float longer = (float)(s->form.n > t->form.n ? s->form.n : t->form.n);
	const float share = (float)ent_str_common(s->form, t->form) / longer;
	return both_known || s->kind != ENT_TOKEN_WORD || share < LEAST ? 0
									: ALIKE * share;
}

static bool add_pair(struct finding *f, uint32_t s, uint32_t t)
{
	const ent_side *side = f->bitext->side;
	const bool known =
		side[0].entries[s] != ENT_NO_WORD && side[1].entries[t] != ENT_NO_WORD;
	const float p = cognate_p(&side[0].vocables[s], &side[1].vocables[t], known);
	if (p <= 0)
		return true;
	if (!ENT_ARENA_GROW(f->arena, f->pairs, f->capacity, (size_t)f->n + 1))
		return false;
	f->pairs[f->n++] = (struct pair){ { s, t }, p };
	return true;
}

static int form_cmp(const void *form, const void *item)
{
	return ent_str_cmp(*(const ent_str *)form, ((const struct item *)item)->form);
}

/* The first of the sorted items that is not below a form. */
static uint32_t first_item(const struct finding *f, ent_str form)
{
	return (uint32_t)ent_lower_bound(&form, f->items, f->bitext->side[1].n_vocables,
					 sizeof(*f->items), form_cmp);
}

static bool find_pairs(struct finding *f)
{
	const ent_side *side = f->bitext->side;
	for (uint32_t s = 0; s < side[0].n_vocables; s++) {
		const ent_str form = side[0].vocables[s].form;
		const ent_str begin =
			form.n < PREFIX ? form : ent_str_slice(form, 0, PREFIX);
		uint32_t at = first_item(f, begin);
		for (uint32_t k = 0; at < side[1].n_vocables && k < CROWD; k++, at++) {
			if (!ent_str_starts(f->items[at].form, begin))
				break;
			if (!add_pair(f, s, f->items[at].word))
				return false;
		}
	}
	return true;
}

static bool write_table(ent_table *out, struct finding *f, int from)
{
	const uint32_t n = f->bitext->side[from].n_vocables;
	if (f->n)
		qsort(f->pairs, f->n, sizeof(*f->pairs), from ? by_target : by_source);
	uint32_t *first = ENT_NEW_ARRAY(f->arena, uint32_t, (size_t)n + 1);
	uint32_t *words = ENT_NEW_ARRAY(f->arena, uint32_t, (size_t)f->n + 1);
	float *p = ENT_NEW_ARRAY(f->arena, float, (size_t)f->n + 1);
	if (!first || !words || !p)
		return false;
	for (uint32_t k = 0; k < f->n; k++) {
		first[f->pairs[k].word[from] + 1]++;
		words[k] = f->pairs[k].word[!from];
		p[k] = f->pairs[k].p;
	}
	for (uint32_t w = 0; w < n; w++)
		first[w + 1] += first[w];
	*out = (ent_table){ first, words, p, n };
	return true;
}

ent_status ent_cognate_tables(ent_table out[2],
			      const ent_bitext *bitext,
			      ent_arena *arena,
			      ent_error *err)
{
	struct finding f = { .bitext = bitext, .arena = arena };
	const ent_side *tgt = &bitext->side[1];
	f.items = ENT_NEW_ARRAY(arena, struct item, (size_t)tgt->n_vocables + 1);
	if (!f.items)
		return ent_fail_memory(err);
	for (uint32_t w = 0; w < tgt->n_vocables; w++)
		f.items[w] = (struct item){ tgt->vocables[w].form, w };
	qsort(f.items, tgt->n_vocables, sizeof(*f.items), compare_items);
	if (!find_pairs(&f))
		return ent_fail_memory(err);
	return write_table(&out[0], &f, 0) && write_table(&out[1], &f, 1)
		       ? ENT_OK
		       : ent_fail_memory(err);
}
