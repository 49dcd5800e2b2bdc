/* SPDX-License-Identifier: Apache-2.0 */
/* batch.c - releases of a folder or list become units of a memory.
 *
 * What: finds the pairs, reads, segments and aligns them by several threads, and
 * stores them by one, in order of their names, so that the memory does not depend
 * on the number of threads.
 *
 * Incremental: a pair that is stored with the same bytes by the same version of
 * the program is left alone; deciding that costs reading and hashing its files.
 *
 * Learning: see learn.c.  A memory without a lexicon of its own begins with a
 * lesson: LESSON pairs, evenly spread, are aligned once and teach one (one
 * round of expectation-maximisation over the batch).  When all is stored it learns
 * again, for the next run.
 *
 * Interruption: pairs are stored in groups of GROUP, each group one transaction.
 * A batch that is killed at any instant has stored whole groups, and its next run
 * finds them unchanged and goes on behind them.
 *
 * Memory: a place of the pipeline for each pair under way, and for the batch the
 * names of its files and 32 bytes a pair.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "base/pipeline.h"
#include "entente/batch.h"
#include "entente/segment.h"
#include "format/release.h"
#include "memory/anchor.h"
#include "memory/content.h"
#include "memory/find_pairs.h"
#include "memory/learn.h"
#include "memory/version.h"
#include "text/lang.h"

enum {
	/* Pairs a transaction: a commit costs about as much as one pair, and what
	 * a kill loses is done again in a fraction of a second. */
	GROUP = 32,
	/* Pairs that a first lesson takes: some thousand segments. */
	LESSON = 64,
	FEW_WORDS = 40, /* in a bag: too few to tell */
	MAX_NOTES = 8,  /* warnings that are kept of the reading of one pair */
};
#define ARENA_LIMIT ((size_t)1 << 30) /* bytes for one pair */
#define DOUBTFUL .5f                  /* less likely right than wrong */

/* What one thread keeps. */
struct worker {
	ent_segmenter *segmenters[2];
	ent_buf bytes[2];
};

/* A pair under way. */
struct slot {
	ent_arena *arena;
	ent_status status;
	ent_error err;
	bool same; /* as it is stored already */
	ent_document documents[2];
	const ent_segment *segments[2];
	uint32_t n_segments[2];
	ent_alignment alignment;
	ent_error notes[MAX_NOTES];
	uint32_t n_notes;
};

/* What people decided of a pair. */
struct decided {
	const ent_decision_row *rows;
	uint32_t n;
};

/* What is counted when its group is committed. */
struct counts {
	uint32_t added, replaced, retired;
	uint64_t units, doubtful;
};

struct batch {
	ent_batch_options opt;
	ent_batch_result *out;
	ent_memory *memory;
	ent_str langs[2];
	ent_str origin;
	ent_pairing pairing;
	ent_alignment_row *known; /* [n_pairs] */
	struct decided *decided;  /* [n_pairs]; NULL while nothing was ever decided */
	bool learns;
	ent_lexicon *lexicon;
	uint32_t generation; /* of the lexicon; 0 when the memory did not learn it */
	ent_trainer *trainer;
	uint32_t stride; /* a lesson takes every stride-th pair */
	struct worker *workers;
	struct slot *slots;
	uint32_t n_workers, n_slots;
	uint32_t in_group; /* pairs stored and not committed */
	struct counts pending;
	ent_status status; /* what stopped the pipeline */
	ent_error *err;
};

const char *ent_outcome_name(ent_outcome outcome)
{
	switch (outcome) {
	case ENT_PAIR_FOUND: return "found";
	case ENT_PAIR_ADDED: return "added";
	case ENT_PAIR_REPLACED: return "replaced";
	case ENT_PAIR_UNCHANGED: return "unchanged";
	case ENT_PAIR_FAILED: return "failed";
	case ENT_PAIR_REMOVED: return "removed";
	case ENT_PAIR_RETIRED: return "retired";
	case ENT_FILE_UNPAIRED: return "unpaired";
	}
	return "";
}

static void tell(const struct batch *b, const ent_batch_event *event)
{
	if (b->opt.event)
		b->opt.event(b->opt.event_data, event);
}

/* ---- made by the workers ----------------------------------------------------- */

