/* SPDX-License-Identifier: Apache-2.0 */
/* archive_fail.h - why libarchive failed. */
#ifndef ENT_FORMAT_ARCHIVE_FAIL_H
#define ENT_FORMAT_ARCHIVE_FAIL_H

#include <stdbool.h>

struct archive;
struct ent_libarchive;

/* Whether it failed because memory could not be allocated.  The caller sets errno to 0
 * before it calls libarchive. */
bool ent_archive_lacks_memory(const struct ent_libarchive *lib, struct archive *a);

/* The reason in its words. */
const char *ent_archive_why(const struct ent_libarchive *lib, struct archive *a);

#endif
