/* SPDX-License-Identifier: Apache-2.0 */
/* import_earlier.c - which units of an import are new versions of earlier ones.
 *
 * Why at the end: a file may have several units with one source.  Those that the memory
 * has as they are stand for themselves, wherever they are in the file, so that of "Yes,
 * Oui" and "Yes, Si", of which the second was corrected, only the second can be the
 * earlier version.  When several are left, nothing says which one it is: all stay, and
 * the message names them.
 *
 * Cost: O(log n) for a unit with a source that is new; a load of two units for one that
 * has an earlier version.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "memory/edit.h"
#include "memory/import_earlier.h"
#include "store/run_rows.h"

/* Units between two calls of the progress callback. */
enum { STEP_UNITS = 1024 };

struct settling {
	ent_later_units *later;
	ent_import_result *result;
	ent_memory *memory;
	const ent_units_options *opt;
	ent_arena *arena; /* cleared for each unit */
	bool claimed;     /* more units turned out to be in the file as they are */
};

/* ---- while the file is read ------------------------------------------------------ */

static ent_status note_had(ent_later_units *l, uint64_t id, ent_error *err)
{
	struct ent_later_range *last = l->n_had ? &l->had[l->n_had - 1] : NULL;
	if (last && id >= last->first && id <= last->last + 1) {
		last->last = id > last->last ? id : last->last;
		return ENT_OK;
	}
	if (!ENT_GROW(l->had, l->capacity_had, l->n_had + 1))
		return ent_fail_memory(err);
	l->had[l->n_had++] = (struct ent_later_range){ id, id };
	return ENT_OK;
}

ent_status ent_later_note(ent_later_units *l,
			  const ent_memory *memory,
			  uint64_t id,
			  bool added,
			  const ent_unit *unit,
			  ent_error *err)
{
	const struct ent_later unit_of = {
		.id = id,
		.line = unit->line,
		.by_tuid = ent_str_starts(unit->attributes, ENT_STR("tuid=\"")),
		.by_source = !memory->last.source_is_new,
		.by_target = !memory->last.target_is_new,
	};
	if (!added)
		return note_had(l, id, err);
	if (!unit_of.by_tuid && !unit_of.by_source && !unit_of.by_target)
		return ENT_OK;
	if (!ENT_GROW(l->list, l->capacity, l->n + 1))
		return ent_fail_memory(err);
	l->list[l->n++] = unit_of;
	return ENT_OK;
}

void ent_later_release(ent_later_units *l)
{
	free(l->list);
	free(l->had);
	*l = (ent_later_units){ .n = 0 };
}

/* ---- what the file has as it is -------------------------------------------------- */

static int range_cmp(const void *pa, const void *pb)
{
	const struct ent_later_range *a = pa, *b = pb;
	return (a->first > b->first) - (a->first < b->first);
}

static void sort_had(ent_later_units *l)
{
	size_t n = 0;
	if (l->n_had)
		qsort(l->had, l->n_had, sizeof(*l->had), range_cmp);
	for (size_t k = 0; k < l->n_had; k++) {
		if (n && l->had[k].first <= l->had[n - 1].last) {
			if (l->had[k].last > l->had[n - 1].last)
				l->had[n - 1].last = l->had[k].last;
		} else {
			l->had[n++] = l->had[k];
		}
	}
	l->n_had = l->n_sorted = n;
}

static int inside_cmp(const void *key, const void *item)
{
	const uint64_t id = *(const uint64_t *)key;
	const struct ent_later_range *r = item;
	return id < r->first ? -1 : id > r->last;
}

static bool is_free(void *data, uint64_t id)
{
	const ent_later_units *l = data;
	return !l->n_sorted ||
	       !bsearch(&id, l->had, l->n_sorted, sizeof(*l->had), inside_cmp);
}

static ent_status find(ent_earlier *out,
		       uint32_t *n,
		       struct settling *s,
		       const struct ent_later *u,
		       ent_error *err)
{
	const ent_earlier_query query = {
		.id = u->id,
		.by_tuid = u->by_tuid,
		.by_source = u->by_source,
		.by_target = u->by_target,
		.accepts = is_free,
		.data = s->later,
	};
	return ent_store_unit_earlier(out, n, s->memory->store, &query, err);
}

