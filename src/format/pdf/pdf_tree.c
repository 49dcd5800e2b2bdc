/* SPDX-License-Identifier: Apache-2.0 */
/* pdf_tree.c - the paragraphs of a tagged PDF, from what `pdfinfo -struct-text` prints.
 *
 * What: one element a line (ISO 32000-1, section 14.8.4), its depth shown by two spaces
 * for each level, its text in quotes.  P, H1, LI, TD and the like begin a paragraph;
 * Span, Link and the like do not; Lbl is the number or bullet of an item; a Note is a
 * paragraph of its own after the one that it is in.
 *
 *     Document
 *       H1 (block)
 *         "1 Introduction "
 *       L (block):
 *          /ListNumbering /Decimal
 *         LI (block)
 *           LBody (block)
 *             "1. First item "
 *
 * Poppler 22.12 ends the text of a piece at a ligature and gives no space where a line
 * ends, so the text only shows which words of the page belong to a paragraph
 * (pdf_cover.c).
 *
 * Time and memory O(n); DEPTH_MAX bounds the levels.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/pdf/pdf_line.h"
#include "format/pdf/pdf_tree.h"

enum { DEPTH_MAX = 200, PARTS_MAX = 2000 * 1000 };
#define NONE UINT32_MAX

typedef enum tag {
	TAG_INLINE, /* continues the paragraph that it is in */
	TAG_GROUP,
	TAG_PARAGRAPH,
	TAG_HEADING,
	TAG_LIST,
	TAG_ITEM,
	TAG_LABEL,
	TAG_CELL,
	TAG_NOTE,
	TAG_CONTENTS,
	TAG_ARTIFACT, /* no text */
} tag;

static tag tag_of(ent_str name)
{
	static const struct {
		const char *name;
		tag tag;
	} known[] = {
		{ "P", TAG_PARAGRAPH },       { "H", TAG_HEADING },
		{ "H1", TAG_HEADING },        { "H2", TAG_HEADING },
		{ "H3", TAG_HEADING },        { "H4", TAG_HEADING },
		{ "H5", TAG_HEADING },        { "H6", TAG_HEADING },
		{ "Title", TAG_HEADING },     { "L", TAG_LIST },
		{ "LI", TAG_ITEM },           { "Lbl", TAG_LABEL },
		{ "TD", TAG_CELL },           { "TH", TAG_CELL },
		{ "Note", TAG_NOTE },         { "FENote", TAG_NOTE },
		{ "TOC", TAG_CONTENTS },      { "TOCI", TAG_CONTENTS },
		{ "Caption", TAG_GROUP },     { "Document", TAG_GROUP },
		{ "Part", TAG_GROUP },        { "Art", TAG_GROUP },
		{ "Sect", TAG_GROUP },        { "Div", TAG_GROUP },
		{ "BlockQuote", TAG_GROUP },  { "Table", TAG_GROUP },
		{ "TR", TAG_GROUP },          { "THead", TAG_GROUP },
		{ "TBody", TAG_GROUP },       { "TFoot", TAG_GROUP },
		{ "Index", TAG_GROUP },       { "Figure", TAG_GROUP },
		{ "Artifact", TAG_ARTIFACT },
	};
	for (size_t k = 0; k < sizeof(known) / sizeof(*known); k++)
		if (ent_str_is(name, known[k].name))
			return known[k].tag;
	return TAG_INLINE;
}

/* An element that is open. */
struct level {
	size_t indent;
	uint32_t part;  /* that its text belongs to; NONE before any */
	ent_kind kind;  /* of the paragraphs in it */
	bool paragraph; /* it is one, or in one */
	bool own;       /* it is not inline: a paragraph of its own */
	bool starts;    /* its next text begins a part */
	bool label;     /* its text is a label */
	bool silent;    /* its text is left out */
	bool contents;
	bool numbered;              /* the items of the list begin with numbers */
	uint32_t head, row, column; /* as in ent_pdf_part */
};

