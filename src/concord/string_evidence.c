/* SPDX-License-Identifier: Apache-2.0 */
/* string_evidence.c - strings of words that may be the counterpart of a phrase,
 * counted.
 *
 * In each hit the strings that touch what the links mark, or, where they mark nothing,
 * those of words that nothing else links to.  How often a string is in hits of the
 * phrase and how often in other texts of the memory, of which a sample is read, says
 * whether it translates the phrase (settle.c).
 *
 * Cost: O(words of the targets x ENT_STRING_LONGEST), and a sample of SAMPLE units,
 * some 5 ms.
 */
#include <stdlib.h>
#include <string.h>

#include "align/words.h"
#include "base/array.h"
#include "base/fail.h"
#include "base/word_list.h"
#include "concord/finish.h"
#include "concord/string_evidence.h"
#include "text/function_words.h"
#include "text/lang.h"

/* Hits whose strings are counted, and units of the sample, at most. */
enum {
	LOOKED_AT = 800,
	SAMPLE = 600,
	SAMPLE_MIN = 200, /* where there are few hits */
	TABLE = 1 << 12,
};

/* Words of content that a counterpart has more than its phrase. */
enum { MORE = 2 };

/* ---- words ----------------------------------------------------------------------- */

static bool joins_words(ent_str text, const ent_token *t)
{
	const ent_str s = ent_str_slice(text, t->start, t->end);
	return ent_str_is(s, "'") || ent_str_is(s, "-") || ent_str_is(s, "\u2019") ||
	       ent_str_is(s, "\u2010") || ent_str_is(s, "\u2011");
}

/* The words of n tokens; flags: NULL for none. */
static bool read_words(ent_target_words *out,
		       ent_norms *norms,
		       ent_str text,
		       const ent_token *tokens,
		       const uint8_t *flags,
		       uint32_t n,
		       bool add,
		       ent_arena *arena)
{
	bool apart = true;
	*out = (ent_target_words){ .norms = ENT_NEW_ARRAY(arena, uint32_t, n) };
	out->tokens = ENT_NEW_ARRAY(arena, uint32_t, n);
	out->classes = ENT_NEW_ARRAY(arena, uint8_t, n);
	out->flags = ENT_NEW_ARRAY(arena, uint8_t, n);
	out->apart = ENT_NEW_ARRAY(arena, bool, n);
	if (!out->norms || !out->tokens || !out->classes || !out->flags || !out->apart)
		return false;
	for (uint32_t k = 0; k < n; k++) {
		const ent_token *t = &tokens[k];
		ent_word_class class_of = ENT_CLASS_CONTENT;
		if (flags ? !(flags[k] & ENT_MARK_WORD) : t->kind == ENT_TOKEN_MARK) {
			apart |= !joins_words(text, t);
			continue;
		}
		const uint32_t w = out->n++;
		out->norms[w] = ent_norm_of(&class_of, norms,
					    ent_str_slice(text, t->start, t->end),
					    t->kind, add);
		if (norms->failed || (add && out->norms[w] == ENT_VOCAB_NONE))
			return false;
		out->tokens[w] = k;
		out->classes[w] = (uint8_t)class_of;
		out->flags[w] = flags ? flags[k] : 0;
		out->apart[w] = apart;
		apart = false;
	}
	return true;
}

/* "up to date", "out of order" */
static bool is_particle(ent_str text, const ent_token *tokens, uint32_t k)
{
	const ent_str word = ent_str_slice(text, tokens[k].start, tokens[k].end);
	return ent_str_is(word, "up") || ent_str_is(word, "out") ||
	       ent_str_is(word, "off");
}

