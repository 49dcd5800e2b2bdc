/* SPDX-License-Identifier: Apache-2.0 */
/* alignment.c - pairs of documents as wholes, and their beads. */
#include "base/fail.h"
#include "store/sql.h"

/* ---- loading ------------------------------------------------------------------- */

static ent_document document_at(ent_store *store, sqlite3_stmt *st, int column)
{
	return (ent_document){ .name = ent_sql_str(store, st, column),
			       .lang = ent_sql_str(store, st, column + 1),
			       .format = ent_sql_str(store, st, column + 2),
			       .encoding = ent_sql_str(store, st, column + 3),
			       .title = ent_sql_str(store, st, column + 4),
			       .date = ent_sql_str(store, st, column + 5),
			       .id = ent_sql_str(store, st, column + 6),
			       .hash = ent_sql_hash(st, column + 7) };
}

static bool copy_document(ent_document *doc, ent_arena *arena)
{
	ent_str *const strings[] = { &doc->name,     &doc->lang,  &doc->format,
				     &doc->encoding, &doc->title, &doc->date,
				     &doc->id };
	for (size_t k = 0; k < sizeof(strings) / sizeof(strings[0]); k++)
		if (!(*strings[k] = ent_arena_str(arena, *strings[k])).p)
			return false;
	return true;
}

ent_status ent_store_pair_load(ent_stored_pair *out,
			       ent_store *store,
			       uint64_t alignment,
			       ent_arena *arena,
			       ent_error *err)
{
	ent_stored_pair pair = { .alignment = 0 };
	bool copied = true;
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT a.source, a.target, a.version, a.origin, a.learned,"
		" s.name, s.language, s.format, s.encoding, s.title, s.date,"
		" s.identifier, s.hash, t.name, t.language, t.format, t.encoding,"
		" t.title, t.date, t.identifier, t.hash, a.confidence, a.options"
		" FROM alignment a"
		" JOIN document s ON s.id=a.source JOIN document t ON t.id=a.target"
		" WHERE a.id=?",
		"i", (int64_t)alignment);
	if (ent_sql_row(store, st)) {
		pair.alignment = alignment;
		pair.documents[0] = ent_sql_id(store, st, 0);
		pair.documents[1] = ent_sql_id(store, st, 1);
		pair.version = ent_arena_str(arena, ent_sql_str(store, st, 2));
		pair.origin = ent_arena_str(arena, ent_sql_str(store, st, 3));
		pair.learned = ent_sql_u32(store, st, 4);
		pair.source = document_at(store, st, 5);
		pair.target = document_at(store, st, 13);
		pair.confidence = ent_sql_share(store, st, 21);
		pair.options = ent_sql_hash(st, 22);
		copied = pair.version.p && pair.origin.p &&
			 copy_document(&pair.source, arena) &&
			 copy_document(&pair.target, arena);
	}
	ent_status status = ent_sql_end(store, st, err);
	if (status)
		return status;
	if (!copied)
		return ent_fail_memory(err);
	if (!pair.alignment)
		return ent_fail(err, ENT_ENOTFOUND, "there is no such alignment");
	*out = pair;
	return ENT_OK;
}

ent_status ent_store_segments_load(const ent_segment **out,
				   uint32_t *n,
				   ent_store *store,
				   uint64_t document,
				   uint32_t first,
				   uint32_t count,
				   ent_arena *arena,
				   ent_error *err)
{
	uint32_t all = 0, k = 0;
	const int64_t low = (int64_t)first + 1, high = (int64_t)first + count;
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT count(*) FROM segment WHERE document=?"
				   " AND number BETWEEN ? AND ?",
				   "iii", (int64_t)document, low, high);
	ent_status status = ent_sql_number(&all, store, st, err);
	ent_segment *segments = ENT_NEW_ARRAY(arena, ent_segment, all);
	if (!status && !segments)
		status = ent_fail_memory(err);
	if (status)
		return status;
	st = ent_sql(store,
		     "SELECT t.text, g.paragraph, g.kind, g.uncertain FROM segment g"
		     " JOIN text t ON t.id=g.text WHERE g.document=?"
		     " AND g.number BETWEEN ? AND ? ORDER BY g.number",
		     "iii", (int64_t)document, low, high);
	for (; !status && k < all && ent_sql_row(store, st); k++) {
		const uint32_t paragraph = ent_sql_u32(store, st, 1);
		segments[k] = (ent_segment){
			.text = ent_arena_str(arena, ent_sql_str(store, st, 0)),
			.paragraph = paragraph ? (uint32_t)(paragraph - 1)
					       : ENT_NO_PARAGRAPH,
			.kind = (ent_kind)ent_sql_choice(store, st, 2, 0,
							 ENT_KIND_ATTRIBUTE),
			.uncertain = sqlite3_column_int(st, 3),
		};
		if (!segments[k].text.p)
			status = ent_fail_memory(err);
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	*out = segments;
	*n = k;
	return status ? status : end;
}

