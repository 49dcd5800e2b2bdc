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

/* Another unit o of unit n's direction and document, from another run; without a
 * document, of a file of the same name. */
#define OTHER                                                                          \
	" o.id<>n.id AND o.direction=n.direction AND o.document IS n.document"         \
	" AND o.run IS NOT n.run AND (n.document IS NOT NULL OR EXISTS"                \
	" (SELECT 1 FROM run p, run q WHERE p.id=o.run AND q.id=n.run AND " FILE_NAME( \
		"p.source") "=" FILE_NAME("q.source") "))"

/* The only row of a statement; 0 for none or several. */
static ent_status only_row(uint64_t *id,
			   ent_store *store,
			   sqlite3_stmt *st,
			   ent_error *err)
{
	*id = 0;
	if (ent_sql_row(store, st))
		*id = ent_sql_id(store, st, 0);
	if (*id && ent_sql_row(store, st))
		*id = 0;
	return ent_sql_end(store, st, err);
}

ent_status ent_store_unit_earlier(uint64_t *earlier,
				  ent_store *store,
				  uint64_t id,
				  bool by_tuid,
				  bool by_source,
				  ent_error *err)
{
#define TUID(x)                                                                        \
	"substr(" x ".attributes, 7, instr(substr(" x ".attributes, 7), '\"') - 1)"
	sqlite3_stmt *st;
	ent_status status = ENT_OK;
	*earlier = 0;
	if (by_tuid) {
		st = ent_sql(
			store,
			"SELECT o.id FROM unit n JOIN unit_xml y ON y.unit=n.id"
			" JOIN unit_xml x ON " TUID("x") "=" TUID(
				"y") " AND x.attributes GLOB 'tuid=\"*' JOIN unit o ON o.id=x.unit"
				     " WHERE n.id=? AND y.attributes GLOB 'tuid=\"*' AND" OTHER
				     " LIMIT 2",
			"i", (int64_t)id);
		status = only_row(earlier, store, st, err);
	}
	if (status || *earlier || !by_source)
		return status;
	/* two different tuids or places are two units */
	st = ent_sql(store,
		     "SELECT o.id FROM unit n JOIN unit o ON o.source=n.source"
		     " LEFT JOIN unit_xml x ON x.unit=o.id"
		     " AND x.attributes GLOB 'tuid=\"*'"
		     " LEFT JOIN unit_xml y ON y.unit=n.id"
		     " AND y.attributes GLOB 'tuid=\"*'"
		     " WHERE n.id=? AND (x.unit IS NULL OR y.unit IS NULL)"
		     " AND (o.place IS NULL OR n.place IS NULL OR o.place=n.place)"
		     " AND" OTHER " LIMIT 2",
		     "i", (int64_t)id);
	return only_row(earlier, store, st, err);
#undef TUID
}
