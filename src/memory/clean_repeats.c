/* SPDX-License-Identifier: Apache-2.0 */
/* clean_repeats.c - units that repeat each other, exactly or but for case.
 *
 * Units with equal hashes are gathered by a sort and then compared as texts, so that no
 * unit is removed for a hash.  Of exact repetitions the oldest unit stays; of those
 * that differ in case the texts that most of them have, and of these the oldest.  A
 * unit of aligned documents is a sentence at its place and repeats nothing.
 *
 * Cost: 16 bytes for each unit and rule, a sort, and a read of the units that share a
 * hash.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "memory/clean_parts.h"
#include "text/fold.h"

/* 16 bytes a unit is what the sort needs; texts of one group are in an arena. */
#define GROUP_LIMIT ((size_t)256 << 20)

static uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9E3779B97F4A7C15; /* 2^64 / golden ratio */
	return hash ^ (hash >> 32);
}

/* Puts the form of a text in which repetitions are equal into *buf. */
static ent_str form_of(ent_buf *buf, ent_str text, unsigned rule)
{
	if (rule == ENT_CLEAN_DUPLICATES)
		return text;
	ent_buf_clear(buf);
	ent_buf_add(buf, ENT_STR(""));
	ent_fold_add(buf, text, ENT_FOLD_CASE);
	return ent_buf_str(buf);
}

ent_status ent_clean_repeats_add(struct ent_clean_repeats *r,
				 const ent_unit_row *row,
				 const ent_unit_side texts[2],
				 ent_error *err)
{
	ent_buf form = ENT_BUF_INIT;
	uint64_t key = mix(row->keys.direction, row->keys.document);
	for (int k = 0; k < 2; k++)
		key = mix(key, ent_str_hash(form_of(&form, texts[k].text, r->rule)));
	const bool failed = form.failed;
	ent_buf_release(&form);
	if (failed || !ENT_GROW(r->list, r->capacity, r->n + 1))
		return ent_fail_memory(err);
	r->list[r->n++] = (struct ent_clean_repeat){ key, row->id };
	return ENT_OK;
}

/* ---- one group of units with the same hash --------------------------------------- */

/* Units with the same texts. */
struct same {
	ent_str texts[2], forms[2], langs[2], document,
		target_document; /* in the arena */
	uint64_t first;
	uint32_t units;
	uint32_t kind; /* the first of those with the same forms */
};

struct group {
	struct same *list; /* owned */
	size_t n, capacity;
	uint32_t *of; /* owned: for each unit of the group its place in list, or NONE */
	size_t of_capacity;
	ent_arena *arena;
};

#define NONE UINT32_MAX

static bool is_of(const struct same *a, const struct same *b, bool forms)
{
	const ent_str *x = forms ? a->forms : a->texts,
		      *y = forms ? b->forms : b->texts;
	return ent_str_eq(x[0], y[0]) && ent_str_eq(x[1], y[1]) &&
	       ent_str_eq(a->langs[0], b->langs[0]) &&
	       ent_str_eq(a->langs[1], b->langs[1]) &&
	       ent_str_eq(a->document, b->document) &&
	       ent_str_eq(a->target_document, b->target_document);
}

static bool copy_same(struct same *to, const struct same *from, ent_arena *arena)
{
	*to = *from;
	ent_str *const strings[] = { &to->texts[0], &to->texts[1],       &to->forms[0],
				     &to->forms[1], &to->langs[0],       &to->langs[1],
				     &to->document, &to->target_document };
	for (size_t k = 0; k < sizeof(strings) / sizeof(strings[0]); k++)
		if (!(*strings[k] = ent_arena_str(arena, *strings[k])).p)
			return false;
	return true;
}

/* The place of a unit among the different ones; adds it when it is a new one. */
static ent_status place_unit(uint32_t *place,
			     struct group *g,
			     const struct same *unit,
			     ent_error *err)
{
	uint32_t kind = NONE;
	for (size_t k = 0; k < g->n; k++) {
		if (is_of(&g->list[k], unit, false)) {
			g->list[k].units++;
			*place = (uint32_t)k;
			return ENT_OK;
		}
		if (kind == NONE && is_of(&g->list[k], unit, true))
			kind = g->list[k].kind;
	}
	if (!ENT_GROW(g->list, g->capacity, g->n + 1) ||
	    !copy_same(&g->list[g->n], unit, g->arena))
		return ent_fail_memory(err);
	*place = (uint32_t)g->n;
	g->list[g->n].kind = kind == NONE ? (uint32_t)g->n : kind;
	g->n++;
	return ENT_OK;
}

