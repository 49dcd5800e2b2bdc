/* SPDX-License-Identifier: Apache-2.0 */
/* utf8.c - whether bytes are well-formed UTF-8, and how long its characters are.
 *
 * Time O(n), eight bytes at a time where they are ASCII.
 */
#include <string.h>

#include "base/utf8.h"

/* The length of the character at s, which is not ASCII; 0 when it is not
 * well-formed. */
static size_t length_at(const uint8_t *s, size_t left)
{
	const size_t n = ent_utf8_length(s[0]);
	if (n == 1 || n > left)
		return 0;
	if (!ent_utf8_can_follow(s[0], s[1]))
		return 0;
	for (size_t k = 2; k < n; k++)
		if ((s[k] & 0xC0) != 0x80)
			return 0;
	return n;
}

bool ent_utf8_valid(ent_str bytes, size_t *good)
{
	const uint8_t *s = (const uint8_t *)bytes.p;
	const uint64_t high = UINT64_MAX / 255 * 0x80;
	size_t k = 0;
	while (k < bytes.n) {
		uint64_t word;
		while (bytes.n - k >= sizeof(word) &&
		       !(memcpy(&word, s + k, sizeof(word)), word & high))
			k += sizeof(word);
		while (k < bytes.n && s[k] < 0x80)
			k++;
		const size_t n = k < bytes.n ? length_at(s + k, bytes.n - k) : 0;
		if (!n)
			break;
		k += n;
	}
	if (good)
		*good = k;
	return k == bytes.n;
}

size_t ent_utf8_length(unsigned char first)
{
	return first < 0xC2    ? 1
	       : first < 0xE0  ? 2
	       : first < 0xF0  ? 3
	       : first <= 0xF4 ? 4
			       : 1;
}
