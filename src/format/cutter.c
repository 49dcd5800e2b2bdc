/* SPDX-License-Identifier: Apache-2.0 */
/* cutter.c - a file of units is cut into its units.
 *
 * What: from the stream of text, the tags outside units one by one, and each
 * unit whole.  A unit that does not end before the next one begins, or before
 * the file does, is given as broken: the damage is one unit wide.
 *
 * Memory: the largest unit, at most UNIT_MAX; of a longer one only the
 * beginning is kept.  Time O(n): what was searched is not searched again when
 * more text comes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "format/scan.h"

enum {
	UNIT_MAX = 16 << 20, /* a unit is a sentence or a paragraph, in 24 languages */
	KEEP = 1 << 16,      /* what is read is dropped from the window from here on */
};

struct ent_xml_stream {
	ent_input *input;
	const char *const *units;
	ent_buf window;
	size_t at; /* of the next token in the window */
	uint32_t line;
	size_t counted; /* lines are counted up to here */
	bool ended;
};

ent_status ent_xml_stream_new(ent_xml_stream **out,
			      ent_input *input,
			      const char *const *units,
			      ent_error *err)
{
	ent_xml_stream *s = calloc(1, sizeof(*s));
	if (!s)
		return ent_fail_memory(err);
	s->input = input;
	s->units = units;
	s->line = 1;
	*out = s;
	return ENT_OK;
}

void ent_xml_stream_free(ent_xml_stream *s)
{
	if (s)
		ent_buf_release(&s->window);
	free(s);
}

/* Counts the lines up to an offset that does not lie before the last one. */
static uint32_t line_at(ent_xml_stream *s, size_t offset)
{
	while (s->counted < offset) {
		const char *from = s->window.p + s->counted;
		const char *nl = memchr(from, '\n', offset - s->counted);
		if (!nl)
			break;
		s->line++;
		s->counted += (size_t)(nl - from) + 1;
	}
	s->counted = offset;
	return s->line;
}

/* Drops what was read. */
static void slide(ent_xml_stream *s)
{
	if (s->at < KEEP)
		return;
	line_at(s, s->at);
	s->window.n -= s->at;
	memmove(s->window.p, s->window.p + s->at, s->window.n + 1);
	s->at = s->counted = 0;
}

static ent_status fill(ent_xml_stream *s, ent_error *err)
{
	return ent_input_read(s->input, &s->window, &s->ended, err);
}

static bool is_unit(const ent_xml_stream *s, ent_str name)
{
	for (const char *const *u = s->units; *u; u++)
		if (ent_str_is(name, *u))
			return true;
	return false;
}

/* Whether the token at `at` is certainly whole: more text cannot change it. */
static bool is_whole(const ent_xml_stream *s, const ent_xml_token *t)
{
	bool at_end = t->at + t->raw.n == s->window.n;
	if (s->ended || !at_end)
		return true;
	return t->type != ENT_XML_TEXT && t->type != ENT_XML_BROKEN;
}

/* The token at `at`, with as much of the file read as it needs.  *end is where
 * the next begins.  A token longer than a unit may be is given as it is. */
static ent_status token_at(ent_xml_stream *s,
			   ent_xml_token *t,
			   size_t at,
			   size_t *end,
			   bool *more,
			   ent_error *err)
{
	size_t tried = 0;
	for (;;) {
		size_t have = s->window.n > at ? s->window.n - at : 0;
		/* a token that is not whole is looked at again only when twice
		 * as much is there: time stays linear */
		if (have && (have >= 2 * tried || s->ended)) {
			*end = at;
			*more = ent_xml_next(t, ent_buf_str(&s->window), end);
			tried = have;
			if (is_whole(s, t) || have > UNIT_MAX)
				return ENT_OK;
		} else if (s->ended) {
			*more = false;
			return ENT_OK;
		}
		ent_status status = fill(s, err);
		if (status)
			return status;
	}
}

/* Finds the end of the unit that begins with out->token, which ends at `from`. */
static ent_status cut_unit(ent_xml_stream *s,
			   ent_xml_item *out,
			   size_t from,
			   ent_error *err)
{
	size_t start = s->at, at = from, end = from;
	size_t name_at = (size_t)(out->token.name.p - s->window.p),
	       name_n = out->token.name.n;
	bool more = true, ended = false;
	ent_xml_token t;
	while (!ended) {
		ent_status status = token_at(s, &t, at, &end, &more, err);
		if (status)
			return status;
		if (!more || end - start > UNIT_MAX)
			break;
		ent_str name = { s->window.p + name_at, name_n };
		bool same = ent_str_eq(t.name, name);
		if (t.type == ENT_XML_OPEN && same)
			break;
		ended = t.type == ENT_XML_CLOSE && same;
		at = end;
	}
	out->broken = !ended;
	out->too_long = more && end - start > UNIT_MAX;
	/* the window may have moved in memory */
	size_t tag = start;
	ent_xml_next(&out->token, ent_buf_str(&s->window), &tag);
	out->unit = ent_str_slice(ent_buf_str(&s->window), start, at);
	s->at = at > start ? at : end;
	return ENT_OK;
}

ent_status ent_xml_stream_next(ent_xml_stream *s,
			       ent_xml_item *out,
			       bool *more,
			       ent_error *err)
{
	slide(s);
	for (;;) {
		size_t end;
		ent_xml_item item = { .broken = false };
		ent_status status = token_at(s, &item.token, s->at, &end, more, err);
		if (status || !*more)
			return status;
		item.line = line_at(s, s->at);
		bool tag = item.token.type == ENT_XML_OPEN ||
			   item.token.type == ENT_XML_CLOSE ||
			   item.token.type == ENT_XML_EMPTY;
		if (item.token.type == ENT_XML_OPEN && is_unit(s, item.token.name)) {
			status = cut_unit(s, &item, end, err);
			*out = item;
			return status;
		}
		s->at = end;
		if (tag) {
			*out = item;
			return ENT_OK;
		}
		slide(s);
	}
}
