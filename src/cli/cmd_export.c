/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cmd.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "entente/write.h"

struct export
{
	ent_writer *writer;
	struct console console;
	uint64_t done;
};

static ent_status send(void *data, const ent_unit *unit, ent_error *err)
{
	struct export *ex = data;
	const ent_progress *p = &ex->console.progress;
	if (++ex->done % 1024 == 0)
		p->step(p->data, "exporting", ex->done, 0);
	return ent_writer_add(ex->writer, unit, err);
}

/* The languages that are not given are the memory's. */
static ent_status complete(ent_filter *filter,
			   ent_memory *memory,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_str from, to;
	ent_status status = ent_memory_languages(&from, &to, memory, arena, err);
	if (!status && !from.n) { /* an empty memory: any pair will do */
		from = ENT_STR("en");
		to = ENT_STR("fr");
	}
	if (!status && !filter->from.n)
		filter->from = ent_str_is(filter->to, from.p) ? to : from;
	if (!status && !filter->to.n)
		filter->to = ent_str_is(filter->from, to.p) ? from : to;
	return status;
}

static ent_status export_to(FILE *to,
			    const char *command,
			    ent_memory *memory,
			    const ent_unit_format *format,
			    ent_filter *filter,
			    ent_error *err)
{
	struct export ex = { .done = 0 };
	ent_arena *arena = ent_arena_new(0);
	console_init(&ex.console, command);
	if (!arena) {
		*err = (ent_error){ .code = ENT_ENOMEM, .message = "out of memory" };
		return ENT_ENOMEM;
	}
	ent_status status = complete(filter, memory, arena, err);
	if (!status)
		status = ent_writer_new(&ex.writer, format, to, filter->from,
					filter->to, ENT_STR("entente"), err);
	if (!status)
		status = ent_memory_each(memory, filter, send, &ex, err);
	if (!status)
		status = ent_writer_finish(ex.writer, err);
	console_clear(&ex.console);
	if (!status && !ex.done)
		fprintf(stderr, "entente: %s: no unit of '%.*s' and '%.*s' fits\n",
			command, (int)filter->from.n, filter->from.p, (int)filter->to.n,
			filter->to.p);
	ent_writer_free(ex.writer);
	ent_arena_free(arena);
	return status;
}

int cmd_export(int argc, char **argv)
{
	char *file = NULL, *output = NULL, *name = NULL;
	struct filter_given given = { .from = NULL };
	const struct poptOption table[] = {
		OPT_MEMORY(&file), OPT_OUTPUT(&output),
		OPT_STRING("format", &name, "NAME",
			   "tmx (default), tmx1 (no codes), tsv, jsonl, "
			   "html, xliff (1.2), xliff2 (2.1)"),
		OPT_FILTER(given), POPT_TABLEEND
	};
	struct args args;
	ent_filter filter;
	int code = args_read(&args, argc, argv, table, "", 0, 0);
	if (code == ARGS_GO_ON)
		code = filter_of(&filter, &given, args.command);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		const ent_unit_format *format;
		ent_status status =
			ent_unit_format_named(&format, name ? name : "tmx", &err);
		if (!status)
			status = ent_memory_open(&memory, memory_path(file),
						 ENT_OPEN_READ, &err);
		struct output_file out;
		if (!status)
			status = output_open(&out, output, &err);
		if (!status) {
			status = export_to(out.to, args.command, memory, format,
					   &filter, &err);
			status = output_close(&out, status, &err);
		}
		ent_memory_close(memory);
		code = status ? report(args.command, &err) : 0;
	}
	args_free(&args);
	filter_free(&given);
	free(file);
	free(output);
	free(name);
	return code;
}
