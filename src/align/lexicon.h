/* SPDX-License-Identifier: Apache-2.0 */
/* lexicon.h - what the aligner asks a lexicon, and how one is made.
 *
 * A side is 0 (the source) or 1 (the target) as the caller of ent_lexicon_open()
 * sees them, whichever way round the file was written.  A word is its number
 * among the words of its side, below ent_lexicon_words().
 */
#ifndef ENT_ALIGN_LEXICON_H
#define ENT_ALIGN_LEXICON_H

#include "entente/arena.h"
#include "entente/lexicon.h"

#define ENT_NO_WORD UINT32_MAX

/* p = v / 65535 of what ent_lexicon_links() gives. */
#define ENT_LEXICON_ONE 65535

/* Words of the other side with p(word | this one), in order of their numbers. */
typedef struct ent_links {
	const uint32_t *words; /* [n] lent by the lexicon */
	const uint16_t *p;     /* [n] */
	uint32_t n;
} ent_links;

/* Swaps the sides: what was side 0 is side 1. */
void ent_lexicon_turn(ent_lexicon *lexicon);

/* How many words a side has; they are numbered from 0. */
uint32_t ent_lexicon_words(const ent_lexicon *lexicon, int side);

/* The number of a form of words.h, ENT_NO_WORD without one; hash is its
 * ent_word_hash().  Cost: a few steps of an interpolation search. */
uint32_t ent_lexicon_word(const ent_lexicon *lexicon,
			  int side,
			  ent_str form,
			  uint32_t hash);

/* The form of a word, lent by the lexicon. */
ent_str ent_lexicon_form(const ent_lexicon *lexicon, int side, uint32_t word);

/* The form of word x is at at[x] .. at[x + 1] - 1 of bytes. */
typedef struct ent_lexicon_forms {
	const char *bytes;
	const uint32_t *at; /* [n + 1] */
	uint32_t n;
} ent_lexicon_forms;

/* The forms of all words of a side, lent by the lexicon. */
ent_lexicon_forms ent_lexicon_all_forms(const ent_lexicon *lexicon, int side);

/* Share of the word among all words of its side that it was learned from. */
float ent_lexicon_unigram(const ent_lexicon *lexicon, int side, uint32_t word);

/* The counterparts of a word with their probabilities, lent by the lexicon. */
ent_links ent_lexicon_links(const ent_lexicon *lexicon, int side, uint32_t word);

/* ---- tables: links among words that the caller has numbered -------------- */

/* For each of n words its links, p of each and in order of their words:
 * those of word w are at first[w] .. first[w + 1] - 1. */
typedef struct ent_table {
	const uint32_t *first; /* [n + 1] */
	const uint32_t *words; /* [first[n]] of the other side */
	const float *p;        /* [first[n]] p(words[k] | w) */
	uint32_t n;
} ent_table;

/* The probability of `other` given `word`; 0 if there is no link. */
float ent_table_find(const ent_table *table, uint32_t word, uint32_t other);

/* The lexicon's links among words of the caller's numbering: known[side][w] is
 * the lexicon's number of word w or ENT_NO_WORD (several w may share one), n[side]
 * how many there are.  out[0] gives p(target word | source word), out[1] the
 * reverse.  lexicon may be NULL: the tables have no links then. */
ent_status ent_lexicon_tables(ent_table out[2],
			      const ent_lexicon *lexicon,
			      const uint32_t *const known[2],
			      const uint32_t n[2],
			      ent_arena *arena,
			      ent_error *err);

/* ---- making ---------------------------------------------------------------- */

/* One side of a lexicon to be made, in any order of its words. */
typedef struct ent_lexicon_side {
	const ent_str *forms;  /* [links.n] */
	const float *unigrams; /* [links.n] 0..1 */
	ent_table links;       /* to the words of the other side; p 0..1 */
} ent_lexicon_side;

/* Makes a lexicon in memory, of the same bytes for the same words and links
 * whatever their order.  Links whose p rounds to 0 are left out.  The caller owns
 * *out. */
ent_status ent_lexicon_make(ent_lexicon **out,
			    ent_str from,
			    ent_str to,
			    const ent_lexicon_side sides[2],
			    ent_error *err);

/* A lexicon over bytes that stay where they are and outlive it, checked from end
 * to end: whatever they are, no later call reads outside them. */
ent_status ent_lexicon_of_bytes(ent_lexicon **out, ent_str bytes, ent_error *err);

/* The same over bytes of malloc() that *out owns from then on. */
ent_status ent_lexicon_own(ent_lexicon **out, char *owned, size_t n, ent_error *err);

/* The bytes of a lexicon, which ent_lexicon_of_bytes() reads; lent by it. */
ent_str ent_lexicon_bytes(const ent_lexicon *lexicon);

/* The checksum that bytes should bear at offset 16. */
uint64_t ent_lexicon_checksum(ent_str bytes);

#endif
