/* SPDX-License-Identifier: Apache-2.0 */
/* filling.c - the mark of a memory that is being filled without a log. */
#include <stdio.h>

#include "store/sql.h"

ent_status ent_filling_mark(ent_store *store, bool on, ent_error *err)
{
	char pragma[60];
	int was = 0;
	sqlite3_stmt *st = ent_sql(store, "PRAGMA user_version", "");
	if (ent_sql_row(store, st))
		was = sqlite3_column_int(st, 0);
	ent_status status = ent_sql_end(store, st, err);
	const int version = on ? was | ENT_FILLING : was & ~ENT_FILLING;
	if (status || version == was)
		return status;
	snprintf(pragma, sizeof(pragma), "PRAGMA user_version=%d", version);
	return ent_sql_exec(store, pragma, err);
}
