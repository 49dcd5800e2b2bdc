/* SPDX-License-Identifier: Apache-2.0 */
/* inline_read.c - the inline codes of a segment's content, of TMX or of XLIFF.
 *
 * What: TMX 1.4b, "Content Markup"; XLIFF 1.2, section 2.3 "Inline Elements"; XLIFF
 * 2.1, section 4.3 "Inline Content". g, pc, hi open and close; bx, bpt, sc open; ex,
 * ept, ec close; it opens or closes according to its pos; x, ph, ut and whatever else
 * is empty are isolated, or a line break. mrk, sm and em annotate and are not codes.
 *
 * Our own TMX holds foreign tags in bpt, ept and ph (tmx_content.c); such a code
 * is read as the tag that it holds, so that a segment of XLIFF and the unit that
 * was made of it have the same codes.
 *
 * A place in the text is counted in bytes that are not white space, because the text
 * and its markup may differ in white space: a removed code leaves a space.
 *
 * Time O(n), memory O(codes).
 */
#include <string.h>

#include "base/word_list.h"
#include "format/inline_read.h"
#include "text/token.h"

/* How far back the half of a code is looked for. */
enum { PAIR_FAR = 256 };

bool ent_inline_is_native(ent_str name)
{
	static const char *const names[] = { "bpt", "ept", "it", "ph", "ut", NULL };
	return ent_list_has(names, name);
}

static bool is_annotation(ent_str name)
{
	static const char *const names[] = { "mrk", "sm", "em", NULL };
	return ent_list_has(names, name);
}

/* ---- kinds and types ---------------------------------------------------------- */

/* A line break or tab, by its type or by the native code. */
static bool is_line(ent_str attributes, ent_str content)
{
	static const char *const native[] = { "\\n", "\\r",   "\\r\\n",
					      "\\t", "\\par", NULL };
	static const char *const names[] = { "type", "ctype", "subType" };
	static const char *const types[] = { "lb", "x-br", "xlf:lb", NULL };
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++)
		if (ent_list_has(types, ent_xml_get(attributes, names[k])))
			return true;
	content = ent_str_trim(content);
	return ent_list_has(native, content) ||
	       ent_str_starts(content, ENT_STR("&lt;br"));
}

ent_code_kind ent_inline_kind(const ent_xml_token *t, ent_str content)
{
	static const char *const opens[] = { "bx", "bpt", "sc", NULL };
	static const char *const closes[] = { "ex", "ept", "ec", NULL };
	static const char *const holders[] = { "x-bx", "x-sc", NULL };
	static const char *const enders[] = { "x-ex", "x-ec", NULL };
	ent_str type = ent_xml_get(t->body, "type");
	if (ent_list_has(opens, t->name))
		return ENT_CODE_START;
	if (ent_list_has(closes, t->name))
		return ENT_CODE_END;
	if (ent_str_is(t->name, "it")) {
		ent_str pos = ent_xml_get(t->body, "pos");
		return ent_str_is(pos, "end") || ent_str_is(pos, "close")
			       ? ENT_CODE_END
			       : ENT_CODE_START;
	}
	if (ent_inline_is_native(t->name)) {
		if (ent_list_has(holders, type))
			return ENT_CODE_START;
		if (ent_list_has(enders, type))
			return ENT_CODE_END;
	} else if (t->type == ENT_XML_OPEN) {
		return ENT_CODE_START;
	} else if (t->type == ENT_XML_CLOSE) {
		return ENT_CODE_END;
	}
	return is_line(t->body, content) ? ENT_CODE_LINE : ENT_CODE_ISOLATED;
}

/* The names that TMX, XLIFF 1.2 (ctype), XLIFF 2 (type, subType) and HTML have for
 * the same thing; "" for anything else. */
