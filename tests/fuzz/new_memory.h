/* SPDX-License-Identifier: Apache-2.0 */
/* new_memory.h - an empty memory for a fuzz target. */
#ifndef ENT_FUZZ_NEW_MEMORY_H
#define ENT_FUZZ_NEW_MEMORY_H

#include <stdlib.h>
#include <unistd.h>

#include "entente/memory.h"

/* Makes a memory at a path that ends in XXXXXX and receives a name of its own. */
static inline ent_memory *new_memory(char *path)
{
	ent_memory *memory;
	const int fd = mkstemp(path);
	if (fd < 0)
		abort();
	close(fd);
	unlink(path);
	if (ent_memory_open(&memory, path, ENT_OPEN_CREATE, NULL))
		abort();
	return memory;
}

#endif
