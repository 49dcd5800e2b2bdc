/* SPDX-License-Identifier: Apache-2.0 */
/* verify.c - whether the index agrees with the texts, and rebuilding it.
 *
 * Both sides, the texts and the rows of the index, are read once, and for each
 * key and word the texts that contain it are counted and hashes of its places added
 * up.  Sums that
 * agree over a 64-bit hash without structure leave nothing to chance; where they
 * differ the word is named.  Time O(size); memory 50 bytes a key.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "index/parts.h"

/* Words named at most; the rest is counted. */
#define NAMED_MAX 20

struct tally {
	uint64_t count, sum; /* of texts; over all places */
	uint32_t last;       /* text */
};

struct verify {
	ent_index *index;
	struct tally *texts, *rows; /* by key */
	/* by key: whether there is one, and of which kind */
	enum { NO_KEY, OF_SEARCH, OF_CONCORDANCE } * kinds;
	size_t n;
	const uint64_t *recent; /* texts that are in no list, ascending */
	size_t n_recent;
	uint64_t faults;
	void (*fn)(void *data, const char *what);
	void *data;
};

/* where: the bucket, or the position; each text's places come one after another */
static void add(struct tally *t, uint32_t text, uint32_t where, bool placed)
{
	bool again = t->count && t->last == text;
	uint64_t h = ((uint64_t)text << 32 | where) * 0x9E3779B97F4A7C15u;
	if (again && !placed)
		return;
	h = (h ^ h >> 32) * 0xD6E8FEB86659FD93u;
	t->count += !again;
	t->sum += h ^ h >> 29;
	t->last = text;
}

/* "WHAT NUMBER", with the word when there is one */
static void report_fault(struct verify *v,
			 const char *what,
			 uint64_t number,
			 ent_str form)
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
	const ent_index *index = v->index;
	uint32_t weight, unknown = 0;
	if (row->weight < 0)
		return ENT_OK;
	ent_status status =
		ent_index_cut(&weight, v->index, row->language, row->text, false, err);
	if (status)
		return status;
	if (weight != (uint64_t)row->weight)
		report_fault(v, "wrong weight of text", row->id, ENT_STR(""));
	while (v->n_recent && *v->recent < row->id) { /* both ascend */
		v->recent++;
		v->n_recent--;
	}
	if (v->n_recent && *v->recent == row->id)
		return ENT_OK;
	for (size_t k = 0; k < index->n_keys; k++)
		if (index->keys_of[k] < v->n)
			add(&v->texts[index->keys_of[k]], (uint32_t)row->id,
			    ent_bucket_of(weight), false);
	for (size_t k = 0; k < index->n_words; k++) {
		uint32_t word = index->words_of[k];
		unknown += !word;
		if (word && word < v->n)
			add(&v->texts[word], (uint32_t)row->id, (uint32_t)k, true);
	}
	if (unknown)
		report_fault(v, "the index lacks words of text", row->id, ENT_STR(""));
	return ENT_OK;
}

static void verify_places(struct tally *t, const ent_posting_row *row)
{
	ent_places_reader r;
	ent_places_read(&r, row->id, row->bytes);
	while (ent_places_block(&r))
		for (uint32_t k = 0; k < r.n; k++)
			for (ent_places_of(&r, k); ent_places_next(&r);)
				add(t, r.texts[k], r.position, true);
}

static bool verify_row(void *data, const ent_posting_row *row)
{
	struct verify *v = data;
	uint64_t key = row->id >> 37;
	ent_row_reader r;
	if (key >= v->n || v->kinds[key] == NO_KEY) {
		report_fault(v, "the index has no key for row", row->id, ENT_STR(""));
		return true;
	}
	if (v->kinds[key] == OF_CONCORDANCE) {
		verify_places(&v->rows[key], row);
		return true;
	}
	ent_row_read(&r, row->id, row->bytes);
	while (ent_row_next(&r))
		add(&v->rows[key], r.text, ent_row_bucket(row->id), false);
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
		report_fault(v, "the index lists wrong texts for key", row->id, form);
	else if (r->count != row->frequency)
		report_fault(v, "the index counts wrong for key", row->id, form);
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

static ent_status mark_kind(void *data,
			    const ent_key_row *row,
			    ent_str form,
			    ent_error *err)
{
	struct verify *v = data;
	(void)form, (void)err;
	if (row->id < v->n)
		v->kinds[row->id] =
			row->language == ENT_ANY_LANGUAGE ? OF_CONCORDANCE : OF_SEARCH;
	return ENT_OK;
}

struct ids {
	uint64_t *p; /* owned */
	size_t n, capacity;
};

static ent_status keep_recent(void *data, const ent_text_row *row, ent_error *err)
{
	struct ids *ids = data;
	if (!ENT_GROW(ids->p, ids->capacity, ids->n + 1))
		return ent_fail_memory(err);
	ids->p[ids->n++] = row->id;
	return ENT_OK;
}

static ent_status verify_lists(struct verify *v, ent_error *err)
{
	ent_store *store = v->index->store;
	ent_status status = ent_store_key_each(store, count_keys, v, err);
	if (status)
		return status;
	v->texts = calloc(v->n + 1, sizeof(*v->texts));
	v->rows = calloc(v->n + 1, sizeof(*v->rows));
	v->kinds = calloc(v->n + 1, sizeof(*v->kinds));
	if (!v->texts || !v->rows || !v->kinds)
		return ent_fail_memory(err);
	status = ent_store_key_each(store, mark_kind, v, err);
	if (!status)
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
	struct ids recent = { NULL, 0, 0 };
	ent_keys_forget(&index->keys);
	ent_status status =
		ent_store_recent_each(index->store, keep_recent, &recent, err);
	v.recent = recent.p;
	v.n_recent = recent.n;
	if (!status)
		status = verify_lists(&v, err);
	if (v.faults > NAMED_MAX) {
		snprintf(line, sizeof(line), "and %llu more faults of the index",
			 (unsigned long long)(v.faults - NAMED_MAX));
		fn(data, line);
	}
	free(v.texts);
	free(v.rows);
	free(v.kinds);
	free(recent.p);
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
		status = ent_store_mark_used(index->store, err);
	if (!status)
		status = ent_store_text_each(index->store, 0, add_again, index, err);
	return status ? status : ent_index_flush(index, err);
}
