/* SPDX-License-Identifier: Apache-2.0 */
/* Forms of tokens, scores and their explanation, rows of the index. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/lookup.h"
#include "format/inline_read.h"
#include "index/inverter.h"
#include "index/postings.h"
#include "match/code_cost.h"
#include "match/form.h"
#include "match/score.h"
#include "text/fold.h"

/* What form.c promises, by text/fold.h alone: each form from the one before. */
static void reference(ent_buf *out, ent_str token, ent_form form)
{
	static const unsigned folds[] = {
		ENT_FOLD_CASE,
		ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY,
		ENT_FOLD_CASE | ENT_FOLD_TYPOGRAPHY | ENT_FOLD_ACCENTS,
	};
	ent_buf before = ENT_BUF_INIT;
	ent_buf_clear(out);
	ent_buf_add(out, token);
	for (unsigned k = 0; k <= form; k++) {
		ent_buf_clear(&before);
		ent_buf_add(&before, ent_buf_str(out));
		ent_buf_clear(out);
		ent_fold_add(out, ent_buf_str(&before), folds[k]);
	}
	ent_buf_release(&before);
}

static void the_fast_fold_is_the_slow_one(void **state)
{
	(void)state;
	ent_form_buffer scratch = ENT_FORM_BUFFER_INIT;
	ent_buf c = ENT_BUF_INIT, want = ENT_BUF_INIT;
	for (uint32_t code = '!'; code < 0x3000; code++) {
		ent_buf_clear(&c);
		ent_buf_add_codepoint(&c, code);
		ent_token t;
		size_t at = 0;
		if (!ent_token_next(&t, ent_buf_str(&c), &at))
			continue;
		for (int form = ENT_FORM_PLAIN; form <= ENT_FORM_BARE; form++) {
			reference(&want, ent_buf_str(&c), (ent_form)form);
			ent_str got = ent_form_of(&scratch, ent_buf_str(&c), t.kind,
						  (ent_form)form);
			if (!ent_str_eq(got, ent_buf_str(&want)))
				fail_msg("U+%04X form %d: '%.*s', not '%s'", code, form,
					 (int)got.n, got.p, want.p ? want.p : "");
		}
	}
	ent_form_release(&scratch);
	ent_buf_release(&c);
	ent_buf_release(&want);
}

static void expect_key(const char *word, const char *want)
{
	ent_form_buffer scratch = ENT_FORM_BUFFER_INIT;
	ent_str got =
		ent_form_of(&scratch, ent_str_of(word), ENT_TOKEN_WORD, ENT_FORM_KEY);
	assert_int_equal(got.n, strlen(want));
	assert_memory_equal(got.p, want, got.n);
	ent_form_release(&scratch);
}

static void inflections_share_a_key(void **state)
{
	(void)state;
	expect_key("Nations", "nation");
	expect_key("nationales", "nation");
	expect_key("droits", "droit");
	expect_key("as", "as");
	expect_key("Œuvres", "oeuvre");
	expect_key("États", "etat");
}

static void expect_family(const char *lang, const char *words, bool one)
{
	ent_error err;
	ent_form_buffer scratch = ENT_FORM_BUFFER_INIT;
	ent_buf first = ENT_BUF_INIT;
	assert_int_equal(ent_stemmer_new(&scratch.stemmer, ent_str_of(lang), &err), 0);
	assert_non_null(scratch.stemmer);
	for (int round = 0; round < 2; round++) /* computed, then remembered */
		for (ent_str rest = ent_str_of(words); rest.p;) {
			ent_str word = ent_str_cut(&rest, ' ');
			ent_str key = ent_form_of(&scratch, word, ENT_TOKEN_WORD,
						  ENT_FORM_KEY);
			if (!first.n)
				ent_buf_add(&first, key);
			else if (ent_str_eq(key, ent_buf_str(&first)) != one &&
				 (one || rest.p == NULL))
				fail_msg("%.*s: %.*s", (int)word.n, word.p, (int)key.n,
					 key.p);
		}
	ent_buf_release(&first);
	ent_stemmer_free(scratch.stemmer);
	ent_form_release(&scratch);
}

