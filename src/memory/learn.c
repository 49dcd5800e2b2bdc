/* SPDX-License-Identifier: Apache-2.0 */
/* learn.c - the lexicon of a memory.
 *
 * Why: the seed lexicon has the words of the language, not the titles, the terms and
 * the names of bodies of an institution.  Those are in the units with a high
 * confidence.
 *
 * Method: units of a confidence of LEARNED_FROM or more, accepted ones among them,
 * train Model 1 (align/model1.c), with the included lexicon as its seed; of more than
 * MAX_UNITS every n-th is taken.  The result is stored with a generation, and an
 * alignment remembers which one it used.  One that explains the units held out
 * (learn_held_out.c) worse than the one before is not kept.  Learning happens after a
 * batch, in a transaction of its own: a batch that is interrupted goes on with the
 * lexicon that it began with, and so ends with the same units.
 *
 * A bead must not raise its own confidence: two words get a link that the seed lacks
 * only if two units have them, and a unit that repeats a passage of another, on both
 * sides, does not count for the words of that passage (align/repeats.c).
 *
 * Cost: bounded by MAX_UNITS, whatever the memory.
 */
#include <stdlib.h>
#include <string.h>

#include "align/lexicon.h"
#include "base/fail.h"
#include "doc/segments.h"
#include "memory/learn.h"
#include "memory/learn_held_out.h"
#include "text/lang.h"

/* Units that a lexicon is learned from: what is learned in about a second
 * (2026-11, communiques and press releases, 25 words a segment). */
#define MAX_UNITS 10000
/* Units held out that are too few to judge by. */
#define FEW_UNITS 20
/* The least confidence of what a lexicon is learned from. */
#define LEARNED_FROM .7f

ent_status ent_memory_lexicon(ent_lexicon **out,
			      uint32_t *generation,
			      ent_memory *memory,
			      ent_str from,
			      ent_str to,
			      ent_error *err)
{
	ent_lexicon_row row;
	char *owned;
	ent_status status =
		ent_store_lexicon_own(&owned, &row, memory->store, ent_lang_base(from),
				      ent_lang_base(to), err);
	if (!status)
		status = ent_memory_lexicon_of(out, owned, row.bytes.n, memory, from,
					       to, err);
	if (!status)
		*generation = row.generation;
	return status;
}

ent_status ent_memory_lexicon_of(ent_lexicon **out,
				 char *owned,
				 size_t n,
				 const ent_memory *memory,
				 ent_str from,
				 ent_str to,
				 ent_error *err)
{
	if (!owned)
		return ent_lexicon_open(out, NULL, from, to, err);
	ent_status status = ent_lexicon_own(out, owned, n, err);
	if (!status)
		return ENT_OK;
	free(owned);
	if (status == ENT_EFORMAT || status == ENT_ECORRUPT)
		status = ent_fail(err, ENT_ECORRUPT,
				  "the lexicon that the memory learned is damaged; "
				  "'entente check --repair' removes it");
	return ent_error_in(err, status, ent_str_of(ent_store_path(memory->store)));
}

static ent_status store_lexicon(ent_memory *memory,
				ent_str from,
				ent_str to,
				const ent_lexicon *lexicon,
				int64_t state,
				bool is_new,
				ent_error *err)
{
	ent_lexicon_row row;
	from = ent_lang_base(from);
	to = ent_lang_base(to);
	ent_status status = ent_change_begin(memory, err);
	if (!status) {
		status = ent_store_lexicon_get(&row, memory->store, from, to, err);
		if (!status) {
			row.generation += is_new;
			row.state = state;
			row.bytes = ent_lexicon_bytes(lexicon);
			status = ent_store_lexicon_put(memory->store, from, to, &row,
						       err);
		}
		status = ent_change_end(memory, status, err);
	}
	return status;
}

ent_status ent_memory_learned(ent_memory *memory,
			      ent_str from,
			      ent_str to,
			      const ent_lexicon *lexicon,
			      int64_t state,
			      ent_error *err)
{
	return store_lexicon(memory, from, to, lexicon, state, true, err);
}

ent_status ent_learn_alignment(ent_trainer *trainer,
			       const ent_segment *source,
			       const ent_segment *target,
			       const ent_alignment *alignment,
			       ent_error *err)
{
	ent_buf s = ENT_BUF_INIT, t = ENT_BUF_INIT;
	ent_status status = ENT_OK;
	for (uint32_t k = 0; !status && k < alignment->count; k++) {
		const ent_bead *bead = &alignment->beads[k];
		if (!bead->n_src || !bead->n_tgt || bead->confidence < LEARNED_FROM)
			continue;
		ent_segments_join(&s, source, bead->src, bead->n_src);
		ent_segments_join(&t, target, bead->tgt, bead->n_tgt);
		if (!s.failed && ent_is_held_out(ent_buf_str(&s)))
			continue;
		status = s.failed || t.failed
				 ? ent_fail_memory(err)
				 : ent_trainer_add(trainer, ent_buf_str(&s),
						   ent_buf_str(&t), bead->confidence,
						   err);
	}
	ent_buf_release(&s);
	ent_buf_release(&t);
	return status;
}

