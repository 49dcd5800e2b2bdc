/* SPDX-License-Identifier: Apache-2.0 */
/* markup_read.c - HTML and XML become paragraphs.
 *
 * What: one walk over the tree that libxml2 makes, with the marks that the
 * rules of rules.c left on the elements.
 *
 * Method: an element that is not within text begins and ends paragraphs; one
 * that is within text goes into the paragraph around it; a nested one is a
 * paragraph of its own that comes right after the one in which it is (ITS
 * 2.0, section 8.5).  An element to which no rule applies is within text if the
 * element around it has text of its own ("mixed content"), else it is not: an
 * element whose children include text is a paragraph and its children are
 * inline, but for one that is a list, whatever its name.  Local attributes
 * (its:translate, its:withinText, translate, xml:space, its-within-text) outrank the
 * rules.
 *
 * An attribute that a rule says is translated is a paragraph of its own, after the
 * one in which its element is.
 *
 * Safety: entities that the document itself declares are replaced here, within a budget
 * and only three levels deep, and never by the parser, so that a file cannot grow
 * without bound.  What the parser must not do is in dom.c.
 *
 * Cost: time O(n) without recursion; memory about ten times the input for the
 * tree.
 */
#include <limits.h>
#include <string.h>
#include <strings.h>

#include <libxml/tree.h>

#include "base/fail.h"
#include "format/dom.h"
#include "format/release/inline_style.h"
#include "format/release/main_text.h"
#include "format/release/note_call.h"
#include "format/release/odf_styles.h"
#include "format/release/rules.h"
#include "format/release/style_sheet.h"
#include "format/xml_scan.h"
#include "text/lang.h"
#include "text/windows_1252.h"

#define ITS_NS "http://www.w3.org/2005/11/its"

enum {
	ENTITY_DEPTH = 3,
	ENTITY_BUDGET = 1 << 20, /* bytes that a document's entities may add */
	FLOWS_MAX = 64,          /* notes within notes */
};

/* A paragraph that grows. */
struct flow {
	ent_buf text, label;
	ent_release notes; /* nested paragraphs that wait for this one's end */
	ent_kind kind;
	uint32_t line;
	bool preserve, mute, in_label;
	unsigned breaks;
};

struct walk {
	ent_release *release;
	struct flow flows[FLOWS_MAX];
	unsigned depth; /* index of the current flow */
	size_t budget;  /* of entities */
	bool too_much;  /* entities would add more than that */
	uint32_t line;  /* of the last element or text */
	uint32_t count; /* of paragraphs, where they are for lines */
	bool html, all;
};

static struct flow *current(struct walk *w)
{
	return &w->flows[w->depth];
}

/* Where the paragraphs of the current flow go. */
static ent_release *target(struct walk *w)
{
	return w->depth ? &w->flows[w->depth - 1].notes : w->release;
}

/* Puts a label that waits before the text: "(a)" and "text" are "(a) text". */
static void join_label(struct flow *f)
{
	ent_buf joined = ENT_BUF_INIT;
	ent_buf_add(&joined, ent_str_trim(ent_buf_str(&f->label)));
	ent_buf_add_char(&joined, ' ');
	ent_buf_add(&joined, ent_buf_str(&f->text));
	ent_buf_release(&f->text);
	f->text = joined;
	ent_buf_clear(&f->label);
}

/* The line of the beginning of preserved text, whose first letter is on f->line. */
static uint32_t first_line(const struct flow *f)
{
	const ent_str text = ent_buf_str(&f->text);
	size_t blank = 0;
	while (blank < text.n && strchr(" \t\r\n", text.p[blank]))
		blank++;
	const size_t above = ent_str_count(ent_str_slice(text, 0, blank), '\n');
	return f->line > above ? f->line - (uint32_t)above : f->line;
}

