/* SPDX-License-Identifier: Apache-2.0 */
/* find.c - the texts in which words occur, in sequence or anywhere.
 *
 * The places of the rarest word are read; each further word, rarer ones first, keeps
 * those that are beside it.  Places that are kept are counted back to where the
 * row of words begins, so that a word is beside another when both begin it at the
 * same place.  A list that is much longer than what is kept is not read but asked:
 * for each text its row is sought, and in it its block; so a frequent word costs
 * little beside a rare one.  A word that stands for all that begin so is the union
 * of their lists.
 *
 * Order and asking are those of Zobel and Moffat, "Inverted files for text search
 * engines", ACM Computing Surveys 38(2), 2006, sections 4 and 5.
 */
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "index/parts.h"

/* What things cost, in nanoseconds: to read the places of a text in a list, and to
 * seek its row (canada-laws, 2026-11). */
enum { COST_READ = 2, COST_SEEK = 1500 };

/* A word of the query: the lists that have it. */
struct word {
	const ent_index_word *given;
	uint32_t *keys; /* owned */
	size_t n_keys, capacity;
	uint64_t frequency;
	uint32_t offset; /* in the row */
};

struct places {
	ent_occurrence *p; /* owned */
	size_t n, capacity;
};

struct find {
	ent_index *index;
	bool in_a_row;
	struct word *words; /* owned */
	uint32_t n_words;
	const struct word *word; /* at work */
	struct places found;     /* ascending; begins of the row, or texts */
	struct places other;     /* of a word of several lists */
	/* while found is narrowed: kept so far, the next to look at */
	size_t kept, next;
	uint64_t row; /* read last */
	bool failed;
};

static bool add_place(struct places *to, uint32_t text, uint32_t position)
{
	if (!ENT_GROW(to->p, to->capacity, to->n + 1))
		return false;
	to->p[to->n++] = (ent_occurrence){ text, position };
	return true;
}

/* ---- the words' lists ---------------------------------------------------------- */

static ent_status take_key(void *data,
			   const ent_key_row *row,
			   ent_str form,
			   ent_error *err)
{
	struct word *w = data;
	const ent_index_word *given = w->given;
	if (given->prefix && given->accepts && !given->accepts(given->data, form))
		return ENT_OK;
	if (!ENT_GROW(w->keys, w->capacity, w->n_keys + 1))
		return ent_fail_memory(err);
	w->keys[w->n_keys++] = row->id;
	w->frequency += row->frequency;
	return ENT_OK;
}

static ent_status find_word(struct word *out,
			    ent_index *index,
			    const ent_index_word *word,
			    ent_error *err)
{
	ent_key_row row;
	out->given = word;
	if (word->prefix)
		return ent_store_key_prefix(index->store, ENT_ANY_LANGUAGE, word->form,
					    take_key, out, err);
	ent_status status = ent_keys_find(&row, &index->keys, index->store,
					  ENT_ANY_LANGUAGE, word->form, false, err);
	return status || !row.id ? status : take_key(out, &row, word->form, err);
}

static int word_cmp(const void *pa, const void *pb)
{
	const struct word *a = pa, *b = pb;
	if (a->frequency != b->frequency)
		return a->frequency < b->frequency ? -1 : 1;
	return (a->offset > b->offset) - (a->offset < b->offset);
}

/* ---- reading a list whole ------------------------------------------------------ */

struct reading {
	struct find *f;
	struct places *to;
};

static bool read_text(struct reading *r, ent_places_reader *reader, uint32_t k)
{
	const struct find *f = r->f;
	if (!f->in_a_row)
		return add_place(r->to, reader->texts[k], 0);
	for (ent_places_of(reader, k); ent_places_next(reader);)
		if (reader->position >= f->word->offset &&
		    !add_place(r->to, reader->texts[k],
			       reader->position - f->word->offset))
			return false;
	return true;
}

static bool read_row(void *data, const ent_posting_row *row)
{
	struct reading *r = data;
	ent_places_reader reader;
	ent_places_read(&reader, row->id, row->bytes);
	while (ent_places_block(&reader))
		for (uint32_t k = 0; k < reader.n; k++)
			if (!read_text(r, &reader, k)) {
				r->f->failed = true;
				return false;
			}
	return true;
}

static void keep_each_once(struct places *p)
{
	size_t kept = 0;
	qsort(p->p, p->n, sizeof(*p->p), ent_place_cmp);
	for (size_t k = 0; k < p->n; k++)
		if (!kept || ent_place_cmp(&p->p[kept - 1], &p->p[k]))
			p->p[kept++] = p->p[k];
	p->n = kept;
}

/* All places of the word at work, ascending. */
static ent_status read_places(struct places *out, struct find *f, ent_error *err)
{
	struct reading r = { f, out };
	ent_status status = ENT_OK;
	out->n = 0;
	for (size_t k = 0; k < f->word->n_keys && !status; k++)
		status = ent_store_postings(
			f->index->store, ent_row_number(f->word->keys[k], 0, 0),
			ent_row_number(f->word->keys[k], 0, ENT_TEXT_MAX), false,
			read_row, &r, err);
	if (!status && f->failed)
		return ent_fail_memory(err);
	if (f->word->n_keys > 1 && out->n)
		keep_each_once(out);
	return status;
}

/* ---- keeping the neighbours of a word ------------------------------------------ */

