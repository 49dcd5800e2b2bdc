/* SPDX-License-Identifier: Apache-2.0 */
/* man.c - man pages from the tables of commands, in groff's man macros and in the
 * language of the user; `make install` makes those of each language. */
#include <string.h>

#include "cli/cmd.h"
#include "cli/help.h"
#include "cli/language.h"
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

static void print_heading(FILE *to, const char *text)
{
	fprintf(to, ".SH %s\n", text);
}

/* A paragraph with a hanging tag in bold. */
static void print_tagged(FILE *to, const char *tag, const char *text, const char *end)
{
	fputs(".TP\n.B ", to);
	print_text(to, tag);
	fputc('\n', to);
	print_text(to, text);
	fputs(end, to);
}

static void print_option(FILE *to, const struct option_row *row)
{
	char text[512];
	fputs(".TP\n.B ", to);
	if (row->letter)
		fprintf(to, "\\-%c\\fR, \\fB", row->letter);
	fputs("\\-\\-", to);
	print_text(to, row->name);
	if (row->value)
		fprintf(to, "\\fR=\\fI%s\\fR", _(row->value));
	fputc('\n', to);
	option_help(text, sizeof(text), row);
	print_text(to, text);
	fputs(".\n", to);
}

static void print_examples(FILE *to, const struct example *examples)
{
	print_heading(to, _("EXAMPLES"));
	for (const struct example *e = examples; e->line; e++)
		print_tagged(to, e->line, _(e->what), ".\n");
}

static void print_status(FILE *to, bool nothing)
{
	print_heading(to, _("EXIT STATUS"));
	print_tagged(to, "0", _("Success."), "\n");
	print_tagged(to, "1",
		     _("Bad data or a failure; standard error has one line that says "
		       "what and where."),
		     "\n");
	print_tagged(to, "2", _("A usage error."), "\n");
	if (nothing)
		print_tagged(to, "3", _("Nothing was found, with --exit-code."), "\n");
}

static void print_environment(FILE *to)
{
	print_heading(to, _("ENVIRONMENT"));
	print_tagged(to, "ENTENTE_MEMORY",
		     _("The memory that a command uses without -m."), "\n");
	print_tagged(
		to, "ENTENTE_DATA",
		_("A folder whose files replace the tables included in the program."),
		"\n");
	print_tagged(to, "LC_ALL, LC_MESSAGES, LANG, LANGUAGE",
		     _("The language of messages and help: English or French. JSON, "
		       "files and logs do not depend on it; a script that reads other "
		       "output sets LC_ALL=C."),
		     "\n");
}

static void print_title(FILE *to, const char *name, const char *what)
{
	fprintf(to, ".TH \"%s\" 1 \"\" \"entente %s\" \"%s\"\n", name, ENT_VERSION,
		_("User Commands"));
	print_heading(to, _("NAME"));
	print_text(to, name);
	fputs(" \\- ", to);
	print_text(to, what);
	fputc('\n', to);
}

static void man_of_entente(FILE *to)
{
	const char *group = "";
	char name[64];
	print_title(to, "entente",
		    _("align documents, keep and search translation memories"));
	print_heading(to, _("SYNOPSIS"));
	fprintf(to, ".B entente\n\\fI%s\\fR [\\fI%s\\fR...] [\\fI%s\\fR...]\n",
		_("COMMAND"), _("OPTION"), _("ARGUMENT"));
	print_heading(to, _("DESCRIPTION"));
	print_text(to, _("Align the sentences of releases in two languages, keep the "
			 "result as a translation memory in one file, and find how a "
			 "text was translated before."));
	fputc('\n', to);
	for (int k = 0; k < n_cmds; k++) {
		if (strcmp(cmds[k]->group, group))
			fprintf(to, ".SS %s\n", _(group = cmds[k]->group));
		snprintf(name, sizeof(name), "entente-%s(1)", cmds[k]->name);
		print_tagged(to, name, _(cmds[k]->summary), ".\n");
	}
	print_environment(to);
	print_status(to, true);
}

/* Whether a command can exit with 3. */
static bool can_find_nothing(const struct cmd *cmd)
{
	for (const struct option_row *r = cmd->options; r && r->kind != OPTION_END; r++)
		if (!strcmp(r->name, "exit-code"))
			return true;
	return false;
}

void man_page(const struct cmd *cmd, FILE *to)
{
	char name[64];
	if (!cmd) {
		man_of_entente(to);
		return;
	}
	snprintf(name, sizeof(name), "entente-%s", cmd->name);
	print_title(to, name, _(cmd->summary));
	print_heading(to, _("SYNOPSIS"));
	fprintf(to, ".B entente %s\n[\\fI%s\\fR...]", cmd->name, _("OPTION"));
	if (*cmd->operands) {
		fputs(" \\fI", to);
		print_text(to, _(cmd->operands));
		fputs("\\fR", to);
	}
	fputc('\n', to);
	if (cmd->about) {
		print_heading(to, _("DESCRIPTION"));
		print_text(to, _(cmd->about));
		fputc('\n', to);
	}
	print_heading(to, _("OPTIONS"));
	for (const struct option_row *row = cmd->options;
	     row && row->kind != OPTION_END; row++)
		print_option(to, row);
	fputs(".TP\n.BR \\-h ,\\  \\-\\-help\n", to);
	print_text(to, _("print this help and exit"));
	fputs(".\n", to);
	if (cmd->examples)
		print_examples(to, cmd->examples);
	print_status(to, can_find_nothing(cmd));
	print_heading(to, _("SEE ALSO"));
	fputs(".BR entente (1)\n", to);
}
