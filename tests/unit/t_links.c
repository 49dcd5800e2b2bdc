/* SPDX-License-Identifier: Apache-2.0 */
/* Word links: what must hold of any, and how many are right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "align/links.h"
#include "align/words.h"
#include "entente/align.h"
#include "entente/lexicon.h"

enum { MOST_WORDS = 200 };

struct words {
	uint32_t n;
	ent_word all[MOST_WORDS];
};

static void cut(struct words *out, ent_str text)
{
	ent_words reader = ENT_WORDS_INIT;
	out->n = 0;
	ent_words_start(&reader, text);
	while (ent_words_next(&out->all[out->n], &reader))
		assert_true(++out->n < MOST_WORDS);
	ent_words_release(&reader);
}

static uint32_t word_at(const struct words *w, uint32_t start)
{
	uint32_t k = 0;
	while (k < w->n && w->all[k].start != start)
		k++;
	assert_true(k < w->n);
	return k;
}

struct score {
	double links, right, sure, found;
};

/* What a person says of words i and j: 0 nothing, 1 possible, 2 sure. */
struct gold {
	uint8_t at[MOST_WORDS][MOST_WORDS];
};

static void read_gold(struct gold *out, ent_str field)
{
	memset(out, 0, sizeof(*out));
	while (field.p) {
		ent_str one = ent_str_cut(&field, ' ');
		unsigned i, j;
		char kind;
		char text[32] = "";
		assert_true(one.n < sizeof(text));
		memcpy(text, one.p, one.n);
		assert_int_equal(sscanf(text, "%u%c%u", &i, &kind, &j), 3);
		out->at[i][j] = kind == '-' ? 2 : 1;
	}
}

static void count_pair(struct score *s,
		       ent_str en,
		       ent_str fr,
		       const struct gold *gold,
		       const ent_lexicon *lexicon)
{
	static struct words src, tgt;
	ent_arena *arena = ent_arena_new(0);
	const ent_link *links;
	uint32_t n;
	ent_error err;
	cut(&src, en);
	cut(&tgt, fr);
	for (uint32_t i = 0; i < src.n; i++)
		for (uint32_t j = 0; j < tgt.n; j++)
			s->sure += gold->at[i][j] == 2;
	assert_int_equal(ent_align_words(&links, &n, en, fr, lexicon, arena, &err), 0);
	for (uint32_t k = 0; k < n; k++) {
		const uint32_t i = word_at(&src, links[k].src_start);
		const uint32_t j = word_at(&tgt, links[k].tgt_start);
		if (src.all[i].kind == ENT_TOKEN_MARK ||
		    tgt.all[j].kind == ENT_TOKEN_MARK)
			continue;
		s->links++;
		s->right += gold->at[i][j] > 0;
		s->found += gold->at[i][j] == 2;
	}
	ent_arena_free(arena);
}

/* F1 of precision over possible links and recall of sure ones. */
static double f1_of(const ent_lexicon *lexicon)
{
	static struct gold gold;
	static char line[4096];
	struct score s = { 0, 0, 0, 0 };
	FILE *in = fopen("tests/links/en-fr.tsv", "r");
	assert_non_null(in);
	while (fgets(line, sizeof(line), in)) {
		ent_str rest = { line, strcspn(line, "\n") };
		if (line[0] == '#')
			continue;
		ent_str en = ent_str_cut(&rest, '\t');
		ent_str fr = ent_str_cut(&rest, '\t');
		read_gold(&gold, rest);
		count_pair(&s, en, fr, &gold, lexicon);
	}
	fclose(in);
	assert_true(s.sure > 300);
	const double p = s.right / s.links, r = s.found / s.sure;
	printf("# links: precision %.3f, recall %.3f\n", p, r);
	return 2 * p * r / (p + r);
}

static double floor_of(const char *name)
{
	char line[256], key[64];
	double value = 0, found = 2;
	FILE *in = fopen("tests/floors/links.txt", "r");
	assert_non_null(in);
	while (fgets(line, sizeof(line), in))
		if (sscanf(line, "%63s %lf", key, &value) == 2 && !strcmp(key, name))
			found = value;
	fclose(in);
	return found;
}

static ent_lexicon *shipped(void)
{
	ent_lexicon *lx;
	ent_error err;
	assert_int_equal(
		ent_lexicon_open(&lx, NULL, ENT_STR("en"), ENT_STR("fr"), &err), 0);
	assert_non_null(lx);
	return lx;
}

static void most_links_are_right(void **state)
{
	(void)state;
	ent_lexicon *lx = shipped();
	assert_true(f1_of(lx) >= floor_of("lexicon"));
	assert_true(f1_of(NULL) >= floor_of("none"));
	ent_lexicon_close(lx);
}

