/* SPDX-License-Identifier: Apache-2.0 */
/* book.c - the text of an electronic book (EPUB).
 *
 * What: EPUB 3.3 (W3C) and 2: META-INF/container.xml names the package document, whose
 * spine lists the chapters in the order of reading; each is XHTML and is read like any
 * other page, once.  The list of contents (properties="nav") is left out unless
 * requested.  The place of a paragraph is the number of its chapter in the spine.
 *
 * Time O(items log items) for the list, O(n) for the text.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/package_targets.h"
#include "format/release/office.h"
#include "format/xml_scan.h"

/* The value of an attribute of the first element of that name. */
static ent_str first_attribute(ent_str xml, const char *element, const char *name)
{
	ent_xml_token t;
	for (size_t at = 0; xml.p && ent_xml_next(&t, xml, &at);)
		if (t.type != ENT_XML_CLOSE && ent_str_is(t.name, element))
			return ent_xml_get(t.body, name);
	return ENT_STR("");
}

/* The part that an href of the package document leads to; .p is NULL when it was
 * read. */
static ent_str take_chapter(ent_package_targets *manifest, ent_str opf, ent_str href)
{
	ent_buf path = ENT_BUF_INIT;
	while (opf.n && opf.p[opf.n - 1] != '/')
		opf.n--;
	ent_buf_add(&path, opf);
	for (size_t k = 0; k < href.n && href.p[k] != '#'; k++) {
		const int high = k + 2 < href.n ? ent_hex_digit(href.p[k + 1]) : -1;
		const int low = k + 2 < href.n ? ent_hex_digit(href.p[k + 2]) : -1;
		if (href.p[k] == '%' && high >= 0 && low >= 0) {
			ent_buf_add_char(&path, (char)(high * 16 + low));
			k += 2;
		} else {
			ent_buf_add_char(&path, href.p[k]);
		}
	}
	const ent_str part = path.n && !path.failed
				     ? ent_package_take(manifest, ent_buf_str(&path))
				     : (ent_str){ NULL, 0 };
	ent_buf_release(&path);
	return part;
}

static bool is_contents(ent_str item)
{
	const ent_str properties = ent_xml_get(item, "properties");
	return properties.n && memmem(properties.p, properties.n, "nav", 3);
}

static ent_status read_chapter(ent_release *release,
			       ent_str text,
			       uint32_t number,
			       ent_error *err)
{
	const uint32_t from = release->n;
	const ent_status status = ent_markup_read(release, text, true, err);
	for (uint32_t k = from; k < release->n; k++)
		release->paragraphs[k].line = number;
	return status;
}

ent_status ent_book_read(ent_release *release, const ent_package *p, ent_error *err)
{
	const ent_str container =
		ent_package_part(p, ENT_STR("META-INF/container.xml"));
	const ent_str opf = first_attribute(container, "rootfile", "full-path");
	const ent_str xml = ent_package_part(p, opf);
	ent_package_targets manifest;
	uint32_t number = 0;
	ent_status status = ENT_OK;
	ent_xml_token t;
	if (!xml.p)
		return ent_fail(err, ENT_EFORMAT,
				"is a book without a package document");
	if (!ent_package_targets_read(&manifest, p, xml, "item", "id", release->arena))
		return ent_fail_memory(err);
	release->doc.part = ENT_STR("chapter");
	for (size_t at = 0; !status && ent_xml_next(&t, xml, &at);) {
		if (t.type == ENT_XML_CLOSE || !ent_str_is(t.name, "itemref"))
			continue;
		const ent_str item =
			ent_package_target(&manifest, ent_xml_get(t.body, "idref"));
		const ent_str text =
			take_chapter(&manifest, opf, ent_xml_get(item, "href"));
		number++;
		if (text.p && (!is_contents(item) || release->opt->all))
			status = read_chapter(release, text, number, err);
	}
	release->doc.title = release->doc.date = ENT_STR("");
	return status;
}

ent_str ent_book_package_document(const ent_package *p)
{
	return ent_package_part(
		p,
		first_attribute(ent_package_part(p, ENT_STR("META-INF/container.xml")),
				"rootfile", "full-path"));
}
