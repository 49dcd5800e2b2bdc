/* SPDX-License-Identifier: Apache-2.0 */
/* writers.h - what the writers of units have in common. */
#ifndef ENT_FORMAT_WRITE_WRITERS_H
#define ENT_FORMAT_WRITE_WRITERS_H

#include "entente/write.h"

struct ent_writer {
	const struct ent_writer_kind *kind;
	FILE *to;
	ent_str source, target, title; /* lent by text */
	ent_buf text;                  /* owns the three above */
	ent_buf out;                   /* of one unit */
	ent_buf group, doubtful;       /* the HTML writer's: last heading, links */
	uint64_t units;
	bool begun, failed;
};

/* One format: each function appends to w->out. */
typedef struct ent_writer_kind {
	void (*begin)(ent_writer *w);
	void (*add)(ent_writer *w, const ent_unit *unit);
	void (*end)(ent_writer *w);
	bool one_sided; /* takes units with an empty side */
} ent_writer_kind;

const ent_writer_kind *ent_tmx_writer(bool level_2);
const ent_writer_kind *ent_html_writer(void);
const ent_writer_kind *ent_xliff_writer(void);
const ent_writer_kind *ent_xliff2_writer(void);

/* Where a unit comes from, as attributes of a trans-unit or unit; "e" is the prefix
 * of our namespace. */
#define ENT_XLIFF_NAMESPACE "urn:x-entente:unit"
void ent_xliff_attributes(ent_buf *to, const ent_unit *unit);

/* Appends a confidence of 0..1 with at most `digits` decimals, without zeros at
 * the end, whatever the locale. */
void ent_add_confidence(ent_buf *to, float confidence, int digits);

/* Appends the names of the doubts, with a separator between them. */
void ent_add_doubts(ent_buf *to, uint32_t doubts, const char *separator);

/* A language code as TMX tools expect it, "fr-FR", or the writer's own when the
 * unit names none. */
ent_str ent_writer_lang(ent_str of_unit, ent_str of_writer);

#endif
