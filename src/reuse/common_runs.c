/* SPDX-License-Identifier: Apache-2.0 */
/* common_runs.c - the runs of words that a document and a memory have in common.
 *
 * The memory is a sequence of words: texts of units in the order of their documents.  A
 * suffix automaton of the document (match/automaton.h) follows it and knows, after each
 * word, the longest run that ends there and is in the document: the "matching
 * statistics" of Chang and Lawler, "Sublinear approximate string matching and
 * biological applications", Algorithmica 12 (1994), 327-344.  For each state the
 * longest run that was seen is kept; what was seen in a state was seen, shortened, in
 * the states that its links lead to.  So for each word of the document the longest run
 * that ends there and is in the memory is known: none is missed (doc/reuse.md has the
 * proof).
 *
 * The runs that were seen are recorded, and the places of the longest runs are listed
 * from the records; when there were too many, by a second walk over the parts of the
 * memory where there was a run.
 *
 * Time: O(words of the memory that are also in the document + words of the document).
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/sizes.h"
#include "match/automaton.h"
#include "reuse/reuse_parts.h"

/* Units of the stream walked over while something was in common. */
struct stretch {
	size_t from, to; /* inclusive */
};

/* A run that was seen: it ends with word k of a unit of the stream. */
struct seen_run {
	ent_run run;
	uint32_t at, k;
};

/* So many are recorded for each word of the document; with more, a second walk sees
 * them again. */
enum { SEEN_A_WORD = 64 };

/* Runs of one state, in reports[first..]. */
struct report {
	uint32_t state, length, run;
};

struct walk {
	ent_reuse_job *job;
	const ent_automaton *automaton;
	uint32_t *starts; /* [units + 1]: words before each unit of the stream; owned */
	uint32_t *best;   /* [states]: the longest run seen; owned */
	struct stretch *stretches; /* owned */
	size_t n_stretches, capacity;
	size_t begun;          /* unit in which the current run may begin */
	struct seen_run *seen; /* owned */
	size_t n_seen, seen_capacity;
	/* second walk */
	struct report *reports; /* by state, then length; owned */
	uint32_t n_reports;
	uint32_t *report_of; /* [states]: 1 + first report; owned */
	uint32_t *above;     /* [states]: the next state up with a report; owned */
	ent_run_places *places;
};

typedef ent_status (
	*visit_fn)(struct walk *w, ent_run run, size_t at, uint32_t k, ent_error *err);

/* ---- walking --------------------------------------------------------------------- */

/* A run that begins in an earlier unit than `at` needs the units before to be known to
 * their last word: shortens it to what is certain. */
static ent_status settle(ent_run *run,
			 struct walk *w,
			 size_t at,
			 uint32_t k,
			 ent_error *err)
{
	ent_stream *s = &w->job->stream;
	const uint32_t end = w->starts[at] + k + 1, begin = end - run->length;
	ent_status status = ENT_OK;
	for (size_t u = at; w->starts[u] > begin && !status; u--) {
		bool whole = false;
		status = ent_stream_is_whole(&whole, s, s->units[u - 1].text, err);
		if (!status && !whole) {
			ent_automaton_shorten(run, w->automaton, end - w->starts[u]);
			break;
		}
	}
	return status;
}

static ent_status walk_text(ent_run *run,
			    struct walk *w,
			    size_t at,
			    visit_fn visit,
			    ent_error *err)
{
	const ent_stream *s = &w->job->stream;
	const uint32_t text = s->units[at].text;
	const uint32_t *words = s->sequences.words + s->sequences.first[text];
	const uint32_t n = s->sequences.first[text + 1] - s->sequences.first[text];
	const uint32_t least = w->job->opt.min_words;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < n && !status; k++) {
		if (!words[k] || words[k] & ENT_SEQUENCE_GAP) {
			*run = (ent_run){ ENT_AUTOMATON_ROOT, 0 };
			continue;
		}
		ent_automaton_step(run, w->automaton, words[k]);
		if (run->length <= k + 1)
			w->begun = at;
		if (run->length < least || ent_reuse_words_in(w->job, *run) < least)
			continue;
		if (run->length > k + 1)
			status = settle(run, w, at, k, err);
		if (!status && ent_reuse_words_in(w->job, *run) >= least)
			status = visit(w, *run, at, k, err);
	}
	return status;
}

