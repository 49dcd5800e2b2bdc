/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_concord.c - a phrase in its contexts.
 *
 * On a terminal a hit is two lines: the words around the phrase, as many as fit, the
 * phrase in the same column each time, and the words around its counterpart.  In a pipe
 * the texts are whole. */
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/filter.h"
#include "cli/language.h"
#include "cli/operands.h"
#include "cli/output_file.h"
#include "cli/pager.h"
#include "cli/show.h"
#include "entente/concord.h"
#include "entente/memory.h"
#include "entente/write.h"
#include "json/json.h"

/* Columns of a terminal that are not context: a margin and a short phrase. */
enum { NO_CONTEXT = 12, AROUND_MIN = 12 };

struct concord {
	ent_buf out;
	struct marks marks;
	int json;
	uint64_t found; /* hits */
	size_t around;  /* characters on either side of a phrase; 0: whole texts */
};

/* The beginning of the last n characters of s, n at most what there is. */
static size_t last_chars(ent_str s, size_t n)
{
	size_t at = s.n;
	while (at && n) {
		at--;
		n -= ((unsigned char)s.p[at] & 0xC0) != 0x80;
	}
	return at;
}

static size_t first_chars(ent_str s, size_t n)
{
	size_t at = 0;
	while (at < s.n) {
		if (((unsigned char)s.p[at] & 0xC0) != 0x80 && !n--)
			break;
		at++;
	}
	return at;
}

/* Where the n characters before a phrase begin, with a whole word; *cut: something
 * is left out, and two of them are for the sign that says so. */
static size_t window_start(bool *cut, ent_str before, size_t n)
{
	*cut = ent_str_chars(before) > n;
	size_t from = last_chars(before, *cut ? n - 2 : n);
	for (size_t at = from; *cut && from && at < before.n; at++)
		if (before.p[at - 1] == ' ')
			return at;
	return from;
}

static size_t window_end(bool *cut, ent_str after, size_t n)
{
	*cut = ent_str_chars(after) > n;
	size_t to = first_chars(after, *cut ? n - 2 : n);
	for (size_t at = to; *cut && at; at--)
		if (after.p[at] == ' ')
			return at;
	return to;
}

/* The text around one span, others within sight marked too. */
static void show_window(struct concord *c,
			ent_str text,
			const ent_span *spans,
			uint32_t n)
{
	ent_span first = n ? spans[0] : (ent_span){ 0, 0 };
	bool cut[2];
	size_t from =
		window_start(&cut[0], ent_str_slice(text, 0, first.start), c->around);
	size_t to =
		first.end + window_end(&cut[1], ent_str_slice(text, first.end, text.n),
				       n ? c->around : 2 * c->around);
	size_t lead =
		ent_str_chars(ent_str_slice(text, from, first.start)) + 2 * cut[0];
	if (n)
		ent_buf_addf(&c->out, "%*s", (int)(c->around - lead), "");
	if (cut[0])
		ent_buf_add(&c->out, ENT_STR("… "));
	ent_span in[16];
	uint32_t kept = 0;
	for (uint32_t k = 0; k < n && kept < 16; k++)
		if (spans[k].end <= to)
			in[kept++] = (ent_span){ spans[k].start - (uint32_t)from,
						 spans[k].end - (uint32_t)from };
	show_marked(&c->out, ent_str_slice(text, from, to), in, kept, &c->marks);
	if (cut[1])
		ent_buf_add(&c->out, ENT_STR(" …"));
}

static void show_side(struct concord *c,
		      ent_str text,
		      const ent_span *spans,
		      uint32_t n)
{
	ent_buf_add(&c->out, ENT_STR("  "));
	if (c->around)
		show_window(c, text, spans, n);
	else
		show_marked(&c->out, text, spans, n, &c->marks);
	ent_buf_add_char(&c->out, '\n');
}

static void show_hit(struct concord *c, const ent_hit *hit)
{
	ent_buf_add(&c->out, ent_str_of(c->marks.dim));
	show_provenance(&c->out, &hit->found);
	ent_buf_add(&c->out, ent_str_of(c->marks.plain));
	ent_buf_add_char(&c->out, '\n');
	show_side(c, hit->found.source.text, hit->spans, hit->n_spans);
	show_side(c, hit->found.target.text, hit->counterparts, hit->n_counterparts);
}

