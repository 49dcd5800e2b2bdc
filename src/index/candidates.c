/* SPDX-License-Identifier: Apache-2.0 */
/* candidates.c - the texts that the sieve left, in the order in which they are worth
 * measuring.
 *
 * A search measures few of the texts that are left: the first ones are so good that the
 * others need not be measured.  There may be a hundred thousand of those, when most of
 * a query is numbers and marks, which are in no list.  So they are not sorted: the
 * first few are selected in linear time (Hoare, "Algorithm 65: Find", Communications of
 * the ACM 4, 1961, p. 321), then some more if they are wanted.
 */
#include <stdlib.h>

#include "index/gains.h"

/* Larger shares first; equal ones by number, which is by place in the file. */
int ent_candidate_cmp(const void *pa, const void *pb)
{
	const ent_candidate *a = pa, *b = pb;
	uint64_t x = (uint64_t)a->gain * b->weight, y = (uint64_t)b->gain * a->weight;
	if (x != y)
		return x > y ? -1 : 1;
	return (a->text > b->text) - (a->text < b->text);
}

/* What is looked for may be less than when the text was seen. */
static bool differs(const ent_sieve *sieve, uint32_t bucket, uint32_t slot)
{
	return sieve->bits && ent_sieve_differs(sieve, bucket, slot);
}

size_t ent_sieve_candidates(ent_candidate *out, ent_sieve *sieve)
{
	uint32_t rest = ent_sieve_unread(sieve) + sieve->query.free;
	size_t n = 0;
	for (uint32_t k = 0; k < sieve->n_probed; k++)
		ent_gain_set(sieve, sieve->probed[k], 0);
	for (size_t k = 0; k < sieve->n_seen; k++) {
		uint32_t slot = ent_row_first(sieve->seen[k]);
		uint32_t bucket = ent_row_bucket(sieve->seen[k]);
		uint32_t gain = ent_gain_of(sieve, slot);
		if (gain && !differs(sieve, bucket, slot)) /* else it was probed */
			out[n++] =
				(ent_candidate){ ent_sieve_text(sieve, sieve->seen[k]),
						 gain + rest, sieve->weight[bucket] };
		ent_gain_set(sieve, slot, 0);
	}
	sieve->n_seen = 0;
	return n;
}

static void swap(ent_candidate *a, ent_candidate *b)
{
	const ent_candidate c = *a;
	*a = *b;
	*b = c;
}

/* The middle one of three, so that texts in order are not the slowest. */
static ent_candidate pivot_of(const ent_candidate *all, size_t n)
{
	const ent_candidate *a = &all[0], *b = &all[n / 2], *c = &all[n - 1];
	if (ent_candidate_cmp(a, b) > 0) {
		const ent_candidate *d = a;
		a = b;
		b = d;
	}
	return ent_candidate_cmp(c, a) < 0 ? *a : ent_candidate_cmp(c, b) < 0 ? *c : *b;
}

/* Those before the pivot come first; returns how many of n, at least two, are on the
 * left: at least one and not all. */
static size_t part(ent_candidate *all, size_t n)
{
	const ent_candidate pivot = pivot_of(all, n);
	size_t low = 0, high = n - 1;
	for (;; low++, high--) {
		while (ent_candidate_cmp(&all[low], &pivot) < 0)
			low++;
		while (ent_candidate_cmp(&pivot, &all[high]) < 0)
			high--;
		if (low >= high) /* of two the pivot may be the last */
			return high + 1 < n ? high + 1 : n - 1;
		swap(&all[low], &all[high]);
	}
}

void ent_candidates_order(ent_candidate *all, size_t n, size_t wanted)
{
	size_t from = 0, to = n;
	while (wanted < n && to - from > 1 && from < wanted && wanted < to) {
		const size_t middle = from + part(all + from, to - from);
		if (middle <= wanted)
			from = middle;
		else
			to = middle;
	}
	qsort(all, wanted < n ? wanted : n, sizeof(*all), ent_candidate_cmp);
}
