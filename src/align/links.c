/* SPDX-License-Identifier: Apache-2.0 */
/* links.c - which words of a target answer which words of its source.
 *
 * Each direction on its own gives the posterior that a word answers another
 * (hmm.h); a link needs both to agree: the geometric mean of the two (Liang,
 * Taskar, Klein, "Alignment by Agreement", NAACL 2006, 104-111, multiply them).
 * Words that are left then join a neighbour's link when one direction alone is
 * sure (the "grow" step of Koehn, Och, Marcu, "Statistical Phrase-Based
 * Translation", NAACL 2003, 48-54), so that a phrase has its whole counterpart.
 *
 * How well word t fits word s, against any place: p(t|s) / p(t) by the lexicon;
 * a form that is the same, or a cognate (four first letters the same: Simard,
 * Foster, Isabelle, "Using Cognates to Align Sentences", TMI 1992, 67-81), speaks
 * for words that the lexicon does not know; two words that it does not know are
 * likelier to answer each other than one is to answer a word that it knows.  So
 * names, and texts in any pair of languages without a lexicon, are linked by what
 * stands around them.  Nothing in it depends on which text is the source: swapped
 * texts give swapped links.
 *
 * Texts of more than CHUNK words are cut at the same proportion of both and linked
 * piece by piece.  Cost: O(source words x target words) within a piece; 14 us a pair
 * of tests/links, which have 17 words a side in the mean (2026-11).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/hmm.h"
#include "align/lexicon.h"
#include "align/words.h"
#include "base/fail.h"
#include "entente/align.h"

enum {
	CHUNK = 400,
	COGNATE = 4, /* first letters: Simard and others */
};

/* How many times likelier than anywhere, and the thresholds below: chosen on
 * tests/links (2026-11), where halving or doubling any of them moves F1 by at most
 * .02. */
static const float LEAST = 0.2f;       /* two known words that do not answer */
static const float ONE_UNKNOWN = 0.5f; /* a known word beside an unknown one */
static const float TWO_UNKNOWN = 5;
static const float SAME = 2000, ALIKE = 200; /* an equal form; a cognate */
static const float DOUBT = 10;  /* the same between words that are known otherwise */
static const float MOST = 2000; /* no single word decides alone */

/* What a link needs: of both directions, and of one beside a link. */
static const float AGREED = 0.3f, GROWN = 0.7f;

struct word {
	ent_str form;
	uint32_t start, end, known; /* number in the lexicon, or ENT_NO_WORD */
	ent_token_kind kind;
	float unigram;
};

struct text {
	struct word *words;
	uint32_t n;
};

struct linker {
	const ent_lexicon *lexicon;
	const struct word *words[2]; /* of this piece */
	uint32_t n[2];
	float *posterior[2]; /* [k]: of words of side !k, given those of side k */
	ent_arena *scratch;
	ent_link *links; /* owned */
	uint32_t n_links;
	size_t room;
};

/* Whether an apostrophe that follows belongs to the word: "l'", "d'", "qu'". */
static bool is_elided(const struct word *w)
{
	enum { SHORT = 2 };
	return w->kind == ENT_TOKEN_WORD &&
	       (w->form.n <= SHORT || ent_str_ends(w->form, ENT_STR("qu")));
}

static bool read_text(struct text *out,
		      ent_str text,
		      int side,
		      const ent_lexicon *lexicon,
		      ent_arena *arena)
{
	ent_words reader = ENT_WORDS_INIT;
	ent_word w;
	size_t n = 0;
	ent_words_start(&reader, text);
	while (ent_words_next(&w, &reader))
		n++;
	out->words = ENT_NEW_ARRAY(arena, struct word, n + 1);
	out->n = 0;
	ent_words_start(&reader, text);
	while (out->words && ent_words_next(&w, &reader)) {
		struct word *last = out->n ? &out->words[out->n - 1] : NULL;
		if (last && last->end == w.start && ent_str_is(w.form, "'") &&
		    is_elided(last)) {
			last->end = w.end;
			continue;
		}
		struct word *to = &out->words[out->n++];
		*to = (struct word){ ent_arena_str(arena, w.form),
				     w.start,
				     w.end,
				     ENT_NO_WORD,
				     w.kind,
				     0 };
		if (!to->form.p)
			reader.failed = true;
		if (lexicon)
			to->known = ent_lexicon_word(lexicon, side, w.form, w.hash);
		if (to->known != ENT_NO_WORD)
			to->unigram = ent_lexicon_unigram(lexicon, side, to->known);
	}
	const bool good = out->words && !reader.failed;
	ent_words_release(&reader);
	return good;
}

