/* SPDX-License-Identifier: Apache-2.0 */
/* xliff_fill.h - an XLIFF file whose empty targets are filled, and nothing else
 * of which is changed. */
#ifndef ENT_FORMAT_FILL_XLIFF_FILL_H
#define ENT_FORMAT_FILL_XLIFF_FILL_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/unit.h"

typedef struct ent_proposal {
	const ent_unit *unit; /* its source is in the language of the slot's source;
			       * NULL: none */
	ent_str content;      /* of the target: its text with the codes of the slot */
	uint32_t score;       /* 1..100 */
	bool exact;           /* need not be reviewed */
	bool assembled;       /* of the translations of its sentences */
	ent_str origin;       /* the memory's name */
} ent_proposal;

/* A place for a translation: a trans-unit, a segment of it, a segment of XLIFF 2. */
typedef struct ent_slot {
	ent_str text;    /* of the source, without codes, trimmed */
	ent_str content; /* of the source as it is in the file */
	ent_str source_lang, target_lang, document;
	bool open; /* has no translation yet, and may have one */
	uint32_t unit;
	ent_proposal proposal; /* set it; what it points at must live until the end */
	/* what follows is for xliff_fill.c and xliff_edit.c alone */
	ent_str mid;      /* of a mrk */
	ent_str vendor;   /* the tag of SDLXLIFF's sdl:seg that describes it */
	ent_str mark;     /* its empty counterpart in a target */
	ent_str mark_tag; /* the tag of that */
	ent_str tag, source_tag, target, target_tag; /* of a segment of XLIFF 2 */
	size_t after_source;
} ent_slot;

/* A trans-unit, or a unit of XLIFF 2.  Slices of the file; .p is NULL for what it
 * does not have. */
typedef struct ent_fill_unit {
	ent_str tag, prefix;
	bool two;        /* XLIFF 2 */
	bool marks;      /* its slots are mrk elements */
	bool sdl, memoq; /* its maker's own elements or attributes hold states */
	uint32_t file, first, n;
	ent_str source_tag, seg_source, target, target_tag;
	ent_str matches;  /* of XLIFF 2: the content of that element */
	ent_str seg_defs; /* of SDLXLIFF: the content of that element */
	size_t after_source;
} ent_fill_unit;

/* The tag that names the languages. */
typedef struct ent_fill_file {
	ent_str tag, source_lang, target_lang, document;
	bool two, unnamed; /* unnamed: it names no language of targets */
} ent_fill_file;

typedef struct ent_fill {
	ent_str text;
	ent_arena *arena;
	ent_slot *slots;
	ent_fill_unit *units;
	ent_fill_file *files;
	uint32_t n_slots, n_units, n_files;
	size_t slot_capacity, unit_capacity, file_capacity;
	bool failed;
} ent_fill;

/* Reads text (valid UTF-8, lent) for filling.  to: the language of targets where
 * no file names it; "" if unknown.  ENT_EFORMAT for what is not XLIFF.  All lives
 * in the arena. */
ent_status ent_fill_read(ent_fill *out,
			 ent_str text,
			 ent_str to,
			 ent_arena *arena,
			 ent_error *err);

/* Whether a slot is all that its unit has, because the unit is not cut into
 * segments. */
bool ent_slot_is_whole(const ent_fill *fill, uint32_t slot);

/* Appends the file with the proposals in its open slots, and every byte of the
 * rest as it was. */
void ent_fill_write(ent_buf *to, const ent_fill *fill);

#endif
