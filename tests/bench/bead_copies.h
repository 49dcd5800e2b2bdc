/* SPDX-License-Identifier: Apache-2.0 */
/* bead_copies.h - texts with a gold standard, and copies of them with segments left out
 * or moved. */
#ifndef ENT_TESTS_BEAD_COPIES_H
#define ENT_TESTS_BEAD_COPIES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "entente/bead.h"
#include "entente/document.h"
#include "entente/read.h"

enum { BENCH_WHOLE, BENCH_LEFT_OUT, BENCH_MOVED, BENCH_COPIES };
enum { BENCH_LONGEST = 250 }; /* segments a side of a copy */

typedef struct bench_text {
	const ent_segment *side[2];
	uint32_t n[2];
	ent_bead *gold; /* both sides are ranges */
	uint32_t n_gold;
} bench_text;

static inline bool bench_is_right(const bench_text *t, const ent_bead *b)
{
	for (uint32_t k = 0; k < t->n_gold; k++) {
		const ent_bead *g = &t->gold[k];
		if (g->n_src == b->n_src && g->n_tgt == b->n_tgt &&
		    (!b->n_src || g->src == b->src) && (!b->n_tgt || g->tgt == b->tgt))
			return true;
	}
	return false;
}

/* "7", "3-4" or "-"; false for anything else. */
static inline bool bench_range(uint32_t *first, uint16_t *n, const char *text)
{
	char *end;
	*first = *n = 0;
	if (!strcmp(text, "-"))
		return true;
	const unsigned long from = strtoul(text, &end, 10),
			    to = *end == '-' ? strtoul(end + 1, &end, 10) : from;
	*first = (uint32_t)from - 1;
	*n = (uint16_t)(to - from + 1);
	return !*end && from && to >= from;
}

static inline bool bench_read_gold(bench_text *t, const char *path, ent_arena *arena)
{
	char line[4096];
	FILE *in = fopen(path, "r");
	t->gold = ENT_NEW_ARRAY(arena, ent_bead, (size_t)t->n[0] + t->n[1] + 1);
	if (!in || !t->gold)
		return false;
	while (t->n_gold < t->n[0] + t->n[1] && fgets(line, sizeof(line), in)) {
		ent_bead *b = &t->gold[t->n_gold];
		char *f = strchr(line, '\t');
		if (!f || *line == '#')
			continue;
		*f++ = 0;
		f[strcspn(f, "\t\n")] = 0;
		t->n_gold += bench_range(&b->src, &b->n_src, line) &&
			     bench_range(&b->tgt, &b->n_tgt, f);
	}
	return !fclose(in);
}

/* Numbers that look random and are always the same. */
static inline uint32_t bench_random(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525 + 1013904223;
	return (uint32_t)((uint64_t)(*state >> 8) * below >> 24);
}

/* The beads of a text from its beginning, up to the first that does not follow, or at
 * which a side becomes too long. */
static inline uint32_t bench_prefix(const bench_text *t)
{
	uint32_t at[2] = { 0, 0 }, k = 0;
	for (; k < t->n_gold; k++) {
		const ent_bead *g = &t->gold[k];
		if ((g->n_src && g->src != at[0]) || (g->n_tgt && g->tgt != at[1]))
			break;
		at[0] += g->n_src;
		at[1] += g->n_tgt;
		if (at[0] > BENCH_LONGEST || at[1] > BENCH_LONGEST)
			break;
	}
	return k;
}

/* Adds the segments of a bead that the copy keeps. */
static inline void bench_add_side(bench_text *to,
				  const bench_text *t,
				  uint32_t k,
				  int side)
{
	ent_segment *out = (ent_segment *)to->side[side];
	const ent_bead *g = &t->gold[k];
	const uint32_t first = side ? g->tgt : g->src, n = side ? g->n_tgt : g->n_src;
	memcpy(out + to->n[side], t->side[side] + first, n * sizeof(*out));
	to->n[side] += n;
}

/* Adds a bead, or one for each segment if one side is empty. */
static inline void bench_add_gold(bench_text *to, ent_bead b)
{
	if (b.n_src && b.n_tgt) {
		to->gold[to->n_gold++] = b;
		return;
	}
	for (uint32_t k = 0; k < b.n_src + b.n_tgt; k++)
		to->gold[to->n_gold++] = (ent_bead){ .src = b.src + (b.n_src ? k : 0),
						     .tgt = b.tgt + (b.n_tgt ? k : 0),
						     .n_src = b.n_src != 0,
						     .n_tgt = b.n_tgt != 0 };
}

