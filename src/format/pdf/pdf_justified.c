/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_justified.c - lines of a PDF that poppler cuts at the wide spaces of justified
 * text.
 *
 * Why: a line of few words in a narrow column is set with spaces as wide as those
 * between columns, so that each of its words becomes a line, in a block of its own.
 *
 * Method: two pieces at one height are one line when the space between them is as wide
 * as another one of that line, when both have letters, and when a line near them
 * crosses that space, which no line does between columns.
 *
 * Time O(n^2) of the lines of a page, of which there are some hundred; LINES_MAX bounds
 * it.
 */
#include <math.h>
#include <string.h>

#include "base/ascii.h"
#include "format/pdf/pdf_marks.h"

enum { LINES_MAX = 2000 };

static const float WIDE = 2.5f; /* of the height: wider spaces are not within a line */
static const float NARROW = 0.7f; /* of the height: poppler does not cut at less */
static const float EQUAL = 0.06f; /* of a space: two are of one width */
static const float NEAR = 4;      /* heights: as far as another line may be */

static bool is_level(const ent_pdf_line *a, const ent_pdf_line *b)
{
	const float em = ent_box_height(&a->box);
	return !b->gone && fabsf(a->box.y0 - b->box.y0) < 0.1f * em &&
	       fabsf(a->box.y1 - b->box.y1) < 0.1f * em;
}

/* The nearest line at the height of a and right of it; NULL when none is near. */
static ent_pdf_line *right_of(const ent_pdf_page *page, const ent_pdf_line *a)
{
	ent_pdf_line *best = NULL;
	for (uint32_t k = 0; k < page->n; k++) {
		ent_pdf_line *b = &page->lines[k];
		if (b != a && is_level(a, b) && b->box.x0 > a->box.x1 &&
		    b->box.x0 < a->box.x1 + WIDE * ent_box_height(&a->box) &&
		    (!best || b->box.x0 < best->box.x0))
			best = b;
	}
	return best;
}

static bool has_space(const ent_pdf_line *l, float width)
{
	for (uint32_t w = 1; w < l->n; w++)
		if (fabsf(l->words[w].box.x0 - l->words[w - 1].box.x1 - width) <
		    EQUAL * width)
			return true;
	return false;
}

static bool is_text(const ent_pdf_word *word)
{
	for (size_t k = 0; k < word->text.n; k++)
		if (ent_is_digit(word->text.p[k]))
			return false;
	return !ent_pdf_is_bullet(word->text) || word->text.n > 2;
}

/* Whether a line above or below goes across a space without one of that width. */
static bool is_crossed(const ent_pdf_page *page,
		       const ent_pdf_line *a,
		       float x0,
		       float x1)
{
	const float em = ent_box_height(&a->box);
	for (uint32_t k = 0; k < page->n; k++) {
		const ent_pdf_line *l = &page->lines[k];
		if (l->gone || is_level(a, l) || l->box.x0 > x0 || l->box.x1 < x1 ||
		    fabsf(l->box.y0 - a->box.y0) > NEAR * em)
			continue;
		for (uint32_t w = 0; w < l->n; w++)
			if (l->words[w].box.x0 < x1 && l->words[w].box.x1 > x0)
				return true;
	}
	return false;
}

/* Whether b goes on with a, which is left of it. */
static bool is_piece(const ent_pdf_page *page,
		     const ent_pdf_line *a,
		     const ent_pdf_line *b)
{
	const float space = b->box.x0 - a->box.x1;
	if (space < NARROW * ent_box_height(&a->box) || !is_text(&a->words[a->n - 1]) ||
	    !is_text(&b->words[0]))
		return false;
	bool equal = has_space(a, space) || has_space(b, space);
	if (!equal) {
		const ent_pdf_line *next = right_of(page, b);
		equal = next &&
			fabsf(next->box.x0 - b->box.x1 - space) < EQUAL * space &&
			is_text(&next->words[0]);
	}
	return equal && is_crossed(page, a, a->box.x1, b->box.x0);
}

static bool join(ent_pdf_line *a, ent_pdf_line *b, ent_arena *arena)
{
	ent_pdf_word *words = ENT_NEW_ARRAY(arena, ent_pdf_word, a->n + b->n);
	if (!words)
		return false;
	memcpy(words, a->words, a->n * sizeof(*words));
	memcpy(words + a->n, b->words, b->n * sizeof(*words));
	a->words = words;
	a->n += b->n;
	a->box.x1 = b->box.x1;
	b->gone = true;
	return true;
}

bool ent_pdf_join_justified(ent_pdf *pdf, ent_arena *arena)
{
	for (uint32_t p = 0; p < pdf->n; p++) {
		ent_pdf_page *page = &pdf->pages[p];
		for (uint32_t k = 0; k < page->n && page->n <= LINES_MAX; k++) {
			ent_pdf_line *a = &page->lines[k], *b;
			while (!a->gone && (b = right_of(page, a)) &&
			       is_piece(page, a, b))
				if (!join(a, b, arena))
					return false;
		}
	}
	return true;
}
