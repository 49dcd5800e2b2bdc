/* SPDX-License-Identifier: Apache-2.0 */
/* model.h - the constants of the aligner; model.c names the source of each.
 *
 * All scores are natural logarithms of odds: how much likelier the text is if
 * the segments of a bead translate each other than if they do not.
 */
#ifndef ENT_ALIGN_MODEL_H
#define ENT_ALIGN_MODEL_H

#include <stdint.h>

enum { ENT_MAX_SIDE = 5 };

typedef struct ent_model {
	double prior[ENT_MAX_SIDE + 1][ENT_MAX_SIDE + 1]; /* of a bead by its size */
	double lexical; /* weight of the words beside the other evidence */
	double longer;  /* 0..1: how much the longer side's number of words counts */
	double leave;   /* share of words that have no counterpart though they could */
	double null_open, null_more;    /* a segment without counterpart: first, next */
	double open_alone, open_inside; /* a segment that no mark ends: without
					 * counterpart; before others of its side */
	double aside;  /* a note in brackets in a bead whose other side has none */
	double length; /* weight of the length term */
	double label, no_label; /* a label that both sides have; that one side has */
	double inside;     /* a label that both have after the bead's first segments */
	double ratio;      /* characters of side 1 for one of side 0 */
	double variance;   /* of that, per character */
	double paragraph;  /* a paragraph ends inside a bead */
	double uncertain;  /* an uncertain sentence end inside a bead */
	double one_begins; /* a paragraph begins on one side only */
	double kind;       /* a heading is aligned with another kind, and the like */
	double moved,
		margin; /* least score of a pair out of order; over the next best */
	double crossed; /* two pairs of neighbours in the other order */
	double trust, null_trust; /* beads that the priors, and null_open, weigh when
				   * they are adapted */
	double null_most;         /* null_more is at most this */
	float sure;               /* posterior from which a bead is learned from */
	float seed;               /* sightings of a word that the lexicon counts as */
	int rounds;               /* of learning from the texts themselves */
} ent_model;

/* The constants, for texts of so many characters. */
ent_model ent_model_default(uint32_t chars_0, uint32_t chars_1);

/* What was counted in a path through texts like these. */
typedef struct ent_bead_counts {
	double beads[ENT_MAX_SIDE + 1][ENT_MAX_SIDE + 1]; /* with two sides */
	double runs;     /* of segments without counterpart on one side */
	double nulls;    /* segments in them */
	double chars[2]; /* of beads with two sides */
} ent_bead_counts;

/* Takes priors, null costs and ratio from what was counted, as far as there was
 * much to count. */
void ent_model_adapt(ent_model *model, const ent_bead_counts *counts);

/* Squared deviate of the difference of two lengths in characters, both > 0; expected:
 * those of side 0 times the ratio.  Beyond ENT_FAR a difference says no more. */
#define ENT_FAR 50.
static inline double ent_model_deviate(const ent_model *model,
				       double expected,
				       double chars)
{
	const double mean = (expected + chars) / 2, d = chars - expected,
		     square = d * d / (model->variance * (mean + 1));
	return square < ENT_FAR ? square : ENT_FAR;
}

#endif
