/* SPDX-License-Identifier: Apache-2.0 */
/* rendering.c - which rendering of a phrase each hit has.
 *
 * A rendering is the counterpart of a hit: two are one when their words are the same
 * but for inflection (stems of the language), articles, case, accents and typography; a
 * counterpart that is marked several times in a hit is one.
 *
 * Word links are wrong or incomplete now and then, which shows when all hits of a
 * phrase are known:
 *  - a rare rendering that contains a frequent one was marked too far: it is that one;
 *  - a rare one that is part of another and has fewer words than the phrase was not
 *    marked whole: the hit is unmarked;
 *  - so is one that occurs once, beside frequent ones, in which no word is known as a
 *    translation of a word of the phrase, or like it.
 *  - a rendering whose words a lexicon explains as those of a part of the phrase is
 *    unmarked, when the rest is translated elsewhere in the texts or it is not the
 *    usual one; so is one that neither a lexicon nor many hits support.
 * "Rare" and "frequent" were chosen on 100 phrases of communiqués and releases
 * (2026-11).
 *
 * Cost: O(n log n) and O(renderings x FREQUENT_MAX).
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "concord/known.h"
#include "concord/rendering.h"
#include "text/function_words.h"

/* OVER: how many times the uses of a rare rendering a frequent one has.  PART_MAX: most
 * uses of a part that was not marked whole.  FREQUENT_MAX: most frequent renderings.
 * FEW: hits that are too few to judge by.  FAMILIAR: uses of one that is usual. */
enum { OVER = 3, PART_MAX = 2, FREQUENT_MAX = 50, FEW = 8, FAMILIAR = 10 };
/* Shares of the hits that make a rendering sure without a lexicon: of a phrase of
 * several words, of one word; of one that is seldom, of one that is for the most
 * part. */
static const double OFTEN = 0.2, RARE = 0.05, SELDOM = 0.13, MOSTLY = 0.6;

/* ---- what is known of a counterpart ---------------------------------------------- */

static uint32_t count_content(ent_str text)
{
	ent_token t;
	uint32_t n = 0;
	for (size_t at = 0; ent_token_next(&t, text, &at);)
		n += t.kind != ENT_TOKEN_MARK &&
		     !ent_is_function_word(ent_str_slice(text, t.start, t.end));
	return n;
}

/* Whether a text begins or ends with a function word. */
static bool has_light_end(ent_str text)
{
	ent_token t;
	bool first = false, last = false, any = false;
	for (size_t at = 0; ent_token_next(&t, text, &at);) {
		if (t.kind == ENT_TOKEN_MARK)
			continue;
		last = ent_is_function_word(ent_str_slice(text, t.start, t.end));
		first = any ? first : last;
		any = true;
	}
	return first || last;
}

/* Whether each word of the phrase has a counterpart that the lexicon knows, and each
 * word of the counterpart is one; of few hits, whether any is. */
static bool is_known(const ent_hit *hit,
		     const ent_lexicon *lexicon,
		     bool few,
		     ent_known_reader *reader)
{
	const ent_unit *u = &hit->found;
	const ent_str phrase =
		ent_str_slice(u->source.text, hit->spans[0].start, hit->spans[0].end);
	for (uint32_t k = 0; k < hit->n_counterparts; k++) {
		const ent_str part =
			ent_str_slice(u->target.text, hit->counterparts[k].start,
				      hit->counterparts[k].end);
		const ent_known_words there =
			ent_words_known(reader, lexicon, ENT_KNOWN, phrase, part);
		const ent_known_words here =
			ent_phrase_known(reader, lexicon, ENT_KNOWN, phrase, part);
		if (few ? there.known > 0
			: there.words == there.known && here.words == here.known)
			return true;
	}
	return false;
}

/* ---- groups ---------------------------------------------------------------------- */

struct group {
	ent_str key, text;
	uint32_t count, content, phrase; /* content words: its own, the phrase's */
	bool known;
	bool idiom; /* the phrase begins or ends with a function word */
	/* by the lexicon: words of the phrase that it translates, its own that
	 * translate one, and in how many of the hits looked at another word of the
	 * phrase is translated elsewhere in the text */
	ent_known_words here, there;
	uint32_t looked_at, elsewhere;
	ent_rendering_use as; /* what its hits have in the end */
};

struct member {
	ent_rendering_use *use;
	uint32_t hit;
};

static int member_cmp(const void *pa, const void *pb)
{
	const struct member *a = pa, *b = pb;
	int c = ent_str_cmp(a->use->key, b->use->key);
	return c ? c : (a->hit > b->hit) - (a->hit < b->hit);
}

static int group_cmp(const void *pa, const void *pb)
{
	const struct group *a = pa, *b = pb;
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return ent_str_cmp(a->key, b->key);
}

