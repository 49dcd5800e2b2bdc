/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_train.c - learn a lexicon from a memory, files of units or aligned texts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/output_file.h"
#include "entente/lexicon.h"
#include "entente/memory.h"

struct given {
	char *from, *to, *output, *memory, *seed;
	int names, terms, lines, no_seed, min_count, max_links;
	double min_p;
};

struct train {
	const char *command;
	struct given *given;
	ent_trainer *trainer;
	const char *file; /* being read */
	uint64_t read;
	struct console console;
};

static ent_status add_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct train *tr = data;
	const ent_progress *p = &tr->console.progress;
	const ent_str source = unit->source.text, target = unit->target.text;
	if (++tr->read % 4096 == 0)
		p->step(p->data, "reading", tr->read, 0);
	return tr->given->terms ? ent_trainer_add_term(tr->trainer, source, target, err)
				: ent_trainer_add(tr->trainer, source, target,
						  unit->confidence, err);
}

static void report_problem(void *data, const ent_problem *what)
{
	struct train *tr = data;
	console_clear(&tr->console);
	fprintf(stderr, "entente: %s: %s:%u: %s%.*s\n", tr->command, tr->file,
		what->line, what->refused ? "" : _("changed: "), (int)what->reason.n,
		what->reason.p);
}

static ent_status read_file(struct train *tr, const char *path, ent_error *err)
{
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	opt.from = ent_str_of(tr->given->from);
	opt.to = ent_str_of(tr->given->to);
	opt.problem = report_problem;
	opt.problem_data = tr;
	opt.progress = &tr->console.progress;
	tr->file = path;
	return ent_read_units(path, &opt, NULL, add_unit, tr, err);
}

/* Lines of two texts that correspond. */
static ent_status add_lines(struct train *tr,
			    const ent_document docs[2],
			    const char **paths,
			    ent_error *err)
{
	ent_status status = ENT_OK;
	if (docs[0].n_paragraphs != docs[1].n_paragraphs) {
		*err = (ent_error){ .code = ENT_EFORMAT };
		snprintf(err->file, sizeof(err->file), "%s", paths[1]);
		snprintf(err->message, sizeof(err->message),
			 "has %u lines and %.100s has %u: they are not a pair",
			 docs[1].n_paragraphs, paths[0], docs[0].n_paragraphs);
		return ENT_EFORMAT;
	}
	for (uint32_t k = 0; !status && k < docs[0].n_paragraphs; k++)
		status = ent_trainer_add(tr->trainer, docs[0].paragraphs[k].text,
					 docs[1].paragraphs[k].text, 1, err);
	tr->read += docs[0].n_paragraphs;
	return status;
}

static ent_status read_lines(struct train *tr, const char **paths, ent_error *err)
{
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	ent_document docs[2];
	ent_arena *arena = ent_arena_new(ENT_ARENA_TRAINING);
	ent_status status = ENT_OK;
	opt.lines = true;
	if (!arena)
		return out_of_memory(err);
	for (int k = 0; k < 2 && !status; k++) {
		opt.lang = ent_str_of(k ? tr->given->to : tr->given->from);
		status = ent_read_document(&docs[k], paths[k], &opt, arena, err);
	}
	if (!status)
		status = add_lines(tr, docs, paths, err);
	ent_arena_free(arena);
	return status;
}

static ent_status read_memory(struct train *tr, ent_memory *memory, ent_error *err)
{
	ent_filter filter = ENT_FILTER_DEFAULT;
	filter.from = ent_str_of(tr->given->from);
	filter.to = ent_str_of(tr->given->to);
	return ent_memory_each(memory, &filter, add_unit, tr, err);
}

static ent_status read_all(struct train *tr,
			   ent_memory *memory,
			   const struct args *args,
			   ent_error *err)
{
	ent_status status = ENT_OK;
	if (tr->given->names)
		status = ent_trainer_add_names(tr->trainer, err);
	if (memory && !status)
		status = read_memory(tr, memory, err);
	if (tr->given->lines && !status)
		return read_lines(tr, args->rest, err);
	for (int k = 0; k < args->n_rest && !status; k++)
		status = read_file(tr, args->rest[k], err);
	return status;
}

static void print_summary(const struct train *tr, const ent_lexicon *lexicon)
{
	ent_trainer_counts c;
	ent_lexicon_info info;
	ent_trainer_count(&c, tr->trainer);
	ent_lexicon_describe(&info, lexicon);
	printf(_("%s: from %llu pairs (%llu more were repetitions), %llu and %llu "
		 "words\n"),
	       tr->given->output, (unsigned long long)c.pairs,
	       (unsigned long long)c.repeated, (unsigned long long)c.words[0],
	       (unsigned long long)c.words[1]);
	for (int k = 0; k < 2; k++) {
		const ent_str lang = k ? info.to : info.from;
		printf(_("%s: %u words of %.*s, %.1f counterparts each\n"),
		       tr->given->output, info.words[k], (int)lang.n, lang.p,
		       info.words[k] ? (double)info.links[k] / info.words[k] : 0.0);
	}
	printf("%s: %.2f MB\n", tr->given->output, (double)info.bytes / 1e6);
}

