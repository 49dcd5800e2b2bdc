/* SPDX-License-Identifier: Apache-2.0 */
/* graded.c - the tokens of the graded score: variants of spelling are one token.
 *
 * The plain score counts "U.S." as four tokens and "US" as one, so that two spellings
 * of one word are as far apart as two words.  What is joined is what is written in both
 * ways: abbreviations of single letters with points, words with a prefix and a hyphen
 * (of a closed list: "co-operation" is "cooperation", but "cost-benefit" is two words),
 * numbers grouped by spaces, an ellipsis of three points.  Cost: O(text).
 */
#include "match/graded.h"
#include "base/ascii.h"
#include "base/word_list.h"

static const char prefixes[] =
	"co re e pre pro anti non multi socio inter micro macro semi sub super trans ultra "
	"mid over under post para pluri auto bio contre extra hydro infra mini pseudo radio "
	"counter ex hyper intra meta mono neo poly proto quasi retro self tele un vice week "
	"narco agro aéro électro euro géo néo télé demi";

enum { PREFIX_MAX = sizeof("électro") - 1 }; /* bytes of the longest */

static bool is_prefix(ent_str word)
{
	char lower[PREFIX_MAX];
	if (!word.n || word.n > PREFIX_MAX)
		return false;
	for (size_t k = 0; k < word.n; k++)
		lower[k] = ent_small_letter(word.p[k]);
	return ent_words_have(prefixes, (ent_str){ lower, word.n });
}

static ent_str slice(ent_str text, const ent_token *t)
{
	return ent_str_slice(text, t->start, t->end);
}

/* The token after `last`, when nothing is between the two. */
static bool next_joined(ent_token *out, ent_str text, const ent_token *last)
{
	size_t at = last->end;
	return ent_token_next(out, text, &at) && out->start == last->end;
}

static bool is_point(ent_str text, const ent_token *t)
{
	return t->kind == ENT_TOKEN_MARK && t->end - t->start == 1 &&
	       text.p[t->start] == '.';
}

/* "..." but no fourth point. */
static bool join_ellipsis(ent_token *t, ent_str text)
{
	ent_token next = *t, last = *t;
	unsigned points = 1;
	while (next_joined(&next, text, &last) && is_point(text, &next)) {
		points++;
		last = next;
	}
	if (points != 3 || (t->start && text.p[t->start - 1] == '.'))
		return false;
	t->end = last.end;
	return true;
}

static bool is_letter(ent_str text, const ent_token *t)
{
	return t->kind == ENT_TOKEN_WORD && ent_str_chars(slice(text, t)) == 1;
}

/* U.S., e.g., O.N.U: letters with points between them, and the last point. */
static bool join_abbreviation(ent_token *t, ent_str text)
{
	ent_token point, letter = *t;
	uint32_t end = t->end;
	unsigned letters = 1;
	while (next_joined(&point, text, &letter) && is_point(text, &point)) {
		if (letters > 1)
			end = point.end;
		if (!next_joined(&letter, text, &point) || !is_letter(text, &letter))
			break;
		letters++;
		end = letter.end;
	}
	if (letters < 2)
		return false;
	t->end = end;
	return true;
}

/* U+2010 or U+2011. */
static bool is_wide_hyphen(ent_str text, size_t at)
{
	const ent_str rest = ent_str_slice(text, at, text.n);
	return ent_str_starts(rest, ENT_STR("\u2010")) ||
	       ent_str_starts(rest, ENT_STR("\u2011"));
}

static bool join_compound(ent_token *t, ent_str text)
{
	ent_token hyphen, word;
	if ((text.p[t->end] != '-' && !is_wide_hyphen(text, t->end)) ||
	    !is_prefix(slice(text, t)) || !next_joined(&hyphen, text, t) ||
	    !next_joined(&word, text, &hyphen) || word.kind != ENT_TOKEN_WORD)
		return false;
	t->end = word.end;
	return true;
}

static bool all_digits(ent_str s, size_t n)
{
	if (s.n < n)
		return false;
	for (size_t k = 0; k < n; k++)
		if (!ent_is_digit(s.p[k]))
			return false;
	return true;
}

/* 1 250 000,50: one to three digits, then groups of three. */
static bool join_groups(ent_token *t, ent_str text)
{
	ent_str first = slice(text, t);
	bool found = false;
	if (first.n > 3 || !all_digits(first, first.n) || first.p[0] == '0')
		return false;
	for (;;) {
		size_t space = ent_group_space(text, t->end), at = t->end + space;
		ent_token next;
		if (!space || !ent_token_next(&next, text, &at) ||
		    next.start != t->end + space || next.kind != ENT_TOKEN_NUMBER)
			return found;
		ent_str s = slice(text, &next);
		if (!all_digits(s, 3) || (s.n > 3 && ent_is_digit(s.p[3])))
			return found;
		t->end = next.end;
		found = true;
		if (s.n > 3)
			return true;
	}
}

