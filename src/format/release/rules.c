/* SPDX-License-Identifier: Apache-2.0 */
/* rules.c - ITS 2.0 rules: which elements of a document are paragraphs.
 *
 * What: Internationalization Tag Set 2.0 (W3C Recommendation, 29 October 2013),
 * data categories Translate (8.1), Language Information (8.4), Elements Within
 * Text (8.5) and Preserve Space (8.13), by global rules with XPath 1.0
 * selectors.  Local attributes are read by markup_read.c.
 *
 * Why: a format is then a data file of 30 lines, that a user can replace under
 * $ENTENTE_DATA, and rules that a document brings along are understood.
 *
 * Method: rules are applied in order to the tree, each overwriting the values of the
 * nodes that it selects, so that the last wins (5.5).  Attributes have marks too, of
 * which only translate="yes" counts: they are not translated unless a rule requires it
 * (8.1.1).  Attributes in a namespace of our own express what ITS cannot: e:kind,
 * e:skip, e:flow, and e:when for rules that count on request; e:meta elements select
 * metadata, of which the first that gives a value counts.  Linked rules (xlink:href,
 * rel="its-rules") in a document are not followed: nothing outside the file is read.
 *
 * Cost: one pass over the tree a rule, by select.c or by XPath.  The number of steps of
 * a rule is limited, because documents bring rules.
 */
#include <string.h>

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "base/data.h"
#include "base/fail.h"
#include "format/release/date.h"
#include "format/release/rules.h"
#include "format/release/select.h"
#include "text/lang.h"

#define ITS_NS "http://www.w3.org/2005/11/its"
#define OUR_NS "urn:x-entente:rules"

enum {
	/* Steps of one XPath evaluation.  The rules that ship take under 40 an
	 * element (measured on the 160 files of data/releases, 2026-11-24): this
	 * is enough for a document of a million elements. */
	XPATH_STEPS = 100 * 1000 * 1000,
	XPATH_STEPS_OWN = 10 * 1000 * 1000, /* of a rule that a document brings */
	RULES_MAX = 1 << 20,                /* bytes of rules in a script */
	SCRIPTS_MAX = 16,                   /* with rules, in a document */
};

ent_mark ent_mark_get(const xmlNode *node)
{
	uintptr_t bits = (uintptr_t)node->_private;
	return (ent_mark){ .within = (ent_within)(bits & 3),
			   .translate = (ent_flag)(bits >> 2 & 3),
			   .preserve = (ent_flag)(bits >> 4 & 3),
			   .skip = (ent_skip)(bits >> 6 & 3),
			   .flow = (ent_flow)(bits >> 14 & 7),
			   .kind = (unsigned)(bits >> 10 & 7),
			   .mixed = (bits >> 13 & 1) != 0 };
}

void ent_mark_set(xmlNode *node, ent_mark m)
{
	node->_private = (void *)((uintptr_t)m.within | (uintptr_t)m.translate << 2 |
				  (uintptr_t)m.preserve << 4 | (uintptr_t)m.skip << 6 |
				  (uintptr_t)m.flow << 14 | (uintptr_t)m.kind << 10 |
				  (uintptr_t)m.mixed << 13);
}

struct job {
	ent_release *release;
	xmlDoc *doc;
	ent_watch *watch;
	xmlXPathContext *xpath;
	unsigned long steps;
};

static ent_str text_of(const xmlChar *s)
{
	return ent_str_of((const char *)s);
}

static bool in_namespace(const xmlNode *node, const char *uri)
{
	return node->ns && node->ns->href && ent_str_is(text_of(node->ns->href), uri);
}

static bool is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && ent_str_is(text_of(node->name), name);
}

/* An attribute in a namespace (NULL: none) into a small buffer; false without
 * one, or if it is longer than any value that has a meaning. */
static bool attribute(char *out,
		      size_t capacity,
		      xmlNode *node,
		      const char *name,
		      const char *ns)
{
	xmlChar *value = ns ? xmlGetNsProp(node, BAD_CAST name, BAD_CAST ns)
			    : xmlGetNoNsProp(node, BAD_CAST name);
	ent_str s = text_of(value);
	bool fits = value && s.n < capacity;
	if (fits)
		memcpy(out, s.p, s.n + 1);
	xmlFree(value);
	return fits;
}

