/* SPDX-License-Identifier: Apache-2.0 */
/* html_body.c - tags and texts in the body of a page that is read without repair: the
 * insertion modes "in body", "in table" and those within tables, and "in select"
 * (HTML Living Standard, section 13.2.6.4); see html_strict.c. */
#include "format/html_page.h"

/* The innermost element of a kind; 0 if none is open in this table or object. */
static unsigned find_kind(ent_html_page *p, ent_html_element kind)
{
	unsigned k = p->depth;
	while (k && p->stack[k].kind != kind) {
		const ent_html_element passed = p->stack[k].kind;
		if (passed == ENT_EL_CELL || passed == ENT_EL_CAPTION ||
		    passed == ENT_EL_TABLE || passed == ENT_EL_OBJECT ||
		    passed == ENT_EL_BUTTON || passed == ENT_EL_NOSCRIPT)
			return 0;
		k--;
	}
	return k;
}

static bool is_table_part(ent_html_element kind)
{
	return kind == ENT_EL_TABLE || kind == ENT_EL_SECTION || kind == ENT_EL_ROW ||
	       kind == ENT_EL_COLUMNS;
}

static bool start_block(ent_html_page *p)
{
	return ent_html_end_paragraph(p) && ent_html_push_tag(p);
}

static bool start_pre(ent_html_page *p)
{
	if (!start_block(p))
		return false;
	if (p->scan.at < p->scan.page.n && p->scan.page.p[p->scan.at] == '\n')
		p->scan.at++;
	return true;
}

/* Rows and cells within an open cell end it. */
static bool end_cell(ent_html_page *p)
{
	ent_html_end_implied(p);
	if (ent_html_innermost(p)->kind != ENT_EL_CELL)
		return false;
	ent_html_pop(p);
	return true;
}

/* The tag of a part of a table, where one is open. */
static bool start_table_part(ent_html_page *p, ent_html_element kind)
{
	if (!is_table_part(ent_html_innermost(p)->kind) && !end_cell(p))
		return false;
	if (ent_html_innermost(p)->kind == ENT_EL_COLUMNS && kind != ENT_EL_COLUMN)
		ent_html_pop(p);
	if (ent_html_innermost(p)->kind == ENT_EL_ROW && kind != ENT_EL_CELL)
		ent_html_pop(p);
	if (ent_html_innermost(p)->kind == ENT_EL_SECTION && kind != ENT_EL_ROW)
		ent_html_pop(p);
	const ent_html_element in = ent_html_innermost(p)->kind;
	if (kind == ENT_EL_ROW && in == ENT_EL_TABLE)
		return ent_html_push_implied(p, GUMBO_TAG_TBODY) &&
		       ent_html_push_tag(p);
	if (kind == ENT_EL_COLUMN)
		return (in == ENT_EL_COLUMNS ||
			(in == ENT_EL_TABLE &&
			 ent_html_push_implied(p, GUMBO_TAG_COLGROUP))) &&
		       ent_html_add_tag(p);
	if (kind == ENT_EL_CELL)
		return in == ENT_EL_ROW && ent_html_push_tag(p);
	if (kind == ENT_EL_ROW)
		return in == ENT_EL_SECTION && ent_html_push_tag(p);
	return in == ENT_EL_TABLE && ent_html_push_tag(p);
}

static bool end_table_part(ent_html_page *p, GumboTag tag)
{
	if (!is_table_part(ent_html_innermost(p)->kind) && !end_cell(p))
		return false;
	if (ent_html_innermost(p)->kind == ENT_EL_COLUMNS && tag != GUMBO_TAG_COLGROUP)
		ent_html_pop(p);
	if (ent_html_innermost(p)->kind == ENT_EL_ROW && tag != GUMBO_TAG_TR)
		ent_html_pop(p);
	if (ent_html_innermost(p)->kind == ENT_EL_SECTION && tag == GUMBO_TAG_TABLE)
		ent_html_pop(p);
	if (ent_html_innermost(p)->tag != tag)
		return false;
	ent_html_pop(p);
	return true;
}

