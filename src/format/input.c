/* SPDX-License-Identifier: Apache-2.0 */
/* input.c - a file of units as a stream of text, unpacked and decoded.
 *
 * Containers are libarchive's: a zip with several files, gzip, bzip2, xz, or
 * nothing at all ("raw").  The beginning of each file decides its encoding, by
 * its bytes before its declaration: a file of a known CAT tool declares UTF-16
 * and is UTF-8.
 *
 * Memory: one piece, whatever the size of the file; 4 MiB at the beginning of one
 * that is not plain UTF-8.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "format/archive_fail.h"
#include "format/input.h"
#include "format/libarchive.h"
#include "format/sniff.h"
#include "text/recode.h"

enum {
	BLOCK = 1 << 16,
	HEAD = 1 << 14,      /* bytes by which the encoding is known */
	LONG_HEAD = 4 << 20, /* the same when they are not plain UTF-8 */
	NAME_SIZE = 256,
	LABEL_SIZE = 32,
};

struct ent_input {
	struct ent_libarchive lib;
	struct archive *archive;
	ent_recoder *recoder;
	const char *encoding;
	const char *unreadable;
	char name[NAME_SIZE], wrong_declaration[LABEL_SIZE];
	ent_buf head;     /* read, not yet decoded */
	ent_buf returned; /* decoded, and returned by ent_input_unread() */
	bool last;        /* nothing follows the returned text */
	uint64_t left;
	ent_repaired wrong;
	bool ended;
};

static ent_status archive_fails(const ent_input *in, ent_error *err)
{
	return ent_archive_lacks_memory(&in->lib, in->archive)
		       ? ent_fail_memory(err)
		       : ent_fail(err, ENT_EIO, "cannot read: %s",
				  ent_archive_why(&in->lib, in->archive));
}

static ent_status cannot_open(ent_input *in, const char *path, ent_error *err)
{
	int e = errno == ENOMEM ? ENOMEM : in->lib.archive_errno(in->archive);
	ent_status code = e == ENOENT ? ENT_ENOTFOUND : ENT_EIO;
	if (e == ENOMEM)
		code = ent_fail_memory(err);
	else if (e == EISDIR)
		ent_fail(err, code, "is a folder, not a file");
	else
		ent_fail(err, code, "cannot open: %s",
			 e > 0 ? strerror(e) : "not readable");
	return ent_error_in(err, code, ent_str_of(path));
}

ent_status ent_input_open(ent_input **out,
			  const char *path,
			  uint64_t max,
			  ent_error *err)
{
	ent_input *in = calloc(1, sizeof(*in));
	ent_status status =
		in ? ent_libarchive_load(&in->lib, err) : ent_fail_memory(err);
	if (!status && !(in->archive = in->lib.archive_read_new()))
		status = ent_fail_memory(err);
	if (status) {
		free(in);
		return status;
	}
	in->left = max;
	errno = 0;
	in->lib.archive_read_support_filter_gzip(in->archive);
	in->lib.archive_read_support_filter_bzip2(in->archive);
	in->lib.archive_read_support_filter_xz(in->archive);
	in->lib.archive_read_support_format_zip(in->archive);
	in->lib.archive_read_support_format_raw(in->archive);
	in->lib.archive_read_support_format_empty(in->archive);
	const char *name = strcmp(path, "-") ? path : NULL;
	/* a format that could not be registered is not recognised later */
	if (errno == ENOMEM || in->lib.archive_read_open_filename(
				       in->archive, name, BLOCK) != ARCHIVE_OK) {
		status = cannot_open(in, path, err);
		ent_input_close(in);
		return status;
	}
	*out = in;
	return ENT_OK;
}

void ent_input_close(ent_input *in)
{
	if (!in)
		return;
	in->lib.archive_read_free(in->archive);
	ent_recoder_free(in->recoder);
	ent_buf_release(&in->head);
	ent_buf_release(&in->returned);
	free(in);
}

/* The next bytes into in->head. */
static ent_status read_bytes(ent_input *in, ent_error *err)
{
	const void *block;
	size_t n;
	la_int64_t offset;
	errno = 0;
	int rc = in->lib.archive_read_data_block(in->archive, &block, &n, &offset);
	if (rc == ARCHIVE_EOF) {
		in->ended = true;
		return ENT_OK;
	}
	if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
		return archive_fails(in, err);
	if (n > in->left)
		return ent_fail(err, ENT_ELIMIT, "larger than allowed when unpacked");
	in->left -= n;
	ent_buf_add(&in->head, (ent_str){ block, n });
	return in->head.failed ? ent_fail_memory(err) : ENT_OK;
}

