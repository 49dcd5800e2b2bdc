/* SPDX-License-Identifier: Apache-2.0 */
/* sieved.h - random texts as sets of keys, in lists as the sieve reads them, and what
 * each has in common with a query by counting.  For the tests of sieve.c and
 * probe.c. */
#ifndef TESTS_UNIT_SIEVED_H
#define TESTS_UNIT_SIEVED_H

#include "index/probe.h"
#include "index/unpacked.h"
#include "unit/stored.h"

enum { SIEVED_TEXTS = 2000, SIEVED_KEYS = 20, SIEVED_ROW = 40 };

struct sieved_row {
	uint64_t number;
	ent_buf bytes;
};

struct sieved {
	uint32_t keys[SIEVED_TEXTS];   /* of each text, a bit each */
	uint32_t weight[SIEVED_TEXTS]; /* half tokens */
	uint32_t frequency[SIEVED_KEYS];
	ent_word_bits *bits;           /* by place, of the words that may have one */
	uint32_t places[SIEVED_TEXTS]; /* of each text */
	struct sieved_row *rows;       /* of key 1 + k; those of all texts have key 0 */
	size_t n_rows, capacity;
	uint64_t seed;
	/* what is known of texts, without columns in every other query */
	ent_known known;
	ent_columns columns;
	uint64_t *words[ENT_FREQUENT_MAX + 1];
	uint64_t *joined; /* texts whose words need not be tokens, by place */
};

static inline void sieved_write(struct sieved *x,
				uint32_t key,
				uint32_t bucket,
				const uint32_t *texts,
				uint32_t n)
{
	for (uint32_t done = 0; done < n;) {
		const uint32_t most = n - done < SIEVED_ROW ? n - done : SIEVED_ROW;
		if (x->n_rows == x->capacity) {
			x->capacity = x->capacity ? 2 * x->capacity : 1024;
			x->rows = realloc(x->rows, x->capacity * sizeof(*x->rows));
			assert_non_null(x->rows);
		}
		struct sieved_row *row = &x->rows[x->n_rows++];
		*row = (struct sieved_row){ ent_row_number(key, bucket, texts[done]),
					    ENT_BUF_INIT };
		done += ent_row_write(&row->bytes, texts + done, most);
	}
}

/* The bit of a key; 0 for a rare one. */
static inline uint32_t sieved_bit(uint32_t k)
{
	return k < SIEVED_KEYS / 2 ? 0 : 1 + k * 53 % ENT_FREQUENT_MAX;
}

/* Whether it is a token in every text with its bit that is not joined. */
static inline bool sieved_is_token(uint32_t k)
{
	return sieved_bit(k) && k % 5;
}

/* Columns of the words that have a bit. */
static inline void sieved_know(struct sieved *x)
{
	for (uint32_t b = 0; b < ENT_BUCKETS; b++)
		for (uint32_t t = 0; t < SIEVED_TEXTS; t++)
			if (ent_bucket_of(x->weight[t]) == b)
				assert_true(ent_columns_add(&x->columns, b, &t, 1));
	assert_true(ent_columns_end(&x->columns));
	x->bits = calloc(x->columns.n, sizeof(*x->bits));
	assert_non_null(x->bits);
	for (uint32_t k = 0; k < SIEVED_KEYS; k++) {
		uint64_t *word = calloc(x->columns.n / 64 + 1, sizeof(*word));
		assert_non_null(word);
		for (uint32_t p = 0; p < x->columns.n; p++) {
			const uint32_t t = x->columns.texts[p];
			if (t >= SIEVED_TEXTS)
				continue;
			x->places[t] = p;
			if (!(x->keys[t] >> k & 1))
				continue;
			word[p / 64] |= (uint64_t)1 << p % 64;
			if (sieved_bit(k))
				ent_word_bits_add(&x->bits[p], sieved_bit(k));
		}
		free(x->words[sieved_bit(k)]);
		x->words[sieved_bit(k)] = word;
	}
	x->joined = calloc(x->columns.n / 64 + 1, sizeof(*x->joined));
	assert_non_null(x->joined);
	for (uint32_t t = 0; t < SIEVED_TEXTS; t += 3)
		x->joined[x->places[t] / 64] |= (uint64_t)1 << x->places[t] % 64;
	x->known = (ent_known){ .bits = x->bits,
				.places = x->places,
				.texts = x->columns.texts,
				.columns = &x->columns,
				.words = (const uint64_t *const *)x->words };
	for (uint32_t k = 0; k < SIEVED_KEYS; k++)
		if (sieved_is_token(k))
			ent_word_bits_add(&x->known.tokens, sieved_bit(k));
}