static unsigned kind_named(const char *name)
{
	for (unsigned k = ENT_KIND_BODY; k <= ENT_KIND_ATTRIBUTE; k++)
		if (!strcmp(name, ent_kind_name((ent_kind)k)))
			return k + 1;
	return 0;
}

static ent_flow flow_named(const char *name)
{
	static const char *const names[] = { [FLOW_BREAK] = "break",
					     [FLOW_LABEL] = "label",
					     [FLOW_SPACE] = "space",
					     [FLOW_QUOTE] = "quote",
					     [FLOW_CALL] = "call" };
	for (unsigned k = FLOW_BREAK; k < sizeof(names) / sizeof(*names); k++)
		if (!strcmp(name, names[k]))
			return (ent_flow)k;
	return FLOW_UNSET;
}

/* Sets in *mark what a rule element states. */
static void read_rule(ent_mark *mark, xmlNode *rule)
{
	char v[16];
	if (attribute(v, sizeof(v), rule, "withinText", NULL))
		mark->within = !strcmp(v, "yes")      ? WITHIN_YES
			       : !strcmp(v, "nested") ? WITHIN_NESTED
						      : WITHIN_NO;
	if (attribute(v, sizeof(v), rule, "translate", NULL))
		mark->translate = strcmp(v, "no") ? FLAG_YES : FLAG_NO;
	if (attribute(v, sizeof(v), rule, "space", NULL))
		mark->preserve = strcmp(v, "preserve") ? FLAG_NO : FLAG_YES;
	if (attribute(v, sizeof(v), rule, "kind", OUR_NS))
		mark->kind = kind_named(v);
	if (attribute(v, sizeof(v), rule, "skip", OUR_NS))
		mark->skip = !strcmp(v, "always")  ? SKIP_ALWAYS
			     : !strcmp(v, "extra") ? SKIP_EXTRA
						   : SKIP_NO;
	if (attribute(v, sizeof(v), rule, "flow", OUR_NS))
		mark->flow = flow_named(v);
}

static ent_mark overlay(ent_mark old, ent_mark new)
{
	if (new.within)
		old.within = new.within;
	if (new.translate)
		old.translate = new.translate;
	if (new.preserve)
		old.preserve = new.preserve;
	if (new.skip)
		old.skip = new.skip;
	/* what is a paragraph after all is not a break and no label */
	if (new.flow || new.within)
		old.flow = new.flow;
	if (new.kind)
		old.kind = new.kind;
	return old;
}

/* The prefixes that are in scope at a rule, those of its ancestors too (5.3.4). */
static void declare_prefixes(struct job *job, const xmlNode *rule)
{
	xmlNs **list = xmlGetNsList(rule->doc, rule);
	for (xmlNs **ns = list; ns && *ns; ns++)
		if ((*ns)->prefix)
			xmlXPathRegisterNs(job->xpath, (*ns)->prefix, (*ns)->href);
	xmlFree(list);
}

/* Whether an allocation failed: then no rule is wrong. */
static bool lacks_memory(const struct job *job)
{
	return job->release->failed || job->watch->no_memory;
}

/* The value of a rule's selector; NULL for one that is wrong, selects nothing
 * or takes too long. */
static xmlXPathObject *evaluate(struct job *job, xmlNode *rule, const char *name)
{
	xmlChar *selector = xmlGetNoNsProp(rule, BAD_CAST name);
	if (!selector)
		return NULL;
	declare_prefixes(job, rule);
	job->xpath->node = (xmlNode *)job->doc;
	job->xpath->opLimit = job->steps;
	job->xpath->opCount = 0;
	xmlXPathObject *value = xmlXPathEval(selector, job->xpath);
	if (!value && !lacks_memory(job))
		ent_log(job->release->opt->progress, ENT_LOG_WARNING,
			job->release->doc.name, (uint32_t)xmlGetLineNo(rule),
			"rule not applied: its selector is wrong or takes too long");
	xmlFree(selector);
	return value;
}

/* its:langRule with a pointer: the language of the document, if it is the root
 * element's. */
