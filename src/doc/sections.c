/* SPDX-License-Identifier: Apache-2.0 */
/* sections.c - the sections of two aligned documents that have no counterpart.
 *
 * Editions differ: a note to editors, an annex for one country.  A section is a run of
 * whole paragraphs, or of segments where there are no paragraphs, of which every
 * segment is without counterpart.  Where both sides have one in the same place, their
 * segments are paired for lack of better, with next to no confidence: a run of doubtful
 * beads, three and more, one of which is of strangers, is without counterpart on either
 * side. Cost: O(segments).
 */
#include <stdlib.h>

#include "base/fail.h"
#include "entente/bead.h"

enum { LEAST_PARAGRAPHS = 2, LEAST_SEGMENTS = 3 }; /* less is a free translation */

/* A doubtful bead of such a run; the mean of a run; and of a bead of strangers. */
#define DOUBTFUL .7f
#define MEAN .45
#define STRANGERS .12f
enum { LEAST_PAIRS = 3 };

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

static void mark_alone(struct side sides[2], const ent_bead *b)
{
	for (uint32_t i = 0; i < b->n_src; i++)
		sides[0].alone[b->src + i] = true;
	for (uint32_t i = 0; i < b->n_tgt; i++)
		sides[1].alone[b->tgt + i] = true;
}

static bool has_both(const ent_bead *b)
{
	return b->n_src && b->n_tgt;
}

/* How many beads from the first on are without counterpart or doubtful; strangers:
 * whether they only fill the place of each other. */
static uint32_t run_of(const ent_bead *beads, uint32_t count, bool *strangers)
{
	uint32_t n = 0, pairs = 0, low = 0;
	double sum = 0;
	for (; n < count && (!has_both(&beads[n]) || beads[n].confidence < DOUBTFUL);
	     n++)
		if (has_both(&beads[n])) {
			sum += beads[n].confidence;
			low += beads[n].confidence < STRANGERS;
			pairs++;
		}
	*strangers = low && pairs >= LEAST_PAIRS && sum < MEAN * pairs;
	return n;
}

/* Marks the segments without counterpart; pairs that are doubtful count as such if they
 * are the smaller part: of texts that do not belong together all are. */
static void find_alone(struct side sides[2], const ent_alignment *alignment)
{
	const ent_bead *beads = alignment->beads;
	const uint32_t count = alignment->count;
	uint32_t sure = 0;
	for (uint32_t k = 0; k < count; k++)
		sure += has_both(&beads[k]) && beads[k].confidence >= DOUBTFUL;
	for (uint32_t k = 0, n; k < count; k += n ? n : 1) {
		bool strangers;
		n = run_of(beads + k, count - k, &strangers);
		for (uint32_t i = k; i < k + n; i++)
			if (!has_both(&beads[i]) || (strangers && 2 * n <= sure))
				mark_alone(sides, &beads[i]);
	}
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
	if (!status)
		find_alone(sides, pair->alignment);
	for (int k = 0; k < 2 && !status; k++)
		status = send_side(&sides[k], k, fn, data, err);
	free(sides[0].alone);
	free(sides[1].alone);
	return status;
}
