/* SPDX-License-Identifier: Apache-2.0 */
/* docx.c - the text of a Word document.
 *
 * What: WordprocessingML (ECMA-376, part 1, section 17): the paragraphs of the body
 * with their kinds, notes after the paragraph that calls them, text boxes after the one
 * to which they are anchored, tracked changes as if all were accepted.  Fields give
 * what they show, not their instructions; hidden text and the content of fields that
 * are not filled in are left out; tables of contents, headers and footers are kept only
 * on request, as are the alternative texts of pictures (wp:docPr, 20.4.2.5).
 *
 * A paragraph's place is its number in the body, blank ones counted; notes and boxes
 * have that of their paragraph.
 *
 * What Word numbers by itself ("1.", "(a)") is not in the file as text and is not
 * generated here.
 *
 * Method: one pass over the tags.  A heading is known by its style, whose name in
 * the file is English in every language of Word ("heading 1"), by the style it is
 * based on, or by an outline level; an item by its numbering.
 *
 * Time O(n), but for styles, which are found by search in a table of at most
 * STYLES_MAX.  Memory: the paragraphs.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/release/office.h"
#include "format/release/symbol.h"
#include "format/xml_scan.h"

enum {
	STYLES_MAX = 1024,
	BASED_MAX = 12,      /* steps from a style to what it is based on */
	DEPTH_MAX = 8,       /* text boxes and notes in one another */
	CALLS_MAX = 256,     /* notes and boxes that hang on one paragraph */
	SEARCHES_MAX = 1000, /* for notes out of order */
	WORK = 200 /* looks at each byte; elements nest 30 deep in real files */
};

struct style {
	ent_str id, based;
	bool heading, item, no_item, contents;
	int hidden; /* 1, or -1 when it shows what another style hides; 0: neither */
};

struct word {
	ent_release *release;
	const ent_docx *docx;
	struct style *styles;
	unsigned n_styles, searches;
	size_t note_at[2];  /* footnotes, endnotes */
	size_t work;        /* bytes looked at for the ends of elements */
	uint32_t paragraph; /* of the body, blank ones counted; 0 outside it */
	bool too_deep, in_note, in_body;
};

enum what { BOX, NOTE, PICTURE };

/* A piece of XML that is read when the paragraph has ended, or an attribute's value
 * that stands for a picture. */
struct hanging {
	ent_str xml;
	enum what what;
};

/* A paragraph that grows. */
struct growing {
	ent_buf text;
	struct hanging *hanging;
	unsigned n;
	ent_kind kind;
	bool open_end; /* its mark was deleted: the next paragraph continues it */
	bool contents; /* of a table of contents */
	int hidden;    /* by its style: 1, -1 shown, 0 neither */
	uint32_t number;
	ent_str font;          /* of the run */
	unsigned fields;       /* that are open */
	uint64_t instructions; /* of those, by depth: whose instruction is not over */
};

static void read_story(struct word *w, ent_str xml, bool note, unsigned depth);

/* The value of w:val of the first element so named; .p is NULL without one. */
static ent_str value_of(ent_str xml, const char *name)
{
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, xml, &at);)
		if ((t.type == ENT_XML_OPEN || t.type == ENT_XML_EMPTY) &&
		    ent_str_is(t.name, name)) {
			ent_str value = ent_xml_get(t.body, "w:val");
			return value.p ? value : ENT_STR("");
		}
	return (ent_str){ NULL, 0 };
}

/* Whether a property that is on when it is there is on. */
static bool is_on(ent_str properties, const char *name)
{
	ent_str v = value_of(properties, name);
	return v.p && !ent_str_is(v, "0") && !ent_str_is(v, "false") &&
	       !ent_str_is(v, "off");
}

static bool starts_any_case(ent_str s, const char *z)
{
	return ent_str_starts_any_case(s, ent_str_of(z));
}

/* An outline level below 9 is a heading's; 9 is body text. */
static bool is_outlined(ent_str properties)
{
	ent_str level = value_of(properties, "outlineLvl");
	return level.n == 1 && level.p[0] >= '0' && level.p[0] <= '8';
}

/* Whether properties hide text (17.3.2.41): 1, -1 when they show it, 0 without
 * w:vanish. */
static int hidden_of(ent_str properties)
{
	if (!value_of(properties, "vanish").p)
		return 0;
	return is_on(properties, "vanish") ? 1 : -1;
}

