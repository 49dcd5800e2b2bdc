/* SPDX-License-Identifier: Apache-2.0 */
/* review_context.c - where the segments of a decision are, by what surrounds them.
 *
 * Why: one sentence is often in a release twice, and paragraphs are put before it; a
 * number says nothing then.
 *
 * Method: stored are hashes of the texts of up to REACH segments on each side, nearest
 * first, and which of how many equal places it was:
 *
 * 9f86d081,60303ae2/fd61a03a,a4e624d6/2/3  2nd of 3 places
 *
 * A place scores for each stored neighbour that is where it was, the nearest one
 * double. The highest score wins; of equal ones the same place in order, as long as
 * there are as many as then.  A text that was there once and is there once is found
 * whatever surrounds it; any other needs half of the score, so that another text that
 * happens to be equal is not taken for it.  A decision of other documents always needs
 * it.
 *
 * Cost: O(segments) comparisons of texts. */
#include <stdlib.h>
#include <string.h>

#include "memory/review_context.h"

enum { REACH = 3, NEXT_SCORE = 2 };

struct context {
	uint32_t hashes[2][REACH]; /* before, after; nearest first */
	int n[2];
	uint32_t place, places; /* 1-based; 0 when nothing is stored */
};

/* How many segments from `at` on are the lines of a text; 0 when they are not. */
static uint32_t count_lines_at(const ent_segment *segments,
			       uint32_t n,
			       uint32_t at,
			       ent_str text)
{
	uint32_t k = at;
	for (ent_str rest = text; rest.p; k++) {
		const ent_str line = ent_str_cut(&rest, '\n');
		if (k >= n || !ent_str_eq(segments[k].text, line))
			return 0;
	}
	return k - at;
}

static uint32_t hash_text(ent_str text)
{
	const uint64_t hash = ent_str_hash(text);
	return (uint32_t)(hash ^ hash >> 32);
}

/* The segment at distance k, 1 or more, before (side 0) or after a place; NULL for
 * none. */
static const ent_segment *neighbour(const ent_segment *segments,
				    uint32_t n_segments,
				    uint32_t at,
				    uint32_t n,
				    int side,
				    uint32_t k)
{
	if (side == 0)
		return k <= at ? &segments[at - k] : NULL;
	return at + n + k - 1 < n_segments ? &segments[at + n + k - 1] : NULL;
}

static bool are_equal(const ent_segment *segments, uint32_t a, uint32_t b, uint32_t n)
{
	for (uint32_t k = 0; k < n; k++)
		if (!ent_str_eq(segments[a + k].text, segments[b + k].text))
			return false;
	return true;
}

void ent_context_add(ent_buf *out,
		     const ent_segment *segments,
		     uint32_t n_segments,
		     uint32_t at,
		     uint32_t n)
{
	uint32_t place = 0, places = 0;
	for (int side = 0; side < 2; side++) {
		for (uint32_t k = 1; k <= REACH; k++) {
			const ent_segment *s =
				neighbour(segments, n_segments, at, n, side, k);
			if (s)
				ent_buf_addf(out, "%s%08x", k > 1 ? "," : "",
					     hash_text(s->text));
		}
		ent_buf_add_char(out, '/');
	}
	for (uint32_t k = 0; n && k + n <= n_segments; k++) {
		places += are_equal(segments, k, at, n);
		if (k == at)
			place = places;
	}
	ent_buf_addf(out, "%u/%u", place, places);
}

static uint32_t read_number(ent_str digits, int base)
{
	char copy[12] = "";
	memcpy(copy, digits.p,
	       digits.n < sizeof(copy) - 1 ? digits.n : sizeof(copy) - 1);
	return (uint32_t)strtoul(copy, NULL, base);
}

static struct context read_context(ent_str text)
{
	struct context c = { .places = 0 };
	if (!text.n)
		return c;
	for (int side = 0; side < 2; side++)
		for (ent_str rest = ent_str_cut(&text, '/');
		     rest.n && c.n[side] < REACH;)
			c.hashes[side][c.n[side]++] =
				read_number(ent_str_cut(&rest, ','), 16);
	c.place = text.p ? read_number(ent_str_cut(&text, '/'), 10) : 0;
	c.places = text.p ? read_number(text, 10) : 0;
	return c;
}

/* How much of the surroundings is as it was. */
static int score_place(const struct context *c,
		       const ent_segment *segments,
		       uint32_t n_segments,
		       uint32_t at,
		       uint32_t n)
{
	int score = 0;
	for (int side = 0; side < 2; side++)
		for (int k = 0; k < c->n[side]; k++) {
			const ent_segment *s = neighbour(segments, n_segments, at, n,
							 side, (uint32_t)k + 1);
			if (s && hash_text(s->text) == c->hashes[side][k])
				score += k ? 1 : NEXT_SCORE;
		}
	return score;
}

static int full_score(const struct context *c)
{
	int score = 0;
	for (int side = 0; side < 2; side++)
		for (int k = 0; k < c->n[side]; k++)
			score += k ? 1 : NEXT_SCORE;
	return score;
}

static uint32_t distance(uint32_t a, uint32_t b)
{
	return a < b ? b - a : a - b;
}

bool ent_context_find(uint32_t *at,
		      uint32_t *n,
		      const ent_segment *segments,
		      uint32_t n_segments,
		      ent_str text,
		      ent_str context,
		      uint32_t wanted,
		      bool strict)
{
	const struct context c = read_context(context);
	uint32_t places = 0, best = 0, best_lines = 0, best_place = 0;
	int best_score = -1;
	bool tied = false;
	for (uint32_t k = 0; k < n_segments; k++) {
		const uint32_t lines = count_lines_at(segments, n_segments, k, text);
		if (!lines)
			continue;
		places++;
		const int score = score_place(&c, segments, n_segments, k, lines);
		const bool nearer = distance(k, wanted) < distance(best, wanted);
		const bool in_order = c.place == places && best_place != c.place;
		const bool better =
			score > best_score ||
			(score == best_score && (c.places ? in_order : nearer));
		tied = score == best_score || (tied && score < best_score);
		if (!better)
			continue;
		best = k;
		best_lines = lines;
		best_place = places;
		best_score = score;
	}
	const bool once = places == 1 && c.places == 1 && !strict;
	const bool sure = (!strict || full_score(&c)) &&
			  2 * best_score >= full_score(&c) &&
			  (!tied || (best_place == c.place && places == c.places));
	if (!places || ((c.places || strict) && !once && !sure))
		return false;
	*at = best;
	*n = best_lines;
	return true;
}
