/* SPDX-License-Identifier: Apache-2.0 */
/* srx_read.c - read Segmentation Rules eXchange 2.0 (GALA/LISA OSCAR, 7 April 2008).
 *
 * Reads leniently, because real files need it: any namespace or none, attributes of the
 * header missing (their defaults hold), break missing (yes, section 3.3), maps of
 * version 1.0 inside maprule elements.  Bytes are decoded before the parser sees them,
 * because files declare encodings that they do not have.
 *
 * Time and memory O(n).
 */
#include <stdlib.h>
#include <string.h>

#include <libxml/xmlreader.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/file.h"
#include "format/srx_read.h"
#include "format/tag_limit.h"
#include "text/decode.h"

/* The largest rule file known has 362 KB. */
#define SRX_MAX ((uint64_t)32 << 20)

struct list {
	char *p;
	size_t n, capacity; /* items */
};

struct reader {
	xmlTextReaderPtr xml;
	ent_arena *arena;
	ent_srx srx;
	struct list rules, languages, maps;
	ent_buf text;      /* of the element that is open */
	ent_srx_rule rule; /* likewise */
	bool is_srx;
	uint32_t bad_line; /* of the first error in the XML */
	ent_error *err;
	ent_status status;
};

static void *add_item(struct reader *r, struct list *list, size_t size)
{
	if (!ent_array_grow(&list->p, &list->capacity, list->n + 1, size)) {
		r->status = ent_fail_memory(r->err);
		return NULL;
	}
	return list->p + size * list->n++;
}

static const void *keep_list(struct reader *r, const struct list *list, size_t size)
{
	void *kept = ent_arena_alloc(r->arena, list->n, size);
	if (!kept)
		r->status = ent_fail_memory(r->err);
	else if (list->n)
		memcpy(kept, list->p, list->n * size);
	return kept;
}

static ent_str keep_str(struct reader *r, ent_str s)
{
	ent_str kept = ent_arena_str(r->arena, s);
	if (!kept.p)
		r->status = ent_fail_memory(r->err);
	return kept;
}

/* An attribute's value, in the arena; "" when it is missing. */
static ent_str attribute(struct reader *r, const char *name)
{
	xmlChar *value = xmlTextReaderGetAttribute(r->xml, (const xmlChar *)name);
	ent_str kept = keep_str(r, ent_str_of((const char *)value));
	xmlFree(value);
	return kept;
}

static uint32_t line_of(struct reader *r)
{
	long line = xmlGetLineNo(xmlTextReaderCurrentNode(r->xml));
	return line > 0 ? (uint32_t)line : 0;
}

static void read_format(struct reader *r)
{
	bool in = ent_str_is(attribute(r, "include"), "yes");
	ent_str type = attribute(r, "type");
	if (ent_str_is(type, "start"))
		r->srx.start_in = in;
	else if (ent_str_is(type, "end"))
		r->srx.end_in = in;
	else if (ent_str_is(type, "isolated"))
		r->srx.isolated_in = in;
}

static void open_language(struct reader *r)
{
	ent_srx_language *l = add_item(r, &r->languages, sizeof(*l));
	if (l)
		*l = (ent_srx_language){ attribute(r, "languagerulename"),
					 (uint32_t)r->rules.n, 0 };
}

static void open_map(struct reader *r)
{
	ent_srx_map *m = add_item(r, &r->maps, sizeof(*m));
	if (m)
		*m = (ent_srx_map){ attribute(r, "languagepattern"),
				    attribute(r, "languagerulename"), line_of(r) };
}

static void close_rule(struct reader *r)
{
	if (!r->languages.n)
		return;
	ent_srx_language *all = (ent_srx_language *)(void *)r->languages.p;
	ent_srx_rule *rule = add_item(r, &r->rules, sizeof(*rule));
	if (rule) {
		*rule = r->rule;
		all[r->languages.n - 1].n_rules++;
	}
}

static void open_element(struct reader *r, const char *name)
{
	ent_buf_clear(&r->text);
	if (!strcmp(name, "srx")) {
		r->is_srx = true;
	} else if (!strcmp(name, "header")) {
		r->srx.cascade = ent_str_is(attribute(r, "cascade"), "yes");
	} else if (!strcmp(name, "formathandle")) {
		read_format(r);
	} else if (!strcmp(name, "languagerule")) {
		open_language(r);
	} else if (!strcmp(name, "languagemap")) {
		open_map(r);
	} else if (!strcmp(name, "rule")) {
		r->rule = (ent_srx_rule){ .before = { "", 0 }, .after = { "", 0 } };
		r->rule.breaks = !ent_str_is(attribute(r, "break"), "no");
		r->rule.line = line_of(r);
	}
}

