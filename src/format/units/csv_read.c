/* SPDX-License-Identifier: Apache-2.0 */
/* csv_read.c - read a table of pairs as spreadsheets save it (pair_table.c).
 *
 * What: RFC 4180, with a comma, a semicolon or a bar between the fields: whichever the
 * first row has most of outside its quotes, or the one of Excel's first line "sep=;".
 * A field in quotes may hold separators, line ends and doubled quotes; quotes within a
 * field are text.  A line whose quote is not closed is refused, and those after it are
 * read.
 *
 * A file is CSV by its name, or when its first row names two languages, or source and
 * target.
 */
#include <string.h>

#include "base/fail.h"
#include "format/units/pair_table.h"

enum { RECORD_MAX = 1 << 20 };

/* The separator of which a record has most; 0 without any. */
static char separator_of(ent_str record)
{
	static const char separators[] = ",;|";
	size_t best = 0;
	char found = 0;
	for (const char *s = separators; *s; s++) {
		size_t n = 0;
		bool quoted = false;
		for (size_t k = 0; k < record.n; k++) {
			quoted ^= record.p[k] == '"';
			n += record.p[k] == *s && !quoted;
		}
		if (n > best) {
			best = n;
			found = *s;
		}
	}
	return found;
}

/* Cuts a record into its fields, in values; returns how many. */
static unsigned split(ent_str fields[ENT_TABLE_COLUMNS],
		      ent_buf *values,
		      ent_str record,
		      char separator)
{
	size_t ends[ENT_TABLE_COLUMNS];
	unsigned n = 0;
	size_t k = 0;
	ent_buf_clear(values);
	ent_buf_add(values, ENT_STR(""));
	while (n < ENT_TABLE_COLUMNS) {
		bool quoted = k < record.n && record.p[k] == '"';
		for (k += quoted; k < record.n && (quoted || record.p[k] != separator);
		     k++) {
			if (!quoted || record.p[k] != '"')
				ent_buf_add_char(values, record.p[k]);
			else if (k + 1 < record.n && record.p[k + 1] == '"')
				ent_buf_add_char(values, record.p[k++]);
			else
				quoted = false;
		}
		ends[n++] = values->n;
		if (k++ >= record.n)
			break;
	}
	for (unsigned j = 0; j < n && !values->failed; j++)
		fields[j] = ent_str_slice(ent_buf_str(values), j ? ends[j - 1] : 0,
					  ends[j]);
	return n;
}

/* "sep=;": the first line by which Excel knows the separator; 0 for any other line. */
static char stated_separator(ent_str line)
{
	line = ent_str_trim(line);
	return line.n == 5 && ent_str_starts_any_case(line, ENT_STR("sep=")) ? line.p[4]
									     : 0;
}

static bool is_csv(const ent_units_head *of)
{
	ent_str rest = of->text, fields[ENT_TABLE_COLUMNS];
	const bool named = ent_table_is_named(of->file, ".csv");
	if (of->root.n && !named)
		return false;
	ent_str line = ent_str_trim(ent_str_cut(&rest, '\n'));
	if (stated_separator(line))
		line = ent_str_trim(ent_str_cut(&rest, '\n'));
	const char separator = separator_of(line);
	if (!separator || named)
		return separator != 0;
	ent_buf values = ENT_BUF_INIT;
	const unsigned n = split(fields, &values, line, separator);
	if (values.failed)
		ent_arena_fail(of->arena);
	ent_lang_names names = { of->arena, NULL, 0 };
	const bool header = !values.failed && ent_table_is_header(fields, n, &names);
	ent_buf_release(&values);
	return header;
}

/* Whether a record continues after a line: within quotes that begin a field.  Quotes
 * elsewhere are text, as those of inches. quoted: at the start of the line. separator:
 * 0 when it is not known yet. */
static bool is_open(ent_str line, bool quoted, char separator)
{
	bool begins = !quoted;
	for (size_t k = 0; k < line.n; k++) {
		const char c = line.p[k];
		if (quoted) {
			if (c == '"' && k + 1 < line.n && line.p[k + 1] == '"')
				k++;
			else
				quoted = c != '"';
		} else {
			quoted = begins && c == '"';
			begins = separator ? c == separator
					   : c && strchr(",;|", c) != NULL;
		}
	}
	return quoted;
}

