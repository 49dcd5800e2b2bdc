/* SPDX-License-Identifier: Apache-2.0 */
/* concord_parts.h - what the files of the concordance share. */
#ifndef ENT_CONCORD_CONCORD_PARTS_H
#define ENT_CONCORD_CONCORD_PARTS_H

#include "entente/concord.h"
#include "memory/handle.h"
#include "memory/lookup_top.h"
#include "memory/unit_filter.h"
#include "text/inflect.h"
#include "text/token.h"

/* Numbers of texts; owned. */
typedef struct ent_ids {
	uint64_t *p;
	size_t n, capacity;
} ent_ids;

/* A set of numbers: append, put in order, look up. */
ent_status ent_ids_add(void *ids,
		       uint64_t id,
		       ent_error *err);             /* an ent_index_text_fn */
void ent_ids_sort(ent_ids *ids);                    /* each once, ascending */
bool ent_ids_have(const ent_ids *ids, uint64_t id); /* sorted */

/* The languages whose inflections are looked for. */
enum { ENT_CONCORD_RULES_MAX = 8 };
typedef struct ent_concord_rules {
	struct ent_concord_rule {
		ent_stemmer *stemmer; /* lent by the index */
		ent_inflection kind;
	} list[ENT_CONCORD_RULES_MAX];
	uint32_t n;
} ent_concord_rules;

/* Irregular forms of a word that begin with the same letters. */
typedef struct ent_pattern_forms {
	ent_str start;
	const ent_str *all; /* [n] in the order of their bytes */
	uint32_t n;
} ent_pattern_forms;

/* A word of a phrase. */
typedef struct ent_pattern_word {
	ent_str bare;         /* as the index has it */
	ent_str form;         /* as it must be in a text */
	ent_str digits;       /* of a number of four or more, without separators; "" */
	const ent_str *stems; /* for each rule, .n 0: as it is; NULL for none at all */
	const ent_pattern_forms *irregular; /* [n_irregular] other forms of it */
	uint32_t n_irregular;
	bool prefix;   /* all that begin so */
	bool any;      /* '*': any word */
	bool hyphen;   /* the phrase has one before it */
	bool function; /* a function word */
	const struct ent_pattern *pattern;
} ent_pattern_word;

/* What is found: the words of a phrase and how they may differ. */
typedef struct ent_pattern {
	ent_pattern_word *words; /* in the arena, as all else */
	uint32_t n;
	const ent_concord_rules *rules;
	bool exact;   /* no inflection, no hyphen for a space, no groups of digits */
	bool accents; /* forms keep them */
	bool cased;   /* forms are the bytes */
	bool loose; /* a hyphen may be between any two words; else where it is given */
	bool in_a_row; /* else anywhere */
	bool by_index; /* the index alone finds exactly the texts */
	bool no_links; /* its hits need no counterparts */
	bool together; /* all hits are read: they say more than each */
	bool *failed;  /* no memory while words were compared */
} ent_pattern;

/* The languages of the memory, or one of them. */
ent_status ent_concord_rules_find(ent_concord_rules *out,
				  ent_memory *memory,
				  ent_str lang,
				  ent_error *err);

/* ENT_EINVAL for a phrase without words, or with a star where none can be.  rules:
 * lent, NULL for an exact phrase whose stars are marks (a part of a text). */
ent_status ent_pattern_new(ent_pattern **out,
			   ent_str phrase,
			   const ent_concord_options *opt,
			   const ent_concord_rules *rules,
			   ent_arena *arena,
			   ent_error *err);

/* Where the pattern occurs in a text: spans in the arena; *n 0 for nowhere. */
ent_status ent_pattern_mark(const ent_span **spans,
			    uint32_t *n,
			    const ent_pattern *pattern,
			    ent_str text,
			    ent_arena *arena,
			    ent_error *err);

/* Whether a hyphen may be before word k, after a word before which there is one or not:
 * between two function words only in a row of them ("state-of-the-art"), or where the
 * phrase has it. */
