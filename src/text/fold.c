/* SPDX-License-Identifier: Apache-2.0 */
/* fold.c - forms of a text in which variants of writing are equal.
 *
 * Normal form C: Unicode Standard Annex 15; case folding: the Unicode Standard,
 * section 3.13, by ICU.  Typographic variants are those of Unicode's general
 * categories Zs (spaces), Pd (dashes), Pi and Pf (quotes) with the ASCII quotes
 * beside them; an apostrophe is a single quote, whatever its shape.
 *
 * ASCII needs neither ICU nor a second buffer.  Time O(n).
 */
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "text/fold.h"

struct state {
	ent_buf *out;
	unsigned folds;
	size_t start;       /* of this text in out */
	bool pending_space; /* white space seen, not yet written */
};

static uint32_t typographic(UChar32 c)
{
	switch (c) {
	case '`':
	case 0xB4:
	case 0x2018:
	case 0x2019:
	case 0x201A:
	case 0x201B:
	case 0x2032:
	case 0x2039:
	case 0x203A:
	case 0x02BC: return '\'';
	case 0xAB:
	case 0xBB:
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x201F:
	case 0x2033: return '"';
	case 0xAD:
	case 0x200B:
	case 0x2060:
	case 0xFEFF: return 0; /* soft hyphen and invisible marks */
	case 0x2212: return '-';
	default: break;
	}
	if (c >= 0x2010 && u_charType(c) == U_DASH_PUNCTUATION)
		return '-';
	return (uint32_t)c;
}

static void put(struct state *st, UChar32 c)
{
	if (st->folds & ENT_FOLD_TYPOGRAPHY) {
		if (u_isUWhiteSpace(c)) {
			st->pending_space = st->out->n > st->start;
			return;
		}
		if (!(c = (UChar32)typographic(c)))
			return;
		if (st->pending_space)
			ent_buf_add_char(st->out, ' ');
		st->pending_space = false;
	}
	ent_buf_add_codepoint(st->out, (uint32_t)c);
}

static bool fold_ascii(struct state *st, ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if ((unsigned char)s.p[k] >= 128)
			return false;
	for (size_t k = 0; k < s.n; k++) {
		unsigned char c = (unsigned char)s.p[k];
		if ((st->folds & ENT_FOLD_CASE) && c >= 'A' && c <= 'Z')
			c |= 32;
		put(st, c);
	}
	return true;
}

static void put_without_accent(struct state *st, UChar32 c)
{
	if (U_GET_GC_MASK(c) & U_GC_M_MASK)
		return;
	switch (c) {
	case 0x152:
		put(st, 'O');
		put(st, 'E');
		return;
	case 0x153:
		put(st, 'o');
		put(st, 'e');
		return;
	case 0xC6:
		put(st, 'A');
		put(st, 'E');
		return;
	case 0xE6:
		put(st, 'a');
		put(st, 'e');
		return;
	default: put(st, c);
	}
}

/* Normalises into a fresh buffer; NULL if no memory. */
static UChar *normalise(const UChar *in, int32_t n, bool decompose, int32_t *length)
{
	UErrorCode uerr = U_ZERO_ERROR;
	const UNormalizer2 *form =
		decompose ? unorm2_getNFDInstance(&uerr) : unorm2_getNFCInstance(&uerr);
	int32_t capacity = 3 * n + 8;
	UChar *to = malloc((size_t)capacity * sizeof(*to));
	if (!to)
		return NULL;
	*length = unorm2_normalize(form, in, n, to, capacity, &uerr);
	if (uerr == U_BUFFER_OVERFLOW_ERROR) {
		UChar *more = realloc(to, ((size_t)*length + 1) * sizeof(*to));
		uerr = U_ZERO_ERROR;
		if (more) {
			to = more;
			*length = unorm2_normalize(form, in, n, to, *length + 1, &uerr);
		}
	}
	if (U_FAILURE(uerr)) {
		free(to);
		return NULL;
	}
	return to;
}

static UChar *fold_case(UChar *in, int32_t *length)
{
	UErrorCode uerr = U_ZERO_ERROR;
	int32_t capacity = 3 * *length + 8; /* no character folds to more than three */
	UChar *to = malloc((size_t)capacity * sizeof(*to));
	if (to)
		*length = u_strFoldCase(to, capacity, in, *length, U_FOLD_CASE_DEFAULT,
					&uerr);
	free(in);
	if (to && U_FAILURE(uerr)) {
		free(to);
		to = NULL;
	}
	return to;
}

static void fold_unicode(struct state *st, ent_str s)
{
	const bool accents = st->folds & ENT_FOLD_ACCENTS;
	UErrorCode uerr = U_ZERO_ERROR;
	int32_t n = 0;
	UChar *wide = s.n < INT32_MAX / 8 ? malloc((s.n + 1) * sizeof(*wide)) : NULL;
	UChar *normal = NULL;
	if (wide) {
		u_strFromUTF8WithSub(wide, (int32_t)s.n + 1, &n, s.p, (int32_t)s.n,
				     0xFFFD, NULL, &uerr);
		normal = normalise(wide, n, accents, &n);
	}
	free(wide);
	if (normal && (st->folds & ENT_FOLD_CASE))
		normal = fold_case(normal, &n);
	if (!normal) {
		st->out->failed = true;
		return;
	}
	for (int32_t k = 0; k < n;) {
		UChar32 c;
		U16_NEXT(normal, k, n, c);
		if (accents)
			put_without_accent(st, c);
		else
			put(st, c);
	}
	free(normal);
}

void ent_fold_add(ent_buf *out, ent_str s, unsigned folds)
{
	struct state st = { out, folds, out->n, false };
	if (!fold_ascii(&st, s))
		fold_unicode(&st, s);
}

bool ent_fold_equal(bool *same, ent_str a, ent_str b, unsigned folds)
{
	ent_buf x = ENT_BUF_INIT, y = ENT_BUF_INIT;
	ent_fold_add(&x, a, folds);
	ent_fold_add(&y, b, folds);
	const bool ok = !x.failed && !y.failed;
	if (ok)
		*same = ent_str_eq(ent_buf_str(&x), ent_buf_str(&y));
	ent_buf_release(&x);
	ent_buf_release(&y);
	return ok;
}
