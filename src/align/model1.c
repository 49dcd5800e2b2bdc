/* SPDX-License-Identifier: Apache-2.0 */
/* model1.c - learn which words correspond, from pairs of texts.
 *
 * IBM Model 1 (Brown, Della Pietra, Della Pietra, Mercer, "The Mathematics of
 * Statistical Machine Translation", Computational Linguistics 19(2), 1993,
 * 263-311), trained by expectation-maximisation in each direction on its own:
 *   E  a target word t is shared out among the source words s of its pair as
 *      p(t|s) / (sum of p(t|s') over the pair + p(t)); p(t), its share of all
 *      words, stands for the NULL word
 *   M  p(t|s) = (c(t,s) + k p0(t|s)) / (c(s) + k)
 * where c are the expected counts, p0 is the seed and k the weight of the seed in
 * occurrences, more for a frequent word if so asked.  Without a seed p0 is 0, and k is
 * the mass kept for what was not seen: Model 1 gives a rare word far too much of
 * whatever is around it (Moore, "Improving IBM Word-Alignment Model 1", ACL 2004,
 * 518-525).
 *
 * Where we differ: a word may only answer those max_links words with which it
 * is together most regularly, by c(s,t)^2 / (c(s) c(t)) over pairs (the square
 * of their cosine; Gale and Church, "Identifying Word Correspondences in Parallel
 * Texts", 1991, use the related phi^2), and only if they meet in two pairs at
 * least.  That bounds the memory (a million pairs have a hundred million word
 * pairs), starts EM from the Jaccard coefficient instead of from nothing, and
 * costs no probability that would have survived pruning.  Twelve are enough for the
 * words of one document: dev (model.c) is aligned a little better than with 20 or 48
 * (literature .9646, .9632, .9615), for what is left out is mostly noise, and eight
 * lose (.9608); three iterations lose too (2026-11).
 *
 * A pair is a bag of different words with counts, for Model 1 does not look at
 * order.  The two directions do not share anything, and each goes through pairs
 * and links in the order given, so that the result does not depend on the
 * machine's threads and swapped sides give swapped tables.
 *
 * Cost of a direction: words of the pairs x words of their partners, once, to find
 * candidates; then words x max_links for each iteration.  Memory: 20 bytes a link
 * and 12 a word of the pairs.
 */
#include <stdlib.h>
#include <string.h>

#include "align/model1.h"
#include "base/array.h"
#include "base/fail.h"

/* The different words of each pair, on one side. */
struct bags {
	uint32_t *words, *times; /* [start[n_pairs]] */
	uint32_t *start;         /* [n_pairs + 1] */
	float *weight;           /* [n_words] of the pairs in which a word is */
	float *share;            /* [n_words] of all words of the side */
	uint32_t longest;
};

/* What one direction learns: links from words of `from`. */
struct links {
	uint32_t *first; /* [n_words + 1] */
	uint32_t *words; /* [n] */
	float *p, *p0;   /* [n] now, and by the seed */
	double *counts;  /* [n] */
	size_t n, capacity;
};

/* Per word of the other side, while one word or one pair is looked at. */
struct seen {
	uint32_t stamp, times;
	float weight;
};

/* A word met beside another, and how well it fits. */
struct fit {
	float score, jaccard;
	uint32_t word;
};

/* Links within pairs that are kept between iterations: 24 MB. */
enum { MOST_KEPT = 1 << 21 };

/* A link that applies within a pair. */
struct hit {
	uint32_t link, to;
	float times;
};

struct model {
	const ent_word_pairs *in;
	const ent_model1_options *opt;
	const struct bags *from, *to;
	uint32_t n_from, n_to;
	const ent_table *seed; /* of this direction; NULL for none */
	const float *shares;   /* [n_from] of the seed; NULL for none */
	struct links links;
	struct seen *seen;  /* [n_to] */
	uint32_t *touched;  /* [n_to] */
	struct fit *best;   /* [max_links] a heap, the worst first */
	struct hit *hits;   /* [capacity_hits] of all pairs, or of one */
	size_t *hits_at;    /* [n_pairs + 1] where those of each begin; NULL: of one */
	float *denominator; /* [longest bag of to] */
	size_t capacity_hits;
	uint64_t done, total; /* steps for the progress callback */
	ent_arena *arena;     /* scratch */
};

