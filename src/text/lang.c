/* SPDX-License-Identifier: Apache-2.0 */
/* lang.c - language codes as files write them, and a guess from the text.
 *
 * ICU's uloc canonicalises codes ("fre_FR" to "fr_FR", ISO 639-2/T and /B to
 * 639-1).  Regions that are not ISO 3166 codes (EN-01 of TRADOS) are dropped.
 *
 * The guess counts function words that one of the two languages has and the other has
 * not: the dozen most frequent words are a quarter of any text, so that a heading of
 * ten words is usually enough (Grefenstette, "Comparing two language identification
 * schemes", JADT 1995).
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "text/lang.h"
#include "text/token.h"

/* A code that may be passed to ICU: letters, digits, - and _. */
static bool is_code(ent_str code)
{
	if (code.n < 2 || code.n > 34 || !isalpha((unsigned char)code.p[0]))
		return false;
	for (size_t k = 0; k < code.n; k++)
		if (!isalnum((unsigned char)code.p[k]) && code.p[k] != '-' &&
		    code.p[k] != '_')
			return false;
	return true;
}

/* ISO 639-2 has two codes for twenty languages; ICU knows the terminological. */
static const char bibliographic[][2][4] = {
	{ "alb", "sq" }, { "arm", "hy" }, { "baq", "eu" }, { "bur", "my" },
	{ "chi", "zh" }, { "cze", "cs" }, { "dut", "nl" }, { "fre", "fr" },
	{ "geo", "ka" }, { "ger", "de" }, { "gre", "el" }, { "ice", "is" },
	{ "mac", "mk" }, { "mao", "mi" }, { "may", "ms" }, { "per", "fa" },
	{ "rum", "ro" }, { "slo", "sk" }, { "tib", "bo" }, { "wel", "cy" },
};
enum { N_BIBLIOGRAPHIC = sizeof(bibliographic) / sizeof(bibliographic[0]) };

static void replace_bibliographic(char *code)
{
	for (size_t k = 0; k < N_BIBLIOGRAPHIC; k++)
		if (!strncasecmp(code, bibliographic[k][0], 3) &&
		    !isalnum((unsigned char)code[3])) {
			memcpy(code, bibliographic[k][1], 2);
			memmove(code + 2, code + 3, strlen(code + 3) + 1);
			return;
		}
}

static ent_str no_memory(ent_arena *arena)
{
	ent_arena_fail(arena);
	return (ent_str){ NULL, 0 };
}

ent_str ent_lang_normal(ent_str code, ent_arena *arena)
{
	char in[40], id[64], lang[16], script[16], region[16];
	UErrorCode uerr = U_ZERO_ERROR;
	code = ent_str_trim(code);
	if (!is_code(code))
		return (ent_str){ "", 0 };
	memcpy(in, code.p, code.n);
	in[code.n] = '\0';
	replace_bibliographic(in);
	/* a result that fills its buffer has no NUL, which ICU reports as success */
	bool whole = uloc_canonicalize(in, id, sizeof(id), &uerr) < (int)sizeof(id) &&
		     uloc_getScript(id, script, sizeof(script), &uerr) <
			     (int)sizeof(script) &&
		     uloc_getCountry(id, region, sizeof(region), &uerr) <
			     (int)sizeof(region);
	int32_t n = whole ? uloc_getLanguage(id, lang, sizeof(lang), &uerr) : 0;
	if (uerr == U_MEMORY_ALLOCATION_ERROR)
		return no_memory(arena);
	if (U_FAILURE(uerr) || n < 2 || n > 3)
		return (ent_str){ "", 0 };
	ent_buf out = ENT_BUF_INIT;
	ent_buf_add(&out, ent_str_of(lang));
	if (script[0])
		ent_buf_addf(&out, "-%s", script);
	if (strlen(region) == 2 && isupper((unsigned char)region[0]))
		ent_buf_addf(&out, "-%s", region);
	ent_str normal =
		out.failed ? no_memory(arena) : ent_arena_str(arena, ent_buf_str(&out));
	ent_buf_release(&out);
	return normal;
}

