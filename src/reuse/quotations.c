/* SPDX-License-Identifier: Apache-2.0 */
/* quotations.c - quotations of a new document, word for word against the memory.
 *
 * A quotation is verbatim when its words are in a row in the memory, with their case
 * and accents; typography aside, and the case of the first word.  Otherwise the places
 * of the memory that have most in common with it are aligned with it word by word
 * (Wagner and Fischer, "The string-to-string correction problem", JACM 21 (1974),
 * 168-173; the ends of the memory's text are free), and the best one gives the
 * differences.  Without one that is similar enough the quotation is unknown.
 *
 * Time for each: O(words of the quotation x words of the places compared).
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "concord/concord_parts.h"
#include "entente/concord.h"
#include "reuse/reuse_parts.h"
#include "text/fold.h"
#include "text/lang.h"

/* Places compared with a quotation, and what they must have in common with it. */
enum { PLACES = 64, HITS = 4, LEAST_PERCENT = 60, REGION_MAX = 8000 };

/* Words of a quotation with which few places are compared. */
enum { LONG = 300, PLACES_OF_LONG = 3 };

/* Cost of a word that differs in case or accents only; of any other difference; of a
 * word of the memory that the quotation leaves out, less, so that one with an omission
 * is still found. */
enum { COST_CASE = 1, COST_WORD = 4, COST_SKIPPED = 1 };

/* Words looked at beyond twice what the quotation has beside a run in common. */
enum { AROUND = 30 };

const char *ent_quote_verdict_name(ent_quote_verdict verdict)
{
	switch (verdict) {
	case ENT_QUOTE_VERBATIM: return "verbatim";
	case ENT_QUOTE_DIFFERS: return "differs";
	case ENT_QUOTE_UNKNOWN: return "unknown";
	}
	return "unknown";
}

const char *ent_difference_name(ent_difference_kind kind)
{
	switch (kind) {
	case ENT_DIFFERENCE_NUMBER: return "number";
	case ENT_DIFFERENCE_NAME: return "name";
	case ENT_DIFFERENCE_WORD: return "word";
	case ENT_DIFFERENCE_CASE: return "case";
	case ENT_DIFFERENCE_MARK: return "mark";
	}
	return "word";
}

/* A word of either text, in two forms. */
struct word {
	uint32_t start, end;
	ent_str strict, bare; /* strict: as written, typography aside */
	ent_token_kind kind;
};

struct words {
	struct word *list; /* in the arena */
	uint32_t n;
};

struct quoting {
	ent_reuse_job *job;
	ent_quotation *out;
	struct words quote;
	ent_arena *arena; /* for one quotation */
	double best;      /* similarity of what is in *out */
};

/* Whether a token is a quotation mark for a single one, and not an apostrophe within a
 * word: what is in double marks elsewhere is in single ones within a quotation. */
static bool is_single_mark(ent_str text,
			   const ent_token *tokens,
			   uint32_t n,
			   uint32_t k)
{
	const ent_token *t = &tokens[k];
	const ent_str mark = ent_str_slice(text, t->start, t->end);
	const bool within = k && k + 1 < n && t[-1].kind == ENT_TOKEN_WORD &&
			    t[-1].end == t->start && t[1].kind == ENT_TOKEN_WORD &&
			    t[1].start == t->end;
	return !within && (ent_str_is(mark, "'") || ent_str_is(mark, "\u2018") ||
			   ent_str_is(mark, "\u2019"));
}

