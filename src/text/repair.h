/* SPDX-License-Identifier: Apache-2.0 */
/* repair.h - bytes that are wrong in UTF-8, and what is read in their place. */
#ifndef ENT_TEXT_REPAIR_H
#define ENT_TEXT_REPAIR_H

#include "entente/str.h"

/* Bytes that were wrong: how many, and the lines of the first of them. */
typedef struct ent_repaired {
	size_t n;
	unsigned n_lines;
	uint32_t lines[8]; /* each once, in order */
	bool half;         /* it is the first half of a unit of UTF-16 */
} ent_repaired;

/* Counts a wrong byte on that line. */
void ent_repaired_add(ent_repaired *repaired, uint32_t line);

/* "3 bytes that are not UTF-8 (lines 2, 7, 9) were read as windows-1252", or that half
 * a unit of UTF-16 was left out; to is cleared first. */
void ent_repaired_text(ent_buf *to, const ent_repaired *repaired);

/* How the characters of bytes indicate UTF-8: those of two bytes and more, and the
 * bytes that are wrong.  whole: the bytes end where the text does, else a character
 * that is cut at their end counts as neither. */
typedef struct ent_utf8_count {
	size_t good, wrong;
} ent_utf8_count;

/* Counts well-formed characters and wrong sequences; whole: the bytes are not
 * continued. */
ent_utf8_count ent_utf8_count_of(ent_str bytes, bool whole);

/* Appends what is read in the place of the bytes at the beginning of s, which are
 * not well-formed UTF-8, and gives their number: the letter of windows-1252; the
 * character of two surrogates that were encoded each by itself (CESU-8); U+FFFD
 * for a character that was cut and for a byte that windows-1252 does not use. */
size_t ent_utf8_repair(ent_buf *to, ent_str s);

/* Appends bytes that should be UTF-8, repaired where they are not. */
void ent_utf8_add(ent_buf *to, ent_str bytes);

#endif
