/* SPDX-License-Identifier: Apache-2.0 */
/* entente/memory.h - a translation memory: one SQLite file, NAME.entente.
 *
 * A handle is for one thread; several handles and processes may read one file
 * while one writes.  Every change is one transaction: whole or not at all.
 */
#ifndef ENTENTE_MEMORY_H
#define ENTENTE_MEMORY_H

#include "entente/align.h"
#include "entente/arena.h"
#include "entente/document.h"
#include "entente/error.h"
#include "entente/progress.h"
#include "entente/read.h"
#include "entente/unit.h"

typedef struct ent_memory ent_memory;

typedef enum ent_open_mode {
	ENT_OPEN_READ,   /* must exist */
	ENT_OPEN_WRITE,  /* must exist */
	ENT_OPEN_CREATE, /* made when missing */
} ent_open_mode;

/* The caller owns *out.  A file that is no memory is ENT_EFORMAT and is left
 * as it was; one of a newer version is ENT_EFORMAT, of an older one is
 * migrated when it is opened for writing. */
ent_status ent_memory_open(ent_memory **out,
			   const char *path,
			   ent_open_mode mode,
			   ent_error *err);
void ent_memory_close(ent_memory *memory); /* NULL is allowed */

/* ---- aligned documents ------------------------------------------------- */

typedef enum ent_change { ENT_ADDED, ENT_UNCHANGED, ENT_REPLACED } ent_change;

/* Whether this pair of files, with these contents, is stored already by this
 * version of the program. */
ent_status ent_memory_has_pair(bool *out,
			       ent_memory *memory,
			       const ent_document *source,
			       const ent_document *target,
			       ent_error *err);

/* Stores both documents, their segments, the beads and a unit for each bead
 * that has both sides.  A pair stored before under the same two names is
 * replaced, with its units, when the contents changed. */
ent_status ent_memory_add_pair(ent_change *out,
			       ent_memory *memory,
			       const ent_aligned_pair *pair,
			       ent_error *err);

/* A state of a release that another one replaced. */
typedef struct ent_past {
	ent_str source, target; /* names of its documents */
	ent_str date;           /* of the release; "" if unknown */
	ent_str reason;         /* "changed", "newer version", "merged", ... */
	ent_str newer; /* name of the source that replaced it; "" if none did */
	ent_str units; /* as JSON: [["source","target"], ...] */
} ent_past;

/* Sends what was replaced, in the order in which that happened. */
ent_status ent_memory_history(ent_memory *memory,
			      ent_status (*fn)(void *data,
					       const ent_past *what,
					       ent_error *err),
			      void *data,
			      ent_error *err);

/* Groups what is done until _commit into one transaction, for speed.  On an
 * error or with _rollback nothing of it stays. */
ent_status ent_memory_begin(ent_memory *memory, ent_error *err);
ent_status ent_memory_commit(ent_memory *memory, ent_error *err);
void ent_memory_rollback(ent_memory *memory);

/* ---- import and export -------------------------------------------------- */

typedef struct ent_import_result {
	const char *format;  /* static name; NULL when it was not found out */
	uint64_t units;      /* pairs of the two languages read */
	uint64_t stored;     /* of them new */
	uint64_t duplicates; /* of them stored before */
	uint64_t refused;    /* units not taken, each reported */
} ent_import_result;

/* Reads a file of units into the memory, as one transaction.  *out is filled
 * on failure too, with what was read until then. */
ent_status ent_memory_import(ent_import_result *out,
			     ent_memory *memory,
			     const char *path,
			     const ent_units_options *opt,
			     ent_error *err);

typedef struct ent_filter {
	ent_str from, to;     /* languages; "" for the memory's first pair */
	ent_str since, until; /* dates, inclusive; "" for any */
	ent_str document;     /* a glob over document names; "" for any */
	float min_confidence; /* 0 for any */
	uint64_t import;      /* units that this import brought; 0 for any */
	uint64_t limit;       /* units; 0 for all */
} ent_filter;

#define ENT_FILTER_DEFAULT ((ent_filter){ .limit = 0 })

/* Sends the units that pass, in the order in which they were stored. */
ent_status ent_memory_each(ent_memory *memory,
			   const ent_filter *filter,
			   ent_unit_fn fn,
			   void *data,
			   ent_error *err);

/* The memory's pair of languages with most units: *from and *to live in the
 * arena; both "" for an empty memory. */
ent_status ent_memory_languages(ent_str *from,
				ent_str *to,
				ent_memory *memory,
				ent_arena *arena,
				ent_error *err);

/* ---- lookup -------------------------------------------------------------- */

typedef enum ent_score_kind {
	ENT_SCORE_GRADED, /* doc/score.md */
	ENT_SCORE_PLAIN,  /* token Levenshtein, unit costs, case folded */
} ent_score_kind;

/* Points that the score of a unit loses for where it came from. */
typedef struct ent_penalty {
	ent_str origin; /* of the unit; a final '*' stands for anything */
	float points;
} ent_penalty;

