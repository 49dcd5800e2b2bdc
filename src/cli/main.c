/* SPDX-License-Identifier: Apache-2.0 */
/* main.c - find the command, run it, and check standard output once. */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "cli/cmd.h"
#include "cli/options.h"

static const struct cmd cmds[] = {
	{ "read", "Inspect", "show the paragraphs that are read of a release",
	  cmd_read },
	{ "units", "Inspect", "show the units that are read of a file", cmd_units },
	{ "align", "Align", "match the segments of two texts", cmd_align },
	{ "segment", "Align", "cut paragraphs into segments", cmd_segment },
	{ "train", "Align", "learn a lexicon from a memory or aligned texts",
	  cmd_train },
	{ "lexicon", "Align", "show what a lexicon knows of a word", cmd_lexicon },
	{ "batch", "Align", "align the releases of a folder into a memory", cmd_batch },
	{ "review", "Align", "look at doubtful places and decide them", cmd_review },
	{ "lookup", "Ask", "find how a text was translated", cmd_lookup },
	{ "concord", "Ask", "show a phrase in context", cmd_concord },
	{ "mcp", "Ask", "serve a memory to an assistant", cmd_mcp },
	{ "import", "Exchange", "read TMX, XLIFF, TBX, PO, TSV, OPUS into a memory",
	  cmd_import },
	{ "export", "Exchange", "write a memory as TMX, TSV, JSONL or XLIFF",
	  cmd_export },
	{ "pretranslate", "Exchange", "fill an XLIFF file from a memory",
	  cmd_pretranslate },
	{ "merge", "Exchange", "add other memories to a memory", cmd_merge },
	{ "stats", "Upkeep", "count what a memory holds", cmd_stats },
	{ "history", "Upkeep", "list the releases that newer ones replaced",
	  cmd_history },
	{ "check", "Upkeep", "verify a memory, rebuild its indexes", cmd_check },
	{ "dedupe", "Upkeep", "remove repeated units", cmd_dedupe },
	{ "delete", "Upkeep", "remove units", cmd_delete },
	{ "backup", "Upkeep", "copy a memory while it is in use", cmd_backup },
	{ "version", "General", "print the version", cmd_version },
};
enum { N_CMDS = sizeof(cmds) / sizeof(cmds[0]) };

static void usage(FILE *to)
{
	const char *group = "";
	fputs("usage: entente <command> [<options>]\n", to);
	for (int k = 0; k < N_CMDS; k++) {
		if (strcmp(cmds[k].group, group))
			fprintf(to, "\n%s\n", group = cmds[k].group);
		fprintf(to, "  %-12s %s\n", cmds[k].name, cmds[k].summary);
	}
	fputs("\n'entente <command> --help' lists a command's options.\n", to);
}

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

int main(int argc, char **argv)
{
	signal(SIGPIPE, SIG_IGN);
	if (argc < 2) {
		usage(stderr);
		return EXIT_USAGE;
	}
	char help[] = "--help", *asked[] = { argv[0], argv[2], help, NULL };
	if (is_help(argv[1]) && argc < 3) {
		usage(stdout);
		return close_stdout(0);
	}
	if (is_help(argv[1])) { /* `help COMMAND` is `COMMAND --help` */
		argv = asked;
		argc = 3;
	}
	if (!strcmp(argv[1], "--version"))
		return close_stdout(cmd_version(argc, argv));
	for (int k = 0; k < N_CMDS; k++)
		if (!strcmp(argv[1], cmds[k].name)) {
			if (argc == 3 && argv[2][0] == '-' && is_help(argv[2]))
				printf("entente %s: %s\n", cmds[k].name,
				       cmds[k].summary);
			return close_stdout(cmds[k].run(argc - 1, argv + 1));
		}
	fprintf(stderr, "entente: no command '%s'; see 'entente help'\n", argv[1]);
	return EXIT_USAGE;
}