static void add_style(struct word *w, ent_str attributes, ent_str content)
{
	ent_str name = value_of(content, "name"), list = value_of(content, "numId");
	if (w->n_styles == STYLES_MAX)
		return;
	w->styles[w->n_styles++] = (struct style){
		.id = ent_xml_get(attributes, "w:styleId"),
		.based = value_of(content, "basedOn"),
		.heading = starts_any_case(name, "heading ") ||
			   ent_str_is(name, "Title") || ent_str_is(name, "Subtitle") ||
			   is_outlined(content),
		.item = (list.n && !ent_str_is(list, "0")) ||
			starts_any_case(name, "list "),
		.no_item = ent_str_is(list, "0"),
		.contents = starts_any_case(name, "toc ") ||
			    starts_any_case(name, "table of figures"),
		.hidden = hidden_of(content),
	};
}

static void read_styles(struct word *w, ent_str xml)
{
	ent_xml_token t;
	size_t at = 0, end;
	while (ent_xml_next(&t, xml, &at)) {
		if (t.type != ENT_XML_OPEN || !ent_str_is(t.name, "style"))
			continue;
		size_t close = ent_xml_close(xml, at, &end);
		add_style(w, t.body, ent_str_slice(xml, at, close));
		at = end;
	}
}

static const struct style *find_style(const struct word *w, ent_str id)
{
	for (unsigned k = 0; k < w->n_styles && id.n; k++)
		if (ent_str_eq(w->styles[k].id, id))
			return &w->styles[k];
	return NULL;
}

/* What the paragraph's properties make of it. */
static void set_kind(const struct word *w, struct growing *p, ent_str properties)
{
	ent_str list = value_of(properties, "numId");
	bool heading = is_outlined(properties);
	bool item = list.n && !ent_str_is(list, "0");
	bool no_item = ent_str_is(list, "0");
	const struct style *s = find_style(w, value_of(properties, "pStyle"));
	for (int k = 0; s && k < BASED_MAX; k++) {
		heading |= s->heading;
		item |= s->item && !no_item;
		no_item |= s->no_item;
		p->contents |= s->contents;
		s = find_style(w, s->based);
	}
	if (heading)
		p->kind = ENT_KIND_HEADING;
	else if (item && p->kind == ENT_KIND_BODY)
		p->kind = ENT_KIND_ITEM;
}

/* What a style, or the nearest that it is based on, says of hiding. */
static int hidden_by_style(const struct word *w, ent_str id)
{
	const struct style *s = find_style(w, id);
	for (int k = 0; s && k < BASED_MAX; k++) {
		if (s->hidden)
			return s->hidden;
		s = find_style(w, s->based);
	}
	return 0;
}

static void hang(struct growing *p, ent_str xml, enum what what)
{
	if (p->n < CALLS_MAX && xml.n)
		p->hanging[p->n++] = (struct hanging){ xml, what };
}

/* What stands for a picture. */
static void add_picture(struct word *w, ent_str value, uint32_t number)
{
	ent_buf text = ENT_BUF_INIT;
	ent_xml_repairs repairs = { .characters = 0 };
	ent_xml_decode(&text, value, &repairs);
	ent_release_add(w->release, ent_buf_str(&text), ENT_KIND_ATTRIBUTE, number);
	w->release->failed |= text.failed;
	ent_buf_release(&text);
}

/* The content of the note with that id in xml from *at on, which is moved after
 * it; "" without one. */
static ent_str next_note(ent_str xml, const char *element, ent_str id, size_t *at)
{
	ent_xml_token t;
	size_t end;
	while (ent_xml_next(&t, xml, at)) {
		if (t.type != ENT_XML_OPEN || !ent_str_is(t.name, element))
			continue;
		size_t from = *at, close = ent_xml_close(xml, from, &end);
		*at = end;
		if (ent_str_eq(ent_xml_get(t.body, "w:id"), id))
			return ent_str_slice(xml, from, close);
	}
	return ENT_STR("");
}

/* Notes are called in their order: the search continues where the last one was
 * found. */
static ent_str find_note(struct word *w, bool end, ent_str id)
{
	ent_str notes = end ? w->docx->endnotes : w->docx->footnotes;
	const char *element = end ? "endnote" : "footnote";
	size_t *at = &w->note_at[end], start = 0;
	ent_str found = id.n ? next_note(notes, element, id, at) : ENT_STR("");
	if (id.n && !found.n && w->searches++ < SEARCHES_MAX) {
		found = next_note(notes, element, id, &start);
		*at = start;
	}
	return found;
}

