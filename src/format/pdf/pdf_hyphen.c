/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_hyphen.c - hyphens at the ends of lines.
 *
 * Method: the hyphen goes when the word without it is elsewhere in the text, and stays
 * when the word with it is, or in doubt.  The words are a set of bits by hashes: in one
 * of some hundred thousand words the wrong one is found.
 *
 * Time O(words), memory 512 KB.
 */
#include <stdlib.h>

#include "base/ascii.h"
#include "format/pdf/pdf_hyphen.h"

enum { SET_BITS = 16 };

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

/* All words but those at line ends, which may be parts of one. */
bool ent_pdf_wordset_fill(ent_pdf_wordset *t, const ent_pdf *pdf)
{
	t->bits = calloc((size_t)1 << SET_BITS, sizeof(*t->bits));
	if (!t->bits)
		return false;
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k < pdf->pages[p].n; k++) {
			const ent_pdf_line *l = &pdf->pages[p].lines[k];
			for (uint32_t w = 1; w + 1 < l->n; w++)
				add_to_set(t, core_of(l->words[w].text));
		}
	return true;
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
	ent_buf word = ENT_BUF_INIT;
	ent_buf_add(&word, ent_str_slice(text, start, text.n - size));
	ent_buf_add(&word, next);
	const bool whole = word.n && is_in_set(t, core_of(ent_buf_str(&word)));
	b->failed |= word.failed;
	ent_buf_release(&word);
	if (whole && ent_pdf_begins_lower(next))
		b->n -= size;
	return true;
}
