/* SPDX-License-Identifier: Apache-2.0 */
/* inverter.c - lists grow in slices of one pool.
 *
 *   slots   list number -> chain     open addressing
 *   chain   first and last slice, the place added last
 *   pool    slice: bytes ... | where the next one is, 4 bytes
 *           the first slice of a list has 16 bytes, each further one twice as many,
 *           up to 1024
 *
 * Places come in the order of texts, and each list is somewhere else in memory; so they
 * are gathered, sorted by list, and appended list by list.
 *
 * A place is written as its difference from the one before: the text's, signed, because
 * texts need not ascend, then the position's, seven bits a byte.  So a place takes two
 * to three bytes, and written bytes are never moved.
 *
 * Slices of growing size: Moffat and Mackenzie, "Immediate-Access Indexing Using
 * Space-Efficient Extensible Arrays", ADCS 2022, section 2, compare such schemes;
 * Lucene's ByteBlockPool is one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "index/inverter.h"

enum {
	LINK = 4,
	FIRST_SLICE = 16,
	LEVELS = 7, /* 16 ... 1024 */
	PAGE_BITS = 20,
	PAGE = 1 << PAGE_BITS,
	FEW = 2048,         /* chains whose space is kept */
	ARRIVALS = 1 << 16, /* 2 MB with the space for sorting: fits into a cache */
	AHEAD = 16,         /* arrivals whose lists are prefetched */
};

struct chain {
	uint32_t list, text, position; /* the last place */
	uint32_t first, at, end;       /* in the pool; end: of the slice's own bytes */
	uint32_t n;                    /* places */
	uint8_t level;
	bool placed, mixed; /* mixed: texts do not ascend */
};

/* A place on its way to its list. */
struct arrival {
	uint32_t list, text, position;
	bool placed;
};

struct ent_inverter {
	struct arrival *arrivals; /* ARRIVALS, and as many to sort; owned */
	size_t n_arrivals;
	struct chain *chains;
	size_t n, capacity;
	uint64_t *slots; /* list << 32 | number of its chain plus one; 0: free */
	size_t n_slots;  /* a power of two, or 0 */
	unsigned char **pages;
	size_t n_pages, pages_capacity;
	size_t used; /* of the pool */
	/* while lists are read */
	uint64_t *order, *scratch; /* list << 32 | chain */
	ent_word_place *places;
	size_t places_capacity;
};

ent_inverter *ent_inverter_new(void)
{
	return calloc(1, sizeof(ent_inverter));
}

static void drop_order(ent_inverter *inv)
{
	free(inv->order);
	free(inv->scratch);
	inv->order = inv->scratch = NULL;
}

void ent_inverter_clear(ent_inverter *inv)
{
	drop_order(inv);
	for (size_t k = 1; k < inv->n_pages; k++)
		free(inv->pages[k]);
	if (inv->n_pages > 1)
		inv->n_pages = 1;
	if (inv->capacity > FEW) {
		free(inv->chains);
		free(inv->slots);
		inv->chains = NULL;
		inv->slots = NULL;
		inv->capacity = inv->n_slots = 0;
	}
	if (inv->n_slots)
		memset(inv->slots, 0, inv->n_slots * sizeof(*inv->slots));
	inv->n = inv->used = inv->n_arrivals = 0;
}

void ent_inverter_free(ent_inverter *inv)
{
	if (!inv)
		return;
	ent_inverter_clear(inv);
	if (inv->n_pages)
		free(inv->pages[0]);
	free(inv->pages);
	free(inv->chains);
	free(inv->slots);
	free(inv->places);
	free(inv->arrivals);
	free(inv);
}

size_t ent_inverter_bytes(const ent_inverter *inv)
{
	return inv->n_pages * PAGE + inv->capacity * sizeof(*inv->chains) +
	       inv->n_slots * sizeof(*inv->slots);
}

bool ent_inverter_is_empty(const ent_inverter *inv)
{
	return !inv->n && !inv->n_arrivals;
}

static unsigned char *byte_at(const ent_inverter *inv, uint32_t at)
{
	return inv->pages[at >> PAGE_BITS] + (at & (PAGE - 1));
}

/* Space for a slice, which never crosses a page. */
static bool take_slice(uint32_t *at, ent_inverter *inv, uint32_t bytes)
{
	size_t in_page = inv->used & (PAGE - 1);
	if (in_page + bytes > PAGE)
		inv->used += PAGE - in_page;
	if (inv->used + bytes > UINT32_MAX)
		return false;
	if (inv->used >> PAGE_BITS >= inv->n_pages) {
		if (!ENT_GROW(inv->pages, inv->pages_capacity, inv->n_pages + 1))
			return false;
		inv->pages[inv->n_pages] = malloc(PAGE);
		if (!inv->pages[inv->n_pages])
			return false;
		inv->n_pages++;
	}
	*at = (uint32_t)inv->used;
	inv->used += bytes;
	return true;
}

