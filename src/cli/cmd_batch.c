/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_batch.c - releases of a folder or list go into a memory.
 *
 * For a person: a bar on a terminal, a line a document in a log, a summary at the
 * end.  For a machine: with --json an object a line for each pair and file, and
 * one for the summary.  SIGINT and SIGTERM end the batch after the pair at hand,
 * with all that was stored until then. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/options.h"
#include "cli/watch.h"
#include "entente/batch.h"

enum { MAX_REASONS = 8 };

static volatile sig_atomic_t stop_asked;

static void on_signal(int number)
{
	(void)number;
	stop_asked = 1;
}

struct reason {
	char text[244];
	uint32_t count;
};

struct run {
	const char *command;
	int json, dry_run, verbose, watch, prune;
	int again; /* not the first time: say nothing of nothing */
	struct console console;
	ent_progress progress;
	struct reason reasons[MAX_REASONS]; /* why pairs failed; the first ones */
	uint32_t n_reasons;
	ent_buf line;
};

static int step(void *data, const char *task, uint64_t done, uint64_t total)
{
	struct run *run = data;
	const ent_progress *p = &run->console.progress;
	p->step(p->data, task, done, total);
	return stop_asked;
}

static void print_log(void *data, ent_log_level level, const ent_error *what)
{
	struct run *run = data;
	const ent_progress *p = &run->console.progress;
	if (level == ENT_LOG_WARNING || run->verbose)
		p->log(p->data, level, what);
}

static void count_reason(struct run *run, const ent_error *why)
{
	uint32_t k = 0;
	while (k < run->n_reasons && strcmp(run->reasons[k].text, why->message) != 0)
		k++;
	if (k == MAX_REASONS)
		return;
	if (k == run->n_reasons) {
		snprintf(run->reasons[k].text, sizeof(run->reasons[k].text), "%s",
			 why->message);
		run->n_reasons++;
	}
	run->reasons[k].count++;
}

static void flush(struct run *run, FILE *to)
{
	ent_buf_add_char(&run->line, '\n');
	if (!run->line.failed)
		fwrite(run->line.p, 1, run->line.n, to);
	ent_buf_clear(&run->line);
}

static void json_event(struct run *run, const ent_batch_event *e)
{
	ent_buf *out = &run->line;
	ent_buf_addf(out,
		     "{\"outcome\":\"%s\",\"source\":", ent_outcome_name(e->outcome));
	ent_buf_add_json(out, e->source);
	if (e->target.n) {
		ent_buf_add(out, ENT_STR(",\"target\":"));
		ent_buf_add_json(out, e->target);
		ent_buf_addf(out, ",\"by\":\"%s\"", e->by);
	}
	if (e->newer.n) {
		ent_buf_add(out, ENT_STR(",\"newer\":"));
		ent_buf_add_json(out, e->newer);
	}
	if (e->pairing > 0)
		ent_buf_addf(out, ",\"pairing\":%.4g", (double)e->pairing);
	if (e->units || e->confidence > 0)
		ent_buf_addf(out, ",\"confidence\":%.4g,\"units\":%u,\"doubtful\":%u",
			     (double)e->confidence, e->units, e->doubtful);
	if (e->why) {
		ent_buf_add(out, ENT_STR(",\"error\":"));
		ent_buf_add_json(out, ent_str_of(e->why->message));
		ent_buf_add(out, ENT_STR(",\"file\":"));
		ent_buf_add_json(out, ent_str_of(e->why->file));
		ent_buf_addf(out, ",\"line\":%u", e->why->line);
	}
	ent_buf_add_char(out, '}');
	flush(run, stdout);
}

static int width(ent_str s)
{
	return s.n > 4096 ? 4096 : (int)s.n;
}