/* Takes back a row that this import stored. */
static ent_status drop(struct settling *s, uint64_t id, ent_error *err)
{
	s->result->stored--;
	s->later->dropped = true;
	return ent_store_mark_for_removal(s->memory->store, id, err);
}

/* Loads a unit with its sides as the other has them. */
static ent_status load(ent_unit *out,
		       struct settling *s,
		       uint64_t id,
		       bool turned,
		       ent_error *err)
{
	ent_unit_keys keys;
	const ent_status status =
		ent_edit_load_unit(out, &keys, s->memory, id, s->arena, err);
	if (!status && turned)
		ent_unit_swap(out);
	return status;
}

/* Whether two units have the same texts and markup. */
static bool are_same(const ent_unit *a, const ent_unit *b)
{
	return ent_str_eq(a->source.text, b->source.text) &&
	       ent_str_eq(a->target.text, b->target.text) &&
	       ent_str_eq(a->source.markup, b->source.markup) &&
	       ent_str_eq(a->target.markup, b->target.markup);
}

/* A unit that has the texts of an earlier one: that one in the other direction is not
 * stored again, one of another region is another unit.  *same: whether it is so. */
static ent_status find_same(bool *same,
			    struct settling *s,
			    const struct ent_later *u,
			    const ent_earlier *earlier,
			    uint32_t n,
			    ent_error *err)
{
	ent_status status = ENT_OK;
	*same = false;
	for (uint32_t k = 0; k < n && k < ENT_EARLIER_MAX && !status && !*same; k++) {
		ent_unit now, was;
		ent_arena_clear(s->arena);
		status = load(&now, s, u->id, earlier[k].turned, err);
		if (!status)
			status = load(&was, s, earlier[k].unit, false, err);
		if (status || !are_same(&now, &was))
			continue;
		*same = s->claimed = true;
		status = note_had(s->later, earlier[k].unit, err);
		if (status || !earlier[k].turned)
			continue;
		s->result->duplicates++;
		status = ent_store_run_had_unit(s->memory->store, earlier[k].unit, err);
		if (!status)
			status = drop(s, u->id, err);
	}
	return status;
}

static ent_status step(struct settling *s, size_t k, ent_error *err)
{
	return k % STEP_UNITS == STEP_UNITS - 1
		       ? ent_step(s->opt->progress, "importing", s->result->units, 0,
				  err)
		       : ENT_OK;
}

/* Keeps the units that have an earlier version; u->earlier is 0 where they have
 * several. */
static ent_status keep_later(struct settling *s, ent_error *err)
{
	ent_later_units *l = s->later;
	ent_earlier earlier[ENT_EARLIER_MAX];
	ent_status status = ENT_OK;
	size_t kept = 0;
	for (size_t k = 0; k < l->n && !status; k++) {
		struct ent_later u = l->list[k];
		uint32_t n = 0;
		bool same = false;
		status = find(earlier, &n, s, &u, err);
		if (!status && n)
			status = find_same(&same, s, &u, earlier, n, err);
		if (!status)
			status = step(s, k, err);
		if (status || !n || same)
			continue;
		u.earlier = n == 1 ? earlier[0].unit : 0;
		u.turned = earlier[0].turned;
		l->list[kept++] = u;
	}
	l->n = kept;
	return status;
}

/* ---- what becomes of a new version ----------------------------------------------- */

static void report(struct settling *s, const struct ent_later *u, ent_str reason)
{
	const ent_problem what = { u->line, 0, false, reason };
	if (s->opt->problem)
		s->opt->problem(s->opt->problem_data, &what);
}

static ent_status report_one(struct settling *s,
			     const struct ent_later *u,
			     ent_error *err)
{
	ent_buf reason = ENT_BUF_INIT;
	ent_buf_addf(&reason,
		     ent_translated("differs from unit %llu, and both are kept; "
				    "--update replaces that one"),
		     (unsigned long long)u->earlier);
	s->result->differing++;
	if (!reason.failed)
		report(s, u, ent_buf_str(&reason));
	const ent_status status = reason.failed ? ent_fail_memory(err) : ENT_OK;
	ent_buf_release(&reason);
	return status;
}