static void close_element(struct reader *r, const char *name)
{
	if (!strcmp(name, "beforebreak"))
		r->rule.before = keep_str(r, ent_buf_str(&r->text));
	else if (!strcmp(name, "afterbreak"))
		r->rule.after = keep_str(r, ent_buf_str(&r->text));
	else if (!strcmp(name, "rule"))
		close_rule(r);
}

static void read_node(struct reader *r)
{
	const char *name = (const char *)xmlTextReaderConstLocalName(r->xml);
	switch (xmlTextReaderNodeType(r->xml)) {
	case XML_READER_TYPE_ELEMENT:
		open_element(r, name);
		if (xmlTextReaderIsEmptyElement(r->xml) == 1)
			close_element(r, name);
		break;
	case XML_READER_TYPE_END_ELEMENT: close_element(r, name); break;
	case XML_READER_TYPE_TEXT:
	case XML_READER_TYPE_CDATA:
	case XML_READER_TYPE_WHITESPACE:
	case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
		ent_buf_add(&r->text,
			    ent_str_of((const char *)xmlTextReaderConstValue(r->xml)));
		if (r->text.failed)
			r->status = ent_fail_memory(r->err);
		break;
	case XML_READER_TYPE_ENTITY_REFERENCE:
		r->status = ent_fail_line(r->err, ENT_EFORMAT, line_of(r),
					  "entity '%s' is not allowed", name);
		break;
	default: break;
	}
}

/* Keeps the line of the first error; the parser prints nothing. */
static void note_error(void *data, xmlErrorPtr error)
{
	struct reader *r = data;
	if (!r->bad_line && error->level >= XML_ERR_ERROR && error->line > 0)
		r->bad_line = (uint32_t)error->line;
}

static void read_all(struct reader *r, ent_str text)
{
	r->status = ent_tag_limit(text, false, r->err);
	if (r->status)
		return;
	r->xml = xmlReaderForMemory(text.p ? text.p : "", (int)text.n, NULL, "UTF-8",
				    XML_PARSE_NONET);
	if (!r->xml) {
		r->status = ent_fail_memory(r->err);
		return;
	}
	xmlTextReaderSetStructuredErrorHandler(r->xml, note_error, r);
	int more = 1;
	while (!r->status && (more = xmlTextReaderRead(r->xml)) == 1)
		read_node(r);
	if (!r->status && more < 0)
		r->status = ent_fail_line(r->err, ENT_EFORMAT, r->bad_line,
					  "is not well-formed XML");
	else if (!r->status && !r->is_srx)
		r->status = ent_fail(r->err, ENT_EFORMAT, "is not an SRX file");
	xmlFreeTextReader(r->xml);
}

ent_status ent_srx_parse(ent_srx *out, ent_str bytes, ent_arena *arena, ent_error *err)
{
	ent_buf text = ENT_BUF_INIT;
	struct reader r = { .arena = arena, .text = ENT_BUF_INIT, .err = err };
	r.srx = (ent_srx){ .end_in = true };
	if (bytes.n > SRX_MAX)
		return ent_fail(err, ENT_ELIMIT, "larger than %llu bytes",
				(unsigned long long)SRX_MAX);
	r.status = ent_decode(&text, NULL, NULL, bytes, ENT_STR(""), err);
	if (!r.status)
		read_all(&r, ent_buf_str(&text));
	if (!r.status) {
		r.srx.rules = keep_list(&r, &r.rules, sizeof(ent_srx_rule));
		r.srx.languages = keep_list(&r, &r.languages, sizeof(ent_srx_language));
		r.srx.maps = keep_list(&r, &r.maps, sizeof(ent_srx_map));
		r.srx.n_rules = (uint32_t)r.rules.n;
		r.srx.n_languages = (uint32_t)r.languages.n;
		r.srx.n_maps = (uint32_t)r.maps.n;
	}
	if (!r.status)
		*out = r.srx;
	free(r.rules.p);
	free(r.languages.p);
	free(r.maps.p);
	ent_buf_release(&r.text);
	ent_buf_release(&text);
	return r.status;
}

ent_status ent_srx_read(ent_srx *out,
			const char *path,
			ent_arena *arena,
			ent_error *err)
{
	ent_buf bytes = ENT_BUF_INIT;
	ent_status status = ent_file_read(&bytes, path, SRX_MAX, err);
	if (!status)
		status = ent_srx_parse(out, ent_buf_str(&bytes), arena, err);
	ent_buf_release(&bytes);
	return ent_error_in(err, status, ent_str_of(path));
}
