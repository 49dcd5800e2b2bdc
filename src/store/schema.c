/* SPDX-License-Identifier: Apache-2.0 */
/* schema.c - the format of a memory: which it is, making it, bringing an older one up
 * to date.
 *
 * schema_tables.c has the tables, schema_upgrade.c the steps from one format to the
 * next.
 */
#include <stdio.h>
#include <sys/stat.h>

#include "base/fail.h"
#include "store/sql.h"

#define APPLICATION_ID 0x656E744D

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
	for (size_t k = 0; !from && ent_schema_statement(k) && !status; k++)
		status = ent_sql_exec(store, ent_schema_statement(k), err);
	for (int k = from ? from : ENT_FORMAT; k < ENT_FORMAT && !status; k++)
		status = ent_schema_step(store, k, err);
	snprintf(pragma, sizeof(pragma),
		 "PRAGMA application_id=%d; PRAGMA user_version=%d", APPLICATION_ID,
		 ENT_FORMAT);
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
	else if (version > ENT_FORMAT)
		status = ent_fail(err, ENT_EFORMAT,
				  "made by a newer entente (format %d, this one reads "
				  "up to %d)",
				  version, ENT_FORMAT);
	else if (version > 0 && version < ENT_FORMAT_OLDEST)
		status = ent_fail(
			err, ENT_EFORMAT,
			"made before the first version of entente (format %d); "
			"export it with the program that made it",
			version);
	else if (version > 0 && version < ENT_FORMAT && !store->writable)
		status = ent_fail(err, ENT_EFORMAT,
				  "made by an older entente; 'entente check --repair' "
				  "brings it up to date");
	else if (version == 0 && !store->writable) /* its making was cut short */
		status = ent_fail(err, ENT_ENOTFOUND, "there is no such memory");
	if (status)
		return ent_error_in(err, status, ent_str_of(store->path));
	if (version == ENT_FORMAT || !store->writable)
		return ENT_OK;
	status = ent_store_begin(store, err);
	/* another process may have been faster */
	if (!status)
		status = ent_schema_version(&version, store, err);
	if (!status && version < ENT_FORMAT)
		status = upgrade(store, version, err);
	/* the caller makes the index too before an older memory is another one */
	store->upgrading = !status && version > 0 && version < ENT_FORMAT;
	if (!status && !store->upgrading)
		status = ent_store_commit(store, err);
	if (status)
		ent_store_rollback(store);
	return status;
}
