/* SPDX-License-Identifier: Apache-2.0 */
/* find.c - the texts in which words occur, in sequence or anywhere.
 *
 * The places of the rarest word are read; each further word, rarer ones first, marks
 * those that it is beside, and the others are dropped.  A place is the text and where
 * the row of words would begin, so that a word is beside another when both begin it at
 * the same place.  A list that is much longer than the places kept is not read but
 * searched: for each text its row is sought, and in it its block; so a frequent word
 * costs little beside a rare one.  A word that matches several forms marks with each of
 * their lists.
 *
 * Hyphens that may be before words move the words after them.  Such a word is beside
 * another within as many places as there may be hyphens between the two.  A place with
 * a word that is not exactly where it would be without hyphens is kept if the word is
 * near, but its text only may have the row.  So one search finds the row with and
 * without hyphens.
 *
 * The order of words and the search in long lists are those of Zobel and Moffat,
 * "Inverted files for text search engines", ACM Computing Surveys 38(2), 2006, sections
 * 4 and 5. A list that is asked for again is kept unpacked (lists.c), and then searched
 * without reading a row.
 */
#include <stdlib.h>

#include "base/fail.h"
#include "index/find_parts.h"

/* What things cost, in nanoseconds: to read the places of a text in a list, and to
 * seek its row (canada-laws, 2026-11). */
enum { COST_READ = 2, COST_SEEK = 1500 };

/* Places found that there is space for between searches. */
enum { FOUND_KEPT = 1 << 20 };

enum { HERE = ENT_FIND_HERE, NEAR = ENT_FIND_NEAR, MOVED = ENT_FIND_MOVED };

static uint32_t text_of(uint64_t place)
{
	return (uint32_t)(place >> 32);
}

static int word_cmp(const void *pa, const void *pb)
{
	const ent_find_word *a = pa, *b = pb;
	if (a->frequency != b->frequency)
		return a->frequency < b->frequency ? -1 : 1;
	return (a->offset > b->offset) - (a->offset < b->offset);
}

/* ---- keeping the neighbours of a word ------------------------------------------ */

/* The places found in one text, [first, end): marks those beside the word at a
 * position; returns the first that a later position may be beside. */
static size_t mark_at(ent_find *f, size_t first, size_t end, int64_t at)
{
	const ent_find_word *w = f->word;
	while (first < end && (uint32_t)f->found[first] + w->high < at)
		first++;
	for (size_t p = first; p < end && (uint32_t)f->found[p] + w->low <= at; p++)
		f->marks[p] |= (uint32_t)f->found[p] + w->offset == at ? HERE : NEAR;
	return first;
}

/* The same for all positions of the word, those of texts[k]. */
static void mark_text(ent_find *f, size_t end, ent_places_reader *r, uint32_t k)
{
	size_t first = f->next;
	if (!f->in_a_row) {
		f->marks[first] |= HERE;
		return;
	}
	for (ent_places_of(r, k); first < end && ent_places_next(r);)
		first = mark_at(f, first, end, r->position);
}

static size_t end_of_text(const ent_find *f, size_t k)
{
	size_t end = k + 1;
	while (end < f->n && text_of(f->found[end]) == text_of(f->found[k]))
		end++;
	return end;
}

/* Looks in a row for the texts found; stops at the first one after it. */
static bool look_in_row(void *data, const ent_posting_row *row)
{
	ent_find *f = data;
	ent_places_reader r;
	uint32_t at = 0;
	ent_places_read(&r, row->id, row->bytes);
	f->row = row->id;
	while (f->next < f->n && text_of(f->found[f->next]) < ent_row_first(row->id))
		f->next++; /* between the rows */
	while (f->next < f->n) {
		uint32_t text = text_of(f->found[f->next]);
		while (at < r.n && r.texts[at] < text)
			at++;
		if (at == r.n) {
			ent_places_skip(&r, text);
			if (!ent_places_block(&r))
				return true;
			at = 0;
			continue;
		}
		size_t end = end_of_text(f, f->next);
		if (r.texts[at] == text)
			mark_text(f, end, &r, at);
		f->next = end;
	}
	return false;
}

static bool look_in_one(void *data, const ent_posting_row *row)
{
	ent_find *f = data;
	if (row->id == f->row)
		return false; /* it was looked at: the text comes after it */
	look_in_row(data, row);
	return false;
}

/* Seeks each text found in the list. */
static ent_status seek(ent_find *f, ent_error *err)
{
	ent_status status = ENT_OK;
	f->row = UINT64_MAX;
	while (!status && f->next < f->n) {
		size_t before = f->next;
		uint32_t text = text_of(f->found[f->next]);
		status = ent_store_postings(
			f->index->store, ent_row_number(f->key, 0, 0),
			ent_row_number(f->key, 0, text), true, look_in_one, f, err);
		if (f->next == before)
			f->next = end_of_text(f, before); /* in no row */
	}
	return status;
}

static ent_status scan(ent_find *f, ent_error *err)
{
	return ent_store_postings(
		f->index->store, ent_row_number(f->key, 0, 0),
		ent_row_number(f->key, 0, text_of(f->found[f->n - 1])), false,
		look_in_row, f, err);
}

/* Marks the places that the word at work is beside, with each of its lists. */
static ent_status mark_places(ent_find *f, ent_error *err)
{
	ent_status status = ENT_OK;
	for (size_t k = 0; k < f->word->n_keys && !status; k++) {
		const struct ent_find_key *key = &f->word->keys[k];
		const ent_list *list;
		f->key = key->id;
		f->next = 0;
		status = ent_find_kept(&list, f, key, err);
		if (list)
			ent_find_in_list(f, list);
		else if (!status)
			status = f->n * COST_SEEK < (uint64_t)key->frequency * COST_READ
					 ? seek(f, err)
					 : scan(f, err);
	}
	return status;
}

