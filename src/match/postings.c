/* SPDX-License-Identifier: Apache-2.0 */
/* postings.c - rows of the index: drawn here, written and read.
 *
 *   number  key:26 | bucket:6 | first text:31     order of rows = order of texts
 *   bytes   varint(text - first), varint(difference to the one before), ...
 *
 * A varint has seven bits a byte, low bits first, the high bit set on all bytes
 * but the last (as in Zobel and Moffat, "Inverted files for text search engines",
 * ACM Computing Surveys 38, 2006, section 7).  Texts of one key are filed by
 * weight in buckets whose bounds grow by a fifth, so that a search reads only
 * texts of a length that can match: at 70 % weights from 0.7 to 1.43 times the
 * query's, about five buckets.
 */
#include <string.h>

#include "match/postings.h"

/* The least weight of each bucket: by ones up to 8, then by a fifth, rounded up;
 * a weight beyond the last is in the last. */
static const uint32_t lows[ENT_BUCKETS] = {
	0,    1,    2,    3,    4,    5,    6,    7,    8,    10,   12,   15,
	18,   22,   27,   33,   40,   48,   58,   70,   84,   101,  122,  147,
	177,  213,  256,  308,  370,  444,  533,  640,  768,  922,  1107, 1329,
	1595, 1914, 2297, 2757, 3309, 3971, 4766, 5720, 6864, 8237, 9885, 11862,
};
enum { USED_BUCKETS = 48 };

uint32_t ent_bucket_of(uint32_t weight)
{
	uint32_t lo = 0, hi = USED_BUCKETS;
	while (hi - lo > 1) {
		uint32_t mid = (lo + hi) / 2;
		if (lows[mid] <= weight)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

uint32_t ent_bucket_low(uint32_t bucket)
{
	return bucket < USED_BUCKETS ? lows[bucket] : UINT32_MAX;
}

uint32_t ent_row_write(ent_buf *out, const uint32_t *texts, uint32_t n)
{
	char bytes[ENT_ROW_BYTES];
	size_t used = 0;
	uint32_t k = 0, last = n ? texts[0] : 0;
	for (; k < n && used + 5 <= sizeof(bytes); k++) {
		uint32_t delta = texts[k] - last;
		last = texts[k];
		for (; delta >= 128; delta >>= 7)
			bytes[used++] = (char)(delta | 128);
		bytes[used++] = (char)delta;
	}
	ent_buf_add(out, (ent_str){ bytes, used });
	return k;
}

/* Least significant digit first, a byte at a time; bytes that are the same in
 * all changes are passed over. */
void ent_postings_sort(uint64_t *changes, uint64_t *scratch, size_t n)
{
	uint64_t *from = changes, *to = scratch;
	for (unsigned shift = 0; shift < 64; shift += 8) {
		size_t count[257] = { 0 };
		for (size_t k = 0; k < n; k++)
			count[(from[k] >> shift & 255) + 1]++;
		if (n && count[(from[0] >> shift & 255) + 1] == n)
			continue;
		for (unsigned c = 0; c < 256; c++)
			count[c + 1] += count[c];
		for (size_t k = 0; k < n; k++)
			to[count[from[k] >> shift & 255]++] = from[k];
		uint64_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != changes && n)
		memcpy(changes, from, n * sizeof(*changes));
}
