/* SPDX-License-Identifier: Apache-2.0 */
/* t_pdf_marks.c - what printers add where a line, page or chapter begins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "format/pdf/pdf_marks.h"

#define PAGE(blocks) "<page width=\"595\" height=\"842\">" blocks "</page>"
#define BLOCK(lines) "<block>" lines "</block>"
#define LINE(x0, y0, x1, y1, words)                                                    \
	"<line xMin=\"" #x0 "\" yMin=\"" #y0 "\" xMax=\"" #x1 "\" yMax=\"" #y1         \
	"\">" words "</line>"
#define WORD(x0, y0, x1, y1, text)                                                     \
	"<word xMin=\"" #x0 "\" yMin=\"" #y0 "\" xMax=\"" #x1 "\" yMax=\"" #y1         \
	"\">" text "</word>"
/* A line of one word. */
#define ALONE(x0, y0, x1, y1, text) LINE(x0, y0, x1, y1, WORD(x0, y0, x1, y1, text))
/* Text in a font whose letters have several widths. */
#define PROSE                                                                          \
	BLOCK(LINE(72, 50, 200, 62,                                                    \
		   WORD(72, 50, 90, 62, "The") WORD(95, 50, 119, 62, "will") WORD(     \
			   124, 50, 150, 62, "of") WORD(155, 50, 200, 62, "men")))

/* The lines that are left, each followed by a bar; ">" is before one that goes on, ">>"
 * before one that does without a space. */
static void assert_lines(const char *xml, const char *want)
{
	ent_arena *arena = ent_arena_new(0);
	ent_pdf pdf;
	ent_buf all = ENT_BUF_INIT;
	assert_int_equal(ent_pdf_parse(&pdf, ent_str_of(xml), arena, NULL), ENT_OK);
	assert_true(ent_pdf_join_code(&pdf, arena));
	assert_true(ent_pdf_join_justified(&pdf, arena));
	assert_true(ent_pdf_mark_notices(&pdf, arena));
	for (uint32_t p = 0; p < pdf.n; p++)
		for (uint32_t k = 0; k < pdf.pages[p].n; k++) {
			const ent_pdf_line *l = &pdf.pages[p].lines[k];
			for (uint32_t w = 0; w < l->n && !l->gone; w++) {
				if (!w && l->continued)
					ent_buf_addf(&all, l->tight ? ">>" : ">");
				if (w)
					ent_buf_add_char(&all, ' ');
				ent_buf_add(&all, l->words[w].text);
			}
			if (!l->gone)
				ent_buf_add_char(&all, '|');
		}
	assert_string_equal(all.p ? all.p : "", want);
	ent_buf_release(&all);
	ent_arena_free(arena);
}

/* Two pieces of a line whose letters are 5 points wide, the second at x. */
#define PIECES(x, end)                                                                 \
	BLOCK(ALONE(72, 100, 97, 108, "tools")                                         \
		      LINE(x, 100, end, 108, WORD(x, 100, end, 108, "stable")))

static void typed_spaces_do_not_cut_a_line_of_code(void **state)
{
	(void)state;
	assert_lines(PAGE(PROSE PIECES(122, 152)), "The will of men|tools stable|");
}

static void other_gaps_are_between_columns(void **state)
{
	(void)state;
	assert_lines(PAGE(PROSE PIECES(124.5, 154.5)), "The will of men|tools|stable|");
}

static void in_a_text_of_a_typewriter_gaps_are_between_columns(void **state)
{
	(void)state;
	assert_lines(PAGE(BLOCK(LINE(
			     72, 50, 142, 58,
			     WORD(72, 50, 87, 58, "The") WORD(92, 50, 112, 58, "will")
				     WORD(117, 50, 127, 58, "of")
					     WORD(132, 50, 147, 58, "men")))
				  PIECES(122, 152)),
		     "The will of men|tools|stable|");
}

