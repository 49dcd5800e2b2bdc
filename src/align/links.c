/* SPDX-License-Identifier: Apache-2.0 */
/* links.c - which words of a target correspond to which words of its source.
 *
 * Each direction on its own gives the posterior that a word answers another
 * (hmm.h), by how well the words fit (fit.h); a link needs both to agree: the
 * geometric mean of the two (Liang, Taskar, Klein, "Alignment by Agreement", NAACL
 * 2006, 104-111, multiply them).  Words that are left then join a neighbour's link
 * when one direction alone is sure (the "grow" step of Koehn, Och, Marcu,
 * "Statistical Phrase-Based Translation", NAACL 2003, 48-54), so that a phrase has
 * its whole counterpart.  Nothing in it depends on which text is the source: swapped
 * texts give swapped links.
 *
 * When only some words of the source are wanted, the posterior of those, and of their
 * neighbours, is made first; it leaves few words of the target that may answer, and
 * only the posterior of these is made in the other direction.  The links are those
 * found among all, but for the influence of words far off (REACH in hmm.c).
 *
 * Texts of more than CHUNK words are cut at the same proportion of both and linked
 * piece by piece.  Cost: O(source words x target words) within a piece; 8 us a pair of
 * tests/links, which have 17 words a side in the mean, 4 us for three wanted words
 * (scripts/bench links, 2026-11).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/fit.h"
#include "align/hmm.h"
#include "align/link_cache.h"
#include "align/links.h"
#include "base/array.h"
#include "base/fail.h"
#include "base/sizes.h"

enum {
	CHUNK = 400,
	BITS = 64,
	KEPT = 20000, /* words remembered, 2 MB */
};

/* What a link needs: of both directions, and of one beside a link.  Chosen on
 * tests/links (2026-11), where halving or doubling either moves F1 by at most .02. */
static const float AGREED = 0.3f, GROWN = 0.7f;

struct range {
	uint32_t first, end;
};

struct ent_linker {
	ent_fit fit;
	ent_arena *text, *scratch; /* of both texts; of a piece */
	ent_link *links;           /* owned */
	uint32_t n_links;
	size_t capacity;
	ent_link_cache known; /* with the same lexicon, and all words wanted */
};

/* A piece of both texts.  Bits are those of [i * bits + j / BITS]. */
struct piece {
	uint32_t first[2], n[2]; /* words */
	const float **fit[2];
	const bool *wanted;   /* [n[0]] */
	struct range rows;    /* of the source, the posterior of which is known */
	struct range columns; /* of the target */
	float *posterior[2];  /* [k]: of words of side !k, given those of side k */
	size_t bits;          /* of a row, in words of BITS */
	uint64_t *agreed, *grown;
	bool *linked[2]; /* [n[k]] among rows and columns */
};

/* That source word i answers target word j. */
static float source_answers(const struct piece *p, uint32_t i, uint32_t j)
{
	return p->posterior[1][(i - p->rows.first) * ent_hmm_row(p->n[1]) + j];
}

static float target_answers(const struct piece *p, uint32_t i, uint32_t j)
{
	return p->posterior[0][(j - p->columns.first) * ent_hmm_row(p->n[0]) + i];
}

static void set_bit(const struct piece *p, uint64_t *bits, uint32_t i, uint32_t j)
{
	bits[i * p->bits + j / BITS] |= (uint64_t)1 << j % BITS;
}

/* The next j from *j on that has a bit in row i of either. */
static bool next_bit(uint32_t *j,
		     const struct piece *p,
		     const uint64_t *a,
		     const uint64_t *b,
		     uint32_t i)
{
	for (size_t k = *j / BITS; k < p->bits; k++) {
		uint64_t word = a[i * p->bits + k] | b[i * p->bits + k];
		if (k == *j / BITS)
			word &= ~(uint64_t)0 << *j % BITS;
		if (word) {
			*j = (uint32_t)(k * BITS) + (uint32_t)__builtin_ctzll(word);
			return true;
		}
	}
	return false;
}

/* The wanted words and their neighbours. */
static struct range hull(const struct piece *p)
{
	struct range r = { p->n[0], 0 };
	for (uint32_t i = 0; i < p->n[0]; i++)
		if (p->wanted[i]) {
			r.first = i < r.first ? i : r.first;
			r.end = i + 1;
		}
	r.first -= r.first > 0 && r.first < r.end;
	r.end += r.end > 0 && r.end < p->n[0];
	return r;
}

static bool find_posterior(struct piece *p,
			   int given,
			   struct range range,
			   ent_arena *arena)
{
	const size_t cells = (range.end - range.first) * ent_hmm_row(p->n[given]);
	p->posterior[given] = ENT_NEW_ARRAY(arena, float, cells + 1);
	return p->posterior[given] &&
	       ent_hmm(p->posterior[given], p->fit[given], p->n[!given], p->n[given],
		       range.first, range.end, arena);
}

