/* SPDX-License-Identifier: Apache-2.0 */
/* by_content.c - the two languages of one release, by what they contain.
 *
 * Why: names say nothing when releases come from a mail archive or a portal that
 * numbers its files.  What both languages of a release share, and other releases
 * do not, are its numbers, its names, its date, the pages and pictures that it links
 * to, and words that translate each other.
 *
 * Method: a document is the set of its words and numbers in the aligner's form, and of
 * the words that the lexicon has for them.  A word weighs its squared idf (Salton and
 * Buckley, Information Processing and Management 24(5), 1988), where the lexicon's
 * frequencies stand for BACKGROUND documents more, so that two documents alone are
 * judged like two of many.  Similarity is the geometric mean of two shares, of each
 * document's weight the part that the other has or translates, times a normal penalty
 * for lengths that do not fit, times OTHER_DATE when the dates differ.  A pair is two
 * documents that are each other's best; the evidence is its lead, its similarity less
 * RIVAL times the better of the two second bests.  With few other documents the second
 * best says little; a usual one takes its place, which counts less the more there are.
 *
 * Measured on random subsets, of 1 to 103 pairs, of 18 communiques, 103 press releases
 * and 81 blog posts (2026-11), whole and with one side of 30, 60 and 90 % of the pairs
 * missing: of 2,861 right pairs that are each other's best .995 get .5 or more; of 190
 * wrong ones, what is nearest when the counterpart is missing, .974 get less than .5
 * and none .7.
 *
 * Time: O(words x COMMON), at most COMMON squared / 4 for each word that both
 * languages share.  Memory: O(words), some 20 KB a release of two pages (2,000 of them:
 * 54 MB in all, 2026-11).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/lexicon.h"
#include "align/words.h"
#include "base/array.h"
#include "base/fail.h"
#include "pairing/by_content.h"
#include "text/lang.h"

enum {
	MIN_WORD = 2,    /* bytes: a single letter says nothing */
	MIN_ADDRESS = 6, /* bytes after the scheme */
	/* Documents: a word that more have adds little to any similarity and most
	 * of the work. */
	COMMON = 64,
};
/* The frequencies of the lexicon count as BACKGROUND documents of PAGE words each: in a
 * batch of two documents alone every word would be rare or none would. */
#define BACKGROUND 50.
#define PAGE 400.f
/* A translation counts from p = .1 on, as ENT_LEXICON_ONE counts. */
#define LIKELY_TRANSLATION 6554
/* Lengths: the logarithm of the ratio of characters has this standard deviation
 * over the 103 releases, omissions included (measured 2026-11). */
#define LENGTH_SIGMA .3
/* What is left of the similarity of two releases that state different dates: such a
 * pair is less likely, not excluded. The two sides of each of the 18 included
 * communiques state one date. */
#define OTHER_DATE .6
/* See above; the usual second best of one document among USUAL_OTHERS others is half of
 * USUAL_RIVAL; and the evidence at which a pair is as likely right as wrong, and that
 * at which it gets .9: beyond nearly all wrong ones, because a wrong pair costs more
 * than a question. */
#define RIVAL .8
#define USUAL_OTHERS 4.
#define USUAL_RIVAL .1
#define EVEN_EVIDENCE .12
#define SURE_EVIDENCE .26
#define USUAL_RIVAL_WITHOUT .03
#define EVEN_WITHOUT .035
#define SURE_WITHOUT .115
#define LOGIT_SURE 2.197 /* log(.9 / .1) */

/* ---- bags ---------------------------------------------------------------------- */

struct item {
	uint64_t word;
	float usual;
	uint8_t kind;
};

/* A list that grows. */
struct items {
	struct item *all;
	size_t n, capacity;
	bool failed;
};

static void add_item(struct items *items, ent_str form, float usual, uint8_t kind)
{
	items->failed |= !ENT_GROW(items->all, items->capacity, items->n + 1);
	if (!items->failed)
		items->all[items->n++] =
			(struct item){ ent_str_hash(form), usual, kind };
}

static int compare_items(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	if (x->word != y->word)
		return x->word < y->word ? -1 : 1;
	return (x->usual < y->usual) - (x->usual > y->usual);
}

