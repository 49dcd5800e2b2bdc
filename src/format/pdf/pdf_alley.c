/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_alley.c - columns that are so near each other that poppler joins their lines.
 *
 * Why: cells of a table without margins, as LibreOffice makes them, leave no more space
 * between two columns than between two words.
 *
 * Method: an alley is an edge at which words begin in most rows of a band and which no
 * word crosses, with text on both sides, and more than a space before the edge in some
 * rows.  In running text the words of five rows seldom begin at one place by chance,
 * and then a space is before each.  Where a column has many items, which begin
 * elsewhere, an alley is known by its length: no word crosses it in many rows.  Lines
 * that cross an alley are cut there.
 *
 * Time O(words x edges) for a page; an edge is a place at which ROWS_MIN words begin.
 */
#include <math.h>
#include <stdlib.h>

#include "base/fail.h"
#include "format/pdf/pdf_alley.h"
#include "format/pdf/pdf_line.h"

enum { ROWS_MIN = 5, ROWS_MANY = 15, EDGES_MAX = 64 };

static const float SAME = 0.8f;   /* points: words that begin at one edge differ less */
static const float ROW = 3;       /* points, as in pdf_order.c */
static const float SIDE = 0.2f;   /* of the page: the least width of a column */
static const float PART = 0.5f;   /* of the height of the text: the least of a column */
static const float SPACE = 0.45f; /* of the letters' height: wider than between words */
static const float TIGHT = 0.9f;  /* of the letters' height: wider ones are gutters */

struct item {
	ent_box box;
	size_t letters;
	bool mark; /* a bullet or label: an item is beside it, not a column */
};

/* The band of rows at hand, and what is in them. */
struct band {
	float y0, y1, left, end, em; /* from where to where the left column goes */
	unsigned rows, starts, on_left, on_right;
	unsigned close;       /* rows with no more than a space before the edge */
	unsigned both, tight; /* rows on both sides; those with no more than a space */
	size_t letters_left, letters_right;
};

static int by_row(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	const long p = lroundf(x->box.y1 / ROW), q = lroundf(y->box.y1 / ROW);
	if (p != q)
		return p > q ? 1 : -1;
	return x->box.x0 > y->box.x0 ? 1 : x->box.x0 < y->box.x0 ? -1 : 0;
}

static int by_value(const void *a, const void *b)
{
	const float *x = a, *y = b;
	return *x > *y ? 1 : *x < *y ? -1 : 0;
}

/* Whether the right column begins at the edge. */
static bool begins_at_edge(const struct band *b)
{
	return 2 * b->starts >= b->on_right ||
	       (b->on_left >= ROWS_MANY && b->on_right >= ROWS_MANY &&
		5 * b->tight <= b->both);
}

static bool is_alley(const struct band *b,
		     float x,
		     const ent_pdf_page *page,
		     float least)
{
	const size_t less =
		b->letters_left < b->letters_right ? b->letters_left : b->letters_right;
	const size_t more = b->letters_left + b->letters_right - less;
	return b->y1 - b->y0 >= least && b->starts >= ROWS_MIN &&
	       b->on_left >= ROWS_MIN && x - b->end < TIGHT * b->em &&
	       b->close * 10 <= b->starts * 7 && begins_at_edge(b) &&
	       less * 4 >= more && x - b->left > SIDE * page->width;
}

/* Whether an alley is so near on the left that the edge is that of items in its
 * column. */
static bool is_indent(const ent_pdf_page *page, const struct band *b, float x)
{
	for (unsigned k = 0; k < page->n_alleys; k++) {
		const ent_pdf_alley *a = &page->alleys[k];
		if (x - a->x < SIDE * page->width && a->y0 < b->y1 && a->y1 > b->y0)
			return true;
	}
	return false;
}

static void close_band(ent_pdf_page *page, struct band *b, float x, float least)
{
	if (is_alley(b, x, page, least) && !is_indent(page, b, x) &&
	    page->n_alleys < ENT_PDF_ALLEYS) {
		const ent_pdf_alley found = { .x = x, .y0 = b->y0, .y1 = b->y1 };
		page->alleys[page->n_alleys++] = found;
	}
	*b = (struct band){ .left = page->width };
}

/* The words of one row, in items[from..to). */
static void add_row(struct band *b,
		    const struct item *items,
		    size_t from,
		    size_t to,
		    float x)
{
	bool starts = false, left = false, right = false, close = false;
	float end = 0, begin = 0;
	if (!b->rows++)
		b->y0 = items[from].box.y0;
	for (size_t k = from; k < to; k++) {
		const struct item *w = &items[k];
		b->y0 = w->box.y0 < b->y0 ? w->box.y0 : b->y0;
		b->y1 = w->box.y1 > b->y1 ? w->box.y1 : b->y1;
		if (w->box.x0 < x - SAME) {
			left = true;
			close |= x - w->box.x1 < SPACE * ent_box_height(&w->box);
			end = w->box.x1 > end ? w->box.x1 : end;
			b->left = w->box.x0 < b->left ? w->box.x0 : b->left;
			b->letters_left += w->letters;
			if (!w->mark && w->box.x1 > b->end)
				b->end = w->box.x1;
			b->em = ent_box_height(&w->box);
			continue;
		}
		const bool at = w->box.x0 < x + SAME;
		starts |= at;
		begin = right && begin < w->box.x0 ? begin : w->box.x0;
		right = true;
		b->letters_right += w->letters;
	}
	b->starts += starts;
	b->close += starts && close;
	b->on_left += left;
	b->on_right += right;
	b->both += left && right;
	b->tight += left && right && begin - end < SPACE * b->em;
}

