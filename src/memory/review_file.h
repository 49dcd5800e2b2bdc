/* SPDX-License-Identifier: Apache-2.0 */
/* review_file.h - one line of an edit file of `entente review`. */
#ifndef ENT_MEMORY_REVIEW_FILE_H
#define ENT_MEMORY_REVIEW_FILE_H

#include "entente/review.h"

typedef enum ent_review_line {
	ENT_LINE_NOTHING, /* a comment, a text, a blank */
	ENT_LINE_PAIR,    /* names two documents */
	ENT_LINE_VERDICT,
	ENT_LINE_LEFT, /* a place that nobody decided */
} ent_review_line;

/* Reads a line without its end.  ENT_LINE_PAIR fills names and hash of *d,
 * ENT_LINE_VERDICT its segments and verdict.  ENT_EFORMAT, without the line's
 * number. */
ent_status ent_review_read_line(ent_review_line *kind,
				ent_decision *d,
				ent_str line,
				ent_error *err);

#endif
