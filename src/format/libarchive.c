/* SPDX-License-Identifier: Apache-2.0 */
/* libarchive.c - see libarchive.h. */
#include "format/libarchive.h"
#include "base/library.h"

ent_status ent_libarchive_load(struct ent_libarchive *out, ent_error *err)
{
#define LIBARCHIVE_NAME(name) "archive_" #name,
	static const char *const names[] = { LIBARCHIVE_FUNCTIONS(LIBARCHIVE_NAME) };
#undef LIBARCHIVE_NAME
	return ent_library_load(out, names, sizeof(names) / sizeof(names[0]),
				"libarchive.so.13", "libarchive13", err);
}
