/* SPDX-License-Identifier: Apache-2.0 */
/* purge.c - taking deleted texts out of everything that keeps texts.
 *
 * Texts are kept by units and segments, and in copies of their own by decisions,
 * corrections, changes and the history; a learned lexicon keeps words.  What is free
 * in the file after a deletion still holds the old bytes until the file is rebuilt
 * (upkeep.c).
 */
#include "base/fail.h"
#include "store/sql.h"

/* The texts and pairs of documents of the marked units. */
static const char gather[] =
	"CREATE TEMP TABLE IF NOT EXISTS purged (text TEXT PRIMARY KEY) WITHOUT ROWID;"
	"CREATE TEMP TABLE IF NOT EXISTS purged_pair (alignment INTEGER PRIMARY KEY);"
	"DELETE FROM temp.purged; DELETE FROM temp.purged_pair;"
	"INSERT OR IGNORE INTO temp.purged SELECT t.text FROM unit u"
	" JOIN text t ON t.id IN (u.source, u.target)"
	" WHERE u.id IN (SELECT unit FROM temp.marked);"
	/* of a bead of several segments each has a text of its own */
	"INSERT OR IGNORE INTO temp.purged SELECT t.text FROM bead b"
	" JOIN alignment a ON a.id=b.alignment"
	" JOIN segment g ON (g.document=a.source AND g.number>b.source"
	" AND g.number<=b.source+b.n_source) OR (g.document=a.target"
	" AND g.number>b.target AND g.number<=b.target+b.n_target)"
	" JOIN text t ON t.id=g.text"
	" WHERE b.unit IN (SELECT unit FROM temp.marked);"
	"INSERT OR IGNORE INTO temp.purged_pair SELECT b.alignment FROM bead b"
	" WHERE b.unit IN (SELECT unit FROM temp.marked);";

/* Whether what a person decided, by names and languages, is needed by no pair of
 * documents but those of the marked units: also under a name that the release had
 * before, since nothing else has the text then. */
#define UNNEEDED(table)                                                                \
	" NOT EXISTS (SELECT 1 FROM document s JOIN alignment a ON a.source=s.id"      \
	" JOIN document t ON t.id=a.target WHERE s.name=" table ".source_document"     \
	" AND t.name=" table ".target_document"                                        \
	" AND a.id NOT IN (SELECT alignment FROM temp.purged_pair)"                    \
	" AND " ENT_SQL_SAME_LANGUAGES(table ".", "s.language", "t.language") ")"

static const char forget_corrections[] =
	"DELETE FROM correction WHERE (source IN (SELECT text FROM temp.purged)"
	" OR target IN (SELECT text FROM temp.purged)"
	" OR new_source IN (SELECT text FROM temp.purged)"
	" OR new_target IN (SELECT text FROM temp.purged)) AND" UNNEEDED("correction");

static const char forget_decisions[] =
	"DELETE FROM decision WHERE EXISTS (SELECT 1 FROM temp.purged p"
	" WHERE p.text<>'' AND (instr(decision.source, p.text)"
	" OR instr(decision.target, p.text))) AND" UNNEEDED("decision");

static const char forget[] =
	"DELETE FROM change WHERE unit IN (SELECT unit FROM temp.marked)"
	" OR json_extract(was, '$.source') IN (SELECT text FROM temp.purged)"
	" OR json_extract(was, '$.target') IN (SELECT text FROM temp.purged)"
	" OR source IN (SELECT text FROM temp.purged)"
	" OR target IN (SELECT text FROM temp.purged);"
	"UPDATE history SET units=(SELECT json_group_array(json(j.value))"
	" FROM json_each(history.units) j"
	" WHERE json_extract(j.value, '$[0]') NOT IN (SELECT text FROM temp.purged)"
	" AND json_extract(j.value, '$[1]') NOT IN (SELECT text FROM temp.purged))"
	" WHERE EXISTS (SELECT 1 FROM json_each(history.units) j"
	" WHERE json_extract(j.value, '$[0]') IN (SELECT text FROM temp.purged)"
	" OR json_extract(j.value, '$[1]') IN (SELECT text FROM temp.purged));"
	"DELETE FROM lexicon; UPDATE alignment SET learned=0 WHERE learned<>0;"
	"DELETE FROM temp.purged; DELETE FROM temp.purged_pair;";

