/* SPDX-License-Identifier: Apache-2.0 */
/* bead_features.c - the features of a bead that its confidence is computed from.
 *
 * The same sums as in grid.c, for one bead at a time, and some counts that a person
 * understands: words without a counterpart, lengths, numbers.
 */
#include <math.h>

#include "align/bead_features.h"
#include "base/fail.h"

#define CAP 400. /* as in grid.c */
/* A word has a counterpart when the mean lift of the other side is above it. */
#define COVERED 1.

struct ent_feature_reader {
	const ent_bitext *bitext;
	const ent_lifts *lifts;
	const ent_model *model;
	/* by vocable; 0 except while a bead is read */
	uint32_t *count[2]; /* in the bead */
	float *sum[2];      /* of lifts */
};

ent_status ent_feature_reader_new(ent_feature_reader **out,
				  const ent_bitext *bitext,
				  const ent_lifts *lifts,
				  const ent_model *model,
				  ent_arena *arena,
				  ent_error *err)
{
	ent_feature_reader *w = ENT_NEW_ARRAY(arena, ent_feature_reader, 1);
	if (!w)
		return ent_fail_memory(err);
	*w = (ent_feature_reader){ .bitext = bitext, .lifts = lifts, .model = model };
	for (int k = 0; k < 2; k++) {
		const size_t n = (size_t)bitext->side[k].n_vocables + 1;
		w->count[k] = ENT_NEW_ARRAY(arena, uint32_t, n);
		w->sum[k] = ENT_NEW_ARRAY(arena, float, n);
		if (!w->count[k] || !w->sum[k])
			return ent_fail_memory(err);
	}
	*out = w;
	return ENT_OK;
}

/* The words of one side of a bead. */
struct span {
	const uint32_t *words;
	uint32_t n;
};

static struct span span_of(const ent_side *side, uint32_t first, uint32_t n)
{
	return (struct span){ side->words + side->start[first],
			      ent_side_words(side, first, n) };
}

static void sum_lifts(ent_feature_reader *w, const struct span span[2])
{
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; i < span[k].n; i++)
			w->count[k][span[k].words[i]]++;
	for (uint32_t i = 0; i < span[0].n; i++) {
		const uint32_t s = span[0].words[i];
		if (w->sum[0][s] > 0)
			continue; /* met before in this bead */
		for (uint32_t l = w->lifts->first[s]; l < w->lifts->first[s + 1]; l++) {
			const ent_lift *lift = &w->lifts->lifts[l];
			const uint32_t n = w->count[1][lift->word];
			if (!n)
				continue;
			w->sum[0][s] += lift->of[0] * (float)n;
			w->sum[1][lift->word] += lift->of[1] * (float)w->count[0][s];
		}
	}
}

static void read_side(ent_bead_features *e,
		      const ent_feature_reader *w,
		      int side,
		      const struct span span[2])
{
	const ent_vocable *vocables = w->bitext->side[side].vocables;
	const double others = 1. + span[!side].n, leave = w->model->leave;
	double gain = 0;
	for (uint32_t i = 0; i < span[side].n; i++) {
		const uint32_t v = span[side].words[i];
		const bool known = w->lifts->known[side][v];
		const double lift = fmin((double)w->sum[side][v] / others, CAP);
		gain += known ? log(leave + (1 - leave) * lift) : 0;
		if (vocables[v].kind == ENT_TOKEN_MARK)
			continue;
		e->words[side]++;
		e->known[side] += known;
		e->covered[side] += known && lift > COVERED;
	}
	e->gain[side] = gain / (1. + span[side].n);
}

/* Whether every number of one side is on the other side too. */
static bool has_numbers(const ent_feature_reader *w,
			int side,
			const struct span span[2])
{
	const ent_vocable *mine = w->bitext->side[side].vocables,
			  *others = w->bitext->side[!side].vocables;
	for (uint32_t i = 0; i < span[side].n; i++) {
		const ent_vocable *v = &mine[span[side].words[i]];
		bool found = v->kind != ENT_TOKEN_NUMBER;
		for (uint32_t k = 0; k < span[!side].n && !found; k++) {
			const ent_vocable *o = &others[span[!side].words[k]];
			found = o->hash == v->hash && ent_str_eq(o->form, v->form);
		}
		if (!found)
			return false;
	}
	return true;
}

void ent_features_read(ent_bead_features *out,
		       ent_feature_reader *w,
		       const ent_bead *bead)
{
	const ent_side *side = w->bitext->side;
	const struct span span[2] = { span_of(&side[0], bead->src, bead->n_src),
				      span_of(&side[1], bead->tgt, bead->n_tgt) };
	*out = (ent_bead_features){ .words = { 0, 0 } };
	sum_lifts(w, span);
	read_side(out, w, 0, span);
	read_side(out, w, 1, span);
	out->numbers_differ = !has_numbers(w, 0, span) || !has_numbers(w, 1, span);
	out->length = ent_model_deviate(
		w->model, ent_side_chars(&side[0], bead->src, bead->n_src),
		ent_side_chars(&side[1], bead->tgt, bead->n_tgt));
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; i < span[k].n; i++) {
			w->count[k][span[k].words[i]] = 0;
			w->sum[k][span[k].words[i]] = 0;
		}
}
