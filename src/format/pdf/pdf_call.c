/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_call.c - calls of notes, and words that poppler gives in pieces.
 *
 * What: for poppler a raised number is a word of its own, or the end of the word before
 * it.  It is the call of a note when a note of that number is at the foot of the page;
 * then neither it nor the number of the note is text.  Other words that touch the one
 * before them, as "er" in "1er" and the full stop after a bold word do, have no space
 * before them.
 *
 * Time O(words x notes of the page).
 */
#include <string.h>

#include "base/ascii.h"
#include "format/pdf/pdf_measure.h"

enum { NOTES_MAX = 64, DIGITS_MAX = 3 };

static const float NOTE = 0.93f;   /* of the text's size: notes are smaller than this */
static const float FOOT = 0.55f;   /* of the page: notes are below */
static const float RAISED = 0.85f; /* of the line's height: calls are smaller */
static const float TOUCH = 0.08f;  /* of the height; poppler ends words at 0.1 of it */

bool ent_pdf_is_note(const ent_pdf *pdf, const ent_pdf_line *l, float size)
{
	const ent_pdf_page *page = &pdf->pages[l->page];
	const ent_str first = l->words[0].text;
	return ent_box_height(&l->box) < NOTE * size &&
	       l->box.y0 > FOOT * page->height && first.n && first.n < 40 &&
	       (ent_is_digit(first.p[0]) || first.p[0] == '*' ||
		(first.p[0] == '[' && first.n > 2 && ent_is_digit(first.p[1])));
}

/* The number that s begins with, of at most three digits; 0 without one. */
static unsigned number_at(ent_str s, size_t from, size_t to)
{
	unsigned value = 0;
	for (size_t k = from; k < to && k < from + DIGITS_MAX && ent_is_digit(s.p[k]);
	     k++)
		value = value * 10 + (unsigned)(s.p[k] - '0');
	return value;
}

/* Where the digits at the end of a word begin and end, punctuation aside: "(PCTF)1."
 * has 6 and 7; the same twice without any after a letter or bracket. */
static void find_call(ent_str s, size_t *from, size_t *to)
{
	size_t end = s.n;
	while (end && strchr(".,;:)", s.p[end - 1]))
		end--;
	size_t k = end;
	while (k && ent_is_digit(s.p[k - 1]))
		k--;
	const char before = k ? s.p[k - 1] : ' ';
	const bool word = ent_is_letter(before) || (before & 0x80) || before == ')' ||
			  before == '.' || before == ',';
	*to = end;
	const bool point = k == 1 && (before == '.' || before == ',' || before == ')');
	*from = k < end && end - k <= DIGITS_MAX && (k > 2 || point) && word ? k : end;
}

static bool is_number(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (!ent_is_digit(s.p[k]))
			return false;
	return s.n > 0 && s.n <= DIGITS_MAX;
}

/* Whether word w of a line is a small number that touches the word before it. */
static bool is_raised(const ent_pdf_line *l, uint32_t w)
{
	const ent_pdf_word *word = &l->words[w];
	if (!w || !is_number(word->text))
		return false;
	const ent_pdf_word *before = word - 1;
	/* the box of a word in the font of a typewriter may be as small as the
	 * number */
	const float em = ent_box_height(&l->box);
	return ent_box_height(&word->box) < RAISED * em &&
	       word->box.x0 - before->box.x1 < 0.2f * em &&
	       word->box.y1 < l->box.y1 - 0.1f * em &&
	       word->box.y1 < before->box.y1 - 0.1f * em;
}

struct notes {
	unsigned number[NOTES_MAX], n;
	ent_pdf_line *line[NOTES_MAX];
	bool called[NOTES_MAX];
};

static void drop_call(struct notes *notes, const ent_pdf_line *l, uint32_t w)
{
	ent_pdf_word *word = &l->words[w];
	size_t from, to;
	const bool raised = is_raised(l, w);
	if (raised) {
		from = 0;
		to = word->text.n;
	} else {
		find_call(word->text, &from, &to);
	}
	const unsigned value = number_at(word->text, from, to);
	for (unsigned k = 0; k < notes->n && from < to && value; k++) {
		/* digits that are not raised may be part of a name: one call is one */
		if (notes->number[k] != value || notes->line[k] == l ||
		    (!raised && notes->called[k]))
			continue;
		word->cut_from = (uint32_t)from;
		word->cut_to = (uint32_t)to;
		notes->called[k] = true;
		return;
	}
}

static void drop_calls_of(const ent_pdf *pdf, ent_pdf_page *page, float size)
{
	struct notes notes = { .n = 0 };
	for (uint32_t k = 0; k < page->n && notes.n < NOTES_MAX; k++) {
		ent_pdf_line *l = &page->lines[k];
		const unsigned number =
			number_at(l->words[0].text, 0, l->words[0].text.n);
		/* the raised number of a note may be a line of its own, which is
		 * gone */
		const bool raised = l->n == 1 && is_number(l->words[0].text);
		if (!number || (l->gone && !raised) || !ent_pdf_is_note(pdf, l, size))
			continue;
		notes.line[notes.n] = l;
		notes.number[notes.n++] = number;
	}
	for (uint32_t k = 0; k < page->n && notes.n; k++)
		for (uint32_t w = 0; w < page->lines[k].n; w++)
			drop_call(&notes, &page->lines[k], w);
	for (unsigned k = 0; k < notes.n; k++) {
		ent_pdf_word *first = &notes.line[k]->words[0];
		ent_str label = first->text;
		label.n -= label.n > 1 && label.p[label.n - 1] == '.';
		if (notes.called[k] && is_number(label))
			first->cut_to = (uint32_t)first->text.n;
	}
}

static void join_touching(const ent_pdf_page *page)
{
	for (uint32_t k = 0; k < page->n; k++)
		for (uint32_t w = 1; w < page->lines[k].n; w++) {
			ent_pdf_word *word = &page->lines[k].words[w];
			const float gap = word->box.x0 - word[-1].box.x1;
			const float a = ent_box_height(&word->box);
			const float b = ent_box_height(&word[-1].box);
			const float em = a > b ? a : b;
			word->touches = gap < TOUCH * em && gap > -0.3f * em;
		}
}

void ent_pdf_drop_calls(const ent_pdf *pdf, float size)
{
	for (uint32_t p = 0; p < pdf->n; p++) {
		drop_calls_of(pdf, &pdf->pages[p], size);
		join_touching(&pdf->pages[p]);
	}
}
