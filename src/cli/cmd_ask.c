/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_ask.c - ask a memory line by line.
 *
 * Each line is looked up; a line of a few words is also shown in its contexts, with its
 * renderings counted.  The line goes to `lookup` and `concord` as one operand, so that
 * no shell is between: apostrophes and quotes are letters here.  On a terminal lines
 * are edited and recalled (line_edit.c), else they are read as they are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/input_line.h"
#include "cli/language.h"
#include "cli/line_edit.h"
#include "cli/show.h"
#include "entente/lookup.h"

/* A line of so many words or fewer is a phrase. */
enum { PHRASE_WORDS = 4, ARGUMENTS_MAX = 24 };

extern const struct cmd cmd_lookup, cmd_concord;

struct given {
	char *memory, *from, *to, *limit;
	int min_score, color;
};

/* An argument list that is built up; args_run() does not write to it. */
struct command_line {
	char *argv[ARGUMENTS_MAX];
	int argc;
};

static void add_argument(struct command_line *c, const char *s)
{
	if (c->argc + 1 < ARGUMENTS_MAX)
		c->argv[c->argc++] = (char *)s;
}

static void add_option(struct command_line *c, const char *name, const char *value)
{
	if (!value)
		return;
	add_argument(c, name);
	add_argument(c, value);
}

static int run_command(const struct cmd *cmd, struct command_line *c, const char *line)
{
	add_argument(c, "--");
	add_argument(c, line);
	c->argv[c->argc] = NULL;
	int code = args_run(cmd, c->argc, c->argv);
	fflush(stdout);
	return code;
}

/* The direction in which the memory has a match for a line, unless one is given: its
 * main one, or the other way round.  The languages live in the arena,
 * NUL-terminated. */
static void find_direction(struct given *g, const char *line, ent_arena *arena)
{
	ent_memory *memory = NULL;
	ent_error err;
	ent_str from, to;
	const ent_match *matches;
	uint32_t n = 0;
	if (g->from || g->to ||
	    ent_memory_open(&memory, memory_path(g->memory), ENT_OPEN_READ, &err))
		return; /* lookup reports why */
	ent_status status = ent_memory_languages(&from, &to, memory, arena, &err);
	for (int turn = 0; !status && !n && turn < 2; turn++) {
		ent_lookup_options opt = ENT_LOOKUP_OPTIONS_DEFAULT;
		opt.from = turn ? to : from;
		opt.to = turn ? from : to;
		opt.limit = 1;
		opt.min_score = (uint32_t)g->min_score;
		status = ent_memory_lookup(&matches, &n, memory, ent_str_of(line), &opt,
					   arena, &err);
		if (!status && n) {
			g->from = (char *)opt.from.p;
			g->to = (char *)opt.to.p;
		}
	}
	ent_memory_close(memory);
}

static int look_up(const struct given *g, const char *line)
{
	struct command_line c = { .argc = 0 };
	add_argument(&c, cmd_lookup.name);
	add_option(&c, "--memory", g->memory);
	add_option(&c, "--from", g->from);
	add_option(&c, "--to", g->to);
	char score[16];
	snprintf(score, sizeof(score), "%d", g->min_score);
	add_option(&c, "--min-score", score);
	add_option(&c, "--limit", g->limit);
	add_option(&c, "--color", color_name(g->color));
	return run_command(&cmd_lookup, &c, line);
}

static int show_contexts(const struct given *g, const char *line, bool group)
{
	struct command_line c = { .argc = 0 };
	add_argument(&c, cmd_concord.name);
	add_option(&c, "--memory", g->memory);
	add_option(&c, "--limit", g->limit);
	add_option(&c, "--color", color_name(g->color));
	if (group) {
		add_argument(&c, "--group");
		add_argument(&c, "--exit-code");
	}
	return run_command(&cmd_concord, &c, line);
}

static int words_of(const char *line)
{
	int n = 0;
	for (const char *at = line; *at; at++)
		n += *at != ' ' && (at == line || at[-1] == ' ');
	return n;
}

/* The first exit code that is not 0 ends the session, for example when the memory
 * cannot be opened. */
static int ask(const struct given *g, const char *line)
{
	if (words_of(line) == 0)
		return 0;
	struct given with = *g;
	ent_arena *arena = ent_arena_new(0);
	if (arena)
		find_direction(&with, line, arena);
	int code = look_up(&with, line);
	ent_arena_free(arena);
	if (!code && words_of(line) <= PHRASE_WORDS) {
		code = show_contexts(g, line, true);
		if (!code)
			code = show_contexts(g, line, false);
		if (code == EXIT_NOTHING)
			code = 0;
	}
	putchar('\n');
	return code;
}

/* The next line, to be freed; NULL at the end. */
static char *next_line(bool terminal, ent_status *status, ent_error *err)
{
	if (terminal)
		return line_edit("entente> ");
	char *line = NULL;
	size_t capacity = 0;
	ssize_t n = input_line(&line, &capacity, status, err);
	if (n < 0) {
		free(line);
		return NULL;
	}
	line[strcspn(line, "\r\n")] = '\0';
	return line;
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	const bool terminal = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
	int code = 0;
	char *line;
	ent_error err;
	ent_status status = ENT_OK;
	if (terminal)
		puts(_("Type a text or a phrase; an empty line or Ctrl-D ends."));
	while (!code && (line = next_line(terminal, &status, &err))) {
		const bool empty = words_of(line) == 0;
		if (terminal && !empty)
			line_remember(line);
		code = ask(g, line);
		free(line);
		if (terminal && empty)
			break;
	}
	if (status)
		code = report(args->command, &err);
	return code;
}

static const struct option_row options[] = {
	OPT_MEMORY(memory),
	OPT_TEXT("from", from, "LANG", "set the language of the texts"),
	OPT_TEXT("to", to, "LANG", "set the language of the translations"),
	OPT_INT("min-score",
		min_score,
		1,
		100,
		"70",
		"set the minimum score, 1 to 100"),
	OPT_PRESET("limit",
		   limit,
		   "N",
		   "3",
		   "print at most N matches and hits per line"),
	OPT_COLOR(color),
	OPT_END
};

static const struct example examples[] = { { "entente ask --from fr --to en",
					     "Ask line by line; no quotes are needed" },
					   { NULL, NULL } };

const struct cmd cmd_ask = {
	.name = "ask",
	.group = "Ask",
	.summary = "ask a memory line by line",
	.operands = "",
	.about = "Read lines and answer each with the best matches, as lookup "
		 "prints them, and, for a phrase of up to four words, with its "
		 "translations and contexts, as concord prints them. On a terminal, "
		 "lines can be edited and recalled.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