/* A paragraph without text does not end the one whose mark was deleted. */
static void end_paragraph(struct word *w, struct growing *p, unsigned depth)
{
	if (p->open_end)
		return;
	if (!p->contents || w->release->opt->all)
		ent_release_add(w->release, ent_buf_str(&p->text), p->kind, p->number);
	w->release->failed |= p->text.failed;
	ent_buf_clear(&p->text);
	const unsigned n = p->n;
	p->n = 0;
	const bool outer = w->in_note;
	for (unsigned k = 0; k < n && depth < DEPTH_MAX; k++) {
		const struct hanging *h = &p->hanging[k];
		w->in_note = outer || h->what == NOTE;
		if (h->what == PICTURE)
			add_picture(w, h->xml, p->number);
		else
			read_story(w, h->xml, w->in_note, depth + 1);
	}
	w->in_note = outer;
}

/* Elements that stand for a character. */
static void add_character(ent_buf *to, const ent_xml_token *t)
{
	static const struct {
		const char *name, *text;
	} table[] = {
		{ "tab", " " },
		{ "br", " " },
		{ "cr", " " },
		{ "ptab", " " },
		{ "noBreakHyphen", "\xE2\x80\x91" },
		{ "softHyphen", "\xC2\xAD" },
	};
	for (size_t k = 0; k < sizeof(table) / sizeof(*table); k++)
		if (ent_str_is(t->name, table[k].name))
			ent_buf_add(to, ent_str_of(table[k].text));
}

static void read_properties(struct word *w, struct growing *p, ent_str properties)
{
	ent_xml_token t;
	size_t at = 0, end;
	bool deleted = false;
	/* the marks of changes to the paragraph's own mark are in its rPr */
	while (ent_xml_next(&t, properties, &at)) {
		if (ent_str_is(t.name, "pPrChange") && t.type == ENT_XML_OPEN) {
			ent_xml_close(properties, at, &end);
			at = end;
		}
		deleted |=
			(ent_str_is(t.name, "del") || ent_str_is(t.name, "moveFrom")) &&
			t.type != ENT_XML_CLOSE;
	}
	p->open_end = deleted;
	p->hidden = hidden_by_style(w, value_of(properties, "pStyle"));
	set_kind(w, p, properties);
}

/* The content of the first child, if that is its name; else "". */
static ent_str first_child(ent_str content, const char *name)
{
	ent_xml_token t;
	size_t at = 0, end;
	while (ent_xml_next(&t, content, &at)) {
		if (t.type != ENT_XML_OPEN && t.type != ENT_XML_EMPTY)
			continue;
		if (t.type == ENT_XML_EMPTY || !ent_str_is(t.name, name))
			break;
		size_t from = at, close = ent_xml_close(content, from, &end);
		return ent_str_slice(content, from, close);
	}
	return ENT_STR("");
}

/* Elements that are skipped with their content. */
static bool is_left_out(const struct word *w, const ent_xml_token *t, ent_str content)
{
	static const char *const names[] = {
		"del",      "moveFrom",     "instrText",     "delText",
		"Fallback", "delInstrText", "sectPr",        "tblPr",
		"trPr",     "tcPr",         "tblGrid",       "sdtPr",
		"sdtEndPr", "rPrChange",    "annotationRef", "footnoteRef",
		"rt",       "posOffset",    "binData",       "customXmlPr",
		NULL
	};
	if (ent_list_has(names, t->name))
		return true;
	if (!ent_str_is(t->name, "sdt"))
		return false;
	const ent_str properties = first_child(content, "sdtPr");
	if (is_on(properties, "showingPlcHdr"))
		return true;
	ent_str gallery = value_of(properties, "docPartGallery");
	return !w->release->opt->all && ent_str_is(gallery, "Table of Contents");
}

/* Whether a run is hidden: by itself, by its style or by that of its paragraph. */
static bool is_hidden(const struct word *w, const struct growing *p, ent_str run)
{
	const ent_str properties = first_child(run, "rPr");
	int hidden = properties.n ? hidden_of(properties) : 0;
	if (!hidden && properties.n)
		hidden = hidden_by_style(w, value_of(properties, "rStyle"));
	return (hidden ? hidden : p->hidden) > 0;
}

