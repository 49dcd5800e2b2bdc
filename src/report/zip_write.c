/* SPDX-License-Identifier: Apache-2.0 */
/* zip_write.c - see zip_write.h; libarchive is loaded when the first zip is written. */
#include <errno.h>

#include <archive.h>
#include <archive_entry.h>

#include "base/fail.h"
#include "base/library.h"
#include "report/zip_write.h"

/* The functions of libarchive that are used, without their prefix. */
#define FUNCTIONS(X)                                                                   \
	X(entry_free)                                                                  \
	X(entry_new)                                                                   \
	X(entry_set_filetype)                                                          \
	X(entry_set_mtime)                                                             \
	X(entry_set_pathname)                                                          \
	X(entry_set_perm)                                                              \
	X(entry_set_size)                                                              \
	X(error_string)                                                                \
	X(write_close)                                                                 \
	X(write_data)                                                                  \
	X(write_free)                                                                  \
	X(write_header)                                                                \
	X(write_new)                                                                   \
	X(write_open)                                                                  \
	X(write_set_bytes_per_block)                                                   \
	X(write_set_format_zip)

struct functions {
#define FIELD(name) __typeof__(archive_##name) *archive_##name;
	FUNCTIONS(FIELD)
#undef FIELD
};

static ent_status load(struct functions *out, ent_error *err)
{
#define NAME(name) "archive_" #name,
	static const char *const names[] = { FUNCTIONS(NAME) };
#undef NAME
	return ent_library_load(out, names, sizeof(names) / sizeof(names[0]),
				"libarchive.so.13", "libarchive13", err);
}

static bool add_part(const struct functions *lib,
		     struct archive *a,
		     const ent_zip_part *part)
{
	struct archive_entry *entry = lib->archive_entry_new();
	if (!entry)
		return false;
	const ent_str bytes = part->bytes;
	lib->archive_entry_set_pathname(entry, part->name);
	lib->archive_entry_set_size(entry, (la_int64_t)bytes.n);
	lib->archive_entry_set_filetype(entry, AE_IFREG);
	lib->archive_entry_set_perm(entry, 0644);
	lib->archive_entry_set_mtime(entry, 315619200,
				     0); /* 1980-01-02: the least of zip */
	const bool ok =
		lib->archive_write_header(a, entry) == ARCHIVE_OK &&
		lib->archive_write_data(a, bytes.p, bytes.n) == (la_ssize_t)bytes.n;
	lib->archive_entry_free(entry);
	return ok;
}

static la_ssize_t take_bytes(struct archive *a, void *data, const void *bytes, size_t n)
{
	ent_buf *out = data;
	(void)a;
	ent_buf_add(out, (ent_str){ bytes, n });
	return out->failed ? -1 : (la_ssize_t)n;
}

ent_status ent_zip_write(ent_buf *out,
			 const ent_zip_part *parts,
			 size_t n,
			 ent_error *err)
{
	struct functions lib;
	ent_status status = load(&lib, err);
	struct archive *a = status ? NULL : lib.archive_write_new();
	if (status || !a)
		return status ? status : ent_fail_memory(err);
	errno = 0; /* libarchive 3.6 seldom says that it lacked memory */
	lib.archive_write_set_format_zip(a);
	lib.archive_write_set_bytes_per_block(a, 0);
	bool ok = lib.archive_write_open(a, out, NULL, take_bytes, NULL) == ARCHIVE_OK;
	for (size_t k = 0; ok && k < n; k++)
		ok = add_part(&lib, a, &parts[k]);
	ok = lib.archive_write_close(a) == ARCHIVE_OK && ok;
	const bool lacks = out->failed || errno == ENOMEM;
	status = ok      ? ENT_OK
		 : lacks ? ent_fail_memory(err)
			 : ent_fail(err, ENT_EIO, "cannot pack: %s",
				    lib.archive_error_string(a));
	lib.archive_write_free(a);
	return status;
}