static ent_status fail_code(ent_str code, ent_error *err)
{
	enum { SHOWN = 40 };
	return ent_fail(err, ENT_EINVAL, "'%.*s' is not a language code",
			(int)(code.n < SHOWN ? code.n : SHOWN), code.n ? code.p : "");
}

ent_status ent_lang_read(ent_str *out, ent_str code, ent_arena *arena, ent_error *err)
{
	const ent_str normal = ent_lang_normal(code, arena);
	if (!normal.p)
		return ent_fail_memory(err);
	if (code.n && !normal.n)
		return fail_code(code, err);
	*out = normal;
	return ENT_OK;
}

ent_status ent_lang_read_base(char *out, size_t size, ent_str code, ent_error *err)
{
	const ent_str base = ent_lang_base(code);
	if (!base.n || base.n >= size)
		return fail_code(code, err);
	memcpy(out, base.p, base.n);
	out[base.n] = '\0';
	return ENT_OK;
}

ent_str ent_lang_base(ent_str code)
{
	size_t n = 0;
	while (n < code.n && code.p[n] != '-' && code.p[n] != '_')
		n++;
	return (ent_str){ code.p, n };
}

bool ent_lang_matches(ent_str have, ent_str want)
{
	have = ent_lang_base(have);
	want = ent_lang_base(want);
	return have.n && ent_str_eq_any_case(have, want);
}

const char *ent_lang_iso3(ent_str code)
{
	char id[16];
	code = ent_lang_base(code);
	if (code.n >= sizeof(id))
		return "";
	memcpy(id, code.p, code.n);
	id[code.n] = '\0';
	return uloc_getISO3Language(id);
}

const char *ent_lang_bibliographic(ent_str code)
{
	code = ent_lang_base(code);
	for (size_t k = 0; k < N_BIBLIOGRAPHIC; k++)
		if (code.n == 2 && !strncasecmp(code.p, bibliographic[k][1], 2))
			return bibliographic[k][0];
	return "";
}

/* The base of a code as a string of C; false when it does not fit. */
static bool copy_base(char *id, size_t size, ent_str code)
{
	code = ent_lang_base(code);
	if (!code.n || code.n >= size)
		return false;
	memcpy(id, code.p, code.n);
	id[code.n] = '\0';
	return true;
}

ent_str ent_lang_name(ent_str code, ent_str in, char *space, size_t size)
{
	char id[16], reader[16];
	UChar wide[64];
	UErrorCode uerr = U_ZERO_ERROR;
	int32_t n = 0;
	if (!copy_base(id, sizeof(id), code) || !copy_base(reader, sizeof(reader), in))
		return (ent_str){ "", 0 };
	errno = 0; /* when out of memory ICU gives the code, or a part of the name */
	int32_t wn = uloc_getDisplayLanguage(id, reader, wide, 64, &uerr);
	if (U_SUCCESS(uerr))
		u_strToUTF8(space, (int32_t)size, &n, wide, wn, &uerr);
	if (errno == ENOMEM)
		return (ent_str){ NULL, 0 };
	if (U_FAILURE(uerr))
		return (ent_str){ "", 0 };
	for (int32_t k = 0; k < n; k++)
		space[k] = (char)tolower((unsigned char)space[k]);
	return (ent_str){ space, (size_t)n };
}

bool ent_lang_prepare(void)
{
	errno = 0;
	return uloc_getDefault() && errno != ENOMEM;
}

ent_str ent_lang_english_name(ent_str code, char *scratch, size_t size)
{
	return ent_lang_name(code, ENT_STR("en"), scratch, size);
}

enum { SHORT_WORD = 8, FREQUENT = 22 };

