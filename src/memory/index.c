/* SPDX-License-Identifier: Apache-2.0 */
/* index.c - texts enter and leave the indexes.
 *
 * For each text its keys are found (form.h), and a change is noted for each; the
 * changes of many texts are sorted by list and written together, so that a bulk
 * import touches a list once in some hundred thousand texts, and a single unit
 * touches the last row of some forty lists.  A row is rewritten as a whole: the
 * changes that fall into it are merged with what it holds, and what has grown too
 * long becomes several rows.  Everything is part of the caller's transaction.
 *
 * Cost of n changes: O(n) to sort, one search and one write of a row of the table
 * for each row that changes; 16 bytes a change until written.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "memory/index_parts.h"

/* Changes gathered before they are written: 32 MB with the room for sorting. */
#define CHANGES_MAX ((size_t)1 << 21)

ent_status ent_index_new(ent_index **out, ent_store *store, ent_error *err)
{
	ent_index *index = calloc(1, sizeof(*index));
	if (!index)
		return ent_fail_memory(err);
	index->store = store;
	*out = index;
	return ENT_OK;
}

static void forget_stemmers(ent_index *index)
{
	for (uint32_t k = 0; k < index->n_stemmers; k++)
		ent_stemmer_free(index->stemmers[k].stemmer);
	index->n_stemmers = 0;
}

void ent_index_free(ent_index *index)
{
	if (!index)
		return;
	ent_keys_release(&index->keys);
	ent_sieve_release(&index->sieve);
	ent_buf_release(&index->bytes);
	ent_form_release(&index->forming);
	forget_stemmers(index);
	free(index->stemmers);
	free(index->changes);
	free(index->scratch);
	free(index->numbers);
	free(index);
}

void ent_index_forget(ent_index *index)
{
	index->n_changes = 0;
	index->fresh = false;
	ent_keys_forget(&index->keys);
	forget_stemmers(index); /* a language may have been undone */
}

int ent_index_words(ent_str text, ent_store_emit emit, void *to)
{
	ent_form_room room = ENT_FORM_ROOM_INIT;
	ent_token t;
	int rc = 0;
	for (size_t at = 0; !rc && ent_token_next(&t, text, &at);) {
		ent_str word = ent_form_of(&room, ent_str_slice(text, t.start, t.end),
					   t.kind, ENT_FORM_BARE);
		if (!word.p)
			rc = -1;
		else if (word.n)
			rc = emit(to, word, t.start, t.end);
	}
	ent_form_release(&room);
	return rc;
}

bool ent_index_room(ent_index *index, size_t n)
{
	if (n <= index->numbers_room)
		return true;
	size_t room = index->numbers_room ? index->numbers_room : 1024;
	while (room < n)
		room *= 2;
	uint32_t *more = realloc(index->numbers, room * sizeof(*more));
	if (!more)
		return false;
	index->numbers = more;
	index->numbers_room = room;
	return true;
}

static int number_cmp(const void *pa, const void *pb)
{
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
	return (a > b) - (a < b);
}

static void keep_each_once(ent_index *index)
{
	size_t kept = 0;
	qsort(index->numbers, index->n_numbers, sizeof(*index->numbers), number_cmp);
	for (size_t k = 0; k < index->n_numbers; k++)
		if (!kept || index->numbers[kept - 1] != index->numbers[k])
			index->numbers[kept++] = index->numbers[k];
	index->n_numbers = kept;
}

ent_status ent_index_stemmer(ent_stemmer **out,
			     ent_index *index,
			     uint32_t language,
			     ent_error *err)
{
	char code[16] = "";
	if (language >= index->n_stemmers) {
		uint32_t n = language + 1;
		struct ent_index_stemmer *more =
			realloc(index->stemmers, n * sizeof(*more));
		if (!more)
			return ent_fail_memory(err);
		memset(more + index->n_stemmers, 0,
		       (n - index->n_stemmers) * sizeof(*more));
		index->stemmers = more;
		index->n_stemmers = n;
	}
	struct ent_index_stemmer *s = &index->stemmers[language];
	ent_status status = ENT_OK;
	if (!s->known) {
		status = ent_store_language_code(code, sizeof(code), index->store,
						 language, err);
		if (!status)
			status = ent_stemmer_new(&s->stemmer, ent_str_of(code), err);
		s->known = !status;
	}
	*out = s->stemmer;
	return status;
}

