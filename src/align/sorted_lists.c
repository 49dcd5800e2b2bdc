/* SPDX-License-Identifier: Apache-2.0 */
/* sorted_lists.c - the entries of lists that each language has in its own order.
 *
 * Why: moved.c pairs what the words of single segments tell.  A headword of one word
 * that the lexicon does not link stays alone, or is paired with a neighbour in order;
 * but in a glossary the order means nothing, and the definition tells the headword.
 *
 * Method: a list is a row of entries, each a short paragraph with what follows it up to
 * the next one or, where there are none, a paragraph each, in alphabetical order. Where
 * both texts have one, the pairs of entries are taken from the best score (head and
 * rest) on.
 *
 * Cost: O(segments of the one list x of the other), at most CELLS.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/mutual.h"
#include "align/sorted_lists.h"
#include "base/ascii.h"
#include "base/fail.h"
#include "text/fold.h"

enum {
	CELLS = 1 << 14,
	FEWEST = 6,     /* entries of a list */
	PER_STRAY = 8,  /* entries in order for one that is not */
	HEAD_WORDS = 6, /* of a headword at most */
	KEY = 24,       /* bytes by which entries are compared */
	REST = 4,       /* segments of an entry after its head that are scored */
	NONE = UINT32_MAX,
};

/* A choice: what a pair of entries needs, and one that is left by all others. */
#define LEAST 0.
#define LEAST_LEFT -4.
#define MARGIN 1.    /* over the next best */
#define BY_ENTRY .9f /* for the posterior that no path gave */

struct entry {
	uint32_t head, rest; /* first segment; how many follow */
	char key[KEY + 1];
	uint32_t partner;
	bool keep; /* its beads are right already */
};

struct list {
	struct entry *entries;
	uint32_t n;
};

struct sorting {
	const ent_evidence *with;
	struct list of[2];
	ent_mutual m;
	uint32_t *number[2]; /* of each segment in the selection */
	uint32_t *entry[2];  /* of each segment, or NONE */
	ent_arena *arena;
};

struct scored {
	double score;
	uint32_t r, c;
};

/* ---- the lists ------------------------------------------------------------------- */

static bool make_key(struct entry *e, ent_str text)
{
	ent_buf folded = ENT_BUF_INIT;
	size_t n = 0;
	ent_fold_add(&folded, text, ENT_FOLD_CASE | ENT_FOLD_ACCENTS);
	for (size_t k = 0; k < folded.n && n < KEY; k++)
		if (ent_is_letter(folded.p[k]) || folded.p[k] & 0x80)
			e->key[n++] = folded.p[k];
	e->key[n] = '\0';
	const bool ok = !folded.failed;
	ent_buf_release(&folded);
	return ok;
}

static bool begins(const ent_side *side, uint32_t k)
{
	return !k || side->segments[k].paragraph != side->segments[k - 1].paragraph;
}

static bool is_head(const ent_side *side, uint32_t k)
{
	const ent_str text = side->segments[k].text;
	if (text.n && strchr(".!?;", text.p[text.n - 1]))
		return false;
	return begins(side, k) && (k + 1 == side->n || begins(side, k + 1)) &&
	       ent_side_words(side, k, 1) <= HEAD_WORDS;
}

/* All entries of a side; by_head: they begin with short paragraphs, else each is
 * one. */
static bool read_entries(struct list *out, const ent_side *side, bool by_head)
{
	out->n = 0;
	for (uint32_t k = 0; k < side->n; k++) {
		const bool first = by_head ? is_head(side, k) : begins(side, k);
		if (!first && out->n) {
			out->entries[out->n - 1].rest++;
		} else if (first) {
			struct entry *e = &out->entries[out->n++];
			*e = (struct entry){ .head = k, .partner = NONE };
			if (!make_key(e, side->segments[k].text))
				return false;
		}
	}
	return true;
}

static bool is_in_order(const struct entry *a, const struct entry *b)
{
	return strcmp(a->key, b->key) <= 0;
}

/* Whether the row of n entries from `e` goes on with e[n], which `n_more` follow.  A
 * row may have one entry out of order for every PER_STRAY that it has: with more of
 * them any text has rows.  *strays counts them. */
