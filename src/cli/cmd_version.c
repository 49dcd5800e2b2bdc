/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_version.c - print the version. */
#include <stdio.h>

#include "cli/cmd.h"
#include "entente/version.h"

static int start(const struct args *args, void *options)
{
	(void)args, (void)options;
	return printf("entente %s\n", ent_version()) < 0;
}

static const struct example examples[] = {
	{ "entente version", "Print the version of the program" },
	{ NULL, NULL },
};

const struct cmd cmd_version = {
	.name = "version",
	.group = "General",
	.summary = "print the version",
	.operands = "",
	.examples = examples,
	.run = start,
};
