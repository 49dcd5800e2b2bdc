/* SPDX-License-Identifier: Apache-2.0 */
/* main_text.c - which parts of a page of HTML are not its main text, by density.
 *
 * Why: a page whose menus, comments and addresses are plain <div> does not mark its
 * text; a page with <main> may have more around it than <header> and <footer>.
 *
 * Method: "prose" is a block with PROSE letters outside links, of which links have no
 * more than a third (text density and link density: Kohlschütter, Fankhauser, Nejdl,
 * "Boilerplate detection using shallow text features", WSDM 2010, sections 3 and 4).
 * The smallest element that holds three quarters of a page's prose is its centre.
 * Beside it, on the way up to <body>, stay a title, what is directly before it, and
 * what goes on with it.  In it are left out what its class calls something else (names
 * as in Mozilla's Readability) and lists of links at its ends.
 *
 * Left alone: pages whose text is mostly not prose, such as a list of titles; lists
 * whose links are as long as titles and which outweigh the prose; links within the
 * page.
 *
 * The alternative is to judge each paragraph after the walk by its neighbours, as
 * jusText does.  That needs the links of each paragraph in every reader, and cannot see
 * that "Contact" belongs to the text while an address at the foot does not.
 *
 * Cost: O(n), 40 bytes an element.
 */
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/word_list.h"
#include "format/release/main_text.h"
#include "format/release/rules.h"
#include "format/release/select.h"

/* Tuned on tests/main-text (2026-11-30): 25 pages, recall of words .999, precision
 * .986; nine of them, before anything was changed for them, .97 and .89. */
enum {
	PROSE = 50,       /* letters of a sentence; those of menus have fewer */
	CENTRE = 75,      /* per cent of the prose */
	MENU_LINK = 20,   /* letters of a link at the foot of a page, most of them */
	TITLE_LINK = 35,  /* letters; menus have 15, lists of titles 40 */
	LINKS_MIN = 3,    /* of a list of links */
	SECTION = 400,    /* letters of prose that the foot of a page does not have */
	LINE = 30,        /* letters of what goes on after it; addresses have fewer */
	SPARSE = 15,      /* times the prose: a page with more text has little of it */
	NOTICE = 300,     /* letters of a line of copyright */
	NAMED_MAX = 25,   /* per cent of the prose that a class may take away */
	COMMENTS_MAX = 75 /* the same of comments and lists of other pages */
};

struct measure {
	xmlNode *node;
	uint32_t parent, block; /* indexes; block: the innermost around its text */
	uint32_t own, own_link, own_out;   /* out: that is left out before */
	uint32_t text, link, prose, links; /* of all in it; letters, but for links */
	uint32_t before;                   /* prose before it */
	bool out, never, in_link, has_h1, has_heading, dropped;
};

struct page {
	struct measure *of;
	uint32_t n;
	uint32_t prose;    /* of all that the rules leave */
	uint32_t left_out; /* prose that they, or this file, leave out */
};

/* ---- measuring ------------------------------------------------------------- */

static uint32_t letters_in(const char *s)
{
	uint32_t n = 0;
	for (; s && *s; s++)
		n += !ent_is_space(*s) && ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

static const char *attribute(const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node->properties; a; a = a->next)
		if (!strcmp((const char *)a->name, name))
			return a->children ? (const char *)a->children->content : NULL;
	return NULL;
}

static bool is_named(const xmlNode *node, const char *names)
{
	return ent_words_have(names, ent_str_of((const char *)node->name));
}

/* A file that a text brings along. */
static bool is_file(const char *to)
{
	static const char *const ends[] = { ".pdf", ".doc", ".docx", ".xls", ".xlsx",
					    ".ppt", ".odt", ".zip",  ".csv", ".rtf" };
	const char *end = strrchr(to, '.');
	for (size_t k = 0; end && k < sizeof(ends) / sizeof(*ends); k++)
		if (!strcasecmp(end, ends[k]))
			return true;
	return false;
}

/* A link to another page: not within this one, not a file, not an address of mail. */
static bool is_link(const xmlNode *node)
{
	const char *to = is_named(node, "a") ? attribute(node, "href") : NULL;
	return to && (to[0] != '#' || !to[1]) && strncmp(to, "mailto:", 7) != 0 &&
	       strncmp(to, "tel:", 4) != 0 && !is_file(to);
}

