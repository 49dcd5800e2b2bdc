/* SPDX-License-Identifier: Apache-2.0 */
/* learn.h - the lexicon of a memory: learned from its units, better with each run. */
#ifndef ENT_MEMORY_LEARN_H
#define ENT_MEMORY_LEARN_H

#include "memory/handle.h"

/* The lexicon to align with: the one that the memory learned last, else the one
 * that ships, NULL without one.  *generation: 0 unless it was learned.  The
 * caller owns *out. */
ent_status ent_memory_lexicon(ent_lexicon **out,
			      uint32_t *generation,
			      ent_memory *memory,
			      ent_str from,
			      ent_str to,
			      ent_error *err);

/* The same of what ent_store_lexicon_own() read, which it takes, also when it fails;
 * NULL: the lexicon that ships.  The memory is only named in an error. */
ent_status ent_memory_lexicon_of(ent_lexicon **out,
				 char *owned,
				 size_t n,
				 const ent_memory *memory,
				 ent_str from,
				 ent_str to,
				 ent_error *err);

/* Learns again from the memory's units when they differ from last time. */
ent_status ent_memory_learn(ent_memory *memory,
			    ent_str from,
			    ent_str to,
			    const ent_progress *progress,
			    ent_error *err);

/* A trainer for what a memory learns, which the caller frees: passages that are
 * repeated count once. */
ent_status ent_learning_trainer(ent_trainer **out,
				ent_str from,
				ent_str to,
				ent_error *err);

/* Gives a trainer the sure beads of an alignment. */
ent_status ent_learn_alignment(ent_trainer *trainer,
			       const ent_segment *source,
			       const ent_segment *target,
			       const ent_alignment *alignment,
			       ent_error *err);

/* Stores a lexicon as the memory's next generation. */
ent_status ent_memory_learned(ent_memory *memory,
			      ent_str from,
			      ent_str to,
			      const ent_lexicon *lexicon,
			      int64_t state,
			      ent_error *err);

#endif
