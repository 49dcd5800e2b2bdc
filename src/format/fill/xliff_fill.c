/* SPDX-License-Identifier: Apache-2.0 */
/* xliff_fill.c - find the places of an XLIFF file where a translation belongs.
 *
 * What: OASIS XLIFF 1.0 to 1.2 and 2.0 to 2.1; SDLXLIFF and MQXLIFF are 1.2.  A
 * place is a trans-unit, each mrk of its seg-source, or a segment of XLIFF 2.
 *
 * A place is open when its target is missing or holds no text; or is a copy of the
 * source in a state of untranslated text (new, needs-translation; initial).  What is
 * translated, approved, locked, or marked translate="no" is never open.
 *
 * Nothing is parsed into a tree: a place is a slice of the file, so that everything
 * around it can be written back unchanged.
 *
 * Time O(n), memory: the file and some 300 bytes a place.
 */
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "format/fill/xliff_fill.h"
#include "format/units/units.h"
#include "format/xml_scan.h"
#include "text/lang.h"

enum { GROUPS_MAX = 64 };

struct element {
	ent_str whole, tag, attributes, content;
};

static ent_slot *add_slot(ent_fill *f)
{
	if (!ENT_ARENA_GROW(f->arena, f->slots, f->slot_capacity,
			    (size_t)f->n_slots + 1)) {
		f->failed = true;
		return NULL;
	}
	ent_slot *slot = &f->slots[f->n_slots++];
	*slot = (ent_slot){ .open = false };
	return slot;
}

/* The element whose tag is t, in xml; *at is after the tag and is moved after
 * the element. */
static struct element element_at(ent_str xml, const ent_xml_token *t, size_t *at)
{
	size_t from = *at, end = *at, close = *at;
	if (t->type == ENT_XML_OPEN)
		close = ent_xml_close(xml, from, &end);
	*at = end;
	return (struct element){ .whole = ent_str_slice(xml, t->at, end),
				 .tag = t->raw,
				 .attributes = t->body,
				 .content = ent_str_slice(xml, from, close) };
}

/* The text of a content without its codes, in the arena. */
static ent_str plain_text(ent_fill *f, ent_str content)
{
	ent_buf text = ENT_BUF_INIT, markup = ENT_BUF_INIT;
	ent_xml_repairs repairs = { .characters = 0 };
	bool coded;
	ent_buf_add(&text, ENT_STR(""));
	ent_tmx_content(&text, &markup, &coded, content, false, &repairs);
	ent_str copy = ent_arena_str(f->arena, ent_str_trim(ent_buf_str(&text)));
	f->failed |= text.failed || markup.failed || !copy.p;
	ent_buf_release(&text);
	ent_buf_release(&markup);
	return copy.p ? copy : ENT_STR("");
}

/* Whether a target may be filled: it has no text, or is marked as a copy of the
 * source. */
static bool is_open(ent_fill *f, const struct element *target, ent_str source_text)
{
	static const char *const states[] = { "new", "needs-translation", "initial",
					      NULL };
	if (!target->whole.p)
		return true;
	ent_str text = plain_text(f, target->content);
	if (!text.n)
		return true;
	ent_str state = ent_xml_get(target->attributes, "state");
	return ent_list_has(states, state) && ent_str_eq(text, source_text);
}

static ent_str lang_or(ent_fill *f, ent_str attributes, ent_str otherwise)
{
	ent_str code = ent_xml_get(attributes, "xml:lang");
	ent_str normal = code.n ? ent_lang_normal(code, f->arena) : ENT_STR("");
	return normal.n ? normal : otherwise;
}

static void fill_slot(ent_fill *f,
		      ent_slot *s,
		      const struct element *source,
		      const struct element *target)
{
	const ent_fill_file *file = &f->files[f->n_files - 1];
	s->content = source->content;
	s->text = plain_text(f, source->content);
	s->source_lang = lang_or(f, source->attributes, file->source_lang);
	s->target_lang = target->whole.p
				 ? lang_or(f, target->attributes, file->target_lang)
				 : file->target_lang;
	s->document = file->document;
	s->unit = f->n_units - 1;
}

