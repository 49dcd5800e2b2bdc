/* SPDX-License-Identifier: Apache-2.0 */
/* zip_write.h - parts become a zip, as Word's documents are. */
#ifndef ENT_REPORT_ZIP_WRITE_H
#define ENT_REPORT_ZIP_WRITE_H

#include <stddef.h>

#include "entente/error.h"
#include "entente/str.h"

typedef struct {
	const char *name;
	ent_str bytes;
} ent_zip_part;

/* Adds the zip to `out`: the same bytes for the same parts. */
ent_status ent_zip_write(ent_buf *out,
			 const ent_zip_part *parts,
			 size_t n,
			 ent_error *err);

#endif
