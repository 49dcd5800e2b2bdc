/* SPDX-License-Identifier: Apache-2.0 */
/* xml_entities.h - entities that a file declares in its document type. */
#ifndef ENT_FORMAT_XML_ENTITIES_H
#define ENT_FORMAT_XML_ENTITIES_H

#include "entente/arena.h"
#include "entente/str.h"

enum { ENT_ENTITIES_MAX = 64 };

typedef struct ent_xml_entities {
	struct {
		ent_str name, text; /* in the arena; references are replaced */
	} list[ENT_ENTITIES_MAX];
	unsigned n;
} ent_xml_entities;

/* Reads the internal subset of the document type in the beginning of a file.
 * Parameter entities and those of files are passed over, and so are those whose text
 * is longer than a kilobyte. */
void ent_xml_entities_read(ent_xml_entities *out, ent_str head, ent_arena *arena);

/* The text of an entity; .p is NULL for one that is not declared.  entities may be
 * NULL. */
ent_str ent_xml_entity(const ent_xml_entities *entities, ent_str name);

#endif
