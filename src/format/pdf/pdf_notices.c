/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_notices.c - lines of a PDF that printers add where a page or chapter begins.
 *
 * What: lines that say only that a table or listing goes on over the page end, in the
 * words of LaTeX (longtable's manual), Sphinx (its catalogues of messages) and Word
 * users; and "CHAPTER" on a line of its own above or beside its number, which are one
 * label.
 *
 * Time O(lines).
 */
#include <math.h>
#include <string.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/pdf/pdf_marks.h"

enum { NOTICE_MAX = 60, BESIDE = 3 };

/* The letters of a line in lower case, one space between words, other characters of
 * ASCII left out; its length, 0 when it is too long for a notice. */
static size_t letters_of(char out[NOTICE_MAX], const ent_pdf_line *l)
{
	size_t n = 0;
	for (uint32_t w = 0; w < l->n; w++) {
		if (n && n < NOTICE_MAX)
			out[n++] = ' ';
		for (size_t k = 0; k < l->words[w].text.n; k++) {
			const char c = l->words[w].text.p[k];
			if (n == NOTICE_MAX)
				return 0;
			if (ent_is_letter(c))
				out[n++] = (char)(c | 32);
			else if (c & 0x80)
				out[n++] = c;
		}
	}
	return n;
}

static bool is_notice(const ent_pdf_line *l)
{
	static const char *const notices[] = {
		"continues on next page",
		"continued on next page",
		"continues on the next page",
		"continued on the next page",
		"continued overleaf",
		"continued from previous page",
		"continued from the previous page",
		"suite sur la page suivante",
		"suite \xC3\xA0 la page suivante",
		"suite page suivante",
		"suite en page suivante",
		"suite au verso",
		"suite de la page pr\u00E9c\u00E9dente",
		NULL,
	};
	char letters[NOTICE_MAX];
	const ent_str s = { letters, letters_of(letters, l) };
	return ent_list_has(notices, s);
}

/* ---- labels of chapters ---------------------------------------------------------- */

static bool is_division(const ent_pdf_line *l)
{
	static const char *const words[] = { "chapter",  "chapitre", "part", "partie",
					     "appendix", "annexe",   NULL };
	return l->n == 1 && !l->gone && ent_list_has_any_case(words, l->words[0].text);
}

/* A number of digits, a Roman one, a letter, or a word of LaTeX's fncychap. */
static bool is_number_of_division(const ent_pdf_line *l)
{
	static const char *const words[] = {
		"one",      "two",      "three",    "four",    "five",      "six",
		"seven",    "eight",    "nine",     "ten",     "eleven",    "twelve",
		"thirteen", "fourteen", "fifteen",  "sixteen", "seventeen", "eighteen",
		"nineteen", "twenty",   "un",       "deux",    "trois",     "quatre",
		"cinq",     "sept",     "huit",     "neuf",    "dix",       "onze",
		"douze",    "treize",   "quatorze", "quinze",  "seize",     "vingt",
		NULL,
	};
	const ent_str s = l->words[0].text;
	size_t digits = 0, roman = 0;
	if (l->n != 1 || l->gone)
		return false;
	for (size_t k = 0; k < s.n; k++) {
		digits += ent_is_digit(s.p[k]);
		roman += strchr("IVXLC", s.p[k]) != NULL;
	}
	return (digits == s.n && s.n < 4) || (roman == s.n && s.n < 8) ||
	       (s.n == 1 && ent_is_letter(s.p[0])) || ent_list_has_any_case(words, s);
}

/* Whether a number is under a line, or at the right of it. */
static bool is_next(const ent_pdf_line *label, const ent_pdf_line *number)
{
	const float em = ent_box_height(&label->box);
	return number->box.y0 > label->box.y0 - 2 * em &&
	       number->box.y0 < label->box.y1 + BESIDE * em &&
	       fabsf(number->box.x1 - label->box.x1) < 4 * BESIDE * em;
}

static bool join_label(ent_pdf_line *label, ent_pdf_line *number, ent_arena *arena)
{
	ent_pdf_word *words = ENT_NEW_ARRAY(arena, ent_pdf_word, 2);
	if (!words)
		return false;
	words[0] = label->words[0];
	words[1] = number->words[0];
	label->words = words;
	label->n = 2;
	label->label = true;
	number->gone = true;
	return true;
}

bool ent_pdf_mark_notices(ent_pdf *pdf, ent_arena *arena)
{
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k < pdf->pages[p].n; k++) {
			ent_pdf_line *l = &pdf->pages[p].lines[k];
			l->gone |= is_notice(l);
			if (k + 1 < pdf->pages[p].n && is_division(l) &&
			    is_number_of_division(l + 1) && is_next(l, l + 1) &&
			    !join_label(l, l + 1, arena))
				return false;
		}
	return true;
}
