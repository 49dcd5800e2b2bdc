/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_upkeep.c - stats, merge, dedupe, compact and backup of a memory. */
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/show.h"
#include "entente/memory.h"
#include "json/json.h"

static unsigned long long llu(uint64_t v)
{
	return v;
}

struct given {
	char *file;
	int json, imports;
};

static ent_status open_memory(ent_memory **out,
			      const struct given *g,
			      ent_open_mode mode,
			      ent_error *err)
{
	return ent_memory_open(out, memory_path(g->file), mode, err);
}

static int print_removed(uint64_t n)
{
	return printf(COUNTED("%llu unit removed\n", "%llu units removed\n", n),
		      llu(n));
}

static const struct option_row memory_options[] = {
	OPT_MEMORY(file), OPT_FLAG("json", json, "print the result as JSON"), OPT_END
};

/* Prints a line of JSON. */
static ent_status print_object(ent_buf *line, ent_error *err)
{
	ent_buf_add_char(line, '\n');
	const bool failed = line->failed;
	if (!failed)
		fwrite(line->p, 1, line->n, stdout);
	ent_buf_release(line);
	return failed ? out_of_memory(err) : ENT_OK;
}

static const struct option_row stats_options[] = {
	OPT_MEMORY(file), OPT_FLAG("json", json, "print JSON"),
	OPT_FLAG("imports", imports, "list imports, merges and batches instead"),
	OPT_END
};
static void print_stats(const ent_stats *s, int json)
{
	if (json)
		printf("{\"units\":%llu,\"texts\":%llu,\"documents\":%llu,\"pairs\":%llu,"
		       "\"beads\":%llu,\"file_bytes\":%llu,\"text_bytes\":%llu}\n",
		       llu(s->units), llu(s->texts), llu(s->documents), llu(s->pairs),
		       llu(s->beads), llu(s->file_bytes), llu(s->text_bytes));
	else
		printf(_("units      %llu\ntexts      %llu\ndocuments  %llu\n"
			 "pairs      %llu\nbeads      %llu\nfile       %.1f MB\n"
			 "text       %.1f MB\n"),
		       llu(s->units), llu(s->texts), llu(s->documents), llu(s->pairs),
		       llu(s->beads), (double)s->file_bytes / 1e6,
		       (double)s->text_bytes / 1e6);
}

/* What brought units, for `delete --import` and `export --import`. */
static ent_status print_imports(ent_memory *memory, int json, ent_error *err)
{
	const ent_memory_run *all;
	uint32_t n;
	ent_buf out = ENT_BUF_INIT;
	ent_arena *arena = ent_arena_new(0);
	ent_status status = ent_memory_runs(&all, &n, memory, arena, err);
	for (uint32_t k = 0; !status && k < n; k++) {
		const ent_memory_run *run = &all[k];
		const bool import = run->kind == ENT_RUN_IMPORT;
		if (json) {
			json_run(&out, run);
			ent_buf_add_char(&out, '\n');
		} else if (run->kind <= ENT_RUN_BATCH) {
			ent_buf_addf(&out, "%4llu  %s  %8llu unit%s  %s%s%s\n",
				     llu(run->number), run->date.p, llu(run->units),
				     run->units == 1 ? "" : "s",
				     import ? "" : ent_run_kind_name(run->kind),
				     import ? "" : " ", run->source.p);
		}
	}
	if (!status && out.n)
		fwrite(out.p, 1, out.n, stdout);
	ent_buf_release(&out);
	ent_arena_free(arena);
	return status;
}

static int stats(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_error err;
	ent_memory *memory = NULL;
	ent_stats stats;
	ent_status status = open_memory(&memory, g, ENT_OPEN_READ, &err);
	if (!status && g->imports)
		status = print_imports(memory, g->json, &err);
	else if (!status)
		status = ent_memory_stats(&stats, memory, &err);
	if (!status && !g->imports)
		print_stats(&stats, g->json);
	ent_memory_close(memory);
	return status ? report(args->command, &err) : 0;
}

static int merge(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_error err;
	ent_memory *memory = NULL;
	uint64_t added = 0;
	struct console console;
	console_init(&console, args->command);
	ent_status status = open_memory(&memory, options, ENT_OPEN_CREATE, &err);
	for (int k = 0; k < args->n_rest && !status; k++) {
		ent_buf line = ENT_BUF_INIT, name = ENT_BUF_INIT;
		const char *from = name_in_line(&name, ent_str_of(args->rest[k]));
		status = ent_memory_merge(&added, memory, args->rest[k],
					  &console.progress, &err);
		console_clear(&console);
		if (!status && g->json) {
			json_merged(&line, args->rest[k], added);
			status = print_object(&line, &err);
		} else if (!status) {
			printf(COUNTED("%s: %llu unit added\n",
				       "%s: %llu units added\n", added),
			       from, llu(added));
		}
		ent_buf_release(&name);
	}
	if (status)
		ent_memory_discard(memory);
	else
		ent_memory_close(memory);
	return status ? report(args->command, &err) : 0;
}