static float usual(const ent_lexicon *lexicon, int side, uint32_t word)
{
	return 1 - expf(-ent_lexicon_unigram(lexicon, side, word) * PAGE);
}

/* A word, and the words of the other language that may correspond to it. */
static void add_word(struct items *items,
		     const ent_word *word,
		     const ent_lexicon *lexicon,
		     int side)
{
	const uint8_t own = word->kind == ENT_TOKEN_NUMBER
				    ? ENT_BAG_OWN | ENT_BAG_NUMBER
				    : ENT_BAG_OWN;
	uint32_t number = ENT_NO_WORD;
	if (lexicon)
		number = ent_lexicon_word(lexicon, side, word->form, word->hash);
	if (number == ENT_NO_WORD) {
		add_item(items, word->form, 0, own);
		return;
	}
	add_item(items, word->form, usual(lexicon, side, number), own);
	const ent_links links = ent_lexicon_links(lexicon, side, number);
	for (uint32_t k = 0; k < links.n; k++)
		if (links.p[k] >= LIKELY_TRANSLATION)
			add_item(items,
				 ent_lexicon_form(lexicon, !side, links.words[k]),
				 usual(lexicon, !side, links.words[k]),
				 ENT_BAG_TRANSLATED);
}

/* Addresses of pages and pictures, without query and fragment: both languages of a page
 * link to the same ones. */
static void add_addresses(struct items *items, ent_str bytes)
{
	static const char ends[] = " \t\r\n\"'<>()[]{}\\|`?#,;";
	size_t at = 0;
	while (at < bytes.n) {
		const char *found = memmem(bytes.p + at, bytes.n - at, "://", 3);
		if (!found)
			return;
		const size_t from = (size_t)(found - bytes.p) + 3;
		size_t end = from;
		while (end < bytes.n && !memchr(ends, bytes.p[end], sizeof(ends)))
			end++;
		at = end;
		while (end > from &&
		       (bytes.p[end - 1] == '.' || bytes.p[end - 1] == '/'))
			end--;
		if (end > from + MIN_ADDRESS)
			add_item(items, ent_str_slice(bytes, from, end), 0,
				 ENT_BAG_OWN | ENT_BAG_ADDRESS);
	}
}

static void add_text(struct items *items,
		     ent_words *words,
		     ent_str text,
		     const ent_lexicon *lexicon,
		     int side)
{
	ent_word word;
	ent_words_start(words, text);
	while (ent_words_next(&word, words))
		if (word.kind != ENT_TOKEN_MARK && word.form.n >= MIN_WORD)
			add_word(items, &word, lexicon, side);
}

/* Sorted, each word once, with the higher of its likelihoods. */
static ent_status make_bag(ent_bag *out,
			   struct items *items,
			   ent_arena *arena,
			   ent_error *err)
{
	uint32_t n = 0;
	if (items->n)
		qsort(items->all, items->n, sizeof(*items->all), compare_items);
	for (size_t k = 0; k < items->n; k++)
		if (!n || items->all[k].word != items->all[n - 1].word)
			items->all[n++] = items->all[k];
		else
			items->all[n - 1].kind |= items->all[k].kind;
	uint64_t *words = ENT_NEW_ARRAY(arena, uint64_t, n);
	float *likely = ENT_NEW_ARRAY(arena, float, n);
	uint8_t *kinds = ENT_NEW_ARRAY(arena, uint8_t, n);
	if (items->failed || !words || !likely || !kinds)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n; k++) {
		words[k] = items->all[k].word;
		likely[k] = items->all[k].usual;
		kinds[k] = items->all[k].kind;
	}
	out->words = words;
	out->usual = likely;
	out->kinds = kinds;
	out->n = n;
	return ENT_OK;
}

