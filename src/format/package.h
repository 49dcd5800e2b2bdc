/* SPDX-License-Identifier: Apache-2.0 */
/* package.h - the parts of a zip that is one document. */
#ifndef ENT_FORMAT_PACKAGE_H
#define ENT_FORMAT_PACKAGE_H

#include "entente/arena.h"
#include "entente/error.h"

enum { ENT_PARTS_MAX = 4096 };

/* The parts of a package that are XML, and the one that names its type, decoded. */
typedef struct ent_package {
	struct ent_part {
		ent_str name; /* in the arena */
		ent_buf text;
	} parts[ENT_PARTS_MAX];
	unsigned n;
} ent_package;

/* Unpacks; no more than max bytes in all.  The caller gives *out to
 * ent_package_release() whatever is returned. */
ent_status ent_package_read(ent_package *out,
			    ent_str bytes,
			    uint64_t max,
			    ent_arena *arena,
			    ent_error *err);
void ent_package_release(ent_package *package);

/* The number of a part, package->n without one; its text, .p NULL without one. */
unsigned ent_package_find(const ent_package *package, ent_str name);
ent_str ent_package_part(const ent_package *package, ent_str name);

/* The next part whose content type has `type` in it, from *at on, which begins at 0;
 * the first; "" without one. */
ent_str ent_package_next(const ent_package *package, const char *type, size_t *at);
ent_str ent_package_typed(const ent_package *package, const char *type);

#endif
