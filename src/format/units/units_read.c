/* SPDX-License-Identifier: Apache-2.0 */
/* units_read.c - read a file of units, whatever it came as: finds the format from
 * the content, and goes through the files of a zip. */
#include <string.h>

#include "base/fail.h"
#include "format/sniff.h"
#include "format/units/units.h"
#include "text/lang.h"

enum {
	SNIFF = 1 << 16,        /* text by which a format is told */
	ARENA_LIMIT = 64 << 20, /* languages and header of one file */
};

static bool local_is(ent_str name, const char *want)
{
	ent_str rest = name;
	ent_str_cut(&rest, ':');
	return ent_str_is(rest.p ? rest : name, want);
}

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

/* Which reader the beginning of a text asks for; NULL, with the reason in err,
 * when there is none. */
static ent_status (*reader_for(ent_str head,
			       ent_str file,
			       const char **name,
			       ent_error *err))(ent_reading *, ent_error *)
{
	ent_str root = ent_sniff_root(head);
	if (local_is(root, "tmx")) {
		*name = "tmx";
		return ent_tmx_read;
	}
	if (local_is(root, "xliff")) {
		*name = "xliff";
		return ent_xliff_read;
	}
	if (local_is(root, "martif") || local_is(root, "tbx")) {
		*name = "tbx";
		return ent_tbx_read;
	}
	if (ent_str_is(root, "TRADOStag")) {
		*name = "ttx";
		return ent_ttx_read;
	}
	if (ent_str_is(root, "txml")) {
		*name = "txml";
		return ent_txml_read;
	}
	if (local_is(root, "cesAlign")) {
		*name = "opus";
		return ent_opus_read;
	}
	if (!root.n && ent_is_po(head)) {
		*name = "po";
		return ent_po_read;
	}
	/* the first text of a table may begin with a tag */
	if ((!root.n || is_named_tsv(file)) && ent_is_tsv(head)) {
		*name = "tsv";
		return ent_tsv_read;
	}
	if (local_is(root, "map"))
		ent_fail(err, ENT_EFORMAT,
			 "is a map of the Tiled editor, no translation memory");
	else if (!head.n)
		ent_fail(err, ENT_EFORMAT, "is empty");
	else if (root.n)
		ent_fail(err, ENT_EFORMAT, "holds no units: its root element is '%.*s'",
			 (int)(root.n < 60 ? root.n : 60), root.p);
	else
		ent_fail(err, ENT_EFORMAT, "holds no units in a known format");
	return NULL;
}

/* Declared encodings that are wrong, and bytes that were. */
static void tell_encoding(ent_reading *r)
{
	ent_str lie = ent_input_lie(r->input);
	if (lie.n)
		ent_reading_problem(r, 0, false, "declares encoding %.*s but is %s",
				    (int)lie.n, lie.p, ent_input_encoding(r->input));
	if (ent_input_wrong_bytes(r->input))
		ent_reading_problem(
			r, 0, false,
			"%zu bytes that are no UTF-8 were read as windows-1252",
			ent_input_wrong_bytes(r->input));
}

static ent_status read_one(ent_reading *r, const char **format, ent_error *err)
{
	ent_buf head = ENT_BUF_INIT;
	bool end = false;
	ent_status status = ENT_OK;
	while (!status && !end && head.n < SNIFF)
		status = ent_input_read(r->input, &head, &end, err);
	const char *name = NULL;
	ent_status (*reader)(ent_reading *, ent_error *) = NULL;
	if (!status && !(reader = reader_for(ent_buf_str(&head), r->file, &name, err)))
		status = ENT_EFORMAT;
	if (!status)
		status = ent_input_unread(r->input, &head, end, err);
	if (!status && format && !*format)
		*format = name;
	uint64_t before = r->sent + r->refused;
	if (!status)
		status = reader(r, err);
	if (!status)
		tell_encoding(r);
	if (!status && r->sent + r->refused == before)
		ent_reading_problem(r, 0, false, "holds no units");
	ent_buf_release(&head);
	return status;
}

/* A zip may hold other files: they are told of, and it is an error only when
 * none could be read. */
static ent_status read_all(ent_reading *r, const char **format, ent_error *err)
{
	bool more = true;
	unsigned read = 0, files = 0;
	ent_status status = ent_input_next(r->input, &more, err);
	for (; !status && more; files++) {
		ent_reading each = *r;
		ent_error why = { .code = ENT_OK };
		ent_str name = ent_input_name(r->input);
		status = read_one(&each, format, &why);
		r->sent = each.sent;
		r->refused = each.refused;
		if (status == ENT_EFORMAT && name.n) {
			ent_reading_problem(r, 0, true, "%.*s: %s", (int)name.n, name.p,
					    why.message);
			status = ENT_OK;
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
	static const ent_units_options defaults = { .max_size = (uint64_t)16 << 30 };
	const char *found = NULL;
	ent_reading r = { .opt = opt ? opt : &defaults, .fn = fn, .data = data };
	r.file = ent_str_of(strcmp(path, "-") ? path : "standard input");
	r.arena = ent_arena_new(ARENA_LIMIT);
	if (!r.arena)
		return ent_fail_memory(err);
	r.from = ent_lang_normal(r.opt->from, r.arena);
	r.to = ent_lang_normal(r.opt->to, r.arena);
	ent_status status = ENT_OK;
	if (r.opt->from.n && !r.from.n)
		status = ent_fail(err, ENT_EINVAL, "'%.*s' is no language code",
				  (int)r.opt->from.n, r.opt->from.p);
	else if (r.opt->to.n && !r.to.n)
		status = ent_fail(err, ENT_EINVAL, "'%.*s' is no language code",
				  (int)r.opt->to.n, r.opt->to.p);
	else if (r.from.n && ent_str_eq(r.from, r.to))
		status = ent_fail(err, ENT_EINVAL, "source and target are both '%.*s'",
				  (int)r.from.n, r.from.p);
	if (!status)
		status = ent_input_open(&r.input, path, r.opt->max_size, err);
	if (!status && r.opt->second) {
		found = "moses";
		status = ent_moses_read(&r, err);
	} else if (!status) {
		status = read_all(&r, &found, err);
	}
	if (format)
		*format = found ? found : "";
	ent_input_close(r.input);
	ent_arena_free(r.arena);
	return ent_error_in(err, status, r.file);
}
