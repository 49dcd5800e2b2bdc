/* SPDX-License-Identifier: Apache-2.0 */
/* nearest.h - which name was meant by one that is not known. */
#ifndef ENT_CLI_NEAREST_H
#define ENT_CLI_NEAREST_H

#include <stddef.h>

/* Keeps the best of the names that are offered, if it is near enough to be meant. */
struct nearest {
	const char *wanted;
	const char *best; /* NULL: none is near */
	unsigned distance;
};
void nearest_offer(struct nearest *nearest, const char *name);

#endif
