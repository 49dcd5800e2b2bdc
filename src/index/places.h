/* SPDX-License-Identifier: Apache-2.0 */
/* places.h - lists of the places where a word occurs, as rows of bytes. */
#ifndef ENT_INDEX_PLACES_H
#define ENT_INDEX_PLACES_H

#include "index/postings.h"

/* The word at `position` of a text, words counted from 0. */
typedef struct ent_word_place {
	uint32_t text, position;
} ent_word_place;

/* Orders by text, then position; for qsort. */
int ent_place_cmp(const void *a, const void *b);

/* Appends to out the row of as many of the n places (ascending, n > 0) as fit, all
 * places of a text in one row; returns how many.  The row's number is that of the
 * first text, in bucket 0. */
size_t ent_places_write(ent_buf *out, const ent_word_place *places, size_t n);

/* Reads a row block by block; it ends where its bytes are wrong. */
typedef struct ent_places_reader {
	const unsigned char *at, *end;
	uint32_t text;   /* the last one read or skipped */
	uint32_t packed; /* blocks that are yet to come before the tail */
	uint32_t n;      /* texts of this block */
	uint32_t texts[ENT_ROW_BLOCK];
	/* where the positions of each text begin: the index of the first, once
	 * `counted`; in the tail, its byte */
	uint32_t starts[ENT_ROW_BLOCK + 1];
	bool counted;
	const unsigned char *counts, *positions, *positions_end;
	unsigned count_width; /* bits of a count */
	unsigned width;       /* bits of a position; ENT_PLACES_TAIL in the tail */
	/* while the positions of one text are read */
	uint32_t left, next;
	uint32_t position;
} ent_places_reader;

#define ENT_PLACES_TAIL 64u

/* Begins to read a row: its number and its bytes, which are lent. */
void ent_places_read(ent_places_reader *r, uint64_t number, ent_str bytes);

/* Fills texts[0..n) with what comes next; false at the end. */
bool ent_places_block(ent_places_reader *r);

/* Skips blocks that end before `text`, unread. */
void ent_places_skip(ent_places_reader *r, uint32_t text);

/* The positions in texts[k], ascending, one after another in r->position. */
void ent_places_of(ent_places_reader *r, uint32_t k);
bool ent_places_next(ent_places_reader *r);

/* All positions of the block at once: those of texts[k] are out[starts[k]..starts[k +
 * 1]). out has space for `most`.  false for a block that is wrong or has more than
 * seven fewer, and for the tail: then ask for those of each text. */
bool ent_places_unpack(uint32_t *out, uint32_t most, ent_places_reader *r);

#endif
