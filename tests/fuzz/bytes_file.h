/* SPDX-License-Identifier: Apache-2.0 */
/* bytes_file.h - bytes of a fuzz target as a file that has a path. */
#ifndef ENT_FUZZ_BYTES_FILE_H
#define ENT_FUZZ_BYTES_FILE_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "entente/str.h"

enum { BYTES_PATH_SIZE = 40 };

/* Returns its descriptor, at the beginning of the bytes, for the caller to close. */
static inline int bytes_file(char path[BYTES_PATH_SIZE], ent_str bytes)
{
	const int fd = memfd_create("fuzz", 0);
	if (fd < 0 || write(fd, bytes.p, bytes.n) != (ssize_t)bytes.n ||
	    lseek(fd, 0, SEEK_SET))
		abort();
	snprintf(path, BYTES_PATH_SIZE, "/proc/self/fd/%d", fd);
	return fd;
}

#endif