static ent_status walk_units(struct walk *w,
			     size_t from,
			     size_t to,
			     visit_fn visit,
			     ent_error *err)
{
	ent_run run = { ENT_AUTOMATON_ROOT, 0 };
	ent_status status = ENT_OK;
	for (size_t u = from; u <= to && !status; u++) {
		if (u == from || !w->job->stream.units[u].follows)
			run = (ent_run){ ENT_AUTOMATON_ROOT, 0 };
		status = walk_text(&run, w, u, visit, err);
	}
	return status;
}

static bool has_recorded_all(const struct walk *w)
{
	return w->n_seen <= (size_t)w->job->n_words * SEEN_A_WORD;
}

/* The units of a stream have numbers of 32 bits. */
static bool record_run(struct walk *w, ent_run run, size_t at, uint32_t k)
{
	if (!has_recorded_all(w))
		return true;
	if (!ENT_GROW(w->seen, w->seen_capacity, w->n_seen + 1))
		return false;
	w->seen[w->n_seen++] = (struct seen_run){ run, (uint32_t)at, k };
	return true;
}

static ent_status see(struct walk *w,
		      ent_run run,
		      size_t at,
		      uint32_t k,
		      ent_error *err)
{
	if (!record_run(w, run, at, k))
		return ent_fail_memory(err);
	if (run.length > w->best[run.state])
		w->best[run.state] = run.length;
	struct stretch *last =
		w->n_stretches ? &w->stretches[w->n_stretches - 1] : NULL;
	if (last && w->begun <= last->to) {
		last->to = at;
		return ENT_OK;
	}
	if (!ENT_GROW(w->stretches, w->capacity, w->n_stretches + 1))
		return ent_fail_memory(err);
	w->stretches[w->n_stretches++] = (struct stretch){ w->begun, at };
	return ENT_OK;
}

/* ---- maximal runs ---------------------------------------------------------------- */

/* What was seen in a state was seen, shortened, in those that its links lead to: states
 * by falling length, so that each is complete when it is passed on. */
static bool pass_to_links(struct walk *w)
{
	const uint32_t n = ent_automaton_states(w->automaton),
		       longest = w->job->n_words;
	uint32_t *starts = calloc((size_t)longest + 2, sizeof(*starts));
	uint32_t *order = malloc(((size_t)n + 1) * sizeof(*order));
	bool ok = starts && order;
	for (uint32_t v = 0; ok && v < n; v++)
		starts[ent_automaton_length(w->automaton, v) + 1]++;
	for (uint32_t k = 0; ok && k <= longest; k++)
		starts[k + 1] += starts[k];
	for (uint32_t v = 0; ok && v < n; v++)
		order[starts[ent_automaton_length(w->automaton, v)]++] = v;
	for (uint32_t k = n; ok && k-- > 1;) {
		const uint32_t v = order[k], up = ent_automaton_link(w->automaton, v);
		if (w->best[v])
			w->best[up] = ent_automaton_length(w->automaton, up);
	}
	free(starts);
	free(order);
	return ok;
}

/* Words of the longest run that ends with word k of the document and was seen. */
static uint32_t longest_at(const struct walk *w, uint32_t k)
{
	uint32_t v = ent_automaton_prefix(w->automaton, k);
	while (v != ENT_AUTOMATON_ROOT && !w->best[v])
		v = ent_automaton_link(w->automaton, v);
	return v == ENT_AUTOMATON_ROOT ? 0 : w->best[v];
}

uint32_t ent_reuse_trim_runs(ent_reuse_run *runs, uint32_t n, const ent_reuse_job *job)
{
	uint32_t kept = 0;
	for (uint32_t k = 0; k < n; k++) {
		ent_reuse_run r = runs[k];
		while (r.from < r.to && job->words[r.from].is_mark)
			r.from++;
		while (r.to > r.from && job->words[r.to - 1].is_mark)
			r.to--;
		if (job->counted[r.to] - job->counted[r.from] < job->opt.min_words)
			continue;
		ent_reuse_run *last = kept ? &runs[kept - 1] : NULL;
		if (last && last->from == r.from)
			*last = r; /* it ends no earlier */
		else if (!last || last->to != r.to)
			runs[kept++] = r;
	}
	return kept;
}

