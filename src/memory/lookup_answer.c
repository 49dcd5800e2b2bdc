/* SPDX-License-Identifier: Apache-2.0 */
/* lookup_answer.c - what a look-up reports of the units that it found: context,
 * differences, the target with the query's values, the documents of a variant.  Only
 * done for matches that are shown.
 */
#include "base/fail.h"
#include "entente/lookup.h"
#include "match/adapt.h"
#include "match/chars.h"
#include "memory/lookup_parts.h"
#include "store/run_rows.h"

/* Documents that are named of one variant. */
#define DOCUMENTS_MAX 20

/* ---- context ------------------------------------------------------------------ */

static ent_status is_beside(bool *out,
			    struct ent_search *s,
			    const ent_found *found,
			    bool after,
			    ent_str want,
			    ent_error *err)
{
	uint64_t id;
	ent_unit_row row;
	*out = false;
	ent_status status = ent_store_unit_neighbour(&id, s->memory->store, found->unit,
						     found->document, after, err);
	if (status || !id)
		return status;
	status = ent_store_unit_get(&row, s->memory->store, id, err);
	if (!status)
		*out = ent_str_eq(found->as_target ? row.unit.target.text
						   : row.unit.source.text,
				  want);
	ent_store_unit_end(s->memory->store);
	return status;
}

/* Whether the memory has both neighbours of the query at all. */
static ent_status has_neighbours(bool *out, const struct ent_search *s, ent_error *err)
{
	const ent_str texts[2] = { s->opt.before, s->opt.after };
	ent_status status = ENT_OK;
	*out = true;
	for (int k = 0; k < 2 && *out && !status; k++) {
		const ent_text_key key = ent_text_key_of(s->language, texts[k]);
		uint64_t id = 1;
		if (texts[k].n)
			status = ent_store_text_find(&id, NULL, s->memory->store, &key,
						     err);
		*out = id != 0;
	}
	return status;
}

ent_status ent_search_context(struct ent_search *s, ent_error *err)
{
	if ((!s->opt.before.n && !s->opt.after.n) || !s->n_kept)
		return ENT_OK;
	bool possible;
	ent_status status = has_neighbours(&possible, s, err);
	for (size_t k = 0; k < s->n_kept && !status; k++) {
		ent_found *f = &s->kept[k];
		bool before = possible, after = possible;
		if (!f->context)
			continue;
		if (before && s->opt.before.n)
			status = is_beside(&before, s, f, false, s->opt.before, err);
		if (!status && before && s->opt.after.n)
			status = is_beside(&after, s, f, true, s->opt.after, err);
		if (!status && before && after)
			f->context = 2;
		else if (s->opt.between)
			f->context = 0;
	}
	return status;
}

/* ---- the answer ------------------------------------------------------------------ */

static ent_status compare(ent_match *m,
			  struct ent_search *s,
			  ent_arena *arena,
			  ent_error *err)
{
	const bool equal = ent_str_eq(s->text, m->found.source.text);
	ent_status status = ENT_OK;
	m->adapted = m->carried = ENT_STR("");
	m->quality = 1;
	if (!equal)
		status = ent_query_explain(&m->edits, &m->n_edits, s->query,
					   m->found.source.text, arena, err);
	if (!status && !equal)
		status = ent_chars_quality(&m->quality, s->text, m->found.source.text,
					   err);
	if (!status && !equal && s->opt.adapt)
		status = ent_adapt(m, &s->asked, arena, err);
	if (!status && s->coded.on)
		status = ent_coded_answer(m, &s->coded, s->text, arena, err);
	return status;
}

static ent_status write_match(ent_match *out,
			      struct ent_search *s,
			      const ent_found *found,
			      ent_arena *arena,
			      ent_error *err)
{
	ent_unit_row row;
	ent_match m = {
		.score = found->measure.score + found->context,
		.similarity = found->similarity,
		.penalty = found->points / 100.0,
		.kind = found->context ? ENT_MATCH_CONTEXT : found->measure.kind,
		.unit = found->unit,
		.uses = found->count,
	};
	ent_status status =
		ent_store_unit_get(&row, s->memory->store, found->unit, err);
	if (!status)
		status = ent_unit_copy(&m.found, &row.unit, arena, err);
	uint64_t texts[] = { status ? 0 : row.keys.source,
			     status ? 0 : row.keys.target };
	ent_store_unit_end(s->memory->store);
	if (!status)
		status = ent_store_unit_import(&m.found, s->memory->store, found->unit,
					       arena, err);
	if (!status && s->opt.variants != ENT_VARIANTS_ALL)
		status = ent_store_documents_with(&m.documents, &m.n_documents,
						  s->memory->store, texts,
						  DOCUMENTS_MAX, arena, err);
	if (status)
		return status;
	if (found->as_target)
		ent_unit_swap(&m.found);
	status = compare(&m, s, arena, err);
	*out = m;
	return status;
}

ent_status ent_search_answer(const ent_match **out,
			     uint32_t *count,
			     struct ent_search *s,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_match *matches = ENT_NEW_ARRAY(arena, ent_match, s->top.n);
	if (!matches)
		return ent_fail_memory(err);
	ent_status status = ENT_OK;
	for (size_t k = 0; k < s->top.n && !status; k++)
		status = write_match(&matches[k], s, &s->top.found[k], arena, err);
	if (!status) {
		*out = matches;
		*count = (uint32_t)s->top.n;
	}
	return status;
}
