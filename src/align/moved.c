/* SPDX-License-Identifier: Apache-2.0 */
/* moved.c - segments that correspond out of order.
 *
 * Why: a path never goes back, but definitions are in the alphabetical order of
 * each language, and authors move paragraphs.
 *
 * Method: the segments that are left over on both sides, and those of pairs that little
 * outside themselves supports (bead_features.c), are scored one with one as if they
 * were side by side.  A pair is moved when each is the other's best by a margin
 * (mutual.h), when it beats the pairs that its segments are in, and when the score of
 * the run of such pairs that it belongs to is better than that of segments without
 * counterpart by as much as so many pairs to choose from demand.  Neighbours move along
 * (a headword with its definition); what is left is ranked again, with fewer to choose
 * from.  A few words at an end of a bead of more (two names of a list) move to their
 * translation alone.
 *
 * Measured 2026-11, strict F1 before and after: copies of dev (model.c) with blocks of
 * one to four beads moved .950 and .961; the groups of dev within .0001; the
 * communiques that ship .9920 and .9968.
 *
 * Cost: O(leftovers on the one side x on the other), at most CELLS, in each of ROUNDS.
 */
#include <math.h>
#include <string.h>

#include "align/bead_features.h"
#include "align/moved.h"
#include "align/mutual.h"
#include "base/fail.h"

enum { CELLS = 1 << 22 };

/* Gain of the weaker side outside the bead (bead_features.h) below which a pair of
 * segments looks for better partners. */
#define LOOSE .3
#define LOOSE_PART 0.       /* the same of one segment of several on a side */
#define IN_PLACE 3.         /* what the place in order is worth, as a score */
#define NEIGHBOUR 2.        /* the same of the place next to a moved pair */
#define LEAST_NEIGHBOUR -2. /* two segments of which nothing is known have about -1 */
/* Gain of the weaker side by the lexicon and by spelling alone, from which a pair needs
 * no more: one word and its translation, which no score of a run reaches. */
#define TRANSLATED 1.4
enum { ROUNDS = 3 };
enum { FEW_WORDS = 4 };

/* ---- what the path left over --------------------------------------------------- */

/* A segment that looks for another partner: the bead that it is in and, for one of a
 * loose pair, the number of its present partner in the selection. */
struct seeker {
	uint32_t bead, partner;
	bool loose;
	bool brief; /* a few words of a bead of more: moves only to its translation */
};

#define NOT_MOVED UINT32_MAX

struct moving {
	const ent_evidence *with;
	ent_mutual m;
	struct seeker *seekers[2];
	uint32_t *moved[2]; /* the new partner, or NOT_MOVED */
	ent_feature_reader *reader;
	ent_arena *arena;
};

static bool is_held(const ent_evidence *with, int side, uint32_t segment)
{
	return with->alone && with->alone[0] && with->alone[side][segment];
}

static void add_seeker(struct moving *v, int side, uint32_t segment, uint32_t bead)
{
	const uint32_t n = v->m.of.n[side]++;
	v->m.of.segments[side][n] = segment;
	v->seekers[side][n] = (struct seeker){ .bead = bead };
}

/* A pair of segments that little outside itself supports. */
static bool is_loose(ent_feature_reader *reader, const ent_bead *b)
{
	ent_bead_features f;
	if (b->n_src != 1 || b->n_tgt != 1)
		return false;
	ent_features_read_words(&f, reader, b);
	return fmin(f.outside[0], f.outside[1]) < LOOSE;
}

static bool make_lists(struct moving *v, uint32_t count)
{
	for (int k = 0; k < 2; k++) {
		const size_t n = 2 * (size_t)count + 1; /* add_parts() adds two */
		v->m.of.n[k] = 0;
		v->m.of.segments[k] = ENT_NEW_ARRAY(v->arena, uint32_t, n);
		v->seekers[k] = ENT_NEW_ARRAY(v->arena, struct seeker, n);
		v->moved[k] = ENT_NEW_ARRAY(v->arena, uint32_t, n);
		if (!v->m.of.segments[k] || !v->seekers[k] || !v->moved[k])
			return false;
	}
	return true;
}

