/* SPDX-License-Identifier: Apache-2.0 */
/* value_scan.h - what the readers of values share. */
#ifndef ENT_TEXT_VALUE_SCAN_H
#define ENT_TEXT_VALUE_SCAN_H

#include "text/token.h"
#include "text/value.h"

struct ent_value_scan {
	ent_str text;
	ent_value_lang lang;
	char decimal;
	ent_token tokens[ENT_VALUE_TOKENS];
	uint32_t n;
	ent_value *out;
	uint32_t count, max;
	uint16_t groups;
};

static inline ent_str ent_scan_token(const struct ent_value_scan *s, uint32_t i)
{
	return i < s->n ? ent_str_slice(s->text, s->tokens[i].start, s->tokens[i].end)
			: ENT_STR("");
}

static inline bool ent_scan_is(const struct ent_value_scan *s,
			       uint32_t i,
			       const char *z)
{
	return ent_str_is(ent_scan_token(s, i), z);
}

static inline bool ent_scan_is_word(const struct ent_value_scan *s, uint32_t i)
{
	return i < s->n && s->tokens[i].kind == ENT_TOKEN_WORD;
}

static inline bool ent_scan_is_number(const struct ent_value_scan *s, uint32_t i)
{
	return i < s->n && s->tokens[i].kind == ENT_TOKEN_NUMBER;
}

/* Whether nothing is between token i and the one before it. */
static inline bool ent_scan_joined(const struct ent_value_scan *s, uint32_t i)
{
	return i > 0 && i < s->n && s->tokens[i].start == s->tokens[i - 1].end;
}

static inline bool ent_scan_is_dash(const struct ent_value_scan *s, uint32_t i)
{
	return ent_scan_is(s, i, "-") || ent_scan_is(s, i, "\xE2\x80\x93") ||
	       ent_scan_is(s, i, "\xE2\x80\x91") || ent_scan_is(s, i, "\xE2\x80\x90");
}

/* Equal but for the case of ASCII letters; `lower` is in lower case. */
bool ent_scan_is_lower(const struct ent_value_scan *s, uint32_t i, const char *lower);

/* The same for one of the words of a list, with spaces between them. */
bool ent_scan_is_any(const struct ent_value_scan *s, uint32_t i, const char *list);

/* A plain number of 1 to `digits` ASCII digits and at most `max`; -1 for any other
 * token. */
int ent_scan_int(const struct ent_value_scan *s, uint32_t i, size_t digits, int max);

/* A new value of tokens first to last; NULL when there are too many. */
ent_value *ent_scan_add(struct ent_value_scan *s,
			ent_value_kind kind,
			uint32_t first,
			uint32_t last);

/* Whether a value may begin at token i; when false, none does. */
bool ent_scan_begins(const struct ent_value_scan *s, uint32_t i);

/* Each reads what begins at token i, appends its values and returns how many tokens it
 * used; 0 for nothing. */
uint32_t ent_scan_date(struct ent_value_scan *s, uint32_t i);
uint32_t ent_scan_time(struct ent_value_scan *s, uint32_t i);
uint32_t ent_scan_number(struct ent_value_scan *s, uint32_t i);

/* A numeral in words, into *v; tokens used, 0 for none. */
uint32_t ent_scan_words(ent_value *v, const struct ent_value_scan *s, uint32_t i);

/* Whether two numbers have the same digits, as they are read. */
bool ent_value_same_digits(const ent_value *a, const ent_value *b);

/* Whether two currencies may be the same. */
bool ent_same_currency(ent_currency a, ent_currency b);

/* value_measure.c: sets what a value measures. */
void ent_value_measure(ent_value *value, ent_str text);
/* Whether two values may measure the same; an unknown quantity agrees with any. */
bool ent_quantities_agree(const ent_value *a, const ent_value *b);

/* The value of a Roman numeral in capitals; 0 for other words. */
unsigned ent_roman_of(ent_str word);
/* The numeral of 1 to 199; false for others. */
bool ent_roman_write(char out[24], unsigned n);

#endif
