/* SPDX-License-Identifier: Apache-2.0 */
/* load_word.h - eight bytes of a packed row as a number, on any machine. */
#ifndef ENT_INDEX_LOAD_WORD_H
#define ENT_INDEX_LOAD_WORD_H

#include <stdint.h>
#include <string.h>

/* The first byte is the lowest; eight bytes are read. */
static inline uint64_t ent_load_word(const unsigned char *p)
{
	uint64_t v;
	memcpy(&v, p, sizeof(v));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	v = __builtin_bswap64(v);
#endif
	return v;
}

#endif