static void measure_element(struct page *page, xmlNode *node, uint32_t index)
{
	struct measure *m = &page->of[index];
	const bool root = index == 0;
	const ent_mark mark = ent_mark_get(node);
	*m = (struct measure){ .node = node, .block = index };
	m->parent = root ? 0 : (uint32_t)(uintptr_t)node->parent->psvi;
	const struct measure *up = &page->of[m->parent];
	m->out = (!root && up->out) || mark.skip == SKIP_EXTRA ||
		 mark.skip == SKIP_ALWAYS;
	m->never = (!root && up->never) || mark.skip == SKIP_ALWAYS;
	m->in_link = (!root && up->in_link) || is_link(node);
	m->links = !m->out && is_link(node);
	m->has_h1 = !m->out && is_named(node, "h1");
	m->has_heading = !m->out && is_named(node, "h1 h2 h3 h4 h5 h6");
	if (!root && mark.within == WITHIN_YES)
		m->block = up->block;
}

static void measure_text(struct page *page, const xmlNode *text)
{
	const struct measure *m = &page->of[(uintptr_t)text->parent->psvi];
	const uint32_t n = m->never ? 0 : letters_in((const char *)text->content);
	struct measure *block = &page->of[m->block];
	if (!m->out)
		block->own += n;
	else if (!m->in_link)
		block->own_out += n;
	if (!m->out && m->in_link)
		block->own_link += n;
}

static bool is_prose(const struct measure *m)
{
	return m->own - m->own_link >= PROSE && m->own_link * 3 <= m->own;
}

static void add_up(struct page *page)
{
	for (uint32_t k = 0; k < page->n; k++) {
		page->of[k].before = page->prose;
		page->prose += is_prose(&page->of[k]) ? page->of[k].own : 0;
		if (page->of[k].own_out >= PROSE)
			page->left_out += page->of[k].own_out;
	}
	for (uint32_t k = page->n; k-- > 0;) {
		struct measure *m = &page->of[k], *up = &page->of[m->parent];
		m->text += m->own;
		m->link += m->own_link;
		m->prose += is_prose(m) ? m->own : 0;
		if (!k)
			continue;
		up->text += m->text;
		up->link += m->link;
		up->links += m->links;
		up->prose += m->prose;
		up->has_h1 |= m->has_h1;
		up->has_heading |= m->has_heading;
	}
}

static bool measure(struct page *page, xmlNode *root, ent_arena *arena)
{
	uint32_t n = 0;
	for (xmlNode *k = root; k; k = ent_next_node(k, root))
		n += k->type == XML_ELEMENT_NODE;
	page->of = ent_arena_alloc(arena, n, sizeof(*page->of));
	if (!page->of)
		return false;
	for (xmlNode *k = root; k; k = ent_next_node(k, root))
		if (k->type == XML_ELEMENT_NODE) {
			k->psvi = (void *)(uintptr_t)page->n;
			measure_element(page, k, page->n++);
		} else if (k->type == XML_TEXT_NODE) {
			measure_text(page, k);
		}
	add_up(page);
	return true;
}

static struct measure *measure_of(const struct page *page, const xmlNode *node)
{
	return &page->of[(uintptr_t)node->psvi];
}

/* ---- what an element is ------------------------------------------------------ */

/* Words of id and class; after a comma, those that may hold much prose. */
static const char sure_words[] =
	" comment comments commentlist commentaire commentaires reaction reactions respond "
	"related relatedposts recommended recommend recommande readmore newsletter cookie "
	"cookies alsolike teaserlist disqus ";
static const char usual_words[] =
	" nav navbar navigation menu submenu menus breadcrumb breadcrumbs crumbs ariane "
	"sidebar sidebars secondary widget widgets share sharing partage partager social socials "
	"subscribe subscription promo promos advert adverts advertisement ads sponsor "
	"sponsored sponsors footer foot ft pied pager pagination toolbar toolbox login "
	"signin search popup modal skip tags tagcloud utility utilities seealso permalink "
	"print imprimer banner bandeau onglets ";
/* Words by which an element is the text, whatever its other words are. */
static const char text_words[] =
	" content contenu article body main post entry text texte "
	"story page ";

static const char contents_words[] = " toc contents sommaire ";
/* The parts of a manual, whose names are those of their titles. */
static const char section_words[] = " section chapter appendix sect ";

static bool has_word(const char *list, ent_str word)
{
	char key[24] = " ";
	if (!word.n || word.n > sizeof(key) - 3)
		return false;
	for (size_t k = 0; k < word.n; k++)
		key[k + 1] = (char)(word.p[k] | 32);
	memcpy(key + word.n + 1, " ", 2);
	return strstr(list, key) != NULL;
}

struct words {
	bool sure, usual, text, contents, section;
};

/* The words of one name, as "read-more" or "relatedStories": letters up to a capital or
 * another character.  A name of many words is that of a section of a text. */
