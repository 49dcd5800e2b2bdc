/* SPDX-License-Identifier: Apache-2.0 */
/* entente/clean.h - cleaning a memory in bulk, by named rules, with a preview.
 *
 * A rule corrects texts or removes units.  Those that hardly anybody would dispute are
 * ENT_CLEAN_USUAL; the others also find units that are right, such as names that are
 * equal in both languages, so that a person chooses them.
 */
#ifndef ENTENTE_CLEAN_H
#define ENTENTE_CLEAN_H

#include "entente/memory.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A set of bits. */
typedef enum ent_clean_rule {
	/* correct texts */
	ENT_CLEAN_WHITESPACE = 1 << 0, /* at the ends, runs of spaces */
	ENT_CLEAN_CONTROLS = 1 << 1,   /* control characters, overrides of direction */
	ENT_CLEAN_ENTITIES = 1 << 2,   /* "&eacute;" that was left over in a text */
	/* remove units */
	ENT_CLEAN_EMPTY = 1 << 3, /* nothing visible on a side */
	ENT_CLEAN_DUPLICATES = 1
			       << 4, /* equal texts in one document; the oldest stays */
	ENT_CLEAN_CASE = 1 << 5,    /* the same but for case; the most frequent stays */
	ENT_CLEAN_EQUAL = 1 << 6,   /* both sides are equal */
	ENT_CLEAN_NUMBERS = 1 << 7, /* no word on either side */
	ENT_CLEAN_LANGUAGE = 1 << 8, /* a side in another language; swapped sides are
					* swapped back */
	ENT_CLEAN_CODES = 1 << 9,    /* tags, placeholders or codes that differ */
} ent_clean_rule;

enum {
	ENT_CLEAN_RULES = 10,
	ENT_CLEAN_ALL = (1 << ENT_CLEAN_RULES) - 1,
	ENT_CLEAN_USUAL = ENT_CLEAN_WHITESPACE | ENT_CLEAN_CONTROLS |
			  ENT_CLEAN_ENTITIES | ENT_CLEAN_EMPTY | ENT_CLEAN_DUPLICATES,
};

/* "whitespace", "control-characters", ... for one bit; "unknown" for none of them.
 * Static. */
const char *ent_clean_rule_name(ent_clean_rule rule);
/* The bit of a name; false, with *out unchanged, for another name. */
bool ent_clean_rule_named(ent_clean_rule *out, ent_str name);

typedef enum ent_clean_action {
	ENT_CLEAN_CHANGE, /* the texts are corrected */
	ENT_CLEAN_REMOVE,
	ENT_CLEAN_LOOK, /* nothing: the rule was not chosen */
} ent_clean_action;

/* "change", "remove", "look"; "unknown" for none of them.  Static. */
const char *ent_clean_action_name(ent_clean_action action);

/* What is done with a unit, and why. */
typedef struct ent_cleaning {
	ent_clean_action action;
	unsigned rules; /* ENT_CLEAN_... */
	uint64_t unit;
	const ent_unit *found;  /* as it is now; lives during the call */
	ent_str source, target; /* texts after a change; else "" */
	ent_str why;            /* one line; lives during the call */
} ent_cleaning;
typedef ent_status (*ent_cleaning_fn)(void *data,
				      const ent_cleaning *what,
				      ent_error *err);

typedef struct ent_clean_options {
	unsigned rules;       /* that are applied */
	unsigned listed;      /* that are only listed, as ENT_CLEAN_LOOK */
	bool dry_run;         /* change nothing */
	ent_str who;          /* for the history; "" if unknown */
	ent_cleaning_fn each; /* gets each unit, in the order of storing; NULL */
	void *data;
} ent_clean_options;

#define ENT_CLEAN_OPTIONS_DEFAULT                                                      \
	((ent_clean_options){ .rules = ENT_CLEAN_USUAL,                                \
			      .listed = ENT_CLEAN_ALL & ~ENT_CLEAN_USUAL })

typedef struct ent_clean_result {
	uint64_t changed, removed, listed; /* units */
	uint64_t by_rule[ENT_CLEAN_RULES]; /* units, by the place of the rule's bit */
	uint64_t run; /* for ent_memory_undo(); 0 when nothing was changed */
} ent_clean_result;

/* Cleans the units that pass the filter (without a language: of all languages), in one
 * transaction; the limit of the filter is that of units that are changed, removed or
 * listed.  A corrected text keeps its inline codes.  What is done to an aligned unit
 * outlives the next alignments of its documents; its repetitions in a document are not
 * duplicates.  ent_memory_undo() undoes all of it.  filter and opt may be NULL.  On
 * failure nothing is changed and *out is zero. */
ent_status ent_memory_clean(ent_clean_result *out,
			    ent_memory *memory,
			    const ent_filter *filter,
			    const ent_clean_options *opt,
			    ent_error *err);

#ifdef __cplusplus
}
#endif

#endif