static void apply_lang(struct job *job, xmlNode *rule, const xmlXPathObject *nodes)
{
	const xmlNodeSet *set = nodes->nodesetval;
	const xmlNode *root = xmlDocGetRootElement(job->doc);
	bool of_root = false;
	for (int k = 0; set && k < set->nodeNr && !of_root; k++)
		of_root = set->nodeTab[k] == root;
	xmlChar *pointer = xmlGetNoNsProp(rule, BAD_CAST "langPointer");
	if (of_root && pointer) {
		job->xpath->node = (xmlNode *)root;
		xmlXPathObject *value = xmlXPathEval(pointer, job->xpath);
		xmlChar *lang = value ? xmlXPathCastToString(value) : NULL;
		if (lang)
			job->release->doc.lang =
				ent_lang_normal(text_of(lang), job->release->arena);
		xmlFree(lang);
		xmlXPathFreeObject(value);
	}
	xmlFree(pointer);
}

static void mark_node(void *data, xmlNode *node)
{
	const ent_mark *says = data;
	ent_mark_set(node, overlay(ent_mark_get(node), *says));
}

/* The elements of some names that meet conditions, one by one: libxml2 would make a set
 * of all elements first. */
struct narrow {
	struct job *job;
	const ent_mark *says;
	const char *conditions;
	xmlXPathCompExpr *compiled;
	unsigned long steps;
	bool failed;
};

static xmlXPathCompExpr *compile_conditions(struct narrow *n)
{
	ent_buf text = ENT_BUF_INIT;
	ent_buf_addf(&text, "self::node()%s", n->conditions);
	xmlXPathCompExpr *compiled =
		text.failed ? NULL
			    : xmlXPathCtxtCompile(n->job->xpath, BAD_CAST text.p);
	ent_buf_release(&text);
	return compiled;
}

static void mark_narrowed(void *data, xmlNode *node)
{
	struct narrow *n = data;
	xmlXPathContext *xpath = n->job->xpath;
	if (!n->compiled && !n->failed)
		n->compiled = compile_conditions(n);
	if (!n->compiled || n->steps > n->job->steps)
		n->failed = true;
	if (n->failed)
		return;
	xpath->node = node;
	xpath->opLimit = n->job->steps;
	xpath->opCount = 0;
	xmlXPathObject *value = xmlXPathCompiledEval(n->compiled, xpath);
	n->steps += xpath->opCount;
	n->failed = !value;
	if (value && value->nodesetval && value->nodesetval->nodeNr)
		mark_node((void *)n->says, node);
	xmlXPathFreeObject(value);
}

/* False for a selector of another form, and for one that is wrong. */
static bool apply_narrow(struct job *job,
			 xmlNode *rule,
			 const char *selector,
			 const ent_mark *says)
{
	struct narrow n = { .job = job, .says = says };
	declare_prefixes(job, rule);
	const bool done = ent_select_narrow(job->doc, selector, rule, &n.conditions,
					    mark_narrowed, &n);
	xmlXPathFreeCompExpr(n.compiled);
	return done && !n.failed;
}

static void apply_rule(struct job *job, xmlNode *rule)
{
	char when[16];
	if (attribute(when, sizeof(when), rule, "when", OUR_NS) &&
	    !(job->release->opt->attributes && !strcmp(when, "attributes")))
		return;
	ent_mark says = { .within = WITHIN_UNSET };
	read_rule(&says, rule);
	xmlChar *selector = xmlGetNoNsProp(rule, BAD_CAST "selector");
	bool lang = is_named(rule, "langRule");
	bool simple = selector && !lang &&
		      (ent_select_simple(job->doc, (const char *)selector, rule,
					 mark_node, &says) ||
		       apply_narrow(job, rule, (const char *)selector, &says));
	xmlFree(selector);
	if (simple)
		return;
	xmlXPathObject *nodes = evaluate(job, rule, "selector");
	if (!nodes)
		return;
	const xmlNodeSet *set = nodes->type == XPATH_NODESET ? nodes->nodesetval : NULL;
	for (int k = 0; set && k < set->nodeNr; k++)
		if (set->nodeTab[k]->type == XML_ELEMENT_NODE ||
		    set->nodeTab[k]->type == XML_ATTRIBUTE_NODE)
			mark_node(&says, set->nodeTab[k]);
	if (lang && nodes->type == XPATH_NODESET)
		apply_lang(job, rule, nodes);
	xmlXPathFreeObject(nodes);
}

