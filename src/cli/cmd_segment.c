/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_segment.c - cut paragraphs or a document into segments and print them. */
#include <stdio.h>

#include "cli/cmd.h"
#include "entente/read.h"
#include "entente/segment.h"
#include "json/json.h"

struct given {
	char *lang, *srx, *abbreviations;
	int lines, units, json, java, export_srx;
};

/* Prints text without the white space that separates fields and lines here. */
static void print_plain(ent_str s)
{
	size_t from = 0;
	for (size_t k = 0; k <= s.n; k++) {
		if (k < s.n && !(s.p[k] >= '\t' && s.p[k] <= '\r'))
			continue;
		if (k > from)
			fwrite(s.p + from, 1, k - from, stdout);
		if (k < s.n)
			putchar(' ');
		from = k + 1;
	}
}

static ent_status print_json(const ent_segment *segment, ent_error *err)
{
	ent_buf line = ENT_BUF_INIT;
	ent_buf_addf(&line, "{\"paragraph\":%u,\"kind\":\"%s\",\"text\":",
		     segment->paragraph + 1, ent_kind_name(segment->kind));
	ent_buf_add_json(&line, segment->text);
	ent_buf_addf(&line, ",\"uncertain\":%s}\n",
		     segment->uncertain ? "true" : "false");
	ent_status status = ENT_OK;
	if (line.failed) {
		status = out_of_memory(err);
	} else {
		fwrite(line.p, 1, line.n, stdout);
	}
	ent_buf_release(&line);
	return status;
}

static ent_status print_all(const struct given *a,
			    const ent_segment *segments,
			    uint32_t count,
			    char separator,
			    ent_error *err)
{
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < count && !status; k++) {
		if (a->json) {
			status = print_json(&segments[k], err);
			continue;
		}
		if (k && separator == '\t')
			putchar(separator);
		print_plain(segments[k].text);
		if (separator == '\n')
			putchar(separator);
	}
	return status;
}

static ent_status print_line(void *data,
			     const ent_segment *segments,
			     uint32_t count,
			     ent_error *err)
{
	const struct given *a = data;
	ent_status status = print_all(a, segments, count, '\t', err);
	if (!a->json)
		putchar('\n');
	return status;
}

static ent_status open_segmenter(ent_segmenter **out,
				 const struct given *a,
				 ent_str lang,
				 ent_error *err)
{
	ent_segmenter_options opt = ENT_SEGMENTER_OPTIONS_DEFAULT;
	opt.abbreviations = a->abbreviations;
	opt.srx = a->srx;
	opt.srx_java = a->java;
	return ent_segmenter_new(out, lang, &opt, err);
}

static ent_status segment_lines(struct given *a, const char *path, ent_error *err)
{
	ent_segmenter *segmenter = NULL;
	ent_status status = open_segmenter(&segmenter, a, ent_str_of(a->lang), err);
	if (!status)
		status = ent_segment_lines(segmenter, path, print_line, a, err);
	ent_segmenter_free(segmenter);
	return status;
}

static ent_status segment_document(const struct given *a,
				   const char *path,
				   ent_arena *arena,
				   const ent_progress *progress,
				   ent_error *err)
{
	ent_document document;
	ent_segmenter *segmenter = NULL;
	const ent_segment *segments;
	uint32_t count;
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.lang = ent_str_of(a->lang);
	opt.progress = progress;
	ent_status status = ent_read_document(&document, path, &opt, arena, err);
	if (status)
		return status;
	status = open_segmenter(&segmenter, a,
				a->lang ? ent_str_of(a->lang) : document.lang, err);
	if (!status)
		status = ent_segment_document(&segments, &count, segmenter, &document,
					      arena, err);
	if (!status)
		status = print_all(a, segments, count, '\n', err);
	ent_segmenter_free(segmenter);
	return status;
}

/* Both sides of units, each cut in its own language. */
struct units_run {
	const struct given *args;
	ent_segmenter *segmenters[2];
	char lang[2][32]; /* of them */
	ent_arena *arena;
	ent_buf line;
};

static ent_status add_side(struct units_run *run,
			   int which,
			   const ent_unit_side *side,
			   ent_error *err)
{
	const ent_boundary *bounds;
	uint32_t n;
	ent_segmenter **segmenter = &run->segmenters[which];
	ent_str lang = side->lang;
	if (lang.n >= sizeof(run->lang[0]))
		lang.n = sizeof(run->lang[0]) - 1;
	if (!*segmenter || !ent_str_is(lang, run->lang[which])) {
		ent_segmenter_free(*segmenter);
		*segmenter = NULL;
		snprintf(run->lang[which], sizeof(run->lang[which]), "%.*s",
			 (int)lang.n, lang.n ? lang.p : "");
		if (open_segmenter(segmenter, run->args, lang, err))
			return err->code;
	}
	ent_str text = side->markup.n ? side->markup : side->text;
	ent_status status = side->markup.n ? ent_segment_markup(&bounds, &n, *segmenter,
								text, run->arena, err)
					   : ent_segment_text(&bounds, &n, *segmenter,
							      text, run->arena, err);
	size_t start = 0;
	for (uint32_t k = 0; k < n && !status; start = bounds[k++].end) {
		json_comma(&run->line, k);
		ent_buf_add_json(&run->line, ent_str_slice(text, start, bounds[k].end));
	}
	return status;
}

