/* SPDX-License-Identifier: Apache-2.0 */
/* html_scope.c - which elements are open, and how they end (HTML Living Standard,
 * section 13.2.4.2); see html_strict.c. */
#include "format/html_page.h"

ent_html_mode ent_html_mode_of(const ent_html_page *p)
{
	unsigned k =
		p->open[GUMBO_TAG_TABLE] || p->open[GUMBO_TAG_SELECT] ? p->depth : 0;
	for (; k; k--) {
		const ent_html_element kind = p->stack[k].kind;
		if (ent_html_is_table_part(kind) || kind == ENT_EL_CELL ||
		    kind == ENT_EL_CAPTION || kind == ENT_EL_SELECT)
			return (ent_html_mode){ kind, k };
	}
	return (ent_html_mode){ ENT_EL_ROOT, 0 };
}

/* ---- scopes ------------------------------------------------------------------ */

static bool is_boundary(ent_html_element kind)
{
	return kind == ENT_EL_CELL || kind == ENT_EL_CAPTION || kind == ENT_EL_TABLE ||
	       kind == ENT_EL_OBJECT;
}

unsigned ent_html_in_scope(const ent_html_page *p, GumboTag tag)
{
	if (!p->open[tag])
		return 0;
	for (unsigned k = p->depth; k; k--) {
		const ent_html_open *o = &p->stack[k];
		if (o->tag == tag)
			return k;
		if (is_boundary(o->kind) ||
		    (tag == GUMBO_TAG_P && o->kind == ENT_EL_BUTTON) ||
		    (tag == GUMBO_TAG_LI &&
		     (o->tag == GUMBO_TAG_UL || o->tag == GUMBO_TAG_OL)))
			return 0;
	}
	return 0;
}

unsigned ent_html_kind_in_scope(const ent_html_page *p, ent_html_element kind)
{
	unsigned k = p->depth;
	while (k && p->stack[k].kind != kind) {
		if (is_boundary(p->stack[k].kind))
			return 0;
		k--;
	}
	return k;
}

/* ---- ends -------------------------------------------------------------------- */

void ent_html_end_implied(ent_html_page *p, GumboTag but)
{
	for (;;) {
		const ent_html_open *o = ent_html_innermost(p);
		if ((o->kind != ENT_EL_PARAGRAPH && o->kind != ENT_EL_ITEM &&
		     o->kind != ENT_EL_TERM && o->kind != ENT_EL_OPTION) ||
		    o->tag == but)
			return;
		ent_html_pop(p);
	}
}

void ent_html_close_within(ent_html_page *p, unsigned at)
{
	while (p->depth > at)
		ent_html_pop(p);
}

void ent_html_close(ent_html_page *p, unsigned at)
{
	ent_html_close_within(p, at - 1);
}

bool ent_html_end_element(ent_html_page *p, GumboTag tag)
{
	const unsigned k = ent_html_in_scope(p, tag);
	if (k)
		ent_html_close(p, k);
	return k;
}

static bool is_named(ent_html_page *p, const ent_html_open *o)
{
	return o->tag == p->scan.tag &&
	       (o->tag != GUMBO_TAG_UNKNOWN ||
		o->node->name == ent_html_name(&p->nodes, p->scan.name));
}

bool ent_html_end_other(ent_html_page *p)
{
	for (unsigned k = p->depth; k; k--) {
		const ent_html_open *o = &p->stack[k];
		if (is_named(p, o)) {
			ent_html_close(p, k);
			return true;
		}
		/* to libgumbo main is not special, and all that are unknown are one */
		if (o->tag == GUMBO_TAG_MAIN || o->tag == p->scan.tag)
			return false;
		if (ent_html_is_special(o->kind))
			return true;
	}
	return true;
}