static ent_status read_shape(ent_phrase_shape *out,
			     const ent_hit *hit,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_norms norms;
	ent_target_words words;
	uint32_t n;
	const ent_str text = ent_str_slice(hit->found.source.text, hit->spans[0].start,
					   hit->spans[0].end);
	const ent_token *tokens = ent_tokens(&n, text, arena);
	*out = (ent_phrase_shape){ .content = 0 };
	if (n == UINT32_MAX)
		return ent_fail_memory(err);
	ent_status status =
		ent_norms_begin(&norms, ent_lang_base(hit->found.source.lang), err);
	if (!status && !read_words(&words, &norms, text, tokens, NULL, n, true, arena))
		status = ent_fail_memory(err);
	ent_expressions expressions;
	if (!status && !ent_expressions_read(&expressions, &norms, arena))
		status = ent_fail_memory(err);
	out->is_expression = !status && ent_is_expression(&expressions, &words);
	ent_norms_release(&norms);
	if (status || !words.n)
		return status;
	for (uint32_t k = 0; k < words.n; k++) {
		out->content += words.classes[k] == ENT_CLASS_CONTENT;
		out->any_and |= words.classes[k] == ENT_CLASS_AND;
		out->light += words.classes[k] != ENT_CLASS_CONTENT;
		out->any_light |= words.classes[k] != ENT_CLASS_CONTENT;
	}
	out->starts_light |= words.classes[0] != ENT_CLASS_CONTENT;
	if (words.n > 1 && is_particle(text, tokens, words.tokens[0]))
		out->starts_light = out->starts_in_preposition = out->any_light = true;
	const uint8_t last = words.classes[words.n - 1];
	out->ends_light = last != ENT_CLASS_CONTENT;
	out->starts_in_preposition |= words.classes[0] == ENT_CLASS_LINK ||
				      words.classes[0] == ENT_CLASS_PREPOSITION;
	out->starts_in_auxiliary = words.classes[0] == ENT_CLASS_AUXILIARY;
	out->ends_in_join = last == ENT_CLASS_JOIN;
	out->ends_in_preposition =
		last == ENT_CLASS_LINK || last == ENT_CLASS_PREPOSITION;
	return ENT_OK;
}

/* ---- strings --------------------------------------------------------------------- */

static uint32_t hash_of(const uint32_t *norms, uint32_t n)
{
	uint64_t hash = 0xCBF29CE484222325u;
	for (uint32_t k = 0; k < n; k++)
		hash = (hash ^ (norms[k] + 1)) * 0x9E3779B97F4A7C15u;
	return (uint32_t)(hash >> 32);
}

static uint32_t find_slot(const ent_concord_evidence *e,
			  const uint32_t *norms,
			  uint32_t n)
{
	uint32_t at = hash_of(norms, n) & e->mask;
	for (;; at = (at + 1) & e->mask) {
		if (!e->slots[at])
			return at;
		const ent_word_string *s = &e->strings[e->slots[at] - 1];
		if (s->n == n && !memcmp(s->norms, norms, n * sizeof(*norms)))
			return at;
	}
}

ent_word_string *ent_evidence_find(const ent_concord_evidence *e,
				   const uint32_t *norms,
				   uint32_t n)
{
	if (!e->slots)
		return NULL;
	const uint32_t slot = e->slots[find_slot(e, norms, n)];
	return slot ? &e->strings[slot - 1] : NULL;
}

/* Space for one more, at most half of the table. */
static bool grow(ent_concord_evidence *e)
{
	const size_t wanted = e->mask ? 2 * ((size_t)e->mask + 1) : TABLE;
	if (!ENT_GROW(e->strings, e->capacity, e->n_strings + 1))
		return false;
	if (e->slots && 2 * e->n_strings < e->mask)
		return true;
	uint32_t *slots = calloc(wanted, sizeof(*slots));
	if (!slots)
		return false;
	free(e->slots);
	e->slots = slots;
	e->mask = (uint32_t)wanted - 1;
	for (size_t k = 0; k < e->n_strings; k++)
		e->slots[find_slot(e, e->strings[k].norms, e->strings[k].n)] =
			(uint32_t)k + 1;
	return true;
}

/* Whether a counterpart of the phrase may begin, or end, with a word of a class. */
static bool may_begin(const ent_phrase_shape *shape, uint8_t class_of)
{
	switch ((ent_word_class)class_of) {
	case ENT_CLASS_ARTICLE:
	case ENT_CLASS_LINK: return shape->starts_light;
	case ENT_CLASS_VERB:
	case ENT_CLASS_NOT:
	case ENT_CLASS_OTHER: return shape->any_light;
	case ENT_CLASS_AND:
	case ENT_CLASS_JOIN: return false;
	case ENT_CLASS_AUXILIARY: return shape->starts_in_auxiliary;
	case ENT_CLASS_CONTENT:
	case ENT_CLASS_PREPOSITION: break;
	}
	return true;
}

