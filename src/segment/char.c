/* SPDX-License-Identifier: Apache-2.0 */
/* char.c - characters of UTF-8 text and their kinds.
 *
 * ASCII is looked up in a table; the rest asks ICU for the general category
 * (Unicode Standard, section 4.5) and the property Quotation_Mark.  French
 * sets U+00A0, U+202F or U+2009 inside guillemets and before ; : ! ?, so all
 * of Zs counts as white space here, no-break or not. */
#include <unicode/utf8.h>

#include "segment/char.h"

UChar32 ent_char_at(ent_str text, size_t at, size_t *step)
{
	if (at >= text.n) {
		*step = 0;
		return -1;
	}
	const uint8_t *s = (const uint8_t *)text.p + at;
	if (*s < 0x80) {
		*step = 1;
		return *s;
	}
	size_t left = text.n - at;
	int32_t k = 0;
	UChar32 c;
	U8_NEXT_OR_FFFD(s, k, left > 4 ? 4 : (int32_t)left, c);
	*step = (size_t)k;
	return c;
}

UChar32 ent_char_before(ent_str text, size_t at, size_t *step)
{
	if (!at) {
		*step = 0;
		return -1;
	}
	const uint8_t *s = (const uint8_t *)text.p + at;
	if (s[-1] < 0x80) {
		*step = 1;
		return s[-1];
	}
	int32_t window = at > 4 ? 4 : (int32_t)at, k = window;
	UChar32 c;
	s -= window;
	U8_PREV_OR_FFFD(s, 0, k, c);
	*step = (size_t)(window - k);
	return c;
}

static enum kind ascii_kind(UChar32 c)
{
	if (c >= 'a' && c <= 'z')
		return KIND_LOWER;
	if (c >= 'A' && c <= 'Z')
		return KIND_UPPER;
	if (c >= '0' && c <= '9')
		return KIND_DIGIT;
	switch (c) {
	case ' ':
	case '\t':
	case '\n':
	case '\v':
	case '\f':
	case '\r': return KIND_SPACE;
	case '.':
	case '!':
	case '?': return KIND_STOP;
	case '(':
	case '[':
	case '{': return KIND_OPENER;
	case ')':
	case ']':
	case '}': return KIND_CLOSER;
	case '"':
	case '\'': return KIND_QUOTE;
	case '-': return KIND_DASH;
	default: return KIND_MARK;
	}
}

/* Stops beyond ASCII: ellipsis, doubled ! and ?, full-width forms. */
static bool is_stop(UChar32 c)
{
	return c == 0x2026 || c == 0x203C || (c >= 0x2047 && c <= 0x2049) ||
	       c == 0x3002 || c == 0xFF01 || c == 0xFF0E || c == 0xFF1F || c == 0xFF61;
}

enum kind ent_char_kind(UChar32 c)
{
	if (c < 0)
		return KIND_END;
	if (c < 0x80)
		return ascii_kind(c);
	if (is_stop(c))
		return KIND_STOP;
	uint32_t mask = U_GET_GC_MASK(c);
	if (mask & U_GC_LL_MASK)
		return KIND_LOWER;
	if (mask & (U_GC_LU_MASK | U_GC_LT_MASK))
		return KIND_UPPER;
	if (mask & (U_GC_LO_MASK | U_GC_LM_MASK | U_GC_M_MASK))
		return c == 0xAA || c == 0xBA ? KIND_MARK : KIND_OTHER_LETTER;
	if (mask & U_GC_ND_MASK)
		return KIND_DIGIT;
	if ((mask & U_GC_Z_MASK) || c == 0x85 || c == 0xFEFF || c == 0x200B)
		return KIND_SPACE;
	if (mask & (U_GC_PI_MASK | U_GC_PS_MASK))
		return KIND_OPENER;
	if (mask & (U_GC_PF_MASK | U_GC_PE_MASK))
		return KIND_CLOSER;
	return mask & U_GC_PD_MASK ? KIND_DASH : KIND_MARK;
}

size_t ent_skip_space(ent_str text, size_t at)
{
	size_t step;
	while (ent_char_kind(ent_char_at(text, at, &step)) == KIND_SPACE)
		at += step;
	return at;
}
