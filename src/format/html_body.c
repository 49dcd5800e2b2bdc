/* SPDX-License-Identifier: Apache-2.0 */
/* html_body.c - tags in the body of a page: the insertion mode "in body" (HTML Living
 * Standard, section 13.2.6.4.7); see html_strict.c. */
#include "format/html_page.h"

static ent_html_element kind_of(const ent_html_page *p)
{
	return (ent_html_element)ent_html_elements[p->scan.tag];
}

/* ---- start tags -------------------------------------------------------------- */

static bool start_block(ent_html_page *p)
{
	ent_html_end_element(p, GUMBO_TAG_P);
	return ent_html_push_tag(p);
}

static bool start_inline(ent_html_page *p)
{
	return ent_html_reconstruct(p) && ent_html_push_tag(p);
}

static bool start_format(ent_html_page *p)
{
	return start_inline(p) &&
	       ent_html_add_active(p, ent_html_innermost(p)->node, p->scan.tag);
}

static bool start_pre(ent_html_page *p)
{
	if (!start_block(p))
		return false;
	if (p->scan.at < p->scan.page.n && p->scan.page.p[p->scan.at] == '\n')
		p->scan.at++;
	return true;
}

static bool start_heading(ent_html_page *p)
{
	ent_html_end_element(p, GUMBO_TAG_P);
	if (ent_html_innermost(p)->kind == ENT_EL_HEADING)
		ent_html_pop(p);
	return ent_html_push_tag(p);
}

static bool start_form(ent_html_page *p)
{
	if (p->form)
		return true;
	if (!start_block(p))
		return false;
	p->form = ent_html_innermost(p)->node;
	return true;
}

/* An item ends the one before it in the same list. */
static bool start_item(ent_html_page *p, ent_html_element item)
{
	for (unsigned k = p->depth; k; k--) {
		const ent_html_open *o = &p->stack[k];
		if (o->kind == item) {
			ent_html_close(p, k);
			break;
		}
		if (o->tag == GUMBO_TAG_MAIN)
			return false;
		if (ent_html_is_special(o->kind) && o->kind != ENT_EL_PARAGRAPH &&
		    o->tag != GUMBO_TAG_DIV && o->tag != GUMBO_TAG_ADDRESS)
			break;
	}
	return start_block(p);
}

/* With quirks a table is part of the paragraph; which document types have some is not
 * known here. */
static bool start_table(ent_html_page *p)
{
	if (p->modern)
		return start_block(p);
	return (!p->typed || !ent_html_in_scope(p, GUMBO_TAG_P)) &&
	       ent_html_push_tag(p);
}

static bool start_root(ent_html_page *p)
{
	if (p->scan.tag == GUMBO_TAG_HTML)
		return ent_html_merge(p, p->stack[1].node);
	return p->scan.tag == GUMBO_TAG_HEAD || p->depth < 2 ||
	       p->stack[2].tag != GUMBO_TAG_BODY || ent_html_merge(p, p->stack[2].node);
}

