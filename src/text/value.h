/* SPDX-License-Identifier: Apache-2.0 */
/* value.h - the numbers and dates of a text, as its language writes them. */
#ifndef ENT_TEXT_VALUE_H
#define ENT_TEXT_VALUE_H

#include "entente/str.h"

typedef enum ent_value_kind { ENT_VALUE_NUMBER, ENT_VALUE_DATE } ent_value_kind;

enum { ENT_VALUE_ROOM = 40 };

typedef struct ent_value_span {
	uint32_t start, end; /* bytes; equal when absent */
} ent_value_span;

typedef struct ent_value {
	ent_value_kind kind;
	uint32_t start, end; /* bytes */
	/* of a number: its digits with '.' before decimals; of one that does not
	 * fit the language's format (1.2.3) its bytes.  Of a date: "Y-M-D", absent
	 * parts empty.  NUL-terminated; equal values are equal here in any language */
	char norm[ENT_VALUE_ROOM];
	bool grouped;  /* thousands are set apart */
	bool strange;  /* not in the language's format */
	bool attached; /* letters follow without a space: 1st, 2e, 5kg */
	char group[4]; /* how thousands are set apart, "" if they are not */
	ent_value_span day, month, year;
	uint8_t month_number; /* 1..12, of a date */
} ent_value;

/* The values of a text in order; at most max.  A language without month names
 * here (en, fr) has numbers only. */
uint32_t ent_values(ent_value *out, uint32_t max, ent_str text, ent_str lang);

/* Appends the bytes of `text` at `as`, with the value of `value` instead: a
 * number in the format of `lang` with the grouping of `as`, a date part by part.
 * false, and nothing appended, when the two do not have the same parts. */
bool ent_value_add(ent_buf *out,
		   const ent_value *value,
		   ent_str text,
		   const ent_value *as,
		   ent_str lang);

#endif
