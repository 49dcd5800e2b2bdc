/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_measure.h - what is usual in a PDF. */
#ifndef ENT_FORMAT_PDF_PDF_MEASURE_H
#define ENT_FORMAT_PDF_PDF_MEASURE_H

#include "format/pdf/pdf_page.h"

/* The height of the lines that most letters are in, in points. */
float ent_pdf_usual_size(const ent_pdf *pdf);

/* The lower quartile of the distances of lines in one block, in heights of lines. */
float ent_pdf_usual_leading(const ent_pdf *pdf);

/* Whether a line is a note: small, at the foot of a page, and with a number at its
 * beginning. */
bool ent_pdf_is_note(const ent_pdf *pdf, const ent_pdf_line *line, float size);

/* Marks the numbers that call the notes at the foot of their page, those that the notes
 * begin with, and the words that have no space before them.  size: of the text. */
void ent_pdf_drop_calls(const ent_pdf *pdf, float size);

/* Gives lines in a font whose boxes are less high, next to lines of the usual size,
 * boxes of the usual height; false without memory. */
bool ent_pdf_align_fonts(ent_pdf *pdf);

#endif
