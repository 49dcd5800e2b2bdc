/* SPDX-License-Identifier: Apache-2.0 */
/* Any two texts: every segment is in exactly one bead, and swapped sides give the
 * swapped beads.  The sides are separated by the first byte 1, segments by line ends; a
 * segment that begins with a digit has that paragraph. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "entente/align.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST = 400 };

struct side {
	ent_segment segments[MOST];
	uint32_t n;
	uint32_t seen[MOST];
};

static void cut(struct side *side, ent_str text)
{
	while (text.p && side->n < MOST) {
		const ent_str line = ent_str_cut(&text, '\n');
		ent_segment *s = &side->segments[side->n++];
		*s = (ent_segment){ .text = line, .paragraph = ENT_NO_PARAGRAPH };
		if (line.n && line.p[0] >= '0' && line.p[0] <= '9')
			s->paragraph = (uint32_t)(line.p[0] - '0');
		s->uncertain = line.n % 3 == 0;
	}
}

static void take(struct side *side, uint32_t first, uint32_t n)
{
	for (uint32_t k = first; k < first + n; k++)
		if (k >= side->n || side->seen[k]++)
			abort();
}

static void check(const ent_alignment *alignment, struct side *src, struct side *tgt)
{
	for (uint32_t k = 0; k < alignment->count; k++) {
		const ent_bead *b = &alignment->beads[k];
		if ((!b->n_src && !b->n_tgt) || !(b->confidence >= 0) ||
		    b->confidence > 1)
			abort();
		take(src, b->src, b->n_src);
		take(tgt, b->tgt, b->n_tgt);
	}
	for (uint32_t k = 0; k < src->n; k++)
		if (!src->seen[k])
			abort();
	for (uint32_t k = 0; k < tgt->n; k++)
		if (!tgt->seen[k])
			abort();
}

/* Beads with both sides are the same, swapped. */
static void compare(const ent_alignment *a, const ent_alignment *b)
{
	uint32_t both[2] = { 0, 0 };
	for (uint32_t k = 0; k < a->count; k++) {
		const ent_bead *x = &a->beads[k];
		bool found = !x->n_src || !x->n_tgt;
		both[0] += !found;
		for (uint32_t i = 0; i < b->count && !found; i++) {
			const ent_bead *y = &b->beads[i];
			found = y->src == x->tgt && y->n_src == x->n_tgt &&
				y->tgt == x->src && y->n_tgt == x->n_src;
		}
		if (!found)
			abort();
	}
	for (uint32_t k = 0; k < b->count; k++)
		both[1] += b->beads[k].n_src && b->beads[k].n_tgt;
	if (both[0] != both[1])
		abort();
}

static bool equal(const struct side *a, const struct side *b)
{
	for (uint32_t k = 0; k < a->n && a->n == b->n; k++)
		if (!ent_str_eq(a->segments[k].text, b->segments[k].text))
			return false;
	return a->n == b->n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct side src, tgt;
	ent_arena *arena = ent_arena_new((size_t)1 << 28);
	ent_str rest = { (const char *)data, size };
	ent_alignment one, other;
	size_t good;
	memset(&src, 0, sizeof(src));
	memset(&tgt, 0, sizeof(tgt));
	if (arena && ent_utf8_valid(rest, &good)) {
		cut(&src, ent_str_cut(&rest, 1));
		cut(&tgt, rest);
		if (!ent_align(&one, src.segments, src.n, tgt.segments, tgt.n, NULL,
			       arena, NULL)) {
			check(&one, &src, &tgt);
			if (!ent_align(&other, tgt.segments, tgt.n, src.segments, src.n,
				       NULL, arena, NULL) &&
			    !equal(&src, &tgt))
				compare(&one, &other);
		}
	}
	ent_arena_free(arena);
	return 0;
}