static inline void sieved_fill(struct sieved *x)
{
	uint32_t texts[SIEVED_TEXTS];
	x->seed = 41;
	for (uint32_t t = 0; t < SIEVED_TEXTS; t++) {
		x->weight[t] = pick(&x->seed, 12);
		for (uint32_t k = 0; k < SIEVED_KEYS; k++)
			/* neighbours are alike; later keys are frequent */
			if (pick(&x->seed, 40) < 2 + k + (t / 50 % SIEVED_KEYS > k)) {
				x->keys[t] |= 1u << k;
				x->weight[t] += ENT_WEIGHT_WORD;
				x->frequency[k]++;
			}
	}
	sieved_know(x);
	for (uint32_t key = 0; key <= SIEVED_KEYS; key++)
		for (uint32_t b = 0; b < ENT_BUCKETS; b++) {
			uint32_t n = 0;
			for (uint32_t t = 0; t < SIEVED_TEXTS; t++)
				if (ent_bucket_of(x->weight[t]) == b &&
				    (!key || x->keys[t] >> (key - 1) & 1))
					texts[n++] = t;
			sieved_write(x, key, b, texts, n);
		}
}

static inline void sieved_free(struct sieved *x)
{
	for (uint32_t b = 0; b <= ENT_FREQUENT_MAX; b++)
		free(x->words[b]);
	free(x->bits);
	free(x->joined);
	ent_columns_release(&x->columns);
	for (size_t k = 0; k < x->n_rows; k++)
		ent_buf_release(&x->rows[k].bytes);
	free(x->rows);
}

/* A query: its keys with credits, and what it weighs besides. */
struct sieved_query {
	ent_sieve_list lists[SIEVED_KEYS];
	uint32_t n;
	ent_query_sizes sizes;
	ent_measure floor;
};

/* dear: how much longer the lists are said to be than they are, which decides whether
 * they are read, passed over or sought. */
static inline void sieved_ask(struct sieved_query *q,
			      struct sieved *x,
			      uint32_t most,
			      uint32_t dear)
{
	const uint32_t one_in = 1 + pick(&x->seed, 10);
	const bool knows = pick(&x->seed, 2);
	x->known.columns = pick(&x->seed, 2) ? &x->columns : NULL;
	x->known.joined = pick(&x->seed, 3) ? x->joined : NULL;
	*q = (struct sieved_query){ .n = 0 };
	q->sizes.kind = pick(&x->seed, 2) ? ENT_SCORE_PLAIN : ENT_SCORE_GRADED;
	for (uint32_t k = 0; k < SIEVED_KEYS; k++)
		if (!pick(&x->seed, one_in)) {
			const uint32_t credit = 1 + pick(&x->seed, most);
			q->lists[q->n++] =
				(ent_sieve_list){ .key = k + 1,
						  .frequency = x->frequency[k] * dear,
						  .credit = credit,
						  .bit = knows ? sieved_bit(k) : 0,
						  .kept = pick(&x->seed, 2) };
			q->sizes.weight += credit;
		}
	q->sizes.free = pick(&x->seed, 6);
	q->sizes.weight += q->sizes.free + pick(&x->seed, 4);
	q->sizes.tokens = (q->sizes.weight + 1) / 2;
	q->floor = (ent_measure){ .distance = pick(&x->seed, 80), .length = 100 };
}

static inline uint32_t sieved_gain(const struct sieved *x,
				   const struct sieved_query *q,
				   uint32_t text)
{
	uint32_t gain = q->sizes.free;
	for (uint32_t k = 0; k < q->n; k++)
		gain += x->keys[text] >> (q->lists[k].key - 1) & 1 ? q->lists[k].credit
								   : 0;
	return gain;
}

/* What a text can weigh at most.  Plain: of its m tokens s max(n, m) are in the query
 * of n, and the others are words. */
