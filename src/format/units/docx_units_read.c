/* SPDX-License-Identifier: Apache-2.0 */
/* docx_units_read.c - read a table of translations in a Word document as units.
 *
 * What: WordprocessingML (ECMA-376, part 1, section 17.4): the tables whose first row
 * names two languages in its first two cells, as "Source (en)" and "Translation (fr)";
 * the tables that `entente reuse --format docx` writes, whoever has edited them.  Each
 * further row with text in both cells is a unit.  Deleted text of tracked changes
 * (w:delText) is left out, inserted text is read.
 *
 * Time O(n), memory: one row.
 */
#include <string.h>

#include "base/fail.h"
#include "format/units/units.h"
#include "text/lang.h"

enum { CELLS = 2 };

struct table {
	ent_reading *reading;
	ent_buf cells[CELLS];
	ent_str langs[CELLS]; /* "" before the first row that names them */
	ent_xml_repairs repairs;
};

static bool is_word_table(const ent_units_head *of)
{
	if (!ent_str_is(of->root, "document"))
		return false;
	static const char name[] = "wordprocessingml", row[] = "<w:tr";
	return of->text.n && memmem(of->text.p, of->text.n, name, sizeof(name) - 1) &&
	       memmem(of->text.p, of->text.n, row, sizeof(row) - 1);
}

/* Adds what a row has in one of its first cells: texts, with a space between
 * paragraphs, and for tabs and breaks. */
static void add_content(struct table *t,
			ent_buf *to,
			ent_str unit,
			const ent_xml_tag *tag)
{
	const ent_str name = ent_xml_tag_name(unit, tag);
	if (tag->type == ENT_XML_EMPTY || tag->type == ENT_XML_OPEN) {
		const bool gap = ent_str_is(name, "tab") || ent_str_is(name, "br") ||
				 ent_str_is(name, "cr") || ent_str_is(name, "p");
		if (gap && to->n && to->p[to->n - 1] != ' ')
			ent_buf_add_char(to, ' ');
		if (ent_str_is(name, "noBreakHyphen"))
			ent_buf_add(to, ENT_STR("\xE2\x80\x91"));
	}
	(void)t;
}

static void read_row(struct table *t, const ent_xml_item *item)
{
	int cell = -1, depth = 0;
	for (int k = 0; k < CELLS; k++) {
		ent_buf_clear(&t->cells[k]);
		ent_buf_add(&t->cells[k], ENT_STR(""));
	}
	for (uint32_t k = 1; k < item->n_tags; k++) {
		const ent_xml_tag *tag = &item->tags[k];
		const ent_str name = ent_xml_tag_name(item->unit, tag);
		if (ent_str_is(name, "tc") && tag->type != ENT_XML_EMPTY) {
			depth += tag->type == ENT_XML_OPEN ? 1 : -1;
			cell += tag->type == ENT_XML_OPEN && depth == 1;
			continue;
		}
		if (depth != 1 || cell < 0 || cell >= CELLS)
			continue;
		if (ent_str_is(name, "t") && tag->type == ENT_XML_OPEN) {
			const uint32_t end = k + 1 < item->n_tags
						     ? item->tags[k + 1].at
						     : (uint32_t)item->unit.n;
			ent_xml_decode(&t->cells[cell],
				       ent_str_slice(item->unit, tag->end, end),
				       &t->repairs);
		} else {
			add_content(t, &t->cells[cell], item->unit, tag);
		}
	}
}

/* The language in "Source (en)"; "" for a cell without one. */
static ent_str language_in(struct table *t, ent_str cell)
{
	const ent_str s = ent_str_trim(cell);
	size_t open = s.n;
	if (!s.n || s.p[s.n - 1] != ')')
		return ENT_STR("");
	while (open > 0 && s.p[open - 1] != '(')
		open--;
	return open ? ent_reading_lang(t->reading, ent_str_slice(s, open, s.n - 1))
		    : ENT_STR("");
}

static ent_status send_row(struct table *t, uint32_t line, ent_error *err)
{
	ent_str texts[CELLS], langs[CELLS];
	bool swap;
	for (int k = 0; k < CELLS; k++) {
		if (t->cells[k].failed)
			return ent_fail_memory(err);
		texts[k] = ent_str_trim(ent_buf_str(&t->cells[k]));
		langs[k] = language_in(t, texts[k]);
	}
	if (langs[0].n && langs[1].n && !ent_str_eq(langs[0], langs[1])) {
		memcpy(t->langs, langs, sizeof(langs));
		return ENT_OK;
	}
	/* what is not translated yet is left out */
	if (!t->langs[0].n || !texts[0].n || !texts[1].n)
		return ENT_OK;
	t->reading->unit++;
	ent_reading_repairs(t->reading, line, &t->repairs);
	if (!ent_reading_accepts(t->reading, t->langs[0], t->langs[1], line, &swap))
		return ENT_OK;
	ent_unit unit = {
		.source = { .lang = t->langs[0], .text = texts[0] },
		.target = { .lang = t->langs[1], .text = texts[1] },
		.document = t->reading->file,
		.origin = ENT_STR("docx"),
		.confidence = 1,
		.line = line,
	};
	if (swap) {
		const ent_unit_side side = unit.source;
		unit.source = unit.target;
		unit.target = side;
	}
	return ent_reading_send(t->reading, &unit, err);
}

static ent_status read_docx(ent_reading *reading, ent_error *err)
{
	static const char *const rows[] = { "tr", NULL };
	struct table t = { .reading = reading };
	ent_xml_stream *stream;
	ent_xml_item item;
	bool more = true;
	ent_status status = ent_xml_stream_new(&stream, reading->input, rows, err);
	if (status)
		return status;
	while (!status && more) {
		status = ent_xml_stream_next(stream, &item, &more, err);
		if (status || !more || !item.unit.n)
			continue;
		if (!ent_reading_check(reading, &item))
			continue;
		t.repairs = (ent_xml_repairs){ .characters = 0 };
		read_row(&t, &item);
		status = send_row(&t, item.line, err);
	}
	for (int k = 0; k < CELLS; k++)
		ent_buf_release(&t.cells[k]);
	ent_xml_stream_free(stream);
	return status;
}

const ent_units_reader ent_docx_units_reader = {
	.name = "docx",
	.fits = is_word_table,
	.read = read_docx,
};
