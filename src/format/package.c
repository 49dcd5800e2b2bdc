/* SPDX-License-Identifier: Apache-2.0 */
/* package.c - the parts of a zip that is one document: Office Open XML, OpenDocument.
 *
 * What: Office Open XML (ECMA-376, part 2: packages) and OpenDocument 1.3 (part 2:
 * packages).  [Content_Types].xml says which part of an Office file is what, whatever
 * they are called.
 *
 * Safety: a limit on all that is unpacked, and on the number of parts.  Pictures and
 * the like are skipped without being unpacked.
 */
#include <errno.h>
#include <string.h>

#include "base/fail.h"
#include "base/word_list.h"
#include "format/archive_fail.h"
#include "format/libarchive.h"
#include "format/package.h"
#include "format/sniff.h"
#include "format/xml_scan.h"
#include "text/decode.h"

void ent_package_release(ent_package *package)
{
	for (unsigned k = 0; k < package->n; k++)
		ent_buf_release(&package->parts[k].text);
	package->n = 0;
}

unsigned ent_package_find(const ent_package *package, ent_str name)
{
	unsigned k = 0;
	if (name.n && name.p[0] == '/')
		name = ent_str_slice(name, 1, name.n);
	while (k < package->n && !ent_str_eq(package->parts[k].name, name))
		k++;
	return k;
}

ent_str ent_package_part(const ent_package *package, ent_str name)
{
	const unsigned k = ent_package_find(package, name);
	return k < package->n ? ent_buf_str(&package->parts[k].text)
			      : (ent_str){ NULL, 0 };
}

/* Whether a part can be one that is read. */
static bool is_wanted(ent_str name)
{
	static const char *const ends[] = { ".xml",  ".rels", ".opf", ".xhtml",
					    ".html", ".htm",  NULL };
	if (ent_list_end_of(ends, name))
		return true;
	return ent_str_is(name, "mimetype");
}

typedef struct {
	struct ent_libarchive lib;
	struct archive *archive;
} unpacker;

static ent_status damaged(const unpacker *u, ent_error *err)
{
	return ent_archive_lacks_memory(&u->lib, u->archive)
		       ? ent_fail_memory(err)
		       : ent_fail(err, ENT_EFORMAT, "its zip is damaged: %s",
				  ent_archive_why(&u->lib, u->archive));
}

static ent_status unpack(ent_buf *out,
			 const unpacker *u,
			 uint64_t *left,
			 ent_error *err)
{
	const void *block;
	size_t n;
	la_int64_t offset;
	for (;;) {
		errno = 0;
		int rc =
			u->lib.archive_read_data_block(u->archive, &block, &n, &offset);
		if (rc == ARCHIVE_EOF)
			break;
		if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
			return damaged(u, err);
		if (n > *left)
			return ent_fail(err, ENT_ELIMIT,
					"larger than allowed when unpacked");
		*left -= n;
		ent_buf_add(out, (ent_str){ block, n });
	}
	return out->failed ? ent_fail_memory(err) : ENT_OK;
}

static ent_status add_part(ent_package *out,
			   const unpacker *u,
			   const char *name,
			   uint64_t *left,
			   ent_arena *arena,
			   ent_error *err)
{
	const char *encoding;
	ent_buf raw = ENT_BUF_INIT, text = ENT_BUF_INIT;
	ent_status status = unpack(&raw, u, left, err);
	if (!status) {
		ent_str bytes = ent_buf_str(&raw);
		status = ent_decode(&text, &encoding, NULL, bytes,
				    ent_sniff_encoding(bytes), err);
	}
	ent_buf_release(&raw);
	ent_str copy = ent_arena_str(arena, ent_str_of(name));
	if (!status && !copy.p)
		status = ent_fail_memory(err);
	if (status) {
		ent_buf_release(&text);
		return status;
	}
	out->parts[out->n].name = copy;
	out->parts[out->n++].text = text;
	return ENT_OK;
}

static ent_status read_parts(ent_package *out,
			     const unpacker *u,
			     uint64_t left,
			     ent_arena *arena,
			     ent_error *err)
{
	struct archive_entry *entry;
	for (;; errno = 0) {
		int rc = u->lib.archive_read_next_header(u->archive, &entry);
		if (rc == ARCHIVE_EOF)
			return ENT_OK;
		if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
			return damaged(u, err);
		const char *name = u->lib.archive_entry_pathname_utf8(entry);
		if (!name && errno == ENOMEM)
			return ent_fail_memory(err);
		if (!name || !is_wanted(ent_str_of(name)))
			continue;
		if (out->n == ENT_PARTS_MAX)
			return ent_fail(err, ENT_ELIMIT, "its zip has too many parts");
		ent_status status = add_part(out, u, name, &left, arena, err);
		if (status)
			return status;
	}
}

/* Unpacks; no more than max bytes in all.  The caller gives *out to
 * ent_package_release() whatever is returned. */
ent_status ent_package_read(ent_package *out,
			    ent_str bytes,
			    uint64_t max,
			    ent_arena *arena,
			    ent_error *err)
{
	unpacker u;
	out->n = 0;
	ent_status status = ent_libarchive_load(&u.lib, err);
	if (!status && !(u.archive = u.lib.archive_read_new()))
		status = ent_fail_memory(err);
	if (status)
		return status;
	errno = 0;
	u.lib.archive_read_support_format_zip(u.archive);
	if (u.lib.archive_read_open_memory(u.archive, bytes.p, bytes.n) != ARCHIVE_OK)
		status = damaged(&u, err);
	if (!status)
		status = read_parts(out, &u, max, arena, err);
	u.lib.archive_read_free(u.archive);
	return status;
}

/* The next part of a type that ends so, from *at on; "" when there is no more. */
ent_str ent_package_next(const ent_package *p, const char *type, size_t *at)
{
	ent_xml_token t;
	ent_str types = ent_package_part(p, ENT_STR("[Content_Types].xml"));
	while (ent_xml_next(&t, types, at)) {
		if (!ent_str_is(t.name, "Override"))
			continue;
		ent_str is = ent_xml_get(t.body, "ContentType");
		if (!memmem(is.p ? is.p : "", is.n, type, strlen(type)))
			continue;
		ent_str text = ent_package_part(p, ent_xml_get(t.body, "PartName"));
		if (text.p)
			return text;
	}
	return ENT_STR("");
}

ent_str ent_package_typed(const ent_package *p, const char *type)
{
	size_t at = 0;
	return ent_package_next(p, type, &at);
}
