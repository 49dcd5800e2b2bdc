/* SPDX-License-Identifier: Apache-2.0 */
/* srx.c - cut texts by the rules of an SRX file (SRX 2.0, sections 3 and 4).
 *
 * At each position the first rule whose `before` matches what ends there and whose
 * `after` matches what begins there decides; with none there is no break.  Done
 * literally that takes (rules x positions) regular expressions.  Here a position is
 * tested only if its two characters may be the end and the beginning of a break rule
 * (pattern.c); then the first break rule that matches is found, and only the exceptions
 * before it are tried, each again filtered by its characters.
 *
 * Limits: a match of `before` may begin LOOK characters back at most, one of `after`
 * reach as far; a rule that takes too long, in one match or together with all others,
 * stops the run with an error that names it.  Inline codes are removed before, by
 * coded_text.c, which applies formathandle.  A break inside white space is moved after
 * it.
 */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uregex.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "base/array.h"
#include "base/fail.h"
#include "format/srx_read.h"
#include "segment/char.h"
#include "segment/engine.h"
#include "segment/pattern.h"

enum {
	LOOK = 400,          /* characters to each side */
	TIME_LIMIT = 100,    /* of one match, in ICU's steps of 10,000 states */
	FREE_STEPS = 1000,   /* of all matches together, and one more for each */
	CHARS_PER_STEP = 10, /* so many characters: 10 s a MB at most, 2026-11 */
	STACK_LIMIT = 1 << 20,
};

struct half {
	URegularExpression *regex; /* NULL: fits anything */
	struct facts facts;
	uint64_t text; /* number of the text that the regex has */
};

struct rule {
	struct half before, after;
	bool breaks;
	uint32_t line;
};

struct srx_engine {
	char *path;
	struct rule *rules;
	size_t n, capacity;
	/* Sets of rules, a bit each, `words` words a set: the break rules; the rules
	 * that may match after and before each character below 256, any other. */
	uint64_t *breaks, *after, *before;
	size_t words;
	uint64_t texts;        /* cut so far */
	uint64_t steps, chars; /* spent and seen in all texts */
	UChar *wide;           /* the text, used again for the next */
	size_t wide_capacity;
};

/* ---- the rules of a language ------------------------------------------------ */

static ent_status fail_pattern(ent_error *err, uint32_t line, UErrorCode uerr)
{
	if (uerr == U_MEMORY_ALLOCATION_ERROR)
		return ent_fail_memory(err);
	return ent_fail_line(err, ENT_EFORMAT, line, "bad pattern: %s",
			     u_errorName(uerr));
}

static URegularExpression *open_regex(ent_str pattern,
				      struct facts *facts,
				      uint32_t flags,
				      UErrorCode *uerr)
{
	ent_buf repaired = ENT_BUF_INIT;
	URegularExpression *regex = NULL;
	int32_t n = 0;
	ent_pattern_repair(&repaired, pattern);
	UChar *wide = repaired.failed || repaired.n > INT32_MAX / 4
			      ? NULL
			      : malloc((repaired.n + 1) * sizeof(*wide));
	if (!wide) {
		*uerr = U_MEMORY_ALLOCATION_ERROR;
	} else {
		u_strFromUTF8(wide, (int32_t)repaired.n + 1, &n, repaired.p,
			      (int32_t)repaired.n, uerr);
		if (facts && U_SUCCESS(*uerr))
			ent_pattern_facts(facts, wide, n);
		regex = uregex_open(wide, n, flags, NULL, uerr);
	}
	free(wide);
	ent_buf_release(&repaired);
	if (U_SUCCESS(*uerr)) {
		uregex_setTimeLimit(regex, TIME_LIMIT, uerr);
		uregex_setStackLimit(regex, STACK_LIMIT, uerr);
	}
	return regex;
}

/* Counts the steps of long matches; false when there have been too many. */
static UBool count_step(const void *context, int32_t steps)
{
	struct srx_engine *e = (struct srx_engine *)(uintptr_t)context;
	(void)steps;
	return ++e->steps <= FREE_STEPS + e->chars / CHARS_PER_STEP;
}

