/* SPDX-License-Identifier: Apache-2.0 */
/* readers.h - handles of a memory for threads that read the same state of it. */
#ifndef ENT_MEMORY_READERS_H
#define ENT_MEMORY_READERS_H

#include "memory/handle.h"

enum { ENT_READERS_MAX = 16 };

/* The caller's handle first; the others are owned. */
typedef struct ent_readers {
	ent_memory *list[ENT_READERS_MAX];
	uint32_t n;
} ent_readers;

/* Begins to read a memory, with as many handles as there are jobs; with fewer where no
 * others can be had that see the same state: the memory is being changed, or its file
 * was replaced.  Close them only when this succeeds. */
ent_status ent_readers_open(ent_readers *out,
			    ent_memory *memory,
			    uint32_t jobs,
			    ent_error *err);
/* Ends the reading, and with it every row that was lent. */
void ent_readers_close(ent_readers *readers);

#endif
