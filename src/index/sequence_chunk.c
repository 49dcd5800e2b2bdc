/* SPDX-License-Identifier: Apache-2.0 */
/* sequence_chunk.c - the words of some texts in a row, read back from the lists.
 *
 * Texts are taken by ranges of numbers, so that what is gathered stays small.  Each
 * list is read once, in order; the row that reaches beyond a range is read again for
 * the next one.  Lists of few texts are read before, for all ranges.  The places are
 * gathered in bins of a few thousand texts, whose words are put in order within the
 * processor's cache.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/sizes.h"
#include "index/parts.h"
#include "index/sequence_bins.h"
#include "index/sequence_chunk.h"

/* Texts of a range; to go on with a list in another range costs as much as to read so
 * many texts of it. */
enum { RANGE = ENT_SEQUENCE_RANGE, TEXTS_A_RANGE = 256 };

/* Positions of a block that are unpacked at once: most have fewer than three a text. */
enum { UNPACKED_MAX = 1024 };

struct reading {
	ent_index *index;
	const ent_sequence_source *source;
	ent_sequence_chunk *chunk;
	uint32_t *ends;
	ent_word_list *lists; /* owned */
	uint32_t n_lists;
	ent_bin *bins; /* of the texts of the chunk; owned */
	uint32_t n_bins;
	uint32_t from, to;   /* the range */
	ent_word_list *list; /* at work */
	bool failed, corrupt;
	ent_bin_order order;
};

static bool is_wanted(const uint64_t *wanted, uint32_t text)
{
	return wanted[text / 64] >> text % 64 & 1;
}

/* A chunk begins with a bin. */
static inline ent_bin *bin_of(struct reading *rd, uint32_t text)
{
	return &rd->bins[(text - rd->chunk->from) / ENT_BIN];
}

/* Sets where the list goes on, and ends the reading of it. */
static bool stop_at(struct reading *rd, const ent_posting_row *row, uint32_t text)
{
	rd->list->row = row->id;
	rd->list->next = text;
	return false;
}

static bool take_text(struct reading *rd, ent_places_reader *r, uint32_t k)
{
	const uint32_t text = r->texts[k], word = rd->list->word;
	ent_bin *bin = bin_of(rd, text);
	for (ent_places_of(r, k); ent_places_next(r);) {
		rd->corrupt |= r->position >= ENT_POSITIONS;
		if (rd->corrupt)
			return false;
		if (!ent_bin_add(bin, text, r->position, word)) {
			rd->failed = true;
			return false;
		}
	}
	return true;
}

/* The first place of each of the texts from..to-1.  Which of them are wanted cannot be
 * foreseen, so a place is written before that is looked at. */
static uint64_t *fill_first(uint64_t *end,
			    const struct reading *rd,
			    const ent_places_reader *r,
			    const uint32_t *positions,
			    uint32_t from,
			    uint32_t to)
{
	const uint64_t *wanted = rd->source->wanted;
	const uint32_t word = rd->list->word;
	for (uint32_t k = from; k < to; k++) {
		*end = ent_bin_place(r->texts[k], positions[r->starts[k]], word);
		end += is_wanted(wanted, r->texts[k]);
	}
	return end;
}

/* The other places of those that have some: few, and found without a branch for
 * each. */
static uint64_t *fill_others(uint64_t *end,
			     const struct reading *rd,
			     const ent_places_reader *r,
			     const uint32_t *positions,
			     uint32_t from,
			     uint32_t to)
{
	const uint32_t word = rd->list->word;
	uint8_t some[ENT_ROW_BLOCK + 1];
	uint32_t n = 0;
	for (uint32_t k = from; k < to; k++) {
		some[n] = (uint8_t)k;
		n += r->starts[k + 1] - r->starts[k] > 1;
	}
	for (uint32_t i = 0; i < n; i++) {
		const uint32_t text = r->texts[some[i]], last = r->starts[some[i] + 1];
		uint64_t *const begin = end;
		for (uint32_t p = r->starts[some[i]] + 1; p < last; p++)
			*end++ = ent_bin_place(text, positions[p], word);
		end = is_wanted(rd->source->wanted, text) ? end : begin;
	}
	return end;
}

