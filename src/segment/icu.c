/* SPDX-License-Identifier: Apache-2.0 */
/* icu.c - sentences of a language without a table of ours, by ICU.
 *
 * ICU's iterator follows Unicode Standard Annex 29 with the tailoring of the
 * language.  CLDR's abbreviations (brkitr, "exceptions") are applied here and
 * not by ICU's own ss=standard, which matches them as the end of a longer word
 * ("USA." by "A."), and not before a no-break space.  A closing quotation mark
 * that is after white space goes to the left, an opening one without white
 * space before it to the right.
 *
 * A period that does not end a sentence in most languages does not end one here: after
 * a title (Dr.), an initial, a label at the beginning, a short word before a number
 * ("pág. 3"), in German a day or ordinal ("3. Mai").
 *
 * Cost: ICU's, 180 to 250 MB/s, and a look-up a sentence.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/ulocdata.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "segment/abbreviation.h"
#include "segment/char.h"
#include "segment/engine.h"
#include "segment/label.h"

struct icu {
	struct tables *tables;
	UBreakIterator *iterator;
	UChar32 closing; /* the language's closing quotation mark */
	bool german, japanese;
};

static ent_str without_period(ent_str word)
{
	const bool has = word.n && word.p[word.n - 1] == '.';
	return ent_str_slice(word, 0, word.n - has);
}

/* CLDR's abbreviations of a language, from ICU's data. */
static ent_status add_exceptions(struct tables *tables,
				 const char *locale,
				 ent_error *err)
{
	UErrorCode uerr = U_ZERO_ERROR;
	ent_status status = ENT_OK;
	UResourceBundle *bundle = ures_open(U_ICUDATA_NAME "-brkitr", locale, &uerr);
	UResourceBundle *all = ures_getByKey(bundle, "exceptions", NULL, &uerr);
	UResourceBundle *list = ures_getByKey(all, "SentenceBreak", NULL, &uerr);
	int32_t n = U_SUCCESS(uerr) ? ures_getSize(list) : 0;
	for (int32_t k = 0; k < n && !status; k++) {
		char word[4 * ENT_WORD_MAX];
		int32_t length = 0, wide_length = 0;
		uerr = U_ZERO_ERROR;
		const UChar *wide = ures_getStringByIndex(list, k, &wide_length, &uerr);
		u_strToUTF8(word, sizeof(word), &length, wide, wide_length, &uerr);
		const ent_str key = { word, (size_t)length };
		if (U_SUCCESS(uerr) && length && length <= ENT_WORD_MAX &&
		    !ent_tables_find_abbreviation(tables, without_period(key)))
			status = ent_tables_add(tables, key, WORD_NEVER, err);
	}
	ures_close(list);
	ures_close(all);
	ures_close(bundle);
	return status;
}

static UChar32 closing_quote(const char *locale)
{
	UErrorCode uerr = U_ZERO_ERROR;
	UChar mark[8];
	ULocaleData *data = ulocdata_open(locale, &uerr);
	int32_t n = ulocdata_getDelimiter(data, ULOCDATA_QUOTATION_END, mark, 8, &uerr);
	ulocdata_close(data);
	return U_SUCCESS(uerr) && n == 1 ? mark[0] : -1;
}

/* After a closing quotation mark at `at` and the white space that follows. */
static size_t after_closing(const struct icu *icu, ent_str text, size_t at)
{
	size_t step;
	if (icu->closing < 0 || ent_char_at(text, at, &step) != icu->closing)
		return at;
	size_t next = ent_skip_space(text, at + step);
	return next > at + step || next == text.n ? next : at;
}

/* Titles that are written in the same way in many languages. */
static ent_status add_titles(struct tables *tables, ent_error *err)
{
	static const char *const titles[] = {
		"Dr",   "Prof", "Mr",  "Mrs",  "Ms", "Mgr", "Ing", "Hr",  "Sr", "Sra",
		"Sres", "Dra",  "Sig", "Dott", "cf", "vs",  "ca",  "St",  "dr", "prof",
		"sig",  "dott", "mr",  "hr",   "sr", "sra", "dhr", "mevr"
	};
	ent_status status = ENT_OK;
	for (size_t k = 0; k < sizeof(titles) / sizeof(titles[0]) && !status; k++)
		status = ent_tables_add(tables, ent_str_of(titles[k]), WORD_NEVER, err);
	return status;
}

