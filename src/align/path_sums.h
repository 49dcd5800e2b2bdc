/* SPDX-License-Identifier: Apache-2.0 */
/* path_sums.h - the states of a path, and what is summed from node to node.
 *
 * A path comes to a node after a bead, or within a run of segments of one side that
 * have no counterpart; those of the source come first (path.c).  Sums are logarithms,
 * forward over what leads to a node in a state, backward over what follows. */
#ifndef ENT_ALIGN_PATH_SUMS_H
#define ENT_ALIGN_PATH_SUMS_H

#include "align/bitext.h"
#include "align/log_sum.h"
#include "align/model.h"

enum { ENT_AFTER_BEAD, ENT_IN_SRC, ENT_IN_TGT, ENT_PATH_STATES };

static inline double ent_path_any(const double f[ENT_PATH_STATES])
{
	return ent_log_add(ent_log_add(f[ENT_AFTER_BEAD], f[ENT_IN_SRC]),
			   f[ENT_IN_TGT]);
}

/* One more segment of the source without counterpart, from the node above, without what
 * being alone is worth to the segment itself. */
static inline double ent_path_src(const double above[ENT_PATH_STATES],
				  const ent_model *model)
{
	return ent_log_add(above[ENT_AFTER_BEAD] + model->null_open,
			   above[ENT_IN_SRC] + model->null_more);
}

/* One of the target, from the node on the left. */
static inline double ent_path_tgt(const double left[ENT_PATH_STATES],
				  const ent_model *model)
{
	return ent_log_add(ent_log_add(left[ENT_AFTER_BEAD], left[ENT_IN_SRC]) +
				   model->null_open,
			   left[ENT_IN_TGT] + model->null_more);
}

/* What being without counterpart is worth to one segment. */
static inline double ent_path_alone(const ent_side *side,
				    uint32_t segment,
				    const ent_model *model)
{
	return side->marks[segment] & ENT_MARK_OPEN ? model->open_alone : 0;
}

/* The backward sums of a node: bead over the beads that begin there, src and tgt those
 * of the node below, within a run of the source, and of the one on the right, within
 * one of the target, each with what being alone is worth to its segment; -HUGE_VAL for
 * none. */
static inline void ent_path_back(double b[ENT_PATH_STATES],
				 double bead,
				 double src,
				 double tgt,
				 const ent_model *model)
{
	const double open = model->null_open, more = model->null_more;
	b[ENT_AFTER_BEAD] = ent_log_add(bead, ent_log_add(src, tgt) + open);
	b[ENT_IN_SRC] = ent_log_add(bead, ent_log_add(src + more, tgt + open));
	b[ENT_IN_TGT] = ent_log_add(bead, tgt + more);
}

/* The best continuation of a path from a node: its expected right beads, and its first
 * bead. */
typedef struct ent_path_step {
	double value, posterior; /* of all beads; of the first */
	uint32_t p, q;
} ent_path_step;

/* Takes the bead p x q of this posterior, with the rest that `rest` is the value of,
 * if that is better. */
static inline void ent_path_consider(ent_path_step *best,
				     double posterior,
				     double rest,
				     uint32_t p,
				     uint32_t q)
{
	if (posterior + rest > best->value)
		*best = (ent_path_step){ posterior + rest, posterior, p, q };
}

#endif
