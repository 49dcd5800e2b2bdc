/* SPDX-License-Identifier: Apache-2.0 */
/* phrase_pattern.c - the words of a phrase, and where they occur in a text.
 *
 * The words are those of text/token.h in the form that the index has.  Unless the
 * phrase is exact, a word stands for its other forms too (text/inflect.h; a function
 * word, a word with a star and a phrase whose case or accents count are as they are), a
 * hyphen and a space are the same, and so are the ways to write a number of four digits
 * or more (number.c).  find_texts.c asks the index for the same.
 *
 * Cost of looking at a text: O(words of the text x words of the phrase).
 */
#include <string.h>

#include "base/fail.h"
#include "base/sizes.h"
#include "concord/concord_parts.h"
#include "entente/concord.h"
#include "match/form.h"
#include "text/function_words.h"
#include "text/lang.h"

/* In longer phrases, which are quotations rather than terms, hyphens are where they are
 * given. */
enum { LOOSE_MAX = 6 };

/* ---- the languages --------------------------------------------------------------- */

struct languages {
	ent_concord_rules *rules;
	ent_memory *memory;
	ent_str lang;
};

static ent_status add_language(void *data, uint32_t id, ent_str code, ent_error *err)
{
	struct languages *l = data;
	ent_concord_rules *rules = l->rules;
	struct ent_concord_rule rule = { .kind = ent_inflection_of(code) };
	if (rules->n == ENT_CONCORD_RULES_MAX ||
	    (l->lang.n && !ent_str_eq(code, ent_lang_base(l->lang))))
		return ENT_OK;
	ent_status status = ent_index_stemmer(&rule.stemmer, l->memory->index, id, err);
	if (!status && rule.stemmer)
		rules->list[rules->n++] = rule;
	return status;
}

ent_status ent_concord_rules_find(ent_concord_rules *out,
				  ent_memory *memory,
				  ent_str lang,
				  ent_error *err)
{
	struct languages l = { out, memory, lang };
	out->n = 0;
	return ent_store_languages(memory->store, add_language, &l, err);
}

/* ---- the words of the phrase ----------------------------------------------------- */

static bool is_hyphen(ent_str bare)
{
	return ent_str_is(bare, "-");
}

struct reading {
	ent_pattern *p;
	ent_str phrase;
	const ent_token *tokens;
	uint32_t n;
	ent_form_buffer buffer;
	ent_arena *arena;
	bool hyphen; /* before the next word */
};

static ent_str token_text(const struct reading *r, uint32_t k)
{
	return ent_str_slice(r->phrase, r->tokens[k].start, r->tokens[k].end);
}

/* A copy of a form; .p NULL without memory. */
static ent_str copy_form(struct reading *r, uint32_t k, ent_form form)
{
	ent_str s = ent_form_of(&r->buffer, token_text(r, k), r->tokens[k].kind, form);
	return s.p ? ent_arena_str(r->arena, s) : s;
}

static bool add_stems(ent_pattern_word *w, ent_arena *arena)
{
	const ent_concord_rules *rules = w->pattern->rules;
	ent_str *stems = ENT_NEW_ARRAY(arena, ent_str, rules->n);
	for (uint32_t k = 0; stems && k < rules->n; k++) {
		ent_str stem = ent_inflection_stem(rules->list[k].stemmer,
						   rules->list[k].kind, w->bare);
		stems[k] = stem.p ? ent_arena_str(arena, stem) : stem;
		if (!stems[k].p)
			return false;
	}
	w->stems = stems;
	return stems && ent_pattern_add_irregular(w, arena);
}

