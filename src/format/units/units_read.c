/* SPDX-License-Identifier: Apache-2.0 */
/* units_read.c - read a file of units of any format: finds the format from the content,
 * and reads all files of a zip. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "base/word_list.h"
#include "format/package.h"
#include "format/sniff.h"
#include "format/units/units.h"
#include "format/units/xlsx_read.h"
#include "text/lang.h"

enum {
	SNIFF = 1 << 16, /* text by which a format is recognised */
	SPREADSHEET_MAX = 256 << 20,
	ARENA_LIMIT = 64 << 20, /* languages and header of one file */
};

/* A reader is a line here; they are tried in this order. */
/* clang-format off */
#define READERS_OF_UNITS(X) \
	X(tmx) \
	X(xliff) \
	X(tbx) \
	X(ttx) \
	X(txml) \
	X(docx_units) \
	X(opus) \
	X(multiterm) \
	X(wordfast) \
	X(po) \
	X(jsonl) \
	X(tsv) \
	X(csv)
/* clang-format on */

#define DECLARE(name) extern const ent_units_reader ent_##name##_reader;
#define ADDRESS(name) &ent_##name##_reader,
READERS_OF_UNITS(DECLARE)

static const ent_units_reader *const readers[] = { READERS_OF_UNITS(ADDRESS) };

enum { READERS = sizeof(readers) / sizeof(readers[0]) };

static ent_str local_name(ent_str name)
{
	ent_str rest = name;
	ent_str_cut(&rest, ':');
	return rest.p ? rest : name;
}

static bool has_root(const ent_units_reader *reader, ent_str local)
{
	return reader->roots && ent_words_have(reader->roots, local);
}

bool ent_is_units_root(ent_str root)
{
	for (unsigned k = 0; k < READERS; k++)
		if (has_root(readers[k], local_name(root)))
			return true;
	return false;
}

/* The reader of a format; NULL, with the reason in err, without one. */
static const ent_units_reader *find_reader(const ent_reading *r,
					   ent_str text,
					   ent_error *err)
{
	const ent_str root = local_name(ent_sniff_root(text));
	const ent_units_head head = { text, root, r->file, r->arena };
	for (unsigned k = 0; k < READERS; k++)
		if (has_root(readers[k], root) ||
		    (readers[k]->fits && readers[k]->fits(&head)))
			return readers[k];
	if (ent_str_is(root, "map"))
		ent_fail(err, ENT_EFORMAT,
			 "is a map of the Tiled editor, not a translation memory");
	else if (!text.n)
		ent_fail(err, ENT_EFORMAT, "is empty");
	else if (root.n)
		ent_fail(err, ENT_EFORMAT, "holds no units: its root element is '%.*s'",
			 (int)(root.n < 60 ? root.n : 60), root.p);
	else
		ent_fail(err, ENT_EFORMAT, "holds no units in a known format");
	return NULL;
}

/* Reports a wrong declaration of the encoding, and wrong bytes. */
static void report_encoding(ent_reading *r)
{
	ent_str wrong_declaration = ent_input_wrong_declaration(r->input);
	if (wrong_declaration.n)
		ent_reading_problem(r, 0, false, "declares encoding %.*s but is %s",
				    (int)wrong_declaration.n, wrong_declaration.p,
				    ent_input_encoding(r->input));
	const ent_repaired *repaired = ent_input_repaired(r->input);
	ent_buf text = ENT_BUF_INIT;
	if (repaired->n) {
		ent_repaired_text(&text, repaired);
		if (text.failed)
			ent_arena_fail(r->arena);
		ent_reading_problem(r, 0, false, "%s", text.p ? text.p : "");
	}
	ent_buf_release(&text);
}

static ent_status read_one(ent_reading *r, const char **format, ent_error *err)
{
	ent_buf head = ENT_BUF_INIT;
	bool end = false;
	const char *unreadable = ent_input_unreadable(r->input);
	ent_status status = unreadable ? ent_fail(err, ENT_EFORMAT, "%s",
						  ent_translated(unreadable))
				       : ENT_OK;
	while (!status && !end && head.n < SNIFF)
		status = ent_input_read(r->input, &head, &end, err);
	const ent_units_reader *reader = NULL;
	if (!status && !(reader = find_reader(r, ent_buf_str(&head), err)))
		status = ENT_EFORMAT;
	if (ent_arena_failed(r->arena))
		status = ent_fail_memory(err);
	if (reader && !status && format && !*format)
		*format = reader->name;
	if (reader && !status)
		ent_xml_entities_read(r->entities, ent_buf_str(&head), r->arena);
	if (!status)
		status = ent_input_unread(r->input, &head, end, err);
	uint64_t before = r->sent + r->refused;
	if (reader && !status)
		status = reader->read(r, err);
	if (!status)
		report_encoding(r);
	if (!status && r->sent + r->refused == before)
		ent_reading_problem(r, 0, false, "holds no units");
	ent_buf_release(&head);
	return status;
}

