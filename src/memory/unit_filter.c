/* SPDX-License-Identifier: Apache-2.0 */
/* unit_filter.c - which units a search accepts, and what a unit's score loses.
 *
 * Looked at for each unit of a text that fits, so everything that does not depend
 * on the unit is found out before.
 */
#include <math.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/calendar.h"
#include "base/fail.h"
#include "entente/lookup.h"
#include "memory/unit_filter.h"
#include "store/document_rows.h"
#include "store/run_rows.h"
#include "text/lang.h"

/* What follows the language, "GB" of "en-GB". */
static ent_str region_of(ent_str code)
{
	size_t base = ent_lang_base(code).n;
	return base < code.n ? ent_str_slice(code, base + 1, code.n) : ENT_STR("");
}

static bool is_foreign(ent_str have, ent_str want)
{
	ent_str a = region_of(have), b = region_of(want);
	return a.n && b.n && !ent_str_eq(a, b);
}

/* Whether a is a code of from, and b of to; "" is any language. */
static bool serves(ent_str a, ent_str b, ent_str from, ent_str to)
{
	return (!from.n || ent_lang_matches(a, from)) &&
	       (!to.n || ent_lang_matches(b, to));
}

bool ent_direction_serves(bool *reversed,
			  ent_str source,
			  ent_str target,
			  ent_str from,
			  ent_str to)
{
	*reversed = !serves(source, target, from, to);
	return !*reversed || serves(target, source, from, to);
}

static bool is_one_sided(const ent_direction *all, uint32_t n)
{
	for (uint32_t a = 0; a < n; a++)
		for (uint32_t b = 0; b < n; b++)
			if (ent_str_eq(ent_lang_base(all[a].source),
				       ent_lang_base(all[b].target)))
				return false;
	return true;
}

ent_status ent_unit_filter_directions(ent_unit_filter *c,
				      ent_store *store,
				      ent_str from,
				      ent_str to,
				      ent_arena *arena,
				      ent_error *err)
{
	ent_direction *all;
	uint32_t n;
	ent_status status = ent_store_directions(&all, &n, store, arena, err);
	if (status)
		return status;
	c->directions = ENT_NEW_ARRAY(arena, struct ent_unit_filter_direction, n);
	if (!c->directions)
		return ent_fail_memory(err);
	c->n_directions = n;
	for (uint32_t k = 0; k < c->n_directions; k++) {
		ent_str a = all[k].source, b = all[k].target;
		c->directions[k] = (struct ent_unit_filter_direction){
			all[k].id,
			{ serves(a, b, from, to), serves(b, a, from, to) },
			{ is_foreign(a, from) || is_foreign(b, to),
			  is_foreign(b, from) || is_foreign(a, to) },
		};
		c->sides[0] |= c->directions[k].sides[0];
		c->sides[1] |= c->directions[k].sides[1];
	}
	c->one_sided = is_one_sided(all, n);
	return ENT_OK;
}

ent_status ent_unit_filter_documents(ent_unit_filter *c,
				     ent_store *store,
				     ent_str glob,
				     ent_arena *arena,
				     ent_error *err)
{
	c->by_document = glob.n > 0;
	return glob.n ? ent_store_documents_of(&c->documents, &c->n_documents, store,
					       glob, true, arena, err)
		      : ENT_OK;
}

ent_status ent_unit_filter_imports(ent_unit_filter *c,
				   ent_store *store,
				   ent_str label,
				   ent_str origin,
				   ent_arena *arena,
				   ent_error *err)
{
	c->by_label = label.n > 0;
	c->origin = origin;
	return label.n ? ent_store_runs_labelled(&c->runs, &c->n_runs, store, label,
						 arena, err)
		       : ENT_OK;
}

/* Years since the year 0 of an ISO date, to about a day; -1 for none. */
static double years_of(ent_str date)
{
	int n[3] = { 0, 1, 1 };
	size_t at = 0;
	for (int k = 0; k < 3 && at < date.n; k++, at++) {
		size_t start = at;
		for (n[k] = 0;
		     at < date.n && ent_is_digit(date.p[at]) && at - start < 4; at++)
			n[k] = n[k] * 10 + (date.p[at] - '0');
		if (at == start)
			return -1;
	}
	if (date.n < 4 || n[1] < 1 || n[1] > 12 || n[2] < 1 || n[2] > 31)
		return -1;
	return n[0] + ((int)ent_days_before_month((unsigned)n[1]) + n[2] - 1) / 365.25;
}

static bool hundredths(uint32_t *out, float points)
{
	if (!(points >= 0 && points <= 100))
		return false;
	*out = (uint32_t)lroundf(points * 100);
	return true;
}

ent_status ent_unit_filter_globs(const uint64_t **documents,
				 uint32_t *count,
				 ent_store *store,
				 const ent_str *globs,
				 uint32_t n,
				 ent_arena *arena,
				 ent_error *err)
{
	const uint64_t *all = NULL;
	uint32_t n_all = 0;
	for (uint32_t k = 0; k < n; k++) {
		const uint64_t *more;
		uint32_t n_more = 0;
		ent_status status = ent_store_documents_of(&more, &n_more, store,
							   globs[k], true, arena, err);
		if (status)
			return status;
		uint64_t *both = ENT_NEW_ARRAY(arena, uint64_t, n_all + n_more + 1);
		if (!both)
			return ent_fail_memory(err);
		if (n_all)
			memcpy(both, all, n_all * sizeof(*both));
		if (n_more)
			memcpy(both + n_all, more, n_more * sizeof(*both));
		n_all += n_more;
		qsort(both, n_all, sizeof(*both), ent_u64_item_cmp);
		all = both;
	}
	*documents = all;
	*count = n_all;
	return ENT_OK;
}

