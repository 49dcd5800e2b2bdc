/* SPDX-License-Identifier: Apache-2.0 */
/* cmd.h - what the dispatcher and the commands know of each other. */
#ifndef ENT_CLI_CMD_H
#define ENT_CLI_CMD_H

enum { EXIT_DATA = 1, EXIT_USAGE = 2 };

struct cmd {
	const char *name;
	const char *group;   /* heading in `entente help` */
	const char *summary; /* one line, no final dot */
	int (*run)(int argc, char **argv);
};

int cmd_read(int argc, char **argv);
int cmd_segment(int argc, char **argv);
int cmd_units(int argc, char **argv);
int cmd_align(int argc, char **argv);
int cmd_batch(int argc, char **argv);
int cmd_backup(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_concord(int argc, char **argv);
int cmd_dedupe(int argc, char **argv);
int cmd_delete(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_history(int argc, char **argv);
int cmd_import(int argc, char **argv);
int cmd_lexicon(int argc, char **argv);
int cmd_lookup(int argc, char **argv);
int cmd_mcp(int argc, char **argv);
int cmd_merge(int argc, char **argv);
int cmd_review(int argc, char **argv);
int cmd_pretranslate(int argc, char **argv);
int cmd_stats(int argc, char **argv);
int cmd_train(int argc, char **argv);
int cmd_version(int argc, char **argv);

#endif
