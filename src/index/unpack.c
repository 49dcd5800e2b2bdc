/* SPDX-License-Identifier: Apache-2.0 */
/* unpack.c - sums of packed differences.
 *
 * Most of the time of a search goes into this.  Eight numbers of a width take that many
 * bytes, so a loop that is compiled for its width knows where each of the eight begins:
 * five instructions a number instead of ten.  (A routine for each width is what Lemire
 * and Boytsov, "Decoding billions of integers per second through vectorization",
 * Software: Practice and Experience 45, 2015, compare with; theirs need vectors.)
 */
#include "index/unpack.h"
#include "index/load_word.h"

#define NUMBER(k)                                                                      \
	sum += (ent_load_word(p + (k)*width / 8) >> ((k)*width % 8) & mask) + more;    \
	out[k] = (uint32_t)sum

static inline __attribute__((always_inline)) uint64_t unpack(uint32_t *out,
							     const unsigned char *p,
							     uint64_t sum,
							     unsigned width,
							     unsigned more)
{
	const uint64_t mask = ((uint64_t)1 << width) - 1;
	for (unsigned block = 0; block < ENT_ROW_BLOCK / 8; block++) {
		NUMBER(0);
		NUMBER(1);
		NUMBER(2);
		NUMBER(3);
		NUMBER(4);
		NUMBER(5);
		NUMBER(6);
		NUMBER(7);
		out += 8;
		p += width;
	}
	return sum;
}

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
