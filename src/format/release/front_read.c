/* SPDX-License-Identifier: Apache-2.0 */
/* front_read.c - what the front matter of a page states: title, date, language,
 * identifier, and where it is in other languages.
 *
 * What: the keys of Jekyll, Hugo, Eleventy, Astro and Pandoc.  An identifier that both
 * languages share by design (translationKey, ref) comes before an address, which is
 * often that of one language.  Other languages are a map from code to address, or a
 * list of maps with a language and an address:
 *
 *	translations:            alternate:
 *	  fr: /fr/eau.md           - hreflang: fr
 *	                             href: /fr/eau
 *
 * also on one line in braces, and as hreflang-fr.  Time O(n). */
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/preamble.h"
#include "format/release/date.h"
#include "format/release/release.h"
#include "text/lang.h"

struct front {
	ent_release *release;
	int rank;           /* of the identifier found; 0 for none */
	bool inside;        /* of a map or list of other languages */
	ent_str lang, href; /* of the entry of a list at hand */
};

static const char *const lang_keys[] = { "lang", "language", "locale", "languageCode",
					 NULL };
static const char *const href_keys[] = { "href",      "url",  "path",
					 "permalink", "link", NULL };
static const char *const other_keys[] = {
	"hreflang",     "hreflangs",   "alternate", "alternates", "alternate_urls",
	"translations", "translation", "languages", "i18n",       NULL
};

static const char *const page_keys[] = { "hreflang", NULL };

/* How well a key identifies a release in both languages; 0 for not at all. */
static int rank_of(ent_str key)
{
	static const char *const shared[] = { "translationKey",
					      "translation_key",
					      "translation-key",
					      "translationId",
					      "translation_id",
					      "i18nKey",
					      "i18n_key",
					      "ref",
					      NULL };
	static const char *const own[] = { "id", "identifier", "uid", "uuid", NULL };
	static const char *const address[] = { "canonical",    "canonical_url",
					       "canonicalUrl", "canonical-url",
					       "permalink",    NULL };
	if (ent_list_has_any_case(shared, key))
		return 3;
	if (ent_list_has_any_case(own, key))
		return 2;
	return ent_list_has_any_case(address, key) ? 1 : 0;
}

/* A value without the quotation marks around it, and without a comment after it. */
static ent_str bare(ent_str s)
{
	s = ent_str_trim(s);
	if (s.n > 1 && (s.p[0] == '"' || s.p[0] == '\'')) {
		const char *end = memchr(s.p + 1, s.p[0], s.n - 1);
		return end ? ent_str_slice(s, 1, (size_t)(end - s.p)) : s;
	}
	for (size_t k = 1; k < s.n; k++)
		if (s.p[k] == '#' && s.p[k - 1] == ' ')
			return ent_str_trim(ent_str_slice(s, 0, k));
	return s;
}

static ent_str lang_of(struct front *f, ent_str code)
{
	if (ent_lang_base(code).n < 2 || ent_lang_base(code).n > 3 || code.n > 11)
		return ENT_STR("");
	const ent_str normal = ent_lang_normal(code, f->release->arena);
	return ent_lang_iso3(normal)[0] ? normal : ENT_STR("");
}

/* Takes the entry of a list, if it is whole. */
static void end_entry(struct front *f)
{
	if (f->lang.n && f->href.n)
		ent_release_alternate(f->release, f->lang, f->href);
	f->lang = f->href = ENT_STR("");
}

/* An entry of another language. */
static void read_other(struct front *f, ent_str key, ent_str value)
{
	if (ent_list_has_any_case(lang_keys, key) ||
	    ent_list_has_any_case(other_keys, key))
		f->lang = value;
	else if (ent_list_has_any_case(href_keys, key))
		f->href = value;
	else if (value.n && lang_of(f, key).n)
		ent_release_alternate(f->release, key, value);
}

/* "{ fr: /fr/a, de: /de/a }", "[{ hreflang: fr, href: /fr/a }]" */
static void read_flow(struct front *f, ent_str value)
{
	size_t from = 0;
	for (size_t k = 0; k <= value.n; k++) {
		const char c = k < value.n ? value.p[k] : ',';
		if (!c || !strchr(",{}[]", c))
			continue;
		ent_str key, inner;
		const ent_str part = ent_str_trim(ent_str_slice(value, from, k));
		if (ent_front_entry(part, &key, &inner))
			read_other(f, key, bare(inner));
		if (c == '}')
			end_entry(f);
		from = k + 1;
	}
	end_entry(f);
}

/* "hreflang-fr": the language after the name; "" for another key. */
static ent_str suffix_lang(struct front *f, ent_str key)
{
	static const char *const names[] = { "hreflang", "alternate", "translation" };
	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++) {
		const size_t n = strlen(names[k]);
		if (key.n > n + 2 && !strncasecmp(key.p, names[k], n) &&
		    strchr("-_.", key.p[n]))
			return lang_of(f, ent_str_slice(key, n + 1, key.n));
	}
	return ENT_STR("");
}

static void read_entry(struct front *f, ent_str key, ent_str raw)
{
	ent_release *release = f->release;
	ent_document *doc = &release->doc;
	const ent_str value = bare(raw), other = suffix_lang(f, key);
	const int rank = rank_of(key);
	char date[ENT_DATE_SIZE];
	size_t start, end;
	f->inside = ent_list_has_any_case(other_keys, key);
	if (f->inside && value.n && (value.p[0] == '{' || value.p[0] == '['))
		read_flow(f, value);
	else if (other.n && value.n)
		ent_release_alternate(release, other, value);
	else if (ent_list_has_any_case(page_keys, key) && !doc->lang.n &&
		 lang_of(f, value).n)
		doc->lang = lang_of(f, value); /* "hreflang: fr" of the page itself */
	else if (!value.n)
		return;
	else if (ent_str_is(key, "title") && !doc->title.n)
		doc->title = ent_release_text(release, value);
	else if (ent_str_is(key, "date") && !doc->date.n &&
		 ent_date_find(date, &start, &end, value))
		doc->date = ent_release_text(release, ent_str_of(date));
	else if (ent_list_has_any_case(lang_keys, key) && !doc->lang.n)
		doc->lang = ent_lang_normal(value, release->arena);
	else if (rank > f->rank) {
		doc->id = ent_release_text(release, value);
		f->rank = rank;
	}
}

static void read_line(struct front *f, ent_str line)
{
	ent_str key, value, rest = ent_str_trim(line);
	const bool item = rest.n > 1 && rest.p[0] == '-' && rest.p[1] == ' ';
	const bool nested = item || (line.n && ent_is_space(line.p[0]));
	if (item) {
		end_entry(f);
		rest = ent_str_trim(ent_str_slice(rest, 2, rest.n));
	}
	if (nested && f->inside && rest.n && rest.p[0] == '{')
		read_flow(f, rest);
	if (!ent_front_entry(rest, &key, &value))
		return;
	if (nested && f->inside) {
		read_other(f, key, bare(value));
	} else if (!nested) {
		end_entry(f);
		read_entry(f, key, value);
	}
}

void ent_front_read(ent_release *release, ent_str front)
{
	struct front f = { .release = release };
	while (front.p && front.n)
		read_line(&f, ent_str_cut(&front, '\n'));
	end_entry(&f);
}