/* A letter of a script without case that is written in words: not an ideograph. */
static bool is_caseless(UChar32 c)
{
	enum { FIRST = 0x590, END = 0x1100 }; /* Hebrew to Georgian */
	return ent_char_kind(c) == KIND_OTHER_LETTER && c >= FIRST && c < END;
}

/* "EE." of "EE. UU.", the plural of initials in Spanish, ends at `end`. */
static bool ends_doubled(ent_str text, size_t end)
{
	size_t step, other;
	UChar32 last = ent_char_before(text, end, &step);
	return ent_char_kind(last) == KIND_UPPER &&
	       ent_char_before(text, end - step, &other) == last;
}

/* Whether the word at `at` is a usual first word of a sentence. */
static bool opens(const struct icu *icu, ent_str text, size_t at)
{
	size_t end = at, step;
	while (end - at < ENT_WORD_MAX &&
	       ent_kind_is_letter(ent_char_kind(ent_char_at(text, end, &step))))
		end += step;
	return ent_tables_find(icu->tables, ent_str_slice(text, at, end)) & WORD_OPENER;
}

/* "Goethestr", "Rathauspl": a German street. */
static bool is_street(ent_str text, size_t end)
{
	const ent_str head = ent_str_slice(text, 0, end);
	return ent_str_ends(head, ENT_STR("str")) || ent_str_ends(head, ENT_STR("pl"));
}

/* Whether the word that ends at `end` is after an abbreviation of numbers: the 5 of
 * "S. 5", the A of "fig. A". */
static bool is_numbered(const struct icu *icu, ent_str text, size_t end)
{
	size_t step;
	while (ent_char_kind(ent_char_before(text, end, &step)) == KIND_SPACE)
		end -= step;
	return end > 1 && text.p[end - 1] == '.' &&
	       ((icu->german && is_street(text, end - 1)) ||
		ent_abbreviation_classes(text, end - 1, end - 1, icu->tables) &
			(WORD_NUMBER | WORD_ORDINARY | WORD_LETTER));
}

/* "C." or "Chr." at `at`: the rest of a short form such as "a. C.", "v. Chr.". */
static bool is_short_rest(ent_str text, size_t at)
{
	enum { SHORT_REST = 3 };
	size_t letters = 0, step;
	for (; letters <= SHORT_REST; letters++, at += step)
		if (!ent_kind_is_letter(ent_char_kind(ent_char_at(text, at, &step))))
			break;
	return letters && letters <= SHORT_REST && at < text.n && text.p[at] == '.';
}

/* After one capital or, in a script without case, one letter: an initial. */
static bool is_initial(const struct icu *icu, ent_str text, size_t begin, size_t next)
{
	size_t step;
	if (ent_char_kind(ent_char_at(text, next, &step)) != KIND_UPPER ||
	    is_numbered(icu, text, begin))
		return false;
	/* "S.p.A. La", but "J.R.R. Tolkien" */
	return ent_char_before(text, begin, &step) != '.' || !opens(icu, text, next);
}

/* Whether the period at `stop`, with `next` after it, ends a short form, judged by what
 * is before and after it. */
static bool is_short_form(const struct icu *icu, ent_str text, size_t stop, size_t next)
{
	enum { SHORT_WORD = 4, DAY = 2 };
	size_t step, ignored, at = stop, letters = 0, digits = 0;
	UChar32 c = ent_char_before(text, at, &step);
	const UChar32 last = c;
	const enum kind first = ent_char_kind(c);
	for (; letters <= SHORT_WORD && ent_kind_is_letter(ent_char_kind(c)); letters++)
		c = ent_char_before(text, at -= step, &step);
	for (; !letters && digits <= DAY && ent_char_kind(c) == KIND_DIGIT; digits++)
		c = ent_char_before(text, at -= step, &step);
	const enum kind before = ent_char_kind(c);
	const UChar32 second = ent_char_at(text, next, &step);
	const enum kind after = ent_char_kind(second);
	const bool apart = before == KIND_SPACE || before == KIND_END ||
			   before == KIND_STOP || before == KIND_DASH ||
			   before == KIND_OPENER;
	if (letters == 1 && is_caseless(last))
		return apart && (after == KIND_OTHER_LETTER || after == KIND_DIGIT);
	if (letters == 1 && first == KIND_UPPER)
		return apart && is_initial(icu, text, at, next);
	if (letters == 1 && before == KIND_SPACE && after == KIND_UPPER &&
	    first == KIND_LOWER)
		return is_short_rest(text, next);
	if (letters == 2 && ends_doubled(text, stop))
		return apart && ent_char_at(text, next + step, &ignored) == second &&
		       ent_char_at(text, next + 2 * step, &ignored) == '.';
	if (letters && icu->german && is_street(text, stop))
		return after == KIND_DIGIT;
	if (letters && letters <= SHORT_WORD)
		return apart && after == KIND_DIGIT && first == KIND_LOWER;
	return icu->german && digits && digits <= DAY && apart && after == KIND_UPPER &&
	       !is_numbered(icu, text, at) && !opens(icu, text, next);
}

