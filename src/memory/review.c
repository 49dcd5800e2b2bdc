/* SPDX-License-Identifier: Apache-2.0 */
/* review.c - doubtful places of the whole memory, and what people decide.
 *
 * Rank: what a wrong bead costs grows with its length, but not in proportion: a
 * long segment is seldom asked for.  So (1 - confidence) x sqrt(characters).
 *
 * A decision is stored with the texts it is about; then its two documents are
 * aligned again from their stored segments, with all decisions as anchors, and
 * replace what was stored of them.  All that is one transaction.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "entente/review.h"
#include "memory/anchor.h"
#include "memory/handle.h"
#include "memory/learn.h"

#define ARENA_LIMIT ((size_t)1 << 30) /* bytes for one pair */

const char *ent_verdict_name(ent_verdict verdict)
{
	switch (verdict) {
	case ENT_ACCEPT: return "accept";
	case ENT_REJECT: return "reject";
	case ENT_RELINK: return "relink";
	}
	return "";
}

static uint64_t mix(uint64_t source_hash, uint64_t target_hash)
{
	return (source_hash * 31) ^ target_hash;
}

/* ---- doubtful places ----------------------------------------------------------- */

struct ranked {
	ent_bead_row row;
	double rank;
};

struct ranking {
	struct ranked *all;
	size_t n, room;
};

static ent_status keep(void *data, const ent_bead_row *row, ent_error *err)
{
	struct ranking *r = data;
	if (r->n == r->room) {
		size_t room = r->room ? 2 * r->room : 256;
		struct ranked *all = realloc(r->all, room * sizeof(*all));
		if (!all)
			return ent_fail_memory(err);
		r->all = all;
		r->room = room;
	}
	r->all[r->n++] = (struct ranked){
		*row,
		(1 - (double)row->bead.confidence) * sqrt((double)row->chars),
	};
	return ENT_OK;
}

static int compare_ranked(const void *x, const void *y)
{
	const struct ranked *a = x, *b = y;
	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	if (a->row.alignment != b->row.alignment)
		return a->row.alignment < b->row.alignment ? -1 : 1;
	return (a->row.number > b->row.number) - (a->row.number < b->row.number);
}

static ent_status load_side(const ent_str **out,
			    uint32_t *first,
			    uint32_t *n,
			    ent_memory *memory,
			    uint64_t document,
			    uint32_t at,
			    uint32_t count,
			    uint32_t context,
			    ent_arena *arena,
			    ent_error *err)
{
	const ent_segment *segments;
	*first = at > context ? at - context : 0;
	ent_status status = ent_store_segments_load(&segments, n, memory->store,
						    document, *first,
						    at - *first + count + context,
						    arena, err);
	ent_str *texts = status ? NULL : ENT_NEW_ARRAY(arena, ent_str, *n);
	if (!status && !texts)
		status = ent_fail_memory(err);
	for (uint32_t k = 0; !status && k < *n; k++)
		texts[k] = segments[k].text;
	*out = texts;
	return status;
}
