/* SPDX-License-Identifier: Apache-2.0 */
/* graded.h - the tokens of the graded score: variants of spelling are one token. */
#ifndef ENT_MATCH_GRADED_H
#define ENT_MATCH_GRADED_H

#include "text/token.h"

/* As ent_token_next(), but these are one token each: "..." and ". . ." (a mark); "U.S."
 * and "U. S.", "co-operation" and "e-mail", "web site", "Ph.D.", "Mr." (words); "1 250
 * 000" and "1'250'000" (a number).  Of "long-term" the first token is "long-".  Their
 * forms (form.h) are those of "\u2026", "US", "cooperation", "website", "1250000",
 * "long". */
bool ent_graded_next(ent_token *out, ent_str text, size_t *at);

/* Whether a token of ent_token_next() may be joined with what follows it: quick, and
 * true too often. */
bool ent_graded_may_join(const ent_token *t, ent_str text);

#endif
