/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_align.c - align two releases, or two texts of a segment a line. */
#include <stdio.h>
#include <string.h>

#include "cli/align_show.h"
#include "cli/align_stream.h"
#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/pick_lexicon.h"
#include "entente/language.h"
#include "entente/pairing.h"
#include "entente/read.h"
#include "entente/segment.h"

#define EVEN .5 /* confidence below which two texts are more likely unrelated */

struct given {
	char *from, *to, *format, *lexicon, *glossary, *anchors;
	int max_side, lines, all, attributes, stream;
};

struct align_run {
	const struct given *given;
	int beads; /* print ranges of lines */
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
			    struct align_run *a,
			    int side,
			    ent_arena *arena,
			    ent_error *err)
{
	const char *path = a->args->rest[side];
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	opt.lang = ent_str_of(side ? a->given->to : a->given->from);
	opt.all = a->given->all;
	opt.attributes = a->given->attributes;
	opt.progress = &a->console.progress;
	if (a->given->lines) {
		*document =
			(ent_document){ .name = ent_str_of(path), .lang = opt.lang };
		return ent_read_lines(
			side ? &pair->target_segments : &pair->source_segments,
			side ? &pair->n_tgt : &pair->n_src, path, arena, err);
	}
	return ent_read_document(document, path, &opt, arena, err);
}

/* Whether a language is that of a document, as far as is known. */
static bool fits_language(const ent_document *document, ent_str lang)
{
	return lang.n && (!document->lang.n || ent_lang_matches(document->lang, lang));
}

/* Texts too short to guess from, such as a list, have the languages that the names of
 * the files mark, if neither contradicts. */
static ent_status settle_languages(ent_document documents[2],
				   const struct align_run *a,
				   ent_arena *arena,
				   ent_error *err)
{
	ent_str langs[2];
	if (documents[0].lang.n && documents[1].lang.n)
		return ENT_OK;
	ent_status status =
		ent_languages_of_names(langs, ent_str_of(a->args->rest[0]),
				       ent_str_of(a->args->rest[1]), arena, err);
	if (!status && fits_language(&documents[0], langs[0]) &&
	    fits_language(&documents[1], langs[1]))
		for (int side = 0; side < 2; side++)
			if (!documents[side].lang.n)
				documents[side].lang = langs[side];
	return status;
}

static ent_status read_sides(ent_aligned_pair *pair,
			     ent_document documents[2],
			     struct align_run *a,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_status status = ENT_OK;
	for (int side = 0; side < 2 && !status; side++)
		status = read_side(pair, &documents[side], a, side, arena, err);
	if (status || a->given->lines)
		return status;
	status = settle_languages(documents, a, arena, err);
	for (int side = 0; side < 2 && !status; side++)
		status = cut(pair, side, &documents[side], arena, err);
	return status;
}

/* Whether most beads are the same text on both sides. */
static bool is_one_language(const ent_alignment *alignment)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < alignment->count; k++)
		n += (alignment->beads[k].doubts & ENT_DOUBT_UNTRANSLATED) != 0;
	return n > alignment->count / 2;
}

/* Two texts that do not translate each other are shown all the same. */
static void warn_if_unrelated(struct align_run *a, const ent_aligned_pair *pair)
{
	const double confidence = (double)pair->alignment->confidence;
	const char *empty = !pair->n_src   ? a->args->rest[0]
			    : !pair->n_tgt ? a->args->rest[1]
					   : NULL;
	if (!empty && confidence >= EVEN)
		return;
	if (empty && !a->given->lines)
		return; /* the reader said so */
	console_clear(&a->console);
	if (empty) {
		fprintf(stderr, _("entente: align: warning: %s: has no text\n"), empty);
		return;
	}
	fprintf(stderr,
		_("entente: align: %s and %s hardly look like translations of each other "
		  "(confidence %.2f)%s\n"),
		a->args->rest[0], a->args->rest[1], confidence,
		is_one_language(pair->alignment)
			? _(": most of their text is the same; give its language twice "
			    "(--from, --to) to compare two texts in one language")
			: "");
}

static ent_status report_section(void *data, const ent_section *section, ent_error *err)
{
	const struct align_run *a = data;
	(void)err;
	fprintf(stderr, _("entente: align: %s: %s %u to %u have no counterpart\n"),
		a->args->rest[section->side],
		section->paragraphs ? _("paragraphs") : _("lines"), section->first,
		section->last);
	return ENT_OK;
}

