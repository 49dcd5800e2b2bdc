/* SPDX-License-Identifier: Apache-2.0 */
/* The search through the index gives every text that measuring all of them gives. */
#include "unit/indexed.h"

struct searching {
	struct stored *st;
	ent_query *query;
	const struct indexed *x;
	ent_measure floor;
	bool found[INDEXED_TEXTS];
	size_t measured;
};

static bool fits(struct searching *s, size_t text)
{
	struct stored *st = s->st;
	bool fit;
	ent_measure m;
	OK(ent_query_measure(&fit, &m, s->query, ent_str_of(s->x->texts[text]),
			     &s->floor, 1, &st->err));
	return fit;
}

static size_t text_of(const struct indexed *x, uint32_t id)
{
	for (size_t k = 0; k < INDEXED_TEXTS; k++)
		if (x->ids[k] == id)
			return k;
	fail_msg("text %u is not one of ours", id);
	return 0;
}

static ent_status measure(ent_measure *floor,
			  void *data,
			  const ent_candidate *candidates,
			  size_t n,
			  ent_error *err)
{
	struct searching *s = data;
	(void)err;
	for (size_t k = 0; k < n; k++) {
		const size_t text = text_of(s->x, candidates[k].text);
		s->measured++;
		s->found[text] |= fits(s, text);
	}
	*floor = s->floor;
	return ENT_OK;
}

static void search(struct stored *st,
		   struct indexed *x,
		   const char *text,
		   ent_score_kind kind,
		   uint32_t least,
		   size_t *measured)
{
	struct searching s = { .st = st, .x = x };
	const ent_probe probe = { measure, &s, 0 };
	ent_candidate *candidates;
	ent_stemmer *stemmer;
	size_t n;
	s.floor = (ent_measure){ .distance = 100 - least, .length = 100 };
	OK(ent_index_stemmer(&stemmer, x->index, x->language, &st->err));
	OK(ent_query_new(&s.query, ent_str_of(text), kind, stemmer, st->arena,
			 &st->err));
	OK(ent_index_search(&candidates, &n, x->index, x->language, s.query, &probe,
			    st->arena, &st->err));
	for (size_t k = 0; k < n; k++)
		s.found[text_of(x, candidates[k].text)] |=
			fits(&s, text_of(x, candidates[k].text));
	*measured += s.measured + n;
	for (size_t k = 0; k < INDEXED_TEXTS; k++)
		if (s.found[k] != fits(&s, k))
			fail_msg("'%s' for '%s' at %u: %s", x->texts[k], text, least,
				 s.found[k] ? "found" : "missed");
	ent_query_release(s.query);
}

static void the_search_finds_what_measuring_every_text_finds(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	static const uint32_t least[] = { 1, 30, 50, 70, 90, 100 };
	uint64_t seed = 6;
	size_t measured = 0, all = 0;
	char text[400];
	indexed_fill(st, &x);
	for (int round = 0; round < 60; round++)
		for (size_t k = 0; k < sizeof(least) / sizeof(least[0]); k++)
			for (int kind = 0; kind < 2; kind++) {
				x.index->sieve.eager = round % 2;
				search(st, &x,
				       round % 3 ? indexed_make(&seed, text)
						 : x.texts[round],
				       kind ? ENT_SCORE_PLAIN : ENT_SCORE_GRADED,
				       least[k], &measured);
				all += INDEXED_TEXTS;
			}
	/* else the index would be of no use */
	assert_true(measured < all / 2);
	indexed_free(&x);
}

