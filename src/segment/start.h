/* SPDX-License-Identifier: Apache-2.0 */
/* start.h - what the beginning of a segment says of its end. */
#ifndef ENT_SEGMENT_START_H
#define ENT_SEGMENT_START_H

#include "segment/label.h"

struct start {
	size_t label_end;  /* no boundary stands before: a label and its mark */
	size_t cut;        /* here a boundary is sure to stand; SIZE_MAX for nowhere */
	bool series;       /* because a series of labels goes on there */
	struct label next; /* with this label */
};

/* Reads the beginning of the segment at `at`.  before: of the segment that ended
 * there at its `cut`; NULL otherwise. */
void ent_start_read(struct start *out,
		    ent_str text,
		    size_t at,
		    const struct start *before,
		    const struct tables *tables);

#endif
