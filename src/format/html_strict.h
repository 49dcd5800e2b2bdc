/* SPDX-License-Identifier: Apache-2.0 */
/* html_strict.h - two ways from HTML to a tree of libxml2: pages that need no repair,
 * and any page. */
#ifndef ENT_FORMAT_HTML_STRICT_H
#define ENT_FORMAT_HTML_STRICT_H

#include <libxml/tree.h>

#include "entente/error.h"
#include "entente/str.h"

/* The tree that ent_html_repair() gives, or *odd for a page that may need repair; *out
 * is unchanged then.  Valid UTF-8; the caller frees the tree. */
ent_status ent_html_strict(xmlDoc **out, bool *odd, ent_str text, ent_error *err);

/* What a browser makes of any page. */
ent_status ent_html_repair(xmlDoc **out, ent_str text, ent_error *err);

#endif
