/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_alley.h - columns that touch. */
#ifndef ENT_FORMAT_PDF_PDF_ALLEY_H
#define ENT_FORMAT_PDF_PDF_ALLEY_H

#include "format/pdf/pdf_page.h"

/* Finds the alleys of all pages and cuts the lines that cross them.  False when out of
 * memory. */
bool ent_pdf_cut_alleys(ent_pdf *pdf, ent_arena *arena);

#endif
