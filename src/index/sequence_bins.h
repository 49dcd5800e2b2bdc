/* SPDX-License-Identifier: Apache-2.0 */
/* sequence_bins.h - places of words in texts, gathered by list, put in order by
 * text. */
#ifndef ENT_INDEX_SEQUENCE_BINS_H
#define ENT_INDEX_SEQUENCE_BINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Texts of a bin.  A place in it is a number: the text within the bin, the position and
 * the word, each below a power of two. */
enum { ENT_BIN_BITS = 12, ENT_BIN = 1 << ENT_BIN_BITS };
enum { ENT_POSITION_BITS = 26, ENT_POSITIONS = 1 << ENT_POSITION_BITS };
enum { ENT_BIN_WORD_BITS = 26, ENT_BIN_WORDS = 1 << ENT_BIN_WORD_BITS };

typedef struct ent_bin {
	uint64_t *p; /* owned */
	size_t n, capacity;
} ent_bin;

static inline uint64_t ent_bin_place(uint32_t text, uint32_t position, uint32_t word)
{
	return (uint64_t)(text % ENT_BIN) << (ENT_POSITION_BITS + ENT_BIN_WORD_BITS) |
	       (uint64_t)position << ENT_BIN_WORD_BITS | word;
}

/* Adds a place; false when out of memory. */
bool ent_bin_add(ent_bin *bin, uint32_t text, uint32_t position, uint32_t word);

/* The words of a bin in order: those of its text k begin at words[starts[k]]. */
typedef struct ent_bin_order {
	uint32_t *words; /* 0 where no word is known; owned */
	size_t capacity;
	uint32_t starts[ENT_BIN + 1];
	bool full; /* more than can be numbered */
} ent_bin_order;

/* Puts the words of a bin in their places; false when out of memory, or when the bin is
 * full. */
bool ent_bin_put_in_order(ent_bin_order *out, const ent_bin *bin);

/* Gives the bins of the texts from..from+range-1 the buffers of those of the range
 * before, which are empty, where they are larger. */
void ent_bins_hand_on(ent_bin *bins, uint32_t n_bins, uint32_t from, uint32_t range);

#endif
