/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "entente/pretranslate.h"

/* "press.entente" is the memory "press" to who reads the file. */
static ent_str name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	ent_str name = ent_str_of(slash ? slash + 1 : path);
	const ent_str end = ENT_STR(".entente");
	return ent_str_ends(name, end) && name.n > end.n
		       ? ent_str_slice(name, 0, name.n - end.n)
		       : name;
}

/* Standard output may be the file: what is said goes elsewhere. */
static void tell(const ent_pretranslate_result *r, const char *file, int json)
{
	unsigned long long all = r->segments, left = r->left, exact = r->exact,
			   fuzzy = r->fuzzy, empty = r->empty, by = r->by_sentence;
	if (json)
		fprintf(stderr,
			"{\"segments\":%llu,\"left\":%llu,\"exact\":%llu,"
			"\"fuzzy\":%llu,\"empty\":%llu,\"by_sentence\":%llu}\n",
			all, left, exact, fuzzy, empty, by);
	else
		fprintf(stderr,
			"%s: %llu segments: %llu left as they were, %llu exact, "
			"%llu fuzzy, %llu without a match\n",
			file, all, left, exact, fuzzy, empty);
	if (!json && by)
		fprintf(stderr, "%s: %llu of these put together of their sentences\n",
			file, by);
}

static int pretranslate(const struct args *args,
			const char *path,
			const char *output,
			ent_pretranslate_options *opt,
			int json)
{
	ent_error err;
	ent_memory *memory = NULL;
	ent_pretranslate_result result;
	struct output_file out;
	struct console console;
	console_init(&console, args->command);
	opt->progress = &console.progress;
	ent_status status = ent_memory_open(&memory, path, ENT_OPEN_READ, &err);
	if (!status)
		status = output_open(&out, output, &err);
	if (!status) {
		status = ent_memory_pretranslate(&result, memory, args->rest[0],
						 name_of(path), out.to, opt, &err);
		status = output_close(&out, status, &err);
	}
	console_clear(&console);
	ent_memory_close(memory);
	if (status)
		return report(args->command, &err);
	tell(&result, args->rest[0], json);
	return 0;
}

int cmd_pretranslate(int argc, char **argv)
{
	char *file = NULL, *output = NULL, *from = NULL, *to = NULL;
	int json = 0;
	ent_pretranslate_options opt = ENT_PRETRANSLATE_OPTIONS_DEFAULT;
	int min_score = (int)opt.min_score;
	const struct poptOption table[] = {
		OPT_MEMORY(&file),
		OPT_OUTPUT(&output),
		OPT_STRING("from", &from, "LANG",
			   "language of the sources (the file's)"),
		OPT_STRING("to", &to, "LANG", "language of the targets (the file's)"),
		OPT_INT("min-score", &min_score, "N", "no match below, 1 to 100 (75)"),
		OPT_FLAG("json", &json, "what was done as JSON, on standard error"),
		POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "FILE.xlf", 1, 1);
	if (code == ARGS_GO_ON && (min_score < 1 || min_score > 100))
		code = usage_error(args.command, "--min-score must be 1 to 100");
	if (code == ARGS_GO_ON) {
		opt.from = ent_str_of(from);
		opt.to = ent_str_of(to);
		opt.min_score = (uint32_t)min_score;
		code = pretranslate(&args, memory_path(file), output, &opt, json);
	}
	args_free(&args);
	free(file);
	free(output);
	free(from);
	free(to);
	return code;
}
