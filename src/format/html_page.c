/* SPDX-License-Identifier: Apache-2.0 */
/* html_page.c - the nodes and open elements of a page that is read without libgumbo;
 * see html_strict.c. */
#include "format/html_page.h"

/* By the tags of libgumbo, which has all names that the standard gives a meaning. */
#define T(tag) [GUMBO_TAG_##tag]
const unsigned char ent_html_elements[GUMBO_TAG_LAST] = {
	T(UNKNOWN) = ENT_EL_INLINE,
	T(SPAN) = ENT_EL_INLINE,
	T(CITE) = ENT_EL_INLINE,
	T(Q) = ENT_EL_INLINE,
	T(DFN) = ENT_EL_INLINE,
	T(ABBR) = ENT_EL_INLINE,
	T(DATA) = ENT_EL_INLINE,
	T(TIME) = ENT_EL_INLINE,
	T(VAR) = ENT_EL_INLINE,
	T(SAMP) = ENT_EL_INLINE,
	T(KBD) = ENT_EL_INLINE,
	T(SUB) = ENT_EL_INLINE,
	T(SUP) = ENT_EL_INLINE,
	T(MARK) = ENT_EL_INLINE,
	T(BDI) = ENT_EL_INLINE,
	T(BDO) = ENT_EL_INLINE,
	T(INS) = ENT_EL_INLINE,
	T(DEL) = ENT_EL_INLINE,
	T(VIDEO) = ENT_EL_INLINE,
	T(AUDIO) = ENT_EL_INLINE,
	T(CANVAS) = ENT_EL_INLINE,
	T(MAP) = ENT_EL_INLINE,
	T(LEGEND) = ENT_EL_INLINE,
	T(LABEL) = ENT_EL_INLINE,
	T(ACRONYM) = ENT_EL_INLINE,
	T(OUTPUT) = ENT_EL_INLINE,
	T(PROGRESS) = ENT_EL_INLINE,
	T(METER) = ENT_EL_INLINE,
	T(B) = ENT_EL_FORMAT,
	T(BIG) = ENT_EL_FORMAT,
	T(CODE) = ENT_EL_FORMAT,
	T(EM) = ENT_EL_FORMAT,
	T(FONT) = ENT_EL_FORMAT,
	T(I) = ENT_EL_FORMAT,
	T(S) = ENT_EL_FORMAT,
	T(SMALL) = ENT_EL_FORMAT,
	T(STRIKE) = ENT_EL_FORMAT,
	T(STRONG) = ENT_EL_FORMAT,
	T(TT) = ENT_EL_FORMAT,
	T(U) = ENT_EL_FORMAT,
	T(A) = ENT_EL_LINK,
	T(ADDRESS) = ENT_EL_BLOCK,
	T(ARTICLE) = ENT_EL_BLOCK,
	T(ASIDE) = ENT_EL_BLOCK,
	T(BLOCKQUOTE) = ENT_EL_BLOCK,
	T(CENTER) = ENT_EL_BLOCK,
	T(DETAILS) = ENT_EL_BLOCK,
	T(DIR) = ENT_EL_BLOCK,
	T(DIV) = ENT_EL_BLOCK,
	T(DL) = ENT_EL_BLOCK,
	T(FIELDSET) = ENT_EL_BLOCK,
	T(FIGCAPTION) = ENT_EL_BLOCK,
	T(FIGURE) = ENT_EL_BLOCK,
	T(FOOTER) = ENT_EL_BLOCK,
	T(HEADER) = ENT_EL_BLOCK,
	T(HGROUP) = ENT_EL_BLOCK,
	T(MENU) = ENT_EL_BLOCK,
	T(NAV) = ENT_EL_BLOCK,
	T(OL) = ENT_EL_BLOCK,
	T(SECTION) = ENT_EL_BLOCK,
	T(SUMMARY) = ENT_EL_BLOCK,
	T(UL) = ENT_EL_BLOCK,
	T(MAIN) = ENT_EL_BLOCK,
	T(P) = ENT_EL_PARAGRAPH,
	T(H1) = ENT_EL_HEADING,
	T(H2) = ENT_EL_HEADING,
	T(H3) = ENT_EL_HEADING,
	T(H4) = ENT_EL_HEADING,
	T(H5) = ENT_EL_HEADING,
	T(H6) = ENT_EL_HEADING,
	T(PRE) = ENT_EL_PRE,
	T(LISTING) = ENT_EL_PRE,
	T(FORM) = ENT_EL_FORM,
	T(LI) = ENT_EL_ITEM,
	T(DD) = ENT_EL_TERM,
	T(DT) = ENT_EL_TERM,
	T(BUTTON) = ENT_EL_BUTTON,
	T(OBJECT) = ENT_EL_OBJECT,
	T(AREA) = ENT_EL_VOID,
	T(BR) = ENT_EL_VOID,
	T(EMBED) = ENT_EL_VOID,
	T(IMG) = ENT_EL_VOID,
	T(WBR) = ENT_EL_VOID,
	T(INPUT) = ENT_EL_VOID,
	T(PARAM) = ENT_EL_VOID_PART,
	T(SOURCE) = ENT_EL_VOID_PART,
	T(TRACK) = ENT_EL_VOID_PART,
	T(HR) = ENT_EL_RULE,
	T(BASE) = ENT_EL_META,
	T(LINK) = ENT_EL_META,
	T(META) = ENT_EL_META,
	T(SCRIPT) = ENT_EL_RAW_HEAD,
	T(STYLE) = ENT_EL_RAW_HEAD,
	T(NOFRAMES) = ENT_EL_RAW_HEAD,
	T(IFRAME) = ENT_EL_RAW,
	T(NOEMBED) = ENT_EL_RAW,
	T(TITLE) = ENT_EL_TITLE,
	T(TEXTAREA) = ENT_EL_TEXT,
	T(TABLE) = ENT_EL_TABLE,
	T(TBODY) = ENT_EL_SECTION,
	T(THEAD) = ENT_EL_SECTION,
	T(TFOOT) = ENT_EL_SECTION,
	T(TR) = ENT_EL_ROW,
	T(TD) = ENT_EL_CELL,
	T(TH) = ENT_EL_CELL,
	T(CAPTION) = ENT_EL_CAPTION,
	T(COLGROUP) = ENT_EL_COLUMNS,
	T(COL) = ENT_EL_COLUMN,
	T(SELECT) = ENT_EL_SELECT,
	T(OPTION) = ENT_EL_OPTION,
	T(OPTGROUP) = ENT_EL_OPTION,
	T(NOSCRIPT) = ENT_EL_NOSCRIPT,
	T(TEMPLATE) = ENT_EL_TEMPLATE,
	T(SVG) = ENT_EL_PICTURE,
	T(HTML) = ENT_EL_ROOT,
	T(HEAD) = ENT_EL_ROOT,
	T(BODY) = ENT_EL_ROOT,
};
#undef T

