/* SPDX-License-Identifier: Apache-2.0 */
/* entente/bead.h - what an alignment consists of: beads between two documents. */
#ifndef ENTENTE_BEAD_H
#define ENTENTE_BEAD_H

#include <stdint.h>

#include "entente/document.h"
#include "entente/error.h"
#include "entente/unit.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Why a bead deserves a look; a set of bits. */
typedef enum ent_doubt {
	ENT_DOUBT_LENGTH = 1 << 0,       /* the lengths do not fit */
	ENT_DOUBT_COVERAGE = 1 << 1,     /* few words have a counterpart */
	ENT_DOUBT_OMITTED = 1 << 2,      /* one side has no counterpart at all */
	ENT_DOUBT_MOVED = 1 << 3,        /* out of order on the target side */
	ENT_DOUBT_BOUNDARY = 1 << 4,     /* an uncertain sentence end is involved */
	ENT_DOUBT_NUMBERS = 1 << 5,      /* the numbers differ */
	ENT_DOUBT_RIVAL = 1 << 6,        /* another grouping is nearly as good */
	ENT_DOUBT_UNTRANSLATED = 1 << 7, /* both sides are the same prose */
	ENT_DOUBT_LAST = ENT_DOUBT_UNTRANSLATED,
} ent_doubt;

/* Below this confidence a bead deserves a look: in the communiques that ship, the beads
 * below it are the wrong ones and about as many right ones (2026-11). */
#define ENT_DOUBTFUL .7f

/* "length", "coverage", ... for one bit; "unknown" for none of them.  Static. */
const char *ent_doubt_name(ent_doubt bit);

typedef struct ent_bead {
	uint32_t src, tgt;     /* index of the first segment on each side */
	uint16_t n_src, n_tgt; /* how many segments; never both 0 */
	uint32_t doubts;       /* ENT_DOUBT_... */
	float confidence;      /* 0..1: of beads given .9, nine in ten are right */
} ent_bead;

typedef struct ent_alignment {
	const ent_bead *beads;
	uint32_t count;
	float confidence; /* 0..1: that the two texts translate each other at all */
} ent_alignment;

typedef struct ent_aligned_pair {
	const ent_document *source, *target;
	const ent_segment *source_segments, *target_segments;
	uint32_t n_src, n_tgt;
	const ent_alignment *alignment;
	ent_str origin; /* the folder or list that named the two; "" if none did */
	uint32_t
		learned; /* generation of the memory's lexicon that was used; 0: none */
	uint64_t options; /* a number for what was asked for that changes the result */
	bool without_units; /* only the beads are to be stored */
} ent_aligned_pair;

/* A run of paragraphs or, where a side has none, of segments without counterpart. */
typedef struct ent_section {
	int side;             /* 0: the source, 1: the target */
	bool paragraphs;      /* what first and last count */
	uint32_t first, last; /* 1-based */
} ent_section;

typedef ent_status (*ent_section_fn)(void *data,
				     const ent_section *section,
				     ent_error *err);

/* Sends each section of two paragraphs or three segments and more that has no
 * counterpart, those of the source first.  data is given to fn; a status of fn other
 * than ENT_OK ends it and is returned. */
ent_status ent_unmatched_sections(const ent_aligned_pair *pair,
				  ent_section_fn fn,
				  void *data,
				  ent_error *err);

/* Sends a unit for each bead, in order; one side's text is "" where the bead has no
 * segment.  The text is that of the segments joined by a space; the place the number of
 * the first source segment's paragraph or, without paragraphs, of that segment, and the
 * page, slide or the like where the document has them. data is given to fn; a status of
 * fn other than ENT_OK ends it and is returned. */
ent_status ent_aligned_units(const ent_aligned_pair *pair,
			     ent_unit_fn fn,
			     void *data,
			     ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
