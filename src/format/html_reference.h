/* SPDX-License-Identifier: Apache-2.0 */
/* html_reference.h - references to characters in HTML. */
#ifndef ENT_FORMAT_HTML_REFERENCE_H
#define ENT_FORMAT_HTML_REFERENCE_H

#include "entente/str.h"

/* The character that the ampersand at the start of s stands for is added: how many bytes
 * it took, 0 where that is odd (html_scan.h).  In an attribute &name= is not one. */
size_t ent_html_add_reference(ent_buf *to, ent_str s, bool attribute);

#endif
