/* SPDX-License-Identifier: Apache-2.0 */
/* repeats.c - find the words of a pair of texts that an earlier pair has in the same
 * passage, on both sides.
 *
 * Why: a lexicon that is learned from aligned texts takes words that are met together
 * twice for a translation.  A closing formula that each release repeats with another
 * date is one piece of evidence, not fifty: paired wrongly, it would teach its own
 * words to each other and so make itself sure.  Learned once, a word of it gets no link
 * that another passage does not support (model1.c).  What changes from copy to copy,
 * the name or the topic, still teaches.
 *
 * Method: each two words in a row of a side lead to the family of pairs that first had
 * them.  A pair is of the family that most of those of its source that lead anywhere
 * lead to (majority vote of Boyer and Moore, MJRTY, 1981), if a third of those of
 * either side do; the words of what leads there are repeated.  Else it begins a family.
 *
 * Cost: O(words), 16 to 32 bytes a word.
 */
#include <stdlib.h>

#include "align/repeats.h"
#include "base/array.h"

enum {
	FIRST_SLOTS = 4096,
	FEWEST = 4, /* doubles that lead to a family: fewer are a phrase, not a copy */
	SHARE = 3,  /* one in so many has to lead there */
};
static const uint32_t no_family = UINT32_MAX; /* of a passage that is in none */

static uint64_t key_of(int side, const uint32_t *words)
{
	uint64_t key = ((uint64_t)words[0] << 32 | words[1]) * 2 + (uint64_t)side;
	key *= 0x9E3779B97F4A7C15u;
	return (key ^ key >> 31) | 1;
}

static size_t find_slot(const ent_repeats *r, uint64_t key)
{
	size_t at = (key >> 8) & r->mask;
	while (r->slots[at].key && r->slots[at].key != key)
		at = (at + 1) & r->mask;
	return at;
}

/* Makes the table large enough for `more` further keys. */
static bool grow_slots(ent_repeats *r, size_t more)
{
	size_t size = r->slots ? r->mask + 1 : FIRST_SLOTS;
	if (r->slots && 2 * (r->n + more) <= r->mask)
		return true;
	while (2 * (r->n + more) >= size)
		size *= 2;
	struct ent_repeats_slot *old = r->slots;
	const size_t n_old = old ? r->mask + 1 : 0;
	struct ent_repeats_slot *slots = calloc(size, sizeof(*slots));
	if (!slots)
		return false;
	r->slots = slots;
	r->mask = size - 1;
	for (size_t k = 0; k < n_old; k++)
		if (old[k].key)
			r->slots[find_slot(r, old[k].key)] = old[k];
	free(old);
	return true;
}

/* The family that each two words in a row lead to. */
static void look_up(ent_repeats *r, int side, const uint32_t *words, uint32_t n)
{
	for (uint32_t k = 0; k + 1 < n; k++) {
		const struct ent_repeats_slot *slot =
			&r->slots[find_slot(r, key_of(side, words + k))];
		r->found[side][k] = slot->key ? slot->family : no_family;
	}
}

/* Those that lead nowhere lead to a family from now on. */
static void add_words(ent_repeats *r,
		      int side,
		      const uint32_t *words,
		      uint32_t n,
		      uint32_t family)
{
	for (uint32_t k = 0; k + 1 < n; k++) {
		const uint64_t key = key_of(side, words + k);
		struct ent_repeats_slot *slot = &r->slots[find_slot(r, key)];
		if (slot->key)
			continue;
		*slot = (struct ent_repeats_slot){ key, family };
		r->n++;
	}
}

/* What more than half of the numbers but no_family are, if any are. */
static uint32_t find_majority(const uint32_t *numbers, uint32_t n)
{
	uint32_t candidate = no_family, votes = 0;
	for (uint32_t k = 0; k < n; k++) {
		if (numbers[k] == no_family)
			continue;
		if (!votes)
			candidate = numbers[k];
		if (numbers[k] == candidate)
			votes++;
		else
			votes--;
	}
	return candidate;
}

/* Marks the words that lead to a family; whether they are enough. */
static bool mark_words(ent_repeats *r, int side, uint32_t family, uint32_t n)
{
	uint32_t found = 0;
	for (uint32_t k = 0; k < n; k++)
		r->again[side][k] = false;
	for (uint32_t k = 0; k + 1 < n; k++)
		if (r->found[side][k] == family) {
			r->again[side][k] = r->again[side][k + 1] = true;
			found++;
		}
	return found >= FEWEST && SHARE * found >= n - 1;
}

static bool reserve(ent_repeats *r, int side, uint32_t n)
{
	size_t again = r->capacity[side], found = r->capacity[side];
	if (!ENT_GROW(r->again[side], again, (size_t)n + 1) ||
	    !ENT_GROW(r->found[side], found, (size_t)n + 1))
		return false;
	r->capacity[side] = found < again ? found : again;
	return true;
}

bool ent_repeats_add(bool *out,
		     ent_repeats *r,
		     const uint32_t *const words[2],
		     const uint32_t n[2])
{
	*out = false;
	if (!grow_slots(r, (size_t)n[0] + n[1]))
		return false;
	for (int side = 0; side < 2; side++) {
		if (!reserve(r, side, n[side]))
			return false;
		look_up(r, side, words[side], n[side]);
	}
	uint32_t family = n[0] ? find_majority(r->found[0], n[0] - 1) : no_family;
	*out = family != no_family;
	for (int side = 0; *out && side < 2; side++)
		*out = mark_words(r, side, family, n[side]);
	if (!*out)
		family = r->families++;
	for (int side = 0; side < 2; side++)
		add_words(r, side, words[side], n[side], family);
	return true;
}

void ent_repeats_release(ent_repeats *r)
{
	free(r->slots);
	for (int side = 0; side < 2; side++) {
		free(r->again[side]);
		free(r->found[side]);
	}
	*r = ENT_REPEATS_INIT;
}
