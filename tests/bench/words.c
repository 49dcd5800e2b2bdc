/* SPDX-License-Identifier: Apache-2.0 */
/* words.c - MB/s of the aligner's words and of plain tokens, on the same lines. usage:
 * words FILE the best of five runs of each. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "align/words.h"
#include "base/file.h"

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t run_words(ent_words *words, ent_str text)
{
	size_t total = 0;
	ent_word word;
	while (text.n) {
		ent_words_start(words, ent_str_cut(&text, '\n'));
		while (ent_words_next(&word, words))
			total += word.hash & 1;
	}
	return total;
}

static size_t run_tokens(ent_str text)
{
	size_t total = 0;
	while (text.n) {
		ent_str line = ent_str_cut(&text, '\n');
		ent_token token;
		for (size_t at = 0; ent_token_next(&token, line, &at);)
			total++;
	}
	return total;
}

int main(int argc, char **argv)
{
	enum { RUNS = 5 };
	double ours = 1e9, plain = 1e9;
	size_t seen = 0;
	ent_buf text = ENT_BUF_INIT;
	ent_words words = ENT_WORDS_INIT;
	ent_error err;
	if (argc < 2 || ent_file_read(&text, argv[1], 1 << 30, &err))
		return 1;
	for (int k = 0; k < RUNS; k++) {
		double start = now();
		seen += run_words(&words, ent_buf_str(&text));
		double middle = now();
		seen += run_tokens(ent_buf_str(&text));
		double end = now();
		ours = middle - start < ours ? middle - start : ours;
		plain = end - middle < plain ? end - middle : plain;
	}
	double mb = (double)text.n / 1e6;
	printf("words: folded %.0f MB/s, tokens alone %.0f MB/s, ratio %.2f (%zu)\n",
	       mb / ours, mb / plain, plain / ours, seen);
	ent_words_release(&words);
	ent_buf_release(&text);
	return 0;
}