ent_status ent_store_alignment_version(ent_store *store,
				       uint64_t alignment,
				       ent_str version,
				       ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store, "UPDATE alignment SET version=? WHERE id=?",
				   "si", version, (int64_t)alignment),
			   err);
}

ent_status ent_store_doubtful(ent_store *store,
			      float below,
			      ent_str glob,
			      ent_status (*fn)(void *data,
					       const ent_bead_row *row,
					       ent_error *err),
			      void *data,
			      ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT b.alignment, b.number, b.source, b.n_source, b.target,"
		" b.n_target, b.confidence, b.doubts,"
		" ifnull((SELECT sum(length(t.text)) FROM segment g JOIN text t"
		" ON t.id=g.text WHERE g.document=a.source"
		" AND g.number BETWEEN b.source+1 AND b.source+b.n_source), 0)"
		" + ifnull((SELECT sum(length(t.text)) FROM segment g JOIN text t"
		" ON t.id=g.text WHERE g.document=a.target"
		" AND g.number BETWEEN b.target+1 AND b.target+b.n_target), 0)"
		" FROM bead b JOIN alignment a ON a.id=b.alignment"
		" JOIN document s ON s.id=a.source"
		" WHERE b.confidence<?1 AND (?2='' OR s.name GLOB ?2)"
		/* not of a unit that was deleted, while others of the pair are there */
		" AND (b.unit IS NOT NULL OR b.n_source=0 OR b.n_target=0 OR NOT EXISTS"
		" (SELECT 1 FROM bead c WHERE c.alignment=b.alignment"
		" AND c.unit IS NOT NULL))"
		" ORDER BY b.alignment, b.number",
		"rs", (double)below, glob);
	ent_status status = ENT_OK;
	while (!status && ent_sql_row(store, st)) {
		const ent_bead_row row = {
			.alignment = ent_sql_id(store, st, 0),
			.number = ent_sql_u32(store, st, 1),
			.bead = { .src = ent_sql_u32(store, st, 2),
				  .n_src = ent_sql_u16(store, st, 3),
				  .tgt = ent_sql_u32(store, st, 4),
				  .n_tgt = ent_sql_u16(store, st, 5),
				  .confidence = ent_sql_share(store, st, 6),
				  .doubts = ent_sql_u32(store, st, 7) },
			.chars = ent_sql_id(store, st, 8),
		};
		status = fn(data, &row, err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

ent_status ent_store_alignments_before(const uint64_t **ids,
				       uint32_t *count,
				       ent_store *store,
				       uint32_t learned,
				       ent_str source,
				       ent_str target,
				       ent_arena *arena,
				       ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT a.id FROM alignment a JOIN document s ON s.id=a.source"
		" JOIN document t ON t.id=a.target WHERE a.learned<?1"
		" AND (s.language=?2 OR s.language GLOB ?2 || '-*')"
		" AND (t.language=?3 OR t.language GLOB ?3 || '-*') ORDER BY a.id",
		"iss", (int64_t)learned, source, target);
	return ent_sql_ids(ids, count, store, st, arena, err);
}

/* How many segments the two documents of an alignment have. */
static ent_status count_segments(uint32_t n[2],
				 ent_store *store,
				 uint64_t alignment,
				 ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT (SELECT count(*) FROM segment WHERE document=a.source),"
			" (SELECT count(*) FROM segment WHERE document=a.target)"
			" FROM alignment a WHERE a.id=?",
			"i", (int64_t)alignment);
	n[0] = n[1] = 0;
	if (ent_sql_row(store, st)) {
		n[0] = ent_sql_u32(store, st, 0);
		n[1] = ent_sql_u32(store, st, 1);
	}
	return ent_sql_end(store, st, err);
}

static bool is_within(const ent_bead *bead, const uint32_t n[2])
{
	return bead->src <= n[0] && bead->n_src <= n[0] - bead->src &&
	       bead->tgt <= n[1] && bead->n_tgt <= n[1] - bead->tgt &&
	       (bead->n_src || bead->n_tgt);
}

