/* SPDX-License-Identifier: Apache-2.0 */
/* concord.c - every place where a phrase occurs, or how many there are.
 *
 * The index of words gives the texts (find_texts.c), the index of units their uses,
 * newest first.  When only the side of a unit decides, and a handle has asked for many
 * texts, a table in memory (store/use_table.c) counts the uses; the index is asked only
 * for texts the newest use of which may be shown.  Later texts are mostly newer, so
 * they are taken first and few others are asked for.  Counting looks at every use and
 * sorts: O(n log n).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "concord/concord_parts.h"
#include "concord/counts.h"
#include "concord/newest.h"
#include "entente/concord.h"
#include "text/lang.h"

struct concord {
	ent_memory *memory;
	ent_concord_options opt;
	ent_unit_filter filter;
	ent_concord_rules rules;
	ent_pattern *pattern;
	ent_ids texts;     /* that contain the phrase, sorted */
	ent_ids others;    /* that contain the phrase of the other side, sorted */
	uint64_t text;     /* current */
	ent_ids addresses; /* texts that may have one, before the current one; lent */
	bool in_address;   /* the current text has the phrase only there */
	bool counts;
	ent_counter counter;
	uint64_t total;
	ent_top top;
	bool used;                  /* the current text has a use */
	bool side;                  /* on which the last use was */
	const ent_use_table *table; /* NULL: each text is asked for */
	ent_newest newest;          /* of the texts in the table */
	bool counted;               /* the table has the uses of the current text, */
	size_t taken;               /* of which so many were looked at */
	ent_error *err;
	ent_status failed;
};

/* Higher for what is to come first: a preferred document, then what is surer if that is
 * asked for. */
static void rank(ent_found *found, const struct concord *c, const ent_use *use)
{
	enum { FIRST = 2, STEPS = 10000 };
	found->context = ent_unit_filter_prefers(&c->filter, use) ? FIRST : 0;
	if (!c->opt.surest)
		return;
	const float unsure = 1 - use->confidence;
	found->measure.length = STEPS;
	found->measure.distance = unsure > 0 ? (uint32_t)lroundf(unsure * STEPS) : 0;
}

static bool take_use(void *data, const ent_use *use)
{
	struct concord *c = data;
	c->used = true;
	c->side = use->as_target;
	if (!ent_unit_filter_accepts(&c->filter, use) ||
	    (c->opt.other.n && !ent_ids_have(&c->others, use->other)))
		return true;
	if (c->counts) {
		c->failed = ent_counter_add(&c->counter, use, c->err);
		return !c->failed;
	}
	c->total += !c->counted;
	ent_found found = { .measure = { 0, 1, c->in_address ? 99 : 100,
					 ENT_MATCH_EXACT },
			    .unit = use->unit,
			    .document = use->document,
			    .text = c->text,
			    .as_target = use->as_target,
			    .date = use->date };
	rank(&found, c, use);
	ent_top_add(&c->top, &found);
	/* those that follow are older */
	return !c->counted || !c->top.limit || ++c->taken < c->top.limit;
}

/* Counts the uses of a text, and skips those that will not be shown; false when the
 * index must be asked. */
static bool take_known(struct concord *c, uint64_t text)
{
	const ent_text_uses uses = ent_use_table_of(c->table, text);
	if (uses.n == ENT_USES_MANY)
		return false;
	if (!uses.n || !c->filter.sides[uses.as_target])
		return true;
	if (c->counts) {
		if (uses.n != 1)
			return false;
		c->failed = ent_counter_add_key(
			&c->counter,
			c->counter.by == ENT_COUNT_YEAR
				? ent_use_table_year(c->table, uses.newest)
				: ent_use_table_document(c->table, uses.newest),
			c->err);
		return true;
	}
	c->total += uses.n;
	c->side = uses.as_target;
	c->counted = c->in_address || ent_newest_add(&c->newest, uses.newest);
	return !c->counted;
}

static ent_status take_side(struct concord *c, uint64_t text, bool side, ent_error *err)
{
	if (!c->filter.sides[side])
		return ENT_OK;
	c->memory->uses_asked += c->memory->uses_asked < UINT64_MAX;
	return ent_store_uses(c->memory->store, text, side, c->filter.lean[side],
			      take_use, c, err);
}

