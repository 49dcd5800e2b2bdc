/* SPDX-License-Identifier: Apache-2.0 */
/* write.c - lists gathered in memory become rows of the memory.
 *
 * A row is rewritten as a whole: the changes that fall into it are merged with what it
 * holds, and what has grown too long becomes several rows.  A list is processed from
 * its end, because texts are mostly added after all others.  While a memory that held
 * nothing is filled, rows are only added: no text is in a list already, and texts
 * ascend.
 *
 * Cost of n changes: one search and one write of a row of the table for each row
 * that changes.
 */
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "index/parts.h"

/* A list, from its last row downward, as far as changes reach. */
struct merge {
	ent_index *index;
	const ent_inverted *changes;
	size_t left;     /* the first so many are not yet merged */
	size_t n;        /* places of the row at hand, in index->places */
	uint64_t number; /* its number, 0 for none */
	bool failed;
};

static bool places_capacity(ent_index *index, size_t n)
{
	return ENT_GROW(index->places, index->places_capacity, n);
}

/* ---- rows ------------------------------------------------------------------------ */

/* Appends a row of as many places as fit to index->bytes; returns how many. */
static size_t write_row(ent_index *index,
			bool placed,
			const ent_word_place *places,
			size_t n)
{
	if (placed)
		return ent_places_write(&index->bytes, places, n);
	/* no row holds more: a byte for eight texts and the heads of blocks */
	enum { MOST = ENT_ROW_BYTES * 64 };
	size_t count = n < MOST ? n : MOST;
	if (!ENT_GROW(index->texts, index->texts_capacity, count))
		return 0;
	for (size_t k = 0; k < count; k++)
		index->texts[k] = places[k].text;
	return ent_row_write(&index->bytes, index->texts, (uint32_t)count);
}

static ent_status write_rows(ent_index *index,
			     uint32_t list,
			     bool placed,
			     const ent_word_place *places,
			     size_t n,
			     ent_error *err)
{
	ent_status status = ENT_OK;
	for (size_t done = 0; done < n && !status;) {
		ent_buf_clear(&index->bytes);
		uint64_t number = (uint64_t)list << 31 | places[done].text;
		size_t held = write_row(index, placed, places + done, n - done);
		if (!held || index->bytes.failed)
			return ent_fail_memory(err);
		done += held;
		status = ent_store_posting_put(index->store, number,
					       ent_buf_str(&index->bytes), err);
	}
	return status;
}

static bool append_place(struct merge *m, uint32_t text, uint32_t position)
{
	m->failed |= !places_capacity(m->index, m->n + 1);
	if (!m->failed)
		m->index->places[m->n++] = (ent_word_place){ text, position };
	return !m->failed;
}

static void read_places(struct merge *m, const ent_posting_row *row)
{
	ent_places_reader r;
	ent_places_read(&r, row->id, row->bytes);
	while (ent_places_block(&r))
		for (uint32_t k = 0; k < r.n; k++)
			for (ent_places_of(&r, k); ent_places_next(&r);)
				if (!append_place(m, r.texts[k], r.position))
					return;
}

static bool read_row(void *data, const ent_posting_row *row)
{
	struct merge *m = data;
	m->number = row->id;
	m->n = 0;
	if (m->changes->placed) {
		read_places(m, row);
		return false; /* one row at a time: it is rewritten before the next */
	}
	ent_row_reader r;
	ent_row_read(&r, row->id, row->bytes);
	while (ent_row_next(&r) && append_place(m, r.text, 0))
		;
	return false;
}

/* ---- merging --------------------------------------------------------------------- */

/* Merges the row at hand with changes[from..left).  A place that is added twice is
 * there once. */
