/* SPDX-License-Identifier: Apache-2.0 */
/* pair_table.c - a table of pairs: which columns hold what, and its rows as units.
 *
 * What: tables of TSV, CSV, XLSX and of Word documents.  A first row names the columns
 * by language codes ("en", "fr-CA"), by names of languages ("English", "Français"), by
 * words ("Source", "Target segment"), or by both ("Translation (fr)"); its other fields
 * may be those that tsv_write.c writes (unit_fields.h).  Without such a row: source,
 * target, then confidence if the third field is a number of 0 to 1, else the document;
 * then document, place; of a row of our exports, which states its languages, all
 * fields.
 */
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/units/pair_table.h"
#include "format/units/unit_fields.h"
#include "text/lang.h"

enum { HEADER_ARENA = 1 << 16 };

static ent_unit_field field_named(ent_str name)
{
	static const ent_field_alias aliases[] = {
		{ "source text", ENT_FIELD_SOURCE },
		{ "source segment", ENT_FIELD_SOURCE },
		{ "source term", ENT_FIELD_SOURCE },
		{ "target text", ENT_FIELD_TARGET },
		{ "target segment", ENT_FIELD_TARGET },
		{ "target term", ENT_FIELD_TARGET },
		{ "translation", ENT_FIELD_TARGET },
		{ "cible", ENT_FIELD_TARGET },
		{ "source language", ENT_FIELD_SOURCE },
		{ "source sentence", ENT_FIELD_SOURCE },
		{ "langue source", ENT_FIELD_SOURCE },
		{ "texte source", ENT_FIELD_SOURCE },
		{ "segment source", ENT_FIELD_SOURCE },
		{ "terme source", ENT_FIELD_SOURCE },
		{ "original", ENT_FIELD_SOURCE },
		{ "target language", ENT_FIELD_TARGET },
		{ "target sentence", ENT_FIELD_TARGET },
		{ "langue cible", ENT_FIELD_TARGET },
		{ "texte cible", ENT_FIELD_TARGET },
		{ "segment cible", ENT_FIELD_TARGET },
		{ "terme cible", ENT_FIELD_TARGET },
		{ "traduction", ENT_FIELD_TARGET },
		{ "source_text", ENT_FIELD_SOURCE },
		{ "source string", ENT_FIELD_SOURCE },
		{ "quelle", ENT_FIELD_SOURCE },
		{ "ausgangstext", ENT_FIELD_SOURCE },
		{ "target_text", ENT_FIELD_TARGET },
		{ "target string", ENT_FIELD_TARGET },
		{ "ziel", ENT_FIELD_TARGET },
		{ "zieltext", ENT_FIELD_TARGET },
		{ "file", ENT_FIELD_DOCUMENT },
	};
	return ent_unit_field_named(name, aliases,
				    sizeof(aliases) / sizeof(aliases[0]));
}

/* The rest of "term_en", "EN term", "Terme anglais", "text-fr" or "Term (EN)" without
 * the word for the content of the column; "" when there is no such word. */
static ent_str without_kind(ent_str s)
{
	static const char *const kinds[] = { "term", "terme", "terms",  "termes",
					     "text", "texte", "segment" };
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		const ent_str kind = ent_str_of(kinds[k]);
		if (s.n < kind.n + 3)
			continue;
		const size_t rest = s.n - kind.n;
		if (ent_str_starts_any_case(s, kind) && s.p[kind.n] == ' ' &&
		    s.p[kind.n + 1] == '(' && s.p[s.n - 1] == ')')
			return ent_str_slice(s, kind.n + 2, s.n - 1);
		if (ent_str_starts_any_case(s, kind) && strchr(" _-", s.p[kind.n]))
			return ent_str_slice(s, kind.n + 1, s.n);
		if (ent_str_eq_any_case(ent_str_slice(s, rest, s.n), kind) &&
		    strchr(" _-", s.p[rest - 1]))
			return ent_str_slice(s, 0, rest - 1);
	}
	return ENT_STR("");
}

/* The language that a heading names: a code by itself, of two or three letters, perhaps
 * with a region, of a language that ICU knows, so that "the" and "of" are words; or the
 * name of a language. */
ent_str ent_table_lang(ent_str s, ent_lang_names *names, ent_arena *arena)
{
	size_t base = ent_lang_base(s).n;
	if (base < 2 || base > 3 || s.n > 11)
		return ent_lang_named(names, s);
	ent_str code = ent_lang_normal(s, arena);
	return ent_lang_iso3(code)[0] ? code : ENT_STR("");
}

static ent_str lang_of_heading(ent_str s, ent_lang_names *names, ent_arena *arena)
{
	const ent_str rest = without_kind(s);
	return ent_table_lang(rest.n ? rest : s, names, arena);
}