static bool may_end(const ent_phrase_shape *shape, uint8_t class_of)
{
	switch ((ent_word_class)class_of) {
	case ENT_CLASS_AND:
	case ENT_CLASS_ARTICLE: return false;
	case ENT_CLASS_LINK:
	case ENT_CLASS_PREPOSITION: return shape->ends_in_preposition;
	case ENT_CLASS_AUXILIARY: return shape->ends_light;
	case ENT_CLASS_NOT:
	case ENT_CLASS_OTHER: return shape->any_light;
	case ENT_CLASS_JOIN: return shape->any_light;
	case ENT_CLASS_VERB:
	case ENT_CLASS_CONTENT: break;
	}
	return true;
}

/* Whether the words [from, from + n) say something: one with content, or two of which
 * one is more than a preposition. */
static bool says_something(const ent_target_words *t,
			   const ent_phrase_shape *shape,
			   uint32_t from,
			   uint32_t n,
			   uint32_t content)
{
	bool other = false;
	for (uint32_t k = from; k < from + n; k++)
		other |= t->classes[k] == ENT_CLASS_OTHER ||
			 t->classes[k] == ENT_CLASS_JOIN;
	return content || (shape->any_light && n > 1 && other);
}

static bool add_string(ent_concord_evidence *e,
		       ent_target_words *t,
		       uint32_t hit,
		       uint32_t from,
		       uint32_t n,
		       uint32_t content,
		       uint32_t marked)
{
	if (!grow(e))
		return false;
	const uint32_t slot = find_slot(e, t->norms + from, n);
	if (!e->slots[slot]) {
		e->strings[e->n_strings] =
			(ent_word_string){ .hit = hit,
					   .at = from,
					   .norms = t->norms + from,
					   .n = (uint8_t)n,
					   .content = (uint8_t)content,
					   .first = t->classes[from],
					   .last = t->classes[from + n - 1] };
		e->slots[slot] = (uint32_t)++e->n_strings;
	}
	ent_word_string *s = &e->strings[e->slots[slot] - 1];
	if (s->seen_in != hit + 1) {
		s->seen_in = hit + 1;
		s->hits++;
		s->all++;
		s->linked += marked > 0;
		s->whole += marked >= content && content >= e->shape.content;
	}
	t->places[t->n_places++] =
		(ent_string_place){ e->slots[slot] - 1, (uint16_t)from, (uint8_t)n,
				    (uint8_t)marked };
	return true;
}

/* Whether a word belongs to another word of the source. */
static bool is_of_others(const ent_target_words *t, uint32_t k)
{
	return (t->classes[k] == ENT_CLASS_CONTENT || t->classes[k] == ENT_CLASS_NOT) &&
	       t->flags[k] & ENT_MARK_OUTSIDE &&
	       !(t->flags[k] & (ENT_MARK_INSIDE | ENT_MARK_MARKED));
}

/* Whether a preposition belongs to another word of the source alone. */
static bool is_preposition_of_others(const ent_target_words *t, uint32_t k)
{
	return (t->classes[k] == ENT_CLASS_PREPOSITION ||
		t->classes[k] == ENT_CLASS_LINK) &&
	       t->flags[k] & ENT_MARK_OUTSIDE &&
	       !(t->flags[k] & (ENT_MARK_INSIDE | ENT_MARK_MARKED));
}

static bool is_touched(const ent_target_words *t, uint32_t k)
{
	return t->flags[k] & (ENT_MARK_INSIDE | ENT_MARK_MARKED) &&
	       (t->classes[k] == ENT_CLASS_CONTENT || t->flags[k] & ENT_MARK_MARKED);
}