/* Adds the word of token k; false without memory. */
static bool add_word(struct reading *r, uint32_t k)
{
	ent_pattern *p = r->p;
	ent_pattern_word *w = &p->words[p->n];
	*w = (ent_pattern_word){ .pattern = p, .hyphen = r->hyphen };
	w->bare = copy_form(r, k, ENT_FORM_BARE);
	w->form = p->cased     ? token_text(r, k)
		  : p->accents ? copy_form(r, k, ENT_FORM_GRADED)
			       : w->bare;
	if (!w->bare.p || !w->form.p)
		return false;
	if (!w->bare.n)
		return true;
	p->n++;
	r->hyphen = false;
	w->function = ent_is_function_word(token_text(r, k));
	return p->exact || p->cased || p->accents || !p->rules || !p->rules->n ||
	       r->tokens[k].kind != ENT_TOKEN_WORD || w->function ||
	       add_stems(w, r->arena);
}

/* Adds a number, *k moving over its tokens but the last. */
static bool add_number(struct reading *r, uint32_t *k, bool *is_number)
{
	char digits[ENT_DIGITS_MAX];
	uint32_t used = ent_number_read(digits, r->phrase, r->tokens, *k, r->n);
	*is_number = used > 0;
	if (!used)
		return true;
	ent_pattern_word *w = &r->p->words[r->p->n++];
	*w = (ent_pattern_word){ .pattern = r->p, .hyphen = r->hyphen };
	w->digits = ent_arena_str(r->arena, ent_str_of(digits));
	w->bare = w->form = w->digits;
	r->hyphen = false;
	*k += used - 1;
	return w->digits.p != NULL;
}

/* A star after a word, or alone; ENT_EINVAL elsewhere. */
static ent_status add_star(struct reading *r, uint32_t k, ent_error *err)
{
	const ent_token *t = &r->tokens[k];
	const bool after = k && r->tokens[k - 1].end == t->start;
	const bool before = k + 1 < r->n && r->tokens[k + 1].start == t->end &&
			    r->tokens[k + 1].kind != ENT_TOKEN_MARK;
	if (before || (after && r->tokens[k - 1].kind == ENT_TOKEN_MARK) ||
	    (after && !r->p->n))
		return ent_fail(err, ENT_EINVAL,
				"'*' must be at the end of a word, or alone for any "
				"one word");
	if (after) {
		ent_pattern_word *w = &r->p->words[r->p->n - 1];
		w->prefix = true;
		w->stems = NULL;
		w->n_irregular = 0;
		return w->digits.n ? ent_fail(err, ENT_EINVAL,
					      "'*' cannot follow a number of four "
					      "digits or more; give it with --exact")
				   : ENT_OK;
	}
	r->p->words[r->p->n++] = (ent_pattern_word){
		.pattern = r->p,
		.any = true,
		.hyphen = r->hyphen,
		.bare = ENT_STR(""),
		.form = ENT_STR(""),
	};
	r->hyphen = false;
	return ENT_OK;
}

static ent_status read_words(struct reading *r, ent_error *err)
{
	ent_status status = ENT_OK;
	bool ok = true;
	for (uint32_t k = 0; ok && !status && k < r->n; k++) {
		bool is_number = false;
		ent_str token = token_text(r, k);
		if (r->p->rules && ent_str_is(token, "*")) {
			status = add_star(r, k, err);
			continue;
		}
		if (!r->p->exact) {
			ent_str bare = copy_form(r, k, ENT_FORM_BARE);
			ok = bare.p != NULL;
			if (ok && is_hyphen(bare)) {
				r->hyphen = r->p->n > 0;
				continue;
			}
			if (ok)
				ok = add_number(r, &k, &is_number);
		}
		if (ok && !is_number)
			ok = add_word(r, k);
	}
	return status || ok ? status : ent_fail_memory(err);
}

/* Whether the texts that the index finds need not be read to be sure. */
static bool is_by_index(const ent_pattern *p)
{
	bool exact = !p->accents && !p->cased;
	for (uint32_t k = 0; k < p->n && exact; k++)
		exact = !p->words[k].any && (p->in_a_row || !p->words[k].digits.n);
	return exact;
}

