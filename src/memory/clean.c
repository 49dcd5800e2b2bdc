/* SPDX-License-Identifier: Apache-2.0 */
/* clean.c - cleaning a memory in bulk, by named rules.
 *
 * The units are read once to find which rules they break, and those that repeat each
 * other are found by a sort (clean_repeats.c).  What was found is numbers only; the
 * texts are made again, unit by unit, when it is listed or done, so that memory does
 * not grow with texts.  What a unit was goes into the history, as with an edit or a
 * deletion of one unit, and what is done to a unit of aligned documents is a decision.
 *
 * Cost: a pass over the units, at most 32 bytes for each, and the cost of an edit or a
 * deletion for each unit that breaks a rule.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "memory/clean_parts.h"
#include "memory/edit.h"
#include "store/run_rows.h"

struct found {
	uint64_t unit;
	uint64_t other; /* that it repeats; 0: none */
	unsigned rules; /* that it breaks */
};

struct clean {
	ent_memory *memory;
	const ent_filter *filter;
	const ent_clean_options *opt;
	ent_clean_result *out;
	struct found *found; /* owned */
	size_t n, capacity;
	struct ent_clean_repeats repeats[2];
	ent_arena *arena; /* of one unit */
	ent_buf why;
};

/* All rules that are looked at. */
static unsigned rules_of(const struct clean *c)
{
	return c->opt->rules | c->opt->listed;
}

static ent_status add_found(struct clean *c,
			    unsigned rules,
			    uint64_t unit,
			    uint64_t other,
			    ent_error *err)
{
	if (!ENT_GROW(c->found, c->capacity, c->n + 1))
		return ent_fail_memory(err);
	c->found[c->n++] = (struct found){ unit, other, rules };
	return ENT_OK;
}

static ent_status add_repeat(void *data,
			     unsigned rule,
			     uint64_t unit,
			     uint64_t other,
			     ent_error *err)
{
	return add_found(data, rule, unit, other, err);
}

/* ---- finding --------------------------------------------------------------------- */

/* The rules that a unit breaks, with the texts that it will have. */
static ent_status examine(unsigned *texts,
			  unsigned *judged,
			  ent_unit_side sides[2],
			  struct clean *c,
			  const ent_unit *unit,
			  ent_error *err)
{
	unsigned listed = 0;
	ent_unit_side ignored[2];
	ent_buf_clear(&c->why);
	bool ok = ent_clean_texts(sides, texts, unit, c->opt->rules, c->arena);
	if (ok && (c->opt->listed & ENT_CLEAN_TEXTS))
		ok = ent_clean_texts(ignored, &listed, unit, c->opt->listed, c->arena);
	if (!ok)
		return ent_fail_memory(err);
	ent_unit now = *unit;
	now.source = sides[0];
	now.target = sides[1];
	if (!ent_clean_judge(judged, &c->why, &now, rules_of(c), c->arena))
		return ent_fail_memory(err);
	*texts |= listed;
	return ENT_OK;
}

static ent_status look_at(void *data, const ent_unit_row *row, ent_error *err)
{
	struct clean *c = data;
	unsigned texts, judged;
	bool reversed;
	ent_unit_side sides[2];
	if (!ent_filter_takes(&reversed, c->filter, &row->unit))
		return ENT_OK;
	ent_arena_clear(c->arena);
	ent_status status = examine(&texts, &judged, sides, c, &row->unit, err);
	if (!status && (texts | judged))
		status = add_found(c, texts | judged, row->id, 0, err);
	const bool goes = judged & c->opt->rules;
	for (int k = 0; k < 2 && !status && !goes; k++)
		if (c->repeats[k].rule & rules_of(c))
			status = ent_clean_repeats_add(&c->repeats[k], row, sides, err);
	return status;
}

static int found_cmp(const void *pa, const void *pb)
{
	const struct found *a = pa, *b = pb;
	if (a->unit != b->unit)
		return a->unit < b->unit ? -1 : 1;
	return (a->rules > b->rules) - (a->rules < b->rules);
}

/* One entry a unit, in the order of storing. */
static void merge_found(struct clean *c)
{
	size_t n = 0;
	if (c->n)
		qsort(c->found, c->n, sizeof(*c->found), found_cmp);
	for (size_t k = 0; k < c->n; k++) {
		struct found *last = n ? &c->found[n - 1] : NULL;
		if (last && last->unit == c->found[k].unit) {
			last->rules |= c->found[k].rules;
			last->other = last->other ? last->other : c->found[k].other;
		} else {
			c->found[n++] = c->found[k];
		}
	}
	c->n = n;
}

static ent_status find(struct clean *c, ent_error *err)
{
	ent_status status =
		ent_store_unit_each(c->memory->store, c->filter, look_at, c, err);
	for (int k = 0; k < 2 && !status; k++)
		status = ent_clean_repeats_each(&c->repeats[k], c->memory, add_repeat,
						c, err);
	merge_found(c);
	return status;
}

/* ---- doing ----------------------------------------------------------------------- */

static bool same_side(const ent_unit_side *a, const ent_unit_side *b)
{
	return ent_str_eq(a->text, b->text) && ent_str_eq(a->markup, b->markup);
}

