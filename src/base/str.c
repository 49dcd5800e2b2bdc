/* SPDX-License-Identifier: Apache-2.0 */
/* str.c - slices of UTF-8 text. */
#include <string.h>

#include "base/ascii.h"
#include "entente/str.h"

int ent_str_cmp(ent_str a, ent_str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool ent_str_ends(ent_str s, ent_str suffix)
{
	return s.n >= suffix.n &&
	       ent_str_eq(ent_str_slice(s, s.n - suffix.n, s.n), suffix);
}

bool ent_str_eq_any_case(ent_str a, ent_str b)
{
	return a.n == b.n && ent_str_starts_any_case(a, b);
}

bool ent_str_starts_any_case(ent_str s, ent_str prefix)
{
	if (s.n < prefix.n)
		return false;
	for (size_t k = 0; k < prefix.n; k++) {
		const char a = s.p[k], b = prefix.p[k];
		if (a != b && !(ent_is_letter(a) && (a ^ b) == ('a' ^ 'A')))
			return false;
	}
	return true;
}

ent_str ent_str_trim(ent_str s)
{
	while (s.n && ent_is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && ent_is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

ent_str ent_str_cut(ent_str *rest, char c)
{
	const char *at = rest->n ? memchr(rest->p, c, rest->n) : NULL;
	ent_str head = *rest;
	if (!at) {
		*rest = (ent_str){ NULL, 0 };
		return head;
	}
	head.n = (size_t)(at - head.p);
	*rest = (ent_str){ at + 1, rest->n - head.n - 1 };
	return head;
}

size_t ent_str_chars(ent_str s)
{
	size_t chars = 0;
	for (size_t k = 0; k < s.n; k++)
		chars += ((unsigned char)s.p[k] & 0xC0) != 0x80;
	return chars;
}

/* Written so that the compiler uses vector instructions: a counter of one byte for each
 * place of a block, and all are summed before one of them can pass 255. */
size_t ent_str_count(ent_str s, char c)
{
	enum { BLOCK = 32, BLOCKS_MAX = 255 };
	size_t found = 0, k = 0;
	while (s.n - k >= BLOCK) {
		unsigned char counts[BLOCK] = { 0 };
		for (int n = 0; n < BLOCKS_MAX && s.n - k >= BLOCK; n++, k += BLOCK)
			for (int i = 0; i < BLOCK; i++)
				counts[i] = (unsigned char)(counts[i] +
							    (s.p[k + (size_t)i] == c));
		for (int i = 0; i < BLOCK; i++)
			found += counts[i];
	}
	for (; k < s.n; k++)
		found += s.p[k] == c;
	return found;
}

/* Fowler-Noll-Vo 1a, 64 bits: IETF draft-eastlake-fnv. */
uint64_t ent_str_hash(ent_str s)
{
	const uint64_t prime = 0x100000001B3u;
	uint64_t h = 0xCBF29CE484222325u;
	size_t k = 0;
	for (; s.n - k >= 4; k += 4) { /* the loop alone costs as much as the hashing */
		h = (h ^ (unsigned char)s.p[k]) * prime;
		h = (h ^ (unsigned char)s.p[k + 1]) * prime;
		h = (h ^ (unsigned char)s.p[k + 2]) * prime;
		h = (h ^ (unsigned char)s.p[k + 3]) * prime;
	}
	for (; k < s.n; k++)
		h = (h ^ (unsigned char)s.p[k]) * prime;
	return h;
}
