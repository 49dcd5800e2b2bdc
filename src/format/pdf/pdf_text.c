/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_text.c - the lines of a PDF become paragraphs.
 *
 * Method: lines come in reading order, column by column.  The structure tree, if it is
 * used, decides where paragraphs begin and end.  Otherwise a line continues the
 * paragraph unless there is a reason against it: more space above it than between
 * lines, another size of letters, a bullet or label at its beginning, an indent, or
 * that its first word would still have fitted on the line before, so that the break is
 * deliberate.  At the end of a column or page the sentence decides: a paragraph
 * continues when it does not end like one and the next line does not begin like one.
 *
 * Sizes are heights of boxes; the size of most letters is that of the text, larger
 * lines are headings, smaller ones at the foot of a page that begin with a number are
 * notes, which come after the paragraph that they interrupt.
 *
 * Time O(lines).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/pdf/pdf_alley.h"
#include "format/pdf/pdf_hyphen.h"
#include "format/pdf/pdf_line.h"
#include "format/pdf/pdf_measure.h"
#include "format/pdf/pdf_sides.h"
#include "format/pdf/pdf_text.h"

enum {
	LONG_TEXT = 90, /* bytes: longer than a heading in small letters */
};

static const float HEADING = 1.12f; /* of the size of the text */
static const float GAP = 1.28f;     /* of the usual distance of lines */
static const float SHORT = 0.6f;    /* of a column: a line of this width ends early */
static const float SPACED = 1.12f;  /* the same: less is within a paragraph */

/* A paragraph while its lines come. */
struct para {
	ent_buf buf;
	ent_pdf_place last;
	ent_kind kind;
	uint32_t part; /* of the tree; 0: not known */
	uint32_t page; /* where it began, from 1 */
	float indent;  /* where the text of an item begins, after its bullet */
	bool open;
	bool list; /* the one before it ended like an item or what introduces one */
};

struct text {
	ent_release *release;
	const ent_pdf *pdf;
	float size, leading; /* of most letters; distance of lines, in sizes */
	bool spaced;         /* there is more space between paragraphs than lines */
	ent_pdf_wordset words;
	struct para body, note;
	struct {
		ent_str text;
		uint32_t page;
	} waiting[64]; /* notes, for the end of the paragraph */
	unsigned n_waiting;
};

static bool is_heading(const struct text *t, const ent_pdf_line *l)
{
	return ent_box_height(&l->box) > HEADING * t->size;
}

static bool is_note(const struct text *t, const ent_pdf_place *p)
{
	return p->part ? p->kind == ENT_KIND_NOTE
		       : ent_pdf_is_note(t->pdf, p->line, t->size);
}

/* ---- paragraphs ------------------------------------------------------------------ */

static void send_waiting(struct text *t)
{
	for (unsigned k = 0; k < t->n_waiting; k++)
		ent_release_add(t->release, t->waiting[k].text, ENT_KIND_NOTE,
				t->waiting[k].page);
	t->n_waiting = 0;
}

static void end_note(struct text *t)
{
	const unsigned capacity = sizeof(t->waiting) / sizeof(*t->waiting);
	if (!t->note.open)
		return;
	if (t->n_waiting == capacity)
		send_waiting(t);
	t->waiting[t->n_waiting].text =
		ent_release_text(t->release, ent_buf_str(&t->note.buf));
	t->waiting[t->n_waiting++].page = t->note.page;
	t->release->failed |= t->note.buf.failed;
	ent_buf_clear(&t->note.buf);
	t->note.open = false;
}

static void end_body(struct text *t)
{
	if (t->body.open && t->body.buf.n)
		ent_release_add(t->release, ent_buf_str(&t->body.buf), t->body.kind,
				t->body.page);
	t->release->failed |= t->body.buf.failed;
	ent_buf_clear(&t->body.buf);
	t->body.open = false;
}

static void add_word(struct text *t, ent_buf *buf, const ent_pdf_word *w, bool first)
{
	const bool joined =
		buf->n &&
		(first ? ent_pdf_join_hyphen(buf, &t->words, w->text) : w->touches);
	if (buf->n && !joined && !(w->cut_from == 0 && w->cut_to == w->text.n))
		ent_buf_add_char(buf, ' ');
	ent_buf_add(buf, ent_str_slice(w->text, 0, w->cut_from));
	ent_buf_add(buf, ent_str_slice(w->text, w->cut_to, w->text.n));
}

