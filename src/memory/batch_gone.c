/* SPDX-License-Identifier: Apache-2.0 */
/* batch_gone.c - pairs that a memory has from the place of a batch and that the batch
 * did not find.
 *
 * A pair is gone when a file of it no longer exists, or when its list or folder no
 * longer pairs the two.  When one of its files is in another pair now, it stays until
 * that one is stored with units, and is then removed.  Pairs of other languages are
 * left alone, and a folder inside another one has its pairs in common with it.
 *
 * Cost: a look-up for each pair of the two languages, and a stat() for each that was
 * not found. */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "memory/batch_parts.h"

/* A file of a pair of the batch. */
struct paired {
	ent_str name;
	uint32_t pair;
};

struct gone {
	struct ent_batch_run *b;
	struct paired *files; /* of all pairs, both sides, by name */
};

static int compare_paired(const void *a, const void *b)
{
	const struct paired *x = a, *y = b;
	const int order = ent_str_cmp(x->name, y->name);
	return order ? order : (x->pair > y->pair) - (x->pair < y->pair);
}

static int compare_name(const void *key, const void *item)
{
	return ent_str_cmp(*(const ent_str *)key, ((const struct paired *)item)->name);
}

/* The pair that a file is in now; UINT32_MAX for none. */
static uint32_t pair_with(const struct gone *g, ent_str name)
{
	const size_t n = 2 * (size_t)g->b->pairing.n_pairs;
	const size_t k =
		ent_lower_bound(&name, g->files, n, sizeof(*g->files), compare_name);
	return k < n && ent_str_eq(g->files[k].name, name) ? g->files[k].pair
							   : UINT32_MAX;
}

static bool is_below(ent_str name, ent_str folder)
{
	if (ent_str_is(folder, "."))
		return name.n && name.p[0] != '/';
	return folder.n && name.n > folder.n && ent_str_starts(name, folder) &&
	       (name.p[folder.n] == '/' || ent_str_is(folder, "/"));
}

static bool is_missing(const struct ent_batch_run *b, const ent_pair_row *row)
{
	return ent_root_lacks(&b->root, row->source) ||
	       ent_root_lacks(&b->root, row->target);
}

/* Whether a stored pair is of the place that the batch looks at: that place named it,
 * or it is in that folder and another folder named it.  What a list pairs is that
 * list's, until a file of it is gone. */
static bool is_from_here(const struct ent_batch_run *b, const ent_pair_row *row)
{
	if (!b->origin.n || ent_str_eq(row->origin, b->origin))
		return b->origin.n;
	return (is_below(row->source, b->origin) || is_below(row->target, b->origin)) &&
	       (is_below(row->source, row->origin) || is_missing(b, row));
}

static ent_status init(struct gone *g, struct ent_batch_run *b, ent_arena *arena)
{
	const uint32_t n = b->pairing.n_pairs;
	*g = (struct gone){ b, ENT_NEW_ARRAY(arena, struct paired, 2 * (size_t)n) };
	if (!g->files)
		return ent_fail_memory(b->err);
	for (uint32_t k = 0; k < n; k++) {
		g->files[2 * k] = (struct paired){ b->pairing.pairs[k].source_name, k };
		g->files[2 * k + 1] =
			(struct paired){ b->pairing.pairs[k].target_name, k };
	}
	if (n)
		qsort(g->files, 2 * (size_t)n, sizeof(*g->files), compare_paired);
	return ENT_OK;
}

/* The pair of the batch that has a file of a stored one; UINT32_MAX for none. */
static uint32_t successor_of(const struct gone *g, const ent_pair_row *row)
{
	const uint32_t k = pair_with(g, row->source);
	return k != UINT32_MAX ? k : pair_with(g, row->target);
}

static ent_status drop_pair(struct ent_batch_run *b,
			    const ent_pair_row *row,
			    ent_history_reason reason,
			    ent_str newer)
{
	uint64_t removed;
	ent_store *store = b->memory->store;
	ent_status status = ent_change_begin(b->memory, b->err);
	if (status)
		return status;
	status = ent_store_history_add(store, row->alignment, reason, newer, b->err);
	if (!status)
		status = ent_store_mark_alignment(store, row->alignment, b->err);
	if (!status)
		status = ent_memory_remove_marked(&removed, b->memory, b->err);
	return ent_change_end(b->memory, status, b->err);
}

ent_status ent_batch_gone(struct ent_batch_run *b, ent_arena *arena)
{
	struct gone g;
	ent_status status = init(&g, b, arena);
	for (uint32_t k = 0; !status && k < b->known_pairs.n; k++) {
		const ent_pair_row *row = &b->known_pairs.rows[k];
		if (b->claimed[k] || !is_from_here(b, row) ||
		    successor_of(&g, row) != UINT32_MAX ||
		    (!ent_str_eq(row->origin, b->origin) && !is_missing(b, row)))
			continue;
		if (!b->opt.dry_run && b->opt.prune)
			status = drop_pair(b, row, ENT_REASON_REMOVED, ENT_STR(""));
		b->out->removed++;
		ent_batch_report(b, &(ent_batch_event){ .outcome = ENT_PAIR_REMOVED,
							.source = row->source,
							.target = row->target,
							.by = ENT_BY_MEMORY });
	}
	return status;
}

ent_status ent_batch_drop_superseded(struct ent_batch_run *b, ent_arena *arena)
{
	struct gone g;
	ent_status status = init(&g, b, arena);
	for (uint32_t k = 0; !status && k < b->known_pairs.n; k++) {
		const ent_pair_row *row = &b->known_pairs.rows[k];
		const uint32_t next =
			b->claimed[k] ? UINT32_MAX : successor_of(&g, row);
		if (next == UINT32_MAX || !is_from_here(b, row))
			continue;
		const ent_file_pair *pair = &b->pairing.pairs[next];
		if (b->known[next].busy)
			continue;
		if (b->states[next] != ENT_BATCH_STORED) {
			ent_log(b->opt.progress, ENT_LOG_WARNING, row->source, 0,
				"its pair with %s stays until its pair with %s is stored",
				row->target.p, pair->target_name.p);
			continue;
		}
		status = drop_pair(b, row, ENT_REASON_PAIRED_AGAIN, pair->source_name);
		b->out->superseded++;
		ent_batch_report(
			b, &(ent_batch_event){
				   .outcome = ENT_PAIR_SUPERSEDED,
				   .source = row->source,
				   .target = row->target,
				   .newer = ent_str_eq(row->source, pair->source_name)
						    ? pair->target_name
						    : pair->source_name,
				   .by = ENT_BY_MEMORY });
	}
	return status;
}
