/* SPDX-License-Identifier: Apache-2.0 */
/* units.c - what all readers of units share: languages, checks, problems, lines. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "format/units/units.h"
#include "text/lang.h"

enum {
	REASON_SIZE = 240,
	LINE_MAX_BYTES = 16 << 20,
	ROOT_SIZE = 32, /* the name of a root element that a reader has is shorter */
};

void ent_reading_problem(ent_reading *r,
			 uint32_t line,
			 bool refused,
			 const char *fmt,
			 ...)
{
	char reason[REASON_SIZE];
	va_list ap;
	if (ent_arena_failed(r->arena))
		return; /* the end may only be incomplete */
	r->refused += refused;
	if (!r->opt->problem)
		return;
	va_start(ap, fmt);
	vsnprintf(reason, sizeof(reason), ent_translated(fmt), ap);
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
	const unsigned scratch = sizeof(r->langs) / sizeof(r->langs[0]);
	for (unsigned k = 0; k < r->n_langs; k++)
		if (ent_str_eq(r->langs[k].raw, code))
			return r->langs[k].normal;
	ent_str normal = ent_lang_normal(code, r->arena);
	if (r->n_langs < scratch) {
		r->langs[r->n_langs].raw = ent_arena_str(r->arena, code);
		r->langs[r->n_langs].normal = normal;
		r->n_langs += r->langs[r->n_langs].raw.p != NULL;
	}
	return normal;
}

bool ent_reading_accepts(ent_reading *r,
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
	ent_status status = ENT_OK;
	if (r->sent % 1024 == 0)
		status = ent_step(r->opt->progress, "reading", r->sent, 0, err);
	if (status)
		return status;
	const ent_unit_pass *pass = r->opt->pass;
	return pass ? pass->pass(pass->self, unit, r->fn, r->data, err)
		    : r->fn(r->data, unit, err);
}

static void report_crossed(ent_reading *r, const ent_xml_item *item, uint32_t line)
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
	case ENT_XML_CROSSED: report_crossed(r, item, line); break;
	}
	if (why)
		ent_reading_problem(r, line, true, "%s", ent_translated(why));
	return false;
}

void ent_reading_repairs(ent_reading *r, uint32_t line, const ent_xml_repairs *repairs)
{
	if (repairs->characters)
		ent_reading_problem(r, line, false,
				    "characters that XML forbids were replaced: %u",
				    repairs->characters);
	if (repairs->entities)
		ent_reading_problem(r, line, false,
				    "entities that are not declared, or are too long, "
				    "were read as their names: %u",
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

ent_status ent_reading_lines(
	ent_reading *reading,
	ent_status (*fn)(void *data, ent_str line, uint32_t number, ent_error *err),
	void *data,
	ent_error *err)
{
	ent_lines lines = { .reading = reading, .window = ENT_BUF_INIT };
	bool more = true;
	ent_str line;
	ent_status status;
	for (;;) {
		status = ent_lines_next(&lines, &line, &more, err);
		if (!status && more && ent_str_trim(line).n)
			status = fn(data, line, lines.number, err);
		if (status || !more)
			break;
	}
	ent_buf_release(&lines.window);
	return status;
}

/* Takes the name of the root element from its tag; whether a tag closes it. */
static bool is_end(char root[ROOT_SIZE], const ent_xml_token *tag)
{
	if (!root[0] && tag->type != ENT_XML_CLOSE)
		snprintf(root, ROOT_SIZE, "%.*s", (int)tag->name.n, tag->name.p);
	return tag->type == ENT_XML_CLOSE && ent_str_is(tag->name, root);
}

ent_status ent_reading_items(ent_reading *reading,
			     const char *const *units,
			     ent_status (*fn)(void *data,
					      const ent_xml_item *item,
					      ent_error *err),
			     void *data,
			     ent_error *err)
{
	ent_xml_stream *stream = NULL;
	char root[ROOT_SIZE] = "";
	bool more = true, ended = false;
	uint32_t line = 1;
	ent_status status = ent_xml_stream_new(&stream, reading->input, units, err);
	while (!status) {
		ent_xml_item item;
		status = ent_xml_stream_next(stream, &item, &more, err);
		if (status || !more)
			break;
		line = item.line;
		status = fn(data, &item, err);
		ended |= !item.unit.n && is_end(root, &item.token);
	}
	reading->unit = 0; /* what follows is the file's */
	if (!status && !ended)
		ent_reading_problem(reading, line, false,
				    "the file is cut off: no </%s>", root);
	ent_xml_stream_free(stream);
	return status;
}

ent_str ent_iso_date(char scratch[24], ent_str s)
{
	static const char shape[] = "dddddddd?dddddd?";
	for (size_t k = 0; k < s.n && k < 16; k++)
		if (shape[k] == 'd' && (s.p[k] < '0' || s.p[k] > '9'))
			return ENT_STR("");
	if (s.n == 8)
		snprintf(scratch, 24, "%.4s-%.2s-%.2s", s.p, s.p + 4, s.p + 6);
	else if (s.n == 16 && (s.p[8] | 32) == 't' && (s.p[15] | 32) == 'z')
		snprintf(scratch, 24, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", s.p, s.p + 4,
			 s.p + 6, s.p + 9, s.p + 11, s.p + 13);
	else
		return ENT_STR("");
	return ent_str_of(scratch);
}