static void see_name(struct words *w, ent_str name)
{
	enum { WORDS_MAX = 3 };
	struct words seen = *w;
	unsigned n = 0;
	for (size_t k = 0, end; k < name.n; k = end) {
		end = k;
		while (end < name.n && ent_is_letter(name.p[end]) &&
		       (end == k || name.p[end] >= 'a' || name.p[end - 1] < 'a'))
			end++;
		const ent_str word = ent_str_slice(name, k, end);
		seen.sure |= has_word(sure_words, word);
		seen.usual |= has_word(usual_words, word);
		seen.text |= has_word(text_words, word);
		seen.contents |= has_word(contents_words, word);
		seen.section |= has_word(section_words, word);
		n += word.n > 0;
		end += !word.n;
	}
	if (n <= WORDS_MAX)
		*w = seen;
}

static void see_names(struct words *w, const char *s)
{
	while (s && *s) {
		const size_t n = strcspn(s, " \t\r\n");
		see_name(w, (ent_str){ s, n });
		s += n + (s[n] != '\0');
	}
}

static struct words words_of(const xmlNode *node)
{
	struct words w = { .sure = false };
	see_names(&w, attribute(node, "id"));
	see_names(&w, attribute(node, "class"));
	return w;
}

/* How much of the prose an element may hold whose class names something else than text;
 * 0 for an element without such a class. */
static uint32_t named_limit(const struct page *page, const xmlNode *node)
{
	const struct words w = words_of(node);
	if (w.section)
		return 0;
	if (w.sure)
		return page->prose * COMMENTS_MAX / 100 + 1;
	return w.usual && !w.text ? page->prose * NAMED_MAX / 100 + 1 : 0;
}

static bool is_called_other(const struct page *page, const struct measure *m)
{
	const uint32_t limit = named_limit(page, m->node);
	return limit && m->prose < limit && !m->has_h1;
}

/* Links and little else, shorter than titles or less than the text. */
static bool is_links(const struct page *page, const struct measure *m, unsigned min)
{
	return m->links >= min && !m->prose && m->link * 4 >= m->text * 3 &&
	       !words_of(m->node).contents &&
	       (m->link < m->links * TITLE_LINK || m->text < page->prose);
}

static bool says_rights(const struct page *page, const struct measure *m)
{
	static const char *const marks[] = { "\xC2\xA9", "ll rights reserved",
					     "ous droits r\xC3\xA9serv\xC3\xA9s" };
	if (m->text > NOTICE)
		return false;
	const xmlNode *root = m->node;
	for (xmlNode *k = m->node; k; k = ent_next_node(k, root))
		for (size_t i = 0; k->type == XML_TEXT_NODE && i < 3; i++)
			if (k->content && strstr((const char *)k->content, marks[i]))
				return !measure_of(page, k->parent)->out;
	return false;
}

/* ---- the centre -------------------------------------------------------------- */

/* Whether it may hold the text of a page, not only a part of it. */
static bool is_container(const xmlNode *node)
{
	return is_named(node,
			"body div section main article center form table tbody tr td "
			"header fieldset");
}

static xmlNode *dense_child(const struct page *page, const xmlNode *node)
{
	for (xmlNode *k = node->children; k; k = k->next)
		if (k->type == XML_ELEMENT_NODE && is_container(k) &&
		    (uint64_t)measure_of(page, k)->prose * 100 >=
			    (uint64_t)page->prose * CENTRE)
			return k;
	return NULL;
}

static xmlNode *find_centre(const struct page *page, xmlNode *body)
{
	xmlNode *at = body;
	for (xmlNode *next = at; next; next = dense_child(page, at))
		at = next;
	return at;
}

/* ---- leaving out --------------------------------------------------------------- */

static void drop(struct page *page, struct measure *m)
{
	page->left_out += m->prose;
	ent_mark mark = ent_mark_get(m->node);
	mark.skip = SKIP_EXTRA;
	ent_mark_set(m->node, mark);
	m->dropped = true;
}

/* How to reach somebody: a number of six digits or an address. */
static bool is_contact(const struct measure *m)
{
	unsigned digits = 0;
	const xmlNode *root = m->node;
	for (xmlNode *k = m->node; k; k = ent_next_node(k, root)) {
		const char *s =
			k->type == XML_TEXT_NODE ? (const char *)k->content : "";
		for (; s && *s; s++) {
			digits += ent_is_digit(*s);
			if (*s == '@' || digits > 5)
				return true;
		}
	}
	return false;
}

/* Whether an element beside the centre belongs to the text.  near: it is in an element
 * that holds the centre and no more than its title. */
