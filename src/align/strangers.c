/* SPDX-License-Identifier: Apache-2.0 */
/* strangers.c - what pairs of strangers say of the pairs next to them.
 *
 * Text was added to both sides at one place: notes to editors here, a paragraph about
 * the publisher there.  The beads fill the gap, most of them with next to no
 * confidence, but a short one of few rare words gets much for its place between its
 * neighbours.  Where those are strangers its place says nothing.
 */
#include "align/strangers.h"

/* A confidence below which an open bead is of strangers, and the most that an open one
 * next to it gets.  Choices. */
#define STRANGER .12f
#define BESIDE .5f

bool ent_bead_is_open(const ent_bead_features *f)
{
	return f->content[0] && f->content[1] && (!f->answered[0] || !f->answered[1]);
}

static void lower(ent_bead *bead)
{
	bead->confidence = BESIDE;
	bead->doubts |= ENT_DOUBT_COVERAGE;
}

/* One bead of a pass over the list; *beside: it is next to strangers. */
static void lower_bead(ent_bead *bead, bool open, bool *beside)
{
	if (!bead->n_src || !bead->n_tgt)
		return;
	if (!open || bead->doubts & ENT_DOUBT_MOVED)
		*beside = false;
	else if (bead->confidence < STRANGER)
		*beside = true;
	else if (*beside && bead->confidence > BESIDE)
		lower(bead);
}

void ent_strangers_lower(ent_bead *beads, const bool *open, uint32_t count)
{
	bool beside = false;
	for (uint32_t k = 0; k < count; k++)
		lower_bead(&beads[k], open[k], &beside);
	beside = false;
	for (uint32_t k = count; k > 0; k--)
		lower_bead(&beads[k - 1], open[k - 1], &beside);
}