/* Units with the same two texts. */
typedef enum ent_variants {
	ENT_VARIANTS_ALL,    /* each unit is a match */
	ENT_VARIANTS_NEWEST, /* one match for each translation, the newest first */
	ENT_VARIANTS_USED,   /* the same, the most used first */
} ent_variants;

typedef struct ent_lookup_options {
	ent_str from, to;
	ent_score_kind score;
	uint32_t min_score; /* 1..100 */
	uint32_t limit;     /* most matches; 0 for all */
	bool exhaustive;    /* score every unit: the answer must be the same */
	ent_str document, before, after; /* context of the query; "" if unknown */
	ent_variants variants;
	/* the query with its inline codes, as content of TMX or XLIFF: units whose
	 * codes are others score less; its text must be the query, else ENT_EINVAL.
	 * One without codes wants units without; .p NULL: the query says nothing of
	 * codes */
	ent_str markup;
	bool adapt; /* put the query's numbers, dates and names into the target */
	/* which units: dates inclusive, a glob over document names; "" or 0 for any */
	ent_str since, until, documents;
	float min_confidence;
	/* points taken off the score, 0 for none */
	float penalty_confidence; /* of a unit of confidence 0; of one of .9 a tenth */
	float penalty_age;        /* for each year before today */
	float penalty_region;     /* of another region than from and to ask for */
	ent_str today;            /* ISO date that ages count from; "" for no ages */
	const ent_penalty *penalties; /* the first that fits counts; lent */
	uint32_t n_penalties;
} ent_lookup_options;

#define ENT_LOOKUP_OPTIONS_DEFAULT                                                     \
	((ent_lookup_options){ .min_score = 70, .limit = 5, .adapt = true })

typedef enum ent_edit_op {
	ENT_EDIT_INSERT,
	ENT_EDIT_DELETE,
	ENT_EDIT_REPLACE,
	ENT_EDIT_MOVE, /* an inline code that stands elsewhere */
} ent_edit_op;

/* One difference between query and match: byte ranges, and what it cost in
 * tokens (1 = a whole token).  Of an inline code the ranges are empty and tell
 * where it stands. */
typedef struct ent_edit {
	ent_edit_op op; /* seen from the query: what leads to the match */
	uint32_t query_start, query_end, match_start, match_end;
	float cost;
	ent_str query_code, match_code; /* "<b>", "{0}"; "" where there is none */
} ent_edit;

/* A value of the query that stands in a match's adapted target. */
typedef struct ent_substitution {
	const char *kind;    /* "number", "date", "name"; static */
	uint32_t start, end; /* bytes of the adapted text */
	ent_str was;         /* in the target as it is stored */
} ent_substitution;

typedef struct ent_match {
	uint32_t score;    /* 0..102, after penalties, rounded down; doc/score.md */
	double similarity; /* 0..1, before penalties, not rounded */
	double penalty;    /* points that were taken off */
	double quality;    /* 0..1, by characters: what tmserver's clients expect */
	const char *kind;  /* "context", "exact", "codes", "near", "fuzzy"; static */
	uint64_t unit;     /* the unit's number in the memory */
	ent_unit found;    /* source is in the language of the query */
	const ent_edit *edits;
	uint32_t n_edits;
	ent_str adapted; /* the target with the query's values; "" if none were put */
	const ent_substitution *substitutions; /* in order */
	uint32_t n_substitutions;
	/* with markup: the target as content, with the codes of the query in their
	 * places; how many of them found none; whether the places are beyond doubt */
	ent_str carried;
	uint32_t codes_missing;
	bool codes_sure;
	/* with variants: units of these two texts, and their documents, newest first */
	uint32_t uses;
	const ent_str *documents;
	uint32_t n_documents;
} ent_match;

/* The best matches: higher score first, then newer date, then higher unit
 * number.  Lives in the arena. */
ent_status ent_memory_lookup(const ent_match **out,
			     uint32_t *count,
			     ent_memory *memory,
			     ent_str query,
			     const ent_lookup_options *opt,
			     ent_arena *arena,
			     ent_error *err);

/* Appends the text of a segment's content with inline codes, TMX's or XLIFF's, as
 * a look-up with that markup wants it.  ENT_EFORMAT for tags that do not match. */
ent_status ent_markup_text(ent_buf *text, ent_str markup, ent_error *err);

typedef enum ent_concord_mode {
	ENT_CONCORD_PHRASE, /* the words in a row */
	ENT_CONCORD_ALL,    /* all of them, anywhere in the segment */
} ent_concord_mode;

/* A word of a phrase that ends in '*' stands for all that begin so. */
typedef struct ent_concord_options {
	ent_str lang; /* of the phrase; "" for either side */
	ent_concord_mode mode;
	bool accents;   /* accents must be as they are written */
	ent_str other;  /* a phrase that the other side has; "" for any */
	uint32_t limit; /* most hits; 0 for all */
	ent_str document, since, until; /* a glob; dates, inclusive */
	float min_confidence;
	bool no_counterparts; /* spare the word links */
} ent_concord_options;

