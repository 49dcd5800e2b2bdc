/* SPDX-License-Identifier: Apache-2.0 */
/* code_cost.c - what the differences between inline codes cost.
 *
 * A code is between two tokens or within one.  The cheapest edit script of the
 * texts (explain.c) says which places of the one are places of the other: those
 * through which its path leads.  The codes of the two sides, in order, are then
 * aligned by a second edit distance (Levenshtein, as in score.c):
 *
 *	a code is added or removed                        CODE_COST
 *	the same, before or after all  of the text  CODE_COST_OUTER
 *	a code of the same kind in another place    CODE_COST_MOVED
 *	another code in the same place              CODE_COST_OTHER
 *
 * Two codes are the same when both open, close, are empty or break the line, and what
 * they mean (bold, a link) does not differ where it is known of both.  Numbers and
 * native code are not compared: they belong to the file, not to the sentence.
 *
 * The cost is never negative and 0 only when the codes are the same in the same
 * places, so that a text's score bounds that of its units.
 *
 * Time O(n m) tokens once a text, and O(a b) codes a unit, without those that are equal
 * at both ends; above CELLS_MAX all of these count as removed and added.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "match/code_cost.h"
#include "match/query.h"

/* Chosen below the cost of a punctuation mark: to insert a code is less work than to
 * find a word.  A missing pair of codes around a word of ten leaves a score of 97. */
enum {
	CODE_COST = 15,
	CODE_COST_OUTER = 5,
	CODE_COST_MOVED = 10,
	CODE_COST_OTHER = 10,
};

enum { CELLS_MAX = 1 << 16 };

struct ent_code_cost {
	ent_query *query;
	ent_inlines own;
	uint32_t *own_places;
	ent_str text;
	bool equal; /* the text is the query */
	bool ready; /* path belongs to the text */
	ent_edit_path path;
	uint32_t *places; /* of the text's codes; owned */
	size_t places_capacity;
	uint32_t *cells; /* owned */
	size_t cells_capacity;
};

/* ---- places ------------------------------------------------------------------- */

/* Twice the number of tokens before, and one more within a token; without tokens
 * twice the ink.  codes are in order. */
static void place_codes(uint32_t *places,
			const ent_inlines *codes,
			const struct ent_query_word *words,
			uint32_t n_words)
{
	uint32_t k = 0, ink = 0; /* before word k */
	for (uint32_t c = 0; c < codes->n; c++) {
		uint32_t at = codes->list[c].ink;
		while (k < n_words && ink + words[k].ink <= at) {
			ink += words[k].ink;
			k++;
		}
		places[c] = n_words ? 2 * k + (k < n_words && ink < at) : 2 * at;
	}
}

/* Whether a place of the query is one of the text. */
static bool is_same_place(const ent_code_cost *c, uint32_t a, uint32_t b)
{
	if (c->equal)
		return a == b;
	if ((a ^ b) & 1)
		return false;
	uint32_t i = a / 2, j = b / 2;
	const ent_edit_path *w = &c->path;
	if (a & 1) /* within tokens that correspond */
		return w->last[i] == j && w->first[i + 1] == j + 1;
	return w->first[i] <= j && j <= w->last[i];
}

/* Makes path and places ready for a comparison of codes with codes. */
static ent_status make_ready(ent_code_cost *c, const ent_inlines *other, ent_error *err)
{
	ent_status status = ENT_OK;
	ent_query *q = c->query;
	if (!c->equal && !c->ready)
		status = ent_query_path(&c->path, q, c->text, err);
	if (status)
		return status;
	c->ready = true;
	if (!ENT_GROW(c->places, c->places_capacity, other->n))
		return ent_fail_memory(err);
	if (c->equal)
		place_codes(c->places, other, q->words, q->n);
	else
		place_codes(c->places, other, q->other, q->n_other);
	return ENT_OK;
}

ent_status ent_code_cost_new(ent_code_cost **out,
			     ent_query *query,
			     const ent_inlines *codes,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_code_cost *c = ENT_NEW_ARRAY(arena, ent_code_cost, 1);
	uint32_t *places = ENT_NEW_ARRAY(arena, uint32_t, codes->n + 1);
	if (!c || !places)
		return ent_fail_memory(err);
	c->query = query;
	c->own = *codes;
	c->own_places = places;
	place_codes(places, codes, query->words, query->n);
	*out = c;
	return ENT_OK;
}

void ent_code_cost_release(ent_code_cost *c)
{
	if (!c)
		return;
	ent_edit_path_release(&c->path);
	free(c->places);
	free(c->cells);
	c->places = c->cells = NULL;
}

void ent_code_cost_text(ent_code_cost *c, ent_str text)
{
	c->text = text;
	c->equal = ent_str_eq(text, c->query->text);
	c->ready = false;
}

/* ---- costs ---------------------------------------------------------------------- */

