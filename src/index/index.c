/* SPDX-License-Identifier: Apache-2.0 */
/* index.c - texts enter and leave the index.
 *
 * Each word of a text is filed twice: by its key in the text's language, for the
 * fuzzy search (index/postings.c), and as a word of any language with its place, for
 * the concordance (index/places.c).  Both are lists of texts in the same two tables,
 * and keys have numbers of one kind; the words of the concordance are the keys of
 * language 0.
 *
 *	text -> tokens -> keys, words          cut.c
 *	     -> lists in memory                index/inverter.c
 *	     -> rows of the memory             write.c
 *
 * A few texts are not filed at once: they are `recent`, and a search looks at them one
 * by one.  When there are too many they are filed together.
 *
 * Everything is part of the caller's transaction.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "index/parts.h"
#include "match/graded.h"

/* What is gathered before it is written, in bytes. */
#define CHANGES_MAX ((size_t)40 << 20)

ent_status ent_index_new(ent_index **out, ent_store *store, ent_error *err)
{
	ent_index *index = calloc(1, sizeof(*index));
	if (index)
		index->changes = ent_inverter_new();
	if (!index || !index->changes) {
		free(index);
		return ent_fail_memory(err);
	}
	index->store = store;
	*out = index;
	return ENT_OK;
}

static void forget_stemmers(ent_index *index)
{
	for (size_t k = 0; k < index->n_stemmers; k++)
		ent_stemmer_free(index->stemmers[k].stemmer);
	index->n_stemmers = 0;
}

void ent_index_free(ent_index *index)
{
	if (!index)
		return;
	ent_keys_release(&index->keys);
	ent_lists_free(index->lists);
	ent_frequent_free(index->frequent);
	ent_unpacked_free(index->unpacked);
	ent_vocabulary_free(index->vocabulary);
	ent_sieve_release(&index->sieve);
	free(index->candidates);
	ent_inverter_free(index->changes);
	ent_buf_release(&index->bytes);
	ent_form_release(&index->form_buffer);
	ent_form_release(&index->word_buffer);
	forget_stemmers(index);
	free(index->stemmers);
	free(index->keys_of);
	free(index->words_of);
	free(index->places);
	free(index->texts);
	free(index->found);
	free(index);
}

void ent_index_forget(ent_index *index)
{
	ent_inverter_clear(index->changes);
	index->n_held = 0;
	index->many = index->bulk = false;
	ent_keys_forget(&index->keys);
	forget_stemmers(index); /* a language may have been undone */
}

static void forget_read(ent_index *index)
{
	ent_keys_forget(&index->keys);
	ent_lists_free(index->lists);
	ent_frequent_free(index->frequent);
	ent_unpacked_free(index->unpacked);
	ent_vocabulary_free(index->vocabulary);
	index->lists = NULL;
	index->frequent = NULL;
	index->unpacked = NULL;
	index->vocabulary = NULL;
}

ent_status ent_index_refresh(ent_index *index, ent_error *err)
{
	int64_t version = 0;
	ent_status status = ent_store_version(&version, index->store, err);
	if (!status && version != index->version)
		forget_read(index);
	index->version = version;
	return status;
}

/* ---- texts ---------------------------------------------------------------------- */

/* Adds what was cut last to the changes. */
static ent_status record_change(ent_index *index,
				uint32_t weight,
				uint64_t id,
				ent_error *err)
{
	uint32_t bucket = ent_bucket_of(weight);
	if (id > ENT_TEXT_MAX)
		return ent_fail(err, ENT_ELIMIT, "a memory holds at most %u texts",
				ENT_TEXT_MAX);
	for (size_t k = 0; k < index->n_keys; k++)
		index->keys_of[k] = ent_list_number(index->keys_of[k], bucket);
	for (size_t k = 0; k < index->n_words; k++)
		index->words_of[k] = ent_list_number(index->words_of[k], 0);
	if (!ent_inverter_add(index->changes, index->keys_of, index->n_keys,
			      (uint32_t)id, false) ||
	    !ent_inverter_add(index->changes, index->words_of, index->n_words,
			      (uint32_t)id, true))
		return ent_fail_memory(err);
	index->n_noted++;
	return ENT_OK;
}

/* Writes the changes when they are as many as memory should hold. */
static ent_status relieve(ent_index *index, ent_error *err)
{
	bool full = ent_inverter_bytes(index->changes) >= CHANGES_MAX ||
		    (index->at_once && index->n_noted >= index->at_once);
	return full ? ent_index_flush(index, err) : ENT_OK;
}

static ent_status file_text(ent_index *index,
			    uint32_t language,
			    uint64_t id,
			    ent_str text,
			    ent_error *err)
{
	uint32_t weight;
	ent_status status = ent_index_cut(&weight, index, language, text, true, err);
	return status ? status : record_change(index, weight, id, err);
}

static ent_status file_held(ent_index *index, ent_error *err)
{
	ent_status status = ENT_OK;
	for (size_t k = 0; k < index->n_held && !status; k++) {
		uint32_t language;
		ent_str text;
		status = ent_store_text_language(&language, index->store,
						 index->held[k], err);
		if (!status)
			status = ent_store_text_get(&text, NULL, index->store,
						    index->held[k], err);
		if (!status)
			status = file_text(index, language, index->held[k], text, err);
	}
	index->n_held = 0;
	return status;
}

