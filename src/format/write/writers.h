/* SPDX-License-Identifier: Apache-2.0 */
/* writers.h - what the writers of units have in common. */
#ifndef ENT_FORMAT_WRITE_WRITERS_H
#define ENT_FORMAT_WRITE_WRITERS_H

#include "entente/write.h"

struct ent_writer {
	const ent_unit_format *format;
	FILE *to;
	ent_str source, target, title; /* lent by text */
	ent_buf text;                  /* owns the three above */
	ent_buf out;                   /* of one unit */
	void *state;                   /* the format's own; NULL if it keeps none */
	uint64_t units;
	bool begun;
	int failed; /* errno of the first write that failed; 0 */
};

/* A format of units, as its own file declares it: each function appends to w->out.
 * writer.c lists them all. */
struct ent_unit_format {
	const char *name;
	void (*begin)(ent_writer *w); /* NULL: nothing comes before the first unit */
	void (*add)(ent_writer *w, const ent_unit *unit);
	void (*end)(ent_writer *w);     /* NULL: nothing comes after the last */
	void (*release)(ent_writer *w); /* what w->state owns; NULL: nothing */
	size_t state;                   /* bytes of w->state, zeroed at the start */
	bool one_sided;                 /* takes units with an empty side */
	const ent_unit_format *whole;   /* its variant with all fields; NULL: itself */
};

enum { ENT_CONFIDENCE_DIGITS = 9 /* a float of 0.1..1 comes back to the bit */ };

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