struct learning {
	ent_trainer *trainer;
	const ent_progress *progress;
	uint64_t seen, stride;
	ent_held_out held;
};

static ent_status teach_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct learning *l = data;
	ent_status status = ENT_OK;
	if (l->seen++ % l->stride)
		return ENT_OK;
	if (l->seen % 256 == 1)
		status = ent_step(l->progress, "learning", l->seen, 0, err);
	if (status)
		return status;
	if (ent_is_held_out(unit->source.text))
		return ent_held_out_add(&l->held, unit->source.text, unit->target.text,
					err);
	return ent_trainer_add(l->trainer, unit->source.text, unit->target.text,
			       unit->confidence, err);
}

/* Stores what was learned if it explains the units held out no worse than what the
 * memory has; else notes that this was tried. */
static ent_status store_if_better(ent_memory *memory,
				  ent_str from,
				  ent_str to,
				  const ent_held_out *held,
				  const ent_lexicon *learned,
				  int64_t state,
				  const ent_progress *progress,
				  ent_error *err)
{
	ent_lexicon *old = NULL;
	uint32_t generation;
	ent_status status =
		ent_memory_lexicon(&old, &generation, memory, from, to, err);
	double new_score = 0, old_score = 0;
	if (!status && old && held->n >= FEW_UNITS) {
		status = ent_held_out_score(&new_score, held, learned, err);
		if (!status)
			status = ent_held_out_score(&old_score, held, old, err);
	}
	const bool better = new_score >= old_score;
	if (!status && !better)
		ent_log(progress, ENT_LOG_INFO, ENT_STR(""), 0,
			"what was learned explains less than what is known; it is not "
			"kept");
	if (!status && (better || generation))
		status = store_lexicon(memory, from, to, better ? learned : old, state,
				       better, err);
	ent_lexicon_close(old);
	return status;
}

ent_status ent_learning_trainer(ent_trainer **out,
				ent_str from,
				ent_str to,
				ent_error *err)
{
	ent_trainer_options opt = ENT_TRAINER_OPTIONS_DEFAULT;
	const ent_status status = ent_trainer_new(out, from, to, err);
	opt.passages_once = true;
	if (!status)
		ent_trainer_tune(*out, &opt);
	return status;
}

static ent_status learn_from(ent_memory *memory,
			     ent_str from,
			     ent_str to,
			     uint64_t units,
			     int64_t state,
			     const ent_progress *progress,
			     ent_error *err)
{
	struct learning learning = { .progress = progress,
				     .stride = (units + MAX_UNITS - 1) / MAX_UNITS };
	ent_filter filter = ENT_FILTER_DEFAULT;
	ent_lexicon *seed = NULL, *learned = NULL;
	filter.from = from;
	filter.to = to;
	filter.min_confidence = LEARNED_FROM;
	ent_status status = ent_lexicon_open(&seed, NULL, from, to, err);
	if (!status)
		status = ent_learning_trainer(&learning.trainer, from, to, err);
	if (!status)
		status = ent_memory_each(memory, &filter, teach_unit, &learning, err);
	if (!status)
		status = ent_trainer_run(&learned, learning.trainer, seed, err);
	if (!status)
		status = store_if_better(memory, from, to, &learning.held, learned,
					 state, progress, err);
	ent_held_out_release(&learning.held);
	ent_lexicon_close(learned);
	ent_lexicon_close(seed);
	ent_trainer_free(learning.trainer);
	return status;
}

ent_status ent_memory_learn(ent_memory *memory,
			    ent_str from,
			    ent_str to,
			    const ent_progress *progress,
			    ent_error *err)
{
	ent_lexicon_row row;
	uint64_t units;
	int64_t state;
	ent_status status = ent_store_lexicon_get(
		&row, memory->store, ent_lang_base(from), ent_lang_base(to), err);
	if (!status)
		status = ent_store_state(&state, &units, memory->store,
					 ent_lang_base(from), ent_lang_base(to),
					 LEARNED_FROM, err);
	if (status || !units || (row.generation && row.state == state))
		return status;
	return learn_from(memory, from, to, units, state, progress, err);
}
