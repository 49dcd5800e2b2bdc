/* SPDX-License-Identifier: Apache-2.0 */
/* unpack.h - packed numbers, and sums of packed differences. */
#ifndef ENT_INDEX_UNPACK_H
#define ENT_INDEX_UNPACK_H

#include "index/postings.h"

/* Of ENT_ROW_BLOCK numbers of `width` bits (at most 31), one after another from p[0]
 * on, lowest bit first: the sums of the first, the first two, ... and `sum`, each
 * number plus `more`, 0 or 1.  Returns the last.  p has eight bytes more than the
 * numbers take. */
uint64_t ent_unpack_sums(uint32_t out[ENT_ROW_BLOCK],
			 const unsigned char *p,
			 unsigned width,
			 uint64_t sum,
			 unsigned more);

/* Of n numbers of `width` bits (at most 32), packed the same way into `bytes` bytes: as
 * many as can be read without bytes beyond these; some at the end may be left.  Returns
 * how many; out has space for seven more than n. */
uint32_t ent_unpack_numbers(uint32_t *out,
			    const unsigned char *p,
			    size_t bytes,
			    unsigned width,
			    uint32_t n);

#endif
