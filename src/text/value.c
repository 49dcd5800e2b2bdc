/* SPDX-License-Identifier: Apache-2.0 */
/* value.c - the values of a text in order: literals, dates, times, numbers.
 *
 * At each token the readers are tried in turn, the most specific first, so that
 * "613-555-0199" is a telephone number before it is three numbers and "9 April" a date
 * before it is a number.  A literal is what is compared and written by its bytes: an
 * address, a telephone number, a code such as A4 or COVID-19, a numeric date, a
 * version of several parts.  Cost: O(text).
 */
#include "base/ascii.h"
#include "base/word_list.h"
#include "text/value_scan.h"

/* ---- literals ------------------------------------------------------------------- */

/* The last token of the run without spaces that token i is in, without the marks at
 * its end. */
static uint32_t end_of_chunk(const struct ent_value_scan *s, uint32_t i)
{
	uint32_t e = i;
	while (ent_scan_joined(s, e + 1))
		e++;
	while (e > i && s->tokens[e].kind == ENT_TOKEN_MARK && !ent_scan_is(s, e, "/"))
		e--;
	return e;
}

static bool begins_chunk(const struct ent_value_scan *s, uint32_t i)
{
	if (!ent_scan_joined(s, i))
		return true;
	return s->tokens[i - 1].kind == ENT_TOKEN_MARK && !ent_scan_is_dash(s, i - 1) &&
	       !ent_scan_is(s, i - 1, "/");
}

/* A web or mail address. */
static uint32_t address(const struct ent_value_scan *s, uint32_t i)
{
	if (!ent_scan_is_word(s, i) && !ent_scan_is_number(s, i))
		return 0;
	uint32_t e = end_of_chunk(s, i);
	bool found = ent_scan_is_lower(s, i, "www") && e > i + 1;
	for (uint32_t k = i + 1; k < e && !found; k++)
		found = ent_scan_is(s, k, "@") ||
			(ent_scan_is(s, k, ":") && ent_scan_is(s, k + 1, "/") &&
			 ent_scan_is(s, k + 2, "/"));
	return found ? e - i + 1 : 0;
}

struct phone {
	uint32_t end;
	unsigned groups, digits, shortest;
	bool dashes, thousands;
};

static size_t gap_of_phone(ent_str text, size_t at)
{
	if (at < text.n && strchr(" -./", text.p[at]) && text.p[at])
		return 1;
	if (ent_str_starts(ent_str_slice(text, at, text.n), ENT_STR("\xC2\xA0")))
		return 2;
	return ent_str_starts(ent_str_slice(text, at, text.n), ENT_STR("\xE2\x80\xAF"))
		       ? 3
		       : 0;
}

static struct phone read_phone(ent_str text, size_t at)
{
	struct phone p = { .shortest = 99, .thousands = true };
	at += text.p[at] == '+';
	for (;;) {
		size_t k = at + (at < text.n && text.p[at] == '('), from = k;
		while (k < text.n && ent_is_digit(text.p[k]))
			k++;
		if (k == from)
			break;
		unsigned n = (unsigned)(k - from);
		p.thousands &= p.groups ? n == 3 : n <= 3;
		p.shortest = n < p.shortest ? n : p.shortest;
		p.groups++;
		p.digits += n;
		k += k < text.n && text.p[k] == ')';
		p.end = (uint32_t)k;
		size_t gap = gap_of_phone(text, k);
		if (!gap)
			break;
		p.dashes |= strchr("-./", text.p[k]) != NULL;
		/* "(0) 22" and "+41 (0)22" have a bracket too */
		at = k + gap;
	}
	return p;
}

/* Groups of digits that are not one number: a telephone number, a date in figures. */
static uint32_t groups_of_digits(const struct ent_value_scan *s, uint32_t i)
{
	ent_str text = s->text;
	size_t start = s->tokens[i].start;
	const bool plus = text.p[start] == '+';
	if (!plus && text.p[start] != '(' && !ent_is_digit(text.p[start]))
		return 0;
	struct phone p = read_phone(text, start);
	bool phone = plus ? p.digits >= 7
			  : p.groups >= 3 && p.digits >= 6 && !p.thousands &&
				     (p.dashes ? p.digits >= 6
					       : p.shortest >= 2 && p.digits >= 7);
	if (!phone)
		return 0;
	uint32_t used = 0;
	while (i + used < s->n && s->tokens[i + used].end <= p.end)
		used++;
	return used;
}

