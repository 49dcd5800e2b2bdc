/* SPDX-License-Identifier: Apache-2.0 */
/* hyphen.h - hyphens at the ends of lines of plain text. */
#ifndef ENT_FORMAT_RELEASE_HYPHEN_H
#define ENT_FORMAT_RELEASE_HYPHEN_H

#include "entente/str.h"

typedef struct ent_hyphens {
	ent_str text; /* all of it, borrowed */
	size_t spent; /* bytes searched so far */
} ent_hyphens;

/* Whether the text has the word that ends with `before`, whose last byte is a hyphen,
 * and goes on with `after`, elsewhere without the hyphen, and never with it.  Cost:
 * O(text), at most a budget for all calls; false when that is spent. */
bool ent_hyphen_is_wrapper(ent_hyphens *h, ent_str before, ent_str after);

#endif
