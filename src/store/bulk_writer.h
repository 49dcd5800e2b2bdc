/* SPDX-License-Identifier: Apache-2.0 */
/* bulk_writer.h - a thread that writes to the file while its producer gathers more. */
#ifndef ENT_STORE_BULK_WRITER_H
#define ENT_STORE_BULK_WRITER_H

#include "store/row_batch.h"

/* One piece of work: rows and the statement that inserts them, or, without rows,
 * any statement. */
typedef struct ent_bulk_write {
	ent_row_batch batch;
	const char *sql; /* must outlive the write */
} ent_bulk_write;

typedef struct ent_bulk_writer ent_bulk_writer;

/* Until the writer is freed the connection belongs to its thread, but for times
 * between ent_bulk_writer_wait() and the next ent_bulk_writer_give().  NULL without
 * memory; when no thread can be started, the work is done by ent_bulk_writer_give(). */
ent_bulk_writer *ent_bulk_writer_new(ent_store *store);

/* An empty piece of work for rows of so many columns; waits for one to be done when
 * too many are under way.  Goes back by ent_bulk_writer_give() only. */
ent_bulk_write *ent_bulk_writer_take(ent_bulk_writer *writer, uint32_t columns);

/* Hands it over.  Fails when one before failed. */
ent_status ent_bulk_writer_give(ent_bulk_writer *writer,
				ent_bulk_write *write,
				ent_error *err);

/* Waits until all is written; the first failure.  At once in the writer's own
 * thread. */
ent_status ent_bulk_writer_wait(ent_bulk_writer *writer, ent_error *err);

void ent_bulk_writer_free(ent_bulk_writer *writer); /* NULL is allowed; waits */

#endif