static void fill_bag(struct bags *b,
		     struct seen *seen,
		     const ent_word_pairs *in,
		     int side,
		     uint32_t k)
{
	const ent_word_pair *pair = &in->pairs[k];
	const uint32_t *words = in->words[side] + pair->start[side];
	uint32_t at = b->start[k];
	for (uint32_t i = 0; i < pair->n[side] && pair->weight > 0; i++) {
		struct seen *s = &seen[words[i]];
		b->share[words[i]] += 1;
		if (s->stamp == k + 1) {
			b->times[s->times]++;
			continue;
		}
		*s = (struct seen){ .stamp = k + 1, .times = at };
		b->weight[words[i]] += pair->weight;
		b->words[at] = words[i];
		b->times[at++] = 1;
	}
	b->start[k + 1] = at;
	if (at - b->start[k] > b->longest)
		b->longest = at - b->start[k];
}

static bool make_bags(struct bags *b,
		      const ent_word_pairs *in,
		      int side,
		      ent_arena *arena)
{
	const uint32_t n_words = in->n_words[side];
	uint64_t tokens = 0;
	for (uint32_t k = 0; k < in->n; k++)
		tokens += in->pairs[k].n[side];
	*b = (struct bags){
		.words = ENT_NEW_ARRAY(arena, uint32_t, tokens + 1),
		.times = ENT_NEW_ARRAY(arena, uint32_t, tokens + 1),
		.start = ENT_NEW_ARRAY(arena, uint32_t, (size_t)in->n + 1),
		.weight = ENT_NEW_ARRAY(arena, float, (size_t)n_words + 1),
		.share = ENT_NEW_ARRAY(arena, float, (size_t)n_words + 1),
	};
	struct seen *seen = ENT_NEW_ARRAY(arena, struct seen, (size_t)n_words + 1);
	if (!b->words || !b->times || !b->start || !b->weight || !b->share || !seen ||
	    tokens > UINT32_MAX)
		return false;
	tokens = 0;
	for (uint32_t k = 0; k < in->n; k++) {
		fill_bag(b, seen, in, side, k);
		tokens += in->pairs[k].weight > 0 ? in->pairs[k].n[side] : 0;
	}
	for (uint32_t w = 0; w < n_words; w++)
		b->share[w] /= (float)(tokens ? tokens : 1);
	return true;
}

/* For each word of a side the pairs in which it is, as first[w] ..
 * first[w + 1] - 1 of pairs. */
static bool list_pairs_by_word(uint32_t **first,
			       uint32_t **pairs,
			       const struct bags *b,
			       uint32_t n_words,
			       uint32_t n_pairs,
			       ent_arena *arena)
{
	const uint32_t n = b->start[n_pairs];
	uint32_t *at = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n_words + 2);
	uint32_t *to = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n + 1);
	if (!at || !to)
		return false;
	for (uint32_t i = 0; i < n; i++)
		at[b->words[i] + 2]++;
	for (uint32_t w = 1; w <= n_words; w++)
		at[w + 1] += at[w];
	for (uint32_t k = 0; k < n_pairs; k++)
		for (uint32_t i = b->start[k]; i < b->start[k + 1]; i++)
			to[at[b->words[i] + 1]++] = k;
	*first = at;
	*pairs = to;
	return true;
}

/* ---- candidates ---------------------------------------------------------- */

static bool is_worse(const struct fit *a, const struct fit *b)
{
	return a->score != b->score ? a->score < b->score : a->word > b->word;
}

static void sift_down(struct fit *heap, uint32_t n)
{
	uint32_t k = 0;
	for (;;) {
		uint32_t worst = k;
		for (uint32_t c = 2 * k + 1; c < n && c <= 2 * k + 2; c++)
			if (is_worse(&heap[c], &heap[worst]))
				worst = c;
		if (worst == k)
			return;
		const struct fit f = heap[k];
		heap[k] = heap[worst];
		heap[worst] = f;
		k = worst;
	}
}

