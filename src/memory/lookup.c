/* SPDX-License-Identifier: Apache-2.0 */
/* lookup.c - the units whose text is most like a query.
 *
 * Texts are searched, not units: a text that a thousand units share is measured
 * once.  Each text that fits brings its units, newest first.  The best so many
 * are kept, and once there are enough of them a text must be as good as the
 * worst of these to be looked at further, so that the answer is exact.
 */
#include "base/fail.h"
#include "memory/handle.h"
#include "memory/top.h"
#include "text/lang.h"

/* Bytes of a query; a longer one is no segment. */
#define QUERY_MAX ((size_t)1 << 20)

struct direction {
	uint32_t id;
	bool straight, reversed; /* serves this search, on which side */
};

struct search {
	ent_memory *memory;
	ent_str text;
	ent_lookup_options opt;
	ent_query *query;
	uint32_t language;
	struct direction *directions;
	uint32_t n_directions;
	bool straight, reversed; /* some direction does */
	const uint64_t *context; /* documents of the name in opt */
	uint32_t n_context;
	uint64_t equal;    /* the text that is the query */
	ent_measure floor; /* worse than this is no match */
	ent_top top;
	/* while the units of one text are read */
	ent_measure measure;
	size_t taken;
	bool exact, failed;
};

static bool serves(const struct search *s, const ent_use *use)
{
	for (uint32_t k = 0; k < s->n_directions; k++)
		if (s->directions[k].id == use->direction)
			return use->as_target ? s->directions[k].reversed
					      : s->directions[k].straight;
	return false;
}

static bool in_context(const struct search *s, uint64_t document)
{
	for (uint32_t k = 0; k < s->n_context; k++)
		if (s->context[k] == document)
			return true;
	return false;
}

static bool take_use(void *data, const ent_use *use)
{
	struct search *s = data;
	if (!serves(s, use))
		return true;
	ent_top_add(&s->top,
		    &(ent_found){
			    .measure = s->measure,
			    .unit = use->unit,
			    .document = use->document,
			    .context = s->exact && in_context(s, use->document),
			    .as_target = use->as_target,
			    .date = use->date,
		    });
	s->taken++;
	/* the rest are older; in a context an old one may be the best */
	return !s->opt.limit || s->taken < s->opt.limit || (s->exact && s->n_context);
}

static ent_status take_units(struct search *s, uint64_t text, ent_error *err)
{
	s->exact = s->measure.kind[0] == 'e';
	ent_status status = ENT_OK;
	for (int side = 0; side < 2 && !status; side++) {
		s->taken = 0;
		if (side ? s->reversed : s->straight)
			status = ent_store_uses(s->memory->store, text, side, take_use,
						s, err);
	}
	if (!status && s->top.failed)
		status = ent_fail_memory(err);
	return status;
}

static ent_status measure_text(void *data, const ent_text_row *row, ent_error *err)
{
	struct search *s = data;
	bool fits;
	ent_status status = ent_query_measure(&fits, &s->measure, s->query, row->text,
					      &s->floor, s->opt.min_score, err);
	return status || !fits ? status : take_units(s, row->id, err);
}

/* ---- what is searched ------------------------------------------------------- */

static ent_status find_directions(struct search *s, ent_arena *arena, ent_error *err)
{
	ent_direction *all;
	uint32_t count;
	ent_status status =
		ent_store_directions(&all, &count, s->memory->store, arena, err);
	if (status)
		return status;
	s->directions = ENT_NEW_ARRAY(arena, struct direction, count);
	if (!s->directions)
		return ent_fail_memory(err);
	ent_str from = s->opt.from, to = s->opt.to;
	for (uint32_t k = 0; k < count; k++)
		s->directions[k] = (struct direction){
			all[k].id,
			ent_lang_matches(all[k].source, from) &&
				ent_lang_matches(all[k].target, to),
			ent_lang_matches(all[k].target, from) &&
				ent_lang_matches(all[k].source, to),
		};
	s->n_directions = count;
	for (uint32_t k = 0; k < count; k++) {
		s->straight |= s->directions[k].straight;
		s->reversed |= s->directions[k].reversed;
	}
	return ENT_OK;
}

static ent_status prepare(struct search *s, ent_arena *arena, ent_error *err)
{
	ent_store *store = s->memory->store;
	ent_stemmer *stemmer = NULL;
	ent_status status = ent_memory_code(&s->opt.from, arena, err);
	if (!status)
		status = ent_memory_code(&s->opt.to, arena, err);
	if (!status && (!s->opt.from.n || !s->opt.to.n))
		status = ent_memory_complete(&s->opt.from, &s->opt.to, s->memory, arena,
					     err);
	if (!status)
		status = find_directions(s, arena, err);
	if (!status)
		status = ent_store_language(&s->language, store,
					    ent_lang_base(s->opt.from), false, err);
	if (!status && s->opt.document.n)
		status = ent_store_documents_of(&s->context, &s->n_context, store,
						s->opt.document, false, arena, err);
	if (!status)
		status =
			ent_index_stemmer(&stemmer, s->memory->index, s->language, err);
	if (!status)
		status = ent_query_new(&s->query, s->text, s->opt.score, stemmer, arena,
				       err);
	s->floor = (ent_measure){ .distance = 100 - s->opt.min_score, .length = 100 };
	s->top = ent_top_init(s->opt.limit, arena);
	return status;
}

