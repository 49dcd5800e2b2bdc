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

static bool begins_paragraph(const ent_segment *segments, uint32_t k)
{
	return !k || segments[k].paragraph != segments[k - 1].paragraph;
}

/* What the sentence ends inside one side of a bead are worth: an uncertain one may
 * be none, one between two paragraphs is certain. */
static double inner_ends(const ent_model *model,
			 const ent_side *side,
			 uint32_t first,
			 uint32_t n)
{
	const ent_segment *segments = side->segments;
	double sum = 0;
	for (uint32_t k = first + 1; k < first + n; k++) {
		sum += side->open[k - 1] ? model->open_inside : 0;
		if (begins_paragraph(segments, k) &&
		    segments[k].paragraph != ENT_NO_PARAGRAPH)
			sum += model->paragraph;
		else if (segments[k - 1].uncertain)
			sum += model->uncertain;
	}
	return sum;
}

static ent_brackets most_brackets(const ent_side *side, uint32_t first, uint32_t n)
{
	ent_brackets most = ENT_BRACKETS_NONE;
	for (uint32_t k = first; k < first + n; k++)
		most = side->brackets[k] > most ? side->brackets[k] : most;
	return most;
}

/* Whether a side of a bead has a note in brackets beside other segments, and the other
 * side no brackets. */
static bool has_lone_aside(const ent_bitext *bitext, const ent_bead *bead)
{
	const ent_side *side = bitext->side;
	if (!side[0].has_asides && !side[1].has_asides)
		return false;
	const ent_brackets src = most_brackets(&side[0], bead->src, bead->n_src),
			   tgt = most_brackets(&side[1], bead->tgt, bead->n_tgt);
	return (bead->n_src > 1 && src == ENT_BRACKETS_ASIDE && !tgt) ||
	       (bead->n_tgt > 1 && tgt == ENT_BRACKETS_ASIDE && !src);
}

static double structure_score(const ent_model *model,
			      const ent_bitext *bitext,
			      const ent_bead *bead)
{
	const ent_segment *src = bitext->side[0].segments,
			  *tgt = bitext->side[1].segments;
	double sum = inner_ends(model, &bitext->side[0], bead->src, bead->n_src) +
		     inner_ends(model, &bitext->side[1], bead->tgt, bead->n_tgt);
	if (has_lone_aside(bitext, bead))
		sum += model->aside;
	if (src[bead->src].paragraph == ENT_NO_PARAGRAPH ||
	    tgt[bead->tgt].paragraph == ENT_NO_PARAGRAPH)
		return sum;
	if (begins_paragraph(src, bead->src) != begins_paragraph(tgt, bead->tgt))
		sum += model->one_begins;
	if (src[bead->src].kind != tgt[bead->tgt].kind)
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
	return prior_of(model, p, q) + word_score(model, gain, words[0], words[1]) +
	       label_score(model, bitext, bead) + structure_score(model, bitext, bead) +
	       ent_model_length(model, ent_side_chars(&side[0], bead->src, p),
				ent_side_chars(&side[1], bead->tgt, q));
}
