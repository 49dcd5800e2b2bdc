/* SPDX-License-Identifier: Apache-2.0 */
/* unpacked.c - lists that searches ask for again and again, by places of texts.
 *
 * Half of the time of a search goes into reading lists: finding their rows in the file,
 * unpacking them, and finding what is known of their texts, which is where their places
 * are (frequent.h).  So a list of which a second search reads a part is kept as places:
 * those of texts of one length are near each other, in two bytes each and in the order
 * of what is known of them.  Only what is read is kept, the buckets of lengths that
 * queries had; so nothing is read in advance.
 *
 * Each bucket of a list has a place in a table of sets; the one of a set that was not
 * used for longest is dropped for a new one, and others in turn while there are too
 * many.
 *
 * Memory: 2 bytes a text of a list, 24 MB at most, and 0.9 MB for the tables.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "index/inverter.h"
#include "index/unpacked.h"

/* asked: keys are counted by their last bits, which is a guess that costs little. */
enum { SETS = 8192, WAYS = 4, CHUNK_BITS = 16, ASKED = 1 << 16 };

#define BYTES_MAX ((size_t)24 << 20)

struct ent_unpacked {
	struct kept {
		uint32_t list, used; /* list: 0 for none */
		uint32_t n, chunks;  /* texts */
		uint32_t *ends;      /* of chunks, then the places; owned */
	} all[SETS][WAYS];
	uint8_t asked[ASKED]; /* keys, by their last bits */
	uint32_t clock;
	size_t bytes, most;
	size_t hand; /* the set from which something is dropped next */
	/* the list at hand; owned */
	uint32_t *texts;
	size_t n_texts, capacity;
};

static uint32_t chunks_of(const ent_known *known, uint32_t bucket)
{
	const uint32_t n =
		known->columns->starts[bucket + 1] - known->columns->starts[bucket];
	return (n >> CHUNK_BITS) + 1;
}

static size_t bytes_of(uint32_t chunks, uint32_t n)
{
	return chunks * sizeof(uint32_t) + n * sizeof(uint16_t);
}

/* What is kept of a bucket counts as used. */
static struct kept *find(ent_unpacked *u, uint32_t list)
{
	struct kept *set = u->all[list * 2654435761u >> 19];
	for (int k = 0; k < WAYS; k++)
		if (set[k].list == list) {
			set[k].used = u->clock;
			return &set[k];
		}
	return NULL;
}

bool ent_unpacked_find(ent_unpacked_list *out,
		       ent_unpacked *unpacked,
		       const ent_known *known,
		       uint32_t key,
		       uint32_t bucket)
{
	const struct kept *k = find(unpacked, ent_list_number(key, bucket));
	if (!k)
		return false;
	out->base = known->columns->starts[bucket];
	out->chunks = k->chunks;
	out->ends = k->ends;
	out->places = (const uint16_t *)(k->ends + out->chunks);
	return true;
}

static ent_unpacked *unpacked_new(void)
{
	ent_unpacked *u = calloc(1, sizeof(*u));
	if (u)
		u->most = BYTES_MAX;
	return u;
}

void ent_unpacked_most(ent_unpacked *unpacked, size_t bytes)
{
	unpacked->most = bytes;
}

bool ent_unpacked_ask(ent_unpacked **unpacked, uint32_t key)
{
	if (!*unpacked)
		*unpacked = unpacked_new();
	if (!*unpacked)
		return false;
	(*unpacked)->clock++;
	uint8_t *asked = &(*unpacked)->asked[key % ASKED];
	if (*asked)
		return true;
	*asked = 1;
	return false;
}

/* ---- keeping --------------------------------------------------------------------- */

static void drop(ent_unpacked *u, struct kept *k)
{
	if (k->list)
		u->bytes -= bytes_of(k->chunks, k->n);
	free(k->ends);
	*k = (struct kept){ .list = 0 };
}

static struct kept *oldest_of(struct kept *set)
{
	struct kept *oldest = &set[0];
	for (int k = 1; k < WAYS; k++)
		if (set[k].used < oldest->used)
			oldest = &set[k];
	return oldest;
}

