/* SPDX-License-Identifier: Apache-2.0 */
/* index.c - texts enter and leave the index.
 *
 * Each word of a text is filed twice: by its key in the text's language, for the
 * fuzzy search (match/postings.c), and as a word of any language with its place, for
 * the concordance (match/places.c).  Both are lists of texts in the same two tables,
 * and keys have numbers of one kind; the words of the concordance are the keys of
 * language 0.
 *
 *	text -> tokens -> keys, words          here
 *	     -> lists in memory                match/inverter.c
 *	     -> rows of the memory             index_write.c
 *
 * Everything is part of the caller's transaction.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "memory/index_parts.h"

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
	ent_inverter_free(index->changes);
	ent_buf_release(&index->bytes);
	ent_form_release(&index->forming);
	ent_form_release(&index->words_forming);
	forget_stemmers(index);
	free(index->stemmers);
	free(index->keys_of);
	free(index->words_of);
	free(index->places);
	free(index->texts);
	free(index);
}

void ent_index_forget(ent_index *index)
{
	ent_inverter_clear(index->changes);
	index->n_held = 0;
	index->many = index->fresh = false;
	ent_keys_forget(&index->keys);
	forget_stemmers(index); /* a language may have been undone */
}

ent_status ent_index_refresh(ent_index *index, ent_error *err)
{
	int64_t version = 0;
	ent_status status = ent_store_version(&version, index->store, err);
	if (!status && version != index->version)
		ent_keys_forget(&index->keys);
	index->version = version;
	return status;
}

bool ent_index_room(void *p, size_t *room, size_t n, size_t size)
{
	void *old;
	if (n <= *room)
		return true;
	size_t more = *room ? *room : 1024;
	while (more < n)
		more *= 2;
	memcpy(&old, p, sizeof(old));
	old = realloc(old, more * size);
	if (!old)
		return false;
	memcpy(p, &old, sizeof(old));
	*room = more;
	return true;
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

/* ---- cutting -------------------------------------------------------------------- */

/* The number of a key; 0 when it is unknown, or the form empty. */
static ent_status find_key(uint32_t *id,
			   ent_index *index,
			   uint32_t language,
			   ent_str form,
			   bool make,
			   ent_error *err)
{
	ent_key_row row;
	if (!form.p)
		return ent_fail_memory(err);
	ent_status status = ent_keys_find(&row, &index->keys, index->store, language,
					  form, make, err);
	if (!status && row.id > ENT_KEY_MAX)
		return ent_fail(err, ENT_ELIMIT, "a memory holds at most %u words",
				ENT_KEY_MAX);
	*id = row.id;
	return status;
}

struct token {
	ent_str text;
	ent_token_kind kind;
	uint32_t hash;
};

/* What a token is; when texts are added, most are known as they are written. */
static ent_status find_token(ent_word_keys *out,
			     ent_index *index,
			     uint32_t language,
			     const struct token *t,
			     bool make,
			     ent_error *err)
{
	ent_status status = ENT_OK;
	if (make && ent_keys_of_word(out, &index->keys, t->hash, language, t->text))
		return ENT_OK;
	*out = (ent_word_keys){ 0, 0 };
	ent_str bare =
		ent_form_of(&index->words_forming, t->text, t->kind, ENT_FORM_BARE);
	if (!bare.p || bare.n)
		status = find_key(&out->word, index, ENT_ANY_LANGUAGE, bare, make, err);
	else
		out->word = ENT_FORMLESS;
	if (!status && t->kind != ENT_TOKEN_MARK) {
		ent_str key =
			ent_form_of(&index->forming, t->text, t->kind, ENT_FORM_KEY);
		if (!key.p || key.n)
			status = find_key(&out->key, index, language, key, make, err);
	}
	if (!status && make &&
	    !ent_keys_keep_word(&index->keys, language, t->text, *out))
		status = ent_fail_memory(err);
	return status;
}

/* Tokens whose places in the table of words are asked for together. */
enum { TOGETHER = 32 };

/* The next tokens of a text, *at moving on; returns how many. */
static uint32_t read_tokens(struct token *out,
			    uint32_t *weight,
			    const ent_index *index,
			    uint32_t language,
			    ent_str text,
			    size_t *at)
{
	uint32_t n = 0;
	ent_token t;
	for (; n < TOGETHER && ent_token_next(&t, text, at); n++) {
		out[n].text = ent_str_slice(text, t.start, t.end);
		out[n].kind = t.kind;
		out[n].hash = ent_keys_hash(language, out[n].text);
		ent_keys_want(&index->keys, out[n].hash);
		*weight += t.kind == ENT_TOKEN_MARK ? ENT_WEIGHT_MARK : ENT_WEIGHT_WORD;
	}
	return n;
}

static bool cut_room(ent_index *index, size_t n)
{
	return ent_index_room(&index->keys_of, &index->keys_room, index->n_keys + n,
			      sizeof(*index->keys_of)) &&
	       ent_index_room(&index->words_of, &index->words_room, index->n_words + n,
			      sizeof(*index->words_of));
}

ent_status ent_index_cut(uint32_t *weight,
			 ent_index *index,
			 uint32_t language,
			 ent_str text,
			 bool make,
			 ent_error *err)
{
	struct token tokens[TOGETHER];
	uint32_t n, all = 0, count = 0;
	size_t at = 0;
	*weight = 0;
	index->n_keys = index->n_words = 0;
	ent_status status =
		ent_index_stemmer(&index->forming.stemmer, index, language, err);
	if (!status)
		status = find_key(&all, index, language, ENT_KEY_OF_ALL, make, err);
	if (!status && !cut_room(index, 1))
		status = ent_fail_memory(err);
	if (!status && all)
		index->keys_of[index->n_keys++] = all;
	while (!status &&
	       (n = read_tokens(tokens, weight, index, language, text, &at))) {
		if (!cut_room(index, n))
			return ent_fail_memory(err);
		for (uint32_t k = 0; k < n && !status; k++) {
			ent_word_keys is = { 0, 0 };
			status =
				find_token(&is, index, language, &tokens[k], make, err);
			if (is.key)
				index->keys_of[index->n_keys++] = is.key;
			if (is.word != ENT_FORMLESS)
				index->words_of[index->n_words++] = is.word;
		}
		count += n;
	}
	if (count > ENT_MATCH_TOKENS)
		index->n_keys = 0; /* never like another: in no list */
	return status;
}

/* ---- texts ---------------------------------------------------------------------- */

/* Adds what was cut last to the changes. */
static ent_status note(ent_index *index, uint32_t weight, uint64_t id, ent_error *err)
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

ent_status ent_index_file(ent_index *index,
			  uint32_t language,
			  uint64_t id,
			  ent_str text,
			  ent_error *err)
{
	uint32_t weight;
	ent_status status = ent_index_cut(&weight, index, language, text, true, err);
	return status ? status : note(index, weight, id, err);
}

ent_status ent_index_file_held(ent_index *index, ent_error *err)
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
			status = ent_index_file(index, language, index->held[k], text,
						err);
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
	for (size_t at = 0; ent_token_next(&t, text, &at);)
		weight += t.kind == ENT_TOKEN_MARK ? ENT_WEIGHT_MARK : ENT_WEIGHT_WORD;
	return weight;
}

