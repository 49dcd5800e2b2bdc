/* SPDX-License-Identifier: Apache-2.0 */
/* segments.c - the segments of a new document: repetitions, near matches, bands.
 *
 * A near match within the
 * document is looked for among the earlier segments that share one of the rarest words
 * of a segment: one that reaches 75 has at least three quarters of its words in common,
 * so one of any quarter of them (the prefix filter of Chaudhuri, Ganti, Kaushik, "A
 * primitive operator for similarity joins in data cleaning", ICDE 2006); words that are
 * alike only as inflections do not count for that.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "reuse/reuse_parts.h"
#include "text/lang.h"

/* The least score of a near match within the document. */
enum { INTERNAL_MIN = 75, POSTS_MAX = 200 };

const char *ent_band_name(ent_band band)
{
	switch (band) {
	case ENT_BAND_CONTEXT: return "ice";
	case ENT_BAND_EXACT: return "100";
	case ENT_BAND_95: return "95-99";
	case ENT_BAND_85: return "85-94";
	case ENT_BAND_75: return "75-84";
	case ENT_BAND_50: return "50-74";
	case ENT_BAND_NEW: return "new";
	case ENT_BAND_REPETITION: return "repetition";
	case ENT_BAND_INTERNAL: return "internal";
	}
	return "new";
}

static ent_band band_of_score(uint32_t score)
{
	return score > 100    ? ENT_BAND_CONTEXT
	       : score == 100 ? ENT_BAND_EXACT
	       : score >= 95  ? ENT_BAND_95
	       : score >= 85  ? ENT_BAND_85
	       : score >= 75  ? ENT_BAND_75
	       : score >= 50  ? ENT_BAND_50
			      : ENT_BAND_NEW;
}

/* ---- counting as Word does ------------------------------------------------------- */

/* Bytes of the white space at s[at] that parts words; 0 for anything else.  A no-break
 * space (U+00A0, U+202F, U+2007) does not part words. */
static size_t space_at(ent_str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p + at;
	const size_t left = s.n - at;
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	if (left >= 3 && p[0] == 0xE2 && p[1] == 0x80 &&
	    ((p[2] >= 0x80 && p[2] <= 0x8A && p[2] != 0x87) || p[2] == 0xA8 ||
	     p[2] == 0xA9))
		return 3;
	return left >= 3 && p[0] == 0xE3 && p[1] == 0x80 && p[2] == 0x80 ? 3 : 0;
}

/* Han, Kana and the punctuation between them: each character is a word. */
static bool is_ideograph(ent_str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.p + at;
	if (s.n - at < 3 || p[0] < 0xE3 || p[0] > 0xE9)
		return s.n - at >= 4 && p[0] == 0xF0 && p[1] >= 0xA0 && p[1] <= 0xAF;
	const uint32_t c = (uint32_t)(p[0] & 15) << 12 | (uint32_t)(p[1] & 63) << 6 |
			   (uint32_t)(p[2] & 63);
	return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF);
}

/* Words as Word counts them. */
static uint64_t count_words(ent_str text)
{
	uint64_t n = 0;
	bool inside = false;
	for (size_t at = 0, step; at < text.n; at += step) {
		step = space_at(text, at);
		if (step) {
			inside = false;
			continue;
		}
		const bool alone = is_ideograph(text, at);
		n += alone || !inside;
		inside = !alone;
		for (step = 1; at + step < text.n &&
			       ((unsigned char)text.p[at + step] & 0xC0) == 0x80;)
			step++;
	}
	return n;
}

/* ---- repetitions ----------------------------------------------------------------- */

struct text_order {
	ent_str text;
	uint32_t segment;
};

static int text_cmp(const void *pa, const void *pb)
{
	const struct text_order *a = pa, *b = pb;
	const int order = ent_str_cmp(a->text, b->text);
	return order ? order : (a->segment > b->segment) - (a->segment < b->segment);
}

