/* SPDX-License-Identifier: Apache-2.0 */
/* pipeline.h - many items made by a few threads and taken in order by one. */
#ifndef ENT_BASE_PIPELINE_H
#define ENT_BASE_PIPELINE_H

#include <stdint.h>

/* Makes item `index` in place `slot`; worker is 0..jobs-1 and names the state
 * that only this thread uses meanwhile. */
typedef void (*ent_make_fn)(void *data, uint32_t index, uint32_t slot, uint32_t worker);

/* Takes item `index` from place `slot`, which is free for another afterwards.
 * Anything but 0 stops the pipeline. */
typedef int (*ent_take_fn)(void *data, uint32_t index, uint32_t slot);

/* How many places ent_pipeline() uses for so many jobs. */
uint32_t ent_pipeline_slots(uint32_t jobs);

/* Makes the items below n in any order by at most `jobs` threads, and takes them
 * in order by the caller's; with one job all is done by the caller, by turns.
 * Returns 0 or what take returned; then nothing is being made any more.  With
 * fewer threads than asked for, for lack of them, the work is done all the
 * same. */
int ent_pipeline(uint32_t n,
		 uint32_t jobs,
		 ent_make_fn make,
		 ent_take_fn take,
		 void *data);

#endif
