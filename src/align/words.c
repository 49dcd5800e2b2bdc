/* SPDX-License-Identifier: Apache-2.0 */
/* words.c - the words of a text in the form in which two languages compare.
 *
 * Tokens are those of text/token.h; forms are those of text/fold.h, but folded
 * character by character, so that offsets stay those of the text and no word
 * costs a call of ICU: ASCII is folded by arithmetic, Latin letters up to U+017F
 * by a table, all other characters by ent_fold_add(), once each, and kept in a
 * small cache.  Folding a character at a time is folding the whole because
 * neither decomposition nor case folding looks at neighbours, and the marks whose
 * order normalisation would settle are dropped.
 *
 * Numbers: the two languages write group and decimal separators differently, and
 * the digits are what they share.  The space as a group separator follows the
 * International System of Units (BIPM, SI Brochure, 9th edition, 5.4.4).
 *
 * Cost: one pass; 180 MB/s of English or French law, beside 230 MB/s for the tokens
 * alone (scripts/bench words, 2026-11).
 */
#include <stdlib.h>
#include <string.h>

#include "align/words.h"
#include "base/array.h"
#include "text/fold.h"

enum { LATIN_FIRST = 0xC0, LATIN_END = 0x180, GROUP = 3 };

/* What ent_fold_add() with ENT_FOLD_CASE | ENT_FOLD_ACCENTS makes of the letters
 * from U+00C0 to U+017F, where it makes at most two bytes of them. */
static const char latin[LATIN_END - LATIN_FIRST][3] = {
	"a", "a",  "a", "a", "a", "a", "ae", "c", "e",  "e", "e", "e",  "i",  "i", "i",
	"i", "ð",  "n", "o", "o", "o", "o",  "o", "",   "ø", "u", "u",  "u",  "u", "y",
	"þ", "ss", "a", "a", "a", "a", "a",  "a", "ae", "c", "e", "e",  "e",  "e", "i",
	"i", "i",  "i", "ð", "n", "o", "o",  "o", "o",  "o", "",  "ø",  "u",  "u", "u",
	"u", "y",  "þ", "y", "a", "a", "a",  "a", "a",  "a", "c", "c",  "c",  "c", "c",
	"c", "c",  "c", "d", "d", "đ", "đ",  "e", "e",  "e", "e", "e",  "e",  "e", "e",
	"e", "e",  "g", "g", "g", "g", "g",  "g", "g",  "g", "h", "h",  "ħ",  "ħ", "i",
	"i", "i",  "i", "i", "i", "i", "i",  "i", "ı",  "ĳ", "ĳ", "j",  "j",  "k", "k",
	"ĸ", "l",  "l", "l", "l", "l", "l",  "ŀ", "ŀ",  "ł", "ł", "n",  "n",  "n", "n",
	"n", "n",  "",  "ŋ", "ŋ", "o", "o",  "o", "o",  "o", "o", "oe", "oe", "r", "r",
	"r", "r",  "r", "r", "s", "s", "s",  "s", "s",  "s", "s", "s",  "t",  "t", "t",
	"t", "ŧ",  "ŧ", "u", "u", "u", "u",  "u", "u",  "u", "u", "u",  "u",  "u", "u",
	"w", "w",  "y", "y", "y", "z", "z",  "z", "z",  "z", "z", "s",
};

enum { KEY_MARK = 1 << 30 }; /* a mark's folding; else a letter's */

/* The code point at *at, which moves after it.  The text is valid; if it were
 * not, a byte would be read as one character. */
static uint32_t next_char(ent_str s, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s.p + *at;
	size_t left = s.n - *at;
	uint32_t c = p[0];
	size_t n = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	if (n == 1 || n > left) {
		*at += 1;
		return c;
	}
	c &= 0x7Fu >> n;
	for (size_t k = 1; k < n; k++)
		c = c << 6 | (p[k] & 0x3F);
	*at += n;
	return c;
}

