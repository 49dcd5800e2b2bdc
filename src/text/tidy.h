/* SPDX-License-Identifier: Apache-2.0 */
/* tidy.h - texts without what does not belong in them: stray white space, control
 * characters. */
#ifndef ENT_TEXT_TIDY_H
#define ENT_TEXT_TIDY_H

#include "entente/str.h"

/* Which ends of a text lose their white space. */
typedef enum ent_tidy_ends {
	ENT_TIDY_START = 1 << 0,
	ENT_TIDY_END = 1 << 1,
} ent_tidy_ends;

/* Appends the text with each run of spaces as one.  The space that does not break, or
 * else the special one, stays; line breaks, and the spaces that begin a line, stay too. */
void ent_tidy_spaces(ent_buf *out, ent_str text, unsigned ends);

/* Appends the text without control characters and what does not belong in a text: byte
 * order marks, noncharacters, and with `bidi` overrides of direction.  A control
 * character of 0x80 to 0x9F is the character of windows-1252 that it was; of Word, a
 * line or page break is a space, and a hyphen that does not break is a hyphen.  A
 * sequence of a terminal goes as a whole. */
void ent_tidy_controls(ent_buf *out, ent_str text, bool bidi);

/* Whether there is nothing to see in a text. */
bool ent_tidy_is_blank(ent_str text);

/* The white space at the beginning and at the end of a text that has more. */
ent_str ent_space_before(ent_str text);
ent_str ent_space_after(ent_str text);

#endif
