/* SPDX-License-Identifier: Apache-2.0 */
/* hmm.h - where each word of one text comes from in another. */
#ifndef ENT_ALIGN_HMM_H
#define ENT_ALIGN_HMM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "entente/arena.h"

/* The row of an observed word has a number for each state, is filled up with zeros to a
 * multiple of this, and begins at a multiple of its bytes, as memory of an arena
 * does. */
enum { ENT_HMM_LANES = 4 };

static inline size_t ent_hmm_row(uint32_t n_states)
{
	return ((size_t)n_states + ENT_HMM_LANES - 1) / ENT_HMM_LANES * ENT_HMM_LANES;
}

/* posterior[(i - first) * row + j], row = ent_hmm_row(n_states), for the observed words
 * first <= i < end of n_observed: the probability that word i answers word j of
 * n_states; the rest to 1 is the probability that it answers none. fit[i][j], above 0:
 * how many times likelier word i is beside word j than anywhere; rows of words far from
 * those asked for are not read.  Scratch in the arena; false if it has no memory. */
bool ent_hmm(float *posterior,
	     const float *const *fit,
	     uint32_t n_observed,
	     uint32_t n_states,
	     uint32_t first,
	     uint32_t end,
	     ent_arena *arena);

/* How much likelier the observed words are beside these states than anywhere, as a
 * logarithm. */
bool ent_hmm_gain(double *gain,
		  const float *const *fit,
		  uint32_t n_observed,
		  uint32_t n_states,
		  ent_arena *arena);

#endif
