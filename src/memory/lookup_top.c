/* SPDX-License-Identifier: Apache-2.0 */
/* lookup_top.c - the best k of n: gather 2k and some, sort, keep k, go on.
 * O(n log k), and no more memory than three times k; all n when k is 0. */
#include <stdlib.h>

#include "base/array.h"
#include "memory/lookup_top.h"

/* So that a limit of 5 does not sort at every fifth. */
#define SLACK 64

int ent_found_cmp(const void *pa, const void *pb)
{
	const ent_found *a = pa, *b = pb;
	int c = ent_measure_cmp(&a->measure, &b->measure);
	uint32_t x = a->measure.score + a->context, y = b->measure.score + b->context;
	if (x != y)
		return x > y ? -1 : 1;
	if (a->context != b->context)
		return a->context > b->context ? -1 : 1;
	if (c)
		return c;
	if (a->uses != b->uses)
		return a->uses > b->uses ? -1 : 1;
	c = ent_str_cmp(b->date, a->date);
	if (c || a->unit != b->unit)
		return c ? c : a->unit < b->unit ? 1 : -1;
	if (a->text != b->text)
		return a->text < b->text ? -1 : 1;
	return a->as_target - b->as_target;
}

ent_top ent_top_init(size_t limit, ent_arena *arena)
{
	return (ent_top){ .limit = limit, .dates = arena };
}

static void cut(ent_top *top)
{
	qsort(top->found, top->n, sizeof(*top->found), ent_found_cmp);
	if (top->limit && top->n > top->limit)
		top->n = top->limit;
}

void ent_top_add(ent_top *top, const ent_found *found)
{
	if (!ENT_GROW(top->found, top->capacity, top->n + 1)) {
		top->failed = true;
		return;
	}
	ent_found *at = &top->found[top->n++];
	*at = *found;
	top->sorted = false;
	if (!top->best.score || ent_measure_cmp(&found->measure, &top->best) < 0)
		top->best = found->measure;
	if (found->date.n) {
		at->date = ent_arena_str(top->dates, found->date);
		top->failed |= !at->date.p;
	}
	if (top->limit && top->n >= 2 * top->limit + SLACK)
		cut(top);
}

const ent_found *ent_top_worst(ent_top *top)
{
	if (!top->limit || top->n < top->limit)
		return NULL;
	if (top->n > top->limit || !top->sorted)
		cut(top);
	top->sorted = true;
	return &top->found[top->n - 1];
}

void ent_top_finish(ent_top *top)
{
	if (top->n)
		cut(top);
}

void ent_top_keep(ent_top *top, uint32_t score)
{
	while (top->n > 1 && top->found[top->n - 1].measure.score < score)
		top->n--;
}

void ent_top_release(ent_top *top)
{
	free(top->found);
	top->found = NULL;
	top->n = top->capacity = 0;
}
