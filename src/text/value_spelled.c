/* SPDX-License-Identifier: Apache-2.0 */
/* value_spelled.c - read numerals in words: twenty-five, quatre-vingt-dix-sept, vingt
 * et un.  They go to 99; "hundred" and the like beside one make the value unsure. */
#include "text/value_scan.h"

/* Whether a number of words goes on after them: "two hundred", "three thousand five
 * hundred", "twenty one".  A thousand that ends it is its scale. */
static bool continues(const struct ent_value_scan *s, uint32_t i, int sum)
{
	const bool french = s->lang == ENT_VALUE_FRENCH;
	if (ent_scan_is_any(s, i, french ? "mille" : "thousand")) {
		i += !french && ent_scan_is_any(s, i + 1, "and") ? 2 : 1;
		return ent_scan_is_any(s, i, french ? "cent cents" : "a one") ||
		       (ent_scan_is_word(s, i) &&
			ent_number_word_of(s->lang, ent_scan_token(s, i)) >= 0);
	}
	return ent_scan_is_any(s, i, french ? "cent cents" : "hundred dozen") ||
	       (sum >= 20 && sum % 10 == 0 && ent_scan_is_word(s, i) &&
		(ent_scan_is_any(s, i, french ? "un une" : "one") ||
		 (ent_number_word_of(s->lang, ent_scan_token(s, i)) >= 1 &&
		  ent_number_word_of(s->lang, ent_scan_token(s, i)) < 20)));
}

uint32_t ent_scan_words(ent_value *v, const struct ent_value_scan *s, uint32_t i)
{
	const bool french = s->lang == ENT_VALUE_FRENCH;
	int sum = ent_scan_is_word(s, i)
			  ? ent_number_word_of(s->lang, ent_scan_token(s, i))
			  : -1;
	uint32_t used = 1;
	if (sum < 0)
		return 0;
	while (ent_scan_joined(s, i + used) && ent_scan_is_dash(s, i + used) &&
	       ent_scan_joined(s, i + used + 1)) {
		const uint32_t at = i + used + 1;
		int more = ent_number_word_of(s->lang, ent_scan_token(s, at));
		if (more < 0 && french && ent_scan_is_lower(s, at, "vingts"))
			more = 20;
		else if (more < 0 && ent_scan_is_any(s, at, french ? "un une" : "one"))
			more = 1;
		if (more < 0 && french && ent_scan_is_lower(s, at, "et")) {
			used += 2;
			continue;
		}
		/* "six-thirty" is a time */
		if (more < 0 || (!french && (sum % 10 || sum < 20 || more > 9)))
			break;
		sum = french && sum == 4 && more == 20 ? 80 : sum + more;
		used += 2;
	}
	/* "vingt et un", "soixante et onze" */
	if (french && used == 1 && sum >= 20 && ent_scan_is_lower(s, i + 1, "et") &&
	    ent_scan_is_any(s, i + 2, "un une onze")) {
		sum += ent_scan_is_lower(s, i + 2, "onze") ? 11 : 1;
		used = 3;
	}
	v->in_words = true;
	v->numeral =
		(ent_value_span){ s->tokens[i].start, s->tokens[i + used - 1].end };
	v->unsure = continues(s, i + used, sum);
	/* a fraction, a time or an ordinal: "two-thirds", "six-thirty",
	 * "twenty-first" */
	if (ent_scan_joined(s, i + used) && ent_scan_is_dash(s, i + used))
		v->unsure |= ent_scan_is_any(s, i + used + 1,
					     french ? "tiers quarts"
						    : "third thirds quarter quarters "
						      "fifths tenths first second "
						      "fourth fifth sixth seventh "
						      "eighth ninth") ||
			     ent_number_word_of(s->lang,
						ent_scan_token(s, i + used + 1)) >= 0;
	/* the rest of "twenty four" */
	v->unsure |= i && sum < 20 && ent_scan_is_word(s, i - 1) &&
		     ent_number_word_of(s->lang, ent_scan_token(s, i - 1)) >= 20;
	v->digits[0] = (char)(sum >= 10 ? '0' + sum / 10 : '0' + sum);
	v->digits[1] = (char)(sum >= 10 ? '0' + sum % 10 : '\0');
	return used;
}
