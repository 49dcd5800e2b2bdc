/* SPDX-License-Identifier: Apache-2.0 */
/* t_pdf_hyphen.c - hyphens at the ends of lines of a PDF. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "format/pdf/pdf_hyphen.h"
#include "unit/with_arena.h"

/* A page of the lines of a text. */
static ent_pdf page_of(const char *text)
{
	ent_pdf_page *page = ent_arena_alloc(arena, 1, sizeof(*page));
	ent_str rest = ent_str_of(text);
	assert_non_null(page);
	page->lines = ent_arena_alloc(arena, ent_str_count(rest, '\n') + 1,
				      sizeof(*page->lines));
	assert_non_null(page->lines);
	while (rest.p) {
		ent_str line = ent_str_cut(&rest, '\n');
		ent_pdf_line *l = &page->lines[page->n++];
		l->words = ent_arena_alloc(arena, ent_str_count(line, ' ') + 1,
					   sizeof(*l->words));
		assert_non_null(l->words);
		while (line.p)
			l->words[l->n++].text = ent_str_cut(&line, ' ');
	}
	return (ent_pdf){ .pages = page, .n = 1 };
}

/* What a text that ends with a hyphen and the word of the next line become in a PDF. */
static void assert_joined(const char *pdf_text,
			  const char *end,
			  const char *next,
			  const char *want)
{
	ent_pdf_wordset words;
	ent_buf b = ENT_BUF_INIT;
	const ent_pdf pdf = page_of(pdf_text);
	assert_true(ent_pdf_wordset_fill(&words, &pdf));
	ent_buf_add(&b, ent_str_of(end));
	if (!ent_pdf_join_hyphen(&b, &words, ent_str_of(next)))
		ent_buf_add_char(&b, ' ');
	ent_buf_add(&b, ent_str_of(next));
	assert_string_equal(b.p, want);
	ent_buf_release(&b);
	free(words.bits);
}

#define SHORT                                                                          \
	"The northern council met.\nIts follow-up was long, and self-made men spoke."

static void a_word_that_the_text_has_loses_the_hyphen(void **state)
{
	(void)state;
	assert_joined(SHORT, "in the north-", "ern", "in the northern");
	assert_joined(SHORT, "(North-", "ern", "(Northern");
	assert_joined(SHORT, "a coun-", "cil,", "a council,");
}

static void a_compound_that_the_text_has_keeps_it(void **state)
{
	(void)state;
	assert_joined(SHORT, "a follow-", "up", "a follow-up");
}

static void in_doubt_it_stays(void **state)
{
	(void)state;
	assert_joined(SHORT, "the col-", "lect", "the col-lect");
	assert_joined(SHORT, "Saint-", "Denis", "Saint-Denis");
	assert_joined(SHORT, "Rhône-", "Écluse", "Rhône-Écluse");
}

static void no_hyphen_of_a_word_is_a_space(void **state)
{
	(void)state;
	assert_joined(SHORT, "one -", "two", "one - two");
	assert_joined(SHORT, "1990-", "2000", "1990- 2000");
	assert_joined(SHORT, "word", "word", "word word");
	assert_joined(SHORT, "-", "word", "- word");
}

static void a_soft_hyphen_goes(void **state)
{
	(void)state;
	assert_joined(SHORT, "resolu\xC2\xAD", "tion", "resolution");
	assert_joined(SHORT, "Reso\xC2\xAD", "Lution", "ResoLution");
}

/* A text of more than 2,000 words whose lines cut words as a rule. */
static const char *long_text(void)
{
	ent_buf b = ENT_BUF_INIT;
	for (int k = 0; k < 400; k++)
		ent_buf_addf(&b,
			     "the government spoke of coopera-\n"
			     "tion and the cooperation went on, w%d\n",
			     k);
	ent_buf_add(&b, ENT_STR("the end"));
	const ent_str copy = ent_arena_str(arena, ent_buf_str(&b));
	ent_buf_release(&b);
	return copy.p;
}

static void a_text_that_cuts_words_joins_parts_that_are_none(void **state)
{
	(void)state;
	const char *text = long_text();
	assert_joined(text, "to col-", "lect", "to collect");
	assert_joined(text, "to re-", "elect", "to re-elect"); /* a prefix */
	assert_joined(text, "a the-", "lect", "a the-lect");   /* a word */
	assert_joined(text, "Jean-Paul-", "ette",
		      "Jean-Paul-ette");                 /* a hyphen inside */
	assert_joined(text, "UN-", "led", "UN-led");     /* an acronym */
	assert_joined(text, "a-", "lect", "a-lect");     /* a letter */
	assert_joined(text, "col-", "Lect", "col-Lect"); /* a name */
}

static void small_letters_begin_a_rest(void **state)
{
	(void)state;
	assert_true(ent_pdf_begins_lower(ENT_STR("word")));
	assert_true(ent_pdf_begins_lower(ENT_STR("été")));
	assert_true(ent_pdf_begins_lower(ENT_STR("œuvre")));
	assert_true(ent_pdf_begins_lower(ENT_STR(")")));
	assert_false(ent_pdf_begins_lower(ENT_STR("Word")));
	assert_false(ent_pdf_begins_lower(ENT_STR("État")));
	assert_false(ent_pdf_begins_lower(ENT_STR("7")));
	assert_false(ent_pdf_begins_lower(ENT_STR("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_that_the_text_has_loses_the_hyphen),
		cmocka_unit_test(a_compound_that_the_text_has_keeps_it),
		cmocka_unit_test(in_doubt_it_stays),
		cmocka_unit_test(no_hyphen_of_a_word_is_a_space),
		cmocka_unit_test(a_soft_hyphen_goes),
		cmocka_unit_test(a_text_that_cuts_words_joins_parts_that_are_none),
		cmocka_unit_test(small_letters_begin_a_rest),
	};
	return cmocka_run_group_tests(tests, make_arena, free_arena);
}
