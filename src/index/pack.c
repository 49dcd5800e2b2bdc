/* SPDX-License-Identifier: Apache-2.0 */
/* pack.c - the rows of a list that was filled a little at a time are joined.
 *
 * While an empty memory is filled, each flush adds a row to every list that it has
 * texts for: so a list of a few thousand texts is spread over dozens of short rows, and
 * reading it costs three times as much.  At the end all rows are read in order, some
 * megabytes at a time, and neighbours of one list whose rows are half empty on average
 * are written as one.  Rows of places are not joined: they are read by their number,
 * seldom from end to end.
 *
 * Cost: one pass over the rows, and a row written for each that is left.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "index/parts.h"

/* Texts held at a time: 4 MB, and as much again while they grow. */
#define TEXTS_MAX ((size_t)1 << 20)

/* Neighbouring rows of one list. */
struct group {
	uint64_t first, last; /* their numbers */
	size_t rows, bytes;
	size_t from, to; /* in index->texts */
};

struct pack {
	ent_index *index;
	struct group *groups; /* owned; the last one is still growing */
	size_t n, capacity;
	uint64_t next; /* row to go on with; 0 when all was read */
	bool failed;
};

static bool is_worth_it(const struct group *g)
{
	return g->rows > 1 && g->bytes / g->rows < ENT_ROW_BYTES / 2;
}

/* A row that begins a group; the one before it stays only if it is to be joined. */
static bool begin_group(struct pack *p, uint64_t row)
{
	size_t from = p->n ? p->groups[p->n - 1].to : 0;
	if (p->n && !is_worth_it(&p->groups[p->n - 1]))
		from = p->groups[--p->n].from;
	if (!ENT_GROW(p->groups, p->capacity, p->n + 1))
		return false;
	p->groups[p->n++] = (struct group){ row, row, 0, 0, from, from };
	return true;
}

static bool add_row(struct pack *p, const ent_posting_row *row)
{
	ent_index *index = p->index;
	struct group *g = &p->groups[p->n - 1];
	ent_row_reader r;
	g->last = row->id;
	g->rows++;
	g->bytes += row->bytes.n;
	ent_row_read(&r, row->id, row->bytes);
	while (ent_row_next(&r)) {
		if (!ENT_GROW(index->texts, index->texts_capacity, g->to + 1))
			return false;
		index->texts[g->to++] = r.text;
	}
	return true;
}

static bool take_row(void *data, const ent_posting_row *row)
{
	struct pack *p = data;
	if (!ent_row_bucket(row->id)) /* places */
		return true;
	const struct group *g = p->n ? &p->groups[p->n - 1] : NULL;
	bool full = g && g->to >= TEXTS_MAX;
	if (full || !g || g->first >> 31 != row->id >> 31) {
		p->failed |= !begin_group(p, row->id);
		full = !p->failed && p->groups[p->n - 1].to >= TEXTS_MAX;
	}
	if (full)
		p->next = row->id;
	if (!full && !p->failed)
		p->failed = !add_row(p, row);
	return !full && !p->failed;
}

static ent_status write_group(ent_index *index, const struct group *g, ent_error *err)
{
	ent_status status = ENT_OK;
	for (size_t k = g->from; k < g->to && !status;) {
		ent_buf_clear(&index->bytes);
		uint64_t number =
			(g->first & ~(uint64_t)ENT_TEXT_MAX) | index->texts[k];
		k += ent_row_write(&index->bytes, index->texts + k,
				   (uint32_t)(g->to - k));
		if (index->bytes.failed)
			return ent_fail_memory(err);
		status = ent_store_posting_put(index->store, number,
					       ent_buf_str(&index->bytes), err);
	}
	return status;
}

ent_status ent_index_pack(ent_index *index, ent_error *err)
{
	struct pack p = { .index = index, .next = 1 };
	ent_status status = ENT_OK;
	if (index->pieces < 2)
		return ENT_OK;
	index->pieces = 0;
	while (p.next && !status) {
		uint64_t from = p.next;
		p.next = p.n = 0;
		status = ent_store_postings(index->store, from, INT64_MAX, false,
					    take_row, &p, err);
		if (!status && (p.failed || !begin_group(&p, 0)))
			status = ent_fail_memory(err);
		for (size_t k = 0; k + 1 < p.n && !status; k++) {
			const struct group *g = &p.groups[k];
			status = ent_store_postings_drop(index->store, g->first,
							 g->last, err);
			if (!status)
				status = write_group(index, g, err);
		}
	}
	free(p.groups);
	return status;
}
