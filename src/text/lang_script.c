/* SPDX-License-Identifier: Apache-2.0 */
/* lang_script.c - the script that a text is written in, against that of its language.
 *
 * The scripts of characters are Unicode's (Unicode Standard Annex 24), those of
 * languages are CLDR's; both come from ICU.
 *
 * Why not for all languages: Serbian is written in Cyrillic and in Latin letters, and
 * CLDR names the usual script alone.  Such languages are listed below and not judged.
 */
#include <string.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "base/word_list.h"
#include "entente/language.h"
#include "text/lang_script.h"

/* Letters below which a text may be a name; scripts of a language. */
enum { LETTERS_MIN = 12, SCRIPTS = 8, CODE = 12 };

static const char *const several[] = {
	"az", "bs", "ff",  "ha", "hi", "iu",  "kk",  "ks",  "ku",
	"ky", "mn", "mni", "ms", "pa", "sat", "sd",  "shi", "sr",
	"su", "tg", "tk",  "tt", "ug", "uz",  "vai", "yi",  NULL,
};

static const char *const names[] = {
	"und-Latn", "und-Cyrl", "und-Grek", "und-Arab", "und-Hebr",
	"und-Hani", "und-Hira", "und-Kana", "und-Hang", "und-Thai",
	"und-Deva", "und-Armn", "und-Geor", "und-Beng",
};
static const UScriptCode scripts[] = {
	USCRIPT_LATIN,    USCRIPT_CYRILLIC, USCRIPT_GREEK,      USCRIPT_ARABIC,
	USCRIPT_HEBREW,   USCRIPT_HAN,      USCRIPT_HIRAGANA,   USCRIPT_KATAKANA,
	USCRIPT_HANGUL,   USCRIPT_THAI,     USCRIPT_DEVANAGARI, USCRIPT_ARMENIAN,
	USCRIPT_GEORGIAN, USCRIPT_BENGALI,
};
enum { KNOWN = sizeof(scripts) / sizeof(scripts[0]) };

/* The scripts of a language: how many; 0 when they are not known, or differ by
 * writer. */
static int32_t scripts_of(UScriptCode out[SCRIPTS], ent_str lang)
{
	const ent_str base = ent_lang_base(lang);
	char code[CODE];
	UErrorCode status = U_ZERO_ERROR;
	if (!base.n || base.n >= sizeof(code))
		return 0;
	if (ent_list_has(several, base))
		return 0;
	memcpy(code, base.p, base.n);
	code[base.n] = '\0';
	const int32_t n = uscript_getCode(code, out, SCRIPTS, &status);
	return U_SUCCESS(status) && n <= SCRIPTS ? n : 0;
}

static bool is_among(UScriptCode script, const UScriptCode *own, int32_t n)
{
	for (int32_t k = 0; k < n; k++)
		if (own[k] == script)
			return true;
	return false;
}

ent_str ent_lang_other_script(ent_str text, ent_str lang)
{
	UScriptCode own[SCRIPTS];
	const int32_t n = scripts_of(own, lang);
	uint32_t letters = 0, other = 0, counts[KNOWN] = { 0 };
	int most = 0;
	for (size_t at = 0; n && at < text.n;) {
		UErrorCode status = U_ZERO_ERROR;
		UChar32 c;
		U8_NEXT_OR_FFFD((const uint8_t *)text.p, at, text.n, c);
		const UScriptCode script = uscript_getScript(c, &status);
		if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED)
			continue;
		letters++;
		for (int k = 0; k < KNOWN; k++)
			if (script == scripts[k] && !is_among(script, own, n)) {
				counts[k]++;
				other++;
				most = counts[k] > counts[most] ? k : most;
			}
	}
	return letters >= LETTERS_MIN && 3 * other > 2 * letters
		       ? ent_str_of(names[most])
		       : ENT_STR("");
}
