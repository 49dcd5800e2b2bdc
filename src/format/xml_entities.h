/* SPDX-License-Identifier: Apache-2.0 */
/* xml_entities.h - entities that a file declares in its document type. */
#ifndef ENT_FORMAT_XML_ENTITIES_H
#define ENT_FORMAT_XML_ENTITIES_H

#include "entente/arena.h"
#include "format/xml_decode.h"

/* Reads the internal subset of the document type in the beginning of a file.  Parameter
 * entities, external ones and those with a text longer than a kilobyte are skipped. */
void ent_xml_entities_read(ent_xml_entities *out, ent_str head, ent_arena *arena);

#endif
