/* SPDX-License-Identifier: Apache-2.0 */
/* align_show.h - alignments as the command line writes and reads them. */
#ifndef ENT_CLI_ALIGN_SHOW_H
#define ENT_CLI_ALIGN_SHOW_H

#include "entente/align.h"

/* Prints an alignment to standard output: with beads, a line for each bead,
 * RANGE<TAB>RANGE<TAB>CONFIDENCE, 1-based, "-" for none; else in a format of
 * units, "tsv" when NULL. */
ent_status show_alignment(const ent_aligned_pair *pair,
			  const char *format,
			  int beads,
			  ent_error *err);

/* Reads lines of the same two ranges into opt->anchors, sorted; lines that begin with #
 * are comments, what follows the ranges is ignored. */
ent_status read_anchors(ent_align_options *opt,
			const char *path,
			ent_arena *arena,
			ent_error *err);

#endif