static bool count_from(ent_concord_evidence *e,
		       ent_target_words *t,
		       uint32_t hit,
		       uint32_t from,
		       bool any_marked)
{
	uint32_t content = 0, marked = 0;
	if (!may_begin(&e->shape, t->classes[from]) ||
	    (!e->shape.starts_light && t->follows &&
	     is_preposition_of_others(t, from) && from + 1 < t->n &&
	     t->classes[from + 1] <= ENT_CLASS_ARTICLE))
		return true;
	for (uint32_t n = 1; n <= ENT_STRING_LONGEST && from + n <= t->n; n++) {
		const uint32_t k = from + n - 1;
		if ((n > 1 && t->apart[k]) || is_of_others(t, k) ||
		    (t->classes[k] == ENT_CLASS_AND && !e->shape.any_and))
			break;
		content += t->classes[k] == ENT_CLASS_CONTENT;
		marked += is_touched(t, k);
		if (content > e->shape.content + (any_marked ? MORE : 0))
			break;
		if ((any_marked && !marked) || !may_end(&e->shape, t->classes[k]) ||
		    (!e->shape.ends_light && is_preposition_of_others(t, k)) ||
		    !says_something(t, &e->shape, from, n, content))
			continue;
		if (!add_string(e, t, hit, from, n, content, marked))
			return false;
	}
	return true;
}

static bool count_strings(ent_concord_evidence *e, ent_target_words *t, uint32_t hit)
{
	bool any_marked = false;
	for (uint32_t k = 0; k < t->n; k++)
		any_marked |= is_touched(t, k);
	t->places = ENT_NEW_ARRAY(e->arena, ent_string_place,
				  (size_t)t->n * ENT_STRING_LONGEST);
	if (!t->places)
		return false;
	e->looked_at++;
	for (uint32_t k = 0; k < t->n && k < UINT16_MAX; k++)
		if (!count_from(e, t, hit, k, any_marked))
			return false;
	return true;
}

struct numbered {
	uint64_t hash;
	uint32_t hit;
};

static int numbered_cmp(const void *pa, const void *pb)
{
	const struct numbered *a = pa, *b = pb;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return (a->hit > b->hit) - (a->hit < b->hit);
}

/* Of equal targets of several units only the first is counted. */
static bool find_same(ent_concord_evidence *e, const ent_hit *hits, uint32_t n)
{
	struct numbered *all = ENT_NEW_ARRAY(e->arena, struct numbered, n);
	e->same_as = ENT_NEW_ARRAY(e->arena, uint32_t, n);
	if (!all || !e->same_as)
		return false;
	for (uint32_t k = 0; k < n; k++)
		all[k] = (struct numbered){ ent_word_hash(hits[k].found.target.text),
					    k };
	qsort(all, n, sizeof(*all), numbered_cmp);
	for (uint32_t k = 0; k < n; k++) {
		const bool same = k && all[k].hash == all[k - 1].hash &&
				  ent_str_eq(hits[all[k].hit].found.target.text,
					     hits[all[k - 1].hit].found.target.text);
		e->same_as[all[k].hit] = same ? e->same_as[all[k - 1].hit] : all[k].hit;
	}
	return true;
}

/* Whether a function word other than an article is before a hit, or before its article:
 * the preposition of its counterpart is that one's. */
static bool follows_light(const ent_hit *hit)
{
	static const char *const articles[] = { "a",   "an",    "the",  "le",  "la",
						"les", "l",     "un",   "une", "their",
						"its", "his",   "leur", "son", "sa",
						"ses", "leurs", NULL };
	const ent_str before =
		ent_str_slice(hit->found.source.text, 0, hit->spans[0].start);
	ent_str last[2] = { { NULL, 0 }, { NULL, 0 } };
	ent_token t;
	for (size_t at = 0; ent_token_next(&t, before, &at);) {
		if (t.kind == ENT_TOKEN_MARK)
			continue;
		last[0] = last[1];
		last[1] = ent_str_slice(before, t.start, t.end);
	}
	const ent_str word = last[1].n && ent_list_has_any_case(articles, last[1])
				     ? last[0]
				     : last[1];
	return word.n && ent_is_function_word(word) &&
	       !ent_str_eq_any_case(word, ENT_STR("to"));
}

