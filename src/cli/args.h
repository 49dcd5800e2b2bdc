/* SPDX-License-Identifier: Apache-2.0 */
/* args.h - the command line of one command, by its table of options. */
#ifndef ENT_CLI_ARGS_H
#define ENT_CLI_ARGS_H

struct cmd;

/* What a command's function is given besides its options. */
struct args {
	const char *command;
	const char **rest; /* operands, NULL-terminated */
	int n_rest;
};

/* Reads the options and operands of cmd (argv[0] is its name), runs it, and returns
 * the exit code; prints its help instead when asked to.  Of a repeated option the
 * last counts. */
int args_run(const struct cmd *cmd, int argc, char **argv);

#endif