static void flush(struct walk *w)
{
	struct flow *f = current(w);
	ent_release *to = target(w);
	f->breaks = 0;
	w->release->failed |= f->text.failed || f->label.failed;
	if (f->in_label)
		return;
	if (!ent_is_blank(ent_buf_str(&f->text))) {
		if (f->label.n)
			join_label(f);
		w->release->failed |= f->text.failed;
		if (f->preserve)
			ent_plain_read_as(to, ent_buf_str(&f->text), first_line(f),
					  f->kind);
		else
			ent_release_add(to, ent_buf_str(&f->text), f->kind, f->line);
	}
	ent_buf_clear(&f->text);
	for (uint32_t k = 0; k < f->notes.n; k++)
		ent_release_add(to, f->notes.paragraphs[k].text,
				f->notes.paragraphs[k].kind,
				f->notes.paragraphs[k].line);
	w->release->failed |= f->notes.failed || to->failed;
	f->notes.n = 0;
}

static void flush_all(struct walk *w)
{
	struct flow *f = current(w);
	flush(w);
	if (f->label.n) { /* a label that nothing follows */
		ent_buf_add(&f->text, ent_buf_str(&f->label));
		ent_buf_clear(&f->label);
		flush(w);
	}
}

/* In HTML, &#146; means what windows-1252 has there (HTML Living Standard,
 * 13.2.5.80); libxml2 gives the control character U+0092. */
static void add_html_text(struct flow *f, ent_str s)
{
	size_t start = 0;
	for (size_t k = 0; k + 1 < s.n; k++) {
		unsigned char c = (unsigned char)s.p[k + 1];
		if ((unsigned char)s.p[k] != 0xC2 || c >= 0xA0)
			continue;
		ent_fold_space(&f->text, ent_str_slice(s, start, k));
		ent_buf_add_codepoint(&f->text, ent_windows_1252(c));
		start = k + 2;
		k++;
	}
	ent_fold_space(&f->text, ent_str_slice(s, start, s.n));
}

static void add_text(struct walk *w, ent_str s)
{
	struct flow *f = current(w);
	if (f->mute)
		return;
	if (!ent_is_blank(s)) {
		f->breaks = 0;
		if (!f->text.n || ent_is_blank(ent_buf_str(&f->text)))
			f->line = w->line;
	}
	if (f->preserve)
		ent_buf_add(&f->text, s);
	else if (w->html)
		add_html_text(f, s);
	else
		ent_fold_space(&f->text, s);
}

/* Adds the replacement of an entity, while the budget lasts. */
static void add_replacement(struct walk *w, ent_str content)
{
	if (content.n > w->budget) {
		w->too_much = true;
		return;
	}
	w->budget -= content.n;
	add_text(w, content);
}

/* The replacement of an entity that the document declares. */
static void add_entity(struct walk *w, const xmlNode *ref, unsigned depth)
{
	const xmlEntity *e = xmlGetDocEntity(ref->doc, ref->name);
	ent_str name = ent_str_of((const char *)ref->name);
	if (!e || e->etype == XML_EXTERNAL_GENERAL_PARSED_ENTITY ||
	    e->etype == XML_EXTERNAL_GENERAL_UNPARSED_ENTITY || depth > ENTITY_DEPTH) {
		add_text(w, name);
		return;
	}
	if (e->children && depth < ENTITY_DEPTH) {
		for (const xmlNode *n = e->children; n; n = n->next) {
			if (n->type == XML_ENTITY_REF_NODE)
				add_entity(w, n, depth + 1);
			else if (n->content)
				add_replacement(w,
						ent_str_of((const char *)n->content));
			if (n == e->last)
				break;
		}
		return;
	}
	add_replacement(w, ent_str_of((const char *)e->content));
}

static bool has_own_text(const xmlNode *node)
{
	for (const xmlNode *n = node->children; n; n = n->next) {
		if (n->type == XML_ENTITY_REF_NODE)
			return true;
		if ((n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) &&
		    !ent_is_blank(ent_str_of((const char *)n->content)))
			return true;
	}
	return false;
}

