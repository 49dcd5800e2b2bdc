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
 * read, only to count, while that is cheaper than to measure what is left.  As
 * long as there are many candidates each text of such a list is looked up among
 * them; once they are few they are sorted and looked for in the list, which is
 * passed over by whole blocks, and in a long list by seeking its rows.
 *
 * Frequent words: in a process that searches again and again it is known of each text
 * which of the most frequent words it has (frequent.c).  Their lists are then the last,
 * and mostly none is read.  With K the credit of those that the query has and k(t) what
 * the text t has of it, a text that is first seen after lists of other words of credit
 * P gains k(t) + C - K - P at most, because a list in which it was seen before would be
 * among those of P; it is not added when that is below the need.  Afterwards its gain
 * has k(t) from the start, and what it can still gain is C - K less the credit of the
 * other lists read.  The prefix is the same set of keys as before, in another order, so
 * that every text that can match is first seen in one of its lists, and the bound at
 * that place holds for it.  A text that was refused is not remembered: where it is met
 * again P is larger, and it is refused again.
 *
 * Columns: those texts are also found without their lists (columns.c).  When lists of
 * credit P of the other words were read, a text that can match and was not seen has
 * k(t) >= need - (C - K - P), and when that is above 0 all that have so much are seen
 * at once.  No text is then seen for the first time in a later list.
 *
 * Words that the query lacks: a text of weight Wt in which x frequent words are tokens
 * whose keys the query does not have gains Wt - 2x at most, for a token gains by one of
 * its key alone (score.c).  With (1) that is s max(Wq, Wt) at least, so
 *
 *	2x <= Wt - s max(Wq, Wt) <= high - s max(Wq, high)
 *
 * with high the largest weight of the bucket, because Wt - s max(Wq, Wt) grows with Wt.
 * A text with more is not taken when it is first seen, nor measured when the floor has
 * risen since.  Not in the plain score, whose tokens are others than those of the
 * weights.
 *
 * The floor: s begins as the minimum score and rises to that of the
 * worst of the best so many, once texts that look good were measured between two
 * lists (probe.c).  The needs then rise, buckets fall out of range, and the prefix
 * ends earlier; what was seen below the new needs is dropped like everything else.
 * Whether to look at each candidate for that is decided by a sample of them: in a
 * memory of millions each look is a miss of the cache.
 *
 * Grades below 1 are respected because tokens that may be replaced for less than
 * their weight share a key, or are numbers or marks: see score.c.  Weights of
 * texts are bounded in the same way: by (1) Wt >= gain >= s Wq, and
 * Wt <= Wq / s.  In the plain score every token counts 1; a mark weighs a half
 * here and joined tokens (match/graded.h) weigh less than their parts, so that only the
 * upper bound holds.
 *
 * Time: the length of the prefix, about a nanosecond a text (gains.c), and for each
 * list after it the number of candidates.  Memory: two bytes for each text of the
 * memory, of which the second is touched only by queries of more than 127 words (the
 * table should fit a cache), and sixteen for each text in a list of the prefix.
 */
#include <stdlib.h>
#include <string.h>

#include "index/gains.h"

/* More costs, measured as those in sieve.h: to pass over a text of a list (half of a
 * list is in other buckets); to seek a row; to find a text in a list that is kept. */
#define COST_PASS(texts) ((uint64_t)(texts) / 6)
#define COST_SEEK 1200u
#define COST_FIND 50u

/* Looking for a text in a list costs as much as reading this many texts of it;
 * measured in the same way. */
#define TEXTS_A_SEARCH 32u

/* Lists of words as frequent as this may be spared by columns, when no more texts than
 * this are found there. */
#define COLUMNS_PAY 4000u
#define COLUMNS_MOST ((size_t)100)

/* What part of the candidates the first list is expected to drop, of 256. */
#define DROP_AT_FIRST 128u

/* Of more texts than the first, so many are tested to estimate how many can be
 * dropped. */
