/* SPDX-License-Identifier: Apache-2.0 */
/* repair.c - bytes that are wrong in UTF-8, and what is read in their place.
 *
 * Why: a page of UTF-8 with one letter pasted in windows-1252, or with a title cut
 * in the middle of a letter, is a page of UTF-8; browsers read the rest as it is.
 *
 * Method: a byte that does not begin a well-formed character is a letter of
 * windows-1252, unless it begins a sign such as a dash and the next byte can follow:
 * then the character was cut, and the maximal subpart is one U+FFFD (Unicode 15,
 * section 3.9, "U+FFFD Substitution of Maximal Subparts").  Two surrogates of three
 * bytes each are the character that they mean in UTF-16 (Unicode Technical Report 26).
 *
 * Time O(n).
 */
#include "text/repair.h"
#include "base/utf8.h"
#include "text/windows_1252.h"

enum { REPLACEMENT = 0xFFFD };

void ent_repaired_add(ent_repaired *m, uint32_t line)
{
	const unsigned capacity = sizeof(m->lines) / sizeof(*m->lines);
	m->n++;
	if (m->n_lines < capacity && (!m->n_lines || m->lines[m->n_lines - 1] != line))
		m->lines[m->n_lines++] = line;
}

void ent_repaired_text(ent_buf *to, const ent_repaired *m)
{
	const unsigned capacity = sizeof(m->lines) / sizeof(*m->lines);
	ent_buf_clear(to);
	if (m->half) {
		ent_buf_addf(
			to,
			"the last byte is half a character of UTF-16 (line %u) and "
			"was left out",
			m->n_lines ? m->lines[0] : 1);
		return;
	}
	ent_buf_addf(to, "%zu byte%s that %s not UTF-8 (line%s", m->n,
		     m->n == 1 ? "" : "s", m->n == 1 ? "is" : "are",
		     m->n_lines == 1 ? "" : "s");
	for (unsigned k = 0; k < m->n_lines; k++)
		ent_buf_addf(to, "%s %u", k ? "," : "", m->lines[k]);
	ent_buf_addf(to, "%s) %s read as windows-1252",
		     m->n_lines == capacity ? ", ..." : "", m->n == 1 ? "was" : "were");
}

/* The byte at k; 0 after the end. */
static unsigned at(ent_str s, size_t k)
{
	return k < s.n ? (unsigned char)s.p[k] : 0;
}

/* The UTF-16 unit that three bytes encode as if it were a character; 0 for others. */
static unsigned surrogate(ent_str s, size_t k)
{
	if (at(s, k) != 0xED || (at(s, k + 1) & 0xE0) != 0xA0 ||
	    (at(s, k + 2) & 0xC0) != 0x80)
		return 0;
	return 0xD000 | (at(s, k + 1) & 0x3F) << 6 | (at(s, k + 2) & 0x3F);
}

/* The characters of more than two bytes that texts in Latin letters have: punctuation
 * and signs from U+2000 on, U+FEFF and the like, pictures.  The others begin with a
 * byte that is an accented letter of windows-1252, which a quotation mark may
 * follow. */
static bool is_cut_often(unsigned char first)
{
	return first == 0xE2 || (first >= 0xEF && first <= 0xF4);
}

/* How many bytes at the beginning of s, which are not well-formed, are wrong
 * together; *code is the character that they mean. */
static size_t wrong_length(ent_str s, uint32_t *code)
{
	const unsigned high = surrogate(s, 0), low = surrogate(s, 3);
	*code = REPLACEMENT;
	if (high && high < 0xDC00 && low >= 0xDC00) {
		*code = 0x10000 + ((high - 0xD800) << 10) + low - 0xDC00;
		return 6;
	}
	if (high)
		return 3;
	const unsigned char c = (unsigned char)s.p[0];
	const size_t need = ent_utf8_length(c);
	size_t have = 1;
	if (is_cut_often(c) && ent_utf8_can_follow(c, at(s, 1)))
		for (have = 2; have < need && (at(s, have) & 0xC0) == 0x80;)
			have++;
	const uint32_t letter = ent_windows_1252(c);
	if (have == 1 && letter != c)
		*code = letter;
	else if (have == 1 && c > 0x9F)
		*code = c;
	return have;
}

size_t ent_utf8_repair(ent_buf *to, ent_str s)
{
	uint32_t code;
	const size_t n = wrong_length(s, &code);
	ent_buf_add_codepoint(to, code);
	return n;
}

/* Whether s is the beginning of a character that goes on after it. */
static bool is_cut(ent_str s)
{
	if (!s.n || s.n >= ent_utf8_length((unsigned char)s.p[0]))
		return false;
	for (size_t k = 1; k < s.n; k++)
		if (k == 1 ? !ent_utf8_can_follow(at(s, 0), at(s, 1))
			   : (at(s, k) & 0xC0) != 0x80)
			return false;
	return true;
}

/* How many bytes begin a character of several, 11xxxxxx. */
static size_t count_leads(ent_str s)
{
	const uint64_t high = UINT64_MAX / 255 * 0x80;
	size_t n = 0, k = 0;
	for (uint64_t w; s.n - k >= sizeof(w); k += sizeof(w)) {
		memcpy(&w, s.p + k, sizeof(w));
		if (w & high)
			n += (size_t)__builtin_popcountll(w & w << 1 & high);
	}
	for (; k < s.n; k++)
		n += ((unsigned char)s.p[k] & 0xC0) == 0xC0;
	return n;
}

ent_utf8_count ent_utf8_count_of(ent_str bytes, bool whole)
{
	ent_utf8_count count = { 0, 0 };
	for (;;) {
		size_t good;
		uint32_t code;
		ent_utf8_valid(bytes, &good);
		count.good += count_leads(ent_str_slice(bytes, 0, good));
		bytes = ent_str_slice(bytes, good, bytes.n);
		if (!bytes.n || (!whole && is_cut(bytes)))
			return count;
		count.wrong++;
		bytes = ent_str_slice(bytes, wrong_length(bytes, &code), bytes.n);
	}
}

void ent_utf8_add(ent_buf *to, ent_str bytes)
{
	while (bytes.n) {
		size_t good;
		ent_utf8_valid(bytes, &good);
		ent_buf_add(to, ent_str_slice(bytes, 0, good));
		bytes = ent_str_slice(bytes, good, bytes.n);
		if (bytes.n)
			bytes = ent_str_slice(bytes, ent_utf8_repair(to, bytes),
					      bytes.n);
	}
}
