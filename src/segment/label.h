/* SPDX-License-Identifier: Apache-2.0 */
/* label.h - "1.", "(a)", "III." and "Article 5." before a text. */
#ifndef ENT_SEGMENT_LABEL_H
#define ENT_SEGMENT_LABEL_H

#include <stdint.h>

#include "entente/str.h"
#include "segment/tables.h"

enum numeral { NUMERAL_NONE, NUMERAL_ARABIC, NUMERAL_LETTER, NUMERAL_ROMAN };

struct label {
	enum numeral numeral;
	uint32_t value;
	bool upper;     /* letters and roman numerals in capitals */
	char bullet[4]; /* UTF-8 before it, "" for none */
	char open;      /* '(' or 0 */
	char close[4];  /* ")", ".", ".)", "°" */
};

/* Reads a label at `at`.  Returns the offset after its mark, where white
 * space follows, or `at` without one (then *out is left alone). */
size_t ent_label_read(struct label *out, ent_str text, size_t at);

/* After a label with its word at `at`: "Article 5." or "Q."; else `at`. */
size_t ent_label_word(ent_str text, size_t at, const struct tables *tables);

/* Where the label that continues a series is next, with white space before it; SIZE_MAX
 * when it is not within a fixed window. */
size_t ent_label_find_next(struct label *next,
			   ent_str text,
			   size_t from,
			   const struct label *label);

#endif
