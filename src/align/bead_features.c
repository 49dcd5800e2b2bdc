/* SPDX-License-Identifier: Apache-2.0 */
/* bead_features.c - the features of a bead that its confidence is computed from.
 *
 * The same sums as in grid.c, for one bead at a time, and some counts that a person
 * understands: words without a counterpart, lengths, numbers.
 *
 * A bead that was learned from explains itself: two strangers that are paired teach
 * their words to each other.  So each probability is taken without what the bead gave
 * to it.  After model1.c, p(t|s) = (c(t,s) + k p0) / (c(s) + k), and the part of the
 * bead in c(t,s) is what its occurrences of t give to s,
 * n(t) n(s) p(t|s) / (sum over its words s' of p(t|s') + p(t)); both counts are reduced
 * by it, and the result is at least what was known before the texts taught anything.
 */
#include <math.h>
#include <string.h>

#include "align/bead_features.h"
#include "align/words.h"
#include "base/array.h"
#include "base/fail.h"
#include "text/negation.h"
#include "text/value.h"

#define CAP 400. /* as in grid.c */
/* A word has a counterpart when the mean lift of the other side is above it. */
#define COVERED 1.

/* Sums of lifts: as learned, before learning, and without the bead. */
enum { LEARNED = ENT_GAIN_LEARNED, BEFORE = ENT_GAIN_BEFORE, OUTSIDE, SUMS };

struct ent_feature_reader {
	const ent_evidence *with;
	/* by vocable; 0 except while a bead is read */
	uint32_t *count[2]; /* in the bead */
	float *sum[2][SUMS];
	uint32_t *distinct; /* the different source words of the bead */
	uint32_t n_distinct;
	ent_words words;
	bool failed; /* out of memory: what was read since is wrong */
};

ent_status ent_feature_reader_new(ent_feature_reader **out,
				  const ent_evidence *evidence,
				  ent_arena *arena,
				  ent_error *err)
{
	ent_feature_reader *w = ENT_NEW_ARRAY(arena, ent_feature_reader, 1);
	if (!w)
		return ent_fail_memory(err);
	w->with = evidence;
	w->words = ENT_WORDS_INIT;
	for (int k = 0; k < 2; k++) {
		const size_t n = (size_t)evidence->bitext->side[k].n_vocables + 1;
		if (!(w->count[k] = ENT_NEW_ARRAY(arena, uint32_t, n)))
			return ent_fail_memory(err);
		for (int sum = 0; sum < SUMS; sum++)
			if (!(w->sum[k][sum] = ENT_NEW_ARRAY(arena, float, n)))
				return ent_fail_memory(err);
	}
	w->distinct = ENT_NEW_ARRAY(arena, uint32_t,
				    (size_t)evidence->bitext->side[0].n_vocables + 1);
	if (!w->distinct)
		return ent_fail_memory(err);
	*out = w;
	return ENT_OK;
}

ent_status ent_feature_reader_end(ent_feature_reader *w, ent_error *err)
{
	const bool failed = w->failed || w->words.failed;
	ent_words_release(&w->words);
	return failed ? ent_fail_memory(err) : ENT_OK;
}

/* The words of one side of a bead. */
struct span {
	const uint32_t *words;
	uint32_t n;
};

static struct span span_of(const ent_side *side, uint32_t first, uint32_t n)
{
	return (struct span){ side->words + side->start[first],
			      ent_side_words(side, first, n) };
}

static void count_words(ent_feature_reader *w, const struct span span[2])
{
	w->n_distinct = 0;
	for (uint32_t i = 0; i < span[0].n; i++)
		if (!w->count[0][span[0].words[i]]++)
			w->distinct[w->n_distinct++] = span[0].words[i];
	for (uint32_t i = 0; i < span[1].n; i++)
		w->count[1][span[1].words[i]]++;
}

static void clear_words(ent_feature_reader *w, const struct span span[2])
{
	for (int k = 0; k < 2; k++)
		for (uint32_t i = 0; i < span[k].n; i++) {
			w->count[k][span[k].words[i]] = 0;
			for (int sum = 0; sum < SUMS; sum++)
				w->sum[k][sum][span[k].words[i]] = 0;
		}
}

