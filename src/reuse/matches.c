/* SPDX-License-Identifier: Apache-2.0 */
/* matches.c - the matches of the segments of a new document.
 *
 * Each segment is looked up by itself, so several threads do it, each with a handle and
 * an arena of its own.  A segment that is equal to an earlier one waits until that is
 * known, and is looked up only when there is something to say about its neighbours.
 */
#include <stdlib.h>

#include "base/arena_join.h"
#include "base/fail.h"
#include "base/pipeline.h"
#include "memory/lookup_parts.h"
#include "reuse/reuse_parts.h"

/* The least score of matches besides the best one: below, the best is listed alone.  To
 * find the three best of 50 and more takes ten times as long as to find the best
 * (canada-laws, 2026-11). */
enum { MORE_MIN = 75 };

struct matching {
	ent_reuse_job *job;
	uint32_t readers;   /* of those of the job */
	uint32_t *segments; /* to look up, in order; owned */
	uint32_t n;
	ent_arena *arenas[ENT_READERS_MAX]; /* by reader; owned */
	ent_error *errors;                  /* by slot; owned */
	ent_status status;
	ent_error *err;
};

/* The best match, and others if it is a good one. */
static ent_status look_up(ent_reuse_job *job,
			  uint32_t k,
			  uint32_t reader,
			  ent_arena *arena,
			  ent_error *err)
{
	ent_reuse_segment *s = &job->segments[k];
	const uint32_t n = job->out->n_segments;
	ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
	if (s->text.n > ENT_REUSE_QUERY_MAX)
		return ENT_OK; /* no unit is like that */
	opt.from = job->opt.from;
	opt.to = job->opt.to;
	opt.adapt = job->opt.adapt;
	opt.exhaustive = job->opt.exhaustive;
	opt.since = job->opt.since;
	opt.until = job->opt.until;
	opt.exclude = job->opt.exclude;
	opt.n_exclude = job->opt.n_exclude;
	opt.prefer = job->opt.prefer;
	opt.n_prefer = job->opt.n_prefer;
	opt.between = true;
	if (k)
		opt.before = s[-1].text;
	if (k + 1 < n)
		opt.after = s[1].text;
	opt.min_score = job->opt.min_score;
	opt.limit = job->opt.limit;
	return ent_lookup_good(&s->matches, &s->n_matches, job->readers.list[reader],
			       s->text, &opt, MORE_MIN, arena, err);
}

static void make_match(void *data, uint32_t k, uint32_t slot, uint32_t reader)
{
	struct matching *m = data;
	m->errors[slot].code = ENT_OK;
	const ent_status status = look_up(m->job, m->segments[k], reader,
					  m->arenas[reader], &m->errors[slot]);
	m->errors[slot].code = status;
}

static int take_match(void *data, uint32_t k, uint32_t slot)
{
	struct matching *m = data;
	const ent_reuse_job *job = m->job;
	m->status = m->errors[slot].code;
	if (m->status)
		*m->err = m->errors[slot];
	else if (k % 64 == 0)
		m->status = ent_step(job->opt.progress, "looking up", m->segments[k],
				     job->out->n_segments, m->err);
	return m->status;
}

static ent_status look_up_all(struct matching *m, ent_error *err)
{
	m->err = err;
	m->status = ENT_OK;
	ent_pipeline(m->n, m->readers, make_match, take_match, m);
	return m->status;
}

/* Segments that are equal to no earlier one. */
static void choose_first(struct matching *m)
{
	m->n = 0;
	for (uint32_t k = 0; k < m->job->out->n_segments; k++)
		if (m->job->segments[k].repeats == ENT_NO_SEGMENT)
			m->segments[m->n++] = k;
}

/* The others have the same matches, unless they are equal to a unit, whose neighbours
 * may be theirs. */
static void choose_repeated(struct matching *m)
{
	m->n = 0;
	for (uint32_t k = 0; k < m->job->out->n_segments; k++) {
		ent_reuse_segment *s = &m->job->segments[k];
		if (s->repeats == ENT_NO_SEGMENT)
			continue;
		const ent_reuse_segment *same = &m->job->segments[s->repeats];
		if (same->n_matches && same->matches[0].score >= 100) {
			m->segments[m->n++] = k;
		} else {
			s->matches = same->matches;
			s->n_matches = same->n_matches;
		}
	}
}

/* The first thread's arena is that of the report. */
static bool prepare(struct matching *m)
{
	bool ok = true;
	m->readers = m->job->readers.n;
	m->segments =
		malloc(((size_t)m->job->out->n_segments + 1) * sizeof(*m->segments));
	m->errors = calloc(ent_pipeline_slots(m->readers), sizeof(*m->errors));
	m->arenas[0] = m->job->arena;
	for (uint32_t k = 1; k < m->readers; k++)
		ok &= (m->arenas[k] = ent_arena_new(0)) != NULL;
	return ok && m->segments && m->errors;
}

/* What the threads allocated becomes the report's. */
static bool finish(struct matching *m)
{
	bool ok = true;
	for (uint32_t k = 1; k < m->readers; k++) {
		ok = m->arenas[k] && ent_arena_join(m->job->arena, m->arenas[k]) && ok;
		ent_arena_free(m->arenas[k]);
	}
	free(m->segments);
	free(m->errors);
	return ok;
}

ent_status ent_reuse_match(ent_reuse_job *job, ent_error *err)
{
	struct matching m = { .job = job };
	ent_status status = prepare(&m) ? ENT_OK : ent_fail_memory(err);
	if (!status) {
		choose_first(&m);
		status = look_up_all(&m, err);
	}
	if (!status) {
		choose_repeated(&m);
		status = look_up_all(&m, err);
	}
	if (!finish(&m) && !status)
		status = ent_fail_memory(err);
	return status;
}
