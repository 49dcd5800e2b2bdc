/* SPDX-License-Identifier: Apache-2.0 */
/* xliff_edit.c - write an XLIFF file with proposals in its open places.
 *
 * What: the file as it was, with edits: a target where it has none, or in place
 * of an empty one; its state; the proposal with its score beside it, as alt-trans
 * (XLIFF 1.2, section 2.4.4: match-quality, origin) or as mtc:match (XLIFF 2.1,
 * Translation Candidates: similarity, origin); the language of the targets where
 * the file names none.
 *
 * States: an exact match with all its codes is "translated" and "exact-match", any
 * other "needs-review-translation" and "fuzzy-match"; in XLIFF 2 "translated" and
 * "initial".  What was joined of its sentences is "leveraged-tm" and an assembled match
 * ("am").  SDLXLIFF and MQXLIFF have their own places for this, and their programs read
 * no others: attributes conf, origin, origin-system and percent of the segment's
 * sdl:seg; mq:status and mq:percent of the trans-unit.  There only these are written,
 * and no state and no alt-trans.
 *
 * Time O(n) and the sorting of the edits; memory: what is added.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "format/fill/xliff_fill.h"
#include "format/xml_scan.h"

#define MATCHES "urn:oasis:names:tc:xliff:matches:2.0"

struct edit {
	size_t at, cut;  /* in the file */
	size_t from, to; /* in the pool */
	size_t order;
};

struct editor {
	const ent_fill *fill;
	ent_buf pool;
	struct edit *edits;
	size_t n, capacity;
	bool failed;
};

struct attribute {
	const char *name;
	ent_str value;
};

/* Begins an edit: the bytes that are then added to the pool replace `cut` bytes at
 * `at`. */
static void begin_edit(struct editor *e, size_t at, size_t cut)
{
	if (!ENT_GROW(e->edits, e->capacity, e->n + 1)) {
		e->failed = true;
		return;
	}
	e->edits[e->n] = (struct edit){ at, cut, e->pool.n, e->pool.n, e->n };
	e->n++;
}

static void end_edit(struct editor *e)
{
	if (e->n && !e->failed)
		e->edits[e->n - 1].to = e->pool.n;
}

static size_t offset_of(const struct editor *e, ent_str slice)
{
	return (size_t)(slice.p - e->fill->text.p);
}

/* A tag with other values of some attributes, but for its end; returns where in the
 * tag that begins. */
static size_t add_attributes(ent_buf *to,
			     ent_str tag,
			     const struct attribute *set,
			     unsigned n)
{
	size_t end = tag.n - (tag.n > 2 && tag.p[tag.n - 2] == '/' ? 2 : 1);
	while (end && strchr(" \t\r\n", tag.p[end - 1]))
		end--;
	ent_str body = ent_str_slice(tag, 0, end);
	size_t k = 0;
	while (k < body.n && !strchr(" \t\r\n", body.p[k]))
		k++;
	ent_str attributes = ent_str_slice(body, k, body.n), name, value;
	size_t copied = 0;
	bool done[4] = { false, false, false, false };
	while (ent_xml_attribute(&name, &value, &attributes))
		for (unsigned a = 0; a < n; a++) {
			if (!ent_str_is(name, set[a].name) || !set[a].value.n)
				continue;
			size_t from = (size_t)(value.p - tag.p) - 1; /* its quote */
			ent_buf_add(to, ent_str_slice(tag, copied, from));
			ent_buf_add_char(to, '"');
			ent_buf_add_xml(to, set[a].value);
			ent_buf_add_char(to, '"');
			copied = from + value.n + 2;
			done[a] = true;
		}
	ent_buf_add(to, ent_str_slice(tag, copied, end));
	for (unsigned a = 0; a < n; a++) {
		if (done[a] || !set[a].value.n)
			continue;
		ent_buf_addf(to, " %s=\"", set[a].name);
		ent_buf_add_xml(to, set[a].value);
		ent_buf_add_char(to, '"');
	}
	return end;
}

/* The same as an open tag. */
static void add_tag(ent_buf *to, ent_str tag, const struct attribute *set, unsigned n)
{
	add_attributes(to, tag, set, n);
	ent_buf_add_char(to, '>');
}

/* Sets some attributes of a tag; it remains an open or empty tag. */
static void edit_tag(struct editor *e,
		     ent_str tag,
		     const struct attribute *set,
		     unsigned n)
{
	begin_edit(e, offset_of(e, tag), tag.n);
	size_t end = add_attributes(&e->pool, tag, set, n);
	ent_buf_add(&e->pool, ent_str_slice(tag, end, tag.n));
	end_edit(e);
}