/* A line of code that goes on after an arrow: U+2423 is the space at which it was
 * cut. */
static uint32_t add_continued(ent_buf *buf, const ent_pdf_line *l)
{
	static const ent_str space = { "\xE2\x90\xA3", 3 };
	const bool shown = ent_str_ends(ent_buf_str(buf), space);
	if (shown)
		buf->n -= space.n;
	if (shown || !l->tight)
		ent_buf_add_char(buf, ' ');
	ent_buf_add(buf, l->words[0].text);
	return 1;
}

static void add_line(struct text *t,
		     struct para *to,
		     const ent_pdf_place *p,
		     uint32_t from)
{
	uint32_t k = from;
	if (p->line->continued && to->buf.n)
		k = add_continued(&to->buf, p->line);
	for (; k < p->line->n; k++)
		add_word(t, &to->buf, &p->line->words[k], k == from);
	to->last = *p;
	to->part = p->part ? p->part : to->part;
}

static ent_kind kind_of(const struct text *t, const ent_pdf_place *p)
{
	return p->part                        ? p->kind
	       : is_heading(t, p->line)       ? ENT_KIND_HEADING
	       : p->cell                      ? ENT_KIND_CELL
	       : ent_pdf_begins_item(p->line) ? ENT_KIND_ITEM
					      : ENT_KIND_BODY;
}

static void begin_body(struct text *t, const ent_pdf_place *p)
{
	const ent_pdf_line *l = p->line;
	t->body.list = t->body.open && ent_pdf_ends_item(ent_buf_str(&t->body.buf));
	end_body(t);
	end_note(t);
	send_waiting(t);
	t->body.open = true;
	t->body.part = 0;
	t->body.page = l->page + 1;
	t->body.kind = kind_of(t, p);
	const bool marked = l->n > 1 && !l->item && ent_pdf_begins_item(l);
	t->body.indent = l->words[marked ? 1 : 0].box.x0;
	add_line(t, &t->body, p, l->n > 1 && ent_pdf_is_bullet(l->words[0].text));
}

static void begin_note(struct text *t, const ent_pdf_place *p)
{
	end_note(t);
	t->note.open = true;
	t->note.part = 0;
	t->note.page = p->line->page + 1;
	t->note.kind = ENT_KIND_NOTE;
	add_line(t, &t->note, p, 0);
}

/* Whether a paragraph goes on in the next column or on the next page. */
static bool goes_on_beyond(const struct text *t,
			   const struct para *to,
			   const ent_pdf_place *p)
{
	const ent_str text = ent_buf_str(&to->buf), first = p->line->words[0].text;
	const ent_pdf_line *last = to->last.line;
	if (to->kind == ENT_KIND_HEADING || p->cell || to->last.cell ||
	    ent_pdf_is_other_size(last, p->line) || ent_pdf_begins_item(p->line))
		return false;
	if (last->page == p->line->page && p->line->box.y0 > last->box.y1 &&
	    p->line->box.y0 - last->box.y0 > 3 * t->leading * t->size)
		return false;
	if (ent_pdf_is_address(first) && ent_str_ends(text, ENT_STR(":")))
		return true;
	if (ent_pdf_begins_lower(first))
		return !ent_pdf_ends_item(text) &&
		       !(ent_pdf_ends_sentence(text) &&
			 ent_pdf_would_fit(&to->last, p->line));
	return !ent_pdf_ends_sentence(text) &&
	       (text.n > LONG_TEXT || !ent_pdf_would_fit(&to->last, p->line));
}

/* Whether a line that begins with a dash goes on with a sentence: the line before it is
 * full and at the same edge. */
static bool is_dash_within(const struct para *to, const ent_pdf_line *b)
{
	const ent_pdf_line *a = to->last.line;
	return to->kind == ENT_KIND_BODY && !b->item && b->n > 1 &&
	       ent_str_starts(b->words[0].text, ENT_STR("\xE2\x80")) &&
	       ent_pdf_is_bullet(b->words[0].text) &&
	       ent_pdf_begins_lower(b->words[1].text) &&
	       fabsf(a->box.x0 - b->box.x0) < 0.1f * ent_box_height(&a->box) &&
	       !ent_pdf_would_fit(&to->last, b) &&
	       !ent_pdf_ends_sentence(ent_buf_str(&to->buf));
}

