/* SPDX-License-Identifier: Apache-2.0 */
/* keys.c - hash tables before the table of keys, because the few thousand words that
 * make up most of every text are looked up again and again: by their form, and as they
 * are written, which saves making the form.  A table is emptied when it grows too
 * large; 24 bytes a key, in tables at least half empty.
 *
 * While an empty memory is filled, keys are numbered here and written at the end, in
 * the order of their index.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "index/keys.h"

#define KEYS_MAX ((size_t)1 << 17)
/* Fresh keys before they are settled: some 60 MB. */
#define BULK_MAX ((size_t)1 << 20)

uint32_t ent_keys_hash(uint32_t language, ent_str form)
{
	uint64_t h = (ent_str_hash(form) ^ language) * 0x9E3779B97F4A7C15u;
	return (uint32_t)(h >> 32) | 1;
}

static struct ent_known_key *place(const ent_key_table *t,
				   uint32_t hash,
				   uint32_t language,
				   ent_str form)
{
	for (size_t at = hash >> 1;; at++) {
		struct ent_known_key *k = &t->known[at & (t->capacity - 1)];
		if (!k->hash ||
		    (k->hash == hash && k->language == language && k->n == form.n &&
		     !memcmp(t->forms.p + k->at, form.p, form.n)))
			return k;
	}
}

static void empty(ent_key_table *t)
{
	if (t->known)
		memset(t->known, 0, t->capacity * sizeof(*t->known));
	t->used = 0;
	ent_buf_clear(&t->forms);
}

static void release(ent_key_table *t)
{
	free(t->known);
	ent_buf_release(&t->forms);
	*t = (ent_key_table){ .forms = ENT_BUF_INIT };
}

static bool grow(ent_key_table *t)
{
	size_t capacity = t->capacity ? 2 * t->capacity : 1024;
	struct ent_known_key *more = calloc(capacity, sizeof(*more));
	if (!more)
		return false;
	for (size_t k = 0; k < t->capacity; k++) {
		size_t at = t->known[k].hash >> 1;
		if (!t->known[k].hash)
			continue;
		while (more[at & (capacity - 1)].hash)
			at++;
		more[at & (capacity - 1)] = t->known[k];
	}
	free(t->known);
	t->known = more;
	t->capacity = capacity;
	return true;
}

static bool remember(ent_key_table *t,
		     uint32_t language,
		     ent_str form,
		     uint32_t a,
		     uint32_t b)
{
	if (t->forms.n + form.n > UINT32_MAX)
		empty(t);
	if (2 * t->used >= t->capacity && !grow(t))
		return false;
	uint32_t hash = ent_keys_hash(language, form);
	*place(t, hash, language, form) = (struct ent_known_key){
		hash, (uint32_t)t->forms.n, (uint32_t)form.n, language, a, b,
	};
	ent_buf_add(&t->forms, form);
	t->used++;
	return !t->forms.failed;
}

static const struct ent_known_key *known(const ent_key_table *t,
					 uint32_t hash,
					 uint32_t language,
					 ent_str form)
{
	const struct ent_known_key *k =
		t->capacity ? place(t, hash, language, form) : NULL;
	return k && k->hash ? k : NULL;
}

void ent_keys_prefetch(const ent_keys *keys, uint32_t hash)
{
	const ent_key_table *t = &keys->as_written;
	if (t->capacity)
		__builtin_prefetch(&t->known[(hash >> 1) & (t->capacity - 1)]);
}

bool ent_keys_of_word(ent_word_keys *out,
		      const ent_keys *keys,
		      uint32_t hash,
		      uint32_t language,
		      ent_str word)
{
	const struct ent_known_key *k = known(&keys->as_written, hash, language, word);
	if (k)
		*out = (ent_word_keys){ k->a, k->b };
	return k != NULL;
}

bool ent_keys_cache_word(ent_keys *keys,
			 uint32_t language,
			 ent_str word,
			 ent_word_keys is)
{
	if (keys->as_written.used >= KEYS_MAX)
		empty(&keys->as_written);
	return remember(&keys->as_written, language, word, is.key, is.word);
}