static ent_status add_unit(uint32_t *place,
			   struct group *g,
			   const struct ent_clean_repeats *r,
			   ent_memory *memory,
			   uint64_t number,
			   ent_error *err)
{
	ent_unit unit;
	ent_unit_side sides[2];
	ent_bead_row bead;
	unsigned broken;
	ent_buf forms[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	*place = NONE;
	ent_status status = ent_store_bead_of_unit(&bead, memory->store, number, err);
	if (status || bead.alignment)
		return status;
	ent_arena *arena = ent_arena_new(0);
	status = arena ? ent_memory_unit(&unit, memory, number, arena, err)
		       : ent_fail_memory(err);
	if (!status && !ent_clean_texts(sides, &broken, &unit, r->texts, arena))
		status = ent_fail_memory(err);
	if (!status) {
		struct same same = { .langs = { unit.source.lang, unit.target.lang },
				     .document = unit.document,
				     .target_document = unit.target_document,
				     .first = number,
				     .units = 1 };
		for (int k = 0; k < 2; k++) {
			same.texts[k] = sides[k].text;
			same.forms[k] = form_of(&forms[k], sides[k].text, r->rule);
		}
		status = forms[0].failed || forms[1].failed
				 ? ent_fail_memory(err)
				 : place_unit(place, g, &same, err);
	}
	ent_buf_release(&forms[0]);
	ent_buf_release(&forms[1]);
	ent_arena_free(arena);
	return status;
}

/* The one that stays of those with the forms of `kind`. */
static uint32_t best_of(const struct group *g, uint32_t kind)
{
	uint32_t best = kind;
	for (uint32_t k = kind; k < g->n; k++)
		if (g->list[k].kind == kind && g->list[k].units > g->list[best].units)
			best = k;
	return best;
}

static ent_status examine_group(struct group *g,
				const struct ent_clean_repeats *r,
				ent_memory *memory,
				size_t from,
				size_t to,
				ent_error *err)
{
	ent_status status = ENT_OK;
	g->n = 0;
	ent_arena_clear(g->arena);
	if (!ENT_GROW(g->of, g->of_capacity, to - from))
		return ent_fail_memory(err);
	for (size_t k = from; k < to && !status; k++)
		status = add_unit(&g->of[k - from], g, r, memory, r->list[k].unit, err);
	return status;
}

static int repeat_cmp(const void *pa, const void *pb)
{
	const struct ent_clean_repeat *a = pa, *b = pb;
	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return (a->unit > b->unit) - (a->unit < b->unit);
}

ent_status ent_clean_repeats_each(struct ent_clean_repeats *r,
				  ent_memory *memory,
				  ent_clean_repeat_fn fn,
				  void *data,
				  ent_error *err)
{
	struct group g = { .arena = ent_arena_new(GROUP_LIMIT) };
	ent_status status = g.arena ? ENT_OK : ent_fail_memory(err);
	if (r->n)
		qsort(r->list, r->n, sizeof(*r->list), repeat_cmp);
	for (size_t from = 0, to; from < r->n && !status; from = to) {
		for (to = from + 1; to < r->n && r->list[to].key == r->list[from].key;)
			to++;
		if (to - from == 1)
			continue;
		status = examine_group(&g, r, memory, from, to, err);
		for (size_t k = from; k < to && !status; k++) {
			const uint32_t at = g.of[k - from];
			if (at == NONE)
				continue;
			const struct same *best = &g.list[best_of(&g, g.list[at].kind)];
			/* an exact repetition is a duplicate, and the other rule's */
			const bool goes = r->rule == ENT_CLEAN_CASE
						  ? &g.list[at] != best
						  : r->list[k].unit != best->first;
			if (goes)
				status = fn(data, r->rule, r->list[k].unit, best->first,
					    err);
		}
	}
	free(g.list);
	free(g.of);
	ent_arena_free(g.arena);
	return status;
}
