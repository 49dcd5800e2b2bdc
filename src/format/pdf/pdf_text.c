/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_text.c - the lines of a PDF become paragraphs.
 *
 * Method: lines come in reading order, column by column.  A line goes on with the
 * paragraph unless there is a reason against it: more space above it than between lines,
 * another size of letters, a bullet or label at its beginning, an indent, or that its
 * first word would still have fitted on the line before: whoever set the page broke it
 * there.  At the end of a column or page the sentence decides: a paragraph goes on when
 * it has not ended like one and what follows does not begin like one.
 *
 * A hyphen at the end of a line is dropped when the word without it is elsewhere in the
 * text, kept when the word with it is, and kept in doubt.
 *
 * Sizes are heights of boxes; the size of most letters is that of the text, larger lines
 * are headings, smaller ones at the foot of a page that begin with a number are notes,
 * which come after the paragraph that goes on over them.
 *
 * Time O(lines) and a hash table of the words.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/pdf/pdf_order.h"
#include "format/pdf/pdf_text.h"
#include "text/lang.h"

enum {
	HEIGHTS = 400,
	SET_BITS = 16,
	LONG_TEXT = 90, /* bytes: longer than a heading in small letters */
};

static const float HEADING = 1.12f; /* of the size of the text */
static const float NOTE = 0.93f;    /* the same: notes are smaller than this */
static const float GAP = 1.28f;     /* of the usual distance of lines */
static const float FOOT = 0.55f;    /* of the page: notes are below */
static const float OTHER_SIZE = 0.12f;

struct text {
	ent_release *release;
	const ent_pdf *pdf;
	float size, leading; /* of most letters; distance of lines, in sizes */
	uint64_t *words;     /* a set: bits of hashes */
	ent_buf buf, notes;  /* the paragraph at hand; notes that wait for its end */
	ent_pdf_place last;
	bool open; /* a paragraph is at hand */
	bool list; /* the one before it ended like an item or what introduces one */
	ent_kind kind;
	uint32_t page; /* where it began, from 1 */
	struct {
		ent_str text;
		uint32_t page;
	} waiting[64];
	unsigned n_waiting;
	bool bilingual; /* its columns are in two languages */
};

/* ---- the words of the text -------------------------------------------------------- */

static bool is_word_byte(char c)
{
	return ent_is_letter(c) || (c & 0x80) || c == '-';
}

/* The part of a word that is letters: without quotes and full stops around it. */
static ent_str core_of(ent_str s)
{
	size_t k = 0;
	while (k < s.n && !is_word_byte(s.p[k]))
		k++;
	size_t end = s.n;
	while (end > k && !is_word_byte(s.p[end - 1]))
		end--;
	return ent_str_slice(s, k, end);
}

static uint64_t hash_of(ent_str s)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a */
	for (size_t k = 0; k < s.n; k++) {
		const char c = s.p[k];
		h = (h ^ (unsigned char)(c >= 'A' && c <= 'Z' ? c | 32 : c)) *
		    1099511628211u;
	}
	return h ^ h >> 29;
}

static void add_to_set(struct text *t, ent_str word)
{
	const uint64_t h = hash_of(word);
	t->words[h >> 6 & ((1u << SET_BITS) - 1)] |= (uint64_t)1 << (h & 63);
}

static bool is_in_set(const struct text *t, ent_str word)
{
	const uint64_t h = hash_of(word);
	return t->words[h >> 6 & ((1u << SET_BITS) - 1)] >> (h & 63) & 1;
}

/* All words but those at line ends, which may be parts of one. */
static void collect_words(struct text *t)
{
	for (uint32_t p = 0; p < t->pdf->n; p++)
		for (uint32_t k = 0; k < t->pdf->pages[p].n; k++) {
			const ent_pdf_line *l = &t->pdf->pages[p].lines[k];
			for (uint32_t w = 1; w + 1 < l->n; w++)
				add_to_set(t, core_of(l->words[w].text));
		}
}

/* ---- sizes ------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
	const float *x = a, *y = b;
	return *x > *y ? 1 : *x < *y ? -1 : 0;
}

/* The height of the lines that most letters are in. */
static float usual_size(const ent_pdf *pdf)
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

/* The lower quartile of the distances of lines in one block, in sizes. */
static float usual_leading(const ent_pdf *pdf)
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

/* ---- what a line looks like --------------------------------------------------------- */

