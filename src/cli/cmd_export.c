/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_export.c - units of a memory become a file. */
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/filter.h"
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
	if (!arena)
		return out_of_memory(err);
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
		fprintf(stderr,
			"entente: %s: no unit of '%.*s' and '%.*s' matches the choice\n",
			command, (int)filter->from.n, filter->from.p, (int)filter->to.n,
			filter->to.p);
	ent_writer_free(ex.writer);
	ent_arena_free(arena);
	return status;
}

struct given {
	char *file, *output, *format;
	struct filter_given filter;
};

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_error err;
	ent_memory *memory = NULL;
	const ent_unit_format *format;
	ent_filter filter = filter_of(&g->filter);
	struct output_file out;
	ent_status status = ent_unit_format_named(&format, g->format, &err);
	if (!status)
		status = ent_memory_open(&memory, memory_path(g->file), ENT_OPEN_READ,
					 &err);
	if (!status)
		status = output_open(&out, g->output, &err);
	if (!status) {
		status =
			export_to(out.to, args->command, memory, format, &filter, &err);
		status = output_close(&out, status, &err);
	}
	ent_memory_close(memory);
	return status ? report(args->command, &err) : 0;
}

static const struct option_row options[] = {
	OPT_MEMORY(file), OPT_OUTPUT(output),
	OPT_PRESET("format",
		   format,
		   "NAME",
		   "tmx",
		   "write tmx, tmx1 (no codes), tsv, jsonl, html, xliff (1.2) or "
		   "xliff2 (2.1)"),
	OPT_FILTER(filter), OPT_END
};

static const struct example examples[] = {
	{ "entente export -o communiques.tmx", "Write the whole memory as TMX" },
	{ "entente export --format tsv --since 2025 --min-confidence 0.9",
	  "Print the sure units of 2025 and later, tab-separated" },
	{ NULL, NULL }
};

const struct cmd cmd_export = {
	.name = "export",
	.group = "Exchange",
	.summary = "write a memory as TMX, TSV, JSONL or XLIFF",
	.operands = "",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
