/* SPDX-License-Identifier: Apache-2.0 */
/* A zip with any parts (Word, OpenDocument, a spreadsheet, a folder of memories,
 * nothing in particular) is read as a document and as units: what comes out is valid
 * UTF-8, or it is refused.
 *
 * An input that begins with "=== NAME" gives parts as text, each after such a line;
 * they are packed here, because no change of a packed file by chance has the right
 * checksums. Any other input is the zip itself. */
#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/utf8.h"
#include "entente/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static la_ssize_t add_bytes(struct archive *a, void *data, const void *p, size_t n)
{
	(void)a;
	ent_buf_add(data, (ent_str){ p, n });
	return (la_ssize_t)n;
}

static void add_part(struct archive *zip, ent_str name, ent_str text)
{
	char path[256];
	struct archive_entry *entry = archive_entry_new();
	if (!entry)
		abort();
	snprintf(path, sizeof(path), "%.*s", (int)(name.n < 255 ? name.n : 255),
		 name.p);
	archive_entry_set_pathname(entry, path);
	archive_entry_set_size(entry, (la_int64_t)text.n);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	if (archive_write_header(zip, entry) == ARCHIVE_OK)
		archive_write_data(zip, text.p, text.n);
	archive_entry_free(entry);
}

/* The text up to the next line that begins a part. */
static ent_str cut_part(ent_str *rest)
{
	size_t at = 0;
	if (!rest->n)
		return *rest;
	while (at < rest->n && (rest->n - at < 4 || memcmp(rest->p + at, "=== ", 4))) {
		const char *end = memchr(rest->p + at, '\n', rest->n - at);
		at = end ? (size_t)(end - rest->p) + 1 : rest->n;
	}
	const ent_str part = { rest->p, at };
	*rest = (ent_str){ rest->p + at, rest->n - at };
	return part;
}

static void pack(ent_buf *out, ent_str text)
{
	struct archive *zip = archive_write_new();
	if (!zip || archive_write_set_format_zip(zip) ||
	    archive_write_set_bytes_per_block(zip, 0) ||
	    archive_write_open(zip, out, NULL, add_bytes, NULL))
		abort();
	archive_write_set_format_option(zip, "zip", "compression", "store");
	for (int parts = 0; text.n && parts < 64; parts++) {
		ent_str name = ent_str_cut(&text, '\n');
		if (name.n > 4)
			add_part(zip, ent_str_slice(name, 4, name.n), cut_part(&text));
		else
			cut_part(&text);
	}
	archive_write_close(zip);
	archive_write_free(zip);
}

static void check_document(ent_str bytes)
{
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	ent_document doc;
	ent_error err;
	ent_arena *arena = ent_arena_new((size_t)64 << 20);
	opt.attributes = bytes.n & 1;
	opt.all = bytes.n & 2;
	if (arena &&
	    !ent_read_document_bytes(&doc, bytes, ENT_STR("f"), &opt, arena, &err))
		for (uint32_t k = 0; k < doc.n_paragraphs; k++)
			if (!doc.paragraphs[k].text.n ||
			    !ent_utf8_valid(doc.paragraphs[k].text, NULL))
				abort();
	ent_arena_free(arena);
}

static ent_status check_unit(void *data, const ent_unit *unit, ent_error *err)
{
	(void)data, (void)err;
	if (!ent_utf8_valid(unit->source.text, NULL) ||
	    !ent_utf8_valid(unit->target.text, NULL) ||
	    !ent_utf8_valid(unit->source.markup, NULL) ||
	    !ent_utf8_valid(unit->target.markup, NULL))
		abort();
	return ENT_OK;
}

static void check_units(ent_str bytes)
{
	char path[64];
	ent_error err;
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	const int fd = memfd_create("fuzz", 0);
	if (fd < 0 || write(fd, bytes.p, bytes.n) != (ssize_t)bytes.n)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	opt.from = ENT_STR("en");
	opt.to = ENT_STR("fr");
	opt.max_size = 16 << 20;
	opt.folder = "/nowhere"; /* no file but the one made here is read */
	ent_read_units(path, &opt, NULL, check_unit, NULL, &err);
	close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	ent_str bytes = { (const char *)data, size };
	ent_buf zip = ENT_BUF_INIT;
	if (ent_str_starts(bytes, ENT_STR("=== "))) {
		pack(&zip, bytes);
		bytes = ent_buf_str(&zip);
	}
	if (!zip.failed && bytes.n) {
		check_document(bytes);
		check_units(bytes);
	}
	ent_buf_release(&zip);
	return 0;
}
