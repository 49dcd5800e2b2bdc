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

#endif
