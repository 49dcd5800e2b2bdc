/* SPDX-License-Identifier: Apache-2.0 */
/* coded_text.h - a text with codes and references, which the rules must not read
 * literally. */
#ifndef ENT_SEGMENT_CODED_TEXT_H
#define ENT_SEGMENT_CODED_TEXT_H

#include "entente/segment.h"
#include "segment/engine.h"

/* Bytes that are not text as they are: an inline code, or a reference such as
 * "&quot;" (`reference`), for which `text` is read. */
struct piece {
	size_t start, end;
	ent_code_kind kind;
	bool reference;
	bool inside; /* within an element that may not be cut: no boundary after */
	char text[5];
};

/* Adds the inner boundaries of a text to cuts.  pieces are in order and do not
 * overlap. */
ent_status ent_coded_cut(const struct engine *engine,
			 void *self,
			 const struct code_sides *sides,
			 struct cuts *cuts,
			 ent_str text,
			 const struct piece *pieces,
			 size_t n_pieces,
			 ent_error *err);

/* The codes and references of TMX content.  *out is the caller's to free(). */
ent_status ent_coded_markup(struct piece **out,
			    size_t *count,
			    ent_str markup,
			    ent_error *err);

#endif
