/* SPDX-License-Identifier: Apache-2.0 */
/* unpack.h - sums of packed differences. */
#ifndef ENT_INDEX_UNPACK_H
#define ENT_INDEX_UNPACK_H

#include "index/postings.h"

/* Of ENT_ROW_BLOCK numbers of `width` bits (at most 31), one after another from p[0] on,
 * lowest bit first: the sums of the first, the first two, ... and `sum`, each number
 * plus `more`, 0 or 1.  Returns the last.  p has eight bytes more than the numbers
 * take. */
uint64_t ent_unpack_sums(uint32_t out[ENT_ROW_BLOCK],
			 const unsigned char *p,
			 unsigned width,
			 uint64_t sum,
			 unsigned more);

#endif
