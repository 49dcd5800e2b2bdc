/* SPDX-License-Identifier: Apache-2.0 */
/* Our tokenizer and libxml2 see the same elements, attributes and texts in every
 * document that libxml2 calls well-formed, and the cutter sees each unit whole.  Of any
 * other bytes: the tokens are all of them, in order.
 *
 * What is not compared, because the two differ on purpose: documents with an entity
 * that holds a tag or a reference, parameter entities or default attributes; entities
 * that nothing declares; white space in attribute values, which the tokenizer leaves as
 * it is written (XML 1.0, section 3.3.3, makes spaces of it). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "format/doctype.h"
#include "format/xml_entities.h"
#include "format/xml_scan.h"
#include "text/decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- what either saw ------------------------------------------------------- */

/* One line for each tag and attribute, and the text between two tags. */
struct seen {
	ent_buf log, text;
	unsigned depth;
	bool undeclared; /* an entity that nothing declares was met */
};

static void end_text(struct seen *s)
{
	if (s->text.n && s->depth) {
		ent_buf_add(&s->log, ENT_STR("T "));
		ent_buf_add(&s->log, ent_buf_str(&s->text));
		ent_buf_add_char(&s->log, '\n');
	}
	ent_buf_clear(&s->text);
}

static void log_line(struct seen *s, const char *kind, ent_str what)
{
	ent_buf_add(&s->log, ent_str_of(kind));
	ent_buf_add(&s->log, what);
	ent_buf_add_char(&s->log, '\n');
}

static void log_attribute(struct seen *s, ent_str name, ent_str value)
{
	ent_buf_add(&s->log, ENT_STR("A "));
	ent_buf_add(&s->log, name);
	ent_buf_add_char(&s->log, '=');
	log_line(s, "", value);
}

static void release_seen(struct seen *s)
{
	ent_buf_release(&s->log);
	ent_buf_release(&s->text);
}

/* ---- libxml2 --------------------------------------------------------------- */

static struct seen *seen_of(void *context)
{
	return ((xmlParserCtxt *)context)->_private;
}

static void on_open(void *context, const xmlChar *name, const xmlChar **attributes)
{
	struct seen *s = seen_of(context);
	end_text(s);
	log_line(s, "O ", ent_str_of((const char *)name));
	for (; attributes && attributes[0]; attributes += 2)
		log_attribute(s, ent_str_of((const char *)attributes[0]),
			      ent_str_of((const char *)attributes[1]));
	s->depth++;
}

static void on_close(void *context, const xmlChar *name)
{
	struct seen *s = seen_of(context);
	end_text(s);
	log_line(s, "C ", ent_str_of((const char *)name));
	s->depth--;
}

static void on_text(void *context, const xmlChar *text, int n)
{
	ent_buf_add(&seen_of(context)->text,
		    (ent_str){ (const char *)text, (size_t)n });
}

static xmlEntity *on_entity(void *context, const xmlChar *name)
{
	xmlEntity *entity = xmlSAX2GetEntity(context, name);
	seen_of(context)->undeclared |= !entity;
	return entity;
}

/* False for what is not well-formed. */
static bool see_with_libxml(struct seen *s, ent_str text)
{
	xmlSAXHandler sax = { .startElement = on_open,
			      .endElement = on_close,
			      .characters = on_text,
			      .ignorableWhitespace = on_text,
			      .cdataBlock = on_text,
			      .startDocument = xmlSAX2StartDocument,
			      .internalSubset = xmlSAX2InternalSubset,
			      .entityDecl = xmlSAX2EntityDecl,
			      .getEntity = on_entity,
			      .initialized = 1 };
	xmlParserCtxt *parser = xmlCreateMemoryParserCtxt(text.p, (int)text.n);
	if (!parser)
		abort();
	*parser->sax = sax;
	parser->_private = s;
	xmlCtxtUseOptions(parser,
			  XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC);
	xmlParseDocument(parser);
	const bool well = parser->wellFormed;
	xmlFreeDoc(parser->myDoc);
	parser->myDoc = NULL;
	xmlFreeParserCtxt(parser);
	end_text(s);
	return well;
}

/* ---- the tokenizer --------------------------------------------------------- */