static void keep_best(struct fit *heap, uint32_t *n, uint32_t max, struct fit f)
{
	if (*n == max) {
		if (!is_worse(&heap[0], &f))
			return;
		heap[0] = f;
		sift_down(heap, max);
		return;
	}
	uint32_t k = (*n)++;
	heap[k] = f;
	for (; k && is_worse(&heap[k], &heap[(k - 1) / 2]); k = (k - 1) / 2) {
		heap[k] = heap[(k - 1) / 2];
		heap[(k - 1) / 2] = f;
	}
}

static int compare_words(const void *a, const void *b)
{
	const struct fit *x = a, *y = b;
	return (x->word > y->word) - (x->word < y->word);
}

/* The words that may answer one word, in m->best, in order; how many. */
static uint32_t find_candidates(struct model *m,
				uint32_t word,
				const uint32_t *pairs,
				uint32_t n)
{
	uint32_t n_touched = 0, n_best = 0;
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t end = m->to->start[pairs[k] + 1];
		const float weight = m->in->pairs[pairs[k]].weight;
		for (uint32_t i = m->to->start[pairs[k]]; i < end; i++) {
			struct seen *s = &m->seen[m->to->words[i]];
			if (s->stamp != word + 1) {
				*s = (struct seen){ .stamp = word + 1 };
				m->touched[n_touched++] = m->to->words[i];
			}
			s->times++;
			s->weight += weight;
		}
	}
	const float of_word = m->from->weight[word];
	for (uint32_t k = 0; k < n_touched; k++) {
		const struct seen *s = &m->seen[m->touched[k]];
		const float of_other = m->to->weight[m->touched[k]];
		if (s->times < 2)
			continue;
		keep_best(m->best, &n_best, m->opt->max_links,
			  (struct fit){ s->weight * s->weight / of_other,
					s->weight / (of_word + of_other - s->weight),
					m->touched[k] });
	}
	if (n_best)
		qsort(m->best, n_best, sizeof(*m->best), compare_words);
	return n_best;
}

static bool reserve_links(struct links *l, size_t more)
{
	const size_t n = l->n + more;
	size_t words = l->capacity, p = l->capacity, p0 = l->capacity;
	if (n > UINT32_MAX || !ENT_GROW(l->words, words, n) || !ENT_GROW(l->p, p, n) ||
	    !ENT_GROW(l->p0, p0, n))
		return false;
	l->capacity = words;
	return true;
}

/* Merges a word's candidates with its links of the seed, both in order. */
static bool add_row(struct model *m, uint32_t word, uint32_t n_best)
{
	struct links *l = &m->links;
	uint32_t a = 0, b = 0, b_end = 0;
	if (m->seed) {
		b = m->seed->first[word];
		b_end = m->seed->first[word + 1];
	}
	if (!reserve_links(l, (size_t)n_best + b_end - b))
		return false;
	while (a < n_best || b < b_end) {
		const uint32_t x = a < n_best ? m->best[a].word : UINT32_MAX;
		const uint32_t y = b < b_end ? m->seed->words[b] : UINT32_MAX;
		const float p = x <= y ? m->best[a].jaccard : 0;
		const float p0 = y <= x ? m->seed->p[b] : 0;
		l->words[l->n] = x < y ? x : y;
		l->p[l->n] = p > p0 ? p : p0;
		l->p0[l->n++] = p0;
		a += x <= y;
		b += y <= x;
	}
	l->first[word + 1] = (uint32_t)l->n;
	return true;
}

static bool find_links(struct model *m)
{
	uint32_t *first, *pairs;
	m->links.first = ENT_NEW_ARRAY(m->arena, uint32_t, (size_t)m->n_from + 1);
	if (!m->links.first ||
	    !list_pairs_by_word(&first, &pairs, m->from, m->n_from, m->in->n, m->arena))
		return false;
	memset(m->seen, 0, m->n_to * sizeof(*m->seen));
	for (uint32_t w = 0; w < m->n_from; w++) {
		uint32_t n = first[w + 1] - first[w];
		n = n < 2 ? 0 : find_candidates(m, w, pairs + first[w], n);
		if (!add_row(m, w, n))
			return false;
	}
	return true;
}

/* ---- expectation and maximisation ---------------------------------------- */