bool ent_pattern_allows_hyphen(const ent_pattern *pattern, uint32_t k, bool before);

/* Whether a form of a text that the index has is one of the word's. */
bool ent_pattern_accepts(void *word, ent_str bare);

/* Calls fn with each text that the pattern occurs in, in no order, with some several
 * times. scratch is cleared. */
ent_status ent_pattern_find(const ent_pattern *pattern,
			    ent_memory *memory,
			    ent_index_text_fn fn,
			    void *data,
			    ent_arena *scratch,
			    ent_error *err);

/* number.c: the tokens [at, ...) of a text that are one number; 0 when there is
 * none.  digits: of four digits or more, without separators, into a buffer. */
enum { ENT_DIGITS_MAX = 24 };
uint32_t ent_number_read(char digits[ENT_DIGITS_MAX],
			 ent_str text,
			 const ent_token *tokens,
			 uint32_t at,
			 uint32_t n);
enum { ENT_NUMBER_WAYS = 5, ENT_NUMBER_WORDS = 16 };

/* Ways to write a word: a number's, or as it is and each group of irregular forms. */
enum { ENT_IRREGULAR_GROUPS = 7, ENT_WORD_WAYS = 1 + ENT_IRREGULAR_GROUPS };

/* Sets the irregular forms of a word that has stems; false without memory. */
bool ent_pattern_add_irregular(ent_pattern_word *word, ent_arena *arena);
/* Whether a form of the index is one of a group: for ent_index_word.accepts. */
bool ent_pattern_is_irregular(void *group, ent_str bare);
/* Returns how many words; 0 when a way does not apply, or without memory. */
uint32_t ent_number_words(ent_index_word out[ENT_NUMBER_WORDS],
			  ent_str digits,
			  uint32_t way,
			  ent_arena *arena);
bool ent_number_is_split(uint32_t way); /* into several tokens */

/* address.c: numbers of the texts that may have an address (of a page, of mail),
 * ascending; lent by the memory. */
ent_status ent_addresses_find(ent_ids *ids, ent_memory *memory, ent_error *err);
/* Whether all spans are in addresses. */
bool ent_is_in_address(ent_str text, const ent_span *spans, uint32_t n);

/* n units as hits, with their counterparts. */
ent_status ent_hits_read(ent_hit *out,
			 size_t n,
			 ent_memory *memory,
			 const ent_found *found,
			 const ent_pattern *pattern,
			 ent_arena *arena,
			 ent_error *err);

/* A unit as a hit without spans; reversed: with its sides swapped. */
ent_status ent_hit_read(ent_hit *out,
			ent_memory *memory,
			uint64_t unit,
			bool reversed,
			ent_arena *arena,
			ent_error *err);

/* The counterparts of the spans of a hit, in the arena. */
ent_status ent_hit_link(ent_hit *hit,
			ent_memory *memory,
			ent_arena *arena,
			ent_error *err);

/* Opens memory->lexicon for the languages of a unit, its sides those of the unit. */
ent_status ent_hit_lexicon(ent_memory *memory, const ent_unit *unit, ent_error *err);

/* ---- renderings ---- */

/* What a hit is counted as: stems, and a text that shows them; "" for unmarked. */
typedef struct ent_rendering_use {
	ent_str key, text;
} ent_rendering_use;

/* Of all hits of a phrase. */
ent_status ent_hits_renderings(ent_rendering_use *out,
			       const ent_hit *hits,
			       uint32_t n,
			       ent_memory *memory,
			       ent_arena *arena,
			       ent_error *err);

/* Keeps the hits that are counted as that rendering, but for inflection. */
ent_status ent_hits_of_rendering(ent_hit *hits,
				 uint32_t *count,
				 ent_str rendering,
				 ent_memory *memory,
				 ent_arena *arena,
				 ent_error *err);

#endif
