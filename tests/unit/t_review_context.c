/* SPDX-License-Identifier: Apache-2.0 */
/* Where the segments of a decision are, by what surrounds them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "memory/review_context.h"

enum { MAX = 16, NOWHERE = 99 };

static uint32_t split(ent_segment *segments, const char *words)
{
	uint32_t n = 0;
	for (ent_str rest = ent_str_of(words); rest.p;)
		segments[n++] = (ent_segment){ .text = ent_str_cut(&rest, ' ') };
	return n;
}

/* Segment `at` of `before`, n long, is decided; where is it in `after`? */
static uint32_t find_again(const char *before,
			   uint32_t at,
			   uint32_t n,
			   const char *after)
{
	ent_segment old[MAX], new[MAX];
	ent_buf context = ENT_BUF_INIT, text = ENT_BUF_INIT;
	uint32_t found, lines;
	const uint32_t n_old = split(old, before), n_new = split(new, after);
	ent_context_add(&context, old, n_old, at, n);
	for (uint32_t k = 0; k < n; k++) {
		if (k)
			ent_buf_add_char(&text, '\n');
		ent_buf_add(&text, old[at + k].text);
	}
	const bool is_there =
		ent_context_find(&found, &lines, new, n_new, ent_buf_str(&text),
				 ent_buf_str(&context), at, false);
	ent_buf_release(&context);
	ent_buf_release(&text);
	if (is_there)
		assert_int_equal(lines, n);
	return is_there ? found : NOWHERE;
}

static void text_before_a_segment_does_not_change_where_it_is_found(void **state)
{
	(void)state;
	assert_int_equal(find_again("a b c d", 2, 1, "a b c d"), 2);
	assert_int_equal(find_again("a b c d", 2, 1, "x y a b c d"), 4);
	assert_int_equal(find_again("a b c d", 2, 2, "x a b c d"), 3);
	assert_int_equal(find_again("a b c d", 2, 1, "c"), 0);
}

static void neighbours_decide_between_equal_texts(void **state)
{
	(void)state;
	assert_int_equal(find_again("a s b s c", 3, 1, "a s b s c"), 3);
	assert_int_equal(find_again("a s b s c", 3, 1, "x y a s b s c"), 5);
	assert_int_equal(find_again("a s b s c", 1, 1, "x y a s b s c"), 3);
}

static void another_equal_text_is_not_taken_for_it(void **state)
{
	(void)state;
	assert_int_equal(find_again("a s b s c d e", 3, 1, "a s x y z"), NOWHERE);
	assert_int_equal(find_again("a s b", 1, 1, "a b"), NOWHERE);
	assert_int_equal(find_again("a s b s c", 1, 1, "u s v w s x"), NOWHERE);
	/* the paragraphs changed places: neither is as it was */
	assert_int_equal(find_again("a s b s c", 1, 1, "b s a s c"), NOWHERE);
}

static void the_place_in_order_counts_when_all_else_is_equal(void **state)
{
	(void)state;
	assert_int_equal(find_again("s s s s s s s s s", 4, 1, "s s s s s s s s s"), 4);
	assert_int_equal(find_again("s s s", 0, 1, "s s s"), 0);
	assert_int_equal(find_again("s s s", 2, 1, "s s s"), 2);
}

static void without_stored_surroundings_the_nearest_is_taken(void **state)
{
	(void)state;
	ent_segment segments[MAX];
	uint32_t at, lines;
	const uint32_t n = split(segments, "s a s b s");
	assert_true(ent_context_find(&at, &lines, segments, n, ENT_STR("s"),
				     ENT_STR(""), 3, false));
	assert_int_equal(at, 2);
	assert_true(ent_context_find(&at, &lines, segments, n, ENT_STR("s"),
				     ENT_STR(""), 4, false));
	assert_int_equal(at, 4);
	assert_false(ent_context_find(&at, &lines, segments, n, ENT_STR("x"),
				      ENT_STR(""), 4, false));
}

static void damaged_surroundings_are_ignored(void **state)
{
	(void)state;
	static const char *const damaged[] = { "/",           "///",
					       "zz/zz/zz/zz", "1,2,3,4,5,6/7",
					       "/////9/9/9",  "x",
					       "-1/-1/-1/-1" };
	ent_segment segments[MAX];
	uint32_t at, lines;
	const uint32_t n = split(segments, "s a s");
	for (size_t k = 0; k < sizeof(damaged) / sizeof(damaged[0]); k++)
		ent_context_find(&at, &lines, segments, n, ENT_STR("s"),
				 ent_str_of(damaged[k]), 1, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			text_before_a_segment_does_not_change_where_it_is_found),
		cmocka_unit_test(neighbours_decide_between_equal_texts),
		cmocka_unit_test(another_equal_text_is_not_taken_for_it),
		cmocka_unit_test(the_place_in_order_counts_when_all_else_is_equal),
		cmocka_unit_test(without_stored_surroundings_the_nearest_is_taken),
		cmocka_unit_test(damaged_surroundings_are_ignored),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
