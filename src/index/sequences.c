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
 * next one.  The places of a range are gathered in bins of a few thousand texts, whose
 * words are put in order within the processor's cache.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/sizes.h"
#include "index/parts.h"
#include "index/sequences.h"

/* Texts of a range and of a bin.  A place in a bin is a number: the text within the bin,
 * the position and the word, each below a power of two. */
enum { RANGE = 1 << 17, BIN_BITS = 12, BIN = 1 << BIN_BITS, BINS = RANGE / BIN };
enum { POSITION_BITS = 26, POSITIONS = 1 << POSITION_BITS };
enum { WORD_BITS = 26, WORDS = 1 << WORD_BITS };

/* Positions of a block that are unpacked at once: most have fewer than three a text. */
enum { UNPACKED_MAX = 1024 };

struct bin {
	uint64_t *p; /* owned */
	size_t n, capacity;
};

/* A place in a text that is in no list yet. */
struct place {
	uint32_t text, position, word;
};

/* The list of a word, as far as it was read. */
struct list {
	uint64_t row;  /* to go on with */
	uint32_t next; /* no text of the list that was not read is below it */
	uint32_t key, word;
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
	struct bin bins[BINS];      /* places of the range */
	uint32_t from, to;          /* the range */
	struct list *list;          /* at work */
	bool failed, corrupt, full; /* full: more words than can be numbered */
};

static bool is_wanted(const uint64_t *wanted, uint32_t text)
{
	return wanted[text / 64] >> text % 64 & 1;
}

static inline struct bin *bin_of(struct reading *rd, uint32_t text)
{
	return &rd->bins[(text - rd->from) / BIN];
}

static inline uint64_t place_of(uint32_t text, uint32_t position, uint32_t word)
{
	return (uint64_t)(text % BIN) << (POSITION_BITS + WORD_BITS) |
	       (uint64_t)position << WORD_BITS | word;
}

static bool add_place(struct bin *to, uint32_t text, uint32_t position, uint32_t word)
{
	if (!ENT_GROW(to->p, to->capacity, to->n + 1))
		return false;
	to->p[to->n++] = place_of(text, position, word);
	return true;
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
	if (r->position == POSITIONS)
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
	struct bin *bin = bin_of(rd, text);
	for (ent_places_of(r, k); ent_places_next(r);) {
		rd->corrupt |= r->position >= POSITIONS;
		if (rd->corrupt)
			return false;
		if (!add_place(bin, text, r->position, word)) {
			rd->failed = true;
			return false;
		}
	}
	return true;
}

/* The texts of a block whose positions are known. */
static bool take_unpacked(struct reading *rd,
			  const ent_places_reader *r,
			  const uint32_t *positions,
			  uint32_t from,
			  uint32_t to)
{
	const uint32_t word = rd->list->word;
	for (uint32_t k = from; k < to; k++) {
		const uint32_t text = r->texts[k], end = r->starts[k + 1];
		uint32_t i = r->starts[k];
		if (!is_wanted(rd->wanted, text))
			continue;
		struct bin *bin = bin_of(rd, text);
		if (!ENT_GROW(bin->p, bin->capacity, bin->n + (end - i))) {
			rd->failed = true;
			return false;
		}
		while (i < end)
			bin->p[bin->n++] = place_of(text, positions[i++], word);
	}
	return true;
}

