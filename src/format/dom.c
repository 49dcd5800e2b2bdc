/* SPDX-License-Identifier: Apache-2.0 */
/* dom.c - XML as a tree of libxml2, parsed safely.
 *
 * No DTD and no external entity is loaded and no network touched.  An entity that
 * nothing declares becomes the character that HTML gives the name, or else its name
 * ("&try;" of a manual is the word); one with a point in its name ("&reftitle.notes;")
 * means a file and is left out.  A warning names each.
 *
 * libxml2 2.9 continues after a failed allocation with what it has.  So each of its
 * errors passes through a watch, which stops the parser and remembers.
 */
#include <string.h>

#include <libxml/HTMLparser.h> /* htmlEntityLookup */
#include <libxml/SAX2.h>
#include <libxml/globals.h>
#include <libxml/parserInternals.h>

#include "base/fail.h"
#include "format/dom.h"
#include "format/tag_limit.h"

enum { LINE_UNKNOWN = 65535 /* libxml2 counts that far in 16 bits */ };

static void see_error(void *data, xmlErrorPtr error)
{
	ent_watch *watch = data;
	xmlParserCtxt *parser = watch->parser;
	watch->no_memory |= error->code == XML_ERR_NO_MEMORY;
	if (parser && watch->no_memory)
		xmlStopParser(parser);
}

bool ent_watch_begin(ent_watch *watch)
{
	/* what libxml2 keeps for each thread is made at its first use */
	if (!xmlGetGlobalState())
		return false;
	*watch = (ent_watch){ .before = xmlStructuredError,
			      .before_data = xmlStructuredErrorContext };
	xmlSetStructuredErrorFunc(watch, see_error);
	return true;
}

bool ent_watch_end(ent_watch *watch)
{
	xmlSetStructuredErrorFunc(watch->before_data, watch->before);
	return watch->no_memory;
}

/* The message of libxml2, on one line. */
static ent_status parse_error(const xmlParserCtxt *ctxt,
			      const char *what,
			      ent_error *err)
{
	const xmlError *e = xmlCtxtGetLastError((void *)ctxt);
	if (e && e->code == XML_ERR_NO_MEMORY)
		return ent_fail_memory(err);
	ent_str message = ent_str_trim(ent_str_of(e ? e->message : ""));
	return ent_fail_line(err, ENT_EFORMAT, e && e->line > 0 ? (uint32_t)e->line : 0,
			     "%s: %.*s", what, (int)(message.n < 160 ? message.n : 160),
			     message.p);
}

/* Declares an entity that nothing declares, so that its reference stays in the
 * tree: by HTML's character of that name, or by the name. */
static xmlEntity *get_entity(void *data, const xmlChar *name)
{
	xmlParserCtxt *ctxt = data;
	xmlEntity *known = xmlSAX2GetEntity(ctxt, name);
	if (known || !ctxt->myDoc)
		return known;
	const htmlEntityDesc *html = htmlEntityLookup(name);
	const ent_watch *watch = ctxt->_private;
	const ent_release *release = watch->release;
	bool dotted = strchr((const char *)name, '.') != NULL;
	ent_buf text = ENT_BUF_INIT;
	ent_buf_add(&text, ENT_STR(""));
	if (html)
		ent_buf_add_codepoint(&text, html->value);
	else if (!dotted)
		ent_buf_add(&text, ent_str_of((const char *)name));
	if (!html)
		ent_log(release->opt->progress, ENT_LOG_WARNING, release->doc.name,
			(uint32_t)ctxt->input->line,
			"entity &%.60s; is not declared: %s", (const char *)name,
			dotted ? "left out" : "its name is read");
	if (!ctxt->myDoc->intSubset)
		xmlCreateIntSubset(ctxt->myDoc, BAD_CAST "x-entente", NULL, NULL);
	if (!text.failed && ctxt->myDoc->intSubset)
		known = xmlAddDocEntity(ctxt->myDoc, name, XML_INTERNAL_GENERAL_ENTITY,
					NULL, NULL, BAD_CAST text.p);
	ent_buf_release(&text);
	return known;
}

/* Notes on which line the first letter of a text is: libxml2 counts in 16 bits,
 * and where the first piece of the text ended. */
static void take_characters(void *data, const xmlChar *p, int n)
{
	xmlParserCtxt *ctxt = data;
	const ent_str s = { (const char *)p, (size_t)n };
	size_t blank = 0;
	while (blank < s.n && strchr(" \t\r\n", s.p[blank]))
		blank++;
	xmlSAX2Characters(ctxt, p, n);
	xmlNode *text = ctxt->node ? ctxt->node->last : NULL;
	if (blank == s.n || !text || text->type != XML_TEXT_NODE || text->_private)
		return;
	const size_t below =
		ent_str_count(ent_str_slice(s, blank, s.n), '\n'); /* that line */
	const uintptr_t line = (uintptr_t)ctxt->input->line;
	text->_private = (void *)(line > below ? line - below : 1);
}

uint32_t ent_dom_line(const xmlNode *node)
{
	const long line = node->type == XML_TEXT_NODE ? (long)(intptr_t)node->_private
						      : xmlGetLineNo(node);
	const bool known =
		line > 0 && (node->type == XML_TEXT_NODE || line != LINE_UNKNOWN);
	return known && line <= UINT32_MAX ? (uint32_t)line : 0;
}

ent_status ent_dom_xml(xmlDoc **out,
		       const ent_release *release,
		       ent_str text,
		       ent_watch *watch,
		       ent_error *err)
{
	ent_status status = ent_tag_limit(text, false, err);
	if (status)
		return status;
	xmlParserCtxt *ctxt = xmlCreateMemoryParserCtxt(text.p, (int)text.n);
	if (!ctxt)
		return ent_fail_memory(err);
	xmlCtxtUseOptions(ctxt, XML_PARSE_NONET | XML_PARSE_NOERROR |
					XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES |
					XML_PARSE_IGNORE_ENC | XML_PARSE_NOCDATA |
					XML_PARSE_COMPACT);
	ctxt->sax->getEntity = get_entity;
	ctxt->sax->characters = take_characters;
	watch->release = release;
	watch->parser = ctxt;
	ctxt->_private = watch;
	xmlParseDocument(ctxt);
	xmlDoc *doc = ctxt->myDoc;
	if (!ctxt->wellFormed || !doc || !xmlDocGetRootElement(doc))
		status = parse_error(ctxt, "is not well-formed XML", err);
	ctxt->myDoc = NULL;
	watch->parser = NULL;
	xmlFreeParserCtxt(ctxt);
	if (status)
		xmlFreeDoc(doc);
	else
		*out = doc;
	return status;
}