static bool goes_on(const struct entry *e,
		    uint32_t n,
		    uint32_t n_more,
		    uint32_t *strays)
{
	if (e[n].rest > REST || !e[n].key[0])
		return false;
	if (is_in_order(&e[n - 1], &e[n]))
		return true;
	if (n < PER_STRAY * (*strays + 1))
		return false;
	++*strays;
	return (n_more && is_in_order(&e[n - 1], &e[n + 1])) ||
	       is_in_order(&e[n - 2], &e[n]);
}

/* The longest row in alphabetical order. */
static struct list longest_row(const struct list *all)
{
	struct list best = { all->entries, 0 };
	for (uint32_t first = 0, n; first < all->n; first += n) {
		const uint32_t left = all->n - first;
		uint32_t strays = 0;
		for (n = 1; n < left &&
			    goes_on(all->entries + first, n, left - n - 1, &strays);)
			n++;
		if (n > best.n)
			best = (struct list){ all->entries + first, n };
	}
	return best;
}

/* The list of a side, without entries if there is none. */
static bool find_list(struct list *out,
		      const ent_side *side,
		      bool by_head,
		      ent_arena *arena)
{
	struct list all = { ENT_NEW_ARRAY(arena, struct entry, (size_t)side->n + 1),
			    0 };
	if (!all.entries || !read_entries(&all, side, by_head))
		return false;
	*out = longest_row(&all);
	return true;
}

static uint32_t count_segments(const struct list *list)
{
	uint32_t n = list->n;
	for (uint32_t k = 0; k < list->n; k++)
		n += list->entries[k].rest;
	return n;
}

/* How many segments the shorter list of two has; 0 if they are not of one text. */
static uint32_t count_alike(const struct list of[2])
{
	const uint32_t n[2] = { count_segments(&of[0]), count_segments(&of[1]) };
	const uint32_t least = n[0] < n[1] ? n[0] : n[1],
		       most = n[0] < n[1] ? n[1] : n[0];
	return of[0].n >= FEWEST && of[1].n >= FEWEST && most <= 2 * least ? least : 0;
}

/* The lists as entries with heads or as paragraphs, whichever are longer. */
static ent_status find_lists(struct sorting *s, ent_error *err)
{
	const ent_side *side = s->with->bitext->side;
	for (int by_head = 1; by_head >= 0; by_head--) {
		struct list of[2];
		for (int k = 0; k < 2; k++)
			if (!find_list(&of[k], &side[k], by_head, s->arena))
				return ent_fail_memory(err);
		if (count_alike(of) > count_alike(s->of))
			memcpy(s->of, of, sizeof(of));
	}
	if (!count_alike(s->of))
		s->of[0].n = s->of[1].n = 0;
	return ENT_OK;
}

/* ---- the pairs ------------------------------------------------------------------- */

static ent_status select_segments(struct sorting *s, ent_error *err)
{
	const ent_side *side = s->with->bitext->side;
	for (int k = 0; k < 2; k++) {
		uint32_t *of = ENT_NEW_ARRAY(s->arena, uint32_t, (size_t)side[k].n + 1);
		s->number[k] = ENT_NEW_ARRAY(s->arena, uint32_t, (size_t)side[k].n + 1);
		s->entry[k] = ENT_NEW_ARRAY(s->arena, uint32_t, (size_t)side[k].n + 1);
		if (!of || !s->number[k] || !s->entry[k])
			return ent_fail_memory(err);
		for (uint32_t i = 0; i < side[k].n; i++)
			s->entry[k][i] = NONE;
		s->m.of.segments[k] = of;
		for (uint32_t e = 0; e < s->of[k].n; e++) {
			const struct entry *entry = &s->of[k].entries[e];
			for (uint32_t i = 0; i <= entry->rest; i++) {
				s->number[k][entry->head + i] = s->m.of.n[k];
				s->entry[k][entry->head + i] = e;
				of[s->m.of.n[k]++] = entry->head + i;
			}
		}
	}
	return ENT_OK;
}

/* The score of entry r of side 0 with c of side 1. */
static double score_entries(const struct sorting *s, uint32_t r, uint32_t c)
{
	const struct entry *a = &s->of[0].entries[r], *b = &s->of[1].entries[c];
	const uint32_t i = s->number[0][a->head], j = s->number[1][b->head];
	const double head = ent_mutual_score(&s->m, i, j);
	if (!a->rest || !b->rest)
		return head + (a->rest + b->rest) * s->with->model->null_more;
	const ent_bead rest = { .src = i + 1,
				.tgt = j + 1,
				.n_src = (uint16_t)a->rest,
				.n_tgt = (uint16_t)b->rest };
	return head + ent_subgrid_score(&s->m.rest, &rest);
}

