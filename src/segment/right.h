/* SPDX-License-Identifier: Apache-2.0 */
/* right.h - what stands behind a stop and its white space. */
#ifndef ENT_SEGMENT_RIGHT_H
#define ENT_SEGMENT_RIGHT_H

#include "segment/char.h"
#include "segment/tables.h"

struct ahead {
	size_t at;        /* where the next sentence would begin, its quotes too */
	size_t word;      /* its first letter or digit */
	enum kind kind;   /* of that */
	bool quote;       /* a quotation mark opens before the word */
	bool bracket;     /* a bracket does */
	bool dash;        /* a dash or bullet stands before the word */
	unsigned classes; /* enum word_class of the word */
	bool item;        /* a hyphen or bullet with a space behind it */
	bool numeral;     /* a number, roman numeral, symbol or single capital */
	bool initial;     /* a capital and a period */
	bool url;         /* the word begins an address of the web */
	bool reference;   /* "(See p. 3.)" */
};

/* Whether a name and a verb of speaking stand at `at`: "Mr. Roy asked". */
bool ent_reports_speech(ent_str text, size_t at, const struct tables *tables);

/* Looks at what begins at `at`, behind white space. */
void ent_look_ahead(struct ahead *out,
		    ent_str text,
		    size_t at,
		    const struct tables *tables);

#endif
