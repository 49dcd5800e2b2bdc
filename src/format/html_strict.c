/* SPDX-License-Identifier: Apache-2.0 */
/* html_strict.c - HTML as browsers read it, without libgumbo.
 *
 * What: the tree construction of the HTML Living Standard (section 13.2.6) for what
 * pages of institutions have in them, with the repairs that the standard prescribes:
 * end tags that are missing or fit nothing, formatting elements that are not properly
 * nested, texts and tags in tables where none may be, what follows </body>.
 *
 * Why: libgumbo takes more time for a page than everything else that is done with it.
 *
 * Method: one stack of open elements, the list of active formatting elements, and the
 * insertion mode by the innermost part of a table that is open.  What is seldom met
 * (frames, ruby, formulas, elements of HTML in pictures) and what libgumbo
 * does otherwise than the standard is odd, and the page is read again with libgumbo.
 * tests/fuzz/fuzz_html.c compares the two trees.
 *
 * Cost: O(n) time and memory, with a factor for the depth of the page, which is
 * bounded.
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
	if (!ent_html_push_implied(p, GUMBO_TAG_HEAD))
		return false;
	p->head = ent_html_innermost(p)->node;
	return true;
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
		kind == ENT_EL_TITLE || kind == ENT_EL_NOSCRIPT ||
		kind == ENT_EL_TEMPLATE;
	if (ent_html_innermost(p)->kind == ENT_EL_NOSCRIPT &&
	    (!*done || kind == ENT_EL_TITLE || kind == ENT_EL_NOSCRIPT ||
	     kind == ENT_EL_TEMPLATE || tag == GUMBO_TAG_BASE ||
	     tag == GUMBO_TAG_SCRIPT))
		return false;
	if (!*done)
		return kind != ENT_EL_ODD && !p->scan.self_closing;
	return kind == ENT_EL_META       ? ent_html_add_tag(p) != NULL
	       : kind == ENT_EL_TEMPLATE ? ent_html_add_template(p)
	       : kind == ENT_EL_NOSCRIPT
		       ? ent_html_push_tag(p)
		       : ent_html_add_raw(p, kind == ENT_EL_TITLE, false);
}

/* What comes after the head but belongs to it. */
static bool start_after_head(ent_html_page *p, ent_html_element kind)
{
	p->text = NULL;
	if (!ent_html_push(p, p->head, GUMBO_TAG_HEAD))
		return false;
	const bool fine = kind == ENT_EL_META ? ent_html_add_tag(p) != NULL
			  : kind == ENT_EL_TEMPLATE
				  ? ent_html_add_template(p)
				  : ent_html_add_raw(p, kind == ENT_EL_TITLE, false);
	if (fine)
		ent_html_pop(p);
	return fine;
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
			if (!ent_html_push_tag(p))
				return false;
			p->head = ent_html_innermost(p)->node;
			return true;
		}
		if (!start_head(p))
			return false;
	}
	if (tag == GUMBO_TAG_HTML)
		return ent_html_merge(p, p->stack[1].node);
	if (tag == GUMBO_TAG_HEAD)
		return true;
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
	if (kind == ENT_EL_META || kind == ENT_EL_RAW_HEAD || kind == ENT_EL_TITLE ||
	    kind == ENT_EL_TEMPLATE)
		return start_after_head(p, kind);
	return kind != ENT_EL_ODD && start_body(p) && ent_html_start_in_body(p);
}

/* The body begins, with what is missing before it. */
static bool start_all(ent_html_page *p)
{
	return (p->phase != ENT_HTML_BEFORE_HTML || start_html(p)) &&
	       (p->phase != ENT_HTML_BEFORE_HEAD || start_head(p)) &&
	       (p->phase != ENT_HTML_IN_HEAD || end_head(p)) && start_body(p);
}

