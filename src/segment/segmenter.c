/* SPDX-License-Identifier: Apache-2.0 */
/* segmenter.c - the public interface: choose an engine, cut texts and documents.
 *
 * Whatever the engine, a boundary is after the white space of its segment, so that the
 * segments of a text, joined, are the text. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/file.h"
#include "base/sizes.h"
#include "entente/segment.h"
#include "segment/char.h"
#include "segment/coded_text.h"
#include "segment/engine.h"
#include "segment/tables.h"
#include "text/decode.h"
#include "text/lang.h"

/* Largest text read line by line: it is in memory as a whole. */
#define LINES_MAX ((uint64_t)1 << 30)

struct ent_segmenter {
	const struct engine *engine;
	void *self; /* of the engine */
	struct code_sides sides;
	struct cuts cuts;
};

/* The engine for a language; it takes over the tables, or they are freed. */
static ent_status open_engine(ent_segmenter *segmenter,
			      ent_str lang,
			      const ent_segmenter_options *opt,
			      ent_error *err)
{
	struct tables *tables;
	bool ours = false;
	if (opt->srx) {
		segmenter->engine = &ent_srx_engine;
		return ent_srx_new(&segmenter->self, &segmenter->sides, opt->srx, lang,
				   opt->srx_java, err);
	}
	segmenter->sides = (struct code_sides){ .end = true, .ours = true };
	ent_status status =
		ent_tables_open(&tables, &ours, lang, opt->abbreviations, err);
	if (status)
		return status;
	if (ours) {
		segmenter->engine = &ent_scan_engine;
		status = ent_scan_new(&segmenter->self, tables, err);
	} else {
		segmenter->engine = &ent_icu_engine;
		status = ent_icu_new(&segmenter->self, lang, tables, err);
	}
	if (status)
		ent_tables_free(tables);
	return status;
}

ent_status ent_segmenter_new(ent_segmenter **out,
			     ent_str lang,
			     const ent_segmenter_options *opt,
			     ent_error *err)
{
	const ent_segmenter_options none = ENT_SEGMENTER_OPTIONS_DEFAULT;
	ent_arena *arena = ent_arena_new(0);
	ent_segmenter *segmenter = calloc(1, sizeof(*segmenter));
	if (!arena || !segmenter) {
		ent_arena_free(arena);
		free(segmenter);
		return ent_fail_memory(err);
	}
	ent_str normal;
	ent_status status = ent_lang_read(&normal, lang, arena, err);
	if (!status)
		status = open_engine(segmenter, normal, opt ? opt : &none, err);
	ent_arena_free(arena);
	if (status) {
		free(segmenter);
		return status;
	}
	*out = segmenter;
	return ENT_OK;
}

void ent_segmenter_free(ent_segmenter *segmenter)
{
	if (!segmenter)
		return;
	segmenter->engine->free(segmenter->self);
	free(segmenter->cuts.p);
	free(segmenter);
}

/* All boundaries of a text, its end too, into the segmenter's own buffer. */
static ent_status cut_pieces(ent_segmenter *segmenter,
			     ent_str text,
			     const struct piece *pieces,
			     size_t n_pieces,
			     ent_error *err)
{
	struct cuts *cuts = &segmenter->cuts;
	ent_status status;
	cuts->n = 0;
	cuts->failed = false;
	if (!text.n)
		return ENT_OK;
	status = ent_check_length(text, err);
	if (status)
		return status;
	if (n_pieces)
		status = ent_coded_cut(segmenter->engine, segmenter->self,
				       &segmenter->sides, cuts, text, pieces, n_pieces,
				       err);
	else
		status = segmenter->engine->cut(segmenter->self, cuts, text, err);
	if (!status) {
		ent_cuts_add(cuts, text.n, false);
		if (cuts->failed)
			status = ent_fail_memory(err);
	}
	return status;
}

static ent_status cut_text(ent_segmenter *segmenter, ent_str text, ent_error *err)
{
	return cut_pieces(segmenter, text, NULL, 0, err);
}

/* A copy of the segmenter's boundaries. */
static ent_status keep_cuts(const ent_boundary **out,
			    uint32_t *count,
			    const struct cuts *cuts,
			    ent_arena *arena,
			    ent_error *err)
{
	if (cuts->n > UINT32_MAX)
		return ent_fail(err, ENT_ELIMIT, "too many segments in a paragraph");
	ent_boundary *kept = ENT_NEW_ARRAY(arena, ent_boundary, cuts->n);
	if (!kept)
		return ent_fail_memory(err);
	if (cuts->n)
		memcpy(kept, cuts->p, cuts->n * sizeof(*kept));
	*out = kept;
	*count = (uint32_t)cuts->n;
	return ENT_OK;
}

ent_status ent_segment_text(const ent_boundary **out,
			    uint32_t *count,
			    ent_segmenter *segmenter,
			    ent_str text,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_status status = cut_text(segmenter, text, err);
	return status ? status : keep_cuts(out, count, &segmenter->cuts, arena, err);
}

