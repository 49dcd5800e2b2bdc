/* SPDX-License-Identifier: Apache-2.0 */
/* verify.c - do the indexes say what the texts say?  And: make them anew.
 *
 * Both sides, the texts and the rows of the index, are read once, and for each
 * key the texts that contain it are counted and their hashes added up.  Sums that
 * agree over a 64-bit hash without structure leave no room for chance; where they
 * differ the word is named.  Time O(size); memory 32 bytes a key.
 */
#include <stdlib.h>

#include "base/fail.h"
#include "memory/index_parts.h"

/* Words named at most; the rest is counted. */
#define NAMED_MAX 20

struct tally {
	uint64_t count, sum;
};

struct verify {
	ent_index *index;
	struct tally *texts, *rows; /* by key */
	size_t n;
	uint64_t faults;
	void (*fn)(void *data, const char *what);
	void *data;
};

static void add(struct tally *t, uint32_t text, uint32_t bucket)
{
	uint64_t h = ((uint64_t)text << 8 | bucket) * 0x9E3779B97F4A7C15u;
	h = (h ^ h >> 32) * 0xD6E8FEB86659FD93u;
	t->count++;
	t->sum += h ^ h >> 29;
}

/* "WHAT NUMBER", with the word when there is one */
static void tell(struct verify *v, const char *what, uint64_t number, ent_str form)
{
	char line[200];
	if (v->faults++ >= NAMED_MAX)
		return;
	snprintf(line, sizeof(line), "%s %llu%s%.*s%s", what,
		 (unsigned long long)number, form.n ? ", '" : "",
		 (int)(form.n < 60 ? form.n : 60), form.n ? form.p : "",
		 form.n ? "'" : "");
	v->fn(v->data, line);
}

static ent_status verify_text(void *data, const ent_text_row *row, ent_error *err)
{
	struct verify *v = data;
	uint32_t weight;
	if (row->weight < 0)
		return ENT_OK;
	ent_status status =
		ent_index_keys(&weight, v->index, row->language, row->text, false, err);
	if (status)
		return status;
	if (weight != (uint64_t)row->weight)
		tell(v, "wrong weight of text", row->id, ENT_STR(""));
	for (size_t k = 0; k < v->index->n_numbers; k++)
		if (v->index->numbers[k] < v->n)
			add(&v->texts[v->index->numbers[k]], (uint32_t)row->id,
			    ent_bucket_of(weight));
	return ENT_OK;
}

static bool verify_row(void *data, const ent_posting_row *row)
{
	struct verify *v = data;
	uint64_t key = row->id >> 37;
	ent_row_reader r;
	ent_row_read(&r, row->id, row->bytes);
	if (key >= v->n) {
		tell(v, "the index has no key for row", row->id, ENT_STR(""));
		return true;
	}
	while (ent_row_next(&r))
		add(&v->rows[key], r.text, ent_row_bucket(row->id));
	return true;
}

static ent_status verify_key(void *data,
			     const ent_key_row *row,
			     ent_str form,
			     ent_error *err)
{
	struct verify *v = data;
	(void)err;
	if (row->id >= v->n)
		return ENT_OK;
	const struct tally *t = &v->texts[row->id], *r = &v->rows[row->id];
	if (t->count != r->count || t->sum != r->sum)
		tell(v, "the index lists wrong texts for key", row->id, form);
	else if (r->count != row->frequency)
		tell(v, "the index counts wrong for key", row->id, form);
	return ENT_OK;
}

static ent_status count_keys(void *data,
			     const ent_key_row *row,
			     ent_str form,
			     ent_error *err)
{
	struct verify *v = data;
	(void)form, (void)err;
	v->n = (size_t)row->id + 1;
	return ENT_OK;
}

static ent_status verify_likeness(struct verify *v, ent_error *err)
{
	ent_store *store = v->index->store;
	ent_status status = ent_store_key_each(store, count_keys, v, err);
	if (status)
		return status;
	v->texts = calloc(v->n + 1, sizeof(*v->texts));
	v->rows = calloc(v->n + 1, sizeof(*v->rows));
	if (!v->texts || !v->rows)
		return ent_fail_memory(err);
	status = ent_store_text_each(store, 0, verify_text, v, err);
	if (!status)
		status = ent_store_postings(store, 0, INT64_MAX, false, verify_row, v,
					    err);
	return status ? status : ent_store_key_each(store, verify_key, v, err);
}

ent_status ent_index_check(ent_index *index,
			   void (*fn)(void *data, const char *what),
			   void *data,
			   ent_error *err)
{
	struct verify v = { .index = index, .fn = fn, .data = data };
	char line[80];
	ent_keys_forget(&index->keys);
	ent_status status = verify_likeness(&v, err);
	if (v.faults > NAMED_MAX) {
		snprintf(line, sizeof(line), "and %llu more faults of the index",
			 (unsigned long long)(v.faults - NAMED_MAX));
		fn(data, line);
	}
	free(v.texts);
	free(v.rows);
	return status;
}

static ent_status add_again(void *data, const ent_text_row *row, ent_error *err)
{
	if (row->weight < 0)
		return ENT_OK;
	return ent_index_add(data, row->language, row->id, row->text, err);
}

ent_status ent_index_rebuild(ent_index *index, ent_error *err)
{
	ent_index_forget(index);
	ent_status status = ent_store_postings_clear(index->store, err);
	if (!status)
		status = ent_store_words_clear(index->store, err);
	if (!status)
		status = ent_store_mark_used(index->store, err);
	if (!status)
		status = ent_store_text_each(index->store, 0, add_again, index, err);
	return status ? status : ent_index_flush(index, err);
}