/* Whether a candidate may still be among the best. */
static bool worth_it(struct search *s, const ent_candidate *c, ent_measure *floor)
{
	const ent_found *worst = ent_top_worst(&s->top);
	*floor = worst ? worst->measure : s->floor;
	/* gain / weight is the most its similarity can be */
	return c->gain >= c->weight ||
	       (uint64_t)(c->weight - c->gain) * floor->length <=
		       (uint64_t)floor->distance * c->weight;
}

static ent_status measure_candidates(struct search *s,
				     const ent_candidate *candidates,
				     size_t count,
				     ent_error *err)
{
	ent_status status = ENT_OK;
	for (size_t k = 0; k < count && !status; k++) {
		ent_measure floor;
		ent_str text;
		bool fits = false;
		if (candidates[k].text == s->equal)
			continue;
		if (!worth_it(s, &candidates[k], &floor))
			break; /* those behind promise less */
		status = ent_store_text_get(&text, s->memory->store, candidates[k].text,
					    err);
		if (!status)
			status = ent_query_measure(&fits, &s->measure, s->query, text,
						   &floor, s->opt.min_score, err);
		if (!status && fits)
			status = take_units(s, candidates[k].text, err);
	}
	return status;
}

static ent_status search(struct search *s, ent_arena *arena, ent_error *err)
{
	ent_store *store = s->memory->store;
	const ent_candidate *candidates;
	size_t count;
	if (!s->language)
		return ENT_OK;
	if (s->opt.exhaustive)
		return ent_store_text_each(store, s->language, measure_text, s, err);
	ent_status status =
		ent_store_text_find(&s->equal, store, s->language, s->text, err);
	if (!status && s->equal) {
		s->measure = (ent_measure){ 0, 1, 100, "exact" };
		status = take_units(s, s->equal, err);
	}
	if (status || (s->opt.min_score == 100 && s->opt.score == ENT_SCORE_GRADED))
		return status; /* nothing else is equal */
	status = ent_index_search(&candidates, &count, s->memory->index, s->language,
				  s->query, s->opt.min_score, arena, err);
	return status ? status : measure_candidates(s, candidates, count, err);
}

/* ---- context ------------------------------------------------------------------ */

static ent_status is_beside(bool *out,
			    struct search *s,
			    const ent_found *found,
			    bool behind,
			    ent_str want,
			    ent_error *err)
{
	uint64_t id;
	ent_unit_row row;
	*out = false;
	ent_status status = ent_store_unit_neighbour(&id, s->memory->store, found->unit,
						     found->document, behind, err);
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

/* 102 for units whose neighbours are those of the query. */
static ent_status look_around(struct search *s, ent_error *err)
{
	ent_status status = ENT_OK;
	if (!s->opt.before.n && !s->opt.after.n)
		return ENT_OK;
	for (size_t k = 0; k < s->top.n && !status; k++) {
		ent_found *f = &s->top.found[k];
		bool before = true, after = true;
		if (!f->context)
			continue;
		if (s->opt.before.n)
			status = is_beside(&before, s, f, false, s->opt.before, err);
		if (!status && before && s->opt.after.n)
			status = is_beside(&after, s, f, true, s->opt.after, err);
		if (!status && before && after)
			f->context = 2;
	}
	return status;
}

/* ---- the answer ------------------------------------------------------------------ */

static ent_status write_match(ent_match *out,
			      struct search *s,
			      const ent_found *found,
			      ent_arena *arena,
			      ent_error *err)
{
	ent_unit_row row;
	ent_match m = {
		.score = found->measure.score + found->context,
		.similarity = 1 - (double)found->measure.distance /
					  (double)found->measure.length,
		.kind = found->context ? "context" : found->measure.kind,
		.unit = found->unit,
	};
	ent_status status =
		ent_store_unit_get(&row, s->memory->store, found->unit, err);
	if (!status)
		status = ent_unit_copy(&m.found, &row.unit, arena, err);
	ent_store_unit_end(s->memory->store);
	if (status)
		return status;
	if (found->as_target)
		ent_unit_swap(&m.found);
	if (found->measure.kind[0] != 'e')
		status = ent_query_explain(&m.edits, &m.n_edits, s->query,
					   m.found.source.text, arena, err);
	*out = m;
	return status;
}

static ent_status write_matches(const ent_match **out,
				uint32_t *count,
				struct search *s,
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

static ent_status check_options(const ent_lookup_options *opt,
				ent_str query,
				ent_error *err)
{
	if (opt->min_score < 1 || opt->min_score > 100)
		return ent_fail(err, ENT_EINVAL, "the least score must be 1 to 100");
	if (query.n > QUERY_MAX)
		return ent_fail(err, ENT_ELIMIT, "the query is larger than %zu bytes",
				QUERY_MAX);
	return ENT_OK;
}

ent_status ent_memory_lookup(const ent_match **out,
			     uint32_t *count,
			     ent_memory *memory,
			     ent_str query,
			     const ent_lookup_options *opt,
			     ent_arena *arena,
			     ent_error *err)
{
	struct search s = { .memory = memory, .text = query };
	s.opt = opt ? *opt : ENT_LOOKUP_OPTIONS_DEFAULT;
	ent_status status = check_options(&s.opt, query, err);
	if (!status)
		status = ent_index_flush(memory->index, err);
	if (!status)
		status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = prepare(&s, arena, err);
	if (!status)
		status = search(&s, arena, err);
	if (!status)
		status = look_around(&s, err);
	ent_top_finish(&s.top);
	if (!status)
		status = write_matches(out, count, &s, arena, err);
	ent_store_read_end(memory->store);
	ent_top_release(&s.top);
	ent_query_release(s.query);
	return status;
}
