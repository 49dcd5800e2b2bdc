/* SPDX-License-Identifier: Apache-2.0 */
/* html_page.c - the nodes and open elements of a page that is read without repair; see
 * html_strict.c. */
#include "format/html_page.h"

/* By the tags of libgumbo, which has all names that the standard gives a meaning. */
#define T(tag) [GUMBO_TAG_##tag]
const unsigned char ent_html_elements[GUMBO_TAG_LAST] = {
	T(UNKNOWN) = ENT_EL_INLINE,   T(SPAN) = ENT_EL_INLINE,
	T(CITE) = ENT_EL_INLINE,      T(Q) = ENT_EL_INLINE,
	T(DFN) = ENT_EL_INLINE,       T(ABBR) = ENT_EL_INLINE,
	T(DATA) = ENT_EL_INLINE,      T(TIME) = ENT_EL_INLINE,
	T(VAR) = ENT_EL_INLINE,       T(SAMP) = ENT_EL_INLINE,
	T(KBD) = ENT_EL_INLINE,       T(SUB) = ENT_EL_INLINE,
	T(SUP) = ENT_EL_INLINE,       T(MARK) = ENT_EL_INLINE,
	T(BDI) = ENT_EL_INLINE,       T(BDO) = ENT_EL_INLINE,
	T(INS) = ENT_EL_INLINE,       T(DEL) = ENT_EL_INLINE,
	T(VIDEO) = ENT_EL_INLINE,     T(AUDIO) = ENT_EL_INLINE,
	T(CANVAS) = ENT_EL_INLINE,    T(MAP) = ENT_EL_INLINE,
	T(LEGEND) = ENT_EL_INLINE,    T(LABEL) = ENT_EL_INLINE,
	T(ACRONYM) = ENT_EL_INLINE,   T(OUTPUT) = ENT_EL_INLINE,
	T(PROGRESS) = ENT_EL_INLINE,  T(METER) = ENT_EL_INLINE,
	T(B) = ENT_EL_FORMAT,         T(BIG) = ENT_EL_FORMAT,
	T(CODE) = ENT_EL_FORMAT,      T(EM) = ENT_EL_FORMAT,
	T(FONT) = ENT_EL_FORMAT,      T(I) = ENT_EL_FORMAT,
	T(S) = ENT_EL_FORMAT,         T(SMALL) = ENT_EL_FORMAT,
	T(STRIKE) = ENT_EL_FORMAT,    T(STRONG) = ENT_EL_FORMAT,
	T(TT) = ENT_EL_FORMAT,        T(U) = ENT_EL_FORMAT,
	T(A) = ENT_EL_LINK,           T(ADDRESS) = ENT_EL_BLOCK,
	T(ARTICLE) = ENT_EL_BLOCK,    T(ASIDE) = ENT_EL_BLOCK,
	T(BLOCKQUOTE) = ENT_EL_BLOCK, T(CENTER) = ENT_EL_BLOCK,
	T(DETAILS) = ENT_EL_BLOCK,    T(DIR) = ENT_EL_BLOCK,
	T(DIV) = ENT_EL_BLOCK,        T(DL) = ENT_EL_BLOCK,
	T(FIELDSET) = ENT_EL_BLOCK,   T(FIGCAPTION) = ENT_EL_BLOCK,
	T(FIGURE) = ENT_EL_BLOCK,     T(FOOTER) = ENT_EL_BLOCK,
	T(HEADER) = ENT_EL_BLOCK,     T(HGROUP) = ENT_EL_BLOCK,
	T(MENU) = ENT_EL_BLOCK,       T(NAV) = ENT_EL_BLOCK,
	T(OL) = ENT_EL_BLOCK,         T(SECTION) = ENT_EL_BLOCK,
	T(SUMMARY) = ENT_EL_BLOCK,    T(UL) = ENT_EL_BLOCK,
	T(MAIN) = ENT_EL_BLOCK,       T(P) = ENT_EL_PARAGRAPH,
	T(H1) = ENT_EL_HEADING,       T(H2) = ENT_EL_HEADING,
	T(H3) = ENT_EL_HEADING,       T(H4) = ENT_EL_HEADING,
	T(H5) = ENT_EL_HEADING,       T(H6) = ENT_EL_HEADING,
	T(PRE) = ENT_EL_PRE,          T(LISTING) = ENT_EL_PRE,
	T(FORM) = ENT_EL_FORM,        T(LI) = ENT_EL_ITEM,
	T(DD) = ENT_EL_TERM,          T(DT) = ENT_EL_TERM,
	T(BUTTON) = ENT_EL_BUTTON,    T(OBJECT) = ENT_EL_OBJECT,
	T(AREA) = ENT_EL_VOID,        T(BR) = ENT_EL_VOID,
	T(EMBED) = ENT_EL_VOID,       T(IMG) = ENT_EL_VOID,
	T(WBR) = ENT_EL_VOID,         T(INPUT) = ENT_EL_VOID,
	T(PARAM) = ENT_EL_VOID,       T(SOURCE) = ENT_EL_VOID,
	T(TRACK) = ENT_EL_VOID,       T(HR) = ENT_EL_RULE,
	T(BASE) = ENT_EL_META,        T(LINK) = ENT_EL_META,
	T(META) = ENT_EL_META,        T(SCRIPT) = ENT_EL_RAW_HEAD,
	T(STYLE) = ENT_EL_RAW_HEAD,   T(NOFRAMES) = ENT_EL_RAW_HEAD,
	T(IFRAME) = ENT_EL_RAW,       T(NOEMBED) = ENT_EL_RAW,
	T(TITLE) = ENT_EL_TITLE,      T(TEXTAREA) = ENT_EL_TEXT,
	T(TABLE) = ENT_EL_TABLE,      T(TBODY) = ENT_EL_SECTION,
	T(THEAD) = ENT_EL_SECTION,    T(TFOOT) = ENT_EL_SECTION,
	T(TR) = ENT_EL_ROW,           T(TD) = ENT_EL_CELL,
	T(TH) = ENT_EL_CELL,          T(CAPTION) = ENT_EL_CAPTION,
	T(COLGROUP) = ENT_EL_COLUMNS, T(COL) = ENT_EL_COLUMN,
	T(SELECT) = ENT_EL_SELECT,    T(OPTION) = ENT_EL_OPTION,
	T(OPTGROUP) = ENT_EL_OPTION,  T(NOSCRIPT) = ENT_EL_NOSCRIPT,
	T(SVG) = ENT_EL_PICTURE,      T(HTML) = ENT_EL_ROOT,
	T(HEAD) = ENT_EL_ROOT,        T(BODY) = ENT_EL_ROOT,
};
#undef T

