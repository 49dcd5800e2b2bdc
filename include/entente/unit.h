/* SPDX-License-Identifier: Apache-2.0 */
/* entente/unit.h - a pair of segments that translate each other. */
#ifndef ENTENTE_UNIT_H
#define ENTENTE_UNIT_H

#include <stdint.h>

#include "entente/error.h"
#include "entente/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_unit_side {
	ent_str lang; /* normalised, "fr" or "fr-CA" */
	ent_str text; /* without inline codes; what is matched */
	/* the text with its inline codes, as TMX level 2 content; "" if it has none */
	ent_str markup;
	/* of the tuv, "" if none: its attributes as XML, then its notes and properties
	 * as elements; the elements begin at the first "<" */
	ent_str extra;
} ent_unit_side;

typedef struct ent_unit {
	ent_unit_side source, target;
	ent_str document;        /* name of the source release or file; "" if unknown */
	ent_str target_document; /* of the target release; "" if the same or unknown */
	ent_str place;  /* where in it: a paragraph or an identifier; "" if unknown */
	ent_str date;   /* ISO 8601, YYYY-MM-DD or with a time; "" if unknown */
	ent_str origin; /* "align", "tmx", "tsv", ... or the producing tool's name */
	ent_str extra;  /* notes and properties of the tu as XML, verbatim */
	ent_str attributes; /* of the tu, without those above, as XML attributes */
	float confidence;   /* 0..1; 1 for a translator's own unit */
	uint32_t doubts;    /* a set of ENT_DOUBT_... of bead.h */
	uint32_t line;      /* of the input where it begins; 0 if unknown */
	/* of a unit from a memory: the file of the import that brought it, and the
	 * label of that import; "" for none */
	ent_str file, label;
} ent_unit;

/* Receives units one by one.  What the unit points at lives during the call.
 * Any status but ENT_OK stops the sender, which returns it. */
typedef ent_status (*ent_unit_fn)(void *data, const ent_unit *unit, ent_error *err);

/* The same with the number under which a memory has the unit. */
typedef ent_status (*ent_numbered_unit_fn)(void *data,
					   uint64_t number,
					   const ent_unit *unit,
					   ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
