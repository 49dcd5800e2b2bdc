/* SPDX-License-Identifier: Apache-2.0 */
/* run_had.c - what a run had, but an earlier one had brought.
 *
 * A unit or a pair of documents that is there already is not stored again: it names the
 * run that brought it.  Taking that run back must leave what a later import or merge
 * had too, so a run keeps what it had as ranges of numbers, in the setting "had.RUN"
 * for units and "had-pairs.RUN" for alignments, [[first,last],...].  When a run is
 * taken back, what another one had becomes the other one's (run_back.c).
 *
 * The units of a file that is imported again follow one another, so a file of any
 * length is a range or a few.  A run that brings nothing new and has the name of the
 * one that brought all of it is the same import again, and keeps nothing. */
#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/fail.h"
#include "store/identity_rows.h"
#include "store/sql.h"

/* ---- while a run is at work ------------------------------------------------------ */

static ent_status note_had(ent_store *store,
			   uint64_t id,
			   uint64_t owner,
			   bool pair,
			   ent_error *err)
{
	const uint64_t run = store->run.id;
	if (!store->run.on || store->bulk || !owner || owner == run)
		return ENT_OK;
	struct ent_had *last = store->had.n ? &store->had.list[store->had.n - 1] : NULL;
	if (last && last->run == run && last->owner == owner && last->pair == pair &&
	    id >= last->first && id <= last->last + 1) {
		last->last = id > last->last ? id : last->last;
		return ENT_OK;
	}
	if (!ENT_GROW(store->had.list, store->had.capacity, store->had.n + 1))
		return ent_fail_memory(err);
	store->had.list[store->had.n++] = (struct ent_had){ run, owner, id, id, pair };
	return ENT_OK;
}

ent_status ent_store_run_had_unit(ent_store *store, uint64_t unit, ent_error *err)
{
	uint64_t owner;
	if (!store->run.on || store->bulk)
		return ENT_OK;
	sqlite3_stmt *st =
		ent_sql(store, "SELECT run FROM unit WHERE id=?", "i", (int64_t)unit);
	ent_status status = ent_sql_first_id(&owner, store, st, err);
	return status ? status : note_had(store, unit, owner, false, err);
}

ent_status ent_store_run_had_pair(ent_store *store, uint64_t alignment, ent_error *err)
{
	uint64_t owner;
	if (!store->run.on)
		return ENT_OK;
	sqlite3_stmt *st = ent_sql(store, "SELECT run FROM alignment WHERE id=?", "i",
				   (int64_t)alignment);
	ent_status status = ent_sql_first_id(&owner, store, st, err);
	return status ? status : note_had(store, alignment, owner, true, err);
}

/* ---- at its end ------------------------------------------------------------------ */

/* Whether a run, or the merge that it is part of, is one like the run at work. */
static ent_status is_same_again(bool *out,
				ent_store *store,
				uint64_t owner,
				ent_error *err)
{
	sqlite3_stmt *st =
		ent_sql(store,
			"SELECT 1 FROM run r LEFT JOIN run w ON w.id=r.part_of"
			" WHERE r.id=?1 AND coalesce(w.kind, r.kind)=?2"
			" AND coalesce(w.source, r.source)=?3 AND ?3<>'-'",
			"iis", (int64_t)owner, (int64_t)store->run.row.kind,
			store->run.row.source);
	*out = ent_sql_row(store, st);
	return ent_sql_end(store, st, err);
}

/* Leaves out what the same import had before. */
static ent_status drop_same(ent_store *store, ent_error *err)
{
	uint64_t owner = 0;
	bool same = false;
	size_t kept = 0;
	ent_status status = ENT_OK;
	for (size_t k = 0; k < store->had.n && !status; k++) {
		const struct ent_had *had = &store->had.list[k];
		if (had->owner != owner)
			status = is_same_again(&same, store, had->owner, err);
		owner = had->owner;
		if (!same)
			store->had.list[kept++] = *had;
	}
	store->had.n = kept;
	return status;
}

