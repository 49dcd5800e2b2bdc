/* SPDX-License-Identifier: Apache-2.0 */
/* html_mode.c - tags and texts in the body of a page by the insertion mode, and the
 * mode "in select" (HTML Living Standard, sections 13.2.6.4.16 and 13.2.6.4.17); see
 * html_strict.c. */
#include "format/html_page.h"

static ent_html_element kind_of(const ent_html_page *p)
{
	return (ent_html_element)ent_html_elements[p->scan.tag];
}

/* ---- start tags -------------------------------------------------------------- */

static bool start_in_select(ent_html_page *p, ent_html_mode mode, bool *again)
{
	switch ((int)kind_of(p)) {
	case ENT_EL_OPTION:
		while (ent_html_innermost(p)->tag == GUMBO_TAG_OPTION ||
		       (ent_html_innermost(p)->tag == GUMBO_TAG_OPTGROUP &&
			p->scan.tag == GUMBO_TAG_OPTGROUP))
			ent_html_pop(p);
		return ent_html_push_tag(p);
	case ENT_EL_SELECT: ent_html_close(p, mode.at); return true;
	case ENT_EL_TEMPLATE: return ent_html_add_template(p);
	case ENT_EL_RAW_HEAD:
		return p->scan.tag == GUMBO_TAG_SCRIPT &&
		       ent_html_add_raw(p, false, false);
	case ENT_EL_INLINE:
	case ENT_EL_FORMAT:
	case ENT_EL_LINK:
	case ENT_EL_BLOCK:
	case ENT_EL_PARAGRAPH:
	case ENT_EL_HEADING: return true;
	case ENT_EL_VOID:
		if (p->scan.tag != GUMBO_TAG_INPUT)
			return true;
		ent_html_close(p, mode.at);
		*again = true;
		return true;
	default: return false;
	}
}

bool ent_html_start_in_body(ent_html_page *p)
{
	for (bool again = true; again;) {
		const ent_html_mode mode = ent_html_mode_of(p);
		again = false;
		if (!(mode.kind == ENT_EL_ROOT ? ent_html_start_plain(p)
		      : mode.kind == ENT_EL_SELECT
			      ? start_in_select(p, mode, &again)
			      : ent_html_start_in_table(p, mode, &again)))
			return false;
	}
	return true;
}

/* ---- end tags ---------------------------------------------------------------- */

static bool end_in_select(ent_html_page *p, ent_html_mode mode)
{
	const GumboTag tag = p->scan.tag;
	ent_html_open *in = ent_html_innermost(p);
	switch ((int)kind_of(p)) {
	case ENT_EL_SELECT: ent_html_close(p, mode.at); return true;
	case ENT_EL_OPTION:
		if (tag == GUMBO_TAG_OPTGROUP && in->tag == GUMBO_TAG_OPTION &&
		    in[-1].tag == GUMBO_TAG_OPTGROUP)
			ent_html_pop(p);
		if (ent_html_innermost(p)->tag == tag)
			ent_html_pop(p);
		return true;
	case ENT_EL_TABLE:
	case ENT_EL_SECTION:
	case ENT_EL_ROW:
	case ENT_EL_CELL:
	case ENT_EL_CAPTION:
	case ENT_EL_COLUMNS:
	case ENT_EL_COLUMN:
	case ENT_EL_ODD: return false;
	default: return true;
	}
}

bool ent_html_end_in_body(ent_html_page *p)
{
	for (bool again = true; again;) {
		const ent_html_mode mode = ent_html_mode_of(p);
		again = false;
		if (!(mode.kind == ENT_EL_ROOT ? ent_html_end_plain(p)
		      : mode.kind == ENT_EL_SELECT
			      ? end_in_select(p, mode)
			      : ent_html_end_in_table(p, mode, &again)))
			return false;
	}
	return true;
}

/* ---- texts ------------------------------------------------------------------- */

bool ent_html_text_in_body(ent_html_page *p, ent_str text, size_t start)
{
	const ent_html_element mode = ent_html_mode_of(p).kind;
	if (ent_html_is_table_part(mode))
		return ent_html_text_in_table(p, text, start);
	if (mode != ENT_EL_SELECT && !ent_html_reconstruct(p))
		return false;
	ent_html_put_text(p, text, start);
	return true;
}
