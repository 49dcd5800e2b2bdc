/* SPDX-License-Identifier: Apache-2.0 */
/* tsv_read.c - read a table of pairs: source, target, and what else there is.
 *
 * Columns: a first line of which two fields are language codes names them; its
 * other fields may be confidence, document (or file), target_document, place,
 * date, origin.  Without such a line: source, target, then confidence if the
 * third field is a number of 0 to 1, else the document; then document, place.
 *
 * Escapes: \t \n \r and \\, as our writer has them, in fields where every
 * backslash begins one of these; other fields are taken as they are.
 */
#include <string.h>

#include "base/fail.h"
#include "format/units/units.h"
#include "text/lang.h"

enum { COLUMNS = 32, FIELDS = 8 };

enum field {
	FIELD_SOURCE,
	FIELD_TARGET,
	FIELD_CONFIDENCE,
	FIELD_DOCUMENT,
	FIELD_TARGET_DOCUMENT,
	FIELD_PLACE,
	FIELD_DATE,
	FIELD_ORIGIN,
};

struct table {
	ent_reading *reading;
	int column[FIELDS]; /* of each field; -1 for none */
	bool named;
	ent_buf value[FIELDS];
	ent_str source_lang, target_lang;
};

/* "a.tsv", "a.tsv.xz" */
static bool is_named_tsv(ent_str file)
{
	for (; file.n > 4; file.n--)
		if (ent_str_ends(file, ENT_STR(".tsv")))
			return true;
		else if (file.p[file.n - 1] == '/')
			return false;
	return false;
}

/* The first text of a table may begin with a tag: then the name says what it is. */
static bool is_tsv(const ent_units_head *of)
{
	ent_str head = of->text;
	if (of->root.n && !is_named_tsv(of->file))
		return false;
	while (head.p) {
		ent_str line = ent_str_cut(&head, '\n');
		if (ent_str_trim(line).n)
			return memchr(line.p, '\t', line.n) != NULL;
	}
	return false;
}

static unsigned split(ent_str line, ent_str fields[COLUMNS])
{
	unsigned n = 0;
	while (line.p && n < COLUMNS)
		fields[n++] = ent_str_cut(&line, '\t');
	return n;
}

static bool is_escaped(ent_str s)
{
	for (size_t k = 0; k < s.n; k++)
		if (s.p[k] == '\\' && (++k == s.n || !strchr("tnr\\", s.p[k])))
			return false;
	return true;
}

static void add_field(ent_buf *to, ent_str s)
{
	static const char from[] = "tnr\\", into[] = "\t\n\r\\";
	bool escaped = memchr(s.p ? s.p : "", '\\', s.n) && is_escaped(s);
	if (!escaped) {
		ent_buf_add(to, s);
		return;
	}
	for (size_t k = 0; k < s.n; k++)
		ent_buf_add_char(to, s.p[k] == '\\'
					     ? into[strchr(from, s.p[++k]) - from]
					     : s.p[k]);
}

/* 0..1, or -1 for what is not such a number. */
static float confidence_of(ent_str s)
{
	double value = 0, scale = 1;
	bool point = false, digits = false;
	for (size_t k = 0; k < s.n; k++) {
		if (s.p[k] == '.' && !point) {
			point = true;
			continue;
		}
		if (s.p[k] < '0' || s.p[k] > '9')
			return -1;
		digits = true;
		value = value * 10 + (s.p[k] - '0');
		scale *= point ? 10 : 1;
	}
	value /= scale;
	return digits && value <= 1 ? (float)value : -1;
}

static int field_named(ent_str name)
{
	static const struct {
		const char *name;
		enum field field;
	} names[] = {
		{ "source", FIELD_SOURCE },
		{ "target", FIELD_TARGET },
		{ "confidence", FIELD_CONFIDENCE },
		{ "document", FIELD_DOCUMENT },
		{ "file", FIELD_DOCUMENT },
		{ "target_document", FIELD_TARGET_DOCUMENT },
		{ "place", FIELD_PLACE },
		{ "date", FIELD_DATE },
		{ "origin", FIELD_ORIGIN },
	};
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++)
		if (ent_str_is(name, names[k].name))
			return (int)names[k].field;
	return -1;
}

/* A language code by itself: two or three letters, perhaps with a region, of a
 * language that ICU knows, so that "the" and "of" are words. */
static ent_str code_of(struct table *t, ent_str s)
{
	size_t base = ent_lang_base(s).n;
	if (base < 2 || base > 3 || s.n > 11)
		return ENT_STR("");
	ent_str code = ent_lang_normal(s, t->reading->arena);
	return ent_lang_iso3(code)[0] ? code : ENT_STR("");
}

