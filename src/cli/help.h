/* SPDX-License-Identifier: Apache-2.0 */
/* help.h - what the tables of commands say, for a terminal, man and shells. */
#ifndef ENT_CLI_HELP_H
#define ENT_CLI_HELP_H

#include <stdbool.h>
#include <stdio.h>

struct cmd;
struct option_row;

/* Usage, options and examples of a command, as wide as the terminal.  Returns 0. */
int help_command(const struct cmd *cmd, FILE *to);

/* The help of an option in the language of the user, with its choices and default. */
void option_help(char *out, size_t size, const struct option_row *row);

/* All commands by group (commands.c). */
void help_commands(FILE *to);

/* A man page as groff's man macros, in the language of the user: of a command or, cmd
 * being NULL, of entente. */
void man_page(const struct cmd *cmd, FILE *to);

/* The completion of a shell, "bash", "zsh" or "fish"; false for another. */
bool completion(const char *shell, FILE *to);

#endif
