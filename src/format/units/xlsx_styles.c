/* SPDX-License-Identifier: Apache-2.0 */
/* xlsx_styles.c - which number format a cell of a spreadsheet has.
 *
 * What: the numFmts and cellXfs of styles.xml (ECMA-376, part 1, sections 18.8.31 and
 * 18.8.10), and whether the workbook counts days from 1904 (18.2.28).
 *
 * Memory: a string for each style; STYLES_MAX bounds them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "format/units/number_format.h"
#include "format/units/xlsx_styles.h"
#include "format/xml_decode.h"
#include "format/xml_scan.h"

enum { STYLES_MAX = 65536 };

static uint32_t number_of(ent_str s)
{
	uint32_t value = 0;
	for (size_t k = 0; k < s.n; k++) {
		if (!ent_is_digit(s.p[k]) || k == 9)
			return UINT32_MAX;
		value = value * 10 + (uint32_t)(s.p[k] - '0');
	}
	return s.n ? value : UINT32_MAX;
}

struct own {
	uint32_t id;
	ent_str code;
};

static ent_str code_of(const struct own *own, uint32_t n, uint32_t id)
{
	for (uint32_t k = 0; k < n; k++)
		if (own[k].id == id)
			return own[k].code;
	return ent_number_code(id);
}

/* The formats that a workbook defines, in *own: how many. */
static uint32_t read_own(struct own **own, ent_str xml, ent_arena *arena)
{
	enum { OWN_MAX = 1024 };
	ent_xml_token t;
	uint32_t n = 0;
	*own = ENT_NEW_ARRAY(arena, struct own, OWN_MAX);
	for (size_t at = 0; *own && n < OWN_MAX && ent_xml_next(&t, xml, &at);) {
		if (t.type == ENT_XML_CLOSE || !ent_str_is(t.name, "numFmt"))
			continue;
		ent_xml_repairs repairs = { .characters = 0 };
		ent_buf code = ENT_BUF_INIT;
		ent_buf_add(&code, ENT_STR(""));
		ent_xml_decode(&code, ent_xml_get(t.body, "formatCode"), &repairs);
		(*own)[n].id = number_of(ent_xml_get(t.body, "numFmtId"));
		(*own)[n++].code = ent_arena_str(arena, ent_buf_str(&code));
		if (code.failed)
			ent_arena_fail(arena);
		ent_buf_release(&code);
	}
	return n;
}

bool ent_xlsx_styles_read(ent_xlsx_styles *out,
			  const ent_package *package,
			  ent_arena *arena)
{
	const ent_str xml = ent_package_typed(package, "spreadsheetml.styles+xml");
	const ent_str book = ent_package_part(package, ENT_STR("xl/workbook.xml"));
	struct own *own;
	ent_xml_token t;
	size_t end;
	*out = (ent_xlsx_styles){ .n = 0 };
	for (size_t at = 0; book.p && ent_xml_next(&t, book, &at);)
		if (t.type != ENT_XML_CLOSE && ent_str_is(t.name, "workbookPr")) {
			const ent_str said = ent_xml_get(t.body, "date1904");
			out->from_1904 =
				ent_str_is(said, "1") || ent_str_is(said, "true");
		}
	if (!xml.n)
		return true;
	const uint32_t n_own = read_own(&own, xml, arena);
	for (size_t at = 0; ent_xml_next(&t, xml, &at);) {
		if (t.type != ENT_XML_OPEN || !ent_str_is(t.name, "cellXfs"))
			continue;
		const ent_str list =
			ent_str_slice(xml, at, ent_xml_close(xml, at, &end));
		out->codes = ENT_NEW_ARRAY(arena, ent_str, STYLES_MAX);
		for (size_t in = 0;
		     out->codes && out->n < STYLES_MAX && ent_xml_next(&t, list, &in);)
			if (t.type != ENT_XML_CLOSE && ent_str_is(t.name, "xf"))
				out->codes[out->n++] = code_of(
					own, n_own,
					number_of(ent_xml_get(t.body, "numFmtId")));
		break;
	}
	return !ent_arena_failed(arena);
}

/* The figures that a cell shows of a number without a format: 0.30000000000000004 is
 * the sum of .1 and .2. */
static void show_general(ent_buf *to, ent_str value)
{
	enum { SHOWN = 11 };
	char text[64];
	char *end = text;
	if (value.n <= SHOWN + 1 || value.n >= sizeof(text)) {
		ent_buf_add(to, value);
		return;
	}
	memcpy(text, value.p, value.n);
	text[value.n] = '\0';
	const double number = strtod(text, &end);
	if (end > text && !*end && memchr(value.p, '.', value.n))
		ent_buf_addf(to, "%.10g", number);
	else
		ent_buf_add(to, value);
}

void ent_xlsx_show(ent_buf *to,
		   const ent_xlsx_styles *styles,
		   ent_str type,
		   ent_str style,
		   ent_str value)
{
	const uint32_t k = number_of(style);
	const ent_str code = k < styles->n ? styles->codes[k] : ENT_STR("");
	if (ent_str_is(type, "b")) {
		ent_buf_add(to, ent_str_is(value, "1") ? ENT_STR("TRUE")
						       : ENT_STR("FALSE"));
	} else if (ent_str_is(type, "d")) { /* ISO 8601; midnight is a day */
		const ent_str midnight = ENT_STR("T00:00:00");
		const char *time = memmem(value.p, value.n, midnight.p, midnight.n);
		ent_buf_add(to,
			    ent_str_slice(value, 0,
					  time ? (size_t)(time - value.p) : value.n));
	} else if (type.n && !ent_str_is(type, "n")) {
		ent_buf_add(to, value);
	} else if (code.n) {
		ent_number_show(to, value, code, styles->from_1904);
	} else {
		show_general(to, value);
	}
}
