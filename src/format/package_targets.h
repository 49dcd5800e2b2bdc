/* SPDX-License-Identifier: Apache-2.0 */
/* package_targets.h - what the ids in a package stand for, and each part once. */
#ifndef ENT_FORMAT_PACKAGE_TARGETS_H
#define ENT_FORMAT_PACKAGE_TARGETS_H

#include "format/package.h"

/* The entries of a list: the relationships of an Office part, the manifest of a
 * book. */
typedef struct ent_package_targets {
	const ent_package *package;
	struct ent_package_target {
		ent_str id, body; /* the attribute; the inside of the tag */
	} * entries;              /* sorted by id, in the arena */
	size_t n;
	bool taken[ENT_PARTS_MAX];
} ent_package_targets;

/* Reads the elements of that name in `xml`, which stays the caller's; `id` is the
 * attribute that names one.  O(n log n).  false when out of memory. */
bool ent_package_targets_read(ent_package_targets *out,
			      const ent_package *package,
			      ent_str xml,
			      const char *element,
			      const char *id,
			      ent_arena *arena);

/* The inside of the tag of the first entry of that id; "" without one.  O(log n). */
ent_str ent_package_target(const ent_package_targets *targets, ent_str id);

/* The text of a part, the first time that it is taken; .p is NULL afterwards, and
 * without one.  A list that names a part again does not have it twice. */
ent_str ent_package_take(ent_package_targets *targets, ent_str name);

#endif
