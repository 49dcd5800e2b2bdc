/* SPDX-License-Identifier: Apache-2.0 */
/* batch_make.c - what the threads of a batch do with one pair: read both files,
 * segment and align them, with the decisions that people took as anchors.
 *
 * Everything is made in the arena of the pair's place; a failure and the reader's
 * warnings wait there for the pair's turn. */
#include <stdlib.h>

#include "base/fail.h"
#include "base/file.h"
#include "memory/batch_parts.h"
#include "memory/review_anchors.h"
#include "pairing/by_content.h"
#include "text/lang.h"

enum { FEW_WORDS = 40 };  /* in a bag: too few to tell */
enum { LONG_TEXT = 200 }; /* bytes: some thirty words */

#define EVEN .5f /* confidence of what is as likely right as not */
#define WHOLE .8 /* share of both sides that is aligned when they compare as a whole */

/* A warning of the reader is kept until the pair's turn comes. */
static void keep_warning(void *data, ent_log_level level, const ent_error *what)
{
	struct ent_batch_slot *slot = data;
	if (level == ENT_LOG_WARNING && slot->n_notes < ENT_BATCH_NOTES)
		slot->notes[slot->n_notes++] = *what;
}

static ent_status read_side(const struct ent_batch_run *b,
			    struct ent_batch_slot *slot,
			    struct ent_batch_worker *worker,
			    int side,
			    ent_str path)
{
	const ent_str lang = b->langs[side];
	ent_progress progress = { NULL, keep_warning, slot };
	ent_read_options opt = ENT_READ_OPTIONS_DEFAULT;
	ent_document *doc = &slot->documents[side];
	opt.progress = &progress;
	opt.attributes = b->opt.attributes;
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
	slot->looks_like[side] = doc->lang;
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

/* Whether a document is long enough for a guess of its language to count. */
static bool is_long(const struct ent_batch_slot *slot, int side)
{
	size_t n = 0;
	for (uint32_t k = 0; k < slot->n_segments[side]; k++)
		n += slot->segments[side][k].text.n;
	return n >= LONG_TEXT;
}

/* Two files that look like one language are not a release in two, whatever their names
 * say.  The guess knows English and French alone, and takes others for them. */
static ent_status refuse_one_language(const struct ent_batch_run *b,
				      uint32_t index,
				      struct ent_batch_slot *slot)
{
	const ent_file_pair *pair = &b->pairing.pairs[index];
	const ent_str known[] = { ENT_STR("en"), ENT_STR("fr") };
	for (int side = 0; side < 2; side++)
		if (!ent_lang_matches(b->langs[side], known[0]) &&
		    !ent_lang_matches(b->langs[side], known[1]))
			return ENT_OK;
	if (pair->by == ENT_BY_LIST || !is_long(slot, 0) || !is_long(slot, 1) ||
	    !ent_lang_matches(slot->looks_like[0], slot->looks_like[1]))
		return ENT_OK;
	ent_fail(
		&slot->err, ENT_EFORMAT,
		"looks like the same language as %s, '%.*s'; list the two to pair them",
		pair->target.p, (int)slot->looks_like[0].n, slot->looks_like[0].p);
	return ent_error_in(&slot->err, ENT_EFORMAT, pair->source);
}

/* The share of a side's characters that is in beads that are more likely right than
 * not. */
static double aligned_share(const struct ent_batch_slot *slot, int side)
{
	double all = 0, aligned = 0;
	for (uint32_t k = 0; k < slot->n_segments[side]; k++)
		all += (double)slot->segments[side][k].text.n;
	for (uint32_t k = 0; k < slot->alignment.count; k++) {
		const ent_bead *b = &slot->alignment.beads[k];
		const uint32_t first = side ? b->tgt : b->src,
			       n = side ? b->n_tgt : b->n_src;
		const bool counts = b->n_src && b->n_tgt && b->confidence >= EVEN;
		for (uint32_t i = 0; counts && i < n; i++)
			aligned += (double)slot->segments[side][first + i].text.n;
	}
	return all > 0 ? aligned / all : 0;
}

/* Whether the two documents look like translations of each other, by what they contain,
 * whatever their names say.  Two different releases made from one template align well;
 * a text with sections that the other lacks compares badly as a whole although what is
 * aligned is right, so the alignment decides then. */
static ent_status look_alike(struct ent_batch_run *b, struct ent_batch_slot *slot)
{
	ent_bag bags[2];
	const ent_content_pair *pairs;
	uint32_t n = 0;
	const ent_lexicon *lexicon;
	ent_status status = ent_batch_lexicon(&lexicon, b, &slot->err);
	for (int side = 0; !status && side < 2; side++) {
		status = ent_bag_read(&bags[side], &slot->documents[side], ENT_STR(""),
				      lexicon, side, slot->arena, &slot->err);
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

static ent_status note_section(void *data, const ent_section *section, ent_error *err)
{
	struct ent_batch_slot *slot = data;
	const ent_progress progress = { NULL, keep_warning, slot };
	(void)err;
	ent_log(&progress, ENT_LOG_WARNING, slot->documents[section->side].name, 0,
		"%s %u to %u have no counterpart",
		section->paragraphs ? "paragraphs" : "lines", section->first,
		section->last);
	return ENT_OK;
}

/* Sections of one side only are reported; additional text is normal. */
static ent_status note_sections(struct ent_batch_slot *slot)
{
	const ent_aligned_pair pair = {
		.source_segments = slot->segments[0],
		.target_segments = slot->segments[1],
		.n_src = slot->n_segments[0],
		.n_tgt = slot->n_segments[1],
		.alignment = &slot->alignment,
	};
	return slot->alignment.confidence < EVEN
		       ? ENT_OK
		       : ent_unmatched_sections(&pair, note_section, slot, &slot->err);
}

static ent_status align(struct ent_batch_run *b,
			uint32_t index,
			struct ent_batch_slot *slot)
{
	ent_align_options opt = ENT_ALIGN_OPTIONS_DEFAULT;
	ent_anchors anchors = { .n = 0 };
	ent_status status = ent_batch_lexicon(&opt.lexicon, b, &slot->err);
	const ent_str date = slot->documents[0].date.n ? slot->documents[0].date
						       : slot->documents[1].date;
	if (b->decided && !status)
		status = ent_batch_decided_of(&slot->decided, b, index, date,
					      slot->arena, &slot->err);
	if (b->decided && !status)
		status = ent_anchors_find(&anchors, slot->decided.rows, slot->decided.n,
					  slot->segments, slot->n_segments, slot->arena,
					  &slot->err);
	opt.from = b->langs[0];
	opt.to = b->langs[1];
	opt.one_language = ent_lang_matches(b->langs[0], b->langs[1]);
	opt.anchors = anchors.list;
	opt.n_anchors = anchors.n;
	if (!status)
		status = ent_align(&slot->alignment, slot->segments[0],
				   slot->n_segments[0], slot->segments[1],
				   slot->n_segments[1], &opt, slot->arena, &slot->err);
	if (!status)
		status = ent_anchors_settle(&anchors, &slot->alignment, slot->arena,
					    &slot->err);
	slot->lost = anchors.lost;
	slot->outcomes = anchors.outcomes;
	if (!status && b->has_seed && b->pairing.pairs[index].by != ENT_BY_LIST &&
	    aligned_share(slot, 0) >= WHOLE && aligned_share(slot, 1) >= WHOLE)
		status = look_alike(b, slot);
	return status ? status : note_sections(slot);
}

/* Whether a pair with these contents is stored, or retired, as this run would leave
 * it. */
static bool is_same(const struct ent_batch_run *b,
		    uint32_t index,
		    const uint64_t hashes[2])
{
	const struct ent_batch_known *known = &b->known[index];
	const ent_pair_row *row = known->row;
	if (!row)
		return (known->retired || known->deleted_at.n) &&
		       known->hashes[0] == hashes[0] && known->hashes[1] == hashes[1];
	return row->current && row->source_hash == hashes[0] &&
	       row->target_hash == hashes[1] &&
	       row->options == ent_batch_options_of(b, b->pairing.pairs[index].by,
						    row->confidence);
}

static ent_status make_pair(struct ent_batch_run *b,
			    uint32_t index,
			    struct ent_batch_slot *slot,
			    struct ent_batch_worker *worker)
{
	const ent_file_pair *pair = &b->pairing.pairs[index];
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
	slot->same = is_same(b, index, hashes);
	for (int side = 0; !slot->same && !status && side < 2; side++)
		status = read_side(b, slot, worker, side, paths[side]);
	if (!slot->same && !status)
		status = refuse_one_language(b, index, slot);
	slot->documents[0].name = pair->source_name;
	slot->documents[1].name = pair->target_name;
	return status || slot->same ? status : align(b, index, slot);
}

void ent_batch_make(void *data, uint32_t index, uint32_t place, uint32_t worker)
{
	struct ent_batch_run *b = data;
	struct ent_batch_slot *slot = &b->slots[place];
	ent_arena_clear(slot->arena);
	slot->n_notes = slot->lost = 0;
	slot->outcomes = NULL;
	slot->decided = (struct ent_batch_decided){ NULL, 0 };
	slot->same = false;
	if (!b->known[index].busy)
		slot->status = make_pair(b, index, slot, &b->workers[worker]);
	else
		slot->status = ENT_OK;
}

uint64_t ent_batch_options_of(const struct ent_batch_run *b,
			      ent_pair_by by,
			      float confidence)
{
	const bool asked =
		b->opt.unsure && by != ENT_BY_LIST && confidence < ENT_BATCH_UNRELATED;
	return asked ? b->options ^ ent_str_hash(ENT_STR("unsure")) : b->options;
}
