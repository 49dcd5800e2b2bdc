/* SPDX-License-Identifier: Apache-2.0 */
/* learn_held_out.h - units that no lexicon is learned from, to judge what was
 * learned. */
#ifndef ENT_MEMORY_LEARN_HELD_OUT_H
#define ENT_MEMORY_LEARN_HELD_OUT_H

#include "entente/lexicon.h"
#include "memory/handle.h"

/* Whether a unit with this source is held out: one in ten, always the same ones. */
bool ent_is_held_out(ent_str source);

typedef struct ent_held_out {
	ent_arena *arena; /* the texts live there */
	ent_str *sources, *targets;
	uint32_t n, capacity;
} ent_held_out;

/* Keeps a copy, up to a limit; further ones are ignored. */
ent_status ent_held_out_add(ent_held_out *held,
			    ent_str source,
			    ent_str target,
			    ent_error *err);
void ent_held_out_release(ent_held_out *held);

/* How well a lexicon explains them: the mean logarithm of the probability of a word
 * given the text on the other side, over both sides; the higher the better. */
ent_status ent_held_out_score(double *score,
			      const ent_held_out *held,
			      const ent_lexicon *lexicon,
			      ent_error *err);

#endif