/* What may follow digits without a space and is not part of a code. */
static bool is_suffix(const struct ent_value_scan *s, uint32_t i)
{
	return ent_words_have(
		"h H e er re ère ème ième st nd rd th nde ST ND RD TH a p am pm AM "
		"PM m bn tn mn k M B Md Mds s kg g mg km cm mm ha l L ml GB MB KB TB "
		"Go Mo Ko To kW MW GW kWh MWh GWh Hz kHz MHz GHz C F K V W A t Mt "
		"heures heure years year months days",
		ent_scan_token(s, i));
}

static bool has_capital(ent_str word)
{
	return word.n && ent_is_capital(word.p[0]);
}

/* Letters and digits in one run: A4, COVID-19, S/2024/12, H1N1, 4x4. */
static uint32_t code(const struct ent_value_scan *s, uint32_t i)
{
	if (!begins_chunk(s, i))
		return 0;
	uint32_t e = i;
	bool digits = ent_scan_is_number(s, i), letters = ent_scan_is_word(s, i);
	if (!digits && !letters)
		return 0;
	while (ent_scan_joined(s, e + 1) &&
	       (s->tokens[e + 1].kind != ENT_TOKEN_MARK || ent_scan_is_dash(s, e + 1) ||
		ent_scan_is(s, e + 1, "/") || ent_scan_is(s, e + 1, "_") ||
		ent_scan_is(s, e + 1, "."))) {
		e++;
		digits |= ent_scan_is_number(s, e);
		letters |= ent_scan_is_word(s, e);
	}
	while (e > i && s->tokens[e].kind == ENT_TOKEN_MARK)
		e--;
	if (e == i || !digits || !letters)
		return 0;
	if (ent_scan_is_word(s, i)) {
		/* "mid-2025" is a number with a prefix, "US$5" an amount */
		const bool apart = s->tokens[i + 1].kind == ENT_TOKEN_MARK;
		return apart && !has_capital(ent_scan_token(s, i)) ? 0 : e - i + 1;
	}
	/* digits first: "9h30", "1st" and "5kg" are read by others, "16-year-old"
	 * too */
	if (s->tokens[i + 1].kind == ENT_TOKEN_MARK) {
		const bool before_capital = has_capital(ent_scan_token(s, i + 2));
		return (ent_scan_is(s, i + 1, "/") || before_capital) &&
				       !ent_scan_is(s, i + 1, ".")
			       ? e - i + 1
			       : 0;
	}
	return is_suffix(s, i + 1) ? 0 : e - i + 1;
}

/* 24/7, 2023/24, 1/2 */
static uint32_t fraction(const struct ent_value_scan *s, uint32_t i)
{
	uint32_t e = i;
	if (!ent_scan_is_number(s, i))
		return 0;
	while (ent_scan_joined(s, e + 1) && ent_scan_is(s, e + 1, "/") &&
	       ent_scan_joined(s, e + 2) && ent_scan_is_number(s, e + 2))
		e += 2;
	return e > i ? e - i + 1 : 0;
}

static uint32_t literal(struct ent_value_scan *s, uint32_t i)
{
	uint32_t used = address(s, i);
	if (!used)
		used = groups_of_digits(s, i);
	if (!used)
		used = fraction(s, i);
	if (!used)
		used = code(s, i);
	if (used)
		ent_scan_add(s, ENT_VALUE_LITERAL, i, i + used - 1);
	return used;
}

/* ---- all ------------------------------------------------------------------------ */

/* false when there are more tokens than that. */
static bool cut(struct ent_value_scan *s)
{
	size_t at = 0;
	while (s->n < ENT_VALUE_TOKENS) {
		if (!ent_token_next(&s->tokens[s->n], s->text, &at))
			return true;
		s->n++;
	}
	ent_token more;
	return !ent_token_next(&more, s->text, &at);
}

uint32_t ent_values(ent_value *out, uint32_t max, ent_str text, ent_str lang)
{
	struct ent_value_scan s; /* tokens are written before they are read */
	s.text = text;
	s.lang = ent_value_lang_of(lang);
	s.decimal = ent_decimal_of(lang);
	s.out = out;
	s.max = max;
	s.n = s.count = s.groups = 0;
	cut(&s);
	for (uint32_t i = 0; i < s.n && s.count < max;) {
		if (!ent_scan_begins(&s, i)) {
			i++;
			continue;
		}
		uint32_t used = literal(&s, i);
		if (!used)
			used = ent_scan_date(&s, i);
		if (!used)
			used = ent_scan_time(&s, i);
		if (!used)
			used = ent_scan_number(&s, i);
		i += used ? used : 1;
	}
	for (uint32_t k = 0; k < s.count; k++)
		ent_value_measure(&out[k], text);
	return s.count;
}

bool ent_values_complete(ent_str text)
{
	struct ent_value_scan s;
	s.text = text;
	s.n = 0;
	return cut(&s);
}
