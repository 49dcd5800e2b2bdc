/* SPDX-License-Identifier: Apache-2.0 */
/* sections.c - the sections of two aligned documents that have no counterpart.
 *
 * Editions differ: a note to editors, an annex for one country.  A section is a run of
 * whole paragraphs, or of segments where there are no paragraphs, of which every
 * segment is without counterpart.  Cost: O(segments).
 */
#include <stdlib.h>

#include "base/fail.h"
#include "entente/bead.h"

enum { LEAST_PARAGRAPHS = 2, LEAST_SEGMENTS = 3 }; /* less is a free translation */

struct side {
	const ent_segment *segments;
	uint32_t n;
	bool *alone; /* [n] */
};

static uint32_t paragraph_end(const struct side *s, uint32_t first)
{
	uint32_t end = first + 1;
	while (end < s->n && s->segments[first].paragraph != ENT_NO_PARAGRAPH &&
	       s->segments[end].paragraph == s->segments[first].paragraph)
		end++;
	return end;
}

static bool all_alone(const struct side *s, uint32_t first, uint32_t end)
{
	for (uint32_t k = first; k < end; k++)
		if (!s->alone[k])
			return false;
	return true;
}

/* Sends the run of n places, the last of which is the paragraph or segment `last`. */
static ent_status send_run(const struct side *s,
			   int number,
			   uint32_t last,
			   uint32_t n,
			   ent_section_fn fn,
			   void *data,
			   ent_error *err)
{
	const bool paragraphs = s->segments[last].paragraph != ENT_NO_PARAGRAPH;
	const uint32_t at = paragraphs ? s->segments[last].paragraph : last;
	if (n < (paragraphs ? LEAST_PARAGRAPHS : LEAST_SEGMENTS))
		return ENT_OK;
	return fn(data, &(ent_section){ number, paragraphs, at + 2 - n, at + 1 }, err);
}

static ent_status send_side(const struct side *s,
			    int number,
			    ent_section_fn fn,
			    void *data,
			    ent_error *err)
{
	ent_status status = ENT_OK;
	uint32_t run = 0, last = 0;
	for (uint32_t k = 0; k < s->n && !status;) {
		const uint32_t end = paragraph_end(s, k);
		if (all_alone(s, k, end)) {
			run++;
			last = k;
		} else if (run) {
			status = send_run(s, number, last, run, fn, data, err);
			run = 0;
		}
		k = end;
	}
	return status || !run ? status : send_run(s, number, last, run, fn, data, err);
}

ent_status ent_unmatched_sections(const ent_aligned_pair *pair,
				  ent_section_fn fn,
				  void *data,
				  ent_error *err)
{
	struct side sides[2] = {
		{ .segments = pair->source_segments, .n = pair->n_src },
		{ .segments = pair->target_segments, .n = pair->n_tgt }
	};
	ent_status status = ENT_OK;
	for (int k = 0; k < 2; k++)
		if (!(sides[k].alone = calloc((size_t)sides[k].n + 1, sizeof(bool))))
			status = ent_fail_memory(err);
	for (uint32_t k = 0; k < pair->alignment->count && !status; k++) {
		const ent_bead *b = &pair->alignment->beads[k];
		for (uint32_t i = 0; i < b->n_src && !b->n_tgt; i++)
			sides[0].alone[b->src + i] = true;
		for (uint32_t i = 0; i < b->n_tgt && !b->n_src; i++)
			sides[1].alone[b->tgt + i] = true;
	}
	for (int k = 0; k < 2 && !status; k++)
		status = send_side(&sides[k], k, fn, data, err);
	free(sides[0].alone);
	free(sides[1].alone);
	return status;
}
