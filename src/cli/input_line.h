/* SPDX-License-Identifier: Apache-2.0 */
/* input_line.h - lines of standard input. */
#ifndef ENT_CLI_INPUT_LINE_H
#define ENT_CLI_INPUT_LINE_H

#include <sys/types.h>

#include "entente/error.h"

/* The next line, as getline() gives it, into *line, which the caller frees.  Its
 * length; -1 at the end, and after an error, which is then in *status and *err. */
ssize_t input_line(char **line, size_t *capacity, ent_status *status, ent_error *err);

#endif
