/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_lookup.c - the units that are most like a text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/cmd.h"
#include "cli/filter.h"
#include "cli/input_line.h"
#include "cli/language.h"
#include "cli/operands.h"
#include "cli/pager.h"
#include "cli/show.h"
#include "entente/concord.h"
#include "entente/lookup.h"
#include "entente/memory.h"
#include "json/json.h"

struct lookup {
	ent_memory *memory;
	ent_lookup_options opt;
	int json, fragments, markup;
	struct marks marks;
	ent_arena *arena;
	ent_buf out, text; /* text: of a query that came as markup */
	uint64_t found;    /* matches of all queries */
};

static bool is_code(const ent_edit *e)
{
	return e->query_code.n || e->match_code.n;
}

struct answer {
	const ent_match *matches;
	const ent_fragment *fragments;
	uint32_t n, n_fragments;
};

static void show_json(struct lookup *l, ent_str query, const struct answer *a)
{
	ent_buf *out = &l->out;
	ent_buf_add(out, ENT_STR("{\"query\":"));
	ent_buf_add_json(out, query);
	if (l->markup) {
		ent_buf_add(out, ENT_STR(",\"markup\":"));
		ent_buf_add_json(out, l->opt.markup);
	}
	ent_buf_add(out, ENT_STR(",\"matches\":["));
	for (uint32_t k = 0; k < a->n; k++) {
		json_comma(out, k);
		json_match(out, &a->matches[k], l->markup);
	}
	ent_buf_add_char(out, ']');
	if (l->fragments) {
		ent_buf_add(out, ENT_STR(",\"fragments\":"));
		json_fragments(out, a->fragments, a->n_fragments);
	}
	ent_buf_add(out, ENT_STR("}\n"));
}

/* Whether only spaces are between two places. */
static bool is_blank(ent_str text, uint32_t from, uint32_t to)
{
	for (uint32_t k = from; k < to; k++)
		if (text.p[k] != ' ')
			return false;
	return true;
}

/* The words of the query that the match does not have, from edit k on; returns the edit
 * after them. */
static uint32_t show_missing(struct lookup *l,
			     ent_str query,
			     const ent_match *m,
			     uint32_t k)
{
	const uint32_t start = m->edits[k].query_start, at = m->edits[k].match_start;
	uint32_t end = m->edits[k].query_end;
	for (k++; k < m->n_edits && m->edits[k].op == ENT_EDIT_DELETE &&
		  m->edits[k].match_start == at && !is_code(&m->edits[k]) &&
		  is_blank(query, end, m->edits[k].query_start);
	     k++)
		end = m->edits[k].query_end;
	ent_buf_add(&l->out, ent_str_of(l->marks.missing));
	ent_buf_add(&l->out, ent_str_slice(query, start, end));
	ent_buf_add(&l->out, ent_str_of(l->marks.off));
	return k;
}

/* The match's source: its own words marked, neighbours together, and the words that
 * only the query has where they would be: "was [+not] signed". */
static void show_source(struct lookup *l, ent_str query, const ent_match *m)
{
	ent_str text = m->found.source.text;
	uint32_t at = 0;
	for (uint32_t k = 0; k < m->n_edits;) {
		const ent_edit *e = &m->edits[k];
		if (is_code(e) || e->match_start < at || e->match_end > text.n) {
			k++;
			continue;
		}
		ent_buf_add(&l->out, ent_str_slice(text, at, e->match_start));
		at = e->match_end;
		if (e->op == ENT_EDIT_DELETE) {
			k = show_missing(l, query, m, k);
			if (at < text.n && text.p[at] != ' ')
				ent_buf_add_char(&l->out, ' ');
			continue;
		}
		for (k++; k < m->n_edits && m->edits[k].op != ENT_EDIT_DELETE &&
			  !is_code(&m->edits[k]) &&
			  is_blank(text, at, m->edits[k].match_start);
		     k++)
			at = m->edits[k].match_end;
		ent_buf_add(&l->out, ent_str_of(l->marks.on));
		ent_buf_add(&l->out, ent_str_slice(text, e->match_start, at));
		ent_buf_add(&l->out, ent_str_of(l->marks.off));
	}
	ent_buf_add(&l->out, ent_str_slice(text, at, text.n));
}

