/* SPDX-License-Identifier: Apache-2.0 */
/* find_pairs.c - the pairs of a batch: by names, by what the memory knows, by what the
 * releases state, and for the other files by what they contain.
 *
 * Names are believed, and so is a pair that was stored before while its two files
 * are unchanged; similar contents are only evidence.  A pair with a confidence below
 * ENT_PAIR_SURE is logged as doubtful; below ENT_PAIR_EVEN no pair is made and the
 * two files are logged instead. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/file.h"
#include "entente/read.h"
#include "pairing/by_content.h"
#include "pairing/by_name.h"
#include "pairing/by_statement.h"
#include "pairing/find_pairs.h"
#include "pairing/folder.h"
#include "text/lang.h"

#define MAX_LIST ((uint64_t)256 << 20) /* bytes of a list of pairs */
#define ARENA_LIMIT ((size_t)1 << 30)  /* bytes for one document */

static ent_status read_list(ent_pairing *out,
			    const char *where,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_buf list = ENT_BUF_INIT;
	ent_status status = ent_file_read(&list, where, MAX_LIST, err);
	if (!status)
		status = ent_pair_list(out, ent_buf_str(&list), ent_str_of(where),
				       arena, err);
	ent_buf_release(&list);
	if (!status && out->n_pairs)
		qsort((void *)out->pairs, out->n_pairs, sizeof(*out->pairs),
		      ent_file_pair_compare);
	return status;
}

/* ---- files that names do not pair ---------------------------------------------- */

/* Files of which a counterpart is sought. */
struct leftovers {
	const ent_str *paths;
	bool *used;
	ent_head *heads;
	ent_bag *bags;
	uint32_t n;
	ent_file_pair *pairs; /* after those that were there before */
	uint32_t n_pairs;
};

static void add_pair(struct leftovers *left,
		     uint32_t source,
		     uint32_t target,
		     ent_pair_by by,
		     float confidence)
{
	left->used[source] = left->used[target] = true;
	left->pairs[left->n_pairs++] =
		(ent_file_pair){ left->paths[source], left->paths[target], by,
				 confidence };
}

static ent_status hash_file(uint64_t *out, ent_str path, ent_buf *bytes)
{
	ent_status status =
		ent_file_read(bytes, path.p, ENT_READ_OPTIONS_DEFAULT.max_size, NULL);
	*out = ent_str_hash(ent_buf_str(bytes));
	return status;
}

/* The index of a path among the sorted paths; UINT32_MAX when it is not there. */
static uint32_t index_of(const struct leftovers *left, ent_str path)
{
	const size_t k = ent_lower_bound(&path, left->paths, left->n,
					 sizeof(*left->paths), ent_str_item_cmp);
	return k < left->n && ent_str_eq(left->paths[k], path) ? (uint32_t)k
							       : UINT32_MAX;
}

struct known {
	struct leftovers *left;
	ent_buf bytes;
};

static ent_status add_known(void *data, const ent_known_pair *row, ent_error *err)
{
	struct known *known = data;
	struct leftovers *left = known->left;
	uint32_t a = index_of(left, row->source), b = index_of(left, row->target);
	uint64_t hash;
	(void)err;
	if (a == UINT32_MAX || b == UINT32_MAX || left->used[a] || left->used[b])
		return ENT_OK;
	if (hash_file(&hash, row->source, &known->bytes) || hash != row->source_hash ||
	    hash_file(&hash, row->target, &known->bytes) || hash != row->target_hash)
		return ENT_OK;
	add_pair(left, a, b, ENT_BY_MEMORY, 1);
	return ENT_OK;
}

/* Pairs of the memory whose files are both here and as they were. */
static ent_status pair_known(struct leftovers *left, ent_store *store, ent_error *err)
{
	struct known known = { left, ENT_BUF_INIT };
	ent_status status =
		ent_store_known_pairs(store, left->paths[0], left->paths[left->n - 1],
				      add_known, &known, err);
	ent_buf_release(&known.bytes);
	return status;
}

/* What files are read with. */
struct reading {
	ent_str from;
	const ent_lexicon *lexicon;
	const ent_progress *progress;
};

static ent_status read_one(struct leftovers *left,
			   uint32_t k,
			   const struct reading *reading,
			   ent_arena *scratch,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_document document;
	ent_error why;
	if (ent_read_document(&document, left->paths[k].p, NULL, scratch, &why)) {
		if (reading->progress && reading->progress->log)
			reading->progress->log(reading->progress->data, ENT_LOG_WARNING,
					       &why);
		return ENT_OK;
	}
	ent_status status = ent_bag_read(
		&left->bags[k], &document, reading->lexicon,
		!ent_lang_matches(document.lang, reading->from), arena, err);
	if (!status)
		status = ent_head_read(&left->heads[k], &document, left->paths[k],
				       arena, err);
	left->bags[k].lang = left->heads[k].lang;
	left->bags[k].date = left->heads[k].date;
	return status;
}

/* Reads heads and bags of the files; one that cannot be read has no language and so
 * pairs with nothing. */
