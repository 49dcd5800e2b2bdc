/* SPDX-License-Identifier: Apache-2.0 */
/* frequent.c - which of the most frequent words each text has, a bit for each word.
 *
 * Half of all tokens are of a hundred words, and counting them takes most of the time
 * of a search, because their lists are the longest.  In a process that searches again
 * and again such a list is read once, from end to end, and each of its texts gets the
 * bit of the word.  Then what a text has in common with the query in frequent words is
 * known when the text is first seen (sieve.c).  To read a list costs what some ten
 * searches save by its bits (canada-laws, 2026-11), so a word gets its bit only when it
 * is asked for repeatedly, and a process that searches a few times does not pay for it.
 *
 * Texts of different languages use the same bits for different words.
 *
 * The texts of a language have places in the order of their lengths, as they are read
 * by length: what is known of texts of one length is in neighbouring memory, and in the
 * cache.  The same bits are in a column for each word as well, by these places: so the
 * texts that have most of the words of a query are found without any list (columns.c).
 *
 * What a text has and the query lacks says how little they may have in common
 * (sieve.c), when the word is a token of the text.  In the graded score it may be part
 * of one, in "co-operation", "U.S." and "1 250": texts with a hyphen are marked, and
 * single letters and numbers do not count.
 *
 * Memory: 40 bytes a text, 160 MB at most; a larger memory has no such bits.
 */
#include <stdlib.h>

#include "base/fail.h"
#include "base/word_list.h"
#include "index/frequent.h"
#include "index/keys.h"
#include "index/places.h"
#include "index/postings.h"

/* A word is frequent that is in one text of so many, and in so many texts. */
enum { RARITY_MAX = 48, TEXTS_MIN = 256 };

/* How often a word is asked for before it gets its bit. */
enum { ASKED_BEFORE = 2 };

/* Languages whose words have bits: those asked for first. */
enum { LANGUAGES = 4, PLACES = 2 * ENT_FREQUENT_MAX };

#define TEXTS_MAX ((size_t)4 << 20)

struct ent_frequent {
	uint32_t *places; /* by text, in the columns of its language; owned */
	size_t n;         /* of them, when there are some */
	struct of_language {
		uint32_t language, n;
		ent_columns columns;
		ent_word_bits *bits;                        /* by place; owned */
		ent_word_bits tokens;                       /* the words that count */
		uint64_t *joined;                           /* by place; owned */
		uint64_t *columns_of[ENT_FREQUENT_MAX + 1]; /* by bit, from 1; owned */
		struct word {
			uint32_t key;
			uint32_t bit;
			uint32_t asked; /* how often, until it is given */
			bool given;
		} words[PLACES]; /* by key; 0: a free place */
	} languages[LANGUAGES];
	uint32_t n_languages;
};

bool ent_frequent_keeps(uint64_t last_text)
{
	return last_text < TEXTS_MAX;
}

