/* SPDX-License-Identifier: Apache-2.0 */
/* report.h - errors on standard error, and the exit codes that go with them. */
#ifndef ENT_CLI_REPORT_H
#define ENT_CLI_REPORT_H

#include <stdbool.h>

#include "entente/error.h"

enum { EXIT_DATA = 1, EXIT_USAGE = 2, EXIT_NOTHING = 3 }; /* the last: --exit-code */

/* Whether standard output could not be written because its reader has closed it
 * (`entente ... | head`): the reader has what it wanted, and nothing failed. */
bool reader_is_gone(void);

/* Prints "entente: COMMAND: PLACE: MESSAGE" and returns the exit code; prints nothing
 * and returns 0 when only the reader is gone. */
int report(const char *command, const ent_error *err);

/* Prints "entente: COMMAND: MESSAGE" and returns EXIT_USAGE. */
int usage_error(const char *command, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* As ent_error_memory(). */
ent_status out_of_memory(ent_error *err);

/* given, else $ENTENTE_MEMORY, else "memory.entente". */
const char *memory_path(const char *given);

#endif
