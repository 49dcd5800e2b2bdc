/* SPDX-License-Identifier: Apache-2.0 */
/* adapt_parts.h - what the files that adapt a target share. */
#ifndef ENT_MATCH_ADAPT_PARTS_H
#define ENT_MATCH_ADAPT_PARTS_H

#include "match/adapt.h"
#include "text/token.h"
#include "text/value.h"

enum { ENT_ADAPT_VALUES = 64, ENT_ADAPT_REPLACEMENTS = 128, ENT_ADAPT_TOKENS = 1024 };

struct ent_replacement {
	uint32_t start, end; /* in the target */
	ent_substitution_kind kind;
	ent_str text;        /* in the arena */
	const ent_value *is; /* of the query; NULL for a name */
};

/* Values of a text, read as those of a language. */
struct ent_adapt_values {
	ent_value list[ENT_ADAPT_VALUES];
	uint32_t n;
	ent_str lang; /* in the arena */
};

struct ent_adapt {
	ent_str query, source, target;
	const ent_match *match;
	const ent_value *asked;
	uint32_t n_asked, n_was, n_slots; /* values */
	uint32_t n_tokens, n_source_tokens;
	uint32_t n;  /* replacements */
	bool unsure; /* a difference cannot be put in, so nothing is */
	bool *used;  /* by edit: it is adapted */
	ent_arena *arena;
	bool failed; /* out of memory */
	/* not set at first, 50 KB */
	ent_value was[ENT_ADAPT_VALUES], slots[ENT_ADAPT_VALUES];
	/* tokens of query and source; pair[k] of the query's: the source token that an
	 * edit script keeps, ENT_ADAPT_TOKENS for none */
	ent_token tokens[ENT_ADAPT_TOKENS], source_tokens[ENT_ADAPT_TOKENS];
	uint16_t pair[ENT_ADAPT_TOKENS];
	struct ent_replacement replacements[ENT_ADAPT_REPLACEMENTS];
};

/* Appends a replacement. */
void ent_adapt_replace(struct ent_adapt *a,
		       uint32_t start,
		       uint32_t end,
		       ent_substitution_kind kind,
		       ent_str s,
		       const ent_value *is);

/* Whether values differ, and whether names do: if neither, nothing is put in, and the
 * target need not be read.  Sets a->unsure when the values do not correspond. */
bool ent_adapt_values_differ(struct ent_adapt *a);
bool ent_adapt_names_differ(const struct ent_adapt *a);

/* Each adds its replacements, or sets a->unsure. */
void ent_adapt_values(struct ent_adapt *a);
void ent_adapt_names(struct ent_adapt *a);

/* Whether an edit that is not adapted changes what values mean: see adapt_stale.c. */
bool ent_adapt_has_stale_value(const struct ent_adapt *a, const ent_edit *e);

/* Whether a span of the query or of the source is in a value. */
bool ent_adapt_in_value(const ent_value *values,
			uint32_t n,
			uint32_t start,
			uint32_t end);

#endif
