/* SPDX-License-Identifier: Apache-2.0 */
/* inline_style.h - style attributes of HTML as the rules read them. */
#ifndef ENT_FORMAT_RELEASE_INLINE_STYLE_H
#define ENT_FORMAT_RELEASE_INLINE_STYLE_H

#include <libxml/tree.h>

#include "entente/str.h"

/* Appends a style without comments and escapes, and of the declarations of display and
 * visibility only the one that counts. */
void ent_style_simplify(ent_buf *to, ent_str style);

/* Appends the character of the escape at the start of s; returns the bytes of the
 * escape (CSS Syntax Level 3, section 4.3.7). */
size_t ent_style_add_escape(ent_buf *to, ent_str s);

/* What declarations do with a property. */
enum ent_style_effect { ENT_STYLE_SILENT, ENT_STYLE_SHOWS, ENT_STYLE_HIDES };

struct ent_style_said {
	enum ent_style_effect effect;
	bool important;
};

/* Reads the declarations of display (said[0]) and of visibility (said[1]).  False if
 * there is not enough memory. */
bool ent_style_read(struct ent_style_said said[2], ent_str declarations);

/* Simplifies the style attributes of a page.  False if there is not enough memory. */
bool ent_style_simplify_all(xmlDoc *doc);

#endif
