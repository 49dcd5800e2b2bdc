/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_page.c - the words and lines of a PDF, from the XHTML that pdftotext prints.
 *
 * What: page, block, line and word elements, each with a box.  Ligatures become their
 * letters, soft hyphens at line ends stay for the reader of lines, and a word of single
 * letters set apart ("C O M M U N I Q U É") is one word again.
 *
 * A superscript number is a line of its own to poppler when it is raised; such a call
 * of a note, smaller than the line that it touches, is dropped.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/pdf/pdf_page.h"
#include "format/xml_scan.h"

enum { SPACED_MIN = 4, PAGES_MAX = 20 * 1000, BULLET_FAR = 40 /* points */ };

static float number_of(ent_str attributes, const char *name)
{
	const ent_str s = ent_xml_get(attributes, name);
	double value = 0, scale = 1;
	bool point = false, minus = false;
	for (size_t k = 0; k < s.n && k < 24; k++) {
		if (s.p[k] == '-')
			minus = true;
		else if (s.p[k] == '.')
			point = true;
		else if (ent_is_digit(s.p[k])) {
			value = value * 10 + (s.p[k] - '0');
			scale *= point ? 10 : 1;
		}
	}
	value /= scale;
	return (float)(minus ? -value : value);
}

static ent_box box_of(ent_str attributes)
{
	return (ent_box){ number_of(attributes, "xMin"), number_of(attributes, "yMin"),
			  number_of(attributes, "xMax"),
			  number_of(attributes, "yMax") };
}

size_t ent_pdf_add_letter(ent_buf *to, ent_str s)
{
	/* U+FB00..U+FB06 (Unicode 15, compatibility decompositions) */
	static const char *const ligatures[] = { "ff",  "fi", "fl", "ffi",
						 "ffl", "st", "st" };
	const unsigned char *p = (const unsigned char *)s.p;
	if (s.n > 2 && p[0] == 0xEF && p[1] == 0xAC && p[2] >= 0x80 && p[2] <= 0x86) {
		ent_buf_add(to, ent_str_of(ligatures[p[2] - 0x80]));
		return 3;
	}
	ent_buf_add_char(to, s.p[0]);
	return 1;
}

static void add_letters(ent_buf *to, ent_str s)
{
	for (size_t k = 0; k < s.n;)
		k += ent_pdf_add_letter(to, ent_str_slice(s, k, s.n));
}

struct parser {
	ent_pdf *pdf;
	ent_pdf_word *words;
	ent_pdf_line *lines;
	size_t max_words, max_lines, max_pages; /* what there is memory for */
	uint32_t n_words, n_lines, block;
	ent_arena *arena;
	ent_buf raw, text;
	bool failed;
};

static void add_word(struct parser *p, ent_str attributes, ent_str content)
{
	ent_xml_repairs repairs = { .characters = 0 };
	ent_buf_clear(&p->raw);
	ent_buf_clear(&p->text);
	ent_xml_decode(&p->raw, content, &repairs);
	if (p->raw.n)
		add_letters(&p->text, ent_str_trim(ent_buf_str(&p->raw)));
	if (!p->text.n || p->n_words == p->max_words)
		return;
	ent_pdf_word *w = &p->words[p->n_words];
	w->text = ent_arena_str(p->arena, ent_buf_str(&p->text));
	w->box = box_of(attributes);
	p->failed |= p->text.failed || p->raw.failed || !w->text.p;
	p->n_words++;
}

/* Joins runs of single letters to words: the text of the first is the word. */
static void join_spaced(struct parser *p, ent_pdf_line *line)
{
	uint32_t to = 0;
	for (uint32_t k = 0; k < line->n;) {
		uint32_t run = k;
		while (run < line->n && ent_str_chars(line->words[run].text) == 1 &&
		       !ent_is_digit(line->words[run].text.p[0]) &&
		       (ent_is_letter(line->words[run].text.p[0]) ||
			(line->words[run].text.p[0] & 0x80)))
			run++;
		if (run - k < SPACED_MIN) {
			line->words[to++] = line->words[k++];
			continue;
		}
		ent_pdf_word word = line->words[k];
		ent_buf_clear(&p->text);
		const float space = line->words[k + 1].box.x0 - line->words[k].box.x1;
		uint32_t end = k;
		for (; end < run; end++) {
			const ent_pdf_word *w = &line->words[end];
			if (end > k && w->box.x0 - word.box.x1 > 2 * space + 1)
				break; /* the space between two words */
			ent_buf_add(&p->text, w->text);
			word.box.x1 = w->box.x1;
		}
		word.text = ent_arena_str(p->arena, ent_buf_str(&p->text));
		p->failed |= !word.text.p;
		line->words[to++] = word;
		k = end;
	}
	line->n = to;
}

