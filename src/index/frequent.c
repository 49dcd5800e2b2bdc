/* SPDX-License-Identifier: Apache-2.0 */
/* frequent.c - which of the most frequent words each text has, a bit for each word.
 *
 * Half of all tokens are of a hundred words, and to count them is most of the time of a
 * search: their lists are the longest.  In a process that searches again and again such
 * a list is read once, from end to end, and each of its texts gets the bit of the word.
 * Then what a text has in common with the query in frequent words is known when the text
 * is first seen (sieve.c).  To read a list costs what some ten searches save by its bits
 * (canada-laws, 2026-11), so a word gets its bit when it is asked for again and again, and
 * who searches a few times does not pay for it.
 *
 * Texts of different languages use the same bits for different words.
 *
 * Memory: 16 bytes a text, 64 MB at most; a larger memory does without.
 */
#include <stdlib.h>

#include "base/fail.h"
#include "index/frequent.h"
#include "index/postings.h"

/* A word is frequent that is in one text of so many, and in so many texts. */
enum { RARITY_MAX = 48, TEXTS_MIN = 256 };

/* How often a word is asked for before it gets its bit. */
enum { ASKED_BEFORE = 2 };

/* Languages whose words have bits: those asked for first. */
enum { LANGUAGES = 4, PLACES = 2 * ENT_FREQUENT_MAX };

#define BYTES_MAX ((size_t)64 << 20)

struct ent_frequent {
	ent_word_bits *texts; /* [n]; NULL: too many; owned */
	size_t n;
	struct of_language {
		uint32_t language, n;
		struct word {
			uint32_t key;
			uint32_t bit;
			uint32_t asked; /* how often, until it is given */
			bool given;
		} words[PLACES]; /* by key; 0: a free place */
	} languages[LANGUAGES];
	uint32_t n_languages;
};

static ent_frequent *frequent_new(uint32_t last_text)
{
	ent_frequent *f = calloc(1, sizeof(*f));
	if (!f)
		return NULL;
	f->n = (size_t)last_text + 1;
	if (f->n > BYTES_MAX / sizeof(*f->texts))
		return f;
	f->texts = calloc(f->n, sizeof(*f->texts));
	if (!f->texts) {
		free(f);
		return NULL;
	}
	return f;
}

/* NULL when there are too many languages. */
static struct of_language *language_of(ent_frequent *f, uint32_t language)
{
	for (uint32_t k = 0; k < f->n_languages; k++)
		if (f->languages[k].language == language)
			return &f->languages[k];
	if (f->n_languages == LANGUAGES)
		return NULL;
	f->languages[f->n_languages].language = language;
	return &f->languages[f->n_languages++];
}

/* NULL when all bits are taken. */
static struct word *word_of(struct of_language *l, uint32_t key)
{
	uint32_t at = key * 2654435761u >> 24;
	while (l->words[at % PLACES].key && l->words[at % PLACES].key != key)
		at++;
	struct word *w = &l->words[at % PLACES];
	if (w->key == key)
		return w;
	if (l->n == ENT_FREQUENT_MAX)
		return NULL;
	*w = (struct word){ .key = key, .bit = l->n++ };
	return w;
}

struct giving {
	ent_frequent *f;
	uint32_t word;
	uint64_t bit;
};

static bool give_row(void *data, const ent_posting_row *row)
{
	const struct giving *g = data;
	ent_word_bits *texts = g->f->texts;
	ent_row_reader r;
	ent_row_read(&r, row->id, row->bytes);
	while (ent_row_block(&r) && r.texts[r.n - 1] < g->f->n)
		for (uint32_t k = 0; k < r.n; k++)
			texts[r.texts[k]].of[g->word] |= g->bit;
	return true;
}

static ent_status give(struct word *w,
		       ent_frequent *f,
		       ent_store *store,
		       ent_error *err)
{
	struct giving g = { f, w->bit / 64, (uint64_t)1 << w->bit % 64 };
	ent_status status = ent_store_postings(
		store, ent_row_number(w->key, 0, 0),
		ent_row_number(w->key, ENT_BUCKETS - 1, ENT_TEXT_MAX), false, give_row,
		&g, err);
	w->given = !status;
	return status;
}

uint32_t ent_frequent_least(uint32_t all)
{
	return all / RARITY_MAX > TEXTS_MIN ? all / RARITY_MAX : TEXTS_MIN;
}

ent_status ent_frequent_find(uint32_t *bit,
			     ent_frequent **frequent,
			     ent_store *store,
			     const ent_key_row *key,
			     uint32_t last_text,
			     ent_error *err)
{
	*bit = 0;
	if (ent_store_is_writable(store))
		return ENT_OK;
	if (!*frequent)
		*frequent = frequent_new(last_text);
	if (!*frequent)
		return ent_fail_memory(err);
	struct of_language *l =
		(*frequent)->texts ? language_of(*frequent, key->language) : NULL;
	struct word *w = l ? word_of(l, key->id) : NULL;
	if (!w || (!w->given && w->asked++ < ASKED_BEFORE))
		return ENT_OK;
	ent_status status = w->given ? ENT_OK : give(w, *frequent, store, err);
	if (!status)
		*bit = w->bit + 1;
	return status;
}

const ent_word_bits *ent_frequent_bits(const ent_frequent *frequent)
{
	return frequent ? frequent->texts : NULL;
}

void ent_frequent_free(ent_frequent *frequent)
{
	if (frequent)
		free(frequent->texts);
	free(frequent);
}
