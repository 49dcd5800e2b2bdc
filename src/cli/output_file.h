/* SPDX-License-Identifier: Apache-2.0 */
/* output_file.h - a file that is there whole or not at all. */
#ifndef ENT_CLI_OUTPUT_FILE_H
#define ENT_CLI_OUTPUT_FILE_H

#include <stdio.h>

#include "entente/error.h"

/* Standard output, or a file beside the wanted one that takes its place when it
 * is kept. */
struct output_file {
	FILE *to;
	const char *path; /* NULL: standard output */
	char *temp;
};

/* path NULL or "-" is standard output. */
ent_status output_open(struct output_file *out, const char *path, ent_error *err);
/* Ends with status: the file is kept if it is ENT_OK and all was written, else
 * removed.  Returns status, or the failure to write. */
ent_status output_close(struct output_file *out, ent_status status, ent_error *err);

#endif
