/* SPDX-License-Identifier: Apache-2.0 */
/* names.c - names of countries, languages, currencies, months and days.
 *
 * Taken from the locale data inside ICU (Unicode CLDR), so that nothing needs to
 * be shipped for them.  For what has no name in a language ICU returns a code
 * or the name in its root locale: such a result is left out.
 */
#include <stdlib.h>
#include <string.h>

#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "base/fail.h"
#include "text/lang.h"
#include "text/names.h"

enum { NAME_MAX_CHARS = 128, LANG_MAX = 16 };

struct sender {
	char lang[2][LANG_MAX];
	ULocaleDisplayNames *names[2];
	UDateFormat *dates[2];
	ent_name_fn fn;
	void *data;
	ent_error *err;
};

/* Sends one name, unless it is the code itself in either language. */
static ent_status send(struct sender *s, const UChar *const wide[2], const char *code)
{
	char bytes[2][4 * NAME_MAX_CHARS];
	ent_str name[2];
	for (int k = 0; k < 2; k++) {
		UErrorCode uerr = U_ZERO_ERROR;
		int32_t n = 0;
		u_strToUTF8(bytes[k], sizeof(bytes[k]), &n, wide[k], -1, &uerr);
		if (U_FAILURE(uerr) || n == 0)
			return ENT_OK;
		name[k] = (ent_str){ bytes[k], (size_t)n };
		if (ent_str_is(name[k], code))
			return ENT_OK;
	}
	return s->fn(s->data, name[0], name[1], s->err);
}

typedef int32_t (*display_fn)(const ULocaleDisplayNames *names,
			      const char *code,
			      UChar *to,
			      int32_t capacity,
			      UErrorCode *uerr);

static ent_status send_display(struct sender *s,
			       const char *const *codes,
			       display_fn display)
{
	ent_status status = ENT_OK;
	for (; *codes && !status; codes++) {
		UChar wide[2][NAME_MAX_CHARS];
		UErrorCode uerr = U_ZERO_ERROR;
		for (int k = 0; k < 2; k++)
			display(s->names[k], *codes, wide[k], NAME_MAX_CHARS, &uerr);
		if (uerr == U_ZERO_ERROR)
			status = send(s, (const UChar *const[2]){ wide[0], wide[1] },
				      *codes);
	}
	return status;
}

static ent_status send_currency(struct sender *s, const char *code)
{
	static const char *const forms[] = { NULL, "one", "other" };
	UChar iso[4];
	ent_status status = ENT_OK;
	u_uastrncpy(iso, code, 3);
	iso[3] = 0;
	for (size_t f = 0; f < sizeof(forms) / sizeof(forms[0]) && !status; f++) {
		UChar wide[2][NAME_MAX_CHARS];
		bool known = true;
		for (int k = 0; k < 2; k++) {
			UErrorCode uerr = U_ZERO_ERROR;
			UBool choice;
			int32_t n;
			const UChar *name =
				forms[f] ? ucurr_getPluralName(iso, s->lang[k], &choice,
							       forms[f], &n, &uerr)
					 : ucurr_getName(iso, s->lang[k],
							 UCURR_LONG_NAME, &choice, &n,
							 &uerr);
			known = known && U_SUCCESS(uerr) && n < NAME_MAX_CHARS &&
				uerr != U_USING_DEFAULT_WARNING;
			if (known) {
				u_memcpy(wide[k], name, n);
				wide[k][n] = 0;
			}
		}
		if (known)
			status = send(s, (const UChar *const[2]){ wide[0], wide[1] },
				      code);
	}
	return status;
}

static ent_status send_currencies(struct sender *s)
{
	UErrorCode uerr = U_ZERO_ERROR;
	ent_status status = ENT_OK;
	UEnumeration *codes =
		ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &uerr);
	const char *code;
	int32_t n;
	while (!status && U_SUCCESS(uerr) && (code = uenum_next(codes, &n, &uerr)))
		if (n == 3)
			status = send_currency(s, code);
	uenum_close(codes);
	return status;
}

static ent_status send_symbols(struct sender *s, UDateFormatSymbolType type)
{
	const int32_t n = udat_countSymbols(s->dates[0], type);
	ent_status status = ENT_OK;
	if (udat_countSymbols(s->dates[1], type) != n)
		return ENT_OK; /* another calendar */
	for (int32_t i = 0; i < n && !status; i++) {
		UChar wide[2][NAME_MAX_CHARS];
		UErrorCode uerr = U_ZERO_ERROR;
		for (int k = 0; k < 2; k++)
			udat_getSymbols(s->dates[k], type, i, wide[k], NAME_MAX_CHARS,
					&uerr);
		if (U_SUCCESS(uerr))
			status = send(s, (const UChar *const[2]){ wide[0], wide[1] },
				      "");
	}
	return status;
}

static ent_status send_all(struct sender *s)
{
	ent_status status =
		send_display(s, uloc_getISOCountries(), uldn_regionDisplayName);
	if (!status)
		status =
			send_display(s, uloc_getISOLanguages(), uldn_localeDisplayName);
	if (!status)
		status = send_currencies(s);
	static const UDateFormatSymbolType types[] = { UDAT_MONTHS,
						       UDAT_STANDALONE_MONTHS,
						       UDAT_WEEKDAYS, UDAT_QUARTERS };
	for (size_t k = 0; k < sizeof(types) / sizeof(types[0]) && !status; k++)
		status = send_symbols(s, types[k]);
	return status;
}

/* Whether ICU has names in the language, rather than those of its default. */
static bool has_names(const UDateFormat *dates, ent_str lang)
{
	UErrorCode uerr = U_ZERO_ERROR;
	const char *id = udat_getLocaleByType(dates, ULOC_VALID_LOCALE, &uerr);
	return U_SUCCESS(uerr) && id && ent_lang_matches(ent_str_of(id), lang);
}

ent_status ent_names_each(ent_str lang_a,
			  ent_str lang_b,
			  ent_name_fn fn,
			  void *data,
			  ent_error *err)
{
	struct sender s = { .fn = fn, .data = data, .err = err };
	const ent_str langs[2] = { lang_a, lang_b };
	UErrorCode uerr = U_ZERO_ERROR;
	ent_status status = ENT_OK;
	for (int k = 0; k < 2; k++) {
		status =
			ent_lang_read_base(s.lang[k], sizeof(s.lang[k]), langs[k], err);
		if (status)
			return status;
	}
	for (int k = 0; k < 2; k++) {
		s.names[k] = uldn_open(s.lang[k], ULDN_STANDARD_NAMES, &uerr);
		s.dates[k] = udat_open(UDAT_FULL, UDAT_FULL, s.lang[k], NULL, 0, NULL,
				       0, &uerr);
	}
	const bool spoken = U_SUCCESS(uerr) && has_names(s.dates[0], lang_a) &&
			    has_names(s.dates[1], lang_b);
	status = spoken ? send_all(&s)
			: ent_fail(err, ENT_EINVAL, "no names in %s or %s", s.lang[0],
				   s.lang[1]);
	for (int k = 0; k < 2; k++) {
		uldn_close(s.names[k]);
		if (s.dates[k])
			udat_close(s.dates[k]);
	}
	return status;
}
