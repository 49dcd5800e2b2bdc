/* SPDX-License-Identifier: Apache-2.0 */
/* new_memory.h - an empty memory for a fuzz target, removed when the program ends. */
#ifndef ENT_FUZZ_NEW_MEMORY_H
#define ENT_FUZZ_NEW_MEMORY_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "entente/memory.h"

static char new_memory_path[] = "/tmp/fuzz.XXXXXX";

/* SQLite in this program waits for no disk: most of the time of an input was that. */
int fsync(int fd)
{
	(void)fd;
	return 0;
}

int fdatasync(int fd)
{
	(void)fd;
	return 0;
}

static inline void remove_new_memory(void)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
	for (int k = 0; k < 4; k++) {
		char path[40];
		snprintf(path, sizeof(path), "%s%s", new_memory_path, ends[k]);
		unlink(path);
	}
}

/* Makes the memory, once in a program. */
static inline ent_memory *new_memory(void)
{
	ent_memory *memory;
	const int fd = mkstemp(new_memory_path);
	if (fd < 0 || atexit(remove_new_memory))
		abort();
	close(fd);
	unlink(new_memory_path);
	if (ent_memory_open(&memory, new_memory_path, ENT_OPEN_CREATE, NULL))
		abort();
	return memory;
}

#endif
