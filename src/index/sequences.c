/* SPDX-License-Identifier: Apache-2.0 */
/* sequences.c - the words of texts, read back from the lists of places.
 *
 * The index has, for each word, the places where it is.  Reading the lists of all words
 * of a document puts the words of every text back in order, as far as the document has
 * them too.  That is much faster than reading and cutting the texts: 13 million places
 * in a fifth of a second (canada-laws, 2026-11).
 *
 * The texts are cut into chunks, which several threads read (sequence_chunk.c).
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/pipeline.h"
#include "base/sizes.h"
#include "index/parts.h"
#include "index/sequence_bins.h"
#include "index/sequence_chunk.h"

/* Texts of a chunk at most; chunks for each of several threads, as far as they are not
 * smaller than a range.  To begin a chunk takes some microseconds for each list. */
enum { CHUNK_MAX = 1 << 20, CHUNKS_A_THREAD = 4 };

struct reading {
	const ent_index_list *indexes;
	const ent_str *forms;
	uint32_t n_forms;
	ent_word_list *lists; /* owned */
	uint32_t n_lists;
	ent_recent_place *recent; /* owned */
	size_t n_recent, recent_capacity;
	ent_sequence_source source;
	ent_sequences *out;
	ent_sequence_chunk *chunks; /* by slot; owned */
	ent_error *errors;          /* by slot; owned */
	uint32_t n_slots;
	uint32_t chunk; /* texts of one */
	size_t n_words;
	ent_status status;
	ent_error *err;
};

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
		(ent_recent_place){ r->text, position, (uint32_t)at + 1 };
	return true;
}

static ent_status take_recent(void *data, const ent_text_row *row, ent_error *err)
{
	struct recent *r = data;
	r->text = (uint32_t)row->id;
	r->position = 0;
	return ent_index_words(&r->reading->indexes->list[0]->word_buffer, row->text,
			       take_recent_word, r)
		       ? ENT_OK
		       : ent_fail_memory(err);
}

/* ---- chunks ---------------------------------------------------------------------- */

static void make_chunk(void *data, uint32_t k, uint32_t slot, uint32_t worker)
{
	struct reading *rd = data;
	const uint32_t from = k * rd->chunk, left = rd->out->n_texts - from;
	ent_sequence_chunk *chunk = &rd->chunks[slot];
	chunk->from = from;
	chunk->to = from + (left < rd->chunk ? left : rd->chunk);
	chunk->n = 0;
	const ent_status status =
		ent_sequence_chunk_read(chunk, rd->out->first, &rd->source,
					rd->indexes->list[worker], &rd->errors[slot]);
	rd->errors[slot].code = status;
}

/* The words of the chunk follow those of the chunks before. */
static bool append(struct reading *rd, const ent_sequence_chunk *chunk)
{
	ent_sequences *out = rd->out;
	if (rd->n_words + chunk->n > ENT_OFFSET_MAX ||
	    !ENT_GROW(out->words, out->capacity, rd->n_words + chunk->n + 1))
		return false;
	if (chunk->n)
		memcpy(out->words + rd->n_words, chunk->words,
		       chunk->n * sizeof(*chunk->words));
	for (uint32_t text = chunk->from; rd->n_words && text < chunk->to; text++)
		out->first[text + 1] += (uint32_t)rd->n_words;
	rd->n_words += chunk->n;
	return true;
}

static int take_chunk(void *data, uint32_t k, uint32_t slot)
{
	struct reading *rd = data;
	const ent_sequence_taker *taker = rd->source.taker;
	const ent_sequence_chunk *chunk = &rd->chunks[slot];
	(void)k;
	rd->status = rd->errors[slot].code;
	if (rd->status)
		*rd->err = rd->errors[slot];
	else if (!append(rd, chunk))
		rd->status = ent_sequences_fail(rd->n_words + chunk->n > ENT_OFFSET_MAX,
						rd->err);
	else if (taker && taker->taken)
		rd->status = taker->taken(taker->data, chunk->to, rd->err);
	return rd->status;
}

/* ---- the whole ------------------------------------------------------------------- */

static ent_status find_lists(struct reading *rd, ent_error *err)
{
	ent_index *index = rd->indexes->list[0];
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < rd->indexes->n && !status; k++)
		status = ent_index_refresh(rd->indexes->list[k], err);
	for (uint32_t k = 0; k < rd->n_forms && !status; k++) {
		ent_key_row row;
		status = ent_keys_find(&row, &index->keys, index->store,
				       ENT_ANY_LANGUAGE, rd->forms[k], false, err);
		if (!status && row.id)
			rd->lists[rd->n_lists++] = (ent_word_list){
				.key = row.id, .word = k + 1, .texts = row.frequency
			};
	}
	return status;
}

static uint32_t chunk_size(const struct reading *rd)
{
	const uint32_t chunks = rd->indexes->n > 1 ? rd->indexes->n * CHUNKS_A_THREAD
						   : 1,
		       ranges = rd->out->n_texts / chunks / ENT_SEQUENCE_RANGE + 1;
	return ranges < CHUNK_MAX / ENT_SEQUENCE_RANGE ? ranges * ENT_SEQUENCE_RANGE
						       : CHUNK_MAX;
}

static bool allocate(struct reading *rd, ent_sequences *out)
{
	rd->chunk = chunk_size(rd);
	rd->n_slots = ent_pipeline_slots(rd->indexes->n);
	out->first = calloc((size_t)out->n_texts + 1, sizeof(*out->first));
	rd->lists = calloc((size_t)rd->n_forms + 1, sizeof(*rd->lists));
	rd->chunks = calloc(rd->n_slots, sizeof(*rd->chunks));
	rd->errors = calloc(rd->n_slots, sizeof(*rd->errors));
	return out->first && rd->lists && rd->chunks && rd->errors;
}

static ent_status read_chunks(struct reading *rd, ent_error *err)
{
	struct recent recent = { .reading = rd };
	ent_status status = find_lists(rd, err);
	if (!status)
		status = ent_store_recent_each(rd->indexes->list[0]->store, take_recent,
					       &recent, err);
	if (status)
		return status;
	rd->source.n_texts = rd->out->n_texts;
	rd->source.lists = rd->lists;
	rd->source.n_lists = rd->n_lists;
	rd->source.recent = rd->recent;
	rd->source.n_recent = rd->n_recent;
	rd->err = err;
	ent_pipeline(
		(uint32_t)(((uint64_t)rd->out->n_texts + rd->chunk - 1) / rd->chunk),
		rd->indexes->n, make_chunk, take_chunk, rd);
	return rd->status;
}

ent_status ent_sequences_read(ent_sequences *out,
			      const ent_index_list *indexes,
			      const ent_str *forms,
			      uint32_t n,
			      const uint64_t *wanted,
			      uint32_t n_texts,
			      const ent_sequence_taker *taker,
			      ent_error *err)
{
	struct reading rd = { .indexes = indexes,
			      .forms = forms,
			      .n_forms = n,
			      .out = out,
			      .source = { .wanted = wanted, .taker = taker } };
	*out = (ent_sequences){ .n_texts = n_texts };
	if (n >= ENT_BIN_WORDS) /* below ENT_SEQUENCE_GAP */
		return ent_fail(err, ENT_ELIMIT, "the document has too many words");
	ent_status status =
		allocate(&rd, out) ? read_chunks(&rd, err) : ent_fail_memory(err);
	for (uint32_t k = 0; rd.chunks && k < rd.n_slots; k++)
		free(rd.chunks[k].words);
	free(rd.lists);
	free(rd.recent);
	free(rd.chunks);
	free(rd.errors);
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
