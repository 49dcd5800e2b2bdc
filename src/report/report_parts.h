/* SPDX-License-Identifier: Apache-2.0 */
/* report_parts.h - what the writers of reports share. */
#ifndef ENT_REPORT_REPORT_PARTS_H
#define ENT_REPORT_REPORT_PARTS_H

#include "entente/report.h"

/* The best match of a segment if it reaches min_score, else NULL. */
static inline const ent_match *best_match(const ent_reuse_segment *s,
					  uint32_t min_score)
{
	return s->n_matches && s->matches[0].score >= min_score ? &s->matches[0] : NULL;
}

/* What is proposed for it: the target, adapted where it was. */
static inline ent_str proposal_of(const ent_match *m)
{
	return m->adapted.n ? m->adapted : m->found.target.text;
}

#endif
