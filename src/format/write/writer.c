/* SPDX-License-Identifier: Apache-2.0 */
/* writer.c - units become files, streaming, the same bytes every time.
 *
 * What a format needs is in its own file; here are the two that are a line a unit,
 * TSV and JSON lines.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "entente/bead.h"
#include "format/write/writers.h"

enum { CONFIDENCE_DIGITS = 9 /* a float of 0.1..1 comes back to the bit */ };

/* ---- TSV: source, target, confidence, document, place --------------------- */

static void begin_tsv(ent_writer *w)
{
	(void)w;
}

static void add_tsv(ent_writer *w, const ent_unit *unit)
{
	ent_buf_add_tsv(&w->out, unit->source.text);
	ent_buf_add_char(&w->out, '\t');
	ent_buf_add_tsv(&w->out, unit->target.text);
	ent_buf_add_char(&w->out, '\t');
	ent_add_confidence(&w->out, unit->confidence, CONFIDENCE_DIGITS);
	ent_buf_add_char(&w->out, '\t');
	ent_buf_add_tsv(&w->out, unit->document);
	ent_buf_add_char(&w->out, '\t');
	ent_buf_add_tsv(&w->out, unit->place);
	ent_buf_add_char(&w->out, '\n');
}

static const ent_writer_kind tsv = { begin_tsv, add_tsv, begin_tsv, false };

/* ---- JSON lines ------------------------------------------------------------ */

static void add_member(ent_buf *to, const char *name, ent_str value, bool always)
{
	if (!value.n && !always)
		return;
	ent_buf_addf(to, "%s\"%s\":", to->p[to->n - 1] == '{' ? "" : ",", name);
	ent_buf_add_json(to, value);
}

static void add_jsonl(ent_writer *w, const ent_unit *unit)
{
	ent_buf *to = &w->out;
	ent_buf_add_char(to, '{');
	if (to->failed)
		return;
	add_member(to, "source", unit->source.text, true);
	add_member(to, "target", unit->target.text, true);
	add_member(to, "source_language", ent_writer_lang(unit->source.lang, w->source),
		   true);
	add_member(to, "target_language", ent_writer_lang(unit->target.lang, w->target),
		   true);
	ent_buf_addf(to, ",\"confidence\":");
	ent_add_confidence(to, unit->confidence, CONFIDENCE_DIGITS);
	if (unit->doubts) {
		ent_buf_addf(to, ",\"doubts\":[\"");
		ent_add_doubts(to, unit->doubts, "\",\"");
		ent_buf_addf(to, "\"]");
	}
	add_member(to, "document", unit->document, false);
	add_member(to, "target_document", unit->target_document, false);
	add_member(to, "place", unit->place, false);
	add_member(to, "date", unit->date, false);
	add_member(to, "origin", unit->origin, false);
	add_member(to, "source_markup", unit->source.markup, false);
	add_member(to, "target_markup", unit->target.markup, false);
	add_member(to, "source_extra", unit->source.extra, false);
	add_member(to, "target_extra", unit->target.extra, false);
	add_member(to, "extra", unit->extra, false);
	add_member(to, "attributes", unit->attributes, false);
	ent_buf_addf(to, "}\n");
}

static const ent_writer_kind jsonl = { begin_tsv, add_jsonl, begin_tsv, true };

/* ---- all ------------------------------------------------------------------- */

static const char *const names[] = {
	[ENT_FORMAT_TMX] = "tmx",       [ENT_FORMAT_TSV] = "tsv",
	[ENT_FORMAT_JSONL] = "jsonl",   [ENT_FORMAT_HTML] = "html",
	[ENT_FORMAT_XLIFF] = "xliff",   [ENT_FORMAT_TMX1] = "tmx1",
	[ENT_FORMAT_XLIFF2] = "xliff2",
};

ent_status ent_unit_format_named(ent_unit_format *out, const char *name, ent_error *err)
{
	for (unsigned k = 0; k < sizeof(names) / sizeof(names[0]); k++)
		if (!strcmp(names[k], name)) {
			*out = (ent_unit_format)k;
			return ENT_OK;
		}
	return ent_fail(err, ENT_EINVAL,
			"no format '%s': tmx, tmx1, tsv, jsonl, html, xliff or "
			"xliff2",
			name);
}

