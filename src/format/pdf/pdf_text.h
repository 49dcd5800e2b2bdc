/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_text.h - the lines of a PDF become paragraphs. */
#ifndef ENT_FORMAT_PDF_PDF_TEXT_H
#define ENT_FORMAT_PDF_PDF_TEXT_H

#include "format/pdf/pdf_page.h"
#include "format/pdf/pdf_tree.h"
#include "format/release/release.h"

/* Adds the paragraphs of all pages to the release; the line of each is its page.  tree:
 * of the file, without parts when it is not tagged. */
ent_status ent_pdf_paragraphs(ent_release *release,
			      ent_pdf *pdf,
			      const ent_pdf_tree *tree,
			      ent_error *err);

#endif