bool ent_code_is_outer(const ent_inlines *codes, uint32_t k)
{
	uint32_t ink = codes->list[k].ink;
	return ink == 0 || ink >= codes->ink;
}

static uint32_t single_cost(const ent_inlines *codes, uint32_t k)
{
	return ent_code_is_outer(codes, k) ? CODE_COST_OUTER : CODE_COST;
}

/* Bytes of text before a place. */
static uint32_t ink_before(const struct ent_query_word *words,
			   uint32_t n,
			   uint32_t place)
{
	uint32_t ink = 0;
	for (uint32_t k = 0; k < place / 2 && k < n; k++)
		ink += words[k].ink;
	return n ? ink : place / 2;
}

static bool are_same(const ent_inline *a, const ent_inline *b)
{
	return a->kind == b->kind &&
	       (!a->type.n || !b->type.n || ent_str_eq(a->type, b->type));
}

/* What it costs to replace code a by code b; UINT32_MAX when that is not possible. */
static uint32_t replacement_cost(const ent_code_cost *c,
				 const ent_inlines *other,
				 uint32_t a,
				 uint32_t b)
{
	const bool same = are_same(&c->own.list[a], &other->list[b]);
	const bool here = is_same_place(c, c->own_places[a], c->places[b]);
	if (same && here)
		return 0;
	return same ? CODE_COST_MOVED : here ? CODE_COST_OTHER : UINT32_MAX;
}

/* The codes without those that are equal at both ends. */
struct middle {
	uint32_t from, own_to, other_to;
};

static struct middle middle_of(const ent_code_cost *c, const ent_inlines *other)
{
	struct middle m = { 0, c->own.n, other->n };
	while (m.from < m.own_to && m.from < m.other_to &&
	       !replacement_cost(c, other, m.from, m.from))
		m.from++;
	while (m.own_to > m.from && m.other_to > m.from &&
	       !replacement_cost(c, other, m.own_to - 1, m.other_to - 1)) {
		m.own_to--;
		m.other_to--;
	}
	return m;
}

/* The cheapest cost of the first i and j codes of the middle, in cells. */
static bool fill_cells(ent_code_cost *c,
		       const ent_inlines *other,
		       const struct middle *m)
{
	const uint32_t n = m->own_to - m->from, w = m->other_to - m->from + 1;
	const size_t size = ((size_t)n + 1) * w;
	if (size > c->cells_capacity) {
		free(c->cells);
		c->cells = malloc(size * sizeof(*c->cells));
		c->cells_capacity = c->cells ? size : 0;
		if (!c->cells)
			return false;
	}
	uint32_t *cell = c->cells;
	for (uint32_t i = 0; i <= n; i++)
		for (uint32_t j = 0; j < w; j++, cell++) {
			uint32_t best = i || j ? UINT32_MAX : 0, a = m->from + i - 1,
				 b = m->from + j - 1;
			if (i && j) {
				uint32_t r = replacement_cost(c, other, a, b);
				best = r < UINT32_MAX ? cell[-(ptrdiff_t)w - 1] + r
						      : best;
			}
			if (i && cell[-(ptrdiff_t)w] + single_cost(&c->own, a) < best)
				best = cell[-(ptrdiff_t)w] + single_cost(&c->own, a);
			if (j && cell[-1] + single_cost(other, b) < best)
				best = cell[-1] + single_cost(other, b);
			*cell = best;
		}
	return true;
}

/* The pairs of the middle, from its end, before `end`; returns how many. */
static uint32_t follow_cells(ent_code_pair *end,
			     const ent_code_cost *c,
			     const ent_inlines *other,
			     const struct middle *m)
{
	const uint32_t w = m->other_to - m->from + 1;
	uint32_t i = m->own_to - m->from, j = w - 1, n = 0;
	while (i || j) {
		const uint32_t *cell = &c->cells[(size_t)i * w + j];
		uint32_t a = m->from + i - 1, b = m->from + j - 1;
		uint32_t r = i && j ? replacement_cost(c, other, a, b) : UINT32_MAX;
		n++;
		if (r < UINT32_MAX && cell[-(ptrdiff_t)w - 1] + r == *cell) {
			*--end = (ent_code_pair){ .query = a, .other = b, .cost = r };
			i--;
			j--;
		} else if (i &&
			   cell[-(ptrdiff_t)w] + single_cost(&c->own, a) == *cell) {
			*--end = (ent_code_pair){ .query = a,
						  .other = ENT_NO_CODE,
						  .cost = single_cost(&c->own, a) };
			i--;
		} else {
			*--end = (ent_code_pair){ .query = ENT_NO_CODE,
						  .other = b,
						  .cost = single_cost(other, b) };
			j--;
		}
	}
	return n;
}

