/* SPDX-License-Identifier: Apache-2.0 */
/* proofread_language.c - a side that is not in its language, or not translated. */
#include "base/ascii.h"
#include "memory/proofread_parts.h"
#include "text/fold.h"
#include "text/lang.h"

/* Fewer words, or fewer of them in lower case, are names, titles and codes, which stay
 * as they are; so does a short text in which no function words of a language stand
 * out, such as a list of names. */
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

static bool is_prose(ent_str text)
{
	ent_str part;
	uint32_t words = 0, lower = 0;
	for (size_t at = 0; next_part(&part, text, &at);) {
		if (!is_word(part))
			continue;
		words++;
		lower += part.p[0] >= 'a' && part.p[0] <= 'z';
	}
	return words >= WORDS && lower >= LOWER_WORDS &&
	       (words >= LONG || ent_lang_guess(text).n);
}

bool ent_proof_is_untranslated(bool *ok, ent_str source, ent_str target)
{
	bool same = false;
	if (is_prose(source))
		*ok = ent_fold_equal(&same, source, target,
				     ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY);
	return same;
}

ent_str ent_proof_other_language(ent_str text, ent_str lang)
{
	const ent_str guess = ent_lang_guess(text);
	return guess.n && !ent_lang_matches(guess, lang) ? guess : ENT_STR("");
}