static bool cut_words(struct words *out, ent_str text, ent_arena *arena)
{
	uint32_t n;
	const ent_token *tokens = ent_tokens(&n, text, arena);
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	ent_buf folded = ENT_BUF_INIT;
	bool ok = n != UINT32_MAX;
	out->n = 0;
	out->list = ENT_NEW_ARRAY(arena, struct word, ok ? n + 1 : 1);
	ok = ok && out->list;
	for (uint32_t k = 0; k < n && ok; k++) {
		const ent_str token =
			is_single_mark(text, tokens, n, k)
				? ENT_STR("\"")
				: ent_str_slice(text, tokens[k].start, tokens[k].end);
		const ent_str bare =
			ent_form_of(&buffer, token, tokens[k].kind, ENT_FORM_BARE);
		struct word w = { tokens[k].start, tokens[k].end, ENT_STR(""),
				  ent_arena_str(arena, bare), tokens[k].kind };
		ent_buf_clear(&folded);
		ent_fold_add(&folded, token, ENT_FOLD_TYPOGRAPHY);
		w.strict = ent_arena_str(arena, ent_buf_str(&folded));
		ok = bare.p && w.bare.p && w.strict.p && !folded.failed;
		if (bare.n)
			out->list[out->n++] = w;
	}
	ent_form_release(&buffer);
	ent_buf_release(&folded);
	return ok;
}

static uint32_t cost_of(const struct word *a, const struct word *b, bool first)
{
	if (!ent_str_eq(a->bare, b->bare))
		return COST_WORD;
	return first || ent_str_eq(a->strict, b->strict) ? 0 : COST_CASE;
}

/* ---- aligning -------------------------------------------------------------------- */

/* The least costs of the first i words of the quotation against words of the text that
 * end with word j. */
struct grid {
	uint32_t *cost; /* [(quote + 1) * (text + 1)]; owned */
	uint32_t width;
	uint32_t end; /* word of the text after which the quotation ends */
};

static bool fill_grid(struct grid *g,
		      const struct words *quote,
		      const struct words *text)
{
	g->width = text->n + 1;
	g->cost = calloc((size_t)quote->n + 1, g->width * sizeof(*g->cost));
	if (!g->cost)
		return false;
	for (uint32_t i = 1; i <= quote->n; i++) {
		uint32_t *row = g->cost + (size_t)i * g->width, *above = row - g->width;
		row[0] = i * COST_WORD;
		for (uint32_t j = 1; j <= text->n; j++) {
			const uint32_t both =
				above[j - 1] + cost_of(&quote->list[i - 1],
						       &text->list[j - 1], i == 1);
			const uint32_t left = row[j - 1] + COST_SKIPPED,
				       up = above[j] + COST_WORD;
			row[j] = both < left ? both : left;
			row[j] = up < row[j] ? up : row[j];
		}
	}
	const uint32_t *last = g->cost + (size_t)quote->n * g->width;
	g->end = 0;
	for (uint32_t j = 1; j <= text->n; j++)
		if (last[j] <= last[g->end])
			g->end = j; /* of equal ones: a last word that is another, not
				     * one too many */
	return true;
}

static ent_difference_kind kind_of(const struct word *a,
				   const struct word *b,
				   bool only_case)
{
	const struct word *any = a ? a : b;
	if (only_case)
		return ENT_DIFFERENCE_CASE;
	if ((a && a->kind == ENT_TOKEN_NUMBER) || (b && b->kind == ENT_TOKEN_NUMBER))
		return ENT_DIFFERENCE_NUMBER;
	if ((!a || a->kind == ENT_TOKEN_MARK) && (!b || b->kind == ENT_TOKEN_MARK))
		return ENT_DIFFERENCE_MARK;
	if (b && b->kind == ENT_TOKEN_WORD)
		any = b;
	/* a capital within a text: a name, as far as one can tell without a list */
	const ent_str s = any->strict;
	return s.n && !ent_str_eq(s, any->bare) &&
			       ((s.p[0] >= 'A' && s.p[0] <= 'Z') ||
				(s.n > 1 && s.p[0] == '\xC3' &&
				 (unsigned char)s.p[1] < 0x9F))
		       ? ENT_DIFFERENCE_NAME
		       : ENT_DIFFERENCE_WORD;
}

