/* SPDX-License-Identifier: Apache-2.0 */
/* text_line.h - the lines of plain text, and what each of them looks like. */
#ifndef ENT_FORMAT_RELEASE_TEXT_LINE_H
#define ENT_FORMAT_RELEASE_TEXT_LINE_H

#include "base/ascii.h"
#include "entente/str.h"

enum { ENT_TEXT_WIDEST = 160 }; /* characters of a line that a program wrapped */

/* What the start of a line looks like. */
typedef enum ent_look {
	ENT_LOOK_BLANK,
	ENT_LOOK_RULE, /* "-----", "* * *" */
	ENT_LOOK_TEXT,
	ENT_LOOK_HASH,   /* "## Title" */
	ENT_LOOK_BULLET, /* "- ", "* " */
	ENT_LOOK_DASH,   /* an en or em dash: an item, or direct speech */
	ENT_LOOK_LABEL,  /* "1. ", "(a) " */
	ENT_LOOK_NOTE,   /* "[1] " */
} ent_look;

typedef struct ent_text_line {
	ent_str text; /* trimmed, without the marks of a quoted mail */
	ent_look look;
	size_t mark;           /* bytes of the mark, with the space after it */
	uint32_t width, first; /* characters, of the line and of its first word */
	uint32_t indent;       /* of these, white space before it */
	uint32_t quoted;       /* how often it was quoted: "> " is 1, ">> " 2 */
	uint32_t number;
} ent_text_line;

typedef struct ent_text_cursor {
	ent_str rest;
	uint32_t number;
} ent_text_cursor;

static inline bool ent_is_gap(char c)
{
	return c == ' ' || c == '\t' || c == '\v';
}

/* A letter, or a byte of a character that is not ASCII. */
static inline bool ent_is_letter_or_more(char c)
{
	return ent_is_letter(c) || (c & 0x80);
}

/* Bytes of the white space at `at`. */
size_t ent_gap_at(ent_str s, size_t at);

/* The look of a line and the bytes of its mark. */
ent_look ent_look_at(ent_str s, size_t *mark);

/* The next line; false at the end.  LF, CR LF, CR and a form feed end one; a form feed
 * that begins a line is the end of a page between two lines. */
bool ent_text_next_line(ent_text_cursor *cursor, ent_text_line *line);

#endif
