/* SPDX-License-Identifier: Apache-2.0 */
/* nearest.h - which name was meant by one that is not known. */
#ifndef ENT_CLI_NEAREST_H
#define ENT_CLI_NEAREST_H

#include <stddef.h>

/* How many letters must be inserted, removed, replaced or swapped with their
 * neighbour to make b of a; lengths over 31 count as far apart. */
unsigned name_distance(const char *a, const char *b);

/* Keeps the best of the names that are offered, if it is near enough to be meant. */
struct nearest {
	const char *wanted;
	const char *best; /* NULL: none is near */
	unsigned distance;
};
void nearest_offer(struct nearest *nearest, const char *name);

#endif