enum { FEW_SEEN = 512, SAMPLE = 64 };

/* What no text of a bucket out of range gains. */
#define NEVER (INT64_MAX / 2)

/* With fewer candidates reading more never pays. */
#define FEW_CANDIDATES 4u

static uint32_t div_up(uint64_t a, uint64_t b)
{
	return (uint32_t)((a + b - 1) / b);
}

/* What is left of x when the loss is that of `floor`, rounded up. */
static uint32_t share(uint64_t x, const ent_measure *floor)
{
	return div_up(x * (floor->length - floor->distance), floor->length);
}

/* The most of which x is such a share. */
static uint32_t whole(uint64_t x, const ent_measure *floor)
{
	return (uint32_t)(x * floor->length / (floor->length - floor->distance));
}

/* Weights of texts that can match, in half tokens. */
static void weight_range(uint32_t *low,
			 uint32_t *high,
			 const ent_query_sizes *q,
			 const ent_measure *floor)
{
	if (q->kind == ENT_SCORE_GRADED) {
		*low = share(q->weight, floor);
		*high = whole(q->weight, floor);
		return;
	}
	/* c tokens are matched, c >= s max(n, m), m <= n / s */
	uint32_t longest = whole(q->tokens, floor);
	/* the weight of a text is that of its joined tokens (match/graded.h), of which
	 * one may be any number of plain ones */
	*low = 0;
	*high = q->weight + 2 * (longest - share(longest, floor));
}

/* Lists of words that have a bit come last. */
static int list_cmp(const void *pa, const void *pb)
{
	const ent_sieve_list *a = pa, *b = pb;
	if (!a->bit != !b->bit)
		return a->bit ? 1 : -1;
	uint64_t x = (uint64_t)a->frequency * b->credit;
	uint64_t y = (uint64_t)b->frequency * a->credit;
	if (x != y)
		return x < y ? -1 : 1;
	return (a->key > b->key) - (a->key < b->key);
}

/* How many words that the query lacks a text of each bucket may have. */
static void set_most_others(ent_sieve *sieve, const ent_measure *floor)
{
	const ent_query_sizes *q = &sieve->query;
	for (uint32_t b = sieve->low; b <= sieve->high; b++) {
		const uint64_t next =
			b + 1 < ENT_BUCKETS ? ent_bucket_low(b + 1) : UINT32_MAX;
		sieve->most_others[b] = UINT32_MAX;
		if (q->kind != ENT_SCORE_GRADED || next == UINT32_MAX || !next)
			continue;
		const uint64_t high = next - 1;
		const uint32_t least =
			share(high > q->weight ? high : q->weight, floor);
		sieve->most_others[b] =
			high > least ? (uint32_t)((high - least) / 2) : 0;
	}
}

static void set_needs(ent_sieve *sieve, const ent_measure *floor)
{
	const ent_query_sizes *q = &sieve->query;
	const uint32_t full = q->kind == ENT_SCORE_PLAIN ? 2 * q->tokens : q->weight;
	uint32_t low, high;
	weight_range(&low, &high, q, floor);
	low = ent_bucket_of(low);
	high = ent_bucket_of(high);
	for (uint32_t b = sieve->low; b <= sieve->high; b++) {
		/* a text of weight w has w / 2 tokens or more, each counting 2 */
		uint32_t least = ent_bucket_low(b);
		sieve->weight[b] = least > full ? least : full;
		sieve->need[b] =
			b < low || b > high
				? NEVER
				: (int64_t)share(sieve->weight[b], floor) - q->free;
	}
	set_most_others(sieve, floor);
	sieve->low = low > sieve->low ? low : sieve->low;
	sieve->high = high < sieve->high ? high : sieve->high;
}