struct csv {
	ent_pair_table table;
	ent_lines lines;
	ent_buf record, values;
	ent_buf again; /* lines that are read again, after a quote that is not closed */
	size_t at;     /* in them */
	uint32_t number;
	char separator;
};

static ent_status next_line(struct csv *c, ent_str *line, bool *more, ent_error *err)
{
	if (c->at < c->again.n) {
		ent_str rest = ent_str_slice(ent_buf_str(&c->again), c->at, c->again.n);
		const size_t before = rest.n;
		*line = ent_str_cut(&rest, '\n');
		c->at += before - rest.n;
		c->number++;
		*more = true;
		return ENT_OK;
	}
	const ent_status status = ent_lines_next(&c->lines, line, more, err);
	c->number = c->lines.number;
	return status;
}

/* A quote is not closed: its line is refused, those after it are read again. */
static ent_status refuse_open(struct csv *c, uint32_t number, ent_error *err)
{
	ent_buf later = ENT_BUF_INIT;
	ent_str rest = ent_buf_str(&c->record);
	ent_str_cut(&rest, '\n');
	if (rest.p)
		ent_buf_add(&later, rest);
	if (later.n && c->at < c->again.n)
		ent_buf_add_char(&later, '\n');
	if (c->at < c->again.n)
		ent_buf_add(&later,
			    ent_str_slice(ent_buf_str(&c->again), c->at, c->again.n));
	ent_buf_release(&c->again);
	c->again = later;
	c->at = 0;
	c->number = number;
	c->table.reading->unit++;
	ent_reading_problem(c->table.reading, number, true, "a quote is not closed");
	ent_buf_clear(&c->record);
	return later.failed ? ent_fail_memory(err) : ENT_OK;
}

/* The next record, which may go over several lines; *number is that of the first.  It
 * is empty when a line was refused. */
static ent_status next_record(struct csv *c,
			      uint32_t *number,
			      bool *more,
			      ent_error *err)
{
	enum { LINES_MAX = 100 };
	bool open = false;
	ent_str line;
	unsigned lines = 0;
	ent_buf_clear(&c->record);
	do {
		ent_status status = next_line(c, &line, more, err);
		if (!status && !*more && lines) {
			*more = true;
			return refuse_open(c, *number, err);
		}
		if (status || !*more)
			return status;
		if (!lines++)
			*number = c->number;
		else
			ent_buf_add_char(&c->record, '\n');
		ent_buf_add(&c->record, line);
		open = is_open(line, open, c->separator);
		if (c->record.failed)
			return ent_fail_memory(err);
		if (c->record.n > RECORD_MAX || lines > LINES_MAX)
			return refuse_open(c, *number, err);
	} while (open);
	return ENT_OK;
}

static ent_status read_csv(ent_reading *reading, ent_error *err)
{
	struct csv c = { .table = { .reading = reading, .origin = "csv" },
			 .lines = { .reading = reading } };
	ent_str fields[ENT_TABLE_COLUMNS];
	bool more = true;
	ent_status status = ENT_OK;
	while (!status) {
		uint32_t number = 0;
		status = next_record(&c, &number, &more, err);
		if (status || !more)
			break;
		const ent_str record = ent_buf_str(&c.record);
		if (!ent_str_trim(record).n)
			continue;
		if (!c.separator && (c.separator = stated_separator(record)) != 0)
			continue;
		if (!c.separator)
			c.separator = separator_of(record);
		const unsigned n = split(fields, &c.values, record, c.separator);
		status = c.values.failed
				 ? ent_fail_memory(err)
				 : ent_table_row(&c.table, fields, n, number, err);
	}
	ent_buf_release(&c.record);
	ent_buf_release(&c.values);
	ent_buf_release(&c.again);
	ent_buf_release(&c.lines.window);
	return status;
}

const ent_units_reader ent_csv_reader = {
	.name = "csv",
	.fits = is_csv,
	.read = read_csv,
};
