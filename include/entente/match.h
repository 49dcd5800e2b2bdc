/* SPDX-License-Identifier: Apache-2.0 */
/* entente/match.h - how alike a query and a unit are, and why. */
#ifndef ENTENTE_MATCH_H
#define ENTENTE_MATCH_H

#include "entente/unit.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_score_kind {
	ENT_SCORE_GRADED, /* doc/score.md */
	ENT_SCORE_PLAIN,  /* token Levenshtein, unit costs, case folded */
} ent_score_kind;

typedef enum ent_edit_op {
	ENT_EDIT_INSERT,
	ENT_EDIT_DELETE,
	ENT_EDIT_REPLACE,
	ENT_EDIT_MOVE, /* an inline code that is elsewhere */
} ent_edit_op;

/* How a unit fits a query. */
typedef enum ent_match_kind {
	ENT_MATCH_CONTEXT, /* equal, in the same document or between the same units */
	ENT_MATCH_EXACT,   /* equal */
	ENT_MATCH_CODES,   /* equal but for inline codes */
	ENT_MATCH_NEAR,    /* equal but for case and typography */
	ENT_MATCH_FUZZY,
} ent_match_kind;

/* "context", "exact", "codes", "near", "fuzzy"; "unknown" for none of them.  Static. */
const char *ent_match_kind_name(ent_match_kind kind);

typedef enum ent_substitution_kind {
	ENT_SUBSTITUTION_NUMBER,
	ENT_SUBSTITUTION_DATE,
	ENT_SUBSTITUTION_NAME,
} ent_substitution_kind;

/* "number", "date", "name"; "unknown" for none of them.  Static. */
const char *ent_substitution_kind_name(ent_substitution_kind kind);

/* One difference between query and match: byte ranges, and what it cost in
 * tokens (1 = a whole token).  For an inline code the ranges are empty and mark its
 * place. */
typedef struct ent_edit {
	ent_edit_op op; /* seen from the query: what leads to the match */
	uint32_t query_start, query_end, match_start, match_end;
	float cost;
	ent_str query_code, match_code; /* "<b>", "{0}"; "" where there is none */
} ent_edit;

/* A value of the query that replaces another one in a match's adapted target. */
typedef struct ent_substitution {
	ent_substitution_kind kind;
	uint32_t start, end; /* bytes of the adapted text */
	ent_str was;         /* what it replaces in the target as it is stored */
} ent_substitution;

typedef struct ent_match {
	uint32_t score;    /* 0..102, after penalties, rounded down; doc/score.md */
	double similarity; /* 0..1, before penalties, not rounded */
	double penalty;    /* points that were taken off */
	double quality;    /* 0..1, by characters, as clients of tmserver expect it */
	ent_match_kind kind;
	uint64_t unit;  /* the unit's number in the memory */
	ent_unit found; /* source is in the language of the query */
	const ent_edit *edits;
	uint32_t n_edits;
	ent_str adapted; /* the target with the query's values; "" if it has none */
	const ent_substitution *substitutions; /* in order */
	uint32_t n_substitutions;
	/* with an adapted target: indexes of the edits whose words are not adapted: the
	 * target still has the translation of the match's words */
	const uint32_t *stale;
	uint32_t n_stale;
	/* with markup: the target as content, with the codes of the query in their
	 * places; how many codes have no place; whether the places are certain */
	ent_str carried;
	uint32_t codes_missing;
	bool codes_sure;
	/* with variants: units of these two texts, and their documents, newest first */
	uint32_t uses;
	const ent_str *documents;
	uint32_t n_documents;
} ent_match;

#ifdef __cplusplus
}
#endif

#endif