/* ---- what is asked ----------------------------------------------------------- */

struct given {
	char *file, *lang, *other, *document, *format, *output, *rendering;
	struct asked_given asked;
	int limit, json, all_words, accents, cased, inflected, exact, group, exit_code,
		pager, count, color;
};

static ent_status show_hits(struct concord *c,
			    const ent_hit *hits,
			    uint32_t n,
			    ent_error *err)
{
	for (uint32_t k = 0; k < n; k++) {
		if (c->json) {
			json_hit(&c->out, &hits[k]);
			ent_buf_add_char(&c->out, '\n');
		} else
			show_hit(c, &hits[k]);
		if (!show_flush(&c->out))
			return out_of_memory(err);
	}
	return ENT_OK;
}

static ent_status write_hits(FILE *to,
			     const ent_hit *hits,
			     uint32_t n,
			     const char *format,
			     const char *phrase,
			     ent_error *err)
{
	const ent_unit_format *kind;
	ent_writer *writer = NULL;
	ent_str source = n ? hits[0].found.source.lang : ENT_STR("en");
	ent_str target = n ? hits[0].found.target.lang : ENT_STR("fr");
	ent_status status = ent_unit_format_named(&kind, format, err);
	if (!status)
		status = ent_writer_new(&writer, kind, to, source, target,
					ent_str_of(phrase), err);
	for (uint32_t k = 0; k < n && !status; k++)
		status = ent_writer_add(writer, &hits[k].found, err);
	if (!status)
		status = ent_writer_finish(writer, err);
	ent_writer_free(writer);
	return status;
}

/* The hits as a file of units. */
static ent_status export_hits(const struct given *g,
			      const ent_hit *hits,
			      uint32_t n,
			      const char *phrase,
			      ent_error *err)
{
	const char *format = g->format ? g->format : "tsv";
	struct output_file out;
	ent_status status = output_open(&out, g->output, err);
	if (status)
		return status;
	status = write_hits(out.to, hits, n, format, phrase, err);
	return output_close(&out, status, err);
}

static ent_status show_counts(struct concord *c,
			      ent_memory *memory,
			      const char *phrase,
			      ent_count_by by,
			      const ent_concord_options *opt,
			      ent_arena *arena,
			      ent_error *err)
{
	const ent_count *counts;
	uint32_t n;
	ent_status status = ent_memory_concord_count(
		&counts, &n, memory, ent_str_of(phrase), by, opt, arena, err);
	if (status)
		return status;
	for (uint32_t k = 0; k < n; k++) {
		c->found += counts[k].hits;
		if (c->json) {
			json_count(&c->out, &counts[k], by);
			ent_buf_add_char(&c->out, '\n');
		} else {
			ent_buf_addf(&c->out, "%8llu  ",
				     (unsigned long long)counts[k].hits);
			ent_buf_add(&c->out,
				    counts[k].name.n ? counts[k].name : ENT_STR("-"));
			ent_buf_add_char(&c->out, '\n');
		}
	}
	return show_flush(&c->out) ? ENT_OK : out_of_memory(err);
}

/* "2019 to 2025", "2024"; the span of years in which a rendering was used. */
static void show_years(ent_buf *out, const ent_concord_rendering *r)
{
	ent_str first = r->n_years ? r->years[0].name : ENT_STR("");
	ent_str last = r->n_years ? r->years[r->n_years - 1].name : ENT_STR("");
	if (!last.n)
		return;
	ent_buf_add(out, ENT_STR("  "));
	if (first.n && !ent_str_eq(first, last)) {
		ent_buf_add(out, first);
		ent_buf_add(out, ent_str_of(_(" to ")));
	}
	ent_buf_add(out, last);
}

