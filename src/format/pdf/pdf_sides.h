/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_sides.h - whether the columns of a PDF are in two languages. */
#ifndef ENT_FORMAT_PDF_PDF_SIDES_H
#define ENT_FORMAT_PDF_PDF_SIDES_H

#include "format/pdf/pdf_cover.h"

/* The languages of columns, 'e', 'f' or 0, by their number, when the lines are in the
 * order of the layout; NULL when they are not two, each with a good part of the text;
 * false without memory.  A column that is too short to judge has the language of the
 * one before it on its side of the page.  The caller frees it. */
bool ent_pdf_column_langs(char **out, const ent_pdf_places *all, const ent_pdf *pdf);

#endif
