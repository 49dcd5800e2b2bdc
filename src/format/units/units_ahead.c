/* SPDX-License-Identifier: Apache-2.0 */
/* units_ahead.c - packs of units are exchanged between two threads.
 *
 *	reading thread: an idle pack, filled with copies of what was read  ->  full
 *	caller:         a full pack, what is in it taken one by one        ->  idle
 *
 * A pack is also sent when the file ends.  When the caller needs no more, both queues
 * are closed, and the reading ends at its next unit.
 */
#include <pthread.h>
#include <stdlib.h>

#include "base/fail.h"
#include "base/queue.h"
#include "doc/unit.h"
#include "format/units/units_ahead.h"

enum { PACKS = 4, PACK_ITEMS = 256, PACK_BYTES = 1 << 18 };

struct item {
	enum { UNIT, PROBLEM, MESSAGE } kind;
	union {
		ent_unit unit;
		ent_problem problem;
		struct {
			ent_log_level level;
			ent_error what;
		} message;
	} is;
};

struct pack {
	ent_arena *arena; /* owned; of the strings */
	struct item *items;
	uint32_t n;
	size_t bytes; /* of texts, about */
};

struct ahead {
	const char *path;
	ent_units_options options; /* of the reading thread */
	const ent_units_options *asked;
	ent_progress progress;
	struct pack packs[PACKS];
	ent_queue *full, *idle;
	struct pack *pack; /* being filled */
	bool failed;       /* out of memory */
	/* what the reading came to; read after joining */
	const char *format;
	ent_status status;
	ent_error error;
};

/* ---- the reading thread --------------------------------------------------------- */

static void send_on(struct ahead *a)
{
	if (a->pack && !ent_queue_push(a->full, a->pack))
		a->failed = true;
	a->pack = NULL;
}

/* The next place in a pack; NULL when the caller needs no more. */
static struct item *next_item(struct ahead *a)
{
	if (a->pack && (a->pack->n == PACK_ITEMS || a->pack->bytes > PACK_BYTES))
		send_on(a);
	if (!a->pack)
		a->pack = ent_queue_pop(a->idle);
	if (!a->pack || a->failed)
		return NULL;
	return &a->pack->items[a->pack->n];
}

static ent_status read_unit(void *data, const ent_unit *unit, ent_error *err)
{
	struct ahead *a = data;
	struct item *item = next_item(a);
	if (!item)
		return a->failed ? ent_fail_memory(err)
				 : ent_fail(err, ENT_ECANCELLED, "stopped");
	item->kind = UNIT;
	ent_status status = ent_unit_copy(&item->is.unit, unit, a->pack->arena, err);
	a->pack->n += !status;
	a->pack->bytes += unit->source.text.n + unit->target.text.n + unit->extra.n;
	return status;
}

static void read_problem(void *data, const ent_problem *what)
{
	struct ahead *a = data;
	struct item *item = next_item(a);
	if (!item)
		return;
	item->kind = PROBLEM;
	item->is.problem = *what;
	item->is.problem.reason = ent_arena_str(a->pack->arena, what->reason);
	if (item->is.problem.reason.p)
		a->pack->n++;
	else
		a->failed = true;
}

static void read_message(void *data, ent_log_level level, const ent_error *what)
{
	struct ahead *a = data;
	struct item *item = next_item(a);
	if (!item)
		return;
	item->kind = MESSAGE;
	item->is.message.level = level;
	item->is.message.what = *what;
	a->pack->n++;
}

static void *read_all(void *arg)
{
	struct ahead *a = arg;
	a->status = ent_read_units(a->path, &a->options, &a->format, read_unit, a,
				   &a->error);
	send_on(a);
	ent_queue_close(a->full);
	return NULL;
}

/* ---- the caller ------------------------------------------------------------------ */

static ent_status take_item(const struct ahead *a,
			    const struct item *item,
			    ent_unit_fn fn,
			    void *data,
			    ent_error *err)
{
	const ent_progress *p = a->asked->progress;
	switch (item->kind) {
	case UNIT: return fn(data, &item->is.unit, err);
	case PROBLEM:
		if (a->asked->problem)
			a->asked->problem(a->asked->problem_data, &item->is.problem);
		break;
	case MESSAGE:
		ent_log_error(p, item->is.message.level, &item->is.message.what);
		break;
	}
	return ENT_OK;
}

static ent_status take_all(struct ahead *a, ent_unit_fn fn, void *data, ent_error *err)
{
	ent_status status = ENT_OK;
	struct pack *pack;
	while (!status && (pack = ent_queue_pop(a->full))) {
		for (uint32_t k = 0; k < pack->n && !status; k++)
			status = take_item(a, &pack->items[k], fn, data, err);
		ent_arena_clear(pack->arena);
		pack->n = 0;
		pack->bytes = 0;
		ent_queue_push(a->idle, pack);
	}
	if (status) {
		ent_queue_close(a->full);
		ent_queue_close(a->idle);
	}
	return status;
}

static bool prepare(struct ahead *a)
{
	bool ok = true;
	a->full = ent_queue_new(PACKS);
	a->idle = ent_queue_new(PACKS);
	for (int k = 0; k < PACKS && ok && a->full && a->idle; k++) {
		struct pack *pack = &a->packs[k];
		pack->arena = ent_arena_new(0);
		pack->items = calloc(PACK_ITEMS, sizeof(*pack->items));
		ok = pack->arena && pack->items && ent_queue_push(a->idle, pack);
	}
	return ok && a->full && a->idle;
}

static void release(struct ahead *a)
{
	for (int k = 0; k < PACKS; k++) {
		ent_arena_free(a->packs[k].arena);
		free(a->packs[k].items);
	}
	ent_queue_free(a->full);
	ent_queue_free(a->idle);
	free(a);
}

ent_status ent_read_units_ahead(const char *path,
				const ent_units_options *opt,
				const char **format,
				ent_unit_fn fn,
				void *data,
				ent_error *err)
{
	pthread_t thread;
	struct ahead *a = calloc(1, sizeof(*a));
	if (!a)
		return ent_fail_memory(err);
	a->path = path;
	a->asked = opt;
	a->options = *opt;
	a->options.problem = read_problem;
	a->options.problem_data = a;
	a->progress = (ent_progress){ .log = read_message, .data = a };
	a->options.progress = &a->progress;
	if (!prepare(a)) {
		release(a);
		return ent_fail_memory(err);
	}
	if (pthread_create(&thread, NULL, read_all, a)) {
		release(a);
		return ent_read_units(path, opt, format, fn, data, err);
	}
	ent_status status = take_all(a, fn, data, err);
	pthread_join(thread, NULL);
	if (format)
		*format = a->format;
	if (!status && a->status) {
		status = a->status;
		if (err)
			*err = a->error;
	} else if (!status && a->failed) {
		status = ent_fail_memory(err);
	}
	release(a);
	return status;
}