ent_status ent_unit_filter_penalties(ent_unit_filter *c,
				     const ent_lookup_options *opt,
				     ent_error *err)
{
	uint32_t one;
	bool ok = hundredths(&c->for_confidence, opt->penalty_confidence) &&
		  hundredths(&c->for_year, opt->penalty_age) &&
		  hundredths(&c->for_region, opt->penalty_region);
	for (uint32_t k = 0; ok && k < opt->n_penalties; k++)
		ok = hundredths(&one, opt->penalties[k].points);
	if (!ok)
		return ent_fail(err, ENT_EINVAL, "a penalty must be 0 to 100 points");
	c->today = years_of(opt->today);
	if (opt->today.n && c->today < 0)
		return ent_fail(err, ENT_EINVAL, "'%.*s' is not a date",
				(int)(opt->today.n < 40 ? opt->today.n : 40),
				opt->today.p);
	c->penalties = opt->penalties;
	c->n_penalties = opt->n_penalties;
	c->penalises = c->for_confidence || (c->for_year && c->today > 0) ||
		       c->for_region || c->n_penalties;
	return ENT_OK;
}

/* The direction of a use, NULL when it does not serve. */
static const struct ent_unit_filter_direction *direction_of(const ent_unit_filter *c,
							    const ent_use *use)
{
	for (uint32_t k = 0; k < c->n_directions; k++)
		if (c->directions[k].id == use->direction)
			return c->directions[k].sides[use->as_target]
				       ? &c->directions[k]
				       : NULL;
	return NULL;
}

static bool date_fits(const ent_unit_filter *c, ent_str date)
{
	if (c->since.n && ent_str_cmp(date, c->since) < 0)
		return false;
	if (!c->until.n)
		return true;
	if (date.n > c->until.n)
		date.n = c->until.n; /* a time of that day */
	return date.n && ent_str_cmp(date, c->until) <= 0;
}

static bool is_among(uint64_t id, const uint64_t *ids, uint32_t n)
{
	return n && bsearch(&id, ids, n, sizeof(id), ent_u64_item_cmp);
}

bool ent_unit_filter_prefers(const ent_unit_filter *filter, const ent_use *use)
{
	return is_among(use->document, filter->preferred, filter->n_preferred);
}

static bool document_fits(const ent_unit_filter *c, uint64_t id)
{
	return !c->by_document ||
	       (c->n_documents && bsearch(&id, c->documents, c->n_documents,
					  sizeof(*c->documents), ent_u64_item_cmp));
}

static bool origin_fits(ent_str origin, ent_str pattern)
{
	if (pattern.n && pattern.p[pattern.n - 1] == '*')
		return ent_str_starts(origin, ent_str_slice(pattern, 0, pattern.n - 1));
	return ent_str_eq(origin, pattern);
}

/* Whether side and date decide; every direction serves on that side. */
static bool is_lean(const ent_unit_filter *c, int side)
{
	bool lean = !c->by_document && !c->by_label && !c->origin.n &&
		    c->min_confidence <= 0 && !c->penalises && !c->n_excluded &&
		    !c->n_preferred;
	for (uint32_t k = 0; k < c->n_directions; k++)
		lean &= c->directions[k].sides[side];
	return lean;
}

void ent_unit_filter_simplify(ent_unit_filter *c)
{
	for (int side = 0; side < 2; side++)
		c->lean[side] = is_lean(c, side);
}

bool ent_unit_filter_is_by_side(const ent_unit_filter *c)
{
	return !c->since.n && !c->until.n && (!c->sides[0] || is_lean(c, 0)) &&
	       (!c->sides[1] || is_lean(c, 1));
}

bool ent_unit_filter_accepts(const ent_unit_filter *c, const ent_use *use)
{
	if (c->lean[use->as_target])
		return date_fits(c, use->date);
	return direction_of(c, use) && date_fits(c, use->date) &&
	       use->confidence >= c->min_confidence &&
	       document_fits(c, use->document) &&
	       (!c->by_label || is_among(use->run, c->runs, c->n_runs)) &&
	       (!c->origin.n || origin_fits(use->origin, c->origin)) &&
	       !is_among(use->document, c->excluded, c->n_excluded);
}

uint32_t ent_unit_filter_points(const ent_unit_filter *c, const ent_use *use)
{
	if (!c->penalises)
		return 0;
	const struct ent_unit_filter_direction *d = direction_of(c, use);
	double points = d && d->foreign[use->as_target] ? c->for_region : 0;
	double years = c->for_year && c->today > 0 ? years_of(use->date) : -1;
	if (years >= 0 && years < c->today)
		points += (c->today - years) * c->for_year;
	if (use->confidence < 1)
		points += (1 - (double)use->confidence) * c->for_confidence;
	for (uint32_t k = 0; k < c->n_penalties; k++)
		if (origin_fits(use->origin, c->penalties[k].origin)) {
			points += (double)c->penalties[k].points * 100;
			break;
		}
	return points < 10000 ? (uint32_t)lround(points) : 10000;
}