static ent_status show_renderings(struct concord *c,
				  ent_memory *memory,
				  const char *phrase,
				  const ent_concord_options *opt,
				  ent_arena *arena,
				  ent_error *err)
{
	ent_concord_group r;
	ent_buf *out = &c->out;
	ent_status status = ent_memory_concord_group(&r, memory, ent_str_of(phrase),
						     opt, arena, err);
	if (status)
		return status;
	if (c->json) {
		json_renderings(out, &r);
		ent_buf_add_char(out, '\n');
		return show_flush(out) ? ENT_OK : out_of_memory(err);
	}
	for (uint32_t k = 0; k < r.n; k++) {
		const ent_concord_rendering *one = &r.list[k];
		ent_buf_addf(out, "%8llu  ", (unsigned long long)one->count);
		ent_buf_add(out, one->text);
		ent_buf_add(out, ent_str_of(c->marks.dim));
		show_years(out, one);
		if (one->n_documents) {
			ent_buf_add(out, ENT_STR("  "));
			ent_buf_add(out, one->documents[0]);
			if (one->n_documents > 1)
				ent_buf_addf(out, _(" and %u more"),
					     one->n_documents - 1);
		}
		ent_buf_addf(out, "%s\n", c->marks.plain);
	}
	if (r.unmarked)
		ent_buf_addf(out, _("%8llu  (no counterpart found)\n"),
			     (unsigned long long)r.unmarked);
	c->found = r.hits;
	return show_flush(out) ? ENT_OK : out_of_memory(err);
}

static ent_status run(struct concord *c,
		      ent_memory *memory,
		      const struct given *g,
		      const char *phrase,
		      ent_arena *arena,
		      ent_error *err)
{
	const ent_hit *hits;
	uint32_t n;
	uint64_t total;
	ent_concord_options opt = {
		.lang = ent_str_of(g->lang),
		.mode = g->all_words ? ENT_CONCORD_ALL : ENT_CONCORD_PHRASE,
		.accents = g->accents,
		.cased = g->cased,
		.exact = g->exact,
		.other = ent_str_of(g->other),
		.limit = (uint32_t)g->limit,
		.document = ent_str_of(g->document),
		.since = ent_str_of(g->asked.since),
		.until = ent_str_of(g->asked.until),
		.min_confidence = (float)g->asked.min_confidence,
		.no_counterparts = g->format || g->output,
		.rendering = ent_str_of(g->rendering),
		.label = ent_str_of(g->asked.label),
		.origin = ent_str_of(g->asked.origin),
	};
	if (g->group)
		return show_renderings(c, memory, phrase, &opt, arena, err);
	if (g->count != NOT_CHOSEN)
		return show_counts(c, memory, phrase, (ent_count_by)g->count, &opt,
				   arena, err);
	ent_status status = ent_memory_concord(&hits, &n, &total, memory,
					       ent_str_of(phrase), &opt, arena, err);
	if (!status && (g->format || g->output))
		status = export_hits(g, hits, n, phrase, err);
	else if (!status)
		status = show_hits(c, hits, n, err);
	c->found = status ? 0 : total;
	if (!status && !c->json && n < total && !fflush(stdout))
		fprintf(stderr, _("%u of %llu; --limit 0 shows all\n"), n,
			(unsigned long long)total);
	return status;
}

static size_t around(unsigned width)
{
	if (!width)
		return 0;
	return width < NO_CONTEXT + 2 * AROUND_MIN ? AROUND_MIN
						   : (width - NO_CONTEXT) / 2;
}

/* What to try next. */
static void show_no_hit(const struct given *g, const char *phrase)
{
	if (g->json)
		return;
	fflush(stdout);
	fputs(_("no hit"), stderr);
	if (strchr(phrase, ' ') && !g->all_words)
		fputs(_("; try --all-words"), stderr);
	else if (!strchr(phrase, '*'))
		fprintf(stderr, _("; try '%s*'"), phrase);
	fputc('\n', stderr);
}