struct reader {
	ent_pdf_tree *tree;
	uint32_t capacity;
	struct level levels[DEPTH_MAX];
	unsigned depth;
	struct text { /* of each part, linked, for parts go on after those in them */
		uint32_t next, part;
		ent_str text;
		bool label, numbered;
	} * texts;
	uint32_t n_texts;
	uint32_t heads, rows; /* so far */
	bool by_word;
};

/* ---- elements -------------------------------------------------------------------- */

/* Counts the heads, rows and cells of tables; outer is the element around l. */
static void place_cell(struct reader *r,
		       struct level *outer,
		       struct level *l,
		       ent_str name)
{
	if (ent_str_is(name, "Table")) {
		l->head = l->row = l->column = 0;
	} else if (ent_str_is(name, "THead")) {
		l->head = ++r->heads;
	} else if (ent_str_is(name, "TR")) {
		l->row = ++r->rows;
		l->column = 0;
	} else if (tag_of(name) == TAG_CELL) {
		l->column = ++outer->column;
	}
}

static void open_element(struct reader *r, ent_str name, size_t indent)
{
	while (r->depth > 1 && r->levels[r->depth - 1].indent >= indent)
		r->depth--;
	if (r->depth == DEPTH_MAX)
		return; /* its text is that of the element around it */
	struct level *outer = &r->levels[r->depth - 1];
	struct level *l = &r->levels[r->depth++];
	tag t = tag_of(name);
	/* Chromium's tables without heads are elements of no kind */
	if (ent_str_is(name, "NonStruct") && !outer->paragraph)
		t = TAG_GROUP;
	*l = *outer;
	place_cell(r, outer, l, name);
	l->indent = indent;
	l->own = t != TAG_INLINE && t != TAG_LABEL;
	l->starts |= l->own;
	l->paragraph |= l->own && t != TAG_GROUP && t != TAG_LIST && t != TAG_CONTENTS;
	switch (t) {
	case TAG_HEADING: l->kind = ENT_KIND_HEADING; break;
	case TAG_ITEM: l->kind = ENT_KIND_ITEM; break;
	case TAG_CELL: l->kind = ENT_KIND_CELL; break;
	case TAG_NOTE: l->kind = ENT_KIND_NOTE; break;
	case TAG_LABEL: l->label = true; break;
	case TAG_LIST: l->numbered = false; break;
	case TAG_CONTENTS: l->contents = true; break;
	case TAG_ARTIFACT: l->silent = true; break;
	case TAG_INLINE:
	case TAG_GROUP:
	case TAG_PARAGRAPH: break;
	}
}

static bool add_text(struct reader *r, ent_str text)
{
	struct level *l = &r->levels[r->depth - 1];
	if (!ent_str_trim(text).n || l->silent)
		return true;
	if (l->starts || l->part == NONE) {
		if (r->tree->n == r->capacity)
			return false;
		const uint32_t part = r->tree->n++;
		r->tree->parts[part] = (ent_pdf_part){ .kind = l->kind,
						       .contents = l->contents,
						       .head = l->head,
						       .row = l->row,
						       .column = l->column };
		for (unsigned k = r->depth; k-- > 0;) {
			r->levels[k].part = part;
			r->levels[k].starts = false;
			if (r->levels[k].own)
				break;
		}
	}
	r->texts[r->n_texts++] = (struct text){ .part = l->part,
						.text = text,
						.label = l->label,
						.numbered = l->numbered };
	return true;
}

/* "/ListNumbering /Decimal" of the list that is open. */
static void read_attribute(struct reader *r, ent_str line)
{
	static const char *const numbers[] = { "/Decimal",    "/UpperRoman",
					       "/LowerRoman", "/UpperAlpha",
					       "/LowerAlpha", NULL };
	if (ent_str_starts(line, ENT_STR("/ListNumbering ")) &&
	    ent_list_end_of(numbers, line))
		r->levels[r->depth - 1].numbered = true;
}

/* ---- lines ----------------------------------------------------------------------- */