static void event(void *data, const ent_batch_event *e)
{
	struct run *run = data;
	if (e->why)
		count_reason(run, e->why);
	if (run->json) {
		json_event(run, e);
		return;
	}
	if (e->outcome == ENT_PAIR_FOUND) {
		ent_buf_add_tsv(&run->line, e->source);
		ent_buf_add_char(&run->line, '\t');
		ent_buf_add_tsv(&run->line, e->target);
		ent_buf_addf(&run->line, "\t%.2f\t%s", (double)e->pairing, e->by);
		flush(run, stdout);
		return;
	}
	const int news =
		e->outcome == ENT_PAIR_ADDED || e->outcome == ENT_PAIR_REPLACED;
	const int log = run->verbose || !run->console.terminal;
	if (e->outcome == ENT_PAIR_REMOVED || e->outcome == ENT_PAIR_RETIRED ||
	    (e->outcome == ENT_PAIR_UNCHANGED && run->verbose) || (news && log)) {
		console_clear(&run->console);
		const bool kept = e->outcome == ENT_PAIR_REMOVED && !run->prune;
		fprintf(stderr, "entente: %s: %s %.*s = %.*s%s", run->command,
			kept ? "gone" : ent_outcome_name(e->outcome), width(e->source),
			e->source.p, width(e->target), e->target.p,
			kept ? ": its units stay; --prune deletes them" : "");
		if (news)
			fprintf(stderr, ": %u units, %u doubtful, confidence %.2f",
				e->units, e->doubtful, (double)e->confidence);
		if (e->newer.n)
			fprintf(stderr, ": %.*s is a newer version", width(e->newer),
				e->newer.p);
		fputc('\n', stderr);
	}
}

static unsigned long long llu(uint64_t v)
{
	return v;
}

static void json_summary(struct run *run, const ent_batch_result *r)
{
	ent_buf *out = &run->line;
	ent_buf_addf(
		out,
		"{\"outcome\":\"summary\",\"pairs\":%u,\"added\":%u,"
		"\"replaced\":%u,\"unchanged\":%u,\"failed\":%u,\"removed\":%u,"
		"\"retired\":%u,\"unpaired\":%u,\"unsure\":%u,\"units\":%llu,\"doubtful\":%llu,"
		"\"reasons\":{",
		r->pairs, r->added, r->replaced, r->unchanged, r->failed, r->removed,
		r->retired, r->unpaired, r->unsure, llu(r->units), llu(r->doubtful));
	for (uint32_t k = 0; k < run->n_reasons; k++) {
		ent_buf_add(out, ent_str_of(k ? "," : ""));
		ent_buf_add_json(out, ent_str_of(run->reasons[k].text));
		ent_buf_addf(out, ":%u", run->reasons[k].count);
	}
	ent_buf_add(out, ENT_STR("}}"));
	flush(run, stdout);
}

static void print_count(const char *comma, uint32_t n, const char *what)
{
	if (n)
		printf("%s%u %s", comma, n, what);
}

static void text_summary(const struct run *run, const ent_batch_result *r)
{
	FILE *log = stderr;
	if (run->dry_run) { /* the pairs are on standard output */
		fprintf(log, "entente: %s: %u pairs, %u files without a counterpart\n",
			run->command, r->pairs, r->unpaired);
		return;
	}
	printf("%u pairs: ", r->pairs);
	if (r->unchanged == r->pairs && r->pairs)
		printf("nothing new");
	else
		printf("%u added, %u replaced, %u unchanged, %u failed", r->added,
		       r->replaced, r->unchanged, r->failed);
	if (r->added + r->replaced)
		printf("; %llu units, %llu of them doubtful", llu(r->units),
		       llu(r->doubtful));
	print_count("; ", r->unsure, "pairs that hardly look like translations");
	print_count("; ", r->retired, "older versions retired");
	print_count("; ", r->unpaired, "files without a counterpart");
	print_count("; ", r->removed, "pairs whose files are gone");
	putchar('\n');
	for (uint32_t k = 0; k < run->n_reasons; k++)
		printf("failed: %u x %s\n", run->reasons[k].count,
		       run->reasons[k].text);
}

static bool has_news(const ent_batch_result *r)
{
	return r->added || r->replaced || r->failed || r->retired;
}

static ent_status run_once(struct run *run,
			   ent_memory *memory,
			   const char *where,
			   ent_batch_options *opt,
			   ent_batch_result *result,
			   ent_error *err)
{
	console_init(&run->console, run->command);
	ent_status status = ent_batch(result, memory, where, opt, err);
	console_clear(&run->console);
	if (run->again && !status && !has_news(result))
		return status;
	if (run->json)
		json_summary(run, result);
	else
		text_summary(run, result);
	if (run->watch)
		fflush(stdout);
	run->n_reasons = 0;
	return status;
}

/* Waits for changes and runs again, until a signal comes. */
static int keep_watching(struct run *run,
			 ent_memory *memory,
			 const char *where,
			 ent_batch_options *opt,
			 struct watch *watch)
{
	ent_error err;
	int more = 0;
	run->again = 1;
	while (!stop_asked && (more = watch_wait(watch)) > 0) {
		ent_batch_result result;
		const int e = watch_folder(watch, where);
		if (e) {
			fprintf(stderr, "entente: %s: %s: cannot watch: %s\n",
				run->command, where, strerror(e));
			return EXIT_DATA;
		}
		ent_status status = run_once(run, memory, where, opt, &result, &err);
		if (status && status != ENT_ECANCELLED)
			return report(run->command, &err);
	}
	return more < 0 ? EXIT_DATA : 0;
}