/* The phrase is the first line of standard input. */
static ent_status read_phrase(ent_buf *text, const char **phrase, ent_error *err)
{
	int c;
	ent_buf_clear(text);
	ent_buf_add(text, ENT_STR(""));
	while ((c = getchar()) != EOF && c != '\n')
		ent_buf_add_char(text, (char)c);
	*phrase = text->p;
	return text->failed ? out_of_memory(err) : ENT_OK;
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	if (g->inflected && g->exact)
		return usage_error(args->command,
				   "--inflected and --exact exclude each other");
	if (g->output && (g->count != NOT_CHOSEN || g->json))
		return usage_error(args->command, "-o needs --format");
	ent_error err;
	ent_memory *memory = NULL;
	struct concord c = { ENT_BUF_INIT, marks_for(stdout, g->color), g->json, 0,
			     around(terminal_width()) };
	pager_start(g->pager);
	ent_arena *arena = ent_arena_new(0);
	ent_status status = arena ? ent_memory_open(&memory, memory_path(g->file),
						    ENT_OPEN_READ, &err)
				  : out_of_memory(&err);
	ent_buf text = ENT_BUF_INIT;
	const char *phrase = operands_join(&text, args) ? text.p : args->rest[0];
	if (!status && operands_are_stdin(args))
		status = read_phrase(&text, &phrase, &err);
	if (!status)
		status = run(&c, memory, g, phrase, arena, &err);
	int code = status ? report(args->command, &err) : 0;
	if (!status && !c.found) {
		show_no_hit(g, phrase);
		name_languages(memory, args->command, g->lang, NULL);
		code = g->exit_code ? EXIT_NOTHING : 0;
	}
	ent_buf_release(&text);
	ent_memory_close(memory);
	ent_arena_free(arena);
	ent_buf_release(&c.out);
	pager_stop();
	return code;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_TEXT("lang",
		 lang,
		 "LANG",
		 "set the language of the phrase (default: either)"),
	OPT_FLAG("all-words", all_words, "find the words in any order, also apart"),
	OPT_FLAG("accents", accents, "match accents as they are written"),
	OPT_FLAG("case", cased, "match capitals as they are written: WHO is not who"),
	OPT_FLAG("exact",
		 exact,
		 "find words, hyphens and digits only as they are written"),
	OPT_FLAG("inflected",
		 inflected,
		 "find other forms of the words too; this is the default"),
	OPT_TEXT("other",
		 other,
		 "PHRASE",
		 "keep hits whose other side contains PHRASE"),
	OPT_INT("limit", limit, 0, INT_MAX, "20", "print at most N hits, 0 for all"),
	OPT_TEXT("document", document, "GLOB", "search these documents only"),
	OPT_ASKED(asked),
	OPT_FLAG("group", group, "count the translations of the phrase"),
	OPT_TEXT("rendering",
		 rendering,
		 "TEXT",
		 "keep hits that are translated as TEXT, in any inflected form"),
	OPT_CHOICE("count",
		   count,
		   "document|year",
		   NULL,
		   "count the hits"), /* ent_count_by */
	OPT_TEXT("format",
		 format,
		 "NAME",
		 "write the hits as tsv, safe-tsv, tmx, jsonl, html or xliff"),
	OPT_OUTPUT(output),
	OPT_FLAG("json", json, "print a line of JSON for each hit"),
	OPT_EXIT_CODE(exit_code),
	OPT_COLOR(color),
	OPT_PAGER(pager),
	OPT_END
};

static const struct example examples[] = {
	{ "entente concord --lang en 'drinking water'",
	  "Show a phrase in context, with its translation marked" },
	{ "entente concord --other eau water", "Find units with a word on each side" },
	{ "entente concord --group 'drinking water'",
	  "Count the ways in which a phrase was translated" },
	{ "entente concord --rendering 'eau potable' 'drinking water'",
	  "Show where it was translated in that way" },
	{ "entente concord --count year 'develop*'",
	  "Count words that begin with develop, by year" },
	{ NULL, NULL }
};

const struct cmd cmd_concord = {
	.name = "concord",
	.group = "Ask",
	.summary = "show a phrase in context",
	.operands = "PHRASE",
	.min = 1,
	.max = -1,
	.about = "Find the units that contain a phrase on either side, newest "
		 "first. Words are found in all their inflected forms (programme, "
		 "programmes; develop, developed), in any case, with or without "
		 "accents, with a hyphen or a space between them; numbers are found "
		 "with or without separators (10 000, 10,000). --exact, --case and "
		 "--accents find them only as they are written. A word that ends in "
		 "* stands for all words that begin like it, and * alone for any "
		 "one word. Hits in addresses of pages and mail come last. The "
		 "words of the other side that correspond to the phrase are marked.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