/* Several elements of one name and no text. */
static bool is_list(const xmlNode *node)
{
	const xmlNode *first = NULL;
	unsigned n = 0;
	for (const xmlNode *k = node->children; k; k = k->next) {
		if (k->type != XML_ELEMENT_NODE)
			continue;
		if (first && !xmlStrEqual(first->name, k->name))
			return false;
		first = k;
		n++;
	}
	return n > 1 && !has_own_text(node);
}

static bool has_value(const xmlNode *node,
		      const char *name,
		      const char *ns,
		      const char *want)
{
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		const char *uri = a->ns ? (const char *)a->ns->href : NULL;
		if (strcmp((const char *)a->name, name) != 0 ||
		    (ns ? !uri : uri != NULL))
			continue;
		if (ns && strcmp(uri, ns) != 0)
			continue;
		return a->children && a->children->content &&
		       !strcmp((const char *)a->children->content, want);
	}
	return false;
}

static void read_local(ent_mark *m, const xmlNode *node, bool html)
{
	static const char xml[] = "http://www.w3.org/XML/1998/namespace";
	if (has_value(node, "translate", ITS_NS, "no") ||
	    (html && has_value(node, "translate", NULL, "no")))
		m->translate = FLAG_NO;
	if (has_value(node, "translate", ITS_NS, "yes") ||
	    (html && has_value(node, "translate", NULL, "yes")))
		m->translate = FLAG_YES;
	if (has_value(node, "space", xml, "preserve"))
		m->preserve = FLAG_YES;
	if (has_value(node, "space", xml, "default"))
		m->preserve = FLAG_NO;
	static const struct {
		const char *value;
		ent_within within;
	} table[] = { { "yes", WITHIN_YES },
		      { "no", WITHIN_NO },
		      { "nested", WITHIN_NESTED } };
	for (size_t k = 0; k < 3; k++)
		if (has_value(node, "withinText", ITS_NS, table[k].value) ||
		    (html && has_value(node, "its-within-text", NULL, table[k].value)))
			m->within = table[k].within;
}

/* Completes an element's mark by its attributes and by what it inherits. */
static ent_mark resolve(const struct walk *w, xmlNode *node)
{
	ent_mark m = ent_mark_get(node), up = { .translate = FLAG_YES };
	if (node->parent && node->parent->type == XML_ELEMENT_NODE)
		up = ent_mark_get(node->parent);
	if (node->properties)
		read_local(&m, node, w->html);
	if (!m.within)
		m.within = up.mixed && !is_list(node) ? WITHIN_YES : WITHIN_NO;
	if (!m.translate)
		m.translate = up.translate;
	if (!m.preserve)
		m.preserve = up.preserve;
	if (!m.kind)
		m.kind = up.kind;
	m.mixed = (m.within == WITHIN_YES && up.mixed) || has_own_text(node);
	ent_mark_set(node, m);
	return m;
}

/* Sets the current flow to the values of an element that begins paragraphs. */
static void set_flow(struct walk *w, ent_mark m)
{
	struct flow *f = current(w);
	f->kind = m.kind ? (ent_kind)(m.kind - 1) : ENT_KIND_BODY;
	f->preserve = m.preserve == FLAG_YES;
	f->mute = m.translate == FLAG_NO && !w->all;
}

static void push(struct walk *w)
{
	struct flow *f = &w->flows[++w->depth];
	*f = (struct flow){ .text = ENT_BUF_INIT,
			    .label = ENT_BUF_INIT,
			    .notes = { .arena = w->release->arena,
				       .opt = w->release->opt } };
}

static void pop(struct walk *w)
{
	struct flow *f = current(w);
	flush_all(w);
	ent_buf_release(&f->text);
	ent_buf_release(&f->label);
	w->depth--;
}

static void line_break(struct walk *w)
{
	struct flow *f = current(w);
	if (f->preserve)
		ent_buf_add_char(&f->text, '\n');
	else
		ent_fold_space(&f->text, ENT_STR(" "));
	if (++f->breaks == 2)
		flush(w);
}

/* The attributes that are translated, each like a note.  In HTML an element that is
 * not translated has none (ITS 2.0, 8.1). */