/* Compiles one side of a rule; a `before` is made to end where its region does. */
static ent_status compile_half(struct half *out,
			       const struct srx_engine *engine,
			       ent_str pattern,
			       bool before,
			       bool java,
			       uint32_t line,
			       ent_error *err)
{
	UErrorCode uerr = U_ZERO_ERROR;
	ent_buf plain = ENT_BUF_INIT, whole = ENT_BUF_INIT;
	if (!pattern.n)
		return ENT_OK;
	if (java)
		ent_pattern_from_java(&plain, pattern);
	else
		ent_buf_add(&plain, pattern);
	ent_buf_addf(&whole, before ? "(?:%s)\\z" : "%s", plain.p ? plain.p : "");
	if (plain.failed || whole.failed)
		uerr = U_MEMORY_ALLOCATION_ERROR;
	/* alone first, so that "a)(b" is refused */
	else if (before)
		uregex_close(open_regex(ent_buf_str(&plain), NULL, 0, &uerr));
	if (U_SUCCESS(uerr))
		out->regex = open_regex(ent_buf_str(&whole), &out->facts, 0, &uerr);
	ent_buf_release(&plain);
	ent_buf_release(&whole);
	if (U_FAILURE(uerr))
		return fail_pattern(err, line, uerr);
	uregex_useTransparentBounds(out->regex, 1, &uerr);
	uregex_useAnchoringBounds(out->regex, before, &uerr);
	uregex_setMatchCallback(out->regex, count_step, engine, &uerr);
	return ENT_OK;
}

static ent_status add_rule(struct srx_engine *engine,
			   const ent_srx_rule *from,
			   bool java,
			   ent_error *err)
{
	if (!ENT_GROW(engine->rules, engine->capacity, engine->n + 1))
		return ent_fail_memory(err);
	struct rule *rule = &engine->rules[engine->n++];
	*rule = (struct rule){ .breaks = from->breaks, .line = from->line };
	ent_status status = compile_half(&rule->before, engine, from->before, true,
					 java, from->line, err);
	if (!status)
		status = compile_half(&rule->after, engine, from->after, false, java,
				      from->line, err);
	return status;
}

static ent_status add_language(struct srx_engine *engine,
			       const ent_srx *srx,
			       const ent_srx_map *map,
			       bool java,
			       ent_error *err)
{
	for (uint32_t k = 0; k < srx->n_languages; k++) {
		const ent_srx_language *l = &srx->languages[k];
		ent_status status = ENT_OK;
		if (!ent_str_eq(l->name, map->name))
			continue;
		for (uint32_t r = 0; r < l->n_rules && !status; r++)
			status = add_rule(engine, &srx->rules[l->first + r], java, err);
		return status;
	}
	return ent_fail_line(err, ENT_EFORMAT, map->line, "no rules named '%.*s'",
			     map->name.n > 60 ? 60 : (int)map->name.n, map->name.p);
}

/* Whether a map's pattern matches the whole code, written with - or with _. */
static ent_status map_fits(bool *out,
			   const ent_srx_map *map,
			   ent_str lang,
			   ent_error *err)
{
	UErrorCode uerr = U_ZERO_ERROR;
	UChar code[64];
	int32_t n = lang.n < 64 ? (int32_t)lang.n : 0;
	*out = false;
	if (!map->pattern.n)
		return ENT_OK;
	URegularExpression *regex =
		open_regex(map->pattern, NULL, UREGEX_CASE_INSENSITIVE, &uerr);
	for (const char *c = "-_"; *c && !*out && U_SUCCESS(uerr); c++) {
		for (int32_t k = 0; k < n; k++)
			code[k] = (UChar)(lang.p[k] == '-' || lang.p[k] == '_'
						  ? *c
						  : lang.p[k]);
		uregex_setText(regex, code, n, &uerr);
		*out = uregex_matches(regex, 0, &uerr);
	}
	uregex_close(regex);
	return U_FAILURE(uerr) ? fail_pattern(err, map->line, uerr) : ENT_OK;
}

enum { N_CHARS = 257 }; /* below 256, and all others as one */

static bool half_fits(const struct half *half, const struct charset *set, UChar32 c)
{
	return !half->regex || half->facts.empty || ent_charset_has(set, c);
}

