/* SPDX-License-Identifier: Apache-2.0 */
/* help.c - what the table of a command says, for a terminal. */
#include <string.h>

#include "cli/cmd.h"
#include "cli/help.h"
#include "cli/language.h"

enum { COLUMN = 28, USUAL_WIDTH = 80, WIDEST = 100 };

static int width(void)
{
	const unsigned columns = terminal_width();
	return !columns ? USUAL_WIDTH : columns > WIDEST ? WIDEST : (int)columns;
}

/* Columns of n bytes: characters, as far as a terminal is concerned. */
static int columns_of(const char *text, int n)
{
	int columns = 0;
	for (int k = 0; k < n; k++)
		columns += ((unsigned char)text[k] & 0xC0) != 0x80;
	return columns;
}

/* Words of text from column `at` on, wrapped to lines that begin at column `from`. */
static void print_wrapped(FILE *to, const char *text, int at, int from)
{
	const int most = width();
	while (*text) {
		const int n = (int)strcspn(text, " ");
		const int wide = columns_of(text, n);
		if (at + wide > most && at > from) {
			fprintf(to, "\n%*s", from, "");
			at = from;
		}
		fprintf(to, "%.*s", n, text);
		text += n;
		at += wide;
		if (*text == ' ') {
			text++;
			at++;
			if (at + columns_of(text, (int)strcspn(text, " ")) <= most)
				fputc(' ', to);
		}
	}
	fputc('\n', to);
}

void option_help(char *out, size_t size, const struct option_row *row)
{
	char choices[256] = "";
	size_t n = 0;
	for (const char *c = row->choices; c && *c && n < sizeof(choices) - 3; c++) {
		choices[n++] = *c == '|' ? ',' : *c;
		if (*c == '|')
			choices[n++] = ' ';
	}
	choices[n] = '\0';
	if (n && row->preset)
		snprintf(out, size, _("%s (%s; default: %s)"), _(row->help), choices,
			 row->preset);
	else if (n)
		snprintf(out, size, _("%s (%s)"), _(row->help), choices);
	else if (row->preset)
		snprintf(out, size, _("%s (default: %s)"), _(row->help), row->preset);
	else
		snprintf(out, size, "%s", _(row->help));
}

static void print_option(FILE *to, const struct option_row *row)
{
	char text[512];
	const char letter[] = { row->letter ? '-' : ' ',
				row->letter ? row->letter : ' ',
				row->letter ? ',' : ' ', '\0' };
	int at = fprintf(to, "  %s --%s%s%s", letter, row->name, row->value ? "=" : "",
			 row->value ? _(row->value) : "");
	if (at + 2 > COLUMN) {
		fprintf(to, "\n%*s", COLUMN, "");
		at = COLUMN;
	} else {
		at += fprintf(to, "%*s", COLUMN - at, "");
	}
	option_help(text, sizeof(text), row);
	print_wrapped(to, text, at, COLUMN);
}

int help_command(const struct cmd *cmd, FILE *to)
{
	static const struct option_row help = { .letter = 'h',
						.name = "help",
						.help = "print this help and exit" };
	fprintf(to,
		_("entente %s: %s\n\nUsage: entente %s [OPTION...]%s%s\n\nOptions:\n"),
		cmd->name, _(cmd->summary), cmd->name, *cmd->operands ? " " : "",
		*cmd->operands ? _(cmd->operands) : "");
	for (const struct option_row *row = cmd->options;
	     row && row->kind != OPTION_END; row++)
		print_option(to, row);
	print_option(to, &help);
	if (cmd->examples)
		fputs(_("\nExamples:\n"), to);
	for (const struct example *e = cmd->examples; e && e->line; e++)
		fprintf(to, "  # %s\n  %s\n", _(e->what), e->line);
	return 0;
}
