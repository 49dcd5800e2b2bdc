/* SPDX-License-Identifier: Apache-2.0 */
/* entente/document.h - a release as it was read: paragraphs and metadata.
 *
 * Plain data.  Everything an ent_document points at lives in the arena it was
 * read into.
 */
#ifndef ENTENTE_DOCUMENT_H
#define ENTENTE_DOCUMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "entente/str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ent_kind {
	ENT_KIND_BODY,      /* running text */
	ENT_KIND_HEADING,   /* a title or heading of any level */
	ENT_KIND_ITEM,      /* of a list */
	ENT_KIND_CELL,      /* of a table */
	ENT_KIND_NOTE,      /* a footnote or marginal note cut out of its paragraph */
	ENT_KIND_ATTRIBUTE, /* the value of an attribute: the text of a picture */
} ent_kind;

/* "body", "heading", "item", "cell", "note", "attribute" */
const char *ent_kind_name(ent_kind kind);

typedef struct ent_paragraph {
	ent_str text;  /* never empty; white space of the markup is folded, typographic
		       * spaces are kept */
	ent_kind kind; /* what the markup or layout says it is */
	uint32_t
		line; /* 1-based line of the file where it begins, or what `part` of the
			* document counts instead; of DOCX and ODT, which have no lines,
			* the paragraph, blank ones counted; 0 if unknown */
} ent_paragraph;

/* The same release in another language, as the release itself says. */
typedef struct ent_alternate {
	ent_str lang, href;
} ent_alternate;

typedef struct ent_document {
	ent_str name;     /* the file's name as it was given */
	ent_str format;   /* "text", "html", "xml", ... */
	ent_str encoding; /* of the bytes, "UTF-8", "windows-1252", ... */
	ent_str lang;     /* "fr": stated or, failing that, guessed; "" if neither */
	ent_str title;    /* "" if none is stated and no heading opens the text */
	ent_str date;     /* of the release, YYYY-MM-DD; "" if none is stated */
	ent_str id;       /* identifier or URL that the release states; "" if none */
	bool lang_is_guess;
	/* what the line of a paragraph counts: "page", "slide", "chapter", "subtitle";
	 * "" for lines */
	ent_str part;
	const ent_alternate *alternates;
	uint32_t n_alternates;
	const ent_paragraph *paragraphs;
	uint32_t n_paragraphs;
	uint64_t hash; /* of the bytes of the file, ent_str_hash() */
} ent_document;

/* A piece of a paragraph that is aligned as a whole. */
typedef struct ent_segment {
	ent_str text;       /* trimmed; lent by the paragraph it is in */
	uint32_t paragraph; /* index; ENT_NO_PARAGRAPH when the structure is unknown */
	ent_kind kind;      /* of that paragraph */
	bool uncertain;     /* whether its end is a boundary is uncertain */
} ent_segment;

#define ENT_NO_PARAGRAPH UINT32_MAX

/* A part of a text. */
typedef struct ent_span {
	uint32_t start, end; /* bytes */
} ent_span;

/* Inline codes: bytes in a text that are not text, such as a tag. */
typedef enum ent_code_kind {
	ENT_CODE_START,    /* opens something: <b> */
	ENT_CODE_END,      /* closes it: </b> */
	ENT_CODE_ISOLATED, /* standalone: an image, the call of a note */
	ENT_CODE_LINE,     /* a line break: counts as white space */
} ent_code_kind;

#ifdef __cplusplus
}
#endif

#endif
