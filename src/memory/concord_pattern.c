/* SPDX-License-Identifier: Apache-2.0 */
/* concord_pattern.c - the words of a phrase, and where they occur in a text.
 *
 * The words are those of text/token.h in the form that the index has.  The index
 * answers exactly; where accents are to be as written, the texts that it gives are
 * looked at, and so are recent texts, which are not in it.  Cost of looking: O(words of
 * the text x words of the phrase).
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "entente/concord.h"
#include "match/form.h"
#include "memory/concord_parts.h"

static bool copy_form(ent_str *out,
		      ent_form_buffer *buffer,
		      ent_str token,
		      ent_token_kind kind,
		      ent_form form,
		      ent_arena *arena)
{
	ent_str s = ent_form_of(buffer, token, kind, form);
	if (s.p)
		*out = ent_arena_str(arena, s);
	return s.p && out->p;
}

/* The form in which a word of a text is compared; .p NULL without memory. */
static ent_str compared_form(const ent_pattern *p,
			     ent_form_buffer *buffer,
			     ent_str token,
			     ent_token_kind kind)
{
	if (p->cased)
		return token;
	if (!p->inflected)
		return ent_form_of(buffer, token, kind,
				   p->accents ? ENT_FORM_GRADED : ENT_FORM_BARE);
	buffer->stemmer = p->stemmer;
	ent_str form = ent_form_of(buffer, token, kind, ENT_FORM_KEY);
	buffer->stemmer = NULL;
	return form;
}

/* Between words of an inflected phrase a hyphen is as good as a space. */
static bool is_passed(const ent_pattern *p, ent_str token)
{
	return p->inflected && (ent_str_is(token, "-") || ent_str_is(token, "\u2010") ||
				ent_str_is(token, "\u2011"));
}

/* Letters that all inflections of a word begin with, as far as its stem tells; shorter
 * words are found as they are. */
enum { STEM_MIN = 4 };

/* What the index looks for instead of an inflected word: all that begins with what the
 * word and its stem share. */
static void widen(ent_index_word *word, ent_str stem)
{
	size_t n = 0;
	while (n < word->form.n && n < stem.n && word->form.p[n] == stem.p[n])
		n++;
	if (n > STEM_MIN && stem.p[n - 1] == 'i') /* "secretari" of "secretary" */
		n--;
	if (n < STEM_MIN)
		return;
	word->form.n = n;
	word->prefix = true;
}

ent_status ent_pattern_new(ent_pattern *out,
			   ent_str phrase,
			   const ent_concord_options *opt,
			   ent_stemmer *stemmer,
			   ent_arena *arena,
			   ent_error *err)
{
	uint32_t n;
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	const ent_token *tokens = ent_tokens(&n, phrase, arena);
	ent_pattern p = { .accents = opt->accents,
			  .cased = opt->cased,
			  .inflected = opt->inflected,
			  .stemmer = opt->inflected ? stemmer : NULL,
			  .no_links = opt->no_counterparts,
			  .in_a_row = opt->mode == ENT_CONCORD_PHRASE };
	p.words = ENT_NEW_ARRAY(arena, ent_index_word, n == UINT32_MAX ? 0 : n);
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
		if (is_passed(&p, token))
			continue;
		ok = copy_form(&p.words[p.n].form, &buffer, token, t->kind,
			       ENT_FORM_BARE, arena);
		ent_str form = compared_form(&p, &buffer, token, t->kind);
		if (ok && form.p)
			p.forms[p.n] = ent_arena_str(arena, form);
		ok = ok && form.p && p.forms[p.n].p;
		if (ok && p.inflected)
			widen(&p.words[p.n], p.forms[p.n]);
		p.n += ok && p.words[p.n].form.n > 0;
	}
	ent_form_release(&buffer);
	if (!ok)
		return ent_fail_memory(err);
	if (!p.n)
		return ent_fail(err, ENT_EINVAL, "the phrase has no words");
	p.by_index = !p.accents && !p.cased && !p.inflected;
	*out = p;
	return ENT_OK;
}