/* The text in quotes that begins at *at, line ends and all. */
static ent_str take_text(ent_str printed, size_t *at)
{
	const size_t from = *at + 1;
	size_t k = from;
	for (; k < printed.n; k++) {
		if (printed.p[k] != '"' ||
		    (k + 1 < printed.n && printed.p[k + 1] != '\n'))
			continue;
		/* a quote at a line end ends the text when an element or text
		 * follows */
		size_t next = k + 1;
		while (next < printed.n && ent_is_space(printed.p[next]))
			next++;
		if (next == printed.n || printed.p[next] == '"' ||
		    ent_is_letter(printed.p[next]))
			break;
	}
	*at = k + 1 < printed.n ? k + 1 : printed.n;
	return ent_str_slice(printed, from < printed.n ? from : printed.n,
			     k < printed.n ? k : printed.n);
}

static bool read_lines(struct reader *r, ent_str printed)
{
	for (size_t at = 0; at < printed.n;) {
		const size_t start = at;
		while (at < printed.n && printed.p[at] == ' ')
			at++;
		const size_t indent = at - start;
		if (at < printed.n && printed.p[at] == '"') {
			while (r->depth > 1 && r->levels[r->depth - 1].indent >= indent)
				r->depth--;
			if (!add_text(r, take_text(printed, &at)))
				return false;
		}
		size_t end = at;
		while (end < printed.n && printed.p[end] != '\n')
			end++;
		const ent_str line = ent_str_trim(ent_str_slice(printed, at, end));
		size_t name = 0;
		while (name < line.n && !ent_is_space(line.p[name]) &&
		       line.p[name] != ':')
			name++;
		if (line.n && line.p[0] == '/')
			read_attribute(r, line);
		else if (name && !ent_str_starts(line, ENT_STR("Object ")))
			open_element(r, ent_str_slice(line, 0, name), indent);
		at = end + 1;
	}
	return true;
}

/* ---- texts ----------------------------------------------------------------------- */

/* Bytes of the white space that a text begins with at k. */
static size_t space_at(ent_str text, size_t k)
{
	const char *p = text.p + k;
	const size_t left = text.n - k;
	if ((unsigned char)*p <= ' ')
		return 1;
	if (left > 1 && !memcmp(p, "\xC2\xA0", 2))
		return 2;
	return left > 2 && (!memcmp(p, "\xE2\x80\xAF", 3) ||
			    !memcmp(p, "\xE2\x80\x89", 3))
		       ? 3
		       : 0;
}

/* Appends a text as words of a page are compared with it. */
static void add_squeezed(ent_buf *to, ent_str text)
{
	for (size_t k = 0; k < text.n;) {
		const size_t space = space_at(text, k);
		if (space && to->n && !ent_pdf_is_mark(to->p[to->n - 1]))
			ent_buf_add_char(to, ENT_PDF_SPACE);
		k += space ? space
			   : ent_pdf_add_letter(to, ent_str_slice(text, k, text.n));
	}
}

/* "2", "2.1", "2.1.3." before the text of a heading. */
static bool is_outline(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (!ent_is_digit(s.p[k]) && s.p[k] != '.')
			return false;
	return s.n > 0 && s.n < 12 && ent_is_digit(s.p[0]);
}

/* The bytes of the first word when it numbers the part. more: there are texts after
 * it. */
static size_t label_size(const struct reader *r,
			 ent_str text,
			 const ent_pdf_part *part,
			 bool numbered,
			 bool more)
{
	size_t end = 0;
	text = ent_str_trim(text);
	while (end < text.n && !space_at(text, end))
		end++;
	const ent_str first = ent_str_slice(text, 0, end);
	if (!more && !ent_str_trim(ent_str_slice(text, end, text.n)).n)
		return 0;
	if (part->kind == ENT_KIND_ITEM &&
	    (ent_pdf_is_bullet(first) || (numbered && ent_pdf_is_label(first))))
		return end;
	return part->kind == ENT_KIND_HEADING && r->by_word && is_outline(first) ? end
										 : 0;
}

