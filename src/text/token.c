/* SPDX-License-Identifier: Apache-2.0 */
/* token.c - cut a text into words, numbers and marks.
 *
 * One definition for the whole program, so that an aligner's word, a match's word and a
 * concordance's word are the same: a run of letters with their combining marks; a run
 * of decimal digits with inner '.' or ','; any other character that is not white space,
 * alone.  Invisible characters (a soft hyphen, a zero-width space) neither begin nor
 * split nor end a token.  This is the definition of the plain score (doc/score.md); it
 * costs one table look-up a character, and needs no dictionary.  Han, Kana and Hangul
 * are written without spaces or in long runs: there each ideograph or kana is a token
 * of its own.  ASCII and the letters of Latin-1 are classified without asking ICU.
 */
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "text/token.h"

enum char_class { SPACE, LETTER, MARK_OF_LETTER, DIGIT, LONE_LETTER, OTHER, INVISIBLE };

static const uint8_t ascii_class[128] = {
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 3, 3, 3, 3,
	3, 3, 3, 3, 3, 3, 5, 5, 5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5, 1, 1, 1, 1, 1, 1, 1,
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 5, 5, 5, 5, 0,
};

static enum char_class class_of(UChar32 c)
{
	if (c < 128)
		return (enum char_class)ascii_class[c];
	uint32_t mask = U_MASK(u_charType(c));
	if (mask & U_GC_L_MASK) {
		if (c < 0x2E80)
			return LETTER;
		return u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) ||
				       (c >= 0x3040 && c <= 0x30FF)
			       ? LONE_LETTER
			       : LETTER;
	}
	if (mask & U_GC_M_MASK)
		return MARK_OF_LETTER;
	if (mask & U_GC_ND_MASK)
		return DIGIT;
	if (ent_is_unseen((uint32_t)c))
		return INVISIBLE;
	return mask & (U_GC_Z_MASK | U_GC_CC_MASK) ? SPACE : OTHER;
}

/* After the byte C3: the letters U+00C0 to U+00FF, without the signs of multiplication
 * and division. */
static bool is_latin(uint8_t c)
{
	return c >= 0x80 && c <= 0xBF && c != 0x97 && c != 0xB7;
}

static enum char_class next_class(ent_str text, size_t *at)
{
	const uint8_t *s = (const uint8_t *)text.p;
	if (s[*at] < 128)
		return (enum char_class)ascii_class[s[(*at)++]];
	int32_t step = 0;
	UChar32 c;
	size_t left = text.n - *at;
	if (s[*at] == 0xC3 && left > 1 && is_latin(s[*at + 1])) {
		*at += 2;
		return LETTER;
	}
	U8_NEXT_OR_FFFD(s + *at, step, left > 4 ? 4 : (int32_t)left, c);
	*at += (size_t)step;
	return class_of(c);
}

/* The class of the next visible character; moves *at past it. */
static enum char_class next_seen(ent_str text, size_t *at)
{
	enum char_class c = INVISIBLE;
	while (*at < text.n && c == INVISIBLE)
		c = next_class(text, at);
	return c;
}

/* Moves *at past the rest of a word or number that began before it.  Invisible
 * characters never end it: they are inside when it continues after them. */
static void run_on(ent_str text, size_t *at, enum char_class first)
{
	const uint8_t *s = (const uint8_t *)text.p;
	for (;;) {
		size_t k = *at; /* most often only ASCII follows, and ends it */
		while (k < text.n && s[k] < 128 && ascii_class[s[k]] == first)
			k++;
		*at = k;
		if (k == text.n ||
		    (s[k] < 128 && !(first == DIGIT && (s[k] == '.' || s[k] == ','))))
			return;
		size_t next = k;
		enum char_class c = next_seen(text, &next);
		if (first == DIGIT && c == OTHER &&
		    (text.p[next - 1] == '.' || text.p[next - 1] == ',') &&
		    next < text.n) {
			/* inner only if a digit follows */
			if (next_seen(text, &next) != DIGIT)
				return;
		} else if (c != first && c != MARK_OF_LETTER) {
			return;
		}
		*at = next;
	}
}

bool ent_token_next(ent_token *out, ent_str text, size_t *at)
{
	while (*at < text.n && text.p[*at] == ' ')
		++*at;
	while (*at < text.n) {
		size_t start = *at;
		enum char_class c = next_class(text, at);
		if (c == SPACE || c == INVISIBLE)
			continue;
		ent_token_kind kind = ENT_TOKEN_MARK;
		if (c == LETTER || c == DIGIT) {
			kind = c == LETTER ? ENT_TOKEN_WORD : ENT_TOKEN_NUMBER;
			run_on(text, at, c);
		} else if (c == LONE_LETTER) {
			kind = ENT_TOKEN_WORD;
			run_on(text, at, MARK_OF_LETTER);
		}
		*out = (ent_token){ (ent_offset)start, (ent_offset)*at, kind };
		return true;
	}
	return false;
}

const ent_token *ent_tokens(uint32_t *count, ent_str text, ent_arena *arena)
{
	ent_token token;
	uint32_t n = 0;
	for (size_t at = 0; ent_token_next(&token, text, &at);)
		n++;
	*count = n;
	if (!n)
		return NULL;
	ent_token *all = ENT_NEW_ARRAY(arena, ent_token, n);
	if (!all) {
		*count = UINT32_MAX;
		return NULL;
	}
	n = 0;
	for (size_t at = 0; ent_token_next(&all[n], text, &at);)
		n++;
	return all;
}

uint32_t ent_token_ink(ent_str text)
{
	ent_token token;
	uint32_t ink = 0;
	for (size_t at = 0; ent_token_next(&token, text, &at);)
		ink += token.end - token.start;
	return ink;
}

static UChar32 first_char(ent_str text)
{
	UChar32 c = 0;
	if (text.n)
		U8_GET((const uint8_t *)text.p, 0, 0,
		       (int32_t)(text.n < 4 ? text.n : 4), c);
	return c;
}

bool ent_starts_upper(ent_str text)
{
	const UChar32 c = first_char(text);
	return u_isupper(c) || u_istitle(c);
}

bool ent_starts_lower(ent_str text)
{
	return u_islower(first_char(text));
}

size_t ent_group_space(ent_str text, size_t at)
{
	static const char *const spaces[] = { " ", "\u00A0", "\u202F", "\u2009" };
	ent_str rest = ent_str_slice(text, at, text.n);
	for (size_t k = 0; k < sizeof(spaces) / sizeof(spaces[0]); k++)
		if (ent_str_starts(rest, ent_str_of(spaces[k])))
			return strlen(spaces[k]);
	return 0;
}
