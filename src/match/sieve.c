/* SPDX-License-Identifier: Apache-2.0 */
/* sieve.c - the prefix filter and the count filter over lists of texts.
 *
 * score.c proves d >= max(Wq, Wt) - gain for the distance d between a query of
 * weight Wq and a text of weight Wt, gain being what their bags of words have in
 * common.  A text of score s or more has d <= (1 - s) max(Wq, Wt), so
 *
 *	gain >= s max(Wq, Wt)                                            (1)
 *
 * The gain is made of `free` (marks, and in the graded score half of each number:
 * what any text may have) and of the credits of the keys that both contain, with
 * credit(k) = the weight of k in the query, an upper bound of what k brings.  So
 * the credits of the shared keys add up to need = s max(Wq, low) - free at least,
 * low being the least weight of a text's bucket.
 *
 * Prefix filter (Chaudhuri, Ganti, Kaushik, "A primitive operator for similarity
 * joins", ICDE 2006): with C the credit of all keys, any set of keys whose credit
 * exceeds C - need contains one that the text has.  The set with the shortest
 * lists is read; what is in none of its lists cannot match.  Keys unknown to the
 * memory are in no text and are not part of C.
 *
 * Count filter: after reading lists of credit P, a text that gained g of it can
 * still gain C - P, and is dropped when g + (C - P) < need.  Further lists are
 * read, only to count, while that is cheaper than to measure what is left.
 *
 * Grades below 1 are respected because tokens that may be replaced for less than
 * their weight share a key, or are numbers or marks: see score.c.  Weights of
 * texts are bounded in the same way: by (1) Wt >= gain >= s Wq, and
 * Wt <= Wq / s.  In the plain score every token counts 1, and a mark, whose
 * weight here is a half, lets these bounds move by the tokens that may differ.
 *
 * Time: the length of the lists read, about a nanosecond a text; memory: two
 * bytes for each text of the memory and eight for each in a list of the prefix.
 */
#include <stdlib.h>
#include <string.h>

#include "match/sieve.h"

/* To fetch and measure a text costs as much as to read so many texts of a list
 * (3 us and 1.5 ns; canada-laws, 2026-11), and half of a list is in other
 * buckets. */
#define LIST_TEXTS_A_MEASURE 2000u

/* Below this many candidates reading on never pays. */
#define FEW_CANDIDATES 4u

static uint32_t div_up(uint64_t a, uint64_t b)
{
	return (uint32_t)((a + b - 1) / b);
}

/* Weights of texts that can match, in half tokens. */
static void weight_range(uint32_t *low,
			 uint32_t *high,
			 const ent_query_sizes *q,
			 uint32_t min)
{
	if (q->kind == ENT_SCORE_GRADED) {
		*low = div_up((uint64_t)q->weight * min, 100);
		*high = (uint32_t)((uint64_t)q->weight * 100 / min);
		return;
	}
	/* c tokens are matched, c >= s max(n, m), m <= n / s */
	uint32_t same = div_up((uint64_t)q->tokens * min, 100);
	uint32_t longest = (uint32_t)((uint64_t)q->tokens * 100 / min);
	uint32_t lost = 2 * (q->tokens - same);
	*low = q->weight > lost ? q->weight - lost : 0;
	if (*low < same)
		*low = same; /* each matched token weighs a half at least */
	*high = q->weight + 2 * (longest - div_up((uint64_t)longest * min, 100));
}

static int list_cmp(const void *pa, const void *pb)
{
	const ent_sieve_list *a = pa, *b = pb;
	uint64_t x = (uint64_t)a->frequency * b->credit;
	uint64_t y = (uint64_t)b->frequency * a->credit;
	if (x != y)
		return x < y ? -1 : 1;
	return (a->key > b->key) - (a->key < b->key);
}

bool ent_sieve_start(ent_sieve *sieve,
		     const ent_query_sizes *query,
		     uint32_t min_score,
		     ent_sieve_list *lists,
		     uint32_t n_lists,
		     uint32_t last_text)
{
	uint32_t low, high;
	for (size_t k = 0; k < sieve->n_seen; k++) /* of a search that failed */
		sieve->gains[sieve->seen[k].text] = 0;
	sieve->n_seen = 0;
	uint32_t full =
		query->kind == ENT_SCORE_PLAIN ? 2 * query->tokens : query->weight;
	if (sieve->room <= last_text) {
		size_t room = (size_t)last_text + last_text / 8 + 1024;
		free(sieve->gains);
		sieve->gains = calloc(room, sizeof(*sieve->gains));
		sieve->room = sieve->gains ? room : 0;
		if (!sieve->gains)
			return false;
	}
	qsort(lists, n_lists, sizeof(*lists), list_cmp);
	weight_range(&low, &high, query, min_score);
	sieve->lists = lists;
	sieve->n_lists = n_lists;
	sieve->next = sieve->passed = sieve->credit = 0;
	for (uint32_t k = 0; k < n_lists; k++)
		sieve->credit += lists[k].credit;
	sieve->free = query->free;
	sieve->low = ent_bucket_of(low);
	sieve->high = ent_bucket_of(high);
	for (uint32_t b = sieve->low; b <= sieve->high; b++) {
		/* a text of weight w has w / 2 tokens or more, each counting 2 */
		uint32_t least = ent_bucket_low(b);
		sieve->weight[b] = least > full ? least : full;
		sieve->need[b] =
			(int64_t)div_up((uint64_t)sieve->weight[b] * min_score, 100) -
			query->free;
	}
	sieve->failed = false;
	return true;
}

