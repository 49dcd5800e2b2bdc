/* SPDX-License-Identifier: Apache-2.0 */
/* segment_start.h - what the beginning of a segment shows about its end. */
#ifndef ENT_SEGMENT_SEGMENT_START_H
#define ENT_SEGMENT_SEGMENT_START_H

#include "segment/label.h"

struct segment_start {
	size_t label_end;  /* no boundary is before: a label and its mark */
	size_t cut;        /* here a boundary is certain; SIZE_MAX for nowhere */
	bool series;       /* because a series of labels continues there */
	struct label next; /* with this label */
};

/* Reads the beginning of the segment at `at`.  before: of the segment that ended
 * there at its `cut`; NULL otherwise. */
void ent_segment_start_read(struct segment_start *out,
			    ent_str text,
			    size_t at,
			    const struct segment_start *before,
			    const struct tables *tables);

#endif