/* ---- the stack ------------------------------------------------------------- */

ent_html_open *ent_html_innermost(ent_html_page *p)
{
	return &p->stack[p->depth];
}

static const xmlChar *name_of(ent_html_page *p, GumboTag tag)
{
	if (tag == GUMBO_TAG_UNKNOWN)
		return ent_html_name(&p->nodes, p->scan.name);
	if (!p->names[tag])
		p->names[tag] = ent_html_name(
			&p->nodes, ent_str_of(gumbo_normalized_tagname(tag)));
	return p->names[tag];
}

xmlNode *ent_html_add_named(ent_html_page *p, GumboTag tag)
{
	p->text = NULL;
	return ent_html_add_element(&p->nodes, name_of(p, tag),
				    ent_html_line(&p->scan, p->scan.start));
}

/* The element of the tag that was read, with its attributes; NULL where it is odd. */
xmlNode *ent_html_add_tag(ent_html_page *p)
{
	xmlNode *node = ent_html_add_named(p, p->scan.tag);
	for (unsigned k = 0; node && k < p->scan.n; k++) {
		const xmlChar *name =
			ent_html_name(&p->nodes, p->scan.attributes[k].name);
		const char *value =
			ent_html_value(&p->scan, p->scan.attributes[k].value);
		if (!name || !value)
			return NULL;
		ent_html_add_attribute(&p->nodes, node, name, value);
	}
	return node;
}

bool ent_html_push(ent_html_page *p, xmlNode *node, GumboTag tag)
{
	if (!node || p->depth == ENT_HTML_DEPTH)
		return false;
	p->stack[++p->depth] = (ent_html_open){ node, tag, ent_html_elements[tag] };
	p->open[tag]++;
	p->nodes.at = node;
	return true;
}

void ent_html_pop(ent_html_page *p)
{
	p->open[ent_html_innermost(p)->tag]--;
	p->text = NULL;
	p->depth--;
	p->nodes.at = p->nodes.at->parent;
}

bool ent_html_push_tag(ent_html_page *p)
{
	return ent_html_push(p, ent_html_add_tag(p), p->scan.tag);
}

bool ent_html_push_implied(ent_html_page *p, GumboTag tag)
{
	return ent_html_push(p, ent_html_add_named(p, tag), tag);
}

/* Closes elements whose end tags may be left out. */
void ent_html_end_implied(ent_html_page *p)
{
	for (;;) {
		const ent_html_element kind = ent_html_innermost(p)->kind;
		if (kind != ENT_EL_PARAGRAPH && kind != ENT_EL_ITEM &&
		    kind != ENT_EL_TERM)
			return;
		ent_html_pop(p);
	}
}

