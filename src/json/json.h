/* SPDX-License-Identifier: Apache-2.0 */
/* json.h - JSON objects for the structures of the library: one vocabulary for
 * every command with --json and for every route of the server.
 *
 * Each function appends to a buffer, which is checked once, when it is written.
 * doc/json.md describes the members.
 */
#ifndef ENT_JSON_JSON_H
#define ENT_JSON_JSON_H

#include "entente/batch.h"
#include "entente/clean.h"
#include "entente/concord.h"
#include "entente/lookup.h"
#include "entente/memory.h"
#include "entente/pairs.h"
#include "entente/proofread.h"
#include "entente/reuse.h"
#include "entente/review.h"

/* The comma before an item of an array, k of them before it. */
static inline void json_comma(ent_buf *out, size_t k)
{
	if (k)
		ent_buf_add_char(out, ',');
}

/* ,"name":"value" */
void json_field(ent_buf *out, const char *name, ent_str value);
/* As a number if it is one, else as a text. */
void json_number_field(ent_buf *out, const char *name, ent_str value);

/* "source":...,"target":..., and all other fields of a unit; no braces. */
void json_unit(ent_buf *out, const ent_unit *unit);

/* ,"doubts":["length",...] */
void json_doubts(ent_buf *out, uint32_t doubts);

/* [[start,end],...] in bytes. */
void json_spans(ent_buf *out, const ent_span *spans, uint32_t n);

/* A match with its braces.  markup: with the inline codes of both sides, and the
 * target with the codes of the query. */
void json_match(ent_buf *out, const ent_match *match, bool markup);

/* A hit of a concordance with its braces. */
void json_hit(ent_buf *out, const ent_hit *hit);

/* {"document":...,"hits":...}; the first member has the name of `by`. */
void json_count(ent_buf *out, const ent_count *count, ent_count_by by);

/* {"phrase","hits","renderings":[{"text","count","years":{"2024":3},"first","last",
 * "documents":[...]}],"unmarked"} */
void json_renderings(ent_buf *out, const ent_concord_group *r);

/* An array of n fragments, each with its hits. */
void json_fragments(ent_buf *out, const ent_fragment *fragments, uint32_t n);

/* {"removed","pairs","restored","kept","dry_run"}: what a deletion removed, or would;
 * the third and fourth only when they are not 0. */
void json_removed(ent_buf *out, const ent_delete_result *what, bool dry_run);

/* {"file","added"}: a memory that was merged into another. */
void json_merged(ent_buf *out, const char *file, uint64_t added);

/* {"file","file_bytes"}: a copy; {"bytes_before","file_bytes"}: a file that was
 * rebuilt. */
void json_copied(ent_buf *out, const char *file, uint64_t bytes);
void json_compacted(ent_buf *out, uint64_t before, uint64_t after);

/* A state of a release that another one replaced. */
void json_past(ent_buf *out, const ent_past *past);

/* A unit that was edited or deleted. */
void json_change(ent_buf *out, const ent_unit_change *change);

/* What a person decided on the segments of a pair. */
void json_decided(ent_buf *out, const ent_decided *decided);

/* An import, merge, batch, edit, deletion or clean-up, with its braces. */
void json_run(ent_buf *out, const ent_memory_run *run);

/* {"unit","action","rules":[...],"why","texts":{"source","target"}, and the unit}: what
 * a clean-up does with a unit; "texts" after a change. */
void json_cleaning(ent_buf *out, const ent_cleaning *what);

/* {"changed","removed","listed","rules":{"whitespace":3},"change","dry_run"} */
void json_cleaned(ent_buf *out, const ent_clean_result *result, bool dry_run);

/* A finding about a unit. */
void json_quality(ent_buf *out, const ent_quality *what);

/* What in a translation deserves a second look: "kind":..., "message", "span" in bytes
 * of the target, "replacement", "evidence"; no braces. */
void json_finding(ent_buf *out, const ent_finding *finding);

/* Why a unit of a file was refused or changed. */
void json_problem(ent_buf *out, const ent_problem *what);

/* The report of an import.  problems: objects of json_problem() with commas between
 * them.  err: why the import failed, else NULL. */
void json_import_result(ent_buf *out,
			const char *file,
			const ent_import_result *result,
			ent_str problems,
			const ent_error *err);

/* What of a document a memory has already, with its braces. */
void json_reuse(ent_buf *out, const ent_reuse *reuse);

/* What became of a pair of releases or a file, with its braces. */
void json_batch_event(ent_buf *out, const ent_batch_event *what);

/* A doubtful place with its braces. */
void json_place(ent_buf *out, const ent_place *place);

/* A pair of documents without its texts, with its braces. */
void json_pair_info(ent_buf *out, const ent_pair_info *info);

/* A whole pair: "source_segments", "target_segments", "beads" of 0-based indexes. */
void json_pair(ent_buf *out, const ent_pair *pair);

#endif
