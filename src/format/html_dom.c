/* SPDX-License-Identifier: Apache-2.0 */
/* html_dom.c - HTML as browsers read it, as a tree of libxml2.
 *
 * What: the tree construction of the HTML Living Standard (section 13.2.6), by
 * libgumbo.  The HTML parser of libxml2 2.9 is older than the standard: it leaves
 * aside, nav and header open when a div in them is not closed, drops what follows an
 * early </html> and takes <!--> for a comment that never ends, so that text of a page
 * is lost without a message.
 *
 * Method: libgumbo makes its tree, which is copied node by node to one of libxml2, so
 * that rules and XPath work on it; comments are left out.
 *
 * Safety: libgumbo does not check its allocations.  All of them go to an arena with a
 * limit, and one that fails leaves the parser by longjmp; nothing else is held, and the
 * arena is freed as a whole, without the recursion of gumbo_destroy_output().  Wrongly
 * nested tags make the parser search all open elements again and again: the processor
 * time is limited as well, and a page that takes longer is read with fewer elements
 * within one another (html_flat.c).
 *
 * Pages that need no repair, which are most, are left to html_strict.c: libgumbo takes
 * more time than all else that is done with a page.
 *
 * Two things differ from libgumbo's tree.  The content of elements that are DEPTH_MAX
 * deep is put beside them, as in Blink.  And libgumbo 0.10 moves a text that ends a
 * form after it, because </form> does not flush the text that is collected: a <wbr> put
 * before each </form> does.
 *
 * Cost: O(n) for pages as they are found; memory about 30 times the input.
 */
#include <setjmp.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include <gumbo.h>

#include "base/fail.h"
#include "format/dom.h"
#include "format/html_flat.h"
#include "format/html_nodes.h"
#include "format/html_scan.h"
#include "format/html_strict.h"
#include "format/tag_limit.h"

enum {
	MEMORY = 64 << 20,   /* bytes that every page may take */
	MEMORY_FACTOR = 200, /* and more for each byte of it */
	FIRST_SECONDS = 1,   /* the same in time, before the page is made flatter */
	SECONDS = 5,         /* and after that */
	BYTES_A_SECOND = 1 << 20,
	CLOCK_STEP = 1 << 10, /* allocations between two looks at the clock */
	DEPTH_MAX = 512,      /* of elements; Blink's kMaximumHTMLParserDOMTreeDepth */
};

struct parse {
	jmp_buf out;
	ent_arena *arena;
	size_t limit;
	unsigned allocations;
	clockid_t clock;
	time_t until;
	bool late;
};

static time_t seconds_now(clockid_t clock)
{
	struct timespec now;
	return clock_gettime(clock, &now) ? 0 : now.tv_sec;
}

static void *take_memory(void *userdata, size_t n)
{
	struct parse *p = userdata;
	if (++p->allocations % CLOCK_STEP == 0 && seconds_now(p->clock) > p->until) {
		p->late = true;
		longjmp(p->out, 1);
	}
	void *memory = ent_arena_alloc(p->arena, 1, n ? n : 1);
	if (!memory)
		longjmp(p->out, 1);
	return memory;
}

static void keep_memory(void *userdata, void *memory)
{
	(void)userdata, (void)memory;
}

/* NULL when the page takes too much time or memory. */
static const GumboOutput *run_gumbo(struct parse *p, ent_str text)
{
	GumboOptions options = kGumboDefaultOptions;
	options.allocator = take_memory;
	options.deallocator = keep_memory;
	options.userdata = p;
	options.max_errors = 0;
	if (setjmp(p->out))
		return NULL;
	return gumbo_parse_with_options(&options, text.p, text.n);
}

/* ---- the tree of libxml2 ----------------------------------------------------- */

struct copy {
	ent_html_nodes nodes;
	unsigned depth; /* elements that are open; the innermost may be above `at` */
	bool in_marker; /* of a list, for programs that cannot number one */
};

static const xmlChar *name_of(struct copy *c, const GumboElement *e)
{
	if (e->tag != GUMBO_TAG_UNKNOWN)
		return ent_html_name(&c->nodes,
				     ent_str_of(gumbo_normalized_tagname(e->tag)));
	GumboStringPiece piece = e->original_tag;
	gumbo_tag_from_original_text(&piece);
	return ent_html_name(&c->nodes, (ent_str){ piece.data, piece.length });
}

static void add_element(struct copy *c, const GumboElement *e)
{
	xmlNode *node =
		ent_html_add_element(&c->nodes, name_of(c, e), e->start_pos.line);
	if (!node)
		return;
	for (unsigned k = 0; k < e->attributes.length; k++) {
		const GumboAttribute *a = e->attributes.data[k];
		ent_html_add_attribute(&c->nodes, node, BAD_CAST a->name, a->value);
	}
	if (++c->depth < DEPTH_MAX)
		c->nodes.at = node;
}

static void leave_element(struct copy *c)
{
	if (c->depth-- < DEPTH_MAX)
		c->nodes.at = c->nodes.at->parent;
}

static bool is_element(const GumboNode *n)
{
	return n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE;
}

/* The next node below root in document order, with c where it goes; NULL at the
 * end. */
static const GumboNode *next_node(struct copy *c,
				  const GumboNode *n,
				  const GumboNode *root)
{
	/* what is in a template is not shown */
	if (n->type == GUMBO_NODE_ELEMENT && n->v.element.children.length)
		return n->v.element.children.data[0];
	while (n != root) {
		const GumboVector *all = &n->parent->v.element.children;
		if (is_element(n))
			leave_element(c);
		if (n->index_within_parent + 1 < all->length)
			return all->data[n->index_within_parent + 1];
		n = n->parent;
	}
	return NULL;
}