/* Names several earlier versions, all if they are few. */
static ent_status report_several(struct settling *s,
				 const struct ent_later *u,
				 const ent_earlier *earlier,
				 uint32_t n,
				 ent_error *err)
{
	ent_buf units = ENT_BUF_INIT, reason = ENT_BUF_INIT;
	for (uint32_t k = 0; k < n && k < ENT_EARLIER_MAX; k++)
		ent_buf_addf(&units, "%s%llu", k ? ", " : "",
			     (unsigned long long)earlier[k].unit);
	if (n > ENT_EARLIER_MAX)
		ent_buf_add(&units, ENT_STR(", …"));
	ent_buf_addf(
		&reason,
		ent_translated("differs from each of %lu earlier units (%.*s); all "
			       "are kept, and --update does not replace one of "
			       "several"),
		(unsigned long)n, (int)units.n, units.p ? units.p : "");
	const bool failed = units.failed || reason.failed;
	s->result->several++;
	if (!failed)
		report(s, u, ent_buf_str(&reason));
	ent_buf_release(&units);
	ent_buf_release(&reason);
	return failed ? ent_fail_memory(err) : ENT_OK;
}

/* Looks again where the file turned out to have more as it is, and reports; keeps what
 * takes the place of an earlier unit. */
static ent_status report_later(struct settling *s, ent_error *err)
{
	ent_later_units *l = s->later;
	ent_earlier earlier[ENT_EARLIER_MAX];
	ent_status status = ENT_OK;
	size_t kept = 0;
	for (size_t k = 0; k < l->n && !status; k++) {
		struct ent_later u = l->list[k];
		uint32_t n = 1;
		if (s->claimed || !u.earlier)
			status = find(earlier, &n, s, &u, err);
		if (status || !n)
			continue;
		if (n == 1 && (s->claimed || !u.earlier)) {
			u.earlier = earlier[0].unit;
			u.turned = earlier[0].turned;
		}
		if (n > 1)
			status = report_several(s, &u, earlier, n, err);
		else if (s->opt->update)
			l->list[kept++] = u;
		else
			status = report_one(s, &u, err);
	}
	l->n = kept;
	return status;
}

static int later_cmp(const void *pa, const void *pb)
{
	const struct ent_later *a = pa, *b = pb;
	if (a->earlier != b->earlier)
		return a->earlier < b->earlier ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* An earlier unit gets the texts of a later one, whose row goes. */
static ent_status replace(struct settling *s, const struct ent_later *u, ent_error *err)
{
	ent_unit now;
	bool changed;
	ent_arena_clear(s->arena);
	ent_status status = load(&now, s, u->id, u->turned, err);
	if (status)
		return status;
	const ent_unit_side sides[2] = { now.source, now.target };
	status = ent_memory_rewrite_unit(&changed, s->memory, u->earlier, sides,
					 s->opt->who, s->arena, err);
	s->result->updated++;
	if (!status)
		status = ent_store_run_had_unit(s->memory->store, u->earlier, err);
	return status ? status : drop(s, u->id, err);
}

/* Of several units that are new versions of one, the first takes its place; the others
 * stay, so that the memory has what the file has. */
static ent_status replace_all(struct settling *s, ent_error *err)
{
	const ent_later_units *l = s->later;
	ent_status status = ENT_OK;
	if (l->n)
		qsort(l->list, l->n, sizeof(*l->list), later_cmp);
	for (size_t k = 0; k < l->n && !status; k++) {
		if (!k || l->list[k].earlier != l->list[k - 1].earlier)
			status = replace(s, &l->list[k], err);
		if (!status)
			status = step(s, k, err);
	}
	return status;
}

ent_status ent_later_settle(ent_later_units *later,
			    ent_import_result *result,
			    ent_memory *memory,
			    const ent_units_options *opt,
			    ent_error *err)
{
	struct settling s = {
		.later = later, .result = result, .memory = memory, .opt = opt
	};
	if (!later->n)
		return ENT_OK;
	s.arena = ent_arena_new(0);
	if (!s.arena)
		return ent_fail_memory(err);
	sort_had(later);
	ent_status status = keep_later(&s, err);
	sort_had(later);
	if (!status)
		status = report_later(&s, err);
	if (!status)
		status = replace_all(&s, err);
	ent_arena_free(s.arena);
	return status;
}
