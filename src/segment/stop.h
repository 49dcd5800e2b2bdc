/* SPDX-License-Identifier: Apache-2.0 */
/* stop.h - a mark that may end a sentence, with what closes after it. */
#ifndef ENT_SEGMENT_STOP_H
#define ENT_SEGMENT_STOP_H

#include "entente/str.h"

/* A stop with what belongs to it. */
struct stop {
	size_t begin, end; /* the marks . ! ? */
	size_t closed;     /* after the quotes and brackets that close */
	size_t next;       /* after the white space */
	unsigned marks;    /* how many */
	bool period;       /* a single one */
	bool ellipsis;     /* two periods or more, or the character */
	bool strong;       /* with a ! or ? */
	bool wide;         /* full-width: needs no white space */
	bool apart;        /* white space before */
	bool closer;       /* a quote or bracket closes */
	bool note;         /* the call of a footnote follows */
};

/* Quotes of one kind that have been read so far. */
struct quote {
	size_t to; /* so far */
	bool open; /* the last of them opened */
};

/* The quotes of a text, " and '; all zero at its beginning. */
struct quotes {
	struct quote doubles, singles;
};

/* Reads the stop at `at`. Returns whether its surroundings allow it to end a segment.
 * Stops of a text are read in order. */
bool ent_stop_read(struct stop *out, ent_str text, struct quotes *quotes, size_t at);

#endif
