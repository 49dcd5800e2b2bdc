/* SPDX-License-Identifier: Apache-2.0 */
/* html_format.c - formatting elements that are not properly nested: the list of active
 * formatting elements and the adoption agency (HTML Living Standard, sections 13.2.4.3
 * and 13.2.6.4.7); see html_strict.c.
 *
 * Cost: each text may make all active elements again.  Their number is bounded, and
 * a page that makes more of them than CLONES and one for each 8 bytes is odd. */
#include "format/html_page.h"

enum {
	CLONES = 4096,
	SAME_MAX = 3,    /* elements with the same attributes in the list */
	TURNS = 8,       /* of the adoption agency */
	INNER_TURNS = 3, /* libgumbo's are not the standard's after these */
};

/* ---- the list ---------------------------------------------------------------- */

static bool same_attributes(const xmlNode *a, const xmlNode *b)
{
	unsigned n = 0;
	for (const xmlAttr *at = b->properties; at; at = at->next)
		n++;
	for (const xmlAttr *at = a->properties; at; at = at->next, n--) {
		const xmlAttr *other = xmlHasProp(b, at->name);
		if (!n || !other ||
		    !xmlStrEqual(at->children ? at->children->content : BAD_CAST "",
				 other->children ? other->children->content
						 : BAD_CAST ""))
			return false;
	}
	return !n;
}

static void drop_active(ent_html_page *p, unsigned at)
{
	memmove(p->active + at, p->active + at + 1,
		(p->n_active - at - 1) * sizeof(p->active[0]));
	p->n_active--;
}

bool ent_html_add_active(ent_html_page *p, xmlNode *node, GumboTag tag)
{
	unsigned same = 0, first = 0;
	for (unsigned k = p->n_active; k-- && p->active[k].node;) {
		if (p->active[k].tag == tag &&
		    same_attributes(p->active[k].node, node)) {
			same++;
			first = k;
		}
	}
	if (same >= SAME_MAX)
		drop_active(p, first);
	if (p->n_active == ENT_HTML_ACTIVE)
		return false;
	p->active[p->n_active++] = (ent_html_open){ node, tag, ent_html_elements[tag] };
	return true;
}

bool ent_html_add_marker(ent_html_page *p)
{
	if (p->n_active == ENT_HTML_ACTIVE)
		return false;
	p->active[p->n_active++] = (ent_html_open){ .node = NULL };
	return true;
}

void ent_html_clear_to_marker(ent_html_page *p)
{
	while (p->n_active && p->active[--p->n_active].node)
		;
}

/* The last of a tag since the last marker; n_active without one. */
static unsigned find_active(const ent_html_page *p, GumboTag tag)
{
	for (unsigned k = p->n_active; k-- && p->active[k].node;) {
		if (p->active[k].tag == tag)
			return k;
	}
	return p->n_active;
}

static unsigned index_of(const ent_html_page *p, const xmlNode *node)
{
	unsigned k = 0;
	while (k < p->n_active && p->active[k].node != node)
		k++;
	return k;
}

static xmlNode *clone_of(ent_html_page *p, const xmlNode *node)
{
	return ++p->clones > CLONES + p->scan.page.n / 8
		       ? NULL
		       : ent_html_clone(&p->nodes, node);
}

bool ent_html_reconstruct(ent_html_page *p)
{
	unsigned k = p->n_active;
	while (k && p->active[k - 1].node && !ent_html_find(p, p->active[k - 1].node))
		k--;
	for (; k < p->n_active; k++) {
		xmlNode *clone = clone_of(p, p->active[k].node);
		if (!clone)
			return false;
		ent_html_set_place(p);
		ent_html_move(&p->nodes, clone);
		p->text = NULL;
		p->moved = true;
		if (!ent_html_push(p, clone, p->active[k].tag))
			return false;
		p->active[k].node = clone;
	}
	return true;
}

/* ---- the adoption agency ----------------------------------------------------- */

/* The first special element within the one at a depth; 0 without one. */
static unsigned find_block(const ent_html_page *p, unsigned at)
{
	for (; at <= p->depth; at++) {
		if (ent_html_is_special(p->stack[at].kind))
			return at;
	}
	return 0;
}