static bool take_texts(struct reading *rd,
		       ent_places_reader *r,
		       uint32_t from,
		       uint32_t to)
{
	uint32_t positions[UNPACKED_MAX];
	if (r->width <= POSITION_BITS && ent_places_unpack(positions, UNPACKED_MAX, r))
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

static ent_status read_lists(struct reading *rd, ent_error *err)
{
	ent_status status = ENT_OK;
	uint32_t kept = 0;
	for (uint32_t k = 0; k < rd->n_lists && !status; k++) {
		struct list list = rd->lists[k];
		rd->list = &list;
		if (list.next < rd->to) {
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

static bool add_recent(struct reading *rd)
{
	for (size_t k = 0; k < rd->n_recent; k++) {
		const struct place *p = &rd->recent[k];
		if (p->text >= rd->from && p->text < rd->to &&
		    is_wanted(rd->wanted, p->text) &&
		    !add_place(bin_of(rd, p->text), p->text, p->position, p->word))
			return false;
	}
	return true;
}

static uint32_t text_of(uint64_t place)
{
	return (uint32_t)(place >> (POSITION_BITS + WORD_BITS));
}

static uint32_t position_of(uint64_t place)
{
	return (uint32_t)(place >> WORD_BITS) % POSITIONS;
}

/* Puts the words of a bin in their places; its first text is the one at first[0]. */
static bool order_bin(ent_sequences *out,
		      struct reading *rd,
		      const struct bin *bin,
		      uint32_t *first,
		      uint32_t n)
{
	uint32_t lengths[BIN] = { 0 };
	for (size_t k = 0; k < bin->n; k++) {
		uint32_t *length = &lengths[text_of(bin->p[k])];
		const uint32_t end = position_of(bin->p[k]) + 1;
		*length = end > *length ? end : *length;
	}
	const size_t before = first[0];
	uint64_t total = before;
	for (uint32_t k = 0; k < n; k++) {
		total += lengths[k];
		rd->full |= total > ENT_OFFSET_MAX;
		if (rd->full)
			return false;
		first[k + 1] = (uint32_t)total;
	}
	if (!ENT_GROW(out->words, out->capacity, total + 1))
		return false;
	memset(out->words + before, 0, (total - before) * sizeof(*out->words));
	for (size_t k = 0; k < bin->n; k++)
		out->words[first[text_of(bin->p[k])] + position_of(bin->p[k])] =
			(uint32_t)(bin->p[k] % WORDS);
	return true;
}

static bool order_bins(ent_sequences *out, struct reading *rd)
{
	for (uint32_t from = rd->from; from < rd->to; from += BIN) {
		struct bin *bin = bin_of(rd, from);
		if (!order_bin(out, rd, bin, &out->first[from],
			       rd->to - from < BIN ? rd->to - from : BIN))
			return false;
		bin->n = 0;
	}
	return true;
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
					       .word = k + 1 };
	}
	return status;
}

static ent_status read_ranges(ent_sequences *out, struct reading *rd, ent_error *err)
{
	struct recent recent = { .reading = rd };
	ent_status status = find_lists(rd, err);
	if (!status)
		status = ent_store_recent_each(rd->index->store, take_recent, &recent,
					       err);
	for (rd->from = 0; rd->from < out->n_texts && !status; rd->from = rd->to) {
		rd->to = out->n_texts - rd->from > RANGE ? rd->from + RANGE
							 : out->n_texts;
		status = read_lists(rd, err);
		if (!status && (!add_recent(rd) || !order_bins(out, rd)))
			status = rd->full ? ent_fail(err, ENT_ELIMIT,
						     "the memory has more words than "
						     "the limit of %lu",
						     (unsigned long)ENT_OFFSET_MAX)
					  : ent_fail_memory(err);
	}
	return status;
}

ent_status ent_sequences_read(ent_sequences *out,
			      ent_index *index,
			      const ent_str *forms,
			      uint32_t n,
			      const uint64_t *wanted,
			      uint32_t n_texts,
			      ent_error *err)
{
	struct reading rd = {
		.index = index, .forms = forms, .n_forms = n, .wanted = wanted
	};
	*out = (ent_sequences){ .n_texts = n_texts };
	if (n >= WORDS)
		return ent_fail(err, ENT_ELIMIT, "the document has too many words");
	out->first = calloc((size_t)n_texts + 1, sizeof(*out->first));
	rd.lists = calloc((size_t)n + 1, sizeof(*rd.lists));
	ent_status status = out->first && rd.lists ? read_ranges(out, &rd, err)
						   : ent_fail_memory(err);
	free(rd.lists);
	free(rd.recent);
	for (int k = 0; k < BINS; k++)
		free(rd.bins[k].p);
	return status;
}

void ent_sequences_release(ent_sequences *s)
{
	free(s->first);
	free(s->words);
	*s = (ent_sequences){ .n_texts = 0 };
}
