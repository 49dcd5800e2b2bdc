/* SPDX-License-Identifier: Apache-2.0 */
/* adapt.c - put a query's values and names into a match's target.
 *
 * The rule is: the whole expression or nothing, and the whole sentence or nothing.
 * When a value or name of the query differs from the match's and it is not certain
 * where it is in the target or how it is written there, nothing is put in: a wrong
 * number that looks right costs more than an old one.  Other words that differ do not
 * prevent it; they are listed as stale, because the target still has the old ones.
 *
 * adapt_values.c replacements in values (text/value.h), adapt_names.c names.  Cost:
 * O(text + values squared), for matches that are shown.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "match/adapt_parts.h"

/* ---- which tokens are kept ------------------------------------------------------ */

static uint32_t cut(ent_token *out, ent_str text)
{
	uint32_t n = 0;
	for (size_t at = 0; n < ENT_ADAPT_TOKENS && ent_token_next(&out[n], text, &at);)
		n++;
	return n;
}

/* Pairs the tokens that no edit touches: they follow each other in both texts. */
static bool pair_tokens(struct ent_adapt *a)
{
	const ent_match *m = a->match;
	a->n_tokens = cut(a->tokens, a->query);
	a->n_source_tokens = cut(a->source_tokens, a->source);
	if (a->n_tokens == ENT_ADAPT_TOKENS || a->n_source_tokens == ENT_ADAPT_TOKENS)
		return false;
	bool edited[ENT_ADAPT_TOKENS] = { false };
	for (uint32_t k = 0; k < a->n_tokens; k++)
		a->pair[k] = 0;
	for (uint32_t e = 0; e < m->n_edits; e++) {
		const ent_edit *edit = &m->edits[e];
		for (uint32_t k = 0; k < a->n_tokens; k++)
			if (a->tokens[k].start < edit->query_end &&
			    a->tokens[k].end > edit->query_start)
				a->pair[k] = ENT_ADAPT_TOKENS;
		for (uint32_t k = 0; k < a->n_source_tokens; k++)
			edited[k] |= a->source_tokens[k].start < edit->match_end &&
				     a->source_tokens[k].end > edit->match_start;
	}
	uint32_t s = 0;
	for (uint32_t k = 0; k < a->n_tokens; k++) {
		if (a->pair[k] == ENT_ADAPT_TOKENS)
			continue;
		while (s < a->n_source_tokens && edited[s])
			s++;
		if (s == a->n_source_tokens)
			return false;
		a->pair[k] = (uint16_t)s++;
	}
	return true;
}

/* ---- the answer ----------------------------------------------------------------- */

static int replacement_cmp(const void *pa, const void *pb)
{
	const struct ent_replacement *a = pa, *b = pb;
	return (a->start > b->start) - (a->start < b->start);
}

/* Equal but for a capital. */
static bool is_word(ent_str s, const char *lower)
{
	return s.n == strlen(lower) && (s.p[0] | 32) == lower[0] &&
	       !memcmp(s.p + 1, lower + 1, s.n - 1);
}

/* What of a text an edit changes is only an article or its elision: "d'octobre" for "de
 * novembre". */
static bool is_article(ent_str s)
{
	static const char *const words[] = { "d",  "de",  "du", "des", "l",  "le",
					     "la", "les", "a",  "an",  "the" };
	ent_token t;
	for (size_t at = 0; ent_token_next(&t, s, &at);) {
		bool found = t.kind == ENT_TOKEN_MARK;
		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]) && !found; k++)
			found = is_word(ent_str_slice(s, t.start, t.end), words[k]);
		if (!found)
			return false;
	}
	return true;
}

/* Whether an edit of articles is beside one that is adapted, so that the target has the
 * right ones. */
static bool goes_with_value(const ent_match *m, const struct ent_adapt *a, uint32_t k)
{
	enum { BESIDE = 3 }; /* a space or an apostrophe */
	const ent_edit *e = &m->edits[k];
	if (!is_article(ent_str_slice(a->query, e->query_start, e->query_end)) ||
	    !is_article(ent_str_slice(a->source, e->match_start, e->match_end)))
		return false;
	for (uint32_t i = 0; i < m->n_edits; i++) {
		const ent_edit *v = &m->edits[i];
		if (a->used[i] && v->query_start >= e->query_end &&
		    v->query_start - e->query_end <= BESIDE)
			return true;
	}
	return false;
}

