/* SPDX-License-Identifier: Apache-2.0 */
/* schema.c - the tables of a memory, and how an older file becomes a newer one.
 *
 *   language --< text >--------------+      direction (en-CA > fr-CA)
 *     "en"        | one row for each |          |
 *                 | text and language|          |
 *        +--------+---------+        |          |
 *        | source    target |        |          |
 *        +------- unit -----+--------|----------+
 *                  |  \              |
 *       unit_xml --+   document -----|--- counterpart: the other document
 *     what is kept       |           |
 *     verbatim        segment -------+    the text of each segment, in order
 *                        |
 *        alignment >-- bead               which segments correspond, and the
 *                                         unit that a bead became
 *
 *   decision   what a person said of some segments of two documents, by names,
 *              languages and text, so that it outlives every re-alignment
 *   history    releases that a newer version replaced: names, languages, hashes,
 *              units (JSON)
 *   lexicon    learned from the units; a generation for each time it was learned,
 *              which alignment.learned names; state: of what it was learned
 *
 *   run        what brought or changed units: an import, a merge, a batch, an edit, ...;
 *              unit.run and alignment.run name it.  The numbers of its units are
 *              within first..last, so that they are found without an index.  A run of
 *              another memory, which a merge brought, is part_of the merge's
 *   change     units that a run edited or deleted, as JSON of what they were
 *   correction what a person wrote instead of the aligned texts of a unit, by
 *              documents, languages and texts, so that it outlives every re-alignment
 *   deleted    pairs of documents, in two languages, that a person deleted, so that a
 *              batch does not bring them back unasked
 *
 *   key        a word: as the fuzzy search sees it, in its language; as the
 *              concordance sees it, under language 0; and in how many texts it is
 *   posting    the texts of a key, the places of a word: index/postings.c and
 *              index/places.c draw the rows
 *
 * recent  texts that are in no list yet: few, looked at one by one
 *
 * A text is in `posting` or `recent` if and only if a unit uses it; text.weight is then
 * not NULL.  A document without a hash is a name alone, as an imported file gives it.
 * Application id and user_version are in SQLite's header
 * (https://www.sqlite.org/fileformat2.html, section 1.3): the id is "entM".
 *
 * The numbers of units, documents, alignments and runs are never given twice
 * (https://www.sqlite.org/autoinc.html): what refers to one by its number outlives it.
 *
 * bulk.c drops the indexes of text and unit while an empty memory is filled, and builds
 * them at the end.
 *
 * To change the schema: change the tables, increase VERSION, and add the script that
 * brings the format before up to date to `steps`.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "store/sql.h"

#define APPLICATION_ID 0x656E744D

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

static const char text_tables[] =
	"CREATE TABLE language (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE)"
	" STRICT;"
	"CREATE TABLE direction (id INTEGER PRIMARY KEY, source TEXT NOT NULL,"
	" target TEXT NOT NULL, UNIQUE (source, target)) STRICT;"
	"CREATE TABLE text (id INTEGER PRIMARY KEY,"
	" language INTEGER NOT NULL REFERENCES language, hash INTEGER NOT NULL,"
	" weight INTEGER, text TEXT NOT NULL) STRICT;"
	"CREATE INDEX text_hash ON text (hash);"
	"CREATE TABLE document (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,"
	" counterpart INTEGER REFERENCES document, language TEXT, format TEXT,"
	" encoding TEXT, title TEXT, date TEXT, identifier TEXT, hash INTEGER) STRICT;"
	"CREATE INDEX document_name ON document (name);"
	"CREATE INDEX document_counterpart ON document (counterpart);"
	"CREATE TABLE unit (id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" source INTEGER NOT NULL REFERENCES text,"
	" target INTEGER NOT NULL REFERENCES text,"
	" direction INTEGER NOT NULL REFERENCES direction,"
	" document INTEGER REFERENCES document, hash INTEGER NOT NULL, place TEXT,"
	" date TEXT, origin TEXT, confidence REAL NOT NULL, doubts INTEGER NOT NULL,"
	" line INTEGER NOT NULL, run INTEGER) STRICT;"
	"CREATE INDEX unit_source ON unit (source, date);"
	"CREATE INDEX unit_target ON unit (target, date);"
	"CREATE INDEX unit_document ON unit (document);"
	"CREATE INDEX unit_hash ON unit (hash);"
	"CREATE TABLE unit_xml (unit INTEGER PRIMARY KEY REFERENCES unit,"
	" source_markup TEXT, source_extra TEXT, target_markup TEXT,"
	" target_extra TEXT, extra TEXT, attributes TEXT) STRICT;"
	"CREATE TABLE segment (document INTEGER NOT NULL REFERENCES document,"
	" number INTEGER NOT NULL, text INTEGER NOT NULL REFERENCES text,"
	" paragraph INTEGER, kind INTEGER NOT NULL, uncertain INTEGER NOT NULL,"
	" PRIMARY KEY (document, number)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX segment_text ON segment (text);"
	"CREATE TABLE alignment (id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" source INTEGER NOT NULL REFERENCES document,"
	" target INTEGER NOT NULL REFERENCES document,"
	" version TEXT NOT NULL, confidence REAL NOT NULL, origin TEXT,"
	" learned INTEGER NOT NULL DEFAULT 0, release TEXT, run INTEGER) STRICT;"
	"CREATE INDEX alignment_source ON alignment (source);"
	"CREATE INDEX alignment_target ON alignment (target);"
	"CREATE TABLE bead (alignment INTEGER NOT NULL REFERENCES alignment,"
	" number INTEGER NOT NULL, source INTEGER NOT NULL, n_source INTEGER NOT NULL,"
	" target INTEGER NOT NULL, n_target INTEGER NOT NULL,"
	" confidence REAL NOT NULL, doubts INTEGER NOT NULL,"
	" unit INTEGER REFERENCES unit, PRIMARY KEY (alignment, number))"
	" STRICT, WITHOUT ROWID;"
	"CREATE INDEX bead_unit ON bead (unit) WHERE unit IS NOT NULL;"
	"CREATE TABLE key (id INTEGER PRIMARY KEY, language INTEGER NOT NULL,"
	" form TEXT NOT NULL, frequency INTEGER NOT NULL,"
	" UNIQUE (language, form)) STRICT;"
	"CREATE TABLE posting (id INTEGER PRIMARY KEY, texts BLOB NOT NULL) STRICT;"
	"CREATE TABLE recent (text INTEGER PRIMARY KEY REFERENCES text) STRICT;"
	/* where a pair came from; what the versions of one release have in common */
	"CREATE INDEX alignment_origin ON alignment (origin)"
	" WHERE origin IS NOT NULL;"
	"CREATE TABLE history (id INTEGER PRIMARY KEY, source TEXT NOT NULL,"
	" target TEXT NOT NULL, source_hash INTEGER NOT NULL,"
	" target_hash INTEGER NOT NULL, date TEXT, reason TEXT NOT NULL,"
	" replaced_by TEXT, units TEXT NOT NULL,"
	" UNIQUE (source, target, source_hash, target_hash)) STRICT;"
	"CREATE TABLE decision (id INTEGER PRIMARY KEY,"
	" source_document TEXT NOT NULL, target_document TEXT NOT NULL,"
	" source TEXT NOT NULL, target TEXT NOT NULL,"
	" source_at INTEGER NOT NULL, target_at INTEGER NOT NULL,"
	" verdict INTEGER NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, note TEXT,"
	" UNIQUE (source_document, target_document, source, target, source_at,"
	" target_at, verdict, who, at)) STRICT;"
	"CREATE TABLE lexicon (source TEXT NOT NULL, target TEXT NOT NULL,"
	" generation INTEGER NOT NULL, state INTEGER NOT NULL, bytes BLOB NOT NULL,"
	" PRIMARY KEY (source, target)) STRICT, WITHOUT ROWID;"
	"CREATE INDEX alignment_release ON alignment (release)"
	" WHERE release IS NOT NULL;";

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