static bool find_repetitions(ent_reuse_job *job)
{
	const uint32_t n = job->out->n_segments;
	struct text_order *order = malloc(((size_t)n + 1) * sizeof(*order));
	if (!order)
		return false;
	for (uint32_t k = 0; k < n; k++)
		order[k] = (struct text_order){ job->segments[k].text, k };
	qsort(order, n, sizeof(*order), text_cmp);
	for (uint32_t k = 1, first = 0; k < n; k++) {
		if (ent_str_eq(order[k].text, order[first].text))
			job->segments[order[k].segment].repeats = order[first].segment;
		else
			first = k;
	}
	free(order);
	return true;
}

/* ---- near matches within the document -------------------------------------------- */

struct internal {
	ent_reuse_job *job;
	ent_stemmer *stemmer;
	uint32_t *first;     /* [segments + 1]: words before each; owned */
	uint32_t *frequency; /* [forms + 1]: segments with the form; owned */
	uint32_t *posts;     /* [forms + 1]: 1 + the last word with the form; owned */
	uint32_t *next;      /* [words]: 1 + the word before with the form; owned */
	uint32_t *stamp;     /* [segments]: last compared with; owned */
	ent_arena *arena;    /* for one query */
};

/* Where the words of each segment begin. */
static bool index_words(struct internal *in)
{
	const ent_reuse_job *job = in->job;
	const uint32_t n = job->out->n_segments;
	in->first = malloc(((size_t)n + 1) * sizeof(*in->first));
	in->frequency = calloc((size_t)job->n_forms + 1, sizeof(*in->frequency));
	in->posts = calloc((size_t)job->n_forms + 1, sizeof(*in->posts));
	in->next = calloc((size_t)job->n_words + 1, sizeof(*in->next));
	in->stamp = calloc((size_t)n + 1, sizeof(*in->stamp));
	in->arena = ent_arena_new(0);
	if (!in->first || !in->frequency || !in->posts || !in->next || !in->stamp ||
	    !in->arena)
		return false;
	uint32_t w = 0;
	for (uint32_t k = 0; k < n; k++) {
		while (w < job->n_words && job->words[w].start < job->segments[k].start)
			w++;
		in->first[k] = w;
	}
	in->first[n] = job->n_words;
	for (uint32_t k = 0; k < n; k++)
		for (uint32_t i = in->first[k]; i < in->first[k + 1]; i++)
			in->frequency[job->words[i].form]++;
	return true;
}

static ent_status compare_with(struct internal *in,
			       uint32_t segment,
			       uint32_t other,
			       ent_query *query,
			       ent_error *err)
{
	ent_reuse_segment *s = &in->job->segments[segment];
	const uint32_t least = s->internal_score >= INTERNAL_MIN ? s->internal_score + 1
								 : INTERNAL_MIN;
	const ent_measure worst = { .distance = 100 - least, .length = 100 };
	ent_measure m;
	bool fits;
	in->stamp[other] = segment + 1;
	if (least > 99)
		return ENT_OK;
	ent_status status = ent_query_measure(
		&fits, &m, query, in->job->segments[other].text, &worst, least, err);
	if (!status && fits) {
		s->internal = other;
		s->internal_score = m.score;
	}
	return status;
}

struct rare {
	uint32_t word, frequency;
};

static int rare_cmp(const void *pa, const void *pb)
{
	const struct rare *a = pa, *b = pb;
	if (a->frequency != b->frequency)
		return a->frequency < b->frequency ? -1 : 1;
	return (a->word > b->word) - (a->word < b->word);
}

/* The words of a segment, the rarest in the document first; *n how many of them one
 * must be in every near match. */
static const struct rare *rarest(uint32_t *n, struct internal *in, uint32_t segment)
{
	const uint32_t from = in->first[segment], to = in->first[segment + 1];
	struct rare *list = ENT_NEW_ARRAY(in->arena, struct rare, to - from + 1);
	if (!list)
		return NULL;
	for (uint32_t k = from; k < to; k++)
		list[k - from] =
			(struct rare){ k, in->frequency[in->job->words[k].form] };
	qsort(list, to - from, sizeof(*list), rare_cmp);
	*n = (to - from) / 4 + 1;
	if (*n > to - from)
		*n = to - from;
	return list;
}

