/* SPDX-License-Identifier: Apache-2.0 */
/* unpack.c - packed numbers, and sums of packed differences.
 *
 * A search spends most of its time here.  Eight numbers of a width take that many
 * bytes, so a loop that is compiled for its width knows where each of the eight begins:
 * five instructions a number instead of ten. (A routine for each width is what Lemire
 * and Boytsov, "Decoding billions of integers per second through vectorization",
 * Software: Practice and Experience 45, 2015, compare with; theirs need vectors.)
 */
#include "index/unpack.h"
#include "index/load_word.h"

#define PACKED(k) (ent_load_word(p + (k)*width / 8) >> ((k)*width % 8) & mask)
#define SUM(k)                                                                         \
	sum += PACKED(k) + more;                                                       \
	out[k] = (uint32_t)sum
#define SIMPLE(k) out[k] = (uint32_t)PACKED(k)
#define EIGHT(ONE)                                                                     \
	ONE(0);                                                                        \
	ONE(1);                                                                        \
	ONE(2);                                                                        \
	ONE(3);                                                                        \
	ONE(4);                                                                        \
	ONE(5);                                                                        \
	ONE(6);                                                                        \
	ONE(7)

static inline __attribute__((always_inline)) uint64_t unpack(uint32_t *out,
							     const unsigned char *p,
							     uint64_t sum,
							     unsigned width,
							     unsigned more)
{
	const uint64_t mask = ((uint64_t)1 << width) - 1;
	for (unsigned block = 0; block < ENT_ROW_BLOCK / 8; block++) {
		EIGHT(SUM);
		out += 8;
		p += width;
	}
	return sum;
}

static inline __attribute__((always_inline)) void unpack_eight(uint32_t *out,
							       const unsigned char *p,
							       unsigned width)
{
	const uint64_t mask = ((uint64_t)1 << width) - 1;
	EIGHT(SIMPLE);
}

static inline __attribute__((always_inline)) uint32_t unpack_numbers(
	uint32_t *out,
	const unsigned char *p,
	size_t bytes,
	unsigned width,
	uint32_t n)
{
	uint32_t k = 0;
	for (; k < n && bytes >= (size_t)width + 8; k += 8, bytes -= width, p += width)
		unpack_eight(out + k, p, width);
	return k < n ? k : n;
}

#define WIDTH(w)                                                                       \
	case w: return unpack_numbers(out, p, bytes, w, n)

uint32_t ent_unpack_numbers(uint32_t *out,
			    const unsigned char *p,
			    size_t bytes,
			    unsigned width,
			    uint32_t n)
{
	switch (width) {
		WIDTH(1);
		WIDTH(2);
		WIDTH(3);
		WIDTH(4);
		WIDTH(5);
		WIDTH(6);
		WIDTH(7);
		WIDTH(8);
		WIDTH(9);
		WIDTH(10);
		WIDTH(11);
		WIDTH(12);
	default: return unpack_numbers(out, p, bytes, width, n);
	}
}

#undef WIDTH
#define WIDTH(w)                                                                       \
	case w: return more ? unpack(out, p, sum, w, 1) : unpack(out, p, sum, w, 0)

uint64_t ent_unpack_sums(uint32_t out[ENT_ROW_BLOCK],
			 const unsigned char *p,
			 unsigned width,
			 uint64_t sum,
			 unsigned more)
{
	switch (width) { /* wider ones are rare */
		WIDTH(0);
		WIDTH(1);
		WIDTH(2);
		WIDTH(3);
		WIDTH(4);
		WIDTH(5);
		WIDTH(6);
		WIDTH(7);
		WIDTH(8);
		WIDTH(9);
		WIDTH(10);
		WIDTH(11);
		WIDTH(12);
		WIDTH(13);
		WIDTH(14);
		WIDTH(15);
		WIDTH(16);
	default: return unpack(out, p, sum, width, more);
	}
}
