/* SPDX-License-Identifier: Apache-2.0 */
/* unit.c - units: adding each once, giving them back as they came.
 *
 * Two units are the same when nothing that an export would write differs but
 * their date and what was measured (confidence, doubts, line).  They are found
 * by 31 bits of a hash over all of it and then compared column by column, so
 * that adding costs one index search however often a text repeats.
 */
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "store/sql.h"

static uint64_t mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * 0x9E3779B97F4A7C15u;
	return h ^ h >> 29;
}

static int64_t hash_of(const ent_unit *u, const ent_unit_keys *keys)
{
	const ent_str parts[] = { u->place,         u->extra,        u->attributes,
				  u->source.markup, u->source.extra, u->target.markup,
				  u->target.extra };
	uint64_t h = mix(mix(mix(mix(0, keys->source), keys->target), keys->document),
			 keys->direction);
	for (size_t k = 0; k < sizeof(parts) / sizeof(parts[0]); k++)
		if (parts[k].n)
			h = mix(h, ent_str_hash(parts[k]) + k);
	return (int64_t)(h >> 33);
}

/* candidate: a unit to compare with; 0 for any of that hash. */
static ent_status find_equal(uint64_t *id,
			     ent_store *store,
			     const ent_unit *u,
			     const ent_unit_keys *keys,
			     int64_t hash,
			     uint64_t candidate,
			     ent_error *err)
{
	sqlite3_stmt *st;
#define SAME                                                                           \
	" AND u.source=? AND u.target=? AND u.direction=? AND u.document IS ?"         \
	" AND u.place IS ? AND x.extra IS ? AND x.attributes IS ?"                     \
	" AND x.source_markup IS ? AND x.source_extra IS ? AND x.target_markup IS ?"   \
	" AND x.target_extra IS ? LIMIT 1"
	if (candidate)
		st = ent_sql(
			store,
			"SELECT u.id FROM unit u LEFT JOIN unit_xml x ON x.unit=u.id"
			" WHERE u.id=?" SAME,
			"iiiijzzzzzzz", (int64_t)candidate, (int64_t)keys->source,
			(int64_t)keys->target, (int64_t)keys->direction,
			(int64_t)keys->document, u->place, u->extra, u->attributes,
			u->source.markup, u->source.extra, u->target.markup,
			u->target.extra);
	else
		st = ent_sql(
			store,
			"SELECT u.id FROM unit u LEFT JOIN unit_xml x ON x.unit=u.id"
			" WHERE u.hash=?" SAME,
			"iiiijzzzzzzz", hash, (int64_t)keys->source,
			(int64_t)keys->target, (int64_t)keys->direction,
			(int64_t)keys->document, u->place, u->extra, u->attributes,
			u->source.markup, u->source.extra, u->target.markup,
			u->target.extra);
#undef SAME
	return ent_sql_first_id(id, store, st, err);
}

static ent_status find_in_bulk(uint64_t *id,
			       ent_store *store,
			       const ent_unit *u,
			       const ent_unit_keys *keys,
			       int64_t hash,
			       ent_error *err)
{
	size_t at = ENT_BULK_FIRST;
	uint64_t candidate;
	ent_status status = ENT_OK;
	*id = 0;
	while (!status && !*id && (candidate = ent_bulk_next(store, true, hash, &at))) {
		status = ent_bulk_reach_unit(store, candidate, err);
		if (!status)
			status = find_equal(id, store, u, keys, hash, candidate, err);
	}
	return status;
}

static ent_status add_verbatim(ent_store *store,
			       uint64_t id,
			       const ent_unit *u,
			       ent_error *err)
{
	if (!u->extra.n && !u->attributes.n && !u->source.markup.n &&
	    !u->source.extra.n && !u->target.markup.n && !u->target.extra.n)
		return ENT_OK;
	return ent_sql_run(
		store,
		ent_sql(store,
			"INSERT INTO unit_xml (unit, source_markup, source_extra,"
			" target_markup, target_extra, extra, attributes)"
			" VALUES (?, ?, ?, ?, ?, ?, ?)",
			"izzzzzz", (int64_t)id, u->source.markup, u->source.extra,
			u->target.markup, u->target.extra, u->extra, u->attributes),
		err);
}

