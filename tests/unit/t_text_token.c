/* SPDX-License-Identifier: Apache-2.0 */
/* t_text_token.c - words, numbers and marks: together they are all that is seen of a
 * text. */
#include "text/token.h"
#include "unit/stored.h"

/* "word|12.5|," of a text */
static void expect(const char *text, const char *want)
{
	ent_buf got = ENT_BUF_INIT;
	ent_token t;
	const ent_str s = ent_str_of(text);
	ent_buf_add(&got, ENT_STR(""));
	for (size_t at = 0; ent_token_next(&t, s, &at);) {
		if (got.n)
			ent_buf_add_char(&got, '|');
		ent_buf_add_char(&got, "wnm"[t.kind]);
		ent_buf_add(&got, ent_str_slice(s, t.start, t.end));
	}
	assert_string_equal(got.p, want);
	ent_buf_release(&got);
}

static void tokens_are_words_numbers_and_marks(void **state)
{
	(void)state;
	expect("", "");
	expect(" \n\u00A0 ", "");
	expect("Le 5 mai, \u00E0 14.30 h!", "wLe|n5|wmai|m,|w\u00E0|n14.30|wh|m!");
	expect("1,234.5.", "n1,234.5|m.");
	expect("e\u0301te\u0301", "we\u0301te\u0301"); /* combining marks */
	expect("l'eau-de-vie", "wl|m'|weau|m-|wde|m-|wvie");
	expect("co\u00ADop\u200Berer", "wco\u00ADop\u200Berer"); /* not seen */
	expect("A4", "wA|n4");
	expect("\u6C34\u6E90", "w\u6C34|w\u6E90"); /* each ideograph */
}

static bool is_space(ent_str s)
{
	return ent_str_is(s, " ") || ent_str_is(s, "\u00A0");
}

/* Random texts of characters whose kind is known: between two tokens there is only what
 * is not seen, no token is empty, and the same comes of the list of all. */
static void tokens_lose_nothing(void **state)
{
	static const char *const pieces[] = { " ", "\u00A0", "a",     "B", "\u00E9",
					      "7", "42",     ".",     ",", "!",
					      "-", "\u2019", "\u20AC" };
	enum { PIECES = sizeof(pieces) / sizeof(pieces[0]), TIMES = 5000 };
	(void)state;
	srand(11);
	for (int k = 0; k < TIMES; k++) {
		ent_buf text = ENT_BUF_INIT, seen = ENT_BUF_INIT, got = ENT_BUF_INIT;
		ent_arena *arena = ent_arena_new(0);
		uint32_t n = 0, count, last = 0;
		ent_token t;
		ent_buf_add(&text, ENT_STR(""));
		ent_buf_add(&seen, ENT_STR(""));
		ent_buf_add(&got, ENT_STR(""));
		for (int i = rand() % 30; i > 0; i--) {
			const ent_str piece = ent_str_of(pieces[rand() % PIECES]);
			ent_buf_add(&text, piece);
			if (!is_space(piece))
				ent_buf_add(&seen, piece);
		}
		const ent_str s = ent_buf_str(&text);
		const ent_token *all = ent_tokens(&count, s, arena);
		for (size_t at = 0; ent_token_next(&t, s, &at); n++) {
			assert_true(t.start >= last && t.end > t.start);
			assert_int_equal(at, t.end);
			assert_memory_equal(&t, &all[n], sizeof(t));
			last = t.end;
			ent_buf_add(&got, ent_str_slice(s, t.start, t.end));
		}
		assert_int_equal(n, count);
		assert_string_equal(got.p, seen.p);
		assert_int_equal(ent_token_ink(s), seen.n);
		ent_arena_free(arena);
		ent_buf_release(&text);
		ent_buf_release(&seen);
		ent_buf_release(&got);
	}
}

static void capitals_are_known_in_any_script(void **state)
{
	(void)state;
	assert_true(ent_starts_upper(ENT_STR("\u00C9tat")));
	assert_false(ent_starts_upper(ENT_STR("\u00E9tat")));
	assert_true(ent_starts_lower(ENT_STR("\u00E9tat")));
	assert_true(ent_starts_upper(ENT_STR("\u041C\u043E\u0441\u043A\u0432\u0430")));
	assert_false(ent_starts_upper(ENT_STR("4th")));
	assert_false(ent_starts_lower(ENT_STR("4th")));
	assert_false(ent_starts_upper(ENT_STR("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_are_words_numbers_and_marks),
		cmocka_unit_test(tokens_lose_nothing),
		cmocka_unit_test(capitals_are_known_in_any_script),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
