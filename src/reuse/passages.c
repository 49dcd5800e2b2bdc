/* SPDX-License-Identifier: Apache-2.0 */
/* passages.c - the runs in common as passages: their places with texts, dates and
 * counterparts.
 *
 * Only places that are listed are read and linked.  A passage that runs over several
 * units has the words of the target that correspond to its part of each.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "concord/concord_parts.h"
#include "reuse/reuse_parts.h"
#include "text/fold.h"
#include "text/lang.h"

/* ---- the words of the document --------------------------------------------------- */

struct cutting {
	ent_reuse_job *job;
	ent_str *forms; /* by word, in the arena */
	bool failed;
};

static bool take_word(void *data, ent_str form, const ent_token *token)
{
	struct cutting *c = data;
	ent_reuse_job *job = c->job;
	job->words[job->n_words] = (ent_reuse_word){
		.start = token->start,
		.end = token->end,
		.is_mark = token->kind == ENT_TOKEN_MARK,
	};
	c->forms[job->n_words] = ent_arena_str(job->arena, form);
	return c->forms[job->n_words++].p != NULL;
}

/* The different forms, ascending. */
static bool sort_forms(ent_reuse_job *job, const ent_str *forms)
{
	const uint32_t n = job->n_words;
	ent_str *sorted = ENT_NEW_ARRAY(job->arena, ent_str, n + 1);
	if (!sorted)
		return false;
	if (n)
		memcpy(sorted, forms, n * sizeof(*sorted));
	qsort(sorted, n, sizeof(*sorted), ent_str_item_cmp);
	for (uint32_t k = 0; k < n; k++)
		if (!job->n_forms || !ent_str_eq(sorted[job->n_forms - 1], sorted[k]))
			sorted[job->n_forms++] = sorted[k];
	job->forms = sorted;
	return true;
}

ent_status ent_reuse_cut(ent_reuse_job *job, ent_error *err)
{
	const ent_str text = job->out->text;
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	uint32_t n = 0;
	ent_token token;
	for (size_t at = 0; ent_token_next(&token, text, &at);)
		n++;
	struct cutting c = { .job = job };
	c.forms = ENT_NEW_ARRAY(job->arena, ent_str, n + 1);
	job->words = ENT_NEW_ARRAY(job->arena, ent_reuse_word, n + 1);
	job->counted = ENT_NEW_ARRAY(job->arena, uint32_t, n + 2);
	bool ok = c.forms && job->words && job->counted &&
		  ent_index_words(&buffer, text, take_word, &c) &&
		  sort_forms(job, c.forms);
	ent_form_release(&buffer);
	for (uint32_t k = 0; ok && k < job->n_words; k++) {
		job->words[k].form = (uint32_t)ent_lower_bound(
					     &c.forms[k], job->forms, job->n_forms,
					     sizeof(*job->forms), ent_str_item_cmp) +
				     1;
		job->counted[k + 1] = job->counted[k] + !job->words[k].is_mark;
	}
	return ok ? ENT_OK : ent_fail_memory(err);
}

/* ---- renderings ------------------------------------------------------------------ */

static int rendering_cmp(const void *pa, const void *pb)
{
	const ent_rendering *a = pa, *b = pb;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return ent_str_cmp(a->text, b->text);
}

/* Counterparts that differ in case and typography only are one rendering. */
static bool count_renderings(ent_passage *p, ent_arena *arena)
{
	ent_rendering *all = ENT_NEW_ARRAY(arena, ent_rendering, p->n_occurrences + 1);
	ent_str *folded = ENT_NEW_ARRAY(arena, ent_str, p->n_occurrences + 1);
	ent_buf buf = ENT_BUF_INIT;
	bool ok = all && folded;
	uint32_t n = 0;
	for (uint32_t k = 0; k < p->n_occurrences && ok; k++) {
		uint32_t i = 0;
		if (!p->occurrences[k].counterpart.n)
			continue;
		ent_buf_clear(&buf);
		ent_fold_add(&buf, p->occurrences[k].counterpart,
			     ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY);
		while (i < n && !ent_str_eq(folded[i], ent_buf_str(&buf)))
			i++;
		if (i == n) {
			all[n].text = p->occurrences[k].counterpart;
			folded[n] = ent_arena_str(arena, ent_buf_str(&buf));
			ok = !buf.failed && folded[n++].p;
		}
		all[i].count++;
	}
	ent_buf_release(&buf);
	if (!ok)
		return false;
	qsort(all, n, sizeof(*all), rendering_cmp);
	p->renderings = all;
	p->n_renderings = n;
	return true;
}

