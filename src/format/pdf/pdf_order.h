/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_order.h - the lines of a page in the order in which they are read. */
#ifndef ENT_FORMAT_PDF_PDF_ORDER_H
#define ENT_FORMAT_PDF_PDF_ORDER_H

#include "entente/document.h"
#include "format/pdf/pdf_page.h"

/* A line in its column or cell. */
typedef struct ent_pdf_place {
	const ent_pdf_line *line;
	float left, right; /* of the column */
	uint32_t column;   /* lines of one column or cell have one number */
	bool cell;         /* of a table */
	bool contents;     /* of a table of contents */
	bool drop;         /* a mark while lines are chosen */
	bool begins;       /* the first line of its part */
	ent_kind kind;     /* of its part */
	uint32_t part;     /* of the structure tree, from 1; 0 when it is not known */
	uint32_t rank, at; /* in the order of the tree, and of the layout */
} ent_pdf_place;

/* Between two columns of text; 0 before any. */
typedef struct ent_pdf_gutter {
	float middle, right; /* right: the left edge of the column after it */
} ent_pdf_gutter;

/* Appends the lines of a page to the n of out, which has space for them; false without
 * memory.  *column is the number of the next column, *gutter the last one between
 * columns of text. */
bool ent_pdf_order(ent_pdf_place *out,
		   uint32_t *n,
		   const ent_pdf_page *page,
		   uint32_t *column,
		   ent_pdf_gutter *gutter,
		   ent_arena *arena);

#endif