static void end_line(struct parser *p, uint32_t first, ent_str attributes)
{
	const uint32_t n = p->n_words - first;
	if (!n)
		return;
	ent_pdf_page *page = &p->pdf->pages[p->pdf->n - 1];
	ent_pdf_line *line = &p->lines[p->n_lines++];
	*line = (ent_pdf_line){ .words = &p->words[first],
				.n = n,
				.block = p->block,
				.page = p->pdf->n - 1,
				.box = box_of(attributes) };
	join_spaced(p, line);
	page->n++;
}

bool ent_pdf_is_bullet(ent_str s)
{
	/* of the area for private use, where the fonts of bullets are:
	 * U+E000..U+F8FF */
	const unsigned char lead = s.n == 3 ? (unsigned char)s.p[0] : 0;
	if (lead == 0xEE || (lead == 0xEF && (unsigned char)s.p[1] < 0xA4))
		return true;
	static const char bullets[] =
		"\xE2\x80\xA2 \xC2\xB7 \xE2\x96\xAA \xE2\x97\xA6 \xE2\x96\xA0 "
		"\xEF\x82\xB7 \xE2\x9E\xA2 \xE2\x97\x8F \xE2\x97\x8B \xEF\x82\xA7 "
		"\xE2\x80\xA3 \xE2\x96\xAB \xE2\x80\x93 \xE2\x80\x94 - "
		"\xE2\x88\x92 \xE2\x9C\x93 * \xEF\x83\x98";
	return ent_words_have(bullets, s);
}

/* The line that a bullet or the sign of one is to the left of; NULL without one. */
static ent_pdf_line *line_beside(const ent_pdf_page *page, const ent_pdf_line *bullet)
{
	ent_pdf_line *found = NULL;
	for (uint32_t k = 0; k < page->n; k++) {
		ent_pdf_line *l = &page->lines[k];
		const float middle = (l->box.y0 + l->box.y1) / 2;
		if (l != bullet && !l->gone && l->box.x0 >= bullet->box.x1 - 1 &&
		    l->box.x0 < bullet->box.x1 + BULLET_FAR &&
		    middle > bullet->box.y0 && middle < bullet->box.y1 &&
		    (!found || l->box.x0 < found->box.x0))
			found = l;
	}
	return found;
}

/* Bullets are lines of their own where they are far from their text. */
static void attach_bullets(ent_pdf *pdf)
{
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k < pdf->pages[p].n; k++) {
			ent_pdf_line *l = &pdf->pages[p].lines[k];
			if (l->n != 1 || !ent_pdf_is_bullet(l->words[0].text))
				continue;
			ent_pdf_line *text = line_beside(&pdf->pages[p], l);
			if (!text)
				continue;
			text->item = true;
			l->gone = true;
		}
}

static bool is_number(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (!ent_is_digit(s.p[k]))
			return false;
	return s.n > 0 && s.n < 4;
}

/* Whether a line is a small number that touches a larger line. */
static bool is_call(const ent_pdf_page *page, const ent_pdf_line *l)
{
	const float height = ent_box_height(&l->box);
	if (l->n != 1 || !is_number(l->words[0].text))
		return false;
	for (uint32_t k = 0; k < page->n; k++) {
		const ent_pdf_line *other = &page->lines[k];
		const float em = ent_box_height(&other->box);
		if (other != l && height < 0.8f * em && l->box.y1 > other->box.y0 &&
		    l->box.y0 < other->box.y1 - 0.3f * em &&
		    l->box.x0 > other->box.x0 && l->box.x0 < other->box.x1 + 0.5f * em)
			return true;
	}
	return false;
}

static void drop_calls(ent_pdf *pdf)
{
	for (uint32_t p = 0; p < pdf->n; p++)
		for (uint32_t k = 0; k < pdf->pages[p].n; k++)
			if (is_call(&pdf->pages[p], &pdf->pages[p].lines[k]))
				pdf->pages[p].lines[k].gone = true;
}