/* Sorts words by the binary digits of their credits. */
static void know_digits(ent_sieve *sieve, const ent_sieve_list *lists, uint32_t n_lists)
{
	sieve->n_digits = 0;
	for (uint32_t digit = 0; digit < ENT_CREDIT_DIGITS; digit++) {
		struct ent_credit_digit *d = &sieve->digits[sieve->n_digits];
		bool any = false;
		*d = (struct ent_credit_digit){ .digit = digit };
		for (uint32_t k = 0; k < n_lists; k++)
			if (lists[k].bit && lists[k].credit >> digit & 1) {
				ent_word_bits_add(&d->words, lists[k].bit);
				any = true;
			}
		sieve->n_digits += any;
	}
}

static void know_words(ent_sieve *sieve, ent_sieve_list *lists, uint32_t n_lists)
{
	sieve->once = sieve->twice = (ent_word_bits){ { 0 } };
	sieve->known = sieve->beyond = 0;
	for (uint32_t k = 0; k < n_lists; k++) {
		ent_sieve_list *list = &lists[k];
		if (!sieve->bits)
			list->bit = 0;
		if (!list->bit)
			continue;
		ent_word_bits_add(&sieve->once, list->bit);
		if (list->credit > 2)
			ent_word_bits_add(&sieve->twice, list->bit);
		sieve->known += list->credit;
		sieve->beyond += list->credit > 4 ? list->credit - 4 : 0;
	}
	know_digits(sieve, lists, n_lists);
	sieve->others = (ent_word_bits){ { 0 } };
	for (uint32_t k = 0;
	     sieve->bits && sieve->known_of.joined && k < ENT_FREQUENT_MAX / 64; k++)
		sieve->others.of[k] = sieve->known_of.tokens.of[k] & ~sieve->once.of[k];
	if (!sieve->known)
		sieve->bits = NULL;
}

bool ent_sieve_start(ent_sieve *sieve,
		     const ent_query_sizes *query,
		     const ent_measure *floor,
		     ent_sieve_list *lists,
		     uint32_t n_lists,
		     const ent_known *known,
		     uint32_t last_text)
{
	const size_t slots = last_text + (size_t)ENT_BUCKETS * ENT_COLUMN_BITS;
	for (size_t k = 0; k < sieve->n_seen; k++) /* of a search that failed */
		ent_gain_set(sieve, ent_row_first(sieve->seen[k]), 0);
	sieve->n_seen = sieve->n_probed = 0;
	memset(sieve->in_bucket, 0, sizeof(sieve->in_bucket));
	sieve->sparse = sieve->raised = sieve->closed = false;
	sieve->before = 0;
	sieve->least = UINT16_MAX;
	sieve->n_hot = sieve->bar = 0;
	sieve->drop = DROP_AT_FIRST;
	if (sieve->capacity <= slots) {
		size_t capacity = slots + last_text / 8 + 1024;
		free(sieve->gains);
		sieve->gains = calloc(capacity, sizeof(uint16_t));
		sieve->capacity = sieve->gains ? capacity : 0;
		if (!sieve->gains)
			return false;
	}
	sieve->known_of = known ? *known : (ent_known){ .bits = NULL };
	sieve->bits = sieve->known_of.bits;
	sieve->last_text = last_text;
	know_words(sieve, lists, n_lists);
	qsort(lists, n_lists, sizeof(*lists), list_cmp);
	sieve->lists = lists;
	sieve->n_lists = n_lists;
	sieve->next = sieve->passed = sieve->credit = 0;
	for (uint32_t k = 0; k < n_lists; k++)
		sieve->credit += lists[k].credit;
	/* one more: ent_sieve_take_all() */
	sieve->wide = sieve->credit >= UINT8_MAX;
	sieve->query = *query;
	sieve->low = 0;
	sieve->high = ENT_BUCKETS - 1;
	set_needs(sieve, floor);
	sieve->failed = false;
	return true;
}

void ent_sieve_raise(ent_sieve *sieve, const ent_measure *floor)
{
	set_needs(sieve, floor);
	sieve->raised = true;
}

