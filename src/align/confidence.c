/* SPDX-License-Identifier: Apache-2.0 */
/* confidence.c - how sure each bead is, and why not surer.
 *
 * A bead: a posterior probability only compares a bead with its rivals under the
 * model.  A logistic regression puts beside it what the model cannot know of its
 * own mistakes: how well the weaker side's words are explained, lengths, size, and
 * whether it is out of order.  Fitted to strict correctness of 24,300 beads of
 * nine groups of dev (model.c), each group with at most the weight of 600 beads, by
 * Newton's method; doc/alignment.md has the reliability table.
 *
 * Two texts: the share of words with a counterpart by the lexicon alone, because
 * what was learned from the texts fits them whether they translate each other or not, plus GAIN of what the aligned words gain in
 * the mean on the weaker side, both times the share of segments that are aligned.
 * Without a lexicon the gain alone, times the same share.  Of dev, 120 pairs of
 * translations have .47 and more (gain .23 and more), 63 pairs of texts that are
 * none at most .37 (gain .29).
 *
 * Cost: O(words x their lifts).
 */
#include <math.h>

#include "align/bead_features.h"
#include "align/confidence.h"
#include "base/fail.h"

/* The regression: weights in the order of the banner. */
#define BEAD_CONSTANT 1.41
#define BEAD_POSTERIOR .234
#define BEAD_GAIN .606
#define BEAD_LENGTH -.429
#define BEAD_SIZE -1.34
#define BEAD_MOVED -2.10
#define CERTAIN 1e-4 /* posteriors are cut off so far from 0 and 1 */
/* Segments without counterpart: right in .58 of 100 with a posterior around .4, in
 * .95 of 1,009 with one above .9. */
#define NULL_CONSTANT .35
#define NULL_POSTERIOR .6
/* Between the ranges given above; at EVEN the odds are even. */
#define GAIN .3
#define TEXTS_EVEN .42
#define TEXTS_SCALE .02
#define GAIN_EVEN .28
#define GAIN_SCALE .035
/* Words of two texts at which the odds are drawn halfway to even: single pairs of
 * sentences that two people judged (900 of film subtitles), of which those given
 * .9 and more are then right in .9. */
#define FEW 120
/* Thresholds of the doubts: lengths three standard deviations apart; less than two
 * words in five with a counterpart; a posterior that leaves a rival likely. */
#define DOUBT_LENGTH 9
#define DOUBT_COVERAGE .4
#define DOUBT_RIVAL .7f

static double logistic(double x)
{
	return 1 / (1 + exp(-x));
}

static double confidence_of(const ent_bead *bead, const ent_bead_features *t)
{
	const double p = fmin(fmax((double)bead->confidence, CERTAIN), 1 - CERTAIN);
	return logistic(BEAD_CONSTANT + BEAD_POSTERIOR * log(p / (1 - p)) +
			BEAD_GAIN * fmin(t->gain[0], t->gain[1]) +
			BEAD_LENGTH * sqrt(t->length) +
			BEAD_SIZE * (bead->n_src + bead->n_tgt > 2) +
			BEAD_MOVED * ((bead->doubts & ENT_DOUBT_MOVED) != 0));
}

/* Whether a sentence end within the bead or at its end is uncertain. */
static bool has_uncertain(const ent_side *side, uint32_t first, uint32_t n)
{
	for (uint32_t k = first; k < first + n; k++)
		if (side->segments[k].uncertain)
			return true;
	return false;
}

static uint32_t doubts_of(const ent_bead *bead,
			  const ent_bead_features *t,
			  const ent_bitext *bitext)
{
	const uint32_t known = t->known[0] + t->known[1],
		       covered = t->covered[0] + t->covered[1];
	uint32_t doubts = bead->doubts;
	if (t->length > DOUBT_LENGTH)
		doubts |= ENT_DOUBT_LENGTH;
	if (known && covered < DOUBT_COVERAGE * known)
		doubts |= ENT_DOUBT_COVERAGE;
	if (bead->confidence < DOUBT_RIVAL)
		doubts |= ENT_DOUBT_RIVAL;
	if (t->numbers_differ)
		doubts |= ENT_DOUBT_NUMBERS;
	if (has_uncertain(&bitext->side[0], bead->src, bead->n_src) ||
	    has_uncertain(&bitext->side[1], bead->tgt, bead->n_tgt))
		doubts |= ENT_DOUBT_BOUNDARY;
	return doubts;
}

struct judging {
	const ent_bitext *bitext;
	ent_feature_reader *reader, *seed; /* seed: NULL without a lexicon */
	/* added up over the beads */
	double gain, covered, words, aligned, segments;
};

static void judge_bead(struct judging *h, ent_bead *bead)
{
	ent_bead_features t, of_seed;
	const uint32_t segments = bead->n_src + bead->n_tgt;
	h->segments += segments;
	if (!bead->n_src || !bead->n_tgt) {
		bead->confidence = (float)(NULL_CONSTANT +
					   NULL_POSTERIOR * (double)bead->confidence);
		bead->doubts |= ENT_DOUBT_OMITTED;
		return;
	}
	ent_features_read(&t, h->reader, bead);
	const double words = t.words[0] + t.words[1];
	h->gain += fmin(t.gain[0], t.gain[1]) * words;
	h->words += words;
	h->aligned += segments;
	if (h->seed) {
		ent_features_read(&of_seed, h->seed, bead);
		h->covered += of_seed.covered[0] + of_seed.covered[1];
	}
	bead->doubts = doubts_of(bead, &t, h->bitext);
	bead->confidence = (float)confidence_of(bead, &t);
}

static double confidence_of_texts(const struct judging *h)
{
	if (h->words <= 0)
		return 0;
	const double share = h->aligned / h->segments,
		     gain = h->gain / h->words * share;
	const double wider = 1 + FEW / h->words;
	if (!h->seed)
		return logistic((gain - GAIN_EVEN) / (GAIN_SCALE * wider));
	const double covered = h->covered / h->words * share;
	return logistic((covered + GAIN * gain - TEXTS_EVEN) / (TEXTS_SCALE * wider));
}

ent_status ent_confidence_give(float *texts,
			       ent_bead *beads,
			       uint32_t count,
			       const ent_evidence *evidence,
			       ent_arena *arena,
			       ent_error *err)
{
	struct judging h = { .bitext = evidence->bitext };
	ent_status status =
		ent_feature_reader_new(&h.reader, evidence->bitext, evidence->lifts,
				       evidence->model, arena, err);
	if (!status && evidence->seed)
		status = ent_feature_reader_new(&h.seed, evidence->bitext,
						evidence->seed, evidence->model, arena,
						err);
	if (status)
		return status;
	for (uint32_t k = 0; k < count; k++)
		judge_bead(&h, &beads[k]);
	const double sure = confidence_of_texts(&h);
	for (uint32_t k = 0; k < count; k++)
		if (beads[k].n_src && beads[k].n_tgt)
			beads[k].confidence *= (float)sure;
	*texts = (float)sure;
	return ENT_OK;
}