static inline uint64_t sieved_heaviest(const struct sieved_query *q,
				       uint64_t part,
				       uint64_t whole)
{
	const uint64_t n = q->sizes.tokens;
	uint64_t most = 0;
	if (q->sizes.kind == ENT_SCORE_GRADED)
		return q->sizes.weight * whole / part;
	for (uint64_t m = 1; m * part <= n * whole; m++) {
		const uint64_t shared = ((n > m ? n : m) * part + whole - 1) / whole;
		if (shared <= m && m - shared > most)
			most = m - shared;
	}
	return q->sizes.weight + 2 * most;
}

/* What the tokens of a text weigh that the query lacks. */
static inline uint64_t sieved_lacked(const struct sieved *x,
				     const struct sieved_query *q,
				     uint32_t text)
{
	uint32_t words = x->keys[text], n = 0;
	for (uint32_t k = 0; k < q->n; k++)
		words &= ~(1u << (q->lists[k].key - 1));
	for (uint32_t k = 0; k < SIEVED_KEYS; k++)
		n += sieved_is_token(k) && words >> k & 1;
	return text % 3 && x->known.joined && q->sizes.kind == ENT_SCORE_GRADED
		       ? ENT_WEIGHT_WORD * (uint64_t)n
		       : 0;
}

/* gain >= s max(Wq, Wt), and Wt in the range that the score allows. */
static inline bool sieved_matches(const struct sieved *x,
				  const struct sieved_query *q,
				  uint32_t text)
{
	const uint64_t part = q->floor.length - q->floor.distance,
		       whole = q->floor.length, weight = x->weight[text];
	const uint64_t full = q->sizes.kind == ENT_SCORE_PLAIN
				      ? 2 * (uint64_t)q->sizes.tokens
				      : q->sizes.weight;
	const uint64_t longer = full > weight ? full : weight;
	if (weight > sieved_heaviest(q, part, whole) ||
	    (q->sizes.kind == ENT_SCORE_GRADED && weight * whole < full * part))
		return false;
	if ((weight - sieved_lacked(x, q, text)) * whole < longer * part)
		return false;
	return sieved_gain(x, q, text) * whole >= longer * part;
}

/* Takes the rows of a list that matter. */
/* The texts of a bucket as places. */
static inline void sieved_take_places(ent_sieve *s,
				      const struct sieved *x,
				      uint32_t key,
				      uint32_t bucket)
{
	uint16_t places[SIEVED_TEXTS];
	const uint32_t base = x->columns.starts[bucket];
	uint32_t n = 0;
	for (uint32_t p = base; p < x->columns.starts[bucket + 1]; p++) {
		const uint32_t t = x->columns.texts[p];
		if (t < SIEVED_TEXTS && x->keys[t] >> (key - 1) & 1)
			places[n++] = (uint16_t)(p - base);
	}
	const ent_unpacked_list list = { base, 1, &n, places };
	ent_sieve_take_places(s, bucket, &list);
}

/* Reads a list, every other bucket as places. */
static inline void sieved_read_kept(ent_sieve *s, struct sieved *x, uint32_t key)
{
	const ent_sieve_list *list = &s->lists[s->next];
	const uint32_t to = s->to;
	for (uint32_t b = s->from; b <= to; b++) {
		if (!ent_sieve_needs(s, b))
			continue;
		if (s->bits && !list->bit && pick(&x->seed, 2)) {
			sieved_take_places(s, x, key, b);
			continue;
		}
		for (size_t k = 0; k < x->n_rows; k++)
			if (x->rows[k].number >= ent_row_number(key, b, 0) &&
			    x->rows[k].number <= ent_row_number(key, b, ENT_TEXT_MAX))
				ent_sieve_take(s, x->rows[k].number,
					       ent_buf_str(&x->rows[k].bytes));
	}
}

static inline void sieved_read(ent_sieve *s, const struct sieved *x, uint32_t key)
{
	const uint32_t from = key ? s->from : s->low, to = key ? s->to : s->high;
	for (size_t k = 0; k < x->n_rows; k++) {
		const struct sieved_row *row = &x->rows[k];
		if (row->number < ent_row_number(key, from, 0) ||
		    row->number > ent_row_number(key, to, ENT_TEXT_MAX))
			continue;
		if (key)
			ent_sieve_take(s, row->number, ent_buf_str(&row->bytes));
		else
			ent_sieve_take_all(s, row->number, ent_buf_str(&row->bytes));
	}
}

#endif