ent_status ent_keys_find(ent_key_row *out,
			 ent_keys *keys,
			 ent_store *store,
			 uint32_t language,
			 ent_str form,
			 bool make,
			 ent_error *err)
{
	const struct ent_known_key *k =
		known(&keys->by_form, ent_keys_hash(language, form), language, form);
	ent_status status = ENT_OK;
	*out = (ent_key_row){ .language = language };
	if (k) {
		out->id = k->a;
		out->frequency = k->b;
		return ENT_OK;
	}
	if (keys->bulk) {
		out->id = make ? (uint32_t)keys->by_form.used + 1 : 0;
	} else {
		if (keys->by_form.used >= KEYS_MAX)
			empty(&keys->by_form);
		status = ent_store_key_find(out, store, language, form, err);
		if (!status && !out->id && make)
			status =
				ent_store_key_add(&out->id, store, language, form, err);
	}
	if (!status && out->id &&
	    !remember(&keys->by_form, language, form, out->id, out->frequency))
		status = ent_fail_memory(err);
	return status;
}

/* ---- fresh keys ------------------------------------------------------------------ */

void ent_keys_begin_bulk(ent_keys *keys)
{
	ent_keys_forget(keys);
	keys->bulk = true;
}

bool ent_keys_are_many(const ent_keys *keys)
{
	return keys->bulk && keys->by_form.used >= BULK_MAX;
}

ent_status ent_keys_count(ent_keys *keys,
			  ent_store *store,
			  uint32_t key,
			  int64_t texts,
			  ent_error *err)
{
	if (!keys->bulk)
		return ent_store_key_count(store, key, texts, err);
	const size_t before = keys->counts_capacity;
	if (!ENT_GROW(keys->counts, keys->counts_capacity, (size_t)key + 1))
		return ent_fail_memory(err);
	if (keys->counts_capacity > before)
		memset(keys->counts + before, 0,
		       (keys->counts_capacity - before) * sizeof(*keys->counts));
	keys->counts[key] += (uint32_t)texts;
	return ENT_OK;
}

struct new_key {
	ent_key_row row;
	ent_str form;
};

/* As the index of the table orders them. */
static int new_key_cmp(const void *pa, const void *pb)
{
	const struct new_key *a = pa, *b = pb;
	if (a->row.language != b->row.language)
		return a->row.language < b->row.language ? -1 : 1;
	return ent_str_cmp(a->form, b->form);
}

ent_status ent_keys_settle(ent_keys *keys, ent_store *store, ent_error *err)
{
	const ent_key_table *t = &keys->by_form;
	size_t n = 0;
	ent_status status = ENT_OK;
	if (!keys->bulk)
		return ENT_OK;
	release(&keys->as_written); /* the space is needed */
	struct new_key *all = calloc(t->used + 1, sizeof(*all));
	if (!all)
		return ent_fail_memory(err);
	for (size_t k = 0; k < t->capacity; k++) {
		const struct ent_known_key *e = &t->known[k];
		if (e->hash)
			all[n++] = (struct new_key){
				{ e->a,
				  e->a < keys->counts_capacity ? keys->counts[e->a] : 0,
				  e->language },
				{ t->forms.p + e->at, e->n },
			};
	}
	qsort(all, n, sizeof(*all), new_key_cmp);
	for (size_t k = 0; k < n && !status; k++)
		status = ent_store_key_put(store, &all[k].row, all[k].form, err);
	free(all);
	release(&keys->by_form);
	ent_keys_forget(keys);
	return status ? status : ent_store_keys_written(store, err);
}

void ent_keys_forget(ent_keys *keys)
{
	empty(&keys->by_form);
	empty(&keys->as_written);
	keys->bulk = false;
	if (keys->counts_capacity)
		memset(keys->counts, 0, keys->counts_capacity * sizeof(*keys->counts));
}

void ent_keys_release(ent_keys *keys)
{
	release(&keys->by_form);
	release(&keys->as_written);
	free(keys->counts);
	*keys = (ent_keys){ .bulk = false };
}
