/* SPDX-License-Identifier: Apache-2.0 */
/* settling.h - what the files share that settle the hits of a phrase (settle.c). */
#ifndef ENT_CONCORD_SETTLING_H
#define ENT_CONCORD_SETTLING_H

#include "concord/known.h"
#include "concord/string_evidence.h"

enum {
	ENT_SETTLE_MANY = 20,   /* hits, that make one of its own suspect */
	ENT_SETTLE_ROUNDS = 40, /* renderings at most */
};

/* Of the hits have a usual rendering. */
#define ENT_SETTLE_USUAL 0.25

typedef struct ent_settling {
	ent_concord_evidence e;
	ent_hit *hits;
	const ent_mark_words *words;
	uint32_t found[ENT_SETTLE_ROUNDS]; /* strings */
	uint32_t n_found;
	const ent_lexicon *lexicon,
		*seed; /* that one was learned, and ships; or NULL */
	ent_known_reader *known;
	ent_arena *arena;
	bool *settled; /* [n_hits] */
} ent_settling;

/* ---- settle_hits.c: where a hit has a string ---- */

/* The phrase in a hit. */
ent_str ent_settling_phrase(const ent_settling *s, uint32_t hit);

/* The n words of a target from word `at`. */
ent_span ent_settling_span(const ent_settling *s,
			   uint32_t hit,
			   uint32_t at,
			   uint32_t n);

/* Whether the marks of a hit alone have the content of the phrase, all known. */
bool ent_settling_supports(const ent_settling *s, uint32_t hit, uint32_t least);

/* Settles the hits that were counted for a string, each where most is marked, and when
 * it is a frequent one with the content of the phrase, those that have it without that
 * all of it is linked; false without memory, as the next ones. */
bool ent_settle_uses(ent_settling *s, uint32_t string);

/* Settles a hit by the longest of what was found. */
bool ent_settle_rest(ent_settling *s, uint32_t hit);

/* Settles the hits in which nothing is linked to the phrase by what was found. */
bool ent_settle_unlinked(ent_settling *s);

/* ---- settle_strings.c: which string is next, and what is against it ---- */

/* Which strings are looked at: those that are linked as a whole, then all that are
 * linked, then those that nothing is linked to. */
typedef enum ent_settle_pass {
	ENT_PASS_WHOLE,
	ENT_PASS_LINKED,
	ENT_PASS_ANY,
} ent_settle_pass;

/* The most associated string that is left, NULL for none; of ENT_PASS_WHOLE with as
 * much content as the phrase, all linked to it. */
ent_word_string *ent_string_most_associated(const ent_settling *s,
					    ent_settle_pass pass);

/* The most frequent string that has the content of the phrase, all linked to it. */
ent_word_string *ent_string_most_linked(const ent_settling *s);

/* The string without words at its ends that translate nothing. */
ent_word_string *ent_string_without_needless(const ent_settling *s, ent_word_string *w);

/* Whether it was taken before. */
bool ent_string_is_found(const ent_settling *s, const ent_word_string *w);

/* Whether it is a part of what was found before, and frequent, with the content of the
 * phrase. */
bool ent_string_is_part_of_found(const ent_settling *s, const ent_word_string *w);

/* Whether a word of the phrase has no counterpart in a string, and a word of the string
 * translates nothing, as far as the lexicons know. */
bool ent_string_is_unknown(const ent_settling *s, const ent_word_string *w);

/* Whether a string is frequent, or known. */
bool ent_string_is_plausible(const ent_settling *s, const ent_word_string *w);

/* Whether most hits of a string were settled by others, that have no part of it: it is
 * beside the counterpart. */
bool ent_string_is_companion(const ent_settling *s, const ent_word_string *w);

#endif