/* The target words that answer a word, joined. */
static void expect(const char *en,
		   const char *word,
		   const char *fr,
		   const char *want,
		   bool lexicon)
{
	ent_lexicon *lx = lexicon ? shipped() : NULL;
	ent_arena *arena = ent_arena_new(0);
	ent_buf got = ENT_BUF_INIT;
	const ent_link *links;
	const uint32_t at = (uint32_t)(strstr(en, word) - en);
	uint32_t n;
	ent_error err;
	assert_int_equal(ent_align_words(&links, &n, ent_str_of(en), ent_str_of(fr), lx,
					 arena, &err),
			 0);
	for (uint32_t k = 0; k < n; k++)
		if (links[k].src_start == at)
			ent_buf_add(&got,
				    ent_str_slice(ent_str_of(fr), links[k].tgt_start,
						  links[k].tgt_end));
	assert_string_equal(got.p ? got.p : "", want);
	ent_buf_release(&got);
	ent_arena_free(arena);
	ent_lexicon_close(lx);
}

static void a_word_is_linked_to_its_counterpart(void **state)
{
	(void)state;
	expect("The water of the lake", "lake", "L'eau du lac", "lac", true);
	expect("The water of the lake", "The", "L’eau du lac", "L’", true);
	expect("a red flimp and a child", "flimp", "un zorgle rouge et un enfant",
	       "zorgle", true);
	expect("See 1,500.5 and 20", "1,500.5", "Voir 20 et 1 500,5", "1 500,5", true);
	expect("Mr. Kolevrat spoke", "Kolevrat", "Kolevrat parla", "Kolevrat", false);
	expect("one two three", "two", "uno dos tres", "dos", false);
}

static void swapped_texts_give_swapped_links(void **state)
{
	(void)state;
	const ent_str en =
		ENT_STR("The Ministers of the three States met on the lake.");
	const ent_str fr =
		ENT_STR("Les ministres des trois États se sont réunis au lac.");
	ent_lexicon *lx = shipped(), *turned;
	ent_arena *arena = ent_arena_new(0);
	const ent_link *a, *b;
	uint32_t n, m, same = 0;
	ent_error err;
	assert_int_equal(
		ent_lexicon_open(&turned, NULL, ENT_STR("fr"), ENT_STR("en"), &err), 0);
	assert_int_equal(ent_align_words(&a, &n, en, fr, lx, arena, &err), 0);
	assert_int_equal(ent_align_words(&b, &m, fr, en, turned, arena, &err), 0);
	assert_int_equal(n, m);
	assert_true(n > 6);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t j = 0; j < m; j++)
			same += a[i].src_start == b[j].tgt_start &&
				a[i].src_end == b[j].tgt_end &&
				a[i].tgt_start == b[j].src_start &&
				a[i].tgt_end == b[j].src_end &&
				a[i].probability == b[j].probability;
	assert_int_equal(same, n);
	ent_arena_free(arena);
	ent_lexicon_close(lx);
	ent_lexicon_close(turned);
}

/* Any part of the source has the links that it has among all, from a linker that has
 * seen other texts. */
static void links_of_a_part_are_equal_to_those_of_the_whole(void **state)
{
	(void)state;
	static char line[4096];
	ent_lexicon *lx = shipped();
	ent_arena *arena = ent_arena_new(0);
	ent_linker *linker = ent_linker_new();
	const ent_link *all, *some;
	uint32_t n, m, compared = 0;
	ent_error err;
	FILE *in = fopen("tests/links/en-fr.tsv", "r");
	assert_non_null(in);
	assert_non_null(linker);
	while (fgets(line, sizeof(line), in)) {
		ent_str rest = { line, strcspn(line, "\n") };
		if (line[0] == '#')
			continue;
		const ent_str en = ent_str_cut(&rest, '\t');
		const ent_str texts[2] = { en, ent_str_cut(&rest, '\t') };
		assert_int_equal(
			ent_align_words(&all, &n, texts[0], texts[1], lx, arena, &err),
			0);
		for (uint32_t at = 0; at < en.n; at += 7) {
			const ent_span span = { at, at + 12 };
			uint32_t k = 0;
			assert_int_equal(ent_linker_run(&some, &m, linker, texts, lx,
							&span, 1, &err),
					 0);
			for (uint32_t i = 0; i < n; i++) {
				if (all[i].src_start >= span.end ||
				    all[i].src_end <= span.start)
					continue;
				assert_true(k < m);
				assert_int_equal(some[k].src_start, all[i].src_start);
				assert_int_equal(some[k].tgt_start, all[i].tgt_start);
				assert_int_equal(some[k].tgt_end, all[i].tgt_end);
				assert_float_equal(some[k].probability,
						   all[i].probability, 1e-4);
				k++;
			}
			assert_int_equal(k, m);
			compared += m;
		}
	}
	fclose(in);
	assert_true(compared > 300);
	ent_linker_free(linker);
	ent_arena_free(arena);
	ent_lexicon_close(lx);
}

