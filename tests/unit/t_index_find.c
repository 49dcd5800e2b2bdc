/* SPDX-License-Identifier: Apache-2.0 */
/* Which texts have words, in a row or anywhere: the same as reading every text. */
#include "index/sequences.h"
#include "unit/indexed.h"

enum { FORMS = 64 };

/* The words of a text as the index has them. */
struct forms {
	char form[FORMS][40];
	uint32_t n;
};

static bool take_form(void *data, ent_str form, const ent_token *token)
{
	struct forms *f = data;
	(void)token;
	assert_true(f->n < FORMS);
	snprintf(f->form[f->n++], sizeof(f->form[0]), "%.*s", (int)form.n, form.p);
	return true;
}

static struct forms forms_of(const char *text)
{
	struct forms f = { .n = 0 };
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	assert_true(ent_index_words(&buffer, ent_str_of(text), take_form, &f));
	ent_form_release(&buffer);
	return f;
}

static bool is_word(const char *form, const ent_index_word *word)
{
	return word->prefix ? !strncmp(form, word->form.p, word->form.n)
			    : ent_str_is(word->form, form);
}

/* Whether the words are in a row from a place on; hyphens: where a word may have
 * one. */
static bool row_at(const struct forms *f,
		   uint32_t at,
		   const ent_index_word *words,
		   uint32_t n,
		   bool hyphens)
{
	if (!n)
		return true;
	return at < f->n &&
	       ((is_word(f->form[at], &words[0]) &&
		 row_at(f, at + 1, words + 1, n - 1, hyphens)) ||
		(hyphens && words[0].hyphen && at && !strcmp(f->form[at], "-") &&
		 at + 1 < f->n && is_word(f->form[at + 1], &words[0]) &&
		 row_at(f, at + 2, words + 1, n - 1, hyphens)));
}

static bool has_row(const struct forms *f,
		    const ent_index_word *words,
		    uint32_t n,
		    bool hyphens)
{
	for (uint32_t at = 0; at + n <= f->n; at++)
		if (is_word(f->form[at], &words[0]) &&
		    row_at(f, at + 1, words + 1, n - 1, hyphens))
			return true;
	return false;
}

static bool has(const struct forms *f,
		const ent_index_word *words,
		uint32_t n,
		bool row)
{
	if (row)
		return has_row(f, words, n, false);
	for (uint32_t k = 0; k < n; k++) {
		uint32_t at = 0;
		while (at < f->n && !is_word(f->form[at], &words[k]))
			at++;
		if (at == f->n)
			return false;
	}
	return true;
}

struct found {
	uint64_t ids[INDEXED_TEXTS + 1], moved[INDEXED_TEXTS + 1];
	size_t n, n_moved;
};

static ent_status add_found(void *data, uint64_t id, ent_error *err)
{
	struct found *f = data;
	(void)err;
	assert_true(!f->n_moved && (!f->n || f->ids[f->n - 1] < id));
	f->ids[f->n++] = id;
	return ENT_OK;
}

static ent_status add_moved(void *data, uint64_t id, ent_error *err)
{
	struct found *f = data;
	(void)err;
	assert_true(!f->n_moved || f->moved[f->n_moved - 1] < id);
	f->moved[f->n_moved++] = id;
	return ENT_OK;
}

static bool is_moved(const struct found *f, uint64_t id)
{
	for (size_t k = 0; k < f->n_moved; k++)
		if (f->moved[k] == id)
			return true;
	return false;
}

/* Each text that has the words with hyphens only, and few others. */
static void check_moved(const struct found *found,
			const struct indexed *x,
			const struct forms *forms,
			const ent_index_word *words,
			uint32_t n)
{
	for (int k = 0; k < INDEXED_TEXTS; k++) {
		const bool sure = has_row(&forms[k], words, n, false);
		const bool with = has_row(&forms[k], words, n, true);
		const bool got = is_moved(found, x->ids[k]);
		if ((with && !sure && !got) || (sure && got))
			fail_msg("'%s' %s", x->texts[k], got ? "twice" : "missed");
		if (got)
			assert_non_null(strchr(x->texts[k], '-'));
	}
}

/* Finds words that follow each other in a text, and others. */
static void find_words(struct stored *st, const struct indexed *x, int rounds)
{
	static struct forms forms[INDEXED_TEXTS];
	uint64_t seed = 31;
	size_t hits = 0, moved = 0;
	for (int k = 0; k < INDEXED_TEXTS; k++)
		forms[k] = forms_of(x->texts[k]);
	for (int round = 0; round < rounds; round++) {
		const struct forms *from = &forms[pick(&seed, INDEXED_TEXTS)];
		const uint32_t n = 1 + pick(&seed, from->n < 4 ? from->n : 4);
		const uint32_t at = pick(&seed, from->n - n + 1);
		const bool row = round % 2;
		struct found found = { .n = 0, .n_moved = 0 };
		ent_index_word words[4];
		for (uint32_t k = 0; k < n; k++) {
			const char *form = from->form[pick(&seed, 8) ? at + k : 0];
			words[k] = (ent_index_word){ .form = ent_str_of(form) };
			words[k].hyphen = row && pick(&seed, 2);
			words[k].prefix = !pick(&seed, 4) && words[k].form.n > 2 &&
					  (unsigned char)form[1] < 0x80;
			if (words[k].prefix)
				words[k].form.n = 2;
		}
		OK(ent_index_find(x->index, words, n, row, add_found, add_moved, &found,
				  &st->err));
		size_t next = 0;
		for (int k = 0; k < INDEXED_TEXTS; k++) {
			const bool want = has(&forms[k], words, n, row);
			const bool got = next < found.n && found.ids[next] == x->ids[k];
			if (want != got)
				fail_msg("'%.*s' (%u words, %s): '%s' %s",
					 (int)words[0].form.n, words[0].form.p, n,
					 row ? "in a row" : "anywhere", x->texts[k],
					 got ? "found" : "missed");
			next += got;
		}
		assert_int_equal(next, found.n);
		check_moved(&found, x, forms, words, n);
		hits += found.n;
		moved += found.n_moved;
	}
	assert_true(hits > (size_t)rounds);
	assert_true(moved > 100);
}