/* What each bead of a copy loses (1: source, 2: target), and the order of the
 * targets. */
typedef struct bench_plan {
	uint32_t n, random;
	uint8_t loses[2 * BENCH_LONGEST + 2];
	uint32_t order[2 * BENCH_LONGEST + 2], places[2 * BENCH_LONGEST + 2];
} bench_plan;

/* One bead in fifteen begins an omission: of one side, of both one after the other, or
 * of one side of three. */
static inline void bench_leave_out(bench_plan *p)
{
	for (uint32_t k = 0; k + 3 < p->n; k++) {
		if (bench_random(&p->random, 15))
			continue;
		const uint8_t side = (uint8_t)(1 + bench_random(&p->random, 2));
		const uint32_t what = bench_random(&p->random, 3);
		p->loses[k] = side;
		if (what == 1)
			p->loses[k + 1] = 3 - side;
		if (what == 2)
			p->loses[k + 1] = p->loses[k + 2] = side;
		k += 3;
	}
}

/* One bead in twenty-five is moved by 3 to 14 beads, alone or with the next one or
 * two. */
static inline void bench_move(bench_plan *p)
{
	for (uint32_t k = 0; k + 20 < p->n; k++) {
		uint32_t block[3];
		if (bench_random(&p->random, 25))
			continue;
		const uint32_t n = 1 + bench_random(&p->random, 3),
			       by = 3 + bench_random(&p->random, 12);
		memcpy(block, p->order + k, n * sizeof(*block));
		memmove(p->order + k, p->order + k + n, by * sizeof(*block));
		memcpy(p->order + k + by, block, n * sizeof(*block));
		k += n + by;
	}
}

static inline bool bench_copy(bench_text *to,
			      const bench_text *t,
			      int kind,
			      bench_plan *p,
			      ent_arena *arena)
{
	*to = (bench_text){ .n = { 0, 0 } };
	for (int side = 0; side < 2; side++)
		to->side[side] = ENT_NEW_ARRAY(arena, ent_segment, BENCH_LONGEST + 1);
	to->gold = ENT_NEW_ARRAY(arena, ent_bead, 2 * BENCH_LONGEST + 2);
	if (!to->side[0] || !to->side[1] || !to->gold)
		return false;
	memset(p->loses, 0, sizeof(p->loses));
	for (uint32_t k = 0; k < p->n; k++)
		p->order[k] = k;
	if (kind == BENCH_LEFT_OUT)
		bench_leave_out(p);
	if (kind == BENCH_MOVED)
		bench_move(p);
	for (uint32_t k = 0; k < p->n; k++) {
		p->places[p->order[k]] = to->n[1];
		if (!(p->loses[p->order[k]] & 2))
			bench_add_side(to, t, p->order[k], 1);
	}
	for (uint32_t k = 0; k < p->n; k++) {
		ent_bead b = t->gold[k];
		b.src = to->n[0];
		b.tgt = p->places[k];
		b.n_src = p->loses[k] & 1 ? 0 : b.n_src;
		b.n_tgt = p->loses[k] & 2 ? 0 : b.n_tgt;
		if (!(p->loses[k] & 1))
			bench_add_side(to, t, k, 0);
		bench_add_gold(to, b);
	}
	return true;
}

/* Reads BASE.en.txt, BASE.fr.txt and BASE.gold.tsv, and makes the copies. */
static inline bool bench_read_text(bench_text copies[BENCH_COPIES],
				   const char *base,
				   ent_arena *arena)
{
	static const char *const ends[] = { ".en.txt", ".fr.txt", ".gold.tsv" };
	static bench_plan plan;
	bench_text text = { .n = { 0, 0 } };
	char path[4096];
	ent_error err;
	for (int k = 0; k < 3; k++) {
		snprintf(path, sizeof(path), "%s%s", base, ends[k]);
		if (k < 2 ? ent_read_lines(&text.side[k], &text.n[k], path, arena,
					   &err) != ENT_OK
			  : !bench_read_gold(&text, path, arena))
			return false;
	}
	plan.n = bench_prefix(&text);
	plan.random = text.n[0] * 65537 + text.n[1];
	for (int kind = 0; kind < BENCH_COPIES; kind++)
		if (!bench_copy(&copies[kind], &text, kind, &plan, arena))
			return false;
	return true;
}

#endif