/* Decisions and history are kept by their languages too, "" is any; what a merge brought
 * keeps runs of its own, parts of the merge's.  The same for a new memory as for one of
 * format 7. */
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

enum { OLDEST = 4, VERSION = 8, SCRIPTS = 5, TABLES = 5 };

/* The tables of this format; what brings each format up to date with the next. */
static const char *const all_tables[TABLES] = { text_tables, run_tables,
						identity_tables, language_tables,
						pair_tables };
static const char *const steps[VERSION - OLDEST][SCRIPTS] = {
	{ from_4 },
	{ from_5_numbers, run_tables, from_5_runs, identity_tables, from_5_languages },
	{ language_tables },
	{ pair_tables },
};

static ent_status pragma_int(int *out,
			     ent_store *store,
			     const char *sql,
			     ent_error *err)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(store->db, sql, -1, &st, NULL);
	if (!rc)
		rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		*out = sqlite3_column_int(st, 0);
	ent_status status = ent_sql_fail(store, rc, err);
	sqlite3_finalize(st);
	return status;
}

/* A memory that was being filled: sound when nothing was written after the mark. */
static ent_status check_filling(ent_store *store, ent_error *err)
{
	struct stat st;
	int pages = 0, size = 0, indexes = 0, wanted = 0;
	ent_str name, sql;
	for (size_t at = 0; ent_schema_index(&name, &sql, &at);)
		wanted++;
	ent_status status = pragma_int(&pages, store, "PRAGMA page_count", err);
	if (!status)
		status = pragma_int(&size, store, "PRAGMA page_size", err);
	if (!status)
		status = pragma_int(&indexes, store,
				    "SELECT count(*) FROM sqlite_schema"
				    " WHERE type='index' AND sql IS NOT NULL",
				    err);
	if (status || (!stat(store->path, &st) && indexes == wanted &&
		       (int64_t)st.st_size == (int64_t)pages * size))
		return status;
	ent_fail(
		err, ENT_ECORRUPT,
		"an interrupted import left this file, and its journal '%s-journal' is "
		"missing; copy both, or import again into a new memory",
		store->path);
	return ent_error_in(err, ENT_ECORRUPT, ent_str_of(store->path));
}