/* The same in a memory that is read again and again, where frequent words have bits. */
static void known_words_lose_nothing(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	uint64_t seed = 7;
	size_t measured = 0;
	char text[400];
	indexed_fill(st, &x);
	indexed_reopen(st, &x);
	for (int round = 0; round < 400; round++) {
		x.index->sieve.eager = round % 2;
		x.index->sieve.slow = round % 3 == 1;
		search(st, &x,
		       round % 4 ? indexed_make(&seed, text)
				 : x.texts[pick(&seed, INDEXED_TEXTS)],
		       round % 5 ? ENT_SCORE_GRADED : ENT_SCORE_PLAIN,
		       1 + pick(&seed, 100), &measured);
	}
	assert_non_null(ent_frequent_known(x.index->frequent, x.language).bits);
	assert_true(x.index->sieve.known > 0);
	assert_true(measured < (size_t)400 * INDEXED_TEXTS / 2);
	indexed_free(&x);
}

/* A text whose weight is known is refused before its end, and only then. */
static void a_known_weight_changes_no_measure(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	uint64_t seed = 11;
	size_t n_fit = 0, n_not = 0;
	char text[400];
	indexed_fill(st, &x);
	for (int round = 0; round < 200; round++) {
		ent_query *query;
		const uint32_t least = 1 + pick(&seed, 100);
		const ent_measure floor = { .distance = 100 - least, .length = 100 };
		OK(ent_query_new(&query, ent_str_of(indexed_make(&seed, text)),
				 round % 5 ? ENT_SCORE_GRADED : ENT_SCORE_PLAIN, NULL,
				 st->arena, &st->err));
		for (size_t k = 0; k < INDEXED_TEXTS; k++) {
			bool fits[2];
			ent_measure m[2];
			ent_str stored;
			uint32_t weight;
			OK(ent_store_text_get(&stored, &weight, st->store, x.ids[k],
					      &st->err));
			for (int known = 0; known < 2; known++)
				OK(ent_query_measure_weighed(
					&fits[known], &m[known], query, stored,
					known ? weight : 0, &floor, 1, &st->err));
			assert_int_equal(fits[0], fits[1]);
			assert_true(!fits[0] || !ent_measure_cmp(&m[0], &m[1]));
			n_fit += fits[0];
			n_not += !fits[0];
		}
		ent_query_release(query);
	}
	assert_true(n_fit > 1000 && n_not > 1000);
	indexed_free(&x);
}

static void a_search_sees_texts_leave_and_come_back(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	size_t measured = 0;
	indexed_fill(st, &x);
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k < 100; k++) {
		const ent_text_row row = { x.ids[k], x.language, 0,
					   ent_str_of(x.texts[k]) };
		OK(ent_index_remove(x.index, &row, &st->err));
	}
	OK(ent_index_flush(x.index, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	struct searching s = { .st = st, .x = &x };
	const ent_probe probe = { measure, &s, 0 };
	ent_candidate *candidates;
	ent_stemmer *stemmer;
	size_t n;
	s.floor = (ent_measure){ .distance = 99, .length = 100 };
	OK(ent_index_stemmer(&stemmer, x.index, x.language, &st->err));
	OK(ent_query_new(&s.query, ent_str_of("the minister signed"), ENT_SCORE_GRADED,
			 stemmer, st->arena, &st->err));
	OK(ent_index_search(&candidates, &n, x.index, x.language, s.query, &probe,
			    st->arena, &st->err));
	assert_true(n + s.measured > 0);
	for (size_t k = 0; k < n; k++)
		assert_true(text_of(&x, candidates[k].text) >= 100);
	for (int k = 0; k < 100; k++)
		assert_false(s.found[k]);
	ent_query_release(s.query);
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k < 100; k++)
		OK(ent_index_add(x.index, x.language, x.ids[k], ent_str_of(x.texts[k]),
				 &st->err));
	OK(ent_index_flush(x.index, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	for (int k = 0; k < 20; k++)
		search(st, &x, x.texts[k], ENT_SCORE_GRADED, 50, &measured);
	indexed_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(the_search_finds_what_measuring_every_text_finds),
		STORED(known_words_lose_nothing),
		STORED(a_known_weight_changes_no_measure),
		STORED(a_search_sees_texts_leave_and_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