static int dedupe(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_buf line = ENT_BUF_INIT;
	ent_error err;
	ent_memory *memory = NULL;
	uint64_t removed = 0;
	ent_status status = open_memory(&memory, options, ENT_OPEN_WRITE, &err);
	if (!status)
		status = ent_memory_dedupe(&removed, memory, &err);
	if (!status && g->json) {
		json_removed(&line, &(ent_delete_result){ .units = removed }, false);
		status = print_object(&line, &err);
	} else if (!status) {
		print_removed(removed);
	}
	ent_memory_close(memory);
	return status ? report(args->command, &err) : 0;
}

static int compact(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_buf line = ENT_BUF_INIT;
	ent_error err;
	ent_memory *memory = NULL;
	ent_stats before, after;
	struct console console;
	console_init(&console, args->command);
	ent_status status = open_memory(&memory, options, ENT_OPEN_WRITE, &err);
	if (!status)
		status = ent_memory_stats(&before, memory, &err);
	if (!status)
		status = ent_memory_compact(memory, &console.progress, &err);
	if (!status)
		status = ent_memory_stats(&after, memory, &err);
	console_clear(&console);
	if (!status && g->json) {
		json_compacted(&line, before.file_bytes, after.file_bytes);
		status = print_object(&line, &err);
	} else if (!status) {
		printf(_("%.1f MB before, %.1f MB now\n"),
		       (double)before.file_bytes / 1e6, (double)after.file_bytes / 1e6);
	}
	ent_memory_close(memory);
	return status ? report(args->command, &err) : 0;
}

static int backup(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_buf line = ENT_BUF_INIT;
	ent_stats stats;
	ent_error err;
	ent_memory *memory = NULL;
	struct console console;
	console_init(&console, args->command);
	ent_status status = open_memory(&memory, options, ENT_OPEN_READ, &err);
	if (!status)
		status = ent_memory_backup(memory, args->rest[0], &console.progress,
					   &err);
	if (!status && g->json)
		status = ent_memory_stats(&stats, memory, &err);
	console_clear(&console);
	if (!status && g->json) {
		json_copied(&line, args->rest[0], stats.file_bytes);
		status = print_object(&line, &err);
	}
	ent_memory_close(memory);
	return status ? report(args->command, &err) : 0;
}

static const struct example stats_examples[] = {
	{ "entente stats", "Count units, texts, documents and bytes" },
	{ "entente stats --imports",
	  "List imports, merges and batches with their numbers" },
	{ NULL, NULL }
};
static const struct example merge_examples[] = { { "entente merge other.entente",
						   "Add the units of another memory" },
						 { NULL, NULL } };
static const struct example dedupe_examples[] = {
	{ "entente dedupe", "Remove units that repeat another" },
	{ NULL, NULL }
};
static const struct example compact_examples[] = {
	{ "entente compact", "Free the space of removed units" },
	{ NULL, NULL }
};
static const struct example backup_examples[] = {
	{ "entente backup copy.entente", "Copy the memory while it is in use" },
	{ NULL, NULL }
};

const struct cmd cmd_stats = {
	.name = "stats",
	.group = "Upkeep",
	.summary = "count what a memory holds",
	.operands = "",
	.about = "Print how many units, texts, documents, pairs of documents and "
		 "beads the memory has, and its size.",
	.options = stats_options,
	.given = sizeof(struct given),
	.examples = stats_examples,
	.run = stats,
};

const struct cmd cmd_merge = {
	.name = "merge",
	.group = "Exchange",
	.summary = "add other memories to a memory",
	.operands = "OTHER...",
	.min = 1,
	.max = -1,
	.about = "Add the aligned documents of other memories as a whole, with "
		 "their decisions and history, and other units that are not there "
		 "already. Of a pair of documents with different contents the newer "
		 "one stays. Merging again changes nothing.",
	.options = memory_options,
	.given = sizeof(struct given),
	.examples = merge_examples,
	.run = merge,
};

const struct cmd cmd_dedupe = {
	.name = "dedupe",
	.group = "Upkeep",
	.summary = "remove repeated units",
	.operands = "",
	.about = "Remove units that repeat an earlier one: equal texts, languages "
		 "and document.",
	.options = memory_options,
	.given = sizeof(struct given),
	.examples = dedupe_examples,
	.run = dedupe,
};

const struct cmd cmd_compact = {
	.name = "compact",
	.group = "Upkeep",
	.summary = "rebuild the file without what was removed",
	.operands = "",
	.about = "Rebuild the file without free space, without what could undo a "
		 "deletion, and without the decisions, corrections and history of "
		 "deleted documents: no byte of a removed text stays in the file. "
		 "Close other programs that have the memory open.",
	.options = memory_options,
	.given = sizeof(struct given),
	.examples = compact_examples,
	.run = compact,
};

const struct cmd cmd_backup = {
	.name = "backup",
	.group = "Upkeep",
	.summary = "copy a memory while it is in use",
	.operands = "COPY",
	.min = 1,
	.max = 1,
	.about = "Write a copy of the memory as it is at one instant, also while "
		 "other programs read and write it. COPY must not exist.",
	.options = memory_options,
	.given = sizeof(struct given),
	.examples = backup_examples,
	.run = backup,
};
