/* SPDX-License-Identifier: Apache-2.0 */
/* find_places.c - the lists of a word, and all places of the rarest word of a
 * search. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "index/find_parts.h"

/* ---- the words' lists ---------------------------------------------------------- */

static ent_status take_key(void *data,
			   const ent_key_row *row,
			   ent_str form,
			   ent_error *err)
{
	ent_find_word *w = data;
	const ent_index_word *given = w->given;
	if (given->prefix && given->accepts && !given->accepts(given->data, form))
		return ENT_OK;
	if (!ENT_GROW(w->keys, w->capacity, w->n_keys + 1))
		return ent_fail_memory(err);
	w->keys[w->n_keys++] = (struct ent_find_key){ row->id, row->frequency };
	w->frequency += row->frequency;
	return ENT_OK;
}

ent_status ent_find_keys(ent_find_word *out,
			 ent_index *index,
			 const ent_index_word *word,
			 ent_error *err)
{
	ent_key_row row;
	out->given = word;
	if (word->prefix)
		return ent_vocabulary_prefix(&index->vocabulary, index->store,
					     index->keeps_all ? 0
							      : ENT_VOCABULARY_AFTER,
					     word->form, take_key, out, err);
	ent_status status = ent_keys_find(&row, &index->keys, index->store,
					  ENT_ANY_LANGUAGE, word->form, false, err);
	return status || !row.id ? status : take_key(out, &row, word->form, err);
}

/* ---- the rarest word ----------------------------------------------------------- */

static bool add_place(ent_find *f, uint32_t text, uint32_t begin)
{
	if (!ENT_GROW(f->found, f->capacity, f->n + 1))
		return false;
	f->found[f->n++] = (uint64_t)text << 32 | begin;
	return true;
}

static bool read_text(ent_find *f, ent_places_reader *reader, uint32_t k)
{
	if (!f->in_a_row)
		return add_place(f, reader->texts[k], 0);
	for (ent_places_of(reader, k); ent_places_next(reader);)
		if (reader->position >= f->word->offset &&
		    !add_place(f, reader->texts[k], reader->position - f->word->offset))
			return false;
	return true;
}

static bool read_row(void *data, const ent_posting_row *row)
{
	ent_find *f = data;
	ent_places_reader reader;
	ent_places_read(&reader, row->id, row->bytes);
	while (ent_places_block(&reader))
		for (uint32_t k = 0; k < reader.n; k++)
			if (!read_text(f, &reader, k)) {
				f->failed = true;
				return false;
			}
	return true;
}

/* Merges two runs that follow each other into `to`. */
static void merge_runs(uint64_t *to, const uint64_t *a, size_t n_a, size_t n_b)
{
	const uint64_t *b = a + n_a, *const end_a = b, *const end_b = b + n_b;
	while (a < end_a && b < end_b)
		*to++ = *b < *a ? *b++ : *a++;
	memcpy(to, a, (size_t)(end_a - a) * sizeof(*to));
	memcpy(to + (end_a - a), b, (size_t)(end_b - b) * sizeof(*to));
}

/* Sorts n runs, ascending each, that begin at starts[0..n] and end at starts[n]. */
static void sort_runs(uint64_t *numbers, uint64_t *scratch, size_t *starts, size_t n)
{
	uint64_t *from = numbers, *to = scratch;
	const size_t all = starts[n];
	while (n > 1) {
		size_t k = 0, kept = 0;
		for (; k < n; k += 2) {
			const size_t middle = starts[k + 1];
			const size_t end = k + 1 < n ? starts[k + 2] : middle;
			merge_runs(to + starts[k], from + starts[k], middle - starts[k],
				   end - middle);
			starts[kept++] = starts[k];
		}
		starts[n = kept] = all;
		uint64_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != numbers)
		memcpy(numbers, from, all * sizeof(*numbers));
}

/* Those of n lists, starts[k] that of the word's key k. */
static ent_status sort_places(ent_find *f, size_t *starts, size_t n, ent_error *err)
{
	size_t kept = 0;
	uint64_t *scratch = malloc((f->n + 1) * sizeof(*scratch));
	if (!scratch)
		return ent_fail_memory(err);
	sort_runs(f->found, scratch, starts, n);
	free(scratch);
	for (size_t k = 0; k < f->n; k++)
		if (!k || f->found[k] != f->found[k - 1])
			f->found[kept++] = f->found[k];
	f->n = kept;
	return ENT_OK;
}

/* The places of a list that is kept. */
static bool read_list(ent_find *f, const ent_list *list)
{
	const uint32_t offset = f->word->offset;
	uint64_t last = UINT64_MAX;
	if (!ENT_GROW(f->found, f->capacity, f->n + list->n))
		return false;
	for (uint32_t b = 0; b < list->n_blocks; b++)
		for (size_t k = ent_list_start(list, b),
			    end = ent_list_start(list, b + 1);
		     k < end; k++) {
			const uint64_t text = (uint64_t)b << 16 | list->places[k] >> 16;
			const uint32_t position = list->places[k] & 0xffff;
			if (f->in_a_row && position >= offset)
				f->found[f->n++] = text << 32 | (position - offset);
			else if (!f->in_a_row && text != last)
				f->found[f->n++] = text << 32;
			last = text;
		}
	return true;
}

ent_status ent_find_kept(const ent_list **out,
			 ent_find *f,
			 const struct ent_find_key *key,
			 ent_error *err)
{
	ent_index *index = f->index;
	*out = NULL;
	return index->keeps_all || key->frequency >= ENT_LIST_TEXTS_MIN
		       ? ent_lists_find(out, &index->lists, index->store, key->id, err)
		       : ENT_OK;
}

static ent_status read_key(ent_find *f, const struct ent_find_key *key, ent_error *err)
{
	const ent_list *list;
	ent_status status = ent_find_kept(&list, f, key, err);
	if (status)
		return status;
	if (list)
		return read_list(f, list) ? ENT_OK : ent_fail_memory(err);
	return ent_store_postings(f->index->store, ent_row_number(key->id, 0, 0),
				  ent_row_number(key->id, 0, ENT_TEXT_MAX), false,
				  read_row, f, err);
}

ent_status ent_find_read(ent_find *f, ent_error *err)
{
	const size_t n = f->word->n_keys;
	size_t *starts = malloc((n + 1) * sizeof(*starts));
	ent_status status = starts ? ENT_OK : ent_fail_memory(err);
	for (size_t k = 0; k < n && !status; k++) {
		starts[k] = f->n;
		status = read_key(f, &f->word->keys[k], err);
	}
	if (!status && f->failed)
		status = ent_fail_memory(err);
	if (!status && n > 1) {
		starts[n] = f->n;
		status = sort_places(f, starts, n, err);
	}
	free(starts);
	if (status)
		return status;
	f->marks = calloc(f->n + 1, 1);
	return f->marks ? ENT_OK : ent_fail_memory(err);
}