static ent_status sort_rules(struct srx_engine *e, ent_error *err)
{
	size_t words = e->words = e->n / 64 + 1;
	e->breaks = calloc(words, sizeof(*e->breaks));
	e->after = calloc(words, N_CHARS * sizeof(*e->after));
	e->before = calloc(words, N_CHARS * sizeof(*e->before));
	if (!e->breaks || !e->after || !e->before)
		return ent_fail_memory(err);
	for (size_t k = 0; k < e->n; k++) {
		const struct rule *r = &e->rules[k];
		uint64_t bit = (uint64_t)1 << (k % 64);
		e->breaks[k / 64] |= r->breaks ? bit : 0;
		for (UChar32 c = 0; c < N_CHARS; c++) {
			size_t word = (size_t)c * words + k / 64;
			if (half_fits(&r->before, &r->before.facts.last, c))
				e->after[word] |= bit;
			if (half_fits(&r->after, &r->after.facts.first, c))
				e->before[word] |= bit;
		}
	}
	return ENT_OK;
}

static ent_status choose_rules(struct srx_engine *engine,
			       const ent_srx *srx,
			       ent_str lang,
			       bool java,
			       ent_error *err)
{
	bool any = false, fits = false;
	for (uint32_t k = 0; k < srx->n_maps; k++) {
		ent_status status = map_fits(&fits, &srx->maps[k], lang, err);
		if (!status && fits)
			status = add_language(engine, srx, &srx->maps[k], java, err);
		if (status)
			return status;
		any |= fits;
		if (fits && !srx->cascade)
			break;
	}
	if (any)
		return sort_rules(engine, err);
	return ent_fail(err, ENT_EFORMAT, "has no rules for language '%.*s'",
			(int)lang.n, lang.n ? lang.p : "");
}

/* ---- cutting ------------------------------------------------------------------ */

struct run {
	struct srx_engine *engine;
	const UChar *text;
	int32_t n;
	ent_error *err;
	ent_status status;
};

static bool check_match(struct run *run,
			const struct rule *rule,
			bool found,
			UErrorCode uerr)
{
	if (U_SUCCESS(uerr))
		return found;
	if (uerr == U_MEMORY_ALLOCATION_ERROR)
		run->status = ent_fail_memory(run->err);
	else
		run->status = ent_fail_line(run->err, ENT_ELIMIT, rule->line,
					    "the rule takes too long");
	return false;
}

/* Moves a region's edge off the middle of a surrogate pair. */
static int32_t whole(const struct run *run, int32_t at)
{
	return at > 0 && at < run->n && U16_IS_TRAIL(run->text[at]) ? at - 1 : at;
}

static void give_text(struct run *run, struct half *half, UErrorCode *uerr)
{
	if (half->text == run->engine->texts)
		return;
	uregex_setText(half->regex, run->text, run->n, uerr);
	half->text = run->engine->texts;
}

/* Where a match that ends at `at` may begin at the earliest: not farther than its
 * greatest length, nor across a character that it cannot have.  *has: a character
 * that it must have is among them. */
static int32_t earliest(bool *has,
			const struct run *run,
			const struct facts *facts,
			int32_t at)
{
	*has = facts->empty;
	int32_t most = facts->max < LOOK ? (int32_t)facts->max : LOOK, from = at;
	while (from > 0 && at - from < most) {
		int32_t before = from;
		UChar32 c;
		U16_PREV(run->text, 0, before, c);
		if (!ent_charset_has(&facts->all, c))
			break;
		*has |= ent_charset_has(&facts->need, c);
		from = before;
	}
	return from;
}

/* Whether a match of `before` ends at `at`.  The region begins one character before
 * the earliest place, so that ^ in the middle of the text cannot match its edge. */
static bool ends_at(struct run *run, struct rule *rule, int32_t at)
{
	struct half *half = &rule->before;
	UErrorCode uerr = U_ZERO_ERROR;
	if (!half->regex)
		return true;
	bool has;
	int32_t from = earliest(&has, run, &half->facts, at);
	if (!has)
		return false;
	give_text(run, half, &uerr);
	uregex_setRegion(half->regex, from > 0 ? whole(run, from - 1) : 0, at, &uerr);
	bool found = uregex_findNext(half->regex, &uerr);
	return check_match(run, rule, found, uerr);
}

static bool begins_at(struct run *run, struct rule *rule, int32_t at)
{
	struct half *half = &rule->after;
	UErrorCode uerr = U_ZERO_ERROR;
	if (!half->regex)
		return true;
	int32_t end = run->n - at > LOOK ? whole(run, at + LOOK) : run->n;
	give_text(run, half, &uerr);
	uregex_setRegion(half->regex, at, end, &uerr);
	bool found = uregex_lookingAt(half->regex, -1, &uerr);
	return check_match(run, rule, found, uerr);
}

static bool matches(struct run *run, size_t k, int32_t at)
{
	struct rule *rule = &run->engine->rules[k];
	return begins_at(run, rule, at) && ends_at(run, rule, at);
}

