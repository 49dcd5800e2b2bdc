/* SPDX-License-Identifier: Apache-2.0 */
/* char.h - one character at a time, forwards and backwards, and what it is.
 *
 * The text is valid UTF-8; of bytes that are not, each counts as U+FFFD, and
 * nothing outside the text is read. */
#ifndef ENT_SEGMENT_CHAR_H
#define ENT_SEGMENT_CHAR_H

#include <unicode/uchar.h>

#include "entente/str.h"

/* The kinds of characters that the rules distinguish. */
enum kind {
	KIND_END,   /* the end of the text */
	KIND_SPACE, /* any white space, the no-break spaces too */
	KIND_LOWER,
	KIND_UPPER,        /* upper and title case */
	KIND_OTHER_LETTER, /* of a script without case */
	KIND_DIGIT,
	KIND_STOP, /* . ! ? and their like, an ellipsis */
	KIND_CLOSER,
	KIND_OPENER,
	KIND_QUOTE, /* " and ', which open and close */
	KIND_DASH,
	KIND_MARK, /* all else */
};

/* The character at `at`, whose length goes to *step; -1 at the end. */
UChar32 ent_char_at(ent_str text, size_t at, size_t *step);

/* The character that ends at `at`; -1 at the beginning. */
UChar32 ent_char_before(ent_str text, size_t at, size_t *step);

/* The kind of a character, by its properties in Unicode. */
enum kind ent_char_kind(UChar32 c);

static inline bool ent_kind_is_letter(enum kind kind)
{
	return kind == KIND_LOWER || kind == KIND_UPPER || kind == KIND_OTHER_LETTER;
}

/* After the white space that begins at `at`. */
size_t ent_skip_space(ent_str text, size_t at);

#endif
