/* SPDX-License-Identifier: Apache-2.0 */
/* postings.h - lists of the texts that contain a key, as rows of bytes. */
#ifndef ENT_INDEX_POSTINGS_H
#define ENT_INDEX_POSTINGS_H

#include "base/sizes.h"
#include "entente/str.h"

/* A text's weight decides in which bucket of a key's list it is. */
enum { ENT_BUCKETS = 64 };
uint32_t ent_bucket_of(uint32_t weight);
uint32_t ent_bucket_low(uint32_t bucket); /* the least weight in it */

/* What a row's number holds. */
#define ENT_KEY_MAX ((1u << 26) - 1)
#define ENT_TEXT_MAX ((1u << ENT_TEXT_BITS) - 1)
static inline uint64_t ent_row_number(uint32_t key, uint32_t bucket, uint32_t text)
{
	return (uint64_t)key << 37 | (uint64_t)bucket << 31 | text;
}
static inline uint32_t ent_row_bucket(uint64_t number)
{
	return (uint32_t)(number >> 31) & (ENT_BUCKETS - 1);
}
static inline uint32_t ent_row_first(uint64_t number)
{
	return (uint32_t)number & ENT_TEXT_MAX;
}

/* Differences that are packed together. */
enum { ENT_ROW_BLOCK = 128 };

/* Reads a row block by block; it ends where its bytes are wrong. */
typedef struct ent_row_reader {
	const unsigned char *at, *end;
	uint32_t text; /* the last one read or skipped */
	bool begun;
	uint32_t n, next; /* of the texts of this block, and the next to give */
	uint32_t texts[ENT_ROW_BLOCK + 1];
} ent_row_reader;

/* Begins to read a row: its number and its bytes, which are lent. */
void ent_row_read(ent_row_reader *r, uint64_t number, ent_str bytes);

/* Fills texts[0..n) with what comes next; false at the end. */
bool ent_row_block(ent_row_reader *r);

/* Skips whole blocks that end before `text`, unread, once all texts of the block read
 * last were given. */
void ent_row_skip(ent_row_reader *r, uint32_t text);

/* One text at a time, in r->text. */
static inline bool ent_row_next(ent_row_reader *r)
{
	if (r->next == r->n && !ent_row_block(r))
		return false;
	r->text = r->texts[r->next++];
	return true;
}

/* Bytes of a row at most, so that two fit on a page of 4 KiB and adding a text
 * rewrites little. */
enum { ENT_ROW_BYTES = 1900 };

/* Appends to out the row of as many of the n texts (ascending) as fit; returns
 * how many.  The row's number is that of the first of them. */
uint32_t ent_row_write(ent_buf *out, const uint32_t *texts, uint32_t n);

/* Sorts numbers, such as those of rows; scratch holds n.  O(n). */
void ent_postings_sort(uint64_t *numbers, uint64_t *scratch, size_t n);

#endif