ent_status ent_evidence_read(ent_concord_evidence *e,
			     const ent_hit *hits,
			     const ent_mark_words *words,
			     uint32_t n,
			     ent_error *err)
{
	const uint32_t step = n / LOOKED_AT + 1;
	ent_status status = read_shape(&e->shape, &hits[0], e->arena, err);
	e->targets = ENT_NEW_ARRAY(e->arena, ent_target_words, n);
	e->n_hits = n;
	if (!e->targets || !find_same(e, hits, n))
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n && !status; k++) {
		const ent_unit_side *side = &hits[k].found.target;
		if (!words[k].n ||
		    !ent_str_eq(ent_lang_base(side->lang), e->norms.lang))
			continue;
		if (!read_words(&e->targets[k], &e->norms, side->text, words[k].tokens,
				words[k].flags, words[k].n, true, e->arena))
			return ent_fail_memory(err);
		e->targets[k].follows = follows_light(&hits[k]);
		if ((k % step == 0 && e->same_as[k] == k &&
		     !count_strings(e, &e->targets[k], k)))
			status = ent_fail_memory(err);
	}
	return status;
}

/* ---- the sample ------------------------------------------------------------------ */

/* Numbers of the targets of hits, to leave these out. */
static uint64_t *hash_targets(const ent_concord_evidence *e, const ent_hit *hits)
{
	uint64_t *hashes = ENT_NEW_ARRAY(e->arena, uint64_t, e->n_hits);
	for (uint32_t k = 0; hashes && k < e->n_hits; k++)
		hashes[k] = ent_word_hash(hits[k].found.target.text);
	if (hashes)
		qsort(hashes, e->n_hits, sizeof(*hashes), ent_u64_item_cmp);
	return hashes;
}

static ent_status count_sampled(ent_concord_evidence *e,
				ent_str text,
				uint32_t number,
				ent_arena *scratch,
				ent_error *err)
{
	ent_target_words t;
	uint32_t n;
	ent_arena_clear(scratch);
	const ent_token *tokens = ent_tokens(&n, text, scratch);
	if (n == UINT32_MAX ||
	    !read_words(&t, &e->norms, text, tokens, NULL, n, false, scratch))
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < t.n; k++)
		for (uint32_t i = 1; i <= ENT_STRING_LONGEST && k + i <= t.n; i++) {
			if (t.norms[k + i - 1] == ENT_VOCAB_NONE ||
			    (i > 1 && t.apart[k + i - 1]))
				break;
			ent_word_string *s = ent_evidence_find(e, t.norms + k, i);
			if (s && s->seen_in != number) {
				s->seen_in = number;
				s->elsewhere++;
			}
		}
	e->sampled++;
	return ENT_OK;
}

ent_status ent_evidence_sample(ent_concord_evidence *e,
			       const ent_hit *hits,
			       ent_memory *memory,
			       ent_error *err)
{
	uint64_t last = 0;
	const uint64_t *hashes = hash_targets(e, hits);
	ent_arena *scratch = ent_arena_new(0);
	ent_status status = hashes && scratch
				    ? ent_store_unit_last(&last, memory->store, err)
				    : ent_fail_memory(err);
	const uint32_t wanted = e->n_hits > SAMPLE / 3       ? SAMPLE
				: e->n_hits > SAMPLE_MIN / 3 ? 3 * e->n_hits
							     : SAMPLE_MIN;
	const uint64_t step = last / wanted + 1;
	uint32_t number = e->n_hits + 1; /* above what hits have */
	for (uint64_t id = 1; id <= last && !status; id += step) {
		ent_unit_row row;
		bool there;
		status = ent_store_unit_exists(&there, memory->store, id, err);
		if (status || !there)
			continue;
		status = ent_store_unit_get(&row, memory->store, id, err);
		if (!status) {
			const bool turned = ent_str_eq(
				ent_lang_base(row.unit.source.lang), e->norms.lang);
			const ent_unit_side *side =
				turned ? &row.unit.source : &row.unit.target;
			const uint64_t hash = ent_word_hash(side->text);
			if (ent_str_eq(ent_lang_base(side->lang), e->norms.lang) &&
			    !bsearch(&hash, hashes, e->n_hits, sizeof(hash),
				     ent_u64_item_cmp))
				status = count_sampled(e, side->text, ++number, scratch,
						       err);
		}
		ent_store_unit_end(memory->store);
	}
	ent_arena_free(scratch);
	return status;
}

void ent_evidence_release(ent_concord_evidence *e)
{
	ent_norms_release(&e->norms);
	free(e->strings);
	free(e->slots);
	e->strings = NULL;
	e->slots = NULL;
}
