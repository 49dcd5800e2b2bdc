/* SPDX-License-Identifier: Apache-2.0 */
/* man.c - man pages from the tables of commands, in groff's man macros. */
#include <string.h>

#include "cli/cmd.h"
#include "cli/help.h"
#include "entente/version.h"

/* Text of a page: a hyphen that can be typed, and no line that groff takes for a
 * request. */
static void print_text(FILE *to, const char *text)
{
	if (*text == '.' || *text == '\'')
		fputs("\\&", to);
	for (; *text; text++) {
		if (*text == '-')
			fputs("\\-", to);
		else if (*text == '\\')
			fputs("\\e", to);
		else
			fputc(*text, to);
		if (*text == '\n' && (text[1] == '.' || text[1] == '\''))
			fputs("\\&", to);
	}
}

static void print_option(FILE *to, const struct option_row *row)
{
	fputs(".TP\n.B ", to);
	if (row->letter)
		fprintf(to, "\\-%c\\fR, \\fB", row->letter);
	fputs("\\-\\-", to);
	print_text(to, row->name);
	if (row->value)
		fprintf(to, "\\fR=\\fI%s\\fR", row->value);
	fputc('\n', to);
	print_text(to, row->help);
	if (row->choices) {
		fputs(": ", to);
		for (const char *p = row->choices; *p; p++)
			fputc(*p == '|' ? ' ' : *p, to);
	}
	if (row->preset) {
		fputs(" (default: ", to);
		print_text(to, row->preset);
		fputc(')', to);
	}
	fputs(".\n", to);
}

static void print_examples(FILE *to, const struct example *examples)
{
	fputs(".SH EXAMPLES\n", to);
	for (const struct example *e = examples; e->line; e++) {
		fputs(".TP\n.B ", to);
		print_text(to, e->line);
		fputc('\n', to);
		print_text(to, e->what);
		fputs(".\n", to);
	}
}

static void print_status(FILE *to)
{
	fputs(".SH EXIT STATUS\n"
	      ".TP\n.B 0\nDone.\n"
	      ".TP\n.B 1\nBad data or a failure; standard error has one line that says "
	      "what and where.\n"
	      ".TP\n.B 2\nA command line that cannot be read.\n",
	      to);
}

static void man_of_entente(FILE *to)
{
	const char *group = "";
	fprintf(to,
		".TH ENTENTE 1 \"\" \"entente %s\" \"User Commands\"\n"
		".SH NAME\nentente \\- align documents, keep and search translation "
		"memories\n"
		".SH SYNOPSIS\n.B entente\n.I COMMAND\n[\\fIOPTION\\fR...] "
		"[\\fIARGUMENT\\fR...]\n"
		".SH DESCRIPTION\nEntente aligns releases in two languages sentence with "
		"sentence, keeps the result as a translation memory in one file, and "
		"answers how a text was translated before.\n",
		ENT_VERSION);
	for (int k = 0; k < n_cmds; k++) {
		if (strcmp(cmds[k]->group, group))
			fprintf(to, ".SS %s\n", group = cmds[k]->group);
		fprintf(to, ".TP\n.BR entente\\-%s (1)\n", cmds[k]->name);
		print_text(to, cmds[k]->summary);
		fputs(".\n", to);
	}
	fputs(".SH ENVIRONMENT\n.TP\n.B ENTENTE_MEMORY\nThe memory of commands that are "
	      "given none.\n"
	      ".TP\n.B ENTENTE_DATA\nA folder whose files replace the tables that ship "
	      "with the program.\n"
	      ".TP\n.BR LC_ALL ,\\  LC_MESSAGES ,\\  LANG ,\\  LANGUAGE\nThe language of "
	      "messages and help, of which French is included.  JSON, files and logs "
	      "do not depend on it; scripts that read other output set LC_ALL=C.\n",
	      to);
	print_status(to);
}

void man_page(const struct cmd *cmd, FILE *to)
{
	if (!cmd) {
		man_of_entente(to);
		return;
	}
	fprintf(to, ".TH \"ENTENTE\\-%s\" 1 \"\" \"entente %s\" \"User Commands\"\n",
		cmd->name, ENT_VERSION);
	fprintf(to, ".SH NAME\nentente\\-%s \\- ", cmd->name);
	print_text(to, cmd->summary);
	fprintf(to, "\n.SH SYNOPSIS\n.B entente %s\n[\\fIOPTION\\fR...]", cmd->name);
	if (*cmd->operands) {
		fputs(" \\fI", to);
		print_text(to, cmd->operands);
		fputs("\\fR", to);
	}
	if (cmd->about) {
		fputs("\n.SH DESCRIPTION\n", to);
		print_text(to, cmd->about);
	}
	fputs("\n.SH OPTIONS\n", to);
	for (const struct option_row *row = cmd->options;
	     row && row->kind != OPTION_END; row++)
		print_option(to, row);
	fputs(".TP\n.BR \\-h ,\\  \\-\\-help\nPrint help and exit.\n", to);
	if (cmd->examples)
		print_examples(to, cmd->examples);
	print_status(to);
	fputs(".SH SEE ALSO\n.BR entente (1)\n", to);
}