/* Adds the first and the last of several segments on a side of a bead, when its words
 * have nothing to do with the other side, or are few: in a sorted list the translation
 * of a name may be anywhere. */
static void add_parts(struct moving *v, const ent_bead *b, int side, uint32_t k)
{
	const uint32_t first = side ? b->tgt : b->src, n = side ? b->n_tgt : b->n_src;
	for (uint32_t i = 0; n > 1 && i < n; i += n - 1) {
		ent_bead part = *b;
		ent_bead_features f;
		*(side ? &part.tgt : &part.src) = first + i;
		*(side ? &part.n_tgt : &part.n_src) = 1;
		ent_features_read_words(&f, v->reader, &part);
		const bool loose = f.outside[side] < LOOSE_PART;
		if (!loose && f.words[side] > FEW_WORDS)
			continue;
		add_seeker(v, side, first + i, k);
		v->seekers[side][v->m.of.n[side] - 1].brief = !loose;
	}
}

static void add_loose(struct moving *v, const ent_bead *b, uint32_t k)
{
	add_seeker(v, 0, b->src, k);
	add_seeker(v, 1, b->tgt, k);
	for (int side = 0; side < 2; side++) {
		struct seeker *s = &v->seekers[side][v->m.of.n[side] - 1];
		s->loose = true;
		s->partner = v->m.of.n[!side] - 1;
	}
}

static ent_status list_seekers(struct moving *v,
			       const ent_bead *beads,
			       uint32_t count,
			       bool loose,
			       ent_error *err)
{
	if (!make_lists(v, count))
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < count; k++) {
		const ent_bead *b = &beads[k];
		if (b->n_src == 1 && !b->n_tgt && !is_held(v->with, 0, b->src))
			add_seeker(v, 0, b->src, k);
		if (!b->n_src && b->n_tgt == 1 && !is_held(v->with, 1, b->tgt))
			add_seeker(v, 1, b->tgt, k);
		if (!loose || !b->n_src || !b->n_tgt)
			continue;
		if (is_loose(v->reader, b))
			add_loose(v, b, k);
		add_parts(v, b, 0, k);
		add_parts(v, b, 1, k);
	}
	return ENT_OK;
}

/* The score that a segment has where it is, which is alone when its partner left. */
static double score_in_place(const struct moving *v, int side, uint32_t k)
{
	const struct seeker *s = &v->seekers[side][k];
	if (!s->loose || v->moved[!side][s->partner] != NOT_MOVED)
		return v->with->model->null_more;
	return (side ? ent_mutual_score(&v->m, s->partner, k)
		     : ent_mutual_score(&v->m, k, s->partner));
}

/* Whether the two segments are partners now. */
static bool in_place(const struct moving *v, uint32_t r, uint32_t c)
{
	return v->seekers[0][r].loose && v->seekers[0][r].partner == c;
}

/* Whether segment r of side 0 and its best translate each other by what was known
 * before these texts. */
static bool is_translated(const struct moving *v, uint32_t r)
{
	const ent_mutual *m = &v->m;
	const ent_bead pair = { .src = m->of.segments[0][r],
				.tgt = m->of.segments[1][m->partner[0][r]],
				.n_src = 1,
				.n_tgt = 1 };
	double gain[2];
	ent_features_gain(gain, v->reader, &pair, ENT_GAIN_BEFORE);
	return fmin(gain[0], gain[1]) >= TRANSLATED;
}

/* Whether the two may be moved: what has few words only to its translation, and within
 * a bead only to where they cross. */
static bool may_move(const struct moving *v, uint32_t r, uint32_t c)
{
	const struct seeker *a = &v->seekers[0][r], *b = &v->seekers[1][c];
	const ent_mutual *m = &v->m;
	if (!a->brief && !b->brief)
		return true;
	if (!is_translated(v, r))
		return false;
	if (a->bead != b->bead)
		return true;
	const uint32_t *src = m->of.segments[0], *tgt = m->of.segments[1];
	const bool first[2] = { r + 1 < m->of.n[0] && src[r + 1] > src[r] &&
					v->seekers[0][r + 1].bead == a->bead,
				c + 1 < m->of.n[1] && tgt[c + 1] > tgt[c] &&
					v->seekers[1][c + 1].bead == b->bead };
	return first[0] != first[1];
}

