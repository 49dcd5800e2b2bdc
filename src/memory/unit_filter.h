/* SPDX-License-Identifier: Apache-2.0 */
/* unit_filter.h - which units a search accepts, and what a unit's score loses. */
#ifndef ENT_MEMORY_UNIT_FILTER_H
#define ENT_MEMORY_UNIT_FILTER_H

#include "entente/lookup.h"
#include "store/unit_rows.h"

struct ent_unit_filter_direction {
	uint32_t id;
	bool sides[2];   /* serves as stored, reversed */
	bool foreign[2]; /* and is of another region than requested */
};

typedef struct ent_unit_filter {
	ent_str since, until; /* "" for any */
	float min_confidence;
	bool by_document;
	const uint64_t *documents; /* ascending */
	uint32_t n_documents;
	bool by_label;
	const uint64_t *runs; /* with that label, ascending */
	uint32_t n_runs;
	ent_str origin; /* "" for any */
	/* documents that are refused and preferred, ascending */
	const uint64_t *excluded, *preferred;
	uint32_t n_excluded, n_preferred;
	struct ent_unit_filter_direction *directions; /* by place in the table */
	uint32_t n_directions;
	bool sides[2];  /* some direction serves */
	bool one_sided; /* no language is a source here and a target there */
	bool lean[2];   /* every direction does, and nothing else is asked but a date */
	/* hundredths of a point */
	uint32_t for_confidence, for_year, for_region;
	double today; /* years; 0 for none */
	const ent_penalty *penalties;
	uint32_t n_penalties;
	bool penalises;
} ent_unit_filter;

/* Whether a unit of these languages answers a request for from > to ("" is any
 * language); *reversed: with its sides swapped. */
bool ent_direction_serves(bool *reversed,
			  ent_str source,
			  ent_str target,
			  ent_str from,
			  ent_str to);

/* Directions that lead from the one language to the other; with to "" those that
 * have `from` on a side, with both "" all. */
ent_status ent_unit_filter_directions(ent_unit_filter *filter,
				      ent_store *store,
				      ent_str from,
				      ent_str to,
				      ent_arena *arena,
				      ent_error *err);

/* Restricts it to documents that the glob fits; "" does not. */
ent_status ent_unit_filter_documents(ent_unit_filter *filter,
				     ent_store *store,
				     ent_str glob,
				     ent_arena *arena,
				     ent_error *err);

/* Restricts it to units of imports with a label, and of an origin ("tmx*": all that
 * begin so); "" does not. */
ent_status ent_unit_filter_imports(ent_unit_filter *filter,
				   ent_store *store,
				   ent_str label,
				   ent_str origin,
				   ent_arena *arena,
				   ent_error *err);

/* The numbers of the documents that one of n globs fits, ascending. */
ent_status ent_unit_filter_globs(const uint64_t **documents,
				 uint32_t *count,
				 ent_store *store,
				 const ent_str *globs,
				 uint32_t n,
				 ent_arena *arena,
				 ent_error *err);

/* The penalties of a look-up; ENT_EINVAL for one below 0 or above 100. */
ent_status ent_unit_filter_penalties(ent_unit_filter *filter,
				     const ent_lookup_options *opt,
				     ent_error *err);

/* Whether unit, side and date alone decide; ent_unit_filter_accepts() must then be
 * called with a use that has only these. */
void ent_unit_filter_simplify(ent_unit_filter *filter);

/* Whether a unit is accepted by the side alone: all on a side that has one. */
bool ent_unit_filter_is_by_side(const ent_unit_filter *filter);

/* Whether the use is in a preferred document. */
bool ent_unit_filter_prefers(const ent_unit_filter *filter, const ent_use *use);

/* Whether the use passes the filter. */
bool ent_unit_filter_accepts(const ent_unit_filter *filter, const ent_use *use);

/* Hundredths of a point that a unit's score loses, at most 10000. */
uint32_t ent_unit_filter_points(const ent_unit_filter *filter, const ent_use *use);

#endif