/* The value of an attribute of a tag. */
static ent_str value_in(ent_str tag, const char *name)
{
	size_t k = 0;
	while (k < tag.n && !strchr(" \t\r\n", tag.p[k]))
		k++;
	return ent_xml_get(ent_str_slice(tag, k, tag.n), name);
}

static void open_tag(ent_buf *to, const ent_fill_unit *u, const char *name)
{
	ent_buf_addf(to, "<%.*s%s", (int)u->prefix.n, u->prefix.p, name);
}

static void close_tag(ent_buf *to, const ent_fill_unit *u, const char *name)
{
	ent_buf_addf(to, "</%.*s%s>", (int)u->prefix.n, u->prefix.p, name);
}

/* The line end and indent before a tag, if it begins its line. */
static ent_str indent_before(const struct editor *e, ent_str tag)
{
	size_t at = offset_of(e, tag), k = at;
	const char *p = e->fill->text.p;
	while (k && (p[k - 1] == ' ' || p[k - 1] == '\t'))
		k--;
	if (!k || p[k - 1] != '\n')
		return ENT_STR("");
	k -= k > 1 && p[k - 2] == '\r' ? 2 : 1;
	return ent_str_slice(e->fill->text, k, at);
}

static bool is_filled(const ent_slot *s)
{
	return s->open && s->proposal.unit;
}

static ent_str text_of(ent_buf *scratch, unsigned number, const char *end)
{
	ent_buf_clear(scratch);
	ent_buf_addf(scratch, "%u%s", number, end);
	return ent_buf_str(scratch);
}

/* The content of a target, in the white space that the source's is in; returns
 * whether it is an exact match with all codes. */
static bool add_content(ent_buf *to, const ent_slot *s)
{
	static const char spaces[] = " \t\r\n";
	size_t lead = 0, tail = s->content.n;
	while (lead < tail && memchr(spaces, s->content.p[lead], 4))
		lead++;
	while (tail > lead && memchr(spaces, s->content.p[tail - 1], 4))
		tail--;
	ent_buf_add(to, ent_str_slice(s->content, 0, lead));
	ent_buf_add(to, ent_str_trim(s->proposal.content));
	ent_buf_add(to, ent_str_slice(s->content, tail, s->content.n));
	return s->proposal.exact;
}

/* The elements source and target of a match. */
static void add_pair(ent_buf *to, const ent_fill_unit *u, const ent_unit *unit)
{
	open_tag(to, u, "source");
	ent_buf_add_char(to, '>');
	ent_buf_add_xml(to, unit->source.text);
	close_tag(to, u, "source");
	open_tag(to, u, "target");
	ent_buf_add_char(to, '>');
	ent_buf_add_xml(to, unit->target.text);
	close_tag(to, u, "target");
}

/* ---- XLIFF 1 ------------------------------------------------------------------ */

static void add_alternative(struct editor *e, const ent_fill_unit *u, const ent_slot *s)
{
	ent_buf *to = &e->pool;
	ent_buf_add(to, indent_before(e, u->source_tag));
	open_tag(to, u, "alt-trans");
	if (s->mid.n)
		ent_buf_addf(to, " mid=\"%.*s\"", (int)s->mid.n, s->mid.p);
	ent_buf_addf(to, " match-quality=\"%u%%\" origin=\"", s->proposal.score);
	ent_buf_add_xml(to, s->proposal.origin);
	ent_buf_addf(to, "\">");
	add_pair(to, u, s->proposal.unit);
	close_tag(to, u, "alt-trans");
}

/* The seg-source with proposals in its marks; those without stay empty. */
static bool add_marked(struct editor *e, const ent_fill_unit *u)
{
	ent_xml_token t;
	ent_str from = u->seg_source;
	size_t copied = 0;
	uint32_t k = 0;
	bool exact = true;
	for (size_t at = 0; k < u->n && ent_xml_next(&t, from, &at);) {
		if (!ent_str_is(t.name, "mrk") ||
		    !ent_str_is(ent_xml_get(t.body, "mtype"), "seg") ||
		    (t.type != ENT_XML_OPEN && t.type != ENT_XML_EMPTY))
			continue;
		const ent_slot *s = &e->fill->slots[u->first + k++];
		size_t end = at, close = at;
		if (t.type == ENT_XML_OPEN)
			close = ent_xml_close(from, at, &end);
		ent_buf_add(&e->pool, ent_str_slice(from, copied, at));
		if (is_filled(s))
			exact &= add_content(&e->pool, s);
		else
			exact &= !s->text.n;
		copied = close;
		at = end;
	}
	ent_buf_add(&e->pool, ent_str_slice(from, copied, from.n));
	return exact;
}

