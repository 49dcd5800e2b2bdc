/* SPDX-License-Identifier: Apache-2.0 */
/* html_strict.c - HTML that needs no repair, as a tree of libxml2.
 *
 * What: the part of the tree construction of the HTML Living Standard (section 13.2.6)
 * that applies to pages whose elements are properly nested: those of institutions mostly
 * are.  End tags that authors may leave out (of p, li, dd, dt, cells, rows and parts of
 * tables) are supplied, as are html, head, body and tbody.
 *
 * Why: libgumbo takes more time for a page than everything else that is done with it.
 *
 * Method: one stack of open elements.  Each step is the standard's for the case that it
 * finds what it expects; anything that the standard calls an error and repairs is odd,
 * as is what is seldom met (templates, frames, ruby, formulas, pictures in SVG), and
 * the page is read again with libgumbo.  As an end tag is only taken for the innermost
 * element (after the implied ones), no formatting element is ever open in one place and
 * not in another, and the adoption agency, the reconstruction of formatting and foster
 * parents have nothing to do.  tests/fuzz/fuzz_html.c compares the two trees.
 *
 * Cost: O(n) time and memory.
 */
#include <stdlib.h>

#include "base/fail.h"
#include "format/html_page.h"
#include "format/html_strict.h"

/* ---- before and after the body --------------------------------------------- */

static bool start_html(ent_html_page *p)
{
	p->phase = ENT_HTML_BEFORE_HEAD;
	return ent_html_push_implied(p, GUMBO_TAG_HTML);
}

static bool start_head(ent_html_page *p)
{
	p->phase = ENT_HTML_IN_HEAD;
	return ent_html_push_implied(p, GUMBO_TAG_HEAD);
}

static bool end_head(ent_html_page *p)
{
	p->phase = ENT_HTML_AFTER_HEAD;
	if (ent_html_innermost(p)->tag != GUMBO_TAG_HEAD)
		return false;
	ent_html_pop(p);
	return true;
}

static bool start_body(ent_html_page *p)
{
	p->phase = ENT_HTML_IN_BODY;
	return ent_html_push_implied(p, GUMBO_TAG_BODY);
}

/* What the head holds; *done is false for anything else. */
static bool start_in_head(ent_html_page *p, bool *done)
{
	const GumboTag tag = p->scan.tag;
	const ent_html_element kind = ent_html_elements[tag];
	*done = kind == ENT_EL_META || kind == ENT_EL_RAW_HEAD ||
		kind == ENT_EL_TITLE || kind == ENT_EL_NOSCRIPT;
	if (ent_html_innermost(p)->kind == ENT_EL_NOSCRIPT &&
	    (!*done || kind == ENT_EL_TITLE || kind == ENT_EL_NOSCRIPT ||
	     tag == GUMBO_TAG_BASE || tag == GUMBO_TAG_SCRIPT))
		return false;
	if (!*done)
		return kind != ENT_EL_ODD && !p->scan.self_closing;
	return kind == ENT_EL_META ? ent_html_add_tag(p) != NULL
	       : kind == ENT_EL_NOSCRIPT
		       ? ent_html_push_tag(p)
		       : ent_html_add_raw(p, kind == ENT_EL_TITLE, false);
}

static bool start_before_body(ent_html_page *p)
{
	const GumboTag tag = p->scan.tag;
	bool done = false;
	if (p->phase == ENT_HTML_BEFORE_HTML) {
		if (tag == GUMBO_TAG_HTML) {
			p->phase = ENT_HTML_BEFORE_HEAD;
			return ent_html_push_tag(p);
		}
		if (!start_html(p))
			return false;
	}
	if (p->phase == ENT_HTML_BEFORE_HEAD) {
		if (tag == GUMBO_TAG_HEAD) {
			p->phase = ENT_HTML_IN_HEAD;
			return ent_html_push_tag(p);
		}
		if (!start_head(p))
			return false;
	}
	if (p->phase == ENT_HTML_IN_HEAD) {
		if (!start_in_head(p, &done))
			return false;
		if (done)
			return true;
		if (!end_head(p))
			return false;
	}
	if (tag == GUMBO_TAG_BODY) {
		p->phase = ENT_HTML_IN_BODY;
		return ent_html_push_tag(p);
	}
	const ent_html_element kind = ent_html_elements[tag];
	return kind != ENT_EL_META && kind != ENT_EL_RAW_HEAD && kind != ENT_EL_TITLE &&
	       kind != ENT_EL_ODD && kind != ENT_EL_ROOT && start_body(p) &&
	       ent_html_start_in_body(p);
}

static bool end_before_body(ent_html_page *p)
{
	if (p->phase != ENT_HTML_IN_HEAD)
		return false;
	return p->scan.tag == GUMBO_TAG_HEAD       ? end_head(p)
	       : p->scan.tag == GUMBO_TAG_NOSCRIPT ? ent_html_end_inline(p)
						   : false;
}