static ent_frequent *frequent_new(uint32_t last_text)
{
	ent_frequent *f = calloc(1, sizeof(*f));
	if (!f)
		return NULL;
	f->n = (size_t)last_text + 1;
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

/* ---- the texts of a language ----------------------------------------------------- */

struct placing {
	ent_frequent *f;
	struct of_language *l;
	bool failed;
};

static bool place_row(void *data, const ent_posting_row *row)
{
	struct placing *p = data;
	ent_columns *columns = &p->l->columns;
	ent_row_reader r;
	ent_row_read(&r, row->id, row->bytes);
	while (ent_row_block(&r) && r.texts[r.n - 1] < p->f->n) {
		if (!ent_columns_add(columns, ent_row_bucket(row->id), r.texts, r.n)) {
			p->failed = true;
			return false;
		}
		for (uint32_t k = 0; k < r.n; k++)
			p->f->places[r.texts[k]] = columns->n - r.n + k;
	}
	return true;
}

static bool mark_row(void *data, const ent_posting_row *row)
{
	const struct placing *p = data;
	const ent_columns *columns = &p->l->columns;
	ent_places_reader r;
	ent_places_read(&r, row->id, row->bytes);
	while (ent_places_block(&r))
		for (uint32_t k = 0; k < r.n; k++) {
			const uint32_t text = r.texts[k],
				       place = text < p->f->n ? p->f->places[text] : 0;
			/* a text of another language has no place there */
			if (place < columns->n && columns->texts[place] == text)
				p->l->joined[place / 64] |= (uint64_t)1 << place % 64;
		}
	return true;
}

/* Marks the texts with a hyphen, whichever: it is a word of the concordance. */
static ent_status mark_joined(struct placing *p, ent_store *store, ent_error *err)
{
	ent_key_row hyphen;
	free(p->l->joined);
	p->l->joined = calloc(p->l->columns.n / 64 + 1, sizeof(*p->l->joined));
	if (!p->l->joined)
		return ent_fail_memory(err);
	ent_status status =
		ent_store_key_find(&hyphen, store, ENT_ANY_LANGUAGE, ENT_STR("-"), err);
	return status || !hyphen.id
		       ? status
		       : ent_store_postings(store, ent_row_number(hyphen.id, 0, 0),
					    ent_row_number(hyphen.id, 0, ENT_TEXT_MAX),
					    false, mark_row, p, err);
}

static ent_status place_texts(struct of_language *l,
			      ent_frequent *f,
			      ent_store *store,
			      uint32_t all,
			      ent_error *err)
{
	struct placing p = { f, l, false };
	ent_columns_release(&l->columns); /* of an attempt that failed */
	free(l->bits);
	l->bits = NULL;
	if (!f->places)
		f->places = calloc(f->n, sizeof(*f->places));
	if (!f->places)
		return ent_fail_memory(err);
	ent_status status =
		ent_store_postings(store, ent_row_number(all, 0, 0),
				   ent_row_number(all, ENT_BUCKETS - 1, ENT_TEXT_MAX),
				   false, place_row, &p, err);
	if (status)
		return status;
	if (p.failed || !ent_columns_end(&l->columns))
		return ent_fail_memory(err);
	status = mark_joined(&p, store, err);
	if (status)
		return status;
	l->bits = calloc(l->columns.n, sizeof(*l->bits));
	return l->bits ? ENT_OK : ent_fail_memory(err);
}

/* ---- the texts of a word --------------------------------------------------------- */

struct giving {
	const ent_frequent *f;
	const struct of_language *l;
	uint32_t bit;
	uint64_t *column;
};

static bool give_row(void *data, const ent_posting_row *row)
{
	const struct giving *g = data;
	ent_word_bits *bits = g->l->bits;
	const uint32_t *places = g->f->places;
	ent_row_reader r;
	ent_row_read(&r, row->id, row->bytes);
	while (ent_row_block(&r) && r.texts[r.n - 1] < g->f->n)
		for (uint32_t k = 0; k < r.n; k++) {
			const uint32_t place = places[r.texts[k]];
			ent_word_bits_add(&bits[place], g->bit);
			g->column[place / 64] |= (uint64_t)1 << place % 64;
		}
	return true;
}

static ent_status give(struct word *w,
		       struct of_language *l,
		       ent_frequent *f,
		       ent_store *store,
		       uint32_t all,
		       ent_error *err)
{
	struct giving g = { f, l, w->bit + 1, NULL };
	ent_status status = l->bits ? ENT_OK : place_texts(l, f, store, all, err);
	if (status)
		return status;
	free(l->columns_of[w->bit + 1]);
	g.column = calloc(l->columns.n / 64 + 1, sizeof(*g.column));
	l->columns_of[w->bit + 1] = g.column;
	if (!g.column)
		return ent_fail_memory(err);
	status = ent_store_postings(
		store, ent_row_number(w->key, 0, 0),
		ent_row_number(w->key, ENT_BUCKETS - 1, ENT_TEXT_MAX), false, give_row,
		&g, err);
	w->given = !status;
	return status;
}

/* Single letters whose form has two or three. */
static const char several[] = "ae dz ff ffi ffl fi fl ij lj nj oe ss st";

bool ent_frequent_is_token(ent_str form)
{
	for (size_t k = 0; k < form.n; k++)
		if (form.p[k] < 'a' || form.p[k] > 'z')
			return false;
	return form.n > 1 && !(form.n < 4 && ent_words_have(several, form));
}

uint32_t ent_frequent_least(uint32_t all)
{
	return all / RARITY_MAX > TEXTS_MIN ? all / RARITY_MAX : TEXTS_MIN;
}

ent_status ent_frequent_find(uint32_t *bit,
			     ent_frequent **frequent,
			     ent_store *store,
			     const ent_key_row *key,
			     ent_str form,
			     uint32_t all,
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
	struct of_language *l = ent_frequent_keeps((*frequent)->n - 1)
					? language_of(*frequent, key->language)
					: NULL;
	struct word *w = l ? word_of(l, key->id) : NULL;
	if (!w || (!w->given && w->asked++ < ASKED_BEFORE))
		return ENT_OK;
	ent_status status = w->given ? ENT_OK : give(w, l, *frequent, store, all, err);
	if (status)
		return status;
	*bit = w->bit + 1;
	if (ent_frequent_is_token(form))
		ent_word_bits_add(&l->tokens, *bit);
	return ENT_OK;
}

ent_known ent_frequent_known(const ent_frequent *frequent, uint32_t language)
{
	for (uint32_t k = 0; frequent && k < frequent->n_languages; k++) {
		const struct of_language *l = &frequent->languages[k];
		if (l->language == language && l->bits)
			return (ent_known){
				.bits = l->bits,
				.places = frequent->places,
				.texts = l->columns.texts,
				.columns = &l->columns,
				.words = (const uint64_t *const *)l->columns_of,
				.joined = l->joined,
				.tokens = l->tokens,
			};
	}
	return (ent_known){ .bits = NULL };
}

void ent_frequent_free(ent_frequent *frequent)
{
	if (!frequent)
		return;
	for (uint32_t k = 0; k < frequent->n_languages; k++) {
		ent_columns_release(&frequent->languages[k].columns);
		free(frequent->languages[k].bits);
		free(frequent->languages[k].joined);
		for (uint32_t b = 0; b <= ENT_FREQUENT_MAX; b++)
			free(frequent->languages[k].columns_of[b]);
	}
	free(frequent->places);
	free(frequent);
}
