/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_margins.c - what is on the pages of a PDF and not in its text: headers, footers,
 * page numbers, numbers of lines.
 *
 * Method: a line near the upper or lower edge is a header or footer when the same text,
 * with any numbers in it, is at the same height on two of the pages around (on the
 * other one of two).  A number alone at the outermost line is the page's. Numbers of
 * lines are a column of rising numbers left of the text, five or more on a page.
 *
 * Time: O(lines), each compared with the candidates of eight pages.
 */
#include <math.h>
#include <string.h>

#include "base/ascii.h"
#include "format/pdf/pdf_page.h"

enum { AROUND = 4, KEY_MAX = 120, NUMBERS_MIN = 5 };

static const float EDGE = 0.14f;    /* of the height: headers and footers are within */
static const float SAME_HEIGHT = 4; /* points */

/* The text of a line with each number as one #; its length. */
static size_t key_of(char key[KEY_MAX], const ent_pdf_line *l)
{
	size_t n = 0;
	for (uint32_t w = 0; w < l->n; w++)
		for (size_t k = 0; k < l->words[w].text.n && n < KEY_MAX; k++) {
			const char c = l->words[w].text.p[k];
			if (!ent_is_digit(c))
				key[n++] = c;
			else if (!n || key[n - 1] != '#')
				key[n++] = '#';
		}
	return n;
}

static bool is_at_edge(const ent_pdf_page *page, const ent_pdf_line *l)
{
	return l->box.y1 < EDGE * page->height || l->box.y0 > (1 - EDGE) * page->height;
}

static bool has_same(const ent_pdf_page *page, const ent_pdf_line *like, ent_str key)
{
	char other[KEY_MAX];
	for (uint32_t k = 0; k < page->n; k++) {
		const ent_pdf_line *l = &page->lines[k];
		if (is_at_edge(page, l) &&
		    fabsf(l->box.y0 - like->box.y0) < SAME_HEIGHT &&
		    ent_str_eq((ent_str){ other, key_of(other, l) }, key))
			return true;
	}
	return false;
}

/* Whether nothing is above, or below, a line on its page. */
static bool is_outermost(const ent_pdf_page *page, const ent_pdf_line *l)
{
	bool above = false, below = false;
	for (uint32_t k = 0; k < page->n; k++) {
		const ent_pdf_line *other = &page->lines[k];
		above |= other->box.y1 < l->box.y0 + 1;
		below |= other->box.y0 > l->box.y1 - 1;
	}
	return !above || !below;
}

static bool is_repeated(const ent_pdf *pdf, uint32_t p, const ent_pdf_line *l)
{
	char scratch[KEY_MAX];
	const ent_str key = { scratch, key_of(scratch, l) };
	unsigned same = 0, pages = 0;
	for (uint32_t q = p > AROUND ? p - AROUND : 0; q < pdf->n && q <= p + AROUND;
	     q++) {
		if (q == p)
			continue;
		pages++;
		same += has_same(&pdf->pages[q], l, key);
	}
	return pages > 1 ? same > 1 : same > 0 && is_outermost(&pdf->pages[p], l);
}

/* "12", "- 12 -", "Page 3 of 10", "3/10", "iv" */
static bool is_page_number(const ent_pdf_line *l)
{
	static const char *const words[] = { "page",         "p.",           "p", "of",
					     "sur",          "de",           "/", "-",
					     "\xE2\x80\x93", "\xE2\x80\x94", "|" };
	unsigned numbers = 0;
	for (uint32_t w = 0; w < l->n; w++) {
		const ent_str s = l->words[w].text;
		size_t digits = 0, roman = 0;
		bool known = false;
		for (size_t k = 0; k < s.n; k++) {
			digits += ent_is_digit(s.p[k]) || s.p[k] == '/';
			roman += strchr("ivxlc", s.p[k]) != NULL;
		}
		for (size_t k = 0; k < sizeof(words) / sizeof(*words); k++) {
			const ent_str known_word = ent_str_of(words[k]);
			known |= s.n == known_word.n &&
				 ((s.p[0] | 32) == (known_word.p[0] | 32)) &&
				 (s.n < 2 ||
				  ent_str_eq(ent_str_slice(s, 1, s.n),
					     ent_str_slice(known_word, 1, s.n)));
		}
		if (digits == s.n && s.n < 8)
			numbers++;
		else if (roman == s.n && s.n < 6 &&
			 (l->n == 1 || (l->n == 2 && w == 1)))
			numbers++;
		else if (!known)
			return false;
	}
	return numbers > 0 && numbers < 3;
}