/* {"line","markup":[bool,bool],"source":[...],"target":[...]} */
static ent_status print_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct units_run *run = data;
	ent_buf_clear(&run->line);
	ent_arena_clear(run->arena);
	ent_buf_addf(&run->line, "{\"line\":%u,\"markup\":[%s,%s],\"source\":[",
		     unit->line, unit->source.markup.n ? "true" : "false",
		     unit->target.markup.n ? "true" : "false");
	ent_status status = add_side(run, 0, &unit->source, err);
	ent_buf_addf(&run->line, "],\"target\":[");
	if (!status)
		status = add_side(run, 1, &unit->target, err);
	ent_buf_addf(&run->line, "]}\n");
	if (!status && run->line.failed) {
		status = out_of_memory(err);
	}
	if (!status)
		fwrite(run->line.p, 1, run->line.n, stdout);
	return status;
}

static ent_status segment_units(const struct given *a,
				const char *path,
				ent_arena *arena,
				const ent_progress *progress,
				ent_error *err)
{
	struct units_run run = { .args = a, .arena = arena, .line = ENT_BUF_INIT };
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	opt.progress = progress;
	ent_status status = ent_read_units(path, &opt, NULL, print_unit, &run, err);
	ent_segmenter_free(run.segmenters[0]);
	ent_segmenter_free(run.segmenters[1]);
	ent_buf_release(&run.line);
	return status;
}

/* Our rules as an SRX file: for the language that was named, or all. */
static ent_status export_srx(const struct given *a, ent_error *err)
{
	ent_buf out = ENT_BUF_INIT;
	ent_str lang = ent_str_of(a->lang);
	ent_status status =
		ent_segment_export_srx(&out, &lang, lang.n > 0, a->abbreviations, err);
	if (!status)
		fwrite(out.p, 1, out.n, stdout);
	ent_buf_release(&out);
	return status;
}

static int run(struct given *a, const struct args *args)
{
	ent_error err;
	struct console console;
	const char *path = args->n_rest ? args->rest[0] : "-";
	if (a->export_srx) {
		if (args->n_rest || a->srx || a->lines || a->units || a->json)
			return usage_error(args->command,
					   "--export-srx goes with --lang and "
					   "--abbreviations only");
		return export_srx(a, &err) ? report(args->command, &err) : 0;
	}
	if (a->units && (a->lines || a->lang))
		return usage_error(args->command,
				   "--units takes its languages from the file");
	if (a->lines && !a->lang)
		return usage_error(args->command, "--lines needs --lang");
	ent_arena *arena = ent_arena_new(0);
	if (!arena) {
		fputs("entente: segment: out of memory\n", stderr);
		return EXIT_DATA;
	}
	console_init(&console, args->command);
	ent_status status =
		a->units   ? segment_units(a, path, arena, &console.progress, &err)
		: a->lines ? segment_lines(a, path, &err)
			   : segment_document(a, path, arena, &console.progress, &err);
	ent_arena_free(arena);
	return status ? report(args->command, &err) : 0;
}

static int start(const struct args *args, void *options)
{
	return run(options, args);
}

static const struct option_row options[] = {
	OPT_TEXT("lang", lang, "CODE", "set the language of the text"),
	OPT_FLAG("lines",
		 lines,
		 "read each line as a paragraph, print its segments tab-separated"),
	OPT_FLAG("units",
		 units,
		 "read TMX, XLIFF, PO or TSV and cut each side, keeping codes"),
	OPT_TEXT("srx", srx, "FILE", "cut by the rules of an SRX file"),
	OPT_FLAG("java", java, "read the patterns of the SRX file as Java does"),
	OPT_TEXT("abbreviations",
		 abbreviations,
		 "FILE",
		 "add the abbreviations in FILE"),
	OPT_FLAG("export-srx",
		 export_srx,
		 "print the built-in rules as an SRX file for other programs"),
	OPT_FLAG("json", json, "print an object for each segment"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente segment report.en.html", "Print the sentences of a release" },
	{ "echo 'Dr. A. Smith came. He left.' | entente segment --lines --lang en",
	  "Cut each line of a text" },
	{ "entente segment --export-srx --lang fr > fr.srx",
	  "Write the rules for another program" },
	{ NULL, NULL }
};

const struct cmd cmd_segment = {
	.name = "segment",
	.group = "Align",
	.summary = "cut paragraphs into segments",
	.operands = "[FILE]",
	.max = 1,
	.about = "Print the sentences of a text, one per line, by the built-in "
		 "rules of its language or by those of an SRX file.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
