/* SPDX-License-Identifier: Apache-2.0 */
/* pattern_find.c - the words of a phrase, and where they stand in a text.
 *
 * The words are those of text/token.h in the form that the full-text index has.
 * The index answers most phrases exactly; where it cannot (accents as written, a
 * prefix inside a phrase) it is asked for all the words and the texts are looked
 * at.  Cost of looking: O(words of the text x words of the phrase).
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "match/form.h"
#include "memory/concord_parts.h"

static bool copy_form(ent_str *out,
		      ent_form_room *room,
		      ent_str token,
		      ent_token_kind kind,
		      ent_form form,
		      ent_arena *arena)
{
	ent_str s = ent_form_of(room, token, kind, form);
	if (s.p)
		*out = ent_arena_str(arena, s);
	return s.p && out->p;
}

ent_status ent_pattern_new(ent_pattern *out,
			   ent_str phrase,
			   const ent_concord_options *opt,
			   ent_arena *arena,
			   ent_error *err)
{
	uint32_t n;
	ent_form_room room = ENT_FORM_ROOM_INIT;
	const ent_token *tokens = ent_tokens(&n, phrase, arena);
	ent_pattern p = { .accents = opt->accents,
			  .no_links = opt->no_counterparts,
			  .in_a_row = opt->mode == ENT_CONCORD_PHRASE };
	p.words = ENT_NEW_ARRAY(arena, ent_store_word, n == UINT32_MAX ? 0 : n);
	p.forms = ENT_NEW_ARRAY(arena, ent_str, n == UINT32_MAX ? 0 : n);
	bool ok = p.words && p.forms && n != UINT32_MAX;
	for (uint32_t k = 0; ok && k < n; k++) {
		const ent_token *t = &tokens[k];
		ent_str token = ent_str_slice(phrase, t->start, t->end);
		if (k && ent_str_is(token, "*") && tokens[k - 1].end == t->start &&
		    tokens[k - 1].kind != ENT_TOKEN_MARK) {
			p.words[p.n - 1].prefix = true;
			continue;
		}
		ok = copy_form(&p.words[p.n].word, &room, token, t->kind, ENT_FORM_BARE,
			       arena) &&
		     copy_form(&p.forms[p.n], &room, token, t->kind,
			       p.accents ? ENT_FORM_GRADED : ENT_FORM_BARE, arena);
		p.n += ok && p.words[p.n].word.n > 0;
	}
	ent_form_release(&room);
	if (!ok)
		return ent_fail_memory(err);
	if (!p.n)
		return ent_fail(err, ENT_EINVAL, "the phrase has no words");
	for (uint32_t k = 0; k + 1 < p.n; k++)
		p.prefix_in |= p.in_a_row && p.words[k].prefix;
	p.by_index = !p.accents && !p.prefix_in;
	*out = p;
	return ENT_OK;
}

struct words {
	ent_str *forms; /* in room */
	ent_span *spans;
	uint32_t n;
	ent_buf room;
};

/* The words of a text, those that the index has; letters in w->room. */
static bool cut_words(struct words *w,
		      const ent_pattern *p,
		      ent_str text,
		      ent_arena *arena)
{
	uint32_t n;
	ent_form_room room = ENT_FORM_ROOM_INIT;
	const ent_token *tokens = ent_tokens(&n, text, arena);
	*w = (struct words){ .room = ENT_BUF_INIT };
	if (n == UINT32_MAX)
		return false;
	w->forms = ENT_NEW_ARRAY(arena, ent_str, n);
	w->spans = ENT_NEW_ARRAY(arena, ent_span, n);
	bool ok = w->forms && w->spans;
	for (uint32_t k = 0; ok && k < n; k++) {
		ent_str s = ent_form_of(
			&room, ent_str_slice(text, tokens[k].start, tokens[k].end),
			tokens[k].kind, p->accents ? ENT_FORM_GRADED : ENT_FORM_BARE);
		ok = s.p != NULL;
		if (!ok || !s.n)
			continue;
		w->spans[w->n] = (ent_span){ tokens[k].start, tokens[k].end };
		w->forms[w->n++].n = s.n;
		ent_buf_add(&w->room, s);
	}
	ent_form_release(&room);
	const char *at = w->room.p;
	for (uint32_t k = 0; ok && k < w->n; k++) {
		w->forms[k].p = at;
		at += w->forms[k].n;
	}
	return ok && !w->room.failed;
}

