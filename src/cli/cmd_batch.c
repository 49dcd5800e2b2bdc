/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_batch.c - releases of a folder or list go into a memory.
 *
 * For a person: a bar on a terminal, a line a document in a log, a summary at the end.
 * For a machine: with --json an object a line for each pair and file, and one for the
 * summary.  SIGINT and SIGTERM end the batch after the current pair, with all that was
 * stored until then. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/language.h"
#include "cli/processors.h"
#include "cli/show.h"
#include "cli/watch.h"
#include "entente/batch.h"
#include "json/json.h"

enum {
	MAX_REASONS = 8,
	/* Milliseconds without a change after which a watched file counts as whole. */
	WHOLE_AFTER = 1000,
};

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

struct given {
	char *file, *from, *to, *lexicon;
	int json, dry_run, verbose, watch, prune, restore;
	int jobs, no_learning, unsure, attributes;
};

struct run {
	const char *command;
	const struct given *given;
	int again; /* a later look at a watched folder: print changes only */
	struct console console;
	ent_progress progress;
	struct reason reasons[MAX_REASONS]; /* why pairs failed; the first ones */
	uint32_t n_reasons;
	ent_buf line;
	ent_buf name;     /* of a log line */
	uint32_t n_pairs; /* of languages */
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
	if (level == ENT_LOG_WARNING || run->given->verbose)
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
	show_all(&run->line, to);
}

static int is_news(ent_outcome outcome)
{
	return outcome == ENT_PAIR_ADDED || outcome == ENT_PAIR_REPLACED;
}

static int is_logged(const struct run *run, const ent_batch_event *e)
{
	const int verbose = run->given->verbose;
	return e->outcome == ENT_PAIR_REMOVED || e->outcome == ENT_PAIR_RETIRED ||
	       e->outcome == ENT_PAIR_SUPERSEDED || e->outcome == ENT_PAIR_MOVED ||
	       (e->outcome == ENT_PAIR_UNCHANGED && verbose) ||
	       (is_news(e->outcome) && (verbose || !run->console.terminal));
}

static void log_event(struct run *run, const ent_batch_event *e)
{
	const bool kept = e->outcome == ENT_PAIR_REMOVED &&
			  (!run->given->prune || run->given->dry_run);
	console_clear(&run->console);
	fprintf(stderr, "entente: %s: %s %s", run->command,
		kept ? "gone" : ent_outcome_name(e->outcome),
		name_in_line(&run->name, e->source));
	fprintf(stderr, " = %s%s", name_in_line(&run->name, e->target),
		kept ? ": its units stay; --prune deletes them" : "");
	if (is_news(e->outcome))
		fprintf(stderr, ": %u unit%s, %u doubtful, confidence %.2f", e->units,
			e->units == 1 ? "" : "s", e->doubtful, (double)e->confidence);
	if (e->newer.n && e->outcome == ENT_PAIR_RETIRED)
		fprintf(stderr, ": %s is a newer version",
			name_in_line(&run->name, e->newer));
	else if (e->newer.n)
		fprintf(stderr, ": %s %s",
			e->outcome == ENT_PAIR_MOVED ? "now" : "paired again with",
			name_in_line(&run->name, e->newer));
	fputc('\n', stderr);
}

static void event(void *data, const ent_batch_event *e)
{
	struct run *run = data;
	if (e->why)
		count_reason(run, e->why);
	if (run->given->json) {
		json_batch_event(&run->line, e);
		flush(run, stdout);
		return;
	}
	if (e->outcome == ENT_PAIR_FOUND) {
		ent_buf_add_tsv(&run->line, e->source);
		ent_buf_add_char(&run->line, '\t');
		ent_buf_add_tsv(&run->line, e->target);
		ent_buf_addf(&run->line, "\t%.2f\t%s", (double)e->pairing,
			     ent_pair_by_name(e->by));
		flush(run, stdout);
		return;
	}
	if (e->outcome == ENT_PAIR_DELETED) {
		console_clear(&run->console);
		fprintf(stderr, "entente: %s: skipped %s", run->command,
			name_in_line(&run->name, e->source));
		fprintf(stderr,
			" = %s: deleted on %.10s; --restore-deleted adds it again\n",
			name_in_line(&run->name, e->target), e->since.p);
		return;
	}
	if (is_logged(run, e))
		log_event(run, e);
}

