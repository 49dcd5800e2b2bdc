/* SPDX-License-Identifier: Apache-2.0 */
/* aligned.c - the beads of two documents as units.
 *
 * Within a paragraph two segments are separated by some kind of space, so the text
 * of a bead is its segments with a space between them.  Cost: one copy of the text.
 */
#include "base/fail.h"
#include "doc/segments.h"
#include "entente/bead.h"

void ent_segments_join(ent_buf *out,
		       const ent_segment *segments,
		       uint32_t first,
		       uint32_t n)
{
	ent_buf_clear(out);
	for (uint32_t k = 0; k < n; k++) {
		if (k)
			ent_buf_add_char(out, ' ');
		ent_buf_add(out, segments[first + k].text);
	}
}

/* Appends the place of a bead: the 1-based number of its paragraph, and the page,
 * slide or the like of a document that has them. */
static void add_place(ent_buf *to, const ent_aligned_pair *pair, const ent_bead *bead)
{
	const bool source = bead->n_src > 0;
	const uint32_t at = source ? bead->src : bead->tgt;
	const ent_segment *segment =
		source ? &pair->source_segments[at] : &pair->target_segments[at];
	const ent_document *document = source ? pair->source : pair->target;
	const bool known = segment->paragraph != ENT_NO_PARAGRAPH;
	ent_buf_addf(to, "%u", (known ? segment->paragraph : at) + 1);
	if (known && document->part.n && segment->paragraph < document->n_paragraphs)
		ent_buf_addf(to, ", %.*s %u", (int)document->part.n, document->part.p,
			     document->paragraphs[segment->paragraph].line);
}

static ent_status send(const ent_aligned_pair *pair,
		       const ent_bead *bead,
		       ent_buf text[3],
		       ent_unit_fn fn,
		       void *data,
		       ent_error *err)
{
	const ent_document *source = pair->source, *target = pair->target;
	ent_segments_join(&text[0], pair->source_segments, bead->src, bead->n_src);
	ent_segments_join(&text[1], pair->target_segments, bead->tgt, bead->n_tgt);
	ent_buf_clear(&text[2]);
	add_place(&text[2], pair, bead);
	if (text[0].failed || text[1].failed || text[2].failed)
		return ent_fail_memory(err);
	const ent_unit unit = {
		.source = { .lang = source->lang, .text = ent_buf_str(&text[0]) },
		.target = { .lang = target->lang, .text = ent_buf_str(&text[1]) },
		.document = source->name,
		.target_document = target->name,
		.place = ent_buf_str(&text[2]),
		.date = source->date.n ? source->date : target->date,
		.origin = ENT_STR("align"),
		.confidence = bead->confidence,
		.doubts = bead->doubts,
	};
	return fn(data, &unit, err);
}

ent_status ent_aligned_units(const ent_aligned_pair *pair,
			     ent_unit_fn fn,
			     void *data,
			     ent_error *err)
{
	ent_buf text[3] = { ENT_BUF_INIT, ENT_BUF_INIT, ENT_BUF_INIT };
	ent_status status = ENT_OK;
	for (uint32_t k = 0; k < pair->alignment->count && !status; k++)
		status = send(pair, &pair->alignment->beads[k], text, fn, data, err);
	for (int k = 0; k < 3; k++)
		ent_buf_release(&text[k]);
	return status;
}
