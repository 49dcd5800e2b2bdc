/* SPDX-License-Identifier: Apache-2.0 */
/* inline_style.h - style attributes of HTML as the rules read them. */
#ifndef ENT_FORMAT_RELEASE_INLINE_STYLE_H
#define ENT_FORMAT_RELEASE_INLINE_STYLE_H

#include <libxml/tree.h>

#include "entente/str.h"

/* Appends a style without comments and escapes, and of the declarations of display and
 * visibility only the one that counts. */
void ent_style_simplify(ent_buf *to, ent_str style);

/* Appends a style, or a sheet of them, without comments and with the characters that
 * escapes stand for. */
void ent_style_plain(ent_buf *to, ent_str style);

/* Simplifies the style attributes of a page.  False if there is not enough memory. */
bool ent_style_simplify_all(xmlDoc *doc);

/* The same of style elements: what they hide gets a style attribute that says so. */
bool ent_style_hide_by_sheets(xmlDoc *doc);

#endif
