/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_history.c - the releases that newer ones replaced, and units that were
 * changed. */
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/language.h"
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

/* at<TAB>run<TAB>edited|deleted<TAB>unit<TAB>who<TAB>source<TAB>target, and after an
 * edit <TAB>new source<TAB>new target; "undone" after "edited" or "deleted" */
static void add_change(ent_buf *out, const ent_unit_change *c)
{
	const ent_str texts[] = { c->who, c->was->source.text, c->was->target.text,
				  c->source, c->target };
	ent_buf_add_tsv(out, c->at);
	ent_buf_addf(out, "\t%llu\t%s%s\t%llu", (unsigned long long)c->run,
		     c->deleted ? "deleted" : "edited", c->undone.n ? ", undone" : "",
		     (unsigned long long)c->unit);
	for (size_t k = 0; k < (c->deleted ? 3 : 5); k++) {
		ent_buf_add_char(out, '\t');
		ent_buf_add_tsv(out, texts[k]);
	}
	ent_buf_add_char(out, '\n');
}

static ent_status print_change(void *data, const ent_unit_change *c, ent_error *err)
{
	struct listing *l = data;
	if (l->json) {
		json_change(&l->line, c);
		ent_buf_add_char(&l->line, '\n');
	} else {
		add_change(&l->line, c);
	}
	return show_flush(&l->line) ? ENT_OK : out_of_memory(err);
}

struct given {
	char *file;
	int json, undo;
};

static ent_status undo(const struct given *g, ent_error *err)
{
	ent_memory *memory = NULL;
	ent_delete_result r;
	ent_status status =
		ent_memory_open(&memory, memory_path(g->file), ENT_OPEN_WRITE, err);
	if (!status)
		status = ent_memory_undo(&r, memory, (uint64_t)g->undo, err);
	if (!status) {
		const uint64_t units = r.units + r.restored;
		printf(COUNTED("%llu unit as before", "%llu units as before", units),
		       (unsigned long long)units);
		show_kept(stdout, r.kept);
	}
	ent_memory_close(memory);
	return status;
}

static ent_status list(const struct given *g, ent_error *err)
{
	struct listing l = { g->json, ENT_BUF_INIT };
	ent_memory *memory = NULL;
	ent_status status =
		ent_memory_open(&memory, memory_path(g->file), ENT_OPEN_READ, err);
	if (!status)
		status = ent_memory_history(memory, print, &l, err);
	if (!status)
		status = ent_memory_changes(memory, print_change, &l, err);
	ent_memory_close(memory);
	ent_buf_release(&l.line);
	return status;
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_error err;
	ent_status status = g->undo ? undo(g, &err) : list(g, &err);
	return status ? report(args->command, &err) : 0;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_INT("undo", undo, 1, INT_MAX, NULL, "undo change N"),
	OPT_FLAG("json", json, "print JSON, with the units"),
	OPT_END,
};

static const struct example examples[] = {
	{ "entente history", "List replaced releases and changed units, one per line" },
	{ "entente history --undo 1", "Undo change 1" },
	{ NULL, NULL },
};

const struct cmd cmd_history = {
	.name = "history",
	.group = "Upkeep",
	.summary = "list and undo changes",
	.operands = "",
	.about = "List the releases that newer ones replaced (date, source, target, "
		 "reason, newer), then the units that were edited or deleted: time, "
		 "number of the change, what was done, unit, who, the texts before "
		 "and, of an edit, the texts after it. --undo N undoes change N; N "
		 "may also be the number of an import, merge or batch, as 'entente "
		 "stats --imports' lists them.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
