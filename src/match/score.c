/* SPDX-License-Identifier: Apache-2.0 */
/* score.c - edit distance over tokens, plain and graded.
 *
 * The plain score is 100 (1 - d / l), d the Levenshtein distance over tokens with
 * case folded (Levenshtein, Soviet Physics Doklady 10, 1966, p. 707), l the
 * longer length.  The graded score weighs: a punctuation mark is half a token,
 * and a replacement costs less the more the two tokens are alike (doc/score.md).
 *
 * A text is first refused by its bag of words.  Let A be the pairs of tokens of
 * one class (words of one key, numbers, marks) that the cheapest alignment
 * matches, w their weight and g(a) = w(a) - cost(a) >= 0 what pair a gains.  The
 * tokens outside A cost at least the larger of their two weights, because a
 * replacement across classes costs the larger weight and an insertion its own:
 *   d >= sum (w(a) - g(a)) + max(Wq, Wt) - sum w(a) = max(Wq, Wt) - sum g(a)
 * and sum g(a) is at most `overlap`, counted without regard to order.  When Wt is
 * known beforehand (the memory has it), most texts are refused before their end: what
 * was read of one weighs w and overlaps by o, the rest overlaps by Wt - w at most, so
 *   d >= max(Wq, Wt) - Wt + (w - o)
 * Then the dynamic programme runs in the band that the limit leaves: a cell is off
 * limits when the weights before it differ by more than the limit, because every
 * operation costs at least the difference it makes.
 *
 * Tokens are compared as numbers: those of the query are numbered, a text's are
 * looked up among them.  Time O(tokens) to refuse, O(tokens x band) to measure;
 * memory O(tokens), and their product in bytes to explain.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "match/form.h"
#include "match/graded.h"
#include "match/query.h"
#include "match/spellings.h"

/* What a replacement costs, in hundredths of a token.  Chosen so that one
 * difference of its kind in a sentence of ten words leaves 99 for case, 98 for
 * an accent, 97 for punctuation, 95 for a number. */
enum {
	COST_MARK = 50,         /* a punctuation mark, whole */
	COST_VARIANT = 10,      /* case, or another shape of the same mark */
	COST_ACCENT = 15,       /* accents only */
	COST_OTHER_MARK = 25,   /* one mark for another */
	COST_OTHER_NUMBER = 50, /* one number for another */
	COST_INFLECTION_MIN = 20,
	COST_INFLECTION_MAX = 60,
};

#define GRADED_MAX 98u /* the most for texts whose words differ */

int ent_measure_cmp(const ent_measure *a, const ent_measure *b)
{
	uint64_t x = (uint64_t)a->distance * b->length;
	uint64_t y = (uint64_t)b->distance * a->length;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return (x > y) - (x < y);
}

ent_measure ent_measure_less(const ent_measure *m, uint32_t points)
{
	enum { WHOLE = 10000 };
	ent_measure out = *m;
	if (!points)
		return out;
	/* lengths are below 4,096 tokens of 100: the products fit */
	uint64_t length = (uint64_t)m->length * WHOLE;
	uint64_t distance =
		(uint64_t)m->distance * WHOLE + (uint64_t)m->length * points;
	if (distance > length)
		distance = length;
	out.length = (uint32_t)length;
	out.distance = (uint32_t)distance;
	uint32_t score = (uint32_t)((length - distance) * 100 / length);
	out.score = score < m->score ? score : m->score;
	return out;
}

ent_measure ent_measure_coded(const ent_measure *m, uint32_t codes)
{
	ent_measure out = *m;
	if (!codes)
		return out;
	out.distance =
		codes < m->length - m->distance ? m->distance + codes : m->length;
	uint32_t score =
		(uint32_t)((uint64_t)(m->length - out.distance) * 100 / m->length);
	out.score = score < m->score ? score : m->score;
	if (m->kind == ENT_MATCH_EXACT)
		out.kind = ENT_MATCH_CODES;
	return out;
}

/* ---- numbering ---------------------------------------------------------- */