/* Any character, by way of the cache; appended at to, which is returned moved. */
static char *fold_rare(ent_words *w, char *to, ent_str one, uint32_t key)
{
	struct ent_words_cached *e = &w->cache[(key ^ key >> 8) % ENT_WORDS_CACHED];
	if (e->key != key) {
		ent_buf folded = ENT_BUF_INIT;
		ent_fold_add(&folded, one,
			     key & KEY_MARK ? ENT_FOLD_TYPOGRAPHY
					    : ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
		w->failed |= folded.failed;
		ent_str as =
			folded.n <= ENT_WORDS_FOLDED_MAX ? ent_buf_str(&folded) : one;
		e->key = key;
		e->n = (uint8_t)as.n;
		if (as.n)
			memcpy(e->to, as.p, as.n);
		ent_buf_release(&folded);
	}
	memcpy(to, e->to, ENT_WORDS_FOLDED_MAX);
	return to + e->n;
}

static char *fold_letters(ent_words *w, char *to, ent_str s)
{
	for (size_t k = 0; k < s.n;) {
		unsigned char c = (unsigned char)s.p[k];
		if (c < 128) {
			*to++ = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
			k++;
			continue;
		}
		size_t start = k;
		uint32_t point = next_char(s, &k);
		if (ent_is_unseen(point))
			continue;
		const char *as = point >= LATIN_FIRST && point < LATIN_END
					 ? latin[point - LATIN_FIRST]
					 : "";
		if (!as[0]) {
			to = fold_rare(w, to, ent_str_slice(s, start, k), point);
			continue;
		}
		*to++ = as[0];
		if (as[1])
			*to++ = as[1];
	}
	return to;
}

static char *fold_number(char *to, ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (s.p[k] != '.' && s.p[k] != ',' && s.p[k] != ' ')
			*to++ = s.p[k];
	return to;
}

static char *fold_mark(ent_words *w, char *to, ent_str s)
{
	size_t at = 0;
	if (s.n == 1 && s.p[0] != '`') {
		*to = s.p[0];
		return to + 1;
	}
	uint32_t point = next_char(s, &at);
	return fold_rare(w, to, s, point | KEY_MARK);
}

static bool are_digits(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (s.p[k] < '0' || s.p[k] > '9')
			return false;
	return true;
}

/* Bytes of a space that may separate groups of digits at the beginning of s; 0 for
 * anything else. */
static size_t group_space(ent_str s)
{
	if (s.n && s.p[0] == ' ')
		return 1;
	if (ent_str_starts(s, ENT_STR("\xC2\xA0")))
		return 2;
	return ent_str_starts(s, ENT_STR("\xE2\x80\xAF")) ||
			       ent_str_starts(s, ENT_STR("\xE2\x80\x89"))
		       ? 3
		       : 0;
}

/* Takes the groups of three digits that follow a number into it; its digits are
 * appended at to, which is returned moved. */
static char *add_groups(ent_words *w, char *to, ent_token *number)
{
	ent_str all = w->text, last = ent_str_slice(all, number->start, number->end);
	bool inner = last.n <= GROUP && are_digits(last);
	while (inner) {
		size_t at = number->end + group_space(ent_str_slice(all, w->at, all.n));
		ent_token next;
		size_t start = at;
		if (at == number->end || !ent_token_next(&next, all, &at) ||
		    next.kind != ENT_TOKEN_NUMBER || next.start != start)
			break;
		last = ent_str_slice(all, next.start, next.end);
		if (last.n < GROUP || !are_digits((ent_str){ last.p, GROUP }) ||
		    (last.n > GROUP && last.p[GROUP] != '.' && last.p[GROUP] != ','))
			break;
		to = fold_number(to, last);
		number->end = next.end;
		w->at = at;
		inner = last.n == GROUP;
	}
	return to;
}

static bool reserve_form(ent_words *w, size_t n)
{
	if (ENT_GROW(w->form, w->size, n))
		return true;
	w->failed = true;
	return false;
}

void ent_words_start(ent_words *words, ent_str text)
{
	words->text = text;
	words->at = 0;
}

bool ent_words_next(ent_word *out, ent_words *words)
{
	/* A character of two bytes becomes eleven at most; of a number, the groups
	 * that follow are no longer than the rest of the text. */
	enum { GROWTH = 6, SLACK = 64 };
	ent_token t;
	while (!words->failed && ent_token_next(&t, words->text, &words->at)) {
		ent_str s = ent_str_slice(words->text, t.start, t.end);
		size_t need = t.kind == ENT_TOKEN_NUMBER ? words->text.n - t.start
							 : GROWTH * s.n;
		if (!reserve_form(words, need + SLACK))
			return false;
		char *to = words->form;
		switch (t.kind) {
		case ENT_TOKEN_WORD: to = fold_letters(words, to, s); break;
		case ENT_TOKEN_MARK: to = fold_mark(words, to, s); break;
		case ENT_TOKEN_NUMBER:
			to = add_groups(words, fold_number(to, s), &t);
			break;
		}
		if (to == words->form)
			continue;
		out->form = (ent_str){ words->form, (size_t)(to - words->form) };
		out->hash = ent_word_hash(out->form);
		out->start = t.start;
		out->end = t.end;
		out->kind = t.kind;
		return !words->failed;
	}
	return false;
}

void ent_words_release(ent_words *words)
{
	free(words->form);
	*words = ENT_WORDS_INIT;
}

uint32_t ent_word_hash(ent_str form)
{
	uint64_t h = ent_str_hash(form);
	return (uint32_t)(h ^ h >> 32);
}
