/* SPDX-License-Identifier: Apache-2.0 */
/* filter.h - the options by which commands choose units. */
#ifndef ENT_CLI_FILTER_H
#define ENT_CLI_FILTER_H

#include "entente/memory.h"

struct filter_given {
	char *from, *to, *since, *until, *document, *label;
	double min_confidence;
	int limit, import;
};

/* f: the struct filter_given in the command's struct given. */
#define OPT_FILTER(f)                                                                  \
	OPT_TEXT("from", f.from, "LANG", "choose units with this source language"),    \
		OPT_TEXT("to", f.to, "LANG",                                           \
			 "choose units with this target language"),                    \
		OPT_DATE("since", f.since, "leave out units older than DATE"),         \
		OPT_DATE("until", f.until, "leave out units newer than DATE"),         \
		OPT_TEXT("document", f.document, "GLOB",                               \
			 "choose units of these documents"),                           \
		OPT_NUMBER("min-confidence", f.min_confidence, 0, 1, NULL,             \
			   "set the minimum confidence (0 to 1)"),                     \
		OPT_INT("import", f.import, 0, INT_MAX, NULL,                          \
			"choose units of this import"),                                \
		OPT_TEXT("label", f.label, "TEXT",                                     \
			 "choose units of imports with this label"),                   \
		OPT_INT("limit", f.limit, 0, INT_MAX, NULL, "take at most N units")

/* The options by which commands that answer choose units. */
struct asked_given {
	char *since, *until, *label, *origin;
	double min_confidence;
};

/* a: the struct asked_given in the command's struct given. */
#define OPT_ASKED(a)                                                                   \
	OPT_TEXT("label", a.label, "TEXT", "choose units of imports with this label"), \
		OPT_TEXT("origin", a.origin, "NAME",                                   \
			 "choose units of this origin: align, tmx, tsv, ..."),         \
		OPT_DATE("since", a.since, "leave out units older than DATE"),         \
		OPT_DATE("until", a.until, "leave out units newer than DATE"),         \
		OPT_NUMBER("min-confidence", a.min_confidence, 0, 1, NULL,             \
			   "set the minimum confidence (0 to 1)")

/* The filter that the options state; the texts are lent. */
ent_filter filter_of(const struct filter_given *given);

#endif