/* Whether a line is what follows an item: after a line with space left, it is left of
 * the item's text, or begins like a sentence after half a line. */
static bool is_after_item(const struct para *to, const ent_pdf_line *b)
{
	const ent_pdf_line *a = to->last.line;
	const float em = ent_box_height(&a->box);
	if (to->kind != ENT_KIND_ITEM || !ent_pdf_would_fit(&to->last, b))
		return false;
	if (b->box.x0 < to->indent - 0.5f * em)
		return true;
	return a->box.x1 - to->last.left < SHORT * (to->last.right - to->last.left) &&
	       ent_pdf_ends_sentence(ent_buf_str(&to->buf)) &&
	       !ent_pdf_begins_lower(b->words[0].text);
}

/* Whether a line goes on with the paragraph at hand, in one column. */
static bool goes_on_below(const struct text *t,
			  const struct para *to,
			  const ent_pdf_place *p)
{
	const ent_pdf_line *a = to->last.line, *b = p->line;
	const ent_str text = ent_buf_str(&to->buf);
	const float em = ent_box_height(&a->box);
	if (fabsf(b->box.y0 - a->box.y0) < 0.5f * em)
		return true; /* the same line, in two pieces */
	if (ent_pdf_is_other_size(a, b))
		return false;
	if (b->box.y0 - a->box.y0 > GAP * t->leading * em)
		return false;
	if (to->kind == ENT_KIND_NOTE)
		return !ent_pdf_is_note(t->pdf, b, t->size);
	if (p->cell || to->kind == ENT_KIND_HEADING || is_dash_within(to, b))
		return true;
	if (is_after_item(to, b))
		return false;
	if (ent_pdf_begins_item(b) &&
	    (b->item || ent_pdf_is_bullet(b->words[0].text) ||
	     ent_pdf_would_fit(&to->last, b) || ent_pdf_ends_sentence(text)))
		return false;
	if (to->list && ent_str_ends(text, ENT_STR(";")))
		return false;
	/* back at the left of an item: what follows the list */
	if (to->kind == ENT_KIND_ITEM && b->box.x0 < a->box.x0 - 0.5f * em &&
	    ent_pdf_ends_sentence(text) && !ent_pdf_begins_lower(b->words[0].text))
		return false;
	if (t->spaced && b->box.y0 - a->box.y0 < SPACED * t->leading * em &&
	    !ent_pdf_begins_item(b))
		return true;
	const bool wide =
		a->box.x1 - to->last.left > 0.6f * (to->last.right - to->last.left);
	if (wide && ent_pdf_begins_lower(b->words[0].text) &&
	    !ent_pdf_ends_sentence(text))
		return true;
	return !ent_pdf_would_fit(&to->last, b);
}

static bool goes_on(const struct text *t, const struct para *to, const ent_pdf_place *p)
{
	if (!to->open)
		return false;
	if (p->begins) /* Word may cut a paragraph in two where a page ends */
		return to->part && to->kind == p->kind &&
		       to->last.line->page + 1 == p->line->page &&
		       ent_pdf_begins_lower(p->line->words[0].text) &&
		       !ent_pdf_ends_sentence(ent_buf_str(&to->buf));
	if (p->part && to->part)
		return p->part == to->part;
	return p->column == to->last.column
		       ? goes_on_below(t, to, p)
		       : to->kind != ENT_KIND_NOTE && goes_on_beyond(t, to, p);
}

static void add_place(struct text *t, const ent_pdf_place *p)
{
	if (p->line->continued && (t->note.open || t->body.open)) {
		add_line(t, t->note.open ? &t->note : &t->body, p, 0);
	} else if (is_note(t, p)) {
		if (p->part && goes_on(t, &t->note, p))
			add_line(t, &t->note, p, 0);
		else
			begin_note(t, p);
	} else if (!p->part && goes_on(t, &t->note, p)) {
		add_line(t, &t->note, p, 0);
	} else if (goes_on(t, &t->body, p)) {
		end_note(t);
		add_line(t, &t->body, p, 0);
	} else {
		begin_body(t, p);
	}
}

