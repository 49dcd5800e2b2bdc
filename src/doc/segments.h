/* SPDX-License-Identifier: Apache-2.0 */
/* segments.h - the text of several segments. */
#ifndef ENT_DOC_SEGMENTS_H
#define ENT_DOC_SEGMENTS_H

#include "entente/document.h"

/* Replaces out by n segments from `first` on, with a space between them. */
void ent_segments_join(ent_buf *out,
		       const ent_segment *segments,
		       uint32_t first,
		       uint32_t n);

#endif
