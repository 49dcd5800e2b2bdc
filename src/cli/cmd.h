/* SPDX-License-Identifier: Apache-2.0 */
/* cmd.h - what a command declares, and what all commands share.
 *
 * A command is a file cmd_NAME.c with one `const struct cmd`: its name, its options
 * with their defaults, its examples, its function.  Parsing, --help, the man page and
 * the completion of shells are made from it (args.c, help.c, man.c, completion.c). */
#ifndef ENT_CLI_CMD_H
#define ENT_CLI_CMD_H

#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "cli/args.h"
#include "cli/console.h"
#include "cli/report.h"

enum option_kind {
	OPTION_END,    /* the last row */
	OPTION_FLAG,   /* int: 1 when given */
	OPTION_TEXT,   /* char *: NULL when neither given nor defaulted */
	OPTION_DATE,   /* the same: YYYY, YYYY-MM, YYYY-MM-DD, with a time or not */
	OPTION_CHOICE, /* int: which of `choices`, from 0; NOT_CHOSEN when neither */
	OPTION_INT,    /* int within min..max */
	OPTION_NUMBER, /* double within min..max */
};

enum { NOT_CHOSEN = -1 };

struct option_row {
	enum option_kind kind;
	char letter; /* '\0': none */
	const char *name;
	size_t to;           /* offset of its variable in the command's struct */
	const char *value;   /* what help calls its value: "FILE", "LANG", ... */
	const char *preset;  /* its default, as it would be given; NULL: none */
	const char *choices; /* "graded|plain", in the order of an enum */
	double min, max;
	const char *help; /* an imperative without a final dot */
};

struct example {
	const char *line; /* as it is typed; NULL ends a list */
	const char *what; /* what it does, as a comment of a shell */
};

struct cmd {
	const char *name;
	const char *group;   /* heading in `entente help` */
	const char *summary; /* an imperative, one line, no final dot */
	const char *operands;
	int min, max;                     /* how many operands; max < 0: no limit */
	const char *about;                /* paragraphs of the man page; NULL: none */
	const struct option_row *options; /* ends with OPT_END; NULL: none */
	size_t given;                     /* size of the struct that options fill */
	const struct example *examples;
	bool serves; /* answers programs: its messages stay English */
	int (*run)(const struct args *args, void *given); /* returns the exit code */
};

/* Rows of a table.  The struct that they fill is called `struct given`. */
#define OPT_TO(field) .to = offsetof(struct given, field)
#define OPT_FLAG(n, field, h)                                                          \
	{                                                                              \
		.kind = OPTION_FLAG, .name = n, OPT_TO(field), .help = h               \
	}
#define OPT_TEXT(n, field, v, h)                                                       \
	{                                                                              \
		.kind = OPTION_TEXT, .name = n, OPT_TO(field), .value = v, .help = h   \
	}
#define OPT_PRESET(n, field, v, p, h)                                                  \
	{                                                                              \
		.kind = OPTION_TEXT, .name = n, OPT_TO(field), .value = v,             \
		.preset = p, .help = h                                                 \
	}
#define OPT_CHOICE(n, field, c, p, h)                                                  \
	{                                                                              \
		.kind = OPTION_CHOICE, .name = n, OPT_TO(field), .value = "NAME",      \
		.choices = c, .preset = p, .help = h                                   \
	}
#define OPT_EXIT_CODE(field)                                                           \
	OPT_FLAG("exit-code", field, "exit with 3 when nothing is found")
#define OPT_COLOR(field)                                                               \
	OPT_CHOICE("color", field, "auto|always|never", "auto",                        \
		   "mark matches in colour")
#define OPT_PAGER(field)                                                               \
	OPT_FLAG("pager", field, "show one page at a time, with $PAGER or less")
#define OPT_DATE(n, field, h)                                                          \
	{                                                                              \
		.kind = OPTION_DATE, .name = n, OPT_TO(field), .value = "DATE",        \
		.help = h                                                              \
	}
#define OPT_INT(n, field, lo, hi, p, h)                                                \
	{                                                                              \
		.kind = OPTION_INT, .name = n, OPT_TO(field), .value = "N", .min = lo, \
		.max = hi, .preset = p, .help = h                                      \
	}
#define OPT_NUMBER(n, field, lo, hi, p, h)                                             \
	{                                                                              \
		.kind = OPTION_NUMBER, .name = n, OPT_TO(field), .value = "X",         \
		.min = lo, .max = hi, .preset = p, .help = h                           \
	}
#define OPT_MEMORY(field)                                                                 \
	{                                                                                 \
		.kind = OPTION_TEXT, .letter = 'm', .name = "memory", OPT_TO(field),      \
		.value = "FILE",                                                          \
		.help = "use this memory (default: $ENTENTE_MEMORY, else memory.entente)" \
	}
#define OPT_OUTPUT(field)                                                              \
	{                                                                              \
		.kind = OPTION_TEXT, .letter = 'o', .name = "output", OPT_TO(field),   \
		.value = "FILE", .help = "write to FILE instead of standard output"    \
	}
#define OPT_END                                                                        \
	{                                                                              \
		.kind = OPTION_END                                                     \
	}

/* All commands, in the order of `entente help`. */
extern const struct cmd *const cmds[];
extern const int n_cmds;

/* The command of that name, or NULL. */
const struct cmd *cmd_named(const char *name);

#endif
