/* SPDX-License-Identifier: Apache-2.0 */
/* entente/concord.h - every place where a phrase occurs, with its counterparts. */
#ifndef ENTENTE_CONCORD_H
#define ENTENTE_CONCORD_H

#include "entente/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_concord_mode {
	ENT_CONCORD_PHRASE, /* the words in a row */
	ENT_CONCORD_ALL,    /* all of them, anywhere in the segment */
} ent_concord_mode;

/* A word stands for its other forms too (programmes, developed), a hyphen for a
 * space, and 10000 for 10 000 and 10,000.  A word that ends in '*' stands for all
 * words with that beginning, and '*' alone for any one word. */
typedef struct ent_concord_options {
	ent_str lang; /* of the phrase; "" for either side */
	ent_concord_mode mode;
	bool exact;     /* only words, hyphens and digits as they are given */
	bool accents;   /* accents must be as they are given, and words in that form */
	bool cased;     /* capitals must be as they are given: "WHO" is not "who" */
	ent_str other;  /* a phrase that the other side has; "" for any */
	uint32_t limit; /* most hits; 0 for all */
	ent_str document, since, until; /* a glob; dates, inclusive */
	ent_str label;                  /* of imports; "" for any unit */
	ent_str origin; /* "align", "tmx", ...; "tm*": all that begin so; "" for any */
	ent_str exclude, prefer; /* documents, globs: left out; put first */
	float min_confidence;    /* 0..1; 0 for any unit */
	bool surest;             /* first what is surest, not what is newest */
	bool no_counterparts;    /* do not link words: faster, and no counterparts */
	ent_str rendering; /* hits with this counterpart, inflection aside; "": any */
} ent_concord_options;

#define ENT_CONCORD_OPTIONS_DEFAULT ((ent_concord_options){ .limit = 20 })

typedef struct ent_hit {
	uint64_t unit;
	ent_unit found;        /* source is the side where the phrase occurs */
	const ent_span *spans; /* of the phrase in found.source.text */
	uint32_t n_spans;
	const ent_span *counterparts; /* of the corresponding words of the target */
	uint32_t n_counterparts;
	bool doubtful; /* the counterparts are based on the links of this hit alone */
} ent_hit;

/* Units that contain the phrase (whole words, in any case, with or without accents),
 * newest first; those that have it only inside addresses of pages and mail come last.
 * *total: hits in all.  Lives in the arena.  opt may be NULL.  ENT_EINVAL for a phrase
 * without words, a '*' within a word, or what is not a language code. */
ent_status ent_memory_concord(const ent_hit **out,
			      uint32_t *count,
			      uint64_t *total,
			      ent_memory *memory,
			      ent_str phrase,
			      const ent_concord_options *opt,
			      ent_arena *arena,
			      ent_error *err);

/* Hits by document, origin or label of the import, most first; by year, or by tenth of
 * the confidence ("0.9" with what is sure), in order. */
typedef enum ent_count_by {
	ENT_COUNT_DOCUMENT,
	ENT_COUNT_YEAR,
	ENT_COUNT_CONFIDENCE,
	ENT_COUNT_ORIGIN,
	ENT_COUNT_LABEL
} ent_count_by;
const char *ent_count_by_name(ent_count_by by); /* "document" */
typedef struct ent_count {
	ent_str name; /* of the document, the year, ...; "" for units without */
	uint64_t hits;
} ent_count;

/* Counts all hits; limit is ignored.  Lives in the arena.  opt and errors as above. */
ent_status ent_memory_concord_count(const ent_count **out,
				    uint32_t *count,
				    ent_memory *memory,
				    ent_str phrase,
				    ent_count_by by,
				    const ent_concord_options *opt,
				    ent_arena *arena,
				    ent_error *err);

/* One translation of a phrase. */
typedef struct ent_concord_rendering {
	ent_str text; /* its most frequent form */
	uint64_t count;
	const ent_count *years; /* in order; the name is "" for units without a date */
	uint32_t n_years;
	ent_str first, last;      /* dates of the oldest and the newest use; "" */
	const ent_str *documents; /* newest first */
	uint32_t n_documents;
} ent_concord_rendering;

typedef struct ent_concord_group {
	ent_str phrase;
	uint64_t hits;     /* those of all renderings, and unmarked ones */
	uint64_t unmarked; /* without a counterpart that is known */
	const ent_concord_rendering *list; /* most used first */
	uint32_t n;
} ent_concord_group;

/* The counterparts of all hits, grouped by words without regard to inflection, case and
 * typography.  limit is ignored.  Lives in the arena.  opt and errors as above.
 * *out is not defined on failure. */
ent_status ent_memory_concord_group(ent_concord_group *out,
				    ent_memory *memory,
				    ent_str phrase,
				    const ent_concord_options *opt,
				    ent_arena *arena,
				    ent_error *err);

/* A part of a query that occurs word for word in the memory. */
typedef struct ent_fragment {
	uint32_t start, end; /* bytes of the query */
	uint64_t total;      /* units that contain it */
	const ent_hit *hits; /* the newest, with their counterparts */
	uint32_t n_hits;
} ent_fragment;

/* The longest phrases of the query that the memory contains, of two words or more, none
 * inside or across another, in the order of the query: for a query without a match.  Of
 * the options, those that choose units count; limit: most hits for each.  opt may be
 * NULL.  Lives in the arena. */
ent_status ent_memory_fragments(const ent_fragment **out,
				uint32_t *count,
				ent_memory *memory,
				ent_str query,
				const ent_concord_options *opt,
				ent_arena *arena,
				ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
