/* SPDX-License-Identifier: Apache-2.0 */
/* inline_read.h - the inline codes of a segment's content, of TMX or of XLIFF. */
#ifndef ENT_FORMAT_INLINE_READ_H
#define ENT_FORMAT_INLINE_READ_H

#include "doc/inline.h"
#include "entente/arena.h"
#include "format/xml_scan.h"

/* What kind of code a tag is, or an element that begins with it and holds
 * `content`. */
ent_code_kind ent_inline_kind(const ent_xml_token *tag, ent_str content);

/* Whether an element's content is native code and no text: bpt, ept, it, ph, ut. */
bool ent_inline_is_native(ent_str name);

/* The codes of a content (lent), in the arena.  Annotations (mrk, sm, em) are not
 * codes. false when out of memory. */
bool ent_inline_list(ent_inlines *out, ent_str content, ent_arena *arena);

#endif