struct edits {
	ent_difference *list; /* in the report's arena, backwards at first */
	uint32_t n;
};

static void add_edit(struct edits *e,
		     const struct quoting *q,
		     const struct word *a,
		     const struct word *b,
		     bool only_case)
{
	const uint32_t base = q->out->start;
	e->list[e->n++] = (ent_difference){
		.kind = kind_of(a, b, only_case),
		.text = { a ? base + a->start : 0, a ? base + a->end : 0 },
		.found = { b ? b->start : 0, b ? b->end : 0 },
	};
}

/* Walks back along the cheapest way; *begin: the word of the text with which the
 * quotation begins. */
static void trace(struct edits *e,
		  uint32_t *begin,
		  const struct grid *g,
		  const struct quoting *q,
		  const struct words *text)
{
	const struct words *quote = &q->quote;
	uint32_t i = quote->n, j = g->end;
	while (i) {
		const uint32_t at = g->cost[(size_t)i * g->width + j];
		const struct word *a = &quote->list[i - 1],
				  *b = j ? &text->list[j - 1] : NULL;
		const uint32_t both =
			b ? g->cost[(size_t)(i - 1) * g->width + j - 1] : 0;
		if (b && at == both + cost_of(a, b, i == 1)) {
			const uint32_t cost = cost_of(a, b, i == 1);
			if (cost)
				add_edit(e, q, a, b, cost == COST_CASE);
			i--;
			j--;
		} else if (at == g->cost[(size_t)(i - 1) * g->width + j] + COST_WORD) {
			add_edit(e, q, a, NULL, false);
			i--;
		} else {
			add_edit(e, q, NULL, b, false);
			j--;
		}
	}
	*begin = j;
	for (uint32_t k = 0; k < e->n / 2; k++) {
		const ent_difference other = e->list[k];
		e->list[k] = e->list[e->n - 1 - k];
		e->list[e->n - 1 - k] = other;
	}
}

static bool is_empty(ent_span s)
{
	return s.start == s.end;
}

/* Whether nothing but spaces is between two spans. */
static bool are_near(ent_str text, ent_span a, ent_span b)
{
	return b.start >= a.end && !ent_str_trim(ent_str_slice(text, a.end, b.start)).n;
}

/* Whether the second follows the first at once: without a space when both sides have
 * words, as of "5th"; words that only one side has, in a row. */
static bool is_next(const ent_difference *a,
		    const ent_difference *b,
		    ent_str text,
		    ent_str found)
{
	if (is_empty(a->text) && is_empty(b->text))
		return are_near(found, a->found, b->found);
	if (is_empty(a->found) && is_empty(b->found))
		return are_near(text, a->text, b->text);
	if (is_empty(a->text) || is_empty(b->text))
		return a->found.end == b->found.start && !is_empty(a->found) &&
		       !is_empty(b->found);
	if (is_empty(a->found) || is_empty(b->found))
		return a->text.end == b->text.start;
	return a->text.end == b->text.start && a->found.end == b->found.start;
}

static ent_span join_spans(ent_span a, ent_span b)
{
	return is_empty(a) ? b : is_empty(b) ? a : (ent_span){ a.start, b.end };
}

/* Differences with nothing between them are one. */
static void join_edits(struct edits *e, ent_str text, ent_str found)
{
	uint32_t kept = 0;
	for (uint32_t k = 0; k < e->n; k++) {
		const ent_difference d = e->list[k];
		ent_difference *last = kept ? &e->list[kept - 1] : NULL;
		if (last && is_next(last, &d, text, found)) {
			last->text = join_spans(last->text, d.text);
			last->found = join_spans(last->found, d.found);
			last->kind = d.kind < last->kind ? d.kind : last->kind;
		} else {
			e->list[kept++] = d;
		}
	}
	e->n = kept;
}

