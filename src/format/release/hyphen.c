/* SPDX-License-Identifier: Apache-2.0 */
/* hyphen.c - hyphens at the ends of lines of plain text.
 *
 * A hyphen at the end of a line is the wrapper's ("north-", "ern") or the word's own
 * ("follow-", "up").  Only the rest of the text tells: the hyphen is the wrapper's if
 * the word without it is elsewhere, and with it nowhere.
 */
#include <string.h>

#include "base/ascii.h"
#include "format/release/hyphen.h"

enum {
	PART_MIN = 2,       /* letters of each part */
	WORD_MAX = 80,      /* bytes of a word */
	BUDGET = 256 << 20, /* bytes searched for one text: some tenths of a second */
};

/* Bytes of the part of a word that ends at `end`; 0 after white space or a mark.  The
 * marks beyond ASCII that matter begin with C2 or E2 80: quotes, apostrophes,
 * dashes. */
static size_t letter_before(ent_str s, size_t end)
{
	if (!end)
		return 0;
	size_t at = end - 1;
	if (!(s.p[at] & 0x80))
		return ent_is_letter(s.p[at]) || ent_is_digit(s.p[at]) ||
		       s.p[at] == '-';
	while (at && (s.p[at] & 0xC0) == 0x80)
		at--;
	const unsigned char lead = (unsigned char)s.p[at];
	return lead == 0xC2 || lead == 0xE2 ? 0 : end - at;
}

static size_t letter_at(ent_str s, size_t at)
{
	size_t end = at + 1;
	if (at >= s.n)
		return 0;
	while (end < s.n && (s.p[end] & 0xC0) == 0x80)
		end++;
	return letter_before(s, end) ? end - at : 0;
}

static char lower(char c)
{
	return ent_is_capital(c) ? (char)(c | 32) : c;
}

/* Whether the text has the word, with a small or capital first letter. */
static bool has_word(ent_hyphens *h, ent_str word)
{
	const ent_str t = h->text;
	h->spent += t.n;
	for (size_t at = 1; at < t.n;) {
		const char *hit = memmem(t.p + at, t.n - at, word.p + 1, word.n - 1);
		if (!hit)
			return false;
		at = (size_t)(hit - t.p);
		if (lower(hit[-1]) == lower(word.p[0]) && !letter_before(t, at - 1) &&
		    !letter_at(t, at + word.n - 1))
			return true;
		at++;
	}
	return false;
}

bool ent_hyphen_is_wrapper(ent_hyphens *h, ent_str before, ent_str after)
{
	char word[2 * WORD_MAX];
	const size_t end = before.n - 1; /* without the hyphen */
	size_t start = end, n = 0, step;
	while ((step = letter_before(before, start)) && end - start < WORD_MAX)
		start -= step;
	while ((step = letter_at(after, n)) && n < WORD_MAX - 4)
		n += step;
	const size_t first = end - start;
	if (first < PART_MIN || n < PART_MIN || first >= WORD_MAX ||
	    n >= WORD_MAX - 4 || h->spent > BUDGET)
		return false;
	memcpy(word, before.p + start, first);
	memcpy(word + first, after.p, n);
	if (!has_word(h, (ent_str){ word, first + n }))
		return false;
	memmove(word + first + 1, word + first, n);
	word[first] = '-';
	return !has_word(h, (ent_str){ word, first + 1 + n });
}