static void see(ent_sieve *sieve, uint32_t text, uint32_t bucket)
{
	if (sieve->n_seen == sieve->seen_room) {
		size_t room = sieve->seen_room ? 2 * sieve->seen_room : 4096;
		struct ent_seen *more = realloc(sieve->seen, room * sizeof(*more));
		if (!more) {
			sieve->failed = true;
			return;
		}
		sieve->seen = more;
		sieve->seen_room = room;
	}
	sieve->seen[sieve->n_seen++] = (struct ent_seen){ text, (uint8_t)bucket };
}

bool ent_sieve_wants_all(const ent_sieve *sieve)
{
	for (uint32_t b = sieve->low; b <= sieve->high; b++)
		if (sieve->need[b] <= 0)
			return true;
	return false;
}

void ent_sieve_take_all(ent_sieve *sieve, uint64_t number, ent_str bytes)
{
	uint32_t bucket = ent_row_bucket(number);
	ent_row_reader r = ent_row_read(number, bytes);
	if (sieve->need[bucket] > 0)
		return;
	while (ent_row_next(&r))
		if (r.text < sieve->room && !sieve->gains[r.text]) {
			/* one more than it has: it is seen, and its gain stays an
			 * upper bound */
			sieve->gains[r.text] = 1;
			see(sieve, r.text, bucket);
		}
}

/* Whether a text may be seen for the first time in the list at hand. */
static bool opens(const ent_sieve *sieve, uint32_t bucket)
{
	return sieve->need[bucket] > 0 &&
	       (int64_t)sieve->passed <= (int64_t)sieve->credit - sieve->need[bucket];
}

static bool any_opens(const ent_sieve *sieve)
{
	for (uint32_t b = sieve->low; b <= sieve->high; b++)
		if (opens(sieve, b))
			return true;
	return false;
}

static bool viable(const ent_sieve *sieve, const struct ent_seen *seen)
{
	return (int64_t)sieve->gains[seen->text] + sieve->credit - sieve->passed >=
	       sieve->need[seen->bucket];
}

static void drop_hopeless(ent_sieve *sieve)
{
	size_t kept = 0;
	for (size_t k = 0; k < sieve->n_seen; k++) {
		if (viable(sieve, &sieve->seen[k]))
			sieve->seen[kept++] = sieve->seen[k];
		else
			sieve->gains[sieve->seen[k].text] = 0;
	}
	sieve->n_seen = kept;
}

const ent_sieve_list *ent_sieve_next(ent_sieve *sieve)
{
	const ent_sieve_list *list =
		sieve->next < sieve->n_lists ? &sieve->lists[sieve->next] : NULL;
	if (list && any_opens(sieve))
		return list;
	drop_hopeless(sieve);
	if (!list || sieve->n_seen < FEW_CANDIDATES ||
	    list->frequency / LIST_TEXTS_A_MEASURE >= sieve->n_seen)
		return NULL;
	return list;
}

void ent_sieve_take(ent_sieve *sieve, uint64_t number, ent_str bytes)
{
	uint32_t bucket = ent_row_bucket(number);
	uint32_t credit = sieve->lists[sieve->next].credit;
	uint16_t *gains = sieve->gains;
	ent_row_reader r = ent_row_read(number, bytes);
	if (!opens(sieve, bucket)) {
		while (ent_row_next(&r))
			if (r.text < sieve->room && gains[r.text])
				gains[r.text] = (uint16_t)(gains[r.text] + credit);
		return;
	}
	while (ent_row_next(&r)) {
		if (r.text >= sieve->room)
			continue;
		if (!gains[r.text])
			see(sieve, r.text, bucket);
		gains[r.text] = (uint16_t)(gains[r.text] + credit);
	}
}

void ent_sieve_done(ent_sieve *sieve)
{
	sieve->passed += sieve->lists[sieve->next++].credit;
}

size_t ent_sieve_count(const ent_sieve *sieve)
{
	return sieve->n_seen;
}

/* Larger shares first; equal ones by number, which is by place in the file. */
static int candidate_cmp(const void *pa, const void *pb)
{
	const ent_candidate *a = pa, *b = pb;
	uint64_t x = (uint64_t)a->gain * b->weight, y = (uint64_t)b->gain * a->weight;
	if (x != y)
		return x > y ? -1 : 1;
	return (a->text > b->text) - (a->text < b->text);
}

void ent_sieve_candidates(ent_candidate *out, ent_sieve *sieve)
{
	uint32_t rest = sieve->credit - sieve->passed + sieve->free;
	for (size_t k = 0; k < sieve->n_seen; k++) {
		const struct ent_seen *s = &sieve->seen[k];
		out[k] = (ent_candidate){ s->text, sieve->gains[s->text] + rest,
					  sieve->weight[s->bucket] };
		sieve->gains[s->text] = 0;
	}
	qsort(out, sieve->n_seen, sizeof(*out), candidate_cmp);
	sieve->n_seen = 0;
}

void ent_sieve_release(ent_sieve *sieve)
{
	free(sieve->gains);
	free(sieve->seen);
	*sieve = (ent_sieve){ 0 };
}