/* The texts from..to-1 of a block, all of one bin, whose positions are known. */
static bool fill_bin(struct reading *rd,
		     const ent_places_reader *r,
		     const uint32_t *positions,
		     uint32_t from,
		     uint32_t to)
{
	const uint32_t places = r->starts[to] - r->starts[from];
	ent_bin *bin = bin_of(rd, r->texts[from]);
	if (!ENT_GROW(bin->p, bin->capacity, bin->n + places)) {
		rd->failed = true;
		return false;
	}
	uint64_t *end = fill_first(bin->p + bin->n, rd, r, positions, from, to);
	if (places > to - from)
		end = fill_others(end, rd, r, positions, from, to);
	bin->n = (size_t)(end - bin->p);
	return true;
}

static bool take_unpacked(struct reading *rd,
			  const ent_places_reader *r,
			  const uint32_t *positions,
			  uint32_t from,
			  uint32_t to)
{
	while (from < to) {
		const uint32_t bin = r->texts[from] / ENT_BIN;
		uint32_t end = to;
		if (r->texts[to - 1] / ENT_BIN != bin)
			for (end = from + 1; r->texts[end] / ENT_BIN == bin;)
				end++;
		if (!fill_bin(rd, r, positions, from, end))
			return false;
		from = end;
	}
	return true;
}

static bool take_texts(struct reading *rd,
		       ent_places_reader *r,
		       uint32_t from,
		       uint32_t to)
{
	uint32_t positions[UNPACKED_MAX];
	if (r->width <= ENT_POSITION_BITS &&
	    ent_places_unpack(positions, UNPACKED_MAX, r))
		return take_unpacked(rd, r, positions, from, to);
	for (uint32_t k = from; k < to; k++)
		if (is_wanted(rd->source->wanted, r->texts[k]) && !take_text(rd, r, k))
			return false;
	return true;
}

static bool take_row(void *data, const ent_posting_row *row)
{
	struct reading *rd = data;
	ent_places_reader r;
	if (ent_row_first(row->id) >= rd->to)
		return stop_at(rd, row, ent_row_first(row->id));
	ent_places_read(&r, row->id, row->bytes);
	if (ent_row_first(row->id) < rd->from)
		ent_places_skip(&r, rd->from);
	while (ent_places_block(&r)) {
		uint32_t from = 0, to = r.n;
		while (from < to && r.texts[from] < rd->from)
			from++;
		while (to > from && r.texts[to - 1] >= rd->to)
			to--;
		if (from < to && !take_texts(rd, &r, from, to))
			return false;
		if (to < r.n)
			return stop_at(rd, row, r.texts[to]);
	}
	return true;
}

/* Reads the texts of the range from the lists that have no more than so many in all. */
static ent_status read_lists(struct reading *rd, uint32_t most, ent_error *err)
{
	ent_status status = ENT_OK;
	uint32_t kept = 0;
	for (uint32_t k = 0; k < rd->n_lists && !status; k++) {
		ent_word_list list = rd->lists[k];
		rd->list = &list;
		if (list.texts <= most && list.next < rd->to) {
			const uint64_t row = list.row;
			list.next = UINT32_MAX; /* unless something is left */
			status = ent_store_postings(
				rd->index->store, row,
				ent_row_number(list.key, 0, ENT_TEXT_MAX), false,
				take_row, rd, err);
		}
		if (list.next != UINT32_MAX)
			rd->lists[kept++] = list;
	}
	rd->list = NULL;
	rd->n_lists = kept;
	if (!status && rd->corrupt)
		return ent_fail(err, ENT_ECORRUPT,
				"the index is damaged; run entente check --repair");
	return !status && rd->failed ? ent_fail_memory(err) : status;
}

ent_status ent_sequences_fail(bool too_many, ent_error *err)
{
	return too_many ? ent_fail(err, ENT_ELIMIT,
				   "the memory has more words than the limit of %lu",
				   (unsigned long)ENT_OFFSET_MAX)
			: ent_fail_memory(err);
}

static bool add_recent(struct reading *rd)
{
	for (size_t k = 0; k < rd->source->n_recent; k++) {
		const ent_recent_place *p = &rd->source->recent[k];
		if (p->text >= rd->from && p->text < rd->to &&
		    is_wanted(rd->source->wanted, p->text) &&
		    !ent_bin_add(bin_of(rd, p->text), p->text, p->position, p->word))
			return false;
	}
	return true;
}