ent_status ent_store_unit_add(uint64_t *id,
			      bool *added,
			      ent_store *store,
			      const ent_unit *unit,
			      const ent_unit_keys *keys,
			      bool once,
			      ent_error *err)
{
	int64_t hash = hash_of(unit, keys);
	*added = false;
	if (once) {
		ent_status status =
			store->bulk ? find_in_bulk(id, store, unit, keys, hash, err)
				    : find_equal(id, store, unit, keys, hash, 0, err);
		if (!status && *id)
			status = ent_store_run_had_unit(store, *id, err);
		if (status || *id)
			return status;
	}
	int64_t run;
	ent_status status = ent_run_current(&run, store, err);
	if (status)
		return status;
	if (store->bulk) {
		status = ent_bulk_unit(id, store, unit, keys, hash, run, err);
		*added = !status;
		return status;
	}
	sqlite3_stmt *st = ent_sql(
		store,
		"INSERT INTO unit (source, target, direction, document, hash, place,"
		" date, origin, confidence, doubts, line, run)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		"iiijizzzriij", (int64_t)keys->source, (int64_t)keys->target,
		(int64_t)keys->direction, (int64_t)keys->document, hash, unit->place,
		unit->date, unit->origin, (double)unit->confidence,
		(int64_t)unit->doubts, (int64_t)unit->line, run);
	status = ent_sql_run(store, st, err);
	*id = (uint64_t)sqlite3_last_insert_rowid(store->db);
	*added = !status;
	return status ? status : add_verbatim(store, *id, unit, err);
}

/* Texts of a unit that may have no other use. */
static ent_status mark_texts(ent_store *store, uint64_t id, ent_error *err)
{
	ent_status status = ent_remove_prepare(store, err);
	return status ? status
		      : ent_sql_run(
				store,
				ent_sql(store,
					"INSERT OR IGNORE INTO temp.orphan"
					" SELECT source FROM unit WHERE id=?1"
					" UNION SELECT target FROM unit WHERE id=?1",
					"i", (int64_t)id),
				err);
}

ent_status ent_store_unit_rewrite(ent_store *store,
				  uint64_t id,
				  const ent_unit *unit,
				  const ent_unit_keys *keys,
				  ent_error *err)
{
	ent_status status = mark_texts(store, id, err);
	if (!status)
		status = ent_sql_run(
			store,
			ent_sql(store,
				"UPDATE unit SET source=?, target=?, hash=?"
				" WHERE id=?",
				"iiii", (int64_t)keys->source, (int64_t)keys->target,
				hash_of(unit, keys), (int64_t)id),
			err);
	if (!status)
		status = ent_sql_run(store,
				     ent_sql(store, "DELETE FROM unit_xml WHERE unit=?",
					     "i", (int64_t)id),
				     err);
	return status ? status : add_verbatim(store, id, unit, err);
}

ent_status ent_store_unit_restore(ent_store *store,
				  uint64_t id,
				  const ent_unit *unit,
				  const ent_unit_keys *keys,
				  uint64_t run,
				  ent_error *err)
{
	sqlite3_stmt *st = ent_sql(
		store,
		"INSERT INTO unit (id, source, target, direction, document, hash, place,"
		" date, origin, confidence, doubts, line, run)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		"iiiijizzzriij", (int64_t)id, (int64_t)keys->source,
		(int64_t)keys->target, (int64_t)keys->direction,
		(int64_t)keys->document, hash_of(unit, keys), unit->place, unit->date,
		unit->origin, (double)unit->confidence, (int64_t)unit->doubts,
		(int64_t)unit->line, (int64_t)run);
	ent_status status = ent_sql_run(store, st, err);
	return status ? status : add_verbatim(store, id, unit, err);
}

#define UNIT_COLUMNS                                                                   \
	"SELECT u.id, u.source, u.target, u.document, u.direction, u.place, u.date,"   \
	" u.origin, u.confidence, u.doubts, u.line, r.source, r.target, s.text,"       \
	" t.text, d.name, c.name, x.source_markup, x.source_extra, x.target_markup,"   \
	" x.target_extra, x.extra, x.attributes FROM unit u"                           \
	" CROSS JOIN direction r ON r.id=u.direction"                                  \
	" CROSS JOIN text s ON s.id=u.source CROSS JOIN text t ON t.id=u.target"       \
	" LEFT JOIN document d ON d.id=u.document"                                     \
	" LEFT JOIN document c ON c.id=d.counterpart"                                  \
	" LEFT JOIN unit_xml x ON x.unit=u.id"

