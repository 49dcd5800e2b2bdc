/* SPDX-License-Identifier: Apache-2.0 */
/* settle.h - strings of words, weighed by the evidence of all hits. */
#ifndef ENT_CONCORD_SETTLE_H
#define ENT_CONCORD_SETTLE_H

#include "concord/string_evidence.h"

enum {
	ENT_STRING_USES = 3, /* hits that have a string at least */
	ENT_STRING_LIFT =
		10 /* times as often as elsewhere: one that nothing links to */
};

/* How much a string is associated with the phrase; 0 for not at all. */
double ent_string_ratio(const ent_concord_evidence *e, const ent_word_string *w);
/* How many times as often it is in hits as elsewhere. */
double ent_string_lift(const ent_concord_evidence *e, const ent_word_string *w);
/* Whether the words of one are in a row among those of the other, or are the same. */
bool ent_string_contains(const ent_word_string *large, const ent_word_string *small);
/* The string with what it lacks, without what it has too much; itself. */
ent_word_string *ent_string_whole(const ent_concord_evidence *e, ent_word_string *w);

#endif