/* ---- XLIFF 1 ----------------------------------------------------------------- */

static bool is_segment_mark(const ent_xml_token *t)
{
	return (t->type == ENT_XML_OPEN || t->type == ENT_XML_EMPTY) &&
	       ent_str_is(t->name, "mrk") &&
	       ent_str_is(ent_xml_get(t->body, "mtype"), "seg");
}

/* The mrk of a target with that mid. */
static struct element find_mark(ent_str content, ent_str mid)
{
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, content, &at);) {
		if (!is_segment_mark(&t))
			continue;
		struct element e = element_at(content, &t, &at);
		if (ent_str_eq(ent_xml_get(t.body, "mid"), mid))
			return e;
	}
	return (struct element){ .whole = { NULL, 0 } };
}

/* A slot for each mrk of seg-source; returns whether there is any. */
static bool add_marks(ent_fill *f,
		      const struct element *source,
		      const struct element *segs,
		      const struct element *target,
		      bool may)
{
	ent_xml_token t;
	bool any = false, in_target = false;
	for (size_t at = 0; target->whole.p && ent_xml_next(&t, target->content, &at);)
		in_target |= is_segment_mark(&t);
	const bool whole = !in_target && is_open(f, target, ENT_STR(""));
	for (size_t at = 0; ent_xml_next(&t, segs->content, &at);) {
		if (!is_segment_mark(&t))
			continue;
		struct element e = element_at(segs->content, &t, &at);
		struct element piece = *source;
		ent_slot *s = add_slot(f);
		if (!s)
			return any;
		any = true;
		piece.content = e.content;
		fill_slot(f, s, &piece, target);
		s->mid = ent_xml_get(e.attributes, "mid");
		struct element mark = in_target
					      ? find_mark(target->content, s->mid)
					      : (struct element){ .tag = { NULL, 0 } };
		s->mark = mark.whole;
		s->mark_tag = mark.tag;
		bool empty = mark.whole.p && !plain_text(f, mark.content).n;
		s->open = may && s->text.n && (whole || empty);
	}
	return any;
}

/* Finds the sdl:seg of each slot, by the mid of its mrk; a unit without marks has
 * one. */
static void find_vendor(ent_fill *f, const ent_fill_unit *u)
{
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, u->seg_defs, &at);) {
		if ((t.type != ENT_XML_OPEN && t.type != ENT_XML_EMPTY) ||
		    !ent_str_is(t.name, "seg"))
			continue;
		ent_str id = ent_xml_get(t.body, "id");
		for (uint32_t k = u->first; k < f->n_slots; k++) {
			ent_slot *s = &f->slots[k];
			if (s->vendor.p || (u->marks && !ent_str_eq(s->mid, id)))
				continue;
			s->vendor = t.raw;
			s->open &= !ent_str_is(ent_xml_get(t.body, "locked"), "true");
			break;
		}
	}
}

static bool is_locked(const ent_xml_token *unit)
{
	ent_str says = ent_xml_get(unit->body, "mq:locked");
	return says.n && !ent_str_is(says, "no") && !ent_str_is(says, "false") &&
	       !ent_str_is(says, "0");
}

