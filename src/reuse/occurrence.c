/* SPDX-License-Identifier: Apache-2.0 */
/* occurrence.c - units of the memory as one occurrence of a run: their texts, and
 * the words of the target that correspond to the run.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "concord/concord_parts.h"
#include "reuse/reuse_parts.h"
#include "text/lang.h"

/* The bytes of words first..first+n-1 of a text; n_all: how many there are. */
struct span_of {
	uint32_t at, first, end;
	ent_span span;
};

static bool take_span(void *data, ent_str form, const ent_token *token)
{
	struct span_of *s = data;
	(void)form;
	if (s->at >= s->first && s->at < s->end) {
		if (s->at == s->first)
			s->span.start = token->start;
		s->span.end = token->end;
	}
	s->at++;
	return true;
}

struct collecting {
	ent_reuse_job *job;
	ent_buf source, target;
	ent_span *spans; /* counterparts; owned */
	size_t n_spans, capacity;
	ent_occurrence *out;
	uint32_t first, left; /* words of this unit to begin with; words still wanted */
	bool unlinked;        /* no counterparts are wanted */
};

static void release_collecting(struct collecting *c)
{
	free(c->spans);
	ent_buf_release(&c->source);
	ent_buf_release(&c->target);
}

static bool add_text(ent_buf *to, ent_str text, uint32_t *start)
{
	if (to->n)
		ent_buf_add_char(to, ' ');
	*start = (uint32_t)to->n;
	ent_buf_add(to, text);
	return !to->failed;
}

/* The part of an occurrence that is in one unit. */
static ent_status add_unit(struct collecting *c, const ent_hit *hit, ent_error *err)
{
	ent_hit linked = *hit;
	struct span_of s = { .first = c->first, .end = c->first + c->left };
	ent_form_buffer *buffer = &c->job->stream.forming;
	uint32_t start[2] = { 0, 0 };
	if (!ent_index_words(buffer, hit->found.source.text, take_span, &s) ||
	    !add_text(&c->source, hit->found.source.text, &start[0]) ||
	    !add_text(&c->target, hit->found.target.text, &start[1]))
		return ent_fail_memory(err);
	c->left -= s.at - c->first < c->left ? s.at - c->first : c->left;
	c->first = 0;
	linked.spans = &s.span;
	linked.n_spans = s.span.end > s.span.start;
	ent_status status = ENT_OK;
	if (!c->unlinked)
		status = ent_hit_link(&linked, c->job->memory, c->job->arena, err);
	for (uint32_t k = 0; k < linked.n_counterparts && !status; k++) {
		if (!ENT_GROW(c->spans, c->capacity, c->n_spans + 1))
			return ent_fail_memory(err);
		c->spans[c->n_spans++] =
			(ent_span){ start[1] + linked.counterparts[k].start,
				    start[1] + linked.counterparts[k].end };
	}
	if (!c->out->n_units++)
		c->out->span.start = start[0] + s.span.start;
	c->out->span.end = start[0] + s.span.end;
	return status;
}

static ent_status read_unit(struct collecting *c, uint64_t unit, ent_error *err)
{
	const ent_reuse_job *job = c->job;
	ent_hit hit;
	ent_status status =
		ent_hit_read(&hit, job->memory, unit, false, job->arena, err);
	if (status)
		return status;
	/* the side whose language is that of the document */
	if (!ent_lang_matches(hit.found.source.lang, job->opt.from))
		ent_unit_swap(&hit.found);
	const ent_unit *u = &hit.found;
	if (!c->out->unit) {
		c->out->unit = unit;
		c->out->document = u->document;
		c->out->target_document = u->target_document;
		c->out->place = u->place;
		c->out->date = u->date;
		c->out->confidence = u->confidence;
	}
	if (u->confidence < c->out->confidence)
		c->out->confidence = u->confidence;
	return add_unit(c, &hit, err);
}

static ent_status copy_out(struct collecting *c, ent_error *err)
{
	ent_arena *arena = c->job->arena;
	ent_span *spans = ENT_NEW_ARRAY(arena, ent_span, c->n_spans + 1);
	c->out->source = ent_arena_str(arena, ent_buf_str(&c->source));
	c->out->target = ent_arena_str(arena, ent_buf_str(&c->target));
	if (!spans || !c->out->source.p || !c->out->target.p)
		return ent_fail_memory(err);
	if (c->n_spans)
		memcpy(spans, c->spans, c->n_spans * sizeof(*spans));
	c->out->counterparts = spans;
	c->out->n_counterparts = (uint32_t)c->n_spans;
	if (c->n_spans)
		c->out->counterpart = ent_str_slice(c->out->target, spans[0].start,
						    spans[c->n_spans - 1].end);
	return ENT_OK;
}

ent_status ent_reuse_read_units(ent_occurrence *out,
				ent_reuse_job *job,
				size_t from,
				size_t to,
				ent_error *err)
{
	struct collecting c = { .job = job, .out = out, .unlinked = true };
	ent_status status = ENT_OK;
	*out = (ent_occurrence){ .unit = 0 };
	for (size_t p = from; p <= to && !status; p++) {
		const uint32_t unit = ent_stream_unit_at(&job->stream, p);
		if (unit)
			status = read_unit(&c, unit, err);
	}
	if (!status)
		status = copy_out(&c, err);
	release_collecting(&c);
	return status;
}

ent_status ent_reuse_read_place(ent_occurrence *out,
				ent_reuse_job *job,
				const ent_run_place *place,
				uint32_t words,
				ent_error *err)
{
	struct collecting c = {
		.job = job, .out = out, .first = place->first, .left = words
	};
	const ent_stream *s = &job->stream;
	ent_status status = ENT_OK;
	*out = (ent_occurrence){ .unit = 0 };
	for (size_t p = place->at; c.left && p < s->n_places && !status; p++) {
		const uint32_t unit = ent_stream_unit_at(s, p);
		if (unit)
			status = read_unit(&c, unit, err);
	}
	if (!status)
		status = copy_out(&c, err);
	release_collecting(&c);
	return status;
}
