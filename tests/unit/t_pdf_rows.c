/* SPDX-License-Identifier: Apache-2.0 */
/* t_pdf_rows.c - tables of a tagged PDF that go on over pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/fail.h"
#include "format/pdf/pdf_tree.h"

#define HEAD                                                                                 \
	"  Table (block)\n    THead\n      TR\n        TH\n          P (block)\n"            \
	"            \"Term \"\n        TH\n          P (block)\n            \"Meaning \"\n" \
	"    TBody\n"
#define CELL(text) "        TD\n          P (block)\n            \"" text " \"\n"
#define ROW(a, b) "      TR\n" CELL(a) CELL(b)

/* The texts of the parts, each followed by a bar; marks are spaces. */
static void assert_parts(const char *printed, const char *want)
{
	ent_arena *arena = ent_arena_new(0);
	ent_pdf_tree tree;
	ent_buf all = ENT_BUF_INIT;
	assert_int_equal(
		ent_pdf_tree_parse(&tree, ent_str_of(printed), true, arena, NULL),
		ENT_OK);
	for (uint32_t k = 0; k < tree.n; k++) {
		for (size_t b = 0; b < tree.parts[k].text.n; b++) {
			const char c = tree.parts[k].text.p[b];
			if (!ent_pdf_is_mark(c))
				ent_buf_add_char(&all, c);
			else if (all.n && all.p[all.n - 1] != ' ')
				ent_buf_add_char(&all, ' ');
		}
		ent_buf_add_char(&all, '|');
	}
	assert_string_equal(all.p, want);
	ent_buf_release(&all);
	ent_arena_free(arena);
}

static void a_head_that_is_repeated_on_the_next_page_is_left_out(void **state)
{
	(void)state;
	assert_parts("Document\n" HEAD ROW("one", "First.") HEAD ROW("two", "Second.")
			     HEAD ROW("three", "Third."),
		     "Term |Meaning |one |First. |two |Second. |three |Third. |");
}

static void a_head_after_other_text_stays(void **state)
{
	(void)state;
	assert_parts("Document\n" HEAD ROW("one",
					   "First.") "  P (block)\n    \"Text \"\n" HEAD
			     ROW("two", "Second."),
		     "Term |Meaning |one |First. |Text |Term |Meaning |two |Second. |");
}

static void a_row_that_a_page_end_cuts_is_whole(void **state)
{
	(void)state;
	assert_parts(
		"Document\n" HEAD ROW(
			"event", "an event that changes what an organisation is and")
			HEAD "      TR\n        TH\n" CELL("does, such as a merger.")
				ROW("two", "Second."),
		"Term |Meaning |event |an event that changes what an organisation is and "
		"does, such as a merger. |two |Second. |");
	assert_parts(
		"Document\n" HEAD ROW("assurance of identity",
				      "need of confidence that the person is who they")
			HEAD ROW("(of a person)", "claim to be."),
		"Term |Meaning |assurance of identity (of a person) |need of confidence "
		"that the person is who they claim to be. |");
}

static void a_row_after_a_sentence_or_a_short_cell_is_another(void **state)
{
	(void)state;
	assert_parts(
		"Document\n" HEAD ROW("a holder of",
				      "someone who has control over a thing.")
			HEAD ROW("issuer", "see holder."),
		"Term |Meaning |a holder of |someone who has control over a thing. |"
		"issuer |see holder. |");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_head_that_is_repeated_on_the_next_page_is_left_out),
		cmocka_unit_test(a_head_after_other_text_stays),
		cmocka_unit_test(a_row_that_a_page_end_cuts_is_whole),
		cmocka_unit_test(a_row_after_a_sentence_or_a_short_cell_is_another),
	};
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
