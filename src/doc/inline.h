/* SPDX-License-Identifier: Apache-2.0 */
/* inline.h - the inline codes of a segment: plain data. */
#ifndef ENT_DOC_INLINE_H
#define ENT_DOC_INLINE_H

#include "entente/document.h"

typedef struct ent_inline {
	ent_code_kind kind;
	ent_str type;    /* "bold", "italic", "link", ...; "" if it is not known */
	ent_str id;      /* by which it is known in the translation; of an END that of
			  * its START; "" for none */
	ent_str raw;     /* as written in the content, lent: a tag, or an element that
			  * holds native code */
	ent_str native;  /* as a person sees it: "<b>", "{0}" */
	uint32_t ink;    /* bytes of text before it that are not white space */
	int32_t partner; /* index of the other half; -1 for none */
	bool tag;        /* raw is a start or end tag of the content, and must nest */
} ent_inline;

/* The codes of one content. */
typedef struct ent_inlines {
	const ent_inline *list; /* in order */
	uint32_t n;
	uint32_t ink; /* of the whole text */
} ent_inlines;

#endif
