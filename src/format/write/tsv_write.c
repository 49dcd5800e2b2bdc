/* SPDX-License-Identifier: Apache-2.0 */
/* tsv_write.c - a unit a line: source, target, confidence, document, place; of an
 * export also its languages and all other fields, so that it can be imported again.
 *
 * White space and backslashes in a field are written \t, \n, \r, \\; tsv_read.c
 * reads them back.
 *
 * "safe-tsv" is for spreadsheets: a field that one would read as a formula begins with
 * an apostrophe (OWASP, "CSV Injection").
 */
#include "base/word_list.h"
#include "format/write/writers.h"

static void add_field(ent_buf *to, ent_str field)
{
	ent_buf_add_char(to, '\t');
	ent_buf_add_tsv(to, field);
}

static void add_fields(ent_writer *w, const ent_unit *unit)
{
	ent_buf_add_tsv(&w->out, unit->source.text);
	add_field(&w->out, unit->target.text);
	ent_buf_add_char(&w->out, '\t');
	ent_add_confidence(&w->out, unit->confidence, ENT_CONFIDENCE_DIGITS);
	add_field(&w->out, unit->document);
	add_field(&w->out, unit->place);
}

static void add(ent_writer *w, const ent_unit *unit)
{
	add_fields(w, unit);
	ent_buf_add_char(&w->out, '\n');
}

static void add_all(ent_writer *w, const ent_unit *unit)
{
	const ent_str first[] = {
		ent_writer_lang(unit->source.lang, w->source),
		ent_writer_lang(unit->target.lang, w->target),
		unit->target_document,
		unit->date,
		unit->origin,
	};
	const ent_str last[] = { unit->source.markup, unit->target.markup,
				 unit->source.extra,  unit->target.extra,
				 unit->extra,         unit->attributes };
	add_fields(w, unit);
	for (size_t k = 0; k < sizeof(first) / sizeof(first[0]); k++)
		add_field(&w->out, first[k]);
	ent_buf_add_char(&w->out, '\t');
	ent_add_doubts(&w->out, unit->doubts, " ");
	for (size_t k = 0; k < sizeof(last) / sizeof(last[0]); k++)
		add_field(&w->out, last[k]);
	ent_buf_add_char(&w->out, '\n');
}

/* Whether a spreadsheet reads a field as a formula; also with signs of full width. */
static bool is_formula(ent_str field)
{
	static const char *const wide[] = { "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20",
					    NULL };
	if (field.n && strchr("=+-@\t\r\n", field.p[0]))
		return true;
	return ent_list_start_of(wide, field) > 0;
}

static void add_safe_field(ent_buf *to, ent_str field)
{
	if (is_formula(field))
		ent_buf_add_char(to, '\'');
	ent_buf_add_tsv(to, field);
}

static void add_safe(ent_writer *w, const ent_unit *unit)
{
	add_safe_field(&w->out, unit->source.text);
	ent_buf_add_char(&w->out, '\t');
	add_safe_field(&w->out, unit->target.text);
	ent_buf_add_char(&w->out, '\t');
	ent_add_confidence(&w->out, unit->confidence, ENT_CONFIDENCE_DIGITS);
	ent_buf_add_char(&w->out, '\t');
	add_safe_field(&w->out, unit->document);
	ent_buf_add_char(&w->out, '\t');
	add_safe_field(&w->out, unit->place);
	ent_buf_add_char(&w->out, '\n');
}

const ent_unit_format ent_safe_tsv_format = { .name = "safe-tsv", .add = add_safe };

static const ent_unit_format all_fields = { .name = "tsv", .add = add_all };

const ent_unit_format ent_tsv_format = {
	.name = "tsv",
	.add = add,
	.whole = &all_fields,
};