ent_status ent_pattern_new(ent_pattern **out,
			   ent_str phrase,
			   const ent_concord_options *opt,
			   const ent_concord_rules *rules,
			   ent_arena *arena,
			   ent_error *err)
{
	struct reading r = { .phrase = phrase,
			     .buffer = ENT_FORM_BUFFER_INIT,
			     .arena = arena };
	bool words = false;
	ent_status status = ent_check_length(phrase, err);
	if (status)
		return status;
	r.tokens = ent_tokens(&r.n, phrase, arena);
	if (r.n == UINT32_MAX)
		return ent_fail_memory(err);
	ent_pattern *p = ENT_NEW_ARRAY(arena, ent_pattern, 1);
	bool *failed = ENT_NEW_ARRAY(arena, bool, 1);
	if (!p || !failed)
		return ent_fail_memory(err);
	*p = (ent_pattern){ .rules = rules,
			    .exact = opt->exact || !rules,
			    .accents = opt->accents,
			    .cased = opt->cased,
			    .no_links = opt->no_counterparts,
			    .in_a_row = opt->mode == ENT_CONCORD_PHRASE,
			    .failed = failed };
	p->words = ENT_NEW_ARRAY(arena, ent_pattern_word, r.n);
	if (!p->words)
		return ent_fail_memory(err);
	r.p = p;
	status = read_words(&r, err);
	ent_form_release(&r.buffer);
	if (status)
		return status;
	for (uint32_t k = 0; k < p->n; k++)
		words |= !p->words[k].any;
	if (!words)
		return ent_fail(err, ENT_EINVAL, "the phrase has no words");
	p->loose = !p->exact && p->n <= LOOSE_MAX;
	p->by_index = is_by_index(p);
	*out = p;
	return ENT_OK;
}

/* ---- the words of a text --------------------------------------------------------- */

struct words {
	ent_str text;
	const ent_token *tokens;
	ent_str *bare;  /* in the arena */
	ent_str *forms; /* as the phrase has them; may be `bare` */
	uint32_t n;
};

/* The tokens of a text but those that the index has not; false without memory. */
static bool cut_words(struct words *w,
		      const ent_pattern *p,
		      ent_str text,
		      ent_arena *arena)
{
	uint32_t n;
	ent_form_buffer buffer = ENT_FORM_BUFFER_INIT;
	const ent_token *tokens = ent_tokens(&n, text, arena);
	*w = (struct words){ .text = text };
	if (n == UINT32_MAX)
		return false;
	ent_token *kept = ENT_NEW_ARRAY(arena, ent_token, n);
	w->tokens = kept;
	w->bare = ENT_NEW_ARRAY(arena, ent_str, n);
	w->forms = p->accents || p->cased ? ENT_NEW_ARRAY(arena, ent_str, n) : w->bare;
	bool ok = kept && w->bare && w->forms;
	for (uint32_t k = 0; ok && k < n; k++) {
		ent_str token = ent_str_slice(text, tokens[k].start, tokens[k].end);
		ent_str s = ent_form_of(&buffer, token, tokens[k].kind, ENT_FORM_BARE);
		if (s.p && !s.n)
			continue;
		w->bare[w->n] = s.p ? ent_arena_str(arena, s) : s;
		ok = w->bare[w->n].p != NULL;
		if (ok && p->cased) {
			w->forms[w->n] = token;
		} else if (ok && p->accents) {
			s = ent_form_of(&buffer, token, tokens[k].kind,
					ENT_FORM_GRADED);
			w->forms[w->n] = s.p ? ent_arena_str(arena, s) : s;
			ok = w->forms[w->n].p != NULL;
		}
		kept[w->n++] = tokens[k];
	}
	ent_form_release(&buffer);
	return ok;
}