bool ent_html_start_in_body(ent_html_page *p)
{
	const ent_html_element kind = ent_html_elements[p->scan.tag];
	const ent_html_element in = ent_html_innermost(p)->kind;
	if (is_table_part(in) && kind != ENT_EL_SECTION && kind != ENT_EL_ROW &&
	    kind != ENT_EL_CELL && kind != ENT_EL_CAPTION && kind != ENT_EL_COLUMNS &&
	    kind != ENT_EL_COLUMN)
		return false;
	if ((in == ENT_EL_SELECT || in == ENT_EL_OPTION) && kind != ENT_EL_OPTION)
		return false;
	switch (kind) {
	case ENT_EL_INLINE:
	case ENT_EL_FORMAT:
	case ENT_EL_NOSCRIPT:
	case ENT_EL_OBJECT: return ent_html_push_tag(p);
	case ENT_EL_LINK: return !p->open[GUMBO_TAG_A] && ent_html_push_tag(p);
	case ENT_EL_BLOCK: return start_block(p);
	case ENT_EL_PARAGRAPH: return start_block(p);
	case ENT_EL_HEADING:
		return ent_html_end_paragraph(p) &&
		       ent_html_innermost(p)->kind != ENT_EL_HEADING &&
		       ent_html_push_tag(p);
	case ENT_EL_PRE: return start_pre(p);
	case ENT_EL_FORM: return !p->open[GUMBO_TAG_FORM] && start_block(p);
	case ENT_EL_ITEM:
	case ENT_EL_TERM: return ent_html_end_item(p, kind) && start_block(p);
	case ENT_EL_BUTTON: return !p->open[GUMBO_TAG_BUTTON] && ent_html_push_tag(p);
	case ENT_EL_VOID:
	case ENT_EL_META: return ent_html_add_tag(p);
	case ENT_EL_RULE: return ent_html_end_paragraph(p) && ent_html_add_tag(p);
	case ENT_EL_RAW:
	case ENT_EL_RAW_HEAD: return ent_html_add_raw(p, false, false);
	case ENT_EL_TITLE: return ent_html_add_raw(p, true, false);
	case ENT_EL_TEXT: return ent_html_add_raw(p, true, true);
	case ENT_EL_TABLE:
		/* with quirks a table is part of the paragraph */
		return (p->modern || !p->open[GUMBO_TAG_P]) && start_block(p);
	case ENT_EL_SECTION:
	case ENT_EL_ROW:
	case ENT_EL_CELL:
	case ENT_EL_CAPTION:
	case ENT_EL_COLUMNS:
	case ENT_EL_COLUMN: return start_table_part(p, kind);
	case ENT_EL_PICTURE: return ent_html_add_picture(p);
	case ENT_EL_SELECT: return ent_html_push_tag(p);
	case ENT_EL_OPTION:
		if (in != ENT_EL_SELECT && in != ENT_EL_OPTION)
			return false;
		while (ent_html_innermost(p)->tag == GUMBO_TAG_OPTION ||
		       (ent_html_innermost(p)->tag == GUMBO_TAG_OPTGROUP &&
			p->scan.tag == GUMBO_TAG_OPTGROUP))
			ent_html_pop(p);
		return ent_html_push_tag(p);
	case ENT_EL_ODD:
	case ENT_EL_ROOT: return false;
	}
	return false;
}

/* html_dom.c has this mark before each end of a form. */
static bool end_form(ent_html_page *p)
{
	if (is_table_part(ent_html_innermost(p)->kind) ||
	    !ent_html_add_named(p, GUMBO_TAG_WBR))
		return false;
	/* what else is open in it stays open */
	ent_html_end_implied(p);
	if (ent_html_innermost(p)->kind != ENT_EL_FORM)
		return false;
	ent_html_pop(p);
	return true;
}

/* Any heading ends any. */
static bool end_heading(ent_html_page *p)
{
	const unsigned k = find_kind(p, ENT_EL_HEADING);
	return k && ent_html_end_with_all(p, k);
}

static bool end_select(ent_html_page *p)
{
	while (ent_html_innermost(p)->kind == ENT_EL_OPTION)
		ent_html_pop(p);
	return ent_html_end_inline(p);
}

static bool end_body(ent_html_page *p, GumboTag tag)
{
	if (p->open[GUMBO_TAG_TABLE] || p->open[GUMBO_TAG_SELECT] ||
	    p->open[GUMBO_TAG_OBJECT])
		return false;
	p->phase = tag == GUMBO_TAG_BODY ? ENT_HTML_AFTER_BODY : ENT_HTML_AFTER_HTML;
	return true;
}

bool ent_html_end_in_body(ent_html_page *p)
{
	const GumboTag tag = p->scan.tag;
	switch ((ent_html_element)ent_html_elements[tag]) {
	case ENT_EL_INLINE:
	case ENT_EL_FORMAT:
	case ENT_EL_LINK:
	case ENT_EL_NOSCRIPT:
	case ENT_EL_OPTION: return ent_html_end_inline(p);
	case ENT_EL_HEADING: return end_heading(p);
	case ENT_EL_BLOCK:
	case ENT_EL_PARAGRAPH:
	case ENT_EL_PRE:
	case ENT_EL_ITEM:
	case ENT_EL_TERM:
	case ENT_EL_BUTTON:
	case ENT_EL_CAPTION:
	case ENT_EL_OBJECT:
		return tag == GUMBO_TAG_MAIN ? ent_html_end_inline(p)
					     : ent_html_end_element(p, tag);
	case ENT_EL_FORM: return end_form(p);
	case ENT_EL_TABLE:
	case ENT_EL_SECTION:
	case ENT_EL_ROW:
	case ENT_EL_CELL:
	case ENT_EL_COLUMNS:
		return ent_html_elements[tag] == ENT_EL_CELL
			       ? ent_html_end_element(p, tag)
			       : end_table_part(p, tag);
	case ENT_EL_SELECT: return end_select(p);
	case ENT_EL_ROOT: return tag != GUMBO_TAG_HEAD && end_body(p, tag);
	case ENT_EL_ODD:
	case ENT_EL_PICTURE:
	case ENT_EL_VOID:
	case ENT_EL_RULE:
	case ENT_EL_META:
	case ENT_EL_RAW:
	case ENT_EL_RAW_HEAD:
	case ENT_EL_TEXT:
	case ENT_EL_TITLE:
	case ENT_EL_COLUMN: return false;
	}
	return false;
}

bool ent_html_text_in_body(ent_html_page *p, ent_str text, size_t start)
{
	if (is_table_part(ent_html_innermost(p)->kind) &&
	    ent_html_blanks(text) < text.n)
		return false;
	ent_html_put_text(p, text, start);
	return true;
}
