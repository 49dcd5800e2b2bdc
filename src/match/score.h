/* SPDX-License-Identifier: Apache-2.0 */
/* score.h - how alike a text is to a query, and what the differences are. doc/score.md
 * explains the numbers to users. */
#ifndef ENT_MATCH_SCORE_H
#define ENT_MATCH_SCORE_H

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/match.h"
#include "text/stem.h"
#include "text/token.h"

/* Hundredths of a token. */
#define ENT_COST_ONE 100u

/* Texts of more tokens are found only when they are equal: a comparison of two
 * such texts would take a second. */
#define ENT_MATCH_TOKENS 4096u

/* Weights of tokens in halves, as the index knows them. */
enum { ENT_WEIGHT_WORD = 2, ENT_WEIGHT_MARK = 1 };

/* distance / length, compared as a fraction and never rounded. */
typedef struct ent_measure {
	uint32_t distance, length; /* hundredths of a token */
	uint32_t score;            /* 0..100, rounded down */
	ent_match_kind kind;
} ent_measure;

/* What is left when `points` hundredths of a point are taken off, at most 10000:
 * never more than before, and the order by fraction stays that by score. */
ent_measure ent_measure_less(const ent_measure *m, uint32_t points);

/* What is left when inline codes cost `codes` hundredths of a token more. */
ent_measure ent_measure_coded(const ent_measure *m, uint32_t codes);

/* < 0 if a is the better. */
int ent_measure_cmp(const ent_measure *a, const ent_measure *b);

typedef struct ent_query ent_query;

/* The query is made ready once. *out lives in the arena but must be released.  A text
 * without tokens is allowed: only an equal text matches it. stemmer: of its language,
 * lent, NULL without one. */
ent_status ent_query_new(ent_query **out,
			 ent_str text,
			 ent_score_kind kind,
			 ent_stemmer *stemmer,
			 ent_arena *arena,
			 ent_error *err);
void ent_query_release(ent_query *query); /* NULL is allowed */

/* The measure of a text that is equal to the query. */
ent_measure ent_query_equal(const ent_query *query);

/* Measures a text.  *fits is false when it is worse than `worst` (as a fraction)
 * or below min_score; *out is then not set. */
ent_status ent_query_measure(bool *fits,
			     ent_measure *out,
			     ent_query *query,
			     ent_str text,
			     const ent_measure *worst,
			     uint32_t min_score,
			     ent_error *err);

/* The same for a text of a known weight, in half tokens: it is refused sooner.  0: not
 * known. */
ent_status ent_query_measure_weighed(bool *fits,
				     ent_measure *out,
				     ent_query *query,
				     ent_str text,
				     uint32_t weight,
				     const ent_measure *worst,
				     uint32_t min_score,
				     ent_error *err);

/* The differences, in order of the query; in the arena. */
ent_status ent_query_explain(const ent_edit **edits,
			     uint32_t *count,
			     ent_query *query,
			     ent_str text,
			     ent_arena *arena,
			     ent_error *err);

/* A token of a query, for the index. */
typedef struct ent_query_term {
	ent_str key;     /* as ent_form_of() gives it */
	uint32_t credit; /* in half tokens: what a text that holds it may gain */
} ent_query_term;
typedef struct ent_query_sizes {
	ent_score_kind kind;
	uint32_t tokens;             /* of any kind */
	uint32_t weight;             /* in half tokens */
	uint32_t free;               /* credit that any text may have, in half tokens */
	const ent_query_term *terms; /* each key once; live in the arena */
	uint32_t n_terms;
} ent_query_sizes;
ent_status ent_query_terms(ent_query_sizes *out,
			   ent_query *query,
			   ent_arena *arena,
			   ent_error *err);

#endif