/* The segments of one side of the marked units' beads become empty. */
static ent_status empty_segments(ent_store *store, bool target, ent_error *err)
{
	static const char *const sql[2][2] = {
#define SEGMENTS(side)                                                                 \
	" FROM bead b JOIN alignment a ON a.id=b.alignment"                            \
	" JOIN segment g ON g.document=a." side " AND g.number>b." side                \
	" AND g.number<=b." side "+b.n_" side                                          \
	" WHERE b.unit IN (SELECT unit FROM temp.marked)"
		{ "INSERT OR IGNORE INTO temp.orphan SELECT g.text" SEGMENTS("source"),
		  "UPDATE segment SET text=?1 WHERE (document, number) IN"
		  " (SELECT g.document, g.number" SEGMENTS("source") ")" },
		{ "INSERT OR IGNORE INTO temp.orphan SELECT g.text" SEGMENTS("target"),
		  "UPDATE segment SET text=?1 WHERE (document, number) IN"
		  " (SELECT g.document, g.number" SEGMENTS("target") ")" },
#undef SEGMENTS
	};
	uint64_t empty;
	bool searched;
	/* the language of an empty text does not matter: the first there is */
	ent_status status =
		ent_store_text_intern(&empty, &searched, store, 1, ENT_STR(""), err);
	if (!status)
		status = ent_sql_run(store, ent_sql(store, sql[target][0], ""), err);
	return status ? status
		      : ent_sql_run(store,
				    ent_sql(store, sql[target][1], "i", (int64_t)empty),
				    err);
}

static ent_status has_segments(bool *out, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT EXISTS (SELECT 1 FROM bead b"
				   " WHERE b.unit IN (SELECT unit FROM temp.marked))",
				   "");
	*out = ent_sql_row(store, st) && sqlite3_column_int(st, 0);
	return ent_sql_end(store, st, err);
}

ent_status ent_store_purge_marked(ent_store *store, ent_error *err)
{
	bool segments = false;
	if (!store->marks) /* nothing is marked */
		return ENT_OK;
	ent_status status = ent_sql_exec(store, gather, err);
	if (!status)
		status = ent_sql_exec(store, forget_corrections, err);
	if (!status)
		status = ent_sql_exec(store, forget_decisions, err);
	if (!status)
		status = ent_sql_exec(store, forget, err);
	if (!status)
		status = has_segments(&segments, store, err);
	for (int side = 0; side < 2 && segments && !status; side++)
		status = empty_segments(store, side, err);
	return status;
}

ent_status ent_store_forget_deleted(ent_store *store, ent_error *err)
{
	/* documents whose pair was deleted and is not there again */
#define GONE(table, source, target)                                                                                \
	"DELETE FROM " table " WHERE EXISTS (SELECT 1 FROM deleted d WHERE"                                        \
	" d.source=" source " AND d.target=" target " AND (d.source_language=''"                                   \
	" OR " table ".source_language=''"                                                                         \
	" OR (" ENT_SQL_BASE("d.source_language") "=" ENT_SQL_BASE(table ".source_language") " AND " ENT_SQL_BASE( \
		"d.target_language") "=" ENT_SQL_BASE(table ".target_language") ")));"
	return ent_sql_exec(
		store,
		"DELETE FROM change WHERE kind=2 OR unit NOT IN (SELECT id FROM unit);" GONE(
			"decision", "source_document",
			"target_document") GONE("correction", "source_document",
						"target_document")
			GONE("history", "history.source",
			     "history.target") "DELETE FROM lexicon WHERE NOT EXISTS (SELECT 1 FROM unit);",
		err);
#undef GONE
}