/* A metadata value in its normal form; "" if it is not one. */
static ent_str meta_value(struct job *job, const char *name, const xmlChar *raw)
{
	ent_release *release = job->release;
	ent_str text = text_of(raw);
	if (!strcmp(name, "language"))
		return ent_lang_normal(text, release->arena);
	if (strcmp(name, "date") != 0)
		return ent_is_blank(text) ? ENT_STR("")
					  : ent_release_text(release, text);
	char date[ENT_DATE_SIZE];
	size_t start, end;
	if (!ent_date_find(date, &start, &end, text))
		return ENT_STR("");
	return ent_release_text(release, ent_str_of(date));
}

static void add_alternates(struct job *job, const xmlXPathObject *nodes)
{
	const xmlNodeSet *set = nodes->type == XPATH_NODESET ? nodes->nodesetval : NULL;
	for (int k = 0; set && k < set->nodeNr; k++) {
		xmlNode *node = set->nodeTab[k];
		if (node->type != XML_ELEMENT_NODE)
			continue;
		xmlChar *lang = xmlGetNoNsProp(node, BAD_CAST "hreflang");
		xmlChar *href = xmlGetNoNsProp(node, BAD_CAST "href");
		ent_release_alternate(job->release, text_of(lang), text_of(href));
		xmlFree(lang);
		xmlFree(href);
	}
}

static void apply_meta(struct job *job, xmlNode *rule)
{
	char name[16];
	if (!attribute(name, sizeof(name), rule, "name", NULL))
		return;
	ent_document *doc = &job->release->doc;
	ent_str *to = !strcmp(name, "title")      ? &doc->title
		      : !strcmp(name, "date")     ? &doc->date
		      : !strcmp(name, "language") ? &doc->lang
		      : !strcmp(name, "id")       ? &doc->id
						  : NULL;
	bool alternates = !strcmp(name, "alternate");
	if ((!to || to->n) && !alternates)
		return;
	xmlXPathObject *value = evaluate(job, rule, "selector");
	if (!value)
		return;
	if (alternates) {
		add_alternates(job, value);
	} else {
		/* of several nodes the first, as string() of XPath takes it */
		xmlChar *raw = xmlXPathCastToString(value);
		if (raw)
			*to = meta_value(job, name, raw);
		xmlFree(raw);
	}
	xmlXPathFreeObject(value);
}

/* its:param (5.3.5): a variable for the selectors of these rules. */
static void set_param(struct job *job, xmlNode *param)
{
	char name[64];
	xmlChar *value = xmlNodeGetContent(param);
	xmlXPathObject *string = value ? xmlXPathNewString(value) : NULL;
	if (string && attribute(name, sizeof(name), param, "name", NULL))
		xmlXPathRegisterVariable(job->xpath, BAD_CAST name, string);
	else
		xmlXPathFreeObject(string);
	xmlFree(value);
}

static void apply_rules(struct job *job, xmlNode *rules)
{
	xmlXPathRegisteredVariablesCleanup(job->xpath);
	for (xmlNode *rule = rules->children; rule; rule = rule->next) {
		if (rule->type != XML_ELEMENT_NODE)
			continue;
		if (in_namespace(rule, ITS_NS) && is_named(rule, "param"))
			set_param(job, rule);
		else if (in_namespace(rule, ITS_NS))
			apply_rule(job, rule);
		else if (in_namespace(rule, OUR_NS) && is_named(rule, "meta"))
			apply_meta(job, rule);
	}
}

/* Rules in UTF-8 as a tree.  No encoding is named: libxml2 2.9 would create a converter
 * that it does not need, and crash when out of memory. */
static xmlDoc *parse_rules(ent_str bytes)
{
	return xmlReadMemory(bytes.p, (int)bytes.n, NULL, NULL,
			     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
				     XML_PARSE_IGNORE_ENC);
}

