/* SPDX-License-Identifier: Apache-2.0 */
/* value_scan.c - what the readers of values share: which tokens can begin a value,
 * comparing a token, appending a value. */
#include <string.h>

#include "base/ascii.h"
#include "text/value_scan.h"

/* ---- which tokens begin a value -------------------------------------------------- */

/* The words of value_words.c, value_number.c and value_time.c that begin a value, by
 * their first letter.  Few words of a text are among them, and the readers need a
 * thousand instructions to find that out. */
static const char *const beginnings[2][26] = {
	{
		['a' - 'a'] = "apr aug april august",
		['c' - 'a'] = "cad",
		['d' - 'a'] = "dec december",
		['e' - 'a'] = "eur eight eighth eighty eleven eighteen eleventh",
		['f' - 'a'] =
			"feb five four fifth fifty first forty fourth friday fridays fifteen february fourteen",
		['g' - 'a'] = "gbp",
		['j' - 'a'] = "jan jpy jul jun july june january",
		['m' - 'a'] = "mar may march monday mondays midnight",
		['n' - 'a'] = "nov nine noon ninth ninety nineteen november",
		['o' - 'a'] = "oct october",
		['s' - 'a'] =
			"sep six sept seven sixth sixty second sunday sundays seventh seventy sixteen saturday saturdays september seventeen",
		['t' - 'a'] =
			"ten two tenth third three thirty twelve twenty tuesday tuesdays twelfth thirteen thursday thursdays",
		['u' - 'a'] = "usd",
		['w' - 'a'] = "wednesday wednesdays",
	},
	{
		['a' - 'a'] = "avr août avril",
		['c' - 'a'] = "cad cinq cinquante cinquième",
		['d' - 'a'] =
			"dix deux déc douze dimanche dimanches dixième deuxième douzième décembre",
		['e' - 'a'] = "eur",
		['f' - 'a'] = "févr février",
		['g' - 'a'] = "gbp",
		['h' - 'a'] = "huit huitième",
		['j' - 'a'] = "jpy janv juil juin jeudi jeudis janvier juillet",
		['l' - 'a'] = "lundi lundis",
		['m' - 'a'] = "mai mars midi mardi mardis minuit mercredi mercredis",
		['n' - 'a'] = "nov neuf novembre neuvième",
		['o' - 'a'] = "oct onze octobre onzième",
		['p' - 'a'] = "premier première",
		['q' - 'a'] = "quatre quinze quarante quatorze quatrième",
		['s' - 'a'] =
			"six sept seize samedi samedis second seconde sixième soixante septembre septième",
		['t' - 'a'] = "trois treize trente troisième",
		['u' - 'a'] = "usd",
		['v' - 'a'] = "vingt vendredi vendredis",
	},
};

/* Whether a word has the length, the first and the last letter of one of these
 * words. */
static bool looks_like_one(ent_value_lang lang, ent_str word)
{
	const char first = ent_small_letter(word.p[0]),
		   last = ent_small_letter(word.p[word.n - 1]);
	if (first < 'a' || first > 'z')
		return false;
	const char *at = beginnings[lang == ENT_VALUE_FRENCH][first - 'a'];
	for (; at && *at; at += *at == ' ') {
		size_t n = 0;
		while (*at && *at != ' ')
			n++, at++;
		if (n == word.n && at[-1] == last)
			return true;
	}
	return false;
}

/* Whether more than marks at its end follow a word without a space: an address, a
 * code. */
static bool goes_on(const struct ent_value_scan *s, uint32_t i)
{
	return ent_scan_joined(s, i + 1) &&
	       (s->tokens[i + 1].kind != ENT_TOKEN_MARK || ent_scan_joined(s, i + 2) ||
		ent_scan_is(s, i + 1, "/"));
}

bool ent_scan_begins(const struct ent_value_scan *s, uint32_t i)
{
	const ent_token *t = &s->tokens[i];
	const ent_str token = ent_scan_token(s, i);
	const char first = token.p[0];
	if (t->kind == ENT_TOKEN_NUMBER)
		return true;
	if (t->kind == ENT_TOKEN_MARK)
		return token.n > 1 || first == '-' || first == '+' || first == '$' ||
		       (first == '(' && ent_scan_is_number(s, i + 1));
	/* a Roman numeral; a currency; "US$" */
	return (ent_is_capital(first) && memchr("IVXLC", first, 5)) ||
	       looks_like_one(s->lang, token) || goes_on(s, i) ||
	       ent_scan_is(s, i + 1, "$");
}

/* ---- reading --------------------------------------------------------------------- */

bool ent_scan_is_lower(const struct ent_value_scan *s, uint32_t i, const char *lower)
{
	const ent_str t = ent_scan_token(s, i);
	return t.n && ent_str_is_any_case(t, lower);
}

bool ent_scan_is_any(const struct ent_value_scan *s, uint32_t i, const char *list)
{
	const ent_str t = ent_scan_token(s, i);
	for (const char *at = list; *at && t.n; at += *at == ' ') {
		size_t k = 0;
		while (k < t.n && at[k] == ent_small_letter(t.p[k]))
			k++;
		if (k == t.n && (at[k] == ' ' || !at[k]))
			return true;
		while (*at && *at != ' ')
			at++;
	}
	return false;
}

int ent_scan_int(const struct ent_value_scan *s, uint32_t i, size_t digits, int max)
{
	ent_str t = ent_scan_token(s, i);
	int value = 0;
	if (!ent_scan_is_number(s, i) || t.n > digits)
		return -1;
	for (size_t k = 0; k < t.n; k++) {
		if (!ent_is_digit(t.p[k]))
			return -1;
		value = value * 10 + (t.p[k] - '0');
	}
	return value <= max ? value : -1;
}

ent_value *ent_scan_add(struct ent_value_scan *s,
			ent_value_kind kind,
			uint32_t first,
			uint32_t last)
{
	if (s->count == s->max)
		return NULL;
	ent_value *v = &s->out[s->count++];
	*v = (ent_value){ .kind = kind,
			  .lang = s->lang,
			  .start = s->tokens[first].start,
			  .end = s->tokens[last].end };
	v->numeral = (ent_value_span){ v->start, v->end };
	return v;
}