/* Texts ascend: when the memory has the last, all are known to the tables. */
static bool fits(const ent_sieve *sieve, const ent_row_reader *r)
{
	return r->texts[r->n - 1] <= sieve->last_text;
}

bool ent_sieve_needs_all(const ent_sieve *sieve)
{
	for (uint32_t b = sieve->low; b <= sieve->high; b++)
		if (sieve->need[b] <= 0)
			return true;
	return false;
}

/* Each text is seen once and its gain is one more than it has: an upper bound. */
void ent_sieve_take_all(ent_sieve *sieve, uint64_t number, ent_str bytes)
{
	uint32_t bucket = ent_row_bucket(number);
	ent_row_reader r;
	if (sieve->need[bucket] > 0)
		return;
	ent_row_read(&r, number, bytes);
	while (ent_row_block(&r) && fits(sieve, &r))
		ent_gains_open(sieve, &r, bucket, 1);
}

/* Whether a text may be seen for the first time in the list at hand. */
static bool opens(const ent_sieve *sieve, uint32_t bucket)
{
	return !sieve->closed && sieve->need[bucket] > 0 &&
	       (int64_t)sieve->passed <= (int64_t)sieve->credit - sieve->need[bucket];
}

/* Whether one of any length may; finds the buckets that the list matters to: those, and
 * those of texts that were seen. */
static bool any_opens(ent_sieve *sieve)
{
	bool any = false;
	sieve->from = sieve->high;
	sieve->to = sieve->low;
	for (uint32_t b = sieve->low; b <= sieve->high; b++) {
		const bool open = opens(sieve, b);
		any |= open;
		if (!open && !sieve->in_bucket[b])
			continue;
		sieve->from = b < sieve->from ? b : sieve->from;
		sieve->to = b;
	}
	return any;
}

/* What a text must have gained by now, by bucket. */
static void least_gains(uint32_t *out, const ent_sieve *sieve)
{
	const int64_t rest = ent_sieve_unread(sieve);
	for (uint32_t b = 0; b < ENT_BUCKETS; b++)
		out[b] = sieve->need[b] == NEVER  ? UINT32_MAX
			 : sieve->need[b] <= rest ? 0
						  : (uint32_t)(sieve->need[b] - rest);
}

/* Directly after the prefix, the gain needed from the lists read is less than any of
 * them gives: then every text can still match. */
static bool all_viable(const ent_sieve *sieve)
{
	for (uint32_t b = sieve->low; b <= sieve->high; b++)
		if (sieve->need[b] > (int64_t)sieve->least + ent_sieve_unread(sieve))
			return false;
	return true;
}

static void drop_hopeless(ent_sieve *sieve)
{
	uint32_t least[ENT_BUCKETS];
	if (!sieve->raised && all_viable(sieve))
		return;
	sieve->raised = false;
	least_gains(least, sieve);
	ent_gains_drop(sieve, least);
}

/* Whether enough would be dropped that looking at each pays, by a sample. */
static bool many_hopeless(const ent_sieve *sieve)
{
	const size_t n = sieve->n_seen;
	uint32_t hopeless = 0, least[ENT_BUCKETS];
	if (n < FEW_SEEN)
		return true;
	if (!sieve->raised && all_viable(sieve))
		return false;
	for (size_t k = 0; k < SAMPLE; k++)
		ent_gain_prefetch(sieve, ent_row_first(sieve->seen[k * n / SAMPLE]));
	least_gains(least, sieve);
	for (size_t k = 0; k < SAMPLE; k++) {
		uint64_t seen = sieve->seen[k * n / SAMPLE];
		hopeless += ent_gain_of(sieve, ent_row_first(seen)) <
			    least[ent_row_bucket(seen)];
	}
	return hopeless >= SAMPLE * 3 / 8;
}