/* White space before the head is not kept; other text begins the body. */
static bool text_before_body(ent_html_page *p)
{
	const ent_str text = p->scan.text;
	const size_t blanks = ent_html_blanks(text);
	if (p->phase == ENT_HTML_IN_HEAD || p->phase == ENT_HTML_AFTER_HEAD)
		ent_html_put_text(p, ent_str_slice(text, 0, blanks), p->scan.start);
	if (blanks == text.n)
		return true;
	p->scan.start += blanks;
	return (p->phase != ENT_HTML_BEFORE_HTML || start_html(p)) &&
	       (p->phase != ENT_HTML_BEFORE_HEAD || start_head(p)) &&
	       (p->phase != ENT_HTML_IN_HEAD || end_head(p)) && start_body(p) &&
	       ent_html_text_in_body(p, ent_str_slice(text, blanks, text.n),
				     p->scan.start);
}

static bool text_after_body(ent_html_page *p)
{
	/* a form feed would be a first letter, and need the line */
	return ent_html_blanks(p->scan.text) == p->scan.text.n &&
	       !memchr(p->scan.text.p, '\f', p->scan.text.n) &&
	       ent_html_text_in_body(p, p->scan.text, p->scan.start);
}

/* ---- the page -------------------------------------------------------------- */

/* False where the token is odd, or there is not enough memory. */
static bool handle(ent_html_page *p, ent_html_kind kind)
{
	switch (kind) {
	case ENT_HTML_TEXT:
		return p->phase < ENT_HTML_IN_BODY ? text_before_body(p)
		       : p->phase == ENT_HTML_IN_BODY
			       ? ent_html_text_in_body(p, p->scan.text, p->scan.start)
			       : text_after_body(p);
	case ENT_HTML_START:
		return p->phase < ENT_HTML_IN_BODY    ? start_before_body(p)
		       : p->phase == ENT_HTML_IN_BODY ? ent_html_start_in_body(p)
						      : false;
	case ENT_HTML_END:
		if (p->phase == ENT_HTML_AFTER_BODY) {
			p->phase = ENT_HTML_AFTER_HTML;
			return p->scan.tag == GUMBO_TAG_HTML;
		}
		return p->phase < ENT_HTML_IN_BODY    ? end_before_body(p)
		       : p->phase == ENT_HTML_IN_BODY ? ent_html_end_in_body(p)
						      : false;
	case ENT_HTML_COMMENT: p->text = NULL; return true;
	case ENT_HTML_DOCTYPE:
		p->modern = p->scan.modern;
		return p->phase == ENT_HTML_BEFORE_HTML && !p->typed++;
	case ENT_HTML_EOF: return p->phase >= ENT_HTML_IN_BODY;
	case ENT_HTML_ODD: return false;
	}
	return false;
}

static bool build(ent_html_page *p)
{
	ent_html_kind kind = ENT_HTML_COMMENT;
	p->nodes.at = (xmlNode *)p->nodes.doc;
	while (kind != ENT_HTML_EOF) {
		kind = ent_html_next(&p->scan);
		if (!handle(p, kind) || p->nodes.failed)
			return false;
	}
	return true;
}

/* The page with line feeds for its line ends; to is left empty without others. */
static void add_line_feeds(ent_buf *to, ent_str page)
{
	size_t done = 0;
	for (const char *p = page.n ? memchr(page.p, '\r', page.n) : NULL; p;
	     p = memchr(page.p + done, '\r', page.n - done)) {
		const size_t at = (size_t)(p - page.p);
		ent_buf_add(to, ent_str_slice(page, done, at));
		done = at + 1;
		if (done == page.n || page.p[done] != '\n')
			ent_buf_add_char(to, '\n');
		if (done == page.n)
			break;
	}
	if (done)
		ent_buf_add(to, ent_str_slice(page, done, page.n));
}

static ent_status read_plain(xmlDoc **out, bool *odd, ent_str text, ent_error *err)
{
	*odd = !ent_html_is_plain(text);
	if (*odd)
		return ENT_OK;
	ent_html_page *p = calloc(1, sizeof(*p));
	if (!p || !ent_html_nodes_begin(&p->nodes)) {
		free(p);
		return ent_fail_memory(err);
	}
	p->scan.page = text;
	const bool built = build(p);
	const bool failed = p->nodes.failed || p->scan.buf.failed;
	if (built && !failed)
		*out = p->nodes.doc;
	else
		xmlFreeDoc(p->nodes.doc);
	*odd = !built && !failed;
	ent_buf_release(&p->scan.buf);
	free(p);
	return failed ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_html_strict(xmlDoc **out, bool *odd, ent_str text, ent_error *err)
{
	ent_buf lines = ENT_BUF_INIT;
	add_line_feeds(&lines, text);
	const ent_status status =
		lines.failed ? ent_fail_memory(err)
			     : read_plain(out, odd,
					  lines.n ? ent_buf_str(&lines) : text, err);
	ent_buf_release(&lines);
	return status;
}
