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
 * Learning: see learn.c.  A memory without a lexicon of its own first learns one from a
 * sample: SAMPLE pairs, evenly spread, are aligned once (one round of
 * expectation-maximisation over the batch).  When all is stored it learns again, for
 * the next run.
 *
 * Interruption: pairs are stored in groups of GROUP, each group one transaction.
 * A batch that is killed at any instant has stored whole groups, and its next run
 * finds them unchanged and goes on after them.
 *
 * Memory: a place of the pipeline for each pair under way, and for the batch the
 * names of its files and 32 bytes a pair.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fail.h"
#include "base/file.h"
#include "base/pipeline.h"
#include "format/release/release.h"
#include "memory/batch_parts.h"
#include "memory/learn.h"
#include "memory/versions.h"
#include "store/run_rows.h"
#include "text/lang.h"

enum {
	/* Pairs a transaction: a commit costs about as much as one pair, and what
	 * a kill loses is done again in a fraction of a second. */
	GROUP = 32,
	/* Pairs of the sample: some thousand segments. */
	SAMPLE = 64,
};
/* Two texts below this hardly translate each other: 97 % of wrong pairs, none of 121
 * right ones (b4417d8). */
#define UNSURE_PAIR .5f

const char *ent_outcome_name(ent_outcome outcome)
{
	switch (outcome) {
	case ENT_PAIR_FOUND: return "found";
	case ENT_PAIR_ADDED: return "added";
	case ENT_PAIR_REPLACED: return "replaced";
	case ENT_PAIR_UNCHANGED: return "unchanged";
	case ENT_PAIR_FAILED: return "failed";
	case ENT_PAIR_REMOVED: return "removed";
	case ENT_PAIR_SUPERSEDED: return "superseded";
	case ENT_PAIR_MOVED: return "moved";
	case ENT_PAIR_RETIRED: return "retired";
	case ENT_PAIR_DELETED: return "deleted";
	case ENT_FILE_UNPAIRED: return "unpaired";
	}
	return "";
}

/* ---- taken in order ------------------------------------------------------------ */

/* Pairs are reported when the memory has stored them; the error says how many of a
 * group that cannot be committed are taken back. */
static void add_not_stored(struct ent_batch_run *b)
{
	const uint32_t n = b->pending.added + b->pending.replaced;
	if (!n || !b->err)
		return;
	char *end = memchr(b->err->message, 0, sizeof(b->err->message));
	if (end)
		snprintf(end, sizeof(b->err->message) - (size_t)(end - b->err->message),
			 n == 1 ? ent_translated("; the last pair that was reported is "
						 "not stored")
				: ent_translated("; the last %u pairs that were "
						 "reported are not stored"),
			 n);
}

static ent_status commit(struct ent_batch_run *b)
{
	ent_status status = ENT_OK;
	if (b->in_group)
		status = ent_memory_commit(b->memory, b->err);
	if (status)
		add_not_stored(b);
	if (!status) {
		b->out->added += b->pending.added;
		b->out->replaced += b->pending.replaced;
		b->out->retired += b->pending.retired;
		b->out->lost += b->pending.lost;
		b->out->units += b->pending.units;
		b->out->doubtful += b->pending.doubtful;
	}
	b->pending = (struct ent_batch_counts){ 0 };
	b->in_group = 0;
	return status;
}

static void report_retired(void *data, ent_str source, ent_str target, ent_str newer)
{
	struct ent_batch_run *b = data;
	b->pending.retired++;
	ent_batch_report(b, &(ent_batch_event){ .outcome = ENT_PAIR_RETIRED,
						.source = source,
						.target = target,
						.newer = newer,
						.by = ENT_BY_VERSION });
}