static void read_attributes(struct walk *w, const xmlNode *node, ent_mark m)
{
	if (w->html && m.translate == FLAG_NO && !w->all)
		return;
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		if (ent_mark_get((const xmlNode *)a).translate != FLAG_YES ||
		    w->depth + 1 == FLOWS_MAX)
			continue;
		push(w);
		current(w)->kind = ENT_KIND_ATTRIBUTE;
		for (const xmlNode *n = a->children; n; n = n->next)
			if (n->type == XML_ENTITY_REF_NODE)
				add_entity(w, n, 1);
			else if (n->content)
				add_text(w, ent_str_of((const char *)n->content));
		pop(w);
	}
}

/* Where a node is: its line; in a package, whose XML is one line, how many
 * paragraphs the text has had.  Those of a note are not counted. */
static void find_line(struct walk *w, const xmlNode *node)
{
	const char *name = (const char *)node->name;
	if (!w->release->numbered)
		w->line = ent_dom_line(node);
	else if (node->type == XML_ELEMENT_NODE && !w->depth &&
		 (!strcmp(name, "p") || !strcmp(name, "h")))
		w->line = ++w->count;
}

/* The language in which a node is, as it or an element around it states; "" if none
 * does. */
static ent_str lang_of(const struct walk *w, const xmlNode *node)
{
	for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
		for (const xmlAttr *a = node->properties; a; a = a->next)
			if (!strcmp((const char *)a->name, "lang") && a->children &&
			    a->children->content)
				return ent_str_of((const char *)a->children->content);
	return w->release->doc.lang.n ? w->release->doc.lang : w->release->opt->lang;
}

/* The quotation marks of a <q>, as a browser shows them by language (HTML Living
 * Standard, 15.3.5, which has them from CLDR), with the spaces that French has inside.
 * In a q, those of quotations within quotations; French then has the second marks of
 * its typographers, CLDR the first ones again. */
static void add_quote(struct walk *w, const xmlNode *q, bool end)
{
	static const struct {
		const char *lang, *marks[2][2];
	} all[] = {
		{ "fr", { { "«\xC2\xA0", "\xC2\xA0»" }, { "“", "”" } } },
		{ "it", { { "«", "»" }, { "“", "”" } } },
		{ "es", { { "«", "»" }, { "“", "”" } } },
		{ "pt", { { "«", "»" }, { "“", "”" } } },
		{ "ru", { { "«", "»" }, { "„", "“" } } },
		{ "el", { { "«", "»" }, { "“", "”" } } },
		{ "de", { { "„", "“" }, { "‚", "‘" } } },
		{ "cs", { { "„", "“" }, { "‚", "‘" } } },
		{ "pl", { { "„", "”" }, { "«", "»" } } },
		{ "", { { "“", "”" }, { "‘", "’" } } },
	};
	const ent_str base = ent_lang_base(lang_of(w, q));
	unsigned inner = 0;
	for (const xmlNode *n = q->parent; n && n->type == XML_ELEMENT_NODE;
	     n = n->parent)
		inner += xmlStrEqual(n->name, q->name);
	size_t k = 0;
	while (all[k].lang[0] && !ent_str_is(base, all[k].lang))
		k++;
	add_text(w, ent_str_of(all[k].marks[inner % 2][end]));
}

/* Returns whether to go into the element. */
static bool enter(struct walk *w, xmlNode *node)
{
	ent_mark m = resolve(w, node);
	find_line(w, node);
	if (m.skip == SKIP_ALWAYS || (m.skip == SKIP_EXTRA && !w->all)) {
		if (m.within == WITHIN_NO)
			flush(w);
		return false;
	}
	if (m.flow == FLOW_BREAK) {
		line_break(w);
		return false;
	}
	if (m.flow == FLOW_SPACE) {
		add_text(w, ENT_STR(" "));
		return false;
	}
	if (m.flow == FLOW_CALL && !w->all &&
	    ent_is_note_call(node, ent_buf_str(&current(w)->text)))
		return false;
	if (m.flow == FLOW_QUOTE)
		add_quote(w, node, false);
	if (m.within == WITHIN_NESTED && w->depth + 1 < FLOWS_MAX)
		push(w);
	else if (m.within != WITHIN_YES)
		flush(w);
	if (m.within != WITHIN_YES)
		set_flow(w, m);
	if (m.flow == FLOW_LABEL)
		current(w)->in_label = true;
	if (node->properties)
		read_attributes(w, node, m);
	return true;
}

