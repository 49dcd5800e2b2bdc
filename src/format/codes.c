/* SPDX-License-Identifier: Apache-2.0 */
/* codes.c - the inline codes of a source in its translation from a memory.
 *
 * What: a proposal has been found by its text; the codes in it are those of the
 * text that was translated then.  Where they are of the same kinds in the same
 * order as those of the source at hand, each is replaced by its counterpart and
 * stands where the translator put it.  Else only the codes before and behind the
 * text are kept, around the translation.
 *
 * Codes: g, pc open and close; bx, bpt, sc open; ex, ept, ec close; x, ph, it, ut
 * and whatever else is empty stand alone.  mrk and hi hold text and are passed
 * over.  Time O(codes squared), at most CODES_MAX of them.
 */
#include <string.h>

#include "format/scan.h"
#include "format/xliff_fill.h"

enum { CODES_MAX = 128 };

enum kind { KIND_OPEN, KIND_CLOSE, KIND_ALONE };

struct code {
	enum kind kind;
	ent_str raw;    /* the tag, or all of a bpt, ept, it, ph, ut */
	ent_str number; /* i or x of TMX; "" without one */
	bool before_text, used;
};

struct codes {
	struct code list[CODES_MAX];
	unsigned n;
	bool too_many;
	size_t first_text, last_text; /* offsets; first_text == content.n: no text */
};

static bool is_any(ent_str name, const char *const *list)
{
	for (; *list; list++)
		if (ent_str_is(name, *list))
			return true;
	return false;
}

static bool holds_native(ent_str name)
{
	static const char *const names[] = { "bpt", "ept", "it", "ph", "ut", NULL };
	return is_any(name, names);
}

static enum kind kind_of(const ent_xml_token *t)
{
	static const char *const opens[] = { "bx", "bpt", "sc", NULL };
	static const char *const closes[] = { "ex", "ept", "ec", NULL };
	static const char *const alone[] = { "x", "ph", "it", "ut", "cp", NULL };
	if (is_any(t->name, opens))
		return KIND_OPEN;
	if (is_any(t->name, closes))
		return KIND_CLOSE;
	if (is_any(t->name, alone) || t->type == ENT_XML_EMPTY)
		return KIND_ALONE;
	return t->type == ENT_XML_CLOSE ? KIND_CLOSE : KIND_OPEN;
}

static bool is_blank(ent_str s)
{
	return !ent_str_trim(s).n;
}

/* The next code or text from *at on; false at the end.  *code tells which; marks
 * that hold text are passed over. */
static bool next_piece(ent_xml_token *t, bool *code, ent_str content, size_t *at)
{
	static const char *const marks[] = { "mrk", "hi", "sm", "em", NULL };
	while (ent_xml_next(t, content, at)) {
		bool tag = t->type == ENT_XML_OPEN || t->type == ENT_XML_CLOSE ||
			   t->type == ENT_XML_EMPTY;
		*code = tag;
		if (t->type == ENT_XML_TEXT || t->type == ENT_XML_CDATA)
			return true;
		if (!tag || is_any(t->name, marks))
			continue;
		if (t->type == ENT_XML_OPEN && holds_native(t->name)) {
			size_t from = t->at, end;
			ent_xml_close(content, *at, &end);
			t->raw = ent_str_slice(content, from, end);
			*at = end;
		}
		return true;
	}
	return false;
}

static void list_codes(struct codes *out, ent_str content)
{
	ent_xml_token t;
	bool code;
	*out = (struct codes){ .first_text = content.n };
	for (size_t at = 0; next_piece(&t, &code, content, &at);) {
		if (!code && !is_blank(t.raw)) {
			if (out->first_text == content.n)
				out->first_text = t.at;
			out->last_text = t.at + t.raw.n;
		}
		if (!code)
			continue;
		if (out->n == CODES_MAX) {
			out->too_many = true;
			return;
		}
		ent_str number = ent_xml_get(t.body, "i");
		out->list[out->n++] = (struct code){
			.kind = kind_of(&t),
			.raw = t.raw,
			.number = number.n ? number : ent_xml_get(t.body, "x"),
			.before_text = out->first_text == content.n,
		};
	}
}

