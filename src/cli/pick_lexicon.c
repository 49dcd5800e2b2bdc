/* SPDX-License-Identifier: Apache-2.0 */
/* pick_lexicon.c - the lexicon that a command line asks for. */
#include <stdio.h>

#include "cli/pick_lexicon.h"
#include "entente/read.h"

struct glossary {
	const char *file;
};

static void report_problem(void *data, const ent_problem *what)
{
	const struct glossary *g = data;
	fprintf(stderr, "entente: %s:%u: %s%.*s\n", g->file, what->line,
		what->refused ? "" : "changed: ", (int)what->reason.n, what->reason.p);
}

ent_status pick_lexicon(ent_lexicon **out,
			const char *file,
			const char *glossary,
			ent_str from,
			ent_str to,
			ent_error *err)
{
	struct glossary g = { glossary };
	ent_lexicon *lexicon = NULL, *over = NULL;
	ent_status status = ent_lexicon_open(&lexicon, file, from, to, err);
	if (!status && glossary) {
		ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
		opt.from = from;
		opt.to = to;
		opt.problem = report_problem;
		opt.problem_data = &g;
		status = ent_glossary_open(&over, glossary, &opt, lexicon, err);
		ent_lexicon_close(lexicon);
		lexicon = over;
	}
	if (!status)
		*out = lexicon;
	return status;
}
