/* SPDX-License-Identifier: Apache-2.0 */
/* file.h - bytes from files and files from bytes, whole or not at all. */
#ifndef ENT_BASE_FILE_H
#define ENT_BASE_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "entente/arena.h"
#include "entente/error.h"
#include "entente/str.h"

/* What messages call a file: its path, or "standard input" for "-".  Lent. */
ent_str ent_file_title(const char *path);

/* All bytes of a file ("-" is standard input) into buf, which is cleared
 * first.  ENT_ELIMIT above max bytes; ENT_ENOTFOUND when there is no such
 * file; the error names the file. */
ent_status ent_file_read(ent_buf *buf, const char *path, uint64_t max, ent_error *err);

/* A file mapped for reading; base is NULL for an empty file. */
typedef struct ent_map {
	void *base;
	size_t size;
} ent_map;

/* Maps a file for reading.  ENT_ENOTFOUND or ENT_EIO, with the name of the file. */
ent_status ent_file_map(ent_map *out, const char *path, ent_error *err);
void ent_file_unmap(ent_map *map); /* an empty map is allowed */

/* Creates an empty file beside path with a unique name, which is written to *name
 * (empty before; the caller releases it).  Returns the open file, or -1 with errno
 * (ENOMEM when out of memory). */
int ent_file_beside(ent_buf *name, const char *path);

/* Flushes the folder of path, so that a name which was made or removed in it stays so
 * over a power failure.  false with errno. */
bool ent_file_sync_folder(const char *path);

/* Writes bytes to path in one step: a temporary file beside it, flushed to
 * disk, then renamed. */
ent_status ent_file_replace(const char *path, ent_str bytes, ent_error *err);

#endif