static ent_status take_number(ent_index *index, uint32_t id, ent_error *err)
{
	if (id > ENT_KEY_MAX)
		return ent_fail(err, ENT_ELIMIT, "a memory holds at most %u words",
				ENT_KEY_MAX);
	if (!ent_index_room(index, index->n_numbers + 1))
		return ent_fail_memory(err);
	index->numbers[index->n_numbers++] = id;
	return ENT_OK;
}

static ent_status take_key(ent_index *index,
			   uint32_t language,
			   ent_str form,
			   bool make,
			   ent_error *err)
{
	ent_key_row row;
	ent_status status = ent_keys_find(&row, &index->keys, index->store, language,
					  form, make, err);
	return status || !row.id ? status : take_number(index, row.id, err);
}

/* The key of a token; when texts are added, most are known as they are written. */
static ent_status take_token(ent_index *index,
			     uint32_t language,
			     ent_str token,
			     ent_token_kind kind,
			     bool make,
			     ent_error *err)
{
	const bool keep = make && kind == ENT_TOKEN_WORD;
	uint32_t id = keep ? ent_keys_of_word(&index->keys, language, token) : 0;
	if (id)
		return take_number(index, id, err);
	ent_str form = ent_form_of(&index->forming, token, kind, ENT_FORM_KEY);
	if (!form.p)
		return ent_fail_memory(err);
	if (!form.n)
		return ENT_OK;
	size_t before = index->n_numbers;
	ent_status status = take_key(index, language, form, make, err);
	if (!status && keep && index->n_numbers > before &&
	    !ent_keys_keep_word(&index->keys, language, token, index->numbers[before]))
		status = ent_fail_memory(err);
	return status;
}

ent_status ent_index_keys(uint32_t *weight,
			  ent_index *index,
			  uint32_t language,
			  ent_str text,
			  bool make,
			  ent_error *err)
{
	ent_token t;
	uint32_t tokens = 0;
	*weight = 0;
	index->n_numbers = 0;
	ent_status status =
		ent_index_stemmer(&index->forming.stemmer, index, language, err);
	if (!status)
		status = take_key(index, language, ENT_KEY_OF_ALL, make, err);
	for (size_t at = 0; !status && ent_token_next(&t, text, &at);) {
		bool mark = t.kind == ENT_TOKEN_MARK;
		*weight += mark ? ENT_WEIGHT_MARK : ENT_WEIGHT_WORD;
		if (++tokens > ENT_MATCH_TOKENS) {
			index->n_numbers = 0; /* never like another: in no list */
			return ENT_OK;
		}
		if (mark)
			continue;
		status =
			take_token(index, language, ent_str_slice(text, t.start, t.end),
				   t.kind, make, err);
	}
	if (!status)
		keep_each_once(index);
	return status;
}

/* ---- writing changes ---------------------------------------------------------- */

/* What one list looks like from its last row downward, as far as changes reach. */
struct merge {
	ent_index *index;
	const uint64_t *changes; /* of this list, ascending */
	size_t left;             /* the first so many are not yet merged */
	uint64_t dropped;        /* row that must go because it gets another number */
	bool failed;
	uint64_t number; /* of the row at hand */
};

static uint32_t text_of(uint64_t change)
{
	return (uint32_t)(change >> 1) & ENT_TEXT_MAX;
}