static ent_status rewrite(struct merge *m, size_t from, ent_error *err)
{
	ent_index *index = m->index;
	const ent_word_place *c = m->changes->places;
	size_t n = m->n, extra = m->left - from, out = 0, k = 0;
	if (!places_capacity(index, 2 * n + 2 * extra + 1))
		return ent_fail_memory(err);
	/* old places move up, to be merged downward into the beginning */
	ent_word_place *old = index->places + n + extra, *to = index->places;
	memmove(old, to, n * sizeof(*old));
	for (size_t i = from; i < m->left; i++) {
		int order = 1;
		while (k < n && (order = ent_place_cmp(&old[k], &c[i])) < 0)
			to[out++] = old[k++];
		k += k < n && order == 0;
		if (!index->removes && (i == from || ent_place_cmp(&c[i - 1], &c[i])))
			to[out++] = c[i];
	}
	while (k < n)
		to[out++] = old[k++];
	uint64_t first = out ? (uint64_t)m->changes->list << 31 | to[0].text : 0;
	ent_status status = ENT_OK;
	if (m->number && m->number != first)
		status = ent_store_posting_drop(index->store, m->number, err);
	m->left = from;
	return status ? status
		      : write_rows(index, m->changes->list, m->changes->placed, to, out,
				   err);
}

/* Finds the row into which the last change falls; the first row when that is
 * after it; none when the list has none. */
static ent_status find_row(struct merge *m, ent_error *err)
{
	uint64_t start = (uint64_t)m->changes->list << 31;
	uint64_t last = start | m->changes->places[m->left - 1].text;
	m->number = 0;
	m->n = 0;
	ent_status status = ent_store_postings(m->index->store, start, last, true,
					       read_row, m, err);
	if (!status && !m->number && !m->failed)
		status =
			ent_store_postings(m->index->store, start, start | ENT_TEXT_MAX,
					   false, read_row, m, err);
	return !status && m->failed ? ent_fail_memory(err) : status;
}

static ent_status merge_list(ent_index *index, const ent_inverted *list, ent_error *err)
{
	struct merge m = { .index = index, .changes = list, .left = list->n };
	ent_status status = ENT_OK;
	while (m.left && !status) {
		status = find_row(&m, err);
		uint32_t first = ent_row_first(m.number);
		size_t from = m.left;
		if (!m.number || first > list->places[from - 1].text)
			from = 0;
		while (from && list->places[from - 1].text >= first)
			from--;
		if (!status)
			status = rewrite(&m, from, err);
	}
	return status;
}

/* ---- all that was gathered ------------------------------------------------------- */

static int64_t count_texts(const ent_inverted *list)
{
	int64_t n = 1;
	for (size_t k = 1; k < list->n; k++)
		n += list->places[k].text != list->places[k - 1].text;
	return n;
}

struct count {
	uint32_t key; /* 0 for none */
	int64_t texts;
};

/* Adds to the key's frequency; when it is another's turn, writes the one before. */
static ent_status count(struct count *c,
			ent_index *index,
			uint32_t key,
			int64_t texts,
			ent_error *err)
{
	ent_status status = ENT_OK;
	if (c->key && c->key != key) {
		status = ent_keys_count(&index->keys, index->store, c->key,
					index->removes ? -c->texts : c->texts, err);
		c->texts = 0;
	}
	c->key = key;
	c->texts += texts;
	return status;
}

static ent_status write_list(ent_index *index, const ent_inverted *list, ent_error *err)
{
	return index->bulk ? write_rows(index, list->list, list->placed, list->places,
					list->n, err)
			   : merge_list(index, list, err);
}

ent_status ent_index_write(ent_index *index, ent_error *err)
{
	ent_inverted list;
	struct count counted = { 0, 0 };
	size_t at = 0;
	int more = 0;
	ent_status status = ENT_OK;
	while (!status && (more = ent_inverter_next(&list, index->changes, &at)) > 0) {
		status = count(&counted, index, ent_list_key(list.list),
			       count_texts(&list), err);
		if (!status)
			status = write_list(index, &list, err);
	}
	if (!status && more < 0)
		status = ent_fail_memory(err);
	return status ? status : count(&counted, index, 0, 0, err);
}
