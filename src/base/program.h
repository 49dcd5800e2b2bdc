/* SPDX-License-Identifier: Apache-2.0 */
/* program.h - another program as a separate process with limits. */
#ifndef ENT_BASE_PROGRAM_H
#define ENT_BASE_PROGRAM_H

#include "entente/error.h"
#include "entente/str.h"

typedef struct ent_run_limits {
	unsigned seconds; /* of processor time and, twice, of waiting */
	size_t memory;    /* bytes of address space */
	size_t output;    /* bytes that are read from it */
} ent_run_limits;

/* Runs argv[0], found by PATH, with `input` as its standard input, which is a file that
 * it can also open as /dev/stdin, and without a network where the system allows it.
 * Its standard output goes to out, its standard error (at most 8 KiB) to messages;
 * *exit_code is its exit code, 127 when there is no such program.  ENT_ELIMIT when it
 * takes too much time or prints too much. */
ent_status ent_run(ent_buf *out,
		   ent_buf *messages,
		   int *exit_code,
		   const char *const *argv,
		   ent_str input,
		   const ent_run_limits *limits,
		   ent_error *err);

#endif