/* A shipped file below rules/, parsed; the caller frees *out. */
static ent_status load(xmlDoc **out, ent_str file, ent_error *err)
{
	char name[80];
	ent_data data;
	if (file.n > 60 || memchr(file.p, '/', file.n))
		return ent_fail(err, ENT_EFORMAT, "a rule file's name is wrong");
	memcpy(name, "rules/", 6);
	memcpy(name + 6, file.p, file.n);
	name[6 + file.n] = '\0';
	ent_status status = ent_data_open(&data, name, err);
	if (status == ENT_ENOTFOUND)
		return ent_fail(err, status, "rule file %s is missing", name);
	if (status)
		return status;
	*out = parse_rules(data.bytes);
	ent_data_close(&data);
	return *out ? ENT_OK
		    : ent_fail(err, ENT_EFORMAT, "rule file %s is not XML", name);
}

static ent_status apply_file(struct job *job, ent_str file, ent_error *err)
{
	xmlDoc *rules = NULL;
	ent_status status = load(&rules, file, err);
	xmlNode *root = rules ? xmlDocGetRootElement(rules) : NULL;
	char before[80];
	if (root && attribute(before, sizeof(before), root, "after", OUR_NS)) {
		/* one level: the files that a format builds on */
		for (ent_str rest = ent_str_of(before); rest.p && !status;) {
			xmlDoc *other = NULL;
			status = load(&other, ent_str_cut(&rest, ' '), err);
			if (!status)
				apply_rules(job, xmlDocGetRootElement(other));
			xmlFreeDoc(other);
		}
	}
	if (!status)
		apply_rules(job, root);
	xmlFreeDoc(rules);
	return status;
}

static bool has_word(const char *list, ent_str word)
{
	for (ent_str rest = ent_str_of(list); rest.p;) {
		ent_str each = ent_str_cut(&rest, ' ');
		if (ent_str_eq(each, word) || ent_str_is(each, "*"))
			return true;
	}
	return false;
}

/* Whether an entry of formats.xml fits the root element. */
static bool fits(xmlNode *entry, const xmlNode *root)
{
	char roots[128], uri[128] = "";
	if (!is_named(entry, "format") ||
	    !attribute(roots, sizeof(roots), entry, "root", NULL) ||
	    !has_word(roots, text_of(root->name)))
		return false;
	attribute(uri, sizeof(uri), entry, "ns", NULL);
	const xmlChar *ns = root->ns ? root->ns->href : NULL;
	return !strcmp(uri, "*") || ent_str_eq(ent_str_of(uri), text_of(ns));
}

/* Puts the elements that are in no namespace, or in the root's, into uri. */
static void adopt(xmlDoc *doc, const char *uri)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	const xmlNs *old = root->ns;
	xmlNs *ns = xmlNewNs(root, BAD_CAST uri, BAD_CAST "x-entente");
	for (xmlNode *n = ns ? root : NULL; n; n = ent_next_node(n, root))
		if (n->type == XML_ELEMENT_NODE &&
		    (!n->ns || n->ns == old ||
		     (old && xmlStrEqual(n->ns->href, old->href))))
			n->ns = ns;
}

static ent_status apply_format(struct job *job, ent_error *err)
{
	xmlDoc *index = NULL;
	char file[64] = "", as[128] = "", name[32] = "xml", html[64] = "";
	ent_status status = load(&index, ENT_STR("formats.xml"), err);
	if (status)
		return status;
	xmlNode *root = xmlDocGetRootElement(job->doc);
	xmlNode *list = xmlDocGetRootElement(index);
	for (xmlNode *e = list ? list->children : NULL; e && !*file; e = e->next) {
		if (!fits(e, root))
			continue;
		attribute(file, sizeof(file), e, "rules", NULL);
		attribute(as, sizeof(as), e, "as", NULL);
		attribute(name, sizeof(name), e, "name", NULL);
		attribute(html, sizeof(html), e, "html", NULL);
	}
	xmlFreeDoc(index);
	job->release->doc.format = ent_release_text(job->release, ent_str_of(name));
	if (*as)
		adopt(job->doc, as);
	if (*html && ent_dom_expand(job->release, job->doc, job->watch))
		status = apply_file(job, ent_str_of(html), err);
	return *file && !status ? apply_file(job, ent_str_of(file), err) : status;
}