#define ENT_CONCORD_OPTIONS_DEFAULT ((ent_concord_options){ .limit = 20 })

typedef struct ent_hit {
	uint64_t unit;
	ent_unit found;        /* source is the side where the phrase stands */
	const ent_span *spans; /* of the phrase in found.source.text */
	uint32_t n_spans;
	const ent_span *counterparts; /* of the words that answer it in the target */
	uint32_t n_counterparts;
} ent_hit;

/* Units that contain the phrase (whole words, case and accents aside), newest
 * first.  *total: hits in all.  Lives in the arena. */
ent_status ent_memory_concord(const ent_hit **out,
			      uint32_t *count,
			      uint64_t *total,
			      ent_memory *memory,
			      ent_str phrase,
			      const ent_concord_options *opt,
			      ent_arena *arena,
			      ent_error *err);

/* Hits by document, most first, or by year, in order. */
typedef enum ent_count_by { ENT_COUNT_DOCUMENT, ENT_COUNT_YEAR } ent_count_by;
typedef struct ent_count {
	ent_str name; /* "" for units without */
	uint64_t hits;
} ent_count;

/* Counts all hits; limit is ignored.  Lives in the arena. */
ent_status ent_memory_concord_count(const ent_count **out,
				    uint32_t *count,
				    ent_memory *memory,
				    ent_str phrase,
				    ent_count_by by,
				    const ent_concord_options *opt,
				    ent_arena *arena,
				    ent_error *err);

/* A part of a query that stands word for word in the memory. */
typedef struct ent_fragment {
	uint32_t start, end; /* bytes of the query */
	uint64_t total;      /* units that contain it */
	const ent_hit *hits; /* the newest, with their counterparts */
	uint32_t n_hits;
} ent_fragment;

/* The longest phrases of the query that the memory has, of two words or more, none
 * inside or across another, in order of the query: for a query that nothing is
 * like.  limit: most hits for each.  Lives in the arena. */
ent_status ent_memory_fragments(const ent_fragment **out,
				uint32_t *count,
				ent_memory *memory,
				ent_str query,
				ent_str from,
				uint32_t limit,
				ent_arena *arena,
				ent_error *err);

/* ---- upkeep ---------------------------------------------------------------- */

typedef struct ent_stats {
	uint64_t units, texts, documents, pairs, beads;
	uint64_t file_bytes, text_bytes;
} ent_stats;

ent_status ent_memory_stats(ent_stats *out, ent_memory *memory, ent_error *err);

/* A file of units that came in. */
typedef struct ent_import {
	uint64_t number;
	ent_str file, format;
	ent_str date;   /* when, ISO 8601, UTC */
	uint64_t units; /* of those that it brought, still there */
} ent_import;

/* The imports in their order, in the arena.  A filter with `import` set chooses the
 * units of one: to export them, or to undo it by deleting them. */
ent_status ent_memory_imports(const ent_import **out,
			      uint32_t *count,
			      ent_memory *memory,
			      ent_arena *arena,
			      ent_error *err);

/* Something about a unit that deserves a look. */
typedef struct ent_quality {
	const char *kind; /* "variants": its source has other translations too;
			   * "numbers": they differ; "untranslated"; "language": a
			   * side is in another one; static */
	uint64_t unit;
	const ent_unit *found; /* lives during the call */
	ent_str detail;        /* one line; lives during the call */
} ent_quality;
typedef ent_status (*ent_quality_fn)(void *data,
				     const ent_quality *what,
				     ent_error *err);

/* Looks at the units that pass the filter; *found counts. */
ent_status ent_memory_quality(uint64_t *found,
			      ent_memory *memory,
			      const ent_filter *filter,
			      ent_quality_fn fn,
			      void *data,
			      ent_error *err);

/* Calls fn with one line for each inconsistency; *found counts them.  With
 * repair, what can be rebuilt from the rest is. */
ent_status ent_memory_check(uint64_t *found,
			    ent_memory *memory,
			    bool repair,
			    void (*fn)(void *data, const char *what),
			    void *data,
			    ent_error *err);

/* Adds all that another memory holds; *added counts new units. */
ent_status ent_memory_merge(uint64_t *added,
			    ent_memory *memory,
			    const char *other,
			    const ent_progress *progress,
			    ent_error *err);

/* Of units with equal texts in one document the oldest stays; *removed counts
 * the others. */
ent_status ent_memory_dedupe(uint64_t *removed, ent_memory *memory, ent_error *err);

/* Deletes the units that pass the filter, and what nothing needs any more.  Without
 * a language in the filter: units of all languages. */
ent_status ent_memory_delete(uint64_t *removed,
			     ent_memory *memory,
			     const ent_filter *filter,
			     ent_error *err);

/* A consistent copy while others read and write; path must not exist. */
ent_status ent_memory_backup(ent_memory *memory,
			     const char *path,
			     const ent_progress *progress,
			     ent_error *err);

#endif
