/* SPDX-License-Identifier: Apache-2.0 */
/* operands.c - operands that are the words of one text. */
#include <string.h>
#include <unistd.h>

#include "cli/operands.h"

bool operands_join(ent_buf *out, const struct args *args)
{
	if (args->n_rest < 2)
		return false;
	for (int k = 0; k < args->n_rest; k++)
		if (strpbrk(args->rest[k], " \t\n") || !access(args->rest[k], F_OK))
			return false;
	ent_buf_clear(out);
	for (int k = 0; k < args->n_rest; k++) {
		if (k)
			ent_buf_add_char(out, ' ');
		ent_buf_add(out, ent_str_of(args->rest[k]));
	}
	return !out->failed;
}

bool operands_are_stdin(const struct args *args)
{
	return args->n_rest == 1 && !strcmp(args->rest[0], "-");
}