/* "Source (en)": the language is set apart; "" without one. */
static ent_str language_in(ent_str *name, ent_lang_names *names, ent_arena *arena)
{
	size_t open = name->n;
	if (!name->n || name->p[name->n - 1] != ')')
		return ENT_STR("");
	while (open > 0 && name->p[open - 1] != '(')
		open--;
	if (open < 2)
		return ENT_STR("");
	const ent_str outer = ent_str_trim(ent_str_slice(*name, 0, open - 1));
	const ent_unit_field field = field_named(outer);
	if (field != ENT_FIELD_SOURCE && field != ENT_FIELD_TARGET)
		return ENT_STR("");
	const ent_str code =
		ent_table_lang(ent_str_slice(*name, open, name->n - 1), names, arena);
	if (code.n)
		*name = outer;
	return code;
}

/* "Status", "Segment status", "State" */
static bool is_status(ent_str name)
{
	static const char *const names[] = { "status", "segment status", "state",
					     "statut", "\xC3\xA9tat",    NULL };
	return ent_list_has_any_case(names, name);
}

/* Why a pair of this status is not a translation yet; NULL if it is one.  The words are
 * those of memoQ, Phrase and Trados. */
static const char *unfinished(ent_str status)
{
	static const char *const words[] = { "draft",       "not translated",
					     "not started", "untranslated",
					     "machine",     "mt",
					     NULL };
	status = ent_str_trim(status);
	if (ent_list_has_any_case(words, status))
		return "is not confirmed by its status";
	if (status.n >= 8 &&
	    ent_str_is_any_case(ent_str_slice(status, status.n - 8, status.n),
				"rejected"))
		return "was rejected";
	const bool pre = ent_str_starts_any_case(status, ENT_STR("pre-translat")) ||
			 ent_str_starts_any_case(status, ENT_STR("pretranslat"));
	/* "Pre-translated (101%)" is exact */
	return pre && !memmem(status.p, status.n, "(10", 3)
		       ? "is a fuzzy match that nobody has confirmed"
		       : NULL;
}

/* A heading without the marks around it: "\xEF\xBB\xBFSource", "Target:" */
static ent_str heading(ent_str s)
{
	s = ent_str_trim(s);
	if (s.n && s.p[s.n - 1] == ':')
		s.n--;
	return ent_str_trim(s);
}

/* "ID" and "No" are codes of languages, and headings of numbers. */
static bool is_number_heading(ent_str name)
{
	return ent_str_is_any_case(name, "id") || ent_str_is_any_case(name, "no");
}

/* How many fields name a side of a pair, those apart. */
static unsigned count_sides(const ent_str *fields, unsigned n, ent_reading *r)
{
	unsigned sides = 0;
	for (unsigned k = 0; k < n; k++) {
		ent_str name = heading(fields[k]);
		language_in(&name, r->names, r->arena);
		const ent_unit_field field = field_named(name);
		sides += field == ENT_FIELD_SOURCE || field == ENT_FIELD_TARGET ||
			 (field < 0 && !is_number_heading(name) &&
			  lang_of_heading(name, r->names, r->arena).n > 0);
	}
	return sides;
}

/* Finds the columns that a row names; false if it does not name two sides. */
static bool read_names(ent_pair_table *t, const ent_str *fields, unsigned n)
{
	ent_reading *r = t->reading;
	int column[ENT_UNIT_FIELDS];
	unsigned codes = 0;
	const bool numbers = count_sides(fields, n, r) > 1;
	ent_str langs[2] = { t->source_lang, t->target_lang };
	for (int k = 0; k < ENT_UNIT_FIELDS; k++)
		column[k] = -1;
	t->status = -1;
	for (unsigned k = 0; k < n; k++) {
		ent_str name = heading(fields[k]);
		const ent_str stated = language_in(&name, r->names, r->arena);
		const ent_unit_field field = field_named(name);
		const bool number = numbers && is_number_heading(name);
		const ent_str code = field < 0 && !number
					     ? lang_of_heading(name, r->names, r->arena)
					     : ENT_STR("");
		if (is_status(name))
			t->status = (int)k;
		if (field >= 0 && column[field] < 0) {
			column[field] = (int)k;
			if (stated.n)
				langs[field == ENT_FIELD_TARGET] = stated;
		}
		codes += code.n > 0;
		if (!code.n)
			continue;
		bool source = r->from.n ? ent_lang_matches(code, r->from)
					: column[ENT_FIELD_SOURCE] < 0 &&
						  !ent_lang_matches(code, r->to);
		bool target = r->to.n ? ent_lang_matches(code, r->to) : !source;
		if (source && column[ENT_FIELD_SOURCE] < 0) {
			column[ENT_FIELD_SOURCE] = (int)k;
			langs[0] = code;
		} else if (target && column[ENT_FIELD_TARGET] < 0) {
			column[ENT_FIELD_TARGET] = (int)k;
			langs[1] = code;
		}
	}
	const bool first = n && field_named(heading(fields[0])) == ENT_FIELD_SOURCE &&
			   !ent_str_is_any_case(heading(fields[0]), "original");
	if (codes < 2 && !first &&
	    (column[ENT_FIELD_SOURCE] < 0 || column[ENT_FIELD_TARGET] < 0))
		return false;
	memcpy(t->column, column, sizeof(column));
	t->source_lang = langs[0];
	t->target_lang = langs[1];
	return true;
}

