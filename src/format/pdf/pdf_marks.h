/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_marks.h - what printers add to a text where a line, page or chapter begins. */
#ifndef ENT_FORMAT_PDF_PDF_MARKS_H
#define ENT_FORMAT_PDF_PDF_MARKS_H

#include "format/pdf/pdf_page.h"

/* Joins the pieces of lines of code, and marks the lines that continue after an arrow.
 * False when out of memory. */
bool ent_pdf_join_code(ent_pdf *pdf, ent_arena *arena);

/* Drops notices such as "continued on next page", and puts the word before the number
 * of a chapter on its line. */
bool ent_pdf_mark_notices(ent_pdf *pdf, ent_arena *arena);

/* Joins the words of justified lines that poppler reads as lines of their own. */
bool ent_pdf_join_justified(ent_pdf *pdf, ent_arena *arena);

#endif
