/* SPDX-License-Identifier: Apache-2.0 */
/* doctype.h - where a document type and the declarations in it end. */
#ifndef ENT_FORMAT_DOCTYPE_H
#define ENT_FORMAT_DOCTYPE_H

#include "entente/str.h"

/* Offset after the document type that begins at `at`; 0 without an end.  Its internal
 * subset goes to *subset, "" without one. */
size_t ent_doctype_end(ent_str *subset, ent_str xml, size_t at);

/* Offset after the declaration ("<!...>") that begins at `at`, a document type or
 * another; 0 without an end. */
size_t ent_declaration_end(ent_str xml, size_t at);

#endif