bool ent_table_is_header(const ent_str *fields, unsigned n, ent_lang_names *names)
{
	ent_arena *scratch = ent_arena_new(HEADER_ARENA);
	unsigned langs = 0, sources = 0, targets = 0;
	for (unsigned k = 0; scratch && k < n; k++) {
		ent_str name = heading(fields[k]);
		language_in(&name, names, scratch);
		sources += field_named(name) == ENT_FIELD_SOURCE;
		targets += field_named(name) == ENT_FIELD_TARGET;
		langs += lang_of_heading(name, names, scratch).n > 0;
	}
	if (!scratch || ent_arena_failed(scratch))
		ent_arena_fail(names->arena);
	ent_arena_free(scratch);
	return langs > 1 || (sources && targets);
}

bool ent_table_is_named(ent_str file, const char *ending)
{
	const ent_str end = ent_str_of(ending);
	for (; file.n > end.n && file.p[file.n - 1] != '/'; file.n--)
		if (ent_str_ends(file, end))
			return true;
	return false;
}

bool ent_table_is_whole(const ent_str *fields, unsigned n)
{
	return n == ENT_UNIT_FIELDS && ent_confidence_of(fields[2]) >= 0 &&
	       ent_lang_iso3(ent_lang_base(fields[5]))[0] &&
	       ent_lang_iso3(ent_lang_base(fields[6]))[0];
}

static void guess_columns(ent_pair_table *t, const ent_str *fields, unsigned n)
{
	if (t->whole) {
		for (int k = 0; k < ENT_UNIT_FIELDS; k++)
			t->column[k] = k;
		return;
	}
	bool number = n > 2 && ent_confidence_of(fields[2]) >= 0;
	for (int k = 0; k < ENT_UNIT_FIELDS; k++)
		t->column[k] = -1;
	t->column[ENT_FIELD_SOURCE] = 0;
	t->column[ENT_FIELD_TARGET] = 1;
	t->column[ENT_FIELD_CONFIDENCE] = number ? 2 : -1;
	t->column[ENT_FIELD_DOCUMENT] = number ? 3 : 2;
	t->column[ENT_FIELD_PLACE] = number ? 4 : 3;
}

/* The number of a column, "3" or "C", from 0 on; -1 for anything else. */
static int column_number(ent_str s)
{
	int n = 0;
	s = ent_str_trim(s);
	if (s.n == 0 || s.n > 2)
		return -1;
	for (size_t k = 0; k < s.n; k++) {
		const char c = s.p[k];
		const bool digit = ent_is_digit(c);
		if (!digit && !ent_is_letter(c))
			return -1;
		n = digit ? n * 10 + (c - '0') : n * 26 + ((c | 32) - 'a' + 1);
	}
	return n <= ENT_TABLE_COLUMNS ? n - 1 : -1;
}

static ent_status set_columns(ent_pair_table *t, const char *columns, ent_error *err)
{
	ent_str rest = ent_str_of(columns);
	const int source = column_number(ent_str_cut(&rest, ','));
	const int target = rest.p ? column_number(rest) : -1;
	if (source < 0 || target < 0 || source == target)
		return ent_fail(err, ENT_EINVAL,
				"columns '%.40s': must be two, such as 1,3 or A,C",
				columns);
	for (int k = 0; k < ENT_UNIT_FIELDS; k++)
		t->column[k] = -1;
	t->column[ENT_FIELD_SOURCE] = source;
	t->column[ENT_FIELD_TARGET] = target;
	return ENT_OK;
}

