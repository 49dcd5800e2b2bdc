/* SPDX-License-Identifier: Apache-2.0 */
/* icu.c - sentences of a language without a table of ours, by ICU.
 *
 * ICU's iterator follows Unicode Standard Annex 29 with the tailoring of the
 * language.  CLDR's abbreviations (brkitr, "exceptions") are applied here and
 * not by ICU's own ss=standard, which matches them as the end of a longer word
 * ("USA." by "A."), and not before a no-break space.  A closing quotation mark
 * that stands behind white space goes to the left.
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

#include "base/fail.h"
#include "segment/char.h"
#include "segment/engine.h"
#include "segment/left.h"

struct icu {
	struct tables *tables;
	UBreakIterator *iterator;
	UChar32 closing; /* the language's closing quotation mark */
};

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
		if (U_SUCCESS(uerr) && length && length <= ENT_WORD_MAX)
			status = ent_tables_add(tables,
						(ent_str){ word, (size_t)length },
						WORD_NEVER, err);
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

/* Behind a closing quotation mark at `at` and the white space that follows. */
static size_t behind_closing(const struct icu *icu, ent_str text, size_t at)
{
	size_t step;
	if (icu->closing < 0 || ent_char_at(text, at, &step) != icu->closing)
		return at;
	size_t next = ent_skip_space(text, at + step);
	return next > at + step || next == text.n ? next : at;
}

static bool is_abbreviation(const struct icu *icu, ent_str text, size_t at)
{
	size_t step;
	while (ent_char_kind(ent_char_before(text, at, &step)) == KIND_SPACE)
		at -= step;
	return ent_char_before(text, at, &step) == '.' &&
	       (ent_left_classes(text, at - 1, at - 1, icu->tables) & WORD_NEVER);
}

static void add_boundaries(struct icu *icu, struct cuts *cuts, ent_str text)
{
	size_t last = 0;
	for (int32_t b; (b = ubrk_next(icu->iterator)) != UBRK_DONE;) {
		size_t at = (size_t)b;
		if (at >= text.n)
			break;
		if (is_abbreviation(icu, text, at))
			continue;
		at = behind_closing(icu, text, at);
		if (at <= last || at >= text.n)
			continue;
		ent_cuts_add(cuts, at, false);
		last = at;
	}
}

static ent_status cut(void *self, struct cuts *cuts, ent_str text, ent_error *err)
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
	ent_status status = add_exceptions(tables, locale, err);
	struct icu *icu = status ? NULL : calloc(1, sizeof(*icu));
	if (!icu)
		return status ? status : ent_fail_memory(err);
	icu->iterator = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &uerr);
	if (U_FAILURE(uerr)) {
		free(icu);
		return ent_fail_memory(err);
	}
	icu->tables = tables;
	icu->closing = closing_quote(locale);
	*out = icu;
	return ENT_OK;
}

const struct engine ent_icu_engine = { cut, icu_free };
