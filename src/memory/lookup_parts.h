/* SPDX-License-Identifier: Apache-2.0 */
/* lookup_parts.h - what lookup.c and lookup_answer.c share. */
#ifndef ENT_MEMORY_LOOKUP_PARTS_H
#define ENT_MEMORY_LOOKUP_PARTS_H

#include "entente/lookup.h"
#include "match/adapt.h"
#include "memory/handle.h"
#include "memory/lookup_codes.h"
#include "memory/lookup_top.h"
#include "memory/unit_filter.h"

struct ent_search {
	ent_memory *memory;
	ent_str text;
	ent_lookup_options opt;
	ent_query *query;
	ent_adapt_query asked;
	uint32_t language;
	ent_unit_filter filter;
	ent_coded coded;
	const uint64_t *context; /* documents of the name in opt */
	uint32_t n_context;
	uint64_t equal;    /* the text that is the query */
	ent_measure floor; /* anything worse is not a match */
	uint32_t good;     /* score of matches besides the best; 0 for any */
	ent_top top;
	/* while the units of one text are read */
	ent_measure measure;
	size_t taken;
	bool exact, failed;
	ent_found *kept; /* of this text, when all must be known; owned */
	size_t n_kept, kept_capacity;
};

/* ent_memory_lookup() of a good match and others that are as good; where none has that
 * score, of the best match alone.  In one search: a second one for the others costs as
 * much again. */
ent_status ent_lookup_good(const ent_match **out,
			   uint32_t *count,
			   ent_memory *memory,
			   ent_str query,
			   const ent_lookup_options *opt,
			   uint32_t good,
			   ent_arena *arena,
			   ent_error *err);

/* 102 for the kept units whose neighbours are those of the query. */
ent_status ent_search_context(struct ent_search *s, ent_error *err);

/* What was found, as matches in the arena. */
ent_status ent_search_answer(const ent_match **out,
			     uint32_t *count,
			     struct ent_search *s,
			     ent_arena *arena,
			     ent_error *err);

#endif
