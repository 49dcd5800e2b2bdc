/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_page.h - the words and lines of a PDF, with their places on the pages. */
#ifndef ENT_FORMAT_PDF_PDF_PAGE_H
#define ENT_FORMAT_PDF_PDF_PAGE_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/str.h"

/* Points from the upper left corner of the page. */
typedef struct ent_box {
	float x0, y0, x1, y1;
} ent_box;

typedef struct ent_pdf_word {
	ent_str text;
	ent_box box;
	uint32_t cut_from, cut_to; /* bytes of text that call a note */
	bool touches;              /* no space is before it */
} ent_pdf_word;

typedef struct ent_pdf_line {
	ent_pdf_word *words;
	uint32_t n;
	uint32_t block; /* of poppler, counted over the file */
	uint32_t page;  /* from 0 */
	ent_box box;
	bool item;      /* a bullet is before it */
	bool edge;      /* a header, footer or page number, unless the tree names it */
	bool gone;      /* not text: a number of a line, a call of a note */
	bool label;     /* a chapter's, never a header */
	bool continued; /* continues the line before it, */
	bool tight;     /* without a space */
} ent_pdf_line;

/* Columns that touch: no word crosses x between y0 and y1. */
typedef struct ent_pdf_alley {
	float x, y0, y1;
} ent_pdf_alley;

#define ENT_PDF_ALLEYS 6

typedef struct ent_pdf_page {
	float width, height;
	ent_pdf_line *lines;
	uint32_t n;
	ent_pdf_alley alleys[ENT_PDF_ALLEYS]; /* from left to right */
	unsigned n_alleys;
} ent_pdf_page;

typedef struct ent_pdf {
	ent_pdf_page *pages;
	uint32_t n;
	ent_str title, date, creator; /* that the file states; "" if none */
} ent_pdf;

/* Reads what `pdftotext -bbox-layout` prints.  All lives in the arena. */
ent_status ent_pdf_parse(ent_pdf *out, ent_str xml, ent_arena *arena, ent_error *err);

/* Appends the byte that s begins with, or the letters of a ligature; the bytes used. */
size_t ent_pdf_add_letter(ent_buf *to, ent_str s);

/* Whether a word is the bullet of an item. */
bool ent_pdf_is_bullet(ent_str word);

/* Takes what is marked as an edge out of the text. */
void ent_pdf_drop_edges(ent_pdf *pdf);

/* Marks what is repeated at the edges of pages, page numbers and numbers of lines. */
void ent_pdf_mark_margins(ent_pdf *pdf);

/* Marks the lines of tables of contents. */
void ent_pdf_mark_contents(ent_pdf *pdf);

static inline float ent_box_height(const ent_box *b)
{
	return b->y1 - b->y0;
}

#endif
