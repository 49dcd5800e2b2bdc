/* SPDX-License-Identifier: Apache-2.0 */
/* negation.c - whether a text has a negation.
 *
 * Why: a sentence and its opposite differ in one short word, which hardly counts beside
 * the others.
 *
 * Method: a list of words for each language.  In French "ne" alone is a negation,
 * whatever comes with it, except "ne ... que", which is "only".  Negation by a verb or
 * a prefix ("fail", "unable") is not found, so that a difference is a hint and not a
 * proof.
 */
#include <string.h>

#include "base/ascii.h"
#include "entente/language.h"
#include "text/negation.h"
#include "text/token.h"

struct words {
	const char *lang;
	const char *list; /* a space before and after each */
};

static const struct words languages[] = {
	{ "en",
	  " not no never none nobody nothing neither nor without cannot nowhere " },
	{ "fr", " ne n pas aucun aucune jamais ni sans non nul nulle nullement rien " },
	{ "de", " nicht kein keine keinen keinem keiner keines nie niemals ohne weder "
		"niemand nichts nein " },
	{ "es",
	  " no nunca jam\xC3\xA1s sin ni ning\xC3\xBAn ninguno ninguna nadie nada "
	  "tampoco " },
	{ "it", " non mai senza n\xC3\xA9 nessun nessuno nessuna niente nulla no " },
	{ "pt",
	  " n\xC3\xA3o nunca jamais sem nem nenhum nenhuma ningu\xC3\xA9m nada " },
	{ "nl", " niet geen nooit zonder noch niemand niets nee nergens " },
};

static const struct words *words_of(ent_str lang)
{
	lang = ent_lang_base(lang);
	for (size_t k = 0; k < sizeof(languages) / sizeof(*languages); k++)
		if (ent_str_is(lang, languages[k].lang))
			return &languages[k];
	return NULL;
}

bool ent_knows_negation(ent_str lang)
{
	return words_of(lang) != NULL;
}

/* The word in small letters with a space on both sides, as the lists have it; false if
 * it is too long for one of them. */
static bool read_word(char out[16], ent_str word)
{
	size_t n = 0;
	if (word.n > 12)
		return false;
	out[n++] = ' ';
	for (size_t k = 0; k < word.n; k++)
		out[n++] = ent_small_letter(word.p[k]);
	out[n++] = ' ';
	out[n] = '\0';
	return true;
}

bool ent_has_negation(ent_str text, ent_str lang)
{
	const struct words *words = words_of(lang);
	const bool french = words && !strcmp(words->lang, "fr"),
		   english = words && !strcmp(words->lang, "en");
	enum { REACH = 6 }; /* words from "ne" to "que" */
	int only = 0;
	bool pending = false; /* after "ne": a "que" may follow */
	ent_token t;
	for (size_t at = 0; words && ent_token_next(&t, text, &at);) {
		char word[16];
		const ent_str token = ent_str_slice(text, t.start, t.end);
		if (t.kind != ENT_TOKEN_WORD || !read_word(word, token))
			continue;
		/* "don't" is cut before its apostrophe and after it */
		if (english && !strcmp(word, " t ") && t.start > 1 &&
		    (text.p[t.start - 1] == '\'' ||
		     (t.start > 3 && !memcmp(text.p + t.start - 3, "\xE2\x80\x99", 3))))
			return true;
		if (pending && only-- > 0 &&
		    (!strcmp(word, " que ") || !strcmp(word, " qu "))) {
			pending = false;
			continue;
		}
		if (!strstr(words->list, word))
			continue;
		if (!french || (strcmp(word, " ne ") && strcmp(word, " n ")))
			return true;
		pending = true;
		only = REACH;
	}
	return pending;
}