/* Takes what is kept of each text of a bin. */
static ent_status take_bin(struct reading *rd, uint32_t from, ent_error *err)
{
	const uint32_t texts = rd->to - from < ENT_BIN ? rd->to - from : ENT_BIN;
	const uint32_t *starts = rd->order.starts;
	const ent_sequence_taker *taker = rd->source->taker;
	ent_sequence_chunk *chunk = rd->chunk;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < texts && !status; k++) {
		uint32_t *words = rd->order.words + starts[k],
			 n = starts[k + 1] - starts[k];
		if (n && taker)
			status = taker->fn(taker->data, from + k, words, &n, err);
		rd->order.full |= chunk->n + n > ENT_OFFSET_MAX;
		if (rd->order.full ||
		    !ENT_GROW(chunk->words, chunk->capacity, chunk->n + n + 1))
			return status ? status
				      : ent_sequences_fail(rd->order.full, err);
		memcpy(chunk->words + chunk->n, words, n * sizeof(*words));
		chunk->n += n;
		rd->ends[from + k + 1] = (uint32_t)chunk->n;
	}
	return status;
}

static ent_status take_bins(struct reading *rd, ent_error *err)
{
	ent_status status = ENT_OK;
	for (uint32_t from = rd->from; from < rd->to && !status; from += ENT_BIN) {
		ent_bin *bin = bin_of(rd, from);
		status = ent_bin_put_in_order(&rd->order, bin)
				 ? take_bin(rd, from, err)
				 : ent_sequences_fail(rd->order.full, err);
		bin->n = 0;
	}
	return status;
}

/* ---- the whole chunk ------------------------------------------------------------- */

/* The row in which a list has the first text of the chunk. */
static bool take_first_row(void *data, const ent_posting_row *row)
{
	*(uint64_t *)data = row->id;
	return false;
}

static ent_status find_rows(struct reading *rd, ent_error *err)
{
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < rd->n_lists && !status; k++) {
		ent_word_list *list = &rd->lists[k];
		list->row = ent_row_number(list->key, 0, 0);
		if (rd->chunk->from)
			status = ent_store_postings(
				rd->index->store, list->row,
				ent_row_number(list->key, 0, rd->chunk->from), true,
				take_first_row, &list->row, err);
	}
	return status;
}

static bool allocate(struct reading *rd)
{
	const ent_sequence_source *source = rd->source;
	rd->n_bins = (rd->chunk->to - rd->chunk->from) / ENT_BIN + 1;
	rd->bins = calloc(rd->n_bins, sizeof(*rd->bins));
	rd->lists = malloc(((size_t)source->n_lists + 1) * sizeof(*rd->lists));
	if (!rd->bins || !rd->lists)
		return false;
	if (source->n_lists)
		memcpy(rd->lists, source->lists, source->n_lists * sizeof(*rd->lists));
	rd->n_lists = source->n_lists;
	return true;
}

/* In how many texts of the memory a list may be to be read at once for the whole
 * chunk. */
static uint32_t few_texts(const struct reading *rd)
{
	return (rd->source->n_texts / RANGE + 1) * TEXTS_A_RANGE;
}

static ent_status read_ranges(struct reading *rd, ent_error *err)
{
	const ent_sequence_chunk *chunk = rd->chunk;
	ent_status status = find_rows(rd, err);
	rd->from = chunk->from;
	rd->to = chunk->to;
	if (!status)
		status = read_lists(rd, few_texts(rd), err);
	for (; rd->from < chunk->to && !status; rd->from = rd->to) {
		rd->to = chunk->to - rd->from > RANGE ? rd->from + RANGE : chunk->to;
		if (rd->from > chunk->from)
			ent_bins_hand_on(rd->bins, rd->n_bins, rd->from - chunk->from,
					 RANGE);
		status = read_lists(rd, UINT32_MAX, err);
		if (!status && !add_recent(rd))
			status = ent_fail_memory(err);
		if (!status)
			status = take_bins(rd, err);
	}
	return status;
}

ent_status ent_sequence_chunk_read(ent_sequence_chunk *chunk,
				   uint32_t *ends,
				   const ent_sequence_source *source,
				   ent_index *index,
				   ent_error *err)
{
	struct reading rd = {
		.index = index, .source = source, .chunk = chunk, .ends = ends
	};
	ent_status status =
		allocate(&rd) ? read_ranges(&rd, err) : ent_fail_memory(err);
	free(rd.lists);
	free(rd.order.words);
	for (uint32_t k = 0; rd.bins && k < rd.n_bins; k++)
		free(rd.bins[k].p);
	free(rd.bins);
	return status;
}
