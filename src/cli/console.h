/* SPDX-License-Identifier: Apache-2.0 */
/* console.h - the terminal: its width, and the progress of long work. */
#ifndef ENT_CLI_CONSOLE_H
#define ENT_CLI_CONSOLE_H

#include "entente/progress.h"

/* Columns of the terminal that standard output is; 0 when it is not a terminal. */
unsigned terminal_width(void);

/* Progress for a person: a bar on a terminal for work that lasts over a second,
 * else nothing; warnings and information as lines on standard error. */
struct console {
	const char *command;
	ent_progress progress; /* give &console.progress to the library */
	double started, shown; /* seconds */
	int terminal;          /* standard error is one */
	int bar;               /* a bar is on the line */
};
void console_init(struct console *console, const char *command);
void console_clear(struct console *console); /* removes the bar */

#endif