static int compare_scored(const void *a, const void *b)
{
	const struct scored *x = a, *y = b;
	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	if (x->r != y->r)
		return x->r < y->r ? -1 : 1;
	return (x->c > y->c) - (x->c < y->c);
}

static uint32_t count_left(const struct list *list)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < list->n; k++)
		n += list->entries[k].partner == NONE;
	return n;
}

static void take_pairs(struct sorting *s,
		       const struct scored *all,
		       size_t n,
		       double least)
{
	for (size_t k = 0; k < n && all[k].score > least; k++) {
		struct entry *a = &s->of[0].entries[all[k].r],
			     *b = &s->of[1].entries[all[k].c];
		if (a->partner != NONE || b->partner != NONE)
			continue;
		a->partner = all[k].c;
		b->partner = all[k].r;
	}
}

static ent_status pair_entries(struct sorting *s, ent_error *err)
{
	const size_t cells = (size_t)s->of[0].n * s->of[1].n;
	struct scored *all = ENT_NEW_ARRAY(s->arena, struct scored, cells);
	size_t n = 0;
	if (!all)
		return ent_fail_memory(err);
	for (uint32_t r = 0; r < s->of[0].n; r++)
		for (uint32_t c = 0; c < s->of[1].n; c++)
			all[n++] = (struct scored){ score_entries(s, r, c), r, c };
	qsort(all, n, sizeof(*all), compare_scored);
	take_pairs(s, all, n, LEAST);
	if (count_left(&s->of[0]) == count_left(&s->of[1]))
		take_pairs(s, all, n, LEAST_LEFT);
	return ENT_OK;
}

/* ---- the beads ------------------------------------------------------------------- */

/* The entry of which all segments of one side of a bead are; NONE for none. */
static uint32_t entry_of(const struct sorting *s, const ent_bead *b, int side)
{
	const uint32_t first = side ? b->tgt : b->src, n = side ? b->n_tgt : b->n_src;
	uint32_t entry = n ? s->entry[side][first] : NONE;
	for (uint32_t k = 1; k < n; k++)
		if (s->entry[side][first + k] != entry)
			entry = NONE;
	return entry;
}

static void unkeep(struct sorting *s, const ent_bead *b, int side)
{
	const uint32_t first = side ? b->tgt : b->src, n = side ? b->n_tgt : b->n_src;
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t e = s->entry[side][first + k];
		if (e == NONE)
			continue;
		struct entry *entry = &s->of[side].entries[e];
		entry->keep = false;
		if (entry->partner != NONE)
			s->of[!side].entries[entry->partner].keep = false;
	}
}

/* Keeps the entries whose beads pair them as the scores do, or that have no partner. */
static void find_kept(struct sorting *s, const ent_bead *beads, uint32_t count)
{
	for (int side = 0; side < 2; side++)
		for (uint32_t k = 0; k < s->of[side].n; k++)
			s->of[side].entries[k].keep = true;
	for (uint32_t k = 0; k < count; k++) {
		const uint32_t r = entry_of(s, &beads[k], 0),
			       c = entry_of(s, &beads[k], 1);
		const bool right = beads[k].n_src && beads[k].n_tgt && r != NONE &&
				   c != NONE && s->of[0].entries[r].partner == c;
		const bool free = (r == NONE || s->of[0].entries[r].partner == NONE) &&
				  (c == NONE || s->of[1].entries[c].partner == NONE);
		if (right || free)
			continue;
		unkeep(s, &beads[k], 0);
		unkeep(s, &beads[k], 1);
	}
}

static bool is_rebuilt(const struct sorting *s, int side, uint32_t segment)
{
	const uint32_t e = s->entry[side][segment];
	return e != NONE && !s->of[side].entries[e].keep &&
	       s->of[side].entries[e].partner != NONE;
}

/* Whether a pair is before or after another one on one side only. */
static bool is_crossed(const struct sorting *s, uint32_t r)
{
	const struct entry *a = s->of[0].entries;
	for (uint32_t k = 0; k < s->of[0].n; k++)
		if (k != r && a[k].partner != NONE &&
		    (k < r) != (a[k].partner < a[r].partner))
			return true;
	return false;
}

static void add_bead(ent_bead *out, uint32_t *n, ent_bead bead)
{
	bead.confidence = BY_ENTRY;
	out[(*n)++] = bead;
}

