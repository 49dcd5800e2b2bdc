/* SPDX-License-Identifier: Apache-2.0 */
/* args.c - the command line of one command, by its table of options.
 *
 * popt splits the line; what a value may be is checked here, from the table. */
#include <errno.h>
#include <popt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/help.h"
#include "cli/language.h"
#include "cli/nearest.h"

enum { GO_ON = -1, HELP = 1, FIRST_ROW = 2 };

struct line {
	const struct cmd *cmd;
	struct poptOption *table;
	poptContext context;
	void *given; /* the command's struct */
	struct args args;
};

static size_t count_rows(const struct option_row *rows)
{
	size_t n = 0;
	while (rows && rows[n].kind != OPTION_END)
		n++;
	return n;
}

static bool is_text(const struct option_row *row)
{
	return row->kind == OPTION_TEXT || row->kind == OPTION_DATE;
}

/* Digits of *at: their value, or -1 when there are not n of them within lo..hi. */
static int digits(const char **at, int n, int lo, int hi)
{
	int value = 0;
	for (int k = 0; k < n; k++, (*at)++) {
		if (**at < '0' || **at > '9')
			return -1;
		value = value * 10 + (**at - '0');
	}
	return value < lo || value > hi ? -1 : value;
}

/* Whether text is YYYY, YYYY-MM or YYYY-MM-DD, the last with a time after it or not.
 * Dates are compared as text, so a wrong one would choose units that nobody meant. */
static bool is_date(const char *at)
{
	static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const int year = digits(&at, 4, 0, 9999);
	if (year < 0 || !*at)
		return year >= 0;
	const int month = *at++ == '-' ? digits(&at, 2, 1, 12) : -1;
	if (month < 0 || !*at)
		return month >= 0;
	const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	const int last = month == 2 && !leap ? 28 : days[month - 1];
	if (*at++ != '-' || digits(&at, 2, 1, last) < 0)
		return false;
	return !*at || *at == 'T';
}

/* Which of "a|b|c" a value is, from 0; NOT_CHOSEN when it is not there. */
static int choice_of(const char *choices, const char *value)
{
	const size_t n = strlen(value);
	for (int k = 0; *choices; k++) {
		const size_t length = strcspn(choices, "|");
		if (length == n && !memcmp(choices, value, n))
			return k;
		choices += length + (choices[length] == '|');
	}
	return NOT_CHOSEN;
}

/* Prints "a, b or c". */
static int choice_error(const struct cmd *cmd, const struct option_row *row)
{
	char text[256] = "";
	size_t n = 0;
	for (const char *at = row->choices; *at;) {
		const size_t length = strcspn(at, "|");
		const char *next = at[length] ? strchr(at + length + 1, '|') : at;
		n += (size_t)snprintf(text + n, sizeof(text) - n, "%.*s%s", (int)length,
				      at,
				      !at[length] ? ""
				      : next      ? ", "
						  : _(" or "));
		at += length + (at[length] == '|');
		if (n >= sizeof(text))
			break;
	}
	return usage_error(cmd->name, "--%s must be %s", row->name, text);
}

static int range_error(const struct cmd *cmd, const struct option_row *row)
{
	const bool open =
		row->kind == OPTION_INT ? row->max >= INT_MAX : isinf(row->max);
	if (open && row->min >= 1)
		return usage_error(cmd->name, "--%s must be %g or more", row->name,
				   row->min);
	if (open)
		return usage_error(cmd->name, "--%s must not be negative", row->name);
	return usage_error(cmd->name, "--%s must be %g to %g", row->name, row->min,
			   row->max);
}

static int no_memory(const struct line *line)
{
	fprintf(stderr, _("entente: %s: out of memory\n"), line->cmd->name);
	return EXIT_DATA;
}