static void read_row(ent_unit_row *row, ent_store *store, sqlite3_stmt *st)
{
	enum { XML = 17 };
	*row = (ent_unit_row){
		.id = ent_sql_id(store, st, 0),
		.keys = { ent_sql_id(store, st, 1),
			  ent_sql_id(store, st, 2),
			  ent_sql_id(store, st, 3),
			  ent_sql_u32(store, st, 4) },
		.unit = {
			.source = { ent_sql_str(store, st, 11), ent_sql_str(store, st, 13),
				    ent_sql_str(store, st, XML), ent_sql_str(store, st, XML + 1) },
			.target = { ent_sql_str(store, st, 12), ent_sql_str(store, st, 14),
				    ent_sql_str(store, st, XML + 2), ent_sql_str(store, st, XML + 3) },
			.document = ent_sql_str(store, st, 15),
			.target_document = ent_sql_str(store, st, 16),
			.place = ent_sql_str(store, st, 5),
			.date = ent_sql_str(store, st, 6),
			.origin = ent_sql_str(store, st, 7),
			.extra = ent_sql_str(store, st, XML + 4),
			.attributes = ent_sql_str(store, st, XML + 5),
			.confidence = ent_sql_share(store, st, 8),
			.doubts = ent_sql_u32(store, st, 9),
			.line = ent_sql_u32(store, st, 10),
		},
	};
}

ent_status ent_store_unit_get(ent_unit_row *row,
			      ent_store *store,
			      uint64_t id,
			      ent_error *err)
{
	ent_sql_release(store);
	sqlite3_stmt *st =
		ent_sql(store, UNIT_COLUMNS " WHERE u.id=?", "i", (int64_t)id);
	if (ent_sql_row(store, st)) {
		read_row(row, store, st);
		store->lent = st;
		return ent_sql_checked(store, err);
	}
	ent_status status = ent_sql_end(store, st, err);
	if (!status)
		status = ent_sql_damaged(store, err, "unit %llu is missing",
					 (unsigned long long)id);
	return status;
}

void ent_store_unit_end(ent_store *store)
{
	ent_sql_release(store);
}

ent_status ent_store_unit_each(ent_store *store,
			       const ent_filter *filter,
			       ent_unit_row_fn fn,
			       void *data,
			       ent_error *err)
{
	ent_status status = ENT_OK;
	ent_unit_row row;
	uint64_t range[2] = { 0, INT64_MAX };
	if (filter->import)
		status = ent_store_run_range(range, store, filter->import, err);
	if (filter->unit) {
		range[0] = range[0] > filter->unit ? range[0] : filter->unit;
		range[1] = range[1] < filter->unit ? range[1] : filter->unit;
	}
	if (status)
		return status;
	/* a date with a time belongs to its day: until is compared by length */
	sqlite3_stmt *st = ent_sql(
		store,
		UNIT_COLUMNS " WHERE (?1 IS NULL OR u.date>=?1)"
			     " AND (?2 IS NULL OR substr(u.date, 1, length(?2))<=?2)"
			     " AND (?3 IS NULL OR d.name GLOB ?3 OR c.name GLOB ?3)"
			     " AND u.confidence>=?4"
			     " AND u.id BETWEEN ?5 AND ?6"
			     " AND (?7 IS NULL OR u.run=?7 OR u.run IN"
			     " (SELECT id FROM run WHERE part_of=?7))"
			     " AND (?8 IS NULL OR u.run IN"
			     " (SELECT CAST(substr(name, 7) AS INTEGER) FROM setting"
			     " WHERE name GLOB 'label.*' AND value=?8)) ORDER BY u.id",
		"zzzriijz", filter->since, filter->until, filter->document,
		(double)filter->min_confidence, (int64_t)range[0], (int64_t)range[1],
		(int64_t)filter->import, filter->label);
	while (!status && ent_sql_row(store, st)) {
		read_row(&row, store, st);
		status = ent_sql_checked(store, err);
		if (!status)
			status = fn(data, &row, err);
		store->rc = SQLITE_ROW;
	}
	ent_status end = ent_sql_end(store, st, status ? NULL : err);
	return status ? status : end;
}

