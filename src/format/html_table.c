/* SPDX-License-Identifier: Apache-2.0 */
/* html_table.c - tags and texts in tables: the insertion modes "in table", "in
 * caption", "in column group", "in table body", "in row" and "in cell" (HTML Living
 * Standard, sections 13.2.6.4.9 to 13.2.6.4.15); see html_strict.c. */
#include <strings.h>

#include "format/html_page.h"

static ent_html_element kind_of(const ent_html_page *p)
{
	return (ent_html_element)ent_html_elements[p->scan.tag];
}

/* The tags that make a table, without <table> itself. */
static bool is_inner(ent_html_element kind)
{
	return kind == ENT_EL_SECTION || kind == ENT_EL_ROW || kind == ENT_EL_CELL ||
	       kind == ENT_EL_CAPTION || kind == ENT_EL_COLUMNS ||
	       kind == ENT_EL_COLUMN;
}

/* Ends a cell or a caption. */
static void end_box(ent_html_page *p, unsigned at)
{
	ent_html_close(p, at);
	ent_html_clear_to_marker(p);
}

static bool start_box(ent_html_page *p)
{
	return ent_html_push_tag(p) && ent_html_add_marker(p);
}

/* As in the body, but before the table. */
static bool foster(ent_html_page *p, bool (*handle)(ent_html_page *))
{
	if (p->in_marker)
		return false;
	p->foster = true;
	const bool fine = handle(p);
	p->foster = false;
	return fine;
}

/* ---- start tags -------------------------------------------------------------- */

/* <input type="hidden"> stays in the table. */
static bool is_hidden_input(const ent_html_page *p)
{
	for (unsigned k = 0; k < p->scan.n; k++) {
		const ent_str name = p->scan.attributes[k].name;
		const ent_str value = p->scan.attributes[k].value;
		if (name.n == 4 && !strncasecmp(name.p, "type", 4))
			return value.n == 6 && !strncasecmp(value.p, "hidden", 6);
	}
	return false;
}

/* A form in a table has nothing in it. */
static bool add_form(ent_html_page *p)
{
	if (p->form)
		return true;
	p->form = ent_html_add_tag(p);
	return p->form;
}

static bool start_in_table(ent_html_page *p, unsigned at, bool *again)
{
	const ent_html_element kind = kind_of(p);
	switch ((int)kind) {
	case ENT_EL_CAPTION: ent_html_close_within(p, at); return start_box(p);
	case ENT_EL_COLUMNS:
	case ENT_EL_SECTION: ent_html_close_within(p, at); return ent_html_push_tag(p);
	case ENT_EL_COLUMN:
	case ENT_EL_ROW:
	case ENT_EL_CELL:
		ent_html_close_within(p, at);
		*again = true;
		return ent_html_push_implied(p, kind == ENT_EL_COLUMN
							? GUMBO_TAG_COLGROUP
							: GUMBO_TAG_TBODY);
	case ENT_EL_TABLE:
		ent_html_close(p, at);
		*again = true;
		return true;
	case ENT_EL_FORM: return add_form(p);
	case ENT_EL_TEMPLATE: return ent_html_add_template(p);
	default: break;
	}
	if (p->scan.tag == GUMBO_TAG_STYLE || p->scan.tag == GUMBO_TAG_SCRIPT)
		return ent_html_add_raw(p, false, false);
	if (p->scan.tag == GUMBO_TAG_INPUT && is_hidden_input(p))
		return ent_html_add_tag(p);
	return foster(p, ent_html_start_plain);
}

static bool start_in_section(ent_html_page *p, unsigned at, bool *again)
{
	const ent_html_element kind = kind_of(p);
	if (kind != ENT_EL_ROW && kind != ENT_EL_CELL && !is_inner(kind))
		return start_in_table(p, at, again);
	ent_html_close_within(p, at);
	if (kind == ENT_EL_ROW)
		return ent_html_push_tag(p);
	*again = true;
	if (kind == ENT_EL_CELL)
		return ent_html_push_implied(p, GUMBO_TAG_TR);
	ent_html_pop(p);
	return true;
}

static bool start_in_row(ent_html_page *p, unsigned at, bool *again)
{
	const ent_html_element kind = kind_of(p);
	if (!is_inner(kind))
		return start_in_table(p, at, again);
	ent_html_close_within(p, at);
	if (kind == ENT_EL_CELL)
		return start_box(p);
	ent_html_pop(p);
	*again = true;
	return true;
}

