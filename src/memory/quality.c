/* SPDX-License-Identifier: Apache-2.0 */
/* quality.c - units that deserve a look.
 *
 * numbers       the numbers of the two sides, each read as its language writes it,
 *               differ; 6.30 p.m. is 18 h 30.  Numbers of one digit count only when
 *               the sides have equally many: texts spell them out ("three").
 * untranslated  both sides are equal, case and typography aside, and have four words
 *               or more: shorter ones are names or codes.
 * language      the function words of a side are those of another language.
 * variants      the source has translations that differ in more than case and
 *               typography.  All units of such a source are reported.
 *
 * One pass over the units, then a sort of twelve bytes a unit: O(n log n).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/ascii.h"
#include "base/fail.h"
#include "memory/handle.h"
#include "text/fold.h"
#include "text/lang.h"
#include "text/token.h"
#include "text/value.h"

enum { VALUES = 128, WORDS_OF_NO_NAME = 4 };

struct use {
	uint32_t source, target, unit;
};

struct quality {
	ent_memory *memory;
	const ent_filter *filter;
	uint64_t *found;
	ent_quality_fn fn;
	void *data;
	struct use *uses; /* owned */
	size_t n, capacity;
	uint64_t sent;
	ent_buf folded[2], detail;
};

static ent_status report(struct quality *q,
			 ent_quality_kind kind,
			 uint64_t unit,
			 const ent_unit *found,
			 ent_error *err)
{
	if (q->detail.failed)
		return ent_fail_memory(err);
	ent_quality what = { kind, unit, found, ent_buf_str(&q->detail) };
	++*q->found;
	return q->fn(q->data, &what, err);
}

/* ---- numbers -------------------------------------------------------------------- */

struct numbers {
	char norm[2 * VALUES][ENT_VALUE_ROOM];
	uint32_t n;
	uint8_t runs[VALUES]; /* of digits in each value, in order of the text */
};

static void add_digits(struct numbers *out, ent_str text, ent_value_span s)
{
	size_t n = 0;
	while (s.start + n < s.end && ent_is_digit(text.p[s.start + n]) &&
	       n < ENT_VALUE_ROOM - 1)
		n++;
	if (!n || out->n == 2 * VALUES)
		return;
	memcpy(out->norm[out->n], text.p + s.start, n);
	out->norm[out->n++][n] = '\0';
}

