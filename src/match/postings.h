/* SPDX-License-Identifier: Apache-2.0 */
/* postings.h - lists of the texts that contain a key, as rows of bytes. */
#ifndef ENT_MATCH_POSTINGS_H
#define ENT_MATCH_POSTINGS_H

#include "entente/str.h"

/* A text's weight decides in which bucket of a key's list it stands. */
enum { ENT_BUCKETS = 64 };
uint32_t ent_bucket_of(uint32_t weight);
uint32_t ent_bucket_low(uint32_t bucket); /* the least weight in it */

/* What a row's number holds. */
#define ENT_KEY_MAX ((1u << 26) - 1)
#define ENT_TEXT_MAX ((1u << 31) - 1)
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

/* Reads the next text of a row; false at its end or where its bytes are wrong. */
typedef struct ent_row_reader {
	const unsigned char *at, *end;
	uint32_t text; /* the one before */
} ent_row_reader;

static inline ent_row_reader ent_row_read(uint64_t number, ent_str bytes)
{
	const unsigned char *p = (const unsigned char *)bytes.p;
	return (ent_row_reader){ p, p + bytes.n, ent_row_first(number) };
}

static inline bool ent_row_next(ent_row_reader *r)
{
	uint32_t delta = 0;
	for (unsigned shift = 0; shift < 35 && r->at < r->end; shift += 7) {
		unsigned char c = *r->at++;
		delta |= (uint32_t)(c & 127) << shift;
		if (c < 128) {
			r->text += delta;
			return r->text <= ENT_TEXT_MAX && delta <= ENT_TEXT_MAX;
		}
	}
	r->at = r->end;
	return false;
}

/* Bytes of a row at most, so that two fit on a page of 4 KiB and adding a text
 * rewrites little. */
enum { ENT_ROW_BYTES = 1900 };

/* Appends to out the row of as many of the n texts (ascending) as fit; returns
 * how many.  The row's number is that of the first of them. */
uint32_t ent_row_write(ent_buf *out, const uint32_t *texts, uint32_t n);

/* A change of the index: a text enters or leaves the list of a key. */
static inline uint64_t ent_posting_change(uint32_t key,
					  uint32_t bucket,
					  uint32_t text,
					  bool gone)
{
	return (uint64_t)key << 38 | (uint64_t)bucket << 32 | (uint64_t)text << 1 |
	       gone;
}
static inline uint64_t ent_posting_list(uint64_t change)
{
	return change >> 32; /* key and bucket */
}

/* Sorts changes; scratch has room for n.  O(n). */
void ent_postings_sort(uint64_t *changes, uint64_t *scratch, size_t n);

#endif