static struct ent_entry *find(const struct ent_query_table *table, ent_str form)
{
	uint64_t h = ent_str_hash(form);
	for (uint32_t at = (uint32_t)(h ^ h >> 32);; at++) {
		struct ent_entry *e = &table->slots[at & table->mask];
		if (!e->form.p || ent_str_eq(e->form, form))
			return e;
	}
}

static bool table_new(struct ent_query_table *table, uint32_t n, ent_arena *arena)
{
	uint32_t size = 16;
	while (size < 2 * n + 2)
		size *= 2;
	table->slots = ENT_NEW_ARRAY(arena, struct ent_entry, size);
	table->mask = size - 1;
	return table->slots != NULL;
}

static bool add_form(uint16_t *out,
		     struct ent_query_table *table,
		     ent_str form,
		     ent_token_kind kind,
		     ent_arena *arena)
{
	struct ent_entry *e = find(table, form);
	if (!e->form.p) {
		e->form = ent_arena_str(arena, form);
		e->number = (uint16_t)table->used++;
		e->kind = kind;
	}
	e->count++;
	*out = e->number;
	return e->form.p != NULL;
}

static uint8_t weight_of(const ent_query *q, ent_token_kind kind)
{
	return kind == ENT_TOKEN_MARK && q->kind == ENT_SCORE_GRADED ? COST_MARK
								     : ENT_COST_ONE;
}

static ent_form identity(const ent_query *q)
{
	return q->kind == ENT_SCORE_PLAIN ? ENT_FORM_PLAIN : ENT_FORM_GRADED;
}

/* Bytes of a token without the spaces of a grouped number. */
static uint32_t ink_of(ent_str text, const ent_token *t)
{
	const bool grouped = t->kind == ENT_TOKEN_NUMBER;
	return grouped ? ent_token_ink(ent_str_slice(text, t->start, t->end))
		       : t->end - t->start;
}

/* Adds a token of the query; false when out of memory. */
static bool add_word(ent_query *q, const ent_token *t, ent_arena *arena)
{
	struct ent_query_word *w = &q->words[q->n++];
	ent_str raw = ent_str_slice(q->text, t->start, t->end);
	*w = (struct ent_query_word){ t->start,          t->end,
				      ENT_NO_TOKEN,      ENT_NO_TOKEN,
				      (uint8_t)t->kind,  weight_of(q, t->kind),
				      ink_of(q->text, t) };
	ent_str form = ent_form_of(&q->form_buffer, raw, t->kind, identity(q));
	if (!form.p || !add_form(&w->form, &q->forms, form, t->kind, arena))
		return false;
	q->weight += w->weight;
	q->numbers += t->kind == ENT_TOKEN_NUMBER;
	q->marks += t->kind == ENT_TOKEN_MARK;
	if (t->kind == ENT_TOKEN_MARK)
		return true;
	form = ent_form_of(&q->form_buffer, raw, t->kind, ENT_FORM_KEY);
	return form.p && add_form(&w->key, &q->keys, form, t->kind, arena);
}

/* The next token as the score counts them. */
static bool next_token(ent_token *out, ent_score_kind kind, ent_str text, size_t *at)
{
	return kind == ENT_SCORE_PLAIN ? ent_token_next(out, text, at)
				       : ent_graded_next(out, text, at);
}

/* All tokens of a query, in the arena; NULL when out of memory. */
static ent_token *read_tokens(uint32_t *count,
			      ent_score_kind kind,
			      ent_str text,
			      ent_arena *arena)
{
	ent_token t;
	*count = 0;
	for (size_t at = 0; next_token(&t, kind, text, &at);)
		++*count;
	ent_token *out = ENT_NEW_ARRAY(arena, ent_token, *count);
	size_t at = 0;
	for (uint32_t k = 0; out && next_token(&t, kind, text, &at); k++)
		out[k] = t;
	return out;
}