static bool are_alike(const struct codes *a, const struct codes *b)
{
	if (a->n != b->n || a->too_many || b->too_many)
		return false;
	for (unsigned k = 0; k < a->n; k++)
		if (a->list[k].kind != b->list[k].kind)
			return false;
	return true;
}

/* Which code of the memory's source a code of its target answers: the same kind
 * and number, else the same kind and content, else the next one of that kind. */
static int counterpart(struct codes *source, const struct code *c)
{
	for (int pass = 0; pass < 3; pass++)
		for (unsigned k = 0; k < source->n; k++) {
			struct code *s = &source->list[k];
			if (s->used || s->kind != c->kind)
				continue;
			if ((pass == 0 && c->number.n &&
			     ent_str_eq(s->number, c->number)) ||
			    (pass == 1 && ent_str_eq(s->raw, c->raw)) || pass == 2) {
				s->used = true;
				return (int)k;
			}
		}
	return -1;
}

/* The memory's target with the codes at hand; false when they do not fit. */
static bool transfer_all(ent_buf *to,
			 const struct codes *own,
			 struct codes *theirs,
			 ent_str target)
{
	const size_t start = to->n;
	ent_xml_token t;
	bool code;
	unsigned used = 0;
	for (size_t at = 0; next_piece(&t, &code, target, &at);) {
		if (!code) {
			ent_buf_add(to, t.raw);
			continue;
		}
		ent_str number = ent_xml_get(t.body, "i");
		struct code c = { .kind = kind_of(&t),
				  .raw = t.raw,
				  .number = number.n ? number
						     : ent_xml_get(t.body, "x") };
		int k = counterpart(theirs, &c);
		if (k >= 0)
			ent_buf_add(to, own->list[k].raw);
		used += k >= 0;
	}
	if (used == own->n)
		return true;
	if (to->p)
		to->p[to->n = start] = '\0';
	return false;
}

/* Pairs open and close: what is kept before the text must be closed behind it. */
static unsigned transfer_outer(ent_buf *to,
			       const struct codes *own,
			       ent_str source,
			       const ent_unit *unit)
{
	int depth = 0, lowest = 0;
	unsigned kept = 0;
	for (unsigned k = 0; k < own->n; k++) {
		const struct code *c = &own->list[k];
		size_t at = (size_t)(c->raw.p - source.p);
		if (!c->before_text && at < own->last_text)
			continue;
		depth += c->kind == KIND_OPEN ? 1 : c->kind == KIND_CLOSE ? -1 : 0;
		lowest = depth < lowest ? depth : lowest;
	}
	const bool fits = depth == 0 && lowest == 0 && !own->too_many;
	for (unsigned k = 0; fits && k < own->n && own->list[k].before_text;
	     k++, kept++)
		ent_buf_add(to, own->list[k].raw);
	ent_buf_add_xml(to, unit->target.text);
	for (unsigned k = kept; fits && k < own->n; k++) {
		size_t at = (size_t)(own->list[k].raw.p - source.p);
		if (at < own->last_text)
			continue;
		ent_buf_add(to, own->list[k].raw);
		kept++;
	}
	return own->n - kept;
}

unsigned ent_codes_transfer(ent_buf *to, ent_str source, const ent_unit *unit)
{
	struct codes own, theirs;
	size_t lead = 0, tail = source.n;
	while (lead < tail && strchr(" \t\r\n", source.p[lead]) && source.p[lead])
		lead++;
	while (tail > lead && strchr(" \t\r\n", source.p[tail - 1]) &&
	       source.p[tail - 1])
		tail--;
	unsigned missing = 0;
	list_codes(&own, source);
	ent_buf_add(to, ent_str_slice(source, 0, lead));
	if (!own.n) {
		ent_buf_add_xml(to, unit->target.text);
	} else {
		list_codes(&theirs, unit->source.markup);
		if (!are_alike(&own, &theirs) ||
		    !transfer_all(to, &own, &theirs, unit->target.markup))
			missing = transfer_outer(to, &own, source, unit);
	}
	ent_buf_add(to, ent_str_slice(source, tail, source.n));
	return missing;
}
