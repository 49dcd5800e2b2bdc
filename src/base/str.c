/* SPDX-License-Identifier: Apache-2.0 */
/* str.c - slices of UTF-8 text. */
#include <string.h>

#include "entente/str.h"

ent_str ent_str_of(const char *z)
{
	return (ent_str){ z, z ? strlen(z) : 0 };
}

bool ent_str_eq(ent_str a, ent_str b)
{
	return a.n == b.n && (!a.n || !memcmp(a.p, b.p, a.n));
}

bool ent_str_is(ent_str a, const char *z)
{
	return ent_str_eq(a, ent_str_of(z));
}

int ent_str_cmp(ent_str a, ent_str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.p, b.p, n) : 0;
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool ent_str_starts(ent_str s, ent_str prefix)
{
	return s.n >= prefix.n && ent_str_eq((ent_str){ s.p, prefix.n }, prefix);
}

bool ent_str_ends(ent_str s, ent_str suffix)
{
	return s.n >= suffix.n &&
	       ent_str_eq(ent_str_slice(s, s.n - suffix.n, s.n), suffix);
}

ent_str ent_str_slice(ent_str s, size_t start, size_t end)
{
	return (ent_str){ s.p ? s.p + start : NULL, end - start };
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

ent_str ent_str_trim(ent_str s)
{
	while (s.n && is_space(s.p[0])) {
		s.p++;
		s.n--;
	}
	while (s.n && is_space(s.p[s.n - 1]))
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

/* Fowler-Noll-Vo 1a, 64 bits: IETF draft-eastlake-fnv. */
uint64_t ent_str_hash(ent_str s)
{
	uint64_t h = 0xCBF29CE484222325u;
	for (size_t k = 0; k < s.n; k++)
		h = (h ^ (unsigned char)s.p[k]) * 0x100000001B3u;
	return h;
}