ent_status ent_query_new(ent_query **out,
			 ent_str text,
			 ent_score_kind kind,
			 ent_stemmer *stemmer,
			 ent_arena *arena,
			 ent_error *err)
{
	uint32_t n;
	ent_query *q = ENT_NEW_ARRAY(arena, ent_query, 1);
	const ent_token *tokens = read_tokens(&n, kind, text, arena);
	if (!q || !tokens)
		return ent_fail_memory(err);
	*q = (ent_query){ .text = text,
			  .kind = kind,
			  .form_buffer = ENT_FORM_BUFFER_INIT };
	q->length = n > ENT_MATCH_TOKENS ? ENT_MATCH_TOKENS * ENT_COST_ONE : 0;
	if (n > ENT_MATCH_TOKENS)
		n = 0; /* only its equal is like it */
	q->form_buffer.stemmer = stemmer;
	q->form_buffer.variants = true;
	q->words = ENT_NEW_ARRAY(arena, struct ent_query_word, n);
	q->before = ENT_NEW_ARRAY(arena, uint32_t, n + 1);
	bool ok = q->words && q->before && table_new(&q->forms, n, arena) &&
		  table_new(&q->keys, n, arena);
	for (uint32_t k = 0; ok && k < n; k++) {
		q->before[k] = q->weight;
		ok = add_word(q, &tokens[k], arena);
	}
	if (!ok) {
		ent_query_release(q);
		return ent_fail_memory(err);
	}
	q->before[n] = q->weight;
	if (!q->length)
		q->length = q->weight ? q->weight : ENT_COST_ONE;
	*out = q;
	return ENT_OK;
}

void ent_query_release(ent_query *query)
{
	if (!query)
		return;
	ent_form_release(&query->form_buffer);
	free(query->other);
	free(query->row);
	free(query->other_before);
	free(query->known);
	query->known = NULL;
	query->other = NULL;
	query->row = query->other_before = NULL;
}

/* ---- the current text ------------------------------------------------------ */

static bool reserve(ent_query *q, uint32_t n)
{
	if (n <= q->capacity)
		return true;
	if (!q->known)
		q->known = calloc(ENT_KNOWN_TOKENS, sizeof(*q->known));
	if (!q->known)
		return false;
	size_t other = q->capacity, before = q->capacity ? q->capacity + 1 : 0,
	       row = 2 * before;
	if (!ENT_GROW(q->other, other, n) ||
	    !ENT_GROW(q->other_before, before, other + 1) ||
	    !ENT_GROW(q->row, row, 2 * (other + 1)))
		return false;
	q->capacity = other;
	return true;
}

static void forget_seen(struct ent_query_table *table)
{
	for (uint32_t k = 0; k <= table->mask; k++)
		table->slots[k].seen = 0;
}

static struct ent_entry *entry_of(const struct ent_query_table *table, ent_str form)
{
	struct ent_entry *e = find(table, form);
	return e->form.p ? e : NULL;
}

/* Finds a token by its forms among those of the query; false when out of memory. */
static bool look_up(struct ent_known_token *out,
		    ent_query *q,
		    ent_str raw,
		    ent_token_kind kind)
{
	ent_str form = ent_form_of(&q->form_buffer, raw, kind, identity(q));
	if (!form.p)
		return false;
	out->form = entry_of(&q->forms, form);
	out->key = NULL;
	if (q->kind == ENT_SCORE_PLAIN || kind != ENT_TOKEN_WORD)
		return true;
	form = ent_form_of(&q->form_buffer, raw, kind, ENT_FORM_KEY);
	if (!form.p)
		return false;
	out->key = entry_of(&q->keys, form);
	if (out->key && out->key->kind != ENT_TOKEN_WORD)
		out->key = NULL;
	return true;
}

/* The same, cached: texts that share words with the query share them with each
 * other. */
