/* SPDX-License-Identifier: Apache-2.0 */
/* entente/reuse.h - which parts of a new document a memory has already.
 *
 * doc/reuse.md defines passages, quotations and bands, and shows that no passage is
 * missed.
 */
#ifndef ENTENTE_REUSE_H
#define ENTENTE_REUSE_H

#include "entente/document.h"
#include "entente/lookup.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_reuse_options {
	ent_str from, to;     /* "" for the document's and the memory's languages */
	uint32_t min_words;   /* of a passage, 2 or more */
	uint32_t min_score;   /* of a match of a segment, 1..100 */
	uint32_t limit;       /* most matches for each segment; 0 for all */
	uint32_t occurrences; /* most occurrences listed for each passage; 0 for all */
	bool exhaustive;      /* find the passages by comparing everything */
	bool adapt;           /* put numbers, dates and names into the targets */
	ent_str since, until; /* dates, inclusive; "" for any */
	/* globs over names of documents; lent */
	const ent_str *prefer, *exclude;
	uint32_t n_prefer, n_exclude;
	const ent_progress *progress; /* NULL for none */
	uint32_t jobs; /* threads, 0 for one; the report is the same whatever it is */
	bool jobs_if_large; /* one thread unless the memory is so large that more pay */
} ent_reuse_options;

#define ENT_REUSE_OPTIONS_DEFAULT                                                      \
	((ent_reuse_options){ .min_words = 5,                                          \
			      .min_score = 50,                                         \
			      .limit = 3,                                              \
			      .occurrences = 3,                                        \
			      .adapt = true })

/* What the translation of a segment costs; each segment is in one band. */
typedef enum ent_band {
	ENT_BAND_CONTEXT,    /* equal, and its neighbours too */
	ENT_BAND_EXACT,      /* equal */
	ENT_BAND_95,         /* 95 to 99 */
	ENT_BAND_85,         /* 85 to 94 */
	ENT_BAND_75,         /* 75 to 84 */
	ENT_BAND_50,         /* 50 to 74 */
	ENT_BAND_NEW,        /* no match of 50 or more */
	ENT_BAND_REPETITION, /* equal to an earlier segment that equals no unit */
	ENT_BAND_INTERNAL,   /* more like an earlier segment than like any unit */
} ent_band;

enum { ENT_BANDS = ENT_BAND_INTERNAL + 1 };

/* "ice", "100", "95-99", ..., "new", "repetition", "internal"; "new" for none of them.
 * Static. */
const char *ent_band_name(ent_band band);

/* A number that counts nothing: no such segment. */
#define ENT_NO_SEGMENT UINT32_MAX

typedef struct ent_reuse_segment {
	ent_str text;
	uint32_t start;     /* of text in the text of the report, bytes */
	uint32_t paragraph; /* index */
	ent_kind kind;
	ent_band band;
	uint64_t words, characters; /* as Microsoft Word counts them; with spaces */
	const ent_match *matches;   /* best first */
	uint32_t n_matches;
	uint32_t repeats;  /* the first segment that is equal, else ENT_NO_SEGMENT */
	uint32_t internal; /* the earlier segment most like it, else ENT_NO_SEGMENT */
	uint32_t internal_score; /* 75..99; 0 without one */
} ent_reuse_segment;

/* A place where the memory has a passage. */
typedef struct ent_occurrence {
	uint64_t unit;                                  /* in which it begins */
	uint32_t n_units;                               /* over which it runs */
	ent_str document, target_document, place, date; /* of the first unit */
	float confidence;                               /* the least of its units */
	ent_str source, target;       /* texts of its units, joined by a space */
	ent_span span;                /* of the passage in source */
	const ent_span *counterparts; /* words of target that correspond to it */
	uint32_t n_counterparts;
	ent_str counterpart; /* those words, with what is between them; "" for none */
} ent_occurrence;