/* The nearest element around node that begins paragraphs. */
static ent_mark block_around(const xmlNode *node)
{
	ent_mark m = { .translate = FLAG_YES };
	for (node = node->parent; node && node->type == XML_ELEMENT_NODE;
	     node = node->parent) {
		m = ent_mark_get(node);
		if (m.within != WITHIN_YES)
			break;
	}
	return m;
}

static void leave(struct walk *w, xmlNode *node)
{
	ent_mark m = ent_mark_get(node);
	struct flow *f = current(w);
	if (m.flow == FLOW_LABEL) {
		f->in_label = false;
		if (f->label.n)
			ent_buf_add_char(&f->label, ' ');
		w->release->failed |= f->text.failed;
		ent_fold_space(&f->label, ent_str_trim(ent_buf_str(&f->text)));
		ent_buf_clear(&f->text);
	}
	if (m.flow == FLOW_QUOTE)
		add_quote(w, node, true);
	if (m.within == WITHIN_YES)
		return;
	flush(w);
	if (m.within == WITHIN_NESTED && w->depth)
		pop(w);
	else
		set_flow(w, block_around(node));
}

static void read_text(struct walk *w, const xmlNode *node)
{
	const ent_str text = ent_str_of((const char *)node->content);
	if (!ent_is_blank(text))
		find_line(w, node);
	add_text(w, text);
}

static void walk_tree(struct walk *w, xmlNode *root)
{
	xmlNode *n = root;
	while (n && !w->release->failed) {
		bool inside = false;
		if (n->type == XML_ELEMENT_NODE)
			inside = enter(w, n);
		else if (n->type == XML_ENTITY_REF_NODE)
			add_entity(w, n, 1);
		else if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
			read_text(w, n);
		if (inside && n->children) {
			n = n->children;
			continue;
		}
		if (inside)
			leave(w, n);
		while (n != root && !n->next) {
			n = n->parent;
			leave(w, n);
		}
		n = n == root ? NULL : n->next;
	}
}

static ent_status read_tree(ent_release *release,
			    xmlDoc *doc,
			    bool html,
			    bool all,
			    ent_error *err)
{
	struct walk *w = ent_arena_alloc(release->arena, 1, sizeof(*w));
	if (!w)
		return ent_fail_memory(err);
	w->release = release;
	w->budget = ENTITY_BUDGET;
	w->html = html;
	w->all = all;
	w->flows[0].notes =
		(ent_release){ .arena = release->arena, .opt = release->opt };
	walk_tree(w, xmlDocGetRootElement(doc));
	while (w->depth)
		pop(w);
	flush_all(w);
	ent_buf_release(&w->flows[0].text);
	ent_buf_release(&w->flows[0].label);
	if (release->failed)
		return ent_fail_memory(err);
	return w->too_much
		       ? ent_fail(err, ENT_ELIMIT,
				  "its entities stand for more than %d bytes of text",
				  ENTITY_BUDGET)
		       : ENT_OK;
}

