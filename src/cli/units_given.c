/* SPDX-License-Identifier: Apache-2.0 */
/* units_given.c - the options by which commands read files of units. */
#include "cli/units_given.h"
#include "cli/report.h"

int units_begin(struct units_asked *out,
		const struct units_given *given,
		const struct args *args)
{
	ent_error err;
	*out = (struct units_asked){ .opt = ENT_UNITS_OPTIONS_DEFAULT };
	if (given->pairs && args->n_rest % 2)
		return usage_error(args->command,
				   "--pair needs an even number of files");
	out->opt.folder = given->folder;
	out->opt.columns = given->columns;
	out->opt.unconfirmed = given->unconfirmed;
	if (!given->segment)
		return 0;
	if (ent_splitter_new(&out->splitter, NULL, &err))
		return report(args->command, &err);
	out->pass = (ent_unit_pass){ ent_splitter_pass, out->splitter };
	out->opt.pass = &out->pass;
	return 0;
}

void units_end(struct units_asked *asked)
{
	ent_splitter_free(asked->splitter);
}
