/* SPDX-License-Identifier: Apache-2.0 */
/* graded.h - the tokens of the graded score: variants of spelling are one token. */
#ifndef ENT_MATCH_GRADED_H
#define ENT_MATCH_GRADED_H

#include "text/token.h"

/* As ent_token_next(), but these are one token each: "..." (a mark); "U.S." and
 * "O.N.U.", "co-operation" and "e-mail" (words); "1 250 000" (a number).  Their forms
 * (form.h) are those of "\u2026", "US", "cooperation" and "1250000". */
bool ent_graded_next(ent_token *out, ent_str text, size_t *at);

/* Whether a token of it is not one of ent_token_next(). */
bool ent_graded_differs(ent_str text);

#endif
