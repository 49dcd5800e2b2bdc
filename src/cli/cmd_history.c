/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_history.c - the releases that newer ones replaced. */
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/show.h"
#include "entente/memory.h"
#include "json/json.h"

struct listing {
	int json;
	ent_buf line;
};

/* date<TAB>source<TAB>target<TAB>reason<TAB>newer */
static void add_line(ent_buf *out, const ent_past *p)
{
	const ent_str fields[] = { p->date, p->source, p->target, p->reason, p->newer };
	for (size_t k = 0; k < sizeof(fields) / sizeof(fields[0]); k++) {
		if (k)
			ent_buf_add_char(out, '\t');
		ent_buf_add_tsv(out, fields[k]);
	}
	ent_buf_add_char(out, '\n');
}

static ent_status print(void *data, const ent_past *p, ent_error *err)
{
	struct listing *l = data;
	if (l->json) {
		json_past(&l->line, p);
		ent_buf_add_char(&l->line, '\n');
	} else {
		add_line(&l->line, p);
	}
	if (show_flush(&l->line))
		return ENT_OK;
	return out_of_memory(err);
}

struct given {
	char *file;
	int json;
};

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	struct listing l = { g->json, ENT_BUF_INIT };
	ent_error err;
	ent_memory *memory = NULL;
	ent_status status =
		ent_memory_open(&memory, memory_path(g->file), ENT_OPEN_READ, &err);
	if (!status)
		status = ent_memory_history(memory, print, &l, &err);
	ent_memory_close(memory);
	ent_buf_release(&l.line);
	return status ? report(args->command, &err) : 0;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_FLAG("json", json, "print JSON, with the units"),
	OPT_END,
};

static const struct example examples[] = {
	{ "entente history", "List the replaced releases, a line each" },
	{ NULL, NULL },
};

const struct cmd cmd_history = {
	.name = "history",
	.group = "Upkeep",
	.summary = "list the releases that newer ones replaced",
	.operands = "",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