/* Word writes the bullet or number of an item between <![if !supportLists]> and
 * <![endif]>, which are comments to the standard. */
static void see_comment(struct copy *c, const char *text)
{
	if (!strcmp(text, "[if !supportLists]"))
		c->in_marker = true;
	else if (!strcmp(text, "[endif]"))
		c->in_marker = false;
}

static void copy_tree(struct copy *c, const GumboNode *root)
{
	for (const GumboNode *n = root; n && !c->nodes.failed;
	     n = next_node(c, n, root)) {
		/* a marker does not continue in the next block */
		if (n->type == GUMBO_NODE_ELEMENT && n->v.element.tag == GUMBO_TAG_P)
			c->in_marker = false;
		switch (n->type) {
		case GUMBO_NODE_ELEMENT:
		case GUMBO_NODE_TEMPLATE: add_element(c, &n->v.element); break;
		case GUMBO_NODE_TEXT:
		case GUMBO_NODE_CDATA:
		case GUMBO_NODE_WHITESPACE:
			if (!c->in_marker)
				ent_html_add_text(&c->nodes, ent_str_of(n->v.text.text),
						  n->v.text.start_pos.line);
			break;
		case GUMBO_NODE_COMMENT: see_comment(c, n->v.text.text); break;
		case GUMBO_NODE_DOCUMENT: break;
		}
	}
}

static ent_status copy_output(xmlDoc **out, const GumboOutput *output, ent_error *err)
{
	struct copy c = { .in_marker = false };
	if (!ent_html_nodes_begin(&c.nodes))
		return ent_fail_memory(err);
	copy_tree(&c, output->root);
	if (c.nodes.failed) {
		xmlFreeDoc(c.nodes.doc);
		return ent_fail_memory(err);
	}
	*out = c.nodes.doc;
	return ENT_OK;
}

/* Whether s begins with the end tag of a form. */
static bool is_form_end(ent_str s)
{
	static const char end[] = "</form";
	return s.n >= sizeof(end) && !strncasecmp(s.p, end, sizeof(end) - 1) &&
	       strchr(" \t\r\n\f/>", s.p[sizeof(end) - 1]);
}

/* The page with a mark before each end of a form, but for those before any form, where
 * the mark would begin the body; to is left empty without one. */
static void mark_forms(ent_buf *to, ent_str text)
{
	size_t done = 0;
	for (const char *p = text.p + ent_html_first_form(text);
	     text.n && (p = memmem(p, text.n - (size_t)(p - text.p), "</", 2)); p++) {
		const size_t at = (size_t)(p - text.p);
		if (!is_form_end(ent_str_slice(text, at, text.n)))
			continue;
		ent_buf_add(to, ent_str_slice(text, done, at));
		ent_buf_add(to, ENT_STR("<wbr>"));
		done = at;
	}
	if (to->n)
		ent_buf_add(to, ent_str_slice(text, done, text.n));
}

/* The tree of a page, or *late when it takes more than some seconds. */
static ent_status parse_within(xmlDoc **out,
			       ent_str text,
			       time_t seconds,
			       bool *late,
			       ent_error *err)
{
	struct parse p = { .limit = MEMORY + text.n * MEMORY_FACTOR,
			   .clock = CLOCK_THREAD_CPUTIME_ID };
	p.arena = ent_arena_new(p.limit);
	if (!p.arena)
		return ent_fail_memory(err);
	p.until = seconds_now(p.clock) + seconds + (time_t)(text.n / BYTES_A_SECOND);
	const GumboOutput *output = run_gumbo(&p, text);
	ent_status status = ENT_OK;
	*late = p.late;
	if (output)
		status = copy_output(out, output, err);
	else if (p.late || ent_arena_used(p.arena) > p.limit / 2)
		status = ent_fail(err, ENT_ELIMIT,
				  "has too many wrong tags within one another");
	else
		status = ent_fail_memory(err);
	ent_arena_free(p.arena);
	return status;
}

static ent_status parse(xmlDoc **out, ent_str text, ent_error *err)
{
	bool late = false;
	ent_buf flat = ENT_BUF_INIT;
	ent_status status = parse_within(out, text, FIRST_SECONDS, &late, err);
	if (!late)
		return status;
	ent_html_flatten(&flat, text);
	status = flat.failed
			 ? ent_fail_memory(err)
			 : parse_within(out, ent_buf_str(&flat), SECONDS, &late, err);
	ent_buf_release(&flat);
	return status;
}

ent_status ent_html_repair(xmlDoc **out, ent_str text, ent_error *err)
{
	ent_buf marked = ENT_BUF_INIT;
	mark_forms(&marked, text);
	const ent_status status = marked.failed ? ent_fail_memory(err)
				  : marked.n    ? parse(out, ent_buf_str(&marked), err)
						: parse(out, text, err);
	ent_buf_release(&marked);
	return status;
}

ent_status ent_dom_html(xmlDoc **out, ent_str text, ent_error *err)
{
	bool odd = false;
	ent_status status = ent_tag_limit(text, true, err);
	if (!status)
		status = ent_html_strict(out, &odd, text, err);
	return !status && odd ? ent_html_repair(out, text, err) : status;
}
