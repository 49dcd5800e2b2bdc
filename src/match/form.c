/* SPDX-License-Identifier: Apache-2.0 */
/* form.c - fold a token, without ICU where that can be avoided.
 *
 * The forms are those of text/fold.h.  Nearly every token of French and English
 * is made of ASCII, the letters of Latin-1 and the ligature oe; these are folded
 * by a table here, into a fixed buffer, at about a nanosecond a byte; any other
 * token goes through text/fold.h.  A unit test compares the two over all
 * characters.
 *
 * The key of a word is its stem by text/stem.h, where there is an algorithm for the
 * language; otherwise the word without accents and without a plural's s or x when three
 * letters stay, cut to KEY_CHARS characters.  Neither is right for every word, but the
 * key decides only which words may count as inflections of each other, and which share
 * a list of the index.
 */
#include <string.h>

#include "match/form.h"
#include "match/number_form.h"
#include "text/fold.h"

/* With five, "inter..." and "const..." would already be large families. */
#define KEY_CHARS 6
#define PLURAL_MIN 4

/* U+00E0 to U+00FF without their accents, '\0' for those without one. */
static const char bare_latin[32] = "aaaaaa\0ceeeeiiii\0nooooo\0\0uuuuy\0y";

/* One character of two bytes, C3 80..C3 BF or C5 92..C5 93, with its case
 * folded; 0 when it is not for the table. */
static unsigned fold_two(unsigned char a, unsigned char b)
{
	if (a == 0xC3 && b >= 0x80 && b <= 0xBF && b != 0x9F) {
		unsigned c = 0xC0u + b - 0x80u;
		return c <= 0xDE && c != 0xD7 ? c + 0x20 : c;
	}
	return a == 0xC5 && (b == 0x92 || b == 0x93) ? 0x153 : 0;
}

static size_t put_two(char *to, unsigned c, bool bare)
{
	if (bare && c == 0x153) {
		memcpy(to, "oe", 2);
		return 2;
	}
	if (bare && c == 0xE6) {
		memcpy(to, "ae", 2);
		return 2;
	}
	if (bare && c >= 0xE0 && c <= 0xFF && bare_latin[c - 0xE0]) {
		*to = bare_latin[c - 0xE0];
		return 1;
	}
	to[0] = (char)(0xC0 | c >> 6);
	to[1] = (char)(0x80 | (c & 0x3F));
	return 2;
}

/* The typographic apostrophe, alone, is in every second French sentence. */
static bool is_apostrophe(ent_str t)
{
	return t.n == 3 && !memcmp(t.p, "\xE2\x80\x99", 3);
}

/* Bytes of the character at t[k] that no form has: an invisible one, and what joins the
 * parts of a token of graded.h (a point, hyphen or space of a word, a space of a
 * number). */
static size_t dropped(ent_str t, size_t k, ent_token_kind kind)
{
	const unsigned char *c = (const unsigned char *)t.p + k;
	const size_t left = t.n - k;
	const bool joined = kind != ENT_TOKEN_MARK;
	if (c[0] < 0x80)
		return (joined && c[0] == ' ') ||
		       (kind == ENT_TOKEN_WORD && (c[0] == '.' || c[0] == '-'));
	if (c[0] == 0xC2 && left > 1)
		return c[1] == 0xAD || (c[1] == 0xA0 && joined) ? 2 : 0;
	if (left < 3)
		return 0;
	if (c[0] == 0xEF)
		return c[1] == 0xBB && c[2] == 0xBF ? 3 : 0;
	if (c[0] != 0xE2 || (c[1] != 0x80 && c[1] != 0x81))
		return 0;
	if (c[1] == 0x81)
		return c[2] == 0xA0 ? 3 : 0;
	if (c[2] >= 0x8B && c[2] <= 0x8D)
		return 3;
	if (kind == ENT_TOKEN_WORD && (c[2] == 0x90 || c[2] == 0x91 || c[2] == 0x93))
		return 3;
	return joined && (c[2] == 0xAF || c[2] == 0x89) ? 3 : 0;
}

/* false when a character is not in the table or the buffer is full */
static bool fold_fast(ent_str *out,
		      char *buffer,
		      size_t size,
		      ent_str t,
		      ent_token_kind kind,
		      ent_form form)
{
	size_t n = 0;
	if (t.n > size)
		return false;
	if (is_apostrophe(t)) {
		*out = form == ENT_FORM_PLAIN ? t : ENT_STR("'");
		return true;
	}
	for (size_t k = 0; k < t.n; k++) {
		unsigned char c = (unsigned char)t.p[k];
		if (c < 0x80) {
			if (c <= '.' && dropped(t, k, kind))
				continue;
			if (c <= ' ' || c == 0x7F)
				return false;
			if (c == '`' && form != ENT_FORM_PLAIN)
				c = '\'';
			buffer[n++] = (char)(c >= 'A' && c <= 'Z' ? c | 32 : c);
			continue;
		}
		size_t skip = c == 0xC3 ? 0 : dropped(t, k, kind);
		if (skip) {
			k += skip - 1;
			continue;
		}
		unsigned two = k + 1 < t.n ? fold_two(c, (unsigned char)t.p[++k]) : 0;
		if (!two)
			return false;
		n += put_two(buffer + n, two, form >= ENT_FORM_BARE);
	}
	*out = (ent_str){ buffer, n };
	return true;
}