/* Units and outcome of a pair that was stored. */
static void count_stored(struct ent_batch_run *b,
			 const struct ent_batch_slot *slot,
			 ent_batch_event *event,
			 ent_change change,
			 bool without_units)
{
	event->outcome = change == ENT_ADDED      ? ENT_PAIR_ADDED
			 : change == ENT_REPLACED ? ENT_PAIR_REPLACED
						  : ENT_PAIR_UNCHANGED;
	if (change ==
	    ENT_UNCHANGED) { /* it is listed twice, or another batch was faster */
		b->out->unchanged++;
		return;
	}
	for (uint32_t k = 0; k < slot->alignment.count; k++) {
		const ent_bead *bead = &slot->alignment.beads[k];
		const bool unit = bead->n_src && bead->n_tgt && !without_units;
		event->units += unit;
		event->doubtful += unit && bead->confidence < ENT_DOUBTFUL;
	}
	b->pending.added += change == ENT_ADDED;
	b->pending.replaced += change == ENT_REPLACED;
	b->pending.units += event->units;
	b->pending.doubtful += event->doubtful;
	b->pending.lost += slot->lost;
}

static ent_status store(struct ent_batch_run *b,
			struct ent_batch_slot *slot,
			ent_batch_event *event)
{
	const ent_aligned_pair pair = {
		.source = &slot->documents[0],
		.target = &slot->documents[1],
		.source_segments = slot->segments[0],
		.target_segments = slot->segments[1],
		.n_src = slot->n_segments[0],
		.n_tgt = slot->n_segments[1],
		.alignment = &slot->alignment,
		.origin = b->origin,
		.learned = b->generation,
		.options =
			ent_batch_options_of(b, event->by, slot->alignment.confidence),
		.without_units = slot->alignment.confidence < ENT_BATCH_UNRELATED &&
				 event->by != ENT_BY_LIST && !b->opt.unsure,
	};
	ent_change change;
	ent_status status = b->in_group ? ENT_OK : ent_memory_begin(b->memory, b->err);
	if (!status)
		status = ent_batch_inherit(b, slot);
	if (!status)
		status = ent_memory_add_version(&change, b->memory, &pair,
						report_retired, b, b->err);
	if (status) {
		ent_memory_rollback(b->memory);
		add_not_stored(b);
		b->in_group = 0;
		b->pending = (struct ent_batch_counts){ 0 };
		return status;
	}
	event->confidence = slot->alignment.confidence;
	count_stored(b, slot, event, change, pair.without_units);
	return ++b->in_group == GROUP ? commit(b) : ENT_OK;
}

static ent_status finish_slot(struct ent_batch_run *b,
			      uint32_t index,
			      struct ent_batch_slot *slot)
{
	const ent_file_pair *pair = &b->pairing.pairs[index];
	ent_batch_event event = { .source = pair->source,
				  .target = pair->target,
				  .by = pair->by,
				  .pairing = pair->confidence };
	const ent_progress *p = b->opt.progress;
	ent_status status = ENT_OK;
	if (b->known[index].busy)
		return ENT_OK;
	for (uint32_t k = 0; k < slot->n_notes; k++)
		ent_log_error(p, ENT_LOG_WARNING, &slot->notes[k]);
	if (slot->status) {
		event.outcome = ENT_PAIR_FAILED;
		event.why = &slot->err;
		b->out->failed++;
		ent_log_error(p, ENT_LOG_WARNING, &slot->err);
	} else if (slot->same && b->known[index].deleted_at.n) {
		event.outcome = ENT_PAIR_DELETED;
		event.since = b->known[index].deleted_at;
		b->out->deleted++;
	} else if (slot->same) {
		event.outcome = ENT_PAIR_UNCHANGED;
		b->out->unchanged++;
	} else {
		status = store(b, slot, &event);
		if (!status && slot->lost)
			ent_log(p, ENT_LOG_WARNING, pair->source, 0,
				"%u decision%s no longer appl%s; see entente review --lost",
				slot->lost, slot->lost == 1 ? "" : "s",
				slot->lost == 1 ? "ies" : "y");
		if (!status && event.outcome != ENT_PAIR_UNCHANGED &&
		    event.confidence < UNSURE_PAIR) {
			b->out->unsure++;
			ent_log(p, ENT_LOG_WARNING, pair->source, 0,
				"%s hardly looks like its translation, confidence "
				"%.2f%s",
				pair->target.p, (double)event.confidence,
				event.units ? "" : "; no units stored");
		}
	}
	b->states[index] = event.outcome == ENT_PAIR_FAILED ? ENT_BATCH_OPEN
			   : slot->same || event.units      ? ENT_BATCH_STORED
							    : ENT_BATCH_WITHHELD;
	if (!status)
		ent_batch_report(b, &event);
	return status;
}

