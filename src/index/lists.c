/* SPDX-License-Identifier: Apache-2.0 */
/* lists.c - the lists of words that are asked for again and again, unpacked.
 *
 * Most of a concordance's time goes into unpacking the lists of frequent words, and people
 * who search share them.  A list that is asked for twice is kept, in four bytes a place,
 * where a text is found by steps that double: so a frequent word costs little beside a
 * rare one.  What was not asked for longest is dropped first.
 *
 * Memory: 64 MB at most, and 160 KB.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "index/lists.h"
#include "index/places.h"
#include "store/posting_rows.h"

/* A key is looked for in a set of so many. */
enum { SETS = 1024, WAYS = 4, POSITION_MAX = 0xffff };
#define BYTES_MAX ((size_t)64 << 20)
#define LIST_BYTES_MAX (BYTES_MAX / 4)

struct ent_lists {
	struct kept {
		uint32_t key;
		bool asked, refused; /* before; it does not fit */
		uint64_t used;       /* when; 0: never */
		ent_list list;
	} all[SETS][WAYS];
	uint64_t clock;
	size_t bytes;
};

static size_t bytes_of(const ent_list *list)
{
	return list->places ? (list->n + list->n_blocks + 1) * sizeof(uint32_t) : 0;
}

static void drop(ent_lists *lists, struct kept *k)
{
	lists->bytes -= bytes_of(&k->list);
	free(k->list.places);
	free(k->list.starts);
	k->list = (ent_list){ NULL, 0, NULL, 0 };
}

/* ---- unpacking ------------------------------------------------------------------- */

struct unpacking {
	ent_list list;
	size_t places_capacity, starts_capacity;
	bool too_large, failed;
};

/* Begins blocks up to that of a text. */
static bool reach(struct unpacking *u, uint32_t text)
{
	const uint32_t block = text >> 16;
	if (!ENT_GROW(u->list.starts, u->starts_capacity, (size_t)block + 2))
		return false;
	for (; u->list.n_blocks <= block; u->list.n_blocks++)
		u->list.starts[u->list.n_blocks] = (uint32_t)u->list.n;
	return true;
}

static bool add_text(struct unpacking *u, ent_places_reader *r, uint32_t k)
{
	ent_list *list = &u->list;
	ent_places_of(r, k);
	if (!reach(u, r->texts[k]) ||
	    !ENT_GROW(list->places, u->places_capacity, list->n + r->left)) {
		u->failed = true;
		return false;
	}
	while (ent_places_next(r)) {
		u->too_large |= r->position > POSITION_MAX;
		list->places[list->n++] = r->texts[k] << 16 | r->position;
	}
	u->too_large |= list->n * sizeof(*list->places) > LIST_BYTES_MAX;
	return !u->too_large;
}

static bool add_row(void *data, const ent_posting_row *row)
{
	struct unpacking *u = data;
	ent_places_reader r;
	ent_places_read(&r, row->id, row->bytes);
	while (ent_places_block(&r))
		for (uint32_t k = 0; k < r.n; k++)
			if (!add_text(u, &r, k))
				return false;
	return true;
}

/* Drops the lists that were not used for longest until so many bytes more are allowed. */
static void drop_oldest(ent_lists *lists, size_t bytes)
{
	while (lists->bytes && lists->bytes + bytes > BYTES_MAX) {
		struct kept *oldest = NULL;
		for (size_t k = 0; k < (size_t)SETS * WAYS; k++) {
			struct kept *one = &lists->all[k / WAYS][k % WAYS];
			if (one->list.places && (!oldest || one->used < oldest->used))
				oldest = one;
		}
		if (!oldest)
			return;
		drop(lists, oldest);
		oldest->asked = false;
	}
}

static ent_status unpack(struct kept *k,
			 ent_lists *lists,
			 ent_store *store,
			 ent_error *err)
{
	struct unpacking u = { .list = { NULL, 0, NULL, 0 } };
	ent_status status = ent_store_postings(store, ent_row_number(k->key, 0, 0),
					       ent_row_number(k->key, 0, ENT_TEXT_MAX),
					       false, add_row, &u, err);
	if (!status && (u.failed || !reach(&u, 0)))
		status = ent_fail_memory(err);
	k->refused = u.too_large || !u.list.n;
	if (status || k->refused) {
		free(u.list.places);
		free(u.list.starts);
		return status;
	}
	u.list.starts[u.list.n_blocks] = (uint32_t)u.list.n;
	drop_oldest(lists, bytes_of(&u.list));
	k->list = u.list;
	lists->bytes += bytes_of(&k->list);
	return ENT_OK;
}

/* ---- asking ---------------------------------------------------------------------- */

/* Where a key is kept, or takes the place of the one not used for longest. */
static struct kept *place_of(ent_lists *lists, uint32_t key)
{
	struct kept *set = lists->all[key * 2654435761u >> 22], *oldest = &set[0];
	for (int k = 0; k < WAYS; k++) {
		if (set[k].used && set[k].key == key)
			return &set[k];
		if (set[k].used < oldest->used)
			oldest = &set[k];
	}
	drop(lists, oldest);
	*oldest = (struct kept){ .key = key };
	return oldest;
}

ent_status ent_lists_find(const ent_list **out,
			  ent_lists **lists,
			  ent_store *store,
			  uint32_t key,
			  ent_error *err)
{
	ent_status status = ENT_OK;
	*out = NULL;
	if (ent_store_is_writable(store))
		return ENT_OK;
	if (!*lists)
		*lists = calloc(1, sizeof(**lists));
	if (!*lists)
		return ent_fail_memory(err);
	struct kept *k = place_of(*lists, key);
	k->used = ++(*lists)->clock;
	if (!k->list.places && k->asked && !k->refused)
		status = unpack(k, *lists, store, err);
	k->asked = true;
	if (k->list.places)
		*out = &k->list;
	return status;
}

void ent_lists_free(ent_lists *lists)
{
	for (size_t k = 0; lists && k < (size_t)SETS * WAYS; k++)
		drop(lists, &lists->all[k / WAYS][k % WAYS]);
	free(lists);
}