/* A number, a Roman numeral, a section sign or a capital alone at `at`. */
static bool is_numeral(ent_str text, size_t at)
{
	size_t step, end = at, capitals = 0;
	UChar32 c = ent_char_at(text, at, &step);
	bool roman = true;
	if (ent_char_kind(c) == KIND_DIGIT || c == 0xA7)
		return true;
	for (; ent_kind_is_letter(ent_char_kind(c)); capitals++) {
		roman &= c < 0x80 && strchr("IVXLCDM", (int)c);
		c = ent_char_at(text, end += step, &step);
	}
	return ent_char_kind(ent_char_at(text, at, &step)) == KIND_UPPER &&
	       (roman || capitals == 1);
}

/* "В 2010 г": a preposition with a number is all that is between `begin` and `stop`,
 * and what follows is the sentence. */
static bool is_date_only(ent_str text, size_t begin, size_t stop)
{
	enum { SHORT_DATE = 24, PREPOSITION = 2 };
	size_t at = begin, step, letters = 0;
	for (; letters <= PREPOSITION; letters++, at += step)
		if (!ent_kind_is_letter(ent_char_kind(ent_char_at(text, at, &step))))
			break;
	const size_t number = ent_skip_space(text, at);
	return stop - begin < SHORT_DATE && letters && letters <= PREPOSITION &&
	       number > at &&
	       ent_char_kind(ent_char_at(text, number, &step)) == KIND_DIGIT;
}

/* Whether a number is before the unit that ends at `end`, or before the one before
 * it: "5 тыс. руб". */
static bool is_counted(const struct icu *icu, ent_str text, size_t end)
{
	size_t step;
	if (ent_number_precedes(text, end))
		return true;
	while (ent_kind_is_letter(ent_char_kind(ent_char_before(text, end, &step))))
		end -= step;
	while (ent_char_kind(ent_char_before(text, end, &step)) == KIND_SPACE)
		end -= step;
	return end > 1 && text.p[end - 1] == '.' &&
	       ent_number_precedes(text, end - 1) &&
	       ent_abbreviation_classes(text, end - 1, end - 1, icu->tables) &
		       WORD_FINAL;
}

/* Whether the abbreviation before `stop` continues with what is at `next`, in a
 * sentence that begins at `begin`. */
static bool goes_on(const struct icu *icu,
		    ent_str text,
		    size_t begin,
		    size_t stop,
		    size_t next)
{
	const unsigned classes =
		ent_abbreviation_classes(text, stop, stop, icu->tables);
	if (classes & WORD_FINAL && is_counted(icu, text, stop))
		return is_date_only(text, begin, stop) && !opens(icu, text, next);
	if (classes & WORD_NEVER)
		return true;
	if (classes & (WORD_NUMBER | WORD_ORDINARY))
		return is_numeral(text, next);
	/* "г. Москва" is a town, "в 2024 г." a year */
	return classes & WORD_FINAL;
}

/* "U.S.A." with kana directly after it: a Latin capital is before the period. */
static bool is_latin_before(ent_str text, size_t stop)
{
	return stop && ent_is_capital(text.p[stop - 1]);
}

/* Whether a boundary at `at` would cut after an abbreviation or, at `last`, a
 * label. */
static bool is_inside(const struct icu *icu,
		      ent_str text,
		      size_t last,
		      size_t at,
		      bool in_list)
{
	size_t step, end = at;
	struct label label;
	while (ent_char_kind(ent_char_before(text, end, &step)) == KIND_SPACE)
		end -= step;
	if (end <= last || ent_char_before(text, end, &step) != '.')
		return false;
	const size_t begin = ent_skip_space(text, last);
	const unsigned both = WORD_NEVER | WORD_AMBIGUOUS;
	if ((ent_abbreviation_classes(text, end - 1, end - 1, icu->tables) & both) ==
		    both &&
	    opens(icu, text, at))
		return false;
	return (in_list && ent_label_read(&label, text, begin) == end) ||
	       goes_on(icu, text, begin, end - 1, at) ||
	       (end < at ? is_short_form(icu, text, end - 1, at)
			 : is_latin_before(text, end - 1));
}

