/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_check.c - check a memory for damage, and units for faults */
#include <stdio.h>
#include <unistd.h>

#include "cli/check_pair.h"
#include "cli/cmd.h"
#include "cli/filter.h"
#include "cli/language.h"
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
		ent_buf_addf(&q->out, _("%s: "), _(ent_quality_kind_name(what->kind)));
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
	return out_of_memory(err);
}

struct given {
	char *file, *glossary;
	int repair, quality, pair, json;
	struct filter_given filter;
};

static bool is_set(const struct filter_given *f)
{
	return f->from || f->to || f->since || f->until || f->document ||
	       f->min_confidence > 0 || f->import || f->limit;
}

static int check(const struct given *g, const char *command)
{
	ent_error err;
	ent_memory *memory = NULL;
	uint64_t found = 0;
	const ent_filter filter = filter_of(&g->filter);
	const ent_open_mode mode = g->repair    ? ENT_OPEN_REPAIR
				   : g->quality ? ENT_OPEN_READ
						: ENT_OPEN_CHECK;
	struct quality q = { ENT_BUF_INIT, g->json };
	ent_status status = ent_memory_open(&memory, memory_path(g->file), mode, &err);
	if (!status && g->quality)
		status = ent_memory_quality(&found, memory, &filter, show_finding, &q,
					    &err);
	else if (!status)
		status = ent_memory_check(&found, memory, g->repair, print_line, &q,
					  &err);
	if (!status && g->quality && filter.limit && found > filter.limit) {
		fflush(stdout);
		fprintf(stderr, _("%llu of %llu findings; --limit 0 shows all\n"),
			(unsigned long long)filter.limit, (unsigned long long)found);
	}
	if (!status && !found && !g->json)
		puts(g->quality ? _("nothing to look at") : _("no fault found"));
	else if (!status && g->repair && !g->json)
		puts(_("rebuilt what can be rebuilt; run entente check again"));
	ent_memory_close(memory);
	ent_buf_release(&q.out);
	return status ? report(command, &err) : found ? EXIT_DATA : 0;
}

/* The memory, when there is one: a file can be checked without. */
static ent_status open_if_there(ent_memory **memory, const char *given, ent_error *err)
{
	const char *path = memory_path(given);
	if (!given && access(path, F_OK))
		return ENT_OK;
	return ent_memory_open(memory, path, ENT_OPEN_READ, err);
}

static int check_files(const struct given *g, const struct args *args)
{
	ent_error err;
	ent_memory *memory = NULL;
	uint64_t found = 0;
	ent_status status = open_if_there(&memory, g->file, &err);
	for (int k = 0; !status && k < args->n_rest; k++)
		status = check_pair(
			&found, memory, args->rest[k], ent_str_of(g->filter.from),
			ent_str_of(g->filter.to), g->glossary, g->json != 0, &err);
	if (!status && !found && !g->json)
		puts(_("nothing to look at"));
	ent_memory_close(memory);
	return status ? report(args->command, &err) : found ? EXIT_DATA : 0;
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	if (g->pair && (g->quality || g->repair))
		return usage_error(args->command,
				   "--pair checks files; it excludes --quality and "
				   "--repair");
	if (g->pair && !args->n_rest)
		return usage_error(args->command, "--pair needs a bilingual FILE");
	if (g->pair)
		return check_files(g, args);
	if (args->n_rest)
		return usage_error(args->command,
				   "unexpected argument '%s'; --pair checks files",
				   args->rest[0]);
	if (!g->quality && is_set(&g->filter))
		return usage_error(args->command,
				   "a choice of units needs --quality; without it the "
				   "whole memory is checked");
	if (g->quality && g->repair)
		return usage_error(args->command,
				   "--repair and --quality exclude each other");
	return check(g, args->command);
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_FLAG("repair", repair, "rebuild the indexes from the units"),
	OPT_FLAG("quality",
		 quality,
		 "list suspicious units: numbers, variants, language"),
	OPT_FLAG("pair",
		 pair,
		 "check the translations in bilingual files instead of the memory: "
		 "numbers, language, tags, terms, earlier translations, quotations"),
	OPT_TEXT("glossary",
		 glossary,
		 "GLOB",
		 "with --pair: take units of these documents as terms, besides those "
		 "from TBX files"),
	OPT_FLAG("json", json, "print a line of JSON for each fault or unit"),
	OPT_FILTER(filter),
	OPT_END
};

static const struct example examples[] = {
	{ "entente check", "Verify the memory" },
	{ "entente check --quality --since 2024", "List doubtful units since 2024" },
	{ "entente check --pair communiques.tmx", "Check the translations of a file" },
	{ NULL, NULL }
};

const struct cmd cmd_check = {
	.name = "check",
	.group = "Upkeep",
	.summary = "check a memory, its units or bilingual files",
	.operands = "[FILE...]",
	.max = -1,
	.about = "Verify that the memory is whole and that its indexes agree with "
		 "its units; with --repair, rebuild the indexes. The exit status is "
		 "1 when a fault is found.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
