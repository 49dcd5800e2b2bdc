/* SPDX-License-Identifier: Apache-2.0 */
/* reuse.c - which parts of a new document a memory has already.
 *
 *	document -> segments -> matches                          matches.c
 *	                     -> repetitions, bands               segments.c
 *	         -> words    -> quotations                       quotes.c
 *	                     -> runs in common with the memory   common_runs.c
 *	                     -> passages with their places       passages.c
 *	                     -> verdicts on quotations           quotations.c
 *
 * The text of the report is that of the segments, in order, with a space between those
 *of a paragraph and a line end between paragraphs; so a passage may run over the end of
 *a segment.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/sizes.h"
#include "entente/segment.h"
#include "index/frequent.h"
#include "reuse/reuse_parts.h"
#include "text/lang.h"

static ent_status check_options(const ent_reuse_options *opt, ent_error *err)
{
	if (opt->min_words < 2)
		return ent_fail(err, ENT_EINVAL,
				"a passage must have at least 2 words");
	if (opt->min_score < 1 || opt->min_score > 100)
		return ent_fail(err, ENT_EINVAL, "the minimum score must be 1 to 100");
	return ENT_OK;
}

/* ---- what is compared ------------------------------------------------------------ */

static ent_status find_languages(ent_reuse_job *job,
				 const ent_document *doc,
				 ent_error *err)
{
	if (!job->opt.from.n)
		job->opt.from = doc->lang;
	ent_status status =
		ent_lang_read(&job->opt.from, job->opt.from, job->arena, err);
	if (!status)
		status = ent_lang_read(&job->opt.to, job->opt.to, job->arena, err);
	if (!status && (!job->opt.from.n || !job->opt.to.n))
		status = ent_memory_complete(&job->opt.from, &job->opt.to, job->memory,
					     job->arena, err);
	job->out->from = job->opt.from;
	job->out->to = job->opt.to;
	return status;
}

static ent_status cut_segments(const ent_segment **out,
			       uint32_t *n,
			       ent_reuse_job *job,
			       const ent_document *doc,
			       ent_error *err)
{
	ent_segmenter *segmenter;
	ent_status status = ent_segmenter_new(&segmenter, job->opt.from, NULL, err);
	if (status)
		return status;
	status = ent_segment_document(out, n, segmenter, doc, job->arena, err);
	ent_segmenter_free(segmenter);
	return status;
}

/* The segments, and the text in which they are. */
static ent_status lay_out(ent_reuse_job *job, const ent_document *doc, ent_error *err)
{
	const ent_segment *segments;
	uint32_t n;
	ent_buf text = ENT_BUF_INIT;
	ent_status status = cut_segments(&segments, &n, job, doc, err);
	if (status)
		return status;
	job->segments = ENT_NEW_ARRAY(job->arena, ent_reuse_segment, n + 1);
	for (uint32_t k = 0; k < n && job->segments; k++) {
		if (k)
			ent_buf_add_char(&text,
					 segments[k].paragraph ==
							 segments[k - 1].paragraph
						 ? ' '
						 : '\n');
		job->segments[k] = (ent_reuse_segment){
			.start = (uint32_t)text.n,
			.paragraph = segments[k].paragraph,
			.kind = segments[k].kind,
			.repeats = ENT_NO_SEGMENT,
			.internal = ENT_NO_SEGMENT,
		};
		ent_buf_add(&text, segments[k].text);
	}
	job->out->text = ent_arena_str(job->arena, ent_buf_str(&text));
	const bool failed = text.failed || !job->segments || !job->out->text.p;
	ent_buf_release(&text);
	if (failed)
		return ent_fail_memory(err);
	/* a sum of four places fits */
	if (job->out->text.n > ENT_OFFSET_MAX / 4)
		return ent_fail(err, ENT_ELIMIT,
				"a text has %zu bytes; the limit is %lu bytes",
				job->out->text.n, (unsigned long)(ENT_OFFSET_MAX / 4));
	for (uint32_t k = 0; k < n; k++)
		job->segments[k].text =
			ent_str_slice(job->out->text, job->segments[k].start,
				      job->segments[k].start + segments[k].text.n);
	job->out->segments = job->segments;
	job->out->n_segments = n;
	return ENT_OK;
}

