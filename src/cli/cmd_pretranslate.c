/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_pretranslate.c - fill the targets of an XLIFF file from a memory. */
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/output_file.h"
#include "entente/pretranslate.h"

/* "press.entente" is the memory "press" to the reader of the file. */
static ent_str name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	ent_str name = ent_str_of(slash ? slash + 1 : path);
	const ent_str end = ENT_STR(".entente");
	return ent_str_ends(name, end) && name.n > end.n
		       ? ent_str_slice(name, 0, name.n - end.n)
		       : name;
}

/* Standard output may be the file, so the summary goes to standard error. */
static void print_summary(const ent_pretranslate_result *r, const char *file, int json)
{
	unsigned long long all = r->segments, left = r->left, exact = r->exact,
			   fuzzy = r->fuzzy, empty = r->empty, by = r->by_sentence;
	if (json)
		fprintf(stderr,
			"{\"segments\":%llu,\"left\":%llu,\"exact\":%llu,"
			"\"fuzzy\":%llu,\"empty\":%llu,\"by_sentence\":%llu,"
			"\"adapted\":%llu}\n",
			all, left, exact, fuzzy, empty, by,
			(unsigned long long)r->adapted);
	else
		fprintf(stderr,
			COUNTED("%s: %llu segment: %llu left as they were, %llu exact, "
				"%llu fuzzy, %llu without a match\n",
				"%s: %llu segments: %llu left as they were, %llu "
				"exact, %llu fuzzy, %llu without a match\n",
				all),
			file, all, left, exact, fuzzy, empty);
	if (!json && r->adapted)
		fprintf(stderr,
			_("%s: %llu of the fuzzy ones with values of the text\n"), file,
			(unsigned long long)r->adapted);
	if (!json && by)
		fprintf(stderr, _("%s: %llu of these joined from their sentences\n"),
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
	print_summary(&result, args->rest[0], json);
	return 0;
}

struct given {
	char *file, *output, *from, *to;
	int min_score, adapt, json;
};

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_pretranslate_options opt = ENT_PRETRANSLATE_OPTIONS_DEFAULT;
	opt.from = ent_str_of(g->from);
	opt.to = ent_str_of(g->to);
	opt.min_score = (uint32_t)g->min_score;
	opt.adapt = g->adapt;
	return pretranslate(args, memory_path(g->file), g->output, &opt, g->json);
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_OUTPUT(output),
	OPT_TEXT("from", from, "LANG", "set the source language (default: the file's)"),
	OPT_TEXT("to", to, "LANG", "set the target language (default: the file's)"),
	OPT_INT("min-score",
		min_score,
		1,
		100,
		"75",
		"set the minimum score of a match, 1 to 100"),
	OPT_FLAG(
		"adapt",
		adapt,
		"put all values and names of the text into fuzzy matches, not only safe "
		"ones"),
	OPT_FLAG("json", json, "print the summary as JSON, on standard error"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente pretranslate -o out.xlf in.xlf",
	  "Fill the segments that are not translated, leave every other byte "
	  "as it is" },
	{ NULL, NULL }
};

const struct cmd cmd_pretranslate = {
	.name = "pretranslate",
	.group = "Exchange",
	.summary = "fill an XLIFF file from a memory",
	.operands = "FILE.xlf",
	.min = 1,
	.max = 1,
	.about = "Put the best match of the memory into each segment of an XLIFF "
		 "file that is not translated, with its state and score. The codes "
		 "of the source take their places in the target. Every other byte "
		 "of the file stays as it is.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
