/* SPDX-License-Identifier: Apache-2.0 */
/* split.c - a unit of several sentences becomes a unit a sentence.
 *
 * Why: in a memory of paragraphs, as many TMX files are, no sentence is found.  Both
 * sides are cut by our rules; when they have the same number of sentences, each is the
 * translation of the one with the same number.  A unit whose sides differ, or whose
 * inline codes would be separated (a bpt without its ept), stays whole.
 *
 * Each sentence keeps the metadata of its unit; its place is that of the unit and its
 * number: 12/1, 12/2.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "entente/segment.h"
#include "format/inline_read.h"
#include "format/units/units.h"

enum { LANG_CAPACITY = 32 };

struct ent_splitter {
	ent_segmenter_options opt;
	ent_segmenter *segmenters[2];
	char langs[2][LANG_CAPACITY]; /* of them */
	ent_arena *arena;
	ent_buf text[2], markup[2], place;
};

ent_status ent_splitter_new(ent_splitter **out,
			    const ent_segmenter_options *opt,
			    ent_error *err)
{
	ent_splitter *s = calloc(1, sizeof(*s));
	if (!s)
		return ent_fail_memory(err);
	s->opt = opt ? *opt : ENT_SEGMENTER_OPTIONS_DEFAULT;
	s->arena = ent_arena_new(0);
	if (!s->arena) {
		free(s);
		return ent_fail_memory(err);
	}
	*out = s;
	return ENT_OK;
}

void ent_splitter_free(ent_splitter *s)
{
	if (!s)
		return;
	for (int k = 0; k < 2; k++) {
		ent_segmenter_free(s->segmenters[k]);
		ent_buf_release(&s->text[k]);
		ent_buf_release(&s->markup[k]);
	}
	ent_buf_release(&s->place);
	ent_arena_free(s->arena);
	free(s);
}

/* The segmenter of a side, kept for the next unit. */
static ent_status segmenter_of(ent_splitter *s, int which, ent_str lang, ent_error *err)
{
	if (lang.n >= LANG_CAPACITY)
		lang.n = LANG_CAPACITY - 1;
	if (s->segmenters[which] && ent_str_is(lang, s->langs[which]))
		return ENT_OK;
	ent_segmenter_free(s->segmenters[which]);
	s->segmenters[which] = NULL;
	if (lang.n)
		memcpy(s->langs[which], lang.p, lang.n);
	s->langs[which][lang.n] = '\0';
	return ent_segmenter_new(&s->segmenters[which], lang, &s->opt, err);
}

/* Whether the two halves of each code are in one piece. */
static bool codes_are_whole(bool *whole,
			    ent_str markup,
			    const ent_boundary *bounds,
			    ent_arena *arena)
{
	ent_inlines codes;
	uint32_t piece = 0, *of = NULL;
	*whole = true;
	if (!ent_inline_list(&codes, markup, arena) ||
	    !(of = ENT_NEW_ARRAY(arena, uint32_t, (size_t)codes.n + 1)))
		return false;
	for (uint32_t k = 0; k < codes.n; k++) {
		const ent_inline *c = &codes.list[k];
		while (bounds[piece].end <= (size_t)(c->raw.p - markup.p))
			piece++;
		of[k] = piece;
		if (c->kind == ENT_CODE_END && c->partner >= 0)
			*whole &= of[c->partner] == piece;
	}
	return true;
}

struct cut {
	const ent_boundary *bounds;
	uint32_t n;
	ent_str all; /* markup or text */
};

static ent_status cut_side(struct cut *out,
			   ent_splitter *s,
			   int which,
			   const ent_unit_side *side,
			   ent_error *err)
{
	bool whole = true;
	ent_status status = segmenter_of(s, which, side->lang, err);
	if (status)
		return status;
	out->all = side->markup.n ? side->markup : side->text;
	if (!side->markup.n)
		return ent_segment_text(&out->bounds, &out->n, s->segmenters[which],
					out->all, s->arena, err);
	status = ent_segment_markup(&out->bounds, &out->n, s->segmenters[which],
				    out->all, s->arena, err);
	if (!status && out->n > 1 &&
	    !codes_are_whole(&whole, out->all, out->bounds, s->arena))
		status = ent_fail_memory(err);
	if (!whole)
		out->n = 0;
	return status;
}

/* Sentence k of a side. */
static bool fill_side(ent_unit_side *out,
		      ent_splitter *s,
		      int which,
		      const struct cut *cut,
		      uint32_t k)
{
	size_t start = k ? cut->bounds[k - 1].end : 0;
	ent_str piece =
		ent_str_trim(ent_str_slice(cut->all, start, cut->bounds[k].end));
	ent_xml_repairs repairs = { .characters = 0 };
	bool coded = false;
	if (!out->markup.n) {
		out->text = piece;
		return true;
	}
	ent_buf_clear(&s->text[which]);
	ent_buf_clear(&s->markup[which]);
	ent_buf_add(&s->text[which], ENT_STR(""));
	ent_tmx_content(&s->text[which], &s->markup[which], &coded, piece, false,
			&repairs);
	out->text = ent_str_trim(ent_buf_str(&s->text[which]));
	out->markup = coded ? ent_buf_str(&s->markup[which]) : ENT_STR("");
	return !s->text[which].failed && !s->markup[which].failed;
}

ent_status ent_splitter_pass(void *splitter,
			     const ent_unit *unit,
			     ent_unit_fn fn,
			     void *data,
			     ent_error *err)
{
	ent_splitter *s = splitter;
	struct cut source = { .n = 0 }, target = source;
	ent_arena_clear(s->arena);
	ent_status status = cut_side(&source, s, 0, &unit->source, err);
	if (!status)
		status = cut_side(&target, s, 1, &unit->target, err);
	if (status)
		return status;
	if (source.n < 2 || source.n != target.n)
		return fn(data, unit, err);
	for (uint32_t k = 0; k < source.n && !status; k++) {
		ent_unit one = *unit;
		bool ok = fill_side(&one.source, s, 0, &source, k) &&
			  fill_side(&one.target, s, 1, &target, k);
		ent_buf_clear(&s->place);
		ent_buf_addf(&s->place, "%.*s%s%u", (int)unit->place.n,
			     unit->place.n ? unit->place.p : "",
			     unit->place.n ? "/" : "", k + 1);
		if (!ok || s->place.failed)
			return ent_fail_memory(err);
		if (unit->place.n)
			one.place = ent_buf_str(&s->place);
		if (one.source.text.n && one.target.text.n)
			status = fn(data, &one, err);
	}
	return status;
}