/* Edits that are not adapted and are not punctuation. */
static bool find_stale(ent_match *m, struct ent_adapt *a)
{
	uint32_t *stale = ENT_NEW_ARRAY(a->arena, uint32_t, m->n_edits);
	if (!stale)
		return false;
	for (uint32_t k = 0; k < m->n_edits; k++) {
		const ent_edit *e = &m->edits[k];
		ent_str is = ent_str_slice(a->query, e->query_start, e->query_end);
		ent_str was = ent_str_slice(a->source, e->match_start, e->match_end);
		ent_token t;
		size_t at = 0;
		const bool word =
			(ent_token_next(&t, is, &at) && t.kind != ENT_TOKEN_MARK) ||
			(at = 0,
			 ent_token_next(&t, was, &at) && t.kind != ENT_TOKEN_MARK);
		if (!word || a->used[k] || e->cost < 0.5F || goes_with_value(m, a, k))
			continue;
		stale[m->n_stale++] = k;
		a->unsure |= ent_adapt_has_stale_value(a, e);
	}
	m->stale = stale;
	return true;
}

static bool is_marked(const ent_value *v, const ent_substitution *subs, uint32_t n)
{
	for (uint32_t k = 0; k < n; k++)
		if (v->start < subs[k].end && v->end > subs[k].start)
			return true;
	return false;
}

/* Whether replacement k continues the date of the one before: only spaces and commas
 * are between them. */
static bool one_date(const struct ent_adapt *a, uint32_t k)
{
	const struct ent_replacement *p = &a->replacements[k - 1],
				     *q = &a->replacements[k];
	if (p->kind != ENT_SUBSTITUTION_DATE || q->kind != ENT_SUBSTITUTION_DATE)
		return false;
	for (uint32_t at = p->end; at < q->start; at++)
		if (a->target.p[at] != ' ' && a->target.p[at] != ',' &&
		    !(a->target.p[at] & 0x80))
			return false;
	return q->start - p->end <= 3;
}

/* Reads the result: in the place of each replacement the value must be the query's. */
static bool reads_back(const struct ent_adapt *a,
		       ent_str adapted,
		       const ent_substitution *subs,
		       uint32_t n_subs)
{
	ent_value *values = malloc(ENT_ADAPT_VALUES * sizeof(*values));
	if (!values)
		return false;
	uint32_t n = ent_values(values, ENT_ADAPT_VALUES, adapted,
				a->match->found.target.lang);
	bool ok = n < ENT_ADAPT_VALUES;
	for (uint32_t k = 0; ok && k < a->n; k++) {
		bool found = !a->replacements[k].is;
		for (uint32_t i = 0; i < n && !found; i++)
			found = is_marked(&values[i], subs, n_subs) &&
				ent_value_same(&values[i], adapted,
					       a->replacements[k].is, a->query);
		ok = found;
	}
	free(values);
	return ok;
}

