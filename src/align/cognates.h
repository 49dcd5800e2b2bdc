/* SPDX-License-Identifier: Apache-2.0 */
/* cognates.h - words of two languages that are spelled alike. */
#ifndef ENT_ALIGN_COGNATES_H
#define ENT_ALIGN_COGNATES_H

#include "align/bitext.h"

/* Links equal numbers, marks and words, and words that begin alike.  Between two
 * words that are both in the lexicon there is no link: the lexicon decides. */
ent_status ent_cognate_tables(ent_table out[2],
			      const ent_bitext *bitext,
			      ent_arena *arena,
			      ent_error *err);

#endif
