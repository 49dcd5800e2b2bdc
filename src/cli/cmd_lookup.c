/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/options.h"
#include "cli/show.h"
#include "entente/memory.h"

struct lookup {
	ent_memory *memory;
	ent_lookup_options opt;
	int json;
	struct marks marks;
	ent_arena *arena;
	ent_buf out;
};

static const char *op_name(ent_edit_op op)
{
	switch (op) {
	case ENT_EDIT_INSERT: return "insert";
	case ENT_EDIT_DELETE: return "delete";
	case ENT_EDIT_REPLACE: return "replace";
	}
	return "replace";
}

static void json_match(ent_buf *out, const ent_match *m)
{
	ent_buf_addf(out, "{\"score\":%u,\"similarity\":%.6g,\"kind\":\"%s\",",
		     m->score, m->similarity, m->kind);
	json_unit(out, &m->found);
	ent_buf_addf(out, ",\"unit\":%llu,\"edits\":[", (unsigned long long)m->unit);
	for (uint32_t k = 0; k < m->n_edits; k++) {
		const ent_edit *e = &m->edits[k];
		ent_buf_addf(out,
			     "%s{\"op\":\"%s\",\"query\":[%u,%u],\"match\":[%u,%u],"
			     "\"cost\":%.3g}",
			     k ? "," : "", op_name(e->op), e->query_start, e->query_end,
			     e->match_start, e->match_end, (double)e->cost);
	}
	ent_buf_add(out, ENT_STR("]}"));
}

static void show_json(ent_buf *out, ent_str query, const ent_match *m, uint32_t n)
{
	ent_buf_add(out, ENT_STR("{\"query\":"));
	ent_buf_add_json(out, query);
	ent_buf_add(out, ENT_STR(",\"matches\":["));
	for (uint32_t k = 0; k < n; k++) {
		if (k)
			ent_buf_add_char(out, ',');
		json_match(out, &m[k]);
	}
	ent_buf_add(out, ENT_STR("]}\n"));
}

/* The match's own words that the query has not. */
static void show_source(struct lookup *l, const ent_match *m)
{
	ent_span *spans = ENT_NEW_ARRAY(l->arena, ent_span, m->n_edits);
	uint32_t n = 0;
	for (uint32_t k = 0; spans && k < m->n_edits; k++)
		if (m->edits[k].match_end > m->edits[k].match_start)
			spans[n++] = (ent_span){ m->edits[k].match_start,
						 m->edits[k].match_end };
	show_marked(&l->out, m->found.source.text, spans, n, &l->marks);
}

static void show_text(struct lookup *l, ent_str query, const ent_match *m, uint32_t n)
{
	ent_buf *out = &l->out;
	if (l->opt.limit != 1 || !n) {
		ent_buf_add(out, query);
		ent_buf_add(out, n ? ENT_STR("\n") : ENT_STR("\n  no match\n"));
	}
	for (uint32_t k = 0; k < n; k++) {
		ent_buf_addf(out, "%5u %s  %s", m[k].score, m[k].kind, l->marks.dim);
		show_provenance(out, &m[k].found);
		ent_buf_addf(out, "%s\n      ", l->marks.plain);
		show_source(l, &m[k]);
		ent_buf_add(out, ENT_STR("\n      "));
		ent_buf_add(out, m[k].found.target.text);
		ent_buf_add_char(out, '\n');
	}
}

static ent_status look_up(struct lookup *l, ent_str query, ent_error *err)
{
	const ent_match *matches;
	uint32_t n;
	ent_arena_clear(l->arena);
	ent_status status = ent_memory_lookup(&matches, &n, l->memory, query, &l->opt,
					      l->arena, err);
	if (status)
		return status;
	if (l->json)
		show_json(&l->out, query, matches, n);
	else
		show_text(l, query, matches, n);
	if (show_flush(&l->out))
		return ENT_OK;
	*err = (ent_error){ .code = ENT_ENOMEM, .message = "out of memory" };
	return ENT_ENOMEM;
}