static ent_status take_text(struct concord *c, uint64_t text, ent_error *err)
{
	c->text = text;
	c->counted = c->used = false;
	c->taken = 0;
	if (c->table && take_known(c, text))
		return c->failed;
	const bool first = c->side; /* the side of the last one is the likely one */
	ent_status status = take_side(c, text, first, err);
	if (!status && !c->counted && !(c->used && c->filter.one_sided))
		status = take_side(c, text, !first, err);
	return status ? status : c->failed;
}

/* Finds the table of uses if it has what is asked for, and is read already or worth
 * reading. */
static ent_status find_table(struct concord *c, ent_error *err)
{
	ent_memory *memory = c->memory;
	ent_status status = ENT_OK;
	bool current = true;
	if (c->opt.other.n || c->opt.surest || c->top.limit > ENT_NEWEST_MAX ||
	    (c->counts && !ent_counter_is_tabled(&c->counter)) ||
	    !ent_unit_filter_is_by_side(&c->filter))
		return ENT_OK;
	if (memory->uses)
		status = ent_use_table_is_current(&current, memory->uses, memory->store,
						  err);
	if (!current) {
		ent_use_table_free(memory->uses);
		memory->uses = NULL;
		memory->uses_asked = 0;
	}
	if (!status && !memory->uses)
		status = ent_use_table_read(&memory->uses, memory->store,
					    memory->uses_asked, err);
	c->table = memory->uses;
	c->newest.limit = c->top.limit;
	return status;
}

static ent_status choose(struct concord *c, ent_arena *arena, ent_error *err)
{
	ent_store *store = c->memory->store;
	ent_status status = ent_lang_read(&c->opt.lang, c->opt.lang, arena, err);
	c->filter.since = c->opt.since;
	c->filter.until = c->opt.until;
	c->filter.min_confidence = c->opt.min_confidence;
	if (!status)
		status = ent_unit_filter_directions(&c->filter, store, c->opt.lang,
						    ENT_STR(""), arena, err);
	if (!status)
		status = ent_unit_filter_documents(&c->filter, store, c->opt.document,
						   arena, err);
	if (!status)
		status = ent_unit_filter_imports(&c->filter, store, c->opt.label,
						 c->opt.origin, arena, err);
	if (!status)
		status = ent_unit_filter_globs(
			&c->filter.excluded, &c->filter.n_excluded, store,
			&c->opt.exclude, c->opt.exclude.n > 0, arena, err);
	if (!status)
		status = ent_unit_filter_globs(
			&c->filter.preferred, &c->filter.n_preferred, store,
			&c->opt.prefer, c->opt.prefer.n > 0, arena, err);
	if (!c->opt.other.n && !c->counts && !c->opt.surest)
		ent_unit_filter_simplify(&c->filter);
	return status;
}

static ent_status find_other(struct concord *c, ent_arena *scratch, ent_error *err)
{
	ent_pattern *pattern;
	ent_concord_rules rules;
	ent_arena *arena = ent_arena_new(0);
	ent_status status =
		arena ? ent_concord_rules_find(&rules, c->memory, ENT_STR(""), err)
		      : ent_fail_memory(err);
	if (!status)
		status = ent_pattern_new(&pattern, c->opt.other, &c->opt, &rules, arena,
					 err);
	if (!status)
		status = ent_pattern_find(pattern, c->memory, ent_ids_add, &c->others,
					  scratch, err);
	ent_arena_free(arena);
	ent_ids_sort(&c->others);
	return status;
}

static ent_status find_texts(struct concord *c,
			     ent_str phrase,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_arena *scratch = ent_arena_new(0);
	if (!scratch)
		return ent_fail_memory(err);
	ent_status status =
		ent_concord_rules_find(&c->rules, c->memory, c->opt.lang, err);
	if (!status)
		status = ent_pattern_new(&c->pattern, phrase, &c->opt, &c->rules, arena,
					 err);
	if (!status)
		status = ent_pattern_find(c->pattern, c->memory, ent_ids_add, &c->texts,
					  scratch, err);
	ent_ids_sort(&c->texts);
	if (!status && c->opt.other.n)
		status = find_other(c, scratch, err);
	ent_arena_free(scratch);
	return status;
}

/* Whether a text has the phrase only in addresses, for one text after the other,
 * descending. */
