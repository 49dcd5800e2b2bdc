/* SPDX-License-Identifier: Apache-2.0 */
/* mutate.h - damage to a valid memory file, by a number. */
#ifndef SWEEP_MUTATE_H
#define SWEEP_MUTATE_H

#include <stdint.h>

/* Pseudo-random numbers that are the same everywhere (splitmix64). */
uint64_t draw(uint64_t *state);

/* Damages the file in one to three ways.  0, or -1 when it could not be done.  what: at
 * least 400 bytes, for a line that says what was done. */
int mutate(const char *path, uint64_t seed, char *what);

#endif
