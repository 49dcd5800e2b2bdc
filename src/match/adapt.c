/* SPDX-License-Identifier: Apache-2.0 */
/* adapt.c - put a query's numbers, dates and names into a match's target.
 *
 * The values of the query and of the match's source are paired in order; only
 * when there are equally many of the same kinds, for otherwise nobody knows which
 * replaced which.  For a pair that differs the old value must stand in the target
 * as often as in the source: then its k-th place there answers the k-th here.  It
 * is written there in the target's format.  A name is a word with a capital inside
 * a sentence, replaced by another such word, that the target has letter for letter
 * and once.  Whatever is not sure is left as it is: a wrong number that looks
 * right costs more than an old one that is marked as different.
 *
 * Cost: O(text + values squared), for matches that are shown.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "match/adapt.h"
#include "text/token.h"
#include "text/value.h"

enum { VALUES = 64 };

struct put {
	uint32_t start, end; /* in the target */
	ent_substitution_kind kind;
	ent_str text; /* in the arena */
};

struct adapt {
	ent_str query;
	const ent_unit *unit;
	ent_value asked[VALUES], source[VALUES], target[VALUES];
	uint32_t n_asked, n_src, n_tgt;
	struct put puts[2 * VALUES];
	uint32_t n;
	ent_arena *arena;
};

static bool same(const ent_value *a, const ent_value *b)
{
	return a->kind == b->kind && !strcmp(a->norm, b->norm);
}

/* The place in the target of source value k; NULL when that is not sure. */
static const ent_value *place_of(const struct adapt *a, uint32_t k)
{
	uint32_t before = 0, all = 0, there = 0;
	const ent_value *v = &a->source[k], *place = NULL;
	for (uint32_t i = 0; i < a->n_src; i++) {
		all += same(&a->source[i], v);
		before += i < k && same(&a->source[i], v);
	}
	for (uint32_t i = 0; i < a->n_tgt; i++)
		if (same(&a->target[i], v) && there++ == before)
			place = &a->target[i];
	return there == all ? place : NULL;
}

static bool put(struct adapt *a,
		uint32_t start,
		uint32_t end,
		ent_substitution_kind kind,
		ent_str s)
{
	ent_str kept = ent_arena_str(a->arena, s);
	if (a->n < 2 * VALUES)
		a->puts[a->n++] = (struct put){ start, end, kind, kept };
	return kept.p != NULL;
}

static bool put_values(struct adapt *a)
{
	ent_buf text = ENT_BUF_INIT;
	bool ok = true;
	if (a->n_asked != a->n_src)
		return true;
	for (uint32_t k = 0; k < a->n_asked; k++)
		if (a->asked[k].kind != a->source[k].kind)
			return true;
	for (uint32_t k = 0; k < a->n_asked && ok; k++) {
		const ent_value *v = &a->asked[k], *at;
		if (same(v, &a->source[k]))
			continue;
		at = place_of(a, k);
		if (!at || v->attached || a->source[k].attached || at->attached)
			continue;
		ent_buf_clear(&text);
		if (!ent_value_add(&text, v, a->unit->target.text, at,
				   a->unit->target.lang))
			continue;
		ok = !text.failed &&
		     put(a, at->start, at->end,
			 v->kind == ENT_VALUE_DATE ? ENT_SUBSTITUTION_DATE
						   : ENT_SUBSTITUTION_NUMBER,
			 ent_buf_str(&text));
	}
	ent_buf_release(&text);
	return ok;
}

/* A capital and a small letter: a name, not an abbreviation in capitals. */
static bool is_name(ent_str s)
{
	unsigned char c = s.n > 1 ? (unsigned char)s.p[0] : 0;
	unsigned char d = s.n > 1 ? (unsigned char)s.p[1] : 0;
	bool capital = (c >= 'A' && c <= 'Z') || (c == 0xC3 && d >= 0x80 && d <= 0x9E);
	size_t second = c == 0xC3 ? 2 : 1;
	if (!capital || second >= s.n)
		return false;
	c = (unsigned char)s.p[second];
	return (c >= 'a' && c <= 'z') || c == 0xC3;
}

/* "Mr", "Dr", "Mme": up to three letters before a full stop, with a capital. */
static bool is_title(ent_str text, uint32_t stop)
{
	uint32_t k = stop;
	while (k && ((text.p[k - 1] | 32) >= 'a' && (text.p[k - 1] | 32) <= 'z'))
		k--;
	return stop > k && stop - k <= 3 && text.p[k] >= 'A' && text.p[k] <= 'Z';
}

