/* SPDX-License-Identifier: Apache-2.0 */
/* units_given.h - the options by which commands read files of units. */
#ifndef ENT_CLI_UNITS_GIVEN_H
#define ENT_CLI_UNITS_GIVEN_H

#include "cli/cmd.h"
#include "entente/read.h"
#include "entente/segment.h"

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
			 "also take targets of XLIFF that nobody has confirmed"),      \
		OPT_TEXT("columns", u.columns, "A,C",                                  \
			 "read source and target of a table from these columns"),      \
		OPT_FLAG(                                                              \
			"segment", u.segment,                                          \
			"cut units into sentences where both sides have equally many")

/* The options of a reading.  Must not be moved after units_begin(): opt points into
 * it. */
struct units_asked {
	ent_units_options opt;
	ent_unit_pass pass;     /* cuts units into sentences */
	ent_splitter *splitter; /* of the pass; NULL without it */
};

/* Sets what was given.  Returns 0; or, after a message, an exit code: --pair needs an
 * even number of files. */
int units_begin(struct units_asked *out,
		const struct units_given *given,
		const struct args *args);
void units_end(struct units_asked *asked);

#endif