/* The places found in one text, [next, end): keeps those that the word has too. */
static void keep_common(struct find *f, size_t end, ent_places_reader *r, uint32_t k)
{
	ent_occurrence *p = f->found.p;
	if (!f->in_a_row) {
		p[f->kept++] = p[f->next];
		f->next = end;
		return;
	}
	ent_places_of(r, k);
	bool more = ent_places_next(r);
	while (f->next < end && more) {
		uint32_t want = p[f->next].position + f->word->offset;
		if (r->position < want) {
			more = ent_places_next(r);
			continue;
		}
		if (r->position == want)
			p[f->kept++] = p[f->next];
		f->next++;
	}
	f->next = end;
}

static size_t end_of_text(const struct find *f, size_t k)
{
	const ent_occurrence *p = f->found.p;
	size_t end = k + 1;
	while (end < f->found.n && p[end].text == p[k].text)
		end++;
	return end;
}

/* Looks in a row for the texts found; stops at the first one after it. */
static bool look_in_row(void *data, const ent_posting_row *row)
{
	struct find *f = data;
	const ent_occurrence *p = f->found.p;
	ent_places_reader r;
	uint32_t at = 0;
	ent_places_read(&r, row->id, row->bytes);
	f->row = row->id;
	while (f->next < f->found.n && p[f->next].text < ent_row_first(row->id))
		f->next++; /* between the rows */
	while (f->next < f->found.n) {
		uint32_t text = p[f->next].text;
		while (at < r.n && r.texts[at] < text)
			at++;
		if (at == r.n) {
			ent_places_skip(&r, text);
			if (!ent_places_block(&r))
				return true;
			at = 0;
			continue;
		}
		size_t end = end_of_text(f, f->next);
		if (r.texts[at] == text)
			keep_common(f, end, &r, at);
		f->next = end;
	}
	return false;
}

static bool look_in_one(void *data, const ent_posting_row *row)
{
	struct find *f = data;
	if (row->id == f->row)
		return false; /* it was looked at: the text comes after it */
	look_in_row(data, row);
	return false;
}

/* Asks the list for each text found. */
static ent_status seek(struct find *f, ent_error *err)
{
	const uint32_t key = f->word->keys[0];
	ent_status status = ENT_OK;
	f->row = UINT64_MAX;
	while (!status && f->next < f->found.n) {
		size_t before = f->next;
		uint32_t text = f->found.p[f->next].text;
		status = ent_store_postings(f->index->store, ent_row_number(key, 0, 0),
					    ent_row_number(key, 0, text), true,
					    look_in_one, f, err);
		if (f->next == before)
			f->next = end_of_text(f, before); /* in no row */
	}
	return status;
}

static ent_status scan(struct find *f, ent_error *err)
{
	const uint32_t key = f->word->keys[0];
	return ent_store_postings(
		f->index->store, ent_row_number(key, 0, 0),
		ent_row_number(key, 0, f->found.p[f->found.n - 1].text), false,
		look_in_row, f, err);
}

/* Keeps what is in both; both ascend. */
static void intersect(struct find *f)
{
	ent_occurrence *p = f->found.p;
	const ent_occurrence *q = f->other.p;
	size_t k = 0;
	for (f->next = 0; f->next < f->found.n && k < f->other.n;) {
		int order = ent_place_cmp(&p[f->next], &q[k]);
		if (order == 0)
			p[f->kept++] = p[f->next];
		f->next += order <= 0;
		k += order >= 0;
	}
}

static ent_status narrow(struct find *f, ent_error *err)
{
	ent_status status;
	f->kept = f->next = 0;
	if (f->word->n_keys == 1) {
		bool asks = f->found.n * COST_SEEK < f->word->frequency * COST_READ;
		status = asks ? seek(f, err) : scan(f, err);
	} else {
		status = read_places(&f->other, f, err);
		if (!status)
			intersect(f);
	}
	f->found.n = f->kept;
	return status;
}

/* ---- the whole ------------------------------------------------------------------- */

static ent_status find_places(struct find *f,
			      const ent_index_word *words,
			      ent_error *err)
{
	ent_status status = ent_index_refresh(f->index, err);
	uint32_t given = f->n_words;
	f->n_words = 0;
	for (uint32_t k = 0; k < given && !status; k++) {
		struct word *word = &f->words[f->n_words];
		if (words[k].any)
			continue;
		f->n_words++;
		word->offset = f->in_a_row ? k : 0;
		status = find_word(word, f->index, &words[k], err);
		if (!status && !word->n_keys)
			return ENT_OK; /* a word that no text has */
	}
	if (status || !f->n_words)
		return status;
	qsort(f->words, f->n_words, sizeof(*f->words), word_cmp);
	f->word = &f->words[0];
	status = read_places(&f->found, f, err);
	for (uint32_t k = 1; k < f->n_words && f->found.n && !status; k++) {
		f->word = &f->words[k];
		status = narrow(f, err);
	}
	return status;
}

static void release(struct find *f)
{
	for (uint32_t k = 0; k < f->n_words; k++)
		free(f->words[k].keys);
	free(f->words);
	free(f->found.p);
	free(f->other.p);
}

ent_status ent_index_find(ent_index *index,
			  const ent_index_word *words,
			  uint32_t n,
			  bool in_a_row,
			  ent_index_text_fn fn,
			  void *data,
			  ent_error *err)
{
	struct find f = { .index = index, .in_a_row = in_a_row, .n_words = n };
	f.words = calloc(n + 1, sizeof(*f.words));
	if (!f.words)
		return ent_fail_memory(err);
	ent_status status = find_places(&f, words, err);
	for (size_t k = 0; k < f.found.n && !status; k++)
		if (!k || f.found.p[k].text != f.found.p[k - 1].text)
			status = fn(data, f.found.p[k].text, err);
	release(&f);
	return status;
}