static void read_one(ent_fill *f, ent_fill_unit *u, ent_str inner, bool may)
{
	struct element source = { .whole = { NULL, 0 } }, segs = source,
		       target = source, defs = source;
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, inner, &at);) {
		if (t.type != ENT_XML_OPEN && t.type != ENT_XML_EMPTY)
			continue;
		struct element e = element_at(inner, &t, &at);
		struct element *to = ent_str_is(t.name, "source")       ? &source
				     : ent_str_is(t.name, "seg-source") ? &segs
				     : ent_str_is(t.name, "target")     ? &target
				     : ent_str_is(t.name, "seg-defs")   ? &defs
									: NULL;
		if (to && !to->whole.p)
			*to = e;
	}
	if (!source.whole.p)
		return;
	u->source_tag = source.tag;
	u->seg_source = segs.content;
	u->target = target.whole;
	u->target_tag = target.tag;
	const ent_str last = segs.whole.p ? segs.whole : source.whole;
	u->after_source = (size_t)(last.p - f->text.p) + last.n;
	u->sdl = defs.whole.p != NULL;
	u->seg_defs = defs.content;
	u->marks = segs.whole.p && add_marks(f, &source, &segs, &target, may);
	ent_slot *s = u->marks ? NULL : add_slot(f);
	if (s) {
		fill_slot(f, s, &source, &target);
		s->open = may && s->text.n && is_open(f, &target, s->text);
	}
	if (u->sdl)
		find_vendor(f, u);
}

/* ---- XLIFF 2 ----------------------------------------------------------------- */

static void add_segment(ent_fill *f, const struct element *segment, bool may)
{
	struct element source = { .whole = { NULL, 0 } }, target = source;
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, segment->content, &at);) {
		if (t.type != ENT_XML_OPEN && t.type != ENT_XML_EMPTY)
			continue;
		struct element e = element_at(segment->content, &t, &at);
		if (ent_str_is(t.name, "source"))
			source = e;
		else if (ent_str_is(t.name, "target"))
			target = e;
	}
	ent_slot *s = source.whole.p ? add_slot(f) : NULL;
	if (!s)
		return;
	fill_slot(f, s, &source, &target);
	s->tag = segment->tag;
	s->source_tag = source.tag;
	s->target = target.whole;
	s->target_tag = target.tag;
	s->after_source = (size_t)(source.whole.p - f->text.p) + source.whole.n;
	struct element stated = target;
	stated.attributes = segment->attributes; /* the state is the segment's */
	s->open = may && s->text.n && is_open(f, &stated, s->text);
}

static void read_two(ent_fill *f, ent_fill_unit *u, ent_str inner, bool may)
{
	ent_xml_token t;
	for (size_t at = 0; ent_xml_next(&t, inner, &at);) {
		if (t.type != ENT_XML_OPEN)
			continue;
		struct element e = element_at(inner, &t, &at);
		if (ent_str_is(t.name, "segment"))
			add_segment(f, &e, may);
		else if (ent_str_is(t.name, "matches"))
			u->matches = e.content;
	}
}

/* ---- all ----------------------------------------------------------------------- */

static ent_str prefix_of(ent_str tag)
{
	size_t k = 1;
	while (k < tag.n && !strchr(" \t\r\n/>:", tag.p[k]))
		k++;
	return k < tag.n && tag.p[k] == ':' ? ent_str_slice(tag, 1, k + 1)
					    : ENT_STR("");
}

static void add_unit(ent_fill *f, const ent_xml_token *t, ent_str inner, bool may)
{
	if (!f->n_files)
		return;
	if (!ENT_ARENA_GROW(f->arena, f->units, f->unit_capacity,
			    (size_t)f->n_units + 1)) {
		f->failed = true;
		return;
	}
	ent_fill_unit *u = &f->units[f->n_units++];
	*u = (ent_fill_unit){ .tag = t->raw,
			      .prefix = prefix_of(t->raw),
			      .two = ent_str_is(t->name, "unit"),
			      .file = f->n_files - 1,
			      .first = f->n_slots };
	u->memoq = ent_xml_get(t->body, "mq:status").p != NULL;
	may = may && !ent_str_is(ent_xml_get(t->body, "approved"), "yes") &&
	      !is_locked(t);
	if (u->two)
		read_two(f, u, inner, may);
	else
		read_one(f, u, inner, may);
	u->n = f->n_slots - u->first;
}