/* Additions and removals are not gathered together. */
static ent_status turn(ent_index *index, bool removes, ent_error *err)
{
	ent_status status = ENT_OK;
	if (index->removes != removes)
		status = ent_index_flush(index, err);
	index->removes = removes;
	return status;
}

static uint32_t weight_of(ent_str text)
{
	ent_token t;
	uint32_t weight = 0;
	for (size_t at = 0; ent_graded_next(&t, text, &at);)
		weight += t.kind == ENT_TOKEN_MARK ? ENT_WEIGHT_MARK : ENT_WEIGHT_WORD;
	return weight;
}

/* A text that the store has: is held, or filed when there are many. */
static ent_status file_new(ent_index *index,
			   uint32_t language,
			   uint64_t id,
			   ent_str text,
			   ent_error *err)
{
	index->many |= index->bulk || index->n_held == ENT_RECENT_MAX;
	if (!index->many) {
		index->held[index->n_held++] = id;
		return ENT_OK;
	}
	ent_status status = file_held(index, err);
	if (!status)
		status = file_text(index, language, id, text, err);
	return status ? status : relieve(index, err);
}

ent_status ent_index_add(ent_index *index,
			 uint32_t language,
			 uint64_t id,
			 ent_str text,
			 ent_error *err)
{
	ent_status status = turn(index, false, err);
	if (!status)
		status = ent_store_text_mark(index->store, id, weight_of(text), err);
	return status ? status : file_new(index, language, id, text, err);
}

ent_status ent_index_prepare(uint32_t *weight,
			     ent_index *index,
			     uint32_t language,
			     ent_str text,
			     ent_error *err)
{
	ent_status status = turn(index, false, err);
	if (!status && index->bulk) /* cut once, for weight and lists */
		return ent_index_cut(weight, index, language, text, true, err);
	if (!status)
		*weight = weight_of(text);
	return status;
}

ent_status ent_index_file(ent_index *index,
			  uint32_t language,
			  uint64_t id,
			  ent_str text,
			  uint32_t weight,
			  ent_error *err)
{
	if (!index->bulk)
		return file_new(index, language, id, text, err);
	ent_status status = record_change(index, weight, id, err);
	return status ? status : relieve(index, err);
}

ent_status ent_index_remove(ent_index *index, const ent_text_row *row, ent_error *err)
{
	uint32_t weight;
	bool recent = false;
	ent_status status = turn(index, true, err);
	if (!status)
		status = ent_store_recent_remove(&recent, index->store, row->id, err);
	if (status || recent)
		return status;
	status = ent_index_cut(&weight, index, row->language, row->text, false, err);
	if (!status)
		status = record_change(index, weight, row->id, err);
	return status ? status : relieve(index, err);
}

/* ---- all that was gathered ------------------------------------------------------- */

static ent_status file_recent(void *data, const ent_text_row *row, ent_error *err)
{
	return file_text(data, row->language, row->id, row->text, err);
}

/* The texts held become recent ones; if there would be too many, they and those that
 * are, are filed. */
static ent_status settle_held(ent_index *index, ent_error *err)
{
	uint64_t recent = 0;
	ent_status status = ENT_OK;
	if (index->bulk || index->removes)
		return ENT_OK;
	status = ent_store_recent_count(&recent, index->store, err);
	if (status)
		return status;
	if (!index->many && recent + index->n_held <= ENT_RECENT_MAX) {
		for (size_t k = 0; k < index->n_held && !status; k++)
			status =
				ent_store_recent_add(index->store, index->held[k], err);
		index->n_held = 0;
		return status;
	}
	index->many = true;
	status = file_held(index, err);
	if (!status && recent)
		status = ent_store_recent_each(index->store, file_recent, index, err);
	return !status && recent ? ent_store_recent_clear(index->store, err) : status;
}

ent_status ent_index_flush(ent_index *index, ent_error *err)
{
	ent_status status = ENT_OK;
	if (ent_inverter_is_empty(index->changes) && !index->n_held)
		return ENT_OK;
	status = settle_held(index, err);
	if (!status)
		status = ent_index_write(index, err);
	ent_inverter_clear(index->changes);
	index->pieces += index->bulk;
	index->n_noted = 0;
	index->many = false;
	if (!status && ent_keys_are_many(&index->keys))
		status = ent_keys_settle(&index->keys, index->store, err);
	return status;
}

ent_status ent_index_begin_bulk(ent_index *index, ent_error *err)
{
	ent_status status = ent_index_flush(index, err);
	if (!status)
		status = ent_store_postings_clear(index->store, err);
	if (status)
		return status;
	index->bulk = true;
	index->pieces = 0;
	ent_keys_begin_bulk(&index->keys);
	return ENT_OK;
}

ent_status ent_index_end_bulk(ent_index *index, ent_error *err)
{
	ent_status status = ent_index_flush(index, err);
	if (!status)
		status = ent_keys_settle(&index->keys, index->store, err);
	index->bulk = false;
	return status;
}

ent_status ent_index_sweep(ent_index *index, ent_error *err)
{
	ent_keys_forget(&index->keys);
	return ent_store_key_sweep(index->store, err);
}
