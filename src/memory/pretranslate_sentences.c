/* SPDX-License-Identifier: Apache-2.0 */
/* pretranslate_sentences.c - a segment of several sentences, translated one by one.
 *
 * What: many XLIFF files hold a paragraph a unit, while a memory holds sentences.
 * Where nothing is like the paragraph its sentences are looked up, cut by our rules
 * (segment/inline_codes.c), which cut no element that holds text; so the tags around
 * all of a paragraph are set aside first.  What the sentences give is joined in
 * the white space that parts them in the source.
 */
#include "memory/pretranslate_sentences.h"
#include "base/fail.h"
#include "format/inline_read.h"
#include "format/units/units.h"

/* The content without the tags around all of it: "<g>" and "</g>", and what is
 * between them. */
static bool set_aside(ent_sentences *s, ent_str *content, ent_arena *arena)
{
	ent_inlines codes;
	if (!ent_inline_list(&codes, *content, arena))
		return false;
	const ent_str all = *content;
	ent_str rest = ent_str_trim(all);
	uint32_t from = 0, to = codes.n;
	while (to - from >= 2) {
		const ent_inline *a = &codes.list[from], *b = &codes.list[to - 1];
		if (!a->tag || a->partner != (int32_t)to - 1 || a->raw.p != rest.p ||
		    b->raw.p + b->raw.n != rest.p + rest.n)
			break;
		rest = ent_str_trim(ent_str_slice(rest, a->raw.n, rest.n - b->raw.n));
		from++;
		to--;
	}
	size_t start = (size_t)(rest.p - all.p);
	if (!rest.n) {
		start = 0;
		rest = all;
	}
	s->before = ent_str_trim(ent_str_slice(all, 0, start));
	s->after = ent_str_trim(ent_str_slice(all, start + rest.n, all.n));
	*content = rest;
	return true;
}

static bool add_text(ent_sentence *s, ent_arena *arena)
{
	ent_buf text = ENT_BUF_INIT, markup = ENT_BUF_INIT;
	ent_xml_repairs repairs = { .characters = 0 };
	bool coded;
	ent_buf_add(&text, ENT_STR(""));
	ent_tmx_content(&text, &markup, &coded, s->content, false, &repairs);
	s->text = ent_arena_str(arena, ent_str_trim(ent_buf_str(&text)));
	bool ok = !text.failed && !markup.failed && s->text.p;
	ent_buf_release(&text);
	ent_buf_release(&markup);
	return ok;
}

ent_status ent_sentences_of(ent_sentences *out,
			    ent_segmenter *segmenter,
			    ent_str content,
			    ent_arena *arena,
			    ent_error *err)
{
	const ent_boundary *bounds;
	uint32_t n;
	size_t start = 0;
	*out = (ent_sentences){ .n = 0 };
	if (!set_aside(out, &content, arena))
		return ent_fail_memory(err);
	ent_status status =
		ent_segment_markup(&bounds, &n, segmenter, content, arena, err);
	if (status)
		return status;
	ent_sentence *list = ENT_NEW_ARRAY(arena, ent_sentence, (size_t)n + 1);
	for (uint32_t k = 0; list && k < n; start = bounds[k++].end) {
		ent_str piece = ent_str_slice(content, start, bounds[k].end);
		ent_sentence *s = &list[out->n];
		s->content = ent_str_trim(piece);
		size_t end = (size_t)(s->content.p - piece.p) + s->content.n;
		s->after_it = ent_str_slice(piece, end, piece.n);
		if (!s->content.n)
			continue;
		if (!add_text(s, arena))
			return ent_fail_memory(err);
		out->n++;
	}
	out->list = list;
	return list ? ENT_OK : ent_fail_memory(err);
}

/* The texts of one side with a space between them. */
static ent_str join_texts(const ent_proposal *parts,
			  uint32_t n,
			  bool target,
			  ent_arena *arena)
{
	ent_buf all = ENT_BUF_INIT;
	for (uint32_t k = 0; k < n; k++) {
		const ent_unit *unit = parts[k].unit;
		if (k)
			ent_buf_add_char(&all, ' ');
		ent_buf_add(&all, target ? unit->target.text : unit->source.text);
	}
	ent_str joined = { NULL, 0 };
	if (!all.failed)
		joined = ent_arena_str(arena, ent_buf_str(&all));
	ent_buf_release(&all);
	return joined;
}

static ent_str join_contents(const ent_sentences *s,
			     const ent_proposal *parts,
			     ent_arena *arena)
{
	ent_buf all = ENT_BUF_INIT;
	ent_buf_add(&all, s->before);
	for (uint32_t k = 0; k < s->n; k++) {
		ent_buf_add(&all, parts[k].content);
		if (k + 1 < s->n)
			ent_buf_add(&all, s->list[k].after_it);
	}
	ent_buf_add(&all, s->after);
	ent_str joined = { NULL, 0 };
	if (!all.failed)
		joined = ent_arena_str(arena, ent_buf_str(&all));
	ent_buf_release(&all);
	return joined;
}

ent_status ent_sentences_join(ent_proposal *out,
			      const ent_sentences *s,
			      const ent_proposal *parts,
			      ent_arena *arena,
			      ent_error *err)
{
	ent_unit *unit = ENT_NEW_ARRAY(arena, ent_unit, 1);
	ent_proposal all = parts[0];
	if (!unit)
		return ent_fail_memory(err);
	*unit = *parts[0].unit;
	unit->source.text = join_texts(parts, s->n, false, arena);
	unit->target.text = join_texts(parts, s->n, true, arena);
	unit->source.markup = unit->target.markup = ENT_STR("");
	all.content = join_contents(s, parts, arena);
	if (!unit->source.text.p || !unit->target.text.p || !all.content.p)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < s->n; k++) {
		all.score = parts[k].score < all.score ? parts[k].score : all.score;
		all.exact &= parts[k].exact;
	}
	all.unit = unit;
	all.assembled = true;
	*out = all;
	return ENT_OK;
}