ent_status ent_bag_read(ent_bag *out,
			const ent_document *document,
			ent_str bytes,
			const ent_lexicon *lexicon,
			int side,
			ent_arena *arena,
			ent_error *err)
{
	ent_words words = ENT_WORDS_INIT;
	struct items items = { NULL, 0, 0, false };
	uint64_t chars = 0;
	for (uint32_t k = 0; k < document->n_paragraphs; k++) {
		const ent_str text = document->paragraphs[k].text;
		add_text(&items, &words, text, lexicon, side);
		chars += ent_str_chars(text);
	}
	add_text(&items, &words, document->title, lexicon, side);
	add_addresses(&items, bytes);
	if (document->date.n)
		add_item(&items, document->date, 0, ENT_BAG_OWN | ENT_BAG_ADDRESS);
	items.failed |= words.failed;
	ent_words_release(&words);
	*out = (ent_bag){ .lang = document->lang,
			  .date = document->date,
			  .chars = chars > UINT32_MAX ? UINT32_MAX : (uint32_t)chars };
	ent_status status = make_bag(out, &items, arena, err);
	free(items.all);
	return status;
}

/* ---- similarity ------------------------------------------------------------- */

/* A word of one document. */
struct post {
	uint64_t word;
	uint32_t bag;
	float usual;
	uint8_t kind;
};

/* The documents of one language. */
struct side {
	const uint32_t *bag; /* [n] index of the bag */
	uint32_t n;
	struct post *posts; /* by word, then by document (index of bag[]) */
	size_t n_posts;
	double *norm;      /* [n] */
	uint32_t *best;    /* [n] of the other side; UINT32_MAX for none */
	float *top, *next; /* [n] similarity to the best, to the second best */
	bool translated;   /* a lexicon was used */
};

static int compare_posts(const void *a, const void *b)
{
	const struct post *x = a, *y = b;
	if (x->word != y->word)
		return x->word < y->word ? -1 : 1;
	return (x->bag > y->bag) - (x->bag < y->bag);
}

static bool make_side(struct side *out,
		      const ent_bag *bags,
		      uint32_t n,
		      ent_str lang,
		      ent_arena *arena)
{
	uint32_t *list = ENT_NEW_ARRAY(arena, uint32_t, n), count = 0;
	size_t posts = 0;
	if (!list)
		return false;
	for (uint32_t k = 0; k < n; k++)
		if (ent_lang_matches(bags[k].lang, lang)) {
			list[count++] = k;
			posts += bags[k].n;
		}
	*out = (struct side){ list,
			      count,
			      ENT_NEW_ARRAY(arena, struct post, posts),
			      posts,
			      ENT_NEW_ARRAY(arena, double, count),
			      ENT_NEW_ARRAY(arena, uint32_t, count),
			      ENT_NEW_ARRAY(arena, float, count),
			      ENT_NEW_ARRAY(arena, float, count),
			      false };
	if (!out->posts || !out->norm || !out->best || !out->top || !out->next)
		return false;
	posts = 0;
	for (uint32_t k = 0; k < count; k++) {
		out->best[k] = UINT32_MAX;
		for (uint32_t w = 0; w < bags[list[k]].n; w++) {
			const uint8_t kind = bags[list[k]].kinds[w];
			out->translated |= kind & ENT_BAG_TRANSLATED;
			out->posts[posts++] =
				(struct post){ bags[list[k]].words[w], k,
					       bags[list[k]].usual[w], kind };
		}
	}
	if (posts)
		qsort(out->posts, posts, sizeof(*out->posts), compare_posts);
	return true;
}

/* The run of posts of one word that begins at `at`. */
static size_t run_length(const struct side *side, size_t at)
{
	size_t end = at;
	while (end < side->n_posts && side->posts[end].word == side->posts[at].word)
		end++;
	return end - at;
}

/* Calls fn for each word that not too many documents have, with the posts of each
 * side, none for a side without it, and its weight idf squared. */
typedef void (
	*word_fn)(void *data, size_t a, size_t n_a, size_t b, size_t n_b, double w);

