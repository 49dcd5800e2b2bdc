/* SPDX-License-Identifier: Apache-2.0 */
/* tidy.h - remove stray white space and control characters from a text. */
#ifndef ENT_TEXT_TIDY_H
#define ENT_TEXT_TIDY_H

#include "entente/str.h"

/* Which ends of a text lose their white space. */
typedef enum ent_tidy_ends {
	ENT_TIDY_START = 1 << 0,
	ENT_TIDY_END = 1 << 1,
} ent_tidy_ends;

/* Appends the text with one space for each run of spaces: its no-break space or else
 * its special one, if it has one.  Line breaks, and the spaces that begin a line,
 * stay. */
void ent_tidy_spaces(ent_buf *out, ent_str text, unsigned ends);

/* Appends the text without control characters and what does not belong in a text: byte
 * order marks, noncharacters, and with `bidi` overrides of direction.  A control
 * character of 0x80 to 0x9F is the character of windows-1252 that it was; of Word, a
 * line or page break becomes a space, and a no-break hyphen a hyphen.  A control
 * sequence of a terminal is removed as a whole. */
void ent_tidy_controls(ent_buf *out, ent_str text, bool bidi);

/* Whether a text has no visible character. */
bool ent_tidy_is_blank(ent_str text);

/* The white space at the beginning and at the end of a text; both are the whole text
 * when it has nothing else. */
ent_str ent_space_before(ent_str text);
ent_str ent_space_after(ent_str text);

#endif