static ent_status read_leftovers(struct leftovers *left,
				 ent_str langs[2],
				 const ent_lexicon *lexicon,
				 const ent_progress *progress,
				 ent_arena *arena,
				 ent_error *err)
{
	const struct reading reading = { langs[0], lexicon, progress };
	ent_status status = ENT_OK;
	ent_arena *scratch = ent_arena_new(ARENA_LIMIT);
	if (!scratch)
		return ent_fail_memory(err);
	for (uint32_t k = 0; !status && k < left->n; k++) {
		ent_arena_clear(scratch);
		left->heads[k].path = left->paths[k];
		if (!left->used[k])
			status = read_one(left, k, &reading, scratch, arena, err);
		if (progress && progress->step &&
		    progress->step(progress->data, "pairing", k + 1, left->n))
			status = ent_fail(err, ENT_ECANCELLED, "stopped");
	}
	ent_arena_free(scratch);
	return status;
}

static ent_status pair_stated(struct leftovers *left,
			      ent_str from,
			      ent_str to,
			      const ent_progress *progress,
			      ent_arena *arena,
			      ent_error *err)
{
	const ent_stated_pair *found;
	uint32_t n;
	ent_status status =
		ent_pair_stated(&found, &n, left->heads, left->n, from, to, arena, err);
	for (uint32_t k = 0; !status && k < n; k++) {
		ent_log(progress, ENT_LOG_INFO, left->paths[found[k].source], 0,
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
				ent_str from,
				ent_str to,
				const ent_progress *progress,
				ent_arena *arena,
				ent_error *err)
{
	const ent_content_pair *found;
	uint32_t n;
	ent_status status = ent_pair_contents(&found, &n, left->bags, left->n, from, to,
					      arena, err);
	for (uint32_t k = 0; !status && k < n; k++) {
		const bool paired = found[k].confidence >= ENT_PAIR_EVEN;
		ent_log(progress,
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

/* Only files that the memory does not know are read. */
static ent_status pair_leftovers(ent_pairing *out,
				 ent_str langs[2],
				 ent_store *store,
				 const ent_progress *progress,
				 ent_arena *arena,
				 ent_error *err)
{
	struct leftovers left = {
		.paths = out->unpaired,
		.used = ENT_NEW_ARRAY(arena, bool, out->n_unpaired),
		.heads = ENT_NEW_ARRAY(arena, ent_head, out->n_unpaired),
		.bags = ENT_NEW_ARRAY(arena, ent_bag, out->n_unpaired),
		.n = out->n_unpaired,
		.pairs = ENT_NEW_ARRAY(arena, ent_file_pair,
				       out->n_pairs + out->n_unpaired),
		.n_pairs = out->n_pairs,
	};
	ent_str *unpaired = ENT_NEW_ARRAY(arena, ent_str, out->n_unpaired);
	uint32_t n_unpaired = 0;
	if (!left.used || !left.heads || !left.bags || !left.pairs || !unpaired)
		return ent_fail_memory(err);
	if (out->n_pairs)
		memcpy(left.pairs, out->pairs, out->n_pairs * sizeof(*left.pairs));
	ent_lexicon *lexicon = NULL;
	ent_status status = store ? pair_known(&left, store, err) : ENT_OK;
	if (!status)
		status = ent_lexicon_open(&lexicon, NULL, langs[0], langs[1], err);
	if (!status)
		status = read_leftovers(&left, langs, lexicon, progress, arena, err);
	ent_lexicon_close(lexicon);
	if (!status)
		status = pair_stated(&left, langs[0], langs[1], progress, arena, err);
	if (!status)
		status = pair_contents(&left, langs[0], langs[1], progress, arena, err);
	if (status)
		return status;
	for (uint32_t k = 0; k < left.n; k++)
		if (!left.used[k])
			unpaired[n_unpaired++] = left.paths[k];
	qsort(left.pairs, left.n_pairs, sizeof(*left.pairs), ent_file_pair_compare);
	out->pairs = left.pairs;
	out->n_pairs = left.n_pairs;
	out->unpaired = unpaired;
	out->n_unpaired = n_unpaired;
	return ENT_OK;
}

static ent_status pair_folder(ent_pairing *out,
			      const char *folder,
			      ent_str langs[2],
			      const ent_progress *progress,
			      ent_arena *arena,
			      ent_error *err)
{
	ent_folder found;
	ent_status status = ent_folder_files(&found, folder, progress, arena, err);
	if (!status)
		status = ent_pair_names(out, found.paths, found.n, langs[0], langs[1],
					arena, err);
	if (!status)
		out->n_unreadable = found.n_unreadable;
	return status;
}

ent_status ent_find_pairs(ent_pairing *out,
			  const char *where,
			  ent_str from,
			  ent_str to,
			  ent_store *store,
			  const ent_progress *progress,
			  ent_arena *arena,
			  ent_error *err)
{
	ent_str langs[2] = { from, to };
	struct stat st;
	ent_pairing pairing = { .n_pairs = 0 };
	ent_status status;
	if (strcmp(where, "-") != 0 && !stat(where, &st) && S_ISDIR(st.st_mode))
		status = pair_folder(&pairing, where, langs, progress, arena, err);
	else
		status = read_list(&pairing, where, arena, err);
	if (!status && pairing.n_unpaired > 1)
		status = pair_leftovers(&pairing, langs, store, progress, arena, err);
	for (uint32_t k = 0; !status && k < pairing.n_unpaired; k++)
		ent_log(progress, ENT_LOG_WARNING, pairing.unpaired[k], 0,
			"no counterpart found");
	if (!status)
		*out = pairing;
	return status;
}