struct hashes {
	ent_store *store;
	bool repair;
	void (*fn)(void *data, const char *what);
	void *data;
};

static ent_status check_hash(void *data, const ent_unit_row *row, ent_error *err)
{
	struct hashes *h = data;
	char line[64];
	int64_t stored = 0;
	const int64_t hash = hash_of(&row->unit, &row->keys);
	sqlite3_stmt *st = ent_sql(h->store, "SELECT hash FROM unit WHERE id=?", "i",
				   (int64_t)row->id);
	if (ent_sql_row(h->store, st))
		stored = sqlite3_column_int64(st, 0);
	ent_status status = ent_sql_end(h->store, st, err);
	if (status || stored == hash)
		return status;
	if (h->repair)
		return ent_sql_run(h->store,
				   ent_sql(h->store,
					   "UPDATE unit SET hash=? WHERE id=?", "ii",
					   hash, (int64_t)row->id),
				   err);
	snprintf(line, sizeof(line), "wrong hash of unit %llu",
		 (unsigned long long)row->id);
	h->fn(h->data, line);
	return ENT_OK;
}

ent_status ent_store_unit_clear(ent_store *store,
				uint64_t id,
				const char *column,
				ent_error *err)
{
	return ent_sql_run(
		store,
		ent_sql(store,
			"UPDATE unit_xml SET"
			" source_markup=iif(?1='source_markup', NULL, source_markup),"
			" source_extra=iif(?1='source_extra', NULL, source_extra),"
			" target_markup=iif(?1='target_markup', NULL, target_markup),"
			" target_extra=iif(?1='target_extra', NULL, target_extra),"
			" extra=iif(?1='extra', NULL, extra),"
			" attributes=iif(?1='attributes', NULL, attributes)"
			" WHERE unit=?2",
			"si", ent_str_of(column), (int64_t)id),
		err);
}

ent_status ent_store_check_unit_hashes(ent_store *store,
				       bool repair,
				       void (*fn)(void *data, const char *what),
				       void *data,
				       ent_error *err)
{
	struct hashes h = { store, repair, fn, data };
	return ent_store_unit_each(store, &ENT_FILTER_DEFAULT, check_hash, &h, err);
}

ent_status ent_store_unit_exists(bool *out,
				 ent_store *store,
				 uint64_t id,
				 ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store, "SELECT 1 FROM unit WHERE id=?", "i", (int64_t)id);
	*out = ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

ent_status ent_store_unit_with(uint64_t *id,
			       ent_store *store,
			       ent_str document,
			       ent_str source,
			       ent_str target,
			       ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store,
				   "SELECT u.id FROM document d"
				   " CROSS JOIN unit u ON u.document=d.id"
				   " JOIN text s ON s.id=u.source"
				   " JOIN text t ON t.id=u.target WHERE d.name=?"
				   " AND s.text=? AND t.text=? ORDER BY u.id LIMIT 1",
				   "sss", document, source, target);
	return ent_sql_first_id(id, store, st, err);
}

ent_status ent_store_unit_last(uint64_t *id, ent_store *store, ent_error *err)
{
	sqlite3_stmt *st = ent_sql(store, "SELECT max(id) FROM unit", "");
	return ent_sql_first_id(id, store, st, err);
}

ent_status ent_store_unit_markup(ent_str *markup,
				 ent_store *store,
				 uint64_t unit,
				 bool target,
				 ent_error *err)
{
	ent_sql_release(store);
	*markup = ENT_STR("");
	sqlite3_stmt *st =
		target ? ent_sql(store,
				 "SELECT target_markup FROM unit_xml WHERE unit=?", "i",
				 (int64_t)unit)
		       : ent_sql(store,
				 "SELECT source_markup FROM unit_xml WHERE unit=?", "i",
				 (int64_t)unit);
	if (!ent_sql_row(store, st))
		return ent_sql_end(store, st, err);
	*markup = ent_sql_str(store, st, 0);
	store->lent = st;
	return ent_sql_checked(store, err);
}
