/* SPDX-License-Identifier: Apache-2.0 */
/* recode.h - decoding piece by piece, for files that are larger than memory. */
#ifndef ENT_TEXT_RECODE_H
#define ENT_TEXT_RECODE_H

#include "entente/error.h"
#include "entente/str.h"
#include "text/repair.h"

typedef struct ent_recoder ent_recoder;

/* Decides like ent_decode(), from the first piece of a file.  Static name. */
const char *ent_encoding_guess(ent_str head, ent_str declared);

/* A recoder from an encoding of ent_encoding_guess().  The caller owns *out. */
ent_status ent_recoder_new(ent_recoder **out, const char *encoding, ent_error *err);
void ent_recoder_free(ent_recoder *recoder); /* NULL is allowed */

/* Appends the next piece as valid UTF-8, without BOM.  Bytes that are wrong in
 * UTF-8 are repaired and counted in *wrong; wrong bytes of other encodings become
 * U+FFFD.  last: nothing follows. */
ent_status ent_recoder_add(ent_recoder *recoder,
			   ent_buf *to,
			   ent_str bytes,
			   bool last,
			   ent_repaired *wrong,
			   ent_error *err);

#endif
