/* SPDX-License-Identifier: Apache-2.0 */
/* explain.c - why a match has its score: the cheapest edit script.
 *
 * The dynamic programme of score.c without its band; the operation that leads to each
 * cell is kept in a byte, and the path is followed from the end.  Of operations that
 * cost the same a replacement is preferred to a deletion, and that to an insertion, so
 * that the script is always the same.  Only done for matches that are shown: time and
 * memory O(n m).
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "match/query.h"

struct grid {
	uint8_t *ops;  /* (n + 1) x (m + 1), row by row: an ent_edit_op */
	uint32_t *row; /* costs of the row before and of this one */
	uint32_t n, m;
};

static void fill(struct grid *g, ent_query *q, ent_str text)
{
	uint32_t *prev = g->row, *here = g->row + g->m + 1;
	for (uint32_t j = 0; j <= g->m; j++) {
		prev[j] = q->other_before[j];
		g->ops[j] = ENT_EDIT_INSERT;
	}
	for (uint32_t i = 1; i <= g->n; i++) {
		const struct ent_query_word *a = &q->words[i - 1];
		uint8_t *ops = g->ops + (size_t)i * (g->m + 1);
		here[0] = q->before[i];
		ops[0] = ENT_EDIT_DELETE;
		for (uint32_t j = 1; j <= g->m; j++) {
			const struct ent_query_word *b = &q->other[j - 1];
			uint32_t del = prev[j] + a->weight;
			uint32_t ins = here[j - 1] + b->weight;
			uint32_t best = prev[j - 1] + ent_query_cost(q, a, b, text);
			ops[j] = ENT_EDIT_REPLACE;
			if (del < best) {
				best = del;
				ops[j] = ENT_EDIT_DELETE;
			}
			if (ins < best) {
				best = ins;
				ops[j] = ENT_EDIT_INSERT;
			}
			here[j] = best;
		}
		uint32_t *swap = prev;
		prev = here;
		here = swap;
	}
}

/* The bytes at the end of a token that join it to the next, as in "long-" and "Mr.". */
static uint32_t joining_end(ent_str token)
{
	const char last = token.n > 1 ? token.p[token.n - 1] : '\0';
	if (last == '-' || last == '.')
		return 1;
	return token.n > 3 && (last & 0x80) &&
			       ent_str_starts(
				       ent_str_slice(token, token.n - 3, token.n),
				       ENT_STR("\xE2\x80"))
		       ? 3
		       : 0;
}

/* What two words have in common after them is not part of their difference. */
static void trim_joining(ent_edit *e, ent_str query, ent_str text)
{
	const ent_str a = ent_str_slice(query, e->query_start, e->query_end);
	const ent_str b = ent_str_slice(text, e->match_start, e->match_end);
	const uint32_t n = joining_end(a);
	if (!n || n != joining_end(b) || memcmp(a.p + a.n - n, b.p + b.n - n, n))
		return;
	e->query_end -= n;
	e->match_end -= n;
}

/* The edit that leads into cell (i, j); cost 0 for equal tokens. */
static ent_edit edit_at(ent_query *q,
			ent_str text,
			ent_edit_op op,
			uint32_t i,
			uint32_t j)
{
	const struct ent_query_word *a = i ? &q->words[i - 1] : NULL;
	const struct ent_query_word *b = j ? &q->other[j - 1] : NULL;
	/* the place of an insertion or deletion on the side without the token */
	uint32_t qa = i < q->n ? q->words[i].start : (uint32_t)q->text.n;
	uint32_t tb = j < q->n_other ? q->other[j].start : (uint32_t)text.n;
	ent_edit e = { .op = op,
		       .query_start = qa,
		       .query_end = qa,
		       .match_start = tb,
		       .match_end = tb };
	if (op != ENT_EDIT_INSERT && a) {
		e.query_start = a->start;
		e.query_end = a->end;
	}
	if (op != ENT_EDIT_DELETE && b) {
		e.match_start = b->start;
		e.match_end = b->end;
	}
	if (op == ENT_EDIT_REPLACE && a && b && a->kind == ENT_TOKEN_WORD &&
	    b->kind == ENT_TOKEN_WORD)
		trim_joining(&e, q->text, text);
	uint32_t cost = op == ENT_EDIT_INSERT && b   ? b->weight
			: op == ENT_EDIT_DELETE && a ? a->weight
			: a && b                     ? ent_query_cost(q, a, b, text)
						     : 0;
	e.cost = (float)cost / (float)ENT_COST_ONE;
	return e;
}