/* A target for all of a trans-unit; its state is known when its content is. */
static void add_target(struct editor *e, const ent_fill_unit *u)
{
	ent_buf content = ENT_BUF_INIT, pool = e->pool;
	e->pool = content;
	bool exact = u->marks ? add_marked(e, u)
			      : add_content(&e->pool, &e->fill->slots[u->first]);
	content = e->pool;
	e->pool = pool;
	const struct attribute set[] = {
		{ "state",
		  exact ? ENT_STR("translated") : ENT_STR("needs-review-translation") },
		{ "state-qualifier",
		  !exact ? ENT_STR("fuzzy-match")
		  : u->marks || !e->fill->slots[u->first].proposal.assembled
			  ? ENT_STR("exact-match")
			  : ENT_STR("leveraged-tm") },
	};
	const unsigned n = u->sdl || u->memoq ? 0 : 2;
	if (u->target.p) {
		add_tag(&e->pool, u->target_tag, set, n);
	} else {
		ent_str tag = ENT_STR("<target>");
		ent_buf made = ENT_BUF_INIT;
		ent_buf_addf(&made, "<%.*starget>", (int)u->prefix.n, u->prefix.p);
		if (made.p)
			tag = ent_buf_str(&made);
		add_tag(&e->pool, tag, set, n);
		ent_buf_release(&made);
	}
	ent_buf_add(&e->pool, ent_buf_str(&content));
	e->failed |= content.failed;
	ent_buf_release(&content);
	close_tag(&e->pool, u, "target");
}

static void add_alternatives(struct editor *e, const ent_fill_unit *u)
{
	for (uint32_t k = 0; k < u->n; k++)
		if (is_filled(&e->fill->slots[u->first + k]))
			add_alternative(e, u, &e->fill->slots[u->first + k]);
}

/* Writes the state where Trados Studio and memoQ read it. */
static void edit_vendor(struct editor *e, const ent_fill_unit *u)
{
	ent_buf scratch = ENT_BUF_INIT;
	uint32_t least = UINT32_MAX;
	for (uint32_t k = 0; k < u->n; k++) {
		const ent_slot *s = &e->fill->slots[u->first + k];
		if (!is_filled(s))
			continue;
		least = s->proposal.score < least ? s->proposal.score : least;
		if (!s->vendor.p)
			continue;
		const struct attribute set[] = {
			{ "conf", s->proposal.exact ? ENT_STR("Translated")
						    : ENT_STR("Draft") },
			{ "origin", ENT_STR("tm") },
			{ "origin-system", s->proposal.origin },
			{ "percent", text_of(&scratch, s->proposal.score, "") },
		};
		edit_tag(e, s->vendor, set, 4);
	}
	if (u->memoq) {
		const struct attribute set[] = {
			{ "mq:status", ENT_STR("Pretranslated") },
			{ "mq:percent", text_of(&scratch, least, "") },
		};
		edit_tag(e, u->tag, set, 2);
	}
	e->failed |= scratch.failed;
	ent_buf_release(&scratch);
}

static void edit_one(struct editor *e, const ent_fill_unit *u)
{
	const bool vendor = u->sdl || u->memoq;
	bool in_place = false;
	if (vendor)
		edit_vendor(e, u);
	for (uint32_t k = 0; k < u->n; k++) {
		const ent_slot *s = &e->fill->slots[u->first + k];
		if (!is_filled(s) || !s->mark.p)
			continue;
		in_place = true;
		begin_edit(e, offset_of(e, s->mark), s->mark.n);
		add_tag(&e->pool, s->mark_tag, NULL, 0);
		add_content(&e->pool, s);
		close_tag(&e->pool, u, "mrk");
		end_edit(e);
	}
	if (in_place) {
		begin_edit(e, offset_of(e, u->target) + u->target.n, 0);
	} else if (u->target.p) {
		begin_edit(e, offset_of(e, u->target), u->target.n);
		add_target(e, u);
	} else {
		begin_edit(e, u->after_source, 0);
		ent_buf_add(&e->pool, indent_before(e, u->source_tag));
		add_target(e, u);
	}
	if (!vendor)
		add_alternatives(e, u);
	end_edit(e);
}

/* ---- XLIFF 2 ------------------------------------------------------------------ */

/* An id for a segment that has none: references to it need one. */
static ent_str id_of(ent_buf *scratch, const ent_slot *s, uint32_t k)
{
	ent_str id = value_in(s->tag, "id");
	return id.n ? id : text_of(scratch, k + 1, "-entente");
}

static void add_match(struct editor *e,
		      const ent_fill_unit *u,
		      const ent_slot *s,
		      ent_str id)
{
	ent_buf *to = &e->pool;
	ent_buf_addf(to,
		     "<m:match xmlns:m=\"" MATCHES "\" ref=\"#%.*s\" type=\"%s\" "
		     "similarity=\"%u\" origin=\"",
		     (int)id.n, id.p, s->proposal.assembled ? "am" : "tm",
		     s->proposal.score);
	ent_buf_add_xml(to, s->proposal.origin);
	ent_buf_addf(to, "\">");
	add_pair(to, u, s->proposal.unit);
	ent_buf_addf(to, "</m:match>");
}

