/* SPDX-License-Identifier: Apache-2.0 */
/* concord.c - every place where a phrase stands, with the words that answer it.
 *
 * The full-text index gives the texts that contain the words of the phrase in a
 * row; its words are those of text/token.h in their bare form, so that nothing
 * remains to be checked.  Counterparts come from the aligner's word links, with
 * the lexicon that ships for the languages if there is one; only for hits that
 * are shown.
 */
#include <stdlib.h>

#include "base/fail.h"
#include "entente/align.h"
#include "match/form.h"
#include "memory/handle.h"
#include "memory/top.h"
#include "text/lang.h"

struct concord {
	ent_memory *memory;
	ent_str phrase;
	ent_concord_options opt;
	const ent_direction *directions;
	uint32_t n_directions;
	bool sides[2];             /* some unit has the language as source, as target */
	const uint64_t *documents; /* that the glob fits, ascending */
	uint32_t n_documents;
	uint64_t *texts; /* that contain the phrase; owned */
	size_t n_texts, room;
	uint64_t total;
	ent_top top;
};

static ent_status keep_text(void *data, uint64_t id, ent_error *err)
{
	struct concord *c = data;
	if (c->n_texts == c->room) {
		size_t room = c->room ? 2 * c->room : 256;
		uint64_t *more = realloc(c->texts, room * sizeof(*more));
		if (!more)
			return ent_fail_memory(err);
		c->texts = more;
		c->room = room;
	}
	c->texts[c->n_texts++] = id;
	return ENT_OK;
}

static bool lang_fits(const struct concord *c, const ent_use *use)
{
	if (!c->opt.lang.n)
		return true;
	for (uint32_t k = 0; k < c->n_directions; k++)
		if (c->directions[k].id == use->direction)
			return ent_lang_matches(use->as_target
							? c->directions[k].target
							: c->directions[k].source,
						c->opt.lang);
	return false;
}

/* Spares a search of each text on a side where its language never stands. */
static void find_sides(struct concord *c)
{
	for (uint32_t k = 0; k < c->n_directions; k++) {
		const ent_direction *d = &c->directions[k];
		bool any = !c->opt.lang.n;
		c->sides[0] |= any || ent_lang_matches(d->source, c->opt.lang);
		c->sides[1] |= any || ent_lang_matches(d->target, c->opt.lang);
	}
}

static bool date_fits(const struct concord *c, ent_str date)
{
	ent_str since = c->opt.since, until = c->opt.until;
	if (since.n && ent_str_cmp(date, since) < 0)
		return false;
	if (!until.n)
		return true;
	if (date.n > until.n)
		date.n = until.n; /* a time of that day */
	return date.n && ent_str_cmp(date, until) <= 0;
}

