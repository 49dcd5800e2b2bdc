/* SPDX-License-Identifier: Apache-2.0 */
/* xml_scan.h - the tags and texts of a piece of XML, and a file of units cut into
 * such pieces. */
#ifndef ENT_FORMAT_XML_SCAN_H
#define ENT_FORMAT_XML_SCAN_H

#include "entente/read.h"
#include "format/input.h"
#include "format/xml_decode.h"

/* ---- tokens -------------------------------------------------------------- */

typedef enum ent_token_type {
	ENT_XML_TEXT,  /* with its references */
	ENT_XML_CDATA, /* body: what is inside */
	ENT_XML_OPEN,
	ENT_XML_EMPTY, /* <a/> */
	ENT_XML_CLOSE,
	ENT_XML_OTHER,  /* comment, processing instruction, declaration */
	ENT_XML_BROKEN, /* a tag that does not end */
} ent_token_type;

typedef struct ent_xml_token {
	ent_token_type type;
	ent_str raw;  /* all of it */
	ent_str name; /* local name of a tag */
	ent_str body; /* attributes of a tag; text */
	size_t at;    /* offset of raw */
} ent_xml_token;

/* The next token at *at, which is moved after it; false at the end. */
bool ent_xml_next(ent_xml_token *out, ent_str xml, size_t *at);

/* The next attribute of attrs, which is moved after it.  The name keeps its
 * prefix; value is as it is written.  False at the end or at nonsense. */
bool ent_xml_attribute(ent_str *name, ent_str *value, ent_str *attrs);

/* The value of an attribute, references and all; .p is NULL without one. */
ent_str ent_xml_get(ent_str attrs, const char *name);

/* Offset of the tag that closes the element whose open tag ends at `from`, and
 * in *end where that tag ends; the end of xml without one. */
size_t ent_xml_close(ent_str xml, size_t from, size_t *end);

/* ---- a file -------------------------------------------------------------- */

typedef struct ent_xml_stream ent_xml_stream;

/* A tag of a unit; offsets count from the beginning of the unit. */
typedef struct ent_xml_tag {
	ent_token_type type; /* ENT_XML_OPEN, ENT_XML_EMPTY, ENT_XML_CLOSE */
	uint32_t at, end;    /* of all of it */
	uint32_t name, body; /* local name, and from where that ends the attributes */
	uint32_t body_end;
	uint32_t close; /* which of the tags closes this one, when it is open */
} ent_xml_tag;

/* What makes a unit unusable. */
typedef enum ent_xml_flaw {
	ENT_XML_SOUND,
	ENT_XML_UNENDED, /* before the next unit begins, or the file ends */
	ENT_XML_TOO_LONG,
	ENT_XML_TAG_UNENDED,
	ENT_XML_TOO_DEEP,
	ENT_XML_TOO_MANY, /* tags */
	ENT_XML_CROSSED,  /* a tag closes what is not open */
} ent_xml_flaw;

/* A tag or processing instruction outside the units, or a whole unit. */
typedef struct ent_xml_item {
	ent_xml_token token;     /* the tag; for a unit, its first */
	ent_str unit;            /* all of a unit, or as far as it goes; "" for a tag */
	const ent_xml_tag *tags; /* of a sound unit, in order, its own first and last */
	uint32_t n_tags;
	ent_xml_flaw flaw; /* the first one */
	size_t flaw_at;    /* offset in the unit */
	ent_str open;      /* ENT_XML_CROSSED: what the tag at flaw_at should close */
	uint32_t line;
} ent_xml_item;

static inline ent_str ent_xml_tag_name(ent_str unit, const ent_xml_tag *tag)
{
	return ent_str_slice(unit, tag->name, tag->body);
}

static inline ent_str ent_xml_tag_attributes(ent_str unit, const ent_xml_tag *tag)
{
	return ent_str_slice(unit, tag->body, tag->body_end);
}

/* units: local names of the elements that come whole, ending with NULL; lent.
 * The caller owns *out; input is lent. */
ent_status ent_xml_stream_new(ent_xml_stream **out,
			      ent_input *input,
			      const char *const *units,
			      ent_error *err);
void ent_xml_stream_free(ent_xml_stream *stream); /* NULL is allowed */

/* The next item; what it points at lives until the next call.  *more is false
 * at the end of the file. */
ent_status ent_xml_stream_next(ent_xml_stream *stream,
			       ent_xml_item *out,
			       bool *more,
			       ent_error *err);

#endif
