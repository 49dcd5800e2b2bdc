/* SPDX-License-Identifier: Apache-2.0 */
/* review_context.h - where the segments of a decision are, by what surrounds them. */
#ifndef ENT_MEMORY_REVIEW_CONTEXT_H
#define ENT_MEMORY_REVIEW_CONTEXT_H

#include "entente/document.h"
#include "entente/segment.h"

/* Appends the surroundings of the segments at..at+n-1 of a document: what a decision is
 * stored with for one of its sides. */
void ent_context_add(ent_buf *out,
		     const ent_segment *segments,
		     uint32_t n_segments,
		     uint32_t at,
		     uint32_t n);

/* The place of a text, a segment a line, in a document: where its surroundings are most
 * like those stored.  context: of one side, "" when an older program stored none; then
 * the place nearest to `wanted` counts.  false when the text is not there, or only in
 * places that are not the one that was meant.  *n: how many segments it is. */
bool ent_context_find(uint32_t *at,
		      uint32_t *n,
		      const ent_segment *segments,
		      uint32_t n_segments,
		      ent_str text,
		      ent_str context,
		      uint32_t wanted,
		      bool strict);

#endif
