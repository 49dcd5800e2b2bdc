/* SPDX-License-Identifier: Apache-2.0 */
/* find_pairs.c - the pairs of a batch: what names say, what the memory knows, what
 * the releases state, and for the rest what stands in them.
 *
 * A name that says it is believed, and so is a pair that was stored before while
 * its two files stay what they were; a similar content is only evidence.  Pairs of
 * which we are less sure than SURE are announced as doubtful, and below EVEN none
 * is made: a person is told of the two files instead. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/array.h"
#include "base/fail.h"
#include "base/file.h"
#include "entente/read.h"
#include "pairing/by_content.h"
#include "pairing/by_statement.h"
#include "pairing/find_pairs.h"
#include "text/lang.h"

#define MAX_LIST ((uint64_t)256 << 20) /* bytes of a list of pairs */
#define ARENA_LIMIT ((size_t)1 << 30)  /* bytes for one document */
#define SURE .9f /* of such pairs nine in ten are right, or more */
#define EVEN .5f /* as likely wrong as right */

static int compare_pairs(const void *a, const void *b)
{
	const ent_file_pair *x = a, *y = b;
	int order = ent_str_cmp(x->source, y->source);
	return order ? order : ent_str_cmp(x->target, y->target);
}

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
		      compare_pairs);
	return status;
}

/* ---- files that names leave over -------------------------------------------- */

/* Files of which a counterpart is sought. */
struct rest {
	const ent_str *paths;
	bool *used;
	ent_head *heads;
	ent_bag *bags;
	uint32_t n;
	ent_file_pair *pairs; /* those found, behind those that were there */
	uint32_t n_pairs;
};

