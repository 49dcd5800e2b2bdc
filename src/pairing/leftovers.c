/* SPDX-License-Identifier: Apache-2.0 */
/* leftovers.c - pairs of the files that names do not pair: what the memory knows, what
 * the releases state, and for the others what they contain.
 *
 * A pair that was stored before counts while its two files are unchanged; similar
 * contents are only evidence.  A pair with a confidence below ENT_PAIR_SURE is logged
 * as doubtful; below ENT_PAIR_EVEN no pair is made and the two files are logged
 * instead.
 *
 * Files for which nothing was found are not read again until one of them changes or
 * another file is added: the memory keeps their names and hashes of their contents.
 * Cost: reading and hashing each file; otherwise what by_content.c takes. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/file.h"
#include "entente/read.h"
#include "entente/version.h"
#include "pairing/by_content.h"
#include "pairing/by_statement.h"
#include "pairing/leftovers.h"
#include "text/lang.h"

/* A file of which a counterpart is sought, for sorting by name. */
struct named {
	ent_str name;
	uint32_t index;
};

struct leftovers {
	const ent_str *paths, *names;
	struct named *by_name; /* [n] */
	uint64_t *hashes;      /* of contents; 0 for a file that cannot be read */
	bool *used;
	ent_head *heads;
	ent_bag *bags;
	uint32_t n;
	ent_file_pair *pairs; /* after those that were there before */
	uint32_t n_pairs;
	const ent_pair_search *search;
	const ent_lexicon *lexicon;
};

static void add_pair(struct leftovers *left,
		     uint32_t source,
		     uint32_t target,
		     ent_pair_by by,
		     float confidence)
{
	left->used[source] = left->used[target] = true;
	left->pairs[left->n_pairs++] =
		(ent_file_pair){ .source = left->paths[source],
				 .target = left->paths[target],
				 .source_name = left->names[source],
				 .target_name = left->names[target],
				 .by = by,
				 .confidence = confidence };
}

/* ---- what the memory knows ------------------------------------------------------- */

static int compare_named(const void *a, const void *b)
{
	return ent_str_cmp(((const struct named *)a)->name,
			   ((const struct named *)b)->name);
}

static ent_status hash_files(struct leftovers *left, ent_error *err)
{
	ent_buf bytes = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; !status && k < left->n; k++) {
		left->by_name[k] = (struct named){ left->names[k], k };
		left->hashes[k] = 0;
		if (!ent_file_read(&bytes, left->paths[k].p,
				   ENT_READ_OPTIONS_DEFAULT.max_size, NULL))
			left->hashes[k] = ent_str_hash(ent_buf_str(&bytes));
		if (bytes.failed)
			status = ent_fail_memory(err);
	}
	ent_buf_release(&bytes);
	qsort(left->by_name, left->n, sizeof(*left->by_name), compare_named);
	return status;
}

/* The index of the file with this name and these contents; UINT32_MAX for none. */
static uint32_t find_file(const struct leftovers *left, ent_str name, uint64_t hash)
{
	const struct named key = { name, 0 };
	const struct named *found =
		bsearch(&key, left->by_name, left->n, sizeof(key), compare_named);
	return found && left->hashes[found->index] == hash ? found->index : UINT32_MAX;
}

/* Pairs of the memory whose files are both here and as they were. */
static void pair_known(struct leftovers *left)
{
	const ent_known_pairs *known = left->search->known;
	for (uint32_t k = 0; known && k < known->n; k++) {
		const ent_pair_row *row = &known->rows[k];
		const uint32_t a = find_file(left, row->source, row->source_hash);
		const uint32_t b = find_file(left, row->target, row->target_hash);
		if (a != UINT32_MAX && b != UINT32_MAX && !left->used[a] &&
		    !left->used[b])
			add_pair(left, a, b, ENT_BY_MEMORY, 1);
	}
}

/* What is kept of a file that found no counterpart: another program may find one. */
static uint64_t mark_of(uint64_t hash)
{
	return hash ^ ent_str_hash(ent_str_of(ENT_VERSION));
}

