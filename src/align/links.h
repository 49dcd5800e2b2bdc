/* SPDX-License-Identifier: Apache-2.0 */
/* links.h - which words of a target correspond to which words of its source, for many
 * pairs.  For one, see ent_align_words() in entente/align.h. */
#ifndef ENT_ALIGN_LINKS_H
#define ENT_ALIGN_LINKS_H

#include "entente/align.h"

/* Keeps what is known of words, and its buffers, from pair to pair. */
typedef struct ent_linker ent_linker;

ent_linker *ent_linker_new(void); /* NULL: out of memory */
void ent_linker_free(ent_linker *linker);

/* To be called before a run with another lexicon than the last, or with the same one
 * after ent_lexicon_turn().  NULL is allowed. */
void ent_linker_release(ent_linker *linker);

/* Links as ent_align_words() finds them, in order of the source, lent until the next
 * call.  wanted: only those of source words that touch one of n_wanted spans; NULL:
 * all. */
ent_status ent_linker_run(const ent_link **out,
			  uint32_t *count,
			  ent_linker *linker,
			  const ent_str texts[2],
			  const struct ent_lexicon *lexicon,
			  const ent_span *wanted,
			  uint32_t n_wanted,
			  ent_error *err);

#endif
