/* SPDX-License-Identifier: Apache-2.0 */
/* main.c - find the command, run it, and check standard output once. */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/help.h"
#include "cli/language.h"
#include "cli/nearest.h"
#include "cli/terminal.h"

/* A full disk shows only when the last buffer is flushed. */
static int close_stdout(int status)
{
	if ((fflush(stdout) || ferror(stdout)) && !reader_is_gone()) {
		perror("entente: standard output");
		return status ? status : EXIT_DATA;
	}
	return status;
}

static bool is_help(const char *word)
{
	return !strcmp(word, "help") || !strcmp(word, "--help") || !strcmp(word, "-h");
}

static int unknown_command(const char *name)
{
	struct nearest nearest = { .wanted = name };
	for (int k = 0; k < n_cmds; k++)
		nearest_offer(&nearest, cmds[k]->name);
	if (nearest.best)
		fprintf(stderr,
			_("entente: unknown command '%s'; did you mean '%s'?\n"), name,
			nearest.best);
	else
		fprintf(stderr,
			_("entente: unknown command '%s'; see 'entente help'\n"), name);
	return EXIT_USAGE;
}

/* `help`, `help COMMAND`, and for `make install` `help --man [COMMAND]`,
 * `help --completion SHELL` and `help --names`. */
static int help(int argc, char **argv)
{
	const struct cmd *cmd = NULL;
	if (argc < 2) {
		help_commands(stdout);
		return 0;
	}
	if (!strcmp(argv[1], "--names")) {
		for (int k = 0; k < n_cmds; k++)
			puts(cmds[k]->name);
		return 0;
	}
	if (!strcmp(argv[1], "--completion"))
		return argc == 3 && completion(argv[2], stdout)
			       ? 0
			       : usage_error("help", "--completion must be bash, zsh "
						     "or fish");
	const bool man = !strcmp(argv[1], "--man");
	const char *name = argv[1 + man];
	if (name && !(cmd = cmd_named(name)))
		return unknown_command(name);
	if (!man)
		return help_command(cmd, stdout);
	man_page(cmd, stdout);
	return 0;
}

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* a write over the limit fails, and is reported */
	language_start();
	terminal_guard();
	if (argc < 2) {
		help_commands(stderr);
		return EXIT_USAGE;
	}
	if (is_help(argv[1]))
		return close_stdout(help(argc - 1, argv + 1));
	const char *name = !strcmp(argv[1], "--version") ? "version" : argv[1];
	const struct cmd *cmd = cmd_named(name);
	return cmd ? close_stdout(args_run(cmd, argc - 1, argv + 1))
		   : unknown_command(name);
}
