/* SPDX-License-Identifier: Apache-2.0 */
/* cut.c - a text becomes the numbers of its keys and words.
 *
 * Most tokens of a text are known as they are written; the table of those is asked
 * for several tokens at a time, for each is a miss of the cache.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "index/parts.h"
#include "match/graded.h"

ent_status ent_index_stemmer(ent_stemmer **out,
			     ent_index *index,
			     uint32_t language,
			     ent_error *err)
{
	char code[16] = "";
	struct ent_index_stemmer *s = NULL;
	for (size_t k = 0; k < index->n_stemmers && !s; k++)
		if (index->stemmers[k].language == language)
			s = &index->stemmers[k];
	if (!s &&
	    !ENT_GROW(index->stemmers, index->stemmers_capacity, index->n_stemmers + 1))
		return ent_fail_memory(err);
	ent_status status = ENT_OK;
	if (!language) { /* one that the memory does not have */
		*out = NULL;
		return ENT_OK;
	}
	if (!s) {
		s = &index->stemmers[index->n_stemmers];
		*s = (struct ent_index_stemmer){ .language = language };
		status = ent_store_language_code(code, sizeof(code), index->store,
						 language, err);
		if (!status)
			status = ent_stemmer_new(&s->stemmer, ent_str_of(code), err);
		if (status)
			return status;
		index->n_stemmers++;
	}
	*out = s->stemmer;
	return status;
}

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
		ent_form_of(&index->word_buffer, t->text, t->kind, ENT_FORM_BARE);
	if (!bare.p || bare.n)
		status = find_key(&out->word, index, ENT_ANY_LANGUAGE, bare, make, err);
	else
		out->word = ENT_FORMLESS;
	if (!status && t->kind != ENT_TOKEN_MARK) {
		ent_str key = ent_form_of(&index->form_buffer, t->text, t->kind,
					  ENT_FORM_KEY);
		if (!key.p || key.n)
			status = find_key(&out->key, index, language, key, make, err);
	}
	if (!status && make &&
	    !ent_keys_cache_word(&index->keys, language, t->text, *out))
		status = ent_fail_memory(err);
	return status;
}

/* Tokens whose places in the table of words are prefetched together. */
enum { TOGETHER = 32 };

/* The next tokens of a text, *at moving on; returns how many.  *joins: set when one may
 * be joined with the next. */
static uint32_t read_tokens(struct token *out,
			    uint32_t *weight,
			    bool *joins,
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
		ent_keys_prefetch(&index->keys, out[n].hash);
		*joins = *joins || ent_graded_may_join(&t, text);
		*weight += t.kind == ENT_TOKEN_MARK ? ENT_WEIGHT_MARK : ENT_WEIGHT_WORD;
	}
	return n;
}

static bool reserve_cut(ent_index *index, size_t n)
{
	return ENT_GROW(index->keys_of, index->keys_capacity, index->n_keys + n) &&
	       ENT_GROW(index->words_of, index->words_capacity, index->n_words + n);
}

/* What a token has besides the word itself and changes no key: nothing, the hyphen of
 * "long-", the point of "Mr.". */
static bool is_bare_mark(ent_str rest)
{
	return !rest.n || (rest.n == 1 && (rest.p[0] == '-' || rest.p[0] == '.')) ||
	       (rest.n == 3 && ent_str_starts(rest, ENT_STR("\xE2\x80")));
}

/* The keys of tokens that the graded score joins (match/graded.h), besides those of
 * their parts, which the plain score has; *weight and *count become those of joined
 * tokens. */
static ent_status add_joined(uint32_t *weight,
			     uint32_t *count,
			     ent_index *index,
			     uint32_t language,
			     ent_str text,
			     bool make,
			     ent_error *err)
{
	ent_token t, plain;
	size_t at = 0, before = 0;
	ent_status status = ENT_OK;
	*weight = *count = 0;
	while (!status && ent_graded_next(&t, text, &at)) {
		*weight += t.kind == ENT_TOKEN_MARK ? ENT_WEIGHT_MARK : ENT_WEIGHT_WORD;
		++*count;
		ent_token_next(&plain, text, &before);
		before = t.end;
		if (t.kind == ENT_TOKEN_MARK ||
		    is_bare_mark(ent_str_slice(text, plain.end, t.end)))
			continue;
		ent_word_keys is = { 0, 0 };
		ent_str key = ent_form_of(&index->form_buffer,
					  ent_str_slice(text, t.start, t.end), t.kind,
					  ENT_FORM_KEY);
		if (!key.p || key.n)
			status = find_key(&is.key, index, language, key, make, err);
		if (!status && !reserve_cut(index, 1))
			return ent_fail_memory(err);
		if (!status && is.key)
			index->keys_of[index->n_keys++] = is.key;
	}
	return status;
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
	bool joins = false;
	*weight = 0;
	index->n_keys = index->n_words = 0;
	ent_status status =
		ent_index_stemmer(&index->form_buffer.stemmer, index, language, err);
	index->form_buffer.variants = true;
	if (!status)
		status = find_key(&all, index, language, ENT_KEY_OF_ALL, make, err);
	if (!status && !reserve_cut(index, 1))
		status = ent_fail_memory(err);
	if (!status && all)
		index->keys_of[index->n_keys++] = all;
	while (!status &&
	       (n = read_tokens(tokens, weight, &joins, index, language, text, &at))) {
		if (!reserve_cut(index, n))
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
	if (!status && joins)
		status = add_joined(weight, &count, index, language, text, make, err);
	if (count > ENT_MATCH_TOKENS)
		index->n_keys = 0; /* never like another: in no list */
	return status;
}