static int run_batch(struct run *run,
		     const char *file,
		     const char *where,
		     ent_batch_options *opt)
{
	ent_error err;
	ent_memory *memory = NULL;
	ent_batch_result result = { 0 };
	struct watch watch = { .fd = -1 };
	int code = 0;
	run->progress = (ent_progress){ step, print_log, run };
	opt->progress = &run->progress;
	opt->event = event;
	opt->event_data = run;
	/* what changes during the first run is seen behind it */
	const int e = run->watch ? watch_folder(&watch, where) : 0;
	if (e) {
		watch_close(&watch);
		fprintf(stderr, "entente: %s: %s: cannot watch: %s\n", run->command,
			where, strerror(e));
		return EXIT_DATA;
	}
	/* a dry run pairs by what a memory knows, if there is one */
	ent_status status =
		ent_memory_open(&memory, memory_path(file),
				opt->dry_run ? ENT_OPEN_READ : ENT_OPEN_CREATE, &err);
	if (opt->dry_run && status == ENT_ENOTFOUND)
		status = ENT_OK;
	if (!status)
		status = run_once(run, memory, where, opt, &result, &err);
	if (status)
		code = report(run->command, &err);
	else if (run->watch)
		code = keep_watching(run, memory, where, opt, &watch);
	else if (result.failed)
		code = EXIT_DATA;
	watch_close(&watch);
	ent_memory_close(memory);
	ent_buf_release(&run->line);
	return code;
}

static uint32_t processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 1 ? 1 : (uint32_t)n;
}

int cmd_batch(int argc, char **argv)
{
	char *file = NULL, *from = NULL, *to = NULL, *lexicon = NULL;
	int jobs = 0, no_learning = 0, unsure = 0, attributes = 0;
	struct run run = { .command = argv[0], .line = ENT_BUF_INIT };
	const struct poptOption table[] = {
		OPT_MEMORY(&file),
		OPT_STRING("from", &from, "LANG", "language of the sources (en)"),
		OPT_STRING("to", &to, "LANG", "language of the targets (fr)"),
		OPT_STRING("lexicon", &lexicon, "FILE",
			   "instead of the one that ships"),
		OPT_FLAG(
			"unsure", &unsure,
			"store units even of pairs that hardly look like translations"),
		OPT_FLAG("attributes", &attributes,
			 "texts that stand for pictures as well, and the like"),
		OPT_FLAG("no-learning", &no_learning,
			 "align with the lexicon that ships, or FILE, alone"),
		OPT_INT("jobs", &jobs, "N", "threads (as many as processors)"),
		OPT_FLAG("dry-run", &run.dry_run, "list the pairs, store nothing"),
		OPT_FLAG("prune", &run.prune,
			 "delete the units of releases that are gone"),
		OPT_FLAG("watch", &run.watch,
			 "go on: whenever the folder changes, look again"),
		OPT_FLAG("verbose", &run.verbose,
			 "a line for each pair, also on a terminal"),
		OPT_FLAG("json", &run.json, "a line of JSON for each pair and the sum"),
		POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "FOLDER|LIST|-", 1, 1);
	if (code == ARGS_GO_ON && run.watch && run.dry_run)
		code = usage_error(args.command,
				   "--watch and --dry-run exclude each other");
	if (code == ARGS_GO_ON && (jobs < 0 || jobs > 64))
		code = usage_error(args.command, "--jobs wants 1 to 64");
	if (code == ARGS_GO_ON) {
		ent_batch_options opt = ENT_BATCH_OPTIONS_DEFAULT;
		opt.from = ent_str_of(from);
		opt.to = ent_str_of(to);
		opt.lexicon = lexicon;
		opt.dry_run = run.dry_run;
		opt.jobs = jobs ? (uint32_t)jobs : processors();
		opt.prune = run.prune;
		opt.no_learning = no_learning;
		opt.unsure = unsure;
		opt.attributes = attributes;
		const struct sigaction action = { .sa_handler = on_signal };
		sigaction(SIGINT, &action, NULL);
		sigaction(SIGTERM, &action, NULL);
		code = run_batch(&run, file, args.rest[0], &opt);
	}
	args_free(&args);
	free(file);
	free(from);
	free(to);
	free(lexicon);
	return code;
}
