/* SPDX-License-Identifier: Apache-2.0 */
/* change.c - what units were before they were edited or deleted.
 *
 * The unit is kept as a JSON object, which SQLite makes and reads
 * (https://www.sqlite.org/json1.html), with all that its rows hold, so that it can be
 * brought back as it was. */
#include "base/fail.h"
#include "store/sql.h"

ent_status ent_store_change_add(ent_store *store,
				ent_change_kind kind,
				uint64_t unit,
				ent_str source,
				ent_str target,
				ent_error *err)
{
	int64_t run;
	ent_status status = ent_run_current(&run, store, err);
	if (status)
		return status;
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT INTO change (run, kind, unit, was, source, target)"
			" SELECT ?1, ?2, u.id, json_object('source', s.text,"
			" 'target', t.text, 'source_lang', r.source,"
			" 'target_lang', r.target, 'document', u.document,"
			" 'name', d.name, 'counterpart', c.name, 'place', u.place,"
			" 'date', u.date, 'origin', u.origin,"
			" 'confidence', u.confidence, 'doubts', u.doubts,"
			" 'line', u.line, 'run', u.run,"
			" 'source_markup', x.source_markup,"
			" 'source_extra', x.source_extra,"
			" 'target_markup', x.target_markup,"
			" 'target_extra', x.target_extra, 'extra', x.extra,"
			" 'attributes', x.attributes,"
			" 'alignment', (SELECT b.alignment FROM bead b WHERE b.unit=u.id),"
			" 'bead', (SELECT b.number FROM bead b WHERE b.unit=u.id)),"
			" ?4, ?5 FROM unit u JOIN direction r ON r.id=u.direction"
			" JOIN text s ON s.id=u.source JOIN text t ON t.id=u.target"
			" LEFT JOIN document d ON d.id=u.document"
			" LEFT JOIN document c ON c.id=d.counterpart"
			" LEFT JOIN unit_xml x ON x.unit=u.id WHERE u.id=?3",
			"iiizz", run, (int64_t)kind, (int64_t)unit, source, target),
		err);
}

#define WAS(name) "json_extract(c.was, '$." name "')"

static ent_change_row row_of(ent_store *store, sqlite3_stmt *st)
{
	enum { WAS_AT = 9 };
	const ent_str s[] = {
		ent_sql_str(store, st, WAS_AT),
		ent_sql_str(store, st, WAS_AT + 1),
		ent_sql_str(store, st, WAS_AT + 2),
		ent_sql_str(store, st, WAS_AT + 3),
		ent_sql_str(store, st, WAS_AT + 4),
		ent_sql_str(store, st, WAS_AT + 5),
		ent_sql_str(store, st, WAS_AT + 6),
		ent_sql_str(store, st, WAS_AT + 7),
		ent_sql_str(store, st, WAS_AT + 8),
		ent_sql_str(store, st, WAS_AT + 9),
		ent_sql_str(store, st, WAS_AT + 10),
		ent_sql_str(store, st, WAS_AT + 11),
		ent_sql_str(store, st, WAS_AT + 12),
		ent_sql_str(store, st, WAS_AT + 13),
		ent_sql_str(store, st, WAS_AT + 14),
	};
	return (ent_change_row){
		.id = ent_sql_id(store, st, 0),
		.run = ent_sql_id(store, st, 1),
		.kind = (ent_change_kind)ent_sql_choice(store, st, 2, 1, 2),
		.unit = ent_sql_id(store, st, 3),
		.source = ent_sql_str(store, st, 4),
		.target = ent_sql_str(store, st, 5),
		.who = ent_sql_str(store, st, 6),
		.at = ent_sql_str(store, st, 7),
		.undone = ent_sql_str(store, st, 8),
		.was = { .source = { s[2], s[0], s[9], s[10] },
			 .target = { s[3], s[1], s[11], s[12] },
			 .document = s[4],
			 .target_document = s[5],
			 .place = s[6],
			 .date = s[7],
			 .origin = s[8],
			 .extra = s[13],
			 .attributes = s[14],
			 .confidence = ent_sql_share(store, st, 24),
			 .doubts = ent_sql_u32(store, st, 25),
			 .line = ent_sql_u32(store, st, 26) },
		.document = ent_sql_id(store, st, 27),
		.unit_run = ent_sql_id(store, st, 28),
		.alignment = ent_sql_id(store, st, 29),
		.bead = ent_sql_u32(store, st, 30),
	};
}

ent_status ent_store_changes(ent_store *store,
			     uint64_t run,
			     ent_change_row_fn fn,
			     void *data,
			     ent_error *err)
{
	ent_status status = ENT_OK;
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT c.id, c.run, c.kind, c.unit, c.source, c.target, r.who, r.date,"
			" c.undone, " WAS("source") "," WAS("target") "," WAS("source_lang") "," WAS("target_lang") "," WAS("name") "," WAS("counterpart") "," WAS("place") "," WAS("date") "," WAS("origin") "," WAS("source_markup") "," WAS("source_extra") "," WAS("target_markup") "," WAS(
				"target_extra") "," WAS("extra") "," WAS("attributes") "," WAS("confidence") "," WAS("doubts") "," WAS("line") "," WAS("document") "," WAS("run") "," WAS("alignment") "," WAS("bead") " FROM change c LEFT JOIN run r ON r.id=c.run WHERE ?1=0 OR c.run=?1"
																										       " ORDER BY iif(?1, -c.id, c.id)",
			"i", (int64_t)run);
	while (!status && ent_sql_row(store, st)) {
		const ent_change_row row = row_of(store, st);
		status = fn(data, &row, err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

ent_status ent_store_change_end_of_run(ent_store *store, uint64_t run, ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store,
				   "UPDATE change SET undone="
				   "strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE kind=2"
				   " AND undone IS NULL"
				   " AND (json_extract(was, '$.run')=?1"
				   " OR json_extract(was, '$.run')"
				   " IN (SELECT id FROM run WHERE part_of=?1))",
				   "i", (int64_t)run),
			   err);
}

ent_status ent_store_changes_marked(uint64_t *count,
				    ent_store *store,
				    uint64_t run,
				    ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT count(*) FROM change c JOIN temp.marked m"
				   " ON m.unit=c.unit WHERE c.run=? AND c.kind=1",
				   "i", (int64_t)run);
	return ent_sql_first_id(count, store, st, err);
}

ent_status ent_store_change_undone(ent_store *store, uint64_t change, ent_error *err)
{
	return ent_sql_run(store,
			   ent_sql(store,
				   "UPDATE change SET undone="
				   "strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id=?",
				   "i", (int64_t)change),
			   err);
}
