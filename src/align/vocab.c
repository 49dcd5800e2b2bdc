/* SPDX-License-Identifier: Apache-2.0 */
/* vocab.c - number the different words of a text in order of appearance.
 *
 * A hash table with linear probing (Knuth, The Art of Computer Programming, volume 3,
 * 6.4, algorithm L), at most half full.  Numbers depend on the order of the words
 * alone.  Cost: one probe or two a word; 24 bytes a different word, and its form.
 */
#include <stdlib.h>
#include <string.h>

#include "align/vocab.h"

static uint32_t find_slot(const ent_vocab *v, ent_str form, uint32_t hash)
{
	uint32_t at = hash & v->mask;
	for (;; at = (at + 1) & v->mask) {
		if (!v->slots[at])
			return at;
		const struct ent_vocab_word *w = &v->words[v->slots[at] - 1];
		if (w->hash == hash && w->n == form.n &&
		    !memcmp(v->bytes.p + w->at, form.p, form.n))
			return at;
	}
}

/* Makes sure that one more word fits. */
static bool grow_table(ent_vocab *v)
{
	enum { FIRST = 256, LAST = 1 << 30 };
	const uint32_t capacity = v->capacity ? 2 * v->capacity : FIRST;
	if (v->n < v->capacity)
		return true;
	if (v->failed || capacity > LAST)
		return false;
	uint32_t *slots = calloc(2 * (size_t)capacity, sizeof(*slots));
	void *words = realloc(v->words, capacity * sizeof(*v->words));
	if (words)
		v->words = words;
	if (!slots || !words) {
		free(slots);
		return false;
	}
	free(v->slots);
	v->slots = slots;
	v->capacity = capacity;
	v->mask = 2 * capacity - 1;
	for (uint32_t k = 0; k < v->n; k++) {
		uint32_t at = v->words[k].hash & v->mask;
		while (slots[at])
			at = (at + 1) & v->mask;
		slots[at] = k + 1;
	}
	return true;
}

uint32_t ent_vocab_add(ent_vocab *vocab, ent_str form, uint32_t hash)
{
	if (!grow_table(vocab)) {
		vocab->failed = true;
		return ENT_VOCAB_NONE;
	}
	uint32_t slot = find_slot(vocab, form, hash);
	if (vocab->slots[slot])
		return vocab->slots[slot] - 1;
	const uint64_t at = vocab->bytes.n;
	ent_buf_add(&vocab->bytes, form);
	if (vocab->bytes.failed) {
		vocab->failed = true;
		return ENT_VOCAB_NONE;
	}
	vocab->words[vocab->n] = (struct ent_vocab_word){ hash, (uint32_t)form.n, at };
	vocab->slots[slot] = ++vocab->n;
	return vocab->n - 1;
}

uint32_t ent_vocab_find(const ent_vocab *vocab, ent_str form, uint32_t hash)
{
	const uint32_t slot = vocab->n ? find_slot(vocab, form, hash) : 0;
	return vocab->n && vocab->slots[slot] ? vocab->slots[slot] - 1 : ENT_VOCAB_NONE;
}

ent_str ent_vocab_form(const ent_vocab *vocab, uint32_t word)
{
	const struct ent_vocab_word *w = &vocab->words[word];
	return (ent_str){ vocab->bytes.p + w->at, w->n };
}

void ent_vocab_release(ent_vocab *vocab)
{
	free(vocab->words);
	free(vocab->slots);
	ent_buf_release(&vocab->bytes);
	*vocab = ENT_VOCAB_INIT;
}