bool ent_html_start_plain(ent_html_page *p)
{
	const ent_html_element kind = kind_of(p);
	switch (kind) {
	case ENT_EL_INLINE:
	case ENT_EL_NOSCRIPT:
	case ENT_EL_SELECT: return start_inline(p);
	case ENT_EL_FORMAT: return start_format(p);
	case ENT_EL_LINK: return ent_html_end_link(p) && start_format(p);
	case ENT_EL_OBJECT: return start_inline(p) && ent_html_add_marker(p);
	case ENT_EL_BLOCK:
	case ENT_EL_PARAGRAPH: return start_block(p);
	case ENT_EL_HEADING: return start_heading(p);
	case ENT_EL_PRE: return start_pre(p);
	case ENT_EL_FORM: return start_form(p);
	case ENT_EL_ITEM:
	case ENT_EL_TERM: return start_item(p, kind);
	case ENT_EL_BUTTON:
		ent_html_end_element(p, GUMBO_TAG_BUTTON);
		return start_inline(p);
	case ENT_EL_VOID: return ent_html_reconstruct(p) && ent_html_add_tag(p);
	case ENT_EL_VOID_PART:
	case ENT_EL_META: return ent_html_add_tag(p);
	case ENT_EL_RULE:
		ent_html_end_element(p, GUMBO_TAG_P);
		return ent_html_add_tag(p);
	case ENT_EL_RAW:
	case ENT_EL_RAW_HEAD: return ent_html_add_raw(p, false, false);
	case ENT_EL_TITLE: return ent_html_add_raw(p, true, false);
	case ENT_EL_TEXT: return ent_html_add_raw(p, true, true);
	case ENT_EL_TABLE: return start_table(p);
	case ENT_EL_SECTION:
	case ENT_EL_ROW:
	case ENT_EL_CELL:
	case ENT_EL_CAPTION:
	case ENT_EL_COLUMNS:
	case ENT_EL_COLUMN: return true;
	case ENT_EL_TEMPLATE: return ent_html_add_template(p);
	case ENT_EL_PICTURE: return ent_html_reconstruct(p) && ent_html_add_picture(p);
	case ENT_EL_ROOT: return start_root(p);
	case ENT_EL_OPTION:
	case ENT_EL_ODD: return false;
	}
	return false;
}

/* ---- end tags ---------------------------------------------------------------- */

static bool add_empty(ent_html_page *p, GumboTag tag)
{
	return ent_html_reconstruct(p) && ent_html_add_named(p, tag);
}

/* html_dom.c has a mark before each end of a form, after the first form. */
static bool end_form(ent_html_page *p)
{
	if (!p->form_known)
		p->first_form = ent_html_first_form(p->scan.page);
	p->form_known = true;
	if (p->first_form < p->scan.start && !add_empty(p, GUMBO_TAG_WBR))
		return false;
	const unsigned at = p->form ? ent_html_find(p, p->form) : 0;
	p->form = NULL;
	if (!at || ent_html_kind_in_scope(p, ENT_EL_FORM) != at)
		return true;
	/* what else is open in it stays open */
	ent_html_end_implied(p, GUMBO_TAG_LAST);
	if (at == p->depth)
		ent_html_pop(p);
	else
		ent_html_forget(p, at);
	return true;
}

/* Any heading ends any. */
static void end_heading(ent_html_page *p)
{
	const unsigned k = ent_html_kind_in_scope(p, ENT_EL_HEADING);
	if (k)
		ent_html_close(p, k);
}

static bool end_object(ent_html_page *p)
{
	if (ent_html_end_element(p, GUMBO_TAG_OBJECT))
		ent_html_clear_to_marker(p);
	return true;
}

static bool end_root(ent_html_page *p)
{
	if (p->scan.tag == GUMBO_TAG_HEAD || !ent_html_in_scope(p, GUMBO_TAG_BODY))
		return true;
	p->phase = p->scan.tag == GUMBO_TAG_BODY ? ENT_HTML_AFTER_BODY
						 : ENT_HTML_AFTER_HTML;
	return true;
}

bool ent_html_end_plain(ent_html_page *p)
{
	const GumboTag tag = p->scan.tag;
	switch ((int)kind_of(p)) {
	case ENT_EL_FORMAT:
	case ENT_EL_LINK: return ent_html_adopt(p, tag);
	case ENT_EL_HEADING: end_heading(p); return true;
	case ENT_EL_BLOCK:
	case ENT_EL_PRE:
	case ENT_EL_ITEM:
	case ENT_EL_TERM:
	case ENT_EL_BUTTON: ent_html_end_element(p, tag); return true;
	case ENT_EL_PARAGRAPH:
		return ent_html_end_element(p, tag) || ent_html_add_named(p, tag);
	case ENT_EL_OBJECT: return end_object(p);
	case ENT_EL_FORM: return end_form(p);
	case ENT_EL_ROOT: return end_root(p);
	case ENT_EL_TEMPLATE: return true; /* none is open */
	case ENT_EL_VOID:
		if (tag == GUMBO_TAG_BR)
			return add_empty(p, tag);
		return ent_html_end_other(p);
	case ENT_EL_ODD: return false;
	default: return ent_html_end_other(p);
	}
}
