/* SPDX-License-Identifier: Apache-2.0 */
/* number.c - the ways to write one number: 10000, 10 000, 10,000, 10'000.
 *
 * The tokens of a text have points and commas inside numbers; spaces and apostrophes
 * divide them.  Groups have three digits, but the first may have fewer.  One group
 * after a point may as well be decimals (3.141) and is left as it is; so is a number
 * that begins with zero.  Cost: O(digits).
 */
#include <string.h>

#include "concord/concord_parts.h"

/* Fewer digits have no groups. */
enum { GROUP = 3, LEAST = 4 };

enum way { TOGETHER, COMMAS, SPACES, APOSTROPHES, POINTS };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_apostrophe(ent_str s)
{
	return ent_str_is(s, "'") || ent_str_is(s, "\u2019");
}

/* Appends a token's digits; false when it is not made of groups, or is too long. */
static bool add_token(char *digits, size_t *n, ent_str token, bool first)
{
	size_t run = 0, groups = 0;
	char separator = 0;
	for (size_t k = 0; k <= token.n; k++) {
		if (k < token.n && is_digit(token.p[k])) {
			if (*n + 1 >= ENT_DIGITS_MAX)
				return false;
			digits[(*n)++] = token.p[k];
			run++;
			continue;
		}
		const bool last = k == token.n, alone = last && !groups;
		if (first && !groups ? run == 0 || (!alone && run > GROUP)
				     : run != GROUP)
			return false;
		if (!last && token.p[k] != ',' && token.p[k] != '.')
			return false;
		if (!last && separator && token.p[k] != separator)
			return false;
		separator = last ? separator : token.p[k];
		groups += !last;
		run = 0;
	}
	return separator != '.' || groups > 1;
}

uint32_t ent_number_read(char digits[ENT_DIGITS_MAX],
			 ent_str text,
			 const ent_token *tokens,
			 uint32_t at,
			 uint32_t n)
{
	size_t length = 0;
	if (tokens[at].kind != ENT_TOKEN_NUMBER ||
	    !add_token(digits, &length,
		       ent_str_slice(text, tokens[at].start, tokens[at].end), true) ||
	    digits[0] == '0')
		return 0;
	uint32_t end = at + 1;
	bool grouped = tokens[at].end - tokens[at].start == length && length <= GROUP;
	while (grouped && end < n) {
		uint32_t next = end;
		size_t kept = length;
		next += next + 1 < n &&
			is_apostrophe(ent_str_slice(text, tokens[next].start,
						    tokens[next].end));
		const ent_token *t = &tokens[next];
		if (t->kind != ENT_TOKEN_NUMBER || t->end - t->start != GROUP)
			break;
		if (!add_token(digits, &length, ent_str_slice(text, t->start, t->end),
			       false)) {
			length = kept;
			break;
		}
		end = next + 1;
	}
	digits[length] = '\0';
	return length >= LEAST ? end - at : 0;
}

/* The digits with a separator between groups. */
static ent_str with_separator(ent_str digits, char separator, ent_arena *arena)
{
	char out[2 * ENT_DIGITS_MAX];
	size_t n = 0;
	for (size_t k = 0; k < digits.n; k++) {
		if (k && (digits.n - k) % GROUP == 0)
			out[n++] = separator;
		out[n++] = digits.p[k];
	}
	return ent_arena_str(arena, (ent_str){ out, n });
}

uint32_t ent_number_words(ent_index_word out[ENT_NUMBER_WORDS],
			  ent_str digits,
			  uint32_t way,
			  ent_arena *arena)
{
	uint32_t n = 0;
	memset(out, 0, ENT_NUMBER_WORDS * sizeof(*out));
	switch ((enum way)way) {
	case TOGETHER: out[n++].form = digits; break;
	case COMMAS: out[n++].form = with_separator(digits, ',', arena); break;
	case POINTS:
		if (digits.n > 2 * GROUP)
			out[n++].form = with_separator(digits, '.', arena);
		break;
	case SPACES:
	case APOSTROPHES:
		for (size_t k = 0, end; k < digits.n; k = end) {
			end = k ? k + GROUP : (digits.n - 1) % GROUP + 1;
			if (k && way == APOSTROPHES)
				out[n++].form = ENT_STR("'");
			out[n++].form = ent_str_slice(digits, k, end);
		}
		break;
	}
	return n;
}

bool ent_number_is_split(uint32_t way)
{
	return way == SPACES || way == APOSTROPHES;
}