/* For too many codes, or none on one side: first all removals, then all additions. */
static uint32_t list_apart(ent_code_pair *pairs,
			   const ent_code_cost *c,
			   const ent_inlines *other,
			   const struct middle *m)
{
	uint32_t n = 0;
	for (uint32_t k = m->from; k < m->own_to; k++)
		pairs[n++] = (ent_code_pair){ .query = k,
					      .other = ENT_NO_CODE,
					      .cost = single_cost(&c->own, k) };
	for (uint32_t k = m->from; k < m->other_to; k++)
		pairs[n++] = (ent_code_pair){ .query = ENT_NO_CODE,
					      .other = k,
					      .cost = single_cost(other, k) };
	return n;
}

/* Writes all pairs, at most as many as there are codes, and returns how many. */
static ent_status list_pairs(ent_code_pair *pairs,
			     uint32_t *n,
			     ent_code_cost *c,
			     const ent_inlines *other,
			     ent_error *err)
{
	struct middle m = { 0, c->own.n, other->n };
	*n = 0;
	if (c->own.n && other->n) {
		ent_status status = make_ready(c, other, err);
		if (status)
			return status;
		m = middle_of(c, other);
	}
	for (; *n < m.from; ++*n)
		pairs[*n] = (ent_code_pair){ .query = *n, .other = *n };
	uint32_t a = m.own_to - m.from, b = m.other_to - m.from, middle;
	if (!a || !b || (size_t)(a + 1) * (b + 1) > CELLS_MAX) {
		middle = list_apart(pairs + *n, c, other, &m);
	} else {
		if (!fill_cells(c, other, &m))
			return ent_fail_memory(err);
		ent_code_pair *end = pairs + *n + a + b;
		middle = follow_cells(end, c, other, &m);
		memmove(pairs + *n, end - middle, middle * sizeof(*pairs));
	}
	for (uint32_t k = *n; k < *n + middle; k++)
		pairs[k].moved = pairs[k].query != ENT_NO_CODE &&
				 pairs[k].other != ENT_NO_CODE &&
				 are_same(&c->own.list[pairs[k].query],
					  &other->list[pairs[k].other]);
	*n += middle;
	for (uint32_t k = m.own_to, j = m.other_to; k < c->own.n; k++, j++)
		pairs[(*n)++] = (ent_code_pair){ .query = k, .other = j };
	return ENT_OK;
}

/* The place of the text where a place of the query is, and the other path round. */
static uint32_t place_in_text(const ent_code_cost *c, uint32_t place)
{
	return c->equal ? place : 2 * c->path.first[place / 2];
}

static uint32_t place_in_query(const ent_code_cost *c, uint32_t place)
{
	uint32_t i = 0;
	if (c->equal)
		return place;
	while (i < c->query->n && c->path.last[i] < place / 2)
		i++;
	return 2 * i;
}

/* Fills in where the codes of each pair are. */
static ent_status locate(ent_code_pair *pairs,
			 uint32_t n,
			 ent_code_cost *c,
			 const ent_inlines *other,
			 ent_error *err)
{
	const ent_query *q = c->query;
	ent_status status = make_ready(c, other, err);
	for (uint32_t k = 0; k < n && !status; k++) {
		ent_code_pair *p = &pairs[k];
		if (p->query != ENT_NO_CODE)
			p->query_ink = c->own.list[p->query].ink;
		else
			p->query_ink = ink_before(
				q->words, q->n, place_in_query(c, c->places[p->other]));
		if (p->other != ENT_NO_CODE)
			p->other_ink = other->list[p->other].ink;
		else
			p->other_ink =
				ink_before(c->equal ? q->words : q->other,
					   c->equal ? q->n : q->n_other,
					   place_in_text(c, c->own_places[p->query]));
	}
	return status;
}

ent_status ent_code_cost_of(uint32_t *out,
			    ent_code_pair **pairs,
			    uint32_t *n_pairs,
			    ent_code_cost *c,
			    const ent_inlines *other,
			    ent_arena *arena,
			    ent_error *err)
{
	uint32_t n = 0;
	*out = 0;
	if (pairs)
		*pairs = NULL;
	if (n_pairs)
		*n_pairs = 0;
	if (!c->own.n && !other->n)
		return ENT_OK;
	size_t capacity = (size_t)c->own.n + other->n;
	ent_code_pair *list = pairs ? ENT_NEW_ARRAY(arena, ent_code_pair, capacity)
				    : malloc(capacity * sizeof(*list));
	ent_status status =
		list ? list_pairs(list, &n, c, other, err) : ent_fail_memory(err);
	for (uint32_t k = 0; k < n && !status; k++)
		*out += list[k].cost;
	if (pairs && !status)
		status = locate(list, n, c, other, err);
	if (pairs) {
		*pairs = list;
		*n_pairs = n;
	} else {
		free(list);
	}
	return status;
}
