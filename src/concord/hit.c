/* SPDX-License-Identifier: Apache-2.0 */
/* hit.c - a unit as a hit of a concordance: its phrase marked, and its
 * counterpart on the other side (marks.c), by the aligner's word links with the
 * lexicon that the memory learned, or the one that ships for the languages.  Only done
 * for hits that are shown.
 */
#include "align/links.h"
#include "base/fail.h"
#include "concord/concord_parts.h"
#include "concord/hit_links.h"
#include "concord/marks.h"
#include "concord/string_evidence.h"
#include "entente/concord.h"
#include "store/run_rows.h"

/* Hits looked back at for an equal one: linking words costs 100 times a comparison. */
#define LOOK_BACK 20

/* The linker of a lexicon, made when it is first asked for. */
static ent_status run_linker(ent_link_list *out,
			     ent_linker **linker,
			     const ent_lexicon *lexicon,
			     const ent_str texts[2],
			     ent_error *err)
{
	if (!*linker)
		*linker = ent_linker_new();
	if (!*linker)
		return ent_fail_memory(err);
	return ent_linker_run(&out->all, &out->n, *linker, texts, lexicon, NULL, 0,
			      err);
}

static ent_status link_hit(ent_hit *hit,
			   ent_mark_words *words,
			   ent_memory *memory,
			   ent_arena *arena,
			   ent_error *err)
{
	ent_link_list links = { NULL, 0 }, seed;
	const ent_str texts[2] = { hit->found.source.text, hit->found.target.text };
	ent_status status = ent_hit_lexicon(memory, &hit->found, err);
	if (!status)
		status = run_linker(&links, &memory->linkers[memory->turned],
				    memory->lexicon, texts, err);
	if (!status && memory->seed) {
		status = run_linker(&seed, &memory->seed_linkers[memory->turned],
				    memory->seed, texts, err);
		if (!status)
			status = ent_links_join(&links, &links, &seed, memory->seed,
						texts, arena, err);
	}
	if (status)
		return status;
	const ent_phrase_links given = { { texts[0], texts[1] },
					 hit->spans,
					 hit->n_spans,
					 links.all,
					 links.n,
					 words };
	return ent_concord_mark(&hit->counterparts, &hit->n_counterparts, &given, arena,
				err);
}

ent_status ent_hit_link(ent_hit *hit,
			ent_memory *memory,
			ent_arena *arena,
			ent_error *err)
{
	return link_hit(hit, NULL, memory, arena, err);
}

/* An earlier hit with the same texts on the same sides, NULL for none. */
static const ent_hit *equal_before(const ent_hit *hits, size_t k)
{
	const ent_unit *u = &hits[k].found;
	for (size_t i = k; i-- > 0 && k - i <= LOOK_BACK;)
		if (ent_str_eq(hits[i].found.source.text, u->source.text) &&
		    ent_str_eq(hits[i].found.target.text, u->target.text) &&
		    ent_str_eq(hits[i].found.source.lang, u->source.lang))
			return &hits[i];
	return NULL;
}

ent_status ent_hit_read(ent_hit *out,
			ent_memory *memory,
			uint64_t unit,
			bool reversed,
			ent_arena *arena,
			ent_error *err)
{
	ent_unit_row row;
	*out = (ent_hit){ .unit = unit };
	ent_status status = ent_store_unit_get(&row, memory->store, unit, err);
	if (!status)
		status = ent_unit_copy(&out->found, &row.unit, arena, err);
	ent_store_unit_end(memory->store);
	if (!status)
		status = ent_store_unit_import(&out->found, memory->store, unit, arena,
					       err);
	if (!status && reversed)
		ent_unit_swap(&out->found);
	return status;
}

ent_status ent_hits_read(ent_hit *out,
			 size_t n,
			 ent_memory *memory,
			 const ent_found *found,
			 const ent_pattern *pattern,
			 ent_arena *arena,
			 ent_error *err)
{
	ent_mark_words *words = ENT_NEW_ARRAY(arena, ent_mark_words, n);
	ent_status status = words ? ENT_OK : ent_fail_memory(err);
	for (size_t k = 0; k < n && !status; k++) {
		ent_hit *hit = &out[k];
		status = ent_hit_read(hit, memory, found[k].unit, found[k].as_target,
				      arena, err);
		const ent_hit *same = status ? NULL : equal_before(out, k);
		if (same) {
			hit->spans = same->spans;
			hit->n_spans = same->n_spans;
			hit->counterparts = same->counterparts;
			hit->n_counterparts = same->n_counterparts;
			words[k] = words[same - out];
			continue;
		}
		if (!status)
			status = ent_pattern_mark(&hit->spans, &hit->n_spans, pattern,
						  hit->found.source.text, arena, err);
		if (!status && !pattern->no_links)
			status = link_hit(hit, &words[k], memory, arena, err);
	}
	if (!status && !pattern->no_links && pattern->together && pattern->in_a_row)
		status = ent_hits_settle(out, words, (uint32_t)n, memory, arena, err);
	return status;
}