static bool join_tokens(ent_token *t, ent_str text)
{
	/* most tokens are known by the byte after them */
	const char c = t->end < text.n ? text.p[t->end] : '\0';
	switch (t->kind) {
	case ENT_TOKEN_MARK:
		return c == '.' && is_point(text, t) && join_ellipsis(t, text);
	case ENT_TOKEN_WORD:
		if (c == '.')
			return is_letter(text, t) && join_abbreviation(t, text);
		return (c == '-' || (c & 0x80)) && join_compound(t, text);
	case ENT_TOKEN_NUMBER: return (c == ' ' || (c & 0x80)) && join_groups(t, text);
	}
	return false;
}

bool ent_graded_next(ent_token *out, ent_str text, size_t *at)
{
	if (!ent_token_next(out, text, at))
		return false;
	if (join_tokens(out, text))
		*at = out->end;
	return true;
}

/* ---- texts in which nothing is joined -------------------------------------------- */

/* Whether the letters before a hyphen may be a prefix; true when a letter outside ASCII
 * is before them. */
static bool may_be_prefix(ent_str text, size_t end)
{
	size_t k = end;
	while (k && ent_is_letter(text.p[k - 1]))
		k--;
	return (k && (text.p[k - 1] & 0x80)) || is_prefix(ent_str_slice(text, k, end));
}

/* "U.S", "...": a point after a single letter and before another one, or a second. */
static bool may_abbreviate(ent_str text, size_t k)
{
	const char before = text.p[k - 1], after = text.p[k + 1];
	if (after == '.')
		return true;
	if (!ent_is_letter(after) && !(after & 0x80))
		return false;
	return (before & 0x80) ||
	       (ent_is_letter(before) && (k == 1 || !ent_is_letter(text.p[k - 2])));
}

/* Bytes that are tested together, and bytes after them that the test reads. */
enum { BLOCK = 32, AFTER = 2 };

/* Whether one of the BLOCK bytes from p on may join two tokens, by the byte before it
 * and the AFTER ones after it.  Without branches, so that the compiler uses vector
 * instructions. */
static bool may_join_in_block(const char *p)
{
	unsigned char any = 0;
	for (int k = 0; k < BLOCK; k++) {
		const unsigned char before = (unsigned char)p[k - 1];
		const unsigned char c = (unsigned char)p[k];
		const unsigned char after = (unsigned char)p[k + 1];
		const unsigned char third = (unsigned char)p[k + 2];
		const unsigned char digit = (unsigned char)(before - '0') < 10;
		const unsigned char digit_after = (unsigned char)(after - '0') < 10;
		const unsigned char letter_after =
			((unsigned char)((after | 32) - 'a') < 26) | (after > 127);
		any |= (unsigned char)((c == '-') |
				       ((c == '.') & ((after == '.') | letter_after)) |
				       (digit &
					(((c == ' ') & digit_after) | (c > 127))) |
				       ((c == 0xE2) & ((third & 0xFE) == 0x90)));
	}
	return any;
}

static bool may_join_between(ent_str text, size_t start, size_t end)
{
	for (size_t k = start; k < end; k++) {
		const char c = text.p[k];
		if (ent_is_letter(c))
			continue;
		const bool number = ent_is_digit(text.p[k - 1]);
		if ((c == ' ' && number && ent_is_digit(text.p[k + 1])) ||
		    (c == '.' && may_abbreviate(text, k)) ||
		    (c == '-' && may_be_prefix(text, k)) ||
		    ((c & 0x80) && (number || is_wide_hyphen(text, k))))
			return true;
	}
	return false;
}

/* Whether a text may have joined tokens: by its bytes most texts cannot. */
static bool may_differ(ent_str text)
{
	size_t k = 1;
	if (text.n < 1 + BLOCK + AFTER)
		return text.n && may_join_between(text, k, text.n - 1);
	for (const size_t last = text.n - BLOCK - AFTER; k <= last; k += BLOCK)
		if (may_join_in_block(text.p + k) &&
		    may_join_between(text, k, k + BLOCK))
			return true;
	/* the last bytes again, with some before them */
	return may_join_in_block(text.p + text.n - BLOCK - AFTER)
		       ? may_join_between(text, k, text.n - 1)
		       : may_join_between(text, text.n - AFTER, text.n - 1);
}

bool ent_graded_differs(ent_str text)
{
	ent_token t;
	if (!may_differ(text))
		return false;
	for (size_t at = 0; ent_token_next(&t, text, &at);) {
		const uint32_t end = t.end;
		if (join_tokens(&t, text) && t.end != end)
			return true;
	}
	return false;
}