static void a_line_after_an_arrow_goes_on(void **state)
{
	(void)state;
	/* a space is after the arrow, or not; TeX may draw it in two parts */
	assert_lines(
		PAGE(PROSE BLOCK(ALONE(72, 100, 97, 108, "--all=") LINE(
			72, 112, 120, 120,
			WORD(72, 112, 75, 120, "\xCB\x93")
				WORD(74, 112, 80, 120, "\xE2\x86\x92")
					WORD(81, 112, 120, 120, "maybe"))
					 LINE(72, 124, 120, 132,
					      WORD(72, 124, 80, 132, "\xE2\x86\xAA")
						      WORD(88, 124, 120, 132, "or")))),
		"The will of men|--all=|>>maybe|>or|");
}

static void an_arrow_alone_is_text(void **state)
{
	(void)state;
	assert_lines(PAGE(PROSE BLOCK(ALONE(72, 100, 80, 108, "\xE2\x86\xAA"))),
		     "The will of men|\xE2\x86\xAA|");
}

static void marks_of_page_ends_are_not_text(void **state)
{
	(void)state;
	assert_lines(
		PAGE(PROSE BLOCK(LINE(300, 700, 500, 712,
				      WORD(300, 700, 370, 712,
					   "(continues") WORD(375, 700, 390, 712, "on")
					      WORD(395, 700, 420, 712, "next") WORD(
						      425, 700, 500, 712, "page)"))))
			PAGE(BLOCK(LINE(72, 72, 200, 84,
					WORD(72, 72, 100, 84,
					     "Suite") WORD(105, 72, 110, 84, "de")
						WORD(115, 72, 120, 84, "la")
							WORD(125, 72, 150, 84, "page")
								WORD(155, 72, 200, 84,
								     "pr\xC3\xA9"
								     "c\xC3\xA9"
								     "dente")))),
		"The will of men|");
}

static void the_word_before_the_number_of_a_chapter_is_on_its_line(void **state)
{
	(void)state;
	assert_lines(PAGE(BLOCK(ALONE(450, 144, 540, 156, "CHAPTER"))
				  BLOCK(ALONE(500, 160, 540, 178, "TWO"))
					  BLOCK(ALONE(400, 246, 540, 265, "Waters"))),
		     "CHAPTER TWO|Waters|");
}

static void a_number_elsewhere_is_not_that_of_a_chapter(void **state)
{
	(void)state;
	assert_lines(PAGE(BLOCK(ALONE(72, 144, 120, 156, "Part"))
				  BLOCK(ALONE(500, 160, 540, 178, "2"))),
		     "Part|2|");
}

/* Three words of one line, 13 points apart, over a line at y from 72 to 272. */
#define WIDE_LINE(y0, y1, last)                                                        \
	BLOCK(LINE(72, y0, 272, y1,                                                    \
		   WORD(72, y0, 100, y1, "The") WORD(103, y0, 175, y1, "secretary")    \
			   WORD(178, y0, 272, y1, "general")))                         \
	BLOCK(ALONE(72, 100, 113, 112, "has"))                                         \
	BLOCK(ALONE(126, 100, 180, 112, "written"))                                    \
	BLOCK(ALONE(193, 100, 272, 112, last))

static void the_words_of_a_justified_line_are_one_line(void **state)
{
	(void)state;
	assert_lines(PAGE(WIDE_LINE(86, 98, "to")),
		     "The secretary general|has written to|");
}

static void numbers_and_columns_are_not_joined(void **state)
{
	(void)state;
	/* "to" is a number, or no line goes across the spaces */
	assert_lines(PAGE(WIDE_LINE(86, 98, "12")),
		     "The secretary general|has|written|12|");
	assert_lines(PAGE(WIDE_LINE(20, 32, "to")),
		     "The secretary general|has|written|to|");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_spaces_do_not_cut_a_line_of_code),
		cmocka_unit_test(other_gaps_are_between_columns),
		cmocka_unit_test(in_a_text_of_a_typewriter_gaps_are_between_columns),
		cmocka_unit_test(a_line_after_an_arrow_goes_on),
		cmocka_unit_test(an_arrow_alone_is_text),
		cmocka_unit_test(marks_of_page_ends_are_not_text),
		cmocka_unit_test(
			the_word_before_the_number_of_a_chapter_is_on_its_line),
		cmocka_unit_test(the_words_of_a_justified_line_are_one_line),
		cmocka_unit_test(numbers_and_columns_are_not_joined),
		cmocka_unit_test(a_number_elsewhere_is_not_that_of_a_chapter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
