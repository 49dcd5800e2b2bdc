/* SPDX-License-Identifier: Apache-2.0 */
/* search.c - drive the sieve: which lists to read, and their rows. */
#include "base/array.h"
#include "base/fail.h"
#include "index/parts.h"
#include "index/probe.h"

/* The lists of the query, one for each key that the memory knows. */
struct lists {
	ent_sieve_list *all;
	uint32_t n, last_text;
};

static ent_status find_lists(struct lists *out,
			     ent_index *index,
			     uint32_t language,
			     ent_query_sizes *sizes,
			     ent_arena *arena,
			     ent_error *err)
{
	uint32_t n = 0;
	uint64_t last = 0;
	ent_key_row of_all;
	ent_sieve_list *lists = ENT_NEW_ARRAY(arena, ent_sieve_list, sizes->n_terms);
	ent_status status = lists ? ENT_OK : ent_fail_memory(err);
	if (!status)
		status = ent_store_text_last(&last, index->store, err);
	if (!status)
		status = ent_keys_find(&of_all, &index->keys, index->store, language,
				       ENT_KEY_OF_ALL, false, err);
	const uint32_t least = status ? 0
			       : index->keeps_all
				       ? of_all.frequency / 8
				       : ent_frequent_least(of_all.frequency);
	out->last_text = (uint32_t)last;
	for (uint32_t k = 0; k < sizes->n_terms && !status; k++) {
		const ent_query_term *term = &sizes->terms[k];
		ent_key_row row;
		if (!term->key.n) {
			sizes->free += term->credit; /* such a token is in no list */
			continue;
		}
		status = ent_keys_find(&row, &index->keys, index->store, language,
				       term->key, false, err);
		if (status || !row.id)
			continue;
		lists[n] = (ent_sieve_list){ .key = row.id,
					     .frequency = row.frequency,
					     .credit = term->credit };
		if (row.frequency >= least)
			status = ent_frequent_find(&lists[n].bit, &index->frequent,
						   index->store, &row, term->key,
						   of_all.id, out->last_text, err);
		n++;
	}
	out->all = lists;
	out->n = n;
	return status;
}

static bool take_row(void *data, const ent_posting_row *row)
{
	ent_sieve_take(data, row->id, row->bytes);
	return true;
}

static bool take_all_row(void *data, const ent_posting_row *row)
{
	ent_sieve_take_all(data, row->id, row->bytes);
	return true;
}

static ent_status read_all(ent_index *index, uint32_t language, ent_error *err)
{
	ent_sieve *sieve = &index->sieve;
	ent_key_row row;
	ent_status status = ent_keys_find(&row, &index->keys, index->store, language,
					  ENT_KEY_OF_ALL, false, err);
	if (status || !row.id)
		return status;
	return ent_store_postings(index->store, ent_row_number(row.id, sieve->low, 0),
				  ent_row_number(row.id, sieve->high, ENT_TEXT_MAX),
				  false, take_all_row, sieve, err);
}

static bool take_one_row(void *data, const ent_posting_row *row)
{
	ent_sieve_take(data, row->id, row->bytes);
	return false;
}

static ent_status seek_rows(ent_index *index,
			    const ent_sieve_list *list,
			    uint32_t from,
			    uint32_t to,
			    ent_error *err)
{
	uint64_t place;
	ent_status status = ENT_OK;
	while (!status && ent_sieve_place(&place, &index->sieve)) {
		uint32_t bucket = ent_row_bucket(place), text = ent_row_first(place);
		if (bucket > to)
			break;
		if (bucket < from) {
			ent_sieve_pass(&index->sieve, place);
			continue;
		}
		status = ent_store_postings(index->store,
					    ent_row_number(list->key, bucket, 0),
					    ent_row_number(list->key, bucket, text),
					    true, take_one_row, &index->sieve, err);
		ent_sieve_pass(&index->sieve, place);
	}
	return status;
}

static ent_status read_rows(ent_index *index,
			    const ent_sieve_list *list,
			    uint32_t from,
			    uint32_t to,
			    ent_error *err)
{
	return ent_sieve_seeks(&index->sieve, list)
		       ? seek_rows(index, list, from, to, err)
		       : ent_store_postings(index->store,
					    ent_row_number(list->key, from, 0),
					    ent_row_number(list->key, to, ENT_TEXT_MAX),
					    false, take_row, &index->sieve, err);
}

static bool take_kept(ent_index *index, const ent_sieve_list *list, uint32_t bucket)
{
	ent_unpacked_list kept;
	ent_sieve *sieve = &index->sieve;
	if (!ent_unpacked_find(&kept, index->unpacked, &sieve->known_of, list->key,
			       bucket))
		return false;
	ent_sieve_take_places(sieve, bucket, &kept);
	return true;
}

static bool is_kept(const ent_index *index, const ent_sieve_list *list, uint32_t bucket)
{
	ent_unpacked_list kept;
	return ent_unpacked_find(&kept, index->unpacked, &index->sieve.known_of,
				 list->key, bucket);
}

/* Keeps the texts of some buckets, and takes them. */
static ent_status keep_rows(ent_index *index,
			    const ent_sieve_list *list,
			    uint32_t from,
			    uint32_t to,
			    ent_error *err)
{
	ent_sieve *sieve = &index->sieve;
	if (ent_sieve_seeks(sieve, list))
		return read_rows(index, list, from, to, err);
	ent_status status =
		ent_unpacked_read(index->unpacked, index->store, &sieve->known_of,
				  list->key, from, to, sieve->last_text, err);
	for (uint32_t b = from; b <= to && !status; b++)
		if (!take_kept(index, list, b)) /* damaged, or there is no space */
			status = read_rows(index, list, b, b, err);
	return status;
}

