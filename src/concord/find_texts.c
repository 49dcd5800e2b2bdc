/* SPDX-License-Identifier: Apache-2.0 */
/* find_texts.c - the texts that a pattern occurs in, by the index.
 *
 * The index finds rows of words, with hyphens between them or none (index/find.c).  A
 * phrase is as many rows as there are ways to write it: each number of four digits or
 * more in each way that occurs.  Most phrases are one row.  A word with other forms is
 * one word to the index: all that begin as they do and pass ent_pattern_accepts().
 * Recent texts, which are in no list, are looked at; so are those of which the index
 * cannot be sure.
 */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "concord/concord_parts.h"
#include "index/postings.h"

/* More ways than that are not tried; numbers, and words with irregular forms, after the
 * third are as they are given. */
enum { ROWS_MAX = 512, NUMBERS_MAX = 3 };

/* Letters that all forms of a word must begin with to be looked for. */
enum { START_MIN = 2 };

ent_status ent_ids_add(void *data, uint64_t id, ent_error *err)
{
	ent_ids *ids = data;
	if (!ENT_GROW(ids->p, ids->capacity, ids->n + 1))
		return ent_fail_memory(err);
	ids->p[ids->n++] = id;
	return ENT_OK;
}

static bool are_ascending(const ent_ids *ids)
{
	for (size_t k = 1; k < ids->n; k++)
		if (ids->p[k - 1] >= ids->p[k])
			return false;
	return true;
}

void ent_ids_sort(ent_ids *ids)
{
	size_t kept = 0;
	if (are_ascending(ids)) /* as one list of the index has them */
		return;
	uint64_t *scratch = malloc(ids->n * sizeof(*scratch));
	if (scratch)
		ent_postings_sort(ids->p, scratch, ids->n);
	else
		qsort(ids->p, ids->n, sizeof(*ids->p), ent_u64_item_cmp);
	free(scratch);
	for (size_t k = 0; k < ids->n; k++)
		if (!kept || ids->p[k] != ids->p[kept - 1])
			ids->p[kept++] = ids->p[k];
	ids->n = kept;
}

bool ent_ids_have(const ent_ids *ids, uint64_t id)
{
	return ids->n && bsearch(&id, ids->p, ids->n, sizeof(id), ent_u64_item_cmp);
}

/* ---- looking at texts ------------------------------------------------------------ */

struct find {
	const ent_pattern *pattern;
	ent_memory *memory;
	ent_index_text_fn fn;
	void *data;
	ent_arena *scratch; /* cleared for each text that is looked at */
	ent_arena *arena;   /* rows */
	/* rows: for each word whether a hyphen may precede it, which ways it has */
	bool *hyphens;
	bool (*ways)[ENT_WORD_WAYS];
	uint32_t *way; /* chosen */
	ent_index_word *row;
	uint32_t tried;
};

/* Reports a text if the pattern occurs in it. */
static ent_status look_at(void *data, const ent_text_row *row, ent_error *err)
{
	struct find *f = data;
	const ent_span *spans;
	uint32_t n;
	ent_arena_clear(f->scratch);
	ent_status status =
		ent_pattern_mark(&spans, &n, f->pattern, row->text, f->scratch, err);
	return status || !n ? status : f->fn(f->data, row->id, err);
}

static ent_status look_at_id(void *data, uint64_t id, ent_error *err)
{
	struct find *f = data;
	ent_text_row row = { .id = id };
	ent_status status =
		ent_store_text_get(&row.text, NULL, f->memory->store, id, err);
	return status ? status : look_at(f, &row, err);
}

/* ---- rows ------------------------------------------------------------------------ */

/* What all forms of a word begin with. */
static size_t common_start(const ent_pattern_word *w)
{
	size_t shared = w->bare.n;
	const char last = w->bare.p[w->bare.n - 1];
	shared -= last == 's' || last == 'x'; /* of a plural */
	if (shared > 3 && !memcmp(w->bare.p + shared - 3, "ere", 3))
		shared--; /* "premiere" */
	for (uint32_t k = 0; k < w->pattern->rules->n; k++) {
		const ent_str stem = w->stems[k];
		const size_t ending =
			ent_inflection_ending(w->pattern->rules->list[k].kind, w->bare);
		if (w->bare.n - ending < shared)
			shared = w->bare.n - ending;
		size_t n = 0;
		while (n < shared && n < stem.n && stem.p[n] == w->bare.p[n])
			n++;
		if (n > START_MIN && stem.p[n - 1] == 'i') /* "secretari" */
			n--;
		shared = n;
	}
	return shared;
}

/* Adds one word; returns how many words of the index it is. */
static uint32_t add_word(struct find *f, ent_index_word *to, uint32_t k)
{
	ent_pattern_word *w = &f->pattern->words[k];
	if (w->digits.n)
		return ent_number_words(to, w->digits, f->way[k], f->arena);
	if (f->way[k]) {
		const ent_pattern_forms *group = &w->irregular[f->way[k] - 1];
		*to = (ent_index_word){ .form = group->start,
					.prefix = group->n > 1,
					.accepts = ent_pattern_is_irregular,
					.data = (void *)group };
		return 1;
	}
	*to = (ent_index_word){ .form = w->bare, .prefix = w->prefix, .any = w->any };
	const size_t start = w->stems ? common_start(w) : 0;
	if (start >= START_MIN) {
		to->form.n = start;
		to->prefix = true;
		to->accepts = ent_pattern_accepts;
		to->data = w;
	}
	return 1;
}

