/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_check.c - is the memory sound, and are its units? */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cmd.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/show.h"
#include "json/json.h"

struct quality {
	ent_buf out;
	int json;
};

static void print_line(void *data, const char *what)
{
	struct quality *q = data;
	if (!q->json) {
		puts(what);
		return;
	}
	ent_buf_add(&q->out, ENT_STR("{\"fault\":"));
	ent_buf_add_json(&q->out, ent_str_of(what));
	ent_buf_add(&q->out, ENT_STR("}\n"));
	show_flush(&q->out);
}

static ent_status show_finding(void *data, const ent_quality *what, ent_error *err)
{
	struct quality *q = data;
	if (q->json) {
		json_quality(&q->out, what);
		ent_buf_add_char(&q->out, '\n');
	} else {
		ent_buf_addf(&q->out, "%s: ", what->kind);
		ent_buf_add(&q->out, what->detail);
		ent_buf_add(&q->out, ENT_STR("  ("));
		show_provenance(&q->out, what->found);
		ent_buf_add(&q->out, ENT_STR(")\n  "));
		ent_buf_add(&q->out, what->found->source.text);
		ent_buf_add(&q->out, ENT_STR("\n  "));
		ent_buf_add(&q->out, what->found->target.text);
		ent_buf_add_char(&q->out, '\n');
	}
	if (show_flush(&q->out))
		return ENT_OK;
	*err = (ent_error){ .code = ENT_ENOMEM, .message = "out of memory" };
	return ENT_ENOMEM;
}

struct given {
	char *file;
	int repair, quality, json;
	struct filter_given filter;
};

static bool is_set(const struct filter_given *f)
{
	return f->from || f->to || f->since || f->until || f->document ||
	       f->min_confidence > 0 || f->import || f->limit;
}

static int start(const struct given *g, const ent_filter *filter, const char *command)
{
	ent_error err;
	ent_memory *memory = NULL;
	uint64_t found = 0;
	struct quality q = { ENT_BUF_INIT, g->json };
	ent_status status =
		ent_memory_open(&memory, memory_path(g->file),
				g->repair ? ENT_OPEN_WRITE : ENT_OPEN_READ, &err);
	if (!status && g->quality)
		status = ent_memory_quality(&found, memory, filter, show_finding, &q,
					    &err);
	else if (!status)
		status = ent_memory_check(&found, memory, g->repair, print_line, &q,
					  &err);
	if (!status && !found && !g->json)
		puts(g->quality ? "nothing to look at" : "no fault found");
	else if (!status && g->repair && !g->json)
		puts("what can be rebuilt was rebuilt; check again");
	ent_memory_close(memory);
	ent_buf_release(&q.out);
	return status ? report(command, &err) : found ? EXIT_DATA : 0;
}

int cmd_check(int argc, char **argv)
{
	struct given g = { .repair = 0 };
	const struct poptOption table[] = {
		OPT_MEMORY(&g.file),
		OPT_FLAG("repair", &g.repair, "rebuild the indexes from the units"),
		OPT_FLAG("quality", &g.quality,
			 "units that deserve a look: numbers, variants, language"),
		OPT_FLAG("json", &g.json, "a line of JSON for each fault or unit"),
		OPT_FILTER(g.filter),
		POPT_TABLEEND
	};
	struct args args;
	ent_filter filter;
	int code = args_read(&args, argc, argv, table, "", 0, 0);
	if (code == ARGS_GO_ON)
		code = filter_of(&filter, &g.filter, args.command);
	if (code == ARGS_GO_ON && !g.quality && is_set(&g.filter))
		code = usage_error(args.command, "units are chosen for --quality; "
						 "without it all is checked");
	if (code == ARGS_GO_ON && g.quality && g.repair)
		code = usage_error(args.command, "--repair is not for --quality");
	if (code == ARGS_GO_ON)
		code = start(&g, &filter, args.command);
	args_free(&args);
	filter_free(&g.filter);
	free(g.file);
	return code;
}
