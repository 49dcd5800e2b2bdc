/* SPDX-License-Identifier: Apache-2.0 */
/* irregular.h - the forms of words that no ending makes: men, yeux, took, viennent. */
#ifndef ENT_TEXT_IRREGULAR_H
#define ENT_TEXT_IRREGULAR_H

#include "entente/arena.h"
#include "text/inflect.h"

enum { ENT_IRREGULAR_MAX = 48 };

/* The other forms of a word without capitals and accents, in the order of their bytes,
 * each once; 0 for most words.  In the arena; UINT32_MAX when out of memory. */
uint32_t ent_irregular_forms(ent_str out[ENT_IRREGULAR_MAX],
			     ent_inflection kind,
			     ent_str bare,
			     ent_arena *arena);

#endif
