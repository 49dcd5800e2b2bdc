/* SPDX-License-Identifier: Apache-2.0 */
/* keys.c - a hash table in front of the table of keys, since the few thousand
 * words that make up most of every text are asked for again and again: by their
 * form, and as they are written, which saves making the form.  It is
 * emptied when it grows too large; 40 bytes a key. */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "memory/keys.h"

#define KEYS_MAX ((size_t)1 << 18)

/* Marks a language in an entry for a word as it is written. */
#define AS_WRITTEN 0x80000000u

static struct ent_known_key *place(const ent_keys *keys,
				   uint64_t hash,
				   uint32_t language,
				   ent_str form)
{
	for (size_t at = (size_t)(hash >> 7);; at++) {
		struct ent_known_key *k = &keys->known[at & (keys->room - 1)];
		if (!k->hash ||
		    (k->hash == hash && k->language == language && k->n == form.n &&
		     !memcmp(keys->forms.p + k->at, form.p, form.n)))
			return k;
	}
}

static bool grow(ent_keys *keys)
{
	size_t room = keys->room ? 2 * keys->room : 1024;
	struct ent_known_key *more = calloc(room, sizeof(*more));
	if (!more)
		return false;
	for (size_t k = 0; k < keys->room; k++) {
		size_t at = (size_t)(keys->known[k].hash >> 7);
		if (!keys->known[k].hash)
			continue;
		while (more[at & (room - 1)].hash)
			at++;
		more[at & (room - 1)] = keys->known[k];
	}
	free(keys->known);
	keys->known = more;
	keys->room = room;
	return true;
}

static bool remember(ent_keys *keys,
		     uint64_t hash,
		     uint32_t language,
		     ent_str form,
		     uint32_t a,
		     uint32_t b)
{
	if (keys->used >= KEYS_MAX)
		ent_keys_forget(keys);
	if (2 * keys->used >= keys->room && !grow(keys))
		return false;
	struct ent_known_key *k = place(keys, hash, language, form);
	*k = (struct ent_known_key){
		hash, keys->forms.n, (uint32_t)form.n, language, a, b,
	};
	ent_buf_add(&keys->forms, form);
	keys->used++;
	return !keys->forms.failed;
}

static uint64_t hash_of(uint32_t language, ent_str form)
{
	return (ent_str_hash(form) ^ language) * 0x9E3779B97F4A7C15u | 1;
}

bool ent_keys_of_word(ent_word_keys *out,
		      const ent_keys *keys,
		      uint32_t language,
		      ent_str word)
{
	if (!keys->room)
		return false;
	const struct ent_known_key *k =
		place(keys, hash_of(language | AS_WRITTEN, word), language | AS_WRITTEN,
		      word);
	*out = (ent_word_keys){ k->a, k->b };
	return k->hash;
}

bool ent_keys_keep_word(ent_keys *keys,
			uint32_t language,
			ent_str word,
			ent_word_keys is)
{
	return remember(keys, hash_of(language | AS_WRITTEN, word),
			language | AS_WRITTEN, word, is.key, is.word);
}

ent_status ent_keys_find(ent_key_row *out,
			 ent_keys *keys,
			 ent_store *store,
			 uint32_t language,
			 ent_str form,
			 bool make,
			 ent_error *err)
{
	uint64_t hash = hash_of(language, form);
	if (keys->room) {
		const struct ent_known_key *k = place(keys, hash, language, form);
		if (k->hash) {
			*out = (ent_key_row){ k->a, k->b, language };
			return ENT_OK;
		}
	}
	ent_status status = ent_store_key_find(out, store, language, form, err);
	if (!status && !out->id && make)
		status = ent_store_key_add(&out->id, store, language, form, err);
	if (!status && out->id &&
	    !remember(keys, hash, language, form, out->id, out->frequency))
		status = ent_fail_memory(err);
	return status;
}

void ent_keys_forget(ent_keys *keys)
{
	if (keys->known)
		memset(keys->known, 0, keys->room * sizeof(*keys->known));
	keys->used = 0;
	ent_buf_clear(&keys->forms);
}

void ent_keys_release(ent_keys *keys)
{
	free(keys->known);
	ent_buf_release(&keys->forms);
	*keys = (ent_keys){ .forms = ENT_BUF_INIT };
}
