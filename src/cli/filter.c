/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "cli/filter.h"
#include "cli/options.h"

int filter_of(ent_filter *out, const struct filter_given *g, const char *command)
{
	if (!(g->min_confidence >= 0 && g->min_confidence <= 1))
		return usage_error(command, "--min-confidence must be 0 to 1");
	if (g->limit < 0)
		return usage_error(command, "--limit must not be negative");
	if (g->import < 0)
		return usage_error(command, "--import must not be negative");
	int code = date_check(command, "--since", g->since);
	if (code == ARGS_GO_ON)
		code = date_check(command, "--until", g->until);
	if (code != ARGS_GO_ON)
		return code;
	*out = (ent_filter){
		.from = ent_str_of(g->from),
		.to = ent_str_of(g->to),
		.since = ent_str_of(g->since),
		.until = ent_str_of(g->until),
		.document = ent_str_of(g->document),
		.min_confidence = (float)g->min_confidence,
		.import = (uint64_t)g->import,
		.limit = (uint64_t)g->limit,
	};
	return ARGS_GO_ON;
}

void filter_free(struct filter_given *g)
{
	free(g->from);
	free(g->to);
	free(g->since);
	free(g->until);
	free(g->document);
}