/* Where there is nothing on one side: an empty span between its neighbours. */
static void place_empty_spans(struct edits *e,
			      uint32_t text_start,
			      uint32_t found_start)
{
	uint32_t text = text_start, found = found_start;
	for (uint32_t k = 0; k < e->n; k++) {
		ent_difference *d = &e->list[k];
		if (!d->text.end)
			d->text = (ent_span){ text, text };
		if (!d->found.end)
			d->found = (ent_span){ found, found };
		text = d->text.end;
		found = d->found.end;
	}
}

/* Compares the quotation with an occurrence, whose text it may be part of, and keeps
 * the occurrence if it is better than what there is. */
static ent_status compare_with(struct quoting *q,
			       const ent_occurrence *o,
			       ent_error *err)
{
	struct words text;
	struct grid g;
	struct edits e = { NULL, 0 };
	uint32_t begin;
	if (!cut_words(&text, o->source, q->arena))
		return ent_fail_memory(err);
	if (!text.n || text.n > REGION_MAX)
		return ENT_OK;
	if (!fill_grid(&g, &q->quote, &text))
		return ent_fail_memory(err);
	const uint32_t cost = g.cost[(size_t)q->quote.n * g.width + g.end];
	const double similarity = 1 - (double)cost / ((double)COST_WORD * q->quote.n);
	const bool better = similarity > q->best && similarity * 100 >= LEAST_PERCENT;
	if (better)
		e.list = ENT_NEW_ARRAY(q->job->arena, ent_difference,
				       (size_t)q->quote.n + text.n + 1);
	if (e.list)
		trace(&e, &begin, &g, q, &text);
	free(g.cost);
	if (!e.list)
		return better ? ent_fail_memory(err) : ENT_OK;
	const uint32_t from = text.list[begin < text.n ? begin : text.n - 1].start;
	place_empty_spans(&e, q->out->start, from);
	join_edits(&e, q->job->out->text, o->source);
	q->best = q->out->similarity = similarity;
	q->out->found = *o;
	q->out->found.span =
		(ent_span){ from, g.end ? text.list[g.end - 1].end : from };
	q->out->differences = e.list;
	q->out->n_differences = e.n;
	q->out->verdict = e.n ? ENT_QUOTE_DIFFERS : ENT_QUOTE_VERBATIM;
	return ENT_OK;
}

/* ---- places to compare with ------------------------------------------------------ */

/* Leaves out the units at the ends that the span of the occurrence does not touch. */
static ent_status narrow(size_t *from, size_t *to, struct quoting *q, ent_error *err)
{
	const ent_span span = q->out->found.span;
	const size_t first = *from, last = *to;
	size_t at = 0;
	for (size_t u = first; u <= last; u++) {
		ent_occurrence one;
		if (!ent_stream_unit_at(&q->job->stream, u))
			continue;
		ent_status status = ent_reuse_read_units(&one, q->job, u, u, err);
		if (status)
			return status;
		if (at + one.source.n <= span.start)
			*from = u + 1;
		if (at < span.end)
			*to = u;
		at += one.source.n + 1;
	}
	return ENT_OK;
}

static ent_status compare_units(struct quoting *q,
				size_t from,
				size_t to,
				ent_error *err)
{
	ent_occurrence o;
	const double before = q->best;
	const size_t first = from, last = to;
	ent_status status = ent_reuse_read_units(&o, q->job, from, to, err);
	if (!status)
		status = compare_with(q, &o, err);
	if (status || q->best <= before || from == to)
		return status;
	status = narrow(&from, &to, q, err);
	if (status || from > to || (from == first && to == last))
		return status;
	q->best = before;
	status = ent_reuse_read_units(&o, q->job, from, to, err);
	return status ? status : compare_with(q, &o, err);
}

