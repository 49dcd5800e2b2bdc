/* SPDX-License-Identifier: Apache-2.0 */
/* columns.h - the texts of a language by length, and a column of bits for each frequent
 * word. */
#ifndef ENT_INDEX_COLUMNS_H
#define ENT_INDEX_COLUMNS_H

#include "index/postings.h"

/* Columns are read so many bits at a time; the texts of a bucket begin at a
 * multiple. */
enum { ENT_COLUMN_BITS = 256, ENT_COLUMN_WORDS = ENT_COLUMN_BITS / 64 };

/* Bits of words that are counted together at most. */
enum { ENT_COLUMNS_MAX = 256 };

typedef struct ent_columns {
	uint32_t *texts; /* by place, some are free; owned */
	uint32_t starts[ENT_BUCKETS +
			1]; /* the first place of each bucket, and the end */
	uint32_t n;
	size_t capacity;
	bool narrow; /* fewer bits at a time, with the same result; for tests */
} ent_columns;

/* Adds the texts of a bucket, after those of the buckets below; false when out of
 * memory. */
bool ent_columns_add(ent_columns *columns,
		     uint32_t bucket,
		     const uint32_t *texts,
		     uint32_t n);
/* No more texts are added. */
bool ent_columns_end(ent_columns *columns);
void ent_columns_release(ent_columns *columns);

/* Calls fn with the texts of a bucket of which `least` bits, over 0, are set in the n
 * columns, at most ENT_COLUMNS_MAX, and their places, up to ENT_COLUMN_BITS of them at
 * a time; false when fn says so, which ends it. */
typedef bool (*ent_column_fn)(void *data,
			      uint32_t bucket,
			      const uint32_t *texts,
			      const uint32_t *places,
			      uint32_t n);
bool ent_columns_count(const ent_columns *columns,
		       const uint64_t *const *words,
		       uint32_t n,
		       uint32_t bucket,
		       uint32_t least,
		       ent_column_fn fn,
		       void *data);

#endif
