/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_align.c - align two releases, or two texts of a segment a line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/align_show.h"
#include "cli/align_stream.h"
#include "cli/cmd.h"
#include "cli/options.h"
#include "cli/pick_lexicon.h"
#include "entente/read.h"
#include "entente/segment.h"

#define EVEN .5 /* confidence below which two texts are more likely unrelated */

struct align_args {
	char *from, *to, *format, *lexicon, *glossary, *anchors;
	int max_side, lines, all, attributes, beads, stream;
	const struct args *args;
	struct console console;
};

static ent_status cut(ent_aligned_pair *pair,
		      int side,
		      ent_document *document,
		      ent_arena *arena,
		      ent_error *err)
{
	ent_segmenter *segmenter = NULL;
	ent_status status = ent_segmenter_new(&segmenter, document->lang, NULL, err);
	if (!status)
		status = ent_segment_document(side ? &pair->target_segments
						   : &pair->source_segments,
					      side ? &pair->n_tgt : &pair->n_src,
					      segmenter, document, arena, err);
	ent_segmenter_free(segmenter);
	return status;
}

static ent_status read_side(ent_aligned_pair *pair,
			    ent_document *document,
			    struct align_args *a,
			    int side,
			    ent_arena *arena,
			    ent_error *err)
{
	const char *path = a->args->rest[side];
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.lang = ent_str_of(side ? a->to : a->from);
	opt.all = a->all;
	opt.attributes = a->attributes;
	opt.progress = &a->console.progress;
	if (a->lines) {
		*document =
			(ent_document){ .name = ent_str_of(path), .lang = opt.lang };
		return ent_read_lines(
			side ? &pair->target_segments : &pair->source_segments,
			side ? &pair->n_tgt : &pair->n_src, path, arena, err);
	}
	ent_status status = ent_read_document(document, path, &opt, arena, err);
	return status ? status : cut(pair, side, document, arena, err);
}

/* Two texts that do not translate each other are shown all the same. */
static void warn_if_unrelated(struct align_args *a, const ent_aligned_pair *pair)
{
	const double confidence = (double)pair->alignment->confidence;
	const char *empty = !pair->n_src   ? a->args->rest[0]
			    : !pair->n_tgt ? a->args->rest[1]
					   : NULL;
	if (!empty && confidence >= EVEN)
		return;
	console_clear(&a->console);
	if (empty) {
		fprintf(stderr, "entente: align: warning: %s: holds no text\n", empty);
		return;
	}
	fprintf(stderr,
		"entente: align: %s and %s hardly look like translations of each other "
		"(confidence %.2f)\n",
		a->args->rest[0], a->args->rest[1], confidence);
}

static ent_status run_in(struct align_args *a, ent_arena *arena, ent_error *err)
{
	ent_document documents[2];
	ent_aligned_pair pair = { .source = &documents[0], .target = &documents[1] };
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	ent_alignment alignment;
	ent_lexicon *lexicon = NULL;
	ent_status status = ENT_OK;
	for (int side = 0; side < 2 && !status; side++)
		status = read_side(&pair, &documents[side], a, side, arena, err);
	if (!status && a->anchors)
		status = read_anchors(&opt, a->anchors, arena, err);
	if (!status)
		status = pick_lexicon(&lexicon, a->lexicon, a->glossary,
				      documents[0].lang, documents[1].lang, err);
	opt.lexicon = lexicon;
	opt.max_side = (uint32_t)a->max_side;
	opt.progress = &a->console.progress;
	if (!status)
		status = ent_align(&alignment, pair.source_segments, pair.n_src,
				   pair.target_segments, pair.n_tgt, &opt, arena, err);
	pair.alignment = &alignment;
	if (!status)
		warn_if_unrelated(a, &pair);
	if (!status)
		status = show_alignment(&pair, a->format, a->beads, err);
	ent_lexicon_close(lexicon);
	return status;
}

static int run(struct align_args *a)
{
	ent_error err;
	const char *command = a->args->command;
	if (a->max_side < 1 || a->max_side > 5)
		return usage_error(command, "--max-side is 1 to 5");
	if (a->lines && (!a->from || !a->to))
		return usage_error(command, "--lines needs --from and --to");
	if (!strcmp(a->args->rest[0], "-") && !strcmp(a->args->rest[1], "-"))
		return usage_error(command, "only one side can be standard input");
	a->beads = a->lines && !a->format;
	ent_arena *arena = ent_arena_new(0);
	if (!arena) {
		fputs("entente: align: out of memory\n", stderr);
		return EXIT_DATA;
	}
	console_init(&a->console, command);
	ent_status status = run_in(a, arena, &err);
	console_clear(&a->console);
	ent_arena_free(arena);
	return status ? report(command, &err) : 0;
}

int cmd_align(int argc, char **argv)
{
	struct align_args a = { .max_side = 4 };
	struct args args;
	const struct poptOption table[] = {
		OPT_STRING("from", &a.from, "LANG", "language of the first file"),
		OPT_STRING("to", &a.to, "LANG", "language of the second file"),
		OPT_FLAG("lines", &a.lines, "each line of the files is a segment"),
		OPT_FLAG("all", &a.all, "keep navigation, banners and footers"),
		OPT_FLAG("attributes", &a.attributes,
			 "texts that stand for pictures as well, and the like"),
		OPT_STRING("format", &a.format, "NAME",
			   "tsv, tmx, jsonl, html or xliff (tsv)"),
		OPT_FLAG("stream", &a.stream,
			 "JSON Lines of pairs from standard input, of units out"),
		OPT_STRING("lexicon", &a.lexicon, "FILE",
			   "a lexicon instead of the one that ships"),
		OPT_STRING("glossary", &a.glossary, "FILE",
			   "terms (TBX, TSV, ...) that override the lexicon"),
		OPT_STRING("anchors", &a.anchors, "FILE",
			   "beads that are given: RANGE<TAB>RANGE a line"),
		OPT_INT("max-side", &a.max_side, "N",
			"most segments on one side of a bead, 1 to 5 (4)"),
		POPT_TABLEEND
	};
	int rc = args_read(&args, argc, argv, table, "SOURCE TARGET", 0, 2);
	a.args = &args;
	if (rc == ARGS_GO_ON && args.n_rest != (a.stream ? 0 : 2))
		rc = usage_error(args.command,
				 a.stream ? "--stream reads standard input alone"
					  : "wants two files; see --help");
	if (rc == ARGS_GO_ON)
		rc = a.stream ? align_stream(args.command, a.from, a.to, a.lexicon,
					     a.glossary)
			      : run(&a);
	args_free(&args);
	free(a.from);
	free(a.to);
	free(a.format);
	free(a.lexicon);
	free(a.glossary);
	free(a.anchors);
	return rc;
}
