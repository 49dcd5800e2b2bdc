/* SPDX-License-Identifier: Apache-2.0 */
/* main_text.h - which parts of a page of HTML are not its main text, by density. */
#ifndef ENT_FORMAT_RELEASE_MAIN_TEXT_H
#define ENT_FORMAT_RELEASE_MAIN_TEXT_H

#include <libxml/tree.h>

#include "entente/arena.h"

/* Marks as left out (SKIP_EXTRA) what is not the main text of a page whose elements the
 * rules have marked. *less becomes true when more than half of its sentences are left
 * out, by the rules or here.  False when out of memory. */
bool ent_main_text_mark(bool *less, xmlDoc *doc, ent_arena *arena);

#endif
