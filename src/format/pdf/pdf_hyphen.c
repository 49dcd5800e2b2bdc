/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_hyphen.c - hyphens at the ends of lines.
 *
 * Method: the hyphen is removed when the word without it is elsewhere in the text, and
 * kept when the word with it is.  In doubt it is kept as well, except in a long text
 * that cuts words as a rule, as those of TeX do, when neither part is a word of the
 * text ("col-lect") and the first is not a prefix that takes a hyphen.  The words are a
 * set of bits by hashes: in one of some hundred thousand words the wrong one is found.
 *
 * Time O(words), memory 512 KB.
 */
#include <stdlib.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/pdf/pdf_hyphen.h"

enum {
	SET_BITS = 16,
	JOINED_MIN = 4,   /* words cut at line ends that show that the text does it */
	WORDS_MIN = 2000, /* of a text whose words are most of those of its subject */
};

static bool is_word_byte(char c)
{
	return ent_is_letter(c) || (c & 0x80) || c == '-';
}

/* The part of a word that is letters: without quotes and full stops around it. */
static ent_str core_of(ent_str s)
{
	size_t k = 0;
	while (k < s.n && !is_word_byte(s.p[k]))
		k++;
	size_t end = s.n;
	while (end > k && !is_word_byte(s.p[end - 1]))
		end--;
	return ent_str_slice(s, k, end);
}

static uint64_t hash_of(ent_str s)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a */
	for (size_t k = 0; k < s.n; k++) {
		const char c = s.p[k];
		h = (h ^ (unsigned char)(c >= 'A' && c <= 'Z' ? c | 32 : c)) *
		    1099511628211u;
	}
	return h ^ h >> 29;
}

static void add_to_set(ent_pdf_wordset *t, ent_str word)
{
	const uint64_t h = hash_of(word);
	t->bits[h >> 6 & ((1u << SET_BITS) - 1)] |= (uint64_t)1 << (h & 63);
}

static bool is_in_set(const ent_pdf_wordset *t, ent_str word)
{
	const uint64_t h = hash_of(word);
	return t->bits[h >> 6 & ((1u << SET_BITS) - 1)] >> (h & 63) & 1;
}

static bool is_in_whole(const ent_pdf_wordset *t, ent_str a, ent_str b)
{
	ent_buf word = ENT_BUF_INIT;
	ent_buf_add(&word, a);
	ent_buf_add(&word, b);
	const bool whole = word.n && is_in_set(t, core_of(ent_buf_str(&word)));
	ent_buf_release(&word);
	return whole;
}

/* Whether lines that end with a hyphen cut words, most of the time. */
static bool cuts_words(const ent_pdf_wordset *t, const ent_pdf *pdf)
{
	unsigned cut = 0, compound = 0;
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k + 1 < pdf->pages[p].n; k++) {
			const ent_pdf_line *l = &pdf->pages[p].lines[k];
			const ent_str a = l->words[l->n - 1].text,
				      b = l[1].words[0].text;
			if (a.n < 2 || a.p[a.n - 1] != '-' || !ent_pdf_begins_lower(b))
				continue;
			cut += is_in_whole(t, ent_str_slice(a, 0, a.n - 1), b);
			compound += is_in_whole(t, a, b);
		}
	return cut >= JOINED_MIN && cut > 2 * compound;
}

/* All words but those at line ends, which may be parts of one. */
bool ent_pdf_wordset_fill(ent_pdf_wordset *t, const ent_pdf *pdf)
{
	size_t words = 0;
	t->bits = calloc((size_t)1 << SET_BITS, sizeof(*t->bits));
	if (!t->bits)
		return false;
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k < pdf->pages[p].n; k++) {
			const ent_pdf_line *l = &pdf->pages[p].lines[k];
			for (uint32_t w = 1; w + 1 < l->n; w++)
				add_to_set(t, core_of(l->words[w].text));
			words += l->n;
		}
	t->hyphenates = words >= WORDS_MIN && cuts_words(t, pdf);
	return true;
}

/* First parts that a hyphen may follow. */
static bool is_prefix(ent_str s)
{
	static const char *const prefixes[] = {
		"co",    "non",   "pre",   "re",    "anti",  "sub",   "semi",
		"mid",   "vice",  "ex",    "self",  "inter", "multi", "micro",
		"demi",  "mi",    "sous",  "avant", "post",  "pro",   "contre",
		"entre", "quasi", "un",    "extra", "ultra", "neo",   "socio",
		"pan",   "bi",    "cyber", "e",     NULL
	};
	return ent_list_has(prefixes, s);
}

/* Whether the parts of a word are not words of the text. */
static bool are_parts(const ent_pdf_wordset *t, ent_str a, ent_str b)
{
	enum { PART_MIN = 2 };
	a = core_of(a);
	b = core_of(b);
	for (size_t k = 0; k < a.n; k++)
		if (a.p[k] == '-' || (ent_is_capital(a.p[k]) && k))
			return false;
	return t->hyphenates && a.n >= PART_MIN && b.n >= PART_MIN && !is_prefix(a) &&
	       !is_in_set(t, a) && !is_in_set(t, b);
}

bool ent_pdf_begins_lower(ent_str s)
{
	const unsigned char c = s.n ? (unsigned char)s.p[0] : 0;
	const unsigned char d = s.n > 1 ? (unsigned char)s.p[1] : 0;
	return (c >= 'a' && c <= 'z') || (c == 0xC3 && d >= 0xA0) ||
	       (c == 0xC5 && d == 0x93) || c == ',' || c == ')';
}

bool ent_pdf_join_hyphen(ent_buf *b, const ent_pdf_wordset *t, ent_str next)
{
	static const ent_str soft = { "\xC2\xAD", 2 };
	const ent_str text = ent_buf_str(b);
	if (ent_str_ends(text, soft)) {
		b->n -= soft.n;
		return true;
	}
	const bool hyphen = text.n > 1 && text.p[text.n - 1] == '-';
	const size_t size = hyphen ? 1 : 0;
	if (!hyphen || !is_word_byte(text.p[text.n - 2]) || !next.n ||
	    !(ent_is_letter(next.p[0]) || (next.p[0] & 0x80)))
		return false;
	size_t start = text.n;
	while (start && text.p[start - 1] != ' ')
		start--;
	const ent_str part = ent_str_slice(text, start, text.n - size);
	const ent_str with = ent_str_slice(text, start, text.n);
	if (ent_pdf_begins_lower(next) &&
	    (is_in_whole(t, part, next) ||
	     (!is_in_whole(t, with, next) && are_parts(t, part, next))))
		b->n -= size;
	return true;
}
