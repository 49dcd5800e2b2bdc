/* SPDX-License-Identifier: Apache-2.0 */
/* show.h - units on a terminal, in a pipe and as JSON. */
#ifndef ENT_CLI_SHOW_H
#define ENT_CLI_SHOW_H

#include <stdio.h>

#include "entente/concord.h"
#include "entente/memory.h"

/* How marked words are set off: by colour on a terminal, else by brackets. */
struct marks {
	const char *on, *off, *dim, *plain;
	const char *missing; /* before words that only the query has */
};
/* In the order of OPT_COLOR; AUTO: in colour on a terminal. */
enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

const char *color_name(int color); /* as it is given to --color */

/* How matches are marked in what is written to a file; $NO_COLOR counts as
 * COLOR_NEVER. */
struct marks marks_for(FILE *to, int color);

/* text with its spans (in order) marked; of a part, those that are whole in it. */
void show_marked_part(ent_buf *out,
		      ent_str text,
		      uint32_t start,
		      uint32_t end,
		      const ent_span *spans,
		      uint32_t n,
		      const struct marks *marks);
void show_marked(ent_buf *out,
		 ent_str text,
		 const ent_span *spans,
		 uint32_t n,
		 const struct marks *marks);

/* "press/1.xml, paragraph 12, 2024-03-01, confidence 0.93", as far as known. */
void show_provenance(ent_buf *out, const ent_unit *unit);

/* Writes and empties the buffer.  Without memory for what it should hold the program
 * ends with a message and exit code 1, as nothing may be left out silently. */
void show_all(ent_buf *out, FILE *to);

/* Writes and empties the buffer; false without memory. */
bool show_flush(ent_buf *out);

/* Ends a line about an import that was undone: how many units stay. */
void show_kept(FILE *to, uint64_t kept);

/* A name within a line, its newlines as \n: in the buffer, which is cleared.  Ends the
 * program as show_all() does. */
const char *name_in_line(ent_buf *to, ent_str name);

/* When nothing was found: names a language that the memory does not have, on standard
 * error.  NULL: none was given. */
void name_languages(ent_memory *memory,
		    const char *command,
		    const char *from,
		    const char *to);

#endif