static bool document_fits(const struct concord *c, uint64_t id)
{
	if (!c->opt.document.n)
		return true;
	size_t lo = 0, hi = c->n_documents;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (c->documents[mid] < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < c->n_documents && c->documents[lo] == id;
}

static bool take_use(void *data, const ent_use *use)
{
	struct concord *c = data;
	if (!lang_fits(c, use) || !date_fits(c, use->date) ||
	    !document_fits(c, use->document))
		return true;
	c->total++;
	ent_top_add(&c->top, &(ent_found){ .measure = { 0, 1, 100, "phrase" },
					   .unit = use->unit,
					   .document = use->document,
					   .as_target = use->as_target,
					   .date = use->date });
	return true;
}

static ent_status search(struct concord *c, ent_arena *arena, ent_error *err)
{
	ent_store *store = c->memory->store;
	ent_direction *directions = NULL;
	ent_status status = ent_memory_code(&c->opt.lang, arena, err);
	if (!status)
		status = ent_store_directions(&directions, &c->n_directions, store,
					      arena, err);
	c->directions = directions;
	if (!status && c->opt.document.n)
		status = ent_store_documents_of(&c->documents, &c->n_documents, store,
						c->opt.document, true, arena, err);
	if (!status)
		status = ent_store_words_find(store, c->phrase, keep_text, c, err);
	find_sides(c);
	for (size_t k = 0; k < c->n_texts && !status; k++) {
		for (int side = 0; side < 2 && !status; side++)
			if (c->sides[side])
				status = ent_store_uses(store, c->texts[k], side,
							take_use, c, err);
		if (!status && c->top.failed)
			status = ent_fail_memory(err);
	}
	return status;
}

/* ---- marks --------------------------------------------------------------------- */

struct words {
	ent_str *forms; /* lent by text */
	ent_span *spans;
	uint32_t n, room;
	ent_buf text;
	bool failed;
};

static int count_word(void *to, ent_str word, uint32_t start, uint32_t end)
{
	struct words *w = to;
	(void)word, (void)start, (void)end;
	w->room++;
	return 0;
}

static int keep_word(void *to, ent_str word, uint32_t start, uint32_t end)
{
	struct words *w = to;
	w->forms[w->n] = (ent_str){ NULL, word.n };
	w->spans[w->n++] = (ent_span){ start, end };
	ent_buf_add(&w->text, word);
	return 0;
}

/* The words of a text, in the arena but for their letters. */
static bool cut_words(struct words *w, ent_str text, ent_arena *arena)
{
	*w = (struct words){ .text = ENT_BUF_INIT };
	if (ent_index_words(text, count_word, w))
		return false;
	w->forms = ENT_NEW_ARRAY(arena, ent_str, w->room);
	w->spans = ENT_NEW_ARRAY(arena, ent_span, w->room);
	if (!w->forms || !w->spans || ent_index_words(text, keep_word, w) ||
	    w->text.failed)
		return false;
	const char *at = w->text.p;
	for (uint32_t k = 0; k < w->n; k++) {
		w->forms[k].p = at ? at : "";
		at += w->forms[k].n;
	}
	return true;
}

static bool stands_at(const struct words *text, const struct words *phrase, uint32_t at)
{
	for (uint32_t k = 0; k < phrase->n; k++)
		if (!ent_str_eq(text->forms[at + k], phrase->forms[k]))
			return false;
	return true;
}

static bool mark_phrase(ent_hit *hit, const struct words *phrase, ent_arena *arena)
{
	struct words text;
	ent_span *spans = NULL;
	bool ok = cut_words(&text, hit->found.source.text, arena);
	if (ok)
		spans = ENT_NEW_ARRAY(arena, ent_span, text.n);
	for (uint32_t k = 0; spans && phrase->n && k + phrase->n <= text.n;)
		if (stands_at(&text, phrase, k)) {
			spans[hit->n_spans++] =
				(ent_span){ text.spans[k].start,
					    text.spans[k + phrase->n - 1].end };
			k += phrase->n;
		} else {
			k++;
		}
	hit->spans = spans;
	ent_buf_release(&text.text);
	return spans != NULL;
}

static int span_cmp(const void *pa, const void *pb)
{
	const ent_span *a = pa, *b = pb;
	return (a->start > b->start) - (a->start < b->start);
}

static bool touches(const ent_hit *hit, const ent_link *link)
{
	for (uint32_t k = 0; k < hit->n_spans; k++)
		if (link->src_start < hit->spans[k].end &&
		    link->src_end > hit->spans[k].start)
			return true;
	return false;
}

static bool only_space(ent_str text, uint32_t from, uint32_t to)
{
	for (uint32_t k = from; k < to; k++)
		if (text.p[k] != ' ')
			return false;
	return true;
}

/* Sorted; spans that touch, but for spaces, become one. */
static uint32_t join_spans(ent_span *spans, uint32_t n, ent_str text)
{
	uint32_t kept = 0;
	qsort(spans, n, sizeof(*spans), span_cmp);
	for (uint32_t k = 0; k < n; k++) {
		ent_span *last = kept ? &spans[kept - 1] : NULL;
		if (!last || !only_space(text, last->end, spans[k].start))
			spans[kept++] = spans[k];
		else if (spans[k].end > last->end)
			last->end = spans[k].end;
	}
	return kept;
}

static ent_status find_lexicon(ent_memory *memory, const ent_unit *u, ent_error *err)
{
	ent_str from = ent_lang_base(u->source.lang),
		to = ent_lang_base(u->target.lang);
	ent_buf name = ENT_BUF_INIT;
	ent_buf_add(&name, from);
	ent_buf_add_char(&name, ' ');
	ent_buf_add(&name, to);
	if (memory->lexicon_known &&
	    ent_str_eq(ent_buf_str(&name), ent_buf_str(&memory->lexicon_for))) {
		ent_buf_release(&name);
		return ENT_OK;
	}
	ent_lexicon_close(memory->lexicon);
	memory->lexicon = NULL;
	ent_buf_release(&memory->lexicon_for);
	memory->lexicon_for = name;
	memory->lexicon_known = true;
	if (name.failed)
		return ent_fail_memory(err);
	return ent_lexicon_open(&memory->lexicon, NULL, from, to, err);
}

static ent_status mark_counterparts(ent_hit *hit,
				    ent_memory *memory,
				    ent_arena *arena,
				    ent_error *err)
{
	const ent_link *links;
	uint32_t n, kept = 0;
	ent_status status = find_lexicon(memory, &hit->found, err);
	if (!status)
		status = ent_align_words(&links, &n, hit->found.source.text,
					 hit->found.target.text, memory->lexicon, arena,
					 err);
	if (status)
		return status;
	ent_span *spans = ENT_NEW_ARRAY(arena, ent_span, n);
	if (!spans)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n; k++)
		if (touches(hit, &links[k]))
			spans[kept++] =
				(ent_span){ links[k].tgt_start, links[k].tgt_end };
	hit->n_counterparts = join_spans(spans, kept, hit->found.target.text);
	hit->counterparts = spans;
	return ENT_OK;
}