static ent_status take_runs(ent_reuse_runs *out, struct walk *w, ent_error *err)
{
	const ent_reuse_job *job = w->job;
	const uint32_t words = job->n_words;
	ent_reuse_run *runs = ENT_NEW_ARRAY(job->arena, ent_reuse_run,
					    (size_t)words + job->n_quotes + 1);
	uint32_t found = 0;
	if (!runs || !pass_to_links(w))
		return ent_fail_memory(err);
	uint32_t next = words ? longest_at(w, 0) : 0;
	for (uint32_t k = 0; k < words; k++) {
		const uint32_t length = next;
		next = k + 1 < words ? longest_at(w, k + 1) : 0;
		if (length && next != length + 1)
			runs[found++] = (ent_reuse_run){ k + 1 - length, k + 1 };
	}
	out->list = runs;
	out->n = ent_reuse_trim_runs(runs, found, job);
	return ent_reuse_runs_complete(out, job) ? ENT_OK : ent_fail_memory(err);
}

bool ent_reuse_runs_complete(ent_reuse_runs *runs, const ent_reuse_job *job)
{
	for (uint32_t k = 0; k < job->n_quotes; k++)
		runs->list[runs->n + k] = job->quotes[k].run;
	runs->n_places = runs->n + job->n_quotes;
	runs->places = calloc((size_t)runs->n_places + 1, sizeof(*runs->places));
	return runs->places != NULL;
}

void ent_reuse_runs_release(ent_reuse_runs *runs)
{
	for (uint32_t k = 0; runs->places && k < runs->n_places; k++)
		free(runs->places[k].list);
	free(runs->places);
}

/* ---- places of the runs ---------------------------------------------------------- */

static int report_cmp(const void *pa, const void *pb)
{
	const struct report *a = pa, *b = pb;
	if (a->state != b->state)
		return a->state < b->state ? -1 : 1;
	if (a->length != b->length)
		return a->length < b->length ? -1 : 1;
	return (a->run > b->run) - (a->run < b->run);
}

/* The state in which a run of the document ends. */
static uint32_t state_of(const struct walk *w, const ent_reuse_run *run)
{
	uint32_t v = ent_automaton_prefix(w->automaton, run->to - 1), up;
	while ((up = ent_automaton_link(w->automaton, v)) != ENT_AUTOMATON_ROOT &&
	       ent_automaton_length(w->automaton, up) >= run->to - run->from)
		v = up;
	return v;
}

static uint32_t nearest_report(struct walk *w, uint32_t state)
{
	uint32_t v = state;
	while (v != ENT_AUTOMATON_ROOT && !w->report_of[v])
		v = ent_automaton_link(w->automaton, v);
	return v;
}

static bool prepare_reports(struct walk *w, const ent_reuse_run *runs, uint32_t n)
{
	const uint32_t states = ent_automaton_states(w->automaton);
	w->reports = malloc(((size_t)n + 1) * sizeof(*w->reports));
	w->report_of = calloc(states, sizeof(*w->report_of));
	w->above = calloc(states, sizeof(*w->above));
	if (!w->reports || !w->report_of || !w->above)
		return false;
	for (uint32_t k = 0; k < n; k++)
		w->reports[k] = (struct report){ state_of(w, &runs[k]),
						 runs[k].to - runs[k].from, k };
	w->n_reports = n;
	qsort(w->reports, n, sizeof(*w->reports), report_cmp);
	for (uint32_t k = n; k-- > 0;)
		w->report_of[w->reports[k].state] = k + 1;
	for (uint32_t v = 1; v < states; v++)
		w->above[v] = nearest_report(w, ent_automaton_link(w->automaton, v));
	return true;
}

/* Runs that are equal have one report each; the first of them gets the places. */
static ent_status list_places(struct walk *w,
			      ent_run run,
			      size_t at,
			      uint32_t k,
			      ent_error *err)
{
	const ent_reuse_job *job = w->job;
	for (uint32_t v = nearest_report(w, run.state); v != ENT_AUTOMATON_ROOT;
	     v = w->above[v])
		for (uint32_t i = w->report_of[v] - 1;
		     i < w->n_reports && w->reports[i].state == v; i++) {
			const struct report *r = &w->reports[i];
			if (r->length > run.length)
				break;
			if (i && w->reports[i - 1].state == v &&
			    w->reports[i - 1].length == r->length)
				continue;
			const uint32_t begin = w->starts[at] + k + 1 - r->length;
			size_t u = at;
			while (w->starts[u] > begin)
				u--;
			const ent_stream_unit *unit = &job->stream.units[u];
			if (!ent_run_places_add(
				    &w->places[r->run], job, unit,
				    ent_sequence_place(&job->stream.sequences,
						       unit->text,
						       begin - w->starts[u])))
				return ent_fail_memory(err);
		}
	return ENT_OK;
}

