/* SPDX-License-Identifier: Apache-2.0 */
/* tables.h - the words that a language's rules know. */
#ifndef ENT_SEGMENT_TABLES_H
#define ENT_SEGMENT_TABLES_H

#include <stdint.h>

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/str.h"

/* What a word may be; a set of bits.  doc/segmentation.md explains each. */
enum word_class {
	WORD_NEVER = 1 << 0,      /* no sentence ends after this abbreviation */
	WORD_NUMBER = 1 << 1,     /* nor after this one if a number follows */
	WORD_AMBIGUOUS = 1 << 2,  /* one may end after it, if a usual opener follows */
	WORD_FINAL = 1 << 3,      /* one ends after it if a capital follows */
	WORD_OPENER = 1 << 4,     /* usual first word of a sentence */
	WORD_STAY = 1 << 5,       /* capitalised, continues after `final` */
	WORD_LABEL = 1 << 6,      /* "Article" of "Article 5. The ..." */
	WORD_CAPITAL = 1 << 7,    /* written with a capital everywhere: "I" */
	WORD_ORDINARY = 1 << 8,   /* a word unless a number follows: "no" */
	WORD_GREETING = 1 << 9,   /* "Dear" of "Dear all, The ..." */
	WORD_CLOSING = 1 << 10,   /* "Best regards" before a name */
	WORD_REFERENCE = 1 << 11, /* "See" of "(See p. 3.)" */
	WORD_ORDINAL = 1 << 12,   /* "premier" of "Article premier." */
	WORD_ADDRESS = 1 << 13,   /* "President" of "Thank you, President" */
	WORD_REPORT = 1 << 14,    /* "asked" of '"Why?" Peter asked' */
	WORD_RESTART = 1 << 15,   /* begins a sentence even without a stop */
	WORD_LETTER = 1 << 16,    /* nor after this one if a letter follows: "Fig. A" */
	WORD_TITLE = 1 << 17,     /* nor inside a row of these: "Ann. Intern. Med." */
	WORD_ABBREVIATION = WORD_NEVER | WORD_NUMBER | WORD_AMBIGUOUS | WORD_FINAL |
			    WORD_ORDINARY | WORD_LETTER | WORD_TITLE,
};

struct tables;

/* An empty table.  The caller owns *out. */
ent_status ent_tables_new(struct tables **out, ent_error *err);
void ent_tables_free(struct tables *tables); /* NULL is allowed */

/* The words of ours for a language, if there are any (*ours), and those of a file of
 * the user's (NULL for none).  The caller owns *out. */
ent_status ent_tables_open(struct tables **out,
			   bool *ours,
			   ent_str lang,
			   const char *users,
			   ent_error *err);

/* Adds one word: its final period is dropped, typographic apostrophes become
 * ASCII ones. */
ent_status ent_tables_add(struct tables *tables,
			  ent_str word,
			  unsigned classes,
			  ent_error *err);

/* Adds a data file: [section] lines, words separated by commas or line ends,
 * comments after #.  Words before the first section are `never`. */
ent_status ent_tables_read(struct tables *tables, ent_str bytes, ent_error *err);

/* The classes of a word exactly as written; 0 for an unknown one. */
unsigned ent_tables_find(const struct tables *tables, ent_str word);

/* The abbreviation classes of a word in any case that a text gives it: "Cf" finds
 * "cf", "P.M" finds "p.m".  What is written in capitals without periods may be a
 * name: "VOL" is WORD_ORDINARY, "MR" and "LTD" are WORD_AMBIGUOUS. */
unsigned ent_tables_find_abbreviation(const struct tables *tables, ent_str word);

/* Which characters of a word: its first, all others, all. */
enum word_form { FORM_FIRST = 1, FORM_REST = 2, FORM_ALL = 3 };

/* The word with capitals there, written to out, which has capacity for it. */
ent_str ent_word_upper(char *out, ent_str word, enum word_form how);

/* The same with small letters there. */
ent_str ent_word_lower(char *out, ent_str word, enum word_form how);

/* Calls fn with each word of the table, in the order in which it came. */
void ent_tables_each(const struct tables *tables,
		     void (*fn)(void *data, ent_str word, unsigned classes),
		     void *data);

/* Longest word that a table holds, in bytes; a longer text is never found. */
#define ENT_WORD_MAX 63

#endif
