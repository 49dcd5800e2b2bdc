/* SPDX-License-Identifier: Apache-2.0 */
/* units_given.c - the options by which commands read files of units. */
#include "cli/units_given.h"

bool units_given(ent_units_options *out,
		 const struct units_given *given,
		 const struct args *args)
{
	if (given->pairs && args->n_rest % 2) {
		usage_error(args->command, "--pair needs an even number of files");
		return false;
	}
	out->folder = given->folder;
	out->columns = given->columns;
	out->unconfirmed = given->unconfirmed;
	return true;
}
