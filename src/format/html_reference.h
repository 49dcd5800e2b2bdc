/* SPDX-License-Identifier: Apache-2.0 */
/* html_reference.h - references to characters in HTML. */
#ifndef ENT_FORMAT_HTML_REFERENCE_H
#define ENT_FORMAT_HTML_REFERENCE_H

#include "entente/str.h"

/* Appends the character of the reference at the start of s; returns the bytes of the
 * reference, 0 where it is odd (html_page.h).  In an attribute &name= is not one. */
size_t ent_html_add_reference(ent_buf *to, ent_str s, bool attribute);

#endif