static void add_lift(ent_feature_reader *w,
		     int sum,
		     uint32_t s,
		     uint32_t t,
		     const float of[2])
{
	w->sum[0][sum][s] += of[0] * (float)w->count[1][t];
	w->sum[1][sum][t] += of[1] * (float)w->count[0][s];
}

static const ent_lifts *lifts_of(const ent_feature_reader *w, int sum)
{
	return sum == BEFORE ? w->with->before : w->with->lifts;
}

static void sum_lifts(ent_feature_reader *w, int sum)
{
	const ent_lifts *lifts = lifts_of(w, sum);
	for (uint32_t i = 0; i < w->n_distinct; i++) {
		const uint32_t s = w->distinct[i];
		for (uint32_t l = lifts->first[s]; l < lifts->first[s + 1]; l++)
			if (w->count[1][lifts->lifts[l].word])
				add_lift(w, sum, s, lifts->lifts[l].word,
					 lifts->lifts[l].of);
	}
}

/* The lift of side `of` without the share of the bead: the word and the one that it is
 * given, how often each is in the bead, and in the text the given one. */
static float outside_lift(const ent_feature_reader *w,
			  int of,
			  uint32_t word,
			  uint32_t given,
			  float lift)
{
	const ent_vocable *mine = &w->with->bitext->side[of].vocables[word],
			  *other = &w->with->bitext->side[!of].vocables[given];
	const float here = (float)w->count[of][word],
		    there = (float)w->count[!of][given],
		    all = (float)other->count + w->with->model->seed;
	const float share = here * there * lift / (w->sum[of][LEARNED][word] + 1);
	const float rest = lift * mine->unigram * all - share;
	return rest > 0 ? rest / ((all - there) * mine->unigram) : 0;
}

/* What lifts say outside the bead; both lists of a word are in the order of words. */
static void sum_outside(ent_feature_reader *w, bool learned)
{
	const ent_lifts *lifts = w->with->lifts, *before = w->with->before;
	for (uint32_t i = 0; i < w->n_distinct; i++) {
		const uint32_t s = w->distinct[i];
		uint32_t b = before->first[s];
		for (uint32_t l = lifts->first[s]; l < lifts->first[s + 1]; l++) {
			const uint32_t t = lifts->lifts[l].word;
			float of[2] = { lifts->lifts[l].of[0], lifts->lifts[l].of[1] };
			if (!w->count[1][t])
				continue;
			while (b < before->first[s + 1] && before->lifts[b].word < t)
				b++;
			const bool known =
				b < before->first[s + 1] && before->lifts[b].word == t;
			for (int k = 0; learned && k < 2; k++) {
				const float least = known ? before->lifts[b].of[k] : 0;
				of[k] = outside_lift(w, k, k ? t : s, k ? s : t, of[k]);
				of[k] = of[k] > least ? of[k] : least;
			}
			add_lift(w, OUTSIDE, s, t, of);
		}
	}
}

static double gain_of(const ent_feature_reader *w,
		      int side,
		      int sum,
		      const struct span span[2])
{
	const ent_lifts *lifts = lifts_of(w, sum);
	const double others = 1. + span[!side].n, leave = w->with->model->leave;
	double gain = 0;
	for (uint32_t i = 0; i < span[side].n; i++) {
		const uint32_t v = span[side].words[i];
		const double lift = fmin((double)w->sum[side][sum][v] / others, CAP);
		gain += lifts->known[side][v] ? log(leave + (1 - leave) * lift) : 0;
	}
	return gain / (1. + span[side].n);
}

static void count_covered(ent_bead_features *e,
			  const ent_feature_reader *w,
			  int side,
			  const struct span span[2])
{
	const ent_side *s = &w->with->bitext->side[side];
	const ent_vocable *vocables = s->vocables;
	const float least = (float)(COVERED * (1. + span[!side].n));
	for (uint32_t i = 0; i < span[side].n; i++) {
		const uint32_t v = span[side].words[i];
		const bool known = w->with->lifts->known[side][v];
		if (vocables[v].kind == ENT_TOKEN_MARK)
			continue;
		const bool listed =
			known || (w->with->has_lexicon && s->entries[v] != ENT_NO_WORD);
		if (listed && vocables[v].kind == ENT_TOKEN_WORD && vocables[v].rare) {
			e->content[side]++;
			e->answered[side] += w->sum[side][OUTSIDE][v] > least;
		}
		e->words[side]++;
		e->known[side] += known;
		e->covered[side] += known && w->sum[side][OUTSIDE][v] > least;
		e->seeded[side] += w->sum[side][BEFORE][v] > least;
	}
}