static ent_status read_parsed(ent_release *release,
			      xmlDoc *doc,
			      bool html,
			      ent_watch *watch,
			      ent_error *err)
{
	if (html && (!ent_style_simplify_all(doc) || !ent_style_hide_by_sheets(doc)))
		return ent_fail_memory(err);
	ent_status status = ent_rules_apply(release, doc, watch, err);
	if (!status && !ent_odf_mark(doc, release->styles))
		status = ent_fail_memory(err);
	bool less = false;
	/* a chapter of a book has nothing around it */
	if (!status && html && !release->opt->all && !release->doc.part.n &&
	    !ent_main_text_mark(&less, doc, release->arena))
		status = ent_fail_memory(err);
	if (!status)
		status = read_tree(release, doc, html, release->opt->all, err);
	if (!status && release->n && less)
		ent_log(release->opt->progress, ENT_LOG_WARNING, release->doc.name, 0,
			"more than half of its text is not the main text and was left "
			"out; --all reads it");
	if (status || release->n || release->opt->all)
		return status;
	/* A page that is nothing but what is usually left out */
	status = read_tree(release, doc, html, true, err);
	if (!status && release->n)
		ent_log(release->opt->progress, ENT_LOG_WARNING, release->doc.name, 0,
			"has no text but navigation; all of it is read");
	return status;
}

static bool is_html_root(ent_str text)
{
	return ent_str_is_any_case(ent_sniff_root(text), "html");
}

static ent_status read_markup(ent_release *release,
			      ent_str text,
			      bool as_html,
			      ent_watch *watch,
			      ent_error *err)
{
	xmlDoc *doc = NULL;
	bool html = as_html;
	ent_status status = as_html ? ent_dom_html(&doc, text, err)
				    : ent_dom_xml(&doc, release, text, watch, err);
	/* XHTML that is not well-formed is still a page */
	if (status == ENT_EFORMAT && !as_html && is_html_root(text)) {
		status = ent_dom_html(&doc, text, err);
		html = true;
	}
	if (status)
		return status;
	const xmlNode *root = xmlDocGetRootElement(doc);
	if (root) { /* an empty page has none */
		html = html || ent_str_is(ent_str_of((const char *)root->name), "html");
		status = read_parsed(release, doc, html, watch, err);
	}
	xmlFreeDoc(doc);
	return status;
}

ent_status ent_markup_prepare(ent_error *err)
{
	ent_watch watch;
	if (!ent_watch_begin(&watch))
		return ent_fail_memory(err);
	xmlInitParser(); /* idempotent, and not safe from two threads at first */
	return ent_watch_end(&watch) ? ent_fail_memory(err) : ENT_OK;
}

ent_status ent_markup_read(ent_release *release,
			   ent_str text,
			   bool as_html,
			   ent_error *err)
{
	ent_watch watch;
	if (text.n > INT_MAX - 16)
		return ent_fail(err, ENT_ELIMIT, "markup over 2 GiB");
	ent_buf joined = ENT_BUF_INIT;
	if (ent_xml_join_surrogates(&joined, text))
		text = ent_buf_str(&joined);
	if (joined.failed || !ent_watch_begin(&watch)) {
		ent_buf_release(&joined);
		return ent_fail_memory(err);
	}
	ent_status status = read_markup(release, text, as_html, &watch, err);
	ent_buf_release(&joined);
	/* the tree lacks what libxml2 could not allocate */
	return ent_watch_end(&watch) ? ent_fail_memory(err) : status;
}

static bool is_html(const ent_release_head *head)
{
	return head->markup == ENT_MARKUP_HTML;
}

static ent_status read_html(ent_release *release, ent_str text, ent_error *err)
{
	if (!ent_has_preamble(text))
		return ent_markup_read(release, text, true, err);
	ent_buf stripped = ENT_BUF_INIT;
	ent_strip_preamble(&stripped, release, text);
	ent_status status =
		stripped.failed
			? ent_fail_memory(err)
			: ent_markup_read(release, ent_buf_str(&stripped), true, err);
	ent_buf_release(&stripped);
	return status;
}

const ent_release_reader ent_html_reader = {
	.name = "html",
	.fits = is_html,
	.read = read_html,
};

static bool is_xml(const ent_release_head *head)
{
	return head->markup == ENT_MARKUP_XML;
}

static ent_status read_xml(ent_release *release, ent_str text, ent_error *err)
{
	return ent_markup_read(release, text, false, err);
}

const ent_release_reader ent_xml_reader = {
	.name = "xml",
	.fits = is_xml,
	.read = read_xml,
};