/* The first word, or one behind a full stop, has a capital anyway. */
static bool opens_sentence(ent_str text, uint32_t start)
{
	for (uint32_t k = start; k-- > 0;) {
		char c = text.p[k];
		if (c == '.')
			return !is_title(text, k);
		if (c != ' ')
			return c == '!' || c == '?' || c == ':' || c == '(' || c == '"';
	}
	return true;
}

/* Whether the word stands in the text once, and where. */
static bool stands_once(uint32_t *start, ent_str text, ent_str word)
{
	ent_token t;
	unsigned found = 0;
	for (size_t at = 0; ent_token_next(&t, text, &at);)
		if (ent_str_eq(ent_str_slice(text, t.start, t.end), word)) {
			*start = t.start;
			found++;
		}
	return found == 1;
}

static bool put_names(struct adapt *a, const ent_match *m)
{
	ent_str source = m->found.source.text, target = m->found.target.text;
	for (uint32_t k = 0; k < m->n_edits && a->n < VALUES; k++) {
		const ent_edit *e = &m->edits[k];
		ent_str was = ent_str_slice(source, e->match_start, e->match_end);
		ent_str is = ent_str_slice(a->query, e->query_start, e->query_end);
		uint32_t at, once;
		if (e->op != ENT_EDIT_REPLACE || !is_name(was) || !is_name(is) ||
		    opens_sentence(source, e->match_start) ||
		    opens_sentence(a->query, e->query_start) ||
		    !stands_once(&once, source, was) || !stands_once(&at, target, was))
			continue;
		if (!put(a, at, at + (uint32_t)was.n, ENT_SUBSTITUTION_NAME, is))
			return false;
	}
	return true;
}

static int put_cmp(const void *pa, const void *pb)
{
	const struct put *a = pa, *b = pb;
	return (a->start > b->start) - (a->start < b->start);
}

static ent_status write_out(ent_match *m, struct adapt *a, ent_error *err)
{
	ent_buf out = ENT_BUF_INIT;
	ent_str target = m->found.target.text;
	uint32_t at = 0, kept = 0;
	ent_substitution *subs = ENT_NEW_ARRAY(a->arena, ent_substitution, a->n);
	qsort(a->puts, a->n, sizeof(*a->puts), put_cmp);
	for (uint32_t k = 0; subs && k < a->n; k++) {
		const struct put *p = &a->puts[k];
		if (p->start < at)
			continue; /* a name inside a date */
		ent_buf_add(&out, ent_str_slice(target, at, p->start));
		subs[kept++] =
			(ent_substitution){ p->kind, (uint32_t)out.n,
					    (uint32_t)(out.n + p->text.n),
					    ent_str_slice(target, p->start, p->end) };
		ent_buf_add(&out, p->text);
		at = p->end;
	}
	ent_buf_add(&out, ent_str_slice(target, at, target.n));
	ent_str adapted = ent_arena_str(a->arena, ent_buf_str(&out));
	bool ok = subs && adapted.p && !out.failed;
	ent_buf_release(&out);
	if (!ok)
		return ent_fail_memory(err);
	m->adapted = adapted;
	m->substitutions = subs;
	m->n_substitutions = kept;
	return ENT_OK;
}

ent_status ent_adapt(ent_match *m, ent_str query, ent_arena *arena, ent_error *err)
{
	const ent_unit *u = &m->found;
	m->adapted = ENT_STR("");
	if (!m->n_edits)
		return ENT_OK;
	struct adapt *a = malloc(sizeof(*a));
	if (!a)
		return ent_fail_memory(err);
	a->query = query;
	a->unit = u;
	a->arena = arena;
	a->n = 0;
	a->n_asked = ent_values(a->asked, VALUES, query, u->source.lang);
	a->n_src = ent_values(a->source, VALUES, u->source.text, u->source.lang);
	a->n_tgt = ent_values(a->target, VALUES, u->target.text, u->target.lang);
	ent_status status = ENT_OK;
	if (!put_values(a) || !put_names(a, m))
		status = ent_fail_memory(err);
	else if (a->n)
		status = write_out(m, a, err);
	free(a);
	return status;
}
