/* SPDX-License-Identifier: Apache-2.0 */
/* form.h - the forms of a token that a match compares. */
#ifndef ENT_MATCH_FORM_H
#define ENT_MATCH_FORM_H

#include <stdbool.h>

#include "entente/str.h"
#include "match/english.h"
#include "text/stem.h"
#include "text/token.h"

/* Each form is a function of the one before it, the last of that before the last,
 * so that tokens which are equal in one of the first two are equal in all that
 * follow.  With `variants`, numbers and English words of two spellings are equal in the
 * second and the last. */
typedef enum ent_form {
	ENT_FORM_PLAIN,  /* case folded: the identity of the plain score */
	ENT_FORM_GRADED, /* and typography: the identity of the graded score */
	ENT_FORM_BARE,   /* and no accents: a word of a concordance */
	ENT_FORM_KEY,    /* of a word its stem: what inflections share */
} ent_form;

/* Where a form is made; ENT_FORM_BUFFER_INIT before, ent_form_release() after. */
typedef struct ent_form_buffer {
	ent_stemmer *stemmer; /* lent; NULL for a language without one */
	bool variants;        /* the forms of the score: spellings.h, number_form.h */
	char small[128], american[ENT_ENGLISH_MAX];
	ent_buf large, other, seen;
} ent_form_buffer;

#define ENT_FORM_BUFFER_INIT ((ent_form_buffer){ .large = ENT_BUF_INIT })

/* The form of a token, lent until the next call with the same buffer; .p is NULL when
 * out of memory.  It may be empty: a soft hyphen has no typographic form. */
ent_str ent_form_of(ent_form_buffer *buffer,
		    ent_str token,
		    ent_token_kind kind,
		    ent_form form);
void ent_form_release(ent_form_buffer *buffer);

#endif