static bool belongs(const struct page *page,
		    const struct measure *m,
		    bool near,
		    bool before)
{
	if (m->has_h1)
		return m->link * 2 < m->text;
	if (is_called_other(page, m) || (!before && says_rights(page, m)))
		return false;
	if (m->links && m->link * 2 >= m->text)
		return is_links(page, m, 1) ? false : m->text >= page->prose;
	if (!near)
		return m->prose > SECTION && m->link * 8 < m->text;
	if (m->prose)
		return before || m->link * 8 < m->text;
	if (before)
		return m->links < 2 || m->link * 3 < m->text;
	return m->has_heading || !is_container(m->node) || is_contact(m) ||
	       (!m->links && m->text > LINE);
}

/* The highest element around the centre that holds its title beside it; the element
 * around the centre without one. */
static const xmlNode *find_title_level(const struct page *page,
				       const xmlNode *centre,
				       const xmlNode *body)
{
	if (centre == body || measure_of(page, centre)->has_h1)
		return centre->parent;
	for (const xmlNode *at = centre; at != body; at = at->parent)
		for (const xmlNode *k = at->prev; k; k = k->prev) {
			const struct measure *m = measure_of(page, k);
			if (k->type == XML_ELEMENT_NODE && m->has_h1 && !m->out &&
			    m->link * 2 < m->text)
				return at->parent;
		}
	return centre->parent;
}

static void clear_around(struct page *page, xmlNode *centre, const xmlNode *body)
{
	const xmlNode *level = find_title_level(page, centre, body);
	bool near = true;
	for (xmlNode *at = centre; at != body; at = at->parent) {
		bool before = true;
		for (xmlNode *k = at->parent->children; k; k = k->next) {
			if (k == at) {
				before = false;
				continue;
			}
			if (k->type != XML_ELEMENT_NODE)
				continue;
			struct measure *m = measure_of(page, k);
			if (m->text && !m->out && !belongs(page, m, near, before))
				drop(page, m);
		}
		near = near && at->parent != level;
	}
}

/* Whether an element of the centre is something else. */
static bool is_other(const struct page *page, const struct measure *m)
{
	if (m->has_h1)
		return false;
	if (is_called_other(page, m))
		return true;
	const bool links = is_links(page, m, LINKS_MIN);
	if (!links && m->text > NOTICE)
		return false;
	const bool last = m->before + m->prose >= page->prose;
	if (last && says_rights(page, m))
		return true;
	/* a list right in the text, after some of it, goes on with it */
	return links && (!m->before || (last && !is_named(m->node, "ul ol dl table") &&
					m->link < m->links * MENU_LINK));
}

/* A heading of which nothing is left. */
static void drop_heading(struct page *page, const xmlNode *dropped)
{
	const xmlNode *up = dropped->prev, *next = dropped->next;
	while (up && up->type != XML_ELEMENT_NODE)
		up = up->prev;
	while (next &&
	       (next->type != XML_ELEMENT_NODE || measure_of(page, next)->dropped ||
		!measure_of(page, next)->text))
		next = next->next;
	if (up && is_named(up, "h2 h3 h4 h5 h6") &&
	    (!next || is_named(next, "h1 h2 h3 h4 h5 h6")))
		drop(page, measure_of(page, up));
}

static void clear_inside(struct page *page, xmlNode *centre)
{
	xmlNode *k = centre;
	while (k) {
		bool inside = true;
		if (k != centre && k->type == XML_ELEMENT_NODE) {
			struct measure *m = measure_of(page, k);
			inside = !m->out && m->text &&
				 ent_mark_get(k).within != WITHIN_YES &&
				 !words_of(k).contents;
			if (inside && is_other(page, m)) {
				drop(page, m);
				drop_heading(page, k);
				inside = false;
			}
			inside = inside && !m->own;
		}
		if (inside && k->type == XML_ELEMENT_NODE && k->children) {
			k = k->children;
			continue;
		}
		while (k != centre && !k->next)
			k = k->parent;
		k = k == centre ? NULL : k->next;
	}
}

static xmlNode *find_body(xmlNode *root)
{
	for (xmlNode *k = root->children; k; k = k->next)
		if (k->type == XML_ELEMENT_NODE && is_named(k, "body"))
			return k;
	return NULL;
}

bool ent_main_text_mark(bool *less, xmlDoc *doc, ent_arena *arena)
{
	struct page page = { .n = 0 };
	xmlNode *root = xmlDocGetRootElement(doc);
	xmlNode *body = root ? find_body(root) : NULL;
	if (!body)
		return true;
	if (!measure(&page, root, arena))
		return false;
	const struct measure *all = measure_of(&page, body);
	const uint32_t total = page.prose + page.left_out;
	if (page.prose * 3 >= all->text - all->link &&
	    page.prose * SPARSE >= all->text) {
		xmlNode *centre = find_centre(&page, body);
		clear_around(&page, centre, body);
		clear_inside(&page, centre);
	}
	*less = page.left_out * 2 > total;
	return true;
}