/* A warning of the reader is kept until the pair's turn comes. */
static void note(void *data, ent_log_level level, const ent_error *what)
{
	struct slot *slot = data;
	if (level == ENT_LOG_WARNING && slot->n_notes < MAX_NOTES)
		slot->notes[slot->n_notes++] = *what;
}

static ent_status read_side(struct slot *slot,
			    struct worker *worker,
			    int side,
			    ent_str path,
			    ent_str lang)
{
	ent_progress progress = { NULL, note, slot };
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	ent_document *doc = &slot->documents[side];
	opt.progress = &progress;
	ent_status status =
		ent_read_document_bytes(doc, ent_buf_str(&worker->bytes[side]), path,
					&opt, slot->arena, &slot->err);
	if (status)
		return status;
	if (doc->lang.n && !doc->lang_is_guess && !ent_lang_matches(doc->lang, lang)) {
		ent_fail(&slot->err, ENT_EFORMAT,
			 "says that its language is '%.*s', not '%.*s'",
			 (int)doc->lang.n, doc->lang.p, (int)lang.n, lang.p);
		return ent_error_in(&slot->err, ENT_EFORMAT, path);
	}
	if (!ent_lang_matches(doc->lang, lang)) {
		if (doc->lang.n)
			ent_log(&progress, ENT_LOG_WARNING, path, 0,
				"looks like language '%.*s', is taken for '%.*s'",
				(int)doc->lang.n, doc->lang.p, (int)lang.n, lang.p);
		doc->lang = lang;
	}
	status = ent_segment_document(&slot->segments[side], &slot->n_segments[side],
				      worker->segmenters[side], doc, slot->arena,
				      &slot->err);
	if (!status && !slot->n_segments[side])
		status = ent_fail(&slot->err, ENT_EFORMAT, "holds no text");
	return ent_error_in(&slot->err, status, path);
}

/* Whether the two documents look like translations of each other at all: by what
 * stands in them, whatever their names or the list say. */
static ent_status look_alike(struct batch *b, struct slot *slot)
{
	ent_bag bags[2];
	const ent_content_pair *pairs;
	uint32_t n = 0;
	ent_status status = ENT_OK;
	for (int side = 0; !status && side < 2; side++) {
		status = ent_bag_read(&bags[side], &slot->documents[side], b->lexicon,
				      side, slot->arena, &slot->err);
		bags[side].lang = b->langs[side];
		if (!status && bags[side].n < FEW_WORDS)
			return ENT_OK;
	}
	if (!status)
		status = ent_pair_contents(&pairs, &n, bags, 2, b->langs[0],
					   b->langs[1], slot->arena, &slot->err);
	const float likely = !status && n ? pairs[0].confidence : 0;
	if (!status && likely < slot->alignment.confidence)
		slot->alignment.confidence = likely;
	return status;
}

static ent_status align(struct batch *b, uint32_t index, struct slot *slot)
{
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	ent_anchors anchors = { .n = 0 };
	ent_status status = ENT_OK;
	if (b->decided)
		status = ent_anchors_find(&anchors, b->decided[index].rows,
					  b->decided[index].n, slot->segments,
					  slot->n_segments, slot->arena, &slot->err);
	opt.lexicon = b->lexicon;
	opt.anchors = anchors.list;
	opt.n_anchors = anchors.n;
	if (!status)
		status = ent_align(&slot->alignment, slot->segments[0],
				   slot->n_segments[0], slot->segments[1],
				   slot->n_segments[1], &opt, slot->arena, &slot->err);
	if (!status)
		status = ent_anchors_settle(&anchors, &slot->alignment, slot->arena,
					    &slot->err);
	return status ? status : look_alike(b, slot);
}

static ent_status make_pair(struct batch *b,
			    uint32_t index,
			    struct slot *slot,
			    struct worker *worker)
{
	const ent_file_pair *pair = &b->pairing.pairs[index];
	const ent_alignment_row *known = &b->known[index];
	const ent_str paths[2] = { pair->source, pair->target };
	uint64_t hashes[2];
	ent_status status = ENT_OK;
	for (int side = 0; !status && side < 2; side++) {
		status = ent_file_read(&worker->bytes[side], paths[side].p,
				       ENT_READ_OPTIONS_DEFAULT.max_size, &slot->err);
		hashes[side] = ent_str_hash(ent_buf_str(&worker->bytes[side]));
	}
	if (status)
		return status;
	slot->same = (known->id || known->retired) && known->current &&
		     known->source_hash == hashes[0] && known->target_hash == hashes[1];
	for (int side = 0; !slot->same && !status && side < 2; side++)
		status = read_side(slot, worker, side, paths[side], b->langs[side]);
	return status || slot->same ? status : align(b, index, slot);
}