/* Whether a declaration is wrong. */
static bool is_wrong(ent_str declared, const char *used)
{
	char a[LABEL_SIZE];
	if (!declared.n || declared.n >= sizeof(a))
		return false;
	bool wide = declared.n > 4 && (declared.p[0] | 32) == 'u' &&
		    memchr(declared.p, '1', declared.n) != NULL;
	return wide != (strstr(used, "UTF-16") != NULL);
}

static ent_status begin(ent_input *in, ent_error *err)
{
	ent_status status = ENT_OK;
	while (!status && !in->ended && in->head.n < HEAD)
		status = read_bytes(in, err);
	if (status)
		return status;
	while (!status && !in->ended && in->head.n < LONG_HEAD &&
	       ent_utf8_count_of(ent_buf_str(&in->head), false).wrong)
		status = read_bytes(in, err);
	if (status)
		return status;
	ent_str head = ent_buf_str(&in->head), declared = ent_sniff_encoding(head);
	in->unreadable = ent_sniff_binary(head);
	if (in->unreadable)
		return ENT_OK;
	in->encoding = ent_encoding_guess(head, declared);
	if (is_wrong(declared, in->encoding)) {
		memcpy(in->wrong_declaration, declared.p, declared.n);
		in->wrong_declaration[declared.n] = '\0';
	}
	return ent_recoder_new(&in->recoder, in->encoding, err);
}

/* The name of a member of a zip; without a mark that it is UTF-8 its other characters
 * are of some code page, and become '?'. */
static void copy_name(ent_input *in, struct archive_entry *entry)
{
	const char *name = in->lib.archive_entry_pathname_utf8(entry);
	const bool known = name != NULL;
	if (!known)
		name = in->lib.archive_entry_pathname(entry);
	in->name[0] = '\0';
	if (!name || strlen(name) >= NAME_SIZE)
		name = "?";
	memcpy(in->name, name, strlen(name) + 1);
	for (char *c = in->name; *c && !known; c++)
		*c = *c & 0x80 ? '?' : *c;
}

ent_status ent_input_next(ent_input *in, bool *more, ent_error *err)
{
	struct archive_entry *entry;
	int rc;
	do {
		errno = 0;
		rc = in->lib.archive_read_next_header(in->archive, &entry);
		if (rc == ARCHIVE_EOF) {
			*more = false;
			return ENT_OK;
		}
		if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
			return archive_fails(in, err);
	} while (in->lib.archive_entry_filetype(entry) == AE_IFDIR);
	int format = in->lib.archive_format(in->archive) & ARCHIVE_FORMAT_BASE_MASK;
	in->name[0] = in->wrong_declaration[0] = '\0';
	if (format == ARCHIVE_FORMAT_ZIP)
		copy_name(in, entry);
	ent_recoder_free(in->recoder);
	in->recoder = NULL;
	in->ended = false;
	in->wrong = (ent_repaired){ .n = 0 };
	ent_buf_clear(&in->head);
	ent_buf_release(&in->returned);
	*more = true;
	if (in->lib.archive_entry_is_data_encrypted(entry)) {
		in->unreadable =
			ENT_TEXT("is encrypted; unpack it with its password first");
		return ENT_OK;
	}
	return begin(in, err);
}

ent_status ent_input_read(ent_input *in, ent_buf *to, bool *end, ent_error *err)
{
	ent_status status = ENT_OK;
	if (in->returned.n) {
		ent_buf_add(to, ent_buf_str(&in->returned));
		ent_buf_release(&in->returned);
		*end = in->last;
		return to->failed ? ent_fail_memory(err) : ENT_OK;
	}
	if (in->unreadable) {
		*end = true;
		return ENT_OK;
	}
	if (!in->head.n && !in->ended)
		status = read_bytes(in, err);
	if (!status)
		status = ent_recoder_add(in->recoder, to, ent_buf_str(&in->head),
					 in->ended, &in->wrong, err);
	ent_buf_clear(&in->head);
	*end = in->ended;
	return status;
}

ent_status ent_input_unread(ent_input *in, ent_buf *text, bool end, ent_error *err)
{
	ent_buf_release(&in->returned);
	in->returned = *text;
	in->last = end;
	*text = ENT_BUF_INIT;
	return in->returned.failed ? ent_fail_memory(err) : ENT_OK;
}

ent_str ent_input_name(const ent_input *in)
{
	return ent_str_of(in->name);
}

const char *ent_input_unreadable(const ent_input *in)
{
	return in->unreadable;
}

const char *ent_input_encoding(const ent_input *in)
{
	return in->encoding;
}

ent_str ent_input_wrong_declaration(const ent_input *in)
{
	return ent_str_of(in->wrong_declaration);
}

const ent_repaired *ent_input_repaired(const ent_input *in)
{
	return &in->wrong;
}