/* Marks what the source alone lets agree, and finds the columns of that and beside. */
static void find_candidates(struct piece *p)
{
	const float least = AGREED * AGREED * 0.99f; /* sums are 1 but for rounding */
	struct range r = { p->n[1], 0 };
	for (uint32_t i = p->rows.first; i < p->rows.end; i++)
		for (uint32_t j = 0; j < p->n[1]; j++) {
			if (source_answers(p, i, j) < least)
				continue;
			set_bit(p, p->agreed, i, j);
			r.first = j < r.first ? j : r.first;
			r.end = j + 1 > r.end ? j + 1 : r.end;
		}
	r.first -= r.first > 0 && r.first < r.end;
	r.end += r.end > 0 && r.end < p->n[1];
	p->columns = r.first < r.end ? r : (struct range){ 0, 0 };
}

static float agreement(const struct piece *p, uint32_t i, uint32_t j)
{
	return target_answers(p, i, j) * source_answers(p, i, j);
}

static void choose_agreed(struct piece *p)
{
	for (uint32_t i = p->rows.first; i < p->rows.end; i++)
		for (uint32_t j = 0; next_bit(&j, p, p->agreed, p->agreed, i); j++)
			if (agreement(p, i, j) < AGREED * AGREED)
				p->agreed[i * p->bits + j / BITS] &=
					~((uint64_t)1 << j % BITS);
			else
				p->linked[0][i] = p->linked[1][j] = true;
}

/* A word without a link joins the link of its neighbour; what grew does not grow
 * further.  That a word of the target is linked outside the rows is not known, nor
 * likely where one in them is sure: it might in 4 of 6,215 hits in the laws of Canada
 * and was in none (2026-11). */
static void grow_from(struct piece *p, uint32_t i, uint32_t j)
{
	for (int d = -1; d <= 1; d += 2) {
		const uint32_t up = i + (uint32_t)d, left = j + (uint32_t)d;
		if (up < p->n[0] && p->wanted[up] && !p->linked[0][up] &&
		    source_answers(p, up, j) >= GROWN)
			set_bit(p, p->grown, up, j);
		if (left < p->n[1] && p->wanted[i] && !p->linked[1][left] &&
		    target_answers(p, i, left) >= GROWN)
			set_bit(p, p->grown, i, left);
	}
}

/* Chooses among the rows. */
static bool choose_links(struct piece *p, ent_arena *arena)
{
	const size_t bits = p->n[0] * p->bits;
	p->agreed = ENT_NEW_ARRAY(arena, uint64_t, bits + 1);
	p->grown = ENT_NEW_ARRAY(arena, uint64_t, bits + 1);
	for (int k = 0; k < 2; k++)
		p->linked[k] = ENT_NEW_ARRAY(arena, bool, (size_t)p->n[k] + 1);
	if (!p->agreed || !p->grown || !p->linked[0] || !p->linked[1] ||
	    !find_posterior(p, 1, p->rows, arena))
		return false;
	find_candidates(p);
	if (!find_posterior(p, 0, p->columns, arena))
		return false;
	choose_agreed(p);
	for (uint32_t i = p->rows.first; i < p->rows.end; i++)
		for (uint32_t j = 0; next_bit(&j, p, p->agreed, p->agreed, i); j++)
			grow_from(p, i, j);
	return true;
}

static bool add_link(ent_linker *l, const struct piece *p, uint32_t i, uint32_t j)
{
	const ent_fit_word *s = &l->fit.side[0].words[p->first[0] + i],
			   *t = &l->fit.side[1].words[p->first[1] + j];
	if (!ENT_GROW(l->links, l->capacity, l->n_links + 1))
		return false;
	l->links[l->n_links++] = (ent_link){ s->start, s->end, t->start, t->end,
					     sqrtf(agreement(p, i, j)) };
	return true;
}

static bool link_piece(ent_linker *l, struct piece *p)
{
	p->bits = (size_t)p->n[1] / BITS + 1;
	p->rows = hull(p);
	if (p->rows.first >= p->rows.end)
		return true;
	if (!ent_fit_make(p->fit, &l->fit, p->first, p->n, l->scratch) ||
	    !choose_links(p, l->scratch))
		return false;
	for (uint32_t i = p->rows.first; i < p->rows.end; i++)
		for (uint32_t j = 0;
		     p->wanted[i] && next_bit(&j, p, p->agreed, p->grown, i); j++)
			if (!add_link(l, p, i, j))
				return false;
	return true;
}