bool ent_html_is_special(ent_html_element kind)
{
	return kind != ENT_EL_INLINE && kind != ENT_EL_FORMAT && kind != ENT_EL_LINK &&
	       kind != ENT_EL_OPTION;
}

bool ent_html_is_table_part(ent_html_element kind)
{
	return kind == ENT_EL_TABLE || kind == ENT_EL_SECTION || kind == ENT_EL_ROW ||
	       kind == ENT_EL_COLUMNS;
}

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

/* The innermost table; 0 without one. */
static unsigned find_table(const ent_html_page *p)
{
	unsigned k = p->open[GUMBO_TAG_TABLE] ? p->depth : 0;
	while (k && p->stack[k].kind != ENT_EL_TABLE)
		k--;
	return k;
}

void ent_html_set_place(ent_html_page *p)
{
	const ent_html_open *in = ent_html_innermost(p);
	p->nodes.at = in->node;
	p->nodes.before = NULL;
	if (!p->foster || in->kind == ENT_EL_COLUMNS ||
	    !ent_html_is_table_part(in->kind))
		return;
	xmlNode *table = p->stack[find_table(p)].node;
	p->nodes.at = table->parent;
	p->nodes.before = table;
	p->moved = true;
}

xmlNode *ent_html_add_named(ent_html_page *p, GumboTag tag)
{
	p->text = NULL;
	ent_html_set_place(p);
	/* a marker does not continue in the next block, as in html_dom.c */
	if (tag == GUMBO_TAG_P)
		p->in_marker = false;
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

bool ent_html_merge(ent_html_page *p, xmlNode *node)
{
	for (unsigned k = 0; k < p->scan.n; k++) {
		const xmlChar *name =
			ent_html_name(&p->nodes, p->scan.attributes[k].name);
		const char *value =
			ent_html_value(&p->scan, p->scan.attributes[k].value);
		if (!name || !value)
			return false;
		if (!xmlHasProp(node, name))
			ent_html_add_attribute(&p->nodes, node, name, value);
	}
	return true;
}

bool ent_html_push(ent_html_page *p, xmlNode *node, GumboTag tag)
{
	if (!node ||
	    p->depth >= (unsigned)(p->moved ? ENT_HTML_DEPTH_MOVED : ENT_HTML_DEPTH))
		return false;
	p->stack[++p->depth] = (ent_html_open){ node, tag, ent_html_elements[tag] };
	p->open[tag]++;
	return true;
}

void ent_html_pop(ent_html_page *p)
{
	p->open[ent_html_innermost(p)->tag]--;
	p->text = NULL;
	p->depth--;
}

void ent_html_forget(ent_html_page *p, unsigned at)
{
	p->open[p->stack[at].tag]--;
	memmove(p->stack + at, p->stack + at + 1,
		(p->depth - at) * sizeof(p->stack[0]));
	p->depth--;
}

unsigned ent_html_find(const ent_html_page *p, const xmlNode *node)
{
	unsigned k = p->depth;
	while (k && p->stack[k].node != node)
		k--;
	return k;
}

bool ent_html_push_tag(ent_html_page *p)
{
	return ent_html_push(p, ent_html_add_tag(p), p->scan.tag);
}

bool ent_html_push_implied(ent_html_page *p, GumboTag tag)
{
	return ent_html_push(p, ent_html_add_named(p, tag), tag);
}

void ent_html_put_text(ent_html_page *p, ent_str text, size_t start)
{
	if (!text.n || p->in_marker)
		return;
	if (p->text) {
		ent_html_append_text(&p->nodes, p->text, text, p->text_line);
		return;
	}
	p->text_line = ent_html_line(&p->scan, start);
	ent_html_set_place(p);
	p->text = ent_html_add_text(&p->nodes, text, p->text_line);
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