/* The first rule of a kind that matches at `at`, below `limit`; limit when none
 * does. */
static size_t first_match(struct run *run,
			  int32_t at,
			  const uint64_t *sets[2],
			  bool breaks,
			  size_t limit)
{
	const struct srx_engine *e = run->engine;
	for (size_t w = 0; w < e->words && w * 64 < limit; w++) {
		uint64_t kind = breaks ? e->breaks[w] : ~e->breaks[w];
		for (uint64_t bits = sets[0][w] & sets[1][w] & kind; bits;
		     bits &= bits - 1) {
			size_t k = w * 64 + (size_t)__builtin_ctzll(bits);
			if (k >= limit || run->status)
				return limit;
			if (matches(run, k, at))
				return k;
		}
	}
	return limit;
}

static bool breaks_at(struct run *run, int32_t at, UChar32 last, UChar32 first)
{
	const struct srx_engine *e = run->engine;
	const uint64_t *sets[2] = { e->after + (last < 256 ? last : 256) * e->words,
				    e->before +
					    (first < 256 ? first : 256) * e->words };
	size_t k = first_match(run, at, sets, true, e->n);
	return k < e->n && first_match(run, at, sets, false, k) == k && !run->status;
}

static void scan_text(struct run *run, struct cuts *cuts, ent_str utf8)
{
	size_t byte = 0, last_cut = 0, step;
	UChar32 last = -1;
	for (int32_t at = 0; at < run->n && !run->status;) {
		int32_t here = at;
		UChar32 c;
		U16_NEXT(run->text, at, run->n, c);
		if (here && breaks_at(run, here, last, c)) {
			size_t end = ent_skip_space(utf8, byte);
			if (end > last_cut && end < utf8.n)
				ent_cuts_add(cuts, last_cut = end, false);
		}
		last = c;
		ent_char_at(utf8, byte, &step);
		byte += step;
	}
}

static ent_status cut_text(void *self, struct cuts *cuts, ent_str text, ent_error *err)
{
	struct srx_engine *e = self;
	UErrorCode uerr = U_ZERO_ERROR;
	struct run run = { .engine = e, .err = err };
	if (text.n > INT32_MAX / 2)
		return ent_fail(err, ENT_ELIMIT, "a paragraph of more than 1 GB");
	if (!ENT_GROW(e->wide, e->wide_capacity, text.n + 1))
		return ent_fail_memory(err);
	u_strFromUTF8WithSub(e->wide, (int32_t)e->wide_capacity, &run.n, text.p,
			     (int32_t)text.n, 0xFFFD, NULL, &uerr);
	if (U_FAILURE(uerr))
		return ent_fail_memory(err);
	run.text = e->wide;
	e->texts++;
	e->chars += (uint64_t)run.n;
	scan_text(&run, cuts, text);
	if (!run.status && cuts->failed)
		run.status = ent_fail_memory(err);
	return ent_error_in(err, run.status, ent_str_of(e->path));
}

static void srx_free(void *self)
{
	struct srx_engine *e = self;
	if (!e)
		return;
	for (size_t k = 0; k < e->n; k++) {
		uregex_close(e->rules[k].before.regex);
		uregex_close(e->rules[k].after.regex);
	}
	free(e->rules);
	free(e->breaks);
	free(e->after);
	free(e->before);
	free(e->wide);
	free(e->path);
	free(e);
}

ent_status ent_srx_new(void **out,
		       struct code_sides *sides,
		       const char *path,
		       ent_str lang,
		       bool java,
		       ent_error *err)
{
	ent_srx srx;
	ent_arena *arena = ent_arena_new(0);
	struct srx_engine *engine = calloc(1, sizeof(*engine));
	ent_status status = ENT_OK;
	if (!arena || !engine || !(engine->path = strdup(path)))
		status = ent_fail_memory(err);
	if (!status)
		status = ent_srx_read(&srx, path, arena, err);
	if (!status)
		status = choose_rules(engine, &srx, lang, java, err);
	ent_arena_free(arena);
	if (!status)
		*sides = (struct code_sides){ srx.start_in, srx.end_in, srx.isolated_in,
					      false };
	if (status) {
		srx_free(engine);
		return ent_error_in(err, status, ent_str_of(path));
	}
	*out = engine;
	return ENT_OK;
}

const struct engine ent_srx_engine = { cut_text, srx_free };