/* "1.", "2.3", "(a)", "b)", "iv." */
static bool is_label(ent_str s)
{
	size_t k = s.n && s.p[0] == '(', digits = 0, letters = 0, points = 0;
	if (s.n < 2 || s.n > 8)
		return false;
	for (; k < s.n && s.p[k] != ')'; k++) {
		digits += ent_is_digit(s.p[k]);
		letters += ent_is_letter(s.p[k]);
		points += s.p[k] == '.';
		if (!ent_is_digit(s.p[k]) && !ent_is_letter(s.p[k]) && s.p[k] != '.')
			return false;
	}
	const bool closed = k + 1 == s.n;
	return digits + letters > 0 && letters < 5 && (!letters || !digits) &&
	       (closed ||
		(k == s.n && points && (digits || letters < 3) && s.p[s.n - 1] == '.'));
}

static bool begins_item(const ent_pdf_line *l)
{
	if (l->item)
		return true;
	return l->n > 1 &&
	       (ent_pdf_is_bullet(l->words[0].text) || is_label(l->words[0].text));
}

static bool ends_sentence(ent_str s)
{
	static const char *const ends[] = {
		".", "!", "?", ":", ";", "\xC2\xBB", "\xE2\x80\x9D", ".)", "\""
	};
	for (size_t k = 0; k < sizeof(ends) / sizeof(*ends); k++)
		if (ent_str_ends(s, ent_str_of(ends[k])))
			return true;
	return false;
}

static bool ends_item(ent_str s)
{
	return ent_str_ends(s, ENT_STR(";")) || ent_str_ends(s, ENT_STR(":"));
}

static bool begins_lower(ent_str s)
{
	const unsigned char c = s.n ? (unsigned char)s.p[0] : 0;
	const unsigned char d = s.n > 1 ? (unsigned char)s.p[1] : 0;
	return (c >= 'a' && c <= 'z') || (c == 0xC3 && d >= 0xA0) ||
	       (c == 0xC5 && d == 0x93) || c == ',' || c == ')';
}

static bool is_heading(const struct text *t, const ent_pdf_line *l)
{
	return ent_box_height(&l->box) > HEADING * t->size;
}

/* A small line at the foot of a page that begins with a number. */
static bool is_note(const struct text *t, const ent_pdf_line *l)
{
	const ent_pdf_page *page = &t->pdf->pages[l->page];
	const ent_str first = l->words[0].text;
	return ent_box_height(&l->box) < NOTE * t->size &&
	       l->box.y0 > FOOT * page->height && first.n && first.n < 40 &&
	       (ent_is_digit(first.p[0]) || first.p[0] == '*' ||
		(first.p[0] == '[' && first.n > 2 && ent_is_digit(first.p[1])));
}

/* ---- calls of notes ---------------------------------------------------------------- */

/* The number at the beginning of a note; 0 without one. */
static unsigned note_number(const ent_pdf_line *l)
{
	const ent_str s = l->words[0].text;
	unsigned value = 0;
	for (size_t k = 0; k < s.n && k < 3 && ent_is_digit(s.p[k]); k++)
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
	*from = k < end && end - k < 4 && k > 2 && word ? k : end;
}

static void drop_call(struct text *t,
		      ent_pdf_word *w,
		      const unsigned *notes,
		      unsigned n)
{
	size_t from, to;
	unsigned value = 0;
	find_call(w->text, &from, &to);
	for (size_t k = from; k < to; k++)
		value = value * 10 + (unsigned)(w->text.p[k] - '0');
	for (unsigned k = 0; k < n && from < to; k++) {
		if (notes[k] != value)
			continue;
		ent_buf word = ENT_BUF_INIT;
		ent_buf_add(&word, ent_str_slice(w->text, 0, from));
		ent_buf_add(&word, ent_str_slice(w->text, to, w->text.n));
		const ent_str copy =
			ent_arena_str(t->release->arena, ent_buf_str(&word));
		t->release->failed |= word.failed || !copy.p;
		w->text = copy.p ? copy : w->text;
		ent_buf_release(&word);
		return;
	}
}

/* Poppler joins a raised number to the word before it.  It is a call when a note of that
 * number is at the foot of the page. */
