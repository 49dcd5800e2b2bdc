/* SPDX-License-Identifier: Apache-2.0 */
/* sieve.h - which texts can be like a query at all, from lists of texts. */
#ifndef ENT_INDEX_SIEVE_H
#define ENT_INDEX_SIEVE_H

#include "index/frequent.h"
#include "index/postings.h"
#include "match/score.h"

typedef struct ent_sieve_list {
	uint32_t key, frequency;
	uint32_t credit; /* half tokens, over 0 */
	uint32_t bit;    /* of frequent.h; 0: none */
	bool again;      /* it was asked for before: to be kept (unpacked.h) */
	bool kept;       /* most of what is read of it is */
} ent_sieve_list;

typedef struct ent_unpacked_list ent_unpacked_list;

typedef struct ent_candidate {
	uint32_t text;
	uint32_t gain;   /* half tokens that it has in common at most */
	uint32_t weight; /* of the longer of the two at least, half tokens */
} ent_candidate;

enum { ENT_PROBED_MAX = 256, ENT_HOT_MAX = 1024, ENT_CREDIT_DIGITS = 32 };

typedef struct ent_sieve {
	/* the plan */
	ent_sieve_list *lists; /* in the order of reading; lent */
	uint32_t n_lists, credit;
	uint32_t next;   /* list to read */
	uint32_t passed; /* credit of the lists read */
	uint32_t least;  /* the least credit among them: what each seen text has */
	ent_query_sizes query;
	uint32_t low, high; /* buckets */
	uint32_t from, to;  /* those of them that the list at hand matters to */
	int64_t need[ENT_BUCKETS];
	uint32_t weight[ENT_BUCKETS]; /* of the longer text, at least */
	/* frequent words, whose lists come last */
	ent_known known_of;        /* texts, lent */
	const ent_word_bits *bits; /* the same; NULL: no word of the query has one */
	ent_word_bits once, twice; /* all of them; those of a credit over 2 */
	uint32_t known, beyond;    /* their credit; what of it is over 4 for a word */
	ent_word_bits others;      /* those that the query lacks */
	uint32_t most_others[ENT_BUCKETS]; /* of them in a text that can match */
	/* those whose credit has a binary digit, for each digit that is in one */
	struct ent_credit_digit {
		ent_word_bits words;
		uint32_t digit;
	} digits[ENT_CREDIT_DIGITS];
	uint32_t n_digits;
	/* what was read; owned, kept from query to query */
	void *gains; /* by slot: a byte each, or two when a query is long */
	size_t capacity;
	uint32_t last_text;       /* of the memory */
	bool wide;                /* two */
	uint64_t *seen, *scratch; /* bucket and slot, as in a row's number */
	size_t n_seen, seen_capacity;
	size_t in_bucket[ENT_BUCKETS]; /* of those seen */
	bool sparse;     /* few enough to look for one by one; seen is sorted */
	size_t cursor;   /* of seen, in the list at hand */
	uint32_t before; /* n_seen before the list read last */
	uint32_t drop;   /* what part of them a list drops, of 256, as seen lately */
	bool raised;     /* the needs, since texts were dropped */
	bool closed;     /* all texts that can match were seen */
	bool failed;     /* out of memory */
	/* texts that have gained much (gains.c), and those given out to be measured */
	uint64_t hot[ENT_HOT_MAX];
	size_t n_hot;
	uint32_t bar;                    /* what they have gained at least */
	uint32_t probed[ENT_PROBED_MAX]; /* slots */
	uint32_t n_probed;
	bool eager; /* before each list, whatever it costs: for tests; stays */
	bool slow;  /* bits are counted without the instruction, with the same result */
} ent_sieve;

/* What an operation costs, in nanoseconds (canada-laws, 2026-11): to fetch and measure
 * a text; to read a text of a list.  Half and twice these numbers are slower by no
 * more than 8 %. */
