/* SPDX-License-Identifier: Apache-2.0 */
/* moses_read.c - read two files of which the lines correspond.
 *
 * What: the form that Moses and OPUS give parallel texts: corpus.en and
 * corpus.fr, a segment a line, line k of the one translating line k of the other.
 * The languages are those that are asked for, else the ends of the files' names.
 *
 * Files of different length are not a pair: somewhere a line is missing, and from there
 * on no pair is right.  That is known only at the end, where it is an error; an import
 * then stores nothing.
 *
 * Time O(n), memory: two lines.
 */
#include <string.h>

#include "base/fail.h"
#include "format/units/units.h"
#include "text/lang.h"

/* The language that a file's name ends in: "corpus.en", "corpus.en.gz". */
static ent_str lang_of_name(ent_reading *r, ent_str name)
{
	for (size_t end = name.n, tries = 0; tries < 2; tries++) {
		size_t dot = end;
		while (dot && name.p[dot - 1] != '.' && name.p[dot - 1] != '/')
			dot--;
		if (!dot || name.p[dot - 1] != '.')
			break;
		ent_str code = ent_lang_normal(ent_str_slice(name, dot, end), r->arena);
		if (ent_lang_base(code).n <= 3 && ent_lang_iso3(code)[0])
			return code;
		end = dot - 1;
	}
	return ENT_STR("");
}

static ent_str base_name(ent_str path)
{
	size_t at = path.n;
	while (at && path.p[at - 1] != '/')
		at--;
	return ent_str_slice(path, at, path.n);
}

static ent_status send_line(ent_reading *r,
			    ent_str source,
			    ent_str target,
			    const ent_unit *same,
			    ent_error *err)
{
	ent_unit unit = *same;
	unit.source.text = ent_str_trim(source);
	unit.target.text = ent_str_trim(target);
	unit.line = ++r->unit;
	return ent_reading_send(r, &unit, err);
}

/* Lines of both until one ends. */
static ent_status read_lines(ent_lines *a,
			     ent_lines *b,
			     const ent_unit *same,
			     ent_error *err)
{
	ent_reading *r = a->reading;
	ent_str source, target;
	bool more[2] = { true, true };
	uint32_t lines[2] = { 0, 0 };
	ent_status status = ENT_OK;
	while (!status && (more[0] || more[1])) {
		if (more[0])
			status = ent_lines_next(a, &source, &more[0], err);
		if (!status && more[1])
			status = ent_lines_next(b, &target, &more[1], err);
		lines[0] += more[0];
		lines[1] += more[1];
		if (!status && more[0] && more[1])
			status = send_line(r, source, target, same, err);
	}
	if (!status && lines[0] != lines[1])
		status = ent_fail(err, ENT_EFORMAT,
				  "has %u lines and %.*s has %u: they are not a pair",
				  lines[0], (int)b->reading->file.n, b->reading->file.p,
				  lines[1]);
	return status;
}

/* The bytes of both become lines. */
static ent_status begin(ent_reading *r, ent_error *err)
{
	bool more = true;
	ent_status status = ent_input_next(r->input, &more, err);
	if (!status && !more)
		status = ent_fail(err, ENT_EFORMAT, "is empty");
	return ent_error_in(err, status, r->file);
}

ent_status ent_moses_read(ent_reading *r, ent_error *err)
{
	ent_reading other = *r;
	ent_lines a = { .reading = r, .window = ENT_BUF_INIT };
	ent_lines b = { .reading = &other, .window = ENT_BUF_INIT };
	other.file = ent_str_of(r->opt->second);
	other.input = NULL;
	if (!r->from.n)
		r->from = lang_of_name(r, r->file);
	if (!r->to.n)
		r->to = lang_of_name(r, other.file);
	if (!r->from.n || !r->to.n)
		return ent_fail(
			err, ENT_EINVAL,
			"the files do not name their languages: give both (--from, --to)");
	const ent_unit same = {
		.source = { r->from, ENT_STR(""), ENT_STR(""), ENT_STR("") },
		.target = { r->to, ENT_STR(""), ENT_STR(""), ENT_STR("") },
		.document = base_name(r->file),
		.target_document = base_name(other.file),
		.place = ENT_STR(""),
		.date = ENT_STR(""),
		.origin = ENT_STR("moses"),
		.extra = ENT_STR(""),
		.attributes = ENT_STR(""),
		.confidence = 1,
	};
	ent_status status =
		ent_input_open(&other.input, r->opt->second, r->opt->max_size, err);
	if (!status)
		status = begin(r, err);
	if (!status)
		status = begin(&other, err);
	if (!status)
		status = read_lines(&a, &b, &same, err);
	r->unit = 0;
	ent_input_close(other.input);
	ent_buf_release(&a.window);
	ent_buf_release(&b.window);
	return status;
}