static void drop_calls(struct text *t, const ent_pdf_page *page)
{
	enum { NOTES_MAX = 64 };
	unsigned notes[NOTES_MAX], n = 0;
	for (uint32_t k = 0; k < page->n && n < NOTES_MAX; k++)
		if (!page->lines[k].gone && is_note(t, &page->lines[k]) &&
		    note_number(&page->lines[k]))
			notes[n++] = note_number(&page->lines[k]);
	for (uint32_t k = 0; k < page->n && n; k++)
		for (uint32_t w = 0; w < page->lines[k].n; w++)
			drop_call(t, &page->lines[k].words[w], notes, n);
}

/* ---- paragraphs ----------------------------------------------------------------------- */

static void send_waiting(struct text *t)
{
	for (unsigned k = 0; k < t->n_waiting; k++)
		ent_release_add(t->release, t->waiting[k].text, ENT_KIND_NOTE,
				t->waiting[k].page);
	t->n_waiting = 0;
}

static void end_paragraph(struct text *t)
{
	if (!t->open)
		return;
	t->open = false;
	t->release->failed |= t->buf.failed;
	const ent_str text = ent_buf_str(&t->buf);
	const unsigned capacity = sizeof(t->waiting) / sizeof(*t->waiting);
	if (t->kind == ENT_KIND_NOTE && t->n_waiting < capacity) {
		/* it comes after the text that goes on over it */
		t->waiting[t->n_waiting].text = ent_release_text(t->release, text);
		t->waiting[t->n_waiting++].page = t->page;
	} else if (text.n) {
		ent_release_add(t->release, text, t->kind, t->page);
	}
	ent_buf_clear(&t->buf);
}

/* Drops the hyphen at the end of the paragraph at hand where `next` completes its last
 * word; whether the two belong together without a space. */
static bool join_hyphen(struct text *t, ent_str next)
{
	static const ent_str soft = { "\xC2\xAD", 2 };
	ent_buf *b = &t->buf;
	const ent_str text = ent_buf_str(b);
	if (ent_str_ends(text, soft)) {
		b->n -= soft.n;
		return true;
	}
	const bool hyphen = text.n > 1 && text.p[text.n - 1] == '-';
	const size_t size = hyphen ? 1 : 0;
	if (!hyphen || !is_word_byte(text.p[text.n - 2]) || !next.n ||
	    !(ent_is_letter(next.p[0]) || (next.p[0] & 0x80)))
		return false;
	size_t start = text.n;
	while (start && text.p[start - 1] != ' ')
		start--;
	ent_buf word = ENT_BUF_INIT;
	ent_buf_add(&word, ent_str_slice(text, start, text.n - size));
	ent_buf_add(&word, next);
	const bool whole = word.n && is_in_set(t, core_of(ent_buf_str(&word)));
	t->release->failed |= word.failed;
	ent_buf_release(&word);
	if (whole && begins_lower(next))
		b->n -= size;
	return true;
}

static void add_line(struct text *t, const ent_pdf_place *p, uint32_t from)
{
	const ent_pdf_line *l = p->line;
	for (uint32_t k = from; k < l->n; k++) {
		const bool joined =
			k == from && t->buf.n && join_hyphen(t, l->words[k].text);
		if (t->buf.n && !joined)
			ent_buf_add_char(&t->buf, ' ');
		ent_buf_add(&t->buf, l->words[k].text);
	}
	t->last = *p;
}

static void begin_paragraph(struct text *t, const ent_pdf_place *p)
{
	const ent_pdf_line *l = p->line;
	const bool note = is_note(t, l), heading = is_heading(t, l);
	t->list = t->open && ends_item(ent_buf_str(&t->buf));
	end_paragraph(t);
	if (!note)
		send_waiting(t);
	t->open = true;
	t->page = l->page + 1;
	t->kind = note             ? ENT_KIND_NOTE
		  : heading        ? ENT_KIND_HEADING
		  : p->cell        ? ENT_KIND_CELL
		  : begins_item(l) ? ENT_KIND_ITEM
				   : ENT_KIND_BODY;
	add_line(t, p, l->n > 1 && ent_pdf_is_bullet(l->words[0].text));
}

/* Whether no line ends between two words: a number and its unit, a mark and the word
 * that it belongs to have a no-break space between them, which poppler does not give. */
