/* SPDX-License-Identifier: Apache-2.0 */
/* options.h - what every command does with its command line and its errors. */
#ifndef ENT_CLI_OPTIONS_H
#define ENT_CLI_OPTIONS_H

#include <popt.h>

#include <stdbool.h>

#include "entente/error.h"
#include "entente/progress.h"

/* One row of a popt table: a long option and where its value goes. */
#define OPT_STRING(name, to, what, help)                                               \
	{                                                                              \
		name, '\0', POPT_ARG_STRING, to, 0, help, what                         \
	}
#define OPT_FLAG(name, to, help)                                                       \
	{                                                                              \
		name, '\0', POPT_ARG_NONE, to, 0, help, NULL                           \
	}
#define OPT_INT(name, to, what, help)                                                  \
	{                                                                              \
		name, '\0', POPT_ARG_INT, to, 0, help, what                            \
	}
#define OPT_DOUBLE(name, to, what, help)                                               \
	{                                                                              \
		name, '\0', POPT_ARG_DOUBLE, to, 0, help, what                         \
	}
#define OPT_MEMORY(to)                                                                 \
	{                                                                              \
		"memory", 'm', POPT_ARG_STRING, to, 0,                                 \
			"the memory ($ENTENTE_MEMORY, then memory.entente)", "FILE"    \
	}
#define OPT_OUTPUT(to)                                                                 \
	{                                                                              \
		"output", 'o', POPT_ARG_STRING, to, 0,                                 \
			"write there instead of standard output", "FILE"               \
	}

struct args {
	const char *command; /* argv[0] */
	poptContext context;
	const char **shown; /* the arguments that context reads; owned */
	const char **rest;  /* operands, NULL-terminated, lent by context */
	int n_rest;
};

enum { ARGS_GO_ON = -1 };

/* Reads options into the table's variables and operands into *out, which the
 * caller gives to args_free() whatever is returned: ARGS_GO_ON, or the exit
 * code to end with (--help printed, or a usage error reported).  table ends with
 * POPT_TABLEEND; operands is what --help shows for them; n_rest must lie within
 * min..max, max < 0 meaning no limit.  Of a repeated option the last counts. */
int args_read(struct args *out,
	      int argc,
	      char **argv,
	      const struct poptOption *table,
	      const char *operands,
	      int min,
	      int max);
void args_free(struct args *args);

/* given, else $ENTENTE_MEMORY, else "memory.entente". */
const char *memory_path(const char *given);

/* Whether standard output could not be written because nobody reads it any more
 * (`entente ... | head`): the reader has what it wanted, and nothing failed. */
bool reader_is_gone(void);

/* Prints "entente: COMMAND: PLACE: MESSAGE" and returns the exit code; 0 without a
 * word when only the reader is gone. */
int report(const char *command, const ent_error *err);

/* Prints "entente: COMMAND: MESSAGE" and returns EXIT_USAGE. */
int usage_error(const char *command, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* ARGS_GO_ON when value is NULL or a date as memories have them, YYYY, YYYY-MM or
 * YYYY-MM-DD, with a time behind it or not; else the usage error it reported.  Dates
 * are compared as text, so a wrong one would choose units that nobody meant. */
int date_check(const char *command, const char *option, const char *value);

/* Columns of the terminal that standard output is; 0 when it is none. */
unsigned terminal_width(void);

/* Progress for a person: a bar on a terminal for work that lasts over a second,
 * else nothing; warnings and information as lines on standard error. */
struct console {
	const char *command;
	ent_progress progress; /* give &console.progress to the library */
	double started, shown; /* seconds */
	int terminal;          /* standard error is one */
	int bar;               /* a bar stands on the line */
};
void console_init(struct console *console, const char *command);
void console_clear(struct console *console); /* removes the bar */

#endif
