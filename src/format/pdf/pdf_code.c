/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_code.c - lines of code in a PDF: pieces of one line, and continued lines.
 *
 * Why: poppler ends a line at a wide gap, but the gaps of code are typed spaces, not
 * columns of a table.  A line of code that is too long for the page continues after a
 * hooked arrow, which is not text: U+21AA; U+02D3 and U+2192, or a comma and U+2192, as
 * TeX draws it.  LaTeX (packages fancyvrb and listings, Sphinx) shows a space at the
 * cut as U+2423.
 *
 * Method: letters of one width in all words of a line are those of a typewriter.  Two
 * lines at one height with letters of the same width, apart by a whole number of them,
 * are one line - but not in a text that is set so, where gaps are the only sign of
 * columns.
 *
 * Time O(words).
 */
#include <math.h>
#include <string.h>

#include "format/pdf/pdf_marks.h"

static const float SAME_WIDTH = 0.015f; /* of the width of a letter */
static const float WHOLE = 0.08f; /* letters: the gap's difference from whole ones */
static const float USUAL = 0.5f;  /* of the lines: the text itself is set so */
static const float SPACE = 0.3f;  /* of the height: a space is after the arrow */

/* The width of the letters of a line when it is one for all its words, else 0. */
static float letter_width(const ent_pdf_line *l)
{
	float width = 0;
	for (uint32_t w = 0; w < l->n; w++) {
		const ent_box *box = &l->words[w].box;
		const size_t chars = ent_str_chars(l->words[w].text);
		const float each = chars ? (box->x1 - box->x0) / (float)chars : 0;
		if (each <= 0 || (w && fabsf(each - width) > SAME_WIDTH * width))
			return 0;
		width = w ? width : each;
	}
	return width;
}

/* Whether the lines of several words are those of a typewriter, most of them. */
static bool is_typed(const ent_pdf *pdf)
{
	enum { WORDS_MIN = 4 };
	size_t all = 0, typed = 0;
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k < pdf->pages[p].n; k++) {
			const ent_pdf_line *l = &pdf->pages[p].lines[k];
			if (l->gone || l->n < WORDS_MIN)
				continue;
			all++;
			typed += letter_width(l) > 0;
		}
	return (float)typed > USUAL * (float)all;
}

/* Whether b goes on with a after some typed spaces. */
static bool is_piece(const ent_pdf_line *a, const ent_pdf_line *b)
{
	if (a->gone || b->gone || a->block != b->block ||
	    fabsf(a->box.y0 - b->box.y0) > 0.1f * ent_box_height(&a->box) ||
	    fabsf(a->box.y1 - b->box.y1) > 0.1f * ent_box_height(&a->box))
		return false;
	const float x = letter_width(a), y = letter_width(b);
	if (x <= 0 || y <= 0 || fabsf(x - y) > SAME_WIDTH * x)
		return false;
	const float gap = (b->box.x0 - a->box.x1) / x;
	return gap > 1 && fabsf(gap - roundf(gap)) < WHOLE;
}

static bool join_pieces(ent_pdf_line *a, ent_pdf_line *b, ent_arena *arena)
{
	ent_pdf_word *words = ENT_NEW_ARRAY(arena, ent_pdf_word, a->n + b->n);
	if (!words)
		return false;
	memcpy(words, a->words, a->n * sizeof(*words));
	memcpy(words + a->n, b->words, b->n * sizeof(*words));
	b->words = words;
	b->n += a->n;
	b->box.x0 = a->box.x0;
	a->gone = true;
	return true;
}

static bool join_typed(ent_pdf_page *page, ent_arena *arena)
{
	for (uint32_t k = 1; k < page->n; k++)
		if (is_piece(&page->lines[k - 1], &page->lines[k]) &&
		    !join_pieces(&page->lines[k - 1], &page->lines[k], arena))
			return false;
	return true;
}

/* Removes the arrow at the beginning of a line when something follows it. */
static void cut_arrow(ent_pdf_line *l)
{
	static const ent_str hooked = { "\xE2\x86\xAA", 3 };
	static const ent_str hooks[] = { { "\xCB\x93", 2 }, { ",", 1 } };
	static const ent_str arrow = { "\xE2\x86\x92", 3 };
	uint32_t w = 0;
	ent_str s = l->words[0].text;
	bool found = ent_str_starts(s, hooked);
	for (size_t k = 0; !found && k < sizeof(hooks) / sizeof(*hooks); k++) {
		if (!ent_str_starts(s, hooks[k]))
			continue;
		ent_str rest = ent_str_slice(s, hooks[k].n, s.n);
		if (!rest.n && l->n > 1)
			rest = l->words[++w].text;
		s = rest;
		found = ent_str_starts(s, arrow);
		break;
	}
	if (!found || (s.n == arrow.n && w + 1 == l->n))
		return;
	l->continued = true;
	l->tight = true;
	if (s.n == arrow.n) {
		const float gap = l->words[w + 1].box.x0 - l->words[w].box.x1;
		l->tight = gap < SPACE * ent_box_height(&l->box);
		w++;
	} else {
		l->words[w].text = ent_str_slice(s, arrow.n, s.n);
	}
	l->words += w;
	l->n -= w;
	l->box.x0 = l->words[0].box.x0;
}

bool ent_pdf_join_code(ent_pdf *pdf, ent_arena *arena)
{
	const bool typed = is_typed(pdf);
	for (uint32_t p = 0; p < pdf->n; p++) {
		ent_pdf_page *page = &pdf->pages[p];
		for (uint32_t k = 0; k < page->n; k++)
			if (!page->lines[k].gone)
				cut_arrow(&page->lines[k]);
		if (!typed && !join_typed(page, arena))
			return false;
	}
	return true;
}