static int set_number(struct line *line, const struct option_row *row, const char *text)
{
	char *end, *to = (char *)line->given + row->to;
	errno = 0;
	const double value = row->kind == OPTION_INT ? (double)strtol(text, &end, 10)
						     : strtod(text, &end);
	if (end == text || *end || errno)
		return usage_error(line->cmd->name,
				   row->kind == OPTION_INT
					   ? "--%s: '%s' is not a whole number"
					   : "--%s: '%s' is not a number",
				   row->name, text);
	if (!(value >= row->min && value <= row->max))
		return range_error(line->cmd, row);
	if (row->kind == OPTION_INT)
		*(int *)(void *)to = (int)value;
	else
		*(double *)(void *)to = value;
	return GO_ON;
}

static int set_choice(struct line *line, const struct option_row *row, const char *text)
{
	const int choice = choice_of(row->choices, text);
	if (choice == NOT_CHOSEN)
		return choice_error(line->cmd, row);
	*(int *)(void *)((char *)line->given + row->to) = choice;
	return GO_ON;
}

static int set_text(struct line *line, const struct option_row *row, const char *text)
{
	char **to = (char **)(void *)((char *)line->given + row->to);
	if (row->kind == OPTION_DATE && !is_date(text))
		return usage_error(line->cmd->name,
				   "--%s '%s': not a date such as 2024-12-31",
				   row->name, text);
	/* a variable of a shell that is not set must not choose the default */
	if (!*text && row->value && !strcmp(row->value, "FILE"))
		return usage_error(line->cmd->name,
				   "--%s: the name of the file is empty", row->name);
	/* a list that is given twice is one list; of any other value the last one
	 * counts */
	const bool more = *to && row->value && !row->preset && strstr(row->value, "[,");
	const size_t n = more ? strlen(*to) + strlen(text) + 2 : 0;
	char *value = more ? malloc(n) : strdup(text);
	if (more && value)
		snprintf(value, n, "%s,%s", *to, text);
	free(*to);
	*to = value;
	return *to ? GO_ON : no_memory(line);
}

static int set(struct line *line, const struct option_row *row, const char *text)
{
	if (row->kind == OPTION_FLAG) {
		*(int *)(void *)((char *)line->given + row->to) = 1;
		return GO_ON;
	}
	return row->kind == OPTION_CHOICE ? set_choice(line, row, text)
	       : is_text(row)             ? set_text(line, row, text)
					  : set_number(line, row, text);
}

static int set_presets(struct line *line)
{
	int code = GO_ON;
	const size_t n = count_rows(line->cmd->options);
	for (size_t k = 0; k < n && code == GO_ON; k++) {
		const struct option_row *row = &line->cmd->options[k];
		if (row->kind == OPTION_CHOICE)
			*(int *)(void *)((char *)line->given + row->to) = NOT_CHOSEN;
		if (row->preset)
			code = set(line, row, row->preset);
	}
	return code;
}

/* popt's table of the command's options and --help; NULL without memory. */
static struct poptOption *make_table(const struct cmd *cmd)
{
	const size_t n = count_rows(cmd->options);
	struct poptOption *table = calloc(n + 2, sizeof(*table));
	if (!table)
		return NULL;
	for (size_t k = 0; k < n; k++) {
		const struct option_row *row = &cmd->options[k];
		table[k].longName = row->name;
		table[k].shortName = row->letter;
		table[k].argInfo =
			row->kind == OPTION_FLAG ? POPT_ARG_NONE : POPT_ARG_STRING;
		table[k].val = (int)k + FIRST_ROW;
	}
	table[n].longName = "help";
	table[n].shortName = 'h';
	table[n].argInfo = POPT_ARG_NONE;
	table[n].val = HELP;
	return table;
}