static void move_pair(struct moving *v, uint32_t r, uint32_t c)
{
	v->moved[0][r] = c;
	v->moved[1][c] = r;
	v->m.taken[0][r] = v->m.taken[1][c] = true;
}

/* Whether the segment after r of side 0 and the one after its best are each other's
 * best too. */
static bool goes_on(const ent_mutual *m, uint32_t r)
{
	const uint32_t c = m->partner[0][r], *src = m->of.segments[0],
		       *tgt = m->of.segments[1];
	return r + 1 < m->of.n[0] && c + 1 < m->of.n[1] && src[r + 1] == src[r] + 1 &&
	       tgt[c + 1] == tgt[c] + 1 && ent_mutual_is_clear(m, r + 1) &&
	       m->partner[0][r + 1] == c + 1;
}

/* The score of the run of pairs that r is the first of, *n: neighbours support each
 * other. */
static double score_run(const ent_mutual *m, uint32_t r, uint32_t *n)
{
	double sum = m->best[0][r];
	for (*n = 1; goes_on(m, r + *n - 1); ++*n)
		sum += m->best[0][r + *n];
	return sum;
}

/* Moves the pairs that are each other's best, and removes from the selection those that
 * are in their place.  Returns whether there were any: others may then be each other's
 * best. */
static bool move_best(struct moving *v)
{
	ent_mutual *m = &v->m;
	bool any = false;
	for (uint32_t r = 0, n; r < m->of.n[0]; r += n) {
		n = 1;
		if (!ent_mutual_is_clear(m, r))
			continue;
		if (score_run(m, r, &n) <= m->least) {
			const uint32_t skipped = n;
			n = 1;
			if (!is_translated(v, r)) {
				n = skipped;
				continue;
			}
		}
		for (uint32_t i = r; i < r + n; i++) {
			const uint32_t c = m->partner[0][i];
			const double score =
				m->best[0][i] - (is_translated(v, i) ? 0 : IN_PLACE);
			if (in_place(v, i, c))
				m->taken[0][i] = m->taken[1][c] = true;
			else if (may_move(v, i, c) && score > score_in_place(v, 0, i) &&
				 score > score_in_place(v, 1, c))
				move_pair(v, i, c);
			any |= m->taken[0][i];
		}
	}
	return any;
}

/* The segments next to a moved pair, on the same side of both, move with it when they
 * have no better partner: a headword with its definition, a section as a whole.
 * Whether they do. */
static bool move_neighbour(struct moving *v, uint32_t r, int step)
{
	const uint32_t c = v->moved[0][r], i = r + (uint32_t)step,
		       j = c + (uint32_t)step;
	const uint32_t *src = v->m.of.segments[0], *tgt = v->m.of.segments[1];
	if (i >= v->m.of.n[0] || j >= v->m.of.n[1] ||
	    src[i] != src[r] + (uint32_t)step || tgt[j] != tgt[c] + (uint32_t)step ||
	    v->moved[0][i] != NOT_MOVED || v->moved[1][j] != NOT_MOVED ||
	    in_place(v, i, j))
		return false;
	const double score = ent_mutual_score(&v->m, i, j);
	if (v->m.taken[0][i] || v->m.taken[1][j] || score < LEAST_NEIGHBOUR ||
	    score + NEIGHBOUR < score_in_place(v, 0, i) ||
	    score + NEIGHBOUR < score_in_place(v, 1, j))
		return false;
	move_pair(v, i, j);
	return true;
}

static void move_neighbours(struct moving *v)
{
	for (int step = -1; step <= 1; step += 2)
		for (uint32_t k = 0; k < v->m.of.n[0]; k++) {
			uint32_t r = step < 0 ? v->m.of.n[0] - 1 - k : k;
			while (v->moved[0][r] != NOT_MOVED &&
			       move_neighbour(v, r, step))
				r += (uint32_t)step;
		}
}

