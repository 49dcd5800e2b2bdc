/* SPDX-License-Identifier: Apache-2.0 */
/* note_call.h - the numbers that call a note, which are not text of the sentence. */
#ifndef ENT_FORMAT_RELEASE_NOTE_CALL_H
#define ENT_FORMAT_RELEASE_NOTE_CALL_H

#include <libxml/tree.h>

#include "entente/str.h"

/* Whether an element that may be a call (a superscript, a link to a note) is one, given
 * the text of the paragraph before it. */
bool ent_is_note_call(const xmlNode *element, ent_str before);

#endif