/* Additional text is normal; only a person knows whether it is meant. */
static ent_status report_sections(struct align_run *a,
				  const ent_aligned_pair *pair,
				  ent_error *err)
{
	if ((double)pair->alignment->confidence < EVEN)
		return ENT_OK;
	console_clear(&a->console);
	return ent_unmatched_sections(pair, report_section, a, err);
}

static ent_status run_in(struct align_run *a, ent_arena *arena, ent_error *err)
{
	ent_document documents[2];
	ent_aligned_pair pair = { .source = &documents[0], .target = &documents[1] };
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	ent_alignment alignment;
	ent_lexicon *lexicon = NULL;
	ent_status status = read_sides(&pair, documents, a, arena, err);
	if (!status && a->given->anchors)
		status = read_anchors(&opt, a->given->anchors, arena, err);
	if (!status)
		status = pick_lexicon(&lexicon, a->given->lexicon, a->given->glossary,
				      documents[0].lang, documents[1].lang, err);
	opt.lexicon = lexicon;
	opt.from = documents[0].lang;
	opt.to = documents[1].lang;
	if (a->given->max_side) {
		opt.max_side = (uint32_t)a->given->max_side;
		opt.wider = false;
	}
	opt.progress = &a->console.progress;
	/* asked for by name, not by two files that look alike */
	opt.one_language = ent_lang_matches(ent_lang_base(ent_str_of(a->given->from)),
					    ent_lang_base(ent_str_of(a->given->to)));
	if (!status)
		status = ent_align(&alignment, pair.source_segments, pair.n_src,
				   pair.target_segments, pair.n_tgt, &opt, arena, err);
	pair.alignment = &alignment;
	if (!status)
		warn_if_unrelated(a, &pair);
	if (!status)
		status = report_sections(a, &pair, err);
	if (!status)
		status = show_alignment(&pair, a->given->format, a->beads, err);
	ent_lexicon_close(lexicon);
	return status;
}

static int run(struct align_run *a)
{
	ent_error err;
	const char *command = a->args->command;
	if (a->given->lines && (!a->given->from || !a->given->to))
		return usage_error(command, "--lines needs --from and --to");
	if (!strcmp(a->args->rest[0], "-") && !strcmp(a->args->rest[1], "-"))
		return usage_error(command, "only one side can be standard input");
	a->beads = a->given->lines && !a->given->format;
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

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	struct align_run a = { .given = g, .args = args };
	if (args->n_rest != (g->stream ? 0 : 2))
		return usage_error(args->command,
				   g->stream ? "--stream reads standard input alone"
					     : "give two files, SOURCE and TARGET; see "
					       "entente help align");
	return g->stream ? align_stream(args->command, g->from, g->to, g->lexicon,
					g->glossary)
			 : run(&a);
}

static const struct option_row options[] = {
	OPT_TEXT("from", from, "LANG", "set the language of SOURCE"),
	OPT_TEXT("to", to, "LANG", "set the language of TARGET"),
	OPT_FLAG("lines", lines, "read each line of the files as a segment"),
	OPT_FLAG("all", all, "keep navigation, banners and footers"),
	OPT_FLAG("attributes",
		 attributes,
		 "read the texts of attributes too, such as those of pictures"),
	OPT_TEXT("format",
		 format,
		 "NAME",
		 "write tsv (the default), tmx, jsonl, html or xliff"),
	OPT_FLAG("stream",
		 stream,
		 "read pairs as JSON Lines from standard input, write their units"),
	OPT_TEXT("lexicon",
		 lexicon,
		 "FILE",
		 "use this lexicon instead of the one that ships"),
	OPT_TEXT("glossary",
		 glossary,
		 "FILE",
		 "let the terms of FILE (TBX, TSV, ...) override the lexicon"),
	OPT_TEXT("anchors",
		 anchors,
		 "FILE",
		 "keep the beads in FILE, one RANGE<TAB>RANGE per line"),
	OPT_INT("max-side",
		max_side,
		1,
		5,
		NULL,
		"put at most N segments on one side of a bead, 1 to 5 (default: 4, "
		"more where a segment would be left over)"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente align report.en.html report.fr.html",
	  "Print the units of two releases, tab-separated" },
	{ "entente align --format html report.en.html report.fr.html > report.html",
	  "Make a page with both versions side by side" },
	{ "entente align --lines --from en --to fr lines.en lines.fr",
	  "Print which lines of two files translate each other" },
	{ NULL, NULL }
};

const struct cmd cmd_align = {
	.name = "align",
	.group = "Align",
	.summary = "match the segments of two texts",
	.operands = "SOURCE TARGET",
	.min = 0,
	.max = 2,
	.about = "Cut two releases into sentences and match those that translate each "
		 "other. Each unit is printed with a confidence from 0 to 1.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
