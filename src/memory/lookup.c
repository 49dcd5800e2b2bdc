/* SPDX-License-Identifier: Apache-2.0 */
/* lookup.c - the units whose text is most like a query.
 *
 * Texts are searched, not units: a text that a thousand units share is measured
 * once.  Each text that fits brings its units, newest first.  The best so many
 * are kept, and once there are enough of them a text must be as good as the
 * worst of these to be looked at further, so that the answer is exact.  A penalty
 * or another inline code only lowers a unit's score, so the bounds, which know of
 * neither, still hold.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/sizes.h"
#include "entente/lookup.h"
#include "memory/lookup_parts.h"
#include "text/lang.h"

/* Bytes of a query; a longer one is not a segment. */
#define QUERY_MAX ((size_t)1 << 20)

static bool in_context(const struct ent_search *s, uint64_t document)
{
	for (uint32_t k = 0; k < s->n_context; k++)
		if (s->context[k] == document)
			return true;
	return false;
}

/* Keeps a unit until all of its text are known. */
static bool keep_use(struct ent_search *s, const ent_found *found)
{
	if (!ENT_GROW(s->kept, s->kept_capacity, s->n_kept + 1)) {
		s->failed = true;
		return false;
	}
	ent_found *kept = &s->kept[s->n_kept++];
	*kept = *found;
	if (found->date.n) {
		kept->date = ent_arena_str(s->top.dates, found->date);
		s->failed |= !kept->date.p;
	}
	return !s->failed;
}

/* What a unit gets when its inline codes cost so much. */
static void set_score(ent_found *found, const ent_measure *text, uint32_t codes)
{
	ent_measure m = ent_measure_coded(text, codes);
	found->measure = ent_measure_less(&m, found->points);
	found->similarity = 1 - (double)m.distance / (double)m.length;
	if (codes)
		found->context = 0;
}

static bool take_use(void *data, const ent_use *use)
{
	struct ent_search *s = data;
	if (!ent_unit_filter_accepts(&s->filter, use))
		return true;
	ent_found found = {
		.points = ent_unit_filter_points(&s->filter, use),
		.count = 1,
		.unit = use->unit,
		.document = use->document,
		.other = use->other,
		.context = s->exact && (s->opt.between || in_context(s, use->document)),
		.uses = ent_unit_filter_prefers(&s->filter, use),
		.as_target = use->as_target,
		.date = use->date,
	};
	set_score(&found, &s->measure, 0);
	if (found.measure.score < s->opt.min_score)
		return true;
	/* one of a thousand in the document may be the one between these neighbours */
	bool in_place = found.context && (s->opt.before.n || s->opt.after.n);
	found.context &= in_place || !s->opt.between;
	if (s->coded.on || s->opt.variants != ENT_VARIANTS_ALL || in_place)
		return keep_use(s, &found);
	ent_top_add(&s->top, &found);
	s->taken++;
	/* the rest are older; in a context or with penalties an old one may be the
	 * best */
	return !s->opt.limit || s->taken < s->opt.limit || s->filter.penalises ||
	       s->filter.n_preferred || (s->exact && s->n_context);
}

/* Lowers the kept units by what their codes cost, and drops those that fall. */
static ent_status settle_codes(struct ent_search *s, ent_error *err)
{
	size_t left = 0;
	for (size_t k = 0; k < s->n_kept; k++) {
		ent_found *f = &s->kept[k];
		uint32_t codes;
		ent_status status = ent_coded_cost(&codes, &s->coded, s->memory->store,
						   f->unit, f->as_target, err);
		if (status)
			return status;
		if (codes)
			set_score(f, &s->measure, codes);
		if (f->measure.score >= s->opt.min_score)
			s->kept[left++] = *f;
	}
	s->n_kept = left;
	return ENT_OK;
}

/* Equal counterparts together, of each the best first. */
static int variant_cmp(const void *pa, const void *pb)
{
	const ent_found *a = pa, *b = pb;
	if (a->other != b->other)
		return a->other < b->other ? -1 : 1;
	return ent_found_cmp(a, b);
}

static void add_variants(struct ent_search *s)
{
	bool by_use = s->opt.variants == ENT_VARIANTS_USED;
	qsort(s->kept, s->n_kept, sizeof(*s->kept), variant_cmp);
	for (size_t k = 0, end; k < s->n_kept; k = end) {
		ent_found *best = &s->kept[k];
		for (end = k; end < s->n_kept && s->kept[end].other == best->other;)
			end++;
		best->count = (uint32_t)(end - k);
		best->uses = by_use ? best->count : 0;
		ent_top_add(&s->top, best);
	}
}

static ent_status add_kept(struct ent_search *s, ent_error *err)
{
	ent_status status = s->coded.on ? settle_codes(s, err) : ENT_OK;
	if (!status)
		status = ent_search_context(s, err);
	if (status || !s->n_kept)
		return status;
	if (s->opt.variants != ENT_VARIANTS_ALL)
		add_variants(s);
	else
		for (size_t k = 0; k < s->n_kept; k++)
			ent_top_add(&s->top, &s->kept[k]);
	return ENT_OK;
}