/* Reads a first line that names the columns; false if it does not. */
static bool read_names(struct table *t, const ent_str *fields, unsigned n)
{
	ent_reading *r = t->reading;
	int column[FIELDS];
	unsigned codes = 0;
	for (int k = 0; k < FIELDS; k++)
		column[k] = -1;
	for (unsigned k = 0; k < n; k++) {
		ent_str name = ent_str_trim(fields[k]), code = code_of(t, name);
		int field = field_named(name);
		if (field >= 0)
			column[field] = (int)k;
		codes += code.n > 0;
		if (!code.n || field >= 0)
			continue;
		bool source = r->from.n ? ent_lang_matches(code, r->from)
					: column[FIELD_SOURCE] < 0 &&
						  !ent_lang_matches(code, r->to);
		bool target = r->to.n ? ent_lang_matches(code, r->to) : !source;
		if (source && column[FIELD_SOURCE] < 0) {
			column[FIELD_SOURCE] = (int)k;
			t->source_lang = code;
		} else if (target && column[FIELD_TARGET] < 0) {
			column[FIELD_TARGET] = (int)k;
			t->target_lang = code;
		}
	}
	bool by_word = field_named(ent_str_trim(fields[0])) == FIELD_SOURCE;
	if (codes < 2 && !by_word)
		return false;
	memcpy(t->column, column, sizeof(column));
	return true;
}

static void guess_columns(struct table *t, const ent_str *fields, unsigned n)
{
	bool number = n > 2 && confidence_of(fields[2]) >= 0;
	for (int k = 0; k < FIELDS; k++)
		t->column[k] = -1;
	t->column[FIELD_SOURCE] = 0;
	t->column[FIELD_TARGET] = 1;
	t->column[FIELD_CONFIDENCE] = number ? 2 : -1;
	t->column[FIELD_DOCUMENT] = number ? 3 : 2;
	t->column[FIELD_PLACE] = number ? 4 : 3;
}

static ent_status send_row(struct table *t,
			   const ent_str *fields,
			   unsigned n,
			   uint32_t line,
			   ent_error *err)
{
	ent_reading *r = t->reading;
	ent_str s[FIELDS];
	r->unit++;
	if (!t->named)
		guess_columns(t, fields, n);
	if (t->column[FIELD_SOURCE] >= (int)n || t->column[FIELD_TARGET] >= (int)n) {
		ent_reading_problem(r, line, true, "has %u columns, which are too few",
				    n);
		return ENT_OK;
	}
	for (int k = 0; k < FIELDS; k++) {
		ent_buf_clear(&t->value[k]);
		ent_buf_add(&t->value[k], ENT_STR(""));
		if (t->column[k] >= 0 && t->column[k] < (int)n)
			add_field(&t->value[k], fields[t->column[k]]);
		if (t->value[k].failed)
			return ent_fail_memory(err);
		s[k] = ent_buf_str(&t->value[k]);
	}
	float confidence = confidence_of(s[FIELD_CONFIDENCE]);
	ent_unit unit = {
		.source = { .lang = t->source_lang, .text = s[FIELD_SOURCE] },
		.target = { .lang = t->target_lang, .text = s[FIELD_TARGET] },
		.document = s[FIELD_DOCUMENT],
		.target_document = s[FIELD_TARGET_DOCUMENT],
		.place = s[FIELD_PLACE],
		.date = s[FIELD_DATE],
		.origin = s[FIELD_ORIGIN].n ? s[FIELD_ORIGIN] : ENT_STR("tsv"),
		.confidence = confidence >= 0 ? confidence : 1,
		.line = line,
	};
	return ent_reading_send(r, &unit, err);
}

static ent_status begin(struct table *t,
			const ent_str *fields,
			unsigned n,
			ent_error *err)
{
	t->source_lang = t->reading->from;
	t->target_lang = t->reading->to;
	t->named = read_names(t, fields, n);
	if (!t->named)
		guess_columns(t, fields, n);
	if (t->column[FIELD_SOURCE] < 0 || t->column[FIELD_TARGET] < 0)
		return ent_fail_line(err, ENT_EFORMAT, 1,
				     "no column is in the languages wanted");
	if (!t->source_lang.n || !t->target_lang.n)
		return ent_fail(
			err, ENT_EINVAL,
			"the table does not name its languages: give both (--from, --to)");
	return ENT_OK;
}

static ent_status read_tsv(ent_reading *reading, ent_error *err)
{
	struct table t = { .reading = reading };
	ent_lines lines = { .reading = reading, .window = ENT_BUF_INIT };
	bool more = true, begun = false;
	ent_str line, fields[COLUMNS];
	ent_status status = ENT_OK;
	for (;;) {
		status = ent_lines_next(&lines, &line, &more, err);
		if (status || !more)
			break;
		if (!ent_str_trim(line).n)
			continue;
		unsigned n = split(line, fields);
		if (!begun) {
			begun = true;
			status = begin(&t, fields, n, err);
			if (status)
				break;
			if (t.named)
				continue;
		}
		status = send_row(&t, fields, n, lines.number, err);
		if (status)
			break;
	}
	for (int k = 0; k < FIELDS; k++)
		ent_buf_release(&t.value[k]);
	ent_buf_release(&lines.window);
	return status;
}

const ent_units_reader ent_tsv_reader = {
	.name = "tsv",
	.fits = is_tsv,
	.read = read_tsv,
};