/* Why the texts change, before what else there is to say. */
static void explain_texts(struct clean *c, unsigned rules, const bool sides[2])
{
	static const char *const what[] = { "white space", "control characters",
					    "entities" };
	const char *where = sides[0] && sides[1] ? "source and target"
			    : sides[0]           ? "source"
						 : "target";
	bool first = true;
	for (unsigned k = 0; k < 3; k++)
		if (rules & (1u << k)) {
			ent_buf_addf(&c->why, "%s%s", first ? "" : ", ", what[k]);
			first = false;
		}
	if (!first)
		ent_buf_addf(&c->why, " in the %s", where);
}

static void explain_repeat(struct clean *c, const struct found *f, unsigned rules)
{
	if (!(rules & ENT_CLEAN_REPEATS))
		return;
	ent_buf_addf(&c->why, "%s%s unit %llu", c->why.n ? "; " : "",
		     rules & ENT_CLEAN_DUPLICATES ? "repeats"
						  : "differs only in case from",
		     (unsigned long long)f->other);
}

static ent_status send(struct clean *c, const ent_cleaning *what, ent_error *err)
{
	ent_cleaning copy = *what;
	if (c->why.failed)
		return ent_fail_memory(err);
	copy.why = c->why.n ? ent_buf_str(&c->why) : ENT_STR("");
	for (unsigned k = 0; k < ENT_CLEAN_RULES; k++)
		c->out->by_rule[k] += what->rules >> k & 1;
	switch (what->action) {
	case ENT_CLEAN_CHANGE: c->out->changed++; break;
	case ENT_CLEAN_REMOVE: c->out->removed++; break;
	case ENT_CLEAN_LOOK: c->out->listed++; break;
	}
	return c->opt->each ? c->opt->each(c->opt->data, &copy, err) : ENT_OK;
}

static ent_status remove_unit(struct clean *c, uint64_t unit, ent_error *err)
{
	ent_store *store = c->memory->store;
	if (c->opt->dry_run)
		return ENT_OK;
	ent_status status = ent_store_change_add(store, ENT_CHANGE_DELETED, unit,
						 ENT_STR(""), ENT_STR(""), err);
	if (!status)
		status = ent_memory_reject_unit(c->memory, unit, c->opt->who, c->arena,
						err);
	return status ? status : ent_store_mark_for_removal(store, unit, err);
}

static ent_status change_unit(struct clean *c,
			      uint64_t unit,
			      const ent_unit_side sides[2],
			      ent_error *err)
{
	bool changed;
	return c->opt->dry_run
		       ? ENT_OK
		       : ent_memory_rewrite_unit(&changed, c->memory, unit, sides,
						 c->opt->who, c->arena, err);
}

/* Removes a unit, or swaps its sides back; now: the unit with the texts that it would
 * have. */
static ent_status do_removal(struct clean *c,
			     const struct found *f,
			     const ent_unit *unit,
			     const ent_unit *now,
			     unsigned rules,
			     ent_error *err)
{
	ent_cleaning what = { .action = ENT_CLEAN_REMOVE,
			      .rules = rules,
			      .unit = f->unit,
			      .found = unit };
	const ent_unit_side swapped[2] = { now->target, now->source };
	unsigned broken;
	ent_buf_clear(&c->why);
	if (!ent_clean_judge(&broken, &c->why, now, rules, c->arena))
		return ent_fail_memory(err);
	explain_repeat(c, f, rules);
	const bool swap = rules == ENT_CLEAN_LANGUAGE && ent_clean_is_swapped(now);
	if (swap) {
		what.action = ENT_CLEAN_CHANGE;
		what.source = now->target.text;
		what.target = now->source.text;
	}
	ent_status status = send(c, &what, err);
	if (status)
		return status;
	return swap ? change_unit(c, f->unit, swapped, err)
		    : remove_unit(c, f->unit, err);
}

static ent_status do_texts(struct clean *c,
			   const struct found *f,
			   const ent_unit *unit,
			   const ent_unit_side sides[2],
			   unsigned rules,
			   ent_error *err)
{
	const bool differ[2] = { !same_side(&unit->source, &sides[0]),
				 !same_side(&unit->target, &sides[1]) };
	const ent_cleaning what = { .action = ENT_CLEAN_CHANGE,
				    .rules = rules,
				    .unit = f->unit,
				    .found = unit,
				    .source = sides[0].text,
				    .target = sides[1].text };
	ent_buf_clear(&c->why);
	explain_texts(c, rules, differ);
	ent_status status = send(c, &what, err);
	return status ? status : change_unit(c, f->unit, sides, err);
}