static void stems_are_those_of_the_language(void **state)
{
	(void)state;
	ent_stemmer *none;
	ent_error err;
	expect_family("en", "vote Voted votes voting", true);
	expect_family("en", "nation Nations nations", true);
	expect_family("en", "vote veto", false);
	expect_family("fr", "adopté Adoptée adoptées adoptés ADOPTEES adopte adoptee",
		      true);
	expect_family("fr", "État états Etat etats ÉTAT", true);
	expect_family("fr", "général générale generale générales", true);
	expect_family("fr", "porte perte", false);
	assert_int_equal(ent_stemmer_new(&none, ENT_STR("xx"), &err), 0);
	assert_null(none);
	assert_int_equal(ent_stemmer_new(&none, ENT_STR(""), &err), 0);
	assert_null(none);
}

static ent_measure measure(const char *query, const char *text, ent_score_kind kind)
{
	ent_arena *arena = ent_arena_new(0);
	ent_query *q;
	ent_error err;
	ent_measure m = { 0, 1, 0, ENT_MATCH_FUZZY };
	const ent_measure worst = { 100, 100, 0, ENT_MATCH_FUZZY };
	bool fits;
	assert_int_equal(ent_query_new(&q, ent_str_of(query), kind, NULL, arena, &err),
			 0);
	assert_int_equal(
		ent_query_measure(&fits, &m, q, ent_str_of(text), &worst, 1, &err), 0);
	if (fits && m.kind != ENT_MATCH_EXACT) {
		/* the explanation adds up to the distance */
		const ent_edit *edits;
		uint32_t n;
		float sum = 0;
		assert_int_equal(
			ent_query_explain(&edits, &n, q, ent_str_of(text), arena, &err),
			0);
		for (uint32_t k = 0; k < n; k++)
			sum += edits[k].cost;
		if (m.kind != ENT_MATCH_NEAR)
			assert_int_equal(lroundf(sum * 100), m.distance);
	}
	ent_query_release(q);
	ent_arena_free(arena);
	return m;
}

static void expect_graded(const char *a,
			  const char *b,
			  uint32_t score,
			  const char *kind)
{
	ent_measure m = measure(a, b, ENT_SCORE_GRADED);
	ent_measure back = measure(b, a, ENT_SCORE_GRADED);
	assert_string_equal(ent_match_kind_name(m.kind), kind);
	assert_int_equal(m.score, score);
	assert_int_equal(back.score, score); /* the score is symmetric */
}

static void scores_grade_differences(void **state)
{
	(void)state;
	expect_graded("a b c d e f g h i j", "a b c d e f g h i j", 100, "exact");
	expect_graded("Canada’s – law", "canada's  -  Law", 99, "near");
	expect_graded("a b c d e f g h i 5", "a b c d e f g h i 7", 95, "fuzzy");
	expect_graded("a b c d e f g h i j", "a b c d e f g h i k", 90, "fuzzy");
	expect_graded("a b c d e f g h i et", "a b c d e f g h i ét", 98, "fuzzy");
	expect_graded("a b c d e f g h i etat", "a b c d e f g h i état", 98, "fuzzy");
	expect_graded("a b c d e f g h i nation", "a b c d e f g h i nations", 98,
		      "fuzzy");
	expect_graded("a b c d e f g h i j.", "a b c d e f g h i j", 95, "fuzzy");
	expect_graded("a b c d e f g h i j.", "a b c d e f g h i j;", 97, "fuzzy");
	expect_graded("a", "b", 0, "fuzzy");
	expect_graded("", "b", 0, "fuzzy");
}

static void the_plain_score_is_levenshtein(void **state)
{
	(void)state;
	ent_measure m = measure("The cat, sat", "the cat sat 1.5 x", ENT_SCORE_PLAIN);
	/* 4 tokens and 5: one goes, two come */
	assert_int_equal(m.distance, 300);
	assert_int_equal(m.length, 500);
	assert_int_equal(m.score, 40);
	m = measure("THE CAT", "the cat", ENT_SCORE_PLAIN);
	assert_int_equal(m.score, 100);
	m = measure("l'a", "l’a", ENT_SCORE_PLAIN);
	assert_int_equal(m.score, 66);
}

