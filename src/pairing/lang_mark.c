/* SPDX-License-Identifier: Apache-2.0 */
/* lang_mark.c - what marks a language in file names and identifiers.
 *
 * Institutions write a code (fr, fra, fre, fr-CA), a name in the one or the other
 * language (French, anglais), vf for version française, or an initial (the -e and -f of
 * Canadian and UN file names, PR-018E).  A name is cut at what is neither a letter nor
 * a digit and between a digit and a letter. */
#include <string.h>

#include "base/word_list.h"
#include "pairing/lang_mark.h"
#include "text/fold.h"
#include "text/lang.h"

static void add_spelling(ent_spellings *s, ent_str text, ent_mark_kind kind)
{
	ent_buf folded = ENT_BUF_INIT;
	ent_fold_add(&folded, text, ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
	const bool fits = !folded.failed && folded.n && s->n < ENT_MAX_SPELLINGS &&
			  folded.n < sizeof(s->all[0].text);
	if (fits && ent_mark_of(s, ent_buf_str(&folded)) == ENT_MARK_NONE) {
		memcpy(s->all[s->n].text, folded.p, folded.n + 1);
		s->all[s->n++].kind = kind;
	}
	s->failed |= folded.failed;
	ent_buf_release(&folded);
}

/* The feminine of a name in a Romance language, as after "version": anglaise,
 * italienne, inglesa. */
static void add_feminine(ent_spellings *s, ent_str name, ent_str reader)
{
	const bool french = ent_str_is(reader, "fr");
	if (!name.n ||
	    (!french && !ent_str_is(reader, "es") && !ent_str_is(reader, "pt")))
		return;
	ent_buf feminine = ENT_BUF_INIT;
	const bool vowel = name.p[name.n - 1] == 'o';
	ent_buf_add(&feminine,
		    !french && vowel ? ent_str_slice(name, 0, name.n - 1) : name);
	if (french && ent_str_ends(name, ENT_STR("ien")))
		ent_buf_add_char(&feminine, 'n');
	ent_buf_add_char(&feminine, french ? 'e' : 'a');
	s->failed |= feminine.failed;
	if (!feminine.failed)
		add_spelling(s, ent_buf_str(&feminine), ENT_MARK_NAME);
	ent_buf_release(&feminine);
}

/* The first letter of the French name of a language; 0 for none in ASCII. */
static char french_initial(ent_str lang)
{
	char name[24];
	const ent_str named = ent_lang_name(lang, ENT_STR("fr"), name, sizeof(name));
	return named.n && ent_is_letter(named.p[0]) ? named.p[0] : '\0';
}

/* "vf", "va": version française, version anglaise. */
static void add_version(ent_spellings *s, ent_str lang, ent_str other)
{
	const char text[] = { 'v', french_initial(lang) };
	if (text[1] && text[1] != french_initial(other) &&
	    (ent_str_is(lang, "fr") || ent_str_is(other, "fr")))
		add_spelling(s, (ent_str){ text, sizeof(text) }, ENT_MARK_NAME);
}

void ent_spell_language(ent_spellings *out, ent_str lang, ent_str other)
{
	char name[24];
	const ent_str readers[] = { ENT_STR("en"), lang, other };
	*out = (ent_spellings){ .n = 0 };
	lang = ent_lang_base(lang);
	other = ent_lang_base(other);
	add_spelling(out, lang, ENT_MARK_CODE);
	add_spelling(out, ent_str_of(ent_lang_iso3(lang)), ENT_MARK_ISO3);
	add_spelling(out, ent_str_of(ent_lang_bibliographic(lang)), ENT_MARK_ISO3);
	for (size_t k = 0; k < sizeof(readers) / sizeof(readers[0]); k++) {
		const ent_str named =
			ent_lang_name(lang, readers[k], name, sizeof(name));
		add_spelling(out, named, ENT_MARK_NAME);
		add_feminine(out, named, ent_lang_base(readers[k]));
		out->failed |= !named.p;
	}
	add_version(out, lang, other);
	if (lang.n && other.n && lang.p[0] != other.p[0])
		add_spelling(out, ent_str_slice(lang, 0, 1), ENT_MARK_INITIAL);
}

ent_mark_kind ent_mark_of(const ent_spellings *lang, ent_str part)
{
	for (int k = 0; k < lang->n; k++)
		if (ent_str_is(part, lang->all[k].text))
			return lang->all[k].kind;
	return ENT_MARK_NONE;
}

static bool is_letter(char c)
{
	return ent_is_name_byte(c) && !ent_is_digit(c);
}

/* The end of a region that follows the code which ends at `at`: "-ca", "_fr" after
 * "fr".  Two letters that are more often a language ("en_de") are not a region. */
static size_t region_end(ent_str name, size_t at, ent_str code)
{
	static const char regions[] = "ca us gb uk ie au nz za be ch lu at mx br";
	if (at + 3 > name.n || (name.p[at] != '-' && name.p[at] != '_') ||
	    (at + 3 < name.n &&
	     (ent_is_letter(name.p[at + 3]) || ent_is_digit(name.p[at + 3]))))
		return at;
	const ent_str region = ent_str_slice(name, at + 1, at + 3);
	return ent_str_eq(region, code) || ent_words_have(regions, region) ? at + 3
									   : at;
}

int ent_find_marks(ent_lang_mark marks[ENT_MAX_MARKS],
		   ent_str name,
		   const ent_spellings *lang)
{
	int n = 0;
	for (size_t at = 0; at < name.n && n < ENT_MAX_MARKS;) {
		if (!is_letter(name.p[at])) {
			at++;
			continue;
		}
		size_t end = at;
		while (end < name.n && is_letter(name.p[end]))
			end++;
		const ent_str part = ent_str_slice(name, at, end);
		const ent_mark_kind kind = end < name.n && ent_is_digit(name.p[end])
						   ? ENT_MARK_NONE
						   : ent_mark_of(lang, part);
		if (kind == ENT_MARK_CODE)
			end = region_end(name, end, part);
		if (kind != ENT_MARK_NONE)
			marks[n++] = (ent_lang_mark){ at, end, kind };
		at = end;
	}
	return n;
}