static void make(void *data, uint32_t index, uint32_t place, uint32_t worker)
{
	struct batch *b = data;
	struct slot *slot = &b->slots[place];
	ent_arena_clear(slot->arena);
	slot->n_notes = 0;
	slot->same = false;
	slot->status = make_pair(b, index, slot, &b->workers[worker]);
}

/* ---- taken in order ------------------------------------------------------------ */

static ent_status commit(struct batch *b)
{
	ent_status status = ENT_OK;
	if (b->in_group)
		status = ent_memory_commit(b->memory, b->err);
	if (!status) {
		b->out->added += b->pending.added;
		b->out->replaced += b->pending.replaced;
		b->out->retired += b->pending.retired;
		b->out->units += b->pending.units;
		b->out->doubtful += b->pending.doubtful;
	}
	b->pending = (struct counts){ 0 };
	b->in_group = 0;
	return status;
}

static void tell_retired(void *data, ent_str source, ent_str target, ent_str newer)
{
	struct batch *b = data;
	b->pending.retired++;
	tell(b, &(ent_batch_event){ .outcome = ENT_PAIR_RETIRED,
				    .source = source,
				    .target = target,
				    .newer = newer,
				    .by = "version" });
}

static ent_status store(struct batch *b, struct slot *slot, ent_batch_event *event)
{
	const ent_aligned_pair pair = {
		.source = &slot->documents[0],
		.target = &slot->documents[1],
		.source_segments = slot->segments[0],
		.target_segments = slot->segments[1],
		.n_source = slot->n_segments[0],
		.n_target = slot->n_segments[1],
		.alignment = &slot->alignment,
		.origin = b->origin,
		.learned = b->generation,
	};
	ent_change change;
	ent_status status = b->in_group ? ENT_OK : ent_memory_begin(b->memory, b->err);
	if (!status)
		status = ent_memory_add_version(&change, b->memory, &pair, tell_retired,
						b, b->err);
	if (status) {
		ent_memory_rollback(b->memory);
		b->in_group = 0;
		b->pending = (struct counts){ 0 };
		return status;
	}
	for (uint32_t k = 0; k < slot->alignment.count; k++) {
		const ent_bead *bead = &slot->alignment.beads[k];
		const bool unit = bead->n_src && bead->n_tgt;
		event->units += unit;
		event->doubtful += unit && bead->confidence < DOUBTFUL;
	}
	event->outcome = change == ENT_ADDED ? ENT_PAIR_ADDED : ENT_PAIR_REPLACED;
	event->confidence = slot->alignment.confidence;
	b->pending.added += change == ENT_ADDED;
	b->pending.replaced += change == ENT_REPLACED;
	b->pending.units += event->units;
	b->pending.doubtful += event->doubtful;
	return ++b->in_group == GROUP ? commit(b) : ENT_OK;
}

static ent_status take_slot(struct batch *b,
			    const ent_file_pair *pair,
			    struct slot *slot)
{
	ent_batch_event event = { .source = pair->source,
				  .target = pair->target,
				  .by = pair->by,
				  .pairing = pair->confidence };
	const ent_progress *p = b->opt.progress;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; p && p->log && k < slot->n_notes; k++)
		p->log(p->data, ENT_LOG_WARNING, &slot->notes[k]);
	if (slot->status) {
		event.outcome = ENT_PAIR_FAILED;
		event.why = &slot->err;
		b->out->failed++;
		if (p && p->log)
			p->log(p->data, ENT_LOG_WARNING, &slot->err);
	} else if (slot->same) {
		event.outcome = ENT_PAIR_UNCHANGED;
		b->out->unchanged++;
	} else {
		status = store(b, slot, &event);
		if (!status && event.confidence < DOUBTFUL) {
			b->out->unsure++;
			ent_log(p, ENT_LOG_WARNING, pair->source, 0,
				"%s hardly looks like its translation, confidence %.2f",
				pair->target.p, (double)event.confidence);
		}
	}
	if (!status)
		tell(b, &event);
	return status;
}

