/* SPDX-License-Identifier: Apache-2.0 */
/* document.c - documents, their segments in order, and the beads between them.
 *
 * An alignment owns its two documents: the same file aligned with two others is
 * stored as two documents, whose texts are shared. */
#include "base/fail.h"
#include "entente/version.h"
#include "store/sql.h"

static ent_status find_name(uint64_t *id,
			    ent_store *store,
			    ent_str name,
			    ent_str counterpart,
			    ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT d.id FROM document d"
				   " LEFT JOIN document c ON c.id=d.counterpart"
				   " WHERE d.name=? AND c.name IS ?"
				   " ORDER BY d.id LIMIT 1",
				   "sz", name, counterpart);
	return ent_sql_first_id(id, store, st, err);
}

static ent_status add_name(uint64_t *id,
			   ent_store *store,
			   ent_str name,
			   uint64_t counterpart,
			   ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store, "INSERT INTO document (name, counterpart) VALUES (?, ?)",
			"sj", name, (int64_t)counterpart);
	ent_status status = ent_sql_run(store, st, err);
	*id = (uint64_t)sqlite3_last_insert_rowid(store->db);
	return status;
}

ent_status ent_store_document_named(uint64_t *id,
				    ent_store *store,
				    ent_str name,
				    ent_str counterpart,
				    ent_error *err)
{
	uint64_t other = 0;
	ent_status status = ENT_OK;
	*id = 0;
	if (!name.n && !counterpart.n)
		return ENT_OK;
	status = find_name(id, store, name, counterpart, err);
	if (status || *id)
		return status;
	if (counterpart.n) {
		status = find_name(&other, store, counterpart, ENT_STR(""), err);
		if (!status && !other)
			status = add_name(&other, store, counterpart, 0, err);
	}
	return status ? status : add_name(id, store, name, other, err);
}

ent_status ent_store_documents_of(const uint64_t **ids,
				  uint32_t *count,
				  ent_store *store,
				  ent_str name,
				  bool glob,
				  ent_arena *arena,
				  ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT d.id FROM document d"
				   " LEFT JOIN document c ON c.id=d.counterpart"
				   " WHERE iif(?2, d.name GLOB ?1 OR c.name GLOB ?1,"
				   " d.name=?1) ORDER BY d.id",
				   "si", name, (int64_t)glob);
	return ent_sql_ids(ids, count, store, st, arena, err);
}

ent_status ent_store_alignment_find(ent_alignment_row *out,
				    ent_store *store,
				    const ent_pair_key *key,
				    ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"SELECT a.id, s.hash, t.hash, a.options, a.confidence, a.version=?1,"
		" EXISTS (SELECT 1 FROM bead b WHERE b.alignment=a.id"
		" AND b.unit IS NOT NULL) FROM document s"
		" JOIN alignment a ON a.source=s.id JOIN document t ON t.id=a.target"
		" WHERE s.name=?2 AND t.name=?3"
		" AND " ENT_SQL_PAIR_LANGUAGES("s", "t", "?4",
					       "?5") " ORDER BY a.id LIMIT 2",
		"sssss", ent_str_of(ENT_VERSION), key->source, key->target, key->from,
		key->to);
	*out = (ent_alignment_row){ 0 };
	if (ent_sql_row(store, st))
		*out = (ent_alignment_row){
			.id = ent_sql_id(store, st, 0),
			.source_hash = ent_sql_hash(st, 1),
			.target_hash = ent_sql_hash(st, 2),
			.options = ent_sql_hash(st, 3),
			.confidence = ent_sql_share(store, st, 4),
			.current = sqlite3_column_int(st, 5),
			.has_units = sqlite3_column_int(st, 6),
		};
	out->several = out->id && ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

static ent_status add_document(uint64_t *id,
			       ent_store *store,
			       const ent_document *doc,
			       uint64_t counterpart,
			       ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"INSERT INTO document (name, counterpart, language, format, encoding,"
		" title, date, identifier, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		"sjzzzzzzi", doc->name, (int64_t)counterpart, doc->lang, doc->format,
		doc->encoding, doc->title, doc->date, doc->id, (int64_t)doc->hash);
	ent_status status = ent_sql_run(store, st, err);
	*id = (uint64_t)sqlite3_last_insert_rowid(store->db);
	return status;
}

ent_status ent_store_alignment_add(uint64_t *id,
				   uint64_t documents[2],
				   ent_store *store,
				   const ent_aligned_pair *pair,
				   ent_error *err)
{
	int64_t run;
	ent_status status = ent_run_current(&run, store, err);
	if (!status)
		status = add_document(&documents[1], store, pair->target, 0, err);
	if (!status)
		status = add_document(&documents[0], store, pair->source, documents[1],
				      err);
	if (status)
		return status;
	sqlite3_stmt *st = ent_sql(
		store,
		"INSERT INTO alignment (source, target, version, confidence,"
		" origin, learned, run, options)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		"iisrziji", (int64_t)documents[0], (int64_t)documents[1],
		ent_str_of(ENT_VERSION), (double)pair->alignment->confidence,
		pair->origin, (int64_t)pair->learned, run, (int64_t)pair->options);
	status = ent_sql_run(store, st, err);
	*id = (uint64_t)sqlite3_last_insert_rowid(store->db);
	if (status)
		return status;
	/* a pair that is there again no longer counts as deleted */
	return ent_sql_run(store,
			   ent_sql(store,
				   "DELETE FROM deleted WHERE source=?1 AND target=?2"
				   " AND " ENT_SQL_SAME_LANGUAGES("", "?3", "?4"),
				   "ssss", pair->source->name, pair->target->name,
				   pair->source->lang, pair->target->lang),
			   err);
}

ent_status ent_store_segment_add(ent_store *store,
				 uint64_t document,
				 uint32_t number,
				 uint64_t text,
				 const ent_segment *segment,
				 ent_error *err)
{
	bool known = segment->paragraph != ENT_NO_PARAGRAPH;
	sqlite3_stmt *st =
		ent_sql(store,
			"INSERT INTO segment (document, number, text, paragraph, kind,"
			" uncertain) VALUES (?, ?, ?, ?, ?, ?)",
			"iiijii", (int64_t)document, (int64_t)number, (int64_t)text,
			known ? (int64_t)segment->paragraph + 1 : (int64_t)0,
			(int64_t)segment->kind, (int64_t)segment->uncertain);
	return ent_sql_run(store, st, err);
}

ent_status ent_store_bead_add(ent_store *store,
			      uint64_t alignment,
			      uint32_t number,
			      const ent_bead *bead,
			      uint64_t unit,
			      ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"INSERT INTO bead (alignment, number, source, n_source, target,"
		" n_target, confidence, doubts, unit)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		"iiiiiirij", (int64_t)alignment, (int64_t)number, (int64_t)bead->src,
		(int64_t)bead->n_src, (int64_t)bead->tgt, (int64_t)bead->n_tgt,
		(double)bead->confidence, (int64_t)bead->doubts, (int64_t)unit);
	return ent_sql_run(store, st, err);
}

ent_status ent_store_document_name(ent_str *out,
				   ent_store *store,
				   uint64_t id,
				   ent_arena *arena,
				   ent_error *err)
{
	*out = ENT_STR("");
	sqlite3_stmt *st = ent_sql(store, "SELECT name FROM document WHERE id=?", "i",
				   (int64_t)id);
	if (ent_sql_row(store, st))
		*out = ent_arena_str(arena, ent_sql_str(store, st, 0));
	ent_status status = ent_sql_end(store, st, err);
	return status || out->p ? status : ent_fail_memory(err);
}
