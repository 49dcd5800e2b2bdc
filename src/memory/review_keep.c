/* SPDX-License-Identifier: Apache-2.0 */
/* review_keep.c - a decision is stored with what it needs to be found again: the names
 * of its documents, their languages, the texts of its segments, their surroundings
 * (review_context.c), and a round that is after everything decided of the pair so far,
 * whatever the clock says.
 */
#include "memory/review_keep.h"
#include "base/fail.h"
#include "memory/review_context.h"
#include "text/lang.h"

/* What is decided now comes after all that is decided of the pair. */
static ent_status find_round(ent_subject *s,
			     ent_memory *memory,
			     ent_arena *arena,
			     ent_error *err)
{
	const ent_decision_row *rows;
	uint32_t n;
	const ent_pair_key key =
		ent_memory_pair_key(&s->pair->source, &s->pair->target);
	ent_status status =
		ent_store_decisions_of(&rows, &n, memory->store, &key, arena, err);
	s->round = status || !n ? 1 : rows[0].round + 1;
	return status;
}

ent_status ent_subject_load(ent_subject *out,
			    ent_memory *memory,
			    const ent_stored_pair *pair,
			    ent_arena *arena,
			    ent_error *err)
{
	ent_subject s = { .pair = pair };
	ent_status status = ENT_OK;
	for (int side = 0; !status && side < 2; side++)
		status = ent_store_segments_load(&s.segments[side], &s.n[side],
						 memory->store, pair->documents[side],
						 0, UINT32_MAX, arena, err);
	if (!status)
		status = find_round(&s, memory, arena, err);
	*out = s;
	return status;
}

static void add_lines(ent_buf *out, const ent_segment *segments, uint32_t n)
{
	ent_buf_clear(out);
	for (uint32_t k = 0; k < n; k++) {
		if (k)
			ent_buf_add_char(out, '\n');
		ent_buf_add(out, segments[k].text);
	}
}

ent_status ent_subject_decide(ent_memory *memory,
			      const ent_subject *s,
			      const ent_decision *d,
			      ent_error *err)
{
	ent_buf texts[2] = { ENT_BUF_INIT, ENT_BUF_INIT }, context = ENT_BUF_INIT;
	bool added;
	if ((!d->n_src && !d->n_tgt) || d->src > s->n[0] || d->tgt > s->n[1] ||
	    d->n_src > s->n[0] - d->src || d->n_tgt > s->n[1] - d->tgt)
		return ent_fail(err, ENT_EFORMAT, "there are no such segments");
	if (d->n_src > UINT16_MAX || d->n_tgt > UINT16_MAX)
		return ent_fail(err, ENT_EFORMAT, "too many segments");
	add_lines(&texts[0], s->segments[0] + d->src, d->n_src);
	add_lines(&texts[1], s->segments[1] + d->tgt, d->n_tgt);
	ent_context_add(&context, s->segments[0], s->n[0], d->src, d->n_src);
	ent_buf_add_char(&context, '|');
	ent_context_add(&context, s->segments[1], s->n[1], d->tgt, d->n_tgt);
	const ent_decision_row row = { .source_document = d->source_document,
				       .target_document = d->target_document,
				       .source = ent_buf_str(&texts[0]),
				       .target = ent_buf_str(&texts[1]),
				       .source_at = d->src,
				       .target_at = d->tgt,
				       .verdict = (int)d->verdict,
				       .who = d->who,
				       .at = d->at,
				       .note = d->note,
				       .from = ent_lang_base(s->pair->source.lang),
				       .to = ent_lang_base(s->pair->target.lang),
				       .round = s->round,
				       .context = ent_buf_str(&context) };
	ent_status status =
		texts[0].failed || texts[1].failed || context.failed
			? ent_fail_memory(err)
			: ent_store_decision_add(&added, memory->store, &row, err);
	ent_buf_release(&texts[0]);
	ent_buf_release(&texts[1]);
	ent_buf_release(&context);
	return status;
}