/* The texts of one part, from the first. */
static void join_part(struct reader *r,
		      ent_pdf_part *part,
		      uint32_t first,
		      ent_buf *buf)
{
	bool body = false;
	ent_buf_clear(buf);
	for (uint32_t k = first; k; k = r->texts[k - 1].next) {
		const struct text *t = &r->texts[k - 1];
		if (!body && !t->label && !part->label)
			part->label = (uint32_t)label_size(r, t->text, part,
							   t->numbered, t->next);
		body |= !t->label;
		add_squeezed(buf, t->text);
		ent_buf_add_char(buf, ENT_PDF_PIECE);
		if (!body)
			part->label = (uint32_t)buf->n;
	}
}

static ent_status join_texts(struct reader *r, ent_arena *arena, ent_error *err)
{
	ent_buf buf = ENT_BUF_INIT;
	uint32_t *first = calloc(2 * ((size_t)r->tree->n + 1), sizeof(*first));
	uint32_t *last = first ? first + r->tree->n + 1 : NULL;
	bool failed = !first;
	for (uint32_t k = 0; !failed && k < r->n_texts; k++) {
		const uint32_t part = r->texts[k].part;
		if (last[part])
			r->texts[last[part] - 1].next = k + 1;
		else
			first[part] = k + 1;
		last[part] = k + 1;
	}
	for (uint32_t p = 0; !failed && p < r->tree->n; p++) {
		join_part(r, &r->tree->parts[p], first[p], &buf);
		r->tree->parts[p].text = ent_arena_str(arena, ent_buf_str(&buf));
		failed = buf.failed || !r->tree->parts[p].text.p;
	}
	ent_buf_release(&buf);
	free(first);
	return failed ? ent_fail_memory(err) : ENT_OK;
}

static bool is_digits(ent_str text)
{
	for (size_t k = 0; k < text.n; k++)
		if (!ent_is_digit(text.p[k]) && !ent_pdf_is_mark(text.p[k]))
			return false;
	return true;
}

/* Word gives the numbers of empty lines as paragraphs.  Where there are many, they are
 * not text. */
static void drop_line_numbers(ent_pdf_tree *tree)
{
	enum { MANY = 8 };
	uint32_t n = 0;
	for (uint32_t k = 0; k < tree->n; k++)
		n += tree->parts[k].kind == ENT_KIND_BODY &&
		     is_digits(tree->parts[k].text);
	for (uint32_t k = 0; k < tree->n && n >= MANY; k++)
		tree->parts[k].contents |= tree->parts[k].kind == ENT_KIND_BODY &&
					   is_digits(tree->parts[k].text);
}

ent_status ent_pdf_tree_parse(ent_pdf_tree *out,
			      ent_str printed,
			      bool by_word,
			      ent_arena *arena,
			      ent_error *err)
{
	/* each text is at least its two quotes and a line end */
	const size_t quotes = ent_str_count(printed, '"') / 2 + 1;
	struct reader *r = calloc(1, sizeof(*r));
	ent_status status = ENT_OK;
	*out = (ent_pdf_tree){ .n = 0 };
	if (quotes > PARTS_MAX) {
		free(r);
		return ENT_OK; /* read by layout */
	}
	out->parts = ENT_NEW_ARRAY(arena, ent_pdf_part, quotes);
	if (r)
		r->texts = calloc(quotes, sizeof(*r->texts));
	if (!r || !r->texts || !out->parts) {
		status = ent_fail_memory(err);
	} else {
		r->tree = out;
		r->capacity = (uint32_t)quotes;
		r->by_word = by_word;
		r->depth = 1;
		r->levels[0] = (struct level){ .part = NONE, .own = true };
		if (read_lines(r, printed))
			status = join_texts(r, arena, err);
		if (!status && !ent_pdf_join_tables(out, arena))
			status = ent_fail_memory(err);
		if (!status && by_word)
			drop_line_numbers(out);
	}
	if (r)
		free(r->texts);
	free(r);
	return status;
}
