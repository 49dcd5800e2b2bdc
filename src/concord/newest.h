/* SPDX-License-Identifier: Apache-2.0 */
/* newest.h - which of a stream of numbers are among the greatest so far. */
#ifndef ENT_CONCORD_NEWEST_H
#define ENT_CONCORD_NEWEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* More are not looked for. */
enum { ENT_NEWEST_MAX = 512 };

typedef struct ent_newest {
	size_t n, limit;               /* limit: at most ENT_NEWEST_MAX; 0 for all */
	uint32_t heap[ENT_NEWEST_MAX]; /* the least first */
} ent_newest;

/* Adds a number; false when `limit` numbers are greater.  One that is equal to the
 * least of the greatest, as those of the two texts of a unit are, may be among them. */
bool ent_newest_add(ent_newest *newest, uint32_t number);

#endif