static int place_cmp(const void *pa, const void *pb)
{
	const ent_run_place *a = pa, *b = pb;
	if (a->preferred != b->preferred)
		return a->preferred ? -1 : 1;
	if (a->date != b->date)
		return a->date > b->date ? -1 : 1;
	if (a->at != b->at)
		return a->at > b->at ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

/* Some more than are listed: quotations are compared with them. */
static size_t places_kept(const ent_reuse_job *job)
{
	enum { LEAST = 64 };
	const size_t listed = job->opt.occurrences;
	return listed && listed < LEAST ? LEAST : listed;
}

void ent_run_places_finish(ent_run_places *places, const ent_reuse_job *job)
{
	const size_t most = places_kept(job);
	if (places->n)
		qsort(places->list, places->n, sizeof(*places->list), place_cmp);
	if (most && places->n > most)
		places->n = most;
}

bool ent_run_places_add(ent_run_places *places,
			const ent_reuse_job *job,
			const ent_stream_unit *unit,
			uint32_t first)
{
	enum { SLACK = 64 };
	const uint64_t document = unit->document;
	const size_t most = places_kept(job);
	places->total++;
	if (most && places->n >= most + SLACK)
		ent_run_places_finish(places, job);
	if (!ENT_GROW(places->list, places->capacity, places->n + 1))
		return false;
	places->list[places->n++] = (ent_run_place){
		unit->place, first, job->stream.dates[unit->unit],
		job->n_preferred && bsearch(&document, job->preferred, job->n_preferred,
					    sizeof(document), ent_u64_item_cmp)
	};
	return true;
}

/* Gives runs that are equal the places of the first of them. */
static bool share_places(struct walk *w)
{
	for (uint32_t k = 1; k < w->n_reports; k++) {
		const struct report *r = &w->reports[k];
		if (r[-1].state != r->state || r[-1].length != r->length)
			continue;
		const ent_run_places *from = &w->places[r[-1].run];
		ent_run_places *to = &w->places[r->run];
		if (!ENT_GROW(to->list, to->capacity, from->n))
			return false;
		if (from->n)
			memcpy(to->list, from->list, from->n * sizeof(*to->list));
		to->n = from->n;
		to->total = from->total;
	}
	return true;
}

static ent_status take_places(ent_reuse_runs *out, struct walk *w, ent_error *err)
{
	ent_status status = ENT_OK;
	w->places = out->places;
	if (!prepare_reports(w, out->list, out->n_places))
		status = ent_fail_memory(err);
	const bool all = has_recorded_all(w);
	for (size_t k = 0; all && k < w->n_seen && !status; k++) {
		const struct seen_run *s = &w->seen[k];
		status = list_places(w, s->run, s->at, s->k, err);
	}
	for (size_t k = 0; !all && k < w->n_stretches && !status; k++)
		status = walk_units(w, w->stretches[k].from, w->stretches[k].to,
				    list_places, err);
	return status || share_places(w) ? status : ent_fail_memory(err);
}

/* ---- the whole ------------------------------------------------------------------- */

static ent_status begin(struct walk *w, ent_error *err)
{
	const ent_reuse_job *job = w->job;
	const ent_stream *s = &job->stream;
	w->starts = malloc((s->n + 1) * sizeof(*w->starts));
	w->best = calloc(ent_automaton_states(w->automaton), sizeof(*w->best));
	if (!w->starts || !w->best)
		return ent_fail_memory(err);
	uint64_t at = 0;
	for (size_t k = 0; k < s->n; k++) {
		const uint32_t text = s->units[k].text;
		w->starts[k] = (uint32_t)at;
		at += s->sequences.first[text + 1] - s->sequences.first[text];
	}
	if (at > ENT_OFFSET_MAX)
		return ent_fail(err, ENT_ELIMIT,
				"the memory has more words than the limit of %lu",
				(unsigned long)ENT_OFFSET_MAX);
	return ENT_OK;
}

static void end(struct walk *w)
{
	free(w->starts);
	free(w->best);
	free(w->stretches);
	free(w->seen);
	free(w->reports);
	free(w->report_of);
	free(w->above);
}

ent_status ent_reuse_find_runs(ent_reuse_runs *out, ent_reuse_job *job, ent_error *err)
{
	struct walk w = { .job = job, .automaton = job->automaton };
	ent_status status = begin(&w, err);
	if (!status && job->stream.n)
		status = walk_units(&w, 0, job->stream.n - 1, see, err);
	if (!status)
		status = take_runs(out, &w, err);
	if (!status && out->n_places)
		status = take_places(out, &w, err);
	end(&w);
	return status;
}