static void words_are_found_as_by_reading_every_text(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	indexed_fill(st, &x);
	find_words(st, &x, 1500);
	indexed_free(&x);
}

static void words_that_are_kept_are_the_same(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	indexed_fill(st, &x);
	indexed_reopen(st, &x);
	find_words(st, &x, 1500);
	assert_non_null(x.index->lists);
	assert_non_null(x.index->vocabulary);
	indexed_free(&x);
}

/* What another handle files. */
static void file_text(const struct stored *from, uint32_t language, const char *text)
{
	struct stored other = *from, *st = &other;
	struct indexed x = { .language = language };
	stored_open(st, ENT_OPEN_WRITE);
	OK(ent_index_new(&x.index, st->store, &st->err));
	x.index->many = true; /* not held back as recent */
	OK(ent_store_begin(st->store, &st->err));
	indexed_add(st, &x, text);
	OK(ent_index_flush(x.index, &st->err));
	OK(ent_store_commit(st->store, &st->err));
	ent_index_free(x.index);
	ent_store_close(st->store);
}

static void what_is_kept_is_read_again_when_the_memory_changes(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	const ent_index_word words[] = { { .form = ENT_STR("the") },
					 { .form = ENT_STR("pea"), .prefix = true } };
	struct found found;
	indexed_fill(st, &x);
	indexed_reopen(st, &x);
	for (int k = 0; k < 3; k++) {
		found.n = found.n_moved = 0;
		OK(ent_index_find(x.index, words, 2, true, add_found, add_moved, &found,
				  &st->err));
	}
	const size_t before = found.n;
	file_text(st, x.language, "Is this the pear of the peaceful peasant?");
	found.n = found.n_moved = 0;
	OK(ent_index_find(x.index, words, 2, true, add_found, add_moved, &found,
			  &st->err));
	assert_true(before > 0);
	assert_int_equal(found.n, before + 1);
	indexed_free(&x);
}

static ent_status stop_at_once(void *data, uint64_t id, ent_error *err)
{
	(void)id;
	(void)err;
	++*(int *)data;
	return ENT_ECANCELLED;
}

static void the_caller_can_end_a_search_for_words(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	const ent_index_word word = { .form = ENT_STR("the") };
	int calls = 0;
	indexed_fill(st, &x);
	assert_int_equal(ent_index_find(x.index, &word, 1, false, stop_at_once, NULL,
					&calls, &st->err),
			 ENT_ECANCELLED);
	assert_int_equal(calls, 1);
	indexed_free(&x);
}

static void sequences_are_the_words_of_the_texts(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	const ent_str words[] = { ENT_STR("geneva"), ENT_STR("minister"),
				  ENT_STR("nowhere"), ENT_STR("the"),
				  ENT_STR("water") };
	uint64_t wanted[INDEXED_TEXTS / 32] = { 0 };
	ent_sequences got;
	indexed_fill(st, &x);
	const uint32_t n = (uint32_t)x.ids[INDEXED_TEXTS - 1] + 1;
	assert_true(n <= sizeof(wanted) * 8);
	for (int k = 0; k < INDEXED_TEXTS; k += 3)
		wanted[x.ids[k] / 64] |= 1ull << x.ids[k] % 64;
	OK(ent_sequences_read(&got, &(ent_index_list){ &x.index, 1 }, words, 5, wanted,
			      n, NULL, &st->err));
	assert_int_equal(got.n_texts, n);
	for (int k = 0; k < INDEXED_TEXTS; k++) {
		const struct forms f = forms_of(x.texts[k]);
		const uint32_t first = got.first[x.ids[k]],
			       end = got.first[x.ids[k] + 1];
		if (k % 3) {
			assert_int_equal(first, end);
			continue;
		}
		assert_true(end - first <= f.n);
		for (uint32_t at = 0; at < f.n; at++) {
			uint32_t want = 0;
			for (uint32_t w = 0; w < 5; w++)
				if (ent_str_is(words[w], f.form[at]))
					want = w + 1;
			assert_int_equal(first + at < end ? got.words[first + at] : 0,
					 want);
		}
	}
	ent_sequences_release(&got);
	indexed_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(words_are_found_as_by_reading_every_text),
		STORED(words_that_are_kept_are_the_same),
		STORED(what_is_kept_is_read_again_when_the_memory_changes),
		STORED(the_caller_can_end_a_search_for_words),
		STORED(sequences_are_the_words_of_the_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