ent_status ent_schema_version(int *out, ent_store *store, ent_error *err)
{
	int id = 0, version = 0, tables = 0;
	ent_status status = pragma_int(&id, store, "PRAGMA application_id", err);
	if (!status)
		status = pragma_int(&version, store, "PRAGMA user_version", err);
	if (!status)
		status = pragma_int(&tables, store,
				    "SELECT count(*) FROM sqlite_schema", err);
	if (status)
		return status;
	*out = id == APPLICATION_ID      ? version & ~ENT_FILLING
	       : tables || id || version ? -1
					 : 0;
	return id == APPLICATION_ID && version & ENT_FILLING ? check_filling(store, err)
							     : ENT_OK;
}

static ent_status upgrade(ent_store *store, int from, ent_error *err)
{
	char pragma[80];
	ent_status status = ENT_OK;
	for (size_t k = 0; !from && k < TABLES && !status; k++)
		status = ent_sql_exec(store, all_tables[k], err);
	for (int k = from ? from : VERSION; k < VERSION && !status; k++)
		for (int n = 0; n < SCRIPTS && steps[k - OLDEST][n] && !status; n++)
			status = ent_sql_exec(store, steps[k - OLDEST][n], err);
	snprintf(pragma, sizeof(pragma),
		 "PRAGMA application_id=%d; PRAGMA user_version=%d", APPLICATION_ID,
		 VERSION);
	return status ? status : ent_sql_exec(store, pragma, err);
}

ent_status ent_schema_prepare(ent_store *store, const int *known, ent_error *err)
{
	int version = 0;
	ent_status status = ENT_OK;
	if (known && !store->writable)
		version = *known;
	else
		status = ent_schema_version(&version, store, err);
	if (status)
		return status;
	if (version < 0)
		status = ent_fail(err, ENT_EFORMAT, "not an entente memory");
	else if (version > VERSION)
		status = ent_fail(err, ENT_EFORMAT,
				  "made by a newer entente (format %d, this one reads "
				  "up to %d)",
				  version, VERSION);
	else if (version > 0 && version < OLDEST)
		status = ent_fail(
			err, ENT_EFORMAT,
			"made before the first version of entente (format %d); "
			"export it with the program that made it",
			version);
	else if (version > 0 && version < VERSION && !store->writable)
		status = ent_fail(err, ENT_EFORMAT,
				  "made by an older entente; 'entente check --repair' "
				  "brings it up to date");
	else if (version == 0 && !store->writable) /* its making was cut short */
		status = ent_fail(err, ENT_ENOTFOUND, "there is no such memory");
	if (status)
		return ent_error_in(err, status, ent_str_of(store->path));
	if (version == VERSION || !store->writable)
		return ENT_OK;
	status = ent_store_begin(store, err);
	/* another process may have been faster */
	if (!status)
		status = ent_schema_version(&version, store, err);
	if (!status && version < VERSION)
		status = upgrade(store, version, err);
	/* the caller makes the index too before an older memory is another one */
	store->upgrading = !status && version > 0 && version < VERSION;
	if (!status && !store->upgrading)
		status = ent_store_commit(store, err);
	if (status)
		ent_store_rollback(store);
	return status;
}

bool ent_schema_index(ent_str *name, ent_str *sql, size_t *at)
{
	static const char begin[] = "CREATE INDEX ";
	size_t before = 0; /* of the tables looked at, *at counts through all */
	for (size_t k = 0; k < TABLES; k++) {
		const size_t n = strlen(all_tables[k]);
		const char *from = all_tables[k] + (*at > before ? *at - before : 0);
		const char *start = *at < before + n ? strstr(from, begin) : NULL;
		if (start) {
			*sql = (ent_str){ start, strcspn(start, ";") };
			*name = (ent_str){ start + sizeof(begin) - 1,
					   strcspn(start + sizeof(begin) - 1, " ") };
			*at = before + (size_t)(start - all_tables[k]) + sql->n;
			return true;
		}
		before += n;
	}
	return false;
}
