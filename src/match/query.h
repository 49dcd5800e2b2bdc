/* SPDX-License-Identifier: Apache-2.0 */
/* query.h - a query as score.c and explain.c share it. */
#ifndef ENT_MATCH_QUERY_H
#define ENT_MATCH_QUERY_H

#include "match/form.h"
#include "match/score.h"

enum { ENT_NO_TOKEN = UINT16_MAX }; /* not a token of the query */

struct ent_query_word { /* a token of the query or of the current text */
	uint32_t start, end;
	uint16_t form; /* its number among the query's forms */
	uint16_t key;  /* among the query's keys; ENT_NO_TOKEN for marks */
	uint8_t kind, weight;
	uint32_t ink; /* bytes that are not white space */
};

struct ent_entry { /* of the table of forms or keys */
	ent_str form;
	uint16_t number;
	uint16_t count; /* in the query */
	uint16_t seen;  /* in the current text */
	ent_token_kind kind;
};

struct ent_query_table {
	struct ent_entry *slots;
	uint32_t mask, used;
};

/* The forms of a token of a text, cached by its bytes. */
enum { ENT_KNOWN_BYTES = 30, ENT_KNOWN_TOKENS = 256 };
struct ent_known_token {
	struct ent_entry *form, *key; /* NULL: not in the query */
	uint8_t n, kind;
	char bytes[ENT_KNOWN_BYTES];
};

struct ent_query {
	ent_str text;
	ent_score_kind kind;
	struct ent_query_word *words;
	uint32_t n, weight; /* tokens; hundredths */
	uint32_t length;    /* of a text that is equal, at least a token */
	uint32_t numbers, marks;
	struct ent_query_table forms, keys;
	struct ent_query_word *other; /* the current text */
	uint32_t n_other, other_weight;
	size_t capacity;
	uint32_t overlap;                  /* of the current text, hundredths */
	uint32_t numbers_left, marks_left; /* of the query's, not yet matched by it */
	uint32_t *row;                     /* two rows of the dynamic programme */
	uint32_t *before, *other_before;   /* weights before each token */
	struct ent_known_token *known;     /* by the hash of their bytes */
	ent_form_buffer form_buffer;
	bool failed; /* out of memory: a cost is wrong */
};

/* Cuts a text into q->other; false when out of memory; *usable: false when it has too
 * many tokens. */
bool ent_query_take(bool *usable, ent_query *q, ent_str text);

/* What it costs to replace a token of the query by one of the current text. */
uint32_t ent_query_cost(ent_query *q,
			const struct ent_query_word *a,
			const struct ent_query_word *b,
			ent_str text);

/* The path of the cheapest edit script through the grid of the two texts: it leads
 * through (i, j) for first[i] <= j <= last[i], i tokens of the query and j of the text
 * being before it. */
typedef struct ent_edit_path {
	uint32_t *first, *last; /* of 0..n; owned, as long as the query lives */
} ent_edit_path;

/* explain.c: takes the text (ent_query_take) and finds the path. */
ent_status ent_query_path(ent_edit_path *path,
			  ent_query *q,
			  ent_str text,
			  ent_error *err);
void ent_edit_path_release(ent_edit_path *path);

#endif