/* Which inline codes differ, and how. */
static void show_codes(struct lookup *l, const ent_match *m)
{
	ent_buf *out = &l->out;
	const char *before = _("      codes: ");
	for (uint32_t k = 0; k < m->n_edits; k++) {
		const ent_edit *e = &m->edits[k];
		if (!is_code(e))
			continue;
		ent_buf_addf(out, "%s%s", before,
			     e->op == ENT_EDIT_DELETE   ? _("without ")
			     : e->op == ENT_EDIT_INSERT ? _("with ")
							: "");
		before = ", ";
		ent_buf_add(out, e->match_code.n ? e->match_code : e->query_code);
		if (e->op == ENT_EDIT_REPLACE) {
			ent_buf_add(out, ent_str_of(_(" for ")));
			ent_buf_add(out, e->query_code);
		} else if (e->op == ENT_EDIT_MOVE) {
			ent_buf_add(out, ent_str_of(_(" elsewhere")));
		}
	}
	if (before[0] == ',')
		ent_buf_add_char(out, '\n');
}

/* The end of a run of stale edits that begins with k: neighbours of one kind. */
static uint32_t end_of_stale(ent_str query, const ent_match *m, uint32_t k)
{
	ent_str text = m->found.source.text;
	for (k++; k < m->n_stale; k++) {
		const ent_edit *a = &m->edits[m->stale[k - 1]];
		const ent_edit *b = &m->edits[m->stale[k]];
		if (a->op != b->op || !is_blank(query, a->query_end, b->query_start) ||
		    !is_blank(text, a->match_end, b->match_start))
			break;
	}
	return k;
}

/* What the adapted target still has as it was: "(not adapted: + not, TSH for KIFR)". */
static void show_stale(struct lookup *l, ent_str query, const ent_match *m)
{
	ent_buf *out = &l->out;
	for (uint32_t k = 0, end; k < m->n_stale; k = end) {
		end = end_of_stale(query, m, k);
		const ent_edit *e = &m->edits[m->stale[k]];
		const ent_edit *last = &m->edits[m->stale[end - 1]];
		ent_str is = ent_str_slice(query, e->query_start, last->query_end);
		ent_str was = ent_str_slice(m->found.source.text, e->match_start,
					    last->match_end);
		if (e->op == ENT_EDIT_INSERT)
			is = ENT_STR("");
		if (e->op == ENT_EDIT_DELETE)
			was = ENT_STR("");
		ent_buf_add(out, k ? ENT_STR(", ") : ent_str_of(_("  (not adapted: ")));
		if (!was.n)
			ent_buf_add(out, ENT_STR("+ "));
		ent_buf_add(out, is);
		if (was.n)
			ent_buf_add(out, is.n ? ent_str_of(_(" for ")) : ENT_STR("- "));
		ent_buf_add(out, was);
	}
	if (m->n_stale)
		ent_buf_add_char(out, ')');
}

/* The target with the query's values and names, and what is not adapted. */
static void show_adapted(struct lookup *l, ent_str query, const ent_match *m)
{
	ent_span *spans = ENT_NEW_ARRAY(l->arena, ent_span, m->n_substitutions);
	for (uint32_t k = 0; spans && k < m->n_substitutions; k++)
		spans[k] = (ent_span){ m->substitutions[k].start,
				       m->substitutions[k].end };
	ent_buf_add(&l->out, ENT_STR("    ~ "));
	show_marked(&l->out, m->adapted, spans, spans ? m->n_substitutions : 0,
		    &l->marks);
	show_stale(l, query, m);
	ent_buf_add_char(&l->out, '\n');
}

static void show_documents(struct lookup *l, const ent_match *m)
{
	ent_buf_addf(&l->out,
		     COUNTED("      %s%u time: ", "      %s%u times: ", m->uses),
		     l->marks.dim, m->uses);
	for (uint32_t k = 0; k < m->n_documents; k++) {
		if (k)
			ent_buf_add(&l->out, ENT_STR(", "));
		ent_buf_add(&l->out, m->documents[k]);
	}
	ent_buf_addf(&l->out, "%s\n", l->marks.plain);
}

