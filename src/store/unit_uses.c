/* SPDX-License-Identifier: Apache-2.0 */
/* unit_uses.c - which units use a text, and what is around a unit. */
#include "base/fail.h"
#include "store/sql.h"

static const char *uses_sql(bool as_target, bool lean)
{
	if (lean)
		return as_target ? "SELECT id, date FROM unit WHERE target=?"
				   " ORDER BY date DESC, id DESC"
				 : "SELECT id, date FROM unit WHERE source=?"
				   " ORDER BY date DESC, id DESC";
	return as_target ? "SELECT id, date, document, direction, confidence, origin,"
			   " source, run FROM unit WHERE target=?"
			   " ORDER BY date DESC, id DESC"
			 : "SELECT id, date, document, direction, confidence, origin,"
			   " target, run FROM unit WHERE source=?"
			   " ORDER BY date DESC, id DESC";
}

ent_status ent_store_uses(ent_store *store,
			  uint64_t text,
			  bool as_target,
			  bool lean,
			  ent_use_fn fn,
			  void *data,
			  ent_error *err)
{
	bool more = true;
	sqlite3_stmt *st =
		ent_sql(store, uses_sql(as_target, lean), "i", (int64_t)text);
	while (more && ent_sql_row(store, st)) {
		ent_use use = { .unit = ent_sql_id(store, st, 0),
				.as_target = as_target,
				.date = ent_sql_str(store, st, 1) };
		if (!lean) {
			use.document = ent_sql_id(store, st, 2);
			use.direction = ent_sql_u32(store, st, 3);
			use.confidence = ent_sql_share(store, st, 4);
			use.origin = ent_sql_str(store, st, 5);
			use.other = ent_sql_id(store, st, 6);
			use.run = ent_sql_id(store, st, 7);
		}
		more = fn(data, &use);
	}
	return ent_sql_end(store, st, err);
}

ent_status ent_store_unit_neighbour(uint64_t *id,
				    ent_store *store,
				    uint64_t unit,
				    uint64_t document,
				    bool after,
				    ent_error *err)
{
	sqlite3_stmt *st =
		after ? ent_sql(store,
				"SELECT min(id) FROM unit WHERE document=? AND id>?",
				"ii", (int64_t)document, (int64_t)unit)
		      : ent_sql(store,
				"SELECT max(id) FROM unit WHERE document=? AND id<?",
				"ii", (int64_t)document, (int64_t)unit);
	return ent_sql_first_id(id, store, st, err);
}

ent_status ent_store_documents_with(const ent_str **out,
				    uint32_t *count,
				    ent_store *store,
				    const uint64_t texts[2],
				    uint32_t max,
				    ent_arena *arena,
				    ent_error *err)
{
	ent_status status = ENT_OK;
	uint32_t n = 0;
	ent_str *names = ENT_NEW_ARRAY(arena, ent_str, max);
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT d.name FROM unit u JOIN document d ON d.id=u.document"
			" WHERE u.source=?1 AND u.target=?2 GROUP BY d.name"
			" ORDER BY max(u.date) DESC, max(u.id) DESC LIMIT ?3",
			"iii", (int64_t)texts[0], (int64_t)texts[1], (int64_t)max);
	while (!status && names && n < max && ent_sql_row(store, st)) {
		names[n] = ent_arena_str(arena, ent_sql_str(store, st, 0));
		if (!names[n++].p)
			status = ent_fail_memory(err);
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	if (!names)
		return ent_fail_memory(err);
	*out = names;
	*count = n;
	return status ? status : end;
}

/* The name of a file without its folders, in SQL. */
#define FILE_NAME(path)                                                                \
	"replace(" path ", rtrim(" path ", replace(" path ", '/', '')), '')"

/* Whether two codes may mean one language: en is en-GB, which is not en-US. */
#define MAY_BE(a, b)                                                                   \
	"(" a "=" b " OR (" ENT_SQL_BASE(a) "=" ENT_SQL_BASE(b) " AND (instr(" a       \
								", '-')=0 OR instr(" b \
								", '-')=0)))"
#define FORWARD                                                                        \
	"(" MAY_BE("d.source", "e.source") " AND " MAY_BE("d.target", "e.target") ")"
#define BACKWARD                                                                       \
	"(" MAY_BE("d.source", "e.target") " AND " MAY_BE("d.target", "e.source") ")"