static bool add_byte(ent_inverter *inv, struct chain *c, unsigned char byte)
{
	if (c->at == c->end) {
		uint32_t next, size = (uint32_t)FIRST_SLICE << c->level;
		if (!take_slice(&next, inv, size))
			return false;
		memcpy(byte_at(inv, c->end), &next, LINK);
		c->at = next;
		c->end = next + size - LINK;
		if (c->level < LEVELS - 1)
			c->level++;
	}
	*byte_at(inv, c->at++) = byte;
	return true;
}

static bool add_number(ent_inverter *inv, struct chain *c, uint64_t v)
{
	bool ok = true;
	for (; ok && v >= 128; v >>= 7)
		ok = add_byte(inv, c, (unsigned char)(v | 128));
	return ok && add_byte(inv, c, (unsigned char)v);
}

static size_t start_of(uint32_t list)
{
	return (size_t)((uint64_t)list * 0x9E3779B97F4A7C15u >> 24);
}

static uint64_t *slot_of(const ent_inverter *inv, uint32_t list)
{
	for (size_t at = start_of(list);; at++) {
		uint64_t *slot = &inv->slots[at & (inv->n_slots - 1)];
		if (!*slot || *slot >> 32 == list)
			return slot;
	}
}

static bool grow(ent_inverter *inv)
{
	size_t capacity = inv->capacity ? 2 * inv->capacity : 256;
	struct chain *chains = realloc(inv->chains, capacity * sizeof(*chains));
	if (!chains)
		return false;
	inv->chains = chains;
	inv->capacity = capacity;
	uint64_t *slots = calloc(2 * capacity, sizeof(*slots));
	if (!slots)
		return false;
	free(inv->slots);
	inv->slots = slots;
	inv->n_slots = 2 * capacity;
	for (size_t k = 0; k < inv->n; k++)
		*slot_of(inv, chains[k].list) =
			(uint64_t)chains[k].list << 32 | (k + 1);
	return true;
}

/* The number of the list's chain plus one; 0 when out of memory. */
static uint32_t chain_of(ent_inverter *inv, uint32_t list, bool placed)
{
	if (inv->n == inv->capacity && !grow(inv))
		return 0;
	uint64_t *slot = slot_of(inv, list);
	uint32_t first;
	if (*slot)
		return (uint32_t)*slot;
	if (!take_slice(&first, inv, FIRST_SLICE))
		return 0;
	inv->chains[inv->n] = (struct chain){ .list = list,
					      .first = first,
					      .at = first,
					      .end = first + FIRST_SLICE - LINK,
					      .level = 1,
					      .placed = placed };
	*slot = (uint64_t)list << 32 | ++inv->n;
	return (uint32_t)inv->n;
}

static bool add_place(ent_inverter *inv,
		      struct chain *c,
		      uint32_t text,
		      uint32_t position)
{
	const bool again = c->n && c->text == text;
	if (again && !c->placed)
		return true;
	int64_t step = (int64_t)text - c->text;
	uint64_t sign = step < 0 ? UINT64_MAX : 0;
	bool ok = add_number(inv, c, (uint64_t)step << 1 ^ sign);
	if (ok && c->placed)
		ok = add_number(inv, c, position - (again ? c->position : 0));
	c->mixed |= text < c->text;
	c->text = text;
	c->position = position;
	c->n++;
	return ok;
}

/* ---- sorting arrivals ---------------------------------------------------------- */

/* By list, least significant digit first, in order of arrival within a list. */
static struct arrival *sort_arrivals(ent_inverter *inv)
{
	enum { DIGIT = 11, VALUES = 1 << DIGIT };
	static const unsigned shifts[] = { 0, DIGIT, 2 * DIGIT };
	struct arrival *from = inv->arrivals, *to = inv->arrivals + ARRIVALS;
	for (int pass = 0; pass < 3; pass++) {
		uint32_t count[VALUES + 1] = { 0 };
		for (size_t k = 0; k < inv->n_arrivals; k++)
			count[(from[k].list >> shifts[pass] & (VALUES - 1)) + 1]++;
		for (unsigned c = 0; c < VALUES; c++)
			count[c + 1] += count[c];
		for (size_t k = 0; k < inv->n_arrivals; k++)
			to[count[from[k].list >> shifts[pass] & (VALUES - 1)]++] =
				from[k];
		struct arrival *swap = from;
		from = to;
		to = swap;
	}
	return from;
}