/* Whether a file of a zip is a part of a Word document that is not its text. */
static bool is_office_part(ent_str name)
{
	return ent_str_is(name, "[Content_Types].xml") ||
	       ent_str_ends(name, ENT_STR(".rels")) ||
	       ent_str_starts(name, ENT_STR("docProps/")) ||
	       ent_str_starts(name, ENT_STR("customXml/")) ||
	       (ent_str_starts(name, ENT_STR("xl/")) &&
		!ent_str_is(name, "xl/workbook.xml")) ||
	       (ent_str_starts(name, ENT_STR("word/")) &&
		!ent_str_is(name, "word/document.xml"));
}

/* Reads a file as a spreadsheet if it is one; *is tells.  The package is read as a
 * whole, which standard input and files in other containers are not. */
static ent_status read_spreadsheet(ent_reading *r,
				   const char *path,
				   bool *is,
				   ent_error *err)
{
	ent_buf bytes = ENT_BUF_INIT;
	ent_package *package = calloc(1, sizeof(*package));
	if (!package)
		return ent_fail_memory(err);
	ent_status status = ent_file_read(&bytes, path, SPREADSHEET_MAX, err);
	if (!status)
		status = ent_package_read(package, ent_buf_str(&bytes), SPREADSHEET_MAX,
					  r->arena, err);
	*is = !status && ent_package_part(package, ENT_STR("xl/workbook.xml")).p;
	if (*is)
		status = ent_xlsx_read(r, package, err);
	ent_buf_release(&bytes);
	ent_package_release(package);
	free(package);
	return status;
}

/* A zip may hold other files: they are reported, and it is an error only when
 * none could be read. */
static ent_status read_all(ent_reading *r,
			   const char *path,
			   const char **format,
			   ent_error *err)
{
	bool more = true;
	unsigned read = 0, files = 0;
	ent_status status = ent_input_next(r->input, &more, err);
	for (; !status && more; files++) {
		ent_reading each = *r;
		ent_error why = { .code = ENT_OK };
		ent_str name = ent_input_name(r->input);
		if (ent_str_is(name, "xl/workbook.xml") && strcmp(path, "-") != 0) {
			bool spreadsheet = false;
			status = read_spreadsheet(r, path, &spreadsheet, err);
			if (status || spreadsheet) {
				*format = "xlsx";
				return status;
			}
		}
		if (is_office_part(name)) {
			status = ent_input_next(r->input, &more, err);
			continue;
		}
		status = read_one(&each, format, &why);
		r->sent = each.sent;
		r->refused = each.refused;
		if ((status == ENT_EFORMAT || status == ENT_EENCODING) && name.n) {
			ent_reading_problem(r, 0, false, "%.*s: %s; skipped",
					    (int)name.n, name.p, why.message);
		} else if (status) {
			if (err)
				*err = why;
			return status;
		} else {
			read++;
		}
		status = ent_input_next(r->input, &more, err);
	}
	if (!status && !read)
		status = ent_fail(err, ENT_EFORMAT,
				  files ? "no file in it holds units" : "is empty");
	return status;
}

ent_status ent_read_units(const char *path,
			  const ent_units_options *opt,
			  const char **format,
			  ent_unit_fn fn,
			  void *data,
			  ent_error *err)
{
	const ent_units_options defaults = ENT_UNITS_OPTIONS_DEFAULT;
	const char *found = NULL;
	ent_reading r = { .opt = opt ? opt : &defaults, .fn = fn, .data = data };
	r.file = ent_file_title(path);
	r.arena = ent_arena_new(ARENA_LIMIT);
	if (!r.arena)
		return ent_fail_memory(err);
	r.entities = ENT_NEW_ARRAY(r.arena, ent_xml_entities, 1);
	r.names = ENT_NEW_ARRAY(r.arena, ent_lang_names, 1);
	if (!r.entities || !r.names) {
		ent_arena_free(r.arena);
		return ent_fail_memory(err);
	}
	r.names->arena = r.arena;
	ent_status status = ent_lang_read(&r.from, r.opt->from, r.arena, err);
	if (!status)
		status = ent_lang_read(&r.to, r.opt->to, r.arena, err);
	if (!status && r.from.n && ent_str_eq(r.from, r.to))
		status = ent_fail(err, ENT_EINVAL, "source and target are both '%.*s'",
				  (int)r.from.n, r.from.p);
	if (!status)
		status = ent_input_open(&r.input, path, r.opt->max_size, err);
	if (!status && r.opt->second) {
		found = "moses";
		status = ent_moses_read(&r, err);
	} else if (!status) {
		status = read_all(&r, path, &found, err);
	}
	if (!status && ent_arena_failed(r.arena))
		status = ent_fail_memory(err);
	if (format)
		*format = found ? found : "";
	ent_input_close(r.input);
	ent_arena_free(r.arena);
	return ent_error_in(err, status, r.file);
}
