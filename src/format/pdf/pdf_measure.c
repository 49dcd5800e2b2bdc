/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_measure.c - what is usual in a PDF: the size of its letters, the distance of its
 * lines; and fonts of one size whose boxes differ.
 *
 * A box is as high as its font says, so that a word in the font of a typewriter may be
 * a third less high than those around it.  A line of such words alone would look like
 * smaller text: where a line of the usual size is next to it in its block, its box is
 * made as high as that of the other.  Which heights mean the same size is known from
 * the lines in which both are.
 *
 * Time O(lines), and O(n log n) of SAMPLES distances.
 */
#include <math.h>
#include <stdlib.h>

#include "format/pdf/pdf_measure.h"

enum { HEIGHTS = 400 };

static int by_value(const void *a, const void *b)
{
	const float *x = a, *y = b;
	return *x > *y ? 1 : *x < *y ? -1 : 0;
}

float ent_pdf_usual_size(const ent_pdf *pdf)
{
	static const float STEP = 0.25f;
	size_t letters[HEIGHTS] = { 0 }, most = 0;
	unsigned best = 48;
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k < pdf->pages[p].n; k++) {
			const ent_pdf_line *l = &pdf->pages[p].lines[k];
			const float height = ent_box_height(&l->box) / STEP;
			if (l->gone || height < 1 || height >= HEIGHTS)
				continue;
			for (uint32_t w = 0; w < l->n; w++)
				letters[(int)height] += l->words[w].text.n;
		}
	for (unsigned k = 0; k < HEIGHTS; k++)
		if (letters[k] > most) {
			most = letters[k];
			best = k;
		}
	return ((float)best + 0.5f) * STEP;
}

float ent_pdf_usual_leading(const ent_pdf *pdf)
{
	enum { SAMPLES = 4096 };
	float all[SAMPLES], leading = 1.2f;
	unsigned n = 0;
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 1; k < pdf->pages[p].n && n < SAMPLES; k++) {
			const ent_pdf_line *a = &pdf->pages[p].lines[k - 1], *b = a + 1;
			const float em = ent_box_height(&a->box);
			const float step = (b->box.y0 - a->box.y0) / em;
			if (a->block == b->block && !a->gone && !b->gone && a->n > 3 &&
			    step > 0.7f && step < 3)
				all[n++] = step;
		}
	if (n > 3) {
		qsort(all, n, sizeof(*all), by_value);
		leading = all[n / 4];
	}
	return leading;
}

/* ---- fonts of one size ----------------------------------------------------------- */

enum { TOGETHER_MIN = 5 }; /* words that show that two heights are one size */

/* What to add above and below a word of a height to have the usual box. */
struct fonts {
	float usual;
	float above[HEIGHTS], below[HEIGHTS];
	unsigned n[HEIGHTS];
};

static unsigned height_of(const ent_box *box)
{
	const float height = ent_box_height(box) * 4;
	return height < 1 ? 0 : height >= HEIGHTS ? HEIGHTS - 1 : (unsigned)height;
}

static bool is_usual(const struct fonts *f, const ent_box *box)
{
	return fabsf(ent_box_height(box) - f->usual) < 0.05f * f->usual;
}

/* A word that is less high than its line and not raised, as calls of notes are. */
static void see_line(struct fonts *f, const ent_pdf_line *l)
{
	for (uint32_t w = 0; w < l->n && is_usual(f, &l->box); w++) {
		const ent_box *box = &l->words[w].box;
		const float above = box->y0 - l->box.y0, below = l->box.y1 - box->y1;
		const unsigned h = height_of(box);
		if (is_usual(f, box) || above < 0 || below < 0.08f * f->usual ||
		    fabsf(above - below) > 0.12f * f->usual)
			continue;
		f->above[h] += above;
		f->below[h] += below;
		f->n[h]++;
	}
}

/* The box of a line as high as usual, if the line is of words of such a height. */
static bool make_usual(const struct fonts *f, ent_box *box)
{
	const unsigned h = height_of(box);
	if (f->n[h] < TOGETHER_MIN)
		return false;
	box->y0 -= f->above[h] / (float)f->n[h];
	box->y1 += f->below[h] / (float)f->n[h];
	return true;
}

bool ent_pdf_align_fonts(ent_pdf *pdf)
{
	struct fonts *f = calloc(1, sizeof(*f));
	if (!f)
		return false;
	f->usual = ent_pdf_usual_size(pdf);
	const float leading = ent_pdf_usual_leading(pdf) * f->usual;
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k < pdf->pages[p].n; k++)
			see_line(f, &pdf->pages[p].lines[k]);
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 1; k < pdf->pages[p].n; k++) {
			ent_pdf_line *a = &pdf->pages[p].lines[k - 1], *b = a + 1;
			const bool last = is_usual(f, &a->box);
			ent_box box = last ? b->box : a->box;
			if (a->block != b->block || is_usual(f, &b->box) == last ||
			    !make_usual(f, &box))
				continue;
			const float step =
				last ? box.y0 - a->box.y0 : b->box.y0 - box.y0;
			if (fabsf(step - leading) < 0.15f * leading)
				*(last ? &b->box : &a->box) = box;
		}
	free(f);
	return true;
}