/* Whether the properties of an element, which are before a child of it, have one. */
static bool has_property(ent_str content,
			 const char *properties,
			 const char *child,
			 const char *property)
{
	ent_xml_token t;
	size_t at = 0, end;
	while (ent_xml_next(&t, content, &at)) {
		if (t.type == ENT_XML_EMPTY)
			continue;
		if (t.type == ENT_XML_CLOSE || ent_str_is(t.name, child))
			return false;
		const size_t close = ent_xml_close(content, at, &end);
		if (ent_str_is(t.name, properties))
			return value_of(ent_str_slice(content, at, close), property)
				       .p != NULL;
		at = end;
	}
	return false;
}

/* Whether a row (17.13.5.13) or a cell (17.13.5.1) was deleted under change
 * tracking. */
static bool is_deleted(const ent_xml_token *t, ent_str content)
{
	return (ent_str_is(t->name, "tr") &&
		has_property(content, "trPr", "tc", "del")) ||
	       (ent_str_is(t->name, "tc") &&
		has_property(content, "tcPr", "p", "cellDel"));
}

/* The font of a run that is set in one with an encoding of its own. */
static ent_str font_of(ent_str run)
{
	ent_xml_token t;
	const ent_str properties = first_child(run, "rPr");
	for (size_t at = 0; properties.n && ent_xml_next(&t, properties, &at);)
		if (t.type != ENT_XML_CLOSE && ent_str_is(t.name, "rFonts"))
			return ent_xml_get(t.body, "w:ascii");
	return (ent_str){ NULL, 0 };
}

/* Whether text is within the instruction of a field around its own: what a nested
 * field gives there is a part of the instruction (17.16.18). */
static bool is_instruction(const struct growing *p)
{
	return p->fields > 1 && p->fields <= 64 &&
	       (p->instructions & (((uint64_t)1 << (p->fields - 1)) - 1));
}

static void read_field(struct growing *p, const ent_xml_token *t)
{
	const ent_str type = ent_xml_get(t->body, "w:fldCharType");
	const bool fits = p->fields <= 64;
	if (ent_str_is(type, "begin")) {
		if (p->fields < 64)
			p->instructions |= (uint64_t)1 << p->fields;
		p->fields++;
	} else if (ent_str_is(type, "separate") && p->fields && fits) {
		p->instructions &= ~((uint64_t)1 << (p->fields - 1));
	} else if (ent_str_is(type, "end") && p->fields) {
		if (fits)
			p->instructions &= ~((uint64_t)1 << (p->fields - 1));
		p->fields--;
	}
}

/* A character of a font with an encoding of its own (17.3.3.30). */
static void add_symbol(ent_buf *to, const ent_xml_token *t)
{
	const ent_str hex = ent_xml_get(t->body, "w:char");
	unsigned code = 0;
	for (size_t k = 0; k < hex.n && k < 6; k++) {
		const int digit = ent_hex_digit(hex.p[k]);
		if (digit >= 0)
			code = code * 16 + (unsigned)digit;
	}
	const bool private_use = code >= 0xF000 && code <= 0xF0FF;
	uint32_t c = ent_symbol_character(ent_xml_get(t->body, "w:font"), code & 0xFF);
	if (!c && !private_use && code >= 0x20 && (code < 0xD800 || code > 0xDFFF))
		c = code; /* another font, in Unicode */
	if (c)
		ent_buf_add_codepoint(to, c);
}

/* The texts of a picture, each once. */
static void read_picture(struct word *w, struct growing *p, const ent_xml_token *t)
{
	if (!w->release->opt->attributes || !ent_str_is(t->name, "docPr"))
		return;
	ent_str title = ent_xml_get(t->body, "title");
	ent_str text = ent_xml_get(t->body, "descr");
	hang(p, title, PICTURE);
	if (!ent_str_eq(title, text))
		hang(p, text, PICTURE);
}

/* One element in a paragraph or around paragraphs; *at is after its tag and is
 * moved after all of it when there is nothing to enter. */