/* The units around a place of a run, as many as the quotation may need. */
static ent_status compare_place(struct quoting *q,
				const ent_run_place *place,
				uint32_t before,
				uint32_t after,
				ent_error *err)
{
	const ent_stream *s = &q->job->stream;
	size_t from = place->at, to = place->at;
	uint32_t left = place->first;
	while (left < before && ent_stream_before(s, &from))
		left += ent_stream_words(s, from);
	uint32_t right =
		ent_stream_words(s, to) - (place->first < ent_stream_words(s, to)
						   ? place->first
						   : ent_stream_words(s, to));
	while (right < after && ent_stream_next(s, &to))
		right += ent_stream_words(s, to);
	return compare_units(q, from, to, err);
}

/* The runs in common that are within the quotation, longest first, and their places. */
static ent_status compare_runs(struct quoting *q,
			       const ent_reuse_run *quote,
			       const ent_reuse_runs *runs,
			       ent_error *err)
{
	const ent_reuse_job *job = q->job;
	ent_status status = ENT_OK;
	uint32_t best = UINT32_MAX, most = 0;
	for (uint32_t k = 0; k < runs->n; k++) {
		const uint32_t from = runs->list[k].from > quote->from
					      ? runs->list[k].from
					      : quote->from;
		const uint32_t to =
			runs->list[k].to < quote->to ? runs->list[k].to : quote->to;
		if (to > from && to - from > most) {
			most = to - from;
			best = k;
		}
	}
	if (best == UINT32_MAX)
		return ENT_OK;
	ent_run_places *places = &runs->places[best];
	const ent_reuse_run *r = &runs->list[best];
	const uint32_t before = r->from > quote->from ? r->from - quote->from : 0;
	ent_run_places_finish(places, job);
	const size_t compared = q->quote.n > LONG ? PLACES_OF_LONG : PLACES;
	for (size_t k = 0; k < places->n && k < compared && q->best < 1 && !status; k++)
		status = compare_place(q, &places->list[k],
				       before ? 2 * before + AROUND : 0,
				       2 * (quote->to - r->from) + AROUND, err);
	return status;
}

/* A unit with those around it. */
static ent_status compare_unit(struct quoting *q, uint64_t unit, ent_error *err)
{
	const ent_stream *s = &q->job->stream;
	ent_run_place place = { .first = 0 };
	return ent_stream_find(&place.at, s, unit)
		       ? compare_place(q, &place, q->quote.n,
				       ent_stream_words(s, place.at) + q->quote.n, err)
		       : ENT_OK;
}

/* Units like the quotation as a whole, and those that have its longest phrases. */
static ent_status compare_matches(struct quoting *q, ent_error *err)
{
	const ent_reuse_job *job = q->job;
	const ent_str text = ent_str_slice(job->out->text, q->out->start, q->out->end);
	const ent_match *matches;
	const ent_fragment *fragments = NULL;
	uint32_t n, n_fragments = 0;
	const ent_concord_options phrases = { .lang = job->opt.from, .limit = HITS };
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	if (text.n > ENT_REUSE_QUERY_MAX)
		return ENT_OK;
	opt.from = job->opt.from;
	opt.to = job->opt.to;
	opt.min_score = 50;
	opt.limit = 1;
	opt.adapt = false;
	opt.since = job->opt.since;
	opt.until = job->opt.until;
	opt.exclude = job->opt.exclude;
	opt.n_exclude = job->opt.n_exclude;
	ent_status status =
		ent_memory_lookup(&matches, &n, job->memory, text, &opt, q->arena, err);
	for (uint32_t k = 0; !status && k < n; k++)
		status = compare_unit(q, matches[k].unit, err);
	if (!status && q->best < .8)
		status = ent_memory_fragments(&fragments, &n_fragments, job->memory,
					      text, &phrases, q->arena, err);
	for (uint32_t k = 0; !status && k < n_fragments; k++)
		for (uint32_t i = 0; !status && i < fragments[k].n_hits; i++)
			status = compare_unit(q, fragments[k].hits[i].unit, err);
	return status;
}