static int take_pair(void *data, uint32_t index, uint32_t place)
{
	struct ent_batch_run *b = data;
	b->status = ent_batch_lexicon_failed(b);
	if (!b->status)
		b->status = finish_slot(b, index, &b->slots[place]);
	if (!b->status && ent_step(b->opt.progress, "aligning", index + 1,
				   b->pairing.n_pairs, NULL)) {
		b->status = commit(b);
		if (!b->status)
			b->status = ent_fail(b->err, ENT_ECANCELLED,
					     "stopped; the next run goes on from here");
	}
	return b->status != ENT_OK;
}

/* ---- a first lexicon ------------------------------------------------------------- */

static void align_sample(void *data, uint32_t index, uint32_t place, uint32_t worker)
{
	struct ent_batch_run *b = data;
	ent_batch_make(data, index * b->stride, place, worker);
}

static int learn_sample(void *data, uint32_t index, uint32_t place)
{
	struct ent_batch_run *b = data;
	const struct ent_batch_slot *slot = &b->slots[place];
	b->status = ent_batch_lexicon_failed(b);
	if (!b->status && !slot->status && !slot->same &&
	    !b->known[index * b->stride].busy)
		b->status = ent_learn_alignment(b->trainer, slot->segments[0],
						slot->segments[1], &slot->alignment,
						b->err);
	if (!b->status)
		b->status = ent_step(b->opt.progress, "learning", index + 1,
				     (b->pairing.n_pairs + b->stride - 1) / b->stride,
				     b->err);
	return b->status != ENT_OK;
}

/* A memory that has learned nothing yet learns from some of the pairs, so that all are
 * aligned with that lexicon. */
static ent_status learn_from_sample(struct ent_batch_run *b)
{
	const uint32_t n = b->pairing.n_pairs;
	const ent_lexicon *known;
	ent_lexicon *learned = NULL;
	b->stride = (n + SAMPLE - 1) / SAMPLE;
	ent_status status =
		ent_learning_trainer(&b->trainer, b->langs[0], b->langs[1], b->err);
	if (!status) {
		ent_pipeline((n + b->stride - 1) / b->stride, b->n_workers,
			     align_sample, learn_sample, b);
		status = b->status;
	}
	if (!status)
		status = ent_batch_lexicon(&known, b, b->err);
	if (!status)
		status = ent_trainer_run(&learned, b->trainer, known, b->err);
	if (!status)
		status = ent_memory_learned(b->memory, b->langs[0], b->langs[1],
					    learned, 0, b->err);
	ent_trainer_free(b->trainer);
	if (status) {
		ent_lexicon_close(learned);
		return status;
	}
	ent_batch_lexicon_learned(b, learned);
	return ENT_OK;
}

static ent_status prepare(struct ent_batch_run *b)
{
	if (ent_markup_prepare(b->err))
		return ENT_ENOMEM;
	b->n_workers = b->opt.jobs ? b->opt.jobs : 1;
	b->n_slots = ent_pipeline_slots(b->n_workers);
	b->workers = calloc(b->n_workers, sizeof(*b->workers));
	b->slots = calloc(b->n_slots, sizeof(*b->slots));
	if (!b->workers || !b->slots)
		return ent_fail_memory(b->err);
	for (uint32_t k = 0; k < b->n_slots; k++)
		if (!(b->slots[k].arena = ent_arena_new(0)))
			return ent_fail_memory(b->err);
	ent_status status = ent_batch_lexicon_begin(b);
	for (uint32_t k = 0; !status && k < 2 * b->n_workers; k++)
		status = ent_segmenter_new(&b->workers[k / 2].segmenters[k % 2],
					   b->langs[k % 2], NULL, b->err);
	return status;
}