/* Whether all files without a pair were looked at before, as they are. */
static ent_status are_known(bool *out, const struct leftovers *left, ent_error *err)
{
	const ent_pair_search *s = left->search;
	ent_status status = ENT_OK;
	*out = s->store != NULL;
	for (uint32_t k = 0; !status && *out && k < left->n; k++)
		if (!left->used[k])
			status = ent_store_unpaired_known(
				out, s->store, s->langs[0], s->langs[1], left->names[k],
				mark_of(left->hashes[k]), err);
	return status;
}

/* ---- what the releases state and contain ----------------------------------------- */

static ent_status read_file(struct leftovers *left,
			    uint32_t k,
			    ent_buf *bytes,
			    ent_arena *scratch,
			    ent_arena *arena,
			    ent_error *err)
{
	const ent_progress *progress = left->search->progress;
	ent_document document;
	ent_error why;
	if (ent_read_document(&document, left->paths[k].p, NULL, scratch, &why)) {
		if (progress && progress->log)
			progress->log(progress->data, ENT_LOG_WARNING, &why);
		return ENT_OK;
	}
	if (ent_file_read(bytes, left->paths[k].p, ENT_READ_OPTIONS_DEFAULT.max_size,
			  NULL))
		ent_buf_clear(bytes);
	ent_status status = ent_bag_read(
		&left->bags[k], &document, ent_buf_str(bytes), left->lexicon,
		!ent_lang_matches(document.lang, left->search->langs[0]), arena, err);
	if (!status)
		status = ent_head_read(&left->heads[k], &document, left->paths[k],
				       arena, err);
	left->bags[k].lang = left->heads[k].lang;
	left->bags[k].date = left->heads[k].date;
	return status;
}

/* Reads heads and bags of the files; one that cannot be read has no language and so
 * pairs with nothing. */
static ent_status read_files(struct leftovers *left, ent_arena *arena, ent_error *err)
{
	const ent_progress *progress = left->search->progress;
	ent_status status = ENT_OK;
	ent_buf bytes = ENT_BUF_INIT;
	ent_arena *scratch = ent_arena_new(0);
	if (!scratch)
		return ent_fail_memory(err);
	for (uint32_t k = 0; !status && k < left->n; k++) {
		ent_arena_clear(scratch);
		left->heads[k].path = left->paths[k];
		if (!left->used[k])
			status = read_file(left, k, &bytes, scratch, arena, err);
		if (!status)
			status = ent_step(progress, "pairing", k + 1, left->n, err);
	}
	ent_buf_release(&bytes);
	ent_arena_free(scratch);
	return status;
}

static ent_status pair_stated(struct leftovers *left, ent_arena *arena, ent_error *err)
{
	const ent_pair_search *s = left->search;
	const ent_stated_pair *found;
	uint32_t n;
	ent_status status = ent_pair_stated(&found, &n, left->heads, left->n,
					    s->langs[0], s->langs[1], arena, err);
	for (uint32_t k = 0; !status && k < n; k++) {
		ent_log(s->progress, ENT_LOG_INFO, left->paths[found[k].source], 0,
			"paired with %s by %s", left->paths[found[k].target].p,
			ent_pair_by_name(found[k].by));
		add_pair(left, found[k].source, found[k].target, found[k].by,
			 found[k].confidence);
		left->bags[found[k].source].lang = ENT_STR("");
		left->bags[found[k].target].lang = ENT_STR("");
	}
	return status;
}

static ent_status pair_contents(struct leftovers *left,
				ent_arena *arena,
				ent_error *err)
{
	const ent_pair_search *s = left->search;
	const ent_content_pair *found;
	uint32_t n;
	ent_status status = ent_pair_contents(&found, &n, left->bags, left->n,
					      s->langs[0], s->langs[1], arena, err);
	for (uint32_t k = 0; !status && k < n; k++) {
		const bool paired = found[k].confidence >= ENT_PAIR_EVEN;
		ent_log(s->progress,
			found[k].confidence < ENT_PAIR_SURE ? ENT_LOG_WARNING
							    : ENT_LOG_INFO,
			left->paths[found[k].source], 0,
			"%s %s by content, confidence %.2f",
			paired ? "paired with" : "left alone, nearest is",
			left->paths[found[k].target].p, (double)found[k].confidence);
		if (paired)
			add_pair(left, found[k].source, found[k].target, ENT_BY_CONTENT,
				 found[k].confidence);
	}
	return status;
}