static int take(void *data, uint32_t index, uint32_t place)
{
	struct batch *b = data;
	const ent_progress *p = b->opt.progress;
	b->status = take_slot(b, &b->pairing.pairs[index], &b->slots[place]);
	if (!b->status && p && p->step &&
	    p->step(p->data, "aligning", index + 1, b->pairing.n_pairs)) {
		b->status = commit(b);
		if (!b->status)
			b->status = ent_fail(b->err, ENT_ECANCELLED,
					     "stopped; the next run goes on from here");
	}
	return b->status != ENT_OK;
}

/* ---- the whole ------------------------------------------------------------------ */

static ent_status look_up_known(struct batch *b, ent_arena *arena)
{
	const uint32_t n = b->pairing.n_pairs;
	ent_status status = ENT_OK;
	b->known = ENT_NEW_ARRAY(arena, ent_alignment_row, n);
	if (!b->known)
		return ent_fail_memory(b->err);
	for (uint32_t k = 0; !status && k < n; k++) {
		const ent_file_pair *pair = &b->pairing.pairs[k];
		bool retired;
		status = ent_store_alignment_find(&b->known[k], b->memory->store,
						  pair->source, pair->target, b->err);
		if (status || b->known[k].id)
			continue;
		status = ent_store_superseded(&retired, b->memory->store, pair->source,
					      pair->target, &b->known[k], b->err);
		b->known[k].current = b->known[k].retired = !status && retired;
	}
	return status;
}

static ent_status look_up_decided(struct batch *b, ent_arena *arena)
{
	const uint32_t n = b->pairing.n_pairs;
	bool any;
	ent_status status = ent_store_decided(&any, b->memory->store, b->err);
	if (status || !any)
		return status;
	b->decided = ENT_NEW_ARRAY(arena, struct decided, n);
	if (!b->decided)
		return ent_fail_memory(b->err);
	for (uint32_t k = 0; !status && k < n; k++)
		status = ent_store_decisions_of(
			&b->decided[k].rows, &b->decided[k].n, b->memory->store,
			b->pairing.pairs[k].source, b->pairing.pairs[k].target, arena,
			b->err);
	return status;
}

/* ---- a first lesson -------------------------------------------------------------- */

static void make_lesson(void *data, uint32_t index, uint32_t place, uint32_t worker)
{
	struct batch *b = data;
	make(data, index * b->stride, place, worker);
}

static int take_lesson(void *data, uint32_t index, uint32_t place)
{
	struct batch *b = data;
	const struct slot *slot = &b->slots[place];
	const ent_progress *p = b->opt.progress;
	if (!slot->status && !slot->same)
		b->status = ent_learn_alignment(b->trainer, slot->segments[0],
						slot->segments[1], &slot->alignment,
						b->err);
	if (!b->status && p && p->step &&
	    p->step(p->data, "learning", index + 1,
		    (b->pairing.n_pairs + b->stride - 1) / b->stride))
		b->status = ent_fail(b->err, ENT_ECANCELLED, "stopped");
	return b->status != ENT_OK;
}

/* A memory that has learned nothing yet learns from some of the pairs what they
 * are about, so that all are aligned with that. */
static ent_status first_lesson(struct batch *b)
{
	const uint32_t n = b->pairing.n_pairs;
	ent_lexicon *learned = NULL;
	b->stride = (n + LESSON - 1) / LESSON;
	ent_status status =
		ent_trainer_new(&b->trainer, b->langs[0], b->langs[1], b->err);
	if (!status) {
		ent_pipeline((n + b->stride - 1) / b->stride, b->n_workers, make_lesson,
			     take_lesson, b);
		status = b->status;
	}
	if (!status)
		status = ent_trainer_run(&learned, b->trainer, b->lexicon, b->err);
	if (!status)
		status = ent_memory_learned(b->memory, b->langs[0], b->langs[1],
					    learned, 0, b->err);
	ent_trainer_free(b->trainer);
	if (status) {
		ent_lexicon_close(learned);
		return status;
	}
	ent_lexicon_close(b->lexicon);
	b->lexicon = learned;
	b->generation = 1;
	return ENT_OK;
}

