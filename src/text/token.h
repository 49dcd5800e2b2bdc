/* SPDX-License-Identifier: Apache-2.0 */
/* token.h - words, numbers and marks of a text. */
#ifndef ENT_TEXT_TOKEN_H
#define ENT_TEXT_TOKEN_H

#include "base/sizes.h"
#include "entente/arena.h"
#include "entente/str.h"

typedef enum ent_token_kind {
	ENT_TOKEN_WORD,   /* a run of letters with their combining marks */
	ENT_TOKEN_NUMBER, /* a run of digits with inner . or , */
	ENT_TOKEN_MARK,   /* any other single character that is not white space */
} ent_token_kind;

typedef struct ent_token {
	ent_offset start, end; /* bytes of the text */
	ent_token_kind kind;
} ent_token;

/* Soft hyphen, zero-width space and joiners, word joiner, byte order mark: invisible
 * characters, which may be inside a token and are left out of its forms. */
static inline bool ent_is_unseen(uint32_t c)
{
	return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

/* The next token at or after *at, which is moved past it; false at the end.
 * text is valid UTF-8 that ent_check_length() accepts. */
bool ent_token_next(ent_token *out, ent_str text, size_t *at);

/* All tokens of a text, in the arena.  NULL with *count 0 for none; NULL with *count
 * UINT32_MAX when out of memory. */
const ent_token *ent_tokens(uint32_t *count, ent_str text, ent_arena *arena);

/* Whether the first character of a text is a capital, a small letter. */
bool ent_starts_upper(ent_str text);
bool ent_starts_lower(ent_str text);

/* Bytes of all tokens of a text: those that are not white space. */
uint32_t ent_token_ink(ent_str text);

/* The bytes, 1 to 3, of a space at text[at] that may group digits: a plain one, U+00A0,
 * U+202F or U+2009; 0 when something else is there. */
size_t ent_group_space(ent_str text, size_t at);

#endif
