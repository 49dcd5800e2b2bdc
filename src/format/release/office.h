/* SPDX-License-Identifier: Apache-2.0 */
/* office.h - documents that are zips of XML: DOCX and ODT. */
#ifndef ENT_FORMAT_RELEASE_OFFICE_H
#define ENT_FORMAT_RELEASE_OFFICE_H

#include "format/release/release.h"

/* The stories of a Word document: WordprocessingML, as text.  "" for what it does
 * not have. */
typedef struct ent_docx {
	ent_str body, styles, footnotes, endnotes;
	ent_str extra[8]; /* headers and footers, of which n_extra; only with `all` */
	unsigned n_extra;
} ent_docx;

ent_status ent_docx_read(ent_release *release, const ent_docx *docx, ent_error *err);

#endif