static ent_status look_up_lines(struct lookup *l, ent_error *err)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	ent_status status = ENT_OK;
	while (!status && (n = getline(&line, &room, stdin)) >= 0) {
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
	if (lines)
		return look_up_lines(l, err);
	for (int k = 0; k < args->n_rest && !status; k++)
		status = look_up(l, ent_str_of(args->rest[k]), err);
	return status;
}

struct given {
	char *memory, *from, *to, *score, *document, *before, *after;
	int min_score, limit, exhaustive, lines, json;
};

static int check(const struct given *g, const struct args *args)
{
	if (g->min_score < 1 || g->min_score > 100)
		return usage_error(args->command, "--min-score must be 1 to 100");
	if (g->limit < 0)
		return usage_error(args->command, "--limit must not be negative");
	if (g->score && strcmp(g->score, "plain") && strcmp(g->score, "graded"))
		return usage_error(args->command, "--score is graded or plain");
	if (!g->lines && !args->n_rest)
		return usage_error(args->command, "give a TEXT or --stdin");
	if (g->lines && args->n_rest)
		return usage_error(args->command, "give a TEXT or --stdin, not both");
	return ARGS_GO_ON;
}

static int start(const struct given *g, const struct args *args)
{
	ent_error err;
	struct lookup l = {
		.opt = {
			.from = ent_str_of(g->from),
			.to = ent_str_of(g->to),
			.score = g->score && !strcmp(g->score, "plain") ? ENT_SCORE_PLAIN
									 : ENT_SCORE_GRADED,
			.min_score = (uint32_t)g->min_score,
			.limit = (uint32_t)g->limit,
			.exhaustive = g->exhaustive,
			.document = ent_str_of(g->document),
			.before = ent_str_of(g->before),
			.after = ent_str_of(g->after),
		},
		.json = g->json,
		.marks = marks_for(stdout),
		.out = ENT_BUF_INIT,
		.arena = ent_arena_new(0),
	};
	ent_status status =
		ent_memory_open(&l.memory, memory_path(g->memory), ENT_OPEN_READ, &err);
	int code = 0;
	if (!status && l.arena) {
		status = run(&l, args, g->lines, &err);
		ent_memory_close(l.memory);
	}
	if (status)
		code = report(args->command, &err);
	ent_buf_release(&l.out);
	ent_arena_free(l.arena);
	return code;
}

int cmd_lookup(int argc, char **argv)
{
	struct given g = { .min_score = 70, .limit = 5 };
	const struct poptOption table[] = {
		OPT_MEMORY(&g.memory),
		OPT_STRING("from", &g.from, "LANG", "language of the text"),
		OPT_STRING("to", &g.to, "LANG", "language of the answer"),
		OPT_INT("min-score", &g.min_score, "N", "least score, 1 to 100 (70)"),
		OPT_INT("limit", &g.limit, "N", "most matches a text, 0 for all (5)"),
		OPT_STRING("score", &g.score, "KIND", "graded (default) or plain"),
		OPT_FLAG("exhaustive", &g.exhaustive, "score every unit, no index"),
		OPT_STRING("document", &g.document, "NAME",
			   "document of the text: 101 for its own units"),
		OPT_STRING("before", &g.before, "TEXT", "what stands before: 102"),
		OPT_STRING("after", &g.after, "TEXT", "what stands behind: 102"),
		OPT_FLAG("stdin", &g.lines, "a text a line on standard input"),
		OPT_FLAG("json", &g.json, "a line of JSON for each text"),
		POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "[TEXT...]", 0, -1);
	if (code == ARGS_GO_ON)
		code = check(&g, &args);
	if (code == ARGS_GO_ON)
		code = start(&g, &args);
	args_free(&args);
	char *const strings[] = { g.memory,   g.from,   g.to,   g.score,
				  g.document, g.before, g.after };
	for (size_t k = 0; k < sizeof(strings) / sizeof(strings[0]); k++)
		free(strings[k]);
	return code;
}
