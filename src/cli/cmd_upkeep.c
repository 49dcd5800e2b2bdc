/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_upkeep.c - stats, merge, dedupe, delete and backup of a memory. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cmd.h"
#include "cli/filter.h"
#include "cli/options.h"

static unsigned long long llu(uint64_t v)
{
	return v;
}

static ent_status open_it(ent_memory **out,
			  const char *file,
			  ent_open_mode mode,
			  ent_error *err)
{
	return ent_memory_open(out, memory_path(file), mode, err);
}

static void print_stats(const ent_stats *s, int json)
{
	if (json)
		printf("{\"units\":%llu,\"texts\":%llu,\"documents\":%llu,\"pairs\":%llu,"
		       "\"beads\":%llu,\"file_bytes\":%llu,\"text_bytes\":%llu}\n",
		       llu(s->units), llu(s->texts), llu(s->documents), llu(s->pairs),
		       llu(s->beads), llu(s->file_bytes), llu(s->text_bytes));
	else
		printf("units      %llu\ntexts      %llu\ndocuments  %llu\n"
		       "pairs      %llu\nbeads      %llu\nfile       %.1f MB\n"
		       "text       %.1f MB\n",
		       llu(s->units), llu(s->texts), llu(s->documents), llu(s->pairs),
		       llu(s->beads), (double)s->file_bytes / 1e6,
		       (double)s->text_bytes / 1e6);
}

/* The imports, for `delete --import` and `export --import`. */
static ent_status print_imports(ent_memory *memory, int json, ent_error *err)
{
	const ent_import *all;
	uint32_t n;
	ent_buf out = ENT_BUF_INIT;
	ent_arena *arena = ent_arena_new(0);
	ent_status status = ent_memory_imports(&all, &n, memory, arena, err);
	for (uint32_t k = 0; !status && k < n; k++) {
		const ent_import *im = &all[k];
		if (!json) {
			ent_buf_addf(&out, "%4llu  %s  %8llu units  %s\n",
				     llu(im->number), im->date.p, llu(im->units),
				     im->file.p);
			continue;
		}
		ent_buf_addf(&out,
			     "{\"import\":%llu,\"date\":\"%s\",\"units\":%llu,"
			     "\"format\":\"%s\",\"file\":",
			     llu(im->number), im->date.p, llu(im->units), im->format.p);
		ent_buf_add_json(&out, im->file);
		ent_buf_add(&out, ENT_STR("}\n"));
	}
	if (!status && out.n)
		fwrite(out.p, 1, out.n, stdout);
	ent_buf_release(&out);
	ent_arena_free(arena);
	return status;
}

int cmd_stats(int argc, char **argv)
{
	char *file = NULL;
	int json = 0, imports = 0;
	const struct poptOption table[] = {
		OPT_MEMORY(&file), OPT_FLAG("json", &json, "as JSON"),
		OPT_FLAG("imports", &imports, "list the files imported instead"),
		POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "", 0, 0);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		ent_stats stats;
		ent_status status = open_it(&memory, file, ENT_OPEN_READ, &err);
		if (!status && imports)
			status = print_imports(memory, json, &err);
		else if (!status)
			status = ent_memory_stats(&stats, memory, &err);
		if (!status && !imports)
			print_stats(&stats, json);
		ent_memory_close(memory);
		code = status ? report(args.command, &err) : 0;
	}
	args_free(&args);
	free(file);
	return code;
}

int cmd_merge(int argc, char **argv)
{
	char *file = NULL;
	const struct poptOption table[] = { OPT_MEMORY(&file), POPT_TABLEEND };
	struct args args;
	int code = args_read(&args, argc, argv, table, "OTHER...", 1, -1);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		uint64_t added = 0;
		struct console console;
		console_init(&console, args.command);
		ent_status status = open_it(&memory, file, ENT_OPEN_CREATE, &err);
		for (int k = 0; k < args.n_rest && !status; k++) {
			status = ent_memory_merge(&added, memory, args.rest[k],
						  &console.progress, &err);
			console_clear(&console);
			if (!status)
				printf("%s: %llu units added\n", args.rest[k],
				       llu(added));
		}
		ent_memory_close(memory);
		code = status ? report(args.command, &err) : 0;
	}
	args_free(&args);
	free(file);
	return code;
}

int cmd_dedupe(int argc, char **argv)
{
	char *file = NULL;
	const struct poptOption table[] = { OPT_MEMORY(&file), POPT_TABLEEND };
	struct args args;
	int code = args_read(&args, argc, argv, table, "", 0, 0);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		uint64_t removed = 0;
		ent_status status = open_it(&memory, file, ENT_OPEN_WRITE, &err);
		if (!status)
			status = ent_memory_dedupe(&removed, memory, &err);
		if (!status)
			printf("%llu units removed\n", llu(removed));
		ent_memory_close(memory);
		code = status ? report(args.command, &err) : 0;
	}
	args_free(&args);
	free(file);
	return code;
}

int cmd_delete(int argc, char **argv)
{
	char *file = NULL;
	int all = 0;
	struct filter_given given = { .from = NULL };
	const struct poptOption table[] = {
		OPT_MEMORY(&file), OPT_FILTER(given),
		OPT_FLAG("all", &all, "every unit (of --from and --to, if given)"),
		POPT_TABLEEND
	};
	struct args args;
	ent_filter filter;
	int code = args_read(&args, argc, argv, table, "", 0, 0);
	if (code == ARGS_GO_ON)
		code = filter_of(&filter, &given, args.command);
	if (code == ARGS_GO_ON && !all && !given.since && !given.until &&
	    !given.document && !given.limit && !given.import)
		code = usage_error(args.command, "say which: --document, --since, "
						 "--until, --import or --all");
	if (code == ARGS_GO_ON && given.min_confidence > 0)
		code = usage_error(args.command, "--min-confidence would delete the "
						 "surest; it is not for this command");
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		uint64_t removed = 0;
		ent_status status = open_it(&memory, file, ENT_OPEN_WRITE, &err);
		if (!status)
			status = ent_memory_delete(&removed, memory, &filter, &err);
		if (!status)
			printf("%llu units removed\n", llu(removed));
		ent_memory_close(memory);
		code = status ? report(args.command, &err) : 0;
	}
	args_free(&args);
	filter_free(&given);
	free(file);
	return code;
}

int cmd_backup(int argc, char **argv)
{
	char *file = NULL;
	const struct poptOption table[] = { OPT_MEMORY(&file), POPT_TABLEEND };
	struct args args;
	int code = args_read(&args, argc, argv, table, "COPY", 1, 1);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		struct console console;
		console_init(&console, args.command);
		ent_status status = open_it(&memory, file, ENT_OPEN_READ, &err);
		if (!status)
			status = ent_memory_backup(memory, args.rest[0],
						   &console.progress, &err);
		console_clear(&console);
		ent_memory_close(memory);
		code = status ? report(args.command, &err) : 0;
	}
	args_free(&args);
	free(file);
	return code;
}
