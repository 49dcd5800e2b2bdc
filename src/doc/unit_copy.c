/* SPDX-License-Identifier: Apache-2.0 */
/* unit_copy.c - units beyond the life of what they were read from. */
#include "base/fail.h"
#include "doc/unit.h"

ent_status ent_unit_copy(ent_unit *out,
			 const ent_unit *unit,
			 ent_arena *arena,
			 ent_error *err)
{
	ent_unit u = *unit;
	ent_str *const strings[] = {
		&u.source.lang, &u.source.text,     &u.source.markup, &u.source.extra,
		&u.target.lang, &u.target.text,     &u.target.markup, &u.target.extra,
		&u.document,    &u.target_document, &u.place,         &u.date,
		&u.origin,      &u.extra,           &u.attributes,    &u.file,
		&u.label,
	};
	for (size_t k = 0; k < sizeof(strings) / sizeof(strings[0]); k++) {
		*strings[k] = ent_arena_str(arena, *strings[k]);
		if (!strings[k]->p)
			return ent_fail_memory(err);
	}
	*out = u;
	return ENT_OK;
}