static ent_str type_named(ent_str name)
{
	static const struct {
		const char *name, *type;
	} known[] = {
		{ "bold", "bold" },        { "xlf:b", "bold" },
		{ "b", "bold" },           { "strong", "bold" },
		{ "italic", "italic" },    { "xlf:i", "italic" },
		{ "i", "italic" },         { "em", "italic" },
		{ "ulined", "underline" }, { "underlined", "underline" },
		{ "xlf:u", "underline" },  { "u", "underline" },
		{ "link", "link" },        { "a", "link" },
		{ "image", "image" },      { "img", "image" },
		{ "fnote", "note" },       { "enote", "note" },
	};
	for (size_t k = 0; k < sizeof(known) / sizeof(known[0]); k++)
		if (ent_str_is(name, known[k].name))
			return ent_str_of(known[k].type);
	return ENT_STR("");
}

static ent_str type_of(const ent_xml_token *t, ent_str native)
{
	static const char *const names[] = { "subType", "type", "ctype" };
	for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
		ent_str type = type_named(ent_xml_get(t->body, names[k]));
		if (type.n)
			return type;
	}
	ent_xml_token inner;
	size_t at = 0;
	if (native.n && native.p[0] == '<' && ent_xml_next(&inner, native, &at) &&
	    at == native.n)
		return type_named(inner.name);
	return ENT_STR("");
}

/* ---- listing -------------------------------------------------------------------- */

struct listing {
	ent_inline *list;
	ent_str *pairs; /* of each code: what its two halves have in common */
	uint32_t n, capacity, ink;
	ent_arena *arena;
	bool failed;
};

static void grow(struct listing *l)
{
	uint32_t capacity = l->capacity ? 2 * l->capacity : 16;
	ent_inline *list = ENT_NEW_ARRAY(l->arena, ent_inline, capacity);
	ent_str *pairs = ENT_NEW_ARRAY(l->arena, ent_str, capacity);
	if (!list || !pairs) {
		l->failed = true;
		return;
	}
	if (l->n) {
		memcpy(list, l->list, l->n * sizeof(*list));
		memcpy(pairs, l->pairs, l->n * sizeof(*pairs));
	}
	l->list = list;
	l->pairs = pairs;
	l->capacity = capacity;
}

/* The native code that an element holds, without references, in the arena. */
static ent_str native_of(struct listing *l, ent_str content)
{
	ent_xml_repairs repairs = { .characters = 0 };
	ent_buf plain = ENT_BUF_INIT;
	ent_xml_decode(&plain, content, &repairs);
	ent_str copy =
		ent_arena_str(l->arena, plain.p ? ent_buf_str(&plain) : ENT_STR(""));
	l->failed |= plain.failed || !copy.p;
	ent_buf_release(&plain);
	return copy.p ? copy : ENT_STR("");
}

/* Whether an element holds a tag of XLIFF; *held is then that tag. */
static bool holds_tag(ent_xml_token *held, const ent_xml_token *t, ent_str native)
{
	static const char *const names[] = { "g",  "x",  "bx",  "ex", "pc", "sc",
					     "ec", "ph", "mrk", "sm", "em", NULL };
	size_t at = 0;
	if (!native.n || native.p[0] != '<' || !ent_xml_next(held, native, &at) ||
	    at != native.n || !ent_list_has(names, held->name))
		return false;
	ent_str type = ent_xml_get(t->body, "type");
	if (!type.n)
		return ent_str_is(t->name, "ept") && held->type == ENT_XML_CLOSE;
	return ent_str_starts(type, ENT_STR("x-")) &&
	       ent_str_eq(ent_str_slice(type, 2, type.n), held->name);
}

static ent_str first_of(ent_str attributes, const char *const *names)
{
	for (; *names; names++) {
		ent_str value = ent_xml_get(attributes, *names);
		if (value.n)
			return value;
	}
	return ENT_STR("");
}

/* Fills in what identifies a code and its pair; tag is the one that it holds, or
 * its own. */
static void identify(ent_inline *c, ent_str *pair, const ent_xml_token *tag)
{
	static const char *const ids[] = { "x", "id", "i", NULL };
	static const char *const pairs[] = { "startRef", "rid", "i", "id", NULL };
	c->id = first_of(tag->body, ids);
	*pair = c->tag ? ENT_STR("") : first_of(tag->body, pairs);
}