/* Drops the oldest of each set in turn until there is space. */
static void make_space(ent_unpacked *u, size_t bytes)
{
	while (u->bytes && u->bytes + bytes > u->most) {
		struct kept *set = u->all[u->hand++ % SETS];
		for (int k = 0; k < WAYS; k++)
			if (set[k].list) {
				struct kept *oldest = oldest_of(set);
				drop(u, oldest->list ? oldest : &set[k]);
				break;
			}
	}
}

/* Puts the places of the texts in ends and after it; false when one is not in the
 * bucket, after the one before: the memory is damaged. */
static bool place_texts(uint32_t *ends,
			const ent_unpacked *u,
			const ent_known *known,
			uint32_t bucket)
{
	const uint32_t base = known->columns->starts[bucket],
		       n = known->columns->starts[bucket + 1] - base,
		       chunks = chunks_of(known, bucket);
	uint16_t *places = (uint16_t *)(ends + chunks);
	uint32_t chunk = 0, next = 0;
	for (size_t k = 0; k < u->n_texts; k++) {
		const uint32_t at = known->places[u->texts[k]] - base;
		if (at < next || at >= n)
			return false;
		for (; chunk < at >> CHUNK_BITS; chunk++)
			ends[chunk] = (uint32_t)k;
		places[k] = (uint16_t)at;
		next = at + 1;
	}
	for (; chunk < chunks; chunk++)
		ends[chunk] = (uint32_t)u->n_texts;
	return true;
}

static void keep_list(ent_unpacked *u,
		      const ent_known *known,
		      uint32_t key,
		      uint32_t bucket)
{
	const uint32_t list = ent_list_number(key, bucket);
	const uint32_t n = (uint32_t)u->n_texts, chunks = chunks_of(known, bucket);
	const size_t bytes = bytes_of(chunks, n);
	if (bytes > u->most / 4 || find(u, list))
		return;
	uint32_t *ends = malloc(bytes);
	if (!ends || !place_texts(ends, u, known, bucket)) {
		free(ends);
		return;
	}
	make_space(u, bytes);
	struct kept *k = oldest_of(u->all[list * 2654435761u >> 19]);
	drop(u, k);
	*k = (struct kept){ list, u->clock, n, chunks, ends };
	u->bytes += bytes;
}

/* ---- reading --------------------------------------------------------------------- */

struct reading {
	ent_unpacked *u;
	const ent_known *known;
	uint32_t key, bucket, last_text;
	bool failed;
};

/* Keeps the buckets before `bucket`, whose rows were all read: none, or those of the
 * texts at hand. */
static void reach(struct reading *r, uint32_t bucket)
{
	for (; r->bucket < bucket; r->bucket++) {
		keep_list(r->u, r->known, r->key, r->bucket);
		r->u->n_texts = 0;
	}
}

static bool read_row(void *data, const ent_posting_row *row)
{
	struct reading *r = data;
	ent_unpacked *u = r->u;
	ent_row_reader reader;
	reach(r, ent_row_bucket(row->id));
	ent_row_read(&reader, row->id, row->bytes);
	while (ent_row_block(&reader) && reader.texts[reader.n - 1] <= r->last_text) {
		if (!ENT_GROW(u->texts, u->capacity, u->n_texts + reader.n)) {
			r->failed = true;
			return false;
		}
		memcpy(u->texts + u->n_texts, reader.texts,
		       reader.n * sizeof(*u->texts));
		u->n_texts += reader.n;
	}
	return true;
}

ent_status ent_unpacked_read(ent_unpacked *unpacked,
			     ent_store *store,
			     const ent_known *known,
			     uint32_t key,
			     uint32_t from,
			     uint32_t to,
			     uint32_t last_text,
			     ent_error *err)
{
	struct reading r = { unpacked, known, key, from, last_text, false };
	unpacked->n_texts = 0;
	ent_status status = ent_store_postings(store, ent_row_number(key, from, 0),
					       ent_row_number(key, to, ENT_TEXT_MAX),
					       false, read_row, &r, err);
	if (!status && r.failed)
		status = ent_fail_memory(err);
	if (!status)
		reach(&r, to + 1);
	return status;
}

void ent_unpacked_free(ent_unpacked *unpacked)
{
	if (!unpacked)
		return;
	for (size_t k = 0; k < (size_t)SETS * WAYS; k++)
		free(unpacked->all[k / WAYS][k % WAYS].ends);
	free(unpacked->texts);
	free(unpacked);
}