static ent_status send_row(ent_pair_table *t,
			   const ent_str *fields,
			   unsigned n,
			   uint32_t line,
			   ent_error *err)
{
	ent_reading *r = t->reading;
	ent_str s[ENT_UNIT_FIELDS];
	r->unit++;
	if (!t->named && !t->reading->opt->columns)
		guess_columns(t, fields, n);
	if (t->column[ENT_FIELD_SOURCE] >= (int)n ||
	    t->column[ENT_FIELD_TARGET] >= (int)n) {
		ent_reading_problem(r, line, true, "has too few columns: %u", n);
		return ENT_OK;
	}
	for (int k = 0; k < ENT_UNIT_FIELDS; k++) {
		const bool has = t->column[k] >= 0 && t->column[k] < (int)n;
		s[k] = has ? fields[t->column[k]] : ENT_STR("");
	}
	const bool states = t->named && t->status >= 0 && t->status < (int)n;
	const char *why = states ? unfinished(fields[t->status]) : NULL;
	if (why && !r->opt->unconfirmed) {
		ent_reading_problem(r, line, true, "its target %s", why);
		return ENT_OK;
	}
	ent_unit_side sides[2] = { { .lang = t->source_lang,
				     .text = s[ENT_FIELD_SOURCE],
				     .markup = s[ENT_FIELD_SOURCE_MARKUP],
				     .extra = s[ENT_FIELD_SOURCE_EXTRA] },
				   { .lang = t->target_lang,
				     .text = s[ENT_FIELD_TARGET],
				     .markup = s[ENT_FIELD_TARGET_MARKUP],
				     .extra = s[ENT_FIELD_TARGET_EXTRA] } };
	bool swap = false;
	if (s[ENT_FIELD_SOURCE_LANGUAGE].n)
		sides[0].lang = ent_reading_lang(r, s[ENT_FIELD_SOURCE_LANGUAGE]);
	if (s[ENT_FIELD_TARGET_LANGUAGE].n)
		sides[1].lang = ent_reading_lang(r, s[ENT_FIELD_TARGET_LANGUAGE]);
	if (t->column[ENT_FIELD_SOURCE_LANGUAGE] >= 0 &&
	    !ent_reading_accepts(r, sides[0].lang, sides[1].lang, line, &swap))
		return ENT_OK;
	const bool cross = swap && s[ENT_FIELD_TARGET_DOCUMENT].n;
	ent_unit unit = {
		.source = sides[swap],
		.target = sides[!swap],
		.document = s[cross ? ENT_FIELD_TARGET_DOCUMENT : ENT_FIELD_DOCUMENT],
		.target_document =
			s[cross ? ENT_FIELD_DOCUMENT : ENT_FIELD_TARGET_DOCUMENT],
		.place = s[ENT_FIELD_PLACE],
		.date = s[ENT_FIELD_DATE],
		.origin = s[ENT_FIELD_ORIGIN].n || t->whole ? s[ENT_FIELD_ORIGIN]
							    : ent_str_of(t->origin),
		.extra = s[ENT_FIELD_EXTRA],
		.attributes = s[ENT_FIELD_ATTRIBUTES],
		.confidence = ent_read_confidence(s[ENT_FIELD_CONFIDENCE]),
		.doubts = ent_read_doubts(s[ENT_FIELD_DOUBTS]),
		.line = line,
	};
	ent_tmx_fields_check(r, &unit);
	return ent_reading_send(r, &unit, err);
}

bool ent_table_has_both(const ent_pair_table *t, const ent_str *fields, unsigned n)
{
	const int source = t->column[ENT_FIELD_SOURCE],
		  target = t->column[ENT_FIELD_TARGET];
	return source < (int)n && target < (int)n && fields[source].n &&
	       fields[target].n;
}

static ent_status begin(ent_pair_table *t,
			const ent_str *fields,
			unsigned n,
			ent_error *err)
{
	const char *columns = t->reading->opt->columns;
	ent_status status = ENT_OK;
	t->source_lang = t->reading->from;
	t->target_lang = t->reading->to;
	t->whole = ent_table_is_whole(fields, n);
	t->named = !t->whole && read_names(t, fields, n);
	if (!t->named && t->need_header)
		return ENT_OK;
	t->begun = true;
	if (!t->named)
		guess_columns(t, fields, n);
	if (columns)
		status = set_columns(t, columns, err);
	if (status)
		return status;
	if (t->column[ENT_FIELD_SOURCE] < 0 || t->column[ENT_FIELD_TARGET] < 0)
		return ent_fail_line(err, ENT_EFORMAT, 1,
				     "no column is in the languages wanted");
	const bool states_both = t->column[ENT_FIELD_SOURCE_LANGUAGE] >= 0 &&
				 t->column[ENT_FIELD_TARGET_LANGUAGE] >= 0;
	if (!states_both && (!t->source_lang.n || !t->target_lang.n))
		return ent_fail(
			err, ENT_EINVAL,
			"the table does not name its languages: give both (--from, --to)");
	return ENT_OK;
}

ent_status ent_table_row(ent_pair_table *t,
			 const ent_str *fields,
			 unsigned n,
			 uint32_t line,
			 ent_error *err)
{
	if (!t->begun) {
		ent_status status = begin(t, fields, n, err);
		if (status || t->named || !t->begun)
			return status;
	}
	return send_row(t, fields, n, line, err);
}
