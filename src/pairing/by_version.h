/* SPDX-License-Identifier: Apache-2.0 */
/* by_version.h - which pairs of documents are versions of one release: corrected,
 * re-issued. */
#ifndef ENT_PAIRING_BY_VERSION_H
#define ENT_PAIRING_BY_VERSION_H

#include "entente/document.h"
#include "store/document_rows.h"

/* What all versions of a release have in common: its identifier or, without one, the
 * folder and name of its source, marks of language and version aside.  out is cleared
 * first; empty when a release has neither. */
void ent_release_key(ent_buf *out,
		     const ent_document *source,
		     const ent_document *target);

/* The number of a version by the marks in an identifier or file name: 0 without,
 * 2 for "v2", "-corrected", "/Rev.1", 3 for "/Rev.2". */
uint32_t ent_version_number(ent_str name);

/* Whether two pairs with one release key are versions of one release: *order < 0 when
 * a is the older, > 0 when b is, 0 when they are separate releases. */
ent_status ent_version_order(int *order,
			     ent_store *store,
			     const ent_stored_pair *a,
			     const ent_stored_pair *b,
			     ent_arena *arena,
			     ent_error *err);

#endif
