/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_export.c - units of a memory become a file. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "cli/cmd.h"
#include "cli/filter.h"
#include "cli/language.h"
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

static ent_status stop_at_first(void *data, const ent_unit *unit, ent_error *err)
{
	bool *found = data;
	(void)unit, (void)err;
	*found = true;
	return ENT_ECANCELLED;
}

/* What one import brought may be in other languages than the rest of the memory: those
 * of the first pair of languages in which it has a unit. */
static ent_status complete_of_import(ent_filter *filter,
				     ent_memory *memory,
				     ent_arena *arena,
				     ent_error *err)
{
	const ent_language_pair *pairs;
	uint32_t n = 0;
	bool found = false;
	ent_status status = ent_memory_language_pairs(&pairs, &n, memory, arena, err);
	for (uint32_t k = 0; !status && !found && k < n; k++) {
		ent_filter one = *filter;
		one.from = pairs[k].from;
		one.to = pairs[k].to;
		status = ent_memory_each(memory, &one, stop_at_first, &found, err);
		if (found)
			*filter = one;
		status = status == ENT_ECANCELLED ? ENT_OK : status;
	}
	return status;
}

/* The languages that are not given are the memory's. */
static ent_status complete(ent_filter *filter,
			   ent_memory *memory,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_str from, to;
	ent_status status = ENT_OK;
	if (filter->import && !filter->from.n && !filter->to.n)
		status = complete_of_import(filter, memory, arena, err);
	if (!status)
		status = ent_memory_languages(&from, &to, memory, arena, err);
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
			_("entente: %s: no unit of '%.*s' and '%.*s' matches the choice\n"),
			command, (int)filter->from.n, filter->from.p, (int)filter->to.n,
			filter->to.p);
	ent_writer_free(ex.writer);
	ent_arena_free(arena);
	return status;
}

struct given {
	char *file, *output, *format;
	struct filter_given filter;
	int watch;
};

/* Writes the whole export to the file of --output, or standard output. */
static ent_status write_file(const struct given *g,
			     const char *command,
			     ent_memory *memory,
			     const ent_unit_format *format,
			     ent_error *err)
{
	ent_filter filter = filter_of(&g->filter);
	struct output_file out;
	ent_status status = output_open(&out, g->output, err);
	if (status)
		return status;
	status = export_to(out.to, command, memory, format, &filter, err);
	return output_close(&out, status, err);
}

static ent_status open_and_write(const struct given *g,
				 const char *command,
				 const ent_unit_format *format,
				 ent_error *err)
{
	ent_memory *memory = NULL;
	ent_status status =
		ent_memory_open(&memory, memory_path(g->file), ENT_OPEN_READ, err);
	if (!status)
		status = write_file(g, command, memory, format, err);
	ent_memory_close(memory);
	return status;
}

/* ---- --watch ------------------------------------------------------------------- */

enum { LOOK_MS = 300 }; /* between two looks at the memory */

/* What shows that a memory has changed: its file, which a backup may have replaced, and
 * the log that SQLite keeps beside it.  The memory is not open between two exports, so
 * that other programs can replace it. */
struct state {
	struct stat file, log;
};

static bool same_stat(const struct stat *a, const struct stat *b)
{
	return a->st_dev == b->st_dev && a->st_ino == b->st_ino &&
	       a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	       a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static bool same_state(const struct state *a, const struct state *b)
{
	return same_stat(&a->file, &b->file) && same_stat(&a->log, &b->log);
}

/* A file that is missing for a moment, while it is replaced, counts as changed. */
static void read_state(struct state *out, const char *path, const char *log)
{
	memset(out, 0, sizeof(*out));
	if (stat(path, &out->file))
		memset(&out->file, 0, sizeof(out->file));
	if (stat(log, &out->log))
		memset(&out->log, 0, sizeof(out->log));
}

/* Waits until the memory differs from *was, and then is the same in two looks in a
 * row. */
static void wait_for_change(const struct state *was, const char *path, const char *log)
{
	static const struct timespec moment = { .tv_nsec = LOOK_MS * 1000000L };
	struct state last = *was, now;
	for (;;) {
		nanosleep(&moment, NULL);
		read_state(&now, path, log);
		if (same_state(&now, &last) && !same_state(&now, was))
			return;
		last = now;
	}
}

/* Writes the file again whenever the memory has changed, until the process is
 * ended. */
static ent_status keep_writing(const struct given *g,
			       const char *command,
			       const ent_unit_format *format,
			       ent_error *err)
{
	const char *path = memory_path(g->file);
	ent_buf log = ENT_BUF_INIT;
	struct state written;
	ent_buf_addf(&log, "%s-wal", path);
	ent_status status = log.failed ? out_of_memory(err) : ENT_OK;
	while (!status) {
		read_state(&written, path, log.p);
		status = open_and_write(g, command, format, err);
		if (!status)
			wait_for_change(&written, path, log.p);
	}
	ent_buf_release(&log);
	return status;
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_error err;
	const ent_unit_format *format;
	if (g->watch && (!g->output || !strcmp(g->output, "-")))
		return usage_error(args->command,
				   "--watch writes a file again and again; name it "
				   "with --output");
	ent_status status = ent_unit_format_named(&format, g->format, &err);
	if (!status)
		format = ent_unit_format_whole(format);
	if (!status && g->watch)
		status = keep_writing(g, args->command, format, &err);
	else if (!status)
		status = open_and_write(g, args->command, format, &err);
	return status ? report(args->command, &err) : 0;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_OUTPUT(output),
	OPT_PRESET(
		"format",
		format,
		"NAME",
		"tmx",
		"write tmx, tmx1 (no codes), tsv, safe-tsv (for spreadsheets), jsonl, "
		"html, xliff (1.2) or xliff2 (2.1)"),
	OPT_FILTER(filter),
	OPT_FLAG("watch", watch, "write the file again whenever the memory changes"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente export -o communiques.tmx", "Write the whole memory as TMX" },
	{ "entente export --format tsv --since 2025 --min-confidence 0.9",
	  "Print the units since 2025 with a confidence of 0.9 or more, "
	  "tab-separated" },
	{ "entente export --watch -o omegat-project/tm/communiques.tmx",
	  "Keep a translation memory of an OmegaT project up to date" },
	{ NULL, NULL }
};

const struct cmd cmd_export = {
	.name = "export",
	.group = "Exchange",
	.summary = "write a memory as TMX, TSV, JSONL or XLIFF",
	.operands = "",
	.about = "Write the units of the memory, or those that the options choose, "
		 "in the order in which they came. A TMX, TSV or JSONL export that "
		 "is imported again gives the same units. FILE is replaced when the "
		 "export is complete, not before.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