static void add_pair(struct rest *rest,
		     uint32_t source,
		     uint32_t target,
		     const char *by,
		     float confidence)
{
	rest->used[source] = rest->used[target] = true;
	rest->pairs[rest->n_pairs++] =
		(ent_file_pair){ rest->paths[source], rest->paths[target], by,
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
static uint32_t index_of(const struct rest *rest, ent_str path)
{
	const size_t at = ent_lower_bound(&path, rest->paths, rest->n,
					  sizeof(*rest->paths), ent_str_item_cmp);
	return at < rest->n && ent_str_eq(rest->paths[at], path) ? (uint32_t)at
								 : UINT32_MAX;
}

struct known {
	struct rest *rest;
	ent_buf bytes;
};

static ent_status take_known(void *data, const ent_known_pair *row, ent_error *err)
{
	struct known *known = data;
	struct rest *rest = known->rest;
	uint32_t a = index_of(rest, row->source), b = index_of(rest, row->target);
	uint64_t hash;
	(void)err;
	if (a == UINT32_MAX || b == UINT32_MAX || rest->used[a] || rest->used[b])
		return ENT_OK;
	if (hash_file(&hash, row->source, &known->bytes) || hash != row->source_hash ||
	    hash_file(&hash, row->target, &known->bytes) || hash != row->target_hash)
		return ENT_OK;
	add_pair(rest, a, b, "memory", 1);
	return ENT_OK;
}

/* Pairs of the memory whose files are both here and as they were. */
static ent_status pair_known(struct rest *rest, ent_store *store, ent_error *err)
{
	struct known known = { rest, ENT_BUF_INIT };
	ent_status status =
		ent_store_known_pairs(store, rest->paths[0], rest->paths[rest->n - 1],
				      take_known, &known, err);
	ent_buf_release(&known.bytes);
	return status;
}

/* By what a file is read. */
struct by {
	ent_str from;
	const ent_lexicon *lexicon;
	const ent_progress *progress;
};

static ent_status read_one(struct rest *rest,
			   uint32_t k,
			   const struct by *by,
			   ent_arena *scratch,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_document document;
	ent_error why;
	if (ent_read_document(&document, rest->paths[k].p, NULL, scratch, &why)) {
		ent_log_error(by->progress, ENT_LOG_WARNING, &why);
		return ENT_OK;
	}
	ent_status status =
		ent_bag_read(&rest->bags[k], &document, by->lexicon,
			     !ent_lang_matches(document.lang, by->from), arena, err);
	if (!status)
		status = ent_head_read(&rest->heads[k], &document, rest->paths[k],
				       arena, err);
	rest->bags[k].lang = rest->heads[k].lang;
	rest->bags[k].date = rest->heads[k].date;
	return status;
}

/* Heads and bags of the files; one that cannot be read has no language and so
 * pairs with nothing. */
static ent_status read_rest(struct rest *rest,
			    ent_str langs[2],
			    const ent_lexicon *lexicon,
			    const ent_progress *progress,
			    ent_arena *arena,
			    ent_error *err)
{
	const struct by by = { langs[0], lexicon, progress };
	ent_status status = ENT_OK;
	ent_arena *scratch = ent_arena_new(ARENA_LIMIT);
	if (!scratch)
		return ent_fail_memory(err);
	for (uint32_t k = 0; !status && k < rest->n; k++) {
		ent_arena_clear(scratch);
		rest->heads[k].path = rest->paths[k];
		if (!rest->used[k])
			status = read_one(rest, k, &by, scratch, arena, err);
		if (!status)
			status = ent_step(progress, "pairing", k + 1, rest->n, err);
	}
	ent_arena_free(scratch);
	return status;
}

static ent_status pair_stated(struct rest *rest,
			      ent_str from,
			      ent_str to,
			      const ent_progress *progress,
			      ent_arena *arena,
			      ent_error *err)
{
	const ent_stated_pair *found;
	uint32_t n;
	ent_status status =
		ent_pair_stated(&found, &n, rest->heads, rest->n, from, to, arena, err);
	for (uint32_t k = 0; !status && k < n; k++) {
		ent_log(progress, ENT_LOG_INFO, rest->paths[found[k].source], 0,
			"paired with %s by %s", rest->paths[found[k].target].p,
			found[k].by);
		add_pair(rest, found[k].source, found[k].target, found[k].by,
			 found[k].confidence);
		rest->bags[found[k].source].lang = ENT_STR("");
		rest->bags[found[k].target].lang = ENT_STR("");
	}
	return status;
}

static ent_status pair_contents(struct rest *rest,
				ent_str from,
				ent_str to,
				const ent_progress *progress,
				ent_arena *arena,
				ent_error *err)
{
	const ent_content_pair *found;
	uint32_t n;
	ent_status status = ent_pair_contents(&found, &n, rest->bags, rest->n, from, to,
					      arena, err);
	for (uint32_t k = 0; !status && k < n; k++) {
		const bool paired = found[k].confidence >= EVEN;
		ent_log(progress,
			found[k].confidence < SURE ? ENT_LOG_WARNING : ENT_LOG_INFO,
			rest->paths[found[k].source], 0,
			"%s %s by content, confidence %.2f",
			paired ? "paired with" : "left alone, nearest is",
			rest->paths[found[k].target].p, (double)found[k].confidence);
		if (paired)
			add_pair(rest, found[k].source, found[k].target, "content",
				 found[k].confidence);
	}
	return status;
}

/* The files left over get heads and bags only when the memory does not know
 * them. */
static ent_status pair_rest(ent_pairing *out,
			    ent_str langs[2],
			    ent_store *store,
			    const ent_progress *progress,
			    ent_arena *arena,
			    ent_error *err)
{
	struct rest rest = {
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
	uint32_t left = 0;
	if (!rest.used || !rest.heads || !rest.bags || !rest.pairs || !unpaired)
		return ent_fail_memory(err);
	if (out->n_pairs)
		memcpy(rest.pairs, out->pairs, out->n_pairs * sizeof(*rest.pairs));
	ent_lexicon *lexicon = NULL;
	ent_status status = store ? pair_known(&rest, store, err) : ENT_OK;
	if (!status)
		status = ent_lexicon_open(&lexicon, NULL, langs[0], langs[1], err);
	if (!status)
		status = read_rest(&rest, langs, lexicon, progress, arena, err);
	ent_lexicon_close(lexicon);
	if (!status)
		status = pair_stated(&rest, langs[0], langs[1], progress, arena, err);
	if (!status)
		status = pair_contents(&rest, langs[0], langs[1], progress, arena, err);
	if (status)
		return status;
	for (uint32_t k = 0; k < rest.n; k++)
		if (!rest.used[k])
			unpaired[left++] = rest.paths[k];
	qsort(rest.pairs, rest.n_pairs, sizeof(*rest.pairs), compare_pairs);
	*out = (ent_pairing){ rest.pairs, rest.n_pairs, unpaired, left };
	return ENT_OK;
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
		status = ent_pair_folder(&pairing, where, from, to, arena, err);
	else
		status = read_list(&pairing, where, arena, err);
	if (!status && pairing.n_unpaired > 1)
		status = pair_rest(&pairing, langs, store, progress, arena, err);
	for (uint32_t k = 0; !status && k < pairing.n_unpaired; k++)
		ent_log(progress, ENT_LOG_WARNING, pairing.unpaired[k], 0,
			"no counterpart found");
	if (!status)
		*out = pairing;
	return status;
}
