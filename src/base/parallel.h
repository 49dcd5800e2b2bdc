/* SPDX-License-Identifier: Apache-2.0 */
/* parallel.h - the same work on each of many items, by a few threads. */
#ifndef ENT_BASE_PARALLEL_H
#define ENT_BASE_PARALLEL_H

#include <stdint.h>

/* Does item `index`; worker is 0..jobs-1 and names the state that only this
 * thread uses meanwhile. */
typedef void (*ent_work_fn)(void *data, uint32_t index, uint32_t worker);

/* Calls fn once for each index below n, in any order, from at most jobs
 * threads (one of them the caller's), and returns when all are done.  With
 * fewer threads than asked for, for lack of them, the work is done all the
 * same. */
void ent_parallel(uint32_t n, uint32_t jobs, ent_work_fn fn, void *data);

#endif