static void keep_place(ent_find *f, size_t *kept, size_t k, unsigned char mark)
{
	f->found[*kept] = f->found[k];
	f->marks[(*kept)++] = mark;
}

/* Keeps the places that the word at work is beside. */
static ent_status narrow(ent_find *f, ent_error *err)
{
	size_t kept = 0;
	ent_status status = mark_places(f, err);
	for (size_t k = 0; k < f->n && !status; k++) { /* most are dropped, or none */
		const unsigned char mark = f->marks[k];
		f->found[kept] = f->found[k];
		f->marks[kept] = mark & HERE ? mark & MOVED : MOVED;
		kept += (mark & (HERE | NEAR)) != 0;
	}
	f->n = kept;
	return status;
}

/* ---- the whole ------------------------------------------------------------------- */

/* Finds the lists of the words, the rarest word first; *some false when a word is in no
 * text. */
static ent_status find_words(ent_find *f,
			     bool *some,
			     const ent_index_word *words,
			     uint32_t n,
			     ent_error *err)
{
	ent_status status = ent_index_refresh(f->index, err);
	uint32_t hyphens = 0;
	*some = true;
	for (uint32_t k = 0; k < n && *some && !status; k++) {
		ent_find_word *word = &f->words[f->n_words];
		hyphens += f->in_a_row && k && words[k].hyphen;
		if (words[k].any)
			continue;
		f->n_words++;
		word->offset = f->in_a_row ? k : 0;
		word->hyphens = hyphens;
		status = ent_find_keys(word, f->index, &words[k], err);
		*some = word->n_keys > 0;
	}
	*some &= f->n_words > 0;
	qsort(f->words, f->n_words, sizeof(*f->words), word_cmp);
	for (uint32_t k = 0; k < f->n_words; k++) {
		ent_find_word *word = &f->words[k];
		const int64_t moved =
			(int64_t)word->hyphens - (int64_t)f->words[0].hyphens;
		word->low = word->offset + (moved < 0 ? moved : 0);
		word->high = word->offset + (moved > 0 ? moved : 0);
	}
	return status;
}

static ent_status find_places(ent_find *f,
			      const ent_index_word *words,
			      uint32_t n,
			      ent_error *err)
{
	bool some;
	ent_status status = find_words(f, &some, words, n, err);
	if (status || !some)
		return status;
	f->word = &f->words[0];
	status = ent_find_read(f, err);
	for (uint32_t k = 1; k < f->n_words && f->n && !status; k++) {
		f->word = &f->words[k];
		status = narrow(f, err);
	}
	return status;
}

/* Gives the texts that have the row as it is; keeps the places of the others. */
static ent_status give_sure(ent_find *f,
			    ent_index_text_fn fn,
			    void *data,
			    ent_error *err)
{
	ent_status status = ENT_OK;
	size_t kept = 0;
	for (size_t k = 0, end; k < f->n && !status; k = end) {
		bool sure = false;
		end = end_of_text(f, k);
		for (size_t p = k; p < end; p++)
			sure |= !(f->marks[p] & MOVED);
		if (sure)
			status = fn(data, text_of(f->found[k]), err);
		for (size_t p = k; p < end && !sure; p++)
			keep_place(f, &kept, p, 0);
	}
	f->n = kept;
	return status;
}

/* Gives the texts of the places that are left and have a hyphen near. */
static ent_status give_moved(ent_find *f,
			     int64_t last,
			     uint32_t hyphens,
			     ent_index_text_fn fn,
			     void *data,
			     ent_error *err)
{
	const ent_index_word hyphen = { .form = ENT_STR("-") };
	const int64_t before = f->words[0].hyphens;
	ent_find_word word = { .low = 1 - before, .high = last + hyphens - before - 1 };
	ent_status status = ent_find_keys(&word, f->index, &hyphen, err);
	f->word = &word;
	if (!status)
		status = narrow(f, err);
	f->word = NULL;
	free(word.keys);
	for (size_t k = 0, end; k < f->n && !status; k = end) {
		end = end_of_text(f, k);
		status = fn(data, text_of(f->found[k]), err);
	}
	return status;
}

/* Keeps the space of the places found, unless it is large. */
static void release(ent_find *f)
{
	for (uint32_t k = 0; k < f->n_words; k++)
		free(f->words[k].keys);
	free(f->words);
	free(f->marks);
	if (f->capacity > FOUND_KEPT || f->index->found) {
		free(f->found);
		return;
	}
	f->index->found = f->found;
	f->index->found_capacity = f->capacity;
}

ent_status ent_index_find(ent_index *index,
			  const ent_index_word *words,
			  uint32_t n,
			  bool in_a_row,
			  ent_index_text_fn fn,
			  ent_index_text_fn maybe,
			  void *data,
			  ent_error *err)
{
	/* a word alone needs no places */
	ent_find f = { .index = index,
		       .in_a_row = in_a_row && n > 1,
		       .found = index->found,
		       .capacity = index->found_capacity };
	uint32_t hyphens = 0;
	for (uint32_t k = 1; k < n; k++)
		hyphens += words[k].hyphen;
	f.words = calloc(n + 1, sizeof(*f.words));
	if (!f.words)
		return ent_fail_memory(err);
	index->found = NULL;
	index->found_capacity = 0;
	ent_status status = find_places(&f, words, n, err);
	if (!status)
		status = give_sure(&f, fn, data, err);
	if (!status && f.n)
		status = give_moved(&f, n - 1, hyphens, maybe, data, err);
	release(&f);
	return status;
}
