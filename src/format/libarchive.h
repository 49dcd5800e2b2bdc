/* SPDX-License-Identifier: Apache-2.0 */
/* libarchive.h - libarchive, loaded when the first file is unpacked: it brings six
 * libraries that look-ups do not need. */
#ifndef ENT_FORMAT_LIBARCHIVE_H
#define ENT_FORMAT_LIBARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

#include "entente/error.h"

/* The functions that are used, without their prefix. */
#define LIBARCHIVE_FUNCTIONS(X)                                                        \
	X(entry_filetype)                                                              \
	X(entry_is_data_encrypted)                                                     \
	X(entry_pathname)                                                              \
	X(entry_pathname_utf8)                                                         \
	X(errno)                                                                       \
	X(error_string)                                                                \
	X(format)                                                                      \
	X(read_data_block)                                                             \
	X(read_free)                                                                   \
	X(read_new)                                                                    \
	X(read_next_header)                                                            \
	X(read_open_filename)                                                          \
	X(read_open_memory)                                                            \
	X(read_support_filter_bzip2)                                                   \
	X(read_support_filter_gzip)                                                    \
	X(read_support_filter_xz)                                                      \
	X(read_support_format_empty)                                                   \
	X(read_support_format_raw)                                                     \
	X(read_support_format_zip)

struct ent_libarchive {
#define LIBARCHIVE_FIELD(name) __typeof__(archive_##name) *archive_##name;
	LIBARCHIVE_FUNCTIONS(LIBARCHIVE_FIELD)
#undef LIBARCHIVE_FIELD
};

/* Loads the library if need be, and fills the table. */
ent_status ent_libarchive_load(struct ent_libarchive *out, ent_error *err);

#endif
