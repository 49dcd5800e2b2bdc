/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/import_report.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "entente/memory.h"
#include "entente/segment.h"
#include "json/json.h"

/* Problems of a file that a terminal shows; a log or a report has all of them. */
enum { MAX_TOLD = 20 };

struct import {
	const char *command, *file;
	int json;
	ent_buf problems; /* JSON, without brackets */
	uint64_t told;    /* problems of the file at hand */
	struct console console;
	struct import_report report;
};

static unsigned long long llu(uint64_t v)
{
	return v;
}

static void note(void *data, const ent_problem *what)
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
	if (im->told++ >= MAX_TOLD && im->console.terminal)
		return;
	console_clear(&im->console);
	char unit[32] = "", line[16] = "";
	if (what->line)
		snprintf(line, sizeof(line), ":%u", what->line);
	if (what->unit)
		snprintf(unit, sizeof(unit), "unit %u %s: ", what->unit,
			 what->refused ? "refused" : "changed");
	fprintf(stderr, "entente: %s: %s%s: %s%.*s\n", im->command, im->file, line,
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
	printf("%s: %s, %llu units: %llu stored, %llu there before, %llu refused\n",
	       im->file, r->format ? r->format : "nothing",
	       (unsigned long long)r->units, (unsigned long long)r->stored,
	       (unsigned long long)r->duplicates, (unsigned long long)r->refused);
}

static int import_file(struct import *im,
		       ent_memory *memory,
		       const ent_units_options *wanted)
{
	ent_error err;
	ent_import_result result;
	ent_units_options opt = *wanted;
	opt.problem = note;
	opt.problem_data = im;
	opt.progress = &im->console.progress;
	ent_buf_clear(&im->problems);
	im->told = 0;
	import_report_file(&im->report, im->file);
	ent_status status = ent_memory_import(&result, memory, im->file, &opt, &err);
	console_clear(&im->console);
	if (im->told > MAX_TOLD && im->console.terminal)
		fprintf(stderr, "entente: %s: %s: %llu more; --report FILE names all\n",
			im->command, im->file, llu(im->told - MAX_TOLD));
	import_report_result(&im->report, &result, status ? &err : NULL);
	if (im->json)
		print_json(im, &result, status ? &err : NULL);
	else if (!status)
		print_text(im, &result);
	return status ? report(im->command, &err) : 0;
}

static int cannot_report(const char *command, const char *path)
{
	fprintf(stderr, "entente: %s: %s: cannot write: %s\n", command, path,
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
		opt.second = pairs ? args->rest[k + 1] : NULL;
		int failed = import_file(im, memory, &opt);
		code = code ? code : failed;
	}
	ent_memory_close(memory);
	return code;
}

/* The same with units cut into sentences. */
static int import_segments(struct import *im,
			   const struct args *args,
			   const char *path,
			   const ent_units_options *wanted,
			   bool pairs)
{
	ent_error err;
	ent_splitter *splitter;
	ent_units_options opt = *wanted;
	if (ent_splitter_new(&splitter, NULL, &err))
		return report(args->command, &err);
	const ent_unit_pass pass = { ent_splitter_pass, splitter };
	opt.pass = &pass;
	int code = import_files(im, args, path, &opt, pairs);
	ent_splitter_free(splitter);
	return code;
}

int cmd_import(int argc, char **argv)
{
	char *file = NULL, *from = NULL, *to = NULL, *told = NULL, *folder = NULL;
	int json = 0, pairs = 0, segment = 0;
	const struct poptOption table[] = {
		OPT_MEMORY(&file),
		OPT_STRING("from", &from, "LANG", "language of the sources"),
		OPT_STRING("to", &to, "LANG", "language of the targets"),
		OPT_STRING("report", &told, "FILE",
			   "units refused or changed, and counts; .json: as JSON"),
		OPT_FLAG("pair", &pairs,
			 "files two by two, line by line (Moses): A.en A.fr"),
		OPT_STRING("documents", &folder, "DIR",
			   "folder of the documents that an OPUS alignment names"),
		OPT_FLAG("segment", &segment,
			 "a unit a sentence where both sides have as many"),
		OPT_FLAG("json", &json, "a line of JSON for each file"),
		POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "FILE...", 1, -1);
	if (code == ARGS_GO_ON && pairs && args.n_rest % 2)
		code = usage_error(args.command, "--pair takes files two by two");
	if (code == ARGS_GO_ON) {
		ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
		opt.from = ent_str_of(from);
		opt.to = ent_str_of(to);
		opt.folder = folder;
		struct import im = { .command = args.command, .json = json };
		console_init(&im.console, args.command);
		ent_error err;
		if (told && output_is_memory(told, &err))
			code = report(args.command, &err);
		else if (!import_report_open(&im.report, told, memory_path(file)))
			code = cannot_report(args.command, told);
		else
			code = (segment ? import_segments : import_files)(
				&im, &args, memory_path(file), &opt, pairs);
		if (!import_report_close(&im.report))
			code = cannot_report(args.command, told);
		ent_buf_release(&im.problems);
	}
	args_free(&args);
	free(file);
	free(from);
	free(to);
	free(told);
	free(folder);
	return code;
}