static ent_status take_units(struct ent_search *s,
			     uint64_t id,
			     ent_str text,
			     ent_error *err)
{
	s->exact = s->measure.kind == ENT_MATCH_EXACT;
	ent_status status = ent_coded_text(&s->coded, text, err);
	for (int side = 0; side < 2 && !status; side++) {
		s->taken = s->n_kept = 0;
		if (s->filter.sides[side])
			status = ent_store_uses(s->memory->store, id, side,
						s->filter.lean[side], take_use, s, err);
		if (!status)
			status = add_kept(s, err);
	}
	if (!status && (s->failed || s->top.failed))
		status = ent_fail_memory(err);
	return status;
}

static ent_status measure_text(void *data, const ent_text_row *row, ent_error *err)
{
	struct ent_search *s = data;
	bool fits;
	ent_status status = ent_query_measure(&fits, &s->measure, s->query, row->text,
					      &s->floor, s->opt.min_score, err);
	return status || !fits ? status : take_units(s, row->id, row->text, err);
}

/* ---- what is searched ------------------------------------------------------- */

static ent_status choose(struct ent_search *s, ent_arena *arena, ent_error *err)
{
	ent_store *store = s->memory->store;
	s->filter.since = s->opt.since;
	s->filter.until = s->opt.until;
	s->filter.min_confidence = s->opt.min_confidence;
	ent_status status = ent_unit_filter_directions(&s->filter, store, s->opt.from,
						       s->opt.to, arena, err);
	if (!status)
		status = ent_unit_filter_documents(&s->filter, store, s->opt.documents,
						   arena, err);
	if (!status)
		status = ent_unit_filter_imports(&s->filter, store, s->opt.label,
						 s->opt.origin, arena, err);
	if (!status)
		status = ent_unit_filter_globs(
			&s->filter.excluded, &s->filter.n_excluded, store,
			s->opt.exclude, s->opt.n_exclude, arena, err);
	if (!status)
		status = ent_unit_filter_globs(
			&s->filter.preferred, &s->filter.n_preferred, store,
			s->opt.prefer, s->opt.n_prefer, arena, err);
	if (!status)
		status = ent_unit_filter_penalties(&s->filter, &s->opt, err);
	if (!s->opt.document.n && !s->opt.between &&
	    s->opt.variants == ENT_VARIANTS_ALL)
		ent_unit_filter_simplify(&s->filter);
	return status;
}

static ent_measure floor_at(uint32_t score)
{
	return (ent_measure){ .distance = 100 - score, .length = 100 };
}

static ent_status prepare(struct ent_search *s, ent_arena *arena, ent_error *err)
{
	ent_store *store = s->memory->store;
	ent_stemmer *stemmer = NULL;
	ent_status status = ent_lang_read(&s->opt.from, s->opt.from, arena, err);
	if (!status)
		status = ent_lang_read(&s->opt.to, s->opt.to, arena, err);
	if (!status && (!s->opt.from.n || !s->opt.to.n))
		status = ent_memory_complete(&s->opt.from, &s->opt.to, s->memory, arena,
					     err);
	if (!status)
		status = choose(s, arena, err);
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
	if (!status && s->opt.markup.p && s->opt.score == ENT_SCORE_GRADED)
		status = ent_coded_begin(&s->coded, s->opt.markup, s->text, s->query,
					 arena, err);
	s->floor = floor_at(s->opt.min_score);
	s->top = ent_top_init(s->opt.limit, arena);
	return status;
}

static void raise_floor(ent_measure *floor, const ent_measure *to)
{
	if ((uint64_t)to->distance * floor->length <
	    (uint64_t)floor->distance * to->length)
		*floor = *to;
}

/* What a text must reach to be of use. */
static ent_measure floor_of(struct ent_search *s)
{
	const ent_found *worst = ent_top_worst(&s->top);
	const ent_measure *best = &s->top.best;
	ent_measure floor = s->floor, good = floor_at(s->good);
	if (s->good && best->score)
		raise_floor(&floor, best->score < s->good ? best : &good);
	/* with penalties the worst may be below what was asked for */
	if (worst)
		raise_floor(&floor, &worst->measure);
	return floor;
}

/* gain / weight is the most the similarity of a candidate can be. */
static bool may_reach(const ent_candidate *c, const ent_measure *floor)
{
	return c->gain >= c->weight ||
	       (uint64_t)(c->weight - c->gain) * floor->length <=
		       (uint64_t)floor->distance * c->weight;
}

/* Whether a candidate may still be among the best. */
static bool worth_it(struct ent_search *s, const ent_candidate *c, ent_measure *floor)
{
	*floor = floor_of(s);
	return may_reach(c, floor);
}

