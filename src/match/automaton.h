/* SPDX-License-Identifier: Apache-2.0 */
/* automaton.h - all runs of words of a text, as a suffix automaton. */
#ifndef ENT_MATCH_AUTOMATON_H
#define ENT_MATCH_AUTOMATON_H

#include <stdbool.h>
#include <stdint.h>

/* A text is n word numbers below n_words.  The automaton follows another sequence of
 * words and knows, after each of them, the longest run that ends there and also occurs
 * in the text. */
typedef struct ent_automaton ent_automaton;

enum { ENT_AUTOMATON_ROOT = 0 };

/* What was matched last: a run of `length` words, in the state that it leads to. */
typedef struct ent_run {
	uint32_t state, length;
} ent_run;

/* NULL when out of memory.  The caller owns the result and frees it with
 * ent_automaton_free().  O(n log of the words that follow a run). */
ent_automaton *ent_automaton_new(const uint32_t *words, uint32_t n, uint32_t n_words);
void ent_automaton_free(ent_automaton *automaton); /* NULL is allowed */

/* How many states it has; they are numbered from 0. */
uint32_t ent_automaton_states(const ent_automaton *automaton);

/* The longest run that ends in a word, below n_words, when `run` ended in the one
 * before it.  Amortised O(1). */
void ent_automaton_step(ent_run *run, const ent_automaton *automaton, uint32_t word);

/* Whether the text may have three words in a row; when false, it does not. `triples`
 * are those of the automaton: 32 KB, which fit into a cache, so that a test costs a
 * nanosecond. */
enum { ENT_TRIPLE_BITS = 1 << 18 };
const uint64_t *ent_automaton_triples(const ent_automaton *automaton);
static inline uint32_t ent_triple_bit(const uint32_t words[3])
{
	return (words[0] * 0x9E3779B1u ^ words[1] * 0x85EBCA77u ^
		words[2] * 0xC2B2AE3Du) >>
	       14;
}
static inline bool ent_triple_is_there(const uint64_t *triples, const uint32_t words[3])
{
	const uint32_t bit = ent_triple_bit(words);
	return triples[bit / 64] >> bit % 64 & 1;
}

/* The same for two words; 16 KB. */
enum { ENT_PAIR_BITS = 1 << 17 };
const uint64_t *ent_automaton_pairs(const ent_automaton *automaton);
static inline uint32_t ent_pair_bit(const uint32_t words[2])
{
	return (words[0] * 0x9E3779B1u ^ words[1] * 0x85EBCA77u) >> 15;
}
static inline bool ent_pair_is_there(const uint64_t *pairs, const uint32_t words[2])
{
	const uint32_t bit = ent_pair_bit(words);
	return pairs[bit / 64] >> bit % 64 & 1;
}

/* Shortens a run to its last words. */
void ent_automaton_shorten(ent_run *run,
			   const ent_automaton *automaton,
			   uint32_t length);

/* The state of the longest shorter run that ends wherever the runs of this one do, and
 * in other places; the root for the root. */
uint32_t ent_automaton_link(const ent_automaton *automaton, uint32_t state);

/* Words of the longest run of a state. */
uint32_t ent_automaton_length(const ent_automaton *automaton, uint32_t state);

/* The index of the word of the text in which the runs of a state end, one of them. */
uint32_t ent_automaton_end(const ent_automaton *automaton, uint32_t state);

/* The state of the whole beginning of the text up to and with word `at`. */
uint32_t ent_automaton_prefix(const ent_automaton *automaton, uint32_t at);

#endif
