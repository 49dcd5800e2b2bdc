/* SPDX-License-Identifier: Apache-2.0 */
/* parts.h - what the files of the index share. */
#ifndef ENT_INDEX_PARTS_H
#define ENT_INDEX_PARTS_H

#include "index/frequent.h"
#include "index/index.h"
#include "index/inverter.h"
#include "index/keys.h"
#include "index/lists.h"
#include "index/unpacked.h"
#include "index/vocabulary.h"
#include "match/form.h"
#include "store/posting_rows.h"

/* Texts that are in no list yet, at most.  They wait because a text of 25 words would
 * rewrite 50 pages of lists; 64 of them share most. */
enum { ENT_RECENT_MAX = 64 };

struct ent_index {
	ent_store *store;
	ent_keys keys;
	ent_vocabulary *vocabulary; /* NULL: none yet; owned */
	ent_lists *lists;           /* read again and again; NULL: none yet; owned */
	ent_frequent *frequent; /* which of them a text has; NULL: none yet; owned */
	ent_unpacked *unpacked; /* lists of theirs; NULL: none yet; owned */
	int64_t version;        /* of the file when keys and lists were read */
	ent_sieve sieve;
	ent_candidate *candidates; /* of the last search; owned */
	size_t candidates_capacity;
	ent_inverter *changes; /* not yet written; owned */
	size_t n_noted;        /* texts that they are of */
	size_t at_once;        /* how many at most, 0 for any number; for tests */
	bool keeps_all;        /* words and lists that are asked for twice; for tests */
	bool removes;          /* they take places away, else they add them */
	bool bulk;             /* no row is in the store yet */
	uint32_t pieces;       /* in which it was filled */
	/* texts added that are not among the changes, while they are few */
	uint64_t held[ENT_RECENT_MAX];
	size_t n_held;
	bool many; /* no more are held until the next flush */
	/* what the last text was cut into, see ent_index_cut(); owned */
	uint32_t *keys_of, *words_of;
	size_t n_keys, n_words, keys_capacity, words_capacity;
	/* while a list is written; owned */
	ent_word_place *places;
	uint32_t *texts;
	size_t places_capacity, texts_capacity;
	ent_buf bytes;
	ent_form_buffer form_buffer, word_buffer;
	/* where words were found last, for the next search; owned */
	uint64_t *found;
	size_t found_capacity;
	/* by language; owned */
	struct ent_index_stemmer {
		uint32_t language;
		ent_stemmer *stemmer; /* NULL: none for it */
	} * stemmers;
	size_t n_stemmers, stemmers_capacity;
};

/* The list of all texts of a language has the empty key. */
#define ENT_KEY_OF_ALL ENT_STR("")

/* Cuts a text: its keys, some more than once, that of all texts first, in
 * index->keys_of; its words, by position, in index->words_of, 0 for one that is
 * unknown; *weight in half tokens.  A text of more than ENT_MATCH_TOKENS has no
 * keys.  make: unknown keys and words are added. */
ent_status ent_index_cut(uint32_t *weight,
			 ent_index *index,
			 uint32_t language,
			 ent_str text,
			 bool make,
			 ent_error *err);

/* Writes the changes as rows of the store. */
ent_status ent_index_write(ent_index *index, ent_error *err);

/* Keys remembered from before another process wrote may be of other words: forgets
 * them.  Before a search. */
ent_status ent_index_refresh(ent_index *index, ent_error *err);

#endif
