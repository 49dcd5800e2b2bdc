/* SPDX-License-Identifier: Apache-2.0 */
/* input.h - a file of units as a stream of text, unpacked and decoded. */
#ifndef ENT_FORMAT_INPUT_H
#define ENT_FORMAT_INPUT_H

#include "entente/error.h"
#include "entente/str.h"
#include "text/repair.h"

typedef struct ent_input ent_input;

/* Opens a file ("-" is standard input), plain, compressed (gzip, bzip2, xz) or
 * a zip.  max: most bytes of text in all.  The caller owns *out. */
ent_status ent_input_open(ent_input **out,
			  const char *path,
			  uint64_t max,
			  ent_error *err);
void ent_input_close(ent_input *input); /* NULL is allowed */

/* Goes to the first or the next file in it; *more is false without one.
 * A plain file has one. */
ent_status ent_input_next(ent_input *input, bool *more, ent_error *err);

/* Appends the next piece of text to `to`; *end when nothing follows. */
ent_status ent_input_read(ent_input *input, ent_buf *to, bool *end, ent_error *err);

/* Returns text that was read, to be read again; takes over its bytes. */
ent_status ent_input_unread(ent_input *input, ent_buf *text, bool end, ent_error *err);

/* Of the current file: its name within a zip, "" otherwise; why it is not text, NULL if
 * it may be, static; the encoding that is used, static; what it declares when that is
 * wrong, "" otherwise; the bytes that were wrong in UTF-8 so far. */
ent_str ent_input_name(const ent_input *input);
const char *ent_input_unreadable(const ent_input *input);
const char *ent_input_encoding(const ent_input *input);
ent_str ent_input_wrong_declaration(const ent_input *input);
const ent_repaired *ent_input_repaired(const ent_input *input);

#endif
