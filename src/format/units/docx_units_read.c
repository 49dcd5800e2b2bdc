/* SPDX-License-Identifier: Apache-2.0 */
/* docx_units_read.c - read a table of translations in a Word document as units.
 *
 * What: WordprocessingML (ECMA-376, part 1, section 17.4): the tables with a row that
 * names two columns by language ("Source (en)", "English") or as source and target:
 * those that `entente reuse --format docx` writes, also edited ones, and those that
 * memoQ, Phrase and Trados export for review.  Each further row with text in both cells
 * is a unit, unless its status says that it is not one yet.  A later table without such
 * a row has the same columns where it has as many, as wide; else it is another.
 * Deleted and moved text of tracked changes is left out, inserted text is read; tags of
 * CAT tools are left out, which are runs in a style of their own.
 *
 * Time O(n), memory: one row.
 */
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/units/pair_table.h"

enum { GRID_MAX = 32 };

/* The columns of a table: how many, and how wide they are. */
struct grid {
	unsigned n;
	unsigned widths[GRID_MAX];
};

struct rows {
	ent_pair_table table;
	struct grid grid, headed; /* of the table at hand, of the one with a heading */
	ent_buf text;             /* of all cells of a row */
	size_t ends[ENT_TABLE_COLUMNS];
	unsigned n, n_headed; /* cells of the row, of that which named the columns */
	bool named;   /* a row has named the columns, of this table or one like it */
	bool heading; /* a row has named columns before */
	bool deleted; /* the row is */
	bool tag;     /* the run at hand is a tag of a CAT tool */
	unsigned moved, span;
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

/* ---- a row ----------------------------------------------------------------------- */

static void end_cell(struct rows *r)
{
	for (unsigned k = 0; (k == 0 || k < r->span) && r->n < ENT_TABLE_COLUMNS; k++)
		r->ends[r->n++] = r->text.n;
	r->span = 1;
}

/* Whether a style is that of tags: "Tag" of Trados and Phrase, "mqInternal" of memoQ,
 * "tw4winInternal". */
static bool is_tag_style(ent_str style)
{
	static const char *const styles[] = { "tag", "mqinternal", "tw4win" };
	for (size_t k = 0; k < sizeof(styles) / sizeof(*styles); k++)
		if (ent_str_starts_any_case(style, ent_str_of(styles[k])))
			return true;
	return false;
}

/* A tab, a break, the end of a paragraph: a space. */
static void add_gap(struct rows *r, ent_str name, bool begins)
{
	const size_t from = r->n ? r->ends[r->n - 1] : 0;
	const bool gap = ent_str_is(name, "tab") || ent_str_is(name, "br") ||
			 ent_str_is(name, "cr") || ent_str_is(name, "p");
	if (begins && gap && r->text.n > from && r->text.p[r->text.n - 1] != ' ')
		ent_buf_add_char(&r->text, ' ');
	else if (begins && ent_str_is(name, "noBreakHyphen"))
		ent_buf_add(&r->text, ENT_STR("\xE2\x80\x91"));
}

/* How many columns a cell spans. */
static unsigned span_of(ent_str attributes)
{
	const ent_str span = ent_xml_get(attributes, "w:val");
	return span.n == 1 && ent_is_digit(span.p[0]) ? (unsigned)(span.p[0] - '0') : 1;
}

static void read_tag(struct rows *r, const ent_xml_item *item, uint32_t k)
{
	const ent_xml_tag *tag = &item->tags[k];
	const ent_str name = ent_xml_tag_name(item->unit, tag);
	const bool begins = tag->type != ENT_XML_CLOSE;
	if (ent_str_is(name, "r") && begins) {
		r->tag = false;
	} else if (ent_str_is(name, "rStyle") && begins) {
		r->tag = is_tag_style(
			ent_xml_get(ent_xml_tag_attributes(item->unit, tag), "w:val"));
	} else if (ent_str_is(name, "moveFrom") && tag->type != ENT_XML_EMPTY) {
		r->moved += begins ? 1 : r->moved ? -1u : 0;
	} else if (ent_str_is(name, "gridSpan") && begins) {
		r->span = span_of(ent_xml_tag_attributes(item->unit, tag));
	} else if (!ent_str_is(name, "t")) {
		add_gap(r, name, begins);
	} else if (tag->type == ENT_XML_OPEN && !r->tag && !r->moved) {
		const uint32_t end = k + 1 < item->n_tags ? item->tags[k + 1].at
							  : (uint32_t)item->unit.n;
		ent_xml_decode(&r->text, ent_str_slice(item->unit, tag->end, end),
			       &r->repairs);
	}
}

static void read_row(struct rows *r, const ent_xml_item *item)
{
	int depth = 0;
	bool properties = false;
	ent_buf_clear(&r->text);
	r->n = 0;
	r->deleted = r->tag = false;
	r->moved = 0;
	r->span = 1;
	for (uint32_t k = 1; k < item->n_tags; k++) {
		const ent_xml_tag *tag = &item->tags[k];
		const ent_str name = ent_xml_tag_name(item->unit, tag);
		if (ent_str_is(name, "trPr"))
			properties = tag->type == ENT_XML_OPEN;
		r->deleted |= properties && ent_str_is(name, "del");
		if (ent_str_is(name, "tc") && tag->type != ENT_XML_EMPTY) {
			depth += tag->type == ENT_XML_OPEN ? 1 : -1;
			if (!depth)
				end_cell(r);
		} else if (depth == 1) {
			read_tag(r, item, k);
		}
	}
}

/* ---- tables ---------------------------------------------------------------------- */

static void read_grid(struct rows *r, const ent_xml_item *item)
{
	r->grid.n = 0;
	for (uint32_t k = 1; k < item->n_tags && r->grid.n < GRID_MAX; k++) {
		const ent_xml_tag *tag = &item->tags[k];
		if (tag->type == ENT_XML_CLOSE ||
		    !ent_str_is(ent_xml_tag_name(item->unit, tag), "gridCol"))
			continue;
		const ent_str width =
			ent_xml_get(ent_xml_tag_attributes(item->unit, tag), "w:w");
		unsigned value = 0;
		for (size_t d = 0; d < width.n && d < 6 && ent_is_digit(width.p[d]);
		     d++)
			value = value * 10 + (unsigned)(width.p[d] - '0');
		r->grid.widths[r->grid.n++] = value;
	}
}

/* Whether two tables have as many columns, and each as wide to a twentieth. */
static bool is_same_grid(const struct grid *a, const struct grid *b)
{
	for (unsigned k = 0; a->n == b->n && k < a->n; k++) {
		const unsigned p = a->widths[k], q = b->widths[k];
		if ((p > q ? p - q : q - p) > (p > q ? p : q) / 20)
			return false;
	}
	return a->n == b->n;
}

static ent_status send_row(struct rows *r, uint32_t line, ent_error *err)
{
	ent_str fields[ENT_TABLE_COLUMNS];
	if (r->text.failed)
		return ent_fail_memory(err);
	for (unsigned k = 0; k < r->n; k++)
		fields[k] = ent_str_trim(
			ent_str_slice(r->text.n ? ent_buf_str(&r->text) : ENT_STR(""),
				      k ? r->ends[k - 1] : 0, r->ends[k]));
	if (r->deleted || !r->n)
		return ENT_OK;
	if (ent_table_is_header(fields, r->n, r->table.reading->names)) {
		r->named = r->heading = true;
		r->headed = r->grid;
		r->n_headed = r->n;
		r->table.begun = false;
	} else if (!r->named || (!r->grid.n && r->n != r->n_headed) ||
		   !ent_table_has_both(&r->table, fields, r->n)) {
		return ENT_OK; /* what is not translated yet is left out */
	}
	ent_reading_repairs(r->table.reading, line, &r->repairs);
	return ent_table_row(&r->table, fields, r->n, line, err);
}

static ent_status read_item(void *data, const ent_xml_item *item, ent_error *err)
{
	struct rows *r = data;
	if (!item->unit.n || !ent_reading_check(r->table.reading, item))
		return ENT_OK;
	if (item->n_tags &&
	    ent_str_is(ent_xml_tag_name(item->unit, &item->tags[0]), "tblGrid")) {
		read_grid(r, item);
		r->named = r->heading && is_same_grid(&r->grid, &r->headed);
		return ENT_OK;
	}
	r->repairs = (ent_xml_repairs){ .characters = 0 };
	read_row(r, item);
	return send_row(r, item->line, err);
}

static ent_status read_docx(ent_reading *reading, ent_error *err)
{
	static const char *const units[] = { "tr", "tblGrid", NULL };
	struct rows r = {
		.table = { .reading = reading, .origin = "docx", .need_header = true }
	};
	const ent_status status = ent_reading_items(reading, units, read_item, &r, err);
	ent_buf_release(&r.text);
	return status;
}

const ent_units_reader ent_docx_units_reader = {
	.name = "docx",
	.fits = is_word_table,
	.read = read_docx,
};
