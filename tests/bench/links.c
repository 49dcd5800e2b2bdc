/* SPDX-License-Identifier: Apache-2.0 */
/* links.c - the time to link the words of a pair, and to learn from pairs. usage: links
 * PAIRS.tsv English <TAB> French, one pair a line. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "align/links.h"
#include "align/model1.h"
#include "align/vocab.h"
#include "align/words.h"
#include "base/file.h"

enum { PAIRS = 400, RUNS = 5, MOST_WORDS = 1 << 17 };

struct pairs {
	ent_str texts[PAIRS][2];
	uint32_t n;
	ent_vocab vocab[2];
	uint32_t words[2][MOST_WORDS], n_words[2];
	ent_word_pair pairs[PAIRS];
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void number(struct pairs *p, uint32_t k)
{
	ent_words reader = ENT_WORDS_INIT;
	ent_word w;
	p->pairs[k].weight = 1;
	for (int side = 0; side < 2; side++) {
		p->pairs[k].start[side] = p->n_words[side];
		ent_words_start(&reader, p->texts[k][side]);
		while (ent_words_next(&w, &reader) && p->n_words[side] < MOST_WORDS)
			p->words[side][p->n_words[side]++] =
				ent_vocab_add(&p->vocab[side], w.form, w.hash);
		p->pairs[k].n[side] = p->n_words[side] - p->pairs[k].start[side];
	}
	ent_words_release(&reader);
}

static void read_pairs(struct pairs *p, ent_str text)
{
	while (text.n && p->n < PAIRS) {
		ent_str line = ent_str_cut(&text, '\n');
		p->texts[p->n][0] = ent_str_cut(&line, '\t');
		p->texts[p->n][1] = ent_str_cut(&line, '\t');
		if (p->texts[p->n][0].n && p->texts[p->n][1].n)
			number(p, p->n++);
	}
}

static double time_links(const struct pairs *p, const ent_lexicon *lx)
{
	double best = 1e9;
	ent_arena *arena = ent_arena_new(0);
	for (int run = 0; run < RUNS; run++) {
		const double start = now();
		for (uint32_t k = 0; k < p->n; k++) {
			const ent_link *links;
			uint32_t n;
			if (ent_align_words(&links, &n, p->texts[k][0], p->texts[k][1],
					    lx, arena, NULL))
				abort();
			ent_arena_clear(arena);
		}
		const double took = now() - start;
		best = took < best ? took : best;
	}
	ent_arena_free(arena);
	return best;
}

/* Of a phrase of some three words in the middle, one text after the other. */
static double time_phrase(const struct pairs *p, const ent_lexicon *lx)
{
	enum { PHRASE = 16 };
	double best = 1e9;
	ent_linker *linker = ent_linker_new();
	for (int run = 0; run < RUNS; run++) {
		const double start = now();
		for (uint32_t k = 0; k < p->n; k++) {
			const ent_link *links;
			const uint32_t middle = (uint32_t)p->texts[k][0].n / 2;
			const ent_span phrase = { middle, middle + PHRASE };
			uint32_t n;
			if (ent_linker_run(&links, &n, linker, p->texts[k], lx, &phrase,
					   1, NULL))
				abort();
		}
		const double took = now() - start;
		best = took < best ? took : best;
	}
	ent_linker_free(linker);
	return best;
}

static double time_model1(const struct pairs *p)
{
	double best = 1e9;
	ent_arena *arena = ent_arena_new(0);
	const ent_word_pairs in = { { p->words[0], p->words[1] },
				    { p->vocab[0].n, p->vocab[1].n },
				    p->pairs,
				    p->n };
	for (int run = 0; run < RUNS; run++) {
		ent_table t[2];
		const double start = now();
		if (ent_model1(t, &in, NULL, arena, NULL))
			abort();
		const double took = now() - start;
		best = took < best ? took : best;
		ent_arena_clear(arena);
	}
	ent_arena_free(arena);
	return best;
}

int main(int argc, char **argv)
{
	static struct pairs p;
	ent_buf text = ENT_BUF_INIT;
	ent_lexicon *lx;
	if (argc < 2 || ent_file_read(&text, argv[1], 1 << 30, NULL) ||
	    ent_lexicon_open(&lx, NULL, ENT_STR("en"), ENT_STR("fr"), NULL))
		return 1;
	read_pairs(&p, ent_buf_str(&text));
	if (!p.n)
		return 1;
	const double words = (double)p.n_words[0] + (double)p.n_words[1];
	printf("links: %.1f us a pair of %.0f words a side with the lexicon, %.1f "
	       "without; those of a phrase %.1f\n",
	       time_links(&p, lx) / p.n * 1e6, words / 2 / p.n,
	       time_links(&p, NULL) / p.n * 1e6, time_phrase(&p, lx) / p.n * 1e6);
	printf("model 1: %.1f ms for %u pairs, %.2f ms per 10,000 words\n",
	       time_model1(&p) * 1e3, p.n, time_model1(&p) / words * 1e7);
	ent_lexicon_close(lx);
	for (int side = 0; side < 2; side++)
		ent_vocab_release(&p.vocab[side]);
	ent_buf_release(&text);
	return 0;
}