/* The words [from, to) as they are chosen. */
static uint32_t write_row(struct find *f, uint32_t from, uint32_t to)
{
	const ent_pattern *p = f->pattern;
	uint32_t n = 0;
	for (uint32_t k = from; k < to; k++) {
		if (k > from && !p->loose && !p->exact && p->words[k].hyphen)
			f->row[n++] = (ent_index_word){ .form = ENT_STR("-") };
		const uint32_t first = n;
		n += add_word(f, &f->row[n], k);
		f->row[first].hyphen = f->hyphens[k];
	}
	return n;
}

static ent_status stop_at_first(void *data, uint64_t id, ent_error *err)
{
	bool *any = data;
	(void)id;
	(void)err;
	*any = true;
	return ENT_ECANCELLED;
}

static ent_status exists(bool *any, struct find *f, uint32_t n, ent_error *err)
{
	*any = false;
	ent_status status = ent_index_find(f->memory->index, f->row, n, true,
					   stop_at_first, NULL, any, err);
	return status == ENT_ECANCELLED ? ENT_OK : status;
}

/* Before which words a hyphen may be. */
static void find_hyphens(struct find *f)
{
	const ent_pattern *p = f->pattern;
	for (uint32_t k = 1; k < p->n && p->loose && p->in_a_row; k++)
		f->hyphens[k] = ent_pattern_allows_hyphen(p, k, f->hyphens[k - 1]);
}

static uint32_t count_ways(const ent_pattern_word *w)
{
	return w->digits.n ? ENT_NUMBER_WAYS : 1 + w->n_irregular;
}

/* How some text writes the numbers, and which irregular forms it has. */
static ent_status find_ways(struct find *f, ent_error *err)
{
	const ent_pattern *p = f->pattern;
	ent_status status = ENT_OK;
	uint32_t numbers = 0;
	for (uint32_t k = 0; k < p->n && !status; k++) {
		const uint32_t all = count_ways(&p->words[k]);
		if (all == 1)
			continue;
		const uint32_t ways = numbers++ < NUMBERS_MAX ? all : 1;
		for (f->way[k] = 0; f->way[k] < ways && !status; f->way[k]++) {
			const uint32_t n = write_row(f, k, k + 1);
			if (n)
				status = exists(&f->ways[k][f->way[k]], f, n, err);
		}
		f->way[k] = 0;
	}
	return status;
}

static ent_status give_id(void *data, uint64_t id, ent_error *err)
{
	struct find *f = data;
	return f->fn(f->data, id, err);
}

static ent_status find_row(struct find *f, ent_error *err)
{
	const ent_pattern *p = f->pattern;
	bool sure = p->by_index;
	f->tried++;
	for (uint32_t k = 0; k < p->n && sure; k++)
		sure = !p->words[k].digits.n || !ent_number_is_split(f->way[k]);
	const uint32_t n = write_row(f, 0, p->n);
	return ent_index_find(f->memory->index, f->row, n, p->in_a_row,
			      sure ? give_id : look_at_id, look_at_id, f, err);
}

/* Each choice for word k and those that follow. */
static ent_status find_from(struct find *f, uint32_t k, ent_error *err)
{
	const ent_pattern *p = f->pattern;
	if (f->tried >= ROWS_MAX)
		return ENT_OK;
	if (k == p->n)
		return find_row(f, err);
	ent_status status = ENT_OK;
	const uint32_t ways = count_ways(&p->words[k]);
	for (uint32_t way = 0; way < ways && !status; way++) {
		if (ways > 1 && !f->ways[k][way])
			continue;
		f->way[k] = way;
		status = find_from(f, k + 1, err);
	}
	f->way[k] = 0;
	return status;
}

static ent_status find_rows(struct find *f, ent_error *err)
{
	const uint32_t n = f->pattern->n;
	f->arena = ent_arena_new(0);
	if (!f->arena)
		return ent_fail_memory(err);
	f->hyphens = ENT_NEW_ARRAY(f->arena, bool, n);
	f->way = ENT_NEW_ARRAY(f->arena, uint32_t, n);
	f->ways = ent_arena_alloc(f->arena, n, sizeof(*f->ways));
	f->row = ENT_NEW_ARRAY(f->arena, ent_index_word,
			       (size_t)n * (ENT_NUMBER_WORDS + 1));
	ent_status status = f->hyphens && f->way && f->ways && f->row
				    ? ENT_OK
				    : ent_fail_memory(err);
	if (!status) {
		find_hyphens(f);
		status = find_ways(f, err);
	}
	if (!status)
		status = find_from(f, 0, err);
	if (!status && *f->pattern->failed)
		status = ent_fail_memory(err);
	ent_arena_free(f->arena);
	return status;
}

ent_status ent_pattern_find(const ent_pattern *p,
			    ent_memory *memory,
			    ent_index_text_fn fn,
			    void *data,
			    ent_arena *scratch,
			    ent_error *err)
{
	struct find f = { .pattern = p,
			  .memory = memory,
			  .fn = fn,
			  .data = data,
			  .scratch = scratch };
	ent_status status = find_rows(&f, err);
	return status ? status : ent_store_recent_each(memory->store, look_at, &f, err);
}