static void read_meta(struct parser *p, ent_str attributes)
{
	const ent_str name = ent_xml_get(attributes, "name");
	ent_xml_repairs repairs = { .characters = 0 };
	ent_str *to = ent_str_is(name, "CreationDate") ? &p->pdf->date
		      : ent_str_is(name, "Creator")    ? &p->pdf->creator
						       : NULL;
	if (!to)
		return;
	ent_buf_clear(&p->text);
	ent_xml_decode(&p->text, ent_xml_get(attributes, "content"), &repairs);
	if (p->text.n)
		*to = ent_arena_str(p->arena, ent_buf_str(&p->text));
}

static size_t count(ent_str xml, const char *tag)
{
	size_t n = 0;
	const size_t size = strlen(tag);
	for (const char *p = xml.p;
	     p && (p = memmem(p, xml.n - (size_t)(p - xml.p), tag, size)); p += size)
		n++;
	return n;
}

static void read_token(struct parser *p,
		       ent_str xml,
		       const ent_xml_token *t,
		       size_t *at)
{
	size_t end;
	if (t->type == ENT_XML_EMPTY && ent_str_is(t->name, "meta"))
		read_meta(p, t->body);
	if (t->type != ENT_XML_OPEN)
		return;
	if (ent_str_is(t->name, "title")) {
		const size_t close = ent_xml_close(xml, *at, &end);
		ent_xml_repairs repairs = { .characters = 0 };
		ent_buf_clear(&p->text);
		ent_xml_decode(&p->text, ent_str_slice(xml, *at, close), &repairs);
		if (p->text.n)
			p->pdf->title = ent_arena_str(p->arena, ent_buf_str(&p->text));
	} else if (ent_str_is(t->name, "page") && p->pdf->n < p->max_pages) {
		p->pdf->pages[p->pdf->n++] =
			(ent_pdf_page){ .width = number_of(t->body, "width"),
					.height = number_of(t->body, "height"),
					.lines = &p->lines[p->n_lines] };
	} else if (ent_str_is(t->name, "block")) {
		p->block++;
	} else if (ent_str_is(t->name, "line") && p->pdf->n &&
		   p->n_lines < p->max_lines) {
		const size_t close = ent_xml_close(xml, *at, &end);
		const ent_str inner = ent_str_slice(xml, *at, close);
		const uint32_t first = p->n_words;
		ent_xml_token w;
		for (size_t k = 0; ent_xml_next(&w, inner, &k);) {
			if (w.type != ENT_XML_OPEN || !ent_str_is(w.name, "word"))
				continue;
			size_t word_end,
				word_close = ent_xml_close(inner, k, &word_end);
			add_word(p, w.body, ent_str_slice(inner, k, word_close));
			k = word_end;
		}
		end_line(p, first, t->body);
		*at = end;
	}
}

ent_status ent_pdf_parse(ent_pdf *out, ent_str xml, ent_arena *arena, ent_error *err)
{
	const size_t pages = count(xml, "<page"), lines = count(xml, "<line");
	const size_t words = count(xml, "<word");
	if (pages > PAGES_MAX)
		return ent_fail(err, ENT_ELIMIT, "has more than %d pages", PAGES_MAX);
	struct parser p = { .pdf = out,
			    .words = ENT_NEW_ARRAY(arena, ent_pdf_word, words + 1),
			    .lines = ENT_NEW_ARRAY(arena, ent_pdf_line, lines + 1),
			    .max_words = words,
			    .max_lines = lines,
			    .max_pages = pages,
			    .arena = arena };
	*out = (ent_pdf){ .pages = ENT_NEW_ARRAY(arena, ent_pdf_page, pages + 1),
			  .title = ENT_STR(""),
			  .date = ENT_STR(""),
			  .creator = ENT_STR("") };
	if (!p.words || !p.lines || !out->pages)
		return ent_fail_memory(err);
	ent_xml_token t;
	for (size_t at = 0; !p.failed && ent_xml_next(&t, xml, &at);)
		read_token(&p, xml, &t, &at);
	drop_calls(out);
	attach_bullets(out);
	ent_buf_release(&p.raw);
	ent_buf_release(&p.text);
	return p.failed ? ent_fail_memory(err) : ENT_OK;
}
