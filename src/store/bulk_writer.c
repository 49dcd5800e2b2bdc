/* SPDX-License-Identifier: Apache-2.0 */
/* bulk_writer.c - pieces of work go round between two queues.
 *
 * 	producer: take an idle one, fill it, give it   ->  work
 * 	thread:   work: run its statement, empty it    ->  idle
 *
 * The number of pieces bounds the memory.  A failure is kept, what comes after it is
 * not run, and the producer learns of it with the next piece.
 */
#include <pthread.h>
#include <stdlib.h>

#include "base/fail.h"
#include "base/queue.h"
#include "store/bulk_writer.h"

/* One of each kind is being filled, as many again are under way. */
enum { PIECES = 12 };

struct ent_bulk_writer {
	ent_store *store;
	ent_queue *work, *idle;
	pthread_t thread;
	bool threaded;
	ent_bulk_write pieces[PIECES];
	/* written by the thread, read after waiting or under the queue's lock */
	ent_status status;
	ent_error error;
};

static void run(ent_bulk_writer *w, ent_bulk_write *write)
{
	if (!w->status)
		w->status = write->batch.n
				    ? ent_batch_write(w->store, &write->batch,
						      write->sql, &w->error)
				    : ent_sql_exec(w->store, write->sql, &w->error);
	write->batch.n = 0;
	ent_buf_clear(&write->batch.bytes);
}

static void *work(void *arg)
{
	ent_bulk_writer *w = arg;
	ent_bulk_write *write;
	while ((write = ent_queue_pop(w->work))) {
		run(w, write);
		ent_queue_push(w->idle, write);
		ent_queue_done(w->work);
	}
	return NULL;
}

ent_bulk_writer *ent_bulk_writer_new(ent_store *store)
{
	ent_bulk_writer *w = calloc(1, sizeof(*w));
	if (!w)
		return NULL;
	w->store = store;
	w->work = ent_queue_new(PIECES);
	w->idle = ent_queue_new(PIECES);
	for (int k = 0; w->idle && k < PIECES; k++) {
		w->pieces[k].batch = ENT_BATCH_INIT(0);
		ent_queue_push(w->idle, &w->pieces[k]);
	}
	if (!w->work || !w->idle) {
		ent_bulk_writer_free(w);
		return NULL;
	}
	w->threaded = !pthread_create(&w->thread, NULL, work, w);
	return w;
}

ent_bulk_write *ent_bulk_writer_take(ent_bulk_writer *w, uint32_t columns)
{
	ent_bulk_write *write = ent_queue_pop(w->idle);
	write->batch.columns = columns;
	return write;
}

static ent_status failure(const ent_bulk_writer *w, ent_error *err)
{
	if (w->status && err)
		*err = w->error;
	return w->status;
}

ent_status ent_bulk_writer_give(ent_bulk_writer *w,
				ent_bulk_write *write,
				ent_error *err)
{
	if (w->threaded) {
		ent_queue_push(w->work, write);
		return ENT_OK; /* a failure shows at the next wait */
	}
	run(w, write);
	ent_queue_push(w->idle, write);
	return failure(w, err);
}

ent_status ent_bulk_writer_wait(ent_bulk_writer *w, ent_error *err)
{
	if (w->threaded && pthread_equal(pthread_self(), w->thread))
		return ENT_OK;
	if (w->threaded)
		ent_queue_wait(w->work);
	return failure(w, err);
}

void ent_bulk_writer_free(ent_bulk_writer *w)
{
	if (!w)
		return;
	if (w->threaded) {
		ent_queue_close(w->work);
		pthread_join(w->thread, NULL);
	}
	for (int k = 0; k < PIECES; k++)
		ent_batch_release(&w->pieces[k].batch);
	ent_queue_free(w->work);
	ent_queue_free(w->idle);
	free(w);
}
