/* SPDX-License-Identifier: Apache-2.0 */
/* find_list.c - which of the places found are beside a word whose list is kept.
 *
 * Both are sorted, so each passes over what the other does not have: a few steps one by
 * one, then steps that double.  Where both have about as many places, as two frequent
 * words have, both are walked instead, with no branch that depends on them: processors
 * cannot foresee it.  Where the list has many more, each text is looked up in it, by
 * where each few of its texts begin; no look waits for the one before.
 */
#include "index/find_parts.h"

/* Steps one by one: as many as frequent words have between places that they share. */
enum { NEAR_STEPS = 8, POSITION_MAX = 0xffff };

/* The first of [at, end) that is `wanted` or more. */
#define DEFINE_SEEK(name, type)                                                        \
	static size_t name(const type *all, size_t at, size_t end, type wanted)        \
	{                                                                              \
		const size_t near = end - at < NEAR_STEPS ? end : at + NEAR_STEPS;     \
		size_t step = NEAR_STEPS;                                              \
		while (at < near && all[at] < wanted)                                  \
			at++;                                                          \
		if (at < near || at == end)                                            \
			return at;                                                     \
		while (step < end - at && all[at + step] < wanted) {                   \
			at += step;                                                    \
			step *= 2;                                                     \
		}                                                                      \
		size_t high = step < end - at ? at + step : end;                       \
		while (at < high) {                                                    \
			const size_t middle = at + (high - at) / 2;                    \
			if (all[middle] < wanted)                                      \
				at = middle + 1;                                       \
			else                                                           \
				high = middle;                                         \
		}                                                                      \
		return at;                                                             \
	}
DEFINE_SEEK(seek_place, uint32_t)
DEFINE_SEEK(seek_found, uint64_t)

/* Where the word may be, for a row that begins at a place found: places of a list. */
struct window {
	uint32_t low, high, exact;
	bool none;
};

static struct window window_of(const ent_find *f, uint64_t found)
{
	const uint32_t text = (uint32_t)(found >> 32) << 16;
	const int64_t begin = (uint32_t)found;
	const int64_t low = f->in_a_row ? begin + f->word->low : 0;
	const int64_t high = f->in_a_row ? begin + f->word->high : POSITION_MAX;
	return (struct window){
		.low = text | (uint32_t)(low > 0 ? low : 0),
		.high = text | (uint32_t)(high < POSITION_MAX ? high : POSITION_MAX),
		.exact = (uint32_t)begin + f->word->offset,
		.none = low > POSITION_MAX || high < 0,
	};
}

/* The first place found whose window a place of the list, or one after it, may be
 * in. */
static uint64_t first_beside(const ent_find *f, uint32_t block, uint32_t place)
{
	const uint64_t text = (uint64_t)block << 16 | place >> 16;
	const int64_t begin = (int64_t)(place & POSITION_MAX) - f->word->high;
	return text << 32 | (uint64_t)(f->in_a_row && begin > 0 ? begin : 0);
}

/* A block of texts: the places found [k, end), those of the list [at, last). */
struct block {
	uint32_t number;
	size_t k, end, at, last;
};

/* By steps that double. */
static void leap(ent_find *f, const uint32_t *places, struct block b)
{
	while (b.k < b.end) {
		const struct window w = window_of(f, f->found[b.k]);
		if (w.none) {
			b.k++;
			continue;
		}
		b.at = seek_place(places, b.at, b.last, w.low);
		if (b.at == b.last)
			return;
		if (places[b.at] > w.high) {
			b.k = seek_found(f->found, b.k + 1, b.end,
					 first_beside(f, b.number, places[b.at]));
			continue;
		}
		unsigned char mark = 0;
		for (size_t p = b.at; p < b.last && places[p] <= w.high; p++)
			mark |= !f->in_a_row || (places[p] & POSITION_MAX) == w.exact
					? ENT_FIND_HERE
					: ENT_FIND_NEAR;
		f->marks[b.k++] |= mark;
	}
}

/* Place by place.  Windows are of one place or two, so that one of the list is at the
 * end of one window when it is in two. */
static void walk(const ent_find *f, const uint32_t *places, struct block b)
{
	const int64_t low = f->word->low, high = f->word->high, exact = f->word->offset;
	const int64_t enough = exact >= low && exact <= high ? exact : high;
	const uint64_t width = (uint64_t)(high - low),
		       before = (uint64_t)b.number << 48;
	const uint64_t *const found = f->found;
	unsigned char *const marks = f->marks;
	size_t k = b.k, at = b.at;
	while (k < b.end && at < b.last) {
		const uint64_t place = (uint64_t)(places[at] >> 16) << 32 |
				       (places[at] & POSITION_MAX);
		const int64_t from = (int64_t)(place - (found[k] - before));
		const bool beside = (uint64_t)(from - low) <= width;
		const bool passes = from >= enough;
		marks[k] |= (unsigned char)(beside << (from != exact));
		k += passes;
		at += !passes;
	}
}

/* Each place found by itself. */
static void look_up(const ent_find *f, const ent_list *list, struct block b)
{
	const uint32_t *const places = list->places;
	for (size_t k = b.k; k < b.end; k++) {
		const struct window w = window_of(f, f->found[k]);
		const uint32_t *start =
			&list->starts[(uint32_t)(f->found[k] >> 32) >> list->shift];
		const uint32_t *at = &places[start[0]];
		size_t n = start[1] - start[0];
		if (w.none)
			continue;
		for (; n > 1;
		     n -=
		     n / 2) /* the first that is w.low or more is in [at, at + n] */
			at += at[n / 2 - 1] < w.low ? n / 2 : 0;
		at += n && *at < w.low;
		unsigned char mark = 0;
		for (const uint32_t *end = &places[start[1]]; at < end && *at <= w.high;
		     at++)
			mark |= !f->in_a_row || (*at & POSITION_MAX) == w.exact
					? ENT_FIND_HERE
					: ENT_FIND_NEAR;
		f->marks[k] |= mark;
	}
}

static bool are_alike(const ent_find *f, const struct block *b)
{
	enum { TIMES = 6 };
	const size_t n_found = b->end - b->k, n_list = b->last - b->at;
	return f->in_a_row && f->word->high - f->word->low <= 1 &&
	       n_found < n_list * TIMES && n_list < n_found * TIMES;
}

void ent_find_in_list(ent_find *f, const ent_list *list)
{
	size_t k = 0;
	while (k < f->n) {
		const uint32_t block = (uint32_t)(f->found[k] >> 48);
		if (block >= list->n_blocks)
			return;
		const size_t end =
			seek_found(f->found, k, f->n, (uint64_t)(block + 1) << 48);
		const struct block b = { block, k, end, ent_list_start(list, block),
					 ent_list_start(list, block + 1) };
		if (are_alike(f, &b))
			walk(f, list->places, b);
		else if (b.end - b.k < b.last - b.at)
			look_up(f, list, b);
		else
			leap(f, list->places, b);
		k = end;
	}
}