static void release(struct ent_batch_run *b)
{
	for (uint32_t k = 0; b->workers && k < 2 * b->n_workers; k++) {
		ent_segmenter_free(b->workers[k / 2].segmenters[k % 2]);
		ent_buf_release(&b->workers[k / 2].bytes[k % 2]);
	}
	for (uint32_t k = 0; b->slots && k < b->n_slots; k++)
		ent_arena_free(b->slots[k].arena);
	free(b->workers);
	free(b->slots);
	ent_batch_lexicon_end(b);
}

static ent_status store_pairs(struct ent_batch_run *b, ent_arena *arena)
{
	b->states = ENT_NEW_ARRAY(arena, uint8_t, b->pairing.n_pairs);
	if (!b->states)
		return ent_fail_memory(b->err);
	ent_status status = ent_batch_look_up_absent(b, arena);
	if (!status)
		status = ent_batch_look_up_decided(b, arena);
	if (!status)
		status = ent_batch_look_up_inherited(b, arena);
	if (!status)
		status = prepare(b);
	if (!status && b->learns && b->pairing.n_pairs && !b->generation)
		status = learn_from_sample(b);
	if (!status) {
		ent_pipeline(b->pairing.n_pairs, b->n_workers, ent_batch_make,
			     take_pair, b);
		status = b->status;
	}
	if (!status)
		status = commit(b);
	release(b);
	return status;
}

/* ---- reports -------------------------------------------------------------------- */

static void report_unpaired(struct ent_batch_run *b)
{
	b->out->unpaired = b->pairing.n_unpaired;
	for (uint32_t k = 0; k < b->pairing.n_unpaired; k++)
		ent_batch_report(
			b, &(ent_batch_event){ .outcome = ENT_FILE_UNPAIRED,
					       .source = b->pairing.unpaired[k] });
}

static void report_found(struct ent_batch_run *b)
{
	for (uint32_t k = 0; k < b->pairing.n_pairs; k++) {
		const ent_file_pair *pair = &b->pairing.pairs[k];
		ent_batch_report(b, &(ent_batch_event){ .outcome = ENT_PAIR_FOUND,
							.source = pair->source,
							.target = pair->target,
							.by = pair->by,
							.pairing = pair->confidence });
	}
}

/* A number for the options that change what becomes of a pair; 0 for none. */
static ent_status number_options(struct ent_batch_run *b)
{
	ent_buf text = ENT_BUF_INIT, bytes = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	if (b->opt.attributes)
		ent_buf_add(&text, ENT_STR("attributes "));
	if (b->opt.no_learning)
		ent_buf_add(&text, ENT_STR("no-learning "));
	if (b->opt.lexicon) {
		status = ent_file_read(&bytes, b->opt.lexicon, UINT32_MAX, b->err);
		ent_buf_addf(&text, "lexicon %016llx",
			     (unsigned long long)ent_str_hash(ent_buf_str(&bytes)));
	}
	if (!status && text.failed)
		status = ent_fail_memory(b->err);
	b->options = text.n ? ent_str_hash(ent_buf_str(&text)) : 0;
	ent_buf_release(&text);
	ent_buf_release(&bytes);
	return status;
}

static ent_status choose_languages(struct ent_batch_run *b, ent_arena *arena)
{
	ent_status status = ENT_OK;
	b->langs[0] = b->opt.from.n ? b->opt.from : ENT_STR("en");
	b->langs[1] = b->opt.to.n ? b->opt.to : ENT_STR("fr");
	for (int side = 0; !status && side < 2; side++)
		status = ent_lang_read(&b->langs[side], b->langs[side], arena, b->err);
	if (!status && ent_str_eq(b->langs[0], b->langs[1]))
		status = ent_fail(b->err, ENT_EINVAL,
				  "source and target are both '%.*s'",
				  (int)b->langs[0].n, b->langs[0].p);
	return status;
}

