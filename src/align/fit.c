/* SPDX-License-Identifier: Apache-2.0 */
/* fit.c - how well the words of two texts fit each other, wherever they are.
 *
 * How well word t fits word s, against any place: p(t|s) / p(t) by the lexicon;
 * a form that is the same, or a cognate (four first letters the same: Simard,
 * Foster, Isabelle, "Using Cognates to Align Sentences", TMI 1992, 67-81), is evidence
 * for words that the lexicon does not know; two words that it does not know are
 * likelier to correspond than one of them with a word that it knows.  So
 * names, and texts in any pair of languages without a lexicon, are linked by what
 * is around them.
 *
 * Most pairs of words have nothing to do with each other, and their fit is one of
 * three numbers; a row is copied from one that has these, and the few other cells are
 * found by the words of one text in a table of those of the other.  The lexicon is
 * asked once for a word, however often it comes in a text, or in texts one after the
 * other.
 *
 * Cost: a copy of different words x words, and a look into a table for each different
 * word and each of its links in the lexicon.
 */
#include <stdlib.h>
#include <string.h>

#include "align/fit.h"
#include "align/hmm.h"
#include "base/array.h"

enum { COGNATE = 4 }; /* first letters: Simard and others */

/* How many times likelier than anywhere: chosen on tests/links (2026-11), where
 * halving or doubling any of them moves F1 by at most .02. */
static const float LEAST = 0.2f;       /* two known words that do not answer */
static const float ONE_UNKNOWN = 0.5f; /* a known word beside an unknown one */
static const float TWO_UNKNOWN = 5;
static const float SAME = 2000, ALIKE = 200; /* an equal form; a cognate */
static const float DOUBT = 10;  /* the same between words that are known otherwise */
static const float MOST = 2000; /* no single word decides alone */

/* ---- the words ------------------------------------------------------------------ */

/* What a word is when nothing else is known of it. */
enum sort { KNOWN, UNKNOWN, NO_WORD, SORTS };

struct ent_fit_known {
	ent_links links; /* of words in the lexicon */
	uint32_t number; /* there, or ENT_NO_WORD */
	float weight;    /* as in struct words */
	uint32_t key;    /* the same for words that are alike in form */
	bool has_key;
	bool elides; /* takes an apostrophe that follows: "l'", "d'", "qu'" */
	ent_token_kind kind;
	enum sort sort;
	uint32_t piece; /* the last one it was in, and there */
	uint32_t row;   /* its number among the different words */
};

static void look_up(struct ent_fit_known *k,
		    const ent_word *w,
		    int side,
		    const ent_lexicon *lexicon)
{
	enum { SHORT = 2 };
	const bool word = w->kind == ENT_TOKEN_WORD;
	*k = (struct ent_fit_known){
		.number = ENT_NO_WORD,
		.key = w->hash,
		.has_key = !word || w->form.n >= COGNATE,
		.elides = word &&
			  (w->form.n <= SHORT || ent_str_ends(w->form, ENT_STR("qu"))),
		.kind = w->kind,
	};
	if (word && w->form.n >= COGNATE)
		memcpy(&k->key, w->form.p, COGNATE);
	if (lexicon)
		k->number = ent_lexicon_word(lexicon, side, w->form, w->hash);
	k->sort = !word ? NO_WORD : k->number == ENT_NO_WORD ? UNKNOWN : KNOWN;
	if (k->number == ENT_NO_WORD)
		return;
	k->weight = 1 / (ent_lexicon_unigram(lexicon, side, k->number) *
			 (float)ENT_LEXICON_ONE);
	k->links = ent_lexicon_links(lexicon, side, k->number);
}

/* Its number, ENT_VOCAB_NONE when memory cannot be allocated.  A form may come as two
 * kinds. */
static uint32_t find_word(ent_fit_side *s,
			  const ent_word *w,
			  int side,
			  const ent_lexicon *lexicon)
{
	const uint32_t n = s->vocab.n;
	if (!ENT_GROW(s->known, s->capacity_known, (size_t)n + 1))
		return ENT_VOCAB_NONE;
	const uint32_t word =
		ent_vocab_add(&s->vocab, w->form, w->hash + (uint32_t)w->kind);
	if (word == n)
		look_up(&s->known[word], w, side, lexicon);
	return word;
}

bool ent_fit_read(ent_fit *fit, int side, ent_str text, const ent_lexicon *lexicon)
{
	ent_fit_side *s = &fit->side[side];
	ent_word w;
	s->n = 0;
	fit->reader.failed = false;
	ent_words_start(&fit->reader, text);
	while (ent_words_next(&w, &fit->reader)) {
		ent_fit_word *last = s->n ? &s->words[s->n - 1] : NULL;
		if (last && last->end == w.start && ent_str_is(w.form, "'") &&
		    s->known[last->word].elides) {
			last->end = w.end;
			continue;
		}
		if (!ENT_GROW(s->words, s->capacity, (size_t)s->n + 1))
			return false;
		const uint32_t word = find_word(s, &w, side, lexicon);
		if (word == ENT_VOCAB_NONE)
			return false;
		s->words[s->n++] = (ent_fit_word){ word, w.start, w.end };
	}
	return !fit->reader.failed;
}

