/* SPDX-License-Identifier: Apache-2.0 */
/* office_read.c - a zip that is one document: DOCX, ODT, PPTX and EPUB.
 *
 * What: Office Open XML (ECMA-376, part 2: packages) and OpenDocument 1.3 (part
 * 2: packages).  [Content_Types].xml says which part of a DOCX is the document,
 * its styles and its notes, whatever they are called; "mimetype" says what an
 * OpenDocument is, and its content.xml is read by the rules of
 * corpora/rules/opendocument.xml like any other XML.
 *
 * Safety: a limit on all that is unpacked, and on the number of parts.  Pictures and
 * the like are skipped without being unpacked.
 *
 * Memory: the XML parts, unpacked.
 */
#include <string.h>

#include "base/fail.h"
#include "format/package.h"
#include "format/release/date.h"
#include "format/release/office.h"
#include "format/sniff.h"
#include "format/xml_scan.h"
#include "text/lang.h"

static bool is_package(const ent_release_head *head)
{
	return ent_str_starts(head->bytes, ENT_STR("PK\x03\x04"));
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

static ent_status read_pptx(ent_release *release, const ent_package *p, ent_error *err)
{
	release->doc.format = ENT_STR("pptx");
	const ent_status status = ent_slides_read(release, p, err);
	if (!status)
		read_metadata(release, ent_package_typed(p, "core-properties+xml"));
	return status;
}

static ent_status read_docx(ent_release *release, const ent_package *p, ent_error *err)
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
		docx.body = ent_package_typed(p, mains[k]);
	if (!docx.body.n && ent_package_typed(p, "presentationml.").n)
		return read_pptx(release, p, err);
	if (!docx.body.n)
		return ent_fail(err, ENT_EFORMAT,
				"is an Office file, but no text document");
	docx.styles = ent_package_typed(p, "wordprocessingml.styles+xml");
	docx.footnotes = ent_package_typed(p, "wordprocessingml.footnotes+xml");
	docx.endnotes = ent_package_typed(p, "wordprocessingml.endnotes+xml");
	for (int k = 0; k < 2 && release->opt->all; k++)
		for (size_t at = 0; docx.n_extra < 8; docx.n_extra++) {
			ent_str part = ent_package_next(p, extras[k], &at);
			if (!part.n)
				break;
			docx.extra[docx.n_extra] = part;
		}
	release->doc.format = ENT_STR("docx");
	ent_status status = ent_docx_read(release, &docx, err);
	if (!status)
		read_metadata(release, ent_package_typed(p, "core-properties+xml"));
	return status;
}

/* ---- all ---------------------------------------------------------------------- */

static ent_status read_known(ent_release *release, const ent_package *p, ent_error *err)
{
	ent_str mime = ent_str_trim(ent_package_part(p, ENT_STR("mimetype")));
	ent_str content = ent_package_part(p, ENT_STR("content.xml"));
	if (ent_package_part(p, ENT_STR("[Content_Types].xml")).p)
		return read_docx(release, p, err);
	if (ent_str_starts(mime, ENT_STR("application/vnd.oasis.opendocument.text")) &&
	    content.n) {
		release->numbered = true;
		release->styles = ent_package_part(p, ENT_STR("styles.xml"));
		ent_status status = ent_markup_read(release, content, false, err);
		if (!status)
			read_metadata(release,
				      ent_package_part(p, ENT_STR("meta.xml")));
		release->doc.format = ENT_STR("odt");
		return status;
	}
	if (ent_str_starts(mime, ENT_STR("application/epub+zip"))) {
		const ent_status status = ent_book_read(release, p, err);
		if (!status)
			read_metadata(release, ent_book_package_document(p));
		release->doc.format = ENT_STR("epub");
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
	ent_package *p = ent_arena_alloc(release->arena, 1, sizeof(*p));
	if (!p)
		return ent_fail_memory(err);
	ent_status status =
		ent_package_read(p, bytes, release->opt->max_size, release->arena, err);
	release->doc.encoding = ENT_STR("UTF-8");
	if (!status)
		status = read_known(release, p, err);
	ent_package_release(p);
	return status;
}

const ent_release_reader ent_package_reader = {
	.name = "package",
	.bytes = true,
	.fits = is_package,
	.read = read_package_bytes,
};