/* Merges the row (texts in index->numbers) with changes[from..left). */
static ent_status rewrite(struct merge *m, size_t from, uint64_t list, ent_error *err)
{
	ent_index *index = m->index;
	size_t n = index->n_numbers, extra = m->left - from, out = 0;
	if (!ent_index_room(index, 2 * n + 2 * extra + 1))
		return ent_fail_memory(err);
	/* old texts move up, to be merged downward into the beginning */
	uint32_t *old = index->numbers + n + extra, *to = index->numbers;
	memmove(old, index->numbers, n * sizeof(*old));
	size_t k = 0;
	for (size_t c = from; c < m->left; c++) {
		uint32_t text = text_of(m->changes[c]);
		while (k < n && old[k] < text)
			to[out++] = old[k++];
		bool there = k < n && old[k] == text;
		k += there;
		if (!(m->changes[c] & 1))
			to[out++] = text;
	}
	while (k < n)
		to[out++] = old[k++];
	uint64_t first = out ? list << 31 | to[0] : 0;
	ent_status status = ENT_OK;
	if (m->number && m->number != first)
		status = ent_store_posting_drop(index->store, m->number, err);
	for (size_t done = 0; done < out && !status;) {
		ent_buf_clear(&index->bytes);
		uint64_t number = list << 31 | to[done];
		done += ent_row_write(&index->bytes, to + done, (uint32_t)(out - done));
		if (index->bytes.failed)
			return ent_fail_memory(err);
		status = ent_store_posting_put(index->store, number,
					       ent_buf_str(&index->bytes), err);
	}
	m->left = from;
	return status;
}

static bool read_row(void *data, const ent_posting_row *row)
{
	struct merge *m = data;
	ent_row_reader r;
	ent_row_read(&r, row->id, row->bytes);
	m->number = row->id;
	m->index->n_numbers = 0;
	while (ent_row_next(&r)) {
		if (!ent_index_room(m->index, m->index->n_numbers + 1)) {
			m->failed = true;
			return false;
		}
		m->index->numbers[m->index->n_numbers++] = r.text;
	}
	return false; /* one row at a time: it is rewritten before the next is read */
}

/* The row into which the last change left falls, and all changes for it. */
static ent_status merge_list(ent_index *index,
			     const uint64_t *changes,
			     size_t n,
			     ent_error *err)
{
	uint64_t list = ent_posting_list(changes[0]);
	struct merge m = { .index = index, .changes = changes, .left = n };
	ent_status status = ENT_OK;
	while (m.left && !status) {
		uint64_t last = list << 31 | text_of(changes[m.left - 1]);
		m.number = 0;
		index->n_numbers = 0;
		if (index->fresh) { /* there is nothing to merge with */
			status = rewrite(&m, 0, list, err);
			continue;
		}
		status = ent_store_postings(index->store, list << 31, last, true,
					    read_row, &m, err);
		if (!status && m.failed)
			status = ent_fail_memory(err);
		if (!status && !m.number) /* before the first row: join it */
			status = ent_store_postings(index->store, list << 31,
						    list << 31 | ENT_TEXT_MAX, false,
						    read_row, &m, err);
		size_t from = m.left;
		uint32_t first = ent_row_first(m.number);
		bool before = m.number && first > text_of(changes[m.left - 1]);
		if (!m.number || before)
			from = 0;
		while (from && text_of(changes[from - 1]) >= first)
			from--;
		if (!status)
			status = rewrite(&m, from, list, err);
	}
	return status;
}

static ent_status count_key(ent_index *index,
			    const uint64_t *changes,
			    size_t n,
			    ent_error *err)
{
	int64_t change = 0;
	for (size_t k = 0; k < n; k++)
		change += changes[k] & 1 ? -1 : 1;
	return ent_store_key_count(index->store, (uint32_t)(changes[0] >> 38), change,
				   err);
}