/* A text that the store has: is held, or filed when there are many. */
static ent_status take(ent_index *index,
		       uint32_t language,
		       uint64_t id,
		       ent_str text,
		       ent_error *err)
{
	index->many |= index->fresh || index->n_held == ENT_RECENT_MAX;
	if (!index->many) {
		index->held[index->n_held++] = id;
		return ENT_OK;
	}
	ent_status status = ent_index_file_held(index, err);
	if (!status)
		status = ent_index_file(index, language, id, text, err);
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
	return status ? status : take(index, language, id, text, err);
}

ent_status ent_index_put(uint64_t *id,
			 ent_index *index,
			 uint32_t language,
			 ent_str text,
			 ent_error *err)
{
	uint32_t weight;
	ent_status status = turn(index, false, err);
	if (!status && index->fresh) { /* cut once, for weight and lists */
		status = ent_index_cut(&weight, index, language, text, true, err);
		if (!status)
			status = ent_store_text_add(id, index->store, language, text,
						    weight, err);
		if (!status)
			status = note(index, weight, *id, err);
		return status ? status : relieve(index, err);
	}
	if (!status)
		status = ent_store_text_add(id, index->store, language, text,
					    weight_of(text), err);
	return status ? status : take(index, language, *id, text, err);
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
		status = note(index, weight, row->id, err);
	return status ? status : relieve(index, err);
}

ent_status ent_index_sweep(ent_index *index, ent_error *err)
{
	ent_keys_forget(&index->keys);
	return ent_store_key_sweep(index->store, err);
}