static bool are_bound(ent_str a, ent_str b)
{
	static const char *const after[] = { "\xC2\xAB", "n\xC2\xB0", "M.",
					     "Mme",      "Dr",        "Pr",
					     "art.",     "p.",        "\xE2\x80\x93" };
	static const char *const before[] = {
		"?", "!", ":", ";", "%", "\xC2\xBB", "\xE2\x82\xAC", "%)"
	};
	for (size_t k = 0; k < sizeof(after) / sizeof(*after); k++)
		if (ent_str_is(a, after[k]))
			return true;
	for (size_t k = 0; k < sizeof(before) / sizeof(*before); k++)
		if (ent_str_starts(b, ent_str_of(before[k])))
			return true;
	if (ent_str_ends(a, ENT_STR("n\xC2\xB0")) || ent_str_starts(a, ENT_STR("S.E.")))
		return true;
	if (b.n && ent_is_digit(b.p[0]) && (ent_str_is(a, "h") || ent_str_is(a, "min")))
		return true;
	return a.n && ent_is_digit(a.p[a.n - 1]);
}

/* The width of what begins a line and cannot be cut. */
static float first_width(const ent_pdf_line *l)
{
	enum { BOUND_MAX = 4 };
	uint32_t k = 0;
	while (k + 1 < l->n && k < BOUND_MAX &&
	       are_bound(l->words[k].text, l->words[k + 1].text))
		k++;
	return l->words[k].box.x1 - l->words[0].box.x0;
}

/* Whether the first word of a line would have fitted on the line before. */
static bool would_fit(const ent_pdf_place *before, const ent_pdf_line *l)
{
	const float em = ent_box_height(&before->line->box);
	return before->line->box.x1 + 0.25f * em + first_width(l) <
	       before->right - 0.1f * em;
}

static bool is_other_size(const ent_pdf_line *a, const ent_pdf_line *b)
{
	const float x = ent_box_height(&a->box), y = ent_box_height(&b->box);
	return fabsf(x - y) > OTHER_SIZE * (x > y ? x : y);
}

/* Whether a paragraph goes on in the next column or on the next page. */
static bool goes_on_beyond(const struct text *t, const ent_pdf_place *p)
{
	const ent_str text = ent_buf_str(&t->buf), first = p->line->words[0].text;
	if (t->kind == ENT_KIND_HEADING || p->cell || t->last.cell ||
	    is_other_size(t->last.line, p->line) || begins_item(p->line))
		return false;
	if (t->last.line->page == p->line->page &&
	    p->line->box.y0 > t->last.line->box.y1 &&
	    p->line->box.y0 - t->last.line->box.y0 > 3 * t->leading * t->size)
		return false;
	if (begins_lower(first))
		return !ends_item(text);
	return !ends_sentence(text) &&
	       (text.n > LONG_TEXT || !would_fit(&t->last, p->line));
}

/* Whether a line goes on with the paragraph at hand, in one column. */
static bool goes_on(const struct text *t, const ent_pdf_place *p)
{
	const ent_pdf_line *a = t->last.line, *b = p->line;
	const float em = ent_box_height(&a->box);
	if (fabsf(b->box.y0 - a->box.y0) < 0.5f * em)
		return true; /* the same line, in two pieces */
	if (is_other_size(a, b) || (is_note(t, b) && t->kind != ENT_KIND_NOTE))
		return false;
	if (b->box.y0 - a->box.y0 > GAP * t->leading * em)
		return false;
	if (t->kind == ENT_KIND_NOTE && is_note(t, b))
		return false;
	if (p->cell || t->kind == ENT_KIND_HEADING)
		return true;
	if (begins_item(b) &&
	    (b->item || ent_pdf_is_bullet(b->words[0].text) || would_fit(&t->last, b) ||
	     ends_sentence(ent_buf_str(&t->buf))))
		return false;
	if (t->list && ent_str_ends(ent_buf_str(&t->buf), ENT_STR(";")))
		return false;
	const bool wide =
		a->box.x1 - t->last.left > 0.6f * (t->last.right - t->last.left);
	if (wide && begins_lower(b->words[0].text) &&
	    !ends_sentence(ent_buf_str(&t->buf)))
		return true;
	return !would_fit(&t->last, b);
}

static void add_place(struct text *t, const ent_pdf_place *p)
{
	bool on = false;
	if (t->open && p->column == t->last.column)
		on = goes_on(t, p);
	else if (t->open && t->kind != ENT_KIND_NOTE)
		on = !is_note(t, p->line) && goes_on_beyond(t, p);
	if (on)
		add_line(t, p, 0);
	else
		begin_paragraph(t, p);
}

/* ---- columns in two languages ---------------------------------------------------------- */

/* The lines of all pages in order. */
struct places {
	ent_pdf_place *list;
	uint32_t n;
};