static ent_status prepare(ent_reuse_job *job, ent_error *err)
{
	ent_store *store = job->memory->store;
	job->filter.since = job->opt.since;
	job->filter.until = job->opt.until;
	ent_status status = ent_unit_filter_directions(
		&job->filter, store, job->opt.from, job->opt.to, job->arena, err);
	if (!status)
		status = ent_unit_filter_globs(&job->excluded, &job->n_excluded, store,
					       job->opt.exclude, job->opt.n_exclude,
					       job->arena, err);
	if (!status)
		status = ent_unit_filter_globs(&job->preferred, &job->n_preferred,
					       store, job->opt.prefer,
					       job->opt.n_prefer, job->arena, err);
	ent_unit_filter_simplify(&job->filter);
	return status;
}

/* ---- where the passages come from ------------------------------------------------ */

static int source_name_cmp(const void *pa, const void *pb)
{
	const ent_reuse_source *a = pa, *b = pb;
	return ent_str_cmp(a->document, b->document);
}

static int source_cmp(const void *pa, const void *pb)
{
	const ent_reuse_source *a = pa, *b = pb;
	if (a->words != b->words)
		return a->words > b->words ? -1 : 1;
	return ent_str_cmp(a->document, b->document);
}

/* The documents of the listed occurrences; each counts once for a passage. */
static ent_status find_sources(ent_reuse_job *job, ent_error *err)
{
	ent_reuse *out = job->out;
	size_t n = 0, kept = 0;
	for (uint32_t k = 0; k < out->n_passages; k++)
		n += out->passages[k].n_occurrences;
	ent_reuse_source *all = ENT_NEW_ARRAY(job->arena, ent_reuse_source, n + 1);
	if (!all)
		return ent_fail_memory(err);
	n = 0;
	for (uint32_t k = 0; k < out->n_passages; k++) {
		const ent_passage *p = &out->passages[k];
		const size_t first = n;
		for (uint32_t i = 0; i < p->n_occurrences; i++) {
			const ent_occurrence *o = &p->occurrences[i];
			size_t j = first;
			while (j < n && !ent_str_eq(all[j].document, o->document))
				j++;
			if (j == n)
				all[n++] = (ent_reuse_source){ o->document, o->date,
							       p->words, 1 };
		}
	}
	qsort(all, n, sizeof(*all), source_name_cmp);
	for (size_t k = 0; k < n; k++) {
		ent_reuse_source *last = kept ? &all[kept - 1] : NULL;
		if (last && ent_str_eq(last->document, all[k].document)) {
			last->words += all[k].words;
			last->passages++;
		} else {
			all[kept++] = all[k];
		}
	}
	qsort(all, kept, sizeof(*all), source_cmp);
	out->sources = all;
	out->n_sources = (uint32_t)kept;
	return ENT_OK;
}

/* ---- the whole ------------------------------------------------------------------- */

static ent_status compare(ent_reuse_job *job, const ent_document *doc, ent_error *err)
{
	ent_status status = find_languages(job, doc, err);
	if (!status)
		status = lay_out(job, doc, err);
	if (!status)
		status = prepare(job, err);
	if (!status)
		status = ent_reuse_cut(job, err);
	if (!status)
		status = ent_reuse_find_quotes(job, err);
	if (!status)
		status = ent_reuse_open_stream(job, err);
	if (!status)
		status = ent_reuse_segments(job, err);
	ent_reuse_close_stream(job);
	return status ? status : find_sources(job, err);
}

/* Where a handle keeps bits for each text, a second one would use more memory than it
 * saves time. */
static ent_status open_readers(ent_reuse_job *job, ent_error *err)
{
	ent_status status =
		ent_store_text_last(&job->last_text, job->memory->store, err);
	const bool one = job->opt.jobs_if_large && ent_frequent_keeps(job->last_text);
	return status ? status
		      : ent_readers_open(&job->readers, job->memory,
					 one ? 1 : job->opt.jobs, err);
}

ent_status ent_memory_reuse(const ent_reuse **out,
			    ent_memory *memory,
			    const ent_document *document,
			    const ent_reuse_options *opt,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_reuse_job job = { .memory = memory, .arena = arena };
	job.opt = opt ? *opt : ENT_REUSE_OPTIONS_DEFAULT;
	job.out = ENT_NEW_ARRAY(arena, ent_reuse, 1);
	ent_status status =
		job.out ? check_options(&job.opt, err) : ent_fail_memory(err);
	if (status)
		return status;
	job.out->name = document->name;
	status = ent_index_flush(memory->index, err);
	if (!status)
		status = open_readers(&job, err);
	if (status)
		return status;
	status = compare(&job, document, err);
	ent_readers_close(&job.readers);
	if (!status)
		*out = job.out;
	return status;
}
