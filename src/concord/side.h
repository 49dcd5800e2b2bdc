/* SPDX-License-Identifier: Apache-2.0 */
/* side.h - the two sides of a hit, as the files that mark its counterpart see
 * them. */
#ifndef ENT_CONCORD_SIDE_H
#define ENT_CONCORD_SIDE_H

#include "entente/align.h"
#include "text/token.h"

/* Light tokens that are skipped within a counterpart. */
enum { ENT_LIGHT_MAX = 4 };

/* Tokens of one side. */
struct ent_hit_side {
	ent_str text;
	const ent_token *tokens;
	uint32_t n;
	bool *words;   /* a word, a number, or a sign that stands for a word */
	bool *content; /* one of these that is not a function word */
};

struct ent_marks {
	struct ent_hit_side source, target;
	bool *in_phrase; /* by source token */
	bool *linked;    /* by source token */
	/* a content token, and a function word, of the target that it links to; -1 */
	int32_t *partner, *light_partner;
	bool *inside;  /* by target token: the phrase links to it */
	bool *outside; /* another word links to it */
	bool *claimed; /* another one that is alike does */
	bool *alike;   /* one of the phrase that is alike does */
	bool *marked;
	uint32_t n_content; /* of the phrase */
	uint32_t n_places;  /* of the phrase */
};

static inline bool ent_side_is_word(const struct ent_hit_side *s, uint32_t k)
{
	return s->words[k];
}

static inline bool ent_token_touches(const ent_token *t, uint32_t start, uint32_t end)
{
	return t->start < end && t->end > start;
}

/* A target token may be of the counterpart though nothing links to it. */
static inline bool ent_mark_is_free(const struct ent_marks *m, uint32_t k)
{
	return m->target.words[k] && !m->outside[k];
}

/* The next content token of the target in a direction, over a few light ones (function
 * words, apostrophes, hyphens) that can join an expression; -1. */
int64_t ent_mark_next_content(const struct ent_marks *m, int64_t from, int step);
bool ent_mark_is_light(const struct ent_marks *m, uint32_t k);

/* Whether two words begin with the same letters: cognates. */
bool ent_words_begin_alike(ent_str a, ent_str b);

/* Marks what stands for words of the phrase that nothing links to. */
void ent_mark_between(struct ent_marks *m, const ent_link *links, uint32_t n_links);
void ent_mark_unlinked(struct ent_marks *m);
/* Marks the words beside what is marked that belong to it by grammar. */
void ent_mark_fixed(struct ent_marks *m);

#endif
