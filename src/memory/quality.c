/* SPDX-License-Identifier: Apache-2.0 */
/* quality.c - units that deserve a look.
 *
 * numbers       the values of the two sides differ (text/value_agree.c).
 * untranslated  both sides are equal, case and typography aside, and are prose
 *               (proofread_language.c).
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
#include "base/fail.h"
#include "memory/handle.h"
#include "memory/proofread_parts.h"
#include "memory/unit_filter.h"
#include "text/fold.h"
#include "text/lang.h"
#include "text/value.h"

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
	uint64_t limit; /* most findings that are sent; 0 for all */
	ent_buf detail;
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
	return q->limit && *q->found > q->limit ? ENT_OK : q->fn(q->data, &what, err);
}

/* ---- numbers -------------------------------------------------------------------- */

static ent_status check_numbers(struct quality *q,
				const ent_unit_row *row,
				ent_error *err)
{
	const ent_unit_side *source = &row->unit.source, *target = &row->unit.target;
	ent_buf other = ENT_BUF_INIT;
	bool agree = true;
	ent_buf_clear(&q->detail);
	bool ok = ent_values_agree(&agree, &q->detail, &other, source->text,
				   source->lang, target->text, target->lang);
	ent_buf_addf(&q->detail, " / %s", other.n ? other.p : "");
	ent_buf_release(&other);
	if (!ok)
		return ent_fail_memory(err);
	return agree ? ENT_OK
		     : report(q, ENT_QUALITY_NUMBERS, row->id, &row->unit, err);
}

/* ---- languages ------------------------------------------------------------------ */

static ent_status check_language(struct quality *q,
				 const ent_unit_row *row,
				 ent_error *err)
{
	const ent_unit_side *sides[] = { &row->unit.source, &row->unit.target };
	ent_buf_clear(&q->detail);
	bool ok = true;
	if (ent_proof_is_untranslated(&ok, sides[0], sides[1])) {
		ent_buf_add(&q->detail,
			    ent_str_of(ent_translated("both sides are equal")));
		return report(q, ENT_QUALITY_UNTRANSLATED, row->id, &row->unit, err);
	}
	if (!ok)
		return ent_fail_memory(err);
	for (int k = 0; k < 2; k++) {
		ent_str guess =
			ent_proof_other_language(sides[k]->text, sides[k]->lang);
		if (!guess.n)
			continue;
		if (q->detail.n)
			ent_buf_add(&q->detail, ENT_STR(", "));
		ent_buf_addf(&q->detail,
			     k ? ent_translated("the target is %.*s")
			       : ent_translated("the source is %.*s"),
			     (int)guess.n, guess.p);
	}
	return q->detail.n ? report(q, ENT_QUALITY_LANGUAGE, row->id, &row->unit, err)
			   : ENT_OK;
}

/* ---- variants ------------------------------------------------------------------- */

static ent_status append_use(struct quality *q, const ent_unit_row *row, ent_error *err)
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
		bool same = true;
		if (k == from)
			ent_buf_add(&first, text);
		else if (!ent_fold_equal(&same, text, ent_buf_str(&first),
					 ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY))
			first.failed = true;
		*out = !same;
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
	ent_buf_addf(&q->detail, ent_translated("one of %u translations"), different);
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

static ent_status examine_unit(void *data, const ent_unit_row *row, ent_error *err)
{
	struct quality *q = data;
	bool reversed;
	if (q->filter->from.n && q->filter->to.n &&
	    !ent_direction_serves(&reversed, row->unit.source.lang,
				  row->unit.target.lang, q->filter->from,
				  q->filter->to))
		return ENT_OK;
	ent_status status = check_numbers(q, row, err);
	if (!status)
		status = check_language(q, row, err);
	return status ? status : append_use(q, row, err);
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
	struct quality q = { .memory = memory,
			     .filter = &all,
			     .found = found,
			     .fn = fn,
			     .data = data,
			     .limit = all.limit };
	all.limit = 0; /* of findings, not of units */
	*found = 0;
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = ent_store_unit_each(memory->store, &all, examine_unit, &q, err);
	if (!status)
		status = find_variants(&q, err);
	ent_store_read_end(memory->store);
	free(q.uses);
	ent_buf_release(&q.detail);
	return status;
}