/* Whether the other side has the same form. */
static bool has_form(const ent_feature_reader *w,
		     int side,
		     const ent_vocable *v,
		     const struct span *span)
{
	const ent_vocable *vocables = w->with->bitext->side[side].vocables;
	for (uint32_t k = 0; k < span->n; k++) {
		const ent_vocable *o = &vocables[span->words[k]];
		if (o->hash == v->hash && ent_str_eq(o->form, v->form))
			return true;
	}
	return false;
}

/* Whether a side has a number whose digits the other side does not have. */
static bool lacks_number(const ent_feature_reader *w,
			 int side,
			 const struct span span[2])
{
	const ent_vocable *vocables = w->with->bitext->side[side].vocables;
	for (uint32_t i = 0; i < span[side].n; i++) {
		const ent_vocable *v = &vocables[span[side].words[i]];
		if (v->kind == ENT_TOKEN_NUMBER && !has_form(w, !side, v, &span[!side]))
			return true;
	}
	return false;
}

/* The text of one side of a bead. */
static ent_str join_side(ent_buf *out, const ent_side *side, uint32_t first, uint32_t n)
{
	ent_buf_clear(out);
	if (n == 1)
		return side->segments[first].text;
	for (uint32_t k = 0; k < n; k++) {
		if (k)
			ent_buf_add_char(out, ' ');
		ent_buf_add(out, side->segments[first + k].text);
	}
	return ent_buf_str(out);
}

/* The values of a list; how many. */
static uint32_t read_values(uint32_t only[ENT_ONLY], ent_str list)
{
	uint32_t n = 0;
	while (list.n) {
		const ent_str digits = ent_str_trim(ent_str_cut(&list, ','));
		if (n < ENT_ONLY)
			only[n] = ent_word_hash(digits);
		n++;
	}
	return n;
}

/* A text without the addresses in it, whose numbers are names. */
static ent_str without_urls(ent_buf *out, ent_str text)
{
	static const char mark[] = "://";
	const char *url;
	if (!text.n || !memmem(text.p, text.n, mark, sizeof(mark) - 1))
		return text;
	while (text.n && (url = memmem(text.p, text.n, mark, sizeof(mark) - 1))) {
		const char *begin = url, *end = url, *last = text.p + text.n;
		while (begin > text.p && begin[-1] >= 'a' && begin[-1] <= 'z')
			begin--;
		while (end < last && !strchr(" \t\n)>]\"", *end))
			end++;
		ent_buf_add(out, (ent_str){ text.p, (size_t)(begin - text.p) });
		text = (ent_str){ end, (size_t)(last - end) };
	}
	ent_buf_add(out, text);
	return ent_buf_str(out);
}

