/* SPDX-License-Identifier: Apache-2.0 */
/* schema_tables.c - the tables of a memory.
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
 *   run        what brought or changed units: an import, a merge, a batch, an edit,
 * ...; unit.run and alignment.run name it.  The numbers of its units are within
 * first..last, so that they are found without an index.  A run of another memory, which
 * a merge brought, is part_of the merge's change     units that a run edited or
 * deleted, as JSON of what they were correction what a person wrote instead of the
 * aligned texts of a unit, by documents, languages and texts, so that it outlives every
 * re-alignment deleted    pairs of documents, in two languages, that a person deleted,
 * so that a batch does not bring them back unasked
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
 * To change the schema: change the tables, increase ENT_FORMAT (sql.h), and add the
 * script that brings the format before up to date to `steps` (schema_upgrade.c).
 */
#include <string.h>

#include "store/sql.h"

static const char *const statements[] = {
	"CREATE TABLE language (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE)"
	" STRICT",
	"CREATE TABLE direction (id INTEGER PRIMARY KEY, source TEXT NOT NULL,"
	" target TEXT NOT NULL, UNIQUE (source, target)) STRICT",
	"CREATE TABLE text (id INTEGER PRIMARY KEY,"
	" language INTEGER NOT NULL REFERENCES language, hash INTEGER NOT NULL,"
	" weight INTEGER, text TEXT NOT NULL) STRICT",
	"CREATE INDEX text_hash ON text (hash)",
	"CREATE TABLE document (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,"
	" counterpart INTEGER REFERENCES document, language TEXT, format TEXT,"
	" encoding TEXT, title TEXT, date TEXT, identifier TEXT, hash INTEGER) STRICT",
	"CREATE INDEX document_name ON document (name)",
	"CREATE INDEX document_counterpart ON document (counterpart)",
	"CREATE TABLE unit (id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" source INTEGER NOT NULL REFERENCES text,"
	" target INTEGER NOT NULL REFERENCES text,"
	" direction INTEGER NOT NULL REFERENCES direction,"
	" document INTEGER REFERENCES document, hash INTEGER NOT NULL, place TEXT,"
	" date TEXT, origin TEXT, confidence REAL NOT NULL, doubts INTEGER NOT NULL,"
	" line INTEGER NOT NULL, run INTEGER) STRICT",
	"CREATE INDEX unit_source ON unit (source, date)",
	"CREATE INDEX unit_target ON unit (target, date)",
	"CREATE INDEX unit_document ON unit (document)",
	"CREATE INDEX unit_hash ON unit (hash)",
	"CREATE TABLE unit_xml (unit INTEGER PRIMARY KEY REFERENCES unit,"
	" source_markup TEXT, source_extra TEXT, target_markup TEXT,"
	" target_extra TEXT, extra TEXT, attributes TEXT) STRICT",
	"CREATE TABLE segment (document INTEGER NOT NULL REFERENCES document,"
	" number INTEGER NOT NULL, text INTEGER NOT NULL REFERENCES text,"
	" paragraph INTEGER, kind INTEGER NOT NULL, uncertain INTEGER NOT NULL,"
	" PRIMARY KEY (document, number)) STRICT, WITHOUT ROWID",
	"CREATE INDEX segment_text ON segment (text)",
	"CREATE TABLE alignment (id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" source INTEGER NOT NULL REFERENCES document,"
	" target INTEGER NOT NULL REFERENCES document,"
	" version TEXT NOT NULL, confidence REAL NOT NULL, origin TEXT,"
	" learned INTEGER NOT NULL DEFAULT 0, release TEXT, run INTEGER,"
	" options INTEGER NOT NULL DEFAULT 0) STRICT",
	"CREATE INDEX alignment_source ON alignment (source)",
	"CREATE INDEX alignment_target ON alignment (target)",
	"CREATE TABLE bead (alignment INTEGER NOT NULL REFERENCES alignment,"
	" number INTEGER NOT NULL, source INTEGER NOT NULL, n_source INTEGER NOT NULL,"
	" target INTEGER NOT NULL, n_target INTEGER NOT NULL,"
	" confidence REAL NOT NULL, doubts INTEGER NOT NULL,"
	" unit INTEGER REFERENCES unit, PRIMARY KEY (alignment, number))"
	" STRICT, WITHOUT ROWID",
	"CREATE INDEX bead_unit ON bead (unit) WHERE unit IS NOT NULL",
	"CREATE TABLE key (id INTEGER PRIMARY KEY, language INTEGER NOT NULL,"
	" form TEXT NOT NULL, frequency INTEGER NOT NULL,"
	" UNIQUE (language, form)) STRICT",
	"CREATE TABLE posting (id INTEGER PRIMARY KEY, texts BLOB NOT NULL) STRICT",
	"CREATE TABLE recent (text INTEGER PRIMARY KEY REFERENCES text) STRICT",
	/* where a pair came from; what the versions of one release have in common */
	"CREATE INDEX alignment_origin ON alignment (origin)"
	" WHERE origin IS NOT NULL",
	"CREATE TABLE history (id INTEGER PRIMARY KEY, source TEXT NOT NULL,"
	" target TEXT NOT NULL, source_language TEXT NOT NULL,"
	" target_language TEXT NOT NULL, source_hash INTEGER NOT NULL,"
	" target_hash INTEGER NOT NULL, date TEXT, reason TEXT NOT NULL,"
	" replaced_by TEXT, units TEXT NOT NULL, UNIQUE (source, target,"
	" source_language, target_language, source_hash, target_hash)) STRICT",
	"CREATE INDEX history_replaced_by ON history (replaced_by)",
	"CREATE TABLE decision (id INTEGER PRIMARY KEY,"
	" source_document TEXT NOT NULL, target_document TEXT NOT NULL,"
	" source_language TEXT NOT NULL, target_language TEXT NOT NULL,"
	" source TEXT NOT NULL, target TEXT NOT NULL,"
	" source_at INTEGER NOT NULL, target_at INTEGER NOT NULL,"
	" verdict INTEGER NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL, note TEXT,"
	" round INTEGER NOT NULL, context TEXT, UNIQUE (source_document,"
	" target_document, source_language, target_language, source, target,"
	" source_at, target_at, verdict, who, at)) STRICT",
	"CREATE TABLE lexicon (source TEXT NOT NULL, target TEXT NOT NULL,"
	" generation INTEGER NOT NULL, state INTEGER NOT NULL, bytes BLOB NOT NULL,"
	" PRIMARY KEY (source, target)) STRICT, WITHOUT ROWID",
	"CREATE INDEX alignment_release ON alignment (release)"
	" WHERE release IS NOT NULL",
	"CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT,"
	" kind INTEGER NOT NULL, source TEXT NOT NULL, format TEXT, who TEXT,"
	" date TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,"
	" part_of INTEGER) STRICT",
	"CREATE TABLE change (id INTEGER PRIMARY KEY, run INTEGER NOT NULL,"
	" kind INTEGER NOT NULL, unit INTEGER NOT NULL, was TEXT NOT NULL,"
	" source TEXT, target TEXT, undone TEXT) STRICT",
	"CREATE INDEX change_run ON change (run)",
	"CREATE INDEX change_unit ON change (unit)",
	"CREATE TABLE correction (source_document TEXT NOT NULL,"
	" target_document TEXT NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,"
	" source_language TEXT NOT NULL, target_language TEXT NOT NULL,"
	" new_source TEXT NOT NULL, new_target TEXT NOT NULL, who TEXT, at TEXT,"
	" PRIMARY KEY (source_document, target_document, source, target,"
	" source_language, target_language)) STRICT, WITHOUT ROWID",
	"CREATE TABLE deleted (source TEXT NOT NULL, target TEXT NOT NULL,"
	" source_language TEXT NOT NULL, target_language TEXT NOT NULL,"
	" source_hash INTEGER NOT NULL, target_hash INTEGER NOT NULL, at TEXT NOT NULL,"
	" who TEXT, PRIMARY KEY (source, target, source_language, target_language))"
	" STRICT, WITHOUT ROWID",
	"CREATE INDEX unit_xml_tuid ON unit_xml (" ENT_TUID_SQL ")"
	" WHERE attributes GLOB 'tuid=\"*'",
	"CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
	" STRICT, WITHOUT ROWID",
	"CREATE TABLE unpaired (source TEXT NOT NULL, target TEXT NOT NULL,"
	" name TEXT NOT NULL, hash INTEGER NOT NULL,"
	" PRIMARY KEY (source, target, name)) STRICT, WITHOUT ROWID",
};

const char *ent_schema_statement(size_t k)
{
	return k < sizeof(statements) / sizeof(statements[0]) ? statements[k] : NULL;
}

bool ent_schema_index(ent_str *name, ent_str *sql, size_t *at)
{
	static const char begin[] = "CREATE INDEX ";
	for (const char *s; (s = ent_schema_statement(*at)) != NULL;) {
		++*at;
		if (strncmp(s, begin, sizeof(begin) - 1) != 0)
			continue;
		*sql = ent_str_of(s);
		ent_str rest = ent_str_slice(*sql, sizeof(begin) - 1, sql->n);
		*name = ent_str_cut(&rest, ' ');
		return true;
	}
	return false;
}
