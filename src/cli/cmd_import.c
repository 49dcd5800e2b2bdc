/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/options.h"
#include "entente/memory.h"

struct import {
	const char *command, *file;
	int json;
	ent_buf problems; /* JSON, without brackets */
	struct console console;
};

static void note(void *data, const ent_problem *what)
{
	struct import *im = data;
	if (im->json) {
		ent_buf_addf(&im->problems,
			     "%s{\"line\":%u,\"unit\":%u,\"refused\":%s,"
			     "\"reason\":",
			     im->problems.n ? "," : "", what->line, what->unit,
			     what->refused ? "true" : "false");
		ent_buf_add_json(&im->problems, what->reason);
		ent_buf_add_char(&im->problems, '}');
		return;
	}
	console_clear(&im->console);
	fprintf(stderr, "entente: %s: %s:%u: %s%.*s\n", im->command, im->file,
		what->line, what->refused ? "" : "changed: ", (int)what->reason.n,
		what->reason.p);
}

static void print_json(struct import *im,
		       const ent_import_result *r,
		       const ent_error *err)
{
	ent_buf out = ENT_BUF_INIT;
	ent_buf_add(&out, ENT_STR("{\"file\":"));
	ent_buf_add_json(&out, ent_str_of(im->file));
	ent_buf_addf(&out,
		     ",\"format\":%s%s%s,\"units\":%llu,\"stored\":%llu,"
		     "\"duplicates\":%llu,\"refused\":%llu,\"problems\":[",
		     r->format ? "\"" : "", r->format ? r->format : "null",
		     r->format ? "\"" : "", (unsigned long long)r->units,
		     (unsigned long long)(err ? 0 : r->stored),
		     (unsigned long long)r->duplicates, (unsigned long long)r->refused);
	ent_buf_add(&out, ent_buf_str(&im->problems));
	ent_buf_add_char(&out, ']');
	if (err) {
		ent_buf_add(&out, ENT_STR(",\"error\":"));
		ent_buf_add_json(&out, ent_str_of(err->message));
	}
	ent_buf_add(&out, ENT_STR("}\n"));
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
		       const char *from,
		       const char *to)
{
	ent_error err;
	ent_import_result result;
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	opt.from = ent_str_of(from);
	opt.to = ent_str_of(to);
	opt.problem = note;
	opt.problem_data = im;
	opt.progress = &im->console.progress;
	ent_buf_clear(&im->problems);
	ent_status status = ent_memory_import(&result, memory, im->file, &opt, &err);
	console_clear(&im->console);
	if (im->json)
		print_json(im, &result, status ? &err : NULL);
	else if (!status)
		print_text(im, &result);
	return status ? report(im->command, &err) : 0;
}

int cmd_import(int argc, char **argv)
{
	char *file = NULL, *from = NULL, *to = NULL;
	int json = 0;
	const struct poptOption table[] = {
		OPT_MEMORY(&file),
		OPT_STRING("from", &from, "LANG", "language of the sources"),
		OPT_STRING("to", &to, "LANG", "language of the targets"),
		OPT_FLAG("json", &json, "a line of JSON for each file"), POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "FILE...", 1, -1);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory;
		struct import im = { .command = args.command, .json = json };
		console_init(&im.console, args.command);
		ent_status status = ent_memory_open(&memory, memory_path(file),
						    ENT_OPEN_CREATE, &err);
		code = status ? report(args.command, &err) : 0;
		for (int k = 0; k < args.n_rest && !status; k++) {
			im.file = args.rest[k];
			int failed = import_file(&im, memory, from, to);
			code = code ? code : failed;
		}
		if (!status)
			ent_memory_close(memory);
		ent_buf_release(&im.problems);
	}
	args_free(&args);
	free(file);
	free(from);
	free(to);
	return code;
}
