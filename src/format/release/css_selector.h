/* SPDX-License-Identifier: Apache-2.0 */
/* css_selector.h - selectors of style sheets: read, and matched with elements. */
#ifndef ENT_FORMAT_RELEASE_CSS_SELECTOR_H
#define ENT_FORMAT_RELEASE_CSS_SELECTOR_H

#include <libxml/tree.h>

#include "entente/arena.h"

typedef struct ent_css_selector ent_css_selector;

/* Reads one selector, such as "div.note > p".  NULL for one that is not valid, longer
 * than we read, or of a part that is not an element (::before); the arena owns it. */
ent_css_selector *ent_css_selector_read(ent_str s, ent_arena *arena);

/* Identifiers, classes and attributes, names of elements: a number for each, so that a
 * greater specificity is a greater number (Selectors Level 4, section 17). */
uint32_t ent_css_specificity(const ent_css_selector *s);

/* Whether a match of the selector depends on what a reader does (:hover, [open]). */
bool ent_css_is_dynamic(const ent_css_selector *s);

/* Whether the element matches.  *budget counts the steps that are left and is less
 * afterwards; without any, nothing matches. */
bool ent_css_matches(const ent_css_selector *s, const xmlNode *element, size_t *budget);

/* Whether the element may match later, when scripts or readers change classes and
 * states of it or of elements around it.  It must have the name and the identifier of
 * the selector and one of its classes; where the selector ends with a name only, this
 * holds for the elements around it. */
bool ent_css_may_match(const ent_css_selector *s,
		       const xmlNode *element,
		       size_t *budget);

/* An attribute of an element of HTML; NULL without it. */
const char *ent_css_attribute(const xmlNode *element, const char *name);

/* How many bytes of s are before the first of the stops that is outside of quotes and
 * brackets and is not escaped; s.n without one. */
size_t ent_css_find(ent_str s, const char *stops);

#endif
