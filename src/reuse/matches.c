/* SPDX-License-Identifier: Apache-2.0 */
/* matches.c - the matches of the segments of a new document.
 *
 * Each segment is looked up by itself, so several threads do it, each with a handle and
 * an arena of its own, while one of them finds the passages.  A segment that is equal
 * to an earlier one waits until that is known, and is looked up only when there is
 * something to say about its neighbours.
 */
#include <stdlib.h>

#include "base/arena_join.h"
#include "base/tasks.h"
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
	bool passages;                      /* to be found too */
	ent_arena *arenas[ENT_READERS_MAX]; /* by reader; owned */
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

/* The passages are the first task, because they take longest. */
static ent_status do_task(void *data, uint32_t k, uint32_t reader, ent_error *err)
{
	struct matching *m = data;
	if (m->passages && !k--)
		return ent_reuse_passages(m->job, m->job->readers.list[reader], err);
	return look_up(m->job, m->segments[k], reader, m->arenas[reader], err);
}

static ent_status report(void *data, uint32_t done, ent_error *err)
{
	const struct matching *m = data;
	return ent_step(m->job->opt.progress, "looking up", done, m->n + m->passages,
			err);
}

static ent_status do_all(struct matching *m, ent_error *err)
{
	const ent_tasks tasks = { m->n + m->passages, do_task, report, m };
	return ent_tasks_run(&tasks, m->readers, err);
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

static bool prepare(struct matching *m)
{
	bool ok = true;
	m->readers = m->job->readers.n;
	m->segments =
		malloc(((size_t)m->job->out->n_segments + 1) * sizeof(*m->segments));
	for (uint32_t k = 0; k < m->readers; k++)
		ok &= (m->arenas[k] = ent_arena_new(0)) != NULL;
	return ok && m->segments;
}

/* What the threads allocated becomes the report's. */
static bool finish(struct matching *m)
{
	bool ok = true;
	for (uint32_t k = 0; k < m->readers; k++) {
		ok = m->arenas[k] && ent_arena_join(m->job->arena, m->arenas[k]) && ok;
		ent_arena_free(m->arenas[k]);
	}
	free(m->segments);
	return ok;
}

ent_status ent_reuse_match(ent_reuse_job *job, ent_error *err)
{
	struct matching m = { .job = job, .passages = true };
	ent_status status = prepare(&m) ? ENT_OK : ent_fail_memory(err);
	if (!status && job->opt.exhaustive) { /* it reports how far it is */
		status = ent_reuse_passages(job, job->memory, err);
		m.passages = false;
	}
	if (!status) {
		choose_first(&m);
		status = do_all(&m, err);
	}
	m.passages = false;
	if (!status) {
		choose_repeated(&m);
		status = do_all(&m, err);
	}
	if (!finish(&m) && !status)
		status = ent_fail_memory(err);
	return status;
}
