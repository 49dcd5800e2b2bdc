/* SPDX-License-Identifier: Apache-2.0 */
/* archive_fail.h - what libarchive reports, as an error of ours. */
#ifndef ENT_FORMAT_ARCHIVE_FAIL_H
#define ENT_FORMAT_ARCHIVE_FAIL_H

#include "entente/error.h"

struct archive;

/* "WHAT: reason" with this status, or ENT_ENOMEM.  The caller sets errno to 0 before
 * it calls libarchive. */
ent_status ent_archive_fail(struct archive *a,
			    ent_status status,
			    const char *what,
			    ent_error *err);

#endif