static const struct ent_known_token *find_known(struct ent_known_token *spare,
						ent_query *q,
						ent_str raw,
						ent_token_kind kind)
{
	if (raw.n > ENT_KNOWN_BYTES)
		return look_up(spare, q, raw, kind) ? spare : NULL;
	uint64_t hash = ent_str_hash(raw);
	struct ent_known_token *k = &q->known[(hash ^ hash >> 32) % ENT_KNOWN_TOKENS];
	if (k->n == raw.n && k->kind == kind && !memcmp(k->bytes, raw.p, raw.n))
		return k;
	k->n = 0; /* no token: it may fail */
	if (!look_up(k, q, raw, kind))
		return NULL;
	k->n = (uint8_t)raw.n;
	k->kind = (uint8_t)kind;
	memcpy(k->bytes, raw.p, raw.n);
	return k;
}

/* Whether the current text has this no more often than the query. */
static bool is_shared(struct ent_entry *e)
{
	bool shared = e->seen < e->count;
	e->seen += shared;
	return shared;
}

/* What any number or mark gains while the query has an unmatched one. */
static uint32_t loose_gain(ent_query *q, ent_token_kind kind)
{
	uint32_t *left = kind == ENT_TOKEN_NUMBER ? &q->numbers_left : &q->marks_left;
	if (q->kind == ENT_SCORE_PLAIN || kind == ENT_TOKEN_WORD || !*left)
		return 0;
	--*left;
	return kind == ENT_TOKEN_NUMBER ? ENT_COST_ONE - COST_OTHER_NUMBER
					: COST_MARK - COST_OTHER_MARK;
}

/* What it gains in addition when the query has the same one. */
static uint32_t same_gain(const ent_query *q, ent_token_kind kind)
{
	if (q->kind == ENT_SCORE_PLAIN)
		return ENT_COST_ONE;
	switch (kind) {
	case ENT_TOKEN_NUMBER: return COST_OTHER_NUMBER;
	case ENT_TOKEN_MARK: return COST_OTHER_MARK;
	case ENT_TOKEN_WORD: break;
	}
	return 0; /* by its key */
}

/* Fills in a token from the one of the query with the same forms; adds to the
 * overlap. */
static bool recognise(ent_query *q, struct ent_query_word *w, ent_str raw)
{
	ent_token_kind kind = (ent_token_kind)w->kind;
	struct ent_known_token spare;
	const struct ent_known_token *k = find_known(&spare, q, raw, kind);
	if (!k)
		return false;
	q->overlap += loose_gain(q, kind);
	if (k->form) {
		w->form = k->form->number;
		if (is_shared(k->form))
			q->overlap += same_gain(q, kind);
	}
	if (k->key) {
		w->key = k->key->number;
		if (is_shared(k->key))
			q->overlap += ENT_COST_ONE;
	}
	return true;
}

/* Takes a text unless the query lacks more than `most` of it, in hundredths of a
 * token. */
static bool take_within(bool *usable, ent_query *q, ent_str text, uint32_t most)
{
	ent_token t;
	q->n_other = q->other_weight = q->overlap = 0;
	q->numbers_left = q->numbers;
	q->marks_left = q->marks;
	*usable = false;
	forget_seen(&q->forms);
	forget_seen(&q->keys);
	for (size_t at = 0; next_token(&t, q->kind, text, &at);) {
		if (q->n_other >= ENT_MATCH_TOKENS)
			return true;
		if (!reserve(q, q->n_other + 1))
			return false;
		struct ent_query_word *w = &q->other[q->n_other];
		*w = (struct ent_query_word){ t.start,         t.end,
					      ENT_NO_TOKEN,    ENT_NO_TOKEN,
					      (uint8_t)t.kind, weight_of(q, t.kind),
					      ink_of(text, &t) };
		if (!recognise(q, w, ent_str_slice(text, t.start, t.end)))
			return false;
		q->other_before[q->n_other++] = q->other_weight;
		q->other_weight += w->weight;
		if (q->other_weight - q->overlap > most)
			return true;
	}
	if (!reserve(q, 1))
		return false;
	q->other_before[q->n_other] = q->other_weight;
	*usable = true;
	return true;
}

bool ent_query_take(bool *usable, ent_query *q, ent_str text)
{
	return take_within(usable, q, text, UINT32_MAX);
}

/* ---- costs ------------------------------------------------------------------- */

