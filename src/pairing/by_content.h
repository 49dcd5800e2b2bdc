/* SPDX-License-Identifier: Apache-2.0 */
/* by_content.h - which documents are the two languages of one release, by what
 * they contain. */
#ifndef ENT_PAIRING_BY_CONTENT_H
#define ENT_PAIRING_BY_CONTENT_H

#include "entente/arena.h"
#include "entente/document.h"
#include "entente/error.h"
#include "entente/lexicon.h"

/* Why a word is in a bag; a set of bits. */
enum {
	ENT_BAG_OWN = 1,        /* it is in the document */
	ENT_BAG_TRANSLATED = 2, /* it translates a word that is */
	ENT_BAG_NUMBER = 4,     /* it is a number of the document */
	ENT_BAG_ADDRESS = 8,    /* it is the address of a page or picture */
};

/* The words of a document: about 20 KB for a release of two pages. */
typedef struct ent_bag {
	ent_str lang;          /* stated or guessed; lent by the document */
	ent_str date;          /* YYYY-MM-DD; "" if none is stated; lent too */
	const uint64_t *words; /* hashes of its different words and numbers, and of what
				* translates them, sorted */
	const float *usual;    /* [n] how likely any document has the word */
	const uint8_t *kinds;  /* [n] ENT_BAG_... */
	uint32_t n;
	uint32_t chars; /* of its paragraphs */
} ent_bag;

/* The bag lives in the arena.  bytes: the file as it is, for the addresses in it.
 * lexicon (NULL allowed): translates the words of the document, which is on its side
 * `side`, 0 or 1. */
ent_status ent_bag_read(ent_bag *out,
			const ent_document *document,
			ent_str bytes,
			const ent_lexicon *lexicon,
			int side,
			ent_arena *arena,
			ent_error *err);

typedef struct ent_content_pair {
	uint32_t source, target; /* indices of bags */
	float confidence;        /* 0..1 */
} ent_content_pair;

/* Pairs bags in one language with bags in the other; each is in one
 * pair at most.  *out, in order of the sources, lives in the arena. */
ent_status ent_pair_contents(const ent_content_pair **out,
			     uint32_t *count,
			     const ent_bag *bags,
			     uint32_t n,
			     ent_str from,
			     ent_str to,
			     ent_arena *arena,
			     ent_error *err);

#endif