static void read_open(struct word *w,
		      struct growing *p,
		      ent_str xml,
		      const ent_xml_token *t,
		      size_t *at)
{
	ent_xml_repairs repairs = { .characters = 0 };
	if (w->too_deep)
		return;
	size_t end, close = ent_xml_close(xml, *at, &end);
	ent_str content = ent_str_slice(xml, *at, close);
	w->work += end - *at;
	w->too_deep = w->work / WORK > w->docx->body.n + w->docx->footnotes.n +
					       w->docx->endnotes.n + 4096;
	read_picture(w, p, t);
	if (ent_str_is(t->name, "r"))
		p->font = font_of(content);
	if (is_left_out(w, t, content)) {
		*at = end;
	} else if (ent_str_is(t->name, "pPr")) {
		read_properties(w, p, content);
		*at = end;
	} else if (ent_str_is(t->name, "t")) {
		const size_t from = p->text.n;
		if (!is_instruction(p))
			ent_xml_decode(&p->text, content, &repairs);
		ent_symbol_replace(&p->text, from, p->font);
		*at = end;
	} else if (is_deleted(t, content)) {
		*at = end;
	} else if (ent_str_is(t->name, "fldChar")) {
		read_field(p, t);
		*at = end;
	} else if (ent_str_is(t->name, "txbxContent")) {
		hang(p, content, BOX);
		*at = end;
	} else if (ent_str_is(t->name, "r") && is_hidden(w, p, content) &&
		   !memmem(content.p ? content.p : "", content.n, "fldChar", 7)) {
		*at = end;
	}
}

static void read_call(struct word *w, struct growing *p, const ent_xml_token *t)
{
	/* a note that calls notes would never end */
	if (w->in_note && ent_str_ends(t->name, ENT_STR("noteReference")))
		return;
	ent_str id = ent_xml_get(t->body, "w:id");
	read_picture(w, p, t);
	if (ent_str_is(t->name, "footnoteReference"))
		hang(p, find_note(w, false, id), NOTE);
	else if (ent_str_is(t->name, "endnoteReference"))
		hang(p, find_note(w, true, id), NOTE);
	else if (ent_str_is(t->name, "fldChar"))
		read_field(p, t);
	else if (is_instruction(p))
		return;
	else if (ent_str_is(t->name, "sym"))
		add_symbol(&p->text, t);
	else
		add_character(&p->text, t);
}

static void read_story(struct word *w, ent_str xml, bool note, unsigned depth)
{
	struct growing p = { .hanging = calloc(CALLS_MAX, sizeof(*p.hanging)) };
	ent_xml_token t;
	unsigned cells = 0;
	w->release->failed |= !p.hanging;
	for (size_t at = 0;
	     !w->release->failed && !w->too_deep && ent_xml_next(&t, xml, &at);) {
		bool open = t.type == ENT_XML_OPEN || t.type == ENT_XML_EMPTY;
		if (ent_str_is(t.name, "tc"))
			cells += open ? 1 : cells ? (unsigned)-1 : 0;
		if (ent_str_is(t.name, "p") && open && !depth && w->in_body)
			w->paragraph++;
		if (ent_str_is(t.name, "p") && open && !p.open_end) {
			p.number = w->paragraph;
			p.kind = note    ? ENT_KIND_NOTE
				 : cells ? ENT_KIND_CELL
					 : ENT_KIND_BODY;
			p.contents = false;
			p.hidden = 0;
		}
		if (ent_str_is(t.name, "p") && open)
			p.open_end = false;
		else if (ent_str_is(t.name, "p"))
			end_paragraph(w, &p, depth);
		else if (t.type == ENT_XML_OPEN)
			read_open(w, &p, xml, &t, &at);
		else if (t.type == ENT_XML_EMPTY)
			read_call(w, &p, &t);
	}
	p.open_end = false;
	if (p.hanging)
		end_paragraph(w, &p, depth);
	ent_buf_release(&p.text);
	free(p.hanging);
}

ent_status ent_docx_read(ent_release *release, const ent_docx *docx, ent_error *err)
{
	struct word w = { .release = release, .docx = docx };
	w.styles = calloc(STYLES_MAX, sizeof(*w.styles));
	if (!w.styles)
		return ent_fail_memory(err);
	read_styles(&w, docx->styles);
	w.in_body = true;
	read_story(&w, docx->body, false, 0);
	w.in_body = false;
	w.paragraph = 0;
	for (unsigned k = 0; k < docx->n_extra; k++)
		read_story(&w, docx->extra[k], false, 0);
	free(w.styles);
	if (w.too_deep)
		return ent_fail(err, ENT_ELIMIT, "its elements are nested too deeply");
	return release->failed ? ent_fail_memory(err) : ENT_OK;
}
