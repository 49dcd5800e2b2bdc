/* SPDX-License-Identifier: Apache-2.0 */
/* data.h - the data files that ship: linked into the library, read in place, and
 * replaced by files of the same name under $ENTENTE_DATA. */
#ifndef ENT_BASE_DATA_H
#define ENT_BASE_DATA_H

#include "base/file.h"

typedef struct ent_data {
	ent_str bytes; /* lives until ent_data_close() */
	ent_map map;   /* of the overriding file; empty for what is linked in */
} ent_data;

/* name is a path below corpora/, such as "segmentation/fr.txt".
 * ENT_ENOTFOUND, without a message in err, when there is none. */
ent_status ent_data_open(ent_data *out, const char *name, ent_error *err);
void ent_data_close(ent_data *data);

/* One linked-in file; the table is made by scripts/embed and ends with a NULL
 * name. */
struct ent_embedded {
	const char *name;
	const char *start, *end;
};
extern const struct ent_embedded ent_embedded_files[];

#endif