static void report_linked(const struct job *job, const xmlNode *node)
{
	ent_log(job->release->opt->progress, ENT_LOG_WARNING, job->release->doc.name,
		(uint32_t)xmlGetLineNo(node), "linked ITS rules are not read");
}

/* The rules elements that are in the document, in document order. */
static void apply_elements(struct job *job)
{
	xmlXPathRegisterNs(job->xpath, BAD_CAST "its", BAD_CAST ITS_NS);
	job->xpath->node = (xmlNode *)job->doc;
	xmlXPathObject *all = xmlXPathEval(BAD_CAST "//its:rules", job->xpath);
	const xmlNodeSet *set = all ? all->nodesetval : NULL;
	for (int k = 0; set && k < set->nodeNr; k++) {
		ent_mark never = { .skip = SKIP_ALWAYS, .within = WITHIN_NO };
		apply_rules(job, set->nodeTab[k]);
		ent_mark_set(set->nodeTab[k], never);
		if (xmlHasNsProp(set->nodeTab[k], BAD_CAST "href",
				 BAD_CAST "http://www.w3.org/1999/xlink"))
			report_linked(job, set->nodeTab[k]);
	}
	xmlXPathFreeObject(all);
}

/* Rules within a script element of HTML (6.1). */
static void apply_script(struct job *job, xmlNode *script)
{
	xmlChar *text = xmlNodeGetContent(script);
	const ent_str s = ent_str_trim(text_of(text));
	xmlDoc *rules = s.n && s.n < RULES_MAX ? parse_rules(s) : NULL;
	xmlNode *root = rules ? xmlDocGetRootElement(rules) : NULL;
	if (root && in_namespace(root, ITS_NS) && is_named(root, "rules"))
		apply_rules(job, root);
	else if (text && !lacks_memory(job))
		ent_log(job->release->opt->progress, ENT_LOG_WARNING,
			job->release->doc.name, (uint32_t)xmlGetLineNo(script),
			"ITS rules in a script are not XML");
	xmlFreeDoc(rules);
	xmlFree(text);
}

/* What the document itself brings. */
static void apply_own(struct job *job)
{
	char value[32];
	job->steps = XPATH_STEPS_OWN;
	apply_elements(job);
	xmlNode *root = xmlDocGetRootElement(job->doc);
	unsigned scripts = 0;
	for (xmlNode *n = root; n; n = ent_next_node(n, root))
		if (is_named(n, "script") && scripts < SCRIPTS_MAX &&
		    attribute(value, sizeof(value), n, "type", NULL) &&
		    !strcmp(value, "application/its+xml")) {
			apply_script(job, n);
			scripts++;
		} else if (is_named(n, "link") &&
			   attribute(value, sizeof(value), n, "rel", NULL) &&
			   !strcmp(value, "its-rules")) {
			report_linked(job, n);
		}
}

/* A wrong selector is reported by evaluate(); only failed allocations are noted
 * here. */
static void see_xpath_error(void *data, xmlErrorPtr error)
{
	struct job *job = data;
	job->release->failed |= error->code == XML_ERR_NO_MEMORY;
}

/* A document of an unknown format may still state these. */
static void generic_meta(ent_release *release, xmlDoc *doc)
{
	xmlNode *root = xmlDocGetRootElement(doc);
	xmlChar *lang = release->doc.lang.n ? NULL : xmlNodeGetLang(root);
	if (lang)
		release->doc.lang = ent_lang_normal(text_of(lang), release->arena);
	xmlFree(lang);
}

ent_status ent_rules_apply(ent_release *release,
			   xmlDoc *doc,
			   ent_watch *watch,
			   ent_error *err)
{
	struct job job = { release, doc, watch, xmlXPathNewContext(doc), XPATH_STEPS };
	if (!job.xpath)
		return ent_fail_memory(err);
	job.xpath->error = see_xpath_error;
	job.xpath->userData = &job;
	ent_status status = apply_format(&job, err);
	if (!status) {
		apply_own(&job);
		generic_meta(release, doc);
	}
	xmlXPathFreeContext(job.xpath);
	return status;
}
