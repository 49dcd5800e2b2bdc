/* SPDX-License-Identifier: Apache-2.0 */
/* newest.c - which of a stream of numbers are among the greatest so far: a heap of them
 * with the least on top (Williams, "Algorithm 232: Heapsort", CACM 7(6), 1964,
 * 347-348). Most numbers of a long stream cost one comparison. */
#include "concord/newest.h"

static void swap(uint32_t *a, uint32_t *b)
{
	const uint32_t kept = *a;
	*a = *b;
	*b = kept;
}

static void sift_up(uint32_t *heap, size_t k)
{
	for (; k && heap[k] < heap[(k - 1) / 2]; k = (k - 1) / 2)
		swap(&heap[k], &heap[(k - 1) / 2]);
}

static void sift_down(uint32_t *heap, size_t n)
{
	for (size_t k = 0, child; (child = 2 * k + 1) < n; k = child) {
		child += child + 1 < n && heap[child + 1] < heap[child];
		if (heap[k] <= heap[child])
			return;
		swap(&heap[k], &heap[child]);
	}
}

bool ent_newest_add(ent_newest *newest, uint32_t number)
{
	if (!newest->limit)
		return true;
	if (newest->n < newest->limit) {
		newest->heap[newest->n++] = number;
		sift_up(newest->heap, newest->n - 1);
		return true;
	}
	if (number <= newest->heap[0])
		return number == newest->heap[0];
	newest->heap[0] = number;
	sift_down(newest->heap, newest->n);
	return true;
}