static bool start_in_columns(ent_html_page *p, bool *again)
{
	if (kind_of(p) == ENT_EL_COLUMN)
		return ent_html_add_tag(p);
	if (kind_of(p) == ENT_EL_TEMPLATE)
		return ent_html_add_template(p);
	if (p->scan.tag == GUMBO_TAG_HTML)
		return ent_html_start_plain(p);
	ent_html_pop(p);
	*again = true;
	return true;
}

bool ent_html_start_in_table(ent_html_page *p, ent_html_mode mode, bool *again)
{
	switch ((int)mode.kind) {
	case ENT_EL_TABLE: return start_in_table(p, mode.at, again);
	case ENT_EL_SECTION: return start_in_section(p, mode.at, again);
	case ENT_EL_ROW: return start_in_row(p, mode.at, again);
	case ENT_EL_COLUMNS: return start_in_columns(p, again);
	default:
		if (!is_inner(kind_of(p)))
			return ent_html_start_plain(p);
		end_box(p, mode.at);
		*again = true;
		return true;
	}
}

/* ---- end tags ---------------------------------------------------------------- */

/* Whether the element of an end tag is open in this table, of which the innermost part
 * is at a depth. */
static bool is_open(const ent_html_page *p, unsigned at)
{
	for (; at && p->stack[at].kind != ENT_EL_TABLE; at--) {
		if (p->stack[at].tag == p->scan.tag)
			return true;
	}
	return at && p->scan.tag == GUMBO_TAG_TABLE;
}

/* The end tag of a part that ends what is in it before. */
static void end_part(ent_html_page *p, ent_html_mode mode, bool *again)
{
	if (!is_open(p, mode.at))
		return;
	const bool same = p->stack[mode.at].tag == p->scan.tag;
	if (mode.kind == ENT_EL_CELL || mode.kind == ENT_EL_CAPTION)
		end_box(p, mode.at);
	else
		ent_html_close(p, mode.at);
	*again = !same;
}

/* Whether the end tag has a meaning in a mode. */
static bool ends_part(ent_html_mode mode, ent_html_element kind)
{
	switch ((int)mode.kind) {
	case ENT_EL_CELL: return kind != ENT_EL_CAPTION && kind != ENT_EL_COLUMNS;
	case ENT_EL_CAPTION: return kind == ENT_EL_CAPTION || kind == ENT_EL_TABLE;
	case ENT_EL_ROW:
		return kind == ENT_EL_ROW || kind == ENT_EL_SECTION ||
		       kind == ENT_EL_TABLE;
	case ENT_EL_SECTION: return kind == ENT_EL_SECTION || kind == ENT_EL_TABLE;
	default: return kind == ENT_EL_TABLE;
	}
}

bool ent_html_end_in_table(ent_html_page *p, ent_html_mode mode, bool *again)
{
	const ent_html_element kind = kind_of(p);
	if (mode.kind == ENT_EL_COLUMNS) {
		if (kind == ENT_EL_COLUMN || kind == ENT_EL_TEMPLATE)
			return true;
		ent_html_pop(p);
		*again = kind != ENT_EL_COLUMNS;
		return true;
	}
	if (p->scan.tag == GUMBO_TAG_BODY || p->scan.tag == GUMBO_TAG_HTML)
		return true;
	if (kind == ENT_EL_TABLE || is_inner(kind)) {
		if (kind != ENT_EL_COLUMN && ends_part(mode, kind))
			end_part(p, mode, again);
		return true;
	}
	return mode.kind == ENT_EL_CELL || mode.kind == ENT_EL_CAPTION
		       ? ent_html_end_plain(p)
		       : foster(p, ent_html_end_plain);
}

/* ---- texts ------------------------------------------------------------------- */

bool ent_html_text_in_table(ent_html_page *p, ent_str text, size_t start)
{
	size_t blanks = ent_html_blanks(text);
	if (blanks < text.n && ent_html_innermost(p)->kind == ENT_EL_COLUMNS) {
		ent_html_put_text(p, ent_str_slice(text, 0, blanks), start);
		ent_html_pop(p);
		text = ent_str_slice(text, blanks, text.n);
		start += blanks;
		blanks = 0;
	}
	p->text = NULL;
	p->foster = blanks < text.n;
	const bool fine =
		!(p->foster && p->in_marker) && (!p->foster || ent_html_reconstruct(p));
	ent_html_put_text(p, text, start);
	p->foster = false;
	p->text = NULL;
	return fine;
}