static ent_status read_and_pair(struct leftovers *left,
				ent_arena *arena,
				ent_error *err)
{
	ent_lexicon *lexicon = NULL;
	ent_status status = ent_lexicon_open(&lexicon, NULL, left->search->langs[0],
					     left->search->langs[1], err);
	left->lexicon = lexicon;
	if (!status)
		status = read_files(left, arena, err);
	ent_lexicon_close(lexicon);
	left->lexicon = NULL;
	if (!status)
		status = pair_stated(left, arena, err);
	return status ? status : pair_contents(left, arena, err);
}

/* ---- the whole ------------------------------------------------------------------- */

static ent_status init(struct leftovers *left,
		       const ent_pairing *pairing,
		       const ent_pair_search *search,
		       ent_arena *arena,
		       ent_error *err)
{
	const uint32_t n = pairing->n_unpaired;
	*left = (struct leftovers){
		.paths = pairing->unpaired,
		.names = pairing->unpaired_names,
		.by_name = ENT_NEW_ARRAY(arena, struct named, n),
		.hashes = ENT_NEW_ARRAY(arena, uint64_t, n),
		.used = ENT_NEW_ARRAY(arena, bool, n),
		.heads = ENT_NEW_ARRAY(arena, ent_head, n),
		.bags = ENT_NEW_ARRAY(arena, ent_bag, n),
		.n = n,
		.pairs = ENT_NEW_ARRAY(arena, ent_file_pair, pairing->n_pairs + n),
		.n_pairs = pairing->n_pairs,
		.search = search,
	};
	if (!left->by_name || !left->hashes || !left->used || !left->heads ||
	    !left->bags || !left->pairs)
		return ent_fail_memory(err);
	if (pairing->n_pairs)
		memcpy(left->pairs, pairing->pairs,
		       pairing->n_pairs * sizeof(*left->pairs));
	return ENT_OK;
}

/* *looked: the files were read, so that the memory may keep which are left. */
static ent_status finish(ent_pairing *pairing,
			 struct leftovers *left,
			 bool looked,
			 ent_arena *arena,
			 ent_error *err)
{
	ent_str *paths = ENT_NEW_ARRAY(arena, ent_str, left->n);
	ent_str *names = ENT_NEW_ARRAY(arena, ent_str, left->n);
	uint64_t *marks = ENT_NEW_ARRAY(arena, uint64_t, left->n);
	uint32_t n = 0;
	if (!paths || !names || !marks)
		return ent_fail_memory(err);
	for (uint32_t k = 0; k < left->n; k++) {
		if (left->used[k])
			continue;
		paths[n] = left->paths[k];
		names[n] = left->names[k];
		marks[n++] = mark_of(left->hashes[k]);
	}
	qsort(left->pairs, left->n_pairs, sizeof(*left->pairs), ent_file_pair_compare);
	pairing->pairs = left->pairs;
	pairing->n_pairs = left->n_pairs;
	pairing->unpaired = paths;
	pairing->unpaired_names = names;
	pairing->unpaired_marks = looked ? marks : NULL;
	pairing->n_unpaired = n;
	return ENT_OK;
}

ent_status ent_pair_leftovers(ent_pairing *pairing,
			      const ent_pair_search *search,
			      ent_arena *arena,
			      ent_error *err)
{
	struct leftovers left;
	bool known = false;
	ent_status status = init(&left, pairing, search, arena, err);
	if (!status)
		status = hash_files(&left, err);
	if (!status) {
		pair_known(&left);
		status = are_known(&known, &left, err);
	}
	if (!status && !known)
		status = read_and_pair(&left, arena, err);
	return status ? status : finish(pairing, &left, !known, arena, err);
}
