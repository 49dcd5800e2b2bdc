/* SPDX-License-Identifier: Apache-2.0 */
/* alike.h - words of two languages that are spelled alike. */
#ifndef ENT_ALIGN_ALIKE_H
#define ENT_ALIGN_ALIKE_H

#include "align/bitext.h"

/* Links equal numbers, marks and words, and words that begin alike.  Between two
 * words that the lexicon knows there is none: it knows better. */
ent_status ent_alike_tables(ent_table out[2],
			    const ent_bitext *bitext,
			    ent_arena *arena,
			    ent_error *err);

#endif