static unsigned long long llu(uint64_t v)
{
	return v;
}

static void json_summary(struct run *run,
			 const ent_batch_options *opt,
			 const ent_batch_result *r)
{
	ent_buf *out = &run->line;
	ent_buf_addf(
		out,
		"{\"outcome\":\"summary\",\"pairs\":%u,\"added\":%u,"
		"\"replaced\":%u,\"unchanged\":%u,\"failed\":%u,\"removed\":%u,"
		"\"deleted\":%u,\"retired\":%u,\"unpaired\":%u,\"unreadable\":%u,"
		"\"superseded\":%u,\"moved\":%u,\"lost_decisions\":%u,\"unsure\":%u,\"units\":%llu,\"doubtful\":%llu,"
		"\"from\":\"%.*s\",\"to\":\"%.*s\",\"reasons\":{",
		r->pairs, r->added, r->replaced, r->unchanged, r->failed, r->removed,
		r->deleted, r->retired, r->unpaired, r->unreadable, r->superseded,
		r->moved, r->lost, r->unsure, llu(r->units), llu(r->doubtful),
		(int)opt->from.n, opt->from.p, (int)opt->to.n, opt->to.p);
	for (uint32_t k = 0; k < run->n_reasons; k++) {
		ent_buf_add(out, ent_str_of(k ? "," : ""));
		ent_buf_add_json(out, ent_str_of(run->reasons[k].text));
		ent_buf_addf(out, ":%u", run->reasons[k].count);
	}
	ent_buf_add(out, ENT_STR("}}"));
	flush(run, stdout);
}

static void print_count(uint32_t n, const char *one, const char *many)
{
	if (n)
		printf("; %u %s", n, COUNTED(one, many, n));
}

static void text_summary(const struct run *run,
			 const ent_batch_options *opt,
			 const ent_batch_result *r)
{
	FILE *log = stderr;
	if (run->given->dry_run) { /* the pairs are on standard output */
		fprintf(log,
			"entente: %s: %u pair%s, %u file%s without a counterpart\n",
			run->command, r->pairs, r->pairs == 1 ? "" : "s", r->unpaired,
			r->unpaired == 1 ? "" : "s");
		return;
	}
	if (run->n_pairs > 1)
		printf("%.*s-%.*s: ", (int)opt->from.n, opt->from.p, (int)opt->to.n,
		       opt->to.p);
	printf(COUNTED("%u pair: ", "%u pairs: ", r->pairs), r->pairs);
	if (r->unchanged + r->deleted == r->pairs && r->pairs)
		fputs(_("nothing new"), stdout);
	else
		printf(_("%u added, %u replaced, %u unchanged, %u failed"), r->added,
		       r->replaced, r->unchanged, r->failed);
	if (r->added + r->replaced)
		printf(COUNTED("; %llu unit, %llu of them doubtful",
			       "; %llu units, %llu of them doubtful", r->units),
		       llu(r->units), llu(r->doubtful));
	print_count(r->unsure, "pair that hardly looks like a translation",
		    "pairs that hardly look like translations");
	print_count(r->deleted,
		    "deleted pair skipped (--restore-deleted adds it again)",
		    "deleted pairs skipped (--restore-deleted adds them again)");
	print_count(r->retired, "older version retired", "older versions retired");
	print_count(r->unpaired, "file without a counterpart",
		    "files without a counterpart");
	print_count(r->removed, "pair whose files are gone",
		    "pairs whose files are gone");
	print_count(r->superseded, "pair of another file replaced",
		    "pairs of other files replaced");
	print_count(r->moved, "pair moved", "pairs moved");
	print_count(r->lost, "decision no longer applies", "decisions no longer apply");
	print_count(r->unreadable, "unreadable folder", "unreadable folders");
	putchar('\n');
	for (uint32_t k = 0; k < run->n_reasons; k++)
		printf(_("failed: %u x %s\n"), run->reasons[k].count,
		       run->reasons[k].text);
}