/* How well two words fit by their forms.  An equal form of few letters is often
 * another word ("on", "sans", "or"), and the lexicon would know. */
static float fit_by_form(const struct word *a, const struct word *b)
{
	const bool known = a->known != ENT_NO_WORD && b->known != ENT_NO_WORD;
	if (a->kind != b->kind)
		return LEAST;
	if (a->kind != ENT_TOKEN_WORD)
		return ent_str_eq(a->form, b->form) ? SAME : LEAST;
	if (a->form.n >= COGNATE && b->form.n >= COGNATE &&
	    !memcmp(a->form.p, b->form.p, COGNATE)) {
		const float like = ent_str_eq(a->form, b->form) ? SAME : ALIKE;
		return known ? like / DOUBT : like;
	}
	if (known)
		return LEAST;
	return a->known == b->known ? TWO_UNKNOWN : ONE_UNKNOWN;
}

/* fit[i * n + j]: of word i of side !from, given word j of side `from`. */
static void find_fits(float *fit, const struct linker *l, int from)
{
	const struct word *given = l->words[from], *words = l->words[!from];
	const uint32_t n = l->n[from];
	for (uint32_t j = 0; j < n; j++) {
		ent_links links = { NULL, NULL, 0 };
		if (given[j].known != ENT_NO_WORD)
			links = ent_lexicon_links(l->lexicon, from, given[j].known);
		for (uint32_t i = 0; i < l->n[!from]; i++) {
			float f = fit_by_form(&words[i], &given[j]);
			for (uint32_t k = 0; k < links.n; k++)
				if (links.words[k] == words[i].known) {
					float p = (float)links.p[k] / ENT_LEXICON_ONE /
						  words[i].unigram;
					f = p > f ? p : f;
					break;
				}
			fit[(size_t)i * n + j] = f < MOST ? f : MOST;
		}
	}
}

static bool find_posteriors(struct linker *l)
{
	const size_t cells = (size_t)l->n[0] * l->n[1];
	float *fit = ENT_NEW_ARRAY(l->scratch, float, cells + 1);
	for (int from = 0; from < 2; from++) {
		l->posterior[from] = ENT_NEW_ARRAY(l->scratch, float, cells + 1);
		if (!fit || !l->posterior[from])
			return false;
		find_fits(fit, l, from);
		if (!ent_hmm(l->posterior[from], fit, l->n[!from], l->n[from],
			     l->scratch))
			return false;
	}
	return true;
}

static bool add_link(struct linker *l, uint32_t i, uint32_t j, float p)
{
	const struct word *s = &l->words[0][i], *t = &l->words[1][j];
	if (l->n_links == l->room) {
		const size_t room = 2 * l->room + 64;
		ent_link *links = realloc(l->links, room * sizeof(*links));
		if (!links)
			return false;
		l->links = links;
		l->room = room;
	}
	l->links[l->n_links++] = (ent_link){ s->start, s->end, t->start, t->end, p };
	return true;
}

/* linked[k][w]: how many links word w of side k has; cell[i * n + j] is 1 for a
 * link between i and j. */
struct choice {
	uint32_t *linked[2];
	uint8_t *cell;
};

/* Whether the cell beside (i, j), a word further on side k, is linked. */
static bool is_beside(const struct linker *l,
		      const struct choice *c,
		      uint32_t i,
		      uint32_t j,
		      int k)
{
	const uint32_t n = l->n[1];
	const uint8_t *at = c->cell + (size_t)i * n + j;
	if (k)
		return (j && at[-1] == 1) || (j + 1 < n && at[1] == 1);
	return (i && at[-(ptrdiff_t)n] == 1) || (i + 1 < l->n[0] && at[n] == 1);
}

