/* SPDX-License-Identifier: Apache-2.0 */
/* html_template.c - templates in a page that is read without libgumbo (HTML Living
 * Standard, section 13.2.6.4.22); see html_strict.c.
 *
 * What is in a template is a tree of its own, which a page does not show, and nothing
 * in it can close or open an element outside: only its end has to be found.  Odd are an
 * element in which tags mean something else, and one that leaves a marker in the list
 * of active formatting elements: a cell that is not closed, a caption, an object. */
#include "format/html_page.h"

struct template
{
	unsigned depth; /* templates that are open */
	GumboTag cell;  /* that is open, 0 without one */
};

/* Passes over the element whose start tag was read; false where it is odd. */
static bool pass_start(ent_html_page *p, struct template *t)
{
	const ent_str name = p->scan.name;
	switch ((int)ent_html_elements[p->scan.tag]) {
	case ENT_EL_TEMPLATE: t->depth++; return !t->cell;
	case ENT_EL_RAW:
	case ENT_EL_RAW_HEAD: return ent_html_raw(&p->scan, name, false);
	case ENT_EL_TITLE:
	case ENT_EL_TEXT: return ent_html_raw(&p->scan, name, true);
	case ENT_EL_CELL:
		if (t->cell)
			return false;
		t->cell = p->scan.tag;
		return true;
	case ENT_EL_TABLE:
	case ENT_EL_ROW:
	case ENT_EL_SECTION: return !t->cell;
	case ENT_EL_ODD:
	case ENT_EL_PICTURE:
	case ENT_EL_SELECT:
	case ENT_EL_COLUMN:
	case ENT_EL_COLUMNS:
	case ENT_EL_CAPTION:
	case ENT_EL_OBJECT: return false;
	default: return true;
	}
}

static bool pass_end(ent_html_page *p, struct template *t)
{
	const ent_html_element kind = (ent_html_element)ent_html_elements[p->scan.tag];
	if (kind == ENT_EL_TEMPLATE) {
		t->depth--;
		return !t->cell;
	}
	if (kind == ENT_EL_CELL) {
		const bool same = !t->cell || t->cell == p->scan.tag;
		t->cell = (GumboTag)0;
		return same;
	}
	return !t->cell || !ent_html_is_table_part(kind);
}

bool ent_html_add_template(ent_html_page *p)
{
	struct template t = { .depth = 1 };
	if (!ent_html_add_tag(p))
		return false;
	while (t.depth) {
		switch (ent_html_next(&p->scan)) {
		case ENT_HTML_START:
			if (!pass_start(p, &t))
				return false;
			break;
		case ENT_HTML_END:
			if (!pass_end(p, &t))
				return false;
			break;
		case ENT_HTML_EOF:
		case ENT_HTML_ODD: return false;
		case ENT_HTML_TEXT:
		case ENT_HTML_COMMENT:
		case ENT_HTML_DOCTYPE: break;
		}
	}
	return true;
}