bool ent_sieve_seeks(const ent_sieve *sieve, const ent_sieve_list *list)
{
	return sieve->sparse && !list->kept &&
	       (uint64_t)sieve->n_seen * COST_SEEK < COST_PASS(list->frequency);
}

/* Whether reading the list would cost less than the measuring that it spares. */
static bool pays(const ent_sieve *sieve, const ent_sieve_list *list)
{
	uint64_t n = sieve->n_seen;
	if (list->bit)
		return false; /* nothing that is not known */
	uint64_t cost = list->kept && n < list->frequency ? n * COST_FIND
			: ent_sieve_seeks(sieve, list)    ? n * COST_SEEK
			: sieve->sparse                   ? COST_PASS(list->frequency)
					: ENT_COST_READ(list->frequency);
	return n >= FEW_CANDIDATES && cost < n * ENT_COST_MEASURE * sieve->drop / 256;
}

/* How much the last list dropped counts as much as all lists before it. */
static void learn_drop(ent_sieve *sieve)
{
	uint64_t gone =
		sieve->before > sieve->n_seen ? sieve->before - sieve->n_seen : 0;
	if (sieve->before)
		sieve->drop =
			(sieve->drop + (uint32_t)(gone * 256 / sieve->before)) / 2;
	sieve->before = (uint32_t)sieve->n_seen;
}

/* Whether to see all texts that can match by columns before that list is read. */
static bool columns_pay(const ent_sieve *sieve, const ent_sieve_list *list)
{
	if (!sieve->bits || !sieve->known_of.columns || sieve->closed ||
	    (!list->bit && list->frequency < COLUMNS_PAY && !sieve->eager))
		return false;
	for (uint32_t b = sieve->low; b <= sieve->high; b++)
		if (opens(sieve, b) && sieve->need[b] <= ent_sieve_unread(sieve))
			return false; /* it needs no frequent word */
	return true;
}

/* Sees every text that can still match and was not seen, unless there are too many;
 * then none is seen for the first time in a list. */
static void see_by_columns(ent_sieve *sieve, const ent_sieve_list *list)
{
	const size_t before = sieve->n_seen, most = list->bit ? SIZE_MAX : COLUMNS_MOST;
	bool all = true;
	for (uint32_t b = sieve->low; b <= sieve->high && all; b++)
		if (opens(sieve, b))
			all = ent_gains_see(sieve, b, most - (sieve->n_seen - before));
	if (!all)
		ent_gains_unsee(sieve, before);
	sieve->closed = all;
	sieve->least = 0;
}

const ent_sieve_list *ent_sieve_next(ent_sieve *sieve)
{
	const ent_sieve_list *list =
		sieve->next < sieve->n_lists ? &sieve->lists[sieve->next] : NULL;
	sieve->cursor = 0;
	if (list && columns_pay(sieve, list) && any_opens(sieve))
		see_by_columns(sieve, list);
	if (list)
		ent_hot_begin(sieve);
	if (list && any_opens(sieve))
		return list;
	if (list && !many_hopeless(sieve) && pays(sieve, list))
		return list;
	drop_hopeless(sieve);
	learn_drop(sieve);
	if (list && !sieve->sparse &&
	    sieve->n_seen < list->frequency / TEXTS_A_SEARCH) {
		ent_postings_sort(sieve->seen, sieve->scratch, sieve->n_seen);
		sieve->sparse = true;
	}
	return list && pays(sieve, list) ? list : NULL;
}

/* Skips the texts of the block before `text`: half of the rest at a time. */
static void pass_block(ent_row_reader *r, uint32_t text)
{
	const uint32_t *at = r->texts + r->next;
	uint32_t n = r->n - r->next;
	while (n) {
		uint32_t half = (n + 1) / 2;
		at += at[half - 1] < text ? half : 0;
		n -= half;
	}
	r->next = (uint32_t)(at - r->texts);
}

