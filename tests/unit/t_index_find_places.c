/* SPDX-License-Identifier: Apache-2.0 */
/* All places of a word with several lists: the same as reading every text. */
#include "index/find_parts.h"
#include "unit/indexed.h"

/* Whether the words that begin so have these places; offset: in the row. */
static void check(struct stored *st,
		  const struct indexed *x,
		  const struct indexed_places *places,
		  uint32_t offset)
{
	const ent_index_word given = { .form = places->prefix,
				       .prefix = !places->whole };
	ent_find_word word = { .offset = offset };
	ent_find find = { .index = x->index, .in_a_row = true, .word = &word };
	size_t n = 0;
	OK(ent_find_keys(&word, x->index, &given, &st->err));
	assert_true(word.n_keys > 0);
	OK(ent_find_read(&find, &st->err));
	for (size_t k = 0; k < places->n; k++)
		if ((uint32_t)places->all[k] >= offset)
			assert_int_equal(find.found[n++], places->all[k] - offset);
	assert_int_equal(find.n, n);
	assert_true(n > 0);
	free(find.found);
	free(find.marks);
	free(word.keys);
}

static void places_are_those_of_every_text(void **state)
{
	static const char *const prefixes[] = {
		"the", "w", "m", "treat", "t", "s", ""
	};
	static struct indexed_places places;
	struct stored *st = *state;
	struct indexed x = { .index = NULL };
	indexed_fill(st, &x);
	for (int round = 0; round < 4; round++) {
		if (round == 1)
			indexed_reopen(st, &x); /* lists are kept from now on */
		for (size_t k = 0; k < sizeof(prefixes) / sizeof(prefixes[0]); k++)
			for (uint32_t offset = 0; offset < 3; offset++) {
				indexed_read_places(&places, &x, prefixes[k], !k);
				check(st, &x, &places, offset);
			}
	}
	indexed_free(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = { STORED(places_are_those_of_every_text) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
