/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_import.c - units of files go into a memory. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/import_report.h"
#include "cli/language.h"
#include "cli/output_file.h"
#include "cli/show.h"
#include "cli/units_given.h"
#include "cli/user.h"
#include "entente/memory.h"
#include "entente/segment.h"
#include "json/json.h"

/* Problems of a file that a terminal shows; a log or a report has all of them. */
enum { MAX_SHOWN = 20 };

struct import {
	const char *command, *file;
	const char *name; /* the file's, in a line */
	ent_buf name_buf;
	int json;
	ent_buf problems; /* JSON, without brackets */
	uint64_t shown;   /* problems of the current file */
	struct console console;
	struct import_report report;
};

static unsigned long long llu(uint64_t v)
{
	return v;
}

static void report_problem(void *data, const ent_problem *what)
{
	struct import *im = data;
	import_report_problem(&im->report, what);
	if (im->json) {
		if (im->problems.n)
			ent_buf_add_char(&im->problems, ',');
		json_problem(&im->problems, what);
		return;
	}
	if (im->report.to) /* that is where they can be read */
		return;
	if (im->shown++ >= MAX_SHOWN && im->console.terminal)
		return;
	console_clear(&im->console);
	char unit[32] = "", line[16] = "";
	if (what->line)
		snprintf(line, sizeof(line), ":%u", what->line);
	if (what->unit)
		snprintf(unit, sizeof(unit), _("unit %u %s: "), what->unit,
			 what->refused ? _("refused") : _("changed"));
	fprintf(stderr, "entente: %s: %s%s: %s%.*s\n", im->command, im->name, line,
		unit, (int)what->reason.n, what->reason.p);
}

static void print_json(struct import *im,
		       const ent_import_result *r,
		       const ent_error *err)
{
	ent_buf out = ENT_BUF_INIT;
	json_import_result(&out, im->file, r, ent_buf_str(&im->problems), err);
	ent_buf_add_char(&out, '\n');
	if (!out.failed)
		fwrite(out.p, 1, out.n, stdout);
	ent_buf_release(&out);
}

static void print_text(const struct import *im, const ent_import_result *r)
{
	printf(COUNTED("%s: %s, %llu unit: %llu stored, %llu there before, %llu refused",
		       "%s: %s, %llu units: %llu stored, %llu there before, %llu "
		       "refused",
		       r->units),
	       im->name, r->format ? r->format : _("nothing"),
	       (unsigned long long)r->units, (unsigned long long)r->stored,
	       (unsigned long long)r->duplicates, (unsigned long long)r->refused);
	if (r->differing)
		printf(_(", %llu with an earlier version (--update replaces it)"),
		       (unsigned long long)r->differing);
	if (r->several)
		printf(_(", %llu with several earlier versions"),
		       (unsigned long long)r->several);
	if (r->updated)
		printf(_(", %llu updated"), (unsigned long long)r->updated);
	putchar('\n');
}

static int import_file(struct import *im,
		       ent_memory *memory,
		       const ent_units_options *wanted)
{
	ent_error err;
	ent_import_result result;
	ent_units_options opt = *wanted;
	opt.problem = report_problem;
	opt.problem_data = im;
	opt.progress = &im->console.progress;
	ent_buf_clear(&im->problems);
	im->shown = 0;
	import_report_file(&im->report, im->file);
	if (im->report.to)
		language_pause(); /* a report is for programs too */
	ent_status status = ent_memory_import(&result, memory, im->file, &opt, &err);
	console_clear(&im->console);
	language_resume();
	if (im->shown > MAX_SHOWN && im->console.terminal)
		fprintf(stderr,
			_("entente: %s: %s: %llu more; --report FILE lists all\n"),
			im->command, im->name, llu(im->shown - MAX_SHOWN));
	import_report_result(&im->report, &result, status ? &err : NULL);
	if (im->json)
		print_json(im, &result, status ? &err : NULL);
	else if (!status)
		print_text(im, &result);
	return status ? report(im->command, &err) : 0;
}

static int cannot_report(const char *command, const char *path)
{
	fprintf(stderr, _("entente: %s: %s: cannot write: %s\n"), command, path,
		strerror(errno));
	return EXIT_DATA;
}

static int import_files(struct import *im,
			const struct args *args,
			const char *path,
			const ent_units_options *wanted,
			bool pairs)
{
	ent_error err;
	ent_memory *memory;
	ent_units_options opt = *wanted;
	if (ent_memory_open(&memory, path, ENT_OPEN_CREATE, &err))
		return report(args->command, &err);
	int code = 0;
	for (int k = 0; k < args->n_rest; k += 1 + pairs) {
		im->file = args->rest[k];
		im->name = name_in_line(&im->name_buf, ent_str_of(im->file));
		opt.second = pairs ? args->rest[k + 1] : NULL;
		int failed = import_file(im, memory, &opt);
		code = code ? code : failed;
	}
	if (code)
		ent_memory_discard(memory);
	else
		ent_memory_close(memory);
	return code;
}

struct given {
	char *file, *from, *to, *report, *label;
	struct units_given units;
	int json, update;
};

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	const char *path = memory_path(g->file);
	struct import im = { .command = args->command, .json = g->json };
	struct units_asked asked;
	ent_error err;
	int code = units_begin(&asked, &g->units, args);
	if (code)
		return code;
	asked.opt.from = ent_str_of(g->from);
	asked.opt.to = ent_str_of(g->to);
	asked.opt.update = g->update;
	asked.opt.who = ent_str_of(user_name(NULL));
	asked.opt.label = ent_str_of(g->label);
	console_init(&im.console, args->command);
	if (g->report && output_is_memory(g->report, &err))
		code = report(args->command, &err);
	else if (!import_report_open(&im.report, g->report, path))
		code = cannot_report(args->command, g->report);
	else
		code = import_files(&im, args, path, &asked.opt, g->units.pairs);
	if (!import_report_close(&im.report))
		code = cannot_report(args->command, g->report);
	ent_buf_release(&im.problems);
	ent_buf_release(&im.name_buf);
	units_end(&asked);
	return code;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_TEXT("from", from, "LANG", "set the language of the sources"),
	OPT_TEXT("to", to, "LANG", "set the language of the targets"),
	OPT_TEXT("label",
		 label,
		 "TEXT",
		 "label the units; lookup, concord and export choose them by it"),
	OPT_TEXT("report",
		 report,
		 "FILE",
		 "list refused and changed units in FILE (FILE.json: as JSON)"),
	OPT_UNITS(units),
	OPT_FLAG("update",
		 update,
		 "replace earlier versions of units instead of reporting them"),
	OPT_FLAG("json", json, "print a line of JSON for each file"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente import communiques.tmx", "Add the units of a TMX file" },
	{ "entente import --report refused.txt communiques.tmx",
	  "List each unit that is refused, with its line and the reason" },
	{ "entente import --pair --from en --to fr lines.en lines.fr",
	  "Add a Moses pair" },
	{ NULL, NULL }
};

const struct cmd cmd_import = {
	.name = "import",
	.group = "Exchange",
	.summary = "read TMX, XLIFF, TBX, PO, TSV, JSONL, OPUS into a memory",
	.operands = "FILE...",
	.min = 1,
	.max = -1,
	.about =
		"Add the units of files to the memory. A unit that is there already is "
		"not stored twice; one that cannot be stored is reported with its "
		"line and the reason. A unit that looks like another version of one "
		"from an earlier import (the same tuid or source in the same document, "
		"or in a file of the same name) is stored and reported; with --update "
		"it takes the place of the earlier one, which stays in the history. "
		"Where several earlier units look so, all are kept and named.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