static uint32_t segment_of(const struct internal *in, uint32_t word)
{
	return (uint32_t)ent_lower_bound_u32(word + 1, in->first,
					     in->job->out->n_segments) -
	       1;
}

static ent_status compare_segment(struct internal *in, uint32_t segment, ent_error *err)
{
	uint32_t n;
	ent_query *query = NULL;
	ent_status status = ENT_OK;
	ent_arena_clear(in->arena);
	const struct rare *list = rarest(&n, in, segment);
	if (!list)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < n && !status; k++) {
		uint32_t at = in->posts[in->job->words[list[k].word].form];
		for (uint32_t i = 0; at && i < POSTS_MAX && !status;
		     at = in->next[at - 1], i++) {
			const uint32_t other = segment_of(in, at - 1);
			if (in->stamp[other] == segment + 1)
				continue;
			if (!query)
				status = ent_query_new(
					&query, in->job->segments[segment].text,
					ENT_SCORE_GRADED, in->stemmer, in->arena, err);
			if (!status)
				status = compare_with(in, segment, other, query, err);
		}
	}
	ent_query_release(query);
	return status;
}

static void post_segment(struct internal *in, uint32_t segment)
{
	for (uint32_t k = in->first[segment]; k < in->first[segment + 1]; k++) {
		uint32_t *head = &in->posts[in->job->words[k].form];
		in->next[k] = *head;
		*head = k + 1;
	}
}

static ent_status find_internal(ent_reuse_job *job, uint32_t language, ent_error *err)
{
	struct internal in = { .job = job };
	ent_status status = index_words(&in) ? ENT_OK : ent_fail_memory(err);
	if (!status && language)
		status = ent_index_stemmer(&in.stemmer, job->memory->index, language,
					   err);
	for (uint32_t k = 0; k < job->out->n_segments && !status; k++) {
		const ent_reuse_segment *s = &job->segments[k];
		if (s->repeats != ENT_NO_SEGMENT)
			continue;
		if (!s->n_matches || s->matches[0].score < 100)
			status = compare_segment(&in, k, err);
		post_segment(&in, k);
	}
	free(in.first);
	free(in.frequency);
	free(in.posts);
	free(in.next);
	free(in.stamp);
	ent_arena_free(in.arena);
	return status;
}

/* ---- bands ----------------------------------------------------------------------- */

static void set_band(ent_reuse_segment *s)
{
	const uint32_t score = s->n_matches ? s->matches[0].score : 0;
	if (score >= 100)
		s->band = band_of_score(score);
	else if (s->repeats != ENT_NO_SEGMENT)
		s->band = ENT_BAND_REPETITION;
	else if (s->internal != ENT_NO_SEGMENT && s->internal_score > score)
		s->band = ENT_BAND_INTERNAL;
	else
		s->band = band_of_score(score);
}

static void analyse(ent_reuse_job *job)
{
	for (uint32_t k = 0; k < job->out->n_segments; k++) {
		ent_reuse_segment *s = &job->segments[k];
		set_band(s);
		ent_band_count *count = &job->out->analysis[s->band];
		count->segments++;
		count->words += s->words;
		count->characters += s->characters;
	}
}

ent_status ent_reuse_segments(ent_reuse_job *job, ent_error *err)
{
	const uint32_t n = job->out->n_segments;
	uint32_t language = 0;
	ent_status status = find_repetitions(job) ? ENT_OK : ent_fail_memory(err);
	for (uint32_t k = 0; k < n; k++) {
		ent_reuse_segment *s = &job->segments[k];
		s->words = count_words(s->text);
		s->characters = ent_str_chars(s->text);
	}
	if (!status)
		status = ent_reuse_match(job, err);
	if (!status)
		status = ent_store_language(&language, job->memory->store,
					    ent_lang_base(job->opt.from), false, err);
	if (!status)
		status = find_internal(job, language, err);
	if (!status)
		analyse(job);
	return status;
}
