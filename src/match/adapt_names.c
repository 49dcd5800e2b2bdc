/* SPDX-License-Identifier: Apache-2.0 */
/* adapt_names.c - put a query's names into a match's target.
 *
 * A name is a word with a capital and small letters inside a sentence, replaced by
 * another such word.  It is put where the old one is in the target, spelled alike or by
 * the exonym that the target's language has (text/exonyms.c), once.  Nothing is put
 * when a title changes ("M.", "Mme": words agree with it), when a name is added or
 * left out, when a person's name without a title changes (the gender may), or when an
 * article or elision before the name would have to change.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "match/adapt_parts.h"
#include "text/exonyms.h"
#include "text/value_scan.h"

/* A capital and a small letter: a name, not an abbreviation in capitals. */
static bool is_name(ent_str s)
{
	unsigned char c = s.n > 1 ? (unsigned char)s.p[0] : 0;
	unsigned char d = s.n > 1 ? (unsigned char)s.p[1] : 0;
	bool capital = (c >= 'A' && c <= 'Z') || (c == 0xC3 && d >= 0x80 && d <= 0x9E);
	size_t second = c == 0xC3 ? 2 : 1;
	if (!capital || second >= s.n)
		return false;
	c = (unsigned char)s.p[second];
	return (c >= 'a' && c <= 'z') || c == 0xC3;
}

static bool is_title(ent_str word)
{
	static const char *const titles[] = { "Mr", "Mrs",  "Ms",   "Miss",
					      "Dr", "Prof", "Sir",  "M",
					      "MM", "Mme",  "Mlle", "Mmes",
					      "Me", "Lord", "Lady", NULL };
	const bool point = word.n > 1 && word.p[word.n - 1] == '.';
	return ent_list_has(titles, (ent_str){ word.p, word.n - point });
}

/* A title that says the gender, so that another name with it has the same one. */
static bool shows_gender(ent_str title)
{
	static const char *const titles[] = { "Dr", "Prof", "Me", NULL };
	return !ent_list_has(titles, title);
}

/* The word or mark before a place, without spaces and one full stop. */
static ent_str before(ent_str text, uint32_t start)
{
	uint32_t end = start;
	while (end && text.p[end - 1] == ' ')
		end--;
	if (end > 1 && text.p[end - 1] == '.')
		end--;
	uint32_t k = end;
	while (k && ent_is_letter(text.p[k - 1]))
		k--;
	return ent_str_slice(text, k, end);
}

/* The first word, or one after a full stop, has a capital anyway. */
static bool opens_sentence(ent_str text, uint32_t start)
{
	for (uint32_t k = start; k-- > 0;) {
		char c = text.p[k];
		if (c == '.')
			return !is_title(before(text, start));
		if (c != ' ')
			return c == '!' || c == '?' || c == ':' || c == '(' || c == '"';
	}
	return true;
}

/* Whether the word is in the text once, and where. */
static bool find_once(uint32_t *start, ent_str text, ent_str word)
{
	ent_token t;
	unsigned found = 0;
	for (size_t at = 0; ent_token_next(&t, text, &at);)
		if (ent_str_eq(ent_str_slice(text, t.start, t.end), word)) {
			*start = t.start;
			found++;
		}
	return found == 1;
}

static bool begins_with_vowel(ent_str s)
{
	return s.n && (strchr("aeiouyhAEIOUYH", s.p[0]) || (s.p[0] & 0x80));
}

/* Whether the words before a name in a French text fit another name too. */
static bool fits_before(ent_str text, uint32_t at, ent_str was, ent_str is)
{
	static const char *const articles[] = { "en",  "au", "aux", "du", "des",
						"le",  "la", "les", "Le", "La",
						"Les", "En", "Au",  NULL };
	static const char *const elided[] = { "de",     "que",     "De",
					      "jusque", "lorsque", NULL };
	uint32_t end = at;
	while (end && text.p[end - 1] == ' ')
		end--;
	if (end == at && end && (text.p[end - 1] == '\'' || (text.p[end - 1] & 0x80)))
		return begins_with_vowel(was) && begins_with_vowel(is) &&
		       (is.p[0] | 32) != 'h' && (is.p[0] | 32) != 'y';
	ent_str word = before(text, at);
	if (ent_list_has(articles, word))
		return false;
	return !(ent_list_has(elided, word) && begins_with_vowel(is));
}