/* The start that an end at the end of the list closes. */
static void find_partner(struct listing *l)
{
	ent_inline *end = &l->list[l->n - 1];
	ent_str pair = l->pairs[l->n - 1];
	for (uint32_t k = l->n - 1, far = 0; k-- > 0 && far < PAIR_FAR; far++) {
		ent_inline *c = &l->list[k];
		if (c->kind != ENT_CODE_START || c->partner >= 0 || c->tag != end->tag)
			continue;
		if (!c->tag && (!pair.n || !ent_str_eq(l->pairs[k], pair)))
			continue;
		c->partner = (int32_t)l->n - 1;
		end->partner = (int32_t)k;
		end->id = c->id;
		end->type = c->type;
		return;
	}
}

static void add_code(struct listing *l, const ent_xml_token *t, ent_str content)
{
	ent_xml_token held;
	if (l->n == l->capacity)
		grow(l);
	if (l->failed)
		return;
	const bool element = ent_inline_is_native(t->name);
	ent_str native = element ? native_of(l, content) : ENT_STR("");
	const bool holds = element && holds_tag(&held, t, native);
	if (is_annotation(holds ? held.name : t->name))
		return;
	ent_inline *c = &l->list[l->n];
	*c = (ent_inline){
		.kind = ent_inline_kind(t, content),
		.raw = t->raw,
		.native = native.n ? native : t->raw,
		.ink = l->ink,
		.partner = -1,
		.tag = !element && t->type != ENT_XML_EMPTY,
	};
	if (holds && c->kind == ENT_CODE_ISOLATED && is_line(held.body, ENT_STR("")))
		c->kind = ENT_CODE_LINE;
	c->type = type_of(holds ? &held : t, holds ? ENT_STR("") : native);
	identify(c, &l->pairs[l->n], t);
	if (holds && held.type != ENT_XML_CLOSE) {
		ent_str outer = l->pairs[l->n];
		identify(c, &l->pairs[l->n], &held);
		if (held.type == ENT_XML_OPEN) /* its end is known by the holder */
			l->pairs[l->n] = outer;
	}
	l->n++;
	if (c->kind == ENT_CODE_END)
		find_partner(l);
}

static void add_ink(struct listing *l, const ent_xml_token *t)
{
	ent_xml_repairs repairs = { .characters = 0 };
	ent_buf plain = ENT_BUF_INIT;
	if (t->type == ENT_XML_CDATA)
		ent_xml_clean(&plain, t->body, &repairs);
	else
		ent_xml_decode(&plain, t->body, &repairs);
	if (plain.n)
		l->ink += ent_token_ink(ent_buf_str(&plain));
	l->failed |= plain.failed;
	ent_buf_release(&plain);
}

bool ent_inline_list(ent_inlines *out, ent_str content, ent_arena *arena)
{
	struct listing l = { .arena = arena };
	ent_xml_token t;
	for (size_t at = 0; !l.failed && ent_xml_next(&t, content, &at);) {
		size_t end = at, from = at;
		switch (t.type) {
		case ENT_XML_TEXT:
		case ENT_XML_CDATA: add_ink(&l, &t); break;
		case ENT_XML_OPEN:
			if (ent_inline_is_native(t.name)) {
				size_t close = ent_xml_close(content, from, &end);
				t.raw = ent_str_slice(content, t.at, end);
				at = end;
				add_code(&l, &t, ent_str_slice(content, from, close));
				break;
			}
			add_code(&l, &t, ENT_STR(""));
			break;
		case ENT_XML_EMPTY:
		case ENT_XML_CLOSE: add_code(&l, &t, ENT_STR("")); break;
		case ENT_XML_OTHER:
		case ENT_XML_BROKEN: break;
		}
	}
	*out = (ent_inlines){ l.list, l.n, l.ink };
	return !l.failed;
}
