/* SPDX-License-Identifier: Apache-2.0 */
/* package.c - a zip that is one document: DOCX and ODT.
 *
 * What: Office Open XML (ECMA-376, part 2: packages) and OpenDocument 1.3 (part
 * 2: packages).  [Content_Types].xml says which part of a DOCX is the document,
 * its styles and its notes, whatever they are called; "mimetype" says what an
 * OpenDocument is, and its content.xml is read by the rules of
 * corpora/rules/opendocument.xml like any other XML.
 *
 * Safety: a limit on all that is unpacked, and on the number of parts.  Pictures
 * and the like are passed over without being unpacked.
 *
 * Memory: the XML parts, unpacked.
 */
#include <string.h>

#include <archive.h>
#include <archive_entry.h>

#include "base/fail.h"
#include "format/release/date.h"
#include "format/release/package.h"
#include "format/sniff.h"
#include "format/xml_scan.h"
#include "text/decode.h"
#include "text/lang.h"

enum { PARTS_MAX = 256 };

/* The parts of a package that are XML or a plain name of its type, decoded. */
struct package {
	struct part {
		ent_str name; /* in the release's arena */
		ent_buf text;
	} parts[PARTS_MAX];
	unsigned n;
};

static bool is_package(const ent_release_head *head)
{
	return ent_str_starts(head->bytes, ENT_STR("PK\x03\x04"));
}

static void release_package(struct package *package)
{
	for (unsigned k = 0; k < package->n; k++)
		ent_buf_release(&package->parts[k].text);
	package->n = 0;
}

/* The text of a part; .p is NULL without one. */
static ent_str part_named(const struct package *package, ent_str name)
{
	if (name.n && name.p[0] == '/')
		name = ent_str_slice(name, 1, name.n);
	for (unsigned k = 0; k < package->n; k++)
		if (ent_str_eq(package->parts[k].name, name))
			return ent_buf_str(&package->parts[k].text);
	return (ent_str){ NULL, 0 };
}

/* Whether a part can be one that is read. */
static bool is_wanted(ent_str name)
{
	return ent_str_is(name, "mimetype") ||
	       ent_str_is(name, "[Content_Types].xml") ||
	       ent_str_ends(name, ENT_STR(".xml"));
}

static ent_status unpack(ent_buf *out,
			 struct archive *a,
			 uint64_t *left,
			 ent_error *err)
{
	const void *block;
	size_t n;
	la_int64_t offset;
	for (;;) {
		int rc = archive_read_data_block(a, &block, &n, &offset);
		if (rc == ARCHIVE_EOF)
			break;
		if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
			return ent_fail(err, ENT_EFORMAT, "its zip is damaged: %s",
					archive_error_string(a));
		if (n > *left)
			return ent_fail(err, ENT_ELIMIT,
					"larger than allowed when unpacked");
		*left -= n;
		ent_buf_add(out, (ent_str){ block, n });
	}
	return out->failed ? ent_fail_memory(err) : ENT_OK;
}