static ent_status prepare(struct batch *b)
{
	ent_markup_prepare();
	b->n_workers = b->opt.jobs ? b->opt.jobs : 1;
	b->n_slots = ent_pipeline_slots(b->n_workers);
	b->workers = calloc(b->n_workers, sizeof(*b->workers));
	b->slots = calloc(b->n_slots, sizeof(*b->slots));
	if (!b->workers || !b->slots)
		return ent_fail_memory(b->err);
	for (uint32_t k = 0; k < b->n_slots; k++)
		if (!(b->slots[k].arena = ent_arena_new(ARENA_LIMIT)))
			return ent_fail_memory(b->err);
	ent_status status =
		!b->learns ? ent_lexicon_open(&b->lexicon, b->opt.lexicon, b->langs[0],
					      b->langs[1], b->err)
			   : ent_memory_lexicon(&b->lexicon, &b->generation, b->memory,
						b->langs[0], b->langs[1], b->err);
	for (uint32_t k = 0; !status && k < 2 * b->n_workers; k++)
		status = ent_segmenter_new(&b->workers[k / 2].segmenters[k % 2],
					   b->langs[k % 2], NULL, b->err);
	return status;
}

static void release(struct batch *b)
{
	for (uint32_t k = 0; b->workers && k < 2 * b->n_workers; k++) {
		ent_segmenter_free(b->workers[k / 2].segmenters[k % 2]);
		ent_buf_release(&b->workers[k / 2].bytes[k % 2]);
	}
	for (uint32_t k = 0; b->slots && k < b->n_slots; k++)
		ent_arena_free(b->slots[k].arena);
	free(b->workers);
	free(b->slots);
	ent_lexicon_close(b->lexicon);
}

static ent_status store_all(struct batch *b, ent_arena *arena)
{
	ent_status status = look_up_known(b, arena);
	if (!status)
		status = look_up_decided(b, arena);
	if (!status)
		status = prepare(b);
	if (!status && b->learns && b->pairing.n_pairs && !b->generation)
		status = first_lesson(b);
	if (!status) {
		ent_pipeline(b->pairing.n_pairs, b->n_workers, make, take, b);
		status = b->status;
	}
	if (!status)
		status = commit(b);
	release(b);
	return status;
}

/* ---- what is gone -----------------------------------------------------------------
 */

struct gone {
	struct batch *batch;
	ent_arena *arena;
	ent_pair_row *rows;
	uint32_t n, room;
};

