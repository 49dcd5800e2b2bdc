/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_rows.c - tables of a structure tree that continue over pages.
 *
 * Why: Word writes a table that continues as one table for each page, each with the
 * head again, and a row that the end of a page cuts as two rows.
 *
 * Method: a head with the text of the one before it, and only cells between the two, is
 * left out.  The row after it continues the last one before it when a long cell of that
 * row has not ended like a sentence and the cell below it begins in small letters; all
 * its cells are joined then.
 *
 * Time O(parts).
 */
#include "format/pdf/pdf_line.h"
#include "format/pdf/pdf_tree.h"

enum { LONG_CELL = 40 }; /* bytes; terms and names have no full stop either */

static bool same_text(ent_str a, ent_str b)
{
	size_t k = 0, n = 0;
	for (;;) {
		while (k < a.n && ent_pdf_is_mark(a.p[k]))
			k++;
		while (n < b.n && ent_pdf_is_mark(b.p[n]))
			n++;
		if (k == a.n || n == b.n)
			return k == a.n && n == b.n;
		if (a.p[k++] != b.p[n++])
			return false;
	}
}

/* The parts from k on that are of the same head. */
static uint32_t head_end(const ent_pdf_tree *tree, uint32_t k)
{
	uint32_t end = k;
	while (end < tree->n && tree->parts[end].head == tree->parts[k].head)
		end++;
	return end;
}

static bool is_same_head(const ent_pdf_tree *tree, uint32_t a, uint32_t b)
{
	const uint32_t n = head_end(tree, b) - b;
	bool same = head_end(tree, a) - a == n;
	for (uint32_t k = 0; same && k < n; k++)
		same = same_text(tree->parts[a + k].text, tree->parts[b + k].text);
	return same;
}

static bool ends_sentence(ent_str s)
{
	while (s.n && ent_pdf_is_mark(s.p[s.n - 1]))
		s.n--;
	return !s.n || strchr(".;:!?", s.p[s.n - 1]);
}

static bool begins_inside(ent_str s)
{
	const unsigned char *p = (const unsigned char *)s.p;
	while (s.n && ent_pdf_is_mark((char)*p))
		p++, s.n--;
	return s.n && ((p[0] >= 'a' && p[0] <= 'z') || p[0] == '(' || p[0] == ',' ||
		       (s.n > 1 && p[0] == 0xC3 && p[1] >= 0xA0) ||
		       (s.n > 1 && p[0] == 0xC2 && p[1] == 0xAB));
}

/* The part of a row's column that is nearest to k, looking backwards; NULL if none. */
static ent_pdf_part *cell_before(ent_pdf_tree *tree, uint32_t k, uint32_t column)
{
	const uint32_t row = k ? tree->parts[k - 1].row : 0;
	while (k-- > 0 && tree->parts[k].row == row)
		if (tree->parts[k].column == column)
			return &tree->parts[k];
	return NULL;
}

/* Whether the row that begins at `from` goes on with the one that ends before `to`. */
static bool row_goes_on(ent_pdf_tree *tree, uint32_t from, uint32_t to)
{
	for (uint32_t k = from;
	     k < tree->n && tree->parts[k].row == tree->parts[from].row; k++) {
		const ent_pdf_part *above =
			cell_before(tree, to, tree->parts[k].column);
		if (above && above->text.n >= LONG_CELL &&
		    !ends_sentence(above->text) && begins_inside(tree->parts[k].text))
			return true;
	}
	return false;
}

static bool append(ent_pdf_part *to, ent_str text, ent_arena *arena)
{
	ent_buf buf = ENT_BUF_INIT;
	ent_buf_add(&buf, to->text);
	ent_buf_add_char(&buf, ENT_PDF_SPACE);
	ent_buf_add(&buf, text);
	if (!buf.failed)
		to->text = ent_arena_str(arena, ent_buf_str(&buf));
	ent_buf_release(&buf);
	return to->text.p;
}

/* Joins the row that begins at `from` to the one that ends before `to`; its parts are
 * left without text. */
static bool join_row(ent_pdf_tree *tree, uint32_t from, uint32_t to, ent_arena *arena)
{
	uint32_t last = 0;
	for (uint32_t k = from;
	     k < tree->n && tree->parts[k].row == tree->parts[from].row; k++) {
		ent_pdf_part *part = &tree->parts[k];
		ent_pdf_part *above = cell_before(tree, to, part->column);
		const bool first = part->column != last;
		last = part->column;
		if (!above || !first)
			continue;
		if (!append(above, part->text, arena))
			return false;
		part->text.n = 0;
	}
	return true;
}

bool ent_pdf_join_tables(ent_pdf_tree *tree, ent_arena *arena)
{
	uint32_t head = UINT32_MAX, to = 0;
	for (uint32_t k = 0; k < tree->n;) {
		const ent_pdf_part *part = &tree->parts[k];
		if (!part->head) {
			if (part->kind != ENT_KIND_CELL && part->kind != ENT_KIND_NOTE)
				head = UINT32_MAX;
			k++;
			continue;
		}
		const uint32_t end = head_end(tree, k);
		if (head != UINT32_MAX && is_same_head(tree, head, k)) {
			if (end < tree->n && row_goes_on(tree, end, k) &&
			    !join_row(tree, end, k, arena))
				return false;
			for (uint32_t j = k; j < end; j++)
				tree->parts[j].text.n = 0;
		} else {
			head = k;
		}
		k = end;
	}
	for (uint32_t k = 0; k < tree->n; k++)
		if (tree->parts[k].text.n)
			tree->parts[to++] = tree->parts[k];
	tree->n = to;
	return true;
}
