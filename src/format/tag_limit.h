/* SPDX-License-Identifier: Apache-2.0 */
/* tag_limit.h - tags that a parser would need too long for. */
#ifndef ENT_FORMAT_TAG_LIMIT_H
#define ENT_FORMAT_TAG_LIMIT_H

#include "entente/error.h"
#include "entente/str.h"

/* Attributes of one tag.  Documents have some tens at most. */
enum { ENT_TAG_ATTRIBUTES = 1000 };

/* ENT_ELIMIT, with the line, when a tag of XML or HTML has more attributes. */
ent_status ent_tag_limit(ent_str text, bool html, ent_error *err);

/* A tag from its "<" to after its ">", and where to look for the next: after the
 * content of scripts. */
typedef struct ent_tag {
	size_t start, end, next;
	unsigned attributes; /* with values */
	bool closes;
} ent_tag;

/* The first tag at or after an offset; false if there is none. */
bool ent_tag_next(ent_tag *tag, ent_str text, size_t from, bool html);

#endif
