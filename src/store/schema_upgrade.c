/* SPDX-License-Identifier: Apache-2.0 */
/* schema_upgrade.c - what brings an older format of a memory up to date with the next.
 *
 * A script never changes after a release: the tables that it makes are those of its
 * format, not those of schema_tables.c. */
#include "store/sql.h"

enum { SCRIPTS = 5 };

/* What format 6 added. */
static const char run_tables[] =
	"CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" kind INTEGER NOT NULL, source TEXT NOT NULL, format TEXT, who TEXT,"
	" date TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;"
	"CREATE TABLE change (id INTEGER PRIMARY KEY, run INTEGER NOT NULL,"
	" kind INTEGER NOT NULL, unit INTEGER NOT NULL, was TEXT NOT NULL,"
	" source TEXT, target TEXT, undone TEXT) STRICT;"
	"CREATE INDEX change_run ON change (run);"
	"CREATE INDEX change_unit ON change (unit);"
	"CREATE TABLE correction (source_document TEXT NOT NULL,"
	" target_document TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,"
	" new_source TEXT NOT NULL, new_target TEXT NOT NULL, who TEXT, at TEXT,"
	" PRIMARY KEY (source_document, target_document, source, target))"
	" STRICT, WITHOUT ROWID;"
	"CREATE TABLE deleted (source TEXT NOT NULL, target TEXT NOT NULL,"
	" source_hash INTEGER NOT NULL, target_hash INTEGER NOT NULL, at TEXT NOT NULL,"
	" who TEXT, PRIMARY KEY (source, target)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX unit_xml_tuid ON unit_xml (" ENT_TUID_SQL ")"
	" WHERE attributes GLOB 'tuid=\"*';";

/* What keeps documents and pairs the same from one run to the next. */
static const char identity_tables[] =
	"CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
	" STRICT, WITHOUT ROWID;"
	"CREATE TABLE unpaired (source TEXT NOT NULL, target TEXT NOT NULL,"
	" name TEXT NOT NULL, hash INTEGER NOT NULL,"
	" PRIMARY KEY (source, target, name)) STRICT, WITHOUT ROWID;"
	"ALTER TABLE alignment ADD COLUMN options INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE history ADD COLUMN source_language TEXT;"
	"ALTER TABLE history ADD COLUMN target_language TEXT;"
	"ALTER TABLE decision ADD COLUMN source_language TEXT;"
	"ALTER TABLE decision ADD COLUMN target_language TEXT;"
	"ALTER TABLE decision ADD COLUMN round INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE decision ADD COLUMN context TEXT;";

/* What people decided on pairs is kept by their languages too; "" is any, where an
 * older program did not state them.  The same for a new memory as for one of format 6.
 * The columns of a key come first: SQLite 3.40 finds a NULL in rows WITHOUT ROWID
 * otherwise. */
static const char language_tables[] =
	"CREATE TABLE correction_7 (source_document TEXT NOT NULL,"
	" target_document TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,"
	" source_language TEXT NOT NULL, target_language TEXT NOT NULL,"
	" new_source TEXT NOT NULL, new_target TEXT NOT NULL, who TEXT, at TEXT,"
	" PRIMARY KEY (source_document, target_document, source, target,"
	" source_language, target_language)) STRICT, WITHOUT ROWID;"
	"INSERT INTO correction_7 SELECT c.source_document, c.target_document, c.source,"
	" c.target, coalesce(s.language, ''), coalesce(t.language, ''), c.new_source,"
	" c.new_target, c.who, c.at FROM correction c"
	" LEFT JOIN (alignment a JOIN document s ON s.id=a.source"
	" JOIN document t ON t.id=a.target) ON s.name=c.source_document"
	" AND t.name=c.target_document WHERE true ON CONFLICT DO NOTHING;"
	"DROP TABLE correction; ALTER TABLE correction_7 RENAME TO correction;"
	"CREATE TABLE deleted_7 (source TEXT NOT NULL, target TEXT NOT NULL,"
	" source_language TEXT NOT NULL, target_language TEXT NOT NULL,"
	" source_hash INTEGER NOT NULL, target_hash INTEGER NOT NULL, at TEXT NOT NULL,"
	" who TEXT, PRIMARY KEY (source, target, source_language, target_language))"
	" STRICT, WITHOUT ROWID;"
	"INSERT INTO deleted_7 SELECT source, target, '', '', source_hash, target_hash,"
	" at, who FROM deleted;"
	"DROP TABLE deleted; ALTER TABLE deleted_7 RENAME TO deleted;";

/* Decisions and history are kept by their languages too, "" is any; what a merge
 * brought keeps runs of its own, parts of the merge's.  The same for a new memory as
 * for one of format 7. */