static ent_status write_out(ent_match *m, struct ent_adapt *a, ent_error *err)
{
	ent_buf out = ENT_BUF_INIT;
	uint32_t at = 0;
	ent_substitution *subs = ENT_NEW_ARRAY(a->arena, ent_substitution, a->n);
	qsort(a->replacements, a->n, sizeof(*a->replacements), replacement_cmp);
	for (uint32_t k = 0; k < a->n && !a->unsure; k++) {
		a->unsure = a->replacements[k].start < at; /* two in one place */
		at = a->replacements[k].end;
	}
	if (a->unsure)
		return ENT_OK;
	at = 0;
	uint32_t n_subs = 0;
	for (uint32_t k = 0; subs && k < a->n; k++) {
		const struct ent_replacement *p = &a->replacements[k];
		ent_buf_add(&out, ent_str_slice(a->target, at, p->start));
		const uint32_t start = (uint32_t)out.n;
		ent_buf_add(&out, p->text);
		if (k && one_date(a, k)) {
			ent_substitution *last = &subs[n_subs - 1];
			last->end = (uint32_t)out.n;
			last->was.n = (size_t)(a->target.p + p->end - last->was.p);
		} else {
			subs[n_subs++] =
				(ent_substitution){ p->kind, start, (uint32_t)out.n,
						    ent_str_slice(a->target, p->start,
								  p->end) };
		}
		at = p->end;
	}
	ent_buf_add(&out, ent_str_slice(a->target, at, a->target.n));
	ent_str adapted = ent_arena_str(a->arena, ent_buf_str(&out));
	bool ok = subs && adapted.p && !out.failed && find_stale(m, a);
	ent_buf_release(&out);
	if (!ok)
		return ent_fail_memory(err);
	if (a->unsure || !reads_back(a, adapted, subs, n_subs)) {
		m->n_stale = 0;
		return ENT_OK;
	}
	m->adapted = adapted;
	m->substitutions = subs;
	m->n_substitutions = n_subs;
	return ENT_OK;
}

/* ---- the whole ------------------------------------------------------------------ */

static uint32_t read_values(ent_value *out, ent_str text, ent_str lang)
{
	return ent_values(out, ENT_ADAPT_VALUES, text, lang);
}

/* The values of the query as those of a language: all matches have the same as a
 * rule. */
static const struct ent_adapt_values *values_of_query(ent_adapt_query *query,
						      ent_str lang,
						      ent_arena *arena)
{
	struct ent_adapt_values *v = query->values;
	if (v && ent_str_eq(v->lang, lang))
		return v;
	v = ENT_NEW_ARRAY(arena, struct ent_adapt_values, 1);
	if (!v)
		return NULL;
	v->n = read_values(v->list, query->text, lang);
	v->lang = ent_arena_str(arena, lang);
	query->values = v;
	return v->lang.p ? v : NULL;
}

/* Whether there is something to put in; false, or a->unsure, for a target as it is. */
static bool differs(struct ent_adapt *a, ent_adapt_query *query)
{
	const ent_unit *u = &a->match->found;
	const struct ent_adapt_values *asked =
		values_of_query(query, u->source.lang, a->arena);
	if (!asked) {
		a->failed = true;
		return false;
	}
	a->asked = asked->list;
	a->n_asked = asked->n;
	a->n_was = read_values(a->was, a->source, u->source.lang);
	a->unsure = a->n_asked == ENT_ADAPT_VALUES || a->n_was == ENT_ADAPT_VALUES;
	return !a->unsure && (ent_adapt_values_differ(a) ||
			      (!a->unsure && ent_adapt_names_differ(a)));
}

static void find_replacements(struct ent_adapt *a)
{
	a->n_slots = read_values(a->slots, a->target, a->match->found.target.lang);
	a->unsure = a->n_slots == ENT_ADAPT_VALUES || !pair_tokens(a) ||
		    !ent_values_complete(a->target);
	if (!a->unsure)
		ent_adapt_values(a);
	if (!a->unsure && !a->failed)
		ent_adapt_names(a);
}

ent_status ent_adapt(ent_match *m,
		     ent_adapt_query *query,
		     ent_arena *arena,
		     ent_error *err)
{
	const ent_unit *u = &m->found;
	m->adapted = ENT_STR("");
	m->n_stale = 0;
	if (!m->n_edits)
		return ENT_OK;
	struct ent_adapt *a = malloc(sizeof(*a));
	if (!a)
		return ent_fail_memory(err);
	memset(a, 0, offsetof(struct ent_adapt, was));
	a->query = query->text;
	a->source = u->source.text;
	a->target = u->target.text;
	a->match = m;
	a->arena = arena;
	a->used = ENT_NEW_ARRAY(arena, bool, m->n_edits);
	a->failed = !a->used;
	if (!a->failed && differs(a, query))
		find_replacements(a);
	ent_status status = ENT_OK;
	if (a->failed)
		status = ent_fail_memory(err);
	else if (a->n && !a->unsure)
		status = write_out(m, a, err);
	free(a);
	return status;
}
