/* SPDX-License-Identifier: Apache-2.0 */
/* find_pairs.c - the pairs of a batch: by names first, by contents what names
 * leave over.
 *
 * A name that says it is believed; a similar content is only evidence.  Pairs of
 * which we are less sure than SURE are announced as doubtful, and below EVEN none
 * is made: a person is told of the two files instead. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "base/file.h"
#include "entente/read.h"
#include "memory/content.h"
#include "memory/find_pairs.h"

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

/* The bags of the files; one that cannot be read has no language and so pairs
 * with nothing. */
static ent_status read_bags(ent_bag *bags,
			    const ent_str *paths,
			    uint32_t n,
			    const ent_progress *progress,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_status status = ENT_OK;
	ent_arena *scratch = ent_arena_new(ARENA_LIMIT);
	if (!scratch)
		return ent_fail_memory(err);
	for (uint32_t k = 0; !status && k < n; k++) {
		ent_document document;
		ent_arena_clear(scratch);
		if (!ent_read_document(&document, paths[k].p, NULL, scratch, NULL)) {
			status = ent_bag_read(&bags[k], &document, arena, err);
			bags[k].lang = ent_arena_str(arena, document.lang);
		}
		if (progress && progress->step &&
		    progress->step(progress->data, "pairing", k + 1, n))
			status = ent_fail(err, ENT_ECANCELLED, "stopped");
	}
	ent_arena_free(scratch);
	return status;
}

/* Moves from the unpaired files to the pairs those that found[] names. */
static ent_status take(ent_pairing *out,
		       const ent_content_pair *found,
		       uint32_t n,
		       const ent_progress *progress,
		       ent_arena *arena,
		       ent_error *err)
{
	const ent_str *paths = out->unpaired;
	ent_file_pair *pairs = ENT_NEW_ARRAY(arena, ent_file_pair, out->n_pairs + n);
	ent_str *unpaired = ENT_NEW_ARRAY(arena, ent_str, out->n_unpaired);
	bool *used = ENT_NEW_ARRAY(arena, bool, out->n_unpaired);
	uint32_t left = 0, taken = out->n_pairs;
	if (!pairs || !unpaired || !used)
		return ent_fail_memory(err);
	if (out->n_pairs)
		memcpy(pairs, out->pairs, out->n_pairs * sizeof(*pairs));
	for (uint32_t k = 0; k < n; k++) {
		const ent_str source = paths[found[k].source],
			      target = paths[found[k].target];
		const bool paired = found[k].confidence >= EVEN;
		ent_log(progress,
			found[k].confidence < SURE ? ENT_LOG_WARNING : ENT_LOG_INFO,
			source, 0, "%s %s by content, confidence %.2f",
			paired ? "paired with" : "left alone, nearest is", target.p,
			(double)found[k].confidence);
		if (!paired)
			continue;
		used[found[k].source] = used[found[k].target] = true;
		pairs[taken++] = (ent_file_pair){ source, target, "content",
						  found[k].confidence };
	}
	for (uint32_t k = 0; k < out->n_unpaired; k++)
		if (!used[k])
			unpaired[left++] = paths[k];
	qsort(pairs, taken, sizeof(*pairs), compare_pairs);
	*out = (ent_pairing){ pairs, taken, unpaired, left };
	return ENT_OK;
}

static ent_status pair_rest(ent_pairing *out,
			    ent_str from,
			    ent_str to,
			    const ent_progress *progress,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_bag *bags = ENT_NEW_ARRAY(arena, ent_bag, out->n_unpaired);
	const ent_content_pair *found;
	uint32_t n;
	if (!bags)
		return ent_fail_memory(err);
	ent_status status =
		read_bags(bags, out->unpaired, out->n_unpaired, progress, arena, err);
	if (!status)
		status = ent_pair_contents(&found, &n, bags, out->n_unpaired, from, to,
					   arena, err);
	if (!status && n)
		status = take(out, found, n, progress, arena, err);
	return status;
}

ent_status ent_find_pairs(ent_pairing *out,
			  const char *where,
			  ent_str from,
			  ent_str to,
			  const ent_progress *progress,
			  ent_arena *arena,
			  ent_error *err)
{
	struct stat st;
	ent_pairing pairing = { .n_pairs = 0 };
	ent_status status;
	if (strcmp(where, "-") != 0 && !stat(where, &st) && S_ISDIR(st.st_mode))
		status = ent_pair_folder(&pairing, where, from, to, arena, err);
	else
		status = read_list(&pairing, where, arena, err);
	if (!status && pairing.n_unpaired > 1)
		status = pair_rest(&pairing, from, to, progress, arena, err);
	for (uint32_t k = 0; !status && k < pairing.n_unpaired; k++)
		ent_log(progress, ENT_LOG_WARNING, pairing.unpaired[k], 0,
			"no counterpart found");
	if (!status)
		*out = pairing;
	return status;
}