/* ---- one quotation --------------------------------------------------------------- */

/* The words of the target that correspond to those that differ. */
static ent_status link_differences(ent_quotation *out,
				   ent_reuse_job *job,
				   ent_error *err)
{
	ent_status status = ENT_OK;
	ent_span *spans = ENT_NEW_ARRAY(job->arena, ent_span, out->n_differences + 1);
	uint32_t n = 0;
	if (!spans)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < out->n_differences; k++)
		if (out->differences[k].found.end > out->differences[k].found.start)
			spans[n++] = out->differences[k].found;
	const bool verbatim = out->verdict == ENT_QUOTE_VERBATIM;
	if (verbatim)
		spans[n++] = out->found.span;
	ent_hit hit = {
		.found = { .source = { .lang = job->opt.from,
				       .text = out->found.source },
			   .target = { .lang = job->opt.to,
				       .text = out->found.target } },
		.spans = spans,
		.n_spans = n,
	};
	if (n)
		status = ent_hit_link(&hit, job->memory, job->arena, err);
	out->found.counterparts = hit.counterparts;
	out->found.n_counterparts = hit.n_counterparts;
	if (!status && verbatim && hit.n_counterparts)
		out->found.counterpart =
			ent_str_slice(out->found.target, hit.counterparts[0].start,
				      hit.counterparts[hit.n_counterparts - 1].end);
	return status;
}

static ent_status judge(ent_quotation *out,
			ent_reuse_job *job,
			const ent_reuse_run *run,
			const ent_run_places *places,
			const ent_reuse_runs *runs,
			ent_arena *arena,
			ent_error *err)
{
	struct quoting q = { .job = job, .out = out, .arena = arena };
	ent_status status = ENT_OK;
	ent_arena_clear(arena);
	out->start = job->words[run->from].start;
	out->end = job->words[run->to - 1].end;
	out->verdict = ENT_QUOTE_UNKNOWN;
	out->words = job->counted[run->to] - job->counted[run->from];
	if (!cut_words(&q.quote, ent_str_slice(job->out->text, out->start, out->end),
		       arena))
		return ent_fail_memory(err);
	/* word for word in the memory, perhaps in another case */
	const size_t most = q.quote.n > LONG ? PLACES_OF_LONG : PLACES;
	for (size_t k = 0; k < places->n && k < most && q.best < 1 && !status; k++)
		status = compare_place(&q, &places->list[k], 0, run->to - run->from,
				       err);
	if (!status && q.best < .95)
		status = compare_runs(&q, run, runs, err);
	if (!status && q.best < .9)
		status = compare_matches(&q, err);
	return status || out->verdict == ENT_QUOTE_UNKNOWN
		       ? status
		       : link_differences(out, job, err);
}

ent_status ent_reuse_judge_quotations(ent_reuse_job *job,
				      const ent_reuse_runs *runs,
				      ent_error *err)
{
	ent_quotation *list =
		ENT_NEW_ARRAY(job->arena, ent_quotation, job->n_quotes + 1);
	ent_arena *arena = ent_arena_new(0);
	ent_status status = list && arena ? ENT_OK : ent_fail_memory(err);
	uint32_t kept = 0;
	for (uint32_t k = 0; k < job->n_quotes && !status; k++) {
		const struct ent_reuse_quote *quote = &job->quotes[k];
		ent_run_places *places = &runs->places[runs->n + k];
		ent_quotation *out = &list[kept];
		*out = (ent_quotation){ .introduced = quote->introduced };
		ent_run_places_finish(places, job);
		status = judge(out, job, &quote->run, places, runs, arena, err);
		/* what is only introduced as quoted may be no quotation at all */
		kept += !quote->introduced || out->verdict != ENT_QUOTE_UNKNOWN;
	}
	ent_arena_free(arena);
	job->out->quotations = list;
	job->out->n_quotations = kept;
	return status;
}
