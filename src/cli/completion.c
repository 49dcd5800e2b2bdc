/* SPDX-License-Identifier: Apache-2.0 */
/* completion.c - what a shell needs to complete command lines, from the tables.
 *
 * bash: a function with a `case` for each command: options after a hyphen, choices
 * after an option that has them, file names otherwise.  zsh and fish: their own
 * descriptions, with the help of each option. */
#include <string.h>

#include "cli/cmd.h"
#include "cli/help.h"

static const struct option_row *rows_of(const struct cmd *cmd)
{
	static const struct option_row none[] = { OPT_END };
	return cmd->options ? cmd->options : none;
}

static void print_words(FILE *to, const char *choices)
{
	for (; *choices; choices++)
		fputc(*choices == '|' ? ' ' : *choices, to);
}

static void bash_command(const struct cmd *cmd, FILE *to)
{
	fprintf(to, "\t%s)\n\t\tcase $prev in\n", cmd->name);
	for (const struct option_row *r = rows_of(cmd); r->kind != OPTION_END; r++)
		if (r->choices) {
			fprintf(to, "\t\t--%s) words='", r->name);
			print_words(to, r->choices);
			fputs("' ;;\n", to);
		}
	fputs("\t\t*) words='--help", to);
	for (const struct option_row *r = rows_of(cmd); r->kind != OPTION_END; r++)
		fprintf(to, " --%s", r->name);
	fputs("' plain=1 ;;\n\t\tesac ;;\n", to);
}

static void bash(FILE *to)
{
	fputs("# bash completion of entente\n"
	      "_entente() {\n"
	      "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	      "\tlocal words= plain=\n"
	      "\t[ \"$prev\" = = ] && prev=${COMP_WORDS[COMP_CWORD-2]}\n"
	      "\t[ \"$cur\" = = ] && cur=\n"
	      "\tif [ \"$COMP_CWORD\" -eq 1 ] || [ \"$prev\" = help ]; then\n"
	      "\t\tCOMPREPLY=($(compgen -W 'help",
	      to);
	for (int k = 0; k < n_cmds; k++)
		fprintf(to, " %s", cmds[k]->name);
	fputs("' -- \"$cur\"))\n\t\treturn\n\tfi\n\tcase ${COMP_WORDS[1]} in\n", to);
	for (int k = 0; k < n_cmds; k++)
		bash_command(cmds[k], to);
	fputs("\tesac\n"
	      "\tif [ -n \"$words\" ] && { [ -z \"$plain\" ] || [[ $cur == -* ]]; }; then\n"
	      "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	      "\telse\n"
	      "\t\tCOMPREPLY=($(compgen -f -- \"$cur\"))\n"
	      "\tfi\n"
	      "}\n"
	      "complete -o filenames -F _entente entente\n",
	      to);
}

/* Help within single quotes, and within brackets for zsh. */
static void print_quoted(FILE *to, const char *text)
{
	for (; *text; text++)
		if (*text == '\'')
			fputs("'\\''", to);
		else if (strchr("[]:\\", *text))
			fprintf(to, "\\%c", *text);
		else
			fputc(*text, to);
}

static void zsh(FILE *to)
{
	fputs("#compdef entente\n_entente() {\n\tlocal line state\n"
	      "\t_arguments -C '1:command:->command' '*::argument:->rest'\n"
	      "\tif [[ $state == command ]]; then\n"
	      "\t\tlocal -a commands=('help:list the commands'",
	      to);
	for (int k = 0; k < n_cmds; k++) {
		fprintf(to, "\n\t\t\t'%s:", cmds[k]->name);
		print_quoted(to, cmds[k]->summary);
		fputc('\'', to);
	}
	fputs(")\n\t\t_describe command commands\n\t\treturn\n\tfi\n"
	      "\tcase $line[1] in\n",
	      to);
	for (int k = 0; k < n_cmds; k++) {
		fprintf(to, "\t%s) _arguments", cmds[k]->name);
		for (const struct option_row *r = rows_of(cmds[k]);
		     r->kind != OPTION_END; r++) {
			fprintf(to, " \\\n\t\t'--%s%s[", r->name, r->value ? "=" : "");
			print_quoted(to, r->help);
			fputc(']', to);
			if (r->choices) {
				fprintf(to, ":%s:(", r->value);
				print_words(to, r->choices);
				fputc(')', to);
			} else if (r->value) {
				fprintf(to, ":%s:_files", r->value);
			}
			fputc('\'', to);
		}
		fputs(" '*:file:_files' ;;\n", to);
	}
	fputs("\tesac\n}\n_entente \"$@\"\n", to);
}

static void fish(FILE *to)
{
	static const char *const no = "__fish_use_subcommand";
	for (int k = 0; k < n_cmds; k++) {
		const struct cmd *cmd = cmds[k];
		fprintf(to, "complete -c entente -n %s -f -a %s -d '", no, cmd->name);
		print_quoted(to, cmd->summary);
		fputs("'\n", to);
		for (const struct option_row *r = rows_of(cmd); r->kind != OPTION_END;
		     r++) {
			fprintf(to,
				"complete -c entente -n '__fish_seen_subcommand_from "
				"%s' -l %s%s -d '",
				cmd->name, r->name, r->value ? " -r" : "");
			print_quoted(to, r->help);
			fputc('\'', to);
			if (r->choices) {
				fputs(" -a '", to);
				print_words(to, r->choices);
				fputc('\'', to);
			}
			fputc('\n', to);
		}
	}
}

bool completion(const char *shell, FILE *to)
{
	if (!strcmp(shell, "bash"))
		bash(to);
	else if (!strcmp(shell, "zsh"))
		zsh(to);
	else if (!strcmp(shell, "fish"))
		fish(to);
	else
		return false;
	return true;
}
