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
 */
#include <math.h>

#include "align/bead_score.h"

static double word_score(const ent_model *model,
			 const double gain[2],
			 double a,
			 double b)
{
	const double words =
		(1 - model->longer) * fmin(a, b) + model->longer * (a + b) / 2;
	return model->lexical * (gain[0] / a + gain[1] / b) * words;
}

/* How well the labels of the segments agree, in whatever order. */
static double label_score(const ent_model *model,
			  const ent_bitext *bitext,
			  const ent_bead *bead)
{
	const uint32_t *a = bitext->side[0].labels + bead->src,
		       *b = bitext->side[1].labels + bead->tgt;
	uint32_t used = 0, both = 0, one = 0, inside = 0;
	for (uint32_t i = 0; i < bead->n_src; i++) {
		uint32_t k = 0;
		if (!a[i])
			continue;
		while (k < bead->n_tgt && (a[i] != b[k] || used >> k & 1))
			k++;
		used |= k < bead->n_tgt ? 1u << k : 0;
		inside += k < bead->n_tgt && i && k;
		both += k < bead->n_tgt;
		one += k == bead->n_tgt;
	}
	for (uint32_t k = 0; k < bead->n_tgt; k++)
		one += b[k] && !(used >> k & 1);
	return both * model->label + one * model->no_label + inside * model->inside;
}

/* All marks of n segments. */
static unsigned marks_of(const ent_side *side, uint32_t first, uint32_t n)
{
	unsigned all = 0;
	for (uint32_t k = first; k < first + n; k++)
		all |= side->marks[k];
	return all;
}

/* What the sentence ends inside one side of a bead are worth: an uncertain one may
 * be none, one between two paragraphs is certain. */
static double inner_ends(const ent_model *model,
			 const ent_side *side,
			 uint32_t first,
			 uint32_t n)
{
	enum { NEW_PARAGRAPH = ENT_MARK_BEGINS | ENT_MARK_PLACED };
	double sum = 0;
	for (uint32_t k = first + 1; k < first + n; k++) {
		const unsigned before = side->marks[k - 1];
		sum += before & ENT_MARK_OPEN ? model->open_inside : 0;
		if ((side->marks[k] & NEW_PARAGRAPH) == NEW_PARAGRAPH)
			sum += model->paragraph;
		else if (before & ENT_MARK_UNCERTAIN)
			sum += model->uncertain;
	}
	return sum;
}

/* Whether a side of n segments has a note in brackets beside others, and the other side
 * no brackets. */
static bool is_lone_aside(unsigned marks, uint32_t n, unsigned other)
{
	return n > 1 && marks & ENT_MARK_ASIDE && !(other & ENT_MARK_BRACKETS);
}

static double structure_score(const ent_model *model,
			      const ent_bitext *bitext,
			      const ent_bead *bead,
			      const unsigned marks[2])
{
	const ent_side *src = &bitext->side[0], *tgt = &bitext->side[1];
	const unsigned a = src->marks[bead->src], b = tgt->marks[bead->tgt];
	double sum = inner_ends(model, src, bead->src, bead->n_src) +
		     inner_ends(model, tgt, bead->tgt, bead->n_tgt);
	if (is_lone_aside(marks[0], bead->n_src, marks[1]) ||
	    is_lone_aside(marks[1], bead->n_tgt, marks[0]))
		sum += model->aside;
	if (!(a & b & ENT_MARK_PLACED))
		return sum;
	if ((a ^ b) & ENT_MARK_BEGINS)
		sum += model->one_begins;
	if (src->segments[bead->src].kind != tgt->segments[bead->tgt].kind)
		sum += model->kind;
	return sum;
}

/* Each segment beyond the largest that are counted makes a bead as much less likely as
 * the last one that is. */
static double prior_of(const ent_model *model, uint32_t p, uint32_t q)
{
	enum { MOST = ENT_MAX_SIDE };
	const uint32_t i = p < MOST ? p : MOST, k = q < MOST ? q : MOST;
	const double step = model->prior[MOST][1] - model->prior[MOST - 1][1];
	return model->prior[i][k] + (p - i + q - k) * step;
}

double ent_bead_score(const ent_model *model,
		      const ent_bitext *bitext,
		      const ent_bead *bead,
		      const double gain[2])
{
	const ent_side *side = bitext->side;
	const uint32_t p = bead->n_src, q = bead->n_tgt;
	const double words[2] = { 1. + ent_side_words(&side[0], bead->src, p),
				  1. + ent_side_words(&side[1], bead->tgt, q) };
	const unsigned marks[2] = { marks_of(&side[0], bead->src, p),
				    marks_of(&side[1], bead->tgt, q) };
	const double labels = (marks[0] | marks[1]) & ENT_MARK_LABEL
				      ? label_score(model, bitext, bead)
				      : 0;
	return prior_of(model, p, q) + word_score(model, gain, words[0], words[1]) +
	       labels + structure_score(model, bitext, bead, marks) +
	       ent_model_length(model, ent_side_chars(&side[0], bead->src, p),
				ent_side_chars(&side[1], bead->tgt, q));
}