/* Follows the path from its end; writes the edits (NULL: only counts them) from the
 * end. */
static uint32_t follow(ent_edit *end, const struct grid *g, ent_query *q, ent_str text)
{
	uint32_t count = 0;
	for (uint32_t i = g->n, j = g->m; i || j;) {
		ent_edit_op op = (ent_edit_op)g->ops[(size_t)i * (g->m + 1) + j];
		ent_edit e = edit_at(q, text, op, i, j);
		if (e.cost > 0) {
			count++;
			if (end)
				*--end = e;
		}
		i -= op != ENT_EDIT_INSERT;
		j -= op != ENT_EDIT_DELETE;
	}
	return count;
}

/* The grid of a text that was taken; free_grid() also after a failure. */
static ent_status make_grid(struct grid *g, ent_query *q, ent_str text, ent_error *err)
{
	*g = (struct grid){ .n = q->n, .m = q->n_other };
	size_t cells = ((size_t)g->n + 1) * (g->m + 1);
	g->ops = malloc(cells);
	g->row = malloc(2 * ((size_t)g->m + 1) * sizeof(*g->row));
	if (!g->ops || !g->row)
		return ent_fail_memory(err);
	fill(g, q, text);
	return q->failed ? ent_fail_memory(err) : ENT_OK;
}

static void free_grid(struct grid *g)
{
	free(g->ops);
	free(g->row);
}

ent_status ent_query_explain(const ent_edit **edits,
			     uint32_t *count,
			     ent_query *q,
			     ent_str text,
			     ent_arena *arena,
			     ent_error *err)
{
	bool usable;
	struct grid g;
	*edits = NULL;
	*count = 0;
	if (!ent_query_take(&usable, q, text))
		return ent_fail_memory(err);
	if (!usable || !q->n)
		return ENT_OK;
	ent_status status = make_grid(&g, q, text, err);
	if (!status) {
		*count = follow(NULL, &g, q, text);
		ent_edit *all = ENT_NEW_ARRAY(arena, ent_edit, *count);
		if (all)
			follow(all + *count, &g, q, text);
		if (!all || q->failed)
			status = ent_fail_memory(err);
		*edits = all;
	}
	free_grid(&g);
	return status;
}

ent_status ent_query_path(ent_edit_path *path,
			  ent_query *q,
			  ent_str text,
			  ent_error *err)
{
	bool usable;
	struct grid g;
	const size_t size = ((size_t)q->n + 1) * sizeof(*path->first);
	if (!ent_query_take(&usable, q, text))
		return ent_fail_memory(err);
	if (!path->first)
		path->first = malloc(size);
	if (!path->last)
		path->last = malloc(size);
	if (!path->first || !path->last)
		return ent_fail_memory(err);
	ent_status status = make_grid(&g, q, text, err);
	uint32_t i = g.n, j = g.m;
	path->last[i] = j;
	while (!status && (i || j)) {
		ent_edit_op op = (ent_edit_op)g.ops[(size_t)i * (g.m + 1) + j];
		if (op != ENT_EDIT_INSERT)
			path->first[i--] = j;
		j -= op != ENT_EDIT_DELETE;
		if (op != ENT_EDIT_INSERT)
			path->last[i] = j;
	}
	path->first[0] = 0;
	free_grid(&g);
	return status;
}

void ent_edit_path_release(ent_edit_path *path)
{
	free(path->first);
	free(path->last);
	path->first = path->last = NULL;
}

ent_status ent_query_terms(ent_query_sizes *out,
			   ent_query *q,
			   ent_arena *arena,
			   ent_error *err)
{
	bool plain = q->kind == ENT_SCORE_PLAIN;
	uint32_t n = 0;
	ent_query_term *terms = ENT_NEW_ARRAY(arena, ent_query_term, q->keys.used);
	if (!terms)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k <= q->keys.mask; k++) {
		const struct ent_entry *e = &q->keys.slots[k];
		bool number = e->kind == ENT_TOKEN_NUMBER;
		if (e->form.p)
			terms[n++] = (ent_query_term){
				e->form, e->count * (number && !plain ? 1u : 2u)
			};
	}
	uint32_t words = q->n - q->marks;
	*out = (ent_query_sizes){
		.kind = q->kind,
		.tokens = q->n,
		.weight = ENT_WEIGHT_WORD * words + ENT_WEIGHT_MARK * q->marks,
		.free = plain ? 2 * q->marks : q->marks + q->numbers,
		.terms = terms,
		.n_terms = n,
	};
	return ENT_OK;
}