static void show_match(struct lookup *l, ent_str query, const ent_match *m)
{
	ent_buf *out = &l->out;
	ent_buf_addf(out, "%5u %s  %s", m->score, _(ent_match_kind_name(m->kind)),
		     l->marks.dim);
	show_provenance(out, &m->found);
	if (m->penalty > 0)
		ent_buf_addf(out, _(", penalty %.3g"), m->penalty);
	ent_buf_addf(out, "%s\n      ", l->marks.plain);
	show_source(l, query, m);
	ent_buf_add(out, ENT_STR("\n      "));
	ent_buf_add(out, m->carried.n ? m->carried : m->found.target.text);
	ent_buf_add_char(out, '\n');
	show_codes(l, m);
	if (m->n_substitutions)
		show_adapted(l, query, m);
	if (m->uses > 1)
		show_documents(l, m);
}

static void show_fragment(struct lookup *l, ent_str query, const ent_fragment *f)
{
	ent_buf *out = &l->out;
	ent_buf_add(out, ENT_STR("    - "));
	ent_buf_add(out, ent_str_slice(query, f->start, f->end));
	ent_buf_addf(out, COUNTED("  %s%llu unit%s\n", "  %s%llu units%s\n", f->total),
		     l->marks.dim, (unsigned long long)f->total, l->marks.plain);
	for (uint32_t k = 0; k < f->n_hits; k++) {
		const ent_hit *h = &f->hits[k];
		ent_buf_add(out, ENT_STR("      "));
		show_marked(out, h->found.source.text, h->spans, h->n_spans, &l->marks);
		ent_buf_add(out, ENT_STR("\n      "));
		show_marked(out, h->found.target.text, h->counterparts,
			    h->n_counterparts, &l->marks);
		ent_buf_add_char(out, '\n');
	}
}

/* Nothing is like the query: what there is, or the next step. */
static void show_no_match(struct lookup *l, const struct answer *a)
{
	ent_buf_addf(&l->out, _("  no match at %u or more"), l->opt.min_score);
	if (a->n_fragments)
		ent_buf_add(&l->out,
			    ent_str_of(_("; the longest phrases that occur:\n")));
	else
		ent_buf_addf(&l->out, _("; try --min-score %u, or entente concord\n"),
			     l->opt.min_score > 50 ? 50 : 1);
}

static void show_text(struct lookup *l, ent_str query, const struct answer *a)
{
	ent_buf *out = &l->out;
	if (l->opt.limit != 1 || !a->n) {
		ent_buf_add(out, query);
		ent_buf_add_char(out, '\n');
	}
	if (!a->n)
		show_no_match(l, a);
	for (uint32_t k = 0; k < a->n; k++)
		show_match(l, query, &a->matches[k]);
	for (uint32_t k = 0; k < a->n_fragments; k++)
		show_fragment(l, query, &a->fragments[k]);
}

/* Hits shown for each fragment. */
#define FRAGMENT_HITS 2

static ent_status look_up(struct lookup *l, ent_str query, ent_error *err)
{
	struct answer a = { NULL, NULL, 0, 0 };
	const ent_concord_options phrases = { .lang = l->opt.from,
					      .limit = FRAGMENT_HITS,
					      .document = l->opt.documents,
					      .since = l->opt.since,
					      .until = l->opt.until,
					      .min_confidence = l->opt.min_confidence,
					      .label = l->opt.label,
					      .origin = l->opt.origin };
	ent_status status = ENT_OK;
	ent_arena_clear(l->arena);
	if (l->markup) {
		l->opt.markup = query;
		ent_buf_clear(&l->text);
		ent_buf_add(&l->text, ENT_STR(""));
		status = ent_markup_text(&l->text, query, err);
		query = ent_buf_str(&l->text);
	}
	if (!status)
		status = ent_memory_lookup(&a.matches, &a.n, l->memory, query, &l->opt,
					   l->arena, err);
	if (!status && !a.n && (l->fragments || !l->json))
		status = ent_memory_fragments(&a.fragments, &a.n_fragments, l->memory,
					      query, &phrases, l->arena, err);
	if (status)
		return status;
	l->found += a.n;
	if (l->json)
		show_json(l, query, &a);
	else
		show_text(l, query, &a);
	if (show_flush(&l->out))
		return ENT_OK;
	return out_of_memory(err);
}

static ent_status look_up_lines(struct lookup *l, ent_error *err)
{
	char *line = NULL;
	size_t capacity = 0;
	ssize_t n;
	ent_status status = ENT_OK;
	while (!status && (n = input_line(&line, &capacity, &status, err)) >= 0) {
		while (n && (line[n - 1] == '\n' || line[n - 1] == '\r'))
			n--;
		status = look_up(l, (ent_str){ line, (size_t)n }, err);
		fflush(stdout);
	}
	free(line);
	return status;
}

