/* SPDX-License-Identifier: Apache-2.0 */
/* entente/lookup.h - the units whose text is most like a query. */
#ifndef ENTENTE_LOOKUP_H
#define ENTENTE_LOOKUP_H

#include "entente/match.h"
#include "entente/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Points that the score of a unit loses for where it came from. */
typedef struct ent_penalty {
	ent_str origin; /* of the unit; a final '*' stands for any ending */
	float points;   /* 0..100 */
} ent_penalty;

/* Units with the same two texts. */
typedef enum ent_variants {
	ENT_VARIANTS_ALL,    /* each unit is a match */
	ENT_VARIANTS_NEWEST, /* one match for each translation, the newest first */
	ENT_VARIANTS_USED,   /* the same, the most used first */
} ent_variants;

typedef struct ent_lookup_options {
	ent_str from, to; /* languages; "" for the memory's pair with most units */
	ent_score_kind score;
	uint32_t min_score;              /* 1..100 */
	uint32_t limit;                  /* most matches; 0 for all */
	bool exhaustive;                 /* score every unit: slow, the same matches */
	ent_str document, before, after; /* context of the query; "" if unknown */
	bool between; /* a unit of any document that is between units equal to `before`
		       * and `after` is in context */
	ent_variants variants;
	/* the query with its inline codes, as content of TMX or XLIFF: units with
	 * other codes score less; its text must be the query, else ENT_EINVAL.  A
	 * markup without codes prefers units without; .p NULL: codes do not count */
	ent_str markup;
	bool adapt; /* put the query's numbers, dates and names into the target */
	/* which units: dates inclusive, a glob over document names; "" or 0 for any */
	ent_str since, until, documents;
	ent_str label;  /* of imports; "" for any unit */
	ent_str origin; /* "align", "tmx", ...; "tm*": all that begin so; "" for any */
	float min_confidence; /* 0..1; 0 for any unit */
	/* points taken off the score, 0..100 each; 0 for none */
	float penalty_confidence; /* of a unit of confidence 0; of one of .9 a tenth */
	float penalty_age;        /* for each year before today */
	float penalty_region;     /* of another region than from and to ask for */
	ent_str today;            /* ISO date that ages count from; "" for no ages */
	/* globs over names of documents, lent: of exclude no unit is a match, of prefer
	 * they come first among equal scores */
	const ent_str *exclude, *prefer;
	uint32_t n_exclude, n_prefer;
	const ent_penalty *penalties; /* the first that fits counts; lent */
	uint32_t n_penalties;
} ent_lookup_options;

#define ENT_LOOKUP_OPTIONS_DEFAULT                                                     \
	((ent_lookup_options){ .min_score = 70, .limit = 5, .adapt = true })

/* The best matches: higher score first, then context, then the smaller difference, then
 * what prefer and variants ask for, then the newer date, then the higher unit number.
 * Lives in the arena.  opt may be NULL.  ENT_EINVAL for an option out of its range,
 * ENT_ELIMIT for a query that is too long. */
ent_status ent_memory_lookup(const ent_match **out,
			     uint32_t *count,
			     ent_memory *memory,
			     ent_str query,
			     const ent_lookup_options *opt,
			     ent_arena *arena,
			     ent_error *err);

/* Appends the text of content with inline codes of TMX or XLIFF: the query of a look-up
 * with this markup.  ENT_EFORMAT for tags that do not match. */
ent_status ent_markup_text(ent_buf *text, ent_str markup, ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
