/* SPDX-License-Identifier: Apache-2.0 */
/* lists.c - the lists of words that are asked for again and again, unpacked.
 *
 * A concordance spends most of its time on unpacking the lists of frequent words, and
 * most searches have some of these.  A list that two questions need is kept, in four
 * bytes a place, with the beginning of each few texts: so a frequent word costs little
 * beside a rare one.  The list that was not used for the longest time is dropped first.
 *
 * Memory: 72 MB at most, and 200 KB.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/pages.h"
#include "index/lists.h"
#include "index/places.h"
#include "store/posting_rows.h"

/* A key is looked for in a set of so many. */
enum { SETS = 1024, WAYS = 4, POSITION_MAX = 0xffff };

/* In how many questions a list is asked for before it is kept. */
enum { ASKED_BEFORE = 1 };

/* What a list takes is counted in pages of so many bytes. */
enum { PAGE = 4096 };
#define BYTES_MAX ((size_t)72 << 20)
#define LIST_BYTES_MAX (BYTES_MAX / 4)

struct ent_lists {
	struct kept {
		uint32_t key;
		bool refused;     /* it does not fit */
		uint32_t asked;   /* in how many readings of the store */
		uint64_t reading; /* the last of them */
		uint64_t used;    /* when; 0: never */
		ent_list list;
	} all[SETS][WAYS];
	uint64_t clock;
	size_t bytes;
};

static size_t n_starts(const ent_list *list)
{
	return ((size_t)list->n_blocks << (16 - list->shift)) + 1;
}

static size_t bytes_of(const ent_list *list)
{
	const size_t bytes = (list->n + n_starts(list)) * sizeof(uint32_t);
	return list->places ? (bytes + PAGE - 1) / PAGE * PAGE : 0;
}

static void drop(ent_lists *lists, struct kept *k)
{
	lists->bytes -= bytes_of(&k->list);
	ent_pages_free(k->list.places, bytes_of(&k->list));
	k->list = (ent_list){ .places = NULL };
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

/* Where the texts of each block begin, by the starts of the blocks. */
static void set_starts(ent_list *list, const uint32_t *blocks)
{
	const uint32_t n = 1u << (16 - list->shift); /* starts of a block */
	uint32_t *to = list->starts, at = 0;
	for (uint32_t b = 0; b < list->n_blocks; b++)
		for (uint32_t k = 0; k < n; k++) {
			*to++ = at;
			while (at < blocks[b + 1] &&
			       list->places[at] >> 16 >> list->shift == k)
				at++;
		}
	*to = at;
}

/* Copies a list whose starts are those of blocks to pages of its own, with the starts
 * of fewer texts, which have some sixteen places. */
static bool copy_list(ent_list *out, const ent_list *list)
{
	*out = *list;
	while (out->shift && n_starts(out) < list->n / 16)
		out->shift--;
	out->places = ent_pages_new((list->n + n_starts(out)) * sizeof(*out->places));
	if (!out->places)
		return false;
	memcpy(out->places, list->places, list->n * sizeof(*list->places));
	out->starts = out->places + list->n;
	set_starts(out, list->starts);
	return true;
}

/* Drops the lists that were not used for longest until so many bytes more are
 * allowed. */
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
		oldest->asked = 0;
	}
}

static ent_status unpack(struct kept *k,
			 ent_lists *lists,
			 ent_store *store,
			 ent_error *err)
{
	struct unpacking u = { .list = { .shift = 16 } };
	ent_status status = ent_store_postings(store, ent_row_number(k->key, 0, 0),
					       ent_row_number(k->key, 0, ENT_TEXT_MAX),
					       false, add_row, &u, err);
	if (!status && (u.failed || !reach(&u, 0)))
		status = ent_fail_memory(err);
	ent_list list = { .places = NULL };
	k->refused = u.too_large || !u.list.n;
	if (!status && !k->refused) {
		u.list.starts[u.list.n_blocks] = (uint32_t)u.list.n;
		if (!copy_list(&list, &u.list))
			status = ent_fail_memory(err);
	}
	free(u.list.places);
	free(u.list.starts);
	if (status || k->refused)
		return status;
	drop_oldest(lists, bytes_of(&list));
	k->list = list;
	lists->bytes += bytes_of(&list);
	return ENT_OK;
}

/* ---- asking ---------------------------------------------------------------------- */

/* Counts once for each reading of the store.  A reading answers one question, such as
 * that for the fragments of a text, which may need a word many times: a single question
 * need not wait for lists to be kept. */
static bool ask(struct kept *k, uint64_t reading)
{
	if (!reading || k->reading != reading)
		k->asked++;
	k->reading = reading;
	return k->asked > ASKED_BEFORE;
}

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
	const bool again = ask(k, ent_store_reading(store));
	if (!k->list.places && again && !k->refused)
		status = unpack(k, *lists, store, err);
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
