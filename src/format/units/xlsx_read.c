/* SPDX-License-Identifier: Apache-2.0 */
/* xlsx_read.c - read the sheets of a spreadsheet as tables of pairs (pair_table.c).
 *
 * What: SpreadsheetML (ECMA-376, part 1, section 18.3): rows of cells with shared,
 * inline or formula strings; the guides to pronunciation (rPh) are left out, and so are
 * errors, hidden sheets and columns, and hidden rows unless a filter hides them.  The
 * text of merged cells of one column belongs to each of their rows.  Numbers and dates
 * are as their format shows them (number_format.c).  The row that names the columns may
 * be below a title.  Each sheet is a table of its own; one without a heading that names
 * two languages, or source and target, counts only when the languages are given.
 *
 * Memory: the unpacked XML parts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/package_targets.h"
#include "format/units/pair_table.h"
#include "format/units/xlsx_read.h"
#include "format/units/xlsx_styles.h"

/* Cells of one column that are one. */
struct merged {
	uint32_t first, last; /* rows */
	unsigned column;
};

struct sheet {
	ent_pair_table table;
	ent_xlsx_styles styles;
	ent_str *shared; /* of the workbook, in the arena */
	uint32_t n_shared;
	ent_buf values;
	size_t ends[ENT_TABLE_COLUMNS];
	unsigned n;
	bool hidden[ENT_TABLE_COLUMNS]; /* columns of the sheet */
	bool filtered;                  /* rows are hidden by a filter */
	uint32_t heading;               /* the row that names the columns; 0: none */
	struct merged *merged;          /* in the order of their first rows */
	uint32_t n_merged, next_merged;
	struct {
		ent_str value;
		uint32_t last;
	} carried[ENT_TABLE_COLUMNS]; /* what goes on in the rows up to one */
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

/* Characters that XML cannot hold are written _xHHHH_ (ECMA-376, part 1, 22.9.2.19,
 * which also writes "_x005F_" for the first character of what looks so). */
static void decode_escapes(ent_buf *text)
{
	enum { ESCAPE = 7 };
	ent_buf out = ENT_BUF_INIT;
	const ent_str s = ent_buf_str(text);
	if (!s.n || !memmem(s.p, s.n, "_x", 2))
		return;
	for (size_t k = 0; k < s.n; k++) {
		uint32_t c = 0;
		unsigned digits = 0;
		if (s.n - k >= ESCAPE && s.p[k] == '_' && s.p[k + 1] == 'x' &&
		    s.p[k + ESCAPE - 1] == '_')
			for (int digit;
			     digits < 4 &&
			     (digit = ent_hex_digit(s.p[k + 2 + digits])) >= 0;
			     digits++)
				c = c * 16 + (uint32_t)digit;
		if (digits < 4 || (c >= 0xD800 && c < 0xE000)) {
			ent_buf_add_char(&out, s.p[k]);
			continue;
		}
		if (c != '\r' && c)
			ent_buf_add_codepoint(&out, c);
		k += ESCAPE - 1;
	}
	ent_buf_clear(text);
	text->failed |= out.failed;
	if (out.n)
		ent_buf_add(text, ent_buf_str(&out));
	ent_buf_release(&out);
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
			decode_escapes(&text);
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

/* A value as its format shows it. */
static void add_shown(struct sheet *s, ent_str type, ent_str style, ent_str value)
{
	ent_xml_repairs repairs = { .characters = 0 };
	ent_buf text = ENT_BUF_INIT;
	ent_xml_decode(&text, value, &repairs);
	if (text.n)
		ent_xlsx_show(&s->values, &s->styles, type, style, ent_buf_str(&text));
	s->values.failed |= text.failed;
	ent_buf_release(&text);
}

static void add_value(struct sheet *s, ent_str attributes, ent_str cell)
{
	const ent_str type = ent_xml_get(attributes, "t");
	ent_xml_token t;
	size_t end;
	if (ent_str_is(type, "e")) /* "#REF!" */
		return;
	if (ent_str_is(type, "inlineStr")) {
		ent_buf text = ENT_BUF_INIT;
		add_texts(&text, cell);
		decode_escapes(&text);
		ent_buf_add(&s->values, ent_buf_str(&text));
		s->values.failed |= text.failed;
		ent_buf_release(&text);
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
			add_shown(s, type, ent_xml_get(attributes, "s"), value);
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
	if (!s->hidden[column] || s->table.reading->opt->columns)
		add_value(s, attributes, cell);
	s->ends[s->n++] = s->values.n;
}

/* The cells of a row, in fields; false when out of memory. */
static bool read_cells(ent_str fields[ENT_TABLE_COLUMNS], struct sheet *s, ent_str row)
{
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
	for (unsigned k = 0; k < s->n && !s->values.failed; k++)
		fields[k] = ent_str_slice(ent_buf_str(&s->values),
					  k ? s->ends[k - 1] : 0, s->ends[k]);
	return !s->values.failed;
}

/* ---- merged cells ---------------------------------------------------------------- */

static int by_first(const void *a, const void *b)
{
	const struct merged *p = a, *q = b;
	return p->first > q->first ? 1 : p->first < q->first ? -1 : 0;
}

/* "B2:B4"; false for any other, which is of several columns or one cell. */
static bool read_range(struct merged *out, ent_str ref)
{
	ent_str from = ent_str_cut(&ref, ':'), to = ref;
	const unsigned column = column_of(from, ENT_TABLE_COLUMNS);
	if (column >= ENT_TABLE_COLUMNS || column_of(to, 0) != column)
		return false;
	while (from.n && ent_is_letter(from.p[0]))
		from = ent_str_slice(from, 1, from.n);
	while (to.n && ent_is_letter(to.p[0]))
		to = ent_str_slice(to, 1, to.n);
	*out = (struct merged){ number_of(from), number_of(to), column };
	return out->last != UINT32_MAX && out->first < out->last;
}

static bool read_merged(struct sheet *s, ent_str xml)
{
	ent_xml_token t;
	uint32_t n = 0;
	for (size_t at = 0; ent_xml_next(&t, xml, &at);)
		n += t.type != ENT_XML_CLOSE && ent_str_is(t.name, "mergeCell");
	s->n_merged = s->next_merged = 0;
	memset(s->carried, 0, sizeof(s->carried));
	s->merged = ENT_NEW_ARRAY(s->table.reading->arena, struct merged, n + 1);
	if (!s->merged)
		return false;
	for (size_t at = 0; n && s->n_merged < n && ent_xml_next(&t, xml, &at);) {
		if (t.type != ENT_XML_CLOSE && ent_str_is(t.name, "mergeCell") &&
		    read_range(&s->merged[s->n_merged], ent_xml_get(t.body, "ref")))
			s->n_merged++;
	}
	qsort(s->merged, s->n_merged, sizeof(*s->merged), by_first);
	return true;
}

/* Fills the empty cells of a row with what is merged from above, and keeps what
 * continues below it; false when out of memory. */
static bool carry(ent_str fields[ENT_TABLE_COLUMNS], struct sheet *s, uint32_t number)
{
	for (unsigned k = 0; s->n_merged && k < ENT_TABLE_COLUMNS; k++) {
		if (k >= s->n)
			fields[k] = ENT_STR("");
		if (s->carried[k].last < number || fields[k].n)
			continue;
		fields[k] = s->carried[k].value;
		s->n = k >= s->n ? k + 1 : s->n;
	}
	for (; s->next_merged < s->n_merged; s->next_merged++) {
		const struct merged *m = &s->merged[s->next_merged];
		if (m->first > number)
			break;
		if (m->first < number || m->column >= s->n)
			continue;
		s->carried[m->column].value =
			ent_arena_str(s->table.reading->arena, fields[m->column]);
		s->carried[m->column].last = m->last;
		if (!s->carried[m->column].value.p)
			return false;
	}
	return true;
}

/* ---- sheets ---------------------------------------------------------------------- */

static bool is_true(ent_str value)
{
	return ent_str_is(value, "1") || ent_str_is(value, "true");
}

static ent_status read_row(struct sheet *s,
			   ent_str attributes,
			   ent_str row,
			   uint32_t number,
			   ent_error *err)
{
	ent_str fields[ENT_TABLE_COLUMNS];
	if (!read_cells(fields, s, row))
		return ent_fail_memory(err);
	if (!s->values.n)
		return ENT_OK;
	if (!carry(fields, s, number))
		return ent_fail_memory(err);
	if (!s->filtered && is_true(ent_xml_get(attributes, "hidden"))) {
		s->table.reading->unit++;
		ent_reading_problem(s->table.reading, number, true,
				    "is in a hidden row");
		return ENT_OK;
	}
	return ent_table_row(&s->table, fields, s->n, number, err);
}

/* What a sheet hides. */
static void read_hidden(struct sheet *s, ent_str xml)
{
	ent_xml_token t;
	memset(s->hidden, 0, sizeof(s->hidden));
	s->filtered = false;
	for (size_t at = 0; ent_xml_next(&t, xml, &at);) {
		s->filtered |=
			t.type != ENT_XML_CLOSE && ent_str_is(t.name, "autoFilter");
		if (t.type == ENT_XML_CLOSE || !ent_str_is(t.name, "col") ||
		    !is_true(ent_xml_get(t.body, "hidden")))
			continue;
		const uint32_t min = number_of(ent_xml_get(t.body, "min"));
		const uint32_t max = number_of(ent_xml_get(t.body, "max"));
		for (uint32_t k = min; k && k <= max && k <= ENT_TABLE_COLUMNS; k++)
			s->hidden[k - 1] = true;
	}
}

/* The number of the row that names two columns, of the first rows: a title may be above
 * it; 0 when there is none. */
static bool find_heading(struct sheet *s, ent_str xml)
{
	enum { ROWS = 20 };
	ent_str fields[ENT_TABLE_COLUMNS];
	ent_xml_token t;
	uint32_t n = 0;
	size_t end;
	s->heading = 0;
	for (size_t at = 0; n < ROWS && ent_xml_next(&t, xml, &at);) {
		if (t.type != ENT_XML_OPEN || !ent_str_is(t.name, "row"))
			continue;
		const size_t close = ent_xml_close(xml, at, &end);
		if (!read_cells(fields, s, ent_str_slice(xml, at, close)))
			return false;
		at = end;
		n++;
		if (!s->values.n ||
		    !ent_table_is_header(fields, s->n, s->table.reading->names))
			continue;
		s->heading = n;
		return true;
	}
	return true;
}

static ent_status read_sheet(struct sheet *s, ent_str xml, ent_error *err)
{
	const ent_reading *r = s->table.reading;
	ent_xml_token t;
	uint32_t number = 0;
	size_t end;
	ent_status status = ENT_OK;
	uint32_t row = 0;
	s->table = (ent_pair_table){ .reading = s->table.reading,
				     .origin = "xlsx",
				     .need_header = !r->from.n || !r->to.n };
	read_hidden(s, xml);
	if (!find_heading(s, xml) || !read_merged(s, xml))
		return ent_fail_memory(err);
	for (size_t at = 0; !status && ent_xml_next(&t, xml, &at);) {
		if (t.type != ENT_XML_OPEN || !ent_str_is(t.name, "row"))
			continue;
		const size_t close = ent_xml_close(xml, at, &end);
		const uint32_t stated = number_of(ent_xml_get(t.body, "r"));
		number = stated != UINT32_MAX ? stated : number + 1;
		if (++row >= s->heading)
			status = read_row(s, t.body, ent_str_slice(xml, at, close),
					  number, err);
		at = end;
	}
	return status;
}

/* ---- the sheets of a workbook ---------------------------------------------------- */

/* The part of a sheet by the id of its relationship; "" without one, and when an
 * earlier sheet was this part. */
static ent_str take_sheet(ent_package_targets *targets, ent_str id)
{
	char name[256];
	const ent_str target = ent_xml_get(ent_package_target(targets, id), "Target");
	const char *folder = ent_str_starts(target, ENT_STR("/")) ? "" : "xl/";
	const int n = snprintf(name, sizeof(name), "%s%.*s", folder, (int)target.n,
			       target.n ? target.p : "");
	return n > 0 && (size_t)n < sizeof(name)
		       ? ent_package_take(targets, (ent_str){ name, (size_t)n })
		       : ENT_STR("");
}

/* The sheets that are shown, in the order of the workbook; *n is how many it names. */
static ent_status read_workbook(struct sheet *s,
				const ent_package *package,
				unsigned *n,
				ent_error *err)
{
	const ent_str book = ent_package_part(package, ENT_STR("xl/workbook.xml"));
	ent_package_targets targets;
	ent_status status = ENT_OK;
	ent_xml_token t;
	if (!ent_package_targets_read(
		    &targets, package,
		    ent_package_part(package, ENT_STR("xl/_rels/workbook.xml.rels")),
		    "Relationship", "Id", s->table.reading->arena))
		return ent_fail_memory(err);
	for (size_t at = 0; !status && book.p && ent_xml_next(&t, book, &at);) {
		if (t.type == ENT_XML_CLOSE || !ent_str_is(t.name, "sheet"))
			continue;
		const ent_str xml = take_sheet(&targets, ent_xml_get(t.body, "r:id"));
		const ent_str state = ent_xml_get(t.body, "state");
		const ent_str name = ent_xml_get(t.body, "name");
		if (!xml.n)
			continue;
		++*n;
		if (ent_str_is(state, "hidden") || ent_str_is(state, "veryHidden"))
			ent_reading_problem(s->table.reading, 0, false,
					    "sheet '%.*s' is hidden; skipped",
					    (int)name.n, name.p ? name.p : "");
		else
			status = read_sheet(s, xml, err);
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
	if (!status && !ent_xlsx_styles_read(&s.styles, package, reading->arena))
		status = ent_fail_memory(err);
	if (!status)
		status = read_workbook(&s, package, &sheets, err);
	for (const bool named = sheets > 0; !status && !named;) {
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