struct change {
	uint32_t edit;
	ent_str was, is;
	bool titled; /* a person */
};

/* Whether a place can follow the words that another place follows.  In French the
 * preposition and the article depend on the country: "au Japon", "en Italie", "à Rome";
 * in English a few have an article. */
static bool place_fits(ent_place_kind was,
		       ent_place_kind is,
		       ent_value_lang to,
		       ent_str name)
{
	static const char *const with_article[] = {
		"Netherlands", "Philippines", "Gambia",     "Hague",
		"Comoros",     "Maldives",    "Seychelles", "Congo",
		"Sahel",       "Balkans",     "Caucasus",   NULL,
	};
	/* a name that is in the table is a place; one that is not may be anything */
	if (was != ENT_PLACE_UNKNOWN && is == ENT_PLACE_UNKNOWN)
		return false;
	if (to == ENT_VALUE_FRENCH)
		return was != ENT_PLACE_COUNTRY && is != ENT_PLACE_COUNTRY;
	return !ent_list_has(with_article, name);
}

/* A word with a capital after a place of a text, a space between; "" for none. */
static ent_str name_after(ent_str text, uint32_t end)
{
	uint32_t from = end + 1, k = from;
	if (end >= text.n || text.p[end] != ' ')
		return ENT_STR("");
	while (k < text.n && (ent_is_letter(text.p[k]) || (text.p[k] & 0x80)))
		k++;
	ent_str word = ent_str_slice(text, from, k);
	return is_name(word) ? word : ENT_STR("");
}

/* Whether the name continues in the target only: "Quebec City" for "Québec". */
static bool is_longer(const struct ent_adapt *a, const struct change *c, uint32_t end)
{
	const ent_edit *e = &a->match->edits[c->edit];
	return name_after(a->target, end).n && !name_after(a->source, e->match_end).n;
}

static void replace_name(struct ent_adapt *a, const struct change *c)
{
	const ent_unit *u = &a->match->found;
	const ent_value_lang from = ent_value_lang_of(u->source.lang);
	const ent_value_lang to = ent_value_lang_of(u->target.lang);
	uint32_t at, once;
	ent_str was = c->was, is = c->is;
	ent_place_kind old = ENT_PLACE_UNKNOWN, new = ENT_PLACE_UNKNOWN;
	if (!c->titled) { /* not a person */
		old = ent_exonym(&was, c->was, from);
		new = ent_exonym(&is, c->is, from);
	}
	if (!find_once(&once, a->source, c->was) || !find_once(&at, a->target, was) ||
	    !place_fits(old, new, to, was) || !place_fits(old, new, to, is) ||
	    is_longer(a, c, at + (uint32_t)was.n) ||
	    (to == ENT_VALUE_FRENCH && !fits_before(a->target, at, was, is))) {
		a->unsure = true;
		return;
	}
	ent_adapt_replace(a, at, at + (uint32_t)was.n, ENT_SUBSTITUTION_NAME, is, NULL);
	a->used[c->edit] = true;
}

/* Whether the token beside a name in the query is a name too: "Peter Smith". */
static bool beside_name(ent_str text, uint32_t start, uint32_t end)
{
	ent_str left = before(text, start);
	if (is_name(left) && !is_title(left) &&
	    !opens_sentence(text, (uint32_t)(left.p - text.p)))
		return true;
	uint32_t k = end + 1, from = k;
	if (end >= text.n || (text.p[end] != ' ' && text.p[end] != '-'))
		return false;
	while (k < text.n && ent_is_letter(text.p[k]))
		k++;
	return is_name(ent_str_slice(text, from < text.n ? from : text.n,
				     k < from ? from : k));
}

/* Whether a title that shows the gender is before the name, or before the names before
 * it. */
static bool is_titled(ent_str text, uint32_t start)
{
	for (unsigned step = 0; step < 4; step++) {
		ent_str word = before(text, start);
		if (is_title(word))
			return shows_gender(word);
		if (!is_name(word))
			return false;
		start = (uint32_t)(word.p - text.p);
	}
	return false;
}

/* Whether a Roman numeral follows: the names of monarchs and popes are translated
 * ("Francis I", "François Ier"). */
static bool before_roman(ent_str text, uint32_t end)
{
	uint32_t from = end + 1, k = from;
	if (end >= text.n || text.p[end] != ' ')
		return false;
	while (k < text.n && ent_is_letter(text.p[k]))
		k++;
	return ent_roman_of(ent_str_slice(text, from, k)) != 0 ||
	       ent_str_is(ent_str_slice(text, from, k), "Ier");
}

