/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_line.h - what a line of a PDF looks like. */
#ifndef ENT_FORMAT_PDF_PDF_LINE_H
#define ENT_FORMAT_PDF_PDF_LINE_H

#include "format/pdf/pdf_order.h"

/* Whether a word numbers what follows it: "1.", "2.3.", "(a)", "b)", "iv." */
bool ent_pdf_is_label(ent_str word);

/* Whether a line begins with a bullet or label. */
bool ent_pdf_begins_item(const ent_pdf_line *line);

/* Whether a line ends with a mark that ends sentences. */
bool ent_pdf_ends_sentence(ent_str text);
bool ent_pdf_ends_item(ent_str text); /* with a semicolon or colon */

/* Whether a word is the address of a page or mailbox. */
bool ent_pdf_is_address(ent_str word);

/* Whether the letters of two lines are of different sizes. */
bool ent_pdf_is_other_size(const ent_pdf_line *a, const ent_pdf_line *b);

/* Whether the first word of a line would have fitted on the line before. */
bool ent_pdf_would_fit(const ent_pdf_place *before, const ent_pdf_line *line);

#endif