/* What follows "FROM unit n JOIN unit o ON ...": o is another unit of n's languages and
 * document, from another run; without a document, of a file of the same name.  Those of
 * exactly n's direction come first. */
#define IS_OTHER(direction)                                                            \
	" JOIN direction d ON d.id=o.direction JOIN direction e ON e.id=n.direction"   \
	" WHERE n.id=? AND o.id<>n.id AND " direction                                  \
	" AND (o.document IS n.document OR EXISTS (SELECT 1"                           \
	" FROM document a JOIN document x ON x.id=a.counterpart,"                      \
	" document b JOIN document y ON y.id=b.counterpart"                            \
	" WHERE a.id=o.document AND b.id=n.document AND a.name=y.name"                 \
	" AND b.name=x.name AND NOT " FORWARD "))"                                     \
	" AND o.run IS NOT n.run AND (n.document IS NOT NULL OR EXISTS"                \
	" (SELECT 1 FROM run p, run q WHERE p.id=o.run AND q.id=n.run AND " FILE_NAME( \
		"p.source") "=" FILE_NAME("q.source") "))"
#define BY_DIRECTION " ORDER BY o.direction=n.direction DESC, o.id"
#define WHICH "SELECT o.id, o.direction=n.direction, NOT " FORWARD " FROM unit n"

/* The rows of a statement that are accepted; those of exactly that direction alone. */
static ent_status take_rows(ent_earlier out[ENT_EARLIER_MAX],
			    uint32_t *n,
			    ent_store *store,
			    const ent_earlier_query *query,
			    sqlite3_stmt *st,
			    ent_error *err)
{
	bool exact = false;
	while (ent_sql_row(store, st)) {
		const ent_earlier row = { ent_sql_id(store, st, 0),
					  sqlite3_column_int(st, 2) };
		if (!query->accepts(query->data, row.unit))
			continue;
		if (*n && exact && !sqlite3_column_int(st, 1))
			break;
		exact = sqlite3_column_int(st, 1);
		if (*n < ENT_EARLIER_MAX)
			out[*n] = row;
		++*n;
	}
	return ent_sql_end(store, st, err);
}

ent_status ent_store_unit_earlier(ent_earlier out[ENT_EARLIER_MAX],
				  uint32_t *n,
				  ent_store *store,
				  const ent_earlier_query *query,
				  ent_error *err)
{
#define TUID(x)                                                                        \
	"substr(" x ".attributes, 7, instr(substr(" x ".attributes, 7), '\"') - 1)"
	/* two different tuids or places are two units */
#define NOT_TWO                                                                        \
	" AND (n.place IS NULL OR o.place IS NULL OR o.place=n.place)"                 \
	" AND NOT EXISTS (SELECT 1 FROM unit_xml x, unit_xml y"                        \
	" WHERE x.unit=o.id AND y.unit=n.id AND x.attributes GLOB 'tuid=\"*'"          \
	" AND y.attributes GLOB 'tuid=\"*')"
	static const char *const sql[] = {
		WHICH
		" JOIN unit_xml y ON y.unit=n.id"
		" JOIN unit_xml x ON " TUID("x") "=" TUID(
			"y") " AND x.attributes GLOB 'tuid=\"*'"
			     " JOIN unit o ON o.id=x.unit" IS_OTHER(
				     "(" FORWARD " OR " BACKWARD
				     ")") " AND y.attributes GLOB 'tuid=\"*'" BY_DIRECTION,
		WHICH " JOIN unit o ON o.source=n.source" IS_OTHER(FORWARD)
			NOT_TWO BY_DIRECTION,
		WHICH " JOIN unit o ON o.target=n.source" IS_OTHER(BACKWARD)
			NOT_TWO BY_DIRECTION,
		WHICH " JOIN unit o ON o.source=n.target" IS_OTHER(BACKWARD)
			NOT_TWO BY_DIRECTION,
	};
	const bool wanted[] = { query->by_tuid, query->by_source, query->by_source,
				query->by_target };
	ent_status status = ENT_OK;
	*n = 0;
	for (int k = 0; k < 4 && !status && !*n; k++)
		if (wanted[k])
			status = take_rows(
				out, n, store, query,
				ent_sql(store, sql[k], "i", (int64_t)query->id), err);
	return status;
#undef TUID
#undef NOT_TWO
}