/* xliff and file elements name languages and document. */
static void add_file(ent_fill *f, const ent_xml_token *t, ent_str to)
{
	bool root = ent_str_is(t->name, "xliff");
	ent_str source = ent_xml_get(t->body, root ? "srcLang" : "source-language");
	ent_str target = ent_xml_get(t->body, root ? "trgLang" : "target-language");
	const ent_fill_file *last = f->n_files ? &f->files[f->n_files - 1] : NULL;
	bool two = (root && source.n) || (last && last->two);
	if (!ENT_ARENA_GROW(f->arena, f->files, f->file_capacity,
			    (size_t)f->n_files + 1)) {
		f->failed = true;
		return;
	}
	last = f->n_files ? &f->files[f->n_files - 1] : NULL;
	ent_fill_file file = { .tag = t->raw, .two = two };
	if (two && last) /* the root has named them */
		file = *last;
	else {
		file.source_lang = ent_lang_normal(source, f->arena);
		file.target_lang = ent_lang_normal(target, f->arena);
		file.unnamed = !target.n;
		if (!file.target_lang.n)
			file.target_lang = to;
	}
	ent_buf name = ENT_BUF_INIT;
	ent_xml_repairs repairs = { .characters = 0 };
	ent_buf_add(&name, ENT_STR(""));
	ent_xml_decode(&name, ent_xml_get(t->body, "original"), &repairs);
	file.document = ent_arena_str(f->arena, ent_buf_str(&name));
	f->failed |= name.failed || !file.document.p;
	ent_buf_release(&name);
	f->files[f->n_files++] = file;
}

/* translate="no" of a file or group holds for what is in it. */
struct groups {
	bool may[GROUPS_MAX];
	unsigned depth;
};

static void enter_group(struct groups *g, const ent_xml_token *t)
{
	bool up = g->depth ? g->may[(g->depth - 1) % GROUPS_MAX] : true;
	ent_str says = ent_xml_get(t->body, "translate");
	g->may[g->depth % GROUPS_MAX] = says.n ? !ent_str_is(says, "no") : up;
	g->depth++;
}

static bool may_translate(const struct groups *g, const ent_xml_token *t)
{
	bool up = g->depth ? g->may[(g->depth - 1) % GROUPS_MAX] : true;
	ent_str says = ent_xml_get(t->body, "translate");
	return says.n ? !ent_str_is(says, "no") : up;
}

ent_status ent_fill_read(ent_fill *out,
			 ent_str text,
			 ent_str to,
			 ent_arena *arena,
			 ent_error *err)
{
	ent_xml_token t;
	struct groups groups = { .depth = 0 };
	bool xliff = false;
	*out = (ent_fill){ .text = text, .arena = arena };
	for (size_t at = 0; !out->failed && ent_xml_next(&t, text, &at);) {
		bool open = t.type == ENT_XML_OPEN;
		bool file = ent_str_is(t.name, "file"),
		     group = ent_str_is(t.name, "group");
		bool root = ent_str_is(t.name, "xliff");
		xliff |= root;
		if (open && (root || file))
			add_file(out, &t, to);
		if (open && (file || group))
			enter_group(&groups, &t);
		if (t.type == ENT_XML_CLOSE && (file || group) && groups.depth)
			groups.depth--;
		if (!open ||
		    !(ent_str_is(t.name, "trans-unit") || ent_str_is(t.name, "unit")))
			continue;
		size_t end, close = ent_xml_close(text, at, &end);
		add_unit(out, &t, ent_str_slice(text, at, close),
			 may_translate(&groups, &t));
		at = end;
	}
	if (out->failed)
		return ent_fail_memory(err);
	return xliff ? ENT_OK : ent_fail(err, ENT_EFORMAT, "is not XLIFF");
}

bool ent_slot_is_whole(const ent_fill *fill, uint32_t slot)
{
	const ent_fill_unit *u = &fill->units[fill->slots[slot].unit];
	return u->n == 1 && !u->marks;
}