/* What a rule would do that was not chosen. */
static ent_status list_only(struct clean *c,
			    const struct found *f,
			    const ent_unit *unit,
			    unsigned rules,
			    ent_error *err)
{
	ent_unit_side sides[2];
	unsigned broken;
	const ent_cleaning what = {
		.action = ENT_CLEAN_LOOK, .rules = rules, .unit = f->unit, .found = unit
	};
	ent_buf_clear(&c->why);
	if (!ent_clean_texts(sides, &broken, unit, rules, c->arena))
		return ent_fail_memory(err);
	const bool differ[2] = { !same_side(&unit->source, &sides[0]),
				 !same_side(&unit->target, &sides[1]) };
	explain_texts(c, broken, differ);
	if (!ent_clean_judge(&broken, &c->why, unit, rules, c->arena))
		return ent_fail_memory(err);
	explain_repeat(c, f, rules);
	return send(c, &what, err);
}

static ent_status treat(struct clean *c, const struct found *f, ent_error *err)
{
	ent_unit unit, now;
	ent_unit_side sides[2];
	unsigned broken;
	ent_arena_clear(c->arena);
	ent_status status = ent_memory_unit(&unit, c->memory, f->unit, c->arena, err);
	if (status)
		return status;
	const unsigned chosen = f->rules & c->opt->rules;
	const unsigned texts = chosen & ENT_CLEAN_TEXTS,
		       goes = chosen & ~ENT_CLEAN_TEXTS;
	if (!ent_clean_texts(sides, &broken, &unit, c->opt->rules, c->arena))
		return ent_fail_memory(err);
	now = unit;
	now.source = sides[0];
	now.target = sides[1];
	if (goes)
		return do_removal(c, f, &unit, &now, goes, err);
	if (texts)
		status = do_texts(c, f, &unit, sides, texts, err);
	const unsigned listed = f->rules & ~chosen;
	return status || !listed ? status : list_only(c, f, &now, listed, err);
}

static ent_status treat_all(struct clean *c, ent_error *err)
{
	const uint64_t limit = c->filter->limit;
	ent_status status = ENT_OK;
	for (size_t k = 0; k < c->n && !status && (!limit || k < limit); k++)
		status = treat(c, &c->found[k], err);
	return status;
}

/* ---- the whole ------------------------------------------------------------------- */

static ent_status apply(struct clean *c, ent_error *err)
{
	ent_store *store = c->memory->store;
	uint64_t removed;
	ent_buf names = ENT_BUF_INIT;
	for (int k = 0; k < ENT_CLEAN_RULES; k++)
		if (c->opt->rules & (1u << k))
			ent_buf_addf(&names, "%s%s", names.n ? "," : "",
				     ent_clean_rule_name((ent_clean_rule)(1 << k)));
	const ent_run_row run = { .kind = ENT_RUN_CLEAN,
				  .source = names.n ? ent_buf_str(&names) : ENT_STR(""),
				  .who = c->opt->who };
	ent_status status = names.failed ? ent_fail_memory(err)
					 : ent_store_run_begin(store, &run, err);
	ent_buf_release(&names);
	if (!status)
		status = find(c, err);
	if (!status)
		status = treat_all(c, err);
	if (!status)
		status = ent_memory_remove_marked(&removed, c->memory, err);
	if (!status)
		status = ent_index_sweep(c->memory->index, err);
	if (!status && (c->out->changed || c->out->removed))
		status = ent_store_run_number(&c->out->run, store, err);
	return status;
}

static ent_status clean(struct clean *c, ent_error *err)
{
	ent_memory *memory = c->memory;
	ent_status status;
	if (c->opt->dry_run) {
		status = ent_store_read_begin(memory->store, err);
		if (status)
			return status;
		status = find(c, err);
		if (!status)
			status = treat_all(c, err);
		ent_store_read_end(memory->store);
		return status;
	}
	status = ent_change_begin(memory, err);
	if (status)
		return status;
	status = ent_change_end(memory, apply(c, err), err);
	ent_store_run_end(memory->store);
	return status;
}

ent_status ent_memory_clean(ent_clean_result *out,
			    ent_memory *memory,
			    const ent_filter *filter,
			    const ent_clean_options *opt,
			    ent_error *err)
{
	const ent_clean_options options = opt ? *opt : ENT_CLEAN_OPTIONS_DEFAULT;
	ent_filter resolved = filter ? *filter : ENT_FILTER_DEFAULT;
	const unsigned texts = options.rules & ENT_CLEAN_TEXTS;
	struct clean c = { .memory = memory,
			   .filter = &resolved,
			   .opt = &options,
			   .out = out,
			   .repeats = { { .rule = ENT_CLEAN_DUPLICATES,
					  .texts = texts },
					{ .rule = ENT_CLEAN_CASE, .texts = texts } },
			   .arena = ent_arena_new(0) };
	ent_arena *arena = ent_arena_new(0); /* languages */
	ent_status status = c.arena && arena ? ENT_OK : ent_fail_memory(err);
	*out = (ent_clean_result){ .run = 0 };
	if (!status && (resolved.from.n || resolved.to.n))
		status = ent_filter_resolve(&resolved, memory, filter, arena, err);
	if (!status)
		status = clean(&c, err);
	if (status)
		*out = (ent_clean_result){ .run = 0 };
	for (int k = 0; k < 2; k++)
		free(c.repeats[k].list);
	free(c.found);
	ent_buf_release(&c.why);
	ent_arena_free(c.arena);
	ent_arena_free(arena);
	return status;
}
