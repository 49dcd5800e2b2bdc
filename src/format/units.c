/* SPDX-License-Identifier: Apache-2.0 */
/* units.c - read a file of units, whatever it came as.
 *
 * Finds the format from the content, goes through the files of a zip, and does
 * what all formats share: languages, checks, problems.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "entente/align.h"
#include "format/sniff.h"
#include "format/units.h"
#include "text/lang.h"

enum {
	SNIFF = 1 << 16, /* text by which a format is told */
	REASON_ROOM = 240,
	ARENA_LIMIT = 64 << 20, /* languages and header of one file */
	LINE_MAX_BYTES = 16 << 20,
};

void ent_reading_problem(ent_reading *r,
			 uint32_t line,
			 bool refused,
			 const char *fmt,
			 ...)
{
	char reason[REASON_ROOM];
	va_list ap;
	r->refused += refused;
	if (!r->opt->problem)
		return;
	va_start(ap, fmt);
	vsnprintf(reason, sizeof(reason), fmt, ap);
	va_end(ap);
	for (char *c = reason; *c; c++)
		if ((unsigned char)*c < ' ')
			*c = ' ';
	ent_problem problem = { .line = line,
				.unit = line ? r->unit : 0,
				.refused = refused,
				.reason = ent_str_of(reason) };
	r->opt->problem(r->opt->problem_data, &problem);
}

ent_str ent_reading_lang(ent_reading *r, ent_str code)
{
	const unsigned room = sizeof(r->langs) / sizeof(r->langs[0]);
	for (unsigned k = 0; k < r->n_langs; k++)
		if (ent_str_eq(r->langs[k].raw, code))
			return r->langs[k].normal;
	ent_str normal = ent_lang_normal(code, r->arena);
	if (r->n_langs < room) {
		r->langs[r->n_langs].raw = ent_arena_str(r->arena, code);
		r->langs[r->n_langs].normal = normal;
		r->n_langs += r->langs[r->n_langs].raw.p != NULL;
	}
	return normal;
}

bool ent_reading_wants(ent_reading *r,
		       ent_str source,
		       ent_str target,
		       uint32_t line,
		       bool *swap)
{
	if (!r->from.n && source.n && !ent_lang_matches(source, r->to))
		r->from = source;
	if (!r->to.n && target.n && !ent_lang_matches(target, r->from))
		r->to = target;
	*swap = ent_lang_matches(source, r->to) && ent_lang_matches(target, r->from) &&
		!ent_lang_matches(source, r->from);
	bool wanted = *swap || (ent_lang_matches(source, r->from) &&
				ent_lang_matches(target, r->to));
	if (!wanted)
		ent_reading_problem(r, line, true, "is a pair '%.*s' and '%.*s'",
				    (int)source.n, source.p, (int)target.n, target.p);
	return wanted;
}

ent_status ent_reading_send(ent_reading *r, const ent_unit *unit, ent_error *err)
{
	const ent_unit_side *sides[] = { &unit->source, &unit->target };
	for (int k = 0; k < 2; k++)
		if (!ent_str_trim(sides[k]->text).n) {
			ent_reading_problem(r, unit->line, true, "empty '%.*s' text",
					    (int)sides[k]->lang.n, sides[k]->lang.p);
			return ENT_OK;
		}
	r->sent++;
	const ent_progress *progress = r->opt->progress;
	if (progress && progress->step && r->sent % 1024 == 0 &&
	    progress->step(progress->data, "reading", r->sent, 0))
		return ent_fail(err, ENT_ECANCELLED, "cancelled");
	const ent_unit_pass *pass = r->opt->pass;
	return pass ? pass->pass(pass->self, unit, r->fn, r->data, err)
		    : r->fn(r->data, unit, err);
}

static void tell_crossed(ent_reading *r, const ent_xml_item *item, uint32_t line)
{
	enum { SHOWN = 40 };
	ent_xml_token t = { .at = 0 };
	size_t at = item->flaw_at;
	ent_xml_next(&t, item->unit, &at);
	ent_str open = item->open.n ? item->open : ENT_STR("nothing");
	ent_reading_problem(r, line, true, "</%.*s> where <%.*s> is open",
			    (int)(t.name.n < SHOWN ? t.name.n : SHOWN), t.name.p,
			    (int)(open.n < SHOWN ? open.n : SHOWN), open.p);
}