static bool *mark_wanted(const ent_fit_side *text,
			 const ent_span *wanted,
			 uint32_t n,
			 ent_arena *arena)
{
	bool *is = ENT_NEW_ARRAY(arena, bool, (size_t)text->n + 1);
	for (uint32_t i = 0; is && i < text->n; i++) {
		const ent_fit_word *w = &text->words[i];
		is[i] = !wanted;
		for (uint32_t k = 0; wanted && k < n; k++)
			is[i] |= w->start < wanted[k].end && w->end > wanted[k].start;
	}
	return is;
}

static bool link_pieces(ent_linker *l, const bool *wanted)
{
	const ent_fit_side *side = l->fit.side;
	const uint32_t longest = side[0].n > side[1].n ? side[0].n : side[1].n;
	const uint32_t pieces = longest / CHUNK + 1;
	bool good = true;
	for (uint32_t k = 0; k < pieces && good; k++) {
		struct piece p = { .bits = 0 };
		for (int s = 0; s < 2; s++) {
			p.first[s] = (uint32_t)((uint64_t)side[s].n * k / pieces);
			p.n[s] = (uint32_t)((uint64_t)side[s].n * (k + 1) / pieces) -
				 p.first[s];
		}
		p.wanted = wanted + p.first[0];
		good = !p.n[0] || !p.n[1] || link_piece(l, &p);
		ent_arena_clear(l->scratch);
	}
	return good;
}

ent_linker *ent_linker_new(void)
{
	ent_linker *l = calloc(1, sizeof(*l));
	if (!l)
		return NULL;
	l->fit = ENT_FIT_INIT;
	l->text = ent_arena_new(0);
	l->scratch = ent_arena_new(0);
	if (l->text && l->scratch)
		return l;
	ent_linker_free(l);
	return NULL;
}

void ent_linker_free(ent_linker *linker)
{
	if (!linker)
		return;
	ent_linker_release(linker);
	ent_arena_free(linker->text);
	ent_arena_free(linker->scratch);
	free(linker->links);
	free(linker);
}

void ent_linker_release(ent_linker *linker)
{
	if (!linker)
		return;
	ent_fit_release(&linker->fit);
	ent_link_cache_clear(&linker->known);
}

/* All links of two texts, or those of wanted words, into linker->links. */
static ent_status link_texts(ent_linker *linker,
			     const ent_str texts[2],
			     const struct ent_lexicon *lexicon,
			     const ent_span *wanted,
			     uint32_t n_wanted,
			     ent_error *err)
{
	linker->n_links = 0;
	ent_arena_clear(linker->text);
	if (linker->fit.side[0].vocab.n + linker->fit.side[1].vocab.n > KEPT)
		ent_fit_release(&linker->fit);
	for (int side = 0; side < 2; side++)
		if (!ent_fit_read(&linker->fit, side, texts[side], lexicon)) {
			ent_fit_release(&linker->fit);
			return ent_fail_memory(err);
		}
	const bool *is_wanted =
		mark_wanted(&linker->fit.side[0], wanted, n_wanted, linker->text);
	return is_wanted && link_pieces(linker, is_wanted) ? ENT_OK
							   : ent_fail_memory(err);
}

ent_status ent_linker_run(const ent_link **out,
			  uint32_t *count,
			  ent_linker *linker,
			  const ent_str texts[2],
			  const struct ent_lexicon *lexicon,
			  const ent_span *wanted,
			  uint32_t n_wanted,
			  ent_error *err)
{
	ent_link_place place = { .has = false };
	if (!wanted) {
		place = ent_link_cache_find(&linker->known, texts);
		if (place.has) {
			*out = place.at->links;
			*count = place.at->n;
			return ENT_OK;
		}
	}
	ent_status status = link_texts(linker, texts, lexicon, wanted, n_wanted, err);
	if (status)
		return status;
	ent_link_cache_put(&place, linker->links, linker->n_links);
	*out = linker->links;
	*count = linker->n_links;
	return ENT_OK;
}

ent_status ent_align_words(const ent_link **out,
			   uint32_t *count,
			   ent_str source,
			   ent_str target,
			   const struct ent_lexicon *lexicon,
			   ent_arena *arena,
			   ent_error *err)
{
	const ent_str texts[2] = { source, target };
	ent_status status = ent_check_length(source, err);
	if (!status)
		status = ent_check_length(target, err);
	if (status)
		return status;
	ent_linker *linker = ent_linker_new();
	status = linker ? link_texts(linker, texts, lexicon, NULL, 0, err)
			: ent_fail_memory(err);
	const uint32_t n = status ? 0 : linker->n_links;
	ent_link *copy = status ? NULL : ENT_NEW_ARRAY(arena, ent_link, (size_t)n + 1);
	if (copy && n)
		memcpy(copy, linker->links, n * sizeof(*copy));
	ent_linker_free(linker);
	if (status)
		return status;
	if (!copy)
		return ent_fail_memory(err);
	*out = copy;
	*count = n;
	return ENT_OK;
}