ent_status ent_store_beads_load(const ent_bead **out,
				const bool **has_unit,
				uint32_t *n,
				ent_store *store,
				uint64_t alignment,
				ent_arena *arena,
				ent_error *err)
{
	uint32_t all = 0, k = 0, segments[2];
	bool within = true;
	ent_status status = count_segments(segments, store, alignment, err);
	if (status)
		return status;
	sqlite3_stmt *st = ent_sql(store, "SELECT count(*) FROM bead WHERE alignment=?",
				   "i", (int64_t)alignment);
	if (ent_sql_row(store, st))
		all = ent_sql_u32(store, st, 0);
	status = ent_sql_end(store, st, err);
	ent_bead *beads = ENT_NEW_ARRAY(arena, ent_bead, all);
	bool *has = ENT_NEW_ARRAY(arena, bool, all);
	if (!status && (!beads || !has))
		status = ent_fail_memory(err);
	if (status)
		return status;
	st = ent_sql(store,
		     "SELECT source, n_source, target, n_target, confidence, doubts,"
		     " unit IS NOT NULL FROM bead WHERE alignment=? ORDER BY number",
		     "i", (int64_t)alignment);
	for (; k < all && ent_sql_row(store, st); k++) {
		beads[k] = (ent_bead){
			.src = ent_sql_u32(store, st, 0),
			.n_src = ent_sql_u16(store, st, 1),
			.tgt = ent_sql_u32(store, st, 2),
			.n_tgt = ent_sql_u16(store, st, 3),
			.confidence = ent_sql_share(store, st, 4),
			.doubts = ent_sql_u32(store, st, 5),
		};
		has[k] = sqlite3_column_int(st, 6);
		within = within && is_within(&beads[k], segments);
	}
	*out = beads;
	*has_unit = has;
	*n = k;
	status = ent_sql_end(store, st, err);
	if (!status && !within)
		status = ent_sql_damaged(store, err,
					 "a bead of alignment %llu is not within its "
					 "documents",
					 (unsigned long long)alignment);
	return status;
}

ent_status ent_store_bead_units(const uint64_t **out,
				uint32_t *count,
				ent_store *store,
				uint64_t alignment,
				ent_arena *arena,
				ent_error *err)
{
	return ent_sql_ids(out, count, store,
			   ent_sql(store,
				   "SELECT unit FROM bead WHERE alignment=?"
				   " ORDER BY number",
				   "i", (int64_t)alignment),
			   arena, err);
}

ent_status ent_store_alignments(const uint64_t **ids,
				uint32_t *count,
				ent_store *store,
				ent_arena *arena,
				ent_error *err)
{
	return ent_sql_ids(ids, count, store,
			   ent_sql(store, "SELECT id FROM alignment ORDER BY id", ""),
			   arena, err);
}

ent_status ent_store_unit_alignment(uint64_t *alignment,
				    ent_store *store,
				    uint64_t unit,
				    ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "SELECT alignment FROM bead WHERE unit=?",
				   "i", (int64_t)unit);
	return ent_sql_first_id(alignment, store, st, err);
}

ent_status ent_store_bead_of_unit(ent_bead_row *out,
				  ent_store *store,
				  uint64_t unit,
				  ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT alignment, number, source, n_source, target,"
			" n_target, confidence, doubts FROM bead WHERE unit=?",
			"i", (int64_t)unit);
	*out = (ent_bead_row){ .alignment = 0 };
	if (ent_sql_row(store, st))
		*out = (ent_bead_row){
			.alignment = ent_sql_id(store, st, 0),
			.number = ent_sql_u32(store, st, 1),
			.bead = { .src = ent_sql_u32(store, st, 2),
				  .n_src = ent_sql_u16(store, st, 3),
				  .tgt = ent_sql_u32(store, st, 4),
				  .n_tgt = ent_sql_u16(store, st, 5),
				  .confidence = ent_sql_share(store, st, 6),
				  .doubts = ent_sql_u32(store, st, 7) },
		};
	return ent_sql_end(store, st, err);
}

ent_status ent_store_bead_link(ent_store *store,
			       uint64_t alignment,
			       uint32_t number,
			       uint64_t unit,
			       ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store,
				   "UPDATE bead SET unit=? WHERE alignment=?"
				   " AND number=? AND unit IS NULL",
				   "iii", (int64_t)unit, (int64_t)alignment,
				   (int64_t)number),
			   err);
}

ent_status ent_store_alignment_next(uint64_t *id,
				    ent_store *store,
				    uint64_t after,
				    ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store, "SELECT id FROM alignment WHERE id>? ORDER BY id LIMIT 1", "i",
		(int64_t)after);
	return ent_sql_first_id(id, store, st, err);
}

ent_status ent_store_alignment_release(ent_store *store,
				       uint64_t alignment,
				       ent_str key,
				       ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store, "UPDATE alignment SET release=? WHERE id=?",
				   "zi", key, (int64_t)alignment),
			   err);
}

ent_status ent_store_same_release(const uint64_t **ids,
				  uint32_t *count,
				  ent_store *store,
				  uint64_t alignment,
				  ent_arena *arena,
				  ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT id FROM alignment WHERE id<>?1 AND release="
			"(SELECT release FROM alignment WHERE id=?1) ORDER BY id",
			"i", (int64_t)alignment);
	return ent_sql_ids(ids, count, store, st, arena, err);
}
