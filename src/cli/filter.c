/* SPDX-License-Identifier: Apache-2.0 */
/* filter.c - the options by which commands choose units. */
#include "cli/filter.h"

ent_filter filter_of(const struct filter_given *given)
{
	return (ent_filter){
		.from = ent_str_of(given->from),
		.to = ent_str_of(given->to),
		.since = ent_str_of(given->since),
		.until = ent_str_of(given->until),
		.document = ent_str_of(given->document),
		.min_confidence = (float)given->min_confidence,
		.label = ent_str_of(given->label),
		.import = (uint64_t)given->import,
		.limit = (uint64_t)given->limit,
	};
}