/* Clones the formatting elements between the one at `from` and the block, each with the
 * one after it in it; what is not one is no longer open.  The outermost
 * is *last; *bookmark is where the new element goes in the list. */
static bool clone_between(ent_html_page *p,
			  unsigned from,
			  unsigned block,
			  xmlNode **last,
			  unsigned *bookmark)
{
	unsigned turns = 0;
	bool first = true;
	for (unsigned k = block - 1; k > from; k--) {
		if (++turns > INNER_TURNS)
			return false;
		const unsigned a = index_of(p, p->stack[k].node);
		if (a == p->n_active) {
			ent_html_forget(p, k);
			continue;
		}
		xmlNode *clone = clone_of(p, p->stack[k].node);
		if (!clone)
			return false;
		p->active[a].node = p->stack[k].node = clone;
		if (first)
			*bookmark = a + 1;
		first = false;
		p->nodes.at = clone;
		p->nodes.before = NULL;
		ent_html_move(&p->nodes, *last);
		*last = clone;
	}
	return true;
}

/* The next node goes into the element at a depth, or before it if it is of a table. */
static void place_in(ent_html_page *p, unsigned at)
{
	const unsigned depth = p->depth;
	const bool foster = p->foster;
	p->depth = at;
	p->foster = ent_html_is_table_part(p->stack[at].kind);
	ent_html_set_place(p);
	p->depth = depth;
	p->foster = foster;
}

/* The formatting element at `from` and `a` is continued within the block. */
static bool split_block(ent_html_page *p, unsigned a, unsigned from, unsigned at)
{
	const ent_html_open formatting = p->stack[from];
	xmlNode *block = p->stack[at].node, *last = block;
	unsigned bookmark = a;
	if (p->depth >= ENT_HTML_DEPTH_MOVED || p->in_marker)
		return false;
	p->moved = true;
	const bool cloned = clone_between(p, from, at, &last, &bookmark);
	place_in(p, cloned ? from - 1 : 0);
	ent_html_move(&p->nodes, last);
	if (!cloned)
		return false;
	xmlNode *clone = clone_of(p, formatting.node);
	if (!clone)
		return false;
	ent_html_move_children(clone, block);
	p->nodes.at = block;
	p->nodes.before = NULL;
	ent_html_move(&p->nodes, clone);
	drop_active(p, a);
	bookmark -= a < bookmark;
	memmove(p->active + bookmark + 1, p->active + bookmark,
		(p->n_active++ - bookmark) * sizeof(p->active[0]));
	p->active[bookmark] = (ent_html_open){ clone, formatting.tag, formatting.kind };
	ent_html_forget(p, from);
	at = ent_html_find(p, block) + 1;
	memmove(p->stack + at + 1, p->stack + at,
		(++p->depth - at) * sizeof(p->stack[0]));
	p->stack[at] = p->active[bookmark];
	p->open[formatting.tag]++;
	return true;
}

bool ent_html_adopt(ent_html_page *p, GumboTag tag)
{
	for (unsigned turn = 0; turn < TURNS; turn++) {
		const unsigned a = find_active(p, tag);
		if (a == p->n_active)
			return true;
		const unsigned at = ent_html_find(p, p->active[a].node);
		if (!at) {
			drop_active(p, a);
			return true;
		}
		if (!ent_html_in_scope(p, tag))
			return true;
		const unsigned block = find_block(p, at);
		if (!block) {
			ent_html_close(p, at);
			drop_active(p, a);
			return true;
		}
		/* to libgumbo main is not special */
		if (p->stack[block].tag == GUMBO_TAG_MAIN ||
		    !split_block(p, a, at, block))
			return false;
	}
	return true;
}

bool ent_html_end_link(ent_html_page *p)
{
	if (find_active(p, GUMBO_TAG_A) == p->n_active)
		return true;
	if (!ent_html_adopt(p, GUMBO_TAG_A))
		return false;
	const unsigned a = find_active(p, GUMBO_TAG_A);
	if (a == p->n_active)
		return true;
	const unsigned at = ent_html_find(p, p->active[a].node);
	drop_active(p, a);
	if (at)
		ent_html_forget(p, at);
	return true;
}