/* Ends an element, which was found at `at`, with all in it: the standard pops them, and
 * nothing else follows from it but for those of the adoption agency, and what has a scope
 * of its own. */
bool ent_html_end_with_all(ent_html_page *p, unsigned at)
{
	while (p->depth > at) {
		const ent_html_element kind = ent_html_innermost(p)->kind;
		if (kind != ENT_EL_INLINE && kind != ENT_EL_PARAGRAPH &&
		    kind != ENT_EL_BLOCK && kind != ENT_EL_ITEM &&
		    kind != ENT_EL_TERM && kind != ENT_EL_PRE && kind != ENT_EL_HEADING)
			return false;
		ent_html_pop(p);
	}
	ent_html_pop(p);
	return true;
}

/* Ends the element of a tag, of those whose end ends what is open in them. */
bool ent_html_end_element(ent_html_page *p, GumboTag tag)
{
	unsigned k = p->depth;
	while (k && p->stack[k].tag != tag) {
		/* an item ends in its own list only */
		if (tag == GUMBO_TAG_LI && (p->stack[k].tag == GUMBO_TAG_UL ||
					    p->stack[k].tag == GUMBO_TAG_OL))
			return false;
		k--;
	}
	return k && ent_html_end_with_all(p, k);
}

/* Ends a paragraph that is open, unless the element that holds it is a new beginning
 * (the standard's "button scope"). */
bool ent_html_end_paragraph(ent_html_page *p)
{
	if (!p->open[GUMBO_TAG_P])
		return true;
	for (unsigned k = p->depth; k; k--) {
		const ent_html_element kind = p->stack[k].kind;
		if (kind == ENT_EL_PARAGRAPH)
			return ent_html_end_element(p, GUMBO_TAG_P);
		if (kind == ENT_EL_CELL || kind == ENT_EL_CAPTION ||
		    kind == ENT_EL_TABLE || kind == ENT_EL_BUTTON ||
		    kind == ENT_EL_OBJECT)
			return true;
	}
	return true;
}

/* Ends the item of the same list that is open. */
bool ent_html_end_item(ent_html_page *p, ent_html_element item)
{
	for (unsigned k = p->depth; k; k--) {
		const ent_html_open *o = &p->stack[k];
		if (o->kind == item)
			return ent_html_end_element(p, o->tag);
		const bool passed =
			o->kind == ENT_EL_INLINE || o->kind == ENT_EL_FORMAT ||
			o->kind == ENT_EL_LINK || o->kind == ENT_EL_PARAGRAPH ||
			o->tag == GUMBO_TAG_DIV || o->tag == GUMBO_TAG_ADDRESS;
		if (!passed)
			return o->tag != GUMBO_TAG_MAIN && o->kind != ENT_EL_NOSCRIPT;
	}
	return true;
}

void ent_html_put_text(ent_html_page *p, ent_str text, size_t start)
{
	if (!text.n)
		return;
	if (p->text)
		p->nodes.failed |=
			xmlTextConcat(p->text, BAD_CAST text.p, (int)text.n) < 0;
	else
		p->text = ent_html_add_text(&p->nodes, text,
					    ent_html_line(&p->scan, start));
}

/* An element without elements in it. */
bool ent_html_add_raw(ent_html_page *p, bool references, bool line_feed)
{
	const ent_str name = p->scan.name;
	if (!ent_html_push_tag(p) || !ent_html_raw(&p->scan, name, references))
		return false;
	ent_str text = p->scan.text;
	if (line_feed && text.n && text.p[0] == '\n')
		text = ent_str_slice(text, 1, text.n);
	ent_html_put_text(p, text, p->scan.start + (text.n < p->scan.text.n));
	ent_html_pop(p);
	return true;
}

static bool is_named(ent_html_page *p, const ent_html_open *o)
{
	return o->tag == p->scan.tag &&
	       (o->tag != GUMBO_TAG_UNKNOWN ||
		o->node->name == ent_html_name(&p->nodes, p->scan.name));
}

/* An element that ends nothing but such as the standard gives no meaning. */
bool ent_html_end_inline(ent_html_page *p)
{
	unsigned k = p->depth;
	while (k && p->stack[k].kind == ENT_EL_INLINE && !is_named(p, &p->stack[k])) {
		/* to libgumbo all that are unknown are one */
		if (p->stack[k].tag == p->scan.tag)
			return false;
		k--;
	}
	return k && is_named(p, &p->stack[k]) && ent_html_end_with_all(p, k);
}
