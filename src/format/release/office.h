/* SPDX-License-Identifier: Apache-2.0 */
/* office.h - documents that are zips of XML: DOCX, ODT, PPTX and EPUB. */
#ifndef ENT_FORMAT_RELEASE_OFFICE_H
#define ENT_FORMAT_RELEASE_OFFICE_H

#include "format/package.h"
#include "format/release/release.h"

/* The stories of a Word document: WordprocessingML, as text.  "" for what it does
 * not have. */
typedef struct ent_docx {
	ent_str body, styles, footnotes, endnotes;
	ent_str extra[8]; /* headers and footers, of which n_extra; only with `all` */
	unsigned n_extra;
} ent_docx;

/* The paragraphs and metadata of a Word document, from its parts. */
ent_status ent_docx_read(ent_release *release, const ent_docx *docx, ent_error *err);

/* The slides of a presentation; the line of a paragraph is its slide. */
ent_status ent_slides_read(ent_release *release, const ent_package *p, ent_error *err);

/* The chapters of a book; the line of a paragraph is its chapter. */
ent_status ent_book_read(ent_release *release, const ent_package *p, ent_error *err);
ent_str ent_book_package_document(const ent_package *p); /* .p is NULL without one */

#endif