static void each_word(const struct side *a,
		      const struct side *b,
		      word_fn fn,
		      void *data)
{
	const double all = (double)(a->n + b->n) + BACKGROUND;
	for (size_t i = 0, j = 0; i < a->n_posts || j < b->n_posts;) {
		const bool in_a =
			i < a->n_posts &&
			(j == b->n_posts || a->posts[i].word <= b->posts[j].word);
		const bool in_b =
			j < b->n_posts &&
			(i == a->n_posts || b->posts[j].word <= a->posts[i].word);
		const size_t n_a = in_a ? run_length(a, i) : 0;
		const size_t n_b = in_b ? run_length(b, j) : 0;
		const float likely_a = in_a ? a->posts[i].usual : 0;
		const float likely_b = in_b ? b->posts[j].usual : 0;
		const double likely =
			(double)(likely_a > likely_b ? likely_a : likely_b);
		const double idf =
			log(all / ((double)(n_a + n_b) + BACKGROUND * likely));
		if (n_a + n_b <= COMMON && idf > 0)
			fn(data, i, n_a, j, n_b, idf * idf);
		i += n_a;
		j += n_b;
	}
}

struct sums {
	struct side *a, *b;
	struct match *matches;
	size_t n;
};

/* A word of a document of side a, and the posts of side b with it. */
struct match {
	uint32_t a, n_b;
	size_t b;
	float weight;
	bool own; /* it is in the document of side a */
};

/* Whether a word counts in the weight of a document.  An address that no document of
 * the other language has is that of a page in one language. */
static bool counts(uint8_t kind, size_t n_other)
{
	return kind & ENT_BAG_OWN && (!(kind & ENT_BAG_ADDRESS) || n_other);
}

static void add_norms(void *data, size_t a, size_t n_a, size_t b, size_t n_b, double w)
{
	struct sums *s = data;
	for (size_t k = 0; k < n_a; k++)
		if (counts(s->a->posts[a + k].kind, n_b))
			s->a->norm[s->a->posts[a + k].bag] += w;
	for (size_t k = 0; k < n_b; k++)
		if (counts(s->b->posts[b + k].kind, n_a))
			s->b->norm[s->b->posts[b + k].bag] += w;
	s->n += n_b ? n_a : 0;
}

static void add_matches(void *data,
			size_t a,
			size_t n_a,
			size_t b,
			size_t n_b,
			double w)
{
	struct sums *s = data;
	for (size_t k = 0; n_b && (float)w > 0 && k < n_a; k++)
		s->matches[s->n++] =
			(struct match){ s->a->posts[a + k].bag, (uint32_t)n_b, b,
					(float)w,
					(s->a->posts[a + k].kind & ENT_BAG_OWN) != 0 };
}

static int compare_matches(const void *x, const void *y)
{
	const struct match *a = x, *b = y;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return (a->b > b->b) - (a->b < b->b);
}

static void add_similarity(struct side *side,
			   uint32_t k,
			   uint32_t other,
			   float similarity)
{
	if (similarity > side->top[k]) {
		side->next[k] = side->top[k];
		side->top[k] = similarity;
		side->best[k] = other;
	} else if (similarity > side->next[k]) {
		side->next[k] = similarity;
	}
}

/* Releases of different days are seldom one release, but a translation may be a day
 * late. */
static double date_factor(ent_str a, ent_str b)
{
	return !a.n || !b.n || ent_str_eq(a, b) ? 1 : OTHER_DATE;
}

/* What each document of side b shares with the current one of side a: the weight of
 * what it has or translates of that one, and the reverse. */
struct shares {
	double *to_a, *to_b; /* [n] of side b */
	uint32_t *touched;   /* [n_touched] those with any */
	uint32_t n_touched;
};

/* A word that both documents have counts for both; a translation counts for the
 * document whose word it translates. */
static void add_shares(struct shares *sh, const struct side *b, const struct match *m)
{
	for (size_t k = 0; k < m->n_b; k++) {
		const struct post *post = &b->posts[m->b + k];
		if (!m->own && !(post->kind & ENT_BAG_OWN))
			continue; /* two translations */
		if (sh->to_a[post->bag] <= 0 && sh->to_b[post->bag] <= 0)
			sh->touched[sh->n_touched++] = post->bag;
		if (post->kind & ENT_BAG_OWN)
			sh->to_a[post->bag] += (double)m->weight;
		if (m->own)
			sh->to_b[post->bag] += (double)m->weight;
	}
}