static bool is_level(const ent_pdf_line *a, const ent_pdf_line *b)
{
	return fabsf(a->box.y0 - b->box.y0) < SAME_HEIGHT;
}

static bool numbers_page(const ent_pdf_page *page, const ent_pdf_line *l)
{
	return is_at_edge(page, l) && is_page_number(l) && is_outermost(page, l);
}

static bool has_number(const ent_pdf_page *page, const ent_pdf_line *level)
{
	for (uint32_t k = 0; k < page->n; k++)
		if (is_level(&page->lines[k], level) &&
		    numbers_page(page, &page->lines[k]))
			return true;
	return false;
}

/* Whether a line is beside the number of the page, and the pages around have theirs at
 * the same height: the title of a chapter or section. */
static bool is_running(const ent_pdf *pdf, uint32_t p, const ent_pdf_line *l)
{
	unsigned pages = 0;
	if (!has_number(&pdf->pages[p], l))
		return false;
	for (uint32_t q = p > AROUND ? p - AROUND : 0; q < pdf->n && q <= p + AROUND;
	     q++)
		pages += q != p && has_number(&pdf->pages[q], l);
	return pages > 1;
}

static void mark_edges(ent_pdf *pdf)
{
	for (uint32_t p = 0; p < pdf->n; p++) {
		ent_pdf_page *page = &pdf->pages[p];
		for (uint32_t k = 0; k < page->n; k++) {
			ent_pdf_line *l = &page->lines[k];
			if (is_at_edge(page, l) && !l->label &&
			    (is_repeated(pdf, p, l) || numbers_page(page, l) ||
			     is_running(pdf, p, l)))
				l->edge = true;
		}
	}
}

void ent_pdf_drop_edges(ent_pdf *pdf)
{
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k < pdf->pages[p].n; k++)
			pdf->pages[p].lines[k].gone |= pdf->pages[p].lines[k].edge;
}

/* ---- numbers of lines ----------------------------------------------------------- */

static int value_of(ent_str s)
{
	int value = 0;
	for (size_t k = 0; k < s.n; k++) {
		if (!ent_is_digit(s.p[k]) || k > 5)
			return -1;
		value = value * 10 + (s.p[k] - '0');
	}
	return s.n ? value : -1;
}

/* Whether the first word of a line is a number apart from what follows. */
static bool begins_with_number(const ent_pdf_line *l)
{
	return value_of(l->words[0].text) >= 0 &&
	       (l->n == 1 || l->words[1].box.x0 - l->words[0].box.x1 >
				     0.7f * ent_box_height(&l->box));
}

/* The left edge of the text: the least x of lines that begin otherwise, of at least
 * three words. */
static float text_left(const ent_pdf_page *page)
{
	float left = page->width;
	for (uint32_t k = 0; k < page->n; k++) {
		const ent_pdf_line *l = &page->lines[k];
		const bool number = begins_with_number(l);
		if (l->gone || l->n < 3 + (uint32_t)number)
			continue;
		const float x = l->words[number].box.x0;
		left = x < left ? x : left;
	}
	return left;
}

static void drop_number(ent_pdf_line *l)
{
	if (l->n == 1) {
		l->gone = true;
		return;
	}
	l->words++;
	l->n--;
	l->box.x0 = l->words[0].box.x0;
}

