/* SPDX-License-Identifier: Apache-2.0 */
/* abbreviation.c - find the word before a period and its abbreviation classes.
 *
 * A word here is a run of letters, digits, inner periods, hyphens and degree signs:
 * "S.E.M", "c.-à-d", "Lt.-Col", "n°".  It is looked up first with an apostrophe in it
 * ("Int'l"), then without ("l'art"); first with the word before it ("op. cit", "p.
 * ex"), then alone; first whole, then its last part after a hyphen.  It is always
 * looked up as a whole word: "l'OM" is not "M", "USA" is not "A", which ICU's
 * ss=standard gets wrong.
 */
#include <string.h>

#include "segment/abbreviation.h"
#include "segment/char.h"

static bool is_word_char(UChar32 c)
{
	enum kind kind = ent_char_kind(c);
	return ent_kind_is_letter(kind) || kind == KIND_DIGIT || c == '.' || c == '-' ||
	       c == '&' || c == 0xB0 || c == 0xBA;
}

static bool is_apostrophe(UChar32 c)
{
	return c == '\'' || c == 0x2019;
}

/* Start of the word that ends at `end`; *apostrophe receives the place after
 * the last apostrophe in it, or the start.  A word that is too long for any
 * table starts at its end. */
static size_t word_start(ent_str text, size_t end, size_t *apostrophe)
{
	size_t at = end, step, cut = 0;
	for (;;) {
		UChar32 c = ent_char_before(text, at, &step);
		if (is_apostrophe(c) && !cut)
			cut = at;
		else if (!is_word_char(c))
			break;
		at -= step;
		if (end - at > ENT_WORD_MAX) {
			*apostrophe = end;
			return end;
		}
	}
	/* an apostrophe before the word is a quote */
	if (at < end && is_apostrophe(ent_char_at(text, at, &step)))
		at += step;
	*apostrophe = cut ? cut : at;
	return at;
}

static unsigned classes_of(const struct tables *tables, ent_str word)
{
	char plain[ENT_WORD_MAX];
	size_t n = 0;
	if (word.n > ENT_WORD_MAX)
		return 0;
	for (size_t k = 0; k < word.n; n++)
		if (ent_str_starts(ent_str_slice(word, k, word.n), ENT_STR("’"))) {
			plain[n] = '\'';
			k += sizeof("’") - 1;
		} else {
			plain[n] = word.p[k++];
		}
	return ent_tables_find_abbreviation(tables, (ent_str){ plain, n });
}

/* The word with the one before it and a space between: "op. cit". */
static unsigned find_pair(const struct tables *tables,
			  ent_str text,
			  size_t start,
			  size_t end)
{
	size_t step, ignored;
	char pair[ENT_WORD_MAX];
	if (ent_char_kind(ent_char_before(text, start, &step)) != KIND_SPACE)
		return 0;
	size_t first_end = start - step;
	size_t first = word_start(text, first_end, &ignored);
	size_t n = first_end - first;
	if (!n || n + 1 + (end - start) > sizeof(pair))
		return 0;
	memcpy(pair, text.p + first, n);
	pair[n] = ' ';
	memcpy(pair + n + 1, text.p + start, end - start);
	return classes_of(tables, (ent_str){ pair, n + 1 + (end - start) });
}

/* One capital, or several single letters each with a period: "J", "O.N.U",
 * "J.-P", "p.p.m". */
static bool is_initials(ent_str word)
{
	size_t step, letters = 0;
	for (size_t at = 0; at < word.n;) {
		enum kind kind = ent_char_kind(ent_char_at(word, at, &step));
		if (kind != KIND_UPPER && (kind != KIND_LOWER || word.n < 3))
			return false;
		letters++;
		at += step;
		if (at == word.n)
			return true;
		if (word.p[at] == '.')
			at++;
		if (at < word.n && word.p[at] == '-')
			at++;
		else if (word.p[at - 1] != '.')
			return false;
	}
	return letters > 0;
}

unsigned ent_abbreviation_classes(ent_str text,
				  size_t stop,
				  size_t end,
				  const struct tables *tables)
{
	size_t cut, whole = word_start(text, stop, &cut);
	if (whole == stop)
		return 0;
	ent_str word = ent_str_slice(text, cut, end);
	size_t step;
	UChar32 before = ent_char_before(text, whole, &step);
	if (before == '/' && classes_of(tables, word) & (WORD_NUMBER | WORD_ORDINARY))
		return WORD_ORDINARY; /* "CPR/2025/No. 1" */
	if (before == '/' || before == '@' || before == '_')
		return 0; /* the end of an address or a symbol */
	unsigned found = find_pair(tables, text, whole, end);
	if (!found && whole < cut)
		found = classes_of(tables, ent_str_slice(text, whole, end));
	if (!found && whole < cut)
		found = find_pair(tables, text, cut, end);
	/* the s of "video's" is not an abbreviation */
	if (!found && !(whole < cut && ent_str_is(word, "s")))
		found = classes_of(tables, word);
	if (found)
		return found;
	enum kind kind = ent_char_kind(before);
	bool apart = kind == KIND_SPACE || kind == KIND_END || kind == KIND_OPENER ||
		     kind == KIND_QUOTE;
	if (!apart && ent_char_kind(ent_char_at(word, 0, &step)) == KIND_LOWER)
		return 0;      /* "e.f" of "?d=e.f" */
	if (is_initials(word)) /* "J.-M" is a name, "O.N.U" is not */
		return memchr(word.p, '-', word.n) ? WORD_NEVER : WORD_AMBIGUOUS;
	for (size_t k = word.n; k > 1; k--)
		if (word.p[k - 1] == '-')
			return classes_of(tables, ent_str_slice(word, k, word.n));
	return 0;
}

static bool is_vowel(UChar32 c)
{
	return c == 0xE9 || c == 0xE8 || c == 0xEA || c == 0xE0 || c == 0xFB ||
	       c == 0xEE || (c > 0 && c < 0x80 && strchr("aeiouy", (int)c));
}

bool ent_number_precedes(ent_str text, size_t end)
{
	size_t cut, step, start = word_start(text, end, &cut);
	if (ent_char_kind(ent_char_before(text, start, &step)) != KIND_SPACE)
		return false;
	return ent_char_kind(ent_char_before(text, start - step, &step)) == KIND_DIGIT;
}

bool ent_is_whole_word(ent_str text, size_t end)
{
	enum { LONG = 6, MIDDLE = 4, SHORT = 3 };
	size_t at = end, step, letters = 0, vowels = 0;
	bool open = is_vowel(ent_char_before(text, end, &step));
	enum kind last = ent_char_kind(ent_char_before(text, end, &step));
	if (last == KIND_CLOSER || last == KIND_QUOTE)
		return true; /* no abbreviation ends so */
	for (; letters < LONG; letters++, at -= step) {
		UChar32 c = ent_char_before(text, at, &step);
		if (ent_char_kind(c) != KIND_LOWER)
			break;
		vowels += is_vowel(c);
	}
	if (letters == LONG)
		return true;
	return ent_char_kind(ent_char_before(text, at, &step)) != KIND_STOP &&
	       ((letters >= MIDDLE && vowels > 1) || (letters >= SHORT && open));
}
