/* SPDX-License-Identifier: Apache-2.0 */
/* counts.c - how many hits each document, year, origin and so on has.
 *
 * Each hit gives a number, of its document for instance; numbers are sorted, and each
 * different one gets its name.  Several imports may have one label, so that equal names
 * are joined.  O(n log n).
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "concord/counts.h"
#include "store/document_rows.h"
#include "store/run_rows.h"

/* Steps of confidence, the last one with 1. */
enum { STEPS = 10 };

const char *ent_count_by_name(ent_count_by by)
{
	switch (by) {
	case ENT_COUNT_DOCUMENT: return "document";
	case ENT_COUNT_YEAR: return "year";
	case ENT_COUNT_CONFIDENCE: return "confidence";
	case ENT_COUNT_ORIGIN: return "origin";
	case ENT_COUNT_LABEL: return "label";
	}
	return "";
}

bool ent_counter_is_tabled(const ent_counter *c)
{
	return c->by == ENT_COUNT_DOCUMENT || c->by == ENT_COUNT_YEAR;
}

static ent_status find_origin(uint64_t *key,
			      ent_counter *c,
			      ent_str origin,
			      ent_error *err)
{
	for (*key = 0; *key < c->n_origins; ++*key)
		if (ent_str_eq(c->origins[*key], origin))
			return ENT_OK;
	if (!ENT_GROW(c->origins, c->capacity, c->n_origins + 1))
		return ent_fail_memory(err);
	const ent_str copy = ent_arena_str(c->arena, origin);
	if (!copy.p)
		return ent_fail_memory(err);
	c->origins[c->n_origins++] = copy;
	return ENT_OK;
}

ent_status ent_counter_add_key(ent_counter *c, uint64_t key, ent_error *err)
{
	return ent_ids_add(&c->keys, key, err);
}

static uint64_t step_of(float confidence)
{
	const float step = confidence * STEPS + 1e-4f;
	return step < 0 ? 0 : step >= STEPS ? STEPS - 1 : (uint64_t)step;
}

ent_status ent_counter_add(ent_counter *c, const ent_use *use, ent_error *err)
{
	uint64_t key = 0;
	ent_status status = ENT_OK;
	switch (c->by) {
	case ENT_COUNT_DOCUMENT: key = use->document; break;
	case ENT_COUNT_YEAR: key = ent_date_year(use->date); break;
	case ENT_COUNT_CONFIDENCE: key = step_of(use->confidence); break;
	case ENT_COUNT_ORIGIN: status = find_origin(&key, c, use->origin, err); break;
	case ENT_COUNT_LABEL: key = use->run; break;
	}
	return status ? status : ent_ids_add(&c->keys, key, err);
}

static ent_status name_of(ent_str *out,
			  const ent_counter *c,
			  uint64_t key,
			  ent_store *store,
			  ent_error *err)
{
	char text[24] = "";
	switch (c->by) {
	case ENT_COUNT_DOCUMENT:
		return ent_store_document_name(out, store, key, c->arena, err);
	case ENT_COUNT_LABEL:
		return ent_store_label_of_run(out, store, key, c->arena, err);
	case ENT_COUNT_ORIGIN: *out = c->origins[key]; return ENT_OK;
	case ENT_COUNT_YEAR:
		if (key)
			snprintf(text, sizeof(text), "%04u", (unsigned)key);
		break;
	case ENT_COUNT_CONFIDENCE:
		snprintf(text, sizeof(text), "0.%u", (unsigned)key);
		break;
	}
	*out = ent_arena_str(c->arena, ent_str_of(text));
	return out->p ? ENT_OK : ent_fail_memory(err);
}

static int most_cmp(const void *pa, const void *pb)
{
	const ent_count *a = pa, *b = pb;
	if (a->hits != b->hits)
		return a->hits > b->hits ? -1 : 1;
	return ent_str_cmp(a->name, b->name);
}

static int name_cmp(const void *pa, const void *pb)
{
	const ent_count *a = pa, *b = pb;
	return ent_str_cmp(a->name, b->name);
}

static uint32_t join_names(ent_count *counts, uint32_t n)
{
	uint32_t kept = 0;
	if (n)
		qsort(counts, n, sizeof(*counts), name_cmp);
	for (uint32_t k = 0; k < n; k++)
		if (kept && ent_str_eq(counts[kept - 1].name, counts[k].name))
			counts[kept - 1].hits += counts[k].hits;
		else
			counts[kept++] = counts[k];
	return kept;
}

ent_status ent_counter_finish(const ent_count **out,
			      uint32_t *count,
			      ent_counter *c,
			      ent_store *store,
			      ent_error *err)
{
	size_t different = 0;
	uint32_t n = 0;
	ent_status status = ENT_OK;
	const uint64_t *keys = c->keys.p;
	if (c->keys.n)
		qsort(c->keys.p, c->keys.n, sizeof(*keys), ent_u64_item_cmp);
	for (size_t k = 0; k < c->keys.n; k++)
		different += !k || keys[k] != keys[k - 1];
	ent_count *counts = ENT_NEW_ARRAY(c->arena, ent_count, different);
	if (!counts)
		return ent_fail_memory(err);
	for (size_t k = 0; k < c->keys.n && !status; k++) {
		if (!k || keys[k] != keys[k - 1])
			status = name_of(&counts[n++].name, c, keys[k], store, err);
		counts[n - 1].hits++;
	}
	if (!status && c->by == ENT_COUNT_LABEL)
		n = join_names(counts, n);
	if (n && c->by != ENT_COUNT_YEAR && c->by != ENT_COUNT_CONFIDENCE)
		qsort(counts, n, sizeof(*counts), most_cmp);
	*out = counts;
	*count = n;
	return status;
}

void ent_counter_release(ent_counter *c)
{
	free(c->keys.p);
	free(c->origins);
}
