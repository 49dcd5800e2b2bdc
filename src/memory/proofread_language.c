/* SPDX-License-Identifier: Apache-2.0 */
/* proofread_language.c - a side that is not in its language, or not translated. */
#include "base/ascii.h"
#include "memory/proofread_parts.h"
#include "text/fold.h"
#include "text/function_words.h"
#include "text/lang.h"
#include "text/lang_script.h"
#include "text/value.h"

/* Fewer words, or fewer of them in lower case, are names, titles and codes, which stay
 * as they are; so does a short text with fewer than two function words whose
 * language is not clear, such as a list of names.  A date is prose. */
enum { WORDS = 4, LOWER_WORDS = 2, LONG = 8 };

/* The next part of a text between white space, without punctuation around it. */
static bool next_part(ent_str *out, ent_str text, size_t *at)
{
	size_t k = *at;
	while (k < text.n && ent_is_space(text.p[k]))
		k++;
	size_t end = k;
	while (end < text.n && !ent_is_space(text.p[end]))
		end++;
	*at = end;
	*out = ent_str_slice(text, k, end);
	while (out->n && strchr(",.;:!?()\"", out->p[out->n - 1]))
		out->n--;
	while (out->n && strchr("(\"", out->p[0]))
		*out = ent_str_slice(*out, 1, out->n);
	return end > k;
}

/* Letters only: not an address, a path or a number. */
static bool is_word(ent_str part)
{
	for (size_t k = 0; k < part.n; k++) {
		const char c = part.p[k];
		if (!((c | 32) >= 'a' && (c | 32) <= 'z') && !(c & 0x80) && c != '\'' &&
		    c != '-')
			return false;
	}
	return part.n > 0;
}

/* What the words of a text are like. */
struct words {
	uint32_t all, lower, function, content; /* the last two in lower case */
};

static struct words count(ent_str text)
{
	struct words n = { 0 };
	ent_str part;
	for (size_t at = 0; next_part(&part, text, &at);) {
		if (!is_word(part))
			continue;
		n.all++;
		if (part.p[0] < 'a' || part.p[0] > 'z')
			continue;
		n.lower++;
		if (ent_is_function_word(part))
			n.function++;
		else if (!memchr(part.p, '\'', part.n))
			n.content++;
	}
	return n;
}

static bool is_prose(ent_str text)
{
	const struct words n = count(text);
	if (n.all < WORDS || n.lower < LOWER_WORDS)
		return false;
	return n.all >= LONG || (n.function >= 2 && n.content && n.lower * 2 > n.all) ||
	       ent_lang_guess(text).n;
}

/* Whether a text has a date with the month in words, which English and French write
 * differently. */
static bool has_date(ent_str text, ent_str lang)
{
	enum { VALUES = 16 };
	ent_value values[VALUES];
	const uint32_t n = ent_values(values, VALUES, text, lang);
	for (uint32_t k = 0; k < n; k++)
		if (values[k].kind == ENT_VALUE_MONTH && values[k].group &&
		    !values[k].abbreviated && !ent_is_digit(text.p[values[k].start]))
			return true;
	return false;
}

static bool are_english_and_french(ent_str a, ent_str b)
{
	const ent_str en = ENT_STR("en"), fr = ENT_STR("fr");
	return (ent_lang_matches(a, en) && ent_lang_matches(b, fr)) ||
	       (ent_lang_matches(a, fr) && ent_lang_matches(b, en));
}

bool ent_proof_is_untranslated(bool *ok,
			       const ent_unit_side *source,
			       const ent_unit_side *target)
{
	bool same = false;
	const ent_str text = source->text;
	if (is_prose(text) ||
	    (are_english_and_french(source->lang, target->lang) &&
	     (has_date(text, source->lang) || has_date(text, target->lang))))
		*ok = ent_fold_equal(&same, text, target->text,
				     ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY);
	return same;
}

ent_str ent_proof_other_language(ent_str text, ent_str lang)
{
	const ent_str script = ent_lang_other_script(text, lang);
	if (script.n)
		return script;
	const ent_str guess = ent_lang_guess(text);
	return guess.n && !ent_lang_matches(guess, lang) ? guess : ENT_STR("");
}
