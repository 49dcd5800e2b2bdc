/* SPDX-License-Identifier: Apache-2.0 */
/* utf8.c - whether bytes are well-formed UTF-8, and how long its characters are.
 *
 * Time O(n), eight bytes at a time where they are ASCII.
 */
#include <string.h>

#include <unicode/utf8.h>

#include "text/utf8.h"

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
		if (k == bytes.n)
			break;
		if (bytes.n - k > 1 && s[k] >= 0xC2 && s[k] < 0xE0 &&
		    (s[k + 1] & 0xC0) ==
			    0x80) { /* two-byte letters: Latin, Greek, Cyrillic */
			k += 2;
			continue;
		}
		/* ICU's macro counts in int32_t: give it a window. */
		int32_t at = 0, capacity = bytes.n - k > 4 ? 4 : (int32_t)(bytes.n - k);
		UChar32 c;
		U8_NEXT(s + k, at, capacity, c);
		if (c < 0)
			break;
		k += (size_t)at;
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
