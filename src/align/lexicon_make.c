/* SPDX-License-Identifier: Apache-2.0 */
/* lexicon_make.c - write the bytes of a lexicon (drawn in lexicon.c).
 *
 * Words are put in the order of (hash, form) and links in the order of their
 * words, so that equal contents give equal bytes.  Cost: O(n log n + m log m).
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "align/lexicon.h"
#include "align/lexicon_file.h"
#include "align/words.h"
#include "base/fail.h"
#include "text/lang.h"

/* A word of a side, and its place in what the caller gave. */
struct entry {
	uint32_t hash, old;
	ent_str form;
};

struct link {
	uint32_t word;
	uint16_t p;
};

struct maker {
	const ent_lexicon_side *sides;
	struct entry *entries[2]; /* in the new order */
	uint32_t *numbers[2];     /* new number of each old word */
	struct link *row;         /* [longest row] */
	struct ent_lexicon_header header;
};

static int compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return ent_str_cmp(x->form, y->form);
}

static int compare_links(const void *a, const void *b)
{
	const struct link *x = a, *y = b;
	return (x->word > y->word) - (x->word < y->word);
}

static uint16_t quantise_p(float p)
{
	return p >= 1  ? ENT_LEXICON_ONE
	       : p > 0 ? (uint16_t)lrintf(p * ENT_LEXICON_ONE)
		       : 0;
}

static uint16_t quantise_unigram(float p)
{
	float v = p > 0 ? -log2f(p) * ENT_LEXICON_OCTAVE : UINT16_MAX;
	return v <= 0 ? 0 : v >= UINT16_MAX ? UINT16_MAX : (uint16_t)lrintf(v);
}

static ent_status sort_words(struct maker *m, int k, ent_error *err)
{
	const ent_lexicon_side *side = &m->sides[k];
	const uint32_t n = side->links.n;
	uint64_t bytes = 0;
	struct entry *entries = calloc((size_t)n + 1, sizeof(*entries));
	uint32_t *numbers = calloc((size_t)n + 1, sizeof(*numbers));
	m->entries[k] = entries;
	m->numbers[k] = numbers;
	if (!entries || !numbers)
		return ent_fail_memory(err);
	for (uint32_t w = 0; w < n; w++) {
		entries[w] = (struct entry){ ent_word_hash(side->forms[w]), w,
					     side->forms[w] };
		bytes += side->forms[w].n;
	}
	if (bytes > UINT32_MAX / 2)
		return ent_fail(err, ENT_ELIMIT, "too many words for a lexicon");
	if (n)
		qsort(entries, n, sizeof(*entries), compare_entries);
	for (uint32_t w = 0; w < n; w++) {
		numbers[entries[w].old] = w;
		if (w && ent_str_eq(entries[w].form, entries[w - 1].form))
			return ent_fail(err, ENT_EINVAL, "a word is duplicated");
	}
	m->header.n_words[k] = n;
	m->header.n_bytes[k] = (uint32_t)bytes;
	return ENT_OK;
}

/* Space for the longest row; counts the links that stay. */
static ent_status count_links(struct maker *m, ent_error *err)
{
	uint32_t longest = 0;
	for (int k = 0; k < 2; k++) {
		const ent_table *t = &m->sides[k].links;
		for (uint32_t w = 0; w < t->n; w++)
			if (t->first[w + 1] - t->first[w] > longest)
				longest = t->first[w + 1] - t->first[w];
		for (uint32_t i = 0; i < t->first[t->n]; i++)
			m->header.n_links[k] += quantise_p(t->p[i]) > 0;
	}
	m->row = calloc((size_t)longest + 1, sizeof(*m->row));
	return m->row ? ENT_OK : ent_fail_memory(err);
}

/* The row of an old word in the new numbers, in order; how many. */
static uint32_t make_row(struct maker *m, int k, uint32_t old)
{
	const ent_table *t = &m->sides[k].links;
	uint32_t n = 0;
	for (uint32_t i = t->first[old]; i < t->first[old + 1]; i++) {
		uint16_t p = quantise_p(t->p[i]);
		if (p)
			m->row[n++] = (struct link){ m->numbers[!k][t->words[i]], p };
	}
	if (n)
		qsort(m->row, n, sizeof(*m->row), compare_links);
	return n;
}

static void put_side(char *file, struct maker *m, int k)
{
	const struct ent_lexicon_places at = ent_lexicon_places(&m->header, k);
	uint32_t *hashes = (uint32_t *)(file + at.hashes);
	uint32_t *offsets = (uint32_t *)(file + at.offsets);
	uint32_t *first = (uint32_t *)(file + at.first);
	uint32_t *links = (uint32_t *)(file + at.links);
	uint16_t *unigrams = (uint16_t *)(file + at.unigrams);
	uint16_t *p = (uint16_t *)(file + at.p);
	for (uint32_t w = 0; w < m->header.n_words[k]; w++) {
		const struct entry *e = &m->entries[k][w];
		const uint32_t n = make_row(m, k, e->old);
		hashes[w] = e->hash;
		unigrams[w] = quantise_unigram(m->sides[k].unigrams[e->old]);
		memcpy(file + at.bytes + offsets[w], e->form.p, e->form.n);
		offsets[w + 1] = offsets[w] + (uint32_t)e->form.n;
		first[w + 1] = first[w] + n;
		for (uint32_t i = 0; i < n; i++) {
			links[first[w] + i] = m->row[i].word;
			p[first[w] + i] = m->row[i].p;
		}
	}
}

static ent_status make_lexicon(ent_lexicon **out, struct maker *m, ent_error *err)
{
	ent_status status = sort_words(m, 0, err);
	if (!status)
		status = sort_words(m, 1, err);
	if (!status)
		status = count_links(m, err);
	if (status)
		return status;
	const uint64_t size = ent_lexicon_places(&m->header, 1).end;
	char *file = size < SIZE_MAX / 2 ? calloc(1, size) : NULL;
	if (!file)
		return ent_fail_memory(err);
	for (int k = 0; k < 2; k++)
		put_side(file, m, k);
	memcpy(file, &m->header, sizeof(m->header));
	m->header.checksum = ent_lexicon_checksum((ent_str){ file, size });
	memcpy(file, &m->header, sizeof(m->header));
	status = ent_lexicon_own(out, file, size, err);
	if (status)
		free(file);
	return status;
}

ent_status ent_lexicon_make(ent_lexicon **out,
			    ent_str from,
			    ent_str to,
			    const ent_lexicon_side sides[2],
			    ent_error *err)
{
	struct maker m = { .sides = sides };
	const ent_str langs[2] = { from, to };
	ent_status status = ENT_OK;
	memcpy(m.header.magic, ENT_LEXICON_MAGIC, 8);
	m.header.version = ENT_LEXICON_VERSION;
	for (int k = 0; k < 2 && !status; k++)
		status = ent_lang_read_base(m.header.lang[k], ENT_LEXICON_LANG,
					    langs[k], err);
	if (!status)
		status = make_lexicon(out, &m, err);
	for (int k = 0; k < 2; k++) {
		free(m.entries[k]);
		free(m.numbers[k]);
	}
	free(m.row);
	return status;
}