static void mark_line_numbers(ent_pdf_page *page)
{
	const float left = text_left(page);
	unsigned rising = 0, all = 0;
	int last = -1;
	float y = -1;
	for (uint32_t k = 0; k < page->n; k++) {
		const ent_pdf_line *l = &page->lines[k];
		if (!begins_with_number(l) || l->words[0].box.x1 > left)
			continue;
		const int value = value_of(l->words[0].text);
		/* poppler may list them in a column of their own, or among the lines */
		rising += value > last && l->box.y0 > y - 2;
		last = value;
		y = l->box.y0;
		all++;
	}
	if (all < NUMBERS_MIN || rising * 10 < all * 8)
		return;
	for (uint32_t k = 0; k < page->n; k++) {
		ent_pdf_line *l = &page->lines[k];
		if (begins_with_number(l) && l->words[0].box.x1 <= left)
			drop_number(l);
	}
}

/* ---- tables of contents ---------------------------------------------------------- */

/* Whether a line leads to a page by dots, as those of a table of contents do; LaTeX
 * puts spaces between them. */
static bool is_contents(const ent_pdf_line *l)
{
	enum { DOTS = 5 };
	size_t dots = 0;
	for (uint32_t w = 0; w < l->n; w++) {
		const ent_str s = l->words[w].text;
		for (size_t k = 0; k < s.n; k++) {
			dots = s.p[k] == '.' ? dots + 1 : 0;
			if (dots == DOTS)
				return true;
		}
	}
	return false;
}

static bool is_number(const ent_pdf_line *l)
{
	for (uint32_t w = 0; w < l->n; w++)
		for (size_t k = 0; k < l->words[w].text.n; k++)
			if (!ent_is_digit(l->words[w].text.p[k]) &&
			    l->words[w].text.p[k] != '.')
				return false;
	return true;
}

static bool is_beside(const ent_pdf_line *a, const ent_pdf_line *b)
{
	return a->box.y0 < b->box.y1 - SAME_HEIGHT &&
	       b->box.y0 < a->box.y1 - SAME_HEIGHT;
}

/* Whether a line at the level of l ends with a number apart from it, which is that of a
 * page. */
static bool leads_to_page(const ent_pdf_page *page, const ent_pdf_line *l)
{
	for (uint32_t k = 0; k < page->n; k++) {
		const ent_pdf_line *other = &page->lines[k];
		if (other != l && other->n == 1 && is_number(other) &&
		    other->box.x0 > l->box.x1 && is_level(other, l) &&
		    other->box.x1 > 0.8f * page->width)
			return true;
	}
	return false;
}

/* The other lines of a page of contents: numbers of sections and pages that poppler
 * puts in columns of their own, and chapters, which have no dots. */
static void mark_beside(ent_pdf_page *page, float from, float to)
{
	for (uint32_t k = 0; k < page->n; k++) {
		ent_pdf_line *l = &page->lines[k];
		const bool inside = l->box.y0 > from - 1 && l->box.y1 < to + 1;
		l->gone |= inside || leads_to_page(page, l);
	}
	for (uint32_t k = 0; k < page->n; k++) {
		ent_pdf_line *l = &page->lines[k];
		for (uint32_t j = 0; is_number(l) && !l->gone && j < page->n; j++)
			l->gone = page->lines[j].gone &&
				  is_beside(l, &page->lines[j]) && l != &page->lines[j];
	}
}

void ent_pdf_mark_contents(ent_pdf *pdf)
{
	enum { LINES_MIN = 5 };
	for (uint32_t p = 0; p < pdf->n; p++) {
		ent_pdf_page *page = &pdf->pages[p];
		float from = page->height, to = 0;
		unsigned n = 0;
		for (uint32_t k = 0; k < page->n; k++) {
			ent_pdf_line *l = &page->lines[k];
			if (!is_contents(l))
				continue;
			l->gone = true;
			from = l->box.y0 < from ? l->box.y0 : from;
			to = l->box.y1 > to ? l->box.y1 : to;
			n++;
		}
		/* most of what is between the first and the last leads to pages */
		if (n >= LINES_MIN &&
		    (float)n * 2 * ent_box_height(&page->lines[0].box) > to - from)
			mark_beside(page, from, to);
	}
}

void ent_pdf_mark_margins(ent_pdf *pdf)
{
	for (uint32_t p = 0; p < pdf->n; p++)
		mark_line_numbers(&pdf->pages[p]);
	mark_edges(pdf);
}