static void edit_segment(struct editor *e,
			 const ent_fill_unit *u,
			 const ent_slot *s,
			 ent_str id)
{
	ent_buf content = ENT_BUF_INIT;
	bool exact = add_content(&content, s);
	const struct attribute set[] = {
		{ "id", id },
		{ "state", exact ? ENT_STR("translated") : ENT_STR("initial") },
		{ "subState", !exact                  ? ENT_STR("entente:fuzzy")
			      : s->proposal.assembled ? ENT_STR("entente:sentences")
						      : ENT_STR("entente:exact") },
	};
	edit_tag(e, s->tag, set, 3);
	if (s->target.p) {
		begin_edit(e, offset_of(e, s->target), s->target.n);
		add_tag(&e->pool, s->target_tag, NULL, 0);
	} else {
		begin_edit(e, s->after_source, 0);
		ent_buf_add(&e->pool, indent_before(e, s->source_tag));
		open_tag(&e->pool, u, "target");
		ent_buf_add_char(&e->pool, '>');
	}
	ent_buf_add(&e->pool, ent_buf_str(&content));
	close_tag(&e->pool, u, "target");
	end_edit(e);
	e->failed |= content.failed;
	ent_buf_release(&content);
}

static void edit_two(struct editor *e, const ent_fill_unit *u)
{
	ent_buf matches = ENT_BUF_INIT, scratch = ENT_BUF_INIT, pool;
	for (uint32_t k = 0; k < u->n; k++) {
		const ent_slot *s = &e->fill->slots[u->first + k];
		if (!is_filled(s))
			continue;
		ent_str id = id_of(&scratch, s, k);
		edit_segment(e, u, s, id);
		pool = e->pool;
		e->pool = matches;
		add_match(e, u, s, id);
		matches = e->pool;
		e->pool = pool;
	}
	if (u->matches.p) {
		begin_edit(e, offset_of(e, u->matches) + u->matches.n, 0);
		ent_buf_add(&e->pool, ent_buf_str(&matches));
	} else {
		begin_edit(e, offset_of(e, u->tag) + u->tag.n, 0);
		ent_buf_addf(&e->pool, "<m:matches xmlns:m=\"" MATCHES "\">");
		ent_buf_add(&e->pool, ent_buf_str(&matches));
		ent_buf_addf(&e->pool, "</m:matches>");
	}
	end_edit(e);
	e->failed |= matches.failed || scratch.failed;
	ent_buf_release(&matches);
	ent_buf_release(&scratch);
}

/* ---- all ------------------------------------------------------------------------ */

static void name_language(struct editor *e, const ent_fill_file *file, ent_str lang)
{
	const struct attribute set[] = {
		{ file->two ? "trgLang" : "target-language", lang },
	};
	edit_tag(e, file->tag, set, 1);
}

static int by_place(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;
	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (!x->cut != !y->cut) /* what is put before a tag that changes */
		return x->cut ? 1 : -1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static void write_edited(ent_buf *to, struct editor *e)
{
	ent_str text = e->fill->text, pool = ent_buf_str(&e->pool);
	size_t at = 0;
	if (e->n)
		qsort(e->edits, e->n, sizeof(*e->edits), by_place);
	for (size_t k = 0; k < e->n; k++) {
		const struct edit *d = &e->edits[k];
		if (d->at < at)
			continue; /* of a tag that was named already */
		ent_buf_add(to, ent_str_slice(text, at, d->at));
		ent_buf_add(to, ent_str_slice(pool, d->from, d->to));
		at = d->at + d->cut;
	}
	ent_buf_add(to, ent_str_slice(text, at, text.n));
}

void ent_fill_write(ent_buf *to, const ent_fill *fill)
{
	struct editor e = { .fill = fill };
	const char *named = NULL; /* the tag that was completed last */
	for (uint32_t k = 0; k < fill->n_units && !e.failed; k++) {
		const ent_fill_unit *u = &fill->units[k];
		const ent_fill_file *file = &fill->files[u->file];
		uint32_t filled = 0;
		for (uint32_t j = 0; j < u->n; j++)
			filled += is_filled(&fill->slots[u->first + j]);
		if (!filled)
			continue;
		if (file->unnamed && file->target_lang.n && file->tag.p != named) {
			named = file->tag.p;
			name_language(&e, file, file->target_lang);
		}
		if (u->two)
			edit_two(&e, u);
		else
			edit_one(&e, u);
	}
	write_edited(to, &e);
	to->failed |= e.failed || e.pool.failed;
	ent_buf_release(&e.pool);
	free(e.edits);
}