/* ---- passages -------------------------------------------------------------------- */

struct byte_search {
	const ent_reuse_segment *segments;
	uint32_t byte;
};

static bool begins_before(const void *data, size_t k)
{
	const struct byte_search *s = data;
	return s->segments[k].start <= s->byte;
}

/* The last segment that begins at or before a byte of the text. */
static uint32_t segment_at(const ent_reuse_job *job, uint32_t byte)
{
	const struct byte_search search = { job->segments, byte };
	const size_t n = ent_count_before(job->out->n_segments, begins_before, &search);
	return n ? (uint32_t)n - 1 : 0;
}

static ent_status write_passage(ent_passage *out,
				ent_reuse_job *job,
				const ent_reuse_run *run,
				ent_run_places *places,
				ent_error *err)
{
	ent_run_places_finish(places, job);
	const size_t most = job->opt.occurrences;
	const size_t listed = most && places->n > most ? most : places->n;
	ent_occurrence *list = ENT_NEW_ARRAY(job->arena, ent_occurrence, listed + 1);
	ent_status status = list ? ENT_OK : ent_fail_memory(err);
	*out = (ent_passage){ .start = job->words[run->from].start,
			      .end = job->words[run->to - 1].end,
			      .words = job->counted[run->to] - job->counted[run->from],
			      .total = places->total,
			      .occurrences = list,
			      .n_occurrences = (uint32_t)listed };
	out->segment = segment_at(job, out->start);
	out->n_segments = segment_at(job, out->end - 1) - out->segment + 1;
	for (size_t k = 0; k < listed && !status; k++)
		status = ent_reuse_read_place(&list[k], job, &places->list[k],
					      run->to - run->from, err);
	if (!status && !count_renderings(out, job->arena))
		status = ent_fail_memory(err);
	return status;
}

static int passage_cmp(const void *pa, const void *pb)
{
	const ent_passage *a = pa, *b = pb;
	if (a->words != b->words)
		return a->words > b->words ? -1 : 1;
	return (a->start > b->start) - (a->start < b->start);
}

static uint64_t count_covered(const ent_reuse_job *job,
			      const ent_reuse_run *runs,
			      uint32_t n)
{
	uint64_t covered = 0;
	uint32_t end = 0;
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t from = runs[k].from > end ? runs[k].from : end;
		if (runs[k].to > from)
			covered += job->counted[runs[k].to] - job->counted[from];
		end = runs[k].to > end ? runs[k].to : end;
	}
	return covered;
}

static ent_status write_passages(ent_reuse_job *job,
				 const ent_reuse_runs *runs,
				 ent_error *err)
{
	const uint32_t n = runs->n;
	ent_passage *list = ENT_NEW_ARRAY(job->arena, ent_passage, n + 1);
	ent_status status = list ? ENT_OK : ent_fail_memory(err);
	for (uint32_t k = 0; k < n && !status; k++)
		status = write_passage(&list[k], job, &runs->list[k], &runs->places[k],
				       err);
	if (status)
		return status;
	qsort(list, n, sizeof(*list), passage_cmp);
	job->out->passages = list;
	job->out->n_passages = n;
	job->out->words = job->counted[job->n_words];
	job->out->words_in_passages = count_covered(job, runs->list, n);
	return ENT_OK;
}

static ent_status find_passages(ent_reuse_job *job, ent_error *err)
{
	ent_reuse_runs runs = { .n = 0 };
	ent_status status = job->opt.exhaustive ? ent_reuse_compare_all(&runs, job, err)
						: ent_reuse_find_runs(&runs, job, err);
	if (!status)
		status = write_passages(job, &runs, err);
	if (!status)
		status = ent_reuse_judge_quotations(job, &runs, err);
	ent_reuse_runs_release(&runs);
	return status;
}

ent_status ent_reuse_passages(ent_reuse_job *job, ent_memory *memory, ent_error *err)
{
	ent_memory *const own = job->memory;
	job->memory = job->stream.memory = memory;
	const ent_status status = find_passages(job, err);
	job->memory = own;
	ent_reuse_close_stream(job);
	return status;
}