static bool end_before_body(ent_html_page *p)
{
	const GumboTag tag = p->scan.tag;
	if (ent_html_elements[tag] == ENT_EL_ODD)
		return false;
	if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML || tag == GUMBO_TAG_BR)
		return start_all(p) && ent_html_end_in_body(p);
	const ent_html_element in = ent_html_innermost(p)->kind;
	if (p->phase == ENT_HTML_IN_HEAD && in == ENT_EL_NOSCRIPT) {
		if (tag == GUMBO_TAG_NOSCRIPT)
			ent_html_pop(p);
		return true;
	}
	if (tag == GUMBO_TAG_HEAD)
		return p->phase == ENT_HTML_IN_HEAD ? end_head(p)
						    : p->phase == ENT_HTML_AFTER_HEAD;
	return true;
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
	return start_all(p) &&
	       ent_html_text_in_body(p, ent_str_slice(text, blanks, text.n),
				     p->scan.start);
}

/* ---- the page -------------------------------------------------------------- */

/* After the body is in the body, but for white space. */
static bool text_after_body(ent_html_page *p)
{
	/* a form feed would be a first letter, and need the line */
	if (memchr(p->scan.text.p, '\f', p->scan.text.n))
		return false;
	if (ent_html_blanks(p->scan.text) < p->scan.text.n)
		p->phase = ENT_HTML_IN_BODY;
	return ent_html_text_in_body(p, p->scan.text, p->scan.start);
}

static bool start_after_body(ent_html_page *p)
{
	if (p->scan.tag != GUMBO_TAG_HTML)
		p->phase = ENT_HTML_IN_BODY;
	return ent_html_start_in_body(p);
}

static bool end_after_body(ent_html_page *p)
{
	if (p->phase == ENT_HTML_AFTER_BODY && p->scan.tag == GUMBO_TAG_HTML) {
		p->phase = ENT_HTML_AFTER_HTML;
		return true;
	}
	p->phase = ENT_HTML_IN_BODY;
	return ent_html_end_in_body(p);
}

/* Word writes the bullet or number of an item between two of these. */
static bool see_comment(ent_html_page *p)
{
	const ent_str text = p->scan.text;
	p->text = NULL;
	if (ent_str_is(text, "[endif]"))
		p->in_marker = false;
	if (!ent_str_is(text, "[if !supportLists]"))
		return true;
	/* the two comments are found by their order in the tree */
	if (p->moved || p->phase != ENT_HTML_IN_BODY ||
	    ent_html_is_table_part(ent_html_mode_of(p).kind))
		return false;
	p->in_marker = true;
	return true;
}

/* False where the token is odd, or there is not enough memory. */
static bool handle(ent_html_page *p, ent_html_kind kind)
{
	const bool before = p->phase < ENT_HTML_IN_BODY;
	const bool within = p->phase == ENT_HTML_IN_BODY;
	switch (kind) {
	case ENT_HTML_TEXT:
		return before   ? text_before_body(p)
		       : within ? ent_html_text_in_body(p, p->scan.text, p->scan.start)
				: text_after_body(p);
	case ENT_HTML_START:
		return before   ? start_before_body(p)
		       : within ? ent_html_start_in_body(p)
				: start_after_body(p);
	case ENT_HTML_END:
		return before   ? end_before_body(p)
		       : within ? ent_html_end_in_body(p)
				: end_after_body(p);
	case ENT_HTML_COMMENT: return see_comment(p);
	case ENT_HTML_DOCTYPE:
		if (p->phase == ENT_HTML_BEFORE_HTML && !p->typed++)
			p->modern = p->scan.modern;
		return true;
	case ENT_HTML_EOF: return p->phase >= ENT_HTML_IN_BODY;
	case ENT_HTML_ODD: return false;
	}
	return false;
}

static bool build(ent_html_page *p)
{
	ent_html_kind kind = ENT_HTML_COMMENT;
	p->stack[0].node = (xmlNode *)p->nodes.doc;
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