/* Appends the links that apply within a pair to the n of m->hits. */
static bool find_hits(struct model *m, uint32_t pair, size_t *n)
{
	const struct bags *from = m->from, *to = m->to;
	const uint32_t base = to->start[pair];
	for (uint32_t i = base; i < to->start[pair + 1]; i++)
		m->seen[to->words[i]] =
			(struct seen){ .stamp = pair + 1, .times = i - base };
	for (uint32_t i = from->start[pair]; i < from->start[pair + 1]; i++) {
		const uint32_t end = m->links.first[from->words[i] + 1];
		uint32_t k = m->links.first[from->words[i]];
		if (!ENT_GROW(m->hits, m->capacity_hits, *n + end - k))
			return false;
		for (; k < end; k++) {
			const struct seen *s = &m->seen[m->links.words[k]];
			if (s->stamp == pair + 1)
				m->hits[(*n)++] = (struct hit){ k, s->times,
								(float)from->times[i] };
		}
	}
	return true;
}

/* Finds the hits of all pairs, which are the same in each iteration, unless they are
 * too many to be kept. */
static bool keep_hits(struct model *m)
{
	size_t n = 0;
	memset(m->seen, 0, m->n_to * sizeof(*m->seen));
	m->hits_at = ENT_NEW_ARRAY(m->arena, size_t, (size_t)m->in->n + 1);
	if (!m->hits_at)
		return false;
	for (uint32_t pair = 0; pair < m->in->n; pair++) {
		if (!find_hits(m, pair, &n))
			return false;
		m->hits_at[pair + 1] = n;
		if (n > MOST_KEPT) {
			m->hits_at = NULL;
			return true;
		}
	}
	return true;
}

/* The hits of a pair and how many they are. */
static bool hits_of(struct model *m, uint32_t pair, const struct hit **hits, size_t *n)
{
	*n = 0;
	if (m->hits_at) {
		*n = m->hits_at[pair + 1] - m->hits_at[pair];
		*hits = *n ? m->hits + m->hits_at[pair] : NULL;
		return true;
	}
	const bool good = find_hits(m, pair, n);
	*hits = m->hits;
	return good;
}

/* Shares out each word of a pair's target among the words that it may answer. */
static void share_out(struct model *m, uint32_t pair, const struct hit *hits, size_t n)
{
	const struct bags *to = m->to;
	const struct links *l = &m->links;
	const float weight = m->in->pairs[pair].weight;
	const uint32_t base = to->start[pair];
	for (uint32_t i = base; i < to->start[pair + 1]; i++)
		m->denominator[i - base] = to->share[to->words[i]];
	for (size_t k = 0; k < n; k++)
		m->denominator[hits[k].to] += hits[k].times * l->p[hits[k].link];
	for (size_t k = 0; k < n; k++) {
		const struct hit *h = &hits[k];
		l->counts[h->link] += weight * h->times *
				      (float)to->times[base + h->to] * l->p[h->link] /
				      m->denominator[h->to];
	}
}

static ent_status count_expected(struct model *m, ent_error *err)
{
	enum { STEP = 4096 };
	struct links *l = &m->links;
	memset(l->counts, 0, l->n * sizeof(*l->counts));
	if (!m->hits_at)
		memset(m->seen, 0, m->n_to * sizeof(*m->seen));
	for (uint32_t pair = 0; pair < m->in->n; pair++) {
		size_t n;
		const struct hit *hits;
		if (!hits_of(m, pair, &hits, &n))
			return ent_fail_memory(err);
		share_out(m, pair, hits, n);
		if (++m->done % STEP == 0) {
			ent_status status = ent_step(m->opt->progress, "learning",
						     m->done, m->total, err);
			if (status)
				return status;
		}
	}
	return ENT_OK;
}

static void maximise_p(struct model *m)
{
	struct links *l = &m->links;
	for (uint32_t w = 0; w < m->n_from; w++) {
		double prior = m->opt->prior;
		if (m->shares)
			prior += m->opt->prior_by_share * m->shares[w];
		double total = prior;
		for (uint32_t k = l->first[w]; k < l->first[w + 1]; k++)
			total += l->counts[k];
		for (uint32_t k = l->first[w]; k < l->first[w + 1]; k++)
			l->p[k] = total > 0
					  ? (float)((l->counts[k] + prior * l->p0[k]) /
						    total)
					  : 0;
	}
}