/* +1 for a bracket of Chinese and Japanese that opens a quote or a remark, -1 for one
 * that closes it. */
static int bracket_of(UChar32 c)
{
	switch (c) {
	case 0x300C:
	case 0x300E:
	case 0xFF08: return 1;
	case 0x300D:
	case 0x300F:
	case 0xFF09: return -1;
	default: return 0;
	}
}

/* Whether a boundary at `at` would cut a Japanese sentence at what it quotes: after a
 * bracket, or before it closes, where a particle follows ("「はい。」と言った。"). */
static bool is_quoted(ent_str text, size_t last, size_t at)
{
	enum { LONG = 600 }; /* bytes of a quote at most */
	size_t step, end = at;
	int depth = 0;
	for (size_t k = last; k < at; k += step) {
		depth += bracket_of(ent_char_at(text, k, &step));
		depth = depth > 0 ? depth : 0;
	}
	if (!depth && bracket_of(ent_char_before(text, at, &step)) >= 0)
		return false;
	for (; depth && end < text.n && end - at < LONG; end += step)
		depth += bracket_of(ent_char_at(text, end, &step));
	const UChar32 next = ent_char_at(text, end, &step);
	return !depth && next >= 0x3041 && next <= 0x3096; /* hiragana */
}

/* Before opening marks that are directly before `at`, which ICU takes for closing
 * ones: "。「". */
static size_t before_opening(ent_str text, size_t at)
{
	size_t step;
	while (ent_char_kind(ent_char_before(text, at, &step)) == KIND_OPENER)
		at -= step;
	return at;
}

static void add_boundaries(struct icu *icu, struct cuts *cuts, ent_str text)
{
	size_t last = 0, start = ent_skip_space(text, 0);
	bool in_list = true; /* all segments so far begin with a label */
	for (int32_t b; (b = ubrk_next(icu->iterator)) != UBRK_DONE;) {
		size_t at = (size_t)b;
		if (at >= text.n)
			break;
		if (is_inside(icu, text, last, at, in_list) ||
		    (icu->japanese && is_quoted(text, last, at)))
			continue;
		struct label label;
		in_list = in_list && ent_label_read(&label, text, start) > start;
		at = before_opening(text, after_closing(icu, text, at));
		if (at <= last || at >= text.n)
			continue;
		ent_cuts_add(cuts, at, false);
		last = start = at;
	}
}

static ent_status cut_text(void *self, struct cuts *cuts, ent_str text, ent_error *err)
{
	struct icu *icu = self;
	UErrorCode uerr = U_ZERO_ERROR;
	if (text.n > INT32_MAX)
		return ent_fail(err, ENT_ELIMIT, "a paragraph of more than 2 GB");
	UText *wrapped = utext_openUTF8(NULL, text.p, (int64_t)text.n, &uerr);
	ubrk_setUText(icu->iterator, wrapped, &uerr);
	if (U_SUCCESS(uerr))
		add_boundaries(icu, cuts, text);
	utext_close(wrapped);
	return U_FAILURE(uerr) || cuts->failed ? ent_fail_memory(err) : ENT_OK;
}

static void icu_free(void *self)
{
	struct icu *icu = self;
	if (!icu)
		return;
	if (icu->iterator)
		ubrk_close(icu->iterator);
	ent_tables_free(icu->tables);
	free(icu);
}

ent_status ent_icu_new(void **out, ent_str lang, struct tables *tables, ent_error *err)
{
	char locale[ULOC_FULLNAME_CAPACITY] = "";
	UErrorCode uerr = U_ZERO_ERROR;
	if (lang.n < sizeof(locale) && lang.n)
		memcpy(locale, lang.p, lang.n);
	ent_status status = add_titles(tables, err);
	if (!status)
		status = add_exceptions(tables, locale, err);
	struct icu *icu = status ? NULL : calloc(1, sizeof(*icu));
	if (!icu)
		return status ? status : ent_fail_memory(err);
	icu->iterator = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &uerr);
	if (U_FAILURE(uerr)) {
		free(icu);
		return ent_fail_memory(err);
	}
	icu->tables = tables;
	icu->japanese = lang.n >= 2 && memcmp(lang.p, "ja", 2) == 0;
	icu->german = lang.n >= 2 && memcmp(lang.p, "de", 2) == 0;
	icu->closing = closing_quote(locale);
	*out = icu;
	return ENT_OK;
}

const struct engine ent_icu_engine = { cut_text, icu_free };
