/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_measure.c - what is usual in a PDF: the size of its letters, the distance of its
 * lines.  Time O(lines), and O(n log n) of SAMPLES distances.
 */
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
	float *all = calloc(SAMPLES, sizeof(*all)), leading = 1.2f;
	unsigned n = 0;
	for (uint32_t p = 0; all && p < pdf->n; p++)
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
	free(all);
	return leading;
}