struct words {
	ent_str *forms; /* in bytes */
	ent_span *spans;
	uint32_t n;
	ent_buf bytes;
};

/* The words of a text, those that the index has; letters in w->bytes. */
static bool cut_words(struct words *w,
		      const ent_pattern *p,
		      ent_str text,
		      ent_arena *arena)
{
	uint32_t n;
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	const ent_token *tokens = ent_tokens(&n, text, arena);
	*w = (struct words){ .bytes = ENT_BUF_INIT };
	if (n == UINT32_MAX)
		return false;
	w->forms = ENT_NEW_ARRAY(arena, ent_str, n);
	w->spans = ENT_NEW_ARRAY(arena, ent_span, n);
	bool ok = w->forms && w->spans;
	for (uint32_t k = 0; ok && k < n; k++) {
		ent_str token = ent_str_slice(text, tokens[k].start, tokens[k].end);
		if (is_passed(p, token))
			continue;
		ent_str s = compared_form(p, &buffer, token, tokens[k].kind);
		ok = s.p != NULL;
		if (!ok || !s.n)
			continue;
		w->spans[w->n] = (ent_span){ tokens[k].start, tokens[k].end };
		w->forms[w->n++].n = s.n;
		ent_buf_add(&w->bytes, s);
	}
	ent_form_release(&buffer);
	const char *at = w->bytes.p;
	for (uint32_t k = 0; ok && k < w->n; k++) {
		w->forms[k].p = at;
		at += w->forms[k].n;
	}
	return ok && !w->bytes.failed;
}

static bool fits(const ent_pattern *p, uint32_t k, ent_str form)
{
	return p->words[k].prefix && !p->inflected ? ent_str_starts(form, p->forms[k])
						   : ent_str_eq(form, p->forms[k]);
}

static bool occurs_at(const ent_pattern *p, const struct words *w, uint32_t at)
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
		if (occurs_at(p, w, k)) {
			spans[n++] = (ent_span){ w->spans[k].start,
						 w->spans[k + p->n - 1].end };
			k += p->n;
		} else {
			k++;
		}
	return n;
}

/* Each word where it occurs; none when one is missing. */
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
	ent_buf_release(&w.bytes);
	*spans = out;
	return out ? ENT_OK : ent_fail_memory(err);
}

struct find {
	const ent_pattern *pattern;
	ent_memory *memory;
	ent_index_text_fn fn;
	void *data;
	ent_arena *scratch;
};

/* Reports a text if the pattern occurs in it. */
static ent_status look_at(void *data, const ent_text_row *row, ent_error *err)
{
	struct find *f = data;
	const ent_span *spans;
	uint32_t n;
	ent_arena_clear(f->scratch);
	ent_status status =
		ent_pattern_mark(&spans, &n, f->pattern, row->text, f->scratch, err);
	return status || !n ? status : f->fn(f->data, row->id, err);
}

static ent_status look_at_id(void *data, uint64_t id, ent_error *err)
{
	struct find *f = data;
	ent_text_row row = { .id = id };
	ent_status status =
		ent_store_text_get(&row.text, NULL, f->memory->store, id, err);
	return status ? status : look_at(f, &row, err);
}

ent_status ent_pattern_find(const ent_pattern *p,
			    ent_memory *memory,
			    ent_index_text_fn fn,
			    void *data,
			    ent_arena *scratch,
			    ent_error *err)
{
	struct find f = { p, memory, fn, data, scratch };
	ent_status status = p->by_index ? ent_index_find(memory->index, p->words, p->n,
							 p->in_a_row, fn, data, err)
					: ent_index_find(memory->index, p->words, p->n,
							 p->in_a_row && !p->inflected,
							 look_at_id, &f, err);
	return status ? status : ent_store_recent_each(memory->store, look_at, &f, err);
}
