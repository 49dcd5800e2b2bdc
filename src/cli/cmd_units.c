/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_units.c - show the units that are read of a file. */
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/units_given.h"
#include "entente/read.h"
#include "entente/segment.h"
#include "entente/write.h"

/* One file while it is read. */
struct report_of_file {
	ent_writer *writer; /* NULL with --json */
	const char *file;
	ent_buf problems;
	uint64_t units, refused;
	struct console *console;
};

static ent_status add_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct report_of_file *r = data;
	r->units++;
	return r->writer ? ent_writer_add(r->writer, unit, err) : ENT_OK;
}

static void report_problem(void *data, const ent_problem *p)
{
	struct report_of_file *r = data;
	r->refused += p->refused;
	if (r->writer) {
		console_clear(r->console);
		fprintf(stderr, "%s:", r->file);
		if (p->line)
			fprintf(stderr, "%u:", p->line);
		fputc(' ', stderr);
		if (p->unit)
			fprintf(stderr, _("unit %u: "), p->unit);
		fprintf(stderr, "%.*s%s\n", (int)p->reason.n, p->reason.p,
			p->refused ? "; refused" : "");
		return;
	}
	ent_buf_addf(&r->problems,
		     "%s{\"line\":%u,\"unit\":%u,\"refused\":%s,\"reason\":",
		     r->problems.n ? "," : "", p->line, p->unit,
		     p->refused ? "true" : "false");
	ent_buf_add_json(&r->problems, p->reason);
	ent_buf_add_char(&r->problems, '}');
}

/* {"file","format","units","refused","problems":[{"line","unit","refused","reason"}]}
 */
static int print_json(const struct report_of_file *r, const char *format)
{
	ent_buf out = ENT_BUF_INIT;
	ent_buf_addf(&out, "{\"file\":");
	ent_buf_add_json(&out, ent_str_of(r->file));
	ent_buf_addf(&out, ",\"format\":");
	ent_buf_add_json(&out, ent_str_of(format));
	ent_buf_addf(&out, ",\"units\":%llu,\"refused\":%llu,\"problems\":[",
		     (unsigned long long)r->units, (unsigned long long)r->refused);
	ent_buf_add(&out, ent_buf_str(&r->problems));
	ent_buf_addf(&out, "]}\n");
	int rc = out.failed || fwrite(out.p, 1, out.n, stdout) != out.n;
	ent_buf_release(&out);
	return rc ? EXIT_DATA : 0;
}

static int read_file(const char *path,
		     const ent_units_options *wanted,
		     ent_writer *writer,
		     struct console *console)
{
	ent_error err;
	const char *format = "";
	struct report_of_file r = { .writer = writer,
				    .file = path,
				    .console = console };
	ent_units_options opt = *wanted;
	opt.problem = report_problem;
	opt.problem_data = &r;
	int rc = 0;
	if (ent_read_units(path, &opt, &format, add_unit, &r, &err)) {
		console_clear(console);
		rc = report(console->command, &err);
	} else if (!writer) {
		rc = print_json(&r, format);
	}
	ent_buf_release(&r.problems);
	return rc;
}

static int read_files(const struct args *args,
		      const ent_units_options *opt,
		      const char *format,
		      int json,
		      int pairs)
{
	ent_error err;
	ent_writer *writer = NULL;
	const ent_unit_format *which;
	struct console console;
	int rc = 0;
	console_init(&console, args->command);
	ent_units_options with_progress = *opt;
	with_progress.progress = &console.progress;
	if (ent_unit_format_named(&which, format ? format : "tsv", &err))
		return report(args->command, &err);
	if (!json && ent_writer_new(&writer, which, stdout, opt->from, opt->to,
				    ent_str_of(args->rest[0]), &err))
		return report(args->command, &err);
	for (int k = 0; k < args->n_rest; k += 1 + pairs) {
		with_progress.second = pairs ? args->rest[k + 1] : NULL;
		int one = read_file(args->rest[k], &with_progress, writer, &console);
		rc = one > rc ? one : rc;
	}
	/* what a file lacked memory for was reported with the file */
	if (writer && ent_writer_finish(writer, &err) &&
	    !(rc && err.code == ENT_ENOMEM))
		rc = report(args->command, &err);
	ent_writer_free(writer);
	return rc;
}

struct given {
	char *from, *to, *format;
	struct units_given units;
	int json;
};

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	struct units_asked asked;
	int code = units_begin(&asked, &g->units, args);
	if (code)
		return code;
	asked.opt.from = ent_str_of(g->from);
	asked.opt.to = ent_str_of(g->to);
	code = read_files(args, &asked.opt, g->format, g->json, g->units.pairs);
	units_end(&asked);
	return code;
}

static const struct option_row options[] = {
	OPT_TEXT("from", from, "CODE", "set the source language (default: the file's)"),
	OPT_TEXT("to", to, "CODE", "set the target language (default: the file's)"),
	OPT_TEXT("format",
		 format,
		 "NAME",
		 "write tsv (the default), tmx, tmx1, jsonl, html, xliff or xliff2"),
	OPT_UNITS(units),
	OPT_FLAG("json",
		 json,
		 "print an object for each file, with its problems, and no units"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente units communiques.tmx", "Print the units of a file, tab-separated" },
	{ "entente units --json communiques.tmx", "Count them and list problems" },
	{ "entente units --pair --from en --to fr lines.en lines.fr",
	  "Read a Moses pair" },
	{ NULL, NULL }
};

const struct cmd cmd_units = {
	.name = "units",
	.group = "Inspect",
	.summary = "show the units that are read from a file",
	.operands = "FILE...",
	.min = 1,
	.max = -1,
	.about = "Print the units of a file as import reads it. Units that are "
		 "refused are reported on standard error, with the line and the "
		 "reason.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
