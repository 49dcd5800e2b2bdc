/* SPDX-License-Identifier: Apache-2.0 */
/* entente/lexicon.h - which words translate which, and how likely.
 *
 * A lexicon gives p(target word | source word) and the reverse, for one pair
 * of languages.  It is read-only once made and may be shared by threads.
 */
#ifndef ENTENTE_LEXICON_H
#define ENTENTE_LEXICON_H

#include "entente/error.h"
#include "entente/str.h"

typedef struct ent_lexicon ent_lexicon;

/* Maps a lexicon file.  With path NULL the one that ships for these languages:
 * *out is NULL, with ENT_OK, when none does.  A file for the reverse direction
 * is used with its sides swapped.  The caller owns *out. */
ent_status ent_lexicon_open(ent_lexicon **out,
			    const char *path,
			    ent_str from,
			    ent_str to,
			    ent_error *err);
void ent_lexicon_close(ent_lexicon *lexicon); /* NULL is allowed */

/* Writes a file that ent_lexicon_open() reads; replaces it in one step. */
ent_status ent_lexicon_write(const ent_lexicon *lexicon,
			     const char *path,
			     ent_error *err);

/* Learns a lexicon from aligned segments (IBM Model 1, both directions). */
typedef struct ent_trainer ent_trainer;
ent_status ent_trainer_new(ent_trainer **out, ent_str from, ent_str to, ent_error *err);
/* Adds one pair of texts with its weight (0..1, a confidence).  Both are copied. */
ent_status ent_trainer_add(ent_trainer *trainer,
			   ent_str source,
			   ent_str target,
			   float weight,
			   ent_error *err);
/* Runs the iterations.  seed (NULL allowed) is blended in.  The trainer may be
 * added to and run again.  The caller owns *out. */
ent_status ent_trainer_run(ent_lexicon **out,
			   ent_trainer *trainer,
			   const ent_lexicon *seed,
			   ent_error *err);
void ent_trainer_free(ent_trainer *trainer); /* NULL is allowed */

#endif
