/* SPDX-License-Identifier: Apache-2.0 */
/* repeats.h - find the words of a pair of texts that an earlier pair has in the same
 * passage, on both sides. */
#ifndef ENT_ALIGN_REPEATS_H
#define ENT_ALIGN_REPEATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ent_repeats {
	struct ent_repeats_slot {
		uint64_t key;    /* of two words in a row on a side; 0 if free */
		uint32_t family; /* of the pair that first had them */
	} * slots;               /* [mask + 1] owned */
	size_t n, mask;
	bool *again[2];     /* [capacity] of the words last given, owned */
	uint32_t *found[2]; /* [capacity] families that they lead to, owned */
	size_t capacity[2];
	uint32_t families;
} ent_repeats;

#define ENT_REPEATS_INIT ((ent_repeats){ .n = 0 })

/* Adds a pair and says which of its words are repeated: again[side][k], lent until the
 * next call, is true for a word of a passage that an earlier pair and its copies have
 * on both sides. *out: whether the pair is a copy; if not, again has no meaning.
 * False: not enough memory. */
bool ent_repeats_add(bool *out,
		     ent_repeats *repeats,
		     const uint32_t *const words[2],
		     const uint32_t n[2]);

/* Frees what the families need. */
void ent_repeats_release(ent_repeats *repeats);

#endif
