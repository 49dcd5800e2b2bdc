/* SPDX-License-Identifier: Apache-2.0 */
/* writer.c - units become files, streaming, the same bytes every time.
 *
 * Each format is declared in its own file as an ent_unit_format; a new one is a
 * line in the list below.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/fail.h"
#include "format/units/tmx_fields.h"
#include "format/write/writers.h"

/* A writer is a line here, in the order of messages. */
/* clang-format off */
#define WRITERS(X) \
	X(tmx) \
	X(tmx1) \
	X(tsv) \
	X(safe_tsv) \
	X(jsonl) \
	X(html) \
	X(xliff) \
	X(xliff2)
/* clang-format on */

#define DECLARE(name) extern const ent_unit_format ent_##name##_format;
#define ADDRESS(name) &ent_##name##_format,
WRITERS(DECLARE)

static const ent_unit_format *const formats[] = { WRITERS(ADDRESS) };

const char *ent_unit_format_name(size_t k)
{
	return k < sizeof(formats) / sizeof(formats[0]) ? formats[k]->name : NULL;
}

/* "tmx, tmx1, tsv or html" */
static void add_names(ent_buf *to)
{
	for (size_t k = 0; ent_unit_format_name(k); k++)
		ent_buf_addf(to, "%s%s",
			     !k                            ? ""
			     : ent_unit_format_name(k + 1) ? ", "
							   : " or ",
			     ent_unit_format_name(k));
}

ent_status ent_unit_format_named(const ent_unit_format **out,
				 const char *name,
				 ent_error *err)
{
	for (size_t k = 0; k < sizeof(formats) / sizeof(formats[0]); k++)
		if (!strcmp(formats[k]->name, name)) {
			*out = formats[k];
			return ENT_OK;
		}
	ent_buf known = ENT_BUF_INIT;
	add_names(&known);
	ent_status status = known.failed ? ent_fail_memory(err)
					 : ent_fail(err, ENT_EINVAL,
						    "unknown format '%s': must be %s",
						    name, known.p);
	ent_buf_release(&known);
	return status;
}

const ent_unit_format *ent_unit_format_whole(const ent_unit_format *format)
{
	return format->whole ? format->whole : format;
}

ent_status ent_writer_new(ent_writer **out,
			  const ent_unit_format *format,
			  FILE *to,
			  ent_str source,
			  ent_str target,
			  ent_str title,
			  ent_error *err)
{
	ent_writer *w = calloc(1, sizeof(*w));
	if (!w)
		return ent_fail_memory(err);
	w->format = format;
	w->to = to;
	w->state = format->state ? calloc(1, format->state) : NULL;
	if (format->state && !w->state) {
		free(w);
		return ent_fail_memory(err);
	}
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

static ent_status fail_write(int why, ent_error *err)
{
	return ent_fail(err, ENT_EIO, "cannot write: %s", strerror(why));
}

/* Writes what a format has put into w->out. */
static ent_status flush(ent_writer *w, ent_error *err)
{
	if (w->out.failed)
		return ent_fail_memory(err);
	if (w->out.n && fwrite(w->out.p, 1, w->out.n, w->to) != w->out.n)
		w->failed = errno ? errno : EIO;
	ent_buf_clear(&w->out);
	return w->failed ? fail_write(w->failed, err) : ENT_OK;
}

/* The beginning waits for the first unit, which may name the languages. */
static void begin(ent_writer *w, const ent_unit *unit)
{
	if (w->begun)
		return;
	w->begun = true;
	if (unit && !w->source.n && !w->target.n) {
		/* title remains at the end of text */
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
	if (w->format->begin)
		w->format->begin(w);
}

static bool is_code(ent_str lang)
{
	for (size_t k = 0; k < lang.n; k++)
		if (!ent_is_digit(lang.p[k]) && lang.p[k] != '-' &&
		    ((lang.p[k] | 32) < 'a' || (lang.p[k] | 32) > 'z'))
			return false;
	return true;
}

/* What is copied into a file as it is may come from a damaged memory. */
static ent_status check_unit(const ent_writer *w, const ent_unit *unit, ent_error *err)
{
	const char *wrong;
	ent_status status = ent_tmx_fields_wrong(&wrong, unit, err);
	if (status)
		return status;
	if (!is_code(unit->source.lang) || !is_code(unit->target.lang))
		wrong = "language";
	if (!wrong)
		return ENT_OK;
	return ent_fail(
		err, ENT_ECORRUPT,
		"the %s of unit %llu of the output is not well-formed; 'entente "
		"check' names it",
		wrong, (unsigned long long)w->units + 1);
}

ent_status ent_writer_add(void *writer, const ent_unit *unit, ent_error *err)
{
	ent_writer *w = writer;
	if ((!unit->source.text.n || !unit->target.text.n) && !w->format->one_sided)
		return ENT_OK;
	ent_status status = check_unit(w, unit, err);
	if (status)
		return status;
	begin(w, unit);
	w->format->add(w, unit);
	w->units++;
	return flush(w, err);
}

ent_status ent_writer_finish(ent_writer *w, ent_error *err)
{
	begin(w, NULL);
	if (w->format->end)
		w->format->end(w);
	ent_status status = flush(w, err);
	if (!status && fflush(w->to))
		status = fail_write(errno, err);
	return status;
}

void ent_writer_free(ent_writer *w)
{
	if (!w)
		return;
	ent_buf_release(&w->text);
	ent_buf_release(&w->out);
	if (w->state && w->format->release)
		w->format->release(w);
	free(w->state);
	free(w);
}
