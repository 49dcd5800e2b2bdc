/* SPDX-License-Identifier: Apache-2.0 */
/* batch_known.c - what a memory knows of the pairs of a batch, before they are read.
 *
 * A pair is known by its names and languages.  Files that were renamed or moved make a
 * pair of new names with the contents of a stored pair whose files are gone: the stored
 * pair gets the new names, and nothing is read.  A pair that a newer version of its
 * release has retired is known too, as long as that version is stored.
 *
 * Cost: the pairs of the two languages, loaded once; the files of unknown pairs are
 * read and hashed once more. */
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/fail.h"
#include "base/file.h"
#include "entente/read.h"
#include "memory/batch_parts.h"
#include "pairing/by_version.h"
#include "text/lang.h"

/* ---- renamed and moved ----------------------------------------------------------- */

struct moving {
	struct ent_batch_run *b;
	const ent_file_pair *pair;
	bool near; /* one of the two files kept its name */
};

/* Whether a stored name and the name of a file mean one file. */
static bool is_same_file(struct ent_batch_run *b, ent_str stored, ent_str name)
{
	ent_str again;
	return !ent_root_name_again(&again, &b->root, stored, NULL) &&
	       ent_str_eq(again, name);
}

/* Whether a stored pair with the contents of a new one is that pair under its old
 * names: it is not paired by this run, and a file of it is gone. */
static bool has_moved(void *data, const ent_pair_row *row)
{
	struct moving *m = data;
	struct ent_batch_run *b = m->b;
	if (b->claimed[row - b->known_pairs.rows])
		return false;
	if (m->near && !ent_str_eq(row->source, m->pair->source_name) &&
	    !ent_str_eq(row->target, m->pair->target_name))
		return false;
	if (ent_root_lacks(&b->root, row->source) ||
	    ent_root_lacks(&b->root, row->target))
		return true;
	/* names that an older program stored as they were typed */
	return is_same_file(b, row->source, m->pair->source_name) &&
	       is_same_file(b, row->target, m->pair->target_name);
}

static bool hash_pair(uint64_t hashes[2], const ent_file_pair *pair, ent_buf *bytes)
{
	const ent_str paths[2] = { pair->source, pair->target };
	for (int side = 0; side < 2; side++) {
		if (ent_file_read(bytes, paths[side].p,
				  ENT_READ_OPTIONS_DEFAULT.max_size, NULL))
			return false;
		hashes[side] = ent_str_hash(ent_buf_str(bytes));
	}
	return true;
}

/* The release key of a pair under its new names. */
static ent_status rename_release(struct ent_batch_run *b, uint64_t alignment)
{
	ent_stored_pair stored;
	ent_buf key = ENT_BUF_INIT;
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(b->err);
	ent_status status = ent_store_pair_load(&stored, b->memory->store, alignment,
						arena, b->err);
	if (!status) {
		ent_release_key(&key, &stored.source, &stored.target);
		status = key.failed ? ent_fail_memory(b->err)
				    : ent_store_alignment_release(
					      b->memory->store, alignment,
					      ent_buf_str(&key), b->err);
	}
	ent_buf_release(&key);
	ent_arena_free(arena);
	return status;
}

static ent_status rename_pair(struct ent_batch_run *b,
			      const ent_pair_row *row,
			      const ent_file_pair *pair)
{
	ent_status status = ent_change_begin(b->memory, b->err);
	if (status)
		return status;
	status = ent_store_pair_rename(b->memory->store, row->alignment,
				       pair->source_name, pair->target_name, b->origin,
				       b->err);
	if (!status)
		status = rename_release(b, row->alignment);
	ent_memory_forget(b->memory);
	return ent_change_end(b->memory, status, b->err);
}

/* The name under which a pair is found now: that of the source unless it is the
 * same. */
static ent_str newer_name(const ent_pair_row *row, const ent_file_pair *pair)
{
	return ent_str_eq(row->source, pair->source_name) ? pair->target_name
							  : pair->source_name;
}

/* Finds pair k among the pairs whose files are gone. */
static ent_status find_moved(struct ent_batch_run *b, uint32_t k, bool near)
{
	const ent_file_pair *pair = &b->pairing.pairs[k];
	const uint64_t *hashes = b->known[k].hashes;
	struct moving moving = { b, pair, near };
	const ent_pair_row *row = ent_known_content(&b->known_pairs, hashes[0],
						    hashes[1], has_moved, &moving);
	if (!row)
		return ENT_OK;
	ent_status status = b->opt.dry_run ? ENT_OK : rename_pair(b, row, pair);
	if (status)
		return status;
	b->claimed[row - b->known_pairs.rows] = true;
	b->known[k].row = row;
	if (!ent_str_eq(row->source, pair->source_name) ||
	    !ent_str_eq(row->target, pair->target_name)) {
		b->out->moved++;
		ent_batch_report(b, &(ent_batch_event){ .outcome = ENT_PAIR_MOVED,
							.source = row->source,
							.target = row->target,
							.newer = newer_name(row, pair),
							.by = ENT_BY_MEMORY });
	}
	return ENT_OK;
}

/* ---- the whole ------------------------------------------------------------------- */

