/* SPDX-License-Identifier: Apache-2.0 */
/* known_pairs.c - the pairs of two languages that a memory holds, in one table.
 *
 * A batch asks it for each pair and file; so it is loaded once.  Memory: about 200
 * bytes a pair; time: O(n log n). */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "pairing/known_pairs.h"

struct loading {
	ent_pair_row *rows; /* owned */
	size_t n, capacity;
	ent_arena *arena;
};

static ent_status add_row(void *data, const ent_pair_row *row, ent_error *err)
{
	struct loading *l = data;
	if (!ENT_GROW(l->rows, l->capacity, l->n + 1))
		return ent_fail_memory(err);
	ent_pair_row *copy = &l->rows[l->n++];
	*copy = *row;
	copy->source = ent_arena_str(l->arena, row->source);
	copy->target = ent_arena_str(l->arena, row->target);
	copy->origin = ent_arena_str(l->arena, row->origin);
	return copy->source.p && copy->target.p && copy->origin.p
		       ? ENT_OK
		       : ent_fail_memory(err);
}

static int compare_names(const void *a, const void *b)
{
	const ent_pair_row *x = a, *y = b;
	const int order = ent_str_cmp(x->source, y->source);
	return order ? order : ent_str_cmp(x->target, y->target);
}

static int compare_hashes(const ent_pair_row *row, uint64_t source, uint64_t target)
{
	if (row->source_hash != source)
		return row->source_hash < source ? -1 : 1;
	return (row->target_hash > target) - (row->target_hash < target);
}

/* For qsort_r() of the GNU C library, whose third argument the rows are: of equal
 * contents the first name comes first. */
static int compare_contents(const void *a, const void *b, void *data)
{
	const ent_pair_row *rows = data;
	const uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	const int order =
		compare_hashes(&rows[x], rows[y].source_hash, rows[y].target_hash);
	return order ? order : (x > y) - (x < y);
}

ent_status ent_known_pairs_load(ent_known_pairs *out,
				ent_store *store,
				ent_str from,
				ent_str to,
				ent_arena *arena,
				ent_error *err)
{
	struct loading l = { .arena = arena };
	ent_status status = ent_store_pairs_of(store, from, to, add_row, &l, err);
	ent_pair_row *rows = status ? NULL : ENT_NEW_ARRAY(arena, ent_pair_row, l.n);
	uint32_t *by_content = status ? NULL : ENT_NEW_ARRAY(arena, uint32_t, l.n);
	if (!status && (!rows || !by_content))
		status = ent_fail_memory(err);
	if (!status && l.n) {
		memcpy(rows, l.rows, l.n * sizeof(*rows));
		qsort(rows, l.n, sizeof(*rows), compare_names);
		for (uint32_t k = 0; k < l.n; k++)
			by_content[k] = k;
		qsort_r(by_content, l.n, sizeof(*by_content), compare_contents, rows);
	}
	free(l.rows);
	if (!status)
		*out = (ent_known_pairs){ rows, (uint32_t)l.n, by_content };
	return status;
}

const ent_pair_row *ent_known_pair(const ent_known_pairs *known,
				   ent_str source,
				   ent_str target)
{
	const ent_pair_row key = { .source = source, .target = target };
	return known->n ? bsearch(&key, known->rows, known->n, sizeof(key),
				  compare_names)
			: NULL;
}

struct hash_search {
	const ent_known_pairs *in;
	uint64_t source_hash, target_hash;
};

static bool is_before(const void *data, size_t k)
{
	const struct hash_search *s = data;
	return compare_hashes(&s->in->rows[s->in->by_content[k]], s->source_hash,
			      s->target_hash) < 0;
}

const ent_pair_row *ent_known_content(const ent_known_pairs *known,
				      uint64_t source_hash,
				      uint64_t target_hash,
				      bool (*fits)(void *data, const ent_pair_row *row),
				      void *data)
{
	const struct hash_search search = { known, source_hash, target_hash };
	for (size_t k = ent_count_before(known->n, is_before, &search); k < known->n;
	     k++) {
		const ent_pair_row *row = &known->rows[known->by_content[k]];
		if (compare_hashes(row, source_hash, target_hash))
			break;
		if (fits(data, row))
			return row;
	}
	return NULL;
}
