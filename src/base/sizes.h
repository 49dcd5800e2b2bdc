/* SPDX-License-Identifier: Apache-2.0 */
/* sizes.h - the largest sizes of texts and of a memory, in one place.
 *
 * Places in a text, and the numbers of its words, have 32 bits, those of the texts of a
 * memory 31.  What would not fit is refused with a message before it is counted:
 *
 *	bytes of a text		2^32 - 1	ent_check_length()
 *	characters of a side	2^32 - 1	align/bitext.c
 *	words of a side that a
 *	lexicon learns from	2^32 - 1	align/trainer.c
 *	words of a memory that
 *	a document is sought in	2^32 - 1	index/sequences.c, reuse/common_runs.c
 *	texts of a memory	2^31 - 1	index/index.c
 *
 * A word has at least one byte, so a text that fits has no more words than fit.  Built
 * with -DENT_SMALL_SIZES they have 16 and 11 bits, which a test reaches with small
 * files (make check-limits): a missing check shows as a wrong answer. */
#ifndef ENT_BASE_SIZES_H
#define ENT_BASE_SIZES_H

#include <stdint.h>

#include "entente/error.h"
#include "entente/str.h"

#ifdef ENT_SMALL_SIZES
typedef uint16_t ent_offset;
#define ENT_OFFSET_MAX UINT16_MAX
#define ENT_TEXT_BITS 11
#else
typedef uint32_t ent_offset; /* a byte of a text */
#define ENT_OFFSET_MAX UINT32_MAX
#define ENT_TEXT_BITS 31 /* of the number of a text */
#endif

/* ENT_ELIMIT, with the limit, for a text whose places do not fit. */
ent_status ent_check_length(ent_str text, ent_error *err);

#endif
