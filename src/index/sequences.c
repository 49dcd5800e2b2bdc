/* SPDX-License-Identifier: Apache-2.0 */
/* sequences.c - the words of texts, read back from the lists of places.
 *
 * The index has, for each word, the places where it is.  Reading the lists of all words
 * of a document puts the words of every text back in order, as far as the document has
 * them too.  That is much faster than reading and cutting the texts: 13 million places
 * in a fifth of a second (canada-laws, 2026-11).
 *
 * Texts are taken by ranges of numbers, so that what is gathered stays small.  Each list
 * is read once, in order; the row that reaches beyond a range is read again for the
 * next one.  Lists of few texts are read before, for all ranges.  The places are gathered
 * in bins of a few thousand texts, whose words are put in order within the processor's
 * cache.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/sizes.h"
#include "index/parts.h"
#include "index/sequence_bins.h"
#include "index/sequences.h"

/* Texts of a range, at least; ranges, at most; to go on with a list in another range costs
 * as much as to read so many texts of it. */
enum { RANGE_MIN = 1 << 17, RANGES = 32, TEXTS_A_RANGE = 256 };

/* Positions of a block that are unpacked at once: most have fewer than three a text. */
enum { UNPACKED_MAX = 1024 };

/* A place in a text that is in no list yet. */
struct place {
	uint32_t text, position, word;
};

/* The list of a word, as far as it was read. */
struct list {
	uint64_t row;  /* to go on with */
	uint32_t next; /* no text of the list that was not read is below it */
	uint32_t key, word, texts;
};

struct reading {
	ent_index *index;
	const ent_str *forms;
	uint32_t n_forms;
	const uint64_t *wanted;
	struct list *lists; /* owned */
	uint32_t n_lists;
	struct place *recent; /* owned */
	size_t n_recent, recent_capacity;
	ent_bin *bins; /* of all texts; owned */
	uint32_t n_bins, range;
	uint32_t from, to; /* the range */
	struct list *list; /* at work */
	bool failed, corrupt;
	ent_bin_order order;
	const ent_sequence_taker *taker; /* NULL: none */
};

static bool is_wanted(const uint64_t *wanted, uint32_t text)
{
	return wanted[text / 64] >> text % 64 & 1;
}

static inline ent_bin *bin_of(struct reading *rd, uint32_t text)
{
	return &rd->bins[text / ENT_BIN];
}

/* ---- texts that are in no list yet ----------------------------------------------- */

bool ent_index_words(ent_form_buffer *buffer,
		     ent_str text,
		     bool (*fn)(void *data, ent_str form, const ent_token *token),
		     void *data)
{
	ent_token token;
	for (size_t at = 0; ent_token_next(&token, text, &at);) {
		const ent_str form =
			ent_form_of(buffer, ent_str_slice(text, token.start, token.end),
				    token.kind, ENT_FORM_BARE);
		if (!form.p || (form.n && !fn(data, form, &token)))
			return false;
	}
	return true;
}

struct recent {
	struct reading *reading;
	uint32_t text, position;
};

static bool take_recent_word(void *data, ent_str form, const ent_token *token)
{
	struct recent *r = data;
	struct reading *rd = r->reading;
	const size_t at = ent_lower_bound(&form, rd->forms, rd->n_forms,
					  sizeof(*rd->forms), ent_str_item_cmp);
	(void)token;
	if (r->position == ENT_POSITIONS)
		return true;
	const uint32_t position = r->position++;
	if (at == rd->n_forms || !ent_str_eq(rd->forms[at], form))
		return true;
	if (!ENT_GROW(rd->recent, rd->recent_capacity, rd->n_recent + 1))
		return false;
	rd->recent[rd->n_recent++] =
		(struct place){ r->text, position, (uint32_t)at + 1 };
	return true;
}

static ent_status take_recent(void *data, const ent_text_row *row, ent_error *err)
{
	struct recent *r = data;
	r->text = (uint32_t)row->id;
	r->position = 0;
	return ent_index_words(&r->reading->index->word_buffer, row->text,
			       take_recent_word, r)
		       ? ENT_OK
		       : ent_fail_memory(err);
}

/* ---- one range of texts ---------------------------------------------------------- */

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
	const uint64_t *wanted = rd->wanted;
	const uint32_t word = rd->list->word;
	for (uint32_t k = from; k < to; k++) {
		*end = ent_bin_place(r->texts[k], positions[r->starts[k]], word);
		end += is_wanted(wanted, r->texts[k]);
	}
	return end;
}

/* The other places of those that have some: few, and found without a branch for each. */
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
		end = is_wanted(rd->wanted, text) ? end : begin;
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
		if (is_wanted(rd->wanted, r->texts[k]) && !take_text(rd, r, k))
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
		struct list list = rd->lists[k];
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

static ent_status fail_to_hold(const struct reading *rd, ent_error *err)
{
	return rd->order.full
		       ? ent_fail(err, ENT_ELIMIT,
				  "the memory has more words than the limit of %lu",
				  (unsigned long)ENT_OFFSET_MAX)
		       : ent_fail_memory(err);
}

static bool add_recent(struct reading *rd)
{
	for (size_t k = 0; k < rd->n_recent; k++) {
		const struct place *p = &rd->recent[k];
		if (p->text >= rd->from && p->text < rd->to &&
		    is_wanted(rd->wanted, p->text) &&
		    !ent_bin_add(bin_of(rd, p->text), p->text, p->position, p->word))
			return false;
	}
	return true;
}