static ent_status add_part(struct package *out,
			   struct archive *a,
			   const char *name,
			   uint64_t *left,
			   ent_arena *arena,
			   ent_error *err)
{
	const char *encoding;
	ent_buf raw = ENT_BUF_INIT, text = ENT_BUF_INIT;
	ent_status status = unpack(&raw, a, left, err);
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

static ent_status read_parts(struct package *out,
			     struct archive *a,
			     uint64_t left,
			     ent_arena *arena,
			     ent_error *err)
{
	struct archive_entry *entry;
	for (;;) {
		int rc = archive_read_next_header(a, &entry);
		if (rc == ARCHIVE_EOF)
			return ENT_OK;
		if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
			return ent_fail(err, ENT_EFORMAT, "its zip is damaged: %s",
					archive_error_string(a));
		const char *name = archive_entry_pathname_utf8(entry);
		if (!name || !is_wanted(ent_str_of(name)))
			continue;
		if (out->n == PARTS_MAX)
			return ent_fail(err, ENT_ELIMIT, "its zip has too many parts");
		ent_status status = add_part(out, a, name, &left, arena, err);
		if (status)
			return status;
	}
}

/* Unpacks; no more than max bytes in all.  The caller gives *out to
 * release_package() whatever is returned. */
static ent_status read_package(struct package *out,
			       ent_str bytes,
			       uint64_t max,
			       ent_arena *arena,
			       ent_error *err)
{
	struct archive *a = archive_read_new();
	out->n = 0;
	if (!a)
		return ent_fail_memory(err);
	archive_read_support_format_zip(a);
	ent_status status = ENT_OK;
	if (archive_read_open_memory(a, bytes.p, bytes.n) != ARCHIVE_OK)
		status = ent_fail(err, ENT_EFORMAT, "its zip is damaged: %s",
				  archive_error_string(a));
	if (!status)
		status = read_parts(out, a, max, arena, err);
	archive_read_free(a);
	return status;
}

/* ---- metadata: Dublin Core, in docProps/core.xml and meta.xml --------------- */

static ent_str element_text(ent_release *release, ent_str xml, const char *name)
{
	ent_xml_token t;
	ent_xml_repairs repairs = { .characters = 0 };
	ent_str found = ENT_STR("");
	for (size_t at = 0; !found.n && ent_xml_next(&t, xml, &at);) {
		if (t.type != ENT_XML_OPEN || !ent_str_is(t.name, name))
			continue;
		size_t end, close = ent_xml_close(xml, at, &end);
		ent_buf value = ENT_BUF_INIT;
		ent_xml_decode(&value, ent_str_slice(xml, at, close), &repairs);
		if (!ent_is_blank(ent_buf_str(&value)))
			found = ent_release_text(release, ent_buf_str(&value));
		release->failed |= value.failed;
		ent_buf_release(&value);
	}
	return found;
}

static void read_metadata(ent_release *release, ent_str xml)
{
	static const char *const dates[] = { "created", "creation-date", "modified",
					     "date" };
	ent_document *doc = &release->doc;
	char date[ENT_DATE_SIZE];
	size_t start, end;
	if (!xml.n)
		return;
	doc->title = element_text(release, xml, "title");
	doc->id = element_text(release, xml, "identifier");
	ent_str lang = element_text(release, xml, "language");
	if (lang.n)
		doc->lang = ent_lang_normal(lang, release->arena);
	for (size_t k = 0; k < sizeof(dates) / sizeof(*dates); k++) {
		ent_str value = element_text(release, xml, dates[k]);
		if (!release->written.n && value.n &&
		    ent_date_find(date, &start, &end, value))
			release->written = ent_release_text(release, ent_str_of(date));
	}
}

/* ---- Office Open XML -------------------------------------------------------- */

/* The next part of a type that ends so, from *at on; "" when there is no more. */
static ent_str part_of_type(const struct package *p, const char *type, size_t *at)
{
	ent_xml_token t;
	ent_str types = part_named(p, ENT_STR("[Content_Types].xml"));
	while (ent_xml_next(&t, types, at)) {
		if (!ent_str_is(t.name, "Override"))
			continue;
		ent_str is = ent_xml_get(t.body, "ContentType");
		if (!memmem(is.p ? is.p : "", is.n, type, strlen(type)))
			continue;
		ent_str text = part_named(p, ent_xml_get(t.body, "PartName"));
		if (text.p)
			return text;
	}
	return ENT_STR("");
}

static ent_str first_of_type(const struct package *p, const char *type)
{
	size_t at = 0;
	return part_of_type(p, type, &at);
}

static ent_status read_docx(ent_release *release,
			    const struct package *p,
			    ent_error *err)
{
	static const char *const mains[] = {
		"wordprocessingml.document.main+xml",
		"wordprocessingml.template.main+xml",
		"ms-word.document.macroEnabled.main+xml",
		"ms-word.template.macroEnabledTemplate.main+xml"
	};
	static const char *const extras[] = { "wordprocessingml.header+xml",
					      "wordprocessingml.footer+xml" };
	ent_docx docx = { .n_extra = 0 };
	for (size_t k = 0; k < sizeof(mains) / sizeof(*mains) && !docx.body.n; k++)
		docx.body = first_of_type(p, mains[k]);
	if (!docx.body.n)
		return ent_fail(err, ENT_EFORMAT,
				"is an Office file, but no text document");
	docx.styles = first_of_type(p, "wordprocessingml.styles+xml");
	docx.footnotes = first_of_type(p, "wordprocessingml.footnotes+xml");
	docx.endnotes = first_of_type(p, "wordprocessingml.endnotes+xml");
	for (int k = 0; k < 2 && release->opt->all; k++)
		for (size_t at = 0; docx.n_extra < 8; docx.n_extra++) {
			ent_str part = part_of_type(p, extras[k], &at);
			if (!part.n)
				break;
			docx.extra[docx.n_extra] = part;
		}
	release->doc.format = ENT_STR("docx");
	ent_status status = ent_docx_read(release, &docx, err);
	if (!status)
		read_metadata(release, first_of_type(p, "core-properties+xml"));
	return status;
}

/* ---- all ---------------------------------------------------------------------- */

static ent_status read_known(ent_release *release,
			     const struct package *p,
			     ent_error *err)
{
	ent_str mime = ent_str_trim(part_named(p, ENT_STR("mimetype")));
	ent_str content = part_named(p, ENT_STR("content.xml"));
	if (part_named(p, ENT_STR("[Content_Types].xml")).p)
		return read_docx(release, p, err);
	if (ent_str_starts(mime, ENT_STR("application/vnd.oasis.opendocument.text")) &&
	    content.n) {
		release->numbered = true;
		release->styles = part_named(p, ENT_STR("styles.xml"));
		ent_status status = ent_markup_read(release, content, false, err);
		if (!status)
			read_metadata(release, part_named(p, ENT_STR("meta.xml")));
		release->doc.format = ENT_STR("odt");
		return status;
	}
	if (mime.n && mime.n < 100)
		return ent_fail(err, ENT_EFORMAT, "is %.*s, which is not read",
				(int)mime.n, mime.p);
	return ent_fail(err, ENT_EFORMAT,
			"is a zip that is not a document; unpack it first");
}

static ent_status read_package_bytes(ent_release *release,
				     ent_str bytes,
				     ent_error *err)
{
	struct package *p = ent_arena_alloc(release->arena, 1, sizeof(*p));
	if (!p)
		return ent_fail_memory(err);
	ent_status status =
		read_package(p, bytes, release->opt->max_size, release->arena, err);
	release->doc.encoding = ENT_STR("UTF-8");
	if (!status)
		status = read_known(release, p, err);
	release_package(p);
	return status;
}

const ent_release_reader ent_package_reader = {
	.name = "package",
	.bytes = true,
	.fits = is_package,
	.read = read_package_bytes,
};
