/* SPDX-License-Identifier: Apache-2.0 */
/* remove.c - removing units, and with them what only they needed.
 *
 * The numbers of the units to remove are gathered in a temporary table; one pass then
 * removes them, their beads' references, texts that no unit uses now (the caller, who
 * keeps the indexes, is called with each), texts that no segment needs either, and
 * documents that hold nothing.  Time O(k log n) for k units.
 */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_remove_prepare(ent_store *store, ent_error *err)
{
	if (store->marks)
		return ENT_OK;
	ent_status status = ent_sql_exec(
		store,
		"CREATE TEMP TABLE IF NOT EXISTS marked (unit INTEGER PRIMARY KEY);"
		"CREATE TEMP TABLE IF NOT EXISTS orphan (text INTEGER PRIMARY KEY);"
		"CREATE TEMP TABLE IF NOT EXISTS place (document INTEGER PRIMARY KEY)",
		err);
	store->marks = !status;
	return status;
}

ent_status ent_store_mark_for_removal(ent_store *store, uint64_t unit, ent_error *err)
{
	ent_status status = ent_remove_prepare(store, err);
	if (status)
		return status;
	return ent_sql_run(store,
			   ent_sql(store,
				   "INSERT OR IGNORE INTO temp.marked VALUES (?)", "i",
				   (int64_t)unit),
			   err);
}

/* Equal texts, languages and document: all but the oldest. */
ent_status ent_store_mark_repeated(ent_store *store, ent_error *err)
{
	ent_status status = ent_remove_prepare(store, err);
	if (status)
		return status;
	return ent_sql_exec(store,
			    "INSERT OR IGNORE INTO temp.marked SELECT id FROM unit"
			    " WHERE id NOT IN (SELECT min(id) FROM unit"
			    " GROUP BY source, target, direction, document)",
			    err);
}

/* The units of an alignment, and its beads, segments and documents. */
ent_status ent_store_mark_alignment(ent_store *store,
				    uint64_t alignment,
				    ent_error *err)
{
	static const char *const sql[] = {
		"INSERT OR IGNORE INTO temp.marked"
		" SELECT unit FROM bead WHERE alignment=?1 AND unit IS NOT NULL",
		"INSERT OR IGNORE INTO temp.orphan SELECT g.text FROM alignment a"
		" JOIN segment g ON g.document IN (a.source, a.target) WHERE a.id=?1",
		"INSERT OR IGNORE INTO temp.place"
		" SELECT source FROM alignment WHERE id=?1"
		" UNION SELECT target FROM alignment WHERE id=?1",
		"DELETE FROM bead WHERE alignment=?1",
		"DELETE FROM segment WHERE document IN"
		" (SELECT source FROM alignment WHERE id=?1"
		" UNION SELECT target FROM alignment WHERE id=?1)",
		"DELETE FROM alignment WHERE id=?1",
	};
	ent_status status = ent_remove_prepare(store, err);
	for (size_t k = 0; k < sizeof(sql) / sizeof(sql[0]) && !status; k++)
		status = ent_sql_run(
			store, ent_sql(store, sql[k], "i", (int64_t)alignment), err);
	return status;
}

ent_status ent_store_emptied_alignments(const uint64_t **ids,
					uint32_t *count,
					ent_store *store,
					bool names,
					ent_str glob,
					ent_arena *arena,
					ent_error *err)
{
	ent_status status = ent_remove_prepare(store, err);
	if (status)
		return status;
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT a.id FROM alignment a JOIN document s ON s.id=a.source"
			" WHERE NOT EXISTS (SELECT 1 FROM bead b"
			" WHERE b.alignment=a.id AND b.unit IS NOT NULL"
			" AND b.unit NOT IN (SELECT unit FROM temp.marked))"
			" AND (EXISTS (SELECT 1 FROM bead b"
			" WHERE b.alignment=a.id AND b.unit IS NOT NULL)"
			" OR (?1 AND (?2='' OR s.name GLOB ?2))) ORDER BY a.id",
			"is", (int64_t)names, glob);
	return ent_sql_ids(ids, count, store, st, arena, err);
}

static ent_status remove_units(uint64_t *removed, ent_store *store, ent_error *err)
{
	static const char before[] =
		"INSERT OR IGNORE INTO temp.orphan SELECT source FROM unit"
		" WHERE id IN (SELECT unit FROM temp.marked);"
		"INSERT OR IGNORE INTO temp.orphan SELECT target FROM unit"
		" WHERE id IN (SELECT unit FROM temp.marked);"
		"INSERT OR IGNORE INTO temp.place SELECT DISTINCT document FROM unit"
		" WHERE document IS NOT NULL AND id IN (SELECT unit FROM temp.marked);"
		"INSERT OR IGNORE INTO temp.place SELECT counterpart FROM document"
		" WHERE counterpart IS NOT NULL"
		" AND id IN (SELECT document FROM temp.place);"
		"UPDATE bead SET unit=NULL WHERE unit IN (SELECT unit FROM temp.marked);"
		"DELETE FROM unit_xml WHERE unit IN (SELECT unit FROM temp.marked);"
		"DELETE FROM unit WHERE id IN (SELECT unit FROM temp.marked)";
	ent_status status = ent_sql_exec(store, before, err);
	*removed = status ? 0 : (uint64_t)sqlite3_changes64(store->db);
	return status;
}

/* Calls fn with the texts that leave the index. */
static ent_status send_orphans(ent_store *store,
			       ent_text_fn fn,
			       void *data,
			       ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT t.id, t.language, t.weight, t.text"
			" FROM temp.orphan o CROSS JOIN text t ON t.id=o.text"
			" WHERE t.weight IS NOT NULL"
			" AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.source=t.id)"
			" AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.target=t.id)"
			" ORDER BY t.id",
			"");
	return ent_sql_texts(store, st, fn, data, err);
}

ent_status ent_store_remove_marked(uint64_t *removed,
				   ent_store *store,
				   ent_text_fn fn,
				   void *data,
				   ent_error *err)
{
	static const char after[] =
		"DELETE FROM temp.orphan WHERE text IN (SELECT source FROM unit)"
		" OR text IN (SELECT target FROM unit);"
		"UPDATE text SET weight=NULL WHERE id IN (SELECT text FROM temp.orphan)"
		" AND weight IS NOT NULL;"
		"DELETE FROM text WHERE id IN (SELECT text FROM temp.orphan)"
		" AND NOT EXISTS (SELECT 1 FROM segment g WHERE g.text=text.id);"
		"DELETE FROM document WHERE id IN (SELECT document FROM temp.place)"
		" AND counterpart IS NOT NULL"
		" AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.document=document.id)"
		" AND NOT EXISTS (SELECT 1 FROM alignment a WHERE a.source=document.id"
		" OR a.target=document.id);"
		"DELETE FROM document WHERE id IN (SELECT document FROM temp.place)"
		" AND NOT EXISTS (SELECT 1 FROM unit u WHERE u.document=document.id)"
		" AND NOT EXISTS (SELECT 1 FROM document d"
		" WHERE d.counterpart=document.id)"
		" AND NOT EXISTS (SELECT 1 FROM alignment a WHERE a.source=document.id"
		" OR a.target=document.id);"
		"DELETE FROM temp.marked; DELETE FROM temp.orphan;"
		"DELETE FROM temp.place";
	ent_status status = ent_remove_prepare(store, err);
	if (!status)
		status = remove_units(removed, store, err);
	if (!status)
		status = send_orphans(store, fn, data, err);
	return status ? status : ent_sql_exec(store, after, err);
}