/* What a pair needs: the more there are to choose from, the more. */
static double least_score(const struct moving *v)
{
	double left[2] = { 0, 0 };
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; i < v->m.of.n[k]; i++)
			left[k] += !v->m.taken[k][i];
	return v->with->model->moved + log(fmax(1, left[0] * left[1])) / 2;
}

static void move_all(struct moving *v)
{
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; i < v->m.of.n[k]; i++)
			v->moved[k][i] = NOT_MOVED;
	v->m.least = least_score(v);
	for (int round = 0; round < ROUNDS && move_best(v); round++) {
		move_neighbours(v);
		ent_mutual_rank(&v->m);
		v->m.least = least_score(v);
	}
}

/* A segment at an end of one side of a bead leaves it. */
static void take_out(ent_bead *b, int side, uint32_t segment)
{
	uint32_t *first = side ? &b->tgt : &b->src;
	uint16_t *n = side ? &b->n_tgt : &b->n_src;
	*first += *first == segment;
	--*n;
}

/* The beads with the moved pairs; what these leave stays where it is. */
static uint32_t rewrite_beads(ent_bead *out,
			      const struct moving *v,
			      const ent_bead *beads,
			      uint32_t count)
{
	const ent_mutual *m = &v->m;
	uint32_t n = 0, r = 0, c = 0;
	for (uint32_t k = 0; k < count; k++) {
		ent_bead b = beads[k];
		for (; r < m->of.n[0] && v->seekers[0][r].bead == k; r++) {
			if (v->moved[0][r] == NOT_MOVED)
				continue;
			take_out(&b, 0, m->of.segments[0][r]);
			out[n++] = (ent_bead){ .src = m->of.segments[0][r],
					       .n_src = 1,
					       .tgt = m->of.segments[1][v->moved[0][r]],
					       .n_tgt = 1,
					       .doubts = ENT_DOUBT_MOVED,
					       .confidence = b.confidence };
		}
		for (; c < m->of.n[1] && v->seekers[1][c].bead == k; c++)
			if (v->moved[1][c] != NOT_MOVED)
				take_out(&b, 1, m->of.segments[1][c]);
		if (b.n_src || b.n_tgt)
			out[n++] = b;
	}
	return n;
}

static bool too_many(const struct moving *v)
{
	return v->m.of.n[1] && v->m.of.n[0] > CELLS / v->m.of.n[1];
}

/* Moves what has a better partner elsewhere, when there is anything to choose from. */
static ent_status find_moved(struct moving *v,
			     ent_bead *beads,
			     uint32_t *count,
			     const ent_bead *copy,
			     ent_error *err)
{
	ent_status status = list_seekers(v, beads, *count, true, err);
	if (!status && too_many(v))
		status = list_seekers(v, beads, *count, false, err);
	if (status || !v->m.of.n[0] || !v->m.of.n[1] || too_many(v))
		return status;
	status = ent_mutual_make(&v->m, v->with->bitext, v->with->lifts, v->with->model,
				 1, v->arena, err);
	if (status)
		return status;
	move_all(v);
	*count = rewrite_beads(beads, v, copy, *count);
	return ENT_OK;
}

ent_status ent_moved_find(ent_bead *beads,
			  uint32_t *count,
			  const ent_evidence *evidence,
			  ent_arena *arena,
			  ent_error *err)
{
	struct moving v = { .with = evidence,
			    .m = { .margin = evidence->model->margin },
			    .arena = arena };
	ent_bead *copy = ENT_NEW_ARRAY(arena, ent_bead, (size_t)*count + 1);
	if (!copy)
		return ent_fail_memory(err);
	memcpy(copy, beads, *count * sizeof(*beads));
	ent_status status = ent_feature_reader_new(&v.reader, evidence, arena, err);
	if (status)
		return status;
	status = find_moved(&v, beads, count, copy, err);
	const ent_status read = ent_feature_reader_end(v.reader, status ? NULL : err);
	return status ? status : read;
}