static ent_status write_hit(ent_hit *out,
			    struct concord *c,
			    const ent_found *found,
			    const struct words *phrase,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_unit_row row;
	ent_hit hit = { .unit = found->unit };
	ent_status status =
		ent_store_unit_get(&row, c->memory->store, found->unit, err);
	if (!status)
		status = ent_unit_copy(&hit.found, &row.unit, arena, err);
	ent_store_unit_end(c->memory->store);
	if (status)
		return status;
	if (found->as_target)
		ent_unit_swap(&hit.found);
	if (!mark_phrase(&hit, phrase, arena))
		return ent_fail_memory(err);
	status = mark_counterparts(&hit, c->memory, arena, err);
	*out = hit;
	return status;
}

static ent_status write_hits(const ent_hit **out,
			     uint32_t *count,
			     struct concord *c,
			     ent_arena *arena,
			     ent_error *err)
{
	struct words phrase;
	ent_status status = ENT_OK;
	ent_hit *hits = ENT_NEW_ARRAY(arena, ent_hit, c->top.n);
	if (!cut_words(&phrase, c->phrase, arena) || !hits)
		status = ent_fail_memory(err);
	for (size_t k = 0; k < c->top.n && !status; k++)
		status = write_hit(&hits[k], c, &c->top.found[k], &phrase, arena, err);
	ent_buf_release(&phrase.text);
	if (!status) {
		*out = hits;
		*count = (uint32_t)c->top.n;
	}
	return status;
}

ent_status ent_memory_concord(const ent_hit **out,
			      uint32_t *count,
			      uint64_t *total,
			      ent_memory *memory,
			      ent_str phrase,
			      const ent_concord_options *opt,
			      ent_arena *arena,
			      ent_error *err)
{
	struct concord c = { .memory = memory, .phrase = phrase };
	c.opt = opt ? *opt : ENT_CONCORD_OPTIONS_DEFAULT;
	c.top = ent_top_init(c.opt.limit, arena);
	ent_token first;
	size_t at = 0;
	if (!ent_token_next(&first, phrase, &at))
		return ent_fail(err, ENT_EINVAL, "the phrase has no words");
	ent_status status = ent_store_read_begin(memory->store, err);
	if (status)
		return status;
	status = search(&c, arena, err);
	ent_top_finish(&c.top);
	if (!status)
		status = write_hits(out, count, &c, arena, err);
	if (!status)
		*total = c.total;
	ent_store_read_end(memory->store);
	ent_top_release(&c.top);
	free(c.texts);
	return status;
}
