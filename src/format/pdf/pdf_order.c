/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_order.c - the lines of a page in the order in which they are read.
 *
 * Why: poppler orders blocks by rules that fail on pages with columns, and knows no
 * tables.
 *
 * Method: a recursive cut (Nagy and Seth, "Hierarchical representation of optically
 * scanned documents", ICPR 1984) of a page's lines.  From above, rows belong together
 * as long as a gutter, a stripe that no line crosses, continues through them; where
 * there is one, its left side is read before its right side.  Where the two sides begin
 * their paragraphs at the same heights and are not filled with text, they are the
 * columns of a table, which is read row by row.
 *
 * Time O(n^2) of the lines of a page, of which there are some hundred; LINES_MAX bounds
 * it.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "format/pdf/pdf_order.h"
#include "text/lang.h"

enum { DEPTH_MAX = 8, LINES_MAX = 4000, COLUMN_LINES = 8 };

static const float SAME_GUTTER = 12; /* points: the columns of another page go on */
static const float SAME_EDGE = 2;    /* the same for the left edge of a column */

static const float WIDE_EM = 2.5f; /* a gap that is a gutter though it is in one row */
static const float GUTTER_EM = 0.9f; /* least width of a gutter, in line heights */
static const float FULL =
	0.85f; /* a line of this part of its column's width fills it */

struct order {
	ent_pdf_place *out;
	uint32_t n, *column;
	ent_pdf_gutter *gutter;
	float tight; /* least width of a gutter between cells, in line heights */
	const ent_pdf_page *page;
	bool failed; /* out of memory: the order is wrong */
};

/* Lines between two edges. */
struct region {
	const ent_pdf_line **lines;
	uint32_t n;
	float left, right;
};

struct row_of {
	const ent_pdf_line *line;
	uint32_t row;
};

static int by_middle(const void *a, const void *b)
{
	const ent_box *x = &((const struct row_of *)a)->line->box;
	const ent_box *y = &((const struct row_of *)b)->line->box;
	const float p = x->y0 + x->y1, q = y->y0 + y->y1;
	return p > q ? 1 : p < q ? -1 : 0;
}

static int by_row(const void *a, const void *b)
{
	const struct row_of *x = a, *y = b;
	if (x->row != y->row)
		return x->row > y->row ? 1 : -1;
	const float p = x->line->box.x0, q = y->line->box.x0;
	return p > q ? 1 : p < q ? -1 : 0;
}

/* Sorts lines from the top down, those of one row from the left: a line whose middle is
 * beside the first of a row belongs to it.  false without memory. */
static bool sort_lines(const ent_pdf_line **lines, uint32_t n)
{
	struct row_of *rows = calloc((size_t)n + 1, sizeof(*rows));
	float end = -1e9f;
	uint32_t row = 0;
	if (!rows)
		return false;
	for (uint32_t k = 0; k < n; k++)
		rows[k].line = lines[k];
	qsort(rows, n, sizeof(*rows), by_middle);
	for (uint32_t k = 0; k < n; k++) {
		const ent_box *box = &rows[k].line->box;
		if ((box->y0 + box->y1) / 2 > end) {
			row++;
			end = box->y1 - 0.2f * (box->y1 - box->y0);
		}
		rows[k].row = row;
	}
	qsort(rows, n, sizeof(*rows), by_row);
	for (uint32_t k = 0; k < n; k++)
		lines[k] = rows[k].line;
	free(rows);
	return true;
}

static float em_of(const struct region *r)
{
	float sum = 0;
	for (uint32_t k = 0; k < r->n; k++)
		sum += ent_box_height(&r->lines[k]->box);
	return r->n ? sum / (float)r->n : 10;
}

static void emit(struct order *o, const struct region *r, bool cell)
{
	for (uint32_t k = 0; k < r->n; k++)
		o->out[o->n++] = (ent_pdf_place){ .line = r->lines[k],
						  .left = r->left,
						  .right = r->right,
						  .column = *o->column,
						  .cell = cell };
	++*o->column;
}

/* Whether two lines are beside each other. */
static bool are_beside(const ent_pdf_line *a, const ent_pdf_line *b)
{
	const float top = a->box.y0 > b->box.y0 ? a->box.y0 : b->box.y0;
	const float end = a->box.y1 < b->box.y1 ? a->box.y1 : b->box.y1;
	const float less = ent_box_height(&a->box) < ent_box_height(&b->box)
				   ? ent_box_height(&a->box)
				   : ent_box_height(&b->box);
	return end - top > 0.4f * less;
}

/* The widest stripe that none of the lines from `from` to `to` crosses, with lines on
 * both sides; false without one of the least width. */
static bool find_gutter(float gutter[2],
			const struct region *r,
			uint32_t from,
			uint32_t to,
			float least)
{
	bool found = false;
	for (uint32_t k = from; k < to; k++) {
		const float a = r->lines[k]->box.x1;
		float b = r->right + 1;
		bool crossed = false, beyond = false;
		for (uint32_t j = from; j < to && !crossed; j++) {
			const ent_box *box = &r->lines[j]->box;
			crossed = box->x0 < a + 0.1f && box->x1 > a + 0.1f;
			if (box->x0 >= a - 0.1f && box->x0 < b) {
				b = box->x0;
				beyond = true;
			}
		}
		if (crossed || !beyond || b - a < least ||
		    (found && b - a <= gutter[1] - gutter[0]))
			continue;
		gutter[0] = a;
		gutter[1] = b;
		found = true;
	}
	return found;
}

static struct region side_of(const struct region *r,
			     uint32_t from,
			     uint32_t to,
			     const float gutter[2],
			     bool right,
			     const ent_pdf_line **scratch)
{
	struct region side = { .lines = scratch,
			       .left = right ? gutter[1] : r->left,
			       .right = right ? r->right : gutter[0] };
	for (uint32_t k = from; k < to; k++)
		if ((r->lines[k]->box.x0 >= gutter[1] - 0.2f) == right)
			side.lines[side.n++] = r->lines[k];
	return side;
}

/* How far a gutter that begins with the row of line `from` goes on: the line after the
 * last that it passes; `from` when there is none. */
static uint32_t follow_gutter(float gutter[2],
			      const struct region *r,
			      uint32_t from,
			      float least)
{
	uint32_t to = from + 1, best = from;
	float g[2];
	while (to < r->n && are_beside(r->lines[from], r->lines[to]))
		to++;
	if (to == from + 1 || !find_gutter(g, r, from, to, least))
		return from;
	memcpy(gutter, g, 2 * sizeof(*g));
	best = to;
	while (to < r->n) {
		const ent_box *b = &r->lines[to]->box;
		float next[2] = { g[0], g[1] };
		if (b->x1 + least <= g[1])
			next[0] = b->x1 > g[0] ? b->x1 : g[0];
		else if (b->x0 >= g[0] + least)
			next[1] = b->x0 < g[1] ? b->x0 : g[1];
		else
			break;
		if (next[1] - next[0] < least)
			break;
		memcpy(g, next, sizeof(g));
		memcpy(gutter, g, 2 * sizeof(*g));
		best = ++to;
	}
	return best;
}

static bool is_crossing(const ent_pdf_line *l, const float gutter[2])
{
	return l->box.x0 < gutter[1] - 0.2f && l->box.x1 > gutter[0] + 0.2f;
}

/* Whether a gutter is more than a wide space between two words: it goes on through two
 * rows that have lines on both sides, or is wide. */
static bool is_band(const struct region *r,
		    uint32_t from,
		    uint32_t to,
		    const float gutter[2],
		    float least)
{
	unsigned rows = 0;
	if (gutter[1] - gutter[0] > WIDE_EM / GUTTER_EM * least)
		return true;
	for (uint32_t k = from; k + 1 < to; k++) {
		const bool left = r->lines[k]->box.x1 <= gutter[0] + 0.2f;
		const bool next_left = r->lines[k + 1]->box.x1 <= gutter[0] + 0.2f;
		rows += left != next_left && are_beside(r->lines[k], r->lines[k + 1]);
	}
	return rows > 1;
}

static float width_of(const struct region *side)
{
	float left = 1e9f, right = 0;
	for (uint32_t k = 0; k < side->n; k++) {
		left = side->lines[k]->box.x0 < left ? side->lines[k]->box.x0 : left;
		right = side->lines[k]->box.x1 > right ? side->lines[k]->box.x1 : right;
	}
	return right - left;
}

/* The part of a side's lines that fill its width. */
static float filled(const struct region *side)
{
	const float width = width_of(side);
	unsigned full = 0;
	for (uint32_t k = 0; k < side->n; k++)
		full += side->lines[k]->box.x1 - side->lines[k]->box.x0 > FULL * width;
	return side->n ? (float)full / (float)side->n : 0;
}

/* The language of a side's text; "" when it is too short to judge. */
static ent_str lang_of(struct order *o, const struct region *side)
{
	enum { ENOUGH = 600 }; /* bytes */
	ent_buf text = ENT_BUF_INIT;
	for (uint32_t k = 0; k < side->n && text.n < ENOUGH; k++)
		for (uint32_t w = 0; w < side->lines[k]->n; w++) {
			ent_buf_add(&text, side->lines[k]->words[w].text);
			ent_buf_add_char(&text, ' ');
		}
	const ent_str lang = text.n ? ent_lang_guess(ent_buf_str(&text)) : ENT_STR("");
	o->failed |= text.failed;
	ent_buf_release(&text);
	return lang;
}

/* Whether two sides are in different languages. */
static bool are_versions(struct order *o,
			 const struct region *left,
			 const struct region *right)
{
	const ent_str a = lang_of(o, left), b = lang_of(o, right);
	return a.n && b.n && !ent_str_eq(a, b);
}

/* Whether a line may begin a cell: the one above it is of another block or does not
 * fill the width of its side. */
static bool may_begin(const struct region *side, uint32_t k, float width)
{
	const ent_pdf_line *above = k ? side->lines[k - 1] : NULL;
	return !above || above->block != side->lines[k]->block ||
	       above->box.x1 - above->box.x0 <= FULL * width;
}

/* Whether the lines of two sides are the cells of rows: one side at least is not
 * running text, and most blocks of the right begin where a cell of the left may. */
static bool is_table(struct order *o,
		     const struct region *left,
		     const struct region *right)
{
	unsigned starts = 0, same = 0;
	if (left->n > 3 && right->n > 3 && filled(left) > 0.45f &&
	    filled(right) > 0.45f)
		return false;
	if (are_versions(o, left, right))
		return false;
	const float width = width_of(left);
	for (uint32_t k = 0; k < right->n; k++) {
		if (k && right->lines[k]->block == right->lines[k - 1]->block)
			continue;
		starts++;
		for (uint32_t j = 0; j < left->n; j++)
			if (right->lines[k]->box.y0 - left->lines[j]->box.y0 < 3 &&
			    left->lines[j]->box.y0 - right->lines[k]->box.y0 < 3 &&
			    may_begin(left, j, width)) {
				same++;
				break;
			}
	}
	return starts && same * 10 >= starts * 6;
}

static void cut(struct order *o, const struct region *r, bool cell, unsigned depth);

/* The rows of a table, cut where no line of any column is, and each into its cells. */
static void cut_rows(struct order *o, const struct region *r, unsigned depth)
{
	const float em = em_of(r);
	for (uint32_t from = 0; from < r->n;) {
		float end = r->lines[from]->box.y1;
		uint32_t to = from + 1;
		for (; to < r->n && r->lines[to]->box.y0 < end + 0.35f * em; to++)
			end = r->lines[to]->box.y1 > end ? r->lines[to]->box.y1 : end;
		const struct region row = { &r->lines[from], to - from, r->left,
					    r->right };
		float gutter[2];
		const ent_pdf_line **scratch =
			calloc(2 * (size_t)row.n, sizeof(*scratch));
		o->failed |= !scratch;
		if (scratch && depth < DEPTH_MAX &&
		    find_gutter(gutter, &row, 0, row.n, o->tight * em)) {
			const struct region a =
				side_of(&row, 0, row.n, gutter, false, scratch);
			const struct region b =
				side_of(&row, 0, row.n, gutter, true, scratch + row.n);
			cut_rows(o, &a, depth + 1);
			cut_rows(o, &b, depth + 1);
		} else {
			emit(o, &row, true);
		}
		free(scratch);
		from = to;
	}
}

/* Whether what is right of a gutter begins where the right column of a page before
 * does: a few short lines leave more space than the columns did. */
static bool is_same_edge(const struct order *o, const float gutter[2])
{
	return o->gutter->middle > 0 &&
	       fabsf(gutter[1] - o->gutter->right) < SAME_EDGE &&
	       gutter[0] < o->gutter->middle;
}

static void cut_band(struct order *o,
		     const struct region *r,
		     uint32_t from,
		     uint32_t to,
		     const float gutter[2],
		     unsigned depth)
{
	const uint32_t n = to - from;
	const ent_pdf_line **scratch = calloc(2 * (size_t)n, sizeof(*scratch));
	const struct region band = { &r->lines[from], n, r->left, r->right };
	if (!scratch) {
		o->failed = true;
		return;
	}
	const struct region left = side_of(r, from, to, gutter, false, scratch);
	const struct region right = side_of(r, from, to, gutter, true, scratch + n);
	const float middle = (gutter[0] + gutter[1]) / 2;
	const bool known = o->gutter->middle > 0 &&
			   (fabsf(middle - o->gutter->middle) < SAME_GUTTER ||
			    is_same_edge(o, gutter));
	if (!known && is_table(o, &left, &right)) {
		cut_rows(o, &band, depth + 1);
	} else {
		if (left.n > COLUMN_LINES && right.n > COLUMN_LINES)
			*o->gutter = (ent_pdf_gutter){ middle, gutter[1] };
		cut(o, &left, false, depth + 1);
		cut(o, &right, false, depth + 1);
	}
	free(scratch);
}

static void cut(struct order *o, const struct region *r, bool cell, unsigned depth)
{
	const float least = GUTTER_EM * em_of(r);
	uint32_t plain = 0; /* first line that is not in a band */
	for (uint32_t k = 0; k < r->n && depth < DEPTH_MAX;) {
		float gutter[2];
		const uint32_t to = follow_gutter(gutter, r, k, least);
		if (to == k ||
		    (!is_band(r, k, to, gutter, least) && !is_same_edge(o, gutter))) {
			k++;
			continue;
		}
		/* what is above on one side of the gutter belongs to its column */
		uint32_t from = k;
		while (from > plain && !is_crossing(r->lines[from - 1], gutter))
			from--;
		if (from > plain) {
			const struct region above = { &r->lines[plain], from - plain,
						      r->left, r->right };
			emit(o, &above, cell);
		}
		cut_band(o, r, from, to, gutter, depth);
		plain = k = to;
	}
	if (plain < r->n) {
		const struct region rest = { &r->lines[plain], r->n - plain, r->left,
					     r->right };
		emit(o, &rest, cell);
	}
}

/* The lines of a region whose middle is between two heights. */
static struct region part_of(const struct region *r,
			     float y0,
			     float y1,
			     const ent_pdf_line **scratch)
{
	struct region part = { .lines = scratch, .left = r->left, .right = r->right };
	for (uint32_t k = 0; k < r->n; k++) {
		const float y = (r->lines[k]->box.y0 + r->lines[k]->box.y1) / 2;
		if (y >= y0 && y < y1)
			part.lines[part.n++] = r->lines[k];
	}
	return part;
}

static void cut_alleys(struct order *o,
		       const struct region *r,
		       unsigned first,
		       unsigned depth);

/* What is above an alley, left of it, right of it, below it. */
static void cut_alley(struct order *o,
		      const struct region *r,
		      unsigned a,
		      const ent_pdf_line **scratch,
		      unsigned depth)
{
	const ent_pdf_alley *alley = &o->page->alleys[a];
	const struct region above = part_of(r, -1e9f, alley->y0, scratch);
	const struct region band = part_of(r, alley->y0, alley->y1, scratch + above.n);
	const struct region below =
		part_of(r, alley->y1, 1e9f, scratch + above.n + band.n);
	float gutter[2] = { r->left, alley->x };
	for (uint32_t k = 0; k < band.n; k++)
		if (band.lines[k]->box.x0 < alley->x - 1 &&
		    band.lines[k]->box.x1 > gutter[0])
			gutter[0] = band.lines[k]->box.x1;
	const struct region left =
		side_of(&band, 0, band.n, gutter, false, scratch + r->n);
	const struct region right =
		side_of(&band, 0, band.n, gutter, true, scratch + r->n + left.n);
	cut_alleys(o, &above, a + 1, depth + 1);
	if (is_table(o, &left, &right)) {
		o->tight = 0;
		cut_rows(o, &band, depth + 1);
		o->tight = GUTTER_EM;
	} else {
		cut_alleys(o, &left, a + 1, depth + 1);
		cut_alleys(o, &right, a + 1, depth + 1);
	}
	cut_alleys(o, &below, a + 1, depth + 1);
}

static void cut_alleys(struct order *o,
		       const struct region *r,
		       unsigned first,
		       unsigned depth)
{
	unsigned a = first;
	while (a < o->page->n_alleys &&
	       (o->page->alleys[a].x <= r->left || o->page->alleys[a].x >= r->right))
		a++;
	if (a == o->page->n_alleys || !r->n) {
		cut(o, r, false, depth);
		return;
	}
	const ent_pdf_line **scratch = calloc(2 * (size_t)r->n, sizeof(*scratch));
	if (scratch)
		cut_alley(o, r, a, scratch, depth);
	else
		o->failed = true;
	free(scratch);
}

bool ent_pdf_order(ent_pdf_place *out,
		   uint32_t *n,
		   const ent_pdf_page *page,
		   uint32_t *column,
		   ent_pdf_gutter *gutter,
		   ent_arena *arena)
{
	struct order o = { .out = out + *n,
			   .column = column,
			   .gutter = gutter,
			   .tight = GUTTER_EM,
			   .page = page };
	struct region all = { .lines = ENT_NEW_ARRAY(arena, const ent_pdf_line *,
						     page->n + 1),
			      .left = page->width };
	if (!all.lines)
		return false;
	for (uint32_t k = 0; k < page->n; k++) {
		const ent_pdf_line *l = &page->lines[k];
		if (l->gone)
			continue;
		all.lines[all.n++] = l;
		all.left = l->box.x0 < all.left ? l->box.x0 : all.left;
		all.right = l->box.x1 > all.right ? l->box.x1 : all.right;
	}
	if (all.n <= LINES_MAX) {
		o.failed = !sort_lines(all.lines, all.n);
		cut_alleys(&o, &all, 0, 0);
	} else {
		emit(&o, &all, false);
	}
	*n += o.n;
	return !o.failed;
}