/* What the codes of a text cost against those of a query: both as content. */
static uint32_t code_cost(const char *query, const char *text, const char *moved)
{
	ent_arena *arena = ent_arena_new(0);
	ent_error err;
	ent_query *q;
	ent_code_cost *c;
	ent_inlines own, other;
	ent_code_pair *pairs;
	ent_buf plain[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	uint32_t cost, again, n;
	assert_int_equal(ent_markup_text(&plain[0], ent_str_of(query), &err), 0);
	assert_int_equal(ent_markup_text(&plain[1], ent_str_of(text), &err), 0);
	assert_true(ent_inline_list(&own, ent_str_of(query), arena));
	assert_true(ent_inline_list(&other, ent_str_of(text), arena));
	assert_int_equal(ent_query_new(&q, ent_buf_str(&plain[0]), ENT_SCORE_GRADED,
				       NULL, arena, &err),
			 0);
	assert_int_equal(ent_code_cost_new(&c, q, &own, arena, &err), 0);
	ent_code_cost_text(c, ent_buf_str(&plain[1]));
	assert_int_equal(ent_code_cost_of(&cost, NULL, NULL, c, &other, NULL, &err), 0);
	assert_int_equal(ent_code_cost_of(&again, &pairs, &n, c, &other, arena, &err),
			 0);
	assert_int_equal(cost, again);
	for (uint32_t k = 0; k < n; k++)
		if (pairs[k].moved && pairs[k].cost)
			assert_string_equal(moved, "moved");
	ent_code_cost_release(c);
	ent_query_release(q);
	ent_buf_release(&plain[0]);
	ent_buf_release(&plain[1]);
	ent_arena_free(arena);
	return cost;
}

static void expect_codes(const char *a, const char *b, uint32_t cost, const char *moved)
{
	assert_int_equal(code_cost(a, b, moved), cost);
	assert_int_equal(code_cost(b, a, moved), cost);
}

static void codes_cost_by_kind_and_place(void **state)
{
	(void)state;
	/* numbers, names and white space are not difference */
	expect_codes("a <g id=\"4\">b</g> c<x id=\"2\"/>",
		     "a<bpt i=\"1\">&lt;b&gt;</bpt> b<ept i=\"1\">&lt;/b&gt;</ept> c"
		     "<ph>{0}</ph>",
		     0, "");
	expect_codes("a <bx id=\"1\"/>b<ex id=\"2\" rid=\"1\"/>",
		     "a <ph type=\"x-bx\">&lt;bx id=\"1\"/&gt;</ph>b"
		     "<ph type=\"x-ex\">&lt;ex id=\"2\" rid=\"1\"/&gt;</ph>",
		     0, "");
	expect_codes("a <mrk mtype=\"x\">b</mrk>", "a b", 0, "");
	/* one comes, a pair comes, around the whole, in another place, within a word */
	expect_codes("a<x/> b", "a b", 15, "");
	expect_codes("a <g>b</g> c", "a b c", 30, "");
	expect_codes("<g>a b c</g>", "a b c", 10, "");
	expect_codes("a <g>b</g> c d", "a <g>b c</g> d", 10, "moved");
	expect_codes("ab <g>cd</g> e", "ab <g>c</g>d e", 10, "moved");
	expect_codes("ab <g>c</g>d e", "ab <g>c</g>d e", 0, "");
	/* of another kind */
	expect_codes("a <g>b</g> c", "a <x/>b<ex/> c", 10, "");
	expect_codes("a <g ctype=\"bold\">b</g> c",
		     "a <bpt i=\"1\">&lt;i&gt;</bpt>b<ept i=\"1\"/> c", 20, "");
	expect_codes("a <pc id=\"1\" subType=\"xlf:b\">b</pc> c",
		     "a <bpt i=\"1\">&lt;b&gt;</bpt>b<ept i=\"1\"/> c", 0, "");
	expect_codes("a<x ctype=\"lb\"/> b",
		     "a<ph type=\"x-x\">&lt;x id=\"1\" ctype=\"lb\"/&gt;</ph> b", 0,
		     "");
	expect_codes("a<x ctype=\"lb\"/> b", "a<x/> b", 10, "");
	/* places go by the words that correspond */
	expect_codes("one two <x/>three four", "one <x/>three four", 0, "");
	expect_codes("one two <x/>three four", "one five <x/>three four", 0, "");
	expect_codes("one two three<x/> four", "one <x/>two three four", 10, "moved");
}

static void rows_give_back_what_was_written(void **state)
{
	(void)state;
	enum { N = 5000 };
	static uint32_t texts[N];
	uint32_t x = 1, text = 7;
	for (int k = 0; k < N; k++) {
		x = x * 1664525u + 1013904223u;
		text += 1 + (x >> (k % 7 ? 26 : 12));
		texts[k] = text;
	}
	uint32_t done = 0, read = 0;
	while (done < N) {
		ent_buf row = ENT_BUF_INIT;
		uint64_t number = ent_row_number(3, 5, texts[done]);
		done += ent_row_write(&row, texts + done, N - done);
		assert_true(row.n <= ENT_ROW_BYTES);
		assert_int_equal(ent_row_bucket(number), 5);
		ent_row_reader r;
		ent_row_read(&r, number, ent_buf_str(&row));
		while (ent_row_next(&r))
			assert_int_equal(r.text, texts[read++]);
		assert_int_equal(read, done);
		ent_buf_release(&row);
	}
}

static void a_row_is_searched_by_blocks(void **state)
{
	(void)state;
	enum { N = 1000 };
	uint32_t texts[N];
	ent_buf row = ENT_BUF_INIT;
	ent_row_reader r;
	for (uint32_t k = 0; k < N; k++)
		texts[k] = 10 + 3 * k + k % 2;
	assert_int_equal(ent_row_write(&row, texts, N), N);
	for (uint32_t from = 1; from < N; from += 97) {
		unsigned blocks = 0;
		ent_row_read(&r, ent_row_number(3, 5, texts[0]), ent_buf_str(&row));
		while (r.n == 0 || r.texts[r.n - 1] < texts[from]) {
			r.next = r.n;
			ent_row_skip(&r, texts[from]);
			assert_true(ent_row_block(&r));
			blocks++;
		}
		assert_true(blocks <= 2); /* the first, and the one with the text */
		while (r.texts[r.next] < texts[from])
			r.next++;
		assert_int_equal(r.texts[r.next], texts[from]);
	}
	ent_buf_release(&row);
}

static void buckets_cover_all_weights(void **state)
{
	(void)state;
	uint32_t last = 0;
	for (uint32_t w = 0; w < 20000; w++) {
		uint32_t b = ent_bucket_of(w);
		assert_true(b == last || b == last + 1);
		assert_true(ent_bucket_low(b) <= w && ent_bucket_low(b + 1) > w);
		last = b;
	}
	assert_true(last < ENT_BUCKETS);
}

static void numbers_are_sorted(void **state)
{
	(void)state;
	enum { N = 3000 };
	static uint64_t c[N], scratch[N];
	uint64_t x = 1;
	for (int k = 0; k < N; k++) {
		x = x * 6364136223846793005u + 1442695040888963407u;
		c[k] = x >> (k % 40);
	}
	ent_postings_sort(c, scratch, N);
	for (int k = 1; k < N; k++)
		assert_true(c[k - 1] <= c[k]);
}

/* ---- places ------------------------------------------------------------------- */

static uint64_t step(uint64_t *x)
{
	*x = *x * 6364136223846793005u + 1442695040888963407u;
	return *x >> 33;
}

enum { PLACES = 6000 };

/* Texts some of which follow each other closely and some have many places. */
static size_t draw_places(ent_occurrence *out, uint64_t *x, uint32_t spread)
{
	size_t n = 0;
	uint32_t text = 5;
	while (n + 300 < PLACES) {
		uint32_t count = step(x) % 40 ? 1 + (uint32_t)(step(x) % 3) : 250;
		uint32_t position = (uint32_t)(step(x) % spread);
		text += 1 + (uint32_t)(step(x) % spread);
		for (; count; count--) {
			out[n++] = (ent_occurrence){ text, position };
			position += 1 + (uint32_t)(step(x) % 9);
		}
	}
	return n;
}

static void expect_places(const ent_occurrence *places, size_t n)
{
	ent_buf row = ENT_BUF_INIT;
	for (size_t done = 0; done < n;) {
		ent_places_reader r;
		ent_buf_clear(&row);
		size_t held = ent_places_write(&row, places + done, n - done), k = done;
		assert_true(held > 0);
		assert_true(done + held == n ||
			    places[done + held].text != places[done + held - 1].text);
		ent_places_read(&r, places[done].text, ent_buf_str(&row));
		while (ent_places_block(&r))
			for (uint32_t t = 0; t < r.n; t++)
				for (ent_places_of(&r, t); ent_places_next(&r); k++) {
					assert_int_equal(r.texts[t], places[k].text);
					assert_int_equal(r.position,
							 places[k].position);
				}
		assert_int_equal(k, done + held);
		/* passing over finds the last text too */
		uint32_t last = places[done + held - 1].text;
		ent_places_read(&r, places[done].text, ent_buf_str(&row));
		ent_places_skip(&r, last);
		assert_true(ent_places_block(&r));
		assert_int_equal(r.texts[r.n - 1], last);
		done += held;
	}
	ent_buf_release(&row);
}

static void rows_give_back_places(void **state)
{
	(void)state;
	static ent_occurrence places[PLACES];
	const ent_occurrence one = { ENT_TEXT_MAX, 70000 };
	uint64_t x = 3;
	expect_places(&one, 1);
	for (uint32_t spread = 1; spread < 100000; spread *= 7)
		expect_places(places, draw_places(places, &x, spread));
}

static void the_inverter_gives_lists_in_order(void **state)
{
	(void)state;
	enum { LISTS = 700, TEXTS = 400, WORDS = 60 };
	ent_inverter *inv = ent_inverter_new();
	ent_inverted list;
	size_t at = 0, places = 0, n[2] = { 0, 0 };
	uint64_t x = 9;
	assert_non_null(inv);
	for (uint32_t k = 0; k < TEXTS; k++) {
		/* not in order, as when a text that was there is indexed */
		uint32_t text = 1 + (k ^ 1), words[WORDS], keys[WORDS];
		for (uint32_t p = 0; p < WORDS; p++) {
			words[p] =
				2 + 2 * (uint32_t)(step(&x) % (1 + step(&x) % LISTS));
			keys[p] = words[p] + 1;
			places += p % 9 > 0;
			if (p % 9 == 0) /* a word that nobody knows */
				words[p] = ENT_NO_LIST;
		}
		assert_true(ent_inverter_add(inv, words, WORDS, text, true));
		assert_true(ent_inverter_add(inv, keys, WORDS, text, false));
	}
	for (uint32_t before = 0; ent_inverter_next(&list, inv, &at) > 0;) {
		assert_true(!n[0] || list.list > before);
		before = list.list;
		assert_true(list.placed == !(list.list & 1));
		n[!list.placed] += list.n;
		for (size_t k = 1; k < list.n; k++)
			assert_true(ent_place_cmp(&list.places[k - 1],
						  &list.places[k]) < 0 ||
				    (!list.placed &&
				     list.places[k - 1].text == list.places[k].text));
	}
	assert_int_equal(n[0], places);
	assert_true(n[1] > 1000 && n[1] < (size_t)WORDS * TEXTS);
	ent_inverter_clear(inv);
	assert_true(ent_inverter_is_empty(inv));
	ent_inverter_free(inv);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_fast_fold_is_the_slow_one),
		cmocka_unit_test(inflections_share_a_key),
		cmocka_unit_test(stems_are_those_of_the_language),
		cmocka_unit_test(scores_grade_differences),
		cmocka_unit_test(the_plain_score_is_levenshtein),
		cmocka_unit_test(codes_cost_by_kind_and_place),
		cmocka_unit_test(rows_give_back_what_was_written),
		cmocka_unit_test(a_row_is_searched_by_blocks),
		cmocka_unit_test(buckets_cover_all_weights),
		cmocka_unit_test(numbers_are_sorted),
		cmocka_unit_test(rows_give_back_places),
		cmocka_unit_test(the_inverter_gives_lists_in_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