#define ENT_COST_MEASURE 3000u
#define ENT_COST_READ(texts) ((uint64_t)(texts)*3 / 4)

/* Larger shares of gain by weight first; equal ones by number. */
int ent_candidate_cmp(const void *a, const void *b);

/* Begins a search for texts at least as good as `floor`, which is above 0. lists, one
 * for each key of the query that is known, stay the caller's and are sorted; known: as
 * long as the search lasts, NULL for nothing. last_text: the largest number of a text.
 * false when out of memory. */
bool ent_sieve_start(ent_sieve *sieve,
		     const ent_query_sizes *query,
		     const ent_measure *floor,
		     ent_sieve_list *lists,
		     uint32_t n_lists,
		     const ent_known *known,
		     uint32_t last_text);

/* Texts have slots: their places where these are known, so that the gains of texts of
 * one length are together, else their numbers.  Slots of a bucket ascend with texts. */
static inline uint32_t ent_sieve_slot(const ent_sieve *sieve, uint32_t text)
{
	return sieve->bits ? sieve->known_of.places[text] : text;
}
static inline uint32_t ent_sieve_text(const ent_sieve *sieve, uint64_t seen)
{
	const uint32_t slot = ent_row_first(seen);
	return sieve->bits ? sieve->known_of.texts[slot] : slot;
}

/* What a text that was seen may gain in lists that were not read, frequent words
 * aside: those it has are known. */
static inline uint32_t ent_sieve_unread(const ent_sieve *sieve)
{
	const uint32_t rest = sieve->credit - sieve->known;
	return rest > sieve->passed ? rest - sieve->passed : 0;
}

/* Whether a text that has so many words that the query lacks cannot match; place: where
 * its bits are. */
bool ent_sieve_differs(const ent_sieve *sieve, uint32_t bucket, uint32_t place);

/* From now on only texts at least as good as `floor` are looked for; it never falls. */
void ent_sieve_raise(ent_sieve *sieve, const ent_measure *floor);

/* Whether texts of some bucket may match that are in no list: then the list
 * of all texts must be read too. */
bool ent_sieve_needs_all(const ent_sieve *sieve);
/* Takes a row of the list of all texts. */
void ent_sieve_take_all(ent_sieve *sieve, uint64_t number, ent_str bytes);

/* The list to read next; NULL when reading more would not pay.  Its rows of the buckets
 * `from` to `to` are taken one by one, in order, then it is done. */
const ent_sieve_list *ent_sieve_next(ent_sieve *sieve);
void ent_sieve_take(ent_sieve *sieve, uint64_t number, ent_str bytes);
/* Takes the places of the texts of a bucket instead of its rows. */
void ent_sieve_take_places(ent_sieve *sieve,
			   uint32_t bucket,
			   const ent_unpacked_list *list);

/* Whether the texts of a bucket in the list at hand matter. */
bool ent_sieve_needs(const ent_sieve *sieve, uint32_t bucket);

/* When few texts are looked for in a long list, seeking its rows is cheaper than
 * reading them in turn: *number is the next place (bucket and text) while there is
 * one.  The caller takes the last row of that bucket that begins at or before it, if
 * there is one, and then passes the place. */
bool ent_sieve_seeks(const ent_sieve *sieve, const ent_sieve_list *list);
bool ent_sieve_place(uint64_t *number, const ent_sieve *sieve);
void ent_sieve_pass(ent_sieve *sieve, uint64_t number);
void ent_sieve_done(ent_sieve *sieve);

/* What is left, in any order; ent_sieve_count() at most. */
size_t ent_sieve_count(const ent_sieve *sieve);
size_t ent_sieve_candidates(ent_candidate *out, ent_sieve *sieve);
/* Puts the `wanted` most promising of n first, in order.  O(n + wanted log wanted) */
void ent_candidates_order(ent_candidate *all, size_t n, size_t wanted);
void ent_sieve_release(ent_sieve *sieve);

#endif