static int norm_cmp(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* 1 when "p.m." follows, 0 for "a.m.", -1 for neither. */
static int half_of_day(ent_str text, size_t at)
{
	if (at < text.n && text.p[at] == ' ')
		at++;
	else if (ent_str_starts(ent_str_slice(text, at, text.n), ENT_STR("\xC2\xA0")))
		at += 2;
	if (at + 1 >= text.n || !strchr("ap", text.p[at]))
		return -1;
	const int half = text.p[at++] == 'p';
	at += text.p[at] == '.';
	if (at == text.n || text.p[at++] != 'm')
		return -1;
	/* "3 amendments" is not a time */
	return at < text.n && (text.p[at] >= 'a' || text.p[at] & 0x80) ? -1 : half;
}

/* "6.30" of "6.30 p.m." as others write it, 18 and 30.  False: it is not such a time. */
static bool add_time(struct numbers *out, ent_str text, size_t start, size_t end)
{
	const int half = half_of_day(text, end);
	unsigned hour = 0;
	size_t at = start;
	while (at < end && ent_is_digit(text.p[at]) && at - start < 2)
		hour = hour * 10 + (unsigned)(text.p[at++] - '0');
	const size_t minutes = end - at;
	if (half < 0 || at == start || hour > 12 || out->n + 2 > 2 * VALUES ||
	    (minutes && (minutes != 3 || !strchr(".:", text.p[at]))))
		return false;
	snprintf(out->norm[out->n++], ENT_VALUE_ROOM, "%u",
		 hour % 12 + (half ? 12 : 0));
	if (minutes)
		snprintf(out->norm[out->n++], ENT_VALUE_ROOM, "%.2s", text.p + at + 1);
	return true;
}

static uint8_t runs_of(ent_str text, size_t start, size_t end)
{
	unsigned runs = 0;
	for (size_t k = start; k < end; k++)
		runs += ent_is_digit(text.p[k]) &&
			(k == start || !ent_is_digit(text.p[k - 1]));
	return (uint8_t)(runs < UINT8_MAX ? runs : UINT8_MAX);
}

/* The last value of a time that begins with value k: "12:15" is two. */
static uint32_t with_minutes(const ent_value *v, uint32_t k, uint32_t n, ent_str text)
{
	const bool colon =
		k + 1 < n && v[k + 1].start == v[k].end + 1 && text.p[v[k].end] == ':';
	return colon ? k + 1 : k;
}

/* Sorted; a date gives its day and its year, for not every language has month
 * names here. */
static void read_numbers(struct numbers *out, const ent_unit_side *side)
{
	ent_value v[VALUES];
	uint32_t n = ent_values(v, VALUES, side->text, side->lang);
	out->n = 0;
	memset(out->runs, 0, sizeof(out->runs));
	for (uint32_t k = 0; k < n; k++) {
		out->runs[k] = runs_of(side->text, v[k].start, v[k].end);
		if (v[k].kind == ENT_VALUE_DATE) {
			add_digits(out, side->text, v[k].day);
			add_digits(out, side->text, v[k].year);
		} else if (add_time(out, side->text, v[k].start,
				    v[with_minutes(v, k, n, side->text)].end)) {
			k = with_minutes(v, k, n, side->text);
		} else if (out->n < 2 * VALUES) {
			memcpy(out->norm[out->n++], v[k].norm, ENT_VALUE_ROOM);
		}
	}
	qsort(out->norm, out->n, sizeof(out->norm[0]), norm_cmp);
}

static bool counts(const char *norm, bool digits_too)
{
	return digits_too || strlen(norm) > 1;
}

/* What a has and b has not, into the detail. */
static void add_missing(ent_buf *out,
			const struct numbers *a,
			const struct numbers *b,
			bool digits_too)
{
	for (uint32_t k = 0, i = 0; k < a->n; k++) {
		int c = 1;
		while (i < b->n && (c = strcmp(a->norm[k], b->norm[i])) > 0)
			i++;
		if (i < b->n && c == 0)
			i++;
		else if (counts(a->norm[k], digits_too))
			ent_buf_addf(out, "%s%s", out->n ? ", " : "", a->norm[k]);
	}
}

/* Whether both texts have the same runs of digits in the same order. */
static bool same_digits(ent_str a, ent_str b)
{
	size_t i = 0, k = 0;
	for (;;) {
		while (i < a.n && !ent_is_digit(a.p[i]))
			i++;
		while (k < b.n && !ent_is_digit(b.p[k]))
			k++;
		if (i == a.n || k == b.n)
			return i == a.n && k == b.n;
		while (i < a.n && k < b.n && ent_is_digit(a.p[i]) && a.p[i] == b.p[k])
			i++, k++;
		if ((i < a.n && ent_is_digit(a.p[i])) ||
		    (k < b.n && ent_is_digit(b.p[k])))
			return false;
	}
}

static ent_status check_numbers(struct quality *q,
				const ent_unit_row *row,
				ent_error *err)
{
	struct numbers *n = malloc(2 * sizeof(*n));
	ent_buf other = ENT_BUF_INIT;
	if (!n)
		return ent_fail_memory(err);
	read_numbers(&n[0], &row->unit.source);
	read_numbers(&n[1], &row->unit.target);
	bool digits_too = n[0].n == n[1].n;
	ent_buf_clear(&q->detail);
	add_missing(&q->detail, &n[0], &n[1], digits_too);
	add_missing(&other, &n[1], &n[0], digits_too);
	/* the same digits, taken together otherwise: "9.30" is "9 h 30", and French
	 * sees 9555 in the telephone number "9 555 01" */
	bool differ = (q->detail.n || other.n) &&
		      (!memcmp(n[0].runs, n[1].runs, sizeof(n[0].runs)) ||
		       !same_digits(row->unit.source.text, row->unit.target.text));
	ent_buf_addf(&q->detail, " / %s", other.n ? other.p : "");
	ent_buf_release(&other);
	free(n);
	return differ ? report(q, ENT_QUALITY_NUMBERS, row->id, &row->unit, err)
		      : ENT_OK;
}

/* ---- languages ------------------------------------------------------------------ */

static uint32_t words_of(ent_str text)
{
	ent_token t;
	uint32_t n = 0;
	for (size_t at = 0; ent_token_next(&t, text, &at);)
		n += t.kind == ENT_TOKEN_WORD;
	return n;
}

static bool same_folded(struct quality *q, ent_str a, ent_str b)
{
	const unsigned folds = ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY;
	ent_buf_clear(&q->folded[0]);
	ent_buf_clear(&q->folded[1]);
	ent_fold_add(&q->folded[0], a, folds);
	ent_fold_add(&q->folded[1], b, folds);
	return ent_str_eq(ent_buf_str(&q->folded[0]), ent_buf_str(&q->folded[1]));
}

static ent_status check_language(struct quality *q,
				 const ent_unit_row *row,
				 ent_error *err)
{
	const ent_unit_side *sides[] = { &row->unit.source, &row->unit.target };
	ent_buf_clear(&q->detail);
	if (words_of(row->unit.source.text) >= WORDS_OF_NO_NAME &&
	    same_folded(q, row->unit.source.text, row->unit.target.text)) {
		ent_buf_add(&q->detail, ENT_STR("both sides are equal"));
		return report(q, ENT_QUALITY_UNTRANSLATED, row->id, &row->unit, err);
	}
	for (int k = 0; k < 2; k++) {
		ent_str guess = ent_lang_guess(sides[k]->text);
		if (guess.n && !ent_lang_matches(guess, sides[k]->lang))
			ent_buf_addf(&q->detail, "%sthe %s is %.*s",
				     q->detail.n ? ", " : "", k ? "target" : "source",
				     (int)guess.n, guess.p);
	}
	return q->detail.n ? report(q, ENT_QUALITY_LANGUAGE, row->id, &row->unit, err)
			   : ENT_OK;
}

/* ---- variants ------------------------------------------------------------------- */

static ent_status keep(struct quality *q, const ent_unit_row *row, ent_error *err)
{
	if (!ENT_GROW(q->uses, q->capacity, q->n + 1))
		return ent_fail_memory(err);
	/* numbers of texts stay below 2^31 (postings.h) */
	q->uses[q->n++] = (struct use){ (uint32_t)row->keys.source,
					(uint32_t)row->keys.target, (uint32_t)row->id };
	return ENT_OK;
}

static int use_cmp(const void *pa, const void *pb)
{
	const struct use *a = pa, *b = pb;
	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	if (a->target != b->target)
		return a->target < b->target ? -1 : 1;
	return (a->unit > b->unit) - (a->unit < b->unit);
}

/* Whether the targets of uses[from..to) differ in more than writing. */
static ent_status differ(bool *out,
			 struct quality *q,
			 size_t from,
			 size_t to,
			 ent_error *err)
{
	ent_buf first = ENT_BUF_INIT;
	ent_str text;
	ent_status status = ENT_OK;
	*out = false;
	for (size_t k = from; k < to && !status && !*out; k++) {
		if (k > from && q->uses[k].target == q->uses[k - 1].target)
			continue;
		status = ent_store_text_get(&text, NULL, q->memory->store,
					    q->uses[k].target, err);
		if (status)
			break;
		if (k == from)
			ent_buf_add(&first, text);
		else
			*out = !same_folded(q, text, ent_buf_str(&first));
	}
	if (!status && first.failed)
		status = ent_fail_memory(err);
	ent_buf_release(&first);
	return status;
}

static ent_status report_variants(struct quality *q,
				  size_t from,
				  size_t to,
				  ent_error *err)
{
	uint32_t different = 0;
	ent_status status = ENT_OK;
	for (size_t k = from; k < to; k++)
		different += k == from || q->uses[k].target != q->uses[k - 1].target;
	ent_buf_clear(&q->detail);
	ent_buf_addf(&q->detail, "one of %u translations", different);
	for (size_t k = from; k < to && !status; k++) {
		ent_unit_row row;
		if (k > from && q->uses[k].target == q->uses[k - 1].target)
			continue;
		status = ent_store_unit_get(&row, q->memory->store, q->uses[k].unit,
					    err);
		if (!status)
			status =
				report(q, ENT_QUALITY_VARIANTS, row.id, &row.unit, err);
		ent_store_unit_end(q->memory->store);
	}
	return status;
}

static ent_status find_variants(struct quality *q, ent_error *err)
{
	ent_status status = ENT_OK;
	if (q->n)
		qsort(q->uses, q->n, sizeof(*q->uses), use_cmp);
	for (size_t from = 0, to; from < q->n && !status; from = to) {
		bool yes = false;
		for (to = from;
		     to < q->n && q->uses[to].source == q->uses[from].source;)
			to++;
		if (q->uses[to - 1].target != q->uses[from].target)
			status = differ(&yes, q, from, to, err);
		if (!status && yes)
			status = report_variants(q, from, to, err);
	}
	return status;
}

/* ---- all ------------------------------------------------------------------------ */

static ent_status look(void *data, const ent_unit_row *row, ent_error *err)
{
	struct quality *q = data;
	bool reversed;
	if (q->filter->from.n && q->filter->to.n &&
	    !ent_direction_serves(&reversed, row->unit.source.lang,
				  row->unit.target.lang, q->filter->from,
				  q->filter->to))
		return ENT_OK;
	if (q->filter->limit && q->sent++ >= q->filter->limit)
		return ENT_OK;
	ent_status status = check_numbers(q, row, err);
	if (!status)
		status = check_language(q, row, err);
	return status ? status : keep(q, row, err);
}

const char *ent_quality_kind_name(ent_quality_kind kind)
{
	switch (kind) {
	case ENT_QUALITY_NUMBERS: return "numbers";
	case ENT_QUALITY_UNTRANSLATED: return "untranslated";
	case ENT_QUALITY_LANGUAGE: return "language";
	case ENT_QUALITY_VARIANTS: return "variants";
	}
	return "unknown";
}

ent_status ent_memory_quality(uint64_t *found,
			      ent_memory *memory,
			      const ent_filter *filter,
			      ent_quality_fn fn,
			      void *data,
			      ent_error *err)
{
	ent_filter all = filter ? *filter : ENT_FILTER_DEFAULT;
	struct quality q = {
		.memory = memory, .filter = &all, .found = found, .fn = fn, .data = data
	};
	*found = 0;
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = ent_store_unit_each(memory->store, &all, look, &q, err);
	if (!status)
		status = find_variants(&q, err);
	ent_store_read_end(memory->store);
	free(q.uses);
	ent_buf_release(&q.folded[0]);
	ent_buf_release(&q.folded[1]);
	ent_buf_release(&q.detail);
	return status;
}