/* Appends the arrivals to their lists. */
static bool settle(ent_inverter *inv)
{
	bool ok = true;
	uint32_t chain = 0;
	if (!inv->n_arrivals)
		return true;
	const struct arrival *a = sort_arrivals(inv), *end = a + inv->n_arrivals;
	inv->n_arrivals = 0;
	for (const struct arrival *last = NULL; ok && a < end; last = a++) {
		if (inv->n_slots && end - a > AHEAD)
			__builtin_prefetch(&inv->slots[start_of(a[AHEAD].list) &
						       (inv->n_slots - 1)]);
		if (!last || last->list != a->list)
			chain = chain_of(inv, a->list, a->placed);
		ok = chain &&
		     add_place(inv, &inv->chains[chain - 1], a->text, a->position);
	}
	return ok;
}

bool ent_inverter_add(ent_inverter *inv,
		      const uint32_t *lists,
		      size_t n,
		      uint32_t text,
		      bool placed)
{
	if (!inv->arrivals)
		inv->arrivals = malloc(2 * ARRIVALS * sizeof(*inv->arrivals));
	if (!inv->arrivals)
		return false;
	for (size_t k = 0; k < n; k++) {
		if (lists[k] == ENT_NO_LIST)
			continue;
		if (inv->n_arrivals == ARRIVALS && !settle(inv))
			return false;
		inv->arrivals[inv->n_arrivals++] =
			(struct arrival){ lists[k], text, (uint32_t)k, placed };
	}
	return true;
}

/* ---- reading -------------------------------------------------------------------- */

struct cursor {
	const ent_inverter *inv;
	uint32_t at, end;
	uint8_t level;
};

static unsigned char next_byte(struct cursor *c)
{
	if (c->at == c->end) {
		uint32_t next, size = (uint32_t)FIRST_SLICE << c->level;
		memcpy(&next, byte_at(c->inv, c->end), LINK);
		c->at = next;
		c->end = next + size - LINK;
		if (c->level < LEVELS - 1)
			c->level++;
	}
	return *byte_at(c->inv, c->at++);
}

static uint64_t next_number(struct cursor *c)
{
	uint64_t v = 0;
	for (unsigned shift = 0;; shift += 7) {
		unsigned char byte = next_byte(c);
		v |= (uint64_t)(byte & 127) << shift;
		if (byte < 128)
			return v;
	}
}

static void read_chain(ent_word_place *out,
		       const ent_inverter *inv,
		       const struct chain *chain)
{
	struct cursor c = { inv, chain->first, chain->first + FIRST_SLICE - LINK, 1 };
	uint32_t text = 0, position = 0;
	for (uint32_t k = 0; k < chain->n; k++) {
		uint64_t v = next_number(&c);
		uint64_t step = v >> 1 ^ (v & 1 ? UINT64_MAX : 0);
		if (chain->placed)
			position =
				(uint32_t)next_number(&c) + (k && !step ? position : 0);
		text += (uint32_t)step;
		out[k] = (ent_word_place){ text, position };
	}
}

static bool make_order(ent_inverter *inv)
{
	inv->order = malloc((inv->n + 1) * sizeof(*inv->order));
	inv->scratch = malloc((inv->n + 1) * sizeof(*inv->scratch));
	if (!inv->order || !inv->scratch) {
		drop_order(inv);
		return false;
	}
	for (size_t k = 0; k < inv->n; k++)
		inv->order[k] = (uint64_t)inv->chains[k].list << 32 | k;
	ent_postings_sort(inv->order, inv->scratch, inv->n);
	return true;
}

int ent_inverter_next(ent_inverted *out, ent_inverter *inv, size_t *at)
{
	if (!*at && !settle(inv))
		return -1;
	if (*at >= inv->n) {
		drop_order(inv);
		return 0;
	}
	if (!*at) {
		drop_order(inv);
		if (!make_order(inv))
			return -1;
	}
	if (*at + AHEAD < inv->n) {
		const struct chain *soon =
			&inv->chains[(uint32_t)inv->order[*at + AHEAD / 2]];
		__builtin_prefetch(&inv->chains[(uint32_t)inv->order[*at + AHEAD]]);
		__builtin_prefetch(byte_at(inv, soon->first));
	}
	const struct chain *c = &inv->chains[(uint32_t)inv->order[(*at)++]];
	if (!ENT_GROW(inv->places, inv->places_capacity, c->n))
		return -1;
	read_chain(inv->places, inv, c);
	if (c->mixed)
		qsort(inv->places, c->n, sizeof(*inv->places), ent_place_cmp);
	*out = (ent_inverted){ c->list, c->placed, inv->places, c->n };
	return 1;
}
