/* SPDX-License-Identifier: Apache-2.0 */
/* xlsx_read.c - read the sheets of a spreadsheet as tables of pairs (pair_table.c).
 *
 * What: SpreadsheetML (ECMA-376, part 1, section 18.3): rows of cells with shared,
 * inline or formula strings; the guides to pronunciation (rPh) are left out.  Each sheet
 * is a table of its own; one without a heading that names two languages, or source and
 * target, counts only when the languages are given.
 *
 * Memory: the unpacked XML parts.
 */
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/units/pair_table.h"
#include "format/units/xlsx_read.h"

struct sheet {
	ent_table table;
	ent_str *shared; /* of the workbook, in the arena */
	uint32_t n_shared;
	ent_buf values;
	size_t ends[ENT_TABLE_COLUMNS];
	unsigned n;
	ent_error *err;
};

/* Appends the text of t elements. */
static void add_texts(ent_buf *to, ent_str xml)
{
	ent_xml_repairs repairs = { .characters = 0 };
	ent_xml_token t;
	size_t end;
	for (size_t at = 0; ent_xml_next(&t, xml, &at);) {
		if (t.type != ENT_XML_OPEN)
			continue;
		const size_t close = ent_xml_close(xml, at, &end);
		if (ent_str_is(t.name, "t"))
			ent_xml_decode(to, ent_str_slice(xml, at, close), &repairs);
		if (ent_str_is(t.name, "t") || ent_str_is(t.name, "rPh"))
			at = end;
	}
}

static ent_status read_shared(struct sheet *s, ent_str xml, ent_error *err)
{
	ent_arena *arena = s->table.reading->arena;
	ent_xml_token t;
	uint32_t n = 0;
	size_t end;
	for (size_t at = 0; ent_xml_next(&t, xml, &at);)
		n += t.type != ENT_XML_CLOSE && ent_str_is(t.name, "si");
	s->shared = calloc(n + 1, sizeof(*s->shared));
	if (!s->shared)
		return ent_fail_memory(err);
	for (size_t at = 0; s->n_shared < n && ent_xml_next(&t, xml, &at);) {
		if (t.type == ENT_XML_CLOSE || !ent_str_is(t.name, "si"))
			continue;
		ent_buf text = ENT_BUF_INIT;
		ent_buf_add(&text, ENT_STR(""));
		if (t.type == ENT_XML_OPEN) {
			const size_t close = ent_xml_close(xml, at, &end);
			add_texts(&text, ent_str_slice(xml, at, close));
			at = end;
		}
		s->shared[s->n_shared++] = ent_arena_str(arena, ent_buf_str(&text));
		const bool failed = text.failed || !s->shared[s->n_shared - 1].p;
		ent_buf_release(&text);
		if (failed)
			return ent_fail_memory(err);
	}
	return ENT_OK;
}

static uint32_t number_of(ent_str s)
{
	uint32_t value = 0;
	s = ent_str_trim(s);
	for (size_t k = 0; k < s.n && k < 9; k++) {
		if (!ent_is_digit(s.p[k]))
			return UINT32_MAX;
		value = value * 10 + (uint32_t)(s.p[k] - '0');
	}
	return s.n ? value : UINT32_MAX;
}

/* The column of a reference such as "AB12", from 0 on. */
static unsigned column_of(ent_str reference, unsigned otherwise)
{
	unsigned n = 0;
	size_t k = 0;
	for (; k < reference.n && k < 3 && ent_is_letter(reference.p[k]); k++)
		n = n * 26 + (unsigned)((reference.p[k] | 32) - 'a') + 1;
	return k ? n - 1 : otherwise;
}