static const char pair_tables[] =
	"CREATE TABLE decision_8 (id INTEGER PRIMARY KEY,"
	" source_document TEXT NOT NULL, target_document TEXT NOT NULL,"
	" source_language TEXT NOT NULL, target_language TEXT NOT NULL,"
	" source TEXT NOT NULL, target TEXT NOT NULL,"
	" source_at INTEGER NOT NULL, target_at INTEGER NOT NULL,"
	" verdict INTEGER NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, note TEXT,"
	" round INTEGER NOT NULL, context TEXT, UNIQUE (source_document,"
	" target_document, source_language, target_language, source, target,"
	" source_at, target_at, verdict, who, at)) STRICT;"
	"INSERT INTO decision_8 SELECT id, source_document, target_document,"
	" coalesce(source_language, ''), coalesce(target_language, ''), source, target,"
	" source_at, target_at, verdict, who, at, note, round, context FROM decision"
	" ORDER BY id;"
	"DROP TABLE decision; ALTER TABLE decision_8 RENAME TO decision;"
	"CREATE TABLE history_8 (id INTEGER PRIMARY KEY, source TEXT NOT NULL,"
	" target TEXT NOT NULL, source_language TEXT NOT NULL,"
	" target_language TEXT NOT NULL, source_hash INTEGER NOT NULL,"
	" target_hash INTEGER NOT NULL, date TEXT, reason TEXT NOT NULL,"
	" replaced_by TEXT, units TEXT NOT NULL, UNIQUE (source, target,"
	" source_language, target_language, source_hash, target_hash)) STRICT;"
	"INSERT INTO history_8 SELECT id, source, target, coalesce(source_language, ''),"
	" coalesce(target_language, ''), source_hash, target_hash, date, reason,"
	" replaced_by, units FROM history ORDER BY id;"
	"DROP TABLE history; ALTER TABLE history_8 RENAME TO history;"
	"CREATE INDEX history_replaced_by ON history (replaced_by);"
	"ALTER TABLE run ADD COLUMN part_of INTEGER;";

/* From 4: words were in an index of FTS5, whose tokenizer is gone, so that the table
 * cannot be dropped; the index is empty until memory/memory.c rebuilds it. */
static const char from_4[] =
	"PRAGMA writable_schema=ON; DELETE FROM sqlite_schema WHERE name='words';"
	"PRAGMA writable_schema=RESET;"
	"DROP TABLE words_data; DROP TABLE words_idx; DROP TABLE words_config;"
	"DELETE FROM posting; DELETE FROM key;"
	"CREATE TABLE recent (text INTEGER PRIMARY KEY REFERENCES text) STRICT;";

/* From 5: imports kept ranges of numbers, which were given again after a deletion; a
 * unit of a range that belongs to aligned documents came by a batch.  Adding
 * AUTOINCREMENT changes nothing in a table but its text
 * (https://www.sqlite.org/pragma.html#pragma_writable_schema). */
static const char from_5_numbers[] =
	"PRAGMA writable_schema=ON;"
	"UPDATE sqlite_schema SET sql=replace(sql, ' (id INTEGER PRIMARY KEY,',"
	" ' (id INTEGER PRIMARY KEY AUTOINCREMENT,') WHERE type='table'"
	" AND name IN ('unit', 'document', 'alignment');"
	"PRAGMA writable_schema=RESET;"
	"ALTER TABLE unit ADD COLUMN run INTEGER;"
	"ALTER TABLE alignment ADD COLUMN run INTEGER;";
static const char from_5_runs[] =
	"DELETE FROM posting; DELETE FROM key; DELETE FROM recent;" /* made again */
	"INSERT INTO sqlite_sequence (name, seq)"
	" SELECT 'unit', max(coalesce((SELECT max(id) FROM unit), 0),"
	" coalesce((SELECT max(last) FROM import), 0))"
	" UNION ALL SELECT 'document', coalesce(max(id), 0) FROM document"
	" UNION ALL SELECT 'alignment', coalesce(max(id), 0) FROM alignment;"
	"UPDATE unit SET run=(SELECT max(i.id) FROM import i"
	" WHERE unit.id BETWEEN i.first AND i.last) WHERE EXISTS (SELECT 1 FROM import i"
	" WHERE unit.id BETWEEN i.first AND i.last)"
	" AND NOT EXISTS (SELECT 1 FROM bead b WHERE b.unit=unit.id);"
	"INSERT INTO run (id, kind, source, format, date, first, last)"
	" SELECT id, 1, file, format, date, first, last FROM import"
	" WHERE id IN (SELECT run FROM unit WHERE run IS NOT NULL);"
	"DELETE FROM sqlite_sequence WHERE name='run';"
	"INSERT INTO sqlite_sequence (name, seq) SELECT 'run', seq FROM sqlite_sequence"
	" WHERE name='import';"
	"DROP TABLE import;";

/* What was decided and replaced was so in the languages that the documents have. */
static const char from_5_languages[] =
	"UPDATE decision SET (source_language, target_language)="
	"(SELECT s.language, t.language FROM alignment a JOIN document s ON s.id=a.source"
	" JOIN document t ON t.id=a.target WHERE s.name=source_document"
	" AND t.name=target_document);";

/* From 8: the tokens of a text were others, and with them its weight and keys; the
 * index is empty until memory/memory.c rebuilds it. */
static const char from_8[] =
	"DELETE FROM posting; DELETE FROM key; DELETE FROM recent;";

static const char *const steps[ENT_FORMAT - ENT_FORMAT_OLDEST][SCRIPTS] = {
	{ from_4 },
	{ from_5_numbers, run_tables, from_5_runs, identity_tables, from_5_languages },
	{ language_tables },
	{ pair_tables },
	{ from_8 },
};

ent_status ent_schema_step(ent_store *store, int format, ent_error *err)
{
	const char *const *scripts = steps[format - ENT_FORMAT_OLDEST];
	ent_status status = ENT_OK;
	for (int k = 0; k < SCRIPTS && scripts[k] && !status; k++)
		status = ent_sql_exec(store, scripts[k], err);
	return status;
}