/* Numbers whose digits differ may be the same value: 2.30 p.m. and 14 h 30. */
static void compare_values(ent_bead_features *e,
			   ent_feature_reader *w,
			   const ent_str text[2])
{
	ent_buf only[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	ent_buf plain[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	bool agree = true;
	w->failed |= !ent_values_agree(
		&agree, &only[0], &only[1], without_urls(&plain[0], text[0]),
		w->with->lang[0], without_urls(&plain[1], text[1]), w->with->lang[1]);
	for (int k = 0; k < 2; k++) {
		if (!agree)
			e->missing[k] = read_values(e->only[k], ent_buf_str(&only[k]));
		w->failed |= plain[k].failed;
		ent_buf_release(&only[k]);
		ent_buf_release(&plain[k]);
	}
}

/* Names: words with a capital within a segment, of three letters and more, that no
 * other language has to translate. */
static void count_names(ent_bead_features *e,
			ent_feature_reader *w,
			int side,
			ent_str text,
			const struct span span[2])
{
	enum { SHORT = 3, PREFIX = 4 };
	const ent_vocable *mine = w->with->bitext->side[side].vocables,
			  *other = w->with->bitext->side[!side].vocables;
	const float least = (float)(COVERED * (1. + span[!side].n));
	ent_word word;
	uint32_t i = 0;
	bool begins = true;
	for (ent_words_start(&w->words, text);
	     i < span[side].n && ent_words_next(&word, &w->words); i++) {
		const uint32_t v = span[side].words[i];
		const bool name =
			!begins && word.kind == ENT_TOKEN_WORD &&
			word.form.n >= SHORT &&
			ent_starts_upper(ent_str_slice(text, word.start, word.end));
		begins = word.kind == ENT_TOKEN_MARK && !ent_str_is(word.form, ",") &&
			 !ent_str_is(word.form, "'") && !ent_str_is(word.form, "-");
		if (!name)
			continue;
		bool found = w->sum[side][OUTSIDE][v] > least;
		const size_t head = mine[v].form.n < PREFIX ? mine[v].form.n : PREFIX;
		for (uint32_t k = 0; k < span[!side].n && !found; k++) {
			const ent_str form = other[span[!side].words[k]].form;
			found = ent_str_starts(form,
					       ent_str_slice(mine[v].form, 0, head));
		}
		e->names[side]++;
		e->lost[side] += !found;
	}
}

static void compare_texts(ent_bead_features *e,
			  ent_feature_reader *w,
			  const ent_bead *bead,
			  const struct span span[2])
{
	const ent_side *side = w->with->bitext->side;
	const ent_str *lang = w->with->lang;
	ent_buf joined[2] = { ENT_BUF_INIT, ENT_BUF_INIT };
	const ent_str text[2] = {
		join_side(&joined[0], &side[0], bead->src, bead->n_src),
		join_side(&joined[1], &side[1], bead->tgt, bead->n_tgt),
	};
	if (lacks_number(w, 0, span) || lacks_number(w, 1, span))
		compare_values(e, w, text);
	for (int k = 0; k < 2; k++)
		count_names(e, w, k, text[k], span);
	if (ent_knows_negation(lang[0]) && ent_knows_negation(lang[1]))
		e->negation = ent_has_negation(text[0], lang[0]) !=
			      ent_has_negation(text[1], lang[1]);
	for (int k = 0; k < 2; k++) {
		w->failed |= joined[k].failed;
		ent_buf_release(&joined[k]);
	}
}

/* ---- what is read of a bead ------------------------------------------------------ */

/* The words of both sides, which are counted until clear_words(). */
static void take_words(struct span span[2], ent_feature_reader *w, const ent_bead *bead)
{
	const ent_side *side = w->with->bitext->side;
	span[0] = span_of(&side[0], bead->src, bead->n_src);
	span[1] = span_of(&side[1], bead->tgt, bead->n_tgt);
	count_words(w, span);
}

static void read_words(ent_bead_features *out,
		       ent_feature_reader *w,
		       const ent_bead *bead,
		       const struct span span[2])
{
	const ent_side *side = w->with->bitext->side;
	const ent_model *model = w->with->model;
	const bool learned =
		bead->confidence >= model->sure && !(bead->doubts & ENT_DOUBT_MOVED);
	*out = (ent_bead_features){ .words = { 0, 0 } };
	sum_lifts(w, LEARNED);
	sum_lifts(w, BEFORE);
	sum_outside(w, learned);
	for (int k = 0; k < 2; k++) {
		out->outside[k] = gain_of(w, k, OUTSIDE, span);
		count_covered(out, w, k, span);
	}
	out->length = ent_model_deviate(
		model, ent_side_chars(&side[0], bead->src, bead->n_src) * model->ratio,
		ent_side_chars(&side[1], bead->tgt, bead->n_tgt));
}

void ent_features_read(ent_bead_features *out,
		       ent_feature_reader *w,
		       const ent_bead *bead)
{
	struct span span[2];
	take_words(span, w, bead);
	read_words(out, w, bead, span);
	compare_texts(out, w, bead, span);
	clear_words(w, span);
}

void ent_features_read_words(ent_bead_features *out,
			     ent_feature_reader *w,
			     const ent_bead *bead)
{
	struct span span[2];
	take_words(span, w, bead);
	read_words(out, w, bead, span);
	clear_words(w, span);
}

void ent_features_gain(double gain[2],
		       ent_feature_reader *w,
		       const ent_bead *bead,
		       ent_gain_kind kind)
{
	struct span span[2];
	take_words(span, w, bead);
	sum_lifts(w, (int)kind);
	for (int k = 0; k < 2; k++)
		gain[k] = gain_of(w, k, (int)kind, span);
	clear_words(w, span);
}