void ent_fit_release(ent_fit *fit)
{
	ent_words_release(&fit->reader);
	for (int side = 0; side < 2; side++) {
		ent_vocab_release(&fit->side[side].vocab);
		free(fit->side[side].known);
		free(fit->side[side].words);
	}
	*fit = ENT_FIT_INIT;
}

/* ---- their fits ----------------------------------------------------------------- */

/* The different words of one side of a piece. */
struct words {
	const ent_fit_side *side;
	uint32_t n;       /* places */
	uint32_t n_rows;  /* different words */
	uint32_t *of;     /* [n] the row of the word at a place */
	uint32_t *word;   /* [n_rows] its number in the vocabulary, */
	uint32_t *number; /* in the lexicon or ENT_NO_WORD */
	float *weight;    /* 1 / (its share of all words * ENT_LEXICON_ONE) */
};

struct fits {
	struct words words[2];
	float *fit[2]; /* [k][i * words[k].n_rows + j]: of word i of side !k, given j */
};

static const struct ent_fit_known *known_of(const struct words *w, uint32_t row)
{
	return &w->side->known[w->word[row]];
}

/* The links are asked for here and read when all words are listed: most are in
 * memory that has not been touched of late. */
static bool list_words(struct words *out,
		       ent_fit_side *side,
		       uint32_t first,
		       uint32_t n,
		       uint32_t piece,
		       ent_arena *arena)
{
	struct words w = { .side = side, .n = n };
	w.of = ENT_NEW_ARRAY(arena, uint32_t, 3 * (size_t)n + 1);
	w.weight = ENT_NEW_ARRAY(arena, float, (size_t)n + 1);
	if (!w.of || !w.weight)
		return false;
	w.word = w.of + n;
	w.number = w.word + n;
	for (uint32_t i = 0; i < n; i++) {
		const uint32_t word = side->words[first + i].word;
		struct ent_fit_known *k = &side->known[word];
		if (k->piece != piece) {
			k->piece = piece;
			k->row = w.n_rows++;
			w.word[k->row] = word;
			w.number[k->row] = k->number;
			w.weight[k->row] = k->weight;
			__builtin_prefetch(k->links.words);
			__builtin_prefetch(k->links.p);
		}
		w.of[i] = k->row;
	}
	*out = w;
	return true;
}

static void raise_fit(const struct fits *f,
		      int given,
		      uint32_t i,
		      uint32_t j,
		      float least)
{
	float *fit = &f->fit[given][(size_t)i * f->words[given].n_rows + j];
	least = least < MOST ? least : MOST;
	*fit = *fit > least ? *fit : least;
}

/* Words by a number: a hash table of chains. */
struct table {
	uint16_t *first; /* 1 + the word, 0 for none */
	uint16_t *next;  /* [n] the same */
	int shift;
};

static uint16_t *chain_of(const struct table *t, uint32_t number)
{
	return &t->first[number * 0x9E3779B1u >> t->shift]; /* 2^32 / golden ratio */
}

static bool make_table(struct table *out, uint32_t n, ent_arena *arena)
{
	enum { SPACIOUS = 4 };
	int bits = 2;
	while (1u << bits < SPACIOUS * n)
		bits++;
	*out = (struct table){ ENT_NEW_ARRAY(arena, uint16_t, (size_t)1 << bits),
			       ENT_NEW_ARRAY(arena, uint16_t, (size_t)n + 1),
			       32 - bits };
	return out->first && out->next;
}

static void put_word(struct table *t, uint32_t number, uint32_t word)
{
	uint16_t *first = chain_of(t, number);
	t->next[word] = *first;
	*first = (uint16_t)(word + 1);
}

static float fit_by_sort(enum sort a, enum sort b)
{
	if (a == NO_WORD || b == NO_WORD || (a == KNOWN && b == KNOWN))
		return LEAST;
	return a == b ? TWO_UNKNOWN : ONE_UNKNOWN;
}

static bool fill_by_sort(struct fits *f, int given, ent_arena *arena)
{
	const struct words *of = &f->words[!given], *w = &f->words[given];
	const size_t n = w->n_rows;
	float *rows = ENT_NEW_ARRAY(arena, float, n *SORTS + 1);
	f->fit[given] = ENT_NEW_ARRAY(arena, float, of->n_rows *n + 1);
	if (!rows || !f->fit[given])
		return false;
	for (uint32_t j = 0; j < n; j++)
		for (int s = 0; s < SORTS; s++)
			rows[(size_t)s * n + j] =
				fit_by_sort((enum sort)s, known_of(w, j)->sort);
	for (uint32_t i = 0; i < of->n_rows; i++)
		memcpy(f->fit[given] + i * n, rows + known_of(of, i)->sort * n,
		       n * sizeof(float));
	return true;
}

/* Of words with the same key.  An equal form of few letters is often another word
 * ("on", "sans", "or"), and the lexicon would know; so these have none. */
