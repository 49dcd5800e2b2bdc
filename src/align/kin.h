/* SPDX-License-Identifier: Apache-2.0 */
/* kin.h - words that a lexicon lacks, by words of it that begin alike. */
#ifndef ENT_ALIGN_KIN_H
#define ENT_ALIGN_KIN_H

#include "align/bitext.h"

/* Words that are akin begin with as many equal bytes at least: "angle", "angles". */
enum { ENT_KIN_HEAD = 4 };

/* out[v] is the entry of vocable v of a side (which: 0 or 1), or of the word of the
 * lexicon that is most like it; ENT_NO_WORD where there is none.  The list lives in
 * the arena. */
ent_status ent_kin_find(const uint32_t **out,
			const ent_side *side,
			int which,
			const ent_lexicon *lexicon,
			ent_arena *arena,
			ent_error *err);

#endif