/* Learns from what was read, and writes it. */
static ent_status learn(struct train *tr, ent_error *err)
{
	ent_lexicon *seed = NULL, *learned = NULL;
	ent_trainer_options opt = ENT_TRAINER_OPTIONS_DEFAULT;
	ent_status status = ENT_OK;
	opt.progress = &tr->console.progress;
	const struct given *g = tr->given;
	opt.min_count = g->min_count > 0 ? (uint32_t)g->min_count : opt.min_count;
	opt.max_links = g->max_links > 0 ? (uint32_t)g->max_links : opt.max_links;
	opt.min_p = g->min_p > 0 ? (float)g->min_p : opt.min_p;
	ent_trainer_tune(tr->trainer, &opt);
	if (!tr->given->no_seed)
		status = ent_lexicon_open(&seed, tr->given->seed,
					  ent_str_of(tr->given->from),
					  ent_str_of(tr->given->to), err);
	if (!status)
		status = ent_trainer_run(&learned, tr->trainer, seed, err);
	if (!status)
		status = ent_lexicon_write(learned, tr->given->output, err);
	console_clear(&tr->console);
	if (!status)
		print_summary(tr, learned);
	ent_lexicon_close(learned);
	ent_lexicon_close(seed);
	return status;
}

/* The languages that are not given are the memory's, or English and French. */
static ent_status set_languages(struct train *tr,
				ent_memory *memory,
				ent_arena *arena,
				ent_error *err)
{
	ent_str from = ENT_STR("en"), to = ENT_STR("fr");
	if (memory && !tr->given->from && !tr->given->to) {
		ent_status status =
			ent_memory_languages(&from, &to, memory, arena, err);
		if (status)
			return status;
	}
	if (!tr->given->from)
		tr->given->from = strndup(from.n ? from.p : "en", from.n ? from.n : 2);
	if (!tr->given->to)
		tr->given->to = strndup(to.n ? to.p : "fr", to.n ? to.n : 2);
	return ENT_OK;
}

static int train(struct train *tr, const struct args *args)
{
	ent_error err;
	ent_memory *memory = NULL;
	ent_arena *arena = ent_arena_new(ENT_ARENA_TRAINING);
	ent_status status = ENT_OK;
	console_init(&tr->console, tr->command);
	if (tr->given->memory || !args->n_rest)
		status = ent_memory_open(&memory, memory_path(tr->given->memory),
					 ENT_OPEN_READ, &err);
	if (!status)
		status = set_languages(tr, memory, arena, &err);
	if (!status)
		status = ent_trainer_new(&tr->trainer, ent_str_of(tr->given->from),
					 ent_str_of(tr->given->to), &err);
	if (!status)
		status = read_all(tr, memory, args, &err);
	if (!status)
		status = learn(tr, &err);
	console_clear(&tr->console);
	ent_trainer_free(tr->trainer);
	ent_memory_close(memory);
	ent_arena_free(arena);
	return status ? report(tr->command, &err) : 0;
}

static int start(const struct args *args, void *options)
{
	struct given *g = options;
	struct train tr = { .command = args->command, .given = g };
	ent_error err;
	if (!g->output)
		return usage_error(args->command, "-o LEXICON is missing");
	if (g->lines && args->n_rest != 2)
		return usage_error(args->command, "--lines needs two texts");
	if (output_is_memory(g->output, &err))
		return report(args->command, &err);
	return train(&tr, args);
}

static const struct option_row options[] = {
	OPT_MEMORY(memory),
	{ .kind = OPTION_TEXT,
	  .letter = 'o',
	  .name = "output",
	  OPT_TO(output),
	  .value = "LEXICON",
	  .help = "write the lexicon to this file (required)" },
	OPT_TEXT("from", from, "LANG", "set the language of the sources"),
	OPT_TEXT("to", to, "LANG", "set the language of the targets"),
	OPT_FLAG("lines", lines, "read two texts whose lines translate each other"),
	OPT_FLAG("terms", terms, "read glossaries, whose units are all correct"),
	OPT_FLAG("names",
		 names,
		 "learn names of countries, languages and currencies too"),
	OPT_TEXT("seed",
		 seed,
		 "LEXICON",
		 "start from this lexicon (default: the one that ships)"),
	OPT_FLAG("no-seed", no_seed, "start from nothing"),
	OPT_INT("min-count",
		min_count,
		0,
		INT_MAX,
		NULL,
		"leave out words that occur less than N times (default: 2)"),
	OPT_INT("max-links",
		max_links,
		0,
		INT_MAX,
		NULL,
		"keep at most N counterparts per word (default: 16)"),
	OPT_NUMBER("min-p",
		   min_p,
		   0,
		   1,
		   NULL,
		   "leave out counterparts with a probability below X (default: 0.01)"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente train -o own.lex", "Learn a lexicon from the memory" },
	{ "entente train --from en --to fr --terms -o terms.lex glossary.tsv",
	  "Learn a lexicon from a glossary" },
	{ NULL, NULL }
};

const struct cmd cmd_train = {
	.name = "train",
	.group = "Align",
	.summary = "learn a lexicon from a memory or aligned texts",
	.operands = "[FILE...]",
	.max = -1,
	.about = "Learn which words translate each other, from the units of the "
		 "memory or from FILE, and write a lexicon that align, batch and "
		 "lexicon read with --lexicon.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
