/* SPDX-License-Identifier: Apache-2.0 */
/* bead_score.c - how likely it is that the segments of a bead translate each other.
 *
 * Five features are added: how common beads of this size are, the words, the
 * lengths, the labels of numbered paragraphs, and paragraphs where they are known.
 *
 * The words: what a word gains in the mean, in both directions, times how many
 * words the shorter side has, or nearly so.  Were it the sum over all words, two equal
 * segments would both be drawn to the one translation, for each of their words is
 * explained by it; the shorter side cannot be explained twice.
 *
 * A path scores many beads of the same segments (path.c): what one side alone decides
 * is read once for all of them, and a bead costs about fifty instructions.
 */
#include <math.h>

#include "align/bead_score.h"

static double word_score(const ent_model *model,
			 const double gain[2],
			 double a,
			 double b)
{
	const double words =
		(1 - model->longer) * (a < b ? a : b) + model->longer * (a + b) / 2;
	return model->lexical * (gain[0] / a + gain[1] / b) * words;
}

/* How well the labels of the segments agree, in whatever order. */
static double match_labels(const ent_model *model,
			   const ent_bitext *bitext,
			   const ent_bead_side *src,
			   const ent_bead_side *tgt)
{
	const uint32_t *a = bitext->side[0].labels + src->first,
		       *b = bitext->side[1].labels + tgt->first;
	uint32_t used = 0, both = 0, inside = 0;
	for (uint32_t i = 0; i < src->n; i++) {
		uint32_t k = 0;
		if (!a[i])
			continue;
		while (k < tgt->n && (a[i] != b[k] || used >> k & 1))
			k++;
		used |= k < tgt->n ? 1u << k : 0;
		inside += k < tgt->n && i && k;
		both += k < tgt->n;
	}
	const uint32_t one = src->labels + tgt->labels - 2 * both;
	return both * model->label + one * model->no_label + inside * model->inside;
}

/* Most segments that have labels have none in common. */
static inline double label_score(const ent_model *model,
				 const ent_bitext *bitext,
				 const ent_bead_side *src,
				 const ent_bead_side *tgt)
{
	if (src->label_bits & tgt->label_bits)
		return match_labels(model, bitext, src, tgt);
	return (src->labels + tgt->labels) * model->no_label;
}

/* What the sentence end between two segments is worth inside a bead: an uncertain one
 * may be none, one between two paragraphs is certain. */
static double inner_end(const ent_model *model, unsigned before, unsigned after)
{
	enum { NEW_PARAGRAPH = ENT_MARK_BEGINS | ENT_MARK_PLACED };
	double sum = before & ENT_MARK_OPEN ? model->open_inside : 0;
	if ((after & NEW_PARAGRAPH) == NEW_PARAGRAPH)
		sum += model->paragraph;
	else if (before & ENT_MARK_UNCERTAIN)
		sum += model->uncertain;
	return sum;
}

/* Whether a side has a note in brackets beside others, and the other side no
 * brackets. */
static inline bool has_lone_aside(const ent_bead_side *side, const ent_bead_side *other)
{
	return side->n > 1 && side->marks & ENT_MARK_ASIDE &&
	       !(other->marks & ENT_MARK_BRACKETS);
}

static inline double structure_score(const ent_model *model,
				     const ent_bead_side *src,
				     const ent_bead_side *tgt)
{
	double sum = src->inner + tgt->inner;
	if (has_lone_aside(src, tgt) || has_lone_aside(tgt, src))
		sum += model->aside;
	if (!(src->begin & tgt->begin & ENT_MARK_PLACED))
		return sum;
	if ((src->begin ^ tgt->begin) & ENT_MARK_BEGINS)
		sum += model->one_begins;
	if (src->kind != tgt->kind)
		sum += model->kind;
	return sum;
}

/* Each segment beyond the largest that are counted makes a bead as much less likely as
 * the last one that is. */
static double prior_of(const ent_model *model, uint32_t p, uint32_t q)
{
	enum { MOST = ENT_MAX_SIDE };
	if (p <= MOST && q <= MOST)
		return model->prior[p][q];
	const uint32_t i = p < MOST ? p : MOST, k = q < MOST ? q : MOST;
	const double step = model->prior[MOST][1] - model->prior[MOST - 1][1];
	return model->prior[i][k] + (p - i + q - k) * step;
}

/* Puts the segment before the first of a side of n into it; chars: for one
 * character. */
static void extend_side(ent_bead_side *out,
			const ent_model *model,
			const ent_side *side,
			double chars)
{
	const uint32_t end = out->first + out->n, k = out->first - 1;
	const unsigned marks = side->marks[k];
	if (out->n)
		out->inner += inner_end(model, marks, out->begin);
	out->first = k;
	out->n++;
	out->words = 1. + (side->start[end] - side->start[k]);
	out->chars = (side->chars[end] - side->chars[k]) * chars;
	out->marks |= marks;
	out->begin = marks;
	out->kind = side->segments[k].kind;
	if (marks & ENT_MARK_LABEL) {
		out->labels++;
		out->label_bits |= 1u << (side->labels[k] >> 1 & 31);
	}
}

void ent_bead_sides(ent_bead_side *out,
		    const ent_model *model,
		    const ent_bitext *bitext,
		    int side,
		    uint32_t end,
		    uint32_t n)
{
	ent_bead_side all = { .first = end };
	for (uint32_t k = 0; k < n; k++) {
		extend_side(&all, model, &bitext->side[side], side ? 1 : model->ratio);
		out[k] = all;
	}
}

static inline double score_bead(const ent_model *model,
				const ent_bitext *bitext,
				const ent_bead_side *src,
				const ent_bead_side *tgt,
				const double gain[2])
{
	return prior_of(model, src->n, tgt->n) +
	       word_score(model, gain, src->words, tgt->words) +
	       label_score(model, bitext, src, tgt) + structure_score(model, src, tgt) -
	       model->length * ent_model_deviate(model, src->chars, tgt->chars);
}

void ent_bead_scores(double *out,
		     const ent_model *model,
		     const ent_bitext *bitext,
		     const ent_bead_side *src,
		     const ent_bead_side *tgt,
		     uint32_t n,
		     const double *const gain[2])
{
	for (uint32_t k = 0; k < n; k++)
		out[k] = score_bead(model, bitext, src, &tgt[k],
				    (const double[2]){ gain[0][k], gain[1][k] });
}

double ent_bead_score(const ent_model *model,
		      const ent_bitext *bitext,
		      const ent_bead *bead,
		      const double gain[2])
{
	const uint32_t end[2] = { bead->src + bead->n_src, bead->tgt + bead->n_tgt },
		       n[2] = { bead->n_src, bead->n_tgt };
	ent_bead_side sides[2] = { { .first = end[0] }, { .first = end[1] } };
	for (int k = 0; k < 2; k++)
		while (sides[k].n < n[k])
			extend_side(&sides[k], model, &bitext->side[k],
				    k ? 1 : model->ratio);
	return score_bead(model, bitext, &sides[0], &sides[1], gain);
}
