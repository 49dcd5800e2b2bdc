/* SPDX-License-Identifier: Apache-2.0 */
/* row_batch.h - rows gathered in memory that one statement writes. */
#ifndef ENT_STORE_ROW_BATCH_H
#define ENT_STORE_ROW_BATCH_H

#include "store/sql.h"

enum { ENT_BATCH_COLUMNS = 13 };

typedef struct ent_row_batch {
	struct ent_cell *cells; /* of one row after another; owned */
	size_t n, capacity;
	uint32_t columns; /* of each row */
	ent_buf bytes;    /* of its strings */
} ent_row_batch;

#define ENT_BATCH_INIT(n_columns)                                                      \
	((ent_row_batch){ .columns = (n_columns), .bytes = ENT_BUF_INIT })

/* Makes batches known to the connection as the table `batch` with the columns c0 to
 * c11. */
ent_status ent_batch_register(ent_store *store, ent_error *err);

/* Adds a row; types as for ent_sql(), a letter for each column.  Strings are copied.
 * false without memory. */
bool ent_batch_row(ent_row_batch *batch, const char *types, ...);

/* A cell of a row, which was added as such. */
int64_t ent_batch_int(const ent_row_batch *batch, size_t row, uint32_t column);
ent_str ent_batch_str(const ent_row_batch *batch, size_t row, uint32_t column);

/* Whether there is enough for a statement. */
bool ent_batch_is_full(const ent_row_batch *batch);

/* Runs "INSERT INTO ... SELECT c0, c1, ... FROM batch", if there is a row, and empties
 * the batch. */
ent_status ent_batch_write(ent_store *store,
			   ent_row_batch *batch,
			   const char *sql,
			   ent_error *err);
void ent_batch_release(ent_row_batch *batch);

#endif
