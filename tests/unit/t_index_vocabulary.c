/* SPDX-License-Identifier: Apache-2.0 */
/* The words that begin in some way are the same read one by one and all at once. */
#include "unit/indexed.h"

struct words {
	uint32_t id[1000], frequency[1000];
	char form[1000][24];
	size_t n;
};

static ent_status take_word(void *data,
			    const ent_key_row *row,
			    ent_str form,
			    ent_error *err)
{
	struct words *w = data;
	(void)err;
	assert_true(w->n < 1000);
	w->id[w->n] = row->id;
	w->frequency[w->n] = row->frequency;
	snprintf(w->form[w->n++], 24, "%.*s", (int)form.n, form.p);
	return ENT_OK;
}

static void words_are_the_same_in_every_way(void **state)
{
	static const char *const prefixes[] = { "",   "t", "th", "min",
						"zz", "e", "-",  "w" };
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	ent_vocabulary *words = NULL;
	indexed_fill(st, &x);
	indexed_reopen(st, &x);
	for (int round = 0; round < 4; round++)
		for (size_t k = 0; k < sizeof(prefixes) / sizeof(prefixes[0]); k++) {
			static struct words want, got;
			want.n = got.n = 0;
			OK(ent_store_key_prefix(st->store, ENT_ANY_LANGUAGE,
						ent_str_of(prefixes[k]), take_word,
						&want, &st->err));
			/* one by one in the first round */
			OK(ent_vocabulary_prefix(
				&words, st->store, round ? 0 : UINT64_MAX,
				ent_str_of(prefixes[k]), take_word, &got, &st->err));
			assert_int_equal(got.n, want.n);
			for (size_t i = 0; i < want.n; i++) {
				assert_int_equal(got.id[i], want.id[i]);
				assert_int_equal(got.frequency[i], want.frequency[i]);
				assert_string_equal(got.form[i], want.form[i]);
			}
			assert_true(want.n > 0 || !strcmp(prefixes[k], "zz"));
		}
	ent_vocabulary_free(words);
	indexed_free(&x);
}

static ent_status stop(void *data, const ent_key_row *row, ent_str form, ent_error *err)
{
	(void)row;
	(void)form;
	(void)err;
	++*(int *)data;
	return ENT_ECANCELLED;
}

static void the_caller_can_end_it(void **state)
{
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	ent_vocabulary *words = NULL;
	int calls = 0;
	indexed_fill(st, &x);
	indexed_reopen(st, &x);
	for (int k = 1; k < 4; k++) {
		assert_int_equal(ent_vocabulary_prefix(&words, st->store, 0,
						       ENT_STR(""), stop, &calls,
						       &st->err),
				 ENT_ECANCELLED);
		assert_int_equal(calls, k);
	}
	ent_vocabulary_free(words);
	indexed_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORED(words_are_the_same_in_every_way),
		STORED(the_caller_can_end_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