static ent_status measure_candidates(struct ent_search *s,
				     const ent_candidate *candidates,
				     size_t count,
				     ent_error *err)
{
	ent_status status = ENT_OK;
	for (size_t k = 0; k < count && !status; k++) {
		ent_candidate c = candidates[k];
		ent_measure floor;
		ent_str text;
		uint32_t weight = 0;
		bool fits = false;
		if (c.text == s->equal)
			continue;
		if (!worth_it(s, &c, &floor))
			break; /* those that follow promise less */
		status = ent_store_text_get(&text, &weight, s->memory->store, c.text,
					    err);
		/* its own weight says more than its bucket's least */
		c.weight = c.weight > weight ? c.weight : weight;
		if (!status && worth_it(s, &c, &floor))
			status = ent_query_measure_weighed(&fits, &s->measure, s->query,
							   text, weight, &floor,
							   s->opt.min_score, err);
		if (!status && fits)
			status = take_units(s, c.text, text, err);
	}
	return status;
}

/* Leaves out those that are not among the best for certain; returns how many stay. */
static size_t drop_worthless(struct ent_search *s, ent_candidate *all, size_t n)
{
	const ent_measure floor = floor_of(s);
	size_t kept = 0;
	for (size_t k = 0; k < n; k++) {
		all[kept] = all[k];
		kept += may_reach(&all[k], &floor);
	}
	return kept;
}

/* Puts candidates in order a few at a time: seldom more than ten are measured. */
static ent_status measure_all(struct ent_search *s,
			      ent_candidate *all,
			      size_t n,
			      ent_error *err)
{
	enum { FIRST = 16, TIMES = 8 };
	ent_status status = ENT_OK;
	for (size_t some = FIRST; n && !status; some *= TIMES) {
		n = drop_worthless(s, all, n);
		some = some < n ? some : n;
		ent_candidates_order(all, n, some);
		status = measure_candidates(s, all, some, err);
		all += some;
		n -= some;
	}
	return status;
}

static ent_status measure_probe(ent_measure *floor,
				void *data,
				const ent_candidate *candidates,
				size_t n,
				ent_error *err)
{
	struct ent_search *s = data;
	ent_status status = measure_candidates(s, candidates, n, err);
	*floor = floor_of(s);
	return status;
}

static ent_status search(struct ent_search *s, ent_arena *arena, ent_error *err)
{
	ent_store *store = s->memory->store;
	const ent_probe probe = { measure_probe, s, s->good ? 1 : s->opt.limit };
	ent_candidate *candidates;
	size_t count;
	if (!s->language)
		return ENT_OK;
	if (s->opt.exhaustive)
		return ent_store_text_each(store, s->language, measure_text, s, err);
	const ent_text_key key = ent_text_key_of(s->language, s->text);
	ent_status status = ent_store_text_find(&s->equal, NULL, store, &key, err);
	if (!status && s->equal) {
		s->measure = ent_query_equal(s->query);
		status = take_units(s, s->equal, s->text, err);
	}
	if (status || (s->opt.min_score == 100 && s->opt.score == ENT_SCORE_GRADED))
		return status; /* nothing else is equal */
	status = ent_index_search(&candidates, &count, s->memory->index, s->language,
				  s->query, &probe, arena, err);
	return status ? status : measure_all(s, candidates, count, err);
}

static ent_status check_options(const ent_lookup_options *opt,
				ent_str query,
				ent_error *err)
{
	if (opt->min_score < 1 || opt->min_score > 100)
		return ent_fail(err, ENT_EINVAL, "the minimum score must be 1 to 100");
	if (query.n > QUERY_MAX)
		return ent_fail(err, ENT_ELIMIT, "the query is larger than %zu bytes",
				QUERY_MAX);
	return ent_check_length(query, err);
}

ent_status ent_lookup_good(const ent_match **out,
			   uint32_t *count,
			   ent_memory *memory,
			   ent_str query,
			   const ent_lookup_options *opt,
			   uint32_t good,
			   ent_arena *arena,
			   ent_error *err)
{
	struct ent_search s = { .memory = memory,
				.text = query,
				.asked = { .text = query },
				.good = good };
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
	ent_top_finish(&s.top);
	if (good)
		ent_top_keep(&s.top, good);
	if (!status)
		status = ent_search_answer(out, count, &s, arena, err);
	ent_store_read_end(memory->store);
	ent_top_release(&s.top);
	free(s.kept);
	ent_coded_end(&s.coded);
	ent_query_release(s.query);
	return status;
}

ent_status ent_memory_lookup(const ent_match **out,
			     uint32_t *count,
			     ent_memory *memory,
			     ent_str query,
			     const ent_lookup_options *opt,
			     ent_arena *arena,
			     ent_error *err)
{
	return ent_lookup_good(out, count, memory, query, opt, 0, arena, err);
}
