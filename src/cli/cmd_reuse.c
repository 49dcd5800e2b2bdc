/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_reuse.c - which parts of a new document a memory has already. */
#include <dirent.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/cmd.h"
#include "cli/growing_array.h"
#include "cli/output_file.h"
#include "cli/processors.h"
#include "cli/reuse_show.h"
#include "cli/show.h"
#include "entente/memory.h"
#include "entente/read.h"
#include "entente/report.h"
#include "entente/reuse.h"
#include "json/json.h"

/* FILL_MIN: the least score of a match that fills a target. */
enum { GLOBS_MAX = 64, DEPTH_MAX = 32, FILL_MIN = 75 };

/* In the order of FORMATS. */
enum format { TEXT, HTML, JSON, CSV, XLIFF, XLIFF2, DOCX };
#define FORMATS "text|html|json|csv|xliff|xliff2|docx"

struct given {
	char *file, *output, *from, *to, *prefer, *exclude, *since, *until;
	int format, min_words, min_score, limit, occurrences, exhaustive, no_adapt,
		lines, jobs;
};

/* ---- which files ----------------------------------------------------------------- */

struct files {
	char **paths; /* owned, as each of them */
	size_t n, capacity;
};

static bool add_path(struct files *files, const char *path)
{
	if (!GROW(files->paths, files->capacity, files->n + 1))
		return false;
	files->paths[files->n] = strdup(path);
	return files->paths[files->n++] != NULL;
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

/* A file, or the files of a folder and of those in it, by name. */
static bool add_files(struct files *files, const char *path, int depth)
{
	struct stat st;
	struct dirent **entries;
	if (!strcmp(path, "-") || stat(path, &st) || !S_ISDIR(st.st_mode))
		return add_path(files, path);
	const int n =
		depth < DEPTH_MAX ? scandir(path, &entries, is_visible, alphasort) : -1;
	if (n < 0)
		return add_path(files, path); /* reading it reports why */
	bool ok = true;
	for (int k = 0; k < n; k++) {
		ent_buf name = ENT_BUF_INIT;
		ent_buf_addf(&name, "%s/%s", path, entries[k]->d_name);
		ok = ok && !name.failed && add_files(files, name.p, depth + 1);
		ent_buf_release(&name);
		free(entries[k]);
	}
	free(entries);
	return ok;
}

static void release_files(struct files *files)
{
	for (size_t k = 0; k < files->n; k++)
		free(files->paths[k]);
	free(files->paths);
}

/* ---- one file -------------------------------------------------------------------- */

struct reuse {
	const struct args *args;
	const struct given *given;
	ent_memory *memory;
	ent_reuse_options opt;
	struct console console;
	struct marks marks;
	FILE *to;
	ent_band_count total[ENT_BANDS];
	uint32_t n; /* files done */
};

static void add_total(struct reuse *r, const ent_reuse *one)
{
	for (int band = 0; band < ENT_BANDS; band++) {
		r->total[band].segments += one->analysis[band].segments;
		r->total[band].words += one->analysis[band].words;
		r->total[band].characters += one->analysis[band].characters;
	}
}

static ent_status write_report(struct reuse *r, const ent_reuse *one, ent_error *err)
{
	ent_buf out = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	switch ((enum format)r->given->format) {
	case TEXT: reuse_summary(&out, one, &r->marks); break;
	case HTML: ent_report_html(&out, one); break;
	case JSON:
		json_reuse(&out, one);
		ent_buf_add_char(&out, '\n');
		break;
	case CSV: reuse_csv(&out, one->name, one->analysis, !r->n); break;
	case XLIFF: ent_report_xliff(&out, one, false, FILL_MIN); break;
	case XLIFF2: ent_report_xliff(&out, one, true, FILL_MIN); break;
	case DOCX: status = ent_report_docx(&out, one, FILL_MIN, err); break;
	}
	const bool ok = !out.failed;
	if (ok && !status && out.n)
		fwrite(out.p, 1, out.n, r->to);
	ent_buf_release(&out);
	return ok ? status : out_of_memory(err);
}

static ent_status compare_file(struct reuse *r, const char *path, ent_error *err)
{
	ent_document document;
	const ent_reuse *one;
	ent_read_options read = ENT_READ_OPTIONS_DEFAULT;
	ent_arena *arena = ent_arena_new(0);
	read.lang = r->opt.from;
	read.lines = r->given->lines;
	read.progress = &r->console.progress;
	ent_status status =
		arena ? ent_read_document(&document, path, &read, arena, err)
		      : out_of_memory(err);
	if (!status)
		status = ent_memory_reuse(&one, r->memory, &document, &r->opt, arena,
					  err);
	console_clear(&r->console);
	if (!status)
		status = write_report(r, one, err);
	if (!status) {
		add_total(r, one);
		r->n++;
	}
	ent_arena_free(arena);
	return status;
}

/* A file that cannot be read is reported, and the others go on. */
static ent_status compare_files(struct reuse *r,
				const struct files *files,
				int *code,
				ent_error *err)
{
	ent_buf out = ENT_BUF_INIT;
	for (size_t k = 0; k < files->n; k++) {
		const ent_status status = compare_file(r, files->paths[k], err);
		if (status == ENT_EINVAL || status == ENT_ECANCELLED ||
		    status == ENT_ENOMEM)
			return status;
		if (status)
			*code = report(r->args->command, err);
	}
	if (r->n < 2)
		return ENT_OK;
	if (r->given->format == CSV)
		reuse_csv(&out, ENT_STR("total"), r->total, false);
	else if (r->given->format == TEXT)
		reuse_total(&out, r->n, r->total);
	const bool ok = !out.failed;
	if (ok && out.n)
		fwrite(out.p, 1, out.n, r->to);
	ent_buf_release(&out);
	return ok ? ENT_OK : out_of_memory(err);
}

/* Globs with commas between them; false for too many. */
static bool read_globs(const ent_str **out,
		       uint32_t *n,
		       ent_str *globs,
		       const char *list)
{
	*out = globs;
	*n = 0;
	for (ent_str rest = ent_str_of(list); rest.n;) {
		if (*n == GLOBS_MAX)
			return false;
		globs[(*n)++] = ent_str_cut(&rest, ',');
	}
	return true;
}

static int run(struct reuse *r, const struct files *files)
{
	ent_error err;
	struct output_file out;
	int code = 0;
	ent_status status = ent_memory_open(&r->memory, memory_path(r->given->file),
					    ENT_OPEN_READ, &err);
	if (!status)
		status = output_open(&out, r->given->output, &err);
	if (!status) {
		r->to = out.to;
		r->marks = marks_for(out.to, COLOR_AUTO);
		status = compare_files(r, files, &code, &err);
		status = output_close(&out, status, &err);
	}
	console_clear(&r->console);
	ent_memory_close(r->memory);
	return status ? report(r->args->command, &err) : code;
}

/* A format whose files cannot follow one another. */
static bool is_for_one(int format)
{
	return format != TEXT && format != JSON && format != CSV;
}

/* A report takes some 100 MB, piece by piece, and the program ends with it: to give
 * pieces back and ask for them again, zeroed, costs one part in twenty-five of its
 * time. */
static void keep_heap(void)
{
	enum { STEP = 16 << 20, LARGE = 32 << 20, SPARE = 256 << 20 };
	mallopt(M_MMAP_THRESHOLD, LARGE);
	mallopt(M_TRIM_THRESHOLD, SPARE);
	mallopt(M_TOP_PAD, STEP);
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_error err;
	struct files files = { NULL, 0, 0 };
	ent_str prefer[GLOBS_MAX], exclude[GLOBS_MAX];
	struct reuse r = { .args = args, .given = g };
	r.opt = ENT_REUSE_OPTIONS_DEFAULT;
	r.opt.from = ent_str_of(g->from);
	r.opt.to = ent_str_of(g->to);
	r.opt.min_words = (uint32_t)g->min_words;
	r.opt.min_score = (uint32_t)g->min_score;
	r.opt.limit = (uint32_t)g->limit;
	r.opt.occurrences = (uint32_t)g->occurrences;
	r.opt.exhaustive = g->exhaustive;
	r.opt.adapt = !g->no_adapt;
	r.opt.jobs_if_large = !g->jobs;
	r.opt.jobs = g->jobs ? (uint32_t)g->jobs : processors();
	r.opt.since = ent_str_of(g->since);
	r.opt.until = ent_str_of(g->until);
	if (!read_globs(&r.opt.prefer, &r.opt.n_prefer, prefer, g->prefer) ||
	    !read_globs(&r.opt.exclude, &r.opt.n_exclude, exclude, g->exclude))
		return usage_error(args->command, "at most 64 globs are possible");
	keep_heap();
	console_init(&r.console, args->command);
	r.opt.progress = &r.console.progress;
	bool ok = true;
	for (int k = 0; k < args->n_rest && ok; k++)
		ok = add_files(&files, args->rest[k], 0);
	if (ok && files.n > 1 && is_for_one(g->format)) {
		release_files(&files);
		return usage_error(args->command,
				   "html, xliff, xliff2 and docx take one FILE");
	}
	int code;
	if (ok) {
		code = run(&r, &files);
	} else {
		out_of_memory(&err);
		code = report(args->command, &err);
	}
	release_files(&files);
	return code;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_TEXT("from", from, "LANG", "set the language of the files"),
	OPT_TEXT("to", to, "LANG", "set the language of the translation"),
	OPT_CHOICE("format",
		   format,
		   FORMATS,
		   "text",
		   "write the report in this format"),
	OPT_OUTPUT(output),
	OPT_INT("min-words",
		min_words,
		2,
		1000,
		"5",
		"list passages of N words or more"),
	OPT_INT("min-score",
		min_score,
		1,
		100,
		"50",
		"set the minimum score of a match"),
	OPT_INT("limit",
		limit,
		0,
		INT_MAX,
		"3",
		"list at most N matches for each segment, 0 for all"),
	OPT_INT("occurrences",
		occurrences,
		0,
		INT_MAX,
		"3",
		"list at most N occurrences of each passage, 0 for all"),
	OPT_TEXT("prefer",
		 prefer,
		 "GLOBS",
		 "list first the documents that match one of GLOBS, separated by "
		 "commas"),
	OPT_TEXT("exclude",
		 exclude,
		 "GLOBS",
		 "leave out documents that match one of GLOBS, separated by commas"),
	OPT_DATE("since", since, "leave out units older than DATE"),
	OPT_DATE("until", until, "leave out units newer than DATE"),
	OPT_FLAG("no-adapt",
		 no_adapt,
		 "do not put numbers, dates and names into the targets"),
	OPT_FLAG("lines", lines, "read each line of plain text as a paragraph"),
	OPT_INT("jobs",
		jobs,
		0,
		64,
		NULL,
		"use N threads, 1 to 64 (default: one per processor)"),
	OPT_FLAG("exhaustive",
		 exhaustive,
		 "compare with every unit, without the index: slow, same result"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente reuse --from en --to fr report.en.html",
	  "Show which parts of a draft were translated before" },
	{ "entente reuse --format csv -o quote.csv corpora/communiques",
	  "Count words by band for each file of a folder" },
	{ "entente reuse --format html -o reuse.html report.en.html",
	  "Write a page with the text, its passages and their translations" },
	{ "entente reuse --format docx -o table.docx report.en.html",
	  "Write a table to translate in; entente import reads it back" },
	{ "entente reuse --format json --exclude 'archive/*' report.en.html",
	  "Print matches and passages as JSON" },
	{ NULL, NULL }
};

const struct cmd cmd_reuse = {
	.name = "reuse",
	.group = "Ask",
	.summary = "show which parts of a document were translated before",
	.operands = "FILE...",
	.min = 1,
	.max = -1,
	.about = "Compare documents with a memory. The report has equal and similar "
		 "units for each segment; every passage of N words or more that the "
		 "memory contains, also across segments, with the places where it "
		 "occurs and the words that translate it; and the number of "
		 "segments, words and characters in each band of matches. A folder "
		 "stands for the files in it.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