static bool same_bytes(const ent_query *q,
		       const struct ent_query_word *a,
		       const struct ent_query_word *b,
		       ent_str text)
{
	return a->end - a->start == b->end - b->start &&
	       !memcmp(q->text.p + a->start, text.p + b->start, a->end - a->start);
}

/* Two words of one key that are not the same: by the beginning they share. */
static uint32_t inflection(ent_query *q,
			   const struct ent_query_word *a,
			   const struct ent_query_word *b,
			   ent_str text)
{
	char bare[128];
	ent_str x =
		ent_form_of(&q->form_buffer, ent_str_slice(q->text, a->start, a->end),
			    ENT_TOKEN_WORD, ENT_FORM_BARE);
	q->failed |= !x.p;
	if (!x.p || x.n > sizeof(bare))
		return COST_INFLECTION_MAX;
	memcpy(bare, x.p, x.n);
	x.p = bare;
	ent_str y = ent_form_of(&q->form_buffer, ent_str_slice(text, b->start, b->end),
				ENT_TOKEN_WORD, ENT_FORM_BARE);
	q->failed |= !y.p;
	if (!y.p || ent_str_eq(x, y))
		return COST_ACCENT;
	const size_t shared = ent_str_common(x, y), longer = x.n > y.n ? x.n : y.n;
	const uint32_t cost = (uint32_t)(ENT_COST_ONE - ENT_COST_ONE * shared / longer);
	return cost < COST_INFLECTION_MIN   ? COST_INFLECTION_MIN
	       : cost > COST_INFLECTION_MAX ? COST_INFLECTION_MAX
					    : cost;
}

/* Two words of one form, of which one is an acronym. */
static bool are_word_and_acronym(const ent_query *q,
				 const struct ent_query_word *a,
				 const struct ent_query_word *b,
				 ent_str text)
{
	return a->kind == ENT_TOKEN_WORD &&
	       ent_are_word_and_acronym(ent_str_slice(q->text, a->start, a->end),
					q->text, ent_str_slice(text, b->start, b->end),
					text);
}

uint32_t ent_query_cost(ent_query *q,
			const struct ent_query_word *a,
			const struct ent_query_word *b,
			ent_str text)
{
	if (a->form == b->form) {
		if (q->kind == ENT_SCORE_PLAIN || same_bytes(q, a, b, text))
			return 0;
		return are_word_and_acronym(q, a, b, text) ? ENT_COST_ONE
							   : COST_VARIANT;
	}
	if (q->kind == ENT_SCORE_PLAIN)
		return ENT_COST_ONE;
	if (a->kind != b->kind)
		return ENT_COST_ONE; /* the larger: one of them is not a mark */
	switch ((ent_token_kind)a->kind) {
	case ENT_TOKEN_NUMBER: return COST_OTHER_NUMBER;
	case ENT_TOKEN_MARK: return COST_OTHER_MARK;
	case ENT_TOKEN_WORD: break;
	}
	return a->key == b->key ? inflection(q, a, b, text) : ENT_COST_ONE;
}

/* The distance, or anything above the limit when it is above. */
static uint32_t distance(ent_query *q, ent_str text, uint32_t limit)
{
	uint32_t m = q->n_other;
	uint32_t *prev = q->row, *here = q->row + m + 1;
	const uint32_t far = UINT32_MAX / 2;
	uint32_t from = 0, to = 0; /* columns within the band */
	while (to < m && q->other_before[to + 1] <= limit)
		to++;
	for (uint32_t j = 0; j <= to; j++)
		prev[j] = q->other_before[j];
	for (uint32_t i = 1; i <= q->n; i++) {
		const struct ent_query_word *a = &q->words[i - 1];
		uint32_t w = q->before[i], best = far, old = to;
		while (from <= m && q->other_before[from] + limit < w)
			from++;
		while (to < m && q->other_before[to + 1] <= w + limit)
			to++;
		if (from > to)
			return far;
		for (uint32_t j = from; j <= to; j++) {
			uint32_t up = j <= old ? prev[j] + a->weight : far;
			if (j && j - 1 <= old) {
				uint32_t r =
					prev[j - 1] +
					ent_query_cost(q, a, &q->other[j - 1], text);
				up = up < r ? up : r;
			}
			if (j > from && here[j - 1] + q->other[j - 1].weight < up)
				up = here[j - 1] + q->other[j - 1].weight;
			here[j] = up;
			best = best < up ? best : up;
		}
		if (best > limit)
			return far;
		uint32_t *swap = prev;
		prev = here;
		here = swap;
		/* of the cells left of the band only the next one is read again */
		if (from)
			prev[from - 1] = far;
	}
	return to == m ? prev[m] : far;
}

