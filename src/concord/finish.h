/* SPDX-License-Identifier: Apache-2.0 */
/* finish.h - the ends of counterparts, by grammar. */
#ifndef ENT_CONCORD_FINISH_H
#define ENT_CONCORD_FINISH_H

#include "concord/string_evidence.h"

/* Words of an expression at most. */
enum { ENT_EXPRESSION_LONGEST = 6 };

typedef struct ent_expression {
	uint32_t norms[ENT_EXPRESSION_LONGEST];
	uint32_t n;
} ent_expression;

/* Those of a language, in the arena. */
typedef struct ent_expressions {
	ent_expression *list;
	size_t n;
} ent_expressions;

/* false without memory. */
bool ent_expressions_read(ent_expressions *out, ent_norms *norms, ent_arena *arena);
/* Whether all words are one. */
bool ent_is_expression(const ent_expressions *expressions,
		       const ent_target_words *words);
/* Makes the words [*from, *from + *n) the longest expression that they are in. */
void ent_expression_around(uint32_t *from,
			   uint32_t *n,
			   const ent_expressions *expressions,
			   const ent_target_words *words);

/* The span of words of a target, with the apostrophe after a last "d". */
ent_span ent_target_span(const ent_target_words *t,
			 const ent_mark_words *words,
			 ent_str text,
			 uint32_t at,
			 uint32_t n);

/* Completes the counterparts of hits of a phrase; false without memory. */
bool ent_hits_finish(ent_concord_evidence *e,
		     ent_hit *hits,
		     const ent_mark_words *words,
		     uint32_t n,
		     ent_arena *arena);

#endif