static void a_linker_keeps_nothing_of_earlier_texts(void **state)
{
	(void)state;
	const ent_str texts[2] = { ENT_STR("a red lake"), ENT_STR("un lac rouge") };
	const ent_str back[2] = { texts[1], texts[0] };
	ent_lexicon *lx = shipped(), *turned;
	ent_linker *linker = ent_linker_new();
	const ent_link *links;
	uint32_t n;
	ent_error err;
	assert_int_equal(
		ent_lexicon_open(&turned, NULL, ENT_STR("fr"), ENT_STR("en"), &err), 0);
	assert_int_equal(ent_linker_run(&links, &n, linker, texts, lx, NULL, 0, &err),
			 0);
	assert_int_equal(n, 3);
	ent_linker_release(linker);
	assert_int_equal(
		ent_linker_run(&links, &n, linker, back, turned, NULL, 0, &err), 0);
	assert_int_equal(n, 3);
	ent_linker_release(NULL);
	ent_linker_free(linker);
	ent_linker_free(NULL);
	ent_lexicon_close(lx);
	ent_lexicon_close(turned);
}

/* Twice as many pairs as are kept, each asked for again at once and later. */
static void a_linker_repeats_itself(void **state)
{
	(void)state;
	ent_lexicon *lx = shipped();
	ent_linker *linker = ent_linker_new();
	ent_arena *arena = ent_arena_new(0);
	const ent_link *links, *fresh;
	uint32_t n, n_fresh;
	ent_error err;
	for (int k = 0; k < 9000; k++) {
		const int which = k % 2 ? k / 2 % 300 : k / 2;
		char text[2][64];
		snprintf(text[0], 64, "a red lake %d and %d", which % 7, which / 7);
		snprintf(text[1], 64, "un lac rouge %d et %d", which / 7, which % 5);
		const ent_str texts[2] = { ent_str_of(text[0]), ent_str_of(text[1]) };
		assert_int_equal(
			ent_linker_run(&links, &n, linker, texts, lx, NULL, 0, &err),
			0);
		if (which % 8)
			continue;
		ent_arena_clear(arena);
		assert_int_equal(ent_align_words(&fresh, &n_fresh, texts[0], texts[1],
						 lx, arena, &err),
				 0);
		assert_int_equal(n, n_fresh);
		assert_true(n > 0);
		assert_memory_equal(links, fresh, n * sizeof(*links));
	}
	ent_linker_free(linker);
	ent_arena_free(arena);
	ent_lexicon_close(lx);
}

static void any_texts_are_linked(void **state)
{
	(void)state;
	ent_arena *arena = ent_arena_new(0);
	ent_buf many = ENT_BUF_INIT;
	const ent_link *links;
	uint32_t n;
	ent_error err;
	for (int k = 0; k < 3000; k++)
		ent_buf_addf(&many, "%c%cword ", 'a' + k % 26, 'a' + k / 26 % 26);
	const ent_str texts[] = {
		{ "", 0 }, { " ", 1 }, { "x", 1 }, { ".", 1 }, ent_buf_str(&many)
	};
	for (size_t i = 0; i < 5; i++)
		for (size_t j = 0; j < 5; j++) {
			assert_int_equal(ent_align_words(&links, &n, texts[i], texts[j],
							 NULL, arena, &err),
					 0);
			for (uint32_t k = 0; k < n; k++) {
				assert_true(links[k].src_end <= texts[i].n);
				assert_true(links[k].tgt_end <= texts[j].n);
				assert_true(links[k].probability >= 0 &&
					    links[k].probability <= 1.001f);
			}
			if (i == 4 && j == 4)
				assert_true(n > 2900);
		}
	ent_buf_release(&many);
	ent_arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(most_links_are_right),
		cmocka_unit_test(a_word_is_linked_to_its_counterpart),
		cmocka_unit_test(swapped_texts_give_swapped_links),
		cmocka_unit_test(links_of_a_part_are_equal_to_those_of_the_whole),
		cmocka_unit_test(a_linker_keeps_nothing_of_earlier_texts),
		cmocka_unit_test(a_linker_repeats_itself),
		cmocka_unit_test(any_texts_are_linked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
