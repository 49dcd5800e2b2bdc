/* SPDX-License-Identifier: Apache-2.0 */
/* units_given.h - the options by which commands read files of units. */
#ifndef ENT_CLI_UNITS_GIVEN_H
#define ENT_CLI_UNITS_GIVEN_H

#include "cli/cmd.h"
#include "entente/read.h"

struct units_given {
	int pairs, unconfirmed, segment;
	char *folder, *columns;
};

/* u: the struct units_given in the command's struct given. */
#define OPT_UNITS(u)                                                                   \
	OPT_FLAG("pair", u.pairs,                                                      \
		 "read files two by two, line by line (Moses): A.en A.fr"),            \
		OPT_TEXT("documents", u.folder, "DIR",                                 \
			 "find the documents that an OPUS alignment names in DIR"),    \
		OPT_FLAG("unconfirmed", u.unconfirmed,                                 \
			 "take targets of XLIFF that nobody has confirmed as well"),   \
		OPT_TEXT("columns", u.columns, "A,C",                                  \
			 "read source and target of a table from these columns"),      \
		OPT_FLAG("segment", u.segment,                                         \
			 "make a unit of each sentence where both sides have as many")

/* Sets what was given; false after a usage error of the command: --pair needs an even
 * number of files. */
bool units_given(ent_units_options *out,
		 const struct units_given *given,
		 const struct args *args);

#endif