static bool has_news(const ent_batch_result *r)
{
	return r->added || r->replaced || r->failed || r->retired || r->superseded ||
	       r->moved;
}

static ent_status run_pair(struct run *run,
			   ent_memory *memory,
			   const char *where,
			   ent_batch_options *opt,
			   ent_batch_result *result,
			   ent_error *err)
{
	console_init(&run->console, run->command);
	if (!run->console.terminal)
		language_pause(); /* what goes to standard error is a log */
	ent_status status = ent_batch(result, memory, where, opt, err);
	language_resume();
	console_clear(&run->console);
	/* what a watch leaves for later is not news */
	if (!status && !has_news(result) && (run->again || result->busy))
		return status;
	if (run->given->json)
		json_summary(run, opt, result);
	else
		text_summary(run, opt, result);
	if (run->given->watch)
		fflush(stdout);
	run->n_reasons = 0;
	return status;
}

/* Batches of all pairs of languages.  *sum: what decides the exit code and the
 * watch. */
static ent_status run_once(struct run *run,
			   ent_memory *memory,
			   const char *where,
			   ent_batch_options *opt,
			   ent_batch_result *sum,
			   ent_error *err)
{
	const ent_batch_pair *pairs;
	ent_arena *arena = ent_arena_new(0);
	*sum = (ent_batch_result){ 0 };
	if (!arena)
		return out_of_memory(err);
	ent_status status = ent_batch_pairs(&pairs, &run->n_pairs, where,
					    ent_str_of(run->given->from),
					    ent_str_of(run->given->to), arena, err);
	for (uint32_t k = 0; !status && k < run->n_pairs; k++) {
		ent_batch_result result;
		opt->from = pairs[k].from;
		opt->to = pairs[k].to;
		status = run_pair(run, memory, where, opt, &result, err);
		sum->failed += result.failed;
		sum->unreadable += result.unreadable;
		sum->busy += result.busy;
	}
	ent_arena_free(arena);
	return status;
}

static int report_watch(const struct run *run, const char *where, int number)
{
	fprintf(stderr, "entente: %s: %s: cannot watch: %s\n", run->command, where,
		strerror(number));
	return EXIT_DATA;
}

/* Whether a file is there and nobody wrote to it for a while. */
static bool is_whole(const char *path)
{
	struct stat st;
	struct timespec now;
	if (stat(path, &st) || clock_gettime(CLOCK_REALTIME, &now))
		return false;
	const int64_t age = (int64_t)(now.tv_sec - st.st_ctim.tv_sec) * 1000 +
			    (now.tv_nsec - st.st_ctim.tv_nsec) / 1000000;
	return age < 0 || age >= WHOLE_AFTER;
}

/* Opens the memory again when another file was put in its place, such as a backup;
 * *memory is NULL until that file is there and whole. */
static ent_status follow_memory(struct run *run, ent_memory **memory, ent_error *err)
{
	const char *path = memory_path(run->given->file);
	if (*memory && !ent_memory_is_replaced(*memory))
		return ENT_OK;
	if (*memory)
		fprintf(stderr, "entente: %s: %s was replaced; opening it again\n",
			run->command, path);
	ent_memory_close(*memory);
	*memory = NULL;
	return is_whole(path) ? ent_memory_open(memory, path, ENT_OPEN_WRITE, err)
			      : ENT_OK;
}

/* Waits for changes and runs again, until a signal comes. */
static int keep_watching(struct run *run,
			 ent_memory **memory,
			 const char *where,
			 ent_batch_options *opt,
			 struct watch *watch,
			 uint32_t busy)
{
	ent_error err;
	int more = 0;
	run->again = 1;
	while (!stop_asked && (more = watch_wait(watch, busy ? WHOLE_AFTER : -1)) > 0) {
		ent_batch_result result = { 0 };
		const int e = watch_folder(watch, where);
		if (e)
			return report_watch(run, where, e);
		ent_status status = follow_memory(run, memory, &err);
		if (!status && *memory)
			status = run_once(run, *memory, where, opt, &result, &err);
		if (status && status != ENT_ECANCELLED)
			return report(run->command, &err);
		busy = *memory ? result.busy : 1;
	}
	return more < 0 ? EXIT_DATA : 0;
}

