/* SPDX-License-Identifier: Apache-2.0 */
/* commands.c - all commands: their list, and its help. */
#include <string.h>

#include "cli/cmd.h"
#include "cli/help.h"
#include "cli/language.h"

/* A command is a line here, in groups, which are the headings of `entente help`. */
/* clang-format off */
#define COMMANDS(X) \
	X(read) \
	X(units) \
	X(align) \
	X(segment) \
	X(train) \
	X(lexicon) \
	X(batch) \
	X(review) \
	X(lookup) \
	X(concord) \
	X(ask) \
	X(serve) \
	X(reuse) \
	X(mcp) \
	X(import) \
	X(export) \
	X(pretranslate) \
	X(merge) \
	X(stats) \
	X(history) \
	X(check) \
	X(dedupe) \
	X(edit) \
	X(clean) \
	X(delete) \
	X(compact) \
	X(backup) \
	X(version)
/* clang-format on */

#define DECLARE(name) extern const struct cmd cmd_##name;
#define ADDRESS(name) &cmd_##name,
COMMANDS(DECLARE)

const struct cmd *const cmds[] = { COMMANDS(ADDRESS) };
const int n_cmds = sizeof(cmds) / sizeof(cmds[0]);

const struct cmd *cmd_named(const char *name)
{
	for (int k = 0; k < n_cmds; k++)
		if (!strcmp(cmds[k]->name, name))
			return cmds[k];
	return NULL;
}

void help_commands(FILE *to)
{
	const char *group = "";
	fputs(_("usage: entente <command> [<options>]\n"), to);
	for (int k = 0; k < n_cmds; k++) {
		if (strcmp(cmds[k]->group, group))
			fprintf(to, "\n%s\n", _(group = cmds[k]->group));
		fprintf(to, "  %-12s %s\n", cmds[k]->name, _(cmds[k]->summary));
	}
	fputs(_("\n'entente help <command>' lists a command's options.\n"), to);
}
