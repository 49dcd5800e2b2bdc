/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_upkeep.c - stats, check, merge, dedupe, delete and backup of a memory. */
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

int cmd_stats(int argc, char **argv)
{
	char *file = NULL;
	int json = 0;
	const struct poptOption table[] = { OPT_MEMORY(&file),
					    OPT_FLAG("json", &json, "as JSON"),
					    POPT_TABLEEND };
	struct args args;
	int code = args_read(&args, argc, argv, table, "", 0, 0);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		ent_stats stats;
		ent_status status = open_it(&memory, file, ENT_OPEN_READ, &err);
		if (!status)
			status = ent_memory_stats(&stats, memory, &err);
		if (!status)
			print_stats(&stats, json);
		ent_memory_close(memory);
		code = status ? report(args.command, &err) : 0;
	}
	args_free(&args);
	free(file);
	return code;
}

static void print_line(void *data, const char *what)
{
	(void)data;
	puts(what);
}

int cmd_check(int argc, char **argv)
{
	char *file = NULL;
	int repair = 0;
	const struct poptOption table[] = {
		OPT_MEMORY(&file),
		OPT_FLAG("repair", &repair, "rebuild the indexes from the units"),
		POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "", 0, 0);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		uint64_t found = 0;
		ent_status status = open_it(
			&memory, file, repair ? ENT_OPEN_WRITE : ENT_OPEN_READ, &err);
		if (!status)
			status = ent_memory_check(&found, memory, repair, print_line,
						  NULL, &err);
		if (!status && !found)
			puts("no fault found");
		else if (!status && repair)
			puts("what can be rebuilt was rebuilt; check again");
		ent_memory_close(memory);
		code = status ? report(args.command, &err) : found ? EXIT_DATA : 0;
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
	struct filter_given given = { NULL };
	const struct poptOption table[] = {
		OPT_MEMORY(&file), OPT_FILTER(given),
		OPT_FLAG("all", &all, "every unit of the languages"), POPT_TABLEEND
	};
	struct args args;
	ent_filter filter;
	int code = args_read(&args, argc, argv, table, "", 0, 0);
	if (code == ARGS_GO_ON)
		code = filter_of(&filter, &given, args.command);
	if (code == ARGS_GO_ON && !all && !given.since && !given.until &&
	    !given.document && !given.limit)
		code = usage_error(args.command,
				   "say which: --document, --since, --until or --all");
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