static void choose_agreed(struct linker *l, struct choice *c)
{
	for (uint32_t i = 0; i < l->n[0]; i++)
		for (uint32_t j = 0; j < l->n[1]; j++) {
			const float a = l->posterior[0][(size_t)j * l->n[0] + i];
			const float b = l->posterior[1][(size_t)i * l->n[1] + j];
			if (sqrtf(a * b) < AGREED)
				continue;
			c->cell[(size_t)i * l->n[1] + j] = 1;
			c->linked[0][i]++;
			c->linked[1][j]++;
		}
}

/* A word without a link joins the link of its neighbour: marked 2, so that what
 * grew does not grow further in the same round. */
static void choose_grown(struct linker *l, struct choice *c)
{
	for (uint32_t i = 0; i < l->n[0]; i++)
		for (uint32_t j = 0; j < l->n[1]; j++) {
			const float a = l->posterior[0][(size_t)j * l->n[0] + i];
			const float b = l->posterior[1][(size_t)i * l->n[1] + j];
			uint8_t *cell = &c->cell[(size_t)i * l->n[1] + j];
			if (!*cell && !c->linked[1][j] && a >= GROWN &&
			    is_beside(l, c, i, j, 1))
				*cell = 2;
			if (!*cell && !c->linked[0][i] && b >= GROWN &&
			    is_beside(l, c, i, j, 0))
				*cell = 2;
		}
}

static bool link_piece(struct linker *l)
{
	struct choice c;
	const size_t cells = (size_t)l->n[0] * l->n[1];
	c.cell = ENT_NEW_ARRAY(l->scratch, uint8_t, cells + 1);
	for (int k = 0; k < 2; k++)
		c.linked[k] = ENT_NEW_ARRAY(l->scratch, uint32_t, (size_t)l->n[k] + 1);
	if (!c.cell || !c.linked[0] || !c.linked[1] || !find_posteriors(l))
		return false;
	choose_agreed(l, &c);
	choose_grown(l, &c);
	for (uint32_t i = 0; i < l->n[0]; i++)
		for (uint32_t j = 0; j < l->n[1]; j++) {
			const float a = l->posterior[0][(size_t)j * l->n[0] + i];
			const float b = l->posterior[1][(size_t)i * l->n[1] + j];
			if (c.cell[(size_t)i * l->n[1] + j] &&
			    !add_link(l, i, j, sqrtf(a * b)))
				return false;
		}
	return true;
}

/* Piece k of n of a text. */
static void cut(struct linker *l,
		int side,
		const struct text *text,
		uint32_t k,
		uint32_t n)
{
	const uint32_t start = (uint32_t)((uint64_t)text->n * k / n);
	const uint32_t end = (uint32_t)((uint64_t)text->n * (k + 1) / n);
	l->words[side] = text->words + start;
	l->n[side] = end - start;
}

static bool link_texts(struct linker *l, const ent_str texts[2], ent_arena *arena)
{
	struct text read[2];
	for (int side = 0; side < 2; side++)
		if (!read_text(&read[side], texts[side], side, l->lexicon, arena))
			return false;
	const uint32_t longest = read[0].n > read[1].n ? read[0].n : read[1].n;
	const uint32_t pieces = longest / CHUNK + 1;
	l->scratch = ent_arena_new(0);
	if (!l->scratch)
		return false;
	bool good = true;
	for (uint32_t k = 0; k < pieces && good; k++) {
		cut(l, 0, &read[0], k, pieces);
		cut(l, 1, &read[1], k, pieces);
		good = !l->n[0] || !l->n[1] || link_piece(l);
		ent_arena_clear(l->scratch);
	}
	ent_arena_free(l->scratch);
	return good;
}

ent_status ent_align_words(const ent_link **out,
			   uint32_t *count,
			   ent_str source,
			   ent_str target,
			   const struct ent_lexicon *lexicon,
			   ent_arena *arena,
			   ent_error *err)
{
	struct linker l = { .lexicon = lexicon };
	const ent_str texts[2] = { source, target };
	ent_arena *words = ent_arena_new(0);
	bool good = words && link_texts(&l, texts, words);
	ent_arena_free(words);
	ent_link *links = good ? ENT_NEW_ARRAY(arena, ent_link, l.n_links + 1) : NULL;
	if (links && l.n_links)
		memcpy(links, l.links, l.n_links * sizeof(*links));
	free(l.links);
	if (!links)
		return ent_fail_memory(err);
	*out = links;
	*count = l.n_links;
	return ENT_OK;
}