bool ent_reading_check(ent_reading *r, const ent_xml_item *item)
{
	const char *why = NULL;
	if (item->flaw == ENT_XML_SOUND)
		return true;
	uint32_t line = item->line;
	if (item->flaw != ENT_XML_UNENDED && item->flaw != ENT_XML_TOO_LONG)
		line += (uint32_t)ent_str_count(
			ent_str_slice(item->unit, 0, item->flaw_at), '\n');
	switch (item->flaw) {
	case ENT_XML_SOUND: break;
	case ENT_XML_UNENDED: why = "does not end"; break;
	case ENT_XML_TOO_LONG: why = "is larger than 16 MiB"; break;
	case ENT_XML_TAG_UNENDED: why = "a tag does not end"; break;
	case ENT_XML_TOO_DEEP: why = "too many elements in one another"; break;
	case ENT_XML_TOO_MANY: why = "has more than a million tags"; break;
	case ENT_XML_CROSSED: tell_crossed(r, item, line); break;
	}
	if (why)
		ent_reading_problem(r, line, true, "%s", why);
	return false;
}

void ent_reading_repairs(ent_reading *r, uint32_t line, const ent_xml_repairs *repairs)
{
	if (repairs->characters)
		ent_reading_problem(r, line, false,
				    "%u characters that XML forbids were replaced",
				    repairs->characters);
	if (repairs->entities)
		ent_reading_problem(
			r, line, false,
			"%u entities that nothing declares were read as their names",
			repairs->entities);
}

ent_status ent_lines_next(ent_lines *l, ent_str *out, bool *more, ent_error *err)
{
	size_t searched = 0;
	for (;;) {
		size_t have = l->window.n - l->at;
		const char *from = have ? l->window.p + l->at : "";
		const char *nl = memchr(from + searched, '\n', have - searched);
		if (nl || (l->ended && have)) {
			size_t n = nl ? (size_t)(nl - from) : have;
			*out = (ent_str){ from, n && from[n - 1] == '\r' ? n - 1 : n };
			l->at += n + (nl != NULL);
			l->number++;
			*more = true;
			return ENT_OK;
		}
		if (l->ended) {
			*more = false;
			return ENT_OK;
		}
		if (have > LINE_MAX_BYTES)
			return ent_fail_line(err, ENT_ELIMIT, l->number + 1,
					     "a line is longer than 16 MiB");
		searched = have;
		if (l->at) { /* what was given may go now */
			memmove(l->window.p, from, have + 1);
			l->window.n = have;
			l->at = 0;
		}
		ent_status status =
			ent_input_read(l->reading->input, &l->window, &l->ended, err);
		if (status)
			return status;
	}
}

ent_str ent_iso_date(char room[24], ent_str s)
{
	static const char shape[] = "dddddddd?dddddd?";
	for (size_t k = 0; k < s.n && k < 16; k++)
		if (shape[k] == 'd' && (s.p[k] < '0' || s.p[k] > '9'))
			return ENT_STR("");
	if (s.n == 8)
		snprintf(room, 24, "%.4s-%.2s-%.2s", s.p, s.p + 4, s.p + 6);
	else if (s.n == 16 && (s.p[8] | 32) == 't' && (s.p[15] | 32) == 'z')
		snprintf(room, 24, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s.p, s.p + 4,
			 s.p + 6, s.p + 9, s.p + 11, s.p + 13);
	else
		return ENT_STR("");
	return ent_str_of(room);
}

float ent_read_confidence(ent_str s)
{
	double value = 0, scale = 1;
	bool point = false;
	for (size_t k = 0; k < s.n; k++) {
		if (s.p[k] == '.' && !point) {
			point = true;
			continue;
		}
		if (s.p[k] < '0' || s.p[k] > '9')
			return 1;
		value = value * 10 + (s.p[k] - '0');
		scale *= point ? 10 : 1;
	}
	value /= scale;
	return s.n && value <= 1 ? (float)value : 1;
}

uint32_t ent_read_doubts(ent_str s)
{
	uint32_t doubts = 0;
	while (s.p) {
		ent_str name = ent_str_cut(&s, ' ');
		for (uint32_t bit = 1; bit <= ENT_DOUBT_RIVAL; bit <<= 1)
			if (ent_str_is(name, ent_doubt_name((ent_doubt)bit)))
				doubts |= bit;
	}
	return doubts;
}

static bool local_is(ent_str name, const char *want)
{
	ent_str rest = name;
	ent_str_cut(&rest, ':');
	return ent_str_is(rest.p ? rest : name, want);
}

/* Which reader the beginning of a text asks for; NULL, with the reason in err,
 * when there is none. */
static ent_status (*reader_for(ent_str head,
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
	if (!root.n && ent_is_tsv(head)) {
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
	if (!status && !(reader = reader_for(ent_buf_str(&head), &name, err)))
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
