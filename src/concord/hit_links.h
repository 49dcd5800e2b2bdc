/* SPDX-License-Identifier: Apache-2.0 */
/* hit_links.h - the word links of a hit, by two lexicons. */
#ifndef ENT_CONCORD_HIT_LINKS_H
#define ENT_CONCORD_HIT_LINKS_H

#include "align/lexicon.h"
#include "entente/align.h"
#include "entente/arena.h"
#include "entente/error.h"

typedef struct ent_link_list {
	const ent_link *all; /* in order of the source */
	uint32_t n;
} ent_link_list;

/* The links by the lexicon that the memory learned.  A source word takes its link by
 * the included lexicon when the learned one gives it none, or gives one that the
 * included lexicon does not know while it knows its own.  lexicon: the included one,
 * its sides those of the texts; NULL for none.  In the arena. */
ent_status ent_links_join(ent_link_list *out,
			  const ent_link_list *learned,
			  const ent_link_list *seed,
			  const ent_lexicon *lexicon,
			  const ent_str texts[2],
			  ent_arena *arena,
			  ent_error *err);

#endif