static void find_at(ent_pdf_page *page, const struct item *items, size_t n, float x)
{
	struct band b = { .left = page->width };
	const float all = n ? items[n - 1].box.y1 - items[0].box.y0 : 0;
	const float least = PART * all;
	for (size_t k = 0; k < n;) {
		size_t to = k;
		bool crossed = false;
		const long row = lroundf(items[k].box.y1 / ROW);
		for (; to < n && lroundf(items[to].box.y1 / ROW) == row; to++)
			crossed |= items[to].box.x0 < x - SAME &&
				   items[to].box.x1 > x + SAME;
		if (crossed)
			close_band(page, &b, x, least);
		else
			add_row(&b, items, k, to, x);
		k = to;
	}
	close_band(page, &b, x, least);
}

/* The places at which ROWS_MIN words begin, *found; false without memory. */
static bool find_edges(float edges[EDGES_MAX],
		       unsigned *found,
		       const struct item *items,
		       size_t n)
{
	float *starts = calloc(n + 1, sizeof(*starts));
	*found = 0;
	if (!starts)
		return false;
	for (size_t k = 0; k < n; k++)
		starts[k] = items[k].box.x0;
	qsort(starts, n, sizeof(*starts), by_value);
	for (size_t k = 0; k < n && *found < EDGES_MAX;) {
		size_t to = k;
		while (to < n && starts[to] - starts[k] < SAME)
			to++;
		if (to - k >= ROWS_MIN)
			edges[(*found)++] = starts[k];
		k = to;
	}
	free(starts);
	return true;
}

/* Lines of two columns that poppler has joined may be at different heights. */
static void set_box(ent_pdf_line *l)
{
	l->box = l->words[0].box;
	for (uint32_t k = 1; k < l->n; k++) {
		const ent_box *w = &l->words[k].box;
		l->box.y0 = w->y0 < l->box.y0 ? w->y0 : l->box.y0;
		l->box.y1 = w->y1 > l->box.y1 ? w->y1 : l->box.y1;
		l->box.x1 = w->x1;
	}
}

/* Cuts line l in two before the first word at or after x; false when it is on one
 * side. */
static bool cut_line(ent_pdf_line *left, ent_pdf_line *right, float x)
{
	uint32_t k = 0;
	while (k < left->n && left->words[k].box.x0 < x - SAME)
		k++;
	if (!k || k == left->n)
		return false;
	*right = *left;
	right->words += k;
	right->n -= k;
	right->item = false;
	left->n = k;
	set_box(left);
	set_box(right);
	return true;
}

static bool cut_lines(ent_pdf_page *page, ent_arena *arena)
{
	const size_t capacity = (size_t)page->n * (page->n_alleys + 1);
	ent_pdf_line *lines = ENT_NEW_ARRAY(arena, ent_pdf_line, capacity);
	uint32_t n = 0;
	if (!lines)
		return false;
	for (uint32_t k = 0; k < page->n; k++) {
		uint32_t at = n;
		lines[n++] = page->lines[k];
		for (unsigned a = 0; a < page->n_alleys; a++) {
			const ent_pdf_alley *alley = &page->alleys[a];
			const float y = (lines[at].box.y0 + lines[at].box.y1) / 2;
			if (y > alley->y0 && y < alley->y1 &&
			    cut_line(&lines[at], &lines[n], alley->x))
				at = n++;
		}
	}
	page->lines = lines;
	page->n = n;
	return true;
}

static int by_place(const void *a, const void *b)
{
	const ent_pdf_alley *p = a, *q = b;
	return by_value(&p->x, &q->x);
}

static bool is_mark(ent_str word)
{
	return ent_pdf_is_bullet(word) || ent_pdf_is_label(word);
}

static bool find_in(ent_pdf_page *page, ent_arena *arena)
{
	float edges[EDGES_MAX];
	size_t n = 0, words = 0;
	for (uint32_t k = 0; k < page->n; k++)
		words += page->lines[k].n;
	struct item *items = calloc(words + 1, sizeof(*items));
	if (!items)
		return false;
	for (uint32_t k = 0; k < page->n; k++)
		for (uint32_t w = 0; !page->lines[k].gone && w < page->lines[k].n; w++)
			items[n++] = (struct item){
				.box = page->lines[k].words[w].box,
				.letters = page->lines[k].words[w].text.n,
				.mark = is_mark(page->lines[k].words[w].text),
			};
	qsort(items, n, sizeof(*items), by_row);
	unsigned found;
	const bool ok = find_edges(edges, &found, items, n);
	for (unsigned k = 0; k < found; k++)
		find_at(page, items, n, edges[k]);
	free(items);
	qsort(page->alleys, page->n_alleys, sizeof(*page->alleys), by_place);
	return ok && (!page->n_alleys || cut_lines(page, arena));
}

bool ent_pdf_cut_alleys(ent_pdf *pdf, ent_arena *arena)
{
	for (uint32_t p = 0; p < pdf->n; p++)
		if (!find_in(&pdf->pages[p], arena))
			return false;
	return true;
}
