/* SPDX-License-Identifier: Apache-2.0 */
/* package.h - the files in a zip: what DOCX and ODT are made of. */
#ifndef ENT_FORMAT_PACKAGE_H
#define ENT_FORMAT_PACKAGE_H

#include "format/release.h"

enum { ENT_PARTS_MAX = 256 };

/* The parts of a package that are XML or a plain name of its type, decoded. */
typedef struct ent_package {
	struct ent_part {
		ent_str name;
		ent_buf text;
	} parts[ENT_PARTS_MAX];
	unsigned n;
} ent_package;

/* Whether bytes begin like a zip. */
bool ent_is_package(ent_str bytes);

/* Unpacks; no more than max bytes in all.  Names live in the arena; the caller
 * gives *out to ent_package_release() whatever is returned. */
ent_status ent_package_read(ent_package *out,
			    ent_str bytes,
			    uint64_t max,
			    ent_arena *arena,
			    ent_error *err);
void ent_package_release(ent_package *package);

/* The text of a part; .p is NULL without one. */
ent_str ent_package_part(const ent_package *package, ent_str name);

/* ---- the documents in them ------------------------------------------------ */

/* Reads a package as the document that it is: DOCX, ODT. */
ent_status ent_package_document(ent_release *release, ent_str bytes, ent_error *err);

/* The stories of a Word document: WordprocessingML, as text.  "" for what it does
 * not have. */
typedef struct ent_docx {
	ent_str body, styles, footnotes, endnotes;
	ent_str extra[8]; /* headers and footers, of which n_extra; only with `all` */
	unsigned n_extra;
} ent_docx;

ent_status ent_docx_read(ent_release *release, const ent_docx *docx, ent_error *err);

#endif