static ent_status look_for_address(struct concord *c,
				   uint64_t id,
				   ent_arena *scratch,
				   ent_error *err)
{
	const ent_span *spans;
	uint32_t n;
	ent_str text;
	c->in_address = false;
	while (c->addresses.n && c->addresses.p[c->addresses.n - 1] > id)
		c->addresses.n--;
	if (!c->addresses.n || c->addresses.p[c->addresses.n - 1] != id)
		return ENT_OK;
	ent_arena_clear(scratch);
	ent_status status = ent_store_text_get(&text, NULL, c->memory->store, id, err);
	if (!status)
		status = ent_pattern_mark(&spans, &n, c->pattern, text, scratch, err);
	if (!status)
		c->in_address = ent_is_in_address(text, spans, n);
	return status;
}

static ent_status search(struct concord *c,
			 ent_str phrase,
			 ent_arena *arena,
			 ent_error *err)
{
	ent_arena *scratch = ent_arena_new(0);
	ent_status status = scratch ? choose(c, arena, err) : ent_fail_memory(err);
	if (!status)
		status = find_table(c, err);
	if (!status)
		status = find_texts(c, phrase, arena, err);
	if (!status && !c->counts && c->texts.n)
		status = ent_addresses_find(&c->addresses, c->memory, err);
	for (size_t k = c->texts.n; k-- > 0 && !status;) {
		status = look_for_address(c, c->texts.p[k], scratch, err);
		if (!status)
			status = take_text(c, c->texts.p[k], err);
		if (!status && c->top.failed)
			status = ent_fail_memory(err);
	}
	ent_arena_free(scratch);
	return status;
}

static void release(struct concord *c)
{
	ent_top_release(&c->top);
	free(c->texts.p);
	free(c->others.p);
	ent_counter_release(&c->counter);
}

static struct concord begin(ent_memory *memory,
			    const ent_concord_options *opt,
			    ent_arena *arena,
			    ent_error *err)
{
	struct concord c = { .memory = memory, .err = err };
	c.opt = opt ? *opt : ENT_CONCORD_OPTIONS_DEFAULT;
	/* words must be linked to know which hits have a rendering */
	if (c.opt.rendering.n)
		c.opt.no_counterparts = false;
	c.top = ent_top_init(c.opt.rendering.n ? 0 : c.opt.limit, arena);
	return c;
}

static ent_status write_hits(const ent_hit **out,
			     uint32_t *count,
			     struct concord *c,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_hit *hits = ENT_NEW_ARRAY(arena, ent_hit, c->top.n);
	if (!hits)
		return ent_fail_memory(err);
	c->pattern->together = c->opt.rendering.n || !c->opt.limit;
	ent_status status = ent_hits_read(hits, c->top.n, c->memory, c->top.found,
					  c->pattern, arena, err);
	*count = (uint32_t)c->top.n;
	if (!status && c->opt.rendering.n) {
		status = ent_hits_of_rendering(hits, count, c->opt.rendering, c->memory,
					       arena, err);
		c->total = *count;
		if (c->opt.limit && *count > c->opt.limit)
			*count = c->opt.limit;
	}
	*out = hits;
	return status;
}

ent_status ent_memory_concord(const ent_hit **out,
			      uint32_t *count,
			      uint64_t *total,
			      ent_memory *memory,
			      ent_str phrase,
			      const ent_concord_options *opt,
			      ent_arena *arena,
			      ent_error *err)
{
	struct concord c = begin(memory, opt, arena, err);
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = search(&c, phrase, arena, err);
	ent_top_finish(&c.top);
	if (!status)
		status = write_hits(out, count, &c, arena, err);
	if (!status)
		*total = c.total;
	ent_store_read_end(memory->store);
	release(&c);
	return status;
}

/* ---- counting -------------------------------------------------------------------- */

ent_status ent_memory_concord_count(const ent_count **out,
				    uint32_t *count,
				    ent_memory *memory,
				    ent_str phrase,
				    ent_count_by by,
				    const ent_concord_options *opt,
				    ent_arena *arena,
				    ent_error *err)
{
	struct concord c = begin(memory, opt, arena, err);
	c.counts = true;
	c.counter = (ent_counter){ .by = by, .arena = arena };
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = search(&c, phrase, arena, err);
	if (!status)
		status = ent_counter_finish(out, count, &c.counter, memory->store, err);
	ent_store_read_end(memory->store);
	release(&c);
	return status;
}