static float fit_by_form(const struct words w[2], uint32_t i, uint32_t j)
{
	const struct ent_fit_known *a = known_of(&w[0], i), *b = known_of(&w[1], j);
	const bool same = ent_str_eq(ent_vocab_form(&w[0].side->vocab, w[0].word[i]),
				     ent_vocab_form(&w[1].side->vocab, w[1].word[j]));
	if (a->kind != ENT_TOKEN_WORD)
		return same ? SAME : LEAST;
	const float like = same ? SAME : ALIKE;
	return a->sort == KNOWN && b->sort == KNOWN ? like / DOUBT : like;
}

static bool fit_forms(const struct fits *f, ent_arena *arena)
{
	const struct words *w = f->words;
	struct table by_key;
	if (!make_table(&by_key, w[1].n_rows, arena))
		return false;
	for (uint32_t j = 0; j < w[1].n_rows; j++)
		if (known_of(&w[1], j)->has_key)
			put_word(&by_key, known_of(&w[1], j)->key, j);
	for (uint32_t i = 0; i < w[0].n_rows; i++) {
		const struct ent_fit_known *a = known_of(&w[0], i);
		uint32_t at = a->has_key ? *chain_of(&by_key, a->key) : 0;
		for (; at; at = by_key.next[at - 1]) {
			const struct ent_fit_known *b = known_of(&w[1], at - 1);
			if (a->key != b->key || a->kind != b->kind)
				continue;
			const float least = fit_by_form(w, i, at - 1);
			raise_fit(f, 1, i, at - 1, least);
			raise_fit(f, 0, at - 1, i, least);
		}
	}
	return true;
}

/* Lists in at[] which of n links may be to words in the table, and returns how many;
 * without a branch, for which they are cannot be foreseen. */
static uint32_t find_some(uint32_t *at,
			  const struct table *table,
			  const uint32_t *links,
			  uint32_t n)
{
	uint32_t found = 0;
	for (uint32_t k = 0; k < n; k++) {
		at[found] = k;
		found += *chain_of(table, links[k]) != 0;
	}
	return found;
}

/* The links of word j of side `given` to words of the other side, which `table` has by
 * their numbers in the lexicon. */
static void fit_word(const struct fits *f,
		     int given,
		     uint32_t j,
		     const struct table *table)
{
	enum { BLOCK = 64 };
	const struct words *of = &f->words[!given];
	const ent_links links = known_of(&f->words[given], j)->links;
	for (uint32_t from = 0; from < links.n; from += BLOCK) {
		uint32_t some[BLOCK];
		const uint32_t left = links.n - from;
		const uint32_t n = find_some(some, table, links.words + from,
					     left < BLOCK ? left : BLOCK);
		for (uint32_t k = 0; k < n; k++) {
			const uint32_t number = links.words[from + some[k]];
			const float p = (float)links.p[from + some[k]];
			uint32_t at = *chain_of(table, number);
			for (; at; at = table->next[at - 1])
				if (of->number[at - 1] == number)
					raise_fit(f, given, at - 1, j,
						  p * of->weight[at - 1]);
		}
	}
}

static bool fit_links(const struct fits *f, int given, ent_arena *arena)
{
	const struct words *of = &f->words[!given];
	struct table by_number;
	if (!make_table(&by_number, of->n_rows, arena))
		return false;
	for (uint32_t i = 0; i < of->n_rows; i++)
		if (of->number[i] != ENT_NO_WORD)
			put_word(&by_number, of->number[i], i);
	for (uint32_t j = 0; j < f->words[given].n_rows; j++)
		fit_word(f, given, j, &by_number);
	return true;
}

/* Rows with a number for each place, from those with one for each different word. */
static const float **spread_rows(const struct fits *f, int given, ent_arena *arena)
{
	const struct words *of = &f->words[!given], *w = &f->words[given];
	const size_t row = ent_hmm_row(w->n);
	const float **rows = ENT_NEW_ARRAY(arena, const float *, (size_t)of->n + 1);
	float *wide = ENT_NEW_ARRAY(arena, float, of->n_rows *row + 1);
	if (!rows || !wide)
		return NULL;
	for (uint32_t i = 0; i < of->n_rows; i++) {
		const float *from = f->fit[given] + (size_t)i * w->n_rows;
		for (uint32_t j = 0; j < w->n; j++)
			wide[i * row + j] = from[w->of[j]];
	}
	for (uint32_t i = 0; i < of->n; i++)
		rows[i] = wide + of->of[i] * row;
	return rows;
}

bool ent_fit_make(const float **rows[2],
		  ent_fit *fit,
		  const uint32_t first[2],
		  const uint32_t n[2],
		  ent_arena *arena)
{
	struct fits f;
	fit->piece++;
	for (int k = 0; k < 2; k++)
		if (!list_words(&f.words[k], &fit->side[k], first[k], n[k], fit->piece,
				arena))
			return false;
	if (!fill_by_sort(&f, 0, arena) || !fill_by_sort(&f, 1, arena) ||
	    !fit_forms(&f, arena) || !fit_links(&f, 0, arena) ||
	    !fit_links(&f, 1, arena))
		return false;
	for (int k = 0; k < 2; k++)
		rows[k] = spread_rows(&f, k, arena);
	return rows[0] && rows[1];
}