/* A word of a few ASCII letters as a number, in lower case; 0 for any other. */
static uint64_t key_of(ent_str word)
{
	uint64_t key = 0;
	if (word.n > SHORT_WORD)
		return 0;
	for (size_t k = 0; k < word.n; k++) {
		if (!ent_is_letter(word.p[k]))
			return 0;
		const char c = (char)(word.p[k] | 32);
		key = key << 8 | (unsigned char)c;
	}
	return key;
}

static bool is_among(uint64_t key, const uint64_t *list, unsigned from)
{
	bool found = false;
	for (unsigned k = from; k < FREQUENT; k++)
		found |= list[k] == key;
	return found;
}

enum { ENGLISH, FRENCH, SOUTHERN, NORTHERN, LISTS };
enum { SHARED = 5 }; /* the first words of FRENCH, which are Spanish or Italian too */

/* Frequent short words, as numbers: of the two languages, and of others that share
 * words with these, Spanish, Italian, Portuguese, Dutch and German; none is in two
 * lists. */
static void list_frequent_words(uint64_t lists[LISTS][FREQUENT])
{
	ent_str words[LISTS] = {
		ENT_STR("the of and to in is for that with by was are be this "
			"which have from has its will not"),
		ENT_STR("le la de un que les des du et une est dans qui pour "
			"par sur au aux ce cette sont avec"),
		ENT_STR("el los las del y con por para una su al como il lo gli "
			"della di che per non sono nel"),
		ENT_STR("os da dos das em um uma com der und ist nicht den von "
			"mit auf een het van niet zijn voor"),
	};
	for (unsigned n = 0; n < LISTS; n++)
		for (unsigned k = 0; k < FREQUENT; k++)
			lists[n][k] = key_of(ent_str_cut(&words[n], ' '));
}

/* Whether a text has a letter that French lacks and Spanish, Portuguese or Italian
 * has. */
static bool has_southern_letter(ent_str text)
{
	/* after C3, but \xBF and \xA1, which are after C2: a small letter, or a capital
	 * 32 lower */
	static const char small[] = "\xA1\xA3\xAC\xAD\xB1\xB2\xB3\xB5\xBA";
	for (size_t k = 0; k + 1 < text.n; k++) {
		const char next = text.p[k + 1];
		if (text.p[k] == '\xC2' && (next == '\xBF' || next == '\xA1'))
			return true;
		if (text.p[k] == '\xC3' && strchr(small, next | 32))
			return true;
	}
	return false;
}

ent_str ent_lang_guess(ent_str text)
{
	enum { ENOUGH_WORDS = 2000 };
	uint64_t lists[LISTS][FREQUENT];
	unsigned n[LISTS] = { 0 }, words = 0, only_french = 0;
	ent_token token;
	list_frequent_words(lists);
	for (size_t at = 0;
	     words < ENOUGH_WORDS && ent_token_next(&token, text, &at);) {
		if (token.kind != ENT_TOKEN_WORD)
			continue;
		words++;
		const uint64_t key =
			key_of(ent_str_slice(text, token.start, token.end));
		for (unsigned k = 0; key && k < LISTS; k++)
			n[k] += is_among(key, lists[k], 0);
		only_french += key && is_among(key, lists[FRENCH], SHARED);
	}
	/* A quarter more than any other, and a word in fifteen at least; for French,
	 * more of its own than of others, or nothing that it does not share. */
	const unsigned others = n[SOUTHERN] + n[NORTHERN];
	const unsigned not_en = n[FRENCH] > others ? n[FRENCH] : others;
	const unsigned not_fr = n[ENGLISH] > others ? n[ENGLISH] : others;
	if (n[ENGLISH] * 4 > not_en * 5 && n[ENGLISH] * 15 >= words && n[ENGLISH] >= 2)
		return ENT_STR("en");
	const bool southern = only_french ? only_french <= others
					  : others || has_southern_letter(text);
	if (!southern && n[FRENCH] * 4 > not_fr * 5 && n[FRENCH] * 15 >= words &&
	    n[FRENCH] >= 2)
		return ENT_STR("fr");
	return (ent_str){ "", 0 };
}