static bool fits(const ent_pattern *p, uint32_t k, ent_str form)
{
	return p->words[k].prefix ? ent_str_starts(form, p->forms[k])
				  : ent_str_eq(form, p->forms[k]);
}

static bool stands_at(const ent_pattern *p, const struct words *w, uint32_t at)
{
	for (uint32_t k = 0; k < p->n; k++)
		if (!fits(p, k, w->forms[at + k]))
			return false;
	return true;
}

static uint32_t mark_rows(ent_span *spans, const ent_pattern *p, const struct words *w)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k + p->n <= w->n;)
		if (stands_at(p, w, k)) {
			spans[n++] = (ent_span){ w->spans[k].start,
						 w->spans[k + p->n - 1].end };
			k += p->n;
		} else {
			k++;
		}
	return n;
}

/* Each word where it stands; none when one is missing. */
static uint32_t mark_each(ent_span *spans, const ent_pattern *p, const struct words *w)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < p->n; k++) {
		bool there = false;
		for (uint32_t i = 0; i < w->n && !there; i++)
			there = fits(p, k, w->forms[i]);
		if (!there)
			return 0;
	}
	for (uint32_t i = 0; i < w->n; i++) {
		bool any = false;
		for (uint32_t k = 0; k < p->n && !any; k++)
			any = fits(p, k, w->forms[i]);
		if (any)
			spans[n++] = w->spans[i];
	}
	return n;
}

ent_status ent_pattern_mark(const ent_span **spans,
			    uint32_t *n,
			    const ent_pattern *pattern,
			    ent_str text,
			    ent_arena *arena,
			    ent_error *err)
{
	struct words w;
	ent_span *out = NULL;
	*n = 0;
	bool ok = cut_words(&w, pattern, text, arena);
	if (ok)
		out = ENT_NEW_ARRAY(arena, ent_span, w.n);
	if (out)
		*n = pattern->in_a_row ? mark_rows(out, pattern, &w)
				       : mark_each(out, pattern, &w);
	ent_buf_release(&w.room);
	*spans = out;
	return out ? ENT_OK : ent_fail_memory(err);
}

struct find {
	uint64_t *ids; /* owned */
	size_t n, room;
};

static ent_status keep_id(void *data, uint64_t id, ent_error *err)
{
	struct find *f = data;
	if (f->n == f->room) {
		size_t room = f->room ? 2 * f->room : 256;
		uint64_t *more = realloc(f->ids, room * sizeof(*more));
		if (!more)
			return ent_fail_memory(err);
		f->ids = more;
		f->room = room;
	}
	f->ids[f->n++] = id;
	return ENT_OK;
}

ent_status ent_pattern_find(const ent_pattern *p,
			    ent_store *store,
			    ent_store_id_fn fn,
			    void *data,
			    ent_arena *scratch,
			    ent_error *err)
{
	struct find f = { NULL, 0, 0 };
	bool row = p->in_a_row && !p->prefix_in;
	if (p->by_index)
		return ent_store_words_find(store, p->words, p->n, row, fn, data, err);
	ent_status status =
		ent_store_words_find(store, p->words, p->n, row, keep_id, &f, err);
	for (size_t k = 0; k < f.n && !status; k++) {
		const ent_span *spans;
		uint32_t n;
		ent_str text;
		ent_arena_clear(scratch);
		status = ent_store_text_get(&text, store, f.ids[k], err);
		if (!status)
			status = ent_pattern_mark(&spans, &n, p, text, scratch, err);
		if (!status && n)
			status = fn(data, f.ids[k], err);
	}
	free(f.ids);
	return status;
}