static int run_batch(struct run *run, const char *where, ent_batch_options *opt)
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
	opt->min_age = run->given->watch ? WHOLE_AFTER : 0;
	/* what changes during the first run is seen after it */
	const int e = run->given->watch ? watch_folder(&watch, where) : 0;
	if (e) {
		watch_close(&watch);
		return report_watch(run, where, e);
	}
	/* a dry run pairs by what a memory knows, if there is one */
	ent_status status =
		ent_memory_open(&memory, memory_path(run->given->file),
				opt->dry_run ? ENT_OPEN_READ : ENT_OPEN_CREATE, &err);
	if (opt->dry_run && status == ENT_ENOTFOUND)
		status = ENT_OK;
	if (!status)
		status = run_once(run, memory, where, opt, &result, &err);
	if (status)
		code = report(run->command, &err);
	else if (run->given->watch)
		code = keep_watching(run, &memory, where, opt, &watch, result.busy);
	else if (result.failed || result.unreadable)
		code = EXIT_DATA;
	watch_close(&watch);
	if (code)
		ent_memory_discard(memory);
	else
		ent_memory_close(memory);
	ent_buf_release(&run->line);
	ent_buf_release(&run->name);
	return code;
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	struct run run = { .command = args->command, .given = g, .line = ENT_BUF_INIT };
	if (g->watch && g->dry_run)
		return usage_error(args->command,
				   "--watch and --dry-run exclude each other");
	ent_batch_options opt = ENT_BATCH_OPTIONS_DEFAULT;
	opt.lexicon = g->lexicon;
	opt.dry_run = g->dry_run;
	opt.jobs = g->jobs ? (uint32_t)g->jobs : processors();
	opt.prune = g->prune;
	opt.restore = g->restore;
	opt.no_learning = g->no_learning;
	opt.unsure = g->unsure;
	opt.attributes = g->attributes;
	const struct sigaction action = { .sa_handler = on_signal };
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	return run_batch(&run, args->rest[0], &opt);
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_PRESET("from",
		   from,
		   "LANG",
		   "en",
		   "set the language of the sources, or several: en,de or all"),
	OPT_PRESET("to",
		   to,
		   "LANG",
		   "fr",
		   "set the language of the targets, or several: fr,es or all"),
	OPT_TEXT("lexicon",
		 lexicon,
		 "FILE",
		 "use this lexicon instead of the one that ships"),
	OPT_FLAG("unsure",
		 unsure,
		 "also store units of pairs that hardly look like translations"),
	OPT_FLAG("attributes",
		 attributes,
		 "read the texts of attributes too, such as those of pictures"),
	OPT_FLAG("no-learning",
		 no_learning,
		 "align with the given lexicon alone, do not learn from the batch"),
	OPT_INT("jobs",
		jobs,
		0,
		64,
		NULL,
		"use N threads, 1 to 64 (default: one per processor)"),
	OPT_FLAG("dry-run", dry_run, "list the pairs, store nothing"),
	OPT_FLAG("restore-deleted",
		 restore,
		 "add again what was removed with 'entente delete'"),
	OPT_FLAG("prune", prune, "delete the units of releases that are gone"),
	OPT_FLAG("watch", watch, "keep running and look again whenever FOLDER changes"),
	OPT_FLAG("verbose", verbose, "print a line for each pair, also on a terminal"),
	OPT_FLAG("json", json, "print a line of JSON for each pair, and a summary"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente batch --dry-run corpora/communiques",
	  "List which files belong together, and why" },
	{ "entente batch corpora/communiques",
	  "Align what is new or has changed into the memory" },
	{ "entente batch pairs.tsv", "Align the pairs of a list, two names per line" },
	{ NULL, NULL }
};

const struct cmd cmd_batch = {
	.name = "batch",
	.group = "Align",
	.summary = "align the releases of a folder into a memory",
	.operands = "FOLDER|LIST|-",
	.min = 1,
	.max = 1,
	.about = "Find the releases of a folder that translate each other, align "
		 "them and store their units. A later run reads only new and "
		 "changed releases. SIGINT and SIGTERM end the batch after the "
		 "current pair; what was stored stays.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
