/* SPDX-License-Identifier: Apache-2.0 */
/* output_file.h - a file that is there whole or not at all. */
#ifndef ENT_CLI_OUTPUT_FILE_H
#define ENT_CLI_OUTPUT_FILE_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "entente/error.h"

/* Standard output; a device or pipe; or a file beside the wanted one that takes
 * its place when it is kept. */
struct output_file {
	FILE *to;
	const char *path; /* NULL: standard output */
	char *temp;       /* NULL: written as it comes */
	char *target;     /* what temp replaces: path, symbolic links followed */
	mode_t mode;
};

/* path NULL or "-" is standard output.  Fails, with nothing touched, when path is a
 * SQLite file: a memory is never replaced.  One file at a time: SIGINT, SIGTERM
 * and SIGHUP remove what was written of it before they end the process. */
ent_status output_open(struct output_file *out, const char *path, ent_error *err);
/* Ends with status: the file is kept if it is ENT_OK and all was written, else
 * removed.  Returns status, or the failure to write. */
ent_status output_close(struct output_file *out, ent_status status, ent_error *err);

/* Whether path is a file that must not be written over: a memory, or another file
 * of SQLite's.  *err says so. */
bool output_is_memory(const char *path, ent_error *err);

#endif