ent_status ent_index_flush(ent_index *index, ent_error *err)
{
	size_t n = index->n_changes, list = 0, key = 0;
	const uint64_t *c = index->changes;
	ent_status status = ENT_OK;
	if (!n)
		return ENT_OK;
	ent_postings_sort(index->changes, index->scratch, n);
	for (size_t k = 1; k <= n && !status; k++) {
		if (k < n && ent_posting_list(c[k]) == ent_posting_list(c[list]))
			continue;
		status = merge_list(index, c + list, k - list, err);
		list = k;
		if (!status && (k == n || c[k] >> 38 != c[key] >> 38)) {
			status = count_key(index, c + key, k - key, err);
			key = k;
		}
	}
	index->n_changes = 0;
	index->fresh = false;
	return status;
}

void ent_index_begin_fresh(ent_index *index)
{
	index->fresh = !index->n_changes;
}

void ent_index_shrink(ent_index *index)
{
	free(index->changes);
	free(index->scratch);
	index->changes = index->scratch = NULL;
	index->n_changes = index->room = 0;
}

/* ---- texts ---------------------------------------------------------------------- */

static bool changes_room(ent_index *index, size_t n)
{
	if (n <= index->room)
		return true;
	size_t room = index->room ? index->room : 256;
	while (room < n)
		room *= 2;
	uint64_t *changes = realloc(index->changes, room * sizeof(*changes));
	if (changes)
		index->changes = changes;
	uint64_t *scratch = realloc(index->scratch, room * sizeof(*scratch));
	if (scratch)
		index->scratch = scratch;
	if (!changes || !scratch)
		return false;
	index->room = room;
	return true;
}

static ent_status note_changes(ent_index *index,
			       uint32_t weight,
			       uint64_t id,
			       bool gone,
			       ent_error *err)
{
	uint32_t bucket = ent_bucket_of(weight);
	if (id > ENT_TEXT_MAX)
		return ent_fail(err, ENT_ELIMIT, "a memory holds at most %u texts",
				ENT_TEXT_MAX);
	if (!changes_room(index, index->n_changes + index->n_numbers))
		return ent_fail_memory(err);
	for (size_t k = 0; k < index->n_numbers; k++)
		index->changes[index->n_changes++] = ent_posting_change(
			index->numbers[k], bucket, (uint32_t)id, gone);
	return index->n_changes >= CHANGES_MAX ? ent_index_flush(index, err) : ENT_OK;
}

static ent_status add_likeness(ent_index *index,
			       uint32_t language,
			       uint64_t id,
			       ent_str text,
			       ent_error *err)
{
	uint32_t weight;
	ent_status status = ent_index_keys(&weight, index, language, text, true, err);
	if (!status)
		status = ent_store_text_mark(index->store, id, weight, err);
	return status ? status : note_changes(index, weight, id, false, err);
}

ent_status ent_index_add(ent_index *index,
			 uint32_t language,
			 uint64_t id,
			 ent_str text,
			 ent_error *err)
{
	ent_status status = ent_store_words_add(index->store, id, text, err);
	return status ? status : add_likeness(index, language, id, text, err);
}

ent_status ent_index_put(uint64_t *id,
			 ent_index *index,
			 uint32_t language,
			 ent_str text,
			 ent_error *err)
{
	uint32_t weight;
	ent_status status = ent_index_keys(&weight, index, language, text, true, err);
	if (!status)
		status = ent_store_text_add(id, index->store, language, text, weight,
					    err);
	if (!status)
		status = ent_store_words_add(index->store, *id, text, err);
	return status ? status : note_changes(index, weight, *id, false, err);
}

ent_status ent_index_remove(ent_index *index, const ent_text_row *row, ent_error *err)
{
	uint32_t weight;
	ent_status status =
		ent_index_keys(&weight, index, row->language, row->text, false, err);
	if (!status)
		status = note_changes(index, weight, row->id, true, err);
	return status ? status
		      : ent_store_words_remove(index->store, row->id, row->text, err);
}

ent_status ent_index_sweep(ent_index *index, ent_error *err)
{
	ent_keys_forget(&index->keys);
	return ent_store_key_sweep(index->store, err);
}
