/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_delete.c - remove units, with --purge from every place that keeps them. */
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/filter.h"
#include "cli/language.h"
#include "cli/show.h"
#include "cli/user.h"
#include "json/json.h"

struct given {
	char *file, *who;
	int all, unit, dry_run, purge, json;
	struct filter_given filter;
};

/* unit<TAB>document<TAB>source<TAB>target */
static ent_status print_unit(void *data,
			     uint64_t number,
			     const ent_unit *unit,
			     ent_error *err)
{
	ent_buf *line = data;
	ent_buf_addf(line, "%llu\t", (unsigned long long)number);
	ent_buf_add_tsv(line, unit->document);
	ent_buf_add_char(line, '\t');
	ent_buf_add_tsv(line, unit->source.text);
	ent_buf_add_char(line, '\t');
	ent_buf_add_tsv(line, unit->target.text);
	ent_buf_add_char(line, '\n');
	return show_flush(line) ? ENT_OK : out_of_memory(err);
}

/* The units of a dry run, as JSON. */
static ent_status print_unit_json(void *data,
				  uint64_t number,
				  const ent_unit *unit,
				  ent_error *err)
{
	ent_buf *line = data;
	ent_buf_addf(line, "{\"unit\":%llu,", (unsigned long long)number);
	json_unit(line, unit);
	ent_buf_add(line, ENT_STR("}\n"));
	return show_flush(line) ? ENT_OK : out_of_memory(err);
}

static void print_result(const struct given *g, const ent_delete_result *r)
{
	FILE *to = g->dry_run ? stderr : stdout; /* units are on standard output */
	fprintf(to,
		g->dry_run
			? COUNTED("%llu unit would be removed",
				  "%llu units would be removed", r->units)
			: COUNTED("%llu unit removed", "%llu units removed", r->units),
		(unsigned long long)r->units);
	if (r->pairs && g->filter.import)
		fprintf(to,
			COUNTED("; %u pair of documents can be added again by 'entente "
				"batch'",
				"; %u pairs of documents can be added again by "
				"'entente batch'",
				r->pairs),
			r->pairs);
	else if (r->pairs)
		fprintf(to,
			COUNTED("; %u pair of documents stays out until 'entente batch "
				"--restore-deleted'",
				"; %u pairs of documents stay out until 'entente batch "
				"--restore-deleted'",
				r->pairs),
			r->pairs);
	if (r->restored)
		fprintf(to,
			COUNTED("; %llu unit as before the import",
				"; %llu units as before the import", r->restored),
			(unsigned long long)r->restored);
	show_kept(to, r->kept);
}

static int delete_units(const struct args *args, void *options)
{
	const struct given *g = options;
	const struct filter_given *f = &g->filter;
	ent_filter filter = filter_of(f);
	ent_delete_options opt = { .dry_run = g->dry_run,
				   .purge = g->purge,
				   .who = ent_str_of(user_name(g->who)) };
	ent_error err;
	ent_memory *memory = NULL;
	ent_delete_result result;
	ent_buf line = ENT_BUF_INIT;
	if (!g->all && !f->since && !f->until && !f->document && !f->limit &&
	    !f->import && !f->label && !g->unit)
		return usage_error(args->command,
				   "choose units by --document, --since, --until, "
				   "--import, --label, --unit or --all");
	if (f->min_confidence > 0)
		return usage_error(args->command, "--min-confidence would delete the "
						  "surest units; it is not an option "
						  "of this command");
	filter.unit = (uint64_t)g->unit;
	if (g->dry_run) {
		opt.each = g->json ? print_unit_json : print_unit;
		opt.data = &line;
	}
	ent_status status =
		ent_memory_open(&memory, memory_path(g->file), ENT_OPEN_WRITE, &err);
	if (!status)
		status = ent_memory_delete(&result, memory, &filter, &opt, &err);
	if (!status && g->json) {
		json_removed(&line, &result, g->dry_run);
		ent_buf_add_char(&line, '\n');
		if (!show_flush(&line))
			status = out_of_memory(&err);
	} else if (!status) {
		print_result(g, &result);
	}
	ent_memory_close(memory);
	ent_buf_release(&line);
	return status ? report(args->command, &err) : 0;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_FILTER(filter),
	OPT_INT("unit", unit, 1, INT_MAX, NULL, "remove the unit with this number"),
	OPT_FLAG("all", all, "remove every unit (of --from and --to, if given)"),
	OPT_FLAG("dry-run", dry_run, "list what would be removed, remove nothing"),
	OPT_FLAG("purge", purge, "leave no byte of the removed texts in the file"),
	OPT_FLAG("json", json, "print the result as JSON"),
	OPT_TEXT("who", who, "NAME", "record NAME in the history (default: $USER)"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente delete --dry-run --document '*memorandum*'",
	  "List the units of some documents that would be removed" },
	{ "entente delete --unit 200", "Remove one unit" },
	{ "entente delete --document '*memorandum*' --purge",
	  "Remove the units of some documents for good" },
	{ "entente delete --import 1", "Undo an import" },
	{ NULL, NULL }
};

const struct cmd cmd_delete = {
	.name = "delete",
	.group = "Upkeep",
	.summary = "remove units",
	.operands = "",
	.about = "Remove units, and texts and documents that no unit uses. A pair "
		 "of documents whose last unit is removed is removed as a whole; "
		 "'entente batch' then skips its files unless you give "
		 "--restore-deleted. 'entente history --undo' restores a unit "
		 "removed by --unit.\n\nUntil the file is rebuilt, its free space "
		 "still contains removed texts. --purge also removes them from "
		 "decisions, the history and learned lexicons, and rebuilds the "
		 "file; 'entente compact' does so later for everything that was "
		 "removed.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = delete_units,
};