/* Whether the words of one are in a row among those of the other, and are fewer. */
static bool contains(const struct group *large, const struct group *small)
{
	const ent_str a = large->key, b = small->key;
	for (size_t at = 0; b.n && b.n < a.n && at + b.n <= a.n; at++)
		if (!memcmp(a.p + at, b.p, b.n))
			return true;
	return false;
}

/* Whether a group, which has fewer words than the phrase, is part of a whole one. */
static bool is_part(const struct group *g, const struct group *whole)
{
	return g->content < g->phrase && whole->content >= g->phrase &&
	       contains(whole, g) &&
	       (whole->count >= OVER * g->count || g->count <= PART_MAX);
}

/* Whether a more frequent group decides what a group is counted as. */
static bool is_settled(struct group *g, const struct group *more)
{
	if (!more->as.key.n || more->count < OVER * g->count || !contains(g, more) ||
	    (more->content < g->phrase && g->content <= g->phrase))
		return false;
	g->as = more->as;
	return true;
}

/* Whether a group is only a part of what stands for the phrase: each of its words is
 * known, a word of the phrase is not among them, and that one is translated elsewhere
 * in the text, or the group is not the usual one. */
static bool lacks_word(const struct group *g, uint32_t hits)
{
	const bool elsewhere = 4 * g->elsewhere >= 3 * g->looked_at;
	const bool short_of =
		g->there.known == g->there.words && g->there.words < g->here.words;
	const bool usual = 2 * g->count >= hits && (g->count > PART_MAX || !short_of);
	const bool rare = g->count < SELDOM * hits || g->count <= PART_MAX;
	const bool most = 2 * g->here.known < g->here.words;
	return g->phrase >= 2 && !g->idiom && g->here.known < g->here.words &&
	       !(g->count >= FAMILIAR && g->count >= MOSTLY * hits) &&
	       (usual ? (elsewhere || most) && short_of
		      : short_of || (elsewhere && rare));
}

/* Whether nothing says that a group translates the phrase but a few hits. */
static bool is_unsupported(const struct group *g, uint32_t hits)
{
	if (!g->here.words || !g->there.words || g->here.known || g->there.known)
		return false;
	const double share = g->phrase < 2 ? RARE : hits < FEW ? MOSTLY : OFTEN;
	return (g->count <= PART_MAX && 2 * g->count <= hits) ||
	       g->count < share * hits;
}

static void settle(struct group *groups, uint32_t n, uint32_t hits, bool few)
{
	for (uint32_t k = 0; k < n; k++) {
		struct group *g = &groups[k];
		bool settled = false;
		g->as = (ent_rendering_use){ g->key, g->text };
		for (uint32_t i = 0; i < k && i < FREQUENT_MAX && !settled; i++)
			settled = is_settled(g, &groups[i]);
		bool part = (!g->known && g->count == 1 &&
			     (!few || groups[0].count >= 2)) ||
			    lacks_word(g, hits) || is_unsupported(g, hits);
		for (uint32_t i = 0; i < n && i < FREQUENT_MAX && !settled && !part;
		     i++)
			part = is_part(g, &groups[i]);
		if (!settled && part)
			g->as = (ent_rendering_use){ ENT_STR(""), ENT_STR("") };
	}
}

static int key_cmp(const void *pa, const void *pb)
{
	const struct group *a = pa, *b = pb;
	return ent_str_cmp(a->key, b->key);
}

static uint32_t more_of(uint32_t a, uint32_t b)
{
	return a > b ? a : b;
}

/* What a lexicon knows of a group; of several lexicons, the most. */
static void find_known(struct group *g,
		       const ent_hit *hit,
		       const ent_lexicon *lexicon,
		       ent_known_reader *reader)
{
	const ent_unit *u = &hit->found;
	const ent_str phrase =
		ent_str_slice(u->source.text, hit->spans[0].start, hit->spans[0].end);
	const ent_known_words here =
		ent_phrase_known(reader, lexicon, ENT_KNOWN, phrase, g->text);
	const ent_known_words there =
		ent_words_known(reader, lexicon, ENT_KNOWN, phrase, g->text);
	g->here = (ent_known_words){ here.words, more_of(here.known, g->here.known) };
	g->there =
		(ent_known_words){ there.words, more_of(there.known, g->there.known) };
}

/* Whether a word of the phrase that the group does not translate has a translation in
 * the text of a hit. */
static bool is_elsewhere(const struct group *g,
			 const ent_hit *hit,
			 const ent_memory *memory,
			 ent_known_reader *reader)
{
	const ent_unit *u = &hit->found;
	const ent_str phrase =
		ent_str_slice(u->source.text, hit->spans[0].start, hit->spans[0].end);
	const ent_lexicon *lexicon = memory->seed ? memory->seed : memory->lexicon;
	return ent_phrase_known(reader, lexicon, ENT_KNOWN, phrase, u->target.text)
		       .known > g->here.known;
}

