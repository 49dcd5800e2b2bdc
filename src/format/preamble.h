/* SPDX-License-Identifier: Apache-2.0 */
/* preamble.h - what generators of sites put before and between the text of a page. */
#ifndef ENT_FORMAT_PREAMBLE_H
#define ENT_FORMAT_PREAMBLE_H

#include "entente/str.h"

/* The length of the front matter (YAML between lines "---", TOML between "+++") at the
 * beginning of a text; 0 without one. */
size_t ent_front_matter(ent_str text);

/* Whether a line of it is "key: value" or "key = value". */
bool ent_front_entry(ent_str line, ent_str *key, ent_str *value);

/* The length of the tag of a template language ({% %}, {# #}, <% %>, <?php ?>) at the
 * beginning of s; 0 without one. {{ }} outputs a value, which is text. */
size_t ent_template_tag(ent_str s);

#endif
