/* SPDX-License-Identifier: Apache-2.0 */
/* hmm.h - where each word of one text comes from in another. */
#ifndef ENT_ALIGN_HMM_H
#define ENT_ALIGN_HMM_H

#include <stdbool.h>
#include <stdint.h>

#include "entente/arena.h"

/* posterior[i * n_states + j]: the probability that word i of n_observed answers
 * word j of n_states; what is missing to 1 is that it answers none.  fit[i *
 * n_states + j], above 0: how many times likelier word i is beside word j than
 * anywhere.  Both have n_observed * n_states entries.  Scratch in the arena; false
 * if it has no memory. */
bool ent_hmm(float *posterior,
	     const float *fit,
	     uint32_t n_observed,
	     uint32_t n_states,
	     ent_arena *arena);

/* How much likelier the observed words are beside these states than anywhere, as a
 * logarithm. */
bool ent_hmm_gain(double *gain,
		  const float *fit,
		  uint32_t n_observed,
		  uint32_t n_states,
		  ent_arena *arena);

#endif
