/* SPDX-License-Identifier: Apache-2.0 */
/* input_line.c - lines of standard input.
 *
 * getline() ends in the same way at the end of the input, without memory, and when
 * nothing more can be read: only the first is the end. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/input_line.h"
#include "cli/language.h"
#include "cli/report.h"

ssize_t input_line(char **line, size_t *capacity, ent_status *status, ent_error *err)
{
	errno = 0;
	const ssize_t n = getline(line, capacity, stdin);
	if (n >= 0)
		return n;
	if (errno == ENOMEM) {
		*status = out_of_memory(err);
	} else if (ferror(stdin)) {
		*err = (ent_error){ .code = ENT_EIO, .file = "standard input" };
		snprintf(err->message, sizeof(err->message), _("cannot read: %s"),
			 strerror(errno));
		*status = ENT_EIO;
	}
	return -1;
}