static float similarity(const struct side *a,
			const struct side *b,
			const ent_bag *bags,
			const struct shares *sh,
			uint32_t i,
			uint32_t j)
{
	const ent_bag *x = &bags[a->bag[i]], *y = &bags[b->bag[j]];
	const double ratio =
		log(((double)x->chars + 1) / ((double)y->chars + 1)) / LENGTH_SIGMA;
	const double share_a = fmin(1, sh->to_a[j] / (a->norm[i] + 1e-9));
	const double share_b = fmin(1, sh->to_b[j] / (b->norm[j] + 1e-9));
	return (float)(sqrt(share_a * share_b) * exp(-ratio * ratio / 2) *
		       date_factor(x->date, y->date));
}

static bool compare_sides(struct side *a,
			  struct side *b,
			  const ent_bag *bags,
			  const struct match *matches,
			  size_t n,
			  ent_arena *arena)
{
	struct shares sh = { ENT_NEW_ARRAY(arena, double, b->n),
			     ENT_NEW_ARRAY(arena, double, b->n),
			     ENT_NEW_ARRAY(arena, uint32_t, b->n), 0 };
	if (!sh.to_a || !sh.to_b || !sh.touched)
		return false;
	for (size_t k = 0; k < n;) {
		const uint32_t i = matches[k].a;
		sh.n_touched = 0;
		for (; k < n && matches[k].a == i; k++)
			add_shares(&sh, b, &matches[k]);
		for (uint32_t t = 0; t < sh.n_touched; t++) {
			const uint32_t j = sh.touched[t];
			const float alike = similarity(a, b, bags, &sh, i, j);
			add_similarity(a, i, j, alike);
			add_similarity(b, j, i, alike);
			sh.to_a[j] = sh.to_b[j] = 0;
		}
	}
	return true;
}

static ent_content_pair judge_pair(const struct side *a,
				   const struct side *b,
				   uint32_t i)
{
	const uint32_t j = a->best[i];
	const float rival = a->next[i] > b->next[j] ? a->next[i] : b->next[j];
	const bool translated = a->translated || b->translated;
	const double even = translated ? EVEN_EVIDENCE : EVEN_WITHOUT;
	const double sure = translated ? SURE_EVIDENCE : SURE_WITHOUT;
	const double usual_rival = translated ? USUAL_RIVAL : USUAL_RIVAL_WITHOUT;
	const double others = (a->n < b->n ? a->n : b->n) - 1;
	const double least = usual_rival / (1 + others / USUAL_OTHERS);
	const double evidence = (double)a->top[i] - RIVAL * fmax((double)rival, least);
	const double logit = LOGIT_SURE * (evidence - even) / (sure - even);
	return (ent_content_pair){ a->bag[i], b->bag[j],
				   (float)(1 / (1 + exp(-logit))) };
}

ent_status ent_pair_contents(const ent_content_pair **out,
			     uint32_t *count,
			     const ent_bag *bags,
			     uint32_t n,
			     ent_str from,
			     ent_str to,
			     ent_arena *arena,
			     ent_error *err)
{
	struct side a, b;
	ent_content_pair *pairs = ENT_NEW_ARRAY(arena, ent_content_pair, n);
	uint32_t n_pairs = 0;
	if (!pairs || !make_side(&a, bags, n, from, arena) ||
	    !make_side(&b, bags, n, to, arena))
		return ent_fail_memory(err);
	struct sums sums = { &a, &b, NULL, 0 };
	each_word(&a, &b, add_norms, &sums);
	sums.matches = malloc((sums.n + 1) * sizeof(*sums.matches));
	if (!sums.matches)
		return ent_fail_memory(err);
	sums.n = 0;
	each_word(&a, &b, add_matches, &sums);
	if (sums.n)
		qsort(sums.matches, sums.n, sizeof(*sums.matches), compare_matches);
	const bool ok = compare_sides(&a, &b, bags, sums.matches, sums.n, arena);
	free(sums.matches);
	if (!ok)
		return ent_fail_memory(err);
	for (uint32_t i = 0; i < a.n; i++)
		if (a.best[i] != UINT32_MAX && b.best[a.best[i]] == i)
			pairs[n_pairs++] = judge_pair(&a, &b, i);
	*out = pairs;
	*count = n_pairs;
	return ENT_OK;
}
