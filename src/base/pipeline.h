/* SPDX-License-Identifier: Apache-2.0 */
/* pipeline.h - a few threads produce items, one thread consumes them in order. */
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
 * in order by the caller's thread; with one job the caller's thread does both in turn.
 * Returns 0 or what take returned; no thread is working then.  When fewer threads
 * than asked for can be started, those do all the work. */
int ent_pipeline(uint32_t n,
		 uint32_t jobs,
		 ent_make_fn make,
		 ent_take_fn take,
		 void *data);

#endif