/* Takes the lists of a key that was asked for before from what is kept. */
static ent_status read_kept(ent_index *index,
			    const ent_sieve_list *list,
			    ent_error *err)
{
	const ent_sieve *sieve = &index->sieve;
	const uint32_t to = sieve->to;
	ent_status status = ENT_OK;
	for (uint32_t b = sieve->from; b <= to && !status; b++) {
		uint32_t end = b;
		if (!ent_sieve_needs(sieve, b) || take_kept(index, list, b))
			continue;
		while (end < to && ent_sieve_needs(sieve, end + 1) &&
		       !is_kept(index, list, end + 1))
			end++;
		status = keep_rows(index, list, b, end, err);
		b = end;
	}
	return status;
}

static ent_status read_list(ent_index *index,
			    const ent_sieve_list *list,
			    ent_error *err)
{
	const ent_sieve *sieve = &index->sieve;
	return list->again ? read_kept(index, list, err)
			   : read_rows(index, list, sieve->from, sieve->to, err);
}

/* Which lists were asked for before: those of words that have no bit. */
static void ask_for_lists(ent_index *index, struct lists *lists, uint32_t weight)
{
	const ent_sieve *sieve = &index->sieve;
	const uint32_t bucket = ent_bucket_of(weight);
	for (uint32_t k = 0; sieve->bits && k < lists->n; k++) {
		ent_sieve_list *list = &lists->all[k];
		list->again =
			!list->bit && ent_unpacked_ask(&index->unpacked, list->key);
		list->kept = list->again && is_kept(index, list, bucket);
	}
}

/* Measures promising texts, which may raise the floor. */
static ent_status measure_hot(ent_sieve *sieve, const ent_probe *probe, ent_error *err)
{
	ent_candidate hot[ENT_PROBED_MAX];
	ent_measure floor;
	size_t n = ent_sieve_probe(hot, sieve, probe->wanted);
	ent_status status = probe->fn(&floor, probe->data, hot, n, err);
	if (!status)
		ent_sieve_raise(sieve, &floor);
	return status;
}

static ent_status read_lists(ent_index *index, const ent_probe *probe, ent_error *err)
{
	ent_sieve *sieve = &index->sieve;
	const ent_sieve_list *list;
	ent_status status = ENT_OK;
	while (!status && (list = ent_sieve_next(sieve))) {
		if (ent_sieve_probes(sieve, list, probe->wanted)) {
			status = measure_hot(sieve, probe, err);
			if (status || !(list = ent_sieve_next(sieve)))
				break;
		}
		status = read_list(index, list, err);
		ent_sieve_done(sieve);
	}
	return status;
}

struct recent {
	const ent_sieve *sieve;
	uint32_t language;
	ent_candidate all[ENT_RECENT_MAX];
	size_t n;
};

/* A recent text is in no list: whatever its length allows is a candidate that may be
 * as good as any. */
static ent_status take_recent(void *data, const ent_text_row *row, ent_error *err)
{
	struct recent *r = data;
	uint32_t bucket = ent_bucket_of((uint32_t)row->weight);
	(void)err;
	if (row->language == r->language && bucket >= r->sieve->low &&
	    bucket <= r->sieve->high && r->n < ENT_RECENT_MAX)
		r->all[r->n++] = (ent_candidate){ (uint32_t)row->id, UINT32_MAX, 1 };
	return ENT_OK;
}

static ent_status measure_recent(ent_index *index,
				 uint32_t language,
				 const ent_probe *probe,
				 ent_error *err)
{
	ent_measure floor;
	struct recent recent = { .sieve = &index->sieve, .language = language };
	ent_status status =
		ent_store_recent_each(index->store, take_recent, &recent, err);
	return status || !recent.n
		       ? status
		       : probe->fn(&floor, probe->data, recent.all, recent.n, err);
}

ent_status ent_index_search(ent_candidate **out,
			    size_t *count,
			    ent_index *index,
			    uint32_t language,
			    ent_query *query,
			    const ent_probe *probe,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_query_sizes sizes;
	struct lists lists;
	ent_sieve *sieve = &index->sieve;
	ent_measure floor;
	ent_status status = ent_index_refresh(index, err);
	if (!status)
		status = probe->fn(&floor, probe->data, NULL, 0, err);
	if (!status)
		status = ent_query_terms(&sizes, query, arena, err);
	if (!status)
		status = find_lists(&lists, index, language, &sizes, arena, err);
	const ent_known known = ent_frequent_known(index->frequent, language);
	if (!status && !ent_sieve_start(sieve, &sizes, &floor, lists.all, lists.n,
					&known, lists.last_text))
		status = ent_fail_memory(err);
	if (!status)
		ask_for_lists(index, &lists, sizes.weight);
	if (!status)
		status = measure_recent(index, language, probe, err);
	if (!status && ent_sieve_needs_all(sieve))
		status = read_all(index, language, err);
	if (!status)
		status = read_lists(index, probe, err);
	if (!status && sieve->failed) {
		ent_sieve_release(sieve);
		status = ent_fail_memory(err);
	}
	if (status)
		return status;
	if (!ENT_GROW(index->candidates, index->candidates_capacity,
		      ent_sieve_count(sieve) + 1))
		return ent_fail_memory(err);
	*count = ent_sieve_candidates(index->candidates, sieve);
	*out = index->candidates;
	return ENT_OK;
}
