/* SPDX-License-Identifier: Apache-2.0 */
/* import_report.h - what became of each unit of the files that were imported. */
#ifndef ENT_CLI_IMPORT_REPORT_H
#define ENT_CLI_IMPORT_REPORT_H

#include <stdio.h>

#include "entente/memory.h"

enum { REPORT_REASONS = 64 };

struct import_report {
	FILE *to; /* NULL: no report is wanted */
	bool json;
	unsigned files;
	uint64_t problems; /* of the current file */
	struct {
		char text[160];
		const char *kind; /* "refused", "changed", "note" */
		uint64_t count;
	} reasons[REPORT_REASONS]; /* met in the current file */
	unsigned n_reasons;
};

/* Opens path; JSON if its name ends in ".json".  False, with errno, if it cannot
 * be written; a NULL path is not a report. */
bool import_report_open(struct import_report *r, const char *path, const char *memory);
void import_report_file(struct import_report *r, const char *file);
void import_report_problem(struct import_report *r, const ent_problem *what);
/* err: why the file failed and nothing of it was stored; NULL if it did not. */
void import_report_result(struct import_report *r,
			  const ent_import_result *result,
			  const ent_error *err);
bool import_report_close(struct import_report *r); /* false if a write failed */

#endif
