/* SPDX-License-Identifier: Apache-2.0 */
/* archive_fail.c - what libarchive reports, as an error of ours.
 *
 * libarchive 3.6 seldom says that it lacked memory: it gives another reason or none
 * ("No formats registered", "Can't initialize ZIP decompression").  errno does say it. */
#include <errno.h>

#include <archive.h>

#include "base/fail.h"
#include "format/archive_fail.h"

ent_status ent_archive_fail(struct archive *a,
			    ent_status status,
			    const char *what,
			    ent_error *err)
{
	const char *why = archive_error_string(a);
	if (errno == ENOMEM || archive_errno(a) == ENOMEM)
		return ent_fail_memory(err);
	return ent_fail(err, status, "%s: %s", what, why ? why : "unknown error");
}
