/* SPDX-License-Identifier: Apache-2.0 */
/* nearest.c - which name was meant by one that is not known.
 *
 * Optimal string alignment: Levenshtein (1966) with swaps of neighbours, which are
 * the commonest slip of typing after a wrong letter.  Names are short, so the whole
 * table is kept. */
#include <stdbool.h>
#include <string.h>

#include "cli/nearest.h"

enum { MOST = 31, FAR = 1000 };

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* How many letters must be inserted, removed, replaced or swapped with their
 * neighbour to make b of a; lengths over 31 count as far apart. */
static unsigned name_distance(const char *a, const char *b)
{
	unsigned d[MOST + 1][MOST + 1];
	const size_t n = strlen(a), m = strlen(b);
	if (n > MOST || m > MOST)
		return FAR;
	for (size_t i = 0; i <= n; i++)
		d[i][0] = (unsigned)i;
	for (size_t j = 0; j <= m; j++)
		d[0][j] = (unsigned)j;
	for (size_t i = 1; i <= n; i++)
		for (size_t j = 1; j <= m; j++) {
			const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
					     a[i - 2] == b[j - 1];
			d[i][j] = least(d[i - 1][j], d[i][j - 1]) + 1;
			d[i][j] = least(d[i][j],
					d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (swapped)
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	return d[n][m];
}

/* A slip in each three letters is near enough to be meant; a beginning is, too. */
void nearest_offer(struct nearest *nearest, const char *name)
{
	const size_t n = strlen(nearest->wanted);
	const bool begins = n >= 3 && !strncmp(nearest->wanted, name, n);
	const unsigned distance = begins ? 1 : name_distance(nearest->wanted, name);
	if (distance > (n + 2) / 3 || (nearest->best && distance >= nearest->distance))
		return;
	nearest->best = name;
	nearest->distance = distance;
}