static bool order_pages(struct places *all, const ent_pdf *pdf, ent_arena *arena)
{
	size_t lines = 0;
	uint32_t column = 0;
	float gutter = 0;
	for (uint32_t k = 0; k < pdf->n; k++)
		lines += pdf->pages[k].n;
	all->list = calloc(lines + 1, sizeof(*all->list));
	for (uint32_t k = 0; all->list && k < pdf->n; k++)
		all->n += ent_pdf_order(all->list + all->n, &pdf->pages[k], &column,
					&gutter, arena);
	return all->list != NULL;
}

/* The language of the column that begins with a place: 'e', 'f' or 0; *letters is its
 * size and *end the place after it. */
static char column_lang(const struct places *all,
			uint32_t from,
			uint32_t *end,
			size_t *letters)
{
	ent_buf text = ENT_BUF_INIT;
	uint32_t k = from;
	for (; k < all->n && all->list[k].column == all->list[from].column; k++)
		for (uint32_t w = 0; w < all->list[k].line->n; w++) {
			ent_buf_add(&text, all->list[k].line->words[w].text);
			ent_buf_add_char(&text, ' ');
		}
	*end = k;
	*letters = text.n;
	const ent_str lang = text.failed || !text.n
				     ? ENT_STR("")
				     : ent_lang_guess(ent_buf_str(&text));
	ent_buf_release(&text);
	return lang.n ? lang.p[0] : 0;
}

/* The languages of columns, by their number; NULL when they are not two, each with a
 * good part of the text, or without memory.  A column that is too short to say has that
 * of the one before it on its side of the page. */
static char *column_langs(const struct places *all, const ent_pdf *pdf)
{
	enum { PART = 4 };
	const uint32_t columns = all->n ? all->list[all->n - 1].column + 1 : 0;
	char *langs = calloc(columns + 1, 1), side[2] = { 0, 0 };
	size_t e = 0, f = 0;
	uint32_t end;
	for (uint32_t k = 0; langs && k < all->n; k = end) {
		const ent_pdf_place *p = &all->list[k];
		const ent_pdf_page *page = &pdf->pages[p->line->page];
		const bool right = p->line->box.x0 > 0.42f * page->width;
		size_t letters;
		char lang = column_lang(all, k, &end, &letters);
		e += lang == 'e' ? letters : 0;
		f += lang == 'f' ? letters : 0;
		if (!lang)
			lang = side[right];
		langs[p->column] = side[right] = lang;
	}
	if (langs && e * PART > f && f * PART > e)
		return langs;
	free(langs);
	return NULL;
}

/* Reads the columns of one language through all pages, then those of the other: what is
 * left on a page goes on left on the next. */
static void read_places(struct text *t, const struct places *all)
{
	char *langs = column_langs(all, t->pdf);
	const ent_str wanted = t->release->opt->lang;
	const char first = !langs     ? 0
			   : wanted.n ? (char)(wanted.p[0] | 32)
			   : langs[0] ? langs[0]
				      : 'e';
	for (int pass = 0; pass < (langs && !wanted.n ? 2 : 1); pass++) {
		for (uint32_t k = 0; k < all->n && !t->release->failed; k++) {
			const char lang = langs ? langs[all->list[k].column] : 0;
			if (!langs || (lang == first || !lang) == !pass)
				add_place(t, &all->list[k]);
		}
		end_paragraph(t);
		send_waiting(t);
	}
	t->bilingual = langs != NULL;
	free(langs);
}

ent_status ent_pdf_paragraphs(ent_release *release, const ent_pdf *pdf, ent_error *err)
{
	struct text t = { .release = release, .pdf = pdf };
	struct places all = { .n = 0 };
	t.words = calloc((size_t)1 << SET_BITS, sizeof(*t.words));
	if (!t.words)
		return ent_fail_memory(err);
	collect_words(&t);
	t.size = usual_size(pdf);
	t.leading = usual_leading(pdf);
	for (uint32_t k = 0; k < pdf->n; k++)
		drop_calls(&t, &pdf->pages[k]);
	release->failed |= !order_pages(&all, pdf, release->arena);
	if (!release->failed)
		read_places(&t, &all);
	end_paragraph(&t);
	send_waiting(&t);
	ent_buf_release(&t.buf);
	free(t.words);
	free(all.list);
	return release->failed ? ent_fail_memory(err) : ENT_OK;
}