/* The pairs with this source, or UINT32_MAX. */
static uint32_t first_with(const struct batch *b, ent_str source)
{
	uint32_t low = 0, high = b->pairing.n_pairs;
	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		if (ent_str_cmp(b->pairing.pairs[mid].source, source) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low < b->pairing.n_pairs &&
			       ent_str_eq(b->pairing.pairs[low].source, source)
		       ? low
		       : UINT32_MAX;
}

/* Pairs of which the memory knows from an earlier run, and this one not. */
static ent_status gather_gone(void *data, const ent_pair_row *row, ent_error *err)
{
	struct gone *g = data;
	const struct batch *b = g->batch;
	for (uint32_t k = first_with(b, row->source);
	     k < b->pairing.n_pairs &&
	     ent_str_eq(b->pairing.pairs[k].source, row->source);
	     k++)
		if (ent_str_eq(b->pairing.pairs[k].target, row->target))
			return ENT_OK;
	if (g->n == g->room) {
		uint32_t room = g->room ? 2 * g->room : 64;
		ent_pair_row *rows = realloc(g->rows, room * sizeof(*rows));
		if (!rows)
			return ent_fail_memory(err);
		g->rows = rows;
		g->room = room;
	}
	g->rows[g->n] =
		(ent_pair_row){ row->alignment, ent_arena_str(g->arena, row->source),
				ent_arena_str(g->arena, row->target) };
	if (!g->rows[g->n].source.p || !g->rows[g->n].target.p)
		return ent_fail_memory(err);
	g->n++;
	return ENT_OK;
}

/* Whether one of the two files belongs to another one now. */
static bool is_paired_anew(const struct batch *b, const ent_pair_row *row)
{
	if (first_with(b, row->source) != UINT32_MAX)
		return true;
	for (uint32_t k = 0; k < b->pairing.n_pairs; k++)
		if (ent_str_eq(b->pairing.pairs[k].target, row->target))
			return true;
	return false;
}

static ent_status drop(struct batch *b, const ent_pair_row *row, ent_str reason)
{
	uint64_t removed;
	ent_store *store = b->memory->store;
	ent_status status = ent_change_begin(b->memory, b->err);
	if (status)
		return status;
	status = ent_store_history_add(store, row->alignment, reason, ENT_STR(""),
				       b->err);
	if (!status)
		status = ent_store_doom_alignment(store, row->alignment, b->err);
	if (!status)
		status = ent_memory_run_doomed(&removed, b->memory, b->err);
	return ent_change_end(b->memory, status, b->err);
}

static ent_status report_removed(struct batch *b, ent_arena *arena)
{
	struct gone g = { .batch = b, .arena = arena };
	ent_status status = ent_store_pairs_from(b->memory->store, b->origin,
						 gather_gone, &g, b->err);
	for (uint32_t k = 0; !status && k < g.n; k++) {
		const bool anew = is_paired_anew(b, &g.rows[k]);
		if (!b->opt.dry_run && (anew || b->opt.prune))
			status = drop(b, &g.rows[k],
				      anew ? ENT_STR("paired anew")
					   : ENT_STR("removed"));
		b->out->removed++;
		tell(b, &(ent_batch_event){ .outcome = ENT_PAIR_REMOVED,
					    .source = g.rows[k].source,
					    .target = g.rows[k].target,
					    .by = "memory" });
	}
	free(g.rows);
	return status;
}

static void report_unpaired(struct batch *b)
{
	b->out->unpaired = b->pairing.n_unpaired;
	for (uint32_t k = 0; k < b->pairing.n_unpaired; k++)
		tell(b, &(ent_batch_event){ .outcome = ENT_FILE_UNPAIRED,
					    .source = b->pairing.unpaired[k],
					    .by = "" });
}

static void report_found(struct batch *b)
{
	for (uint32_t k = 0; k < b->pairing.n_pairs; k++) {
		const ent_file_pair *pair = &b->pairing.pairs[k];
		tell(b, &(ent_batch_event){ .outcome = ENT_PAIR_FOUND,
					    .source = pair->source,
					    .target = pair->target,
					    .by = pair->by,
					    .pairing = pair->confidence });
	}
}

static ent_status run(struct batch *b, const char *where, ent_arena *arena)
{
	ent_status status = ENT_OK;
	b->langs[0] = b->opt.from.n ? b->opt.from : ENT_STR("en");
	b->langs[1] = b->opt.to.n ? b->opt.to : ENT_STR("fr");
	for (int side = 0; !status && side < 2; side++)
		status = ent_memory_code(&b->langs[side], arena, b->err);
	b->origin = strcmp(where, "-") != 0 ? ent_str_of(where) : ENT_STR("");
	while (b->origin.n > 1 && ent_str_ends(b->origin, ENT_STR("/")))
		b->origin.n--;
	if (!status)
		status = ent_find_pairs(&b->pairing, where, b->langs[0], b->langs[1],
					b->memory, b->opt.progress, arena, b->err);
	if (status)
		return status;
	b->out->pairs = b->pairing.n_pairs;
	if (b->opt.dry_run)
		report_found(b);
	else
		status = store_all(b, arena);
	if (!status)
		report_unpaired(b);
	if (!status && b->memory && b->origin.n)
		status = report_removed(b, arena);
	if (!status && !b->opt.dry_run && b->learns)
		status = ent_memory_learn(b->memory, b->langs[0], b->langs[1],
					  b->opt.progress, b->err);
	return status;
}

ent_status ent_batch(ent_batch_result *out,
		     ent_memory *memory,
		     const char *where,
		     const ent_batch_options *opt,
		     ent_error *err)
{
	struct batch b = { .opt = opt ? *opt : ENT_BATCH_OPTIONS_DEFAULT,
			   .out = out,
			   .memory = memory,
			   .err = err };
	b.learns = !b.opt.lexicon && !b.opt.no_learning;
	*out = (ent_batch_result){ 0 };
	if (!memory && !b.opt.dry_run)
		return ent_fail(err, ENT_EINVAL, "a batch needs a memory");
	ent_arena *arena = ent_arena_new(0);
	if (!arena)
		return ent_fail_memory(err);
	ent_status status = run(&b, where, arena);
	ent_arena_free(arena);
	return status;
}