/* The beads of an entry with its partner. */
static void add_entry(ent_bead *out, uint32_t *n, const struct sorting *s, uint32_t r)
{
	const struct entry *a = &s->of[0].entries[r],
			   *b = &s->of[1].entries[a->partner];
	const uint32_t doubts = is_crossed(s, r) ? ENT_DOUBT_MOVED : 0;
	add_bead(out, n,
		 (ent_bead){ .src = a->head,
			     .tgt = b->head,
			     .n_src = 1,
			     .n_tgt = 1,
			     .doubts = doubts });
	if (a->rest && b->rest && a->rest != b->rest) {
		add_bead(out, n,
			 (ent_bead){ .src = a->head + 1,
				     .tgt = b->head + 1,
				     .n_src = (uint16_t)a->rest,
				     .n_tgt = (uint16_t)b->rest,
				     .doubts = doubts });
		return;
	}
	for (uint32_t k = 1; k <= a->rest || k <= b->rest; k++) {
		const bool two = a->rest && b->rest;
		add_bead(out, n,
			 (ent_bead){ .src = a->head + k,
				     .tgt = b->head + k,
				     .n_src = a->rest != 0,
				     .n_tgt = b->rest != 0,
				     .doubts = two ? doubts : 0 });
	}
}

/* What is left of a bead when its segments of entries are gone: each stays alone,
 * unless all of them do. */
static void add_rest(ent_bead *out,
		     uint32_t *n,
		     const struct sorting *s,
		     const ent_bead *b)
{
	bool any = false;
	for (uint32_t k = 0; k < b->n_src; k++)
		any |= is_rebuilt(s, 0, b->src + k);
	for (uint32_t k = 0; k < b->n_tgt; k++)
		any |= is_rebuilt(s, 1, b->tgt + k);
	if (!any) {
		out[(*n)++] = *b;
		return;
	}
	for (uint32_t k = 0; k < b->n_src; k++)
		if (!is_rebuilt(s, 0, b->src + k))
			add_bead(out, n,
				 (ent_bead){ .src = b->src + k,
					     .tgt = b->tgt,
					     .n_src = 1 });
	for (uint32_t k = 0; k < b->n_tgt; k++)
		if (!is_rebuilt(s, 1, b->tgt + k))
			add_bead(out, n,
				 (ent_bead){ .src = b->src,
					     .tgt = b->tgt + k,
					     .n_tgt = 1 });
}

static ent_status rewrite_beads(ent_bead *beads,
				uint32_t *count,
				const struct sorting *s,
				ent_error *err)
{
	const ent_side *side = s->with->bitext->side;
	ent_bead *out =
		ENT_NEW_ARRAY(s->arena, ent_bead, (size_t)side[0].n + side[1].n + 1);
	uint32_t n = 0;
	if (!out)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < *count; k++) {
		const ent_bead *b = &beads[k];
		for (uint32_t i = 0; i < b->n_src; i++) {
			const uint32_t r = s->entry[0][b->src + i];
			if (is_rebuilt(s, 0, b->src + i) &&
			    s->of[0].entries[r].head == b->src + i)
				add_entry(out, &n, s, r);
		}
		add_rest(out, &n, s, b);
	}
	memcpy(beads, out, n * sizeof(*out));
	*count = n;
	return ENT_OK;
}

static bool has_paragraphs(const ent_side side[2])
{
	return side[0].segments[0].paragraph != ENT_NO_PARAGRAPH &&
	       side[1].segments[0].paragraph != ENT_NO_PARAGRAPH;
}

ent_status ent_sorted_lists_pair(ent_bead *beads,
				 uint32_t *count,
				 const ent_evidence *evidence,
				 ent_arena *arena,
				 ent_error *err)
{
	struct sorting s = { .with = evidence, .arena = arena };
	if (!has_paragraphs(evidence->bitext->side) ||
	    (evidence->alone && evidence->alone[0]))
		return ENT_OK;
	ent_status status = find_lists(&s, err);
	if (status || !s.of[0].n)
		return status;
	status = select_segments(&s, err);
	if (status || s.m.of.n[0] > CELLS / s.m.of.n[1])
		return status;
	status = ent_mutual_make(&s.m, evidence->bitext, evidence->lifts,
				 evidence->model, REST, arena, err);
	if (!status)
		status = pair_entries(&s, err);
	if (status)
		return status;
	find_kept(&s, beads, *count);
	return rewrite_beads(beads, count, &s, err);
}
