/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_cover.h - the lines of a PDF and the paragraphs of its structure tree. */
#ifndef ENT_FORMAT_PDF_PDF_COVER_H
#define ENT_FORMAT_PDF_PDF_COVER_H

#include "format/pdf/pdf_order.h"
#include "format/pdf/pdf_tree.h"

/* The lines of all pages in order. */
typedef struct ent_pdf_places {
	ent_pdf_place *list; /* owned: free() */
	uint32_t n;
	bool covered; /* the lines have parts of the structure tree */
	bool by_tree; /* the order is that of the structure tree */
} ent_pdf_places;

/* Gives the lines the parts of the tree that they belong to, cut where the parts are,
 * and the order of the tree where that is plausible.  False when out of memory. */
bool ent_pdf_cover(ent_pdf_places *places,
		   const ent_pdf *pdf,
		   const ent_pdf_tree *tree,
		   ent_arena *arena);

#endif
