/* SPDX-License-Identifier: Apache-2.0 */
/* import_earlier.h - units of an import that may be new versions of earlier ones. */
#ifndef ENT_MEMORY_IMPORT_EARLIER_H
#define ENT_MEMORY_IMPORT_EARLIER_H

#include "memory/handle.h"

/* All zero at first; ent_later_release() at the end. */
typedef struct ent_later_units {
	/* new units of which an earlier version is looked for */
	struct ent_later {
		uint64_t id, earlier;
		uint32_t line;
		bool by_tuid, by_source, by_target, turned;
	} * list;
	size_t n, capacity;
	/* earlier units that the file has as they are, in ranges */
	struct ent_later_range {
		uint64_t first, last;
	} * had;
	size_t n_had, n_sorted, capacity_had;
	bool dropped; /* rows of this import are marked for removal */
} ent_later_units;

/* A unit that ent_memory_put() has just added, or found. */
ent_status ent_later_note(ent_later_units *later,
			  const ent_memory *memory,
			  uint64_t id,
			  bool added,
			  const ent_unit *unit,
			  ent_error *err);

/* At the end of the file: each unit that has one earlier version takes its place (the
 * option update) or is reported with it; one that has several is reported with them. An
 * earlier unit that the file has too is not taken for an earlier version. */
ent_status ent_later_settle(ent_later_units *later,
			    ent_import_result *result,
			    ent_memory *memory,
			    const ent_units_options *opt,
			    ent_error *err);
void ent_later_release(ent_later_units *later);

#endif
