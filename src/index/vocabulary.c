/* SPDX-License-Identifier: Apache-2.0 */
/* vocabulary.c - the words of the concordance that begin in some way.
 *
 * A word of a phrase also matches its other forms, which begin as it does, so that each
 * search reads many words.  Rows of the memory cost half a microsecond each; when as
 * many were read as there are, all are read once, into an array in which the first is
 * found by bisection.
 *
 * Memory: 12 bytes a word and its letters; 2 MB for the 89,826 words of the laws of
 * Canada.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "index/keys.h"
#include "index/vocabulary.h"

/* Larger vocabularies stay in the memory's file. */
enum { WORDS_MAX = 1 << 22 };
#define LETTERS_MAX ((size_t)1 << 26)

struct ent_vocabulary {
	uint64_t read; /* rows, one by one */
	bool ready, too_large;
	struct word {
		uint32_t start, id, frequency;
	} * words; /* [n + 1] owned */
	size_t n, capacity;
	ent_buf letters;
	/* while rows are passed on */
	ent_key_fn fn;
	void *data;
};

static ent_str form_of(const ent_vocabulary *v, size_t k)
{
	return (ent_str){ v->letters.p + v->words[k].start,
			  v->words[k + 1].start - v->words[k].start };
}

static ent_status add_word(void *data,
			   const ent_key_row *row,
			   ent_str form,
			   ent_error *err)
{
	ent_vocabulary *v = data;
	if (!ENT_GROW(v->words, v->capacity, v->n + 2))
		return ent_fail_memory(err);
	v->words[v->n].start = (uint32_t)v->letters.n;
	v->words[v->n].id = row->id;
	v->words[v->n].frequency = row->frequency;
	ent_buf_add(&v->letters, form);
	v->words[++v->n].start = (uint32_t)v->letters.n;
	/* the rows come in the order of an index: by bytes */
	v->too_large |= v->n > WORDS_MAX || v->letters.n > LETTERS_MAX ||
			(v->n > 1 && ent_str_cmp(form_of(v, v->n - 2), form) >= 0);
	if (v->letters.failed)
		return ent_fail_memory(err);
	return v->too_large ? ENT_ECANCELLED : ENT_OK;
}

static ent_status read_all(ent_vocabulary *v, ent_store *store, ent_error *err)
{
	ent_status status = ent_store_key_prefix(store, ENT_ANY_LANGUAGE, ENT_STR(""),
						 add_word, v, err);
	v->ready = !status;
	if (!v->ready) {
		free(v->words);
		v->words = NULL;
		v->n = v->capacity = 0;
		ent_buf_release(&v->letters);
	}
	return v->too_large ? ENT_OK : status;
}

static ent_status pass_on(void *data,
			  const ent_key_row *row,
			  ent_str form,
			  ent_error *err)
{
	ent_vocabulary *v = data;
	v->read++;
	return v->fn(v->data, row, form, err);
}

struct word_search {
	const ent_vocabulary *in;
	ent_str prefix;
};

static bool is_before(const void *data, size_t k)
{
	const struct word_search *s = data;
	return ent_str_cmp(form_of(s->in, k), s->prefix) < 0;
}

static ent_status give(const ent_vocabulary *v,
		       ent_str prefix,
		       ent_key_fn fn,
		       void *data,
		       ent_error *err)
{
	const struct word_search search = { v, prefix };
	ent_status status = ENT_OK;
	for (size_t k = ent_count_before(v->n, is_before, &search); k < v->n && !status;
	     k++) {
		const ent_str form = form_of(v, k);
		const ent_key_row row = { .id = v->words[k].id,
					  .frequency = v->words[k].frequency,
					  .language = ENT_ANY_LANGUAGE };
		if (!ent_str_starts(form, prefix))
			break;
		status = fn(data, &row, form, err);
	}
	return status;
}

ent_status ent_vocabulary_prefix(ent_vocabulary **words,
				 ent_store *store,
				 uint64_t after,
				 ent_str prefix,
				 ent_key_fn fn,
				 void *data,
				 ent_error *err)
{
	ent_vocabulary *v = *words;
	if (ent_store_is_writable(store))
		return ent_store_key_prefix(store, ENT_ANY_LANGUAGE, prefix, fn, data,
					    err);
	if (!v)
		v = *words = calloc(1, sizeof(*v));
	if (!v)
		return ent_fail_memory(err);
	ent_status status = ENT_OK;
	if (!v->ready && !v->too_large && v->read > after)
		status = read_all(v, store, err);
	if (status)
		return status;
	if (v->ready)
		return give(v, prefix, fn, data, err);
	v->fn = fn;
	v->data = data;
	return ent_store_key_prefix(store, ENT_ANY_LANGUAGE, prefix, pass_on, v, err);
}

void ent_vocabulary_free(ent_vocabulary *words)
{
	if (!words)
		return;
	free(words->words);
	ent_buf_release(&words->letters);
	free(words);
}
