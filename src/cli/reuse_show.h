/* SPDX-License-Identifier: Apache-2.0 */
/* reuse_show.h - a reuse report for a terminal, and its analysis as a table. */
#ifndef ENT_CLI_REUSE_SHOW_H
#define ENT_CLI_REUSE_SHOW_H

#include "cli/show.h"
#include "entente/reuse.h"

/* Bands, the longest passages, and the documents that they come from. */
void reuse_summary(ent_buf *out, const ent_reuse *reuse, const struct marks *marks);

/* The bands of several files together. */
void reuse_total(ent_buf *out, uint32_t n_files, const ent_band_count bands[ENT_BANDS]);

/* Lines of "file,band,segments,words,characters" (RFC 4180). */
void reuse_csv(ent_buf *out,
	       ent_str name,
	       const ent_band_count bands[ENT_BANDS],
	       bool with_head);

#endif