static bool order_pages(ent_pdf_places *all, const ent_pdf *pdf, ent_arena *arena)
{
	size_t lines = 0;
	uint32_t column = 0;
	ent_pdf_gutter gutter = { 0, 0 };
	for (uint32_t k = 0; k < pdf->n; k++)
		lines += pdf->pages[k].n;
	all->list = calloc(lines + 1, sizeof(*all->list));
	bool ok = all->list != NULL;
	for (uint32_t k = 0; ok && k < pdf->n; k++)
		ok = ent_pdf_order(all->list, &all->n, &pdf->pages[k], &column, &gutter,
				   arena);
	return ok;
}

/* Reads the columns of one language through all pages, then those of the other: what is
 * left on a page goes on left on the next. */
static void read_places(struct text *t, const ent_pdf_places *all, const char *langs)
{
	const ent_str wanted = t->release->opt->lang;
	const char first = !langs     ? 0
			   : wanted.n ? (char)(wanted.p[0] | 32)
			   : langs[0] ? langs[0]
				      : 'e';
	for (int pass = 0; pass < (langs && !wanted.n ? 2 : 1); pass++) {
		for (uint32_t k = 0; k < all->n && !t->release->failed; k++) {
			const char lang = langs ? langs[all->list[k].column] : 0;
			if (all->list[k].contents && !t->release->opt->all)
				continue;
			if (!langs || (lang == first || !lang) == !pass)
				add_place(t, &all->list[k]);
		}
		end_body(t);
		end_note(t);
		send_waiting(t);
	}
}

/* Whether space is between paragraphs: after most lines that end a sentence in the
 * first three quarters of their column. */
static bool is_spaced(const struct text *t, const ent_pdf_places *all)
{
	enum { LEAST = 3 };
	unsigned ends = 0, spaced = 0;
	for (uint32_t k = 0; k + 1 < all->n; k++) {
		const ent_pdf_place *p = &all->list[k], *next = p + 1;
		const float em = ent_box_height(&p->line->box);
		const float step = next->line->box.y0 - p->line->box.y0;
		if (p->column != next->column || step < 0.5f * em || p->cell ||
		    ent_pdf_is_other_size(p->line, next->line) ||
		    ent_pdf_begins_item(next->line) ||
		    p->line->box.x1 - p->left > 0.75f * (p->right - p->left) ||
		    !ent_pdf_ends_sentence(p->line->words[p->line->n - 1].text))
			continue;
		ends++;
		spaced += step > SPACED * t->leading * em;
	}
	return ends >= LEAST && spaced * 10 >= ends * 6;
}

/* Reads the pages by the tree or, where none is plausible, by the layout. */
static void read_pages(struct text *t, ent_pdf *pdf, const ent_pdf_tree *tree)
{
	ent_pdf_places all = { .n = 0 };
	bool *failed = &t->release->failed;
	char *langs = NULL;
	if (tree->n) {
		*failed |= !order_pages(&all, pdf, t->release->arena);
		*failed |= *failed || !ent_pdf_column_langs(&langs, &all, pdf);
		*failed |=
			*failed || !ent_pdf_cover(&all, pdf, tree, t->release->arena);
	}
	if (!*failed && !all.covered) {
		free(langs);
		free(all.list);
		ent_pdf_drop_edges(pdf);
		all = (ent_pdf_places){ .n = 0 };
		langs = NULL;
		*failed |= !order_pages(&all, pdf, t->release->arena) ||
			   !ent_pdf_column_langs(&langs, &all, pdf);
	}
	t->spaced = !*failed && is_spaced(t, &all);
	if (!*failed)
		read_places(t, &all, langs);
	free(langs);
	free(all.list);
}

ent_status ent_pdf_paragraphs(ent_release *release,
			      ent_pdf *pdf,
			      const ent_pdf_tree *tree,
			      ent_error *err)
{
	struct text t = { .release = release, .pdf = pdf };
	t.size = ent_pdf_usual_size(pdf);
	t.leading = ent_pdf_usual_leading(pdf);
	ent_pdf_drop_calls(pdf, t.size);
	release->failed |= !ent_pdf_wordset_fill(&t.words, pdf) ||
			   !ent_pdf_cut_alleys(pdf, release->arena);
	if (!release->failed)
		read_pages(&t, pdf, tree);
	ent_buf_release(&t.body.buf);
	ent_buf_release(&t.note.buf);
	free(t.words.bits);
	return release->failed ? ent_fail_memory(err) : ENT_OK;
}
