/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_marks.h - what printers add to a text where a line, page or chapter begins. */
#ifndef ENT_FORMAT_PDF_PDF_MARKS_H
#define ENT_FORMAT_PDF_PDF_MARKS_H

#include "format/pdf/pdf_page.h"

/* Joins the pieces of lines of code, and marks the lines that go on after an arrow.
 * False without memory. */
bool ent_pdf_join_code(ent_pdf *pdf, ent_arena *arena);

/* Drops what says that a text goes on on the next page ("continued on next page"), and
 * puts the word before the number of a chapter on its line. */
bool ent_pdf_mark_notices(ent_pdf *pdf, ent_arena *arena);

/* Joins the words of justified lines that are lines of their own to poppler. */
bool ent_pdf_join_justified(ent_pdf *pdf, ent_arena *arena);

#endif