/* Nothing differs but case, spaces and the shape of quotes and dashes. */
static bool is_near(const ent_query *q, ent_str text)
{
	if (q->n != q->n_other || !q->n)
		return false;
	for (uint32_t k = 0; k < q->n; k++)
		if (q->words[k].form != q->other[k].form ||
		    (q->kind == ENT_SCORE_GRADED &&
		     !same_bytes(q, &q->words[k], &q->other[k], text) &&
		     are_word_and_acronym(q, &q->words[k], &q->other[k], text)))
			return false;
	return true;
}

static bool below(uint32_t d, uint32_t length, const ent_measure *w)
{
	return (uint64_t)d * w->length > (uint64_t)w->distance * length;
}

ent_measure ent_query_equal(const ent_query *q)
{
	return (ent_measure){ 0, q->length, 100, ENT_MATCH_EXACT };
}

/* How much of a text the query may lack when its weight is known, in half tokens. */
static uint32_t most_lacking(const ent_query *q,
			     uint32_t weight,
			     const ent_measure *worst)
{
	const uint64_t whole = (uint64_t)weight * (ENT_COST_ONE / ENT_WEIGHT_WORD);
	if (!weight || q->kind == ENT_SCORE_PLAIN)
		return UINT32_MAX;
	const uint64_t length = q->weight > whole ? q->weight : whole;
	const uint64_t limit = worst->distance * length / worst->length;
	return limit + whole > length ? (uint32_t)(limit + whole - length) : 0;
}

ent_status ent_query_measure(bool *fits,
			     ent_measure *out,
			     ent_query *q,
			     ent_str text,
			     const ent_measure *worst,
			     uint32_t min_score,
			     ent_error *err)
{
	return ent_query_measure_weighed(fits, out, q, text, 0, worst, min_score, err);
}

ent_status ent_query_measure_weighed(bool *fits,
				     ent_measure *out,
				     ent_query *q,
				     ent_str text,
				     uint32_t weight,
				     const ent_measure *worst,
				     uint32_t min_score,
				     ent_error *err)
{
	bool usable;
	*fits = false;
	if (ent_str_eq(q->text, text)) {
		*out = ent_query_equal(q);
		*fits = true;
		return ENT_OK;
	}
	if (!q->n)
		return ENT_OK;
	if (!take_within(&usable, q, text, most_lacking(q, weight, worst)))
		return ent_fail_memory(err);
	uint32_t length = q->weight > q->other_weight ? q->weight : q->other_weight;
	if (!usable ||
	    (q->overlap < length && below(length - q->overlap, length, worst)))
		return ENT_OK;
	ent_measure m = { 0, length, 0, ENT_MATCH_NEAR };
	if (is_near(q, text)) {
		m.score = q->kind == ENT_SCORE_PLAIN ? 100 : 99;
	} else {
		uint32_t limit =
			(uint32_t)((uint64_t)worst->distance * length / worst->length);
		m.distance = distance(q, text, limit);
		if (q->failed)
			return ent_fail_memory(err);
		if (m.distance > limit)
			return ENT_OK;
		m.kind = ENT_MATCH_FUZZY;
		m.score = (uint32_t)((uint64_t)(length - m.distance) * 100 / length);
		if (q->kind == ENT_SCORE_GRADED && m.score > GRADED_MAX)
			m.score = GRADED_MAX;
	}
	*fits = m.score >= min_score;
	if (*fits)
		*out = m;
	return ENT_OK;
}
