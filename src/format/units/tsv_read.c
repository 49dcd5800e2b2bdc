/* SPDX-License-Identifier: Apache-2.0 */
/* tsv_read.c - read a table of pairs with tabs between its fields (pair_table.c).
 *
 * Escapes: \t \n \r and \\, as our writer has them, in fields where every backslash
 * begins one of these; other fields are read unchanged.
 */
#include <string.h>

#include "base/fail.h"
#include "base/tsv_field.h"
#include "format/units/pair_table.h"

static unsigned split(ent_str line, ent_str fields[ENT_TABLE_COLUMNS])
{
	unsigned n = 0;
	while (line.p && n < ENT_TABLE_COLUMNS)
		fields[n++] = ent_str_cut(&line, '\t');
	return n;
}

/* The first text of a table may begin with a tag: then the name says what it is. */
static bool is_tsv(const ent_units_head *of)
{
	ent_str head = of->text, fields[ENT_TABLE_COLUMNS];
	if (of->root.n && !ent_table_is_named(of->file, ".tsv")) {
		const ent_str line = ent_str_cut(&head, '\n');
		return ent_table_is_whole(fields, split(line, fields));
	}
	while (head.p) {
		ent_str line = ent_str_cut(&head, '\n');
		if (ent_str_trim(line).n)
			return memchr(line.p, '\t', line.n) != NULL;
	}
	return false;
}

struct tsv {
	ent_pair_table table;
	ent_buf values; /* of the line */
};

static ent_status send_line(void *data, ent_str line, uint32_t number, ent_error *err)
{
	struct tsv *t = data;
	ent_buf *values = &t->values;
	ent_str raw[ENT_TABLE_COLUMNS], fields[ENT_TABLE_COLUMNS];
	size_t ends[ENT_TABLE_COLUMNS];
	const unsigned n = split(line, raw);
	ent_buf_clear(values);
	ent_buf_add(values, ENT_STR(""));
	for (unsigned k = 0; k < n; k++) {
		ent_tsv_field_read(values, raw[k]);
		ends[k] = values->n;
	}
	if (values->failed)
		return ent_fail_memory(err);
	for (unsigned k = 0; k < n; k++)
		fields[k] = ent_str_slice(ent_buf_str(values), k ? ends[k - 1] : 0,
					  ends[k]);
	return ent_table_row(&t->table, fields, n, number, err);
}

static ent_status read_tsv(ent_reading *reading, ent_error *err)
{
	struct tsv t = { .table = { .reading = reading, .origin = "tsv" },
			 .values = ENT_BUF_INIT };
	const ent_status status = ent_reading_lines(reading, send_line, &t, err);
	ent_buf_release(&t.values);
	return status;
}

const ent_units_reader ent_tsv_reader = {
	.name = "tsv",
	.fits = is_tsv,
	.read = read_tsv,
};
