/* SPDX-License-Identifier: Apache-2.0 */
/* string_evidence.h - what all hits of a phrase say together of its counterparts. */
#ifndef ENT_CONCORD_STRING_EVIDENCE_H
#define ENT_CONCORD_STRING_EVIDENCE_H

#include "align/vocab.h"
#include "concord/marks.h"
#include "entente/concord.h"
#include "match/form.h"
#include "memory/handle.h"

/* Words of a string at most. */
enum { ENT_STRING_LONGEST = 6 };

/* What a word is good for at the end of a counterpart. */
typedef enum ent_word_class {
	ENT_CLASS_CONTENT,
	ENT_CLASS_ARTICLE,
	ENT_CLASS_LINK, /* "de", "à", "of", "to": between any two words */
	ENT_CLASS_PREPOSITION,
	ENT_CLASS_VERB, /* "fait" of "fait l'objet de" */
	ENT_CLASS_AND,  /* and "or" */
	ENT_CLASS_JOIN, /* what begins a clause */
	ENT_CLASS_AUXILIARY,
	ENT_CLASS_NOT,
	ENT_CLASS_OTHER, /* pronouns, adverbs */
} ent_word_class;

/* Numbers words so that inflections, and contractions ("du", "au"), share one. */
typedef struct ent_norms {
	ent_str lang; /* without region */
	ent_form_buffer forms;
	ent_vocab words, keys;
	uint32_t *key_of;        /* [words.n] */
	ent_word_class *classes; /* [words.n] */
	size_t n_keys, n_classes;
	bool failed; /* out of memory: a word has no number for that */
} ent_norms;

/* Empty norms for a language without region, which is lent. */
ent_status ent_norms_begin(ent_norms *norms, ent_str lang, ent_error *err);
void ent_norms_release(ent_norms *norms);
/* The number of a word; ENT_VOCAB_NONE without memory, and for a word that is new when
 * it is not to be added. */
uint32_t ent_norm_of(ent_word_class *class_of,
		     ent_norms *norms,
		     ent_str token,
		     ent_token_kind kind,
		     bool add);

/* What of a phrase decides where its counterparts may begin and end. */
typedef struct ent_phrase_shape {
	uint32_t content, light;       /* words */
	bool starts_light, ends_light; /* with a function word */
	bool starts_in_preposition, starts_in_auxiliary, any_and;
	bool ends_in_preposition, ends_in_join;
	bool any_light;
	bool is_expression; /* expressions.c */
} ent_phrase_shape;

/* A string of words that may be the counterpart. */
typedef struct ent_word_string {
	const uint32_t *norms; /* [n] lent */
	uint8_t n, content;
	uint8_t first, last;   /* ent_word_class */
	uint32_t hit, at;      /* where it was first seen */
	uint32_t hits, linked; /* hits left that have it, and those with a link to it */
	uint32_t whole;        /* hits left where each word of content is linked */
	uint32_t all;          /* hits that had it at first */
	uint32_t elsewhere;    /* sampled texts of others that have it */
	uint32_t seen_in;      /* hit + 1 */
	bool refused;
} ent_word_string;

/* An occurrence in a target. */
typedef struct ent_string_place {
	uint32_t string;
	uint16_t at;
	uint8_t n, marked; /* words */
} ent_string_place;

/* The words of a target. */
typedef struct ent_target_words {
	uint32_t *norms, *tokens; /* [n] number, and place among the tokens */
	uint8_t *classes;         /* [n] */
	uint8_t *flags;           /* [n] ENT_MARK_* */
	bool *apart;              /* [n] punctuation is before it */
	uint32_t n;
	bool follows; /* the phrase follows a function word */
	ent_string_place *places;
	uint32_t n_places;
} ent_target_words;

typedef struct ent_concord_evidence {
	ent_norms norms;
	ent_phrase_shape shape;
	ent_target_words *targets; /* [n_hits]; .n 0 for one that is not looked at */
	uint32_t n_hits;
	uint32_t *same_as; /* [n_hits] the first hit with the same target */
	uint32_t looked_at;
	ent_word_string *strings;
	size_t n_strings, capacity;
	uint32_t *slots; /* [mask + 1] string + 1 */
	uint32_t mask;
	uint32_t sampled; /* texts */
	ent_arena *arena;
} ent_concord_evidence;

/* Reads the targets in a language, and counts the strings in up to
 * ENT_HITS_LOOKED_AT. */
ent_status ent_evidence_read(ent_concord_evidence *e,
			     const ent_hit *hits,
			     const ent_mark_words *words,
			     uint32_t n,
			     ent_error *err);
/* Counts them in other texts of the memory. */
ent_status ent_evidence_sample(ent_concord_evidence *e,
			       const ent_hit *hits,
			       ent_memory *memory,
			       ent_error *err);
/* The string of n words; NULL when it was not counted. */
ent_word_string *ent_evidence_find(const ent_concord_evidence *e,
				   const uint32_t *norms,
				   uint32_t n);
void ent_evidence_release(ent_concord_evidence *e);

/* Marks the counterparts of n hits of a phrase again where all of them together say
 * more than the links of each. */
ent_status ent_hits_settle(ent_hit *hits,
			   const ent_mark_words *words,
			   uint32_t n,
			   ent_memory *memory,
			   ent_arena *arena,
			   ent_error *err);

#endif
