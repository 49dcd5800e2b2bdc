/* SPDX-License-Identifier: Apache-2.0 */
/* cutter.c - a file of units is cut into its units.
 *
 * What: from the stream of text, the tags outside units one by one, and each unit
 * whole, with a list of its tags and of which closes which.  A unit that does not end
 * before the next one begins, or before the file does, is reported as broken: only that
 * unit is lost.
 *
 * Why the list: finding where a unit ends looks at all its tags, and the reader of the
 * unit, and the check whether it is well-formed, would look at them again.
 *
 * Memory: the largest unit, at most UNIT_MAX; of a longer one only the
 * beginning is kept; and 28 bytes a tag, at most TAGS_MAX of them.  Time O(n): what
 * was searched is not searched again when more text comes.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/xml_scan.h"

enum {
	UNIT_MAX = 16 << 20, /* a unit is a sentence or a paragraph, in 24 languages */
	KEEP = 1 << 16,      /* what is read is dropped from the window from here on */
	TAGS_MAX = 1 << 20,
	DEPTH_MAX = 64, /* elements in one another */
};

struct ent_xml_stream {
	ent_input *input;
	const char *const *units;
	ent_buf window;
	size_t at; /* of the next token in the window */
	uint32_t line;
	size_t counted; /* lines are counted up to here */
	bool ended;
	ent_xml_tag *tags; /* of the unit at hand */
	uint32_t n_tags;
	size_t tags_capacity;
	uint32_t open[DEPTH_MAX]; /* which of the tags wait to be closed */
	unsigned depth;
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
	if (!s)
		return;
	ent_buf_release(&s->window);
	free(s->tags);
	free(s);
}

/* Counts the lines up to an offset that is not before the last one that was asked
 * for. */
static uint32_t line_at(ent_xml_stream *s, size_t offset)
{
	ent_str passed = ent_str_slice(ent_buf_str(&s->window), s->counted, offset);
	s->line += (uint32_t)ent_str_count(passed, '\n');
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
	return ent_list_has(s->units, name);
}

/* Whether the token at `at` is certainly whole: more text cannot change it. */
static bool is_whole(const ent_xml_stream *s, const ent_xml_token *t)
{
	bool at_end = t->at + t->raw.n == s->window.n;
	if (s->ended || !at_end)
		return true;
	return t->type != ENT_XML_TEXT && t->type != ENT_XML_BROKEN;
}

/* The token at `at`, with as much of the file read as it needs. *end is where the next
 * begins.  A token above the limit of a unit is returned incomplete. */
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

static bool add_tag(ent_xml_stream *s, const ent_xml_tag *tag)
{
	if (!ENT_GROW(s->tags, s->tags_capacity, s->n_tags + 1))
		return false;
	s->tags[s->n_tags++] = *tag;
	return true;
}

/* The name of a tag of the unit that begins at `start`. */
static ent_str name_of(const ent_xml_stream *s, size_t start, uint32_t tag)
{
	ent_str unit = ent_str_slice(ent_buf_str(&s->window), start, s->window.n);
	return ent_xml_tag_name(unit, &s->tags[tag]);
}

/* The name of the innermost open element. */
static ent_str open_name(const ent_xml_stream *s, size_t start)
{
	return name_of(s, start, s->open[s->depth - 1]);
}

/* The flaw that a token makes in the unit that begins at `start`. */
static ent_xml_flaw flaw_of(const ent_xml_stream *s,
			    const ent_xml_token *t,
			    size_t start)
{
	switch (t->type) {
	case ENT_XML_BROKEN: return ENT_XML_TAG_UNENDED;
	case ENT_XML_OPEN:
		if (s->depth == DEPTH_MAX)
			return ENT_XML_TOO_DEEP;
		break;
	case ENT_XML_CLOSE:
		if (!s->depth || !ent_str_eq(open_name(s, start), t->name))
			return ENT_XML_CROSSED;
		break;
	case ENT_XML_EMPTY: break;
	case ENT_XML_TEXT:
	case ENT_XML_CDATA:
	case ENT_XML_OTHER: return ENT_XML_SOUND;
	}
	return s->n_tags == TAGS_MAX ? ENT_XML_TOO_MANY : ENT_XML_SOUND;
}

/* Lists a tag of the unit that begins at `start`. After a flaw nothing more is listed.
 * False when out of memory. */
static bool list_tag(ent_xml_stream *s,
		     ent_xml_item *out,
		     const ent_xml_token *t,
		     size_t start)
{
	if (out->flaw)
		return true;
	out->flaw = flaw_of(s, t, start);
	out->flaw_at = t->at - start;
	if (out->flaw || !t->name.p)
		return true;
	const char *unit = s->window.p + start;
	const ent_xml_tag tag = { .type = t->type,
				  .at = (uint32_t)(t->at - start),
				  .end = (uint32_t)(t->at - start + t->raw.n),
				  .name = (uint32_t)(t->name.p - unit),
				  .body = (uint32_t)(t->body.p - unit),
				  .body_end =
					  (uint32_t)(t->body.p - unit + t->body.n) };
	if (t->type == ENT_XML_CLOSE)
		s->tags[s->open[--s->depth]].close = s->n_tags;
	else if (t->type == ENT_XML_OPEN)
		s->open[s->depth++] = s->n_tags;
	return add_tag(s, &tag);
}

/* Moves *at over the text before the next tag, when the window holds that tag. */
static void skip_text(const ent_xml_stream *s, size_t *at)
{
	const char *from = s->window.p + *at;
	const char *tag =
		*at < s->window.n ? memchr(from, '<', s->window.n - *at) : NULL;
	if (tag)
		*at += (size_t)(tag - from);
}

/* Finds the end of the unit that begins with out->token, which ends at `from`. */
static ent_status cut_unit(ent_xml_stream *s,
			   ent_xml_item *out,
			   size_t from,
			   ent_error *err)
{
	const size_t start = s->at;
	size_t at = from, end = from;
	bool more = true, ended = false;
	ent_xml_token t;
	s->n_tags = s->depth = 0;
	bool capacity = list_tag(s, out, &out->token, start);
	while (!ended && capacity) {
		skip_text(s, &at);
		ent_status status = token_at(s, &t, at, &end, &more, err);
		if (status)
			return status;
		if (!more || end - start > UNIT_MAX)
			break;
		const bool same = ent_str_eq(t.name, name_of(s, start, 0));
		if (t.type == ENT_XML_OPEN && same)
			break;
		ended = t.type == ENT_XML_CLOSE && same;
		capacity = list_tag(s, out, &t, start);
		at = end;
	}
	if (!capacity)
		return ent_fail_memory(err);
	out->unit = ent_str_slice(ent_buf_str(&s->window), start, at);
	if (!ended)
		out->flaw = more && end - start > UNIT_MAX ? ENT_XML_TOO_LONG
							   : ENT_XML_UNENDED;
	if (out->flaw == ENT_XML_CROSSED && s->depth)
		out->open = open_name(s, start);
	/* the window may have moved in memory */
	size_t tag = start;
	ent_xml_next(&out->token, ent_buf_str(&s->window), &tag);
	out->tags = s->tags;
	out->n_tags = s->n_tags;
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
		ent_xml_item item = { .flaw = ENT_XML_SOUND };
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
