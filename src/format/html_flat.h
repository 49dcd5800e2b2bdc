/* SPDX-License-Identifier: Apache-2.0 */
/* html_flat.h - HTML with fewer elements within one another. */
#ifndef ENT_FORMAT_HTML_FLAT_H
#define ENT_FORMAT_HTML_FLAT_H

#include "entente/str.h"

/* The page with spaces for the tags of elements that are 512 deep. */
void ent_html_flatten(ent_buf *to, ent_str page);

#endif