bool ent_pattern_accepts(void *data, ent_str bare)
{
	const ent_pattern_word *w = data;
	const ent_concord_rules *rules = w->pattern->rules;
	if (ent_str_eq(w->bare, bare))
		return true;
	if (!w->stems || w->bare.p[0] != bare.p[0])
		return false;
	for (uint32_t k = 0; k < rules->n; k++) {
		bool sure;
		if (!ent_is_inflection(&sure, rules->list[k].kind, w->bare, bare))
			continue;
		if (sure)
			return true;
		ent_str stem = ent_inflection_stem(rules->list[k].stemmer,
						   rules->list[k].kind, bare);
		if (!stem.p)
			*w->pattern->failed = true;
		else if (ent_str_eq(stem, w->stems[k]))
			return true;
	}
	return false;
}

/* How many tokens at a place are word k of the phrase; 0 when it is not there. */
static uint32_t fits(const ent_pattern *p,
		     uint32_t k,
		     const struct words *text,
		     uint32_t at)
{
	ent_pattern_word *w = &p->words[k];
	char digits[ENT_DIGITS_MAX];
	if (at >= text->n)
		return 0;
	if (w->any)
		return text->tokens[at].kind != ENT_TOKEN_MARK;
	if (w->digits.n) {
		uint32_t used =
			ent_number_read(digits, text->text, text->tokens, at, text->n);
		return used && ent_str_is(w->digits, digits) ? used : 0;
	}
	if (w->prefix)
		return ent_str_starts(text->forms[at], w->form);
	for (uint32_t i = 0; i < w->n_irregular; i++)
		if (ent_pattern_is_irregular((void *)&w->irregular[i], text->bare[at]))
			return 1;
	return ent_str_eq(text->forms[at], w->form) ||
	       (w->stems && ent_pattern_accepts(w, text->bare[at]));
}

bool ent_pattern_allows_hyphen(const ent_pattern *p, uint32_t k, bool before)
{
	if (p->exact || !k)
		return false;
	if (!p->loose || p->words[k].hyphen)
		return p->words[k].hyphen;
	return before || !p->words[k - 1].function || !p->words[k].function;
}

/* The token after the phrase that begins at a token; 0 when it does not. */
static uint32_t occurs_at(const ent_pattern *p, const struct words *text, uint32_t at)
{
	bool before = false;
	for (uint32_t k = 0; k < p->n; k++) {
		const bool hyphen =
			!p->exact && k && at < text->n && is_hyphen(text->bare[at]);
		if ((hyphen && !ent_pattern_allows_hyphen(p, k, before)) ||
		    (!hyphen && !p->exact && !p->loose && p->words[k].hyphen))
			return 0;
		at += hyphen;
		before = hyphen;
		uint32_t used = fits(p, k, text, at);
		if (!used)
			return 0;
		at += used;
	}
	return at;
}

static uint32_t mark_rows(ent_span *spans, const ent_pattern *p, const struct words *w)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < w->n;) {
		uint32_t end = occurs_at(p, w, k);
		if (end)
			spans[n++] = (ent_span){ w->tokens[k].start,
						 w->tokens[end - 1].end };
		k = end ? end : k + 1;
	}
	return n;
}

/* Each word where it occurs; none when one is missing. */
static uint32_t mark_each(ent_span *spans, const ent_pattern *p, const struct words *w)
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < p->n; k++) {
		bool there = p->words[k].any;
		for (uint32_t i = 0; i < w->n && !there; i++)
			there = fits(p, k, w, i) > 0;
		if (!there)
			return 0;
	}
	for (uint32_t i = 0; i < w->n;) {
		uint32_t used = 0;
		for (uint32_t k = 0; k < p->n && !used; k++)
			used = p->words[k].any ? 0 : fits(p, k, w, i);
		if (used)
			spans[n++] = (ent_span){ w->tokens[i].start,
						 w->tokens[i + used - 1].end };
		i += used ? used : 1;
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
	if (cut_words(&w, pattern, text, arena))
		out = ENT_NEW_ARRAY(arena, ent_span, w.n);
	if (out)
		*n = pattern->in_a_row ? mark_rows(out, pattern, &w)
				       : mark_each(out, pattern, &w);
	*spans = out;
	return out && !*pattern->failed ? ENT_OK : ent_fail_memory(err);
}