static const ent_writer_kind *kind_of(ent_unit_format format)
{
	switch (format) {
	case ENT_FORMAT_TMX: return ent_tmx_writer(true);
	case ENT_FORMAT_TMX1: return ent_tmx_writer(false);
	case ENT_FORMAT_XLIFF2: return ent_xliff2_writer();
	case ENT_FORMAT_TSV: return &tsv;
	case ENT_FORMAT_JSONL: return &jsonl;
	case ENT_FORMAT_HTML: return ent_html_writer();
	case ENT_FORMAT_XLIFF: return ent_xliff_writer();
	}
	return NULL;
}

ent_status ent_writer_new(ent_writer **out,
			  ent_unit_format format,
			  FILE *to,
			  ent_str source,
			  ent_str target,
			  ent_str title,
			  ent_error *err)
{
	ent_writer *w = calloc(1, sizeof(*w));
	if (!w)
		return ent_fail_memory(err);
	w->kind = kind_of(format);
	if (!w->kind) {
		free(w);
		return ent_fail(err, ENT_EINVAL, "no such format of units");
	}
	w->to = to;
	ent_buf_add(&w->text, source);
	ent_buf_add(&w->text, target);
	ent_buf_add(&w->text, title);
	if (w->text.failed) {
		ent_writer_free(w);
		return ent_fail_memory(err);
	}
	ent_str all = ent_buf_str(&w->text);
	w->source = ent_str_slice(all, 0, source.n);
	w->target = ent_str_slice(all, source.n, source.n + target.n);
	w->title = ent_str_slice(all, source.n + target.n, all.n);
	*out = w;
	return ENT_OK;
}

/* Writes what a format has put into w->out. */
static ent_status flush(ent_writer *w, ent_error *err)
{
	if (w->out.failed)
		return ent_fail_memory(err);
	if (w->out.n && fwrite(w->out.p, 1, w->out.n, w->to) != w->out.n)
		w->failed = true;
	ent_buf_clear(&w->out);
	return w->failed ? ent_fail(err, ENT_EIO, "cannot write") : ENT_OK;
}

/* The beginning waits for the first unit, which may name the languages. */
static void begin(ent_writer *w, const ent_unit *unit)
{
	if (w->begun)
		return;
	w->begun = true;
	if (unit && !w->source.n && !w->target.n) {
		/* title keeps its place at the end of text */
		ent_buf all = ENT_BUF_INIT;
		ent_str s = unit->source.lang, t = unit->target.lang;
		ent_buf_add(&all, s);
		ent_buf_add(&all, t);
		ent_buf_add(&all, w->title);
		w->out.failed |= all.failed;
		ent_buf_release(&w->text);
		w->text = all;
		ent_str text = ent_buf_str(&w->text);
		if (!all.failed) {
			w->source = ent_str_slice(text, 0, s.n);
			w->target = ent_str_slice(text, s.n, s.n + t.n);
			w->title = ent_str_slice(text, s.n + t.n, text.n);
		} else {
			w->source = w->target = w->title = (ent_str){ NULL, 0 };
		}
	}
	w->kind->begin(w);
}

ent_status ent_writer_add(void *writer, const ent_unit *unit, ent_error *err)
{
	ent_writer *w = writer;
	if ((!unit->source.text.n || !unit->target.text.n) && !w->kind->one_sided)
		return ENT_OK;
	begin(w, unit);
	w->kind->add(w, unit);
	w->units++;
	return flush(w, err);
}

ent_status ent_writer_finish(ent_writer *w, ent_error *err)
{
	begin(w, NULL);
	w->kind->end(w);
	ent_status status = flush(w, err);
	if (!status && fflush(w->to))
		status = ent_fail(err, ENT_EIO, "cannot write");
	return status;
}

void ent_writer_free(ent_writer *w)
{
	if (!w)
		return;
	ent_buf_release(&w->text);
	ent_buf_release(&w->out);
	ent_buf_release(&w->group);
	ent_buf_release(&w->doubtful);
	free(w);
}