/* Bucket and text of one that was seen, as in a row's number. */
static uint64_t seen_place(const ent_sieve *sieve, size_t k)
{
	const uint64_t seen = sieve->seen[k];
	return (seen & ~(uint64_t)ENT_TEXT_MAX) | ent_sieve_text(sieve, seen);
}

static void add_credit(ent_sieve *sieve, uint32_t slot, uint32_t credit)
{
	ent_gain_set(sieve, slot, ent_gain_of(sieve, slot) + credit);
}

/* Looks in a row for the texts that were seen: both ascend. */
static void take_sparse(ent_sieve *sieve,
			ent_row_reader *r,
			uint64_t number,
			uint32_t credit)
{
	const uint64_t list = number & ~(uint64_t)ENT_TEXT_MAX &
			      ent_row_number(0, ENT_BUCKETS - 1, 0);
	const uint64_t *seen = sieve->seen;
	size_t c = sieve->cursor, n = sieve->n_seen;
	while (c < n && seen_place(sieve, c) < (list | ent_row_first(number)))
		c++;
	for (; c < n && (seen[c] & ~(uint64_t)ENT_TEXT_MAX) == list; c++) {
		uint32_t text = ent_sieve_text(sieve, seen[c]);
		pass_block(r, text);
		while (r->next == r->n) {
			ent_row_skip(r, text);
			if (!ent_row_block(r)) {
				sieve->cursor = c;
				return;
			}
			pass_block(r, text);
		}
		if (r->texts[r->next] == text)
			add_credit(sieve, ent_row_first(seen[c]), credit);
	}
	sieve->cursor = c;
}

bool ent_sieve_place(uint64_t *number, const ent_sieve *sieve)
{
	if (sieve->cursor >= sieve->n_seen)
		return false;
	*number = seen_place(sieve, sieve->cursor);
	return true;
}

void ent_sieve_pass(ent_sieve *sieve, uint64_t number)
{
	/* still there: its row, if any, ends before it */
	if (sieve->cursor < sieve->n_seen && seen_place(sieve, sieve->cursor) == number)
		sieve->cursor++;
}

void ent_sieve_take(ent_sieve *sieve, uint64_t number, ent_str bytes)
{
	const ent_sieve_list *list = &sieve->lists[sieve->next];
	const uint32_t bucket = ent_row_bucket(number);
	const bool known = list->bit > 0;
	const uint32_t credit = known ? 0 : list->credit;
	ent_row_reader r;
	ent_row_read(&r, number, bytes);
	if (sieve->sparse) {
		take_sparse(sieve, &r, number, credit);
		return;
	}
	bool open = opens(sieve, bucket);
	if (known && !open)
		return;
	while (ent_row_block(&r) && fits(sieve, &r)) {
		if (open) {
			ent_gains_open(sieve, &r, bucket, credit);
			continue;
		}
		ent_gains_count(sieve, &r, bucket, credit);
	}
}

bool ent_sieve_needs(const ent_sieve *sieve, uint32_t bucket)
{
	return sieve->in_bucket[bucket] || opens(sieve, bucket);
}

void ent_sieve_take_places(ent_sieve *sieve,
			   uint32_t bucket,
			   const ent_unpacked_list *list)
{
	const uint32_t credit = sieve->lists[sieve->next].credit;
	if (sieve->sparse)
		ent_gains_find_in_list(sieve, list, bucket, credit);
	else
		ent_gains_open_list(sieve, list, bucket, credit, opens(sieve, bucket));
}

void ent_sieve_done(ent_sieve *sieve)
{
	uint32_t credit = sieve->lists[sieve->next++].credit;
	sieve->passed += credit;
	sieve->least = sieve->least < credit ? sieve->least : credit;
}

size_t ent_sieve_count(const ent_sieve *sieve)
{
	return sieve->n_seen;
}

void ent_sieve_release(ent_sieve *sieve)
{
	free(sieve->gains);
	free(sieve->seen);
	free(sieve->scratch);
	*sieve = (ent_sieve){ 0 };
}