/* Each form is folded from the one before, so that it is a function of it. */
static ent_str fold_slow(ent_form_buffer *buffer,
			 ent_str t,
			 ent_token_kind kind,
			 ent_form form)
{
	static const unsigned folds[] = {
		[ENT_FORM_PLAIN] = ENT_FOLD_CASE,
		[ENT_FORM_GRADED] = ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY,
		[ENT_FORM_BARE] =
			ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY | ENT_FOLD_ACCENTS,
	};
	ent_buf *from = &buffer->other, *to = &buffer->large, *seen = &buffer->seen;
	ent_buf_clear(seen);
	ent_buf_add(seen, ENT_STR(""));
	for (size_t k = 0; k < t.n;) {
		size_t skip = dropped(t, k, kind);
		if (!skip)
			ent_buf_add_char(seen, t.p[k]);
		k += skip ? skip : 1;
	}
	if (seen->failed)
		return (ent_str){ NULL, 0 };
	ent_str last = ent_buf_str(seen);
	for (unsigned k = 0; k <= form && k <= ENT_FORM_BARE; k++) {
		ent_buf_clear(to);
		ent_fold_add(to, last, folds[k]);
		if (to->failed)
			return (ent_str){ NULL, 0 };
		last = to->p ? ent_buf_str(to) : ENT_STR("");
		ent_buf *swap = from;
		from = to;
		to = swap;
	}
	return last;
}

/* For languages without a stemmer. */
static ent_str light_stem(ent_str word)
{
	size_t n = word.n;
	if (ent_str_chars(word) >= PLURAL_MIN &&
	    (word.p[n - 1] == 's' || word.p[n - 1] == 'x'))
		n--;
	size_t chars = 0, at = 0;
	while (at < n) {
		chars += ((unsigned char)word.p[at] & 0xC0) != 0x80;
		if (chars > KEY_CHARS)
			break;
		at++;
	}
	return (ent_str){ word.p, at };
}

/* The forms that do not depend on the letters: of an ellipsis, of "n°", of a number. */
static bool form_as_whole(ent_str *out,
			  ent_form_buffer *buffer,
			  ent_str t,
			  ent_token_kind kind,
			  ent_form form)
{
	*out = ENT_STR("\u2026");
	if (kind == ENT_TOKEN_MARK) /* only that one has more than a point */
		return t.n >= 3 && t.p[0] == '.' && form != ENT_FORM_PLAIN;
	if (!buffer->variants || (form != ENT_FORM_GRADED && form != ENT_FORM_KEY))
		return false;
	if (kind == ENT_TOKEN_NUMBER)
		return ent_number_form(out, buffer->small, sizeof(buffer->small), t,
				       ent_stemmer_language(buffer->stemmer));
	*out = ENT_STR("no");
	return t.n == 3 && (t.p[0] | 32) == 'n' &&
	       (!memcmp(t.p + 1, "\u00B0", 2) || !memcmp(t.p + 1, "\u00BA", 2));
}

ent_str ent_form_of(ent_form_buffer *buffer,
		    ent_str token,
		    ent_token_kind kind,
		    ent_form form)
{
	bool key = form == ENT_FORM_KEY && kind == ENT_TOKEN_WORD;
	bool stems = key && buffer->stemmer;
	ent_str out;
	if (form_as_whole(&out, buffer, token, kind, form))
		return out;
	form = stems ? ENT_FORM_GRADED : form;
	if (!fold_fast(&out, buffer->small, sizeof(buffer->small), token, kind, form))
		out = fold_slow(buffer, token, kind, form);
	if (buffer->variants && form == ENT_FORM_GRADED && kind == ENT_TOKEN_WORD &&
	    out.p && ent_str_is(ent_stemmer_language(buffer->stemmer), "en"))
		out = ent_american(buffer->american, out);
	if (!key || !out.n)
		return out;
	return stems ? ent_stem(buffer->stemmer, out) : light_stem(out);
}

void ent_form_release(ent_form_buffer *buffer)
{
	ent_buf_release(&buffer->large);
	ent_buf_release(&buffer->other);
	ent_buf_release(&buffer->seen);
}