/* What popt could not read: an option that is not there, or one without its value. */
static int option_error(const struct line *line, int rc)
{
	const char *bad = poptBadOption(line->context, POPT_BADOPTION_NOALIAS);
	char name[64];
	if (rc == POPT_ERROR_NOARG)
		return usage_error(line->cmd->name, "%s needs a value", bad);
	if (rc != POPT_ERROR_BADOPT)
		return usage_error(line->cmd->name, "%s: %s", bad, poptStrerror(rc));
	snprintf(name, sizeof(name), "%s", bad + strspn(bad, "-"));
	name[strcspn(name, "=")] = '\0';
	struct nearest nearest = { .wanted = name };
	const size_t n = count_rows(line->cmd->options);
	for (size_t k = 0; k < n && !strncmp(bad, "--", 2); k++)
		nearest_offer(&nearest, line->cmd->options[k].name);
	if (nearest.best)
		return usage_error(line->cmd->name,
				   "unknown option '%s'; did you mean --%s?", bad,
				   nearest.best);
	return usage_error(line->cmd->name, "unknown option '%s'; see entente help %s",
			   bad, line->cmd->name);
}

static int read_options(struct line *line)
{
	int rc, code = GO_ON;
	errno = 0;
	while (code == GO_ON && (rc = poptGetNextOpt(line->context)) >= 0) {
		if (errno == ENOMEM)
			return no_memory(line);
		if (rc == HELP)
			return help_command(line->cmd, stdout);
		const struct option_row *row = &line->cmd->options[rc - FIRST_ROW];
		char *text =
			row->kind == OPTION_FLAG ? NULL : poptGetOptArg(line->context);
		code = row->kind == OPTION_FLAG || text ? set(line, row, text)
							: no_memory(line);
		free(text);
		errno = 0;
	}
	if (code == GO_ON && errno == ENOMEM)
		return no_memory(line);
	return code != GO_ON || rc == -1 ? code : option_error(line, rc);
}

static int read_operands(struct line *line)
{
	const struct cmd *cmd = line->cmd;
	struct args *args = &line->args;
	args->rest = poptGetArgs(line->context);
	while (args->rest && args->rest[args->n_rest])
		args->n_rest++;
	if (args->n_rest < cmd->min)
		return usage_error(cmd->name, "%s is missing; see entente help %s",
				   cmd->operands, cmd->name);
	if (cmd->max >= 0 && args->n_rest > cmd->max)
		return usage_error(cmd->name,
				   "unexpected argument '%s'; see entente help %s",
				   args->rest[cmd->max], cmd->name);
	return GO_ON;
}

static void free_line(struct line *line)
{
	const size_t n = count_rows(line->cmd->options);
	for (size_t k = 0; k < n && line->given; k++)
		if (is_text(&line->cmd->options[k]))
			free(*(char **)(void *)((char *)line->given +
						line->cmd->options[k].to));
	if (line->context)
		poptFreeContext(line->context);
	free(line->table);
	free(line->given);
}

/* Whether what the command prints is for programs: JSON, a protocol, a report. */
static bool is_for_programs(const struct line *line)
{
	static const char *const names[] = { "json", "stream", "report" };
	const struct option_row *row = line->cmd->options;
	for (; row && row->kind != OPTION_END; row++)
		for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
			const char *at = (const char *)line->given + row->to;
			if (strcmp(row->name, names[k]) != 0)
				continue;
			if (row->kind == OPTION_FLAG
				    ? *(const int *)(const void *)at != 0
			    : is_text(row) ? *(char *const *)(const void *)at != NULL
					   : false)
				return true;
		}
	return line->cmd->serves;
}

static int run(struct line *line)
{
	if (is_for_programs(line))
		language_stop();
	return line->cmd->run(&line->args, line->given);
}

int args_run(const struct cmd *cmd, int argc, char **argv)
{
	struct line line = { .cmd = cmd, .args = { .command = cmd->name } };
	line.given = calloc(1, cmd->given ? cmd->given : 1);
	line.table = make_table(cmd);
	errno = 0; /* popt goes on without an argument that it cannot copy */
	if (line.given && line.table)
		line.context =
			poptGetContext(NULL, argc, (const char **)argv, line.table, 0);
	int code = GO_ON;
	if (!line.context || errno == ENOMEM)
		code = no_memory(&line);
	if (code == GO_ON)
		code = set_presets(&line);
	if (code == GO_ON)
		code = read_options(&line);
	if (code == GO_ON)
		code = read_operands(&line);
	if (code == GO_ON)
		code = run(&line);
	free_line(&line);
	return code;
}