static ent_status run(struct lookup *l,
		      const struct args *args,
		      int lines,
		      ent_error *err)
{
	ent_status status = ENT_OK;
	ent_buf text = ENT_BUF_INIT;
	if (lines)
		return look_up_lines(l, err);
	if (operands_join(&text, args)) {
		status = look_up(l, ent_buf_str(&text), err);
		ent_buf_release(&text);
		return status;
	}
	for (int k = 0; k < args->n_rest && !status; k++)
		status = look_up(l, ent_str_of(args->rest[k]), err);
	return status;
}

/* In the order of the choices of --score and --variants. */
enum { SCORE_GRADED, SCORE_PLAIN };
enum { VARIANTS_NEWEST, VARIANTS_USED };

struct given {
	char *memory, *from, *to, *document, *before, *after;
	char *documents, *origins, *today;
	int score, variants; /* of the lists of choices */
	double for_confidence, for_age, for_region;
	int min_score, limit, exhaustive, lines, json, fragments, no_adapt, markup;
	int exit_code, pager, color;
	struct asked_given asked;
};

enum { PENALTIES_MAX = 32 };

/* "align=3,mt*=20" */
static bool read_origins(ent_penalty *out, uint32_t *n, const char *list)
{
	*n = 0;
	for (ent_str rest = ent_str_of(list); rest.n;) {
		ent_str points = ent_str_cut(&rest, ','), name;
		char number[16], *end;
		name = ent_str_cut(&points, '=');
		if (!points.n || points.n >= sizeof(number) || *n == PENALTIES_MAX)
			return false;
		memcpy(number, points.p, points.n);
		number[points.n] = '\0';
		out[*n] = (ent_penalty){ name, strtof(number, &end) };
		if (*end)
			return false;
		++*n;
	}
	return true;
}

static ent_lookup_options options_of(const struct given *g, const char *today)
{
	ent_lookup_options opt = {
		.from = ent_str_of(g->from),
		.to = ent_str_of(g->to),
		.score = g->score == SCORE_PLAIN ? ENT_SCORE_PLAIN : ENT_SCORE_GRADED,
		.min_score = (uint32_t)g->min_score,
		.limit = (uint32_t)g->limit,
		.exhaustive = g->exhaustive,
		.document = ent_str_of(g->document),
		.before = ent_str_of(g->before),
		.after = ent_str_of(g->after),
		.adapt = !g->no_adapt,
		.since = ent_str_of(g->asked.since),
		.until = ent_str_of(g->asked.until),
		.documents = ent_str_of(g->documents),
		.label = ent_str_of(g->asked.label),
		.origin = ent_str_of(g->asked.origin),
		.min_confidence = (float)g->asked.min_confidence,
		.penalty_confidence = (float)g->for_confidence,
		.penalty_age = (float)g->for_age,
		.penalty_region = (float)g->for_region,
		.today = ent_str_of(g->today ? g->today : today),
	};
	if (g->variants != NOT_CHOSEN)
		opt.variants = g->variants == VARIANTS_USED ? ENT_VARIANTS_USED
							    : ENT_VARIANTS_NEWEST;
	return opt;
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_error err;
	char today[16] = "";
	time_t now = time(NULL);
	struct tm day;
	ent_penalty origins[PENALTIES_MAX];
	uint32_t n_origins;
	const int lines = g->lines || operands_are_stdin(args);
	if (g->lines ? args->n_rest > 0 : !args->n_rest)
		return usage_error(args->command, "give a TEXT or --stdin%s",
				   g->lines ? ", not both" : "");
	if (gmtime_r(&now, &day))
		strftime(today, sizeof(today), "%Y-%m-%d", &day);
	if (!read_origins(origins, &n_origins, g->origins))
		return usage_error(
			args->command,
			"--penalty-origin must be a list such as align=3,mt*=20");
	struct lookup l = {
		.opt = options_of(g, today),
		.json = g->json,
		.fragments = g->fragments,
		.markup = g->markup,
		.marks = marks_for(stdout, g->color),
		.out = ENT_BUF_INIT,
		.text = ENT_BUF_INIT,
		.arena = ent_arena_new(0),
	};
	pager_start(g->pager);
	l.opt.penalties = origins;
	l.opt.n_penalties = n_origins;
	ent_status status = l.arena ? ent_memory_open(&l.memory, memory_path(g->memory),
						      ENT_OPEN_READ, &err)
				    : out_of_memory(&err);
	int code = 0;
	if (!status) {
		status = run(&l, args, lines, &err);
		if (!status && !l.found)
			name_languages(l.memory, args->command, g->from, g->to);
		ent_memory_close(l.memory);
	}
	if (status)
		code = report(args->command, &err);
	else if (g->exit_code && !l.found)
		code = EXIT_NOTHING;
	pager_stop();
	ent_buf_release(&l.out);
	ent_buf_release(&l.text);
	ent_arena_free(l.arena);
	return code;
}