/* Whether a pair that is not stored was retired or deleted. */
static ent_status find_absent(struct ent_batch_run *b, uint32_t k, ent_arena *arena)
{
	const ent_file_pair *pair = &b->pairing.pairs[k];
	struct ent_batch_known *known = &b->known[k];
	uint64_t hashes[2] = { known->hashes[0], known->hashes[1] };
	const ent_pair_key key = { pair->source_name, pair->target_name,
				   ent_lang_base(b->langs[0]),
				   ent_lang_base(b->langs[1]) };
	ent_status status = ent_store_superseded(&known->retired, known->hashes,
						 b->memory->store, &key, b->err);
	if (status || known->retired || b->opt.restore)
		return status;
	status = ent_store_deleted_find(&known->deleted_at, hashes, b->memory->store,
					&key, arena, b->err);
	memcpy(known->hashes, hashes, sizeof(hashes));
	return status;
}

/* Whether a pair that is not stored, and can be read, may be another one under a new
 * name: not if it is known to be an older version. */
static ent_status may_have_moved(bool *out, struct ent_batch_run *b, uint32_t k)
{
	const ent_file_pair *pair = &b->pairing.pairs[k];
	bool retired;
	uint64_t hashes[2] = { b->known[k].hashes[0], b->known[k].hashes[1] };
	const ent_pair_key key = { pair->source_name, pair->target_name,
				   ent_lang_base(b->langs[0]),
				   ent_lang_base(b->langs[1]) };
	ent_status status =
		ent_store_superseded(&retired, hashes, b->memory->store, &key, b->err);
	*out = !status && !(retired && hashes[0] == b->known[k].hashes[0] &&
			    hashes[1] == b->known[k].hashes[1]);
	return status;
}

/* Whether a file changed within the last milliseconds, by its status: the time of its
 * contents can be set. */
static bool has_just_changed(ent_str path, uint32_t milliseconds)
{
	struct stat st;
	struct timespec now;
	if (stat(path.p, &st) || clock_gettime(CLOCK_REALTIME, &now))
		return false;
	const int64_t age = (int64_t)(now.tv_sec - st.st_ctim.tv_sec) * 1000 +
			    (now.tv_nsec - st.st_ctim.tv_nsec) / 1000000;
	return age >= 0 && age < milliseconds;
}

static void find_busy(struct ent_batch_run *b)
{
	for (uint32_t k = 0; b->opt.min_age && k < b->pairing.n_pairs; k++) {
		const ent_file_pair *pair = &b->pairing.pairs[k];
		b->known[k].busy = has_just_changed(pair->source, b->opt.min_age) ||
				   has_just_changed(pair->target, b->opt.min_age);
		b->out->busy += b->known[k].busy;
	}
}

ent_status ent_batch_look_up(struct ent_batch_run *b, ent_arena *arena)
{
	const uint32_t n = b->pairing.n_pairs;
	ent_buf bytes = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	b->known = ENT_NEW_ARRAY(arena, struct ent_batch_known, n);
	b->claimed = ENT_NEW_ARRAY(arena, bool, b->known_pairs.n);
	if (!b->known || !b->claimed)
		return ent_fail_memory(b->err);
	for (uint32_t k = 0; k < n; k++) {
		b->known[k].row =
			ent_known_pair(&b->known_pairs, b->pairing.pairs[k].source_name,
				       b->pairing.pairs[k].target_name);
		if (b->known[k].row)
			b->claimed[b->known[k].row - b->known_pairs.rows] = true;
	}
	find_busy(b);
	/* a pair that cannot be read is reported when its turn comes */
	const bool is_new = !b->known_pairs.n && !b->root.stored;
	for (uint32_t k = 0; !status && !is_new && k < n; k++)
		if (!b->known[k].row && !b->known[k].busy &&
		    hash_pair(b->known[k].hashes, &b->pairing.pairs[k], &bytes))
			status = may_have_moved(&b->known[k].sought, b, k);
	for (int pass = 0; !status && pass < 2; pass++)
		for (uint32_t k = 0; !status && k < n; k++)
			if (b->known[k].sought && !b->known[k].row)
				status = find_moved(b, k, pass == 0);
	ent_buf_release(&bytes);
	return status;
}

ent_status ent_batch_look_up_absent(struct ent_batch_run *b, ent_arena *arena)
{
	ent_status status = ENT_OK;
	for (uint32_t k = 0; !status && k < b->pairing.n_pairs; k++)
		if (!b->known[k].row)
			status = find_absent(b, k, arena);
	return status;
}

ent_status ent_batch_look_up_decided(struct ent_batch_run *b, ent_arena *arena)
{
	const uint32_t n = b->pairing.n_pairs;
	bool any;
	ent_status status = ent_store_decided(&any, b->memory->store, b->err);
	if (status || !any)
		return status;
	b->decided = ENT_NEW_ARRAY(arena, struct ent_batch_decided, n);
	if (!b->decided)
		return ent_fail_memory(b->err);
	for (uint32_t k = 0; !status && k < n; k++) {
		const ent_file_pair *pair = &b->pairing.pairs[k];
		const ent_pair_key key = { pair->source_name, pair->target_name,
					   ent_lang_base(b->langs[0]),
					   ent_lang_base(b->langs[1]) };
		status = ent_store_decisions_of(&b->decided[k].rows, &b->decided[k].n,
						b->memory->store, &key, arena, b->err);
	}
	return status;
}