/* Takes what is kept of each text of a bin. */
static ent_status take_bin(ent_sequences *out,
			   struct reading *rd,
			   uint32_t from,
			   ent_error *err)
{
	const uint32_t texts = rd->to - from < ENT_BIN ? rd->to - from : ENT_BIN;
	const uint32_t *starts = rd->order.starts;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < texts && !status; k++) {
		uint32_t *words = rd->order.words + starts[k],
			 n = starts[k + 1] - starts[k];
		const size_t total = out->first[from + k];
		if (n && rd->taker)
			status = rd->taker->fn(rd->taker->data, from + k, words, &n,
					       err);
		rd->order.full |= total + n > ENT_OFFSET_MAX;
		if (rd->order.full ||
		    !ENT_GROW(out->words, out->capacity, total + n + 1))
			return status ? status : fail_to_hold(rd, err);
		memcpy(out->words + total, words, n * sizeof(*words));
		out->first[from + k + 1] = (uint32_t)(total + n);
	}
	return status;
}

static ent_status take_bins(ent_sequences *out, struct reading *rd, ent_error *err)
{
	ent_status status = ENT_OK;
	for (uint32_t from = rd->from; from < rd->to && !status; from += ENT_BIN) {
		ent_bin *bin = bin_of(rd, from);
		status = ent_bin_put_in_order(&rd->order, bin)
				 ? take_bin(out, rd, from, err)
				 : fail_to_hold(rd, err);
		bin->n = 0;
	}
	return status;
}

/* ---- the whole ------------------------------------------------------------------- */

static ent_status find_lists(struct reading *rd, ent_error *err)
{
	ent_status status = ent_index_refresh(rd->index, err);
	for (uint32_t k = 0; k < rd->n_forms && !status; k++) {
		ent_key_row row;
		status = ent_keys_find(&row, &rd->index->keys, rd->index->store,
				       ENT_ANY_LANGUAGE, rd->forms[k], false, err);
		if (!status && row.id)
			rd->lists[rd->n_lists++] =
				(struct list){ .row = ent_row_number(row.id, 0, 0),
					       .key = row.id,
					       .word = k + 1,
					       .texts = row.frequency };
	}
	return status;
}

static bool allocate(struct reading *rd, ent_sequences *out)
{
	out->first = calloc((size_t)out->n_texts + 1, sizeof(*out->first));
	rd->lists = calloc((size_t)rd->n_forms + 1, sizeof(*rd->lists));
	rd->n_bins = out->n_texts / ENT_BIN + 1;
	rd->bins = calloc(rd->n_bins, sizeof(*rd->bins));
	rd->range = (out->n_texts / RANGES / ENT_BIN + 1) * ENT_BIN;
	if (rd->range < RANGE_MIN)
		rd->range = RANGE_MIN;
	return out->first && rd->lists && rd->bins;
}

static ent_status read_ranges(ent_sequences *out, struct reading *rd, ent_error *err)
{
	struct recent recent = { .reading = rd };
	ent_status status = find_lists(rd, err);
	if (!status)
		status = ent_store_recent_each(rd->index->store, take_recent, &recent,
					       err);
	const uint32_t ranges = out->n_texts / rd->range + 1;
	rd->to = out->n_texts;
	if (!status)
		status = read_lists(rd, ranges * TEXTS_A_RANGE, err);
	for (rd->from = 0; rd->from < out->n_texts && !status; rd->from = rd->to) {
		rd->to = out->n_texts - rd->from > rd->range ? rd->from + rd->range
							     : out->n_texts;
		if (rd->from)
			ent_bins_hand_on(rd->bins, rd->n_bins, rd->from, rd->range);
		status = read_lists(rd, UINT32_MAX, err);
		if (!status && !add_recent(rd))
			status = ent_fail_memory(err);
		if (!status)
			status = take_bins(out, rd, err);
	}
	return status;
}

ent_status ent_sequences_read(ent_sequences *out,
			      ent_index *index,
			      const ent_str *forms,
			      uint32_t n,
			      const uint64_t *wanted,
			      uint32_t n_texts,
			      const ent_sequence_taker *taker,
			      ent_error *err)
{
	struct reading rd = { .index = index,
			      .forms = forms,
			      .n_forms = n,
			      .wanted = wanted,
			      .taker = taker };
	*out = (ent_sequences){ .n_texts = n_texts };
	if (n >= ENT_BIN_WORDS) /* below ENT_SEQUENCE_GAP */
		return ent_fail(err, ENT_ELIMIT, "the document has too many words");
	ent_status status =
		allocate(&rd, out) ? read_ranges(out, &rd, err) : ent_fail_memory(err);
	free(rd.lists);
	free(rd.recent);
	free(rd.order.words);
	for (uint32_t k = 0; rd.bins && k < rd.n_bins; k++)
		free(rd.bins[k].p);
	free(rd.bins);
	return status;
}

uint32_t ent_sequence_place(const ent_sequences *s, uint32_t text, uint32_t k)
{
	const uint32_t *words = s->words + s->first[text];
	uint32_t place = k;
	for (uint32_t i = 0; i < k; i++)
		if (words[i] & ENT_SEQUENCE_GAP)
			place += (words[i] & ~ENT_SEQUENCE_GAP) - 1;
	return place;
}

uint32_t ent_sequence_length(const ent_sequences *s, uint32_t text)
{
	return ent_sequence_place(s, text, s->first[text + 1] - s->first[text]);
}

void ent_sequences_release(ent_sequences *s)
{
	free(s->first);
	free(s->words);
	*s = (ent_sequences){ .n_texts = 0 };
}