/* The root of names, the pairs that the memory has, and those of the place. */
static ent_status find_pairs(struct ent_batch_run *b,
			     const char *where,
			     ent_arena *arena)
{
	ent_store *store = b->memory ? b->memory->store : NULL;
	const ent_str base[2] = { ent_lang_base(b->langs[0]),
				  ent_lang_base(b->langs[1]) };
	ent_pair_search search = { .langs = { base[0], base[1] },
				   .root = &b->root,
				   .store = store,
				   .known = &b->known_pairs,
				   .progress = b->opt.progress };
	ent_status status = ent_root_open(&b->root, store, where, arena, b->err);
	b->origin = ENT_STR("");
	if (!status && strcmp(where, "-") != 0)
		status = ent_root_name(&b->origin, &b->root, where, b->err);
	if (!status && store)
		status = ent_known_pairs_load(&b->known_pairs, store, base[0], base[1],
					      arena, b->err);
	if (!status)
		status = ent_find_pairs(&b->pairing, where, &search, arena, b->err);
	return status;
}

/* Whether the run found something that a later run need not look for again. */
static bool has_findings(struct ent_batch_run *b)
{
	return !b->root.stored || (b->root.n_links && !b->root.links_stored) ||
	       (b->pairing.unpaired_marks && b->pairing.n_unpaired);
}

static ent_status keep_findings(struct ent_batch_run *b)
{
	const ent_pairing *p = &b->pairing;
	ent_store *store = b->memory->store;
	const ent_str from = ent_lang_base(b->langs[0]),
		      to = ent_lang_base(b->langs[1]);
	ent_status status = ent_change_begin(b->memory, b->err);
	if (status)
		return status;
	status = ent_root_store(&b->root, store, b->err);
	for (uint32_t k = 0; !status && p->unpaired_marks && k < p->n_unpaired; k++)
		status = ent_store_unpaired_add(store, from, to, p->unpaired_names[k],
						p->unpaired_marks[k], b->err);
	return ent_change_end(b->memory, status, b->err);
}

/* Runs of which nothing is left are not listed any longer. */
static ent_status sweep_runs(struct ent_batch_run *b)
{
	const ent_batch_result *out = b->out;
	if (!(b->opt.prune && out->removed) && !out->replaced && !out->superseded &&
	    !out->retired)
		return ENT_OK;
	ent_status status = ent_change_begin(b->memory, b->err);
	if (status)
		return status;
	status = ent_store_run_sweep(b->memory->store, b->err);
	return ent_change_end(b->memory, status, b->err);
}

static ent_status store_all(struct ent_batch_run *b, ent_arena *arena)
{
	ent_status status = ent_batch_gone(b, arena);
	if (!status)
		status = store_pairs(b, arena);
	if (!status)
		report_unpaired(b);
	if (!status)
		status = ent_batch_drop_superseded(b, arena);
	if (!status)
		status = sweep_runs(b);
	if (!status && b->learns)
		status = ent_memory_learn(b->memory, b->langs[0], b->langs[1],
					  b->opt.progress, b->err);
	return status;
}

static ent_status run(struct ent_batch_run *b, const char *where, ent_arena *arena)
{
	ent_status status = choose_languages(b, arena);
	if (!status)
		status = number_options(b);
	if (!status)
		status = find_pairs(b, where, arena);
	if (status)
		return status;
	b->out->pairs = b->pairing.n_pairs;
	b->out->unreadable = b->pairing.n_unreadable;
	if (b->memory && !b->opt.dry_run && has_findings(b))
		status = keep_findings(b);
	if (!status && b->memory)
		status = ent_batch_look_up(b, arena);
	if (status)
		return status;
	if (!b->opt.dry_run)
		return store_all(b, arena);
	report_found(b);
	report_unpaired(b);
	return b->memory ? ent_batch_gone(b, arena) : ENT_OK;
}

ent_status ent_batch(ent_batch_result *out,
		     ent_memory *memory,
		     const char *where,
		     const ent_batch_options *opt,
		     ent_error *err)
{
	struct ent_batch_run b = { .opt = opt ? *opt : ENT_BATCH_OPTIONS_DEFAULT,
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
	const ent_run_row row = { .kind = ENT_RUN_BATCH, .source = ent_str_of(where) };
	ent_status status = ENT_OK;
	if (memory && !b.opt.dry_run)
		status = ent_store_run_begin(memory->store, &row, err);
	if (!status)
		status = run(&b, where, arena);
	if (memory)
		ent_store_run_end(memory->store);
	ent_arena_free(arena);
	return status;
}