static ent_status add_group(struct group *out,
			    const struct member *members,
			    uint32_t n,
			    const ent_hit *hits,
			    bool few,
			    ent_memory *memory,
			    ent_known_reader *reader,
			    ent_error *err)
{
	*out = (struct group){ .key = members[0].use->key,
			       .text = members[0].use->text,
			       .count = n };
	const ent_hit *first = &hits[members[0].hit];
	out->content = count_content(out->text);
	out->idiom = has_light_end(ent_str_slice(
		first->found.source.text, first->spans[0].start, first->spans[0].end));
	out->phrase = count_content(ent_str_slice(
		first->found.source.text, first->spans[0].start, first->spans[0].end));
	ent_status status = ent_hit_lexicon(memory, &first->found, err);
	if (status)
		return status;
	find_known(out, first, memory->seed, reader);
	find_known(out, first, memory->lexicon, reader);
	for (uint32_t k = 0; k < n && k < FEW && out->here.known < out->here.words;
	     k++) {
		out->looked_at++;
		out->elsewhere +=
			is_elsewhere(out, &hits[members[k].hit], memory, reader);
	}
	out->known =
		n > 1 || is_known(first, memory->seed ? memory->seed : memory->lexicon,
				  few, reader);
	return ENT_OK;
}

static ent_status group(ent_rendering_use *uses,
			const ent_hit *hits,
			uint32_t n,
			ent_memory *memory,
			ent_arena *arena,
			ent_error *err)
{
	struct member *members = ENT_NEW_ARRAY(arena, struct member, n);
	struct group *groups = ENT_NEW_ARRAY(arena, struct group, n);
	uint32_t marked = 0, n_groups = 0;
	const bool few = n < FEW;
	ent_known_reader reader = ENT_KNOWN_READER_INIT;
	ent_status status = members && groups ? ENT_OK : ent_fail_memory(err);
	for (uint32_t k = 0; k < n && !status; k++)
		if (uses[k].key.n)
			members[marked++] = (struct member){ &uses[k], k };
	if (!marked || status)
		return status;
	qsort(members, marked, sizeof(*members), member_cmp);
	for (uint32_t k = 0, end; k < marked && !status; k = end) {
		for (end = k; end < marked &&
			      ent_str_eq(members[end].use->key, members[k].use->key);)
			end++;
		status = add_group(&groups[n_groups++], members + k, end - k, hits, few,
				   memory, &reader, err);
	}
	if (!ent_known_release(&reader) && !status)
		status = ent_fail_memory(err);
	if (status)
		return status;
	qsort(groups, n_groups, sizeof(*groups), group_cmp);
	settle(groups, n_groups, n, few);
	qsort(groups, n_groups, sizeof(*groups), key_cmp);
	for (uint32_t k = 0; k < marked; k++) {
		const struct group wanted = { .key = members[k].use->key };
		const struct group *g =
			bsearch(&wanted, groups, n_groups, sizeof(*groups), key_cmp);
		if (!ent_str_eq(g->as.key, g->key))
			*members[k].use = g->as;
	}
	return ENT_OK;
}

ent_status ent_hits_renderings(ent_rendering_use *out,
			       const ent_hit *hits,
			       uint32_t n,
			       ent_memory *memory,
			       ent_arena *arena,
			       ent_error *err)
{
	ent_rendering_reader r = { .arena = arena };
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < n && !status; k++) {
		status = ent_rendering_language(&r, hits[k].found.target.lang, err);
		if (!status && !ent_rendering_read(&out[k], &r, &hits[k]))
			status = ent_fail_memory(err);
	}
	ent_rendering_release(&r);
	return status ? status : group(out, hits, n, memory, arena, err);
}

ent_status ent_hits_of_rendering(ent_hit *hits,
				 uint32_t *count,
				 ent_str rendering,
				 ent_memory *memory,
				 ent_arena *arena,
				 ent_error *err)
{
	ent_rendering_reader r = { .arena = arena };
	uint32_t kept = 0;
	ent_rendering_use *uses = ENT_NEW_ARRAY(arena, ent_rendering_use, *count);
	ent_status status = uses ? ENT_OK : ent_fail_memory(err);
	if (!status)
		status = ent_hits_renderings(uses, hits, *count, memory, arena, err);
	for (uint32_t k = 0; k < *count && !status; k++) {
		ent_buf wanted = ENT_BUF_INIT;
		status = ent_rendering_language(&r, hits[k].found.target.lang, err);
		if (!status)
			ent_rendering_add_key(&wanted, &r, rendering);
		if (!status && wanted.failed)
			status = ent_fail_memory(err);
		if (!status && uses[k].key.n &&
		    ent_str_eq(uses[k].key, ent_buf_str(&wanted)))
			hits[kept++] = hits[k];
		ent_buf_release(&wanted);
	}
	ent_rendering_release(&r);
	*count = kept;
	return status;
}