static int compare(const void *a, const void *b)
{
	const struct ent_had *x = a, *y = b;
	if (x->pair != y->pair)
		return x->pair ? 1 : -1;
	if (x->run != y->run)
		return x->run < y->run ? -1 : 1;
	return x->first < y->first ? -1 : x->first > y->first;
}

static ent_status put(ent_store *store,
		      const struct ent_had *of,
		      ent_buf *ranges,
		      ent_error *err)
{
	char name[40];
	snprintf(name, sizeof(name), "%s.%llu", of->pair ? "had-pairs" : "had",
		 (unsigned long long)of->run);
	ent_buf_add_char(ranges, ']');
	if (ranges->failed)
		return ent_fail_memory(err);
	return ent_store_setting_put(store, ent_str_of(name), ent_buf_str(ranges), err);
}

/* The ranges of one run, from item k on; *k is then the first one after them. */
static ent_status put_ranges(ent_store *store,
			     size_t *k,
			     ent_buf *ranges,
			     ent_error *err)
{
	const struct ent_had *list = store->had.list, *of = &list[*k];
	ent_buf_clear(ranges);
	while (*k < store->had.n && list[*k].run == of->run &&
	       list[*k].pair == of->pair) {
		const uint64_t first = list[*k].first;
		uint64_t last = list[*k].last;
		while (++*k < store->had.n && list[*k].run == of->run &&
		       list[*k].pair == of->pair && list[*k].first <= last + 1)
			last = list[*k].last > last ? list[*k].last : last;
		ent_buf_addf(ranges, "%s[%llu,%llu]", ranges->n ? "," : "[",
			     (unsigned long long)first, (unsigned long long)last);
	}
	return put(store, of, ranges, err);
}

ent_status ent_store_run_had_settle(bool *had,
				    ent_store *store,
				    bool brought,
				    ent_error *err)
{
	ent_buf ranges = ENT_BUF_INIT;
	uint64_t run = 0;
	ent_status status = brought ? ENT_OK : drop_same(store, err);
	*had = !status && store->had.n;
	if (*had)
		status = ent_store_run_number(&run, store, err);
	for (size_t k = 0; k < store->had.n && !status; k++)
		if (!store->had.list[k].run)
			store->had.list[k].run = run;
	if (!status && *had)
		qsort(store->had.list, store->had.n, sizeof(*store->had.list), compare);
	for (size_t k = 0; k < store->had.n && !status;)
		status = put_ranges(store, &k, &ranges, err);
	store->had.n = 0;
	ent_buf_release(&ranges);
	return status;
}

ent_status ent_store_run_had_repeated(ent_store *store, ent_error *err)
{
	return ent_sql_exec(
		store,
		"INSERT INTO setting (name, value) SELECT 'had.' || gone.run,"
		" json_group_array(json_array(stays, stays)) FROM (SELECT u.run,"
		" (SELECT min(v.id) FROM unit v WHERE v.source=u.source"
		" AND v.target=u.target AND v.direction=u.direction"
		" AND v.document IS u.document"
		" AND v.id NOT IN (SELECT unit FROM temp.marked)) AS stays"
		" FROM temp.marked m JOIN unit u ON u.id=m.unit) AS gone"
		" JOIN unit w ON w.id=gone.stays WHERE w.run<>gone.run"
		" GROUP BY gone.run ON CONFLICT (name) DO UPDATE SET"
		" value=substr(value, 1, length(value)-1) || ','"
		" || substr(excluded.value, 2)",
		err);
}

ent_status ent_store_run_had_again(ent_store *store,
				   uint64_t old,
				   uint64_t now,
				   ent_error *err)
{
	return ent_sql_run(
		store,
		ent_sql(store,
			"UPDATE setting SET value=json_insert(value, '$[#]',"
			" json_array(?2, ?2)) WHERE name GLOB 'had-pairs.*'"
			" AND EXISTS (SELECT 1 FROM json_each(setting.value) e"
			" WHERE ?1 BETWEEN json_extract(e.value, '$[0]')"
			" AND json_extract(e.value, '$[1]'))",
			"ii", (int64_t)old, (int64_t)now),
		err);
}