static void add_value(struct sheet *s, ent_str attributes, ent_str cell)
{
	const ent_str type = ent_xml_get(attributes, "t");
	ent_xml_repairs repairs = { .characters = 0 };
	ent_xml_token t;
	size_t end;
	if (ent_str_is(type, "inlineStr")) {
		add_texts(&s->values, cell);
		return;
	}
	for (size_t at = 0; ent_xml_next(&t, cell, &at);) {
		if (t.type != ENT_XML_OPEN)
			continue;
		const size_t close = ent_xml_close(cell, at, &end);
		const ent_str value = ent_str_slice(cell, at, close);
		at = end;
		if (!ent_str_is(t.name, "v"))
			continue;
		const uint32_t k = number_of(value);
		if (!ent_str_is(type, "s"))
			ent_xml_decode(&s->values, value, &repairs);
		else if (k < s->n_shared)
			ent_buf_add(&s->values, s->shared[k]);
	}
}

static void add_cell(struct sheet *s, ent_str attributes, ent_str cell)
{
	const unsigned column = column_of(ent_xml_get(attributes, "r"), s->n);
	if (column >= ENT_TABLE_COLUMNS || column < s->n)
		return;
	while (s->n < column)
		s->ends[s->n++] = s->values.n;
	add_value(s, attributes, cell);
	s->ends[s->n++] = s->values.n;
}

static ent_status read_row(struct sheet *s,
			   ent_str row,
			   uint32_t number,
			   ent_error *err)
{
	ent_str fields[ENT_TABLE_COLUMNS];
	ent_xml_token t;
	size_t end;
	s->n = 0;
	ent_buf_clear(&s->values);
	ent_buf_add(&s->values, ENT_STR(""));
	for (size_t at = 0; ent_xml_next(&t, row, &at);) {
		if (t.type == ENT_XML_CLOSE || !ent_str_is(t.name, "c"))
			continue;
		const size_t close =
			t.type == ENT_XML_OPEN ? ent_xml_close(row, at, &end) : at;
		add_cell(s, t.body, ent_str_slice(row, at, close));
		if (t.type == ENT_XML_OPEN)
			at = end;
	}
	if (s->values.failed)
		return ent_fail_memory(err);
	if (!s->values.n)
		return ENT_OK;
	for (unsigned k = 0; k < s->n; k++)
		fields[k] = ent_str_slice(ent_buf_str(&s->values),
					  k ? s->ends[k - 1] : 0, s->ends[k]);
	return ent_table_row(&s->table, fields, s->n, number, err);
}

static ent_status read_sheet(struct sheet *s, ent_str xml, ent_error *err)
{
	const ent_reading *r = s->table.reading;
	ent_xml_token t;
	uint32_t number = 0;
	size_t end;
	ent_status status = ENT_OK;
	s->table = (ent_table){ .reading = s->table.reading,
				.origin = "xlsx",
				.need_header = !r->from.n || !r->to.n };
	for (size_t at = 0; !status && ent_xml_next(&t, xml, &at);) {
		if (t.type != ENT_XML_OPEN || !ent_str_is(t.name, "row"))
			continue;
		const size_t close = ent_xml_close(xml, at, &end);
		const uint32_t stated = number_of(ent_xml_get(t.body, "r"));
		number = stated != UINT32_MAX ? stated : number + 1;
		status = read_row(s, ent_str_slice(xml, at, close), number, err);
		at = end;
	}
	return status;
}

ent_status ent_xlsx_read(ent_reading *reading,
			 const ent_package *package,
			 ent_error *err)
{
	struct sheet s = { .table = { .reading = reading } };
	unsigned sheets = 0;
	size_t at = 0;
	ent_status status = read_shared(
		&s, ent_package_typed(package, "spreadsheetml.sharedStrings+xml"), err);
	while (!status) {
		const ent_str xml =
			ent_package_next(package, "spreadsheetml.worksheet+xml", &at);
		if (!xml.n)
			break;
		sheets++;
		status = read_sheet(&s, xml, err);
	}
	free(s.shared);
	ent_buf_release(&s.values);
	if (!status && !sheets)
		status = ent_fail(err, ENT_EFORMAT,
				  "is a spreadsheet without sheets; save it as TSV");
	else if (!status && !reading->sent && !reading->refused)
		status = ent_fail(err, ENT_EFORMAT,
				  "is a spreadsheet whose first row does not name two "
				  "languages; give them with --from and --to");
	return status;
}