/* ---- the whole ------------------------------------------------------------- */

/* The links that stay, in the arena. */
static ent_status write_table(ent_table *out,
			      struct model *m,
			      ent_arena *arena,
			      ent_error *err)
{
	const struct links *l = &m->links;
	uint32_t n = 0;
	for (size_t k = 0; k < l->n; k++)
		n += l->p[k] >= m->opt->min_p;
	uint32_t *first = ENT_NEW_ARRAY(arena, uint32_t, (size_t)m->n_from + 1);
	uint32_t *words = ENT_NEW_ARRAY(arena, uint32_t, (size_t)n + 1);
	float *p = ENT_NEW_ARRAY(arena, float, (size_t)n + 1);
	if (!first || !words || !p)
		return ent_fail_memory(err);
	n = 0;
	for (uint32_t w = 0; w < m->n_from; w++) {
		for (uint32_t k = l->first[w]; k < l->first[w + 1]; k++)
			if (l->p[k] >= m->opt->min_p) {
				words[n] = l->words[k];
				p[n++] = l->p[k];
			}
		first[w + 1] = n;
	}
	*out = (ent_table){ first, words, p, m->n_from };
	return ENT_OK;
}

static ent_status learn_direction(struct model *m, ent_error *err)
{
	ent_status status = ENT_OK;
	const size_t n_to = (size_t)m->n_to + 1;
	m->seen = ENT_NEW_ARRAY(m->arena, struct seen, n_to);
	m->touched = ENT_NEW_ARRAY(m->arena, uint32_t, n_to);
	m->best = ENT_NEW_ARRAY(m->arena, struct fit, (size_t)m->opt->max_links + 1);
	m->denominator = ENT_NEW_ARRAY(m->arena, float, (size_t)m->to->longest + 1);
	if (!m->seen || !m->touched || !m->best || !m->denominator || !find_links(m))
		return ent_fail_memory(err);
	m->links.counts = ENT_NEW_ARRAY(m->arena, double, m->links.n + 1);
	if (!m->links.counts || !keep_hits(m))
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < m->opt->iterations && !status; k++) {
		status = count_expected(m, err);
		if (!status)
			maximise_p(m);
	}
	return status;
}

static ent_status learn_both(ent_table out[2],
			     const ent_word_pairs *pairs,
			     const ent_model1_options *opt,
			     ent_arena *scratch,
			     ent_arena *arena,
			     ent_error *err)
{
	struct bags bags[2];
	ent_table made[2];
	ent_status status = ENT_OK;
	for (int side = 0; side < 2; side++)
		if (!make_bags(&bags[side], pairs, side, scratch))
			return ent_fail_memory(err);
	for (int d = 0; d < 2 && !status; d++) {
		struct model m = {
			.in = pairs,
			.opt = opt,
			.from = &bags[d],
			.to = &bags[!d],
			.n_from = pairs->n_words[d],
			.n_to = pairs->n_words[!d],
			.seed = opt->seed ? &opt->seed[d] : NULL,
			.shares = opt->shares[d],
			.done = (uint64_t)d * opt->iterations * pairs->n,
			.total = (uint64_t)2 * opt->iterations * pairs->n,
			.arena = scratch,
		};
		status = learn_direction(&m, err);
		if (!status)
			status = write_table(&made[d], &m, arena, err);
		free(m.links.words);
		free(m.links.p);
		free(m.links.p0);
		free(m.hits);
	}
	if (!status) {
		out[0] = made[0];
		out[1] = made[1];
	}
	return status;
}

ent_status ent_model1(ent_table out[2],
		      const ent_word_pairs *pairs,
		      const ent_model1_options *opt,
		      ent_arena *arena,
		      ent_error *err)
{
	const ent_model1_options usual = ENT_MODEL1_DEFAULT;
	ent_arena *scratch = ent_arena_new(ENT_ARENA_TRAINING);
	if (!scratch)
		return ent_fail_memory(err);
	ent_status status =
		learn_both(out, pairs, opt ? opt : &usual, scratch, arena, err);
	ent_arena_free(scratch);
	return status;
}
