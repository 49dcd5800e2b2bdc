/* SPDX-License-Identifier: Apache-2.0 */
/* evidence.h - what a path was found by, for the passes that revise it. */
#ifndef ENT_ALIGN_EVIDENCE_H
#define ENT_ALIGN_EVIDENCE_H

#include "align/lifts.h"
#include "align/model.h"

typedef struct ent_evidence {
	const ent_bitext *bitext;
	ent_str lang[2]; /* codes; "" when they are not known */
	const ent_lifts *lifts;
	const ent_lifts *before; /* before these texts taught anything */
	const ent_table *seed;   /* [2] the links of the lexicon among the vocables */
	bool has_lexicon;        /* one that these texts do not contradict */
	bool no_lexicon;         /* none was given */
	bool small_lexicon;      /* a word that is missing in it is weak evidence */
	const ent_model *model;
	const bool *const *alone; /* as for ent_path_find() */
	uint32_t sides;           /* most segments on one side of a bead */
	bool one_language;        /* equal prose is what is looked for */
} ent_evidence;

#endif