/* How often a passage has the same translation, among the occurrences listed. */
typedef struct ent_rendering {
	ent_str text;
	uint32_t count;
} ent_rendering;

typedef struct ent_passage {
	uint32_t start, end;               /* bytes of the text of the report */
	uint32_t words;                    /* words and numbers, without marks */
	uint32_t segment;                  /* in which it begins */
	uint32_t n_segments;               /* over which it runs */
	uint64_t total;                    /* occurrences in the memory */
	const ent_occurrence *occurrences; /* preferred ones first, then the newest */
	uint32_t n_occurrences;
	const ent_rendering *renderings; /* most frequent first */
	uint32_t n_renderings;
} ent_passage;

/* Whether a quotation agrees with the memory. */
typedef enum ent_quote_verdict {
	ENT_QUOTE_VERBATIM, /* word for word, typography aside */
	ENT_QUOTE_DIFFERS,  /* like a text of the memory, but not the same */
	ENT_QUOTE_UNKNOWN,  /* the memory has nothing like it */
} ent_quote_verdict;

/* "verbatim", "differs", "unknown"; "unknown" for none of them.  Static. */
const char *ent_quote_verdict_name(ent_quote_verdict verdict);

/* What kind of words differ. */
typedef enum ent_difference_kind {
	ENT_DIFFERENCE_NUMBER,
	ENT_DIFFERENCE_NAME, /* a capitalised word */
	ENT_DIFFERENCE_WORD,
	ENT_DIFFERENCE_CASE, /* only case or accents differ */
	ENT_DIFFERENCE_MARK, /* punctuation */
} ent_difference_kind;

/* "number", "name", "word", "case", "mark"; "word" for none of them.  Static. */
const char *ent_difference_name(ent_difference_kind kind);

/* One difference; a span is empty where that side has no words. */
typedef struct ent_difference {
	ent_difference_kind kind;
	ent_span text;  /* bytes of the text of the report */
	ent_span found; /* bytes of found.source of the quotation */
} ent_difference;

typedef struct ent_quotation {
	uint32_t start, end; /* bytes of the text of the report, without the marks */
	uint32_t words;      /* without marks */
	bool introduced;     /* by a verb and an instrument, not in quotation marks */
	ent_quote_verdict verdict;
	double similarity; /* 0..1 */
	/* the place of the memory that is most like it, unless unknown: span is the
	 * part compared; counterparts are the words of the target that correspond to
	 * the quotation or, when it differs, to the words of the source that differ */
	ent_occurrence found;
	const ent_difference *differences; /* in order */
	uint32_t n_differences;
} ent_quotation;

typedef struct ent_band_count {
	uint64_t segments, words, characters;
} ent_band_count;

/* A document of the memory from which passages come. */
typedef struct ent_reuse_source {
	ent_str document, date;
	uint64_t words;    /* of the text, in the passages below */
	uint32_t passages; /* of which the document has an occurrence that is listed */
} ent_reuse_source;

typedef struct ent_reuse {
	ent_str name;     /* of the document */
	ent_str from, to; /* languages */
	ent_str text;     /* its segments, with a space or a line end between them */
	const ent_reuse_segment *segments;
	uint32_t n_segments;
	const ent_passage *passages; /* most words first */
	uint32_t n_passages;
	const ent_quotation *quotations; /* in order */
	uint32_t n_quotations;
	uint64_t words, words_in_passages; /* of the text; words without marks */
	ent_band_count analysis[ENT_BANDS];
	const ent_reuse_source *sources; /* most words first */
	uint32_t n_sources;
} ent_reuse;

/* Compares a document with the memory. opt may be NULL.  All of *out lives in the
 * arena and lends the texts of the document.  ENT_EINVAL for an option out of its
 * range, ENT_ECANCELLED when the progress callback asks to stop. */
ent_status ent_memory_reuse(const ent_reuse **out,
			    ent_memory *memory,
			    const ent_document *document,
			    const ent_reuse_options *opt,
			    ent_arena *arena,
			    ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
