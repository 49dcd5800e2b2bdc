/* SPDX-License-Identifier: Apache-2.0 */
/* archive_fail.c - why libarchive failed.
 *
 * libarchive 3.6 seldom reports that it is out of memory: it gives another reason or
 * none ("No formats registered", "Can't initialize ZIP decompression"). errno does
 * report it. */
#include <errno.h>

#include "format/archive_fail.h"
#include "format/libarchive.h"

bool ent_archive_lacks_memory(const struct ent_libarchive *lib, struct archive *a)
{
	return errno == ENOMEM || lib->archive_errno(a) == ENOMEM;
}

const char *ent_archive_why(const struct ent_libarchive *lib, struct archive *a)
{
	const char *why = lib->archive_error_string(a);
	return why ? why : "unknown error";
}
