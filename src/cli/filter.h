/* SPDX-License-Identifier: Apache-2.0 */
/* filter.h - the options by which commands choose units. */
#ifndef ENT_CLI_FILTER_H
#define ENT_CLI_FILTER_H

#include "entente/memory.h"

struct filter_given {
	char *from, *to, *since, *until, *document;
	double min_confidence;
	int limit, import;
};

#define OPT_FILTER(g)                                                                  \
	OPT_STRING("from", &(g).from, "LANG", "language of the sources"),              \
		OPT_STRING("to", &(g).to, "LANG", "language of the targets"),          \
		OPT_STRING("since", &(g).since, "DATE", "not older"),                  \
		OPT_STRING("until", &(g).until, "DATE", "not newer"),                  \
		OPT_STRING("document", &(g).document, "GLOB",                          \
			   "only of these documents"),                                 \
		OPT_DOUBLE("min-confidence", &(g).min_confidence, "X",                 \
			   "no less sure, 0 to 1"),                                    \
		OPT_INT("import", &(g).import, "N", "only of this import"),            \
		OPT_INT("limit", &(g).limit, "N", "at most so many units")

/* ARGS_GO_ON, or the exit code of a usage error that was reported. */
int filter_of(ent_filter *out, const struct filter_given *g, const char *command);

void filter_free(struct filter_given *g); /* the strings */

#endif
