/* SPDX-License-Identifier: Apache-2.0 */
/* Words of texts read back from the lists: as the texts themselves have them. */
#include "index/places.h"
#include "index/sequence_chunk.h"
#include "unit/indexed.h"

struct words {
	const ent_str *forms;
	uint32_t n, at, length; /* length: up to the last of the forms */
	uint32_t is[64];
};

static bool take_word(void *data, ent_str form, const ent_token *token)
{
	struct words *w = data;
	(void)token;
	assert_true(w->at < 64);
	w->is[w->at] = 0;
	for (uint32_t k = 0; k < w->n; k++)
		if (ent_str_eq(w->forms[k], form))
			w->is[w->at] = k + 1;
	if (w->is[w->at++])
		w->length = w->at;
	return true;
}

static void expect_sequence(const ent_sequences *s,
			    uint32_t text,
			    const uint32_t *want,
			    uint32_t n)
{
	assert_int_equal(s->first[text + 1] - s->first[text], n);
	if (n)
		assert_memory_equal(s->words + s->first[text], want, n * sizeof(*want));
}

static void a_sequence_is_that_of_the_text(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	const ent_str forms[] = { ENT_STR(","),        ENT_STR("cafe"),
				  ENT_STR("minister"), ENT_STR("nowhere"),
				  ENT_STR("the"),      ENT_STR("water") };
	enum { RECENT = 5 };
	uint64_t seed = 77, ids[RECENT];
	char recent[RECENT][400];
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	indexed_fill(st, &x);
	OK(ent_store_begin(st->store, &st->err));
	for (int k = 0; k < RECENT; k++)
		ids[k] = indexed_add(st, &x, indexed_make(&seed, recent[k]));
	OK(ent_index_flush(x.index, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	for (uint32_t n = 0; n <= 6; n += 3) {
		uint64_t wanted[16] = { 0 };
		ent_sequences s;
		const uint32_t texts = (uint32_t)ids[RECENT - 1] + 1;
		assert_true(texts < 16 * 64);
		for (uint32_t t = 0; t < texts; t++)
			if (pick(&seed, 4))
				wanted[t / 64] |= (uint64_t)1 << t % 64;
		OK(ent_sequences_read(&s, &(ent_index_list){ &x.index, 1 }, forms, n,
				      wanted, texts, NULL, &st->err));
		assert_int_equal(s.n_texts, texts);
		for (int k = 0; k < INDEXED_TEXTS + RECENT; k++) {
			const bool is_recent = k >= INDEXED_TEXTS;
			const uint32_t text =
				(uint32_t)(is_recent ? ids[k - INDEXED_TEXTS]
						     : x.ids[k]);
			struct words w = { .forms = forms, .n = n };
			assert_true(ent_index_words(
				&buffer,
				ent_str_of(is_recent ? recent[k - INDEXED_TEXTS]
						     : x.texts[k]),
				take_word, &w));
			expect_sequence(&s, text, w.is,
					wanted[text / 64] >> text % 64 & 1 ? w.length
									   : 0);
		}
		ent_sequences_release(&s);
	}
	ent_form_release(&buffer);
	indexed_free(&x);
}

/* The second range alone, as a thread reads it. */
static void expect_chunk(struct stored *st,
			 ent_index *index,
			 const ent_sequence_source *source,
			 uint32_t (*words)[4])
{
	ent_sequence_chunk chunk = { .from = ENT_SEQUENCE_RANGE,
				     .to = source->n_texts - 1 };
	uint32_t *ends = calloc(source->n_texts + 1, sizeof(*ends));
	uint32_t begin = 0;
	assert_non_null(ends);
	OK(ent_sequence_chunk_read(&chunk, ends, source, index, &st->err));
	for (uint32_t t = chunk.from; t < chunk.to; t++) {
		uint32_t length = source->wanted[t / 64] >> t % 64 & 1 ? 4 : 0;
		while (length && !words[t][length - 1])
			length--;
		assert_int_equal(ends[t + 1] - begin, length);
		assert_int_equal(
			memcmp(chunk.words + begin, words[t], length * sizeof(**words)),
			0);
		begin = ends[t + 1];
	}
	assert_int_equal(begin, chunk.n);
	assert_int_equal(ends[source->n_texts], 0);
	free(chunk.words);
	free(ends);
}

/* Texts of several ranges, in rows that reach from one into the next. */
static void lists_of_many_texts_are_read_by_ranges(void **state)
{
	struct stored *st = *state;
	enum { TEXTS = 300000, WORDS = 3, MOST = 40000 };
	const ent_str forms[] = { ENT_STR("a"), ENT_STR("b"), ENT_STR("c") };
	static ent_word_place places[WORDS][MOST];
	static uint64_t wanted[TEXTS / 64 + 1];
	static uint32_t n[WORDS];
	static uint32_t words[TEXTS][4];
	ent_word_list lists[WORDS];
	const ent_sequence_source source = {
		.wanted = wanted, .n_texts = TEXTS, .lists = lists, .n_lists = WORDS
	};
	ent_index *index;
	ent_sequences s;
	uint64_t seed = 31;
	OK(ent_index_new(&index, st->store, &st->err));
	OK(ent_store_begin(st->store, &st->err));
	memset(wanted, 0, sizeof(wanted));
	for (uint32_t t = 0; t < TEXTS; t++) {
		if (pick(&seed, 3) || t == 131072)
			wanted[t / 64] |= (uint64_t)1 << t % 64;
		for (uint32_t at = 0; at < 4; at++) {
			const bool at_end = t == 131071 || t == 131072; /* of a range */
			const uint32_t w = pick(&seed, at_end ? WORDS : 40);
			if (w < WORDS && n[w] < MOST) {
				places[w][n[w]++] = (ent_word_place){ t, at };
				words[t][at] = w + 1;
			}
		}
	}
	for (uint32_t w = 0; w < WORDS; w++) {
		uint32_t key;
		OK(ent_store_key_add(&key, st->store, ENT_ANY_LANGUAGE, forms[w],
				     &st->err));
		assert_true(n[w] > 10000);
		OK(ent_store_key_count(st->store, key, n[w], &st->err));
		lists[w] = (ent_word_list){ .key = key, .word = w + 1, .texts = n[w] };
		for (size_t done = 0; done < n[w];) {
			ent_buf row = ENT_BUF_INIT;
			const ent_word_place *from = &places[w][done];
			done += ent_places_write(&row, from, n[w] - done);
			OK(ent_store_posting_put(st->store,
						 ent_row_number(key, 0, from->text),
						 ent_buf_str(&row), &st->err));
			ent_buf_release(&row);
		}
	}
	OK(ent_sequences_read(&s, &(ent_index_list){ &index, 1 }, forms, WORDS, wanted,
			      TEXTS, NULL, &st->err));
	for (uint32_t t = 0; t < TEXTS; t++) {
		uint32_t length = 4;
		while (length && !words[t][length - 1])
			length--;
		expect_sequence(&s, t, words[t],
				wanted[t / 64] >> t % 64 & 1 ? length : 0);
	}
	ent_sequences_release(&s);
	expect_chunk(st, index, &source, words);
	ent_store_rollback(st->store);
	ent_index_free(index);
}

/* The first word and the last. */
static ent_status keep_ends(void *data,
			    uint32_t text,
			    uint32_t *words,
			    uint32_t *n,
			    ent_error *err)
{
	(void)text, (void)err;
	++*(uint32_t *)data;
	if (*n < 4)
		return ENT_OK;
	words[1] = ENT_SEQUENCE_GAP | (*n - 2);
	words[2] = words[*n - 1];
	*n = 3;
	return ENT_OK;
}

static void words_that_are_not_kept_are_counted(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	const ent_str forms[] = { ENT_STR("minister"), ENT_STR("the"),
				  ENT_STR("water") };
	uint64_t wanted[INDEXED_TEXTS / 32];
	ent_sequences all, s;
	uint32_t called = 0, expected = 0, gaps = 0;
	const ent_sequence_taker taker = { .fn = keep_ends, .data = &called };
	indexed_fill(st, &x);
	const uint32_t texts = (uint32_t)x.ids[INDEXED_TEXTS - 1] + 1;
	assert_true(texts <= sizeof(wanted) * 8);
	memset(wanted, 0xFF, sizeof(wanted));
	OK(ent_sequences_read(&all, &(ent_index_list){ &x.index, 1 }, forms, 3, wanted,
			      texts, NULL, &st->err));
	OK(ent_sequences_read(&s, &(ent_index_list){ &x.index, 1 }, forms, 3, wanted,
			      texts, &taker, &st->err));
	for (uint32_t t = 0; t < texts; t++) {
		const uint32_t n = all.first[t + 1] - all.first[t];
		const uint32_t *words = s.words + s.first[t];
		expected += n > 0;
		assert_int_equal(ent_sequence_length(&s, t), n);
		assert_int_equal(s.first[t + 1] - s.first[t], n < 4 ? n : 3);
		if (n < 4)
			continue;
		gaps++;
		assert_int_equal(words[0], all.words[all.first[t]]);
		assert_int_equal(words[2], all.words[all.first[t] + n - 1]);
		assert_int_equal(ent_sequence_place(&s, t, 1), 1);
		assert_int_equal(ent_sequence_place(&s, t, 2), n - 1);
	}
	assert_int_equal(called, expected);
	assert_true(gaps > 10);
	ent_sequences_release(&all);
	ent_sequences_release(&s);
	indexed_free(&x);
}

static void no_texts_have_no_sequences(void **state)
{
	struct stored *st = *state;
	const ent_str form = ENT_STR("a");
	ent_index *index;
	ent_sequences s;
	OK(ent_index_new(&index, st->store, &st->err));
	OK(ent_sequences_read(&s, &(ent_index_list){ &index, 1 }, &form, 1, NULL, 0,
			      NULL, &st->err));
	assert_int_equal(s.n_texts, 0);
	assert_int_equal(s.first[0], 0);
	ent_sequences_release(&s);
	ent_index_free(index);
}

static bool refuse(void *data, ent_str form, const ent_token *token)
{
	(void)form, (void)token;
	return --*(int *)data > 0;
}

static void words_are_read_until_one_is_refused(void **state)
{
	(void)state;
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	int left = 2;
	assert_false(ent_index_words(&buffer, ENT_STR("one two three"), refuse, &left));
	assert_int_equal(left, 0);
	ent_form_release(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(a_sequence_is_that_of_the_text),
		STORED(lists_of_many_texts_are_read_by_ranges),
		STORED(words_that_are_not_kept_are_counted),
		STORED(no_texts_have_no_sequences),
		cmocka_unit_test(words_are_read_until_one_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