static const struct option_row options[] = {
	OPT_MEMORY(memory),
	OPT_TEXT("from", from, "LANG", "set the language of the text"),
	OPT_TEXT("to", to, "LANG", "set the language of the translation"),
	OPT_INT("min-score",
		min_score,
		1,
		100,
		"70",
		"set the minimum score, 1 to 100"),
	OPT_INT("limit",
		limit,
		0,
		INT_MAX,
		"5",
		"print at most N matches per text, 0 for all"),
	OPT_CHOICE("score",
		   score,
		   "graded|plain",
		   "graded",
		   "score differences between words"),
	OPT_FLAG("exhaustive", exhaustive, "score every unit, without the index"),
	OPT_CHOICE("variants",
		   variants,
		   "newest|used",
		   NULL,
		   "print each translation once, chosen by date or by number of uses"),
	OPT_FLAG("fragments",
		 fragments,
		 "when nothing matches, print the longest phrases that occur, also "
		 "with --json"),
	OPT_FLAG("no-adapt",
		 no_adapt,
		 "leave numbers, dates and names of a match as they are"),
	OPT_TEXT(
		"document",
		document,
		"NAME",
		"name the document that the text is in: equal units from it score 101"),
	OPT_TEXT("before",
		 before,
		 "TEXT",
		 "give the segment before the text: an equal unit after the same "
		 "segment scores 102"),
	OPT_TEXT("after",
		 after,
		 "TEXT",
		 "give the segment after the text, as --before"),
	OPT_TEXT("in", documents, "GLOB", "search these documents only"),
	OPT_ASKED(asked),
	OPT_TEXT("penalty-origin",
		 origins,
		 "LIST",
		 "subtract points by origin, such as align=3,mt*=20"),
	OPT_NUMBER("penalty-confidence",
		   for_confidence,
		   -INFINITY,
		   INFINITY,
		   NULL,
		   "subtract X points from a unit of confidence 0"),
	OPT_NUMBER("penalty-age",
		   for_age,
		   -INFINITY,
		   INFINITY,
		   NULL,
		   "subtract X points per year"),
	OPT_DATE("today", today, "count ages from DATE (default: today)"),
	OPT_NUMBER(
		"penalty-region",
		for_region,
		-INFINITY,
		INFINITY,
		NULL,
		"subtract X points from units of another region than --from and --to"),
	OPT_FLAG("markup", markup, "read inline codes in the text, as in TMX or XLIFF"),
	OPT_FLAG("stdin", lines, "read one text per line from standard input"),
	OPT_FLAG("json", json, "print a line of JSON for each text"),
	OPT_EXIT_CODE(exit_code),
	OPT_COLOR(color),
	OPT_PAGER(pager),
	OPT_END
};

static const struct example examples[] = {
	{ "entente lookup --from fr --to en 'Le comité se réunit deux fois par an.'",
	  "Find how a sentence was translated" },
	{ "entente lookup --min-score 50 --fragments --from en --to fr 'safe water'",
	  "Accept less similar matches, otherwise show the phrases that occur" },
	{ "entente lookup --stdin --json --from en --to fr < sentences.txt",
	  "Look up one text per line, for programs" },
	{ NULL, NULL }
};

const struct cmd cmd_lookup = {
	.name = "lookup",
	.group = "Ask",
	.summary = "find how a text was translated",
	.operands = "[TEXT...]",
	.max = -1,
	.about = "Find the units whose source is most similar to each TEXT, best "
		 "first, with their score, release, date and place. A score of 100 "
		 "means that the text is equal. Below a match, the target is "
		 "repeated with the numbers, dates and names of TEXT where they "
		 "differ.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
