/* SPDX-License-Identifier: Apache-2.0 */
/* next_word.h - what is after a stop and its white space. */
#ifndef ENT_SEGMENT_NEXT_WORD_H
#define ENT_SEGMENT_NEXT_WORD_H

#include "segment/char.h"
#include "segment/tables.h"

struct next_word {
	size_t at;        /* where the next sentence would begin, its quotes too */
	size_t word;      /* its first letter or digit */
	enum kind kind;   /* of that */
	bool quote;       /* a quotation mark opens before the word */
	bool bracket;     /* a bracket opens before the word */
	bool dash;        /* a dash or bullet is before the word */
	unsigned classes; /* enum word_class of the word */
	bool item;        /* a hyphen or bullet with a space after it */
	bool numeral;     /* a number, roman numeral, symbol or single capital */
	bool part;        /* "I, § 8" and "I)": a Roman numeral, not a pronoun */
	bool initial;     /* a capital and a period */
	bool url;         /* the word begins an address of the web */
	bool reference;   /* "(See p. 3.)" */
};

/* Whether a name and a verb of speaking are at `at`: "Mr. Roy asked". */
bool ent_reports_speech(ent_str text, size_t at, const struct tables *tables);

/* Looks at what begins at `at`, after white space. */
void ent_read_next_word(struct next_word *out,
			ent_str text,
			size_t at,
			const struct tables *tables);

#endif
