/* SPDX-License-Identifier: Apache-2.0 */
/* xml_decode.h - the text of a piece of XML: references replaced, characters
 * checked. */
#ifndef ENT_FORMAT_XML_DECODE_H
#define ENT_FORMAT_XML_DECODE_H

#include "entente/str.h"

enum { ENT_ENTITIES_MAX = 64 };

/* Entities that a file declares; ent_xml_entities_read() fills them. */
typedef struct ent_xml_entities {
	struct {
		ent_str name, text; /* in an arena; references are replaced */
	} list[ENT_ENTITIES_MAX];
	unsigned n;
} ent_xml_entities;

/* The text of an entity; .p is NULL for one that is not declared.  entities may be
 * NULL. */
ent_str ent_xml_entity(const ent_xml_entities *entities, ent_str name);

/* What decoding had to change, and what it may use. */
typedef struct ent_xml_repairs {
	unsigned characters;              /* that XML 1.0 forbids: now U+FFFD */
	unsigned entities;                /* that nothing declares: now their name */
	const ent_xml_entities *declared; /* by the file; NULL: none */
} ent_xml_repairs;

/* Appends text with its references replaced. */
void ent_xml_decode(ent_buf *to, ent_str text, ent_xml_repairs *repairs);
/* The same without references: CDATA. */
void ent_xml_clean(ent_buf *to, ent_str text, ent_xml_repairs *repairs);

/* Appends text in which two references to the surrogates of a character are one
 * reference to it; false, and nothing is appended, when there are none. */
bool ent_xml_join_surrogates(ent_buf *to, ent_str text);

#endif
