/* SPDX-License-Identifier: Apache-2.0 */
/* pattern.h - what a regular expression can match, without running it. */
#ifndef ENT_SEGMENT_PATTERN_H
#define ENT_SEGMENT_PATTERN_H

#include <stdint.h>

#include <unicode/utypes.h>

#include "entente/str.h"

/* Characters below 256 one by one, all others together. */
struct charset {
	uint32_t bits[8];
	bool other;
};

/* A match is at most `max` UTF-16 units long, consists of characters of `all`, begins
 * with one of `first`, ends with one of `last` and has one of `need`; empty: it may
 * have no character at all.  A part that is not understood counts as one that matches
 * anything. */
struct facts {
	struct charset first, last, all, need;
	bool empty;
	uint32_t max; /* UINT32_MAX for no limit */
};

/* What the matches of a pattern begin with, end with and consist of; for a pattern that
 * is not understood, facts that any match fulfils. */
void ent_pattern_facts(struct facts *out, const UChar *pattern, int32_t n);

static inline bool ent_charset_has(const struct charset *set, UChar32 c)
{
	return c > 0xFF ? set->other : c >= 0 && (set->bits[c >> 5] >> (c & 31) & 1);
}

/* The pattern as Java reads it, where \s \w \d are ASCII, written for ICU. */
void ent_pattern_from_java(ent_buf *out, ent_str pattern);

/* The pattern as ICU takes it: * and + inside look-behinds limited to 100, flags of
 * Java that ICU does not have (u, d) left out. */
void ent_pattern_repair(ent_buf *out, ent_str pattern);

#endif