ent_status ent_segment_coded(const ent_boundary **out,
			     uint32_t *count,
			     ent_segmenter *segmenter,
			     ent_str text,
			     const ent_code *codes,
			     uint32_t n_codes,
			     ent_arena *arena,
			     ent_error *err)
{
	size_t at = 0;
	struct piece *pieces = calloc(n_codes ? n_codes : 1, sizeof(*pieces));
	if (!pieces)
		return ent_fail_memory(err);
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < n_codes && !status; k++) {
		const ent_code *c = &codes[k];
		if (c->start < at || c->end <= c->start || c->end > text.n)
			status = ent_fail(err, ENT_EINVAL,
					  "inline code %u is out of place", k + 1);
		pieces[k] = (struct piece){ .start = c->start,
					    .end = at = c->end,
					    .kind = c->kind };
		if (c->kind == ENT_CODE_LINE)
			pieces[k].text[0] = '\n';
	}
	if (!status)
		status = cut_pieces(segmenter, text, pieces, n_codes, err);
	free(pieces);
	return status ? status : keep_cuts(out, count, &segmenter->cuts, arena, err);
}

ent_status ent_segment_markup(const ent_boundary **out,
			      uint32_t *count,
			      ent_segmenter *segmenter,
			      ent_str markup,
			      ent_arena *arena,
			      ent_error *err)
{
	struct piece *pieces;
	size_t n;
	ent_status status = ent_coded_markup(&pieces, &n, markup, err);
	if (status)
		return status;
	status = cut_pieces(segmenter, markup, pieces, n, err);
	free(pieces);
	return status ? status : keep_cuts(out, count, &segmenter->cuts, arena, err);
}

static ent_str trim_space(ent_str s)
{
	size_t step, start = ent_skip_space(s, 0);
	while (s.n > start &&
	       ent_char_kind(ent_char_before(s, s.n, &step)) == KIND_SPACE)
		s.n -= step;
	return ent_str_slice(s, start, s.n);
}

/* Segments of all paragraphs, grown as they come. */
struct list {
	ent_segment *p;
	size_t n, capacity;
};

static bool add_segment(struct list *list, const ent_segment *segment)
{
	if (!ENT_GROW(list->p, list->capacity, list->n + 1))
		return false;
	list->p[list->n++] = *segment;
	return true;
}

/* Adds the segments of one paragraph, trimmed; none of them is empty. */
static ent_status add_paragraph(struct list *list,
				ent_segmenter *segmenter,
				const ent_paragraph *paragraph,
				uint32_t index,
				ent_error *err)
{
	ent_status status = cut_text(segmenter, paragraph->text, err);
	size_t start = 0;
	for (size_t b = 0; b < segmenter->cuts.n && !status; b++) {
		const ent_boundary *boundary = &segmenter->cuts.p[b];
		ent_segment segment = {
			.text = trim_space(
				ent_str_slice(paragraph->text, start, boundary->end)),
			.paragraph = index,
			.kind = paragraph->kind,
			.uncertain = boundary->uncertain,
		};
		start = boundary->end;
		if (segment.text.n && !add_segment(list, &segment))
			status = ent_fail_memory(err);
	}
	if (status && err && !err->line)
		err->line = paragraph->line;
	return status;
}

ent_status ent_segment_document(const ent_segment **out,
				uint32_t *count,
				ent_segmenter *segmenter,
				const ent_document *document,
				ent_arena *arena,
				ent_error *err)
{
	struct list list = { NULL, 0, 0 };
	ent_segment *kept = NULL;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < document->n_paragraphs && !status; k++)
		status = add_paragraph(&list, segmenter, &document->paragraphs[k], k,
				       err);
	status = ent_error_in(err, status, document->name);
	if (!status && list.n > UINT32_MAX)
		status = ent_fail(err, ENT_ELIMIT, "too many segments");
	if (!status && !(kept = ENT_NEW_ARRAY(arena, ent_segment, list.n)))
		status = ent_fail_memory(err);
	if (!status) {
		if (list.n)
			memcpy(kept, list.p, list.n * sizeof(*kept));
		*out = kept;
		*count = (uint32_t)list.n;
	}
	free(list.p);
	return status;
}

static ent_status send_lines(ent_segmenter *segmenter,
			     ent_str text,
			     ent_segments_fn fn,
			     void *data,
			     ent_error *err)
{
	struct list list = { NULL, 0, 0 };
	ent_status status = ENT_OK;
	uint32_t line = 0;
	while (text.n && !status) {
		ent_paragraph paragraph = { .text = ent_str_cut(&text, '\n'),
					    .line = line + 1 };
		list.n = 0;
		status = add_paragraph(&list, segmenter, &paragraph, line++, err);
		if (!status)
			status = fn(data, list.p, (uint32_t)list.n, err);
	}
	free(list.p);
	return status;
}

ent_status ent_segment_lines(ent_segmenter *segmenter,
			     const char *path,
			     ent_segments_fn fn,
			     void *data,
			     ent_error *err)
{
	ent_buf bytes = ENT_BUF_INIT, text = ENT_BUF_INIT;
	ent_status status = ent_file_read(&bytes, path, LINES_MAX, err);
	if (!status)
		status = ent_decode(&text, NULL, NULL, ent_buf_str(&bytes), ENT_STR(""),
				    err);
	ent_buf_release(&bytes);
	if (!status)
		status = send_lines(segmenter, ent_buf_str(&text), fn, data, err);
	ent_buf_release(&text);
	return ent_error_in(err, status, ent_file_title(path));
}