/* A value with its white space as spaces. */
static void add_value(ent_buf *to, ent_str value, ent_xml_repairs *repairs)
{
	ent_buf plain = ENT_BUF_INIT;
	for (size_t k = 0; k < value.n; k++) {
		const char c = value.p[k];
		if (c == '\r' && k + 1 < value.n && value.p[k + 1] == '\n')
			continue;
		ent_buf_add_char(&plain, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
	}
	if (plain.n)
		ent_xml_decode(to, ent_buf_str(&plain), repairs);
	ent_buf_release(&plain);
}

/* The name of a tag as it is written, with its prefix. */
static ent_str written_name(const ent_xml_token *t)
{
	const char *from = t->raw.p + (t->type == ENT_XML_CLOSE ? 2 : 1);
	return (ent_str){ from, (size_t)(t->body.p - from) };
}

static void see_open(struct seen *s, const ent_xml_token *t, ent_xml_repairs *repairs)
{
	ent_str attributes = t->body, name, value;
	log_line(s, "O ", written_name(t));
	while (ent_xml_attribute(&name, &value, &attributes)) {
		ent_buf decoded = ENT_BUF_INIT;
		add_value(&decoded, value, repairs);
		log_attribute(s, name, decoded.n ? ent_buf_str(&decoded) : ENT_STR(""));
		ent_buf_release(&decoded);
	}
}

static void see_token(struct seen *s, const ent_xml_token *t, ent_xml_repairs *repairs)
{
	switch (t->type) {
	case ENT_XML_TEXT: ent_xml_decode(&s->text, t->body, repairs); return;
	case ENT_XML_CDATA: ent_xml_clean(&s->text, t->body, repairs); return;
	case ENT_XML_OTHER:
	case ENT_XML_BROKEN: return;
	case ENT_XML_OPEN:
	case ENT_XML_EMPTY:
	case ENT_XML_CLOSE: break;
	}
	end_text(s);
	if (t->type != ENT_XML_CLOSE) {
		see_open(s, t, repairs);
		s->depth++;
	}
	if (t->type != ENT_XML_OPEN) {
		log_line(s, "C ", written_name(t));
		s->depth -= s->depth > 0;
	}
}

static void see_with_tokens(struct seen *s, ent_str text)
{
	ent_arena *arena = ent_arena_new(1 << 20);
	ent_xml_token t;
	size_t at = 0, whole = 0;
	ent_xml_entities declared;
	ent_xml_repairs repairs = { .declared = &declared };
	if (!arena)
		abort();
	ent_xml_entities_read(&declared, text, arena);
	while (ent_xml_next(&t, text, &at)) {
		if (t.raw.p != text.p + whole || at <= whole)
			abort(); /* a byte is lost or seen twice */
		whole = at;
		see_token(s, &t, &repairs);
	}
	if (whole != text.n)
		abort();
	end_text(s);
	ent_arena_free(arena);
}

/* ---- comparison ------------------------------------------------------------ */

static void differ(ent_str ours, ent_str theirs)
{
	size_t k = 0;
	while (k < ours.n && k < theirs.n && ours.p[k] == theirs.p[k])
		k++;
	const size_t from = k > 60 ? k - 60 : 0;
	const ent_str here = ent_str_slice(ours, from, k + 60);
	const ent_str there = ent_str_slice(theirs, from, k + 60);
	fprintf(stderr, "fuzz_tokens: ours: %.*s\nlibxml2: %.*s\n", (int)here.n, here.p,
		(int)there.n, there.p);
	abort();
}

static bool holds(ent_str s, const char *mark)
{
	return s.n && memmem(s.p, s.n, mark, strlen(mark));
}

/* Whether the document type says what the two differ about on purpose. */
static bool is_apart(ent_str text)
{
	ent_str subset = ENT_STR("");
	ent_xml_token t;
	size_t at = 0;
	while (ent_xml_next(&t, text, &at) && !t.name.p)
		if (ent_str_starts(t.raw, ENT_STR("<!DOCTYPE")))
			ent_doctype_end(&subset, text, t.at);
	/* a text of an entity of more than 1,024 bytes is left out */
	return subset.n > 1024 || holds(subset, "%") || holds(subset, "<!ATTLIST") ||
	       holds(subset, "&") ||
	       (holds(subset, "<!ENTITY") &&
		(holds(subset, "SYSTEM") || holds(subset, "PUBLIC") ||
		 ent_str_count(subset, '<') != ent_str_count(subset, '!')));
}

/* The tags of all items are those of the tokens, and no unit has a flaw. */
static void check_units(ent_str text)
{
	static const char *const units[] = { "tu", "trans-unit", "unit", NULL };
	ent_error err;
	ent_input *input;
	ent_xml_stream *stream;
	ent_xml_item item;
	ent_xml_token t;
	char path[64];
	size_t at = 0, seen = 0, tags = 0;
	bool more = true, nested = false;
	unsigned open = 0, depth = 0;
	while (ent_xml_next(&t, text, &at)) {
		const bool unit = ent_str_is(t.name, units[0]) ||
				  ent_str_is(t.name, units[1]) ||
				  ent_str_is(t.name, units[2]);
		tags += t.name.p != NULL;
		open += unit && t.type == ENT_XML_OPEN;
		nested |= open > 1 || ++depth > 64;
		open -= unit && t.type == ENT_XML_CLOSE;
		depth -= t.type != ENT_XML_OPEN;
		depth -= t.type == ENT_XML_CLOSE && depth;
	}
	int fd = memfd_create("fuzz", 0);
	if (fd < 0 || write(fd, text.p, text.n) != (ssize_t)text.n)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (!nested && !ent_input_open(&input, path, 64 << 20, &err)) {
		if (ent_input_next(input, &more, &err) || !more ||
		    ent_xml_stream_new(&stream, input, units, &err))
			abort();
		while (!ent_xml_stream_next(stream, &item, &more, &err) && more) {
			if (item.flaw)
				abort();
			seen += item.n_tags ? item.n_tags : 1;
		}
		if (seen != tags)
			abort();
		ent_xml_stream_free(stream);
		ent_input_close(input);
	}
	close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_buf text = ENT_BUF_INIT;
	ent_error err;
	struct seen ours = { .depth = 0 }, theirs = { .depth = 0 };
	/* the tokenizer reads text; bytes become text before it */
	if (size > 8 << 20 ||
	    ent_decode(&text, NULL, NULL, (ent_str){ (const char *)data, size },
		       ENT_STR("UTF-8"), &err) ||
	    !text.n) {
		ent_buf_release(&text);
		return 0;
	}
	const ent_str all = ent_buf_str(&text);
	see_with_tokens(&ours, all);
	if (see_with_libxml(&theirs, all) && !theirs.undeclared && !is_apart(all)) {
		const ent_str a = ours.log.n ? ent_buf_str(&ours.log) : ENT_STR("");
		const ent_str b = theirs.log.n ? ent_buf_str(&theirs.log) : ENT_STR("");
		if (!ent_str_eq(a, b))
			differ(a, b);
		check_units(all);
	}
	release_seen(&ours);
	release_seen(&theirs);
	ent_buf_release(&text);
	return 0;
}
