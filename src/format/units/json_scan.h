/* SPDX-License-Identifier: Apache-2.0 */
/* json_scan.h - the values of a JSON text, one after the other. */
#ifndef ENT_FORMAT_UNITS_JSON_SCAN_H
#define ENT_FORMAT_UNITS_JSON_SCAN_H

#include "entente/str.h"

typedef struct ent_json_scan {
	ent_str text;
	size_t at;        /* of the next byte */
	const char *flaw; /* the first one, static; NULL without any */
	bool zeros;       /* a character U+0000 became U+FFFD */
} ent_json_scan;

/* Takes a punctuation mark, and white space before it, if it is next. */
bool ent_json_takes(ent_json_scan *scan, char mark);

/* The first byte of the next value or mark; 0 at the end. */
char ent_json_peek(ent_json_scan *scan);

/* Takes a string and appends its decoded text; false with a flaw if none is there. */
bool ent_json_string(ent_buf *out, ent_json_scan *scan);

/* Takes a number, true, false or null and appends it as it is written. */
bool ent_json_word(ent_buf *out, ent_json_scan *scan);

/* Takes a value of any kind, at most 64 arrays and objects deep. */
bool ent_json_skip(ent_json_scan *scan);

#endif