static bool numeral_hinders(const struct ent_adapt *a,
			    const ent_edit *e,
			    const struct change *c)
{
	return is_name(c->was) && is_name(c->is) &&
	       (before_roman(a->query, e->query_end) ||
		before_roman(a->source, e->match_end));
}

/* Whether the noun beside a name changes too and stays in the target: "le chancelier
 * Scholz" for "le président Macron". */
static bool neighbour_changes(const struct ent_adapt *a, const ent_edit *e)
{
	for (uint32_t k = 0; k < a->match->n_edits; k++) {
		const ent_edit *x = &a->match->edits[k];
		ent_str word = ent_str_slice(a->query, x->query_start, x->query_end);
		if (x->query_end + 1 == e->query_start && word.n > 3 &&
		    a->query.p[x->query_end] == ' ' && !is_name(word) &&
		    ent_is_letter(word.p[0]) && !a->used[k])
			return true;
	}
	return false;
}

/* Whether the word is in the text anywhere. */
static bool has_word(ent_str text, ent_str word)
{
	ent_token t;
	for (size_t at = 0; ent_token_next(&t, text, &at);)
		if (ent_str_eq(ent_str_slice(text, t.start, t.end), word))
			return true;
	return false;
}

static bool is_article(ent_str word)
{
	return ent_str_is(word, "Le") || ent_str_is(word, "La") ||
	       ent_str_is(word, "Les") || ent_str_is(word, "The");
}

/* Two words with a capital that may be names, one of which opens its sentence: the old
 * one stays in the target.  Nothing else may be put in when it is part of a longer name
 * ("Maria Frei", "Charles III"), or has only changed its place ("Lyon beat Paris"). */
static bool opening_hinders(const struct ent_adapt *a,
			    const ent_edit *e,
			    const struct change *c)
{
	return is_name(c->was) && is_name(c->is) &&
	       !(is_article(c->was) && is_article(c->is)) &&
	       (beside_name(a->query, e->query_start, e->query_end) ||
		beside_name(a->source, e->match_start, e->match_end) ||
		has_word(a->query, c->was) || has_word(a->source, c->is));
}

static void adapt_name(struct ent_adapt *a, uint32_t k)
{
	const ent_edit *e = &a->match->edits[k];
	struct change c = {
		.edit = k,
		.was = ent_str_slice(a->source, e->match_start, e->match_end),
		.is = ent_str_slice(a->query, e->query_start, e->query_end),
	};
	const bool was = is_name(c.was) && !opens_sentence(a->source, e->match_start);
	const bool is = is_name(c.is) && !opens_sentence(a->query, e->query_start);
	if (a->used[k] || e->op == ENT_EDIT_MOVE)
		return;
	if (is_title(c.was) || is_title(c.is)) {
		a->unsure = true;
		return;
	}
	if (!was && !is) {
		a->unsure |= opening_hinders(a, e, &c) || numeral_hinders(a, e, &c);
		return;
	}
	c.titled = e->op == ENT_EDIT_REPLACE && is_titled(a->query, e->query_start) &&
		   is_titled(a->source, e->match_start);
	if (e->op != ENT_EDIT_REPLACE || was != is || numeral_hinders(a, e, &c) ||
	    neighbour_changes(a, e) ||
	    (!c.titled && (is_title(before(a->query, e->query_start)) ||
			   beside_name(a->query, e->query_start, e->query_end) ||
			   beside_name(a->source, e->match_start, e->match_end)))) {
		a->unsure = true;
		return;
	}
	replace_name(a, &c);
}

bool ent_adapt_names_differ(const struct ent_adapt *a)
{
	for (uint32_t k = 0; k < a->match->n_edits; k++) {
		const ent_edit *e = &a->match->edits[k];
		if (e->op == ENT_EDIT_REPLACE &&
		    is_name(ent_str_slice(a->source, e->match_start, e->match_end)) &&
		    is_name(ent_str_slice(a->query, e->query_start, e->query_end)))
			return true;
	}
	return false;
}

void ent_adapt_names(struct ent_adapt *a)
{
	for (uint32_t k = 0; k < a->match->n_edits && !a->unsure && !a->failed; k++)
		adapt_name(a, k);
}
