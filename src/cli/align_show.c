/* SPDX-License-Identifier: Apache-2.0 */
/* align_show.c - alignments as the command line writes and reads them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/align_show.h"
#include "cli/language.h"
#include "entente/read.h"
#include "entente/write.h"
#include "json/json.h"

static ent_status print_line(ent_buf *line, ent_error *err)
{
	if (line->failed)
		return ent_error_memory(err);
	fwrite(line->p, 1, line->n, stdout);
	ent_buf_clear(line);
	return ENT_OK;
}

static void add_range(ent_buf *to, uint32_t first, uint32_t n)
{
	if (!n)
		ent_buf_add_char(to, '-');
	else if (n == 1)
		ent_buf_addf(to, "%u", first + 1);
	else
		ent_buf_addf(to, "%u-%u", first + 1, first + n);
}

static ent_status print_beads(const ent_alignment *alignment, ent_error *err)
{
	ent_buf line = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < alignment->count && !status; k++) {
		const ent_bead *bead = &alignment->beads[k];
		add_range(&line, bead->src, bead->n_src);
		ent_buf_add_char(&line, '\t');
		add_range(&line, bead->tgt, bead->n_tgt);
		ent_buf_addf(&line, "\t%.3f\n", (double)bead->confidence);
		status = print_line(&line, err);
	}
	ent_buf_release(&line);
	return status;
}

static void add_segments(ent_buf *to,
			 const ent_segment *segments,
			 uint32_t first,
			 uint32_t n)
{
	ent_buf_add_char(to, '[');
	for (uint32_t k = 0; k < n; k++) {
		json_comma(to, k);
		ent_buf_add_json(to, segments[first + k].text);
	}
	ent_buf_add_char(to, ']');
}

/* {"source":[segments],"target":[segments],"confidence":..,"source_segments":
 * [first,count],"target_segments":[first,count],"doubts":[names]} */
static ent_status print_json(const ent_aligned_pair *pair, ent_error *err)
{
	ent_buf line = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < pair->alignment->count && !status; k++) {
		const ent_bead *bead = &pair->alignment->beads[k];
		ent_buf_addf(&line, "{\"source\":");
		add_segments(&line, pair->source_segments, bead->src, bead->n_src);
		ent_buf_addf(&line, ",\"target\":");
		add_segments(&line, pair->target_segments, bead->tgt, bead->n_tgt);
		ent_buf_addf(&line,
			     ",\"confidence\":%.3f,\"source_segments\":[%u,%u],"
			     "\"target_segments\":[%u,%u]",
			     (double)bead->confidence, bead->src + 1, bead->n_src,
			     bead->tgt + 1, bead->n_tgt);
		json_doubts(&line, bead->doubts);
		ent_buf_addf(&line, "}\n");
		status = print_line(&line, err);
	}
	ent_buf_release(&line);
	return status;
}

static ent_status print_units(const ent_aligned_pair *pair,
			      const char *format,
			      ent_error *err)
{
	const ent_unit_format *which;
	ent_writer *writer = NULL;
	ent_status status = ent_unit_format_named(&which, format ? format : "tsv", err);
	if (!status)
		status = ent_writer_new(&writer, which, stdout, pair->source->lang,
					pair->target->lang,
					pair->source->title.n ? pair->source->title
							      : pair->source->name,
					err);
	if (!status)
		status = ent_aligned_units(pair, ent_writer_add, writer, err);
	if (!status)
		status = ent_writer_finish(writer, err);
	ent_writer_free(writer);
	return status;
}

ent_status show_alignment(const ent_aligned_pair *pair,
			  const char *format,
			  int beads,
			  ent_error *err)
{
	if (beads)
		return print_beads(pair->alignment, err);
	if (format && !strcmp(format, "jsonl"))
		return print_json(pair, err);
	return print_units(pair, format, err);
}

/* ---- anchors --------------------------------------------------------------- */

/* "7", "3-4" or "-"; false for anything else. */
static bool read_range(uint32_t *first, uint32_t *n, ent_str field)
{
	uint64_t number[2] = { 0, 0 };
	int k = 0;
	*first = *n = 0;
	if (ent_str_is(field, "-"))
		return true;
	for (size_t i = 0; i < field.n; i++) {
		const char c = field.p[i];
		if (c == '-' && !k && i)
			k = 1;
		else if (c >= '0' && c <= '9' && number[k] < UINT32_MAX)
			number[k] = number[k] * 10 + (uint64_t)(c - '0');
		else
			return false;
	}
	if (!k)
		number[1] = number[0];
	if (!number[0] || number[1] < number[0] || number[1] >= UINT32_MAX)
		return false;
	*first = (uint32_t)number[0] - 1;
	*n = (uint32_t)(number[1] - number[0] + 1);
	return true;
}

static int compare_anchors(const void *a, const void *b)
{
	const ent_anchor *x = a, *y = b;
	if (x->src != y->src)
		return x->src < y->src ? -1 : 1;
	return (x->tgt > y->tgt) - (x->tgt < y->tgt);
}

static ent_status bad_anchor(const char *path, uint32_t line, ent_error *err)
{
	*err = (ent_error){ .code = ENT_EFORMAT, .line = line };
	snprintf(err->file, sizeof(err->file), "%s", path);
	snprintf(err->message, sizeof(err->message),
		 _("not two ranges of segments such as 3-4<TAB>3"));
	return ENT_EFORMAT;
}

ent_status read_anchors(ent_align_options *opt,
			const char *path,
			ent_arena *arena,
			ent_error *err)
{
	const ent_segment *lines;
	uint32_t n_lines, n = 0;
	ent_status status = ent_read_lines(&lines, &n_lines, path, arena, err);
	if (status)
		return status;
	ent_anchor *anchors = ENT_NEW_ARRAY(arena, ent_anchor, n_lines);
	if (!anchors)
		return ent_error_memory(err);
	for (uint32_t k = 0; k < n_lines; k++) {
		ent_str rest = lines[k].text;
		if (!rest.n || rest.p[0] == '#')
			continue;
		ent_anchor *one = &anchors[n++];
		const ent_str source = ent_str_cut(&rest, '\t');
		if (!read_range(&one->src, &one->n_src, source) ||
		    !read_range(&one->tgt, &one->n_tgt, ent_str_cut(&rest, '\t')) ||
		    (!one->n_src && !one->n_tgt))
			return bad_anchor(path, k + 1, err);
	}
	if (n)
		qsort(anchors, n, sizeof(*anchors), compare_anchors);
	opt->anchors = anchors;
	opt->n_anchors = n;
	return ENT_OK;
}
