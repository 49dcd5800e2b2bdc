/* SPDX-License-Identifier: Apache-2.0 */
/* postings.c - rows of the index: drawn here, written and read.
 *
 *   number  key:26 | bucket:6 | first text:31     order of rows = order of texts
 *   bytes   blocks of the differences between neighbours, each less one
 *   block   count - 1 : 1 byte | width : 1 byte | total : 4 bytes, if count is
 *           128 | count numbers of width bits, low bits first, whole bytes
 *
 * Packing blocks of 128 differences with the width of the largest is the frame of
 * reference coding of Lemire and Boytsov, "Decoding billions of integers per second
 * through vectorization", Software: Practice and Experience 45, 2015, section 2:
 * without a branch for each number. `total`, what a full block adds to the text before
 * it, lets a search for one text skip it, as in Moffat and Zobel, "Self-indexing
 * inverted files for fast text retrieval", ACM Transactions on Information Systems 14,
 * 1996, p. 349.
 *
 * Texts of one key are filed by weight in buckets whose bounds grow by a fifth,
 * so that a search reads only texts of a length that can match: at 70 % weights
 * from 0.7 to 1.43 times the query's, about five buckets.
 */
#include <string.h>

#include "base/array.h"
#include "index/load_word.h"
#include "index/postings.h"
#include "index/unpack.h"

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
	return weight >= lows[USED_BUCKETS - 1]
		       ? USED_BUCKETS - 1
		       : (uint32_t)ent_lower_bound_u32(weight + 1, lows, USED_BUCKETS) -
				 1;
}

uint32_t ent_bucket_low(uint32_t bucket)
{
	return bucket < USED_BUCKETS ? lows[bucket] : UINT32_MAX;
}

/* ---- writing ------------------------------------------------------------------ */

enum { HEAD = 2, TOTAL = 4, BLOCK_MAX = HEAD + TOTAL + ENT_ROW_BLOCK * 31 / 8 };

static size_t packed_bytes(uint32_t count, unsigned width)
{
	return ((size_t)count * width + 7) / 8;
}

/* The block of the n texts after `before`; returns its bytes. */
static size_t write_block(unsigned char *out,
			  uint32_t before,
			  const uint32_t *texts,
			  uint32_t n)
{
	uint32_t all = 0, last = before;
	unsigned width = 0, held = 0;
	for (uint32_t k = 0; k < n; last = texts[k++])
		all |= texts[k] - last - 1;
	while (all >> width)
		width++;
	unsigned char *to = out;
	*to++ = (unsigned char)(n - 1);
	*to++ = (unsigned char)width;
	for (unsigned k = 0; n == ENT_ROW_BLOCK && k < TOTAL; k++)
		*to++ = (unsigned char)((texts[n - 1] - before) >> 8 * k);
	uint64_t bits = 0;
	for (uint32_t k = 0; k < n; before = texts[k++]) {
		bits |= (uint64_t)(texts[k] - before - 1) << held;
		for (held += width; held >= 8; held -= 8, bits >>= 8)
			*to++ = (unsigned char)bits;
	}
	if (held)
		*to++ = (unsigned char)bits;
	return (size_t)(to - out);
}

uint32_t ent_row_write(ent_buf *out, const uint32_t *texts, uint32_t n)
{
	unsigned char block[BLOCK_MAX];
	size_t used = 0;
	uint32_t k = n ? 1 : 0;
	ent_buf_add(out, ENT_STR(""));
	while (k < n) {
		uint32_t count = n - k < ENT_ROW_BLOCK ? n - k : ENT_ROW_BLOCK;
		size_t size = write_block(block, texts[k - 1], texts + k, count);
		if (used + size > ENT_ROW_BYTES)
			break;
		ent_buf_add(out, (ent_str){ (const char *)block, size });
		used += size;
		k += count;
	}
	return k;
}

/* ---- reading -------------------------------------------------------------------- */

void ent_row_read(ent_row_reader *r, uint64_t number, ent_str bytes)
{
	r->at = (const unsigned char *)bytes.p;
	r->end = r->at + bytes.n;
	r->text = ent_row_first(number);
	r->begun = false;
	r->n = r->next = 0;
}

/* Bytes of the block that begins here, 0 when it is not whole. */
static size_t block_size(const ent_row_reader *r)
{
	size_t left = (size_t)(r->end - r->at);
	if (left < HEAD || r->at[0] >= ENT_ROW_BLOCK || r->at[1] > 31)
		return 0;
	size_t size = HEAD + (r->at[0] == ENT_ROW_BLOCK - 1 ? TOTAL : 0) +
		      packed_bytes(r->at[0] + 1u, r->at[1]);
	return size <= left ? size : 0;
}

static uint32_t total_of(const ent_row_reader *r)
{
	const unsigned char *p = r->at + HEAD;
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

/* p has eight bytes more than the numbers take.  Returns the last text. */
static uint64_t unpack(uint32_t *out,
		       const unsigned char *p,
		       uint32_t n,
		       unsigned width,
		       uint64_t text)
{
	const uint64_t mask = ((uint64_t)1 << width) - 1;
	size_t bit = 0;
	for (uint32_t k = 0; k < n; k++, bit += width) {
		text += (ent_load_word(p + bit / 8) >> (bit & 7) & mask) + 1;
		out[k] = (uint32_t)text;
	}
	return text;
}

bool ent_row_block(ent_row_reader *r)
{
	unsigned char copy[BLOCK_MAX + 8];
	uint32_t n = 0;
	r->n = r->next = 0;
	if (!r->begun) {
		r->begun = true;
		r->texts[n++] = r->text;
	}
	size_t size = block_size(r);
	if (size) {
		uint32_t count = r->at[0] + 1u;
		unsigned width = r->at[1];
		size_t bytes = packed_bytes(count, width);
		const unsigned char *p = r->at + size - bytes;
		if ((size_t)(r->end - p) < bytes + 8) {
			memcpy(copy, p, bytes);
			memset(copy + bytes, 0, 8);
			p = copy;
		}
		uint64_t last =
			count == ENT_ROW_BLOCK
				? ent_unpack_sums(r->texts + n, p, width, r->text, 1)
				: unpack(r->texts + n, p, count, width, r->text);
		r->at += size;
		if (last > ENT_TEXT_MAX) {
			r->at = r->end;
		} else {
			n += count;
			r->text = (uint32_t)last;
		}
	}
	r->n = n;
	return n > 0;
}

void ent_row_skip(ent_row_reader *r, uint32_t text)
{
	for (;;) {
		size_t size = r->begun && r->next == r->n ? block_size(r) : 0;
		if (!size || r->at[0] != ENT_ROW_BLOCK - 1)
			return;
		uint64_t last = (uint64_t)r->text + total_of(r);
		if (last >= text)
			return;
		r->text = (uint32_t)last;
		r->at += size;
	}
}

/* ---- sorting -------------------------------------------------------------------- */

/* Least significant digit first, a byte at a time; bytes that are the same in all
 * numbers are skipped. */
void ent_postings_sort(uint64_t *numbers, uint64_t *scratch, size_t n)
{
	uint64_t *from = numbers, *to = scratch;
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
	if (from != numbers && n)
		memcpy(numbers, from, n * sizeof(*numbers));
}
