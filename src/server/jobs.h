/* SPDX-License-Identifier: Apache-2.0 */
/* jobs.h - work that takes longer than a request: imports, batches.
 *
 * One runs at a time, the others wait in order; each can be watched and cancelled.
 * The last JOBS_KEPT stay to be asked for. */
#ifndef ENT_SERVER_JOBS_H
#define ENT_SERVER_JOBS_H

#include <pthread.h>

#include "entente/memory.h"

struct service;

enum { JOBS_KEPT = 32 };

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_CANCELLED };

struct job {
	uint64_t number; /* from 1 */
	enum job_state state;
	const char *kind;     /* "import", "align"; static */
	char name[200];       /* of the file, for people */
	char label[100];      /* of what is imported; "" for none */
	char *folder;         /* owned; its files are removed with the job */
	char task[64];        /* what it is doing */
	uint64_t done, total; /* of it; total 0 when it is unknown */
	bool cancel;
	ent_buf result;  /* JSON, when it is done */
	ent_error error; /* when it failed */
	ent_status (*run)(struct job *job, struct service *service, ent_error *err);
	struct jobs *jobs;
	char *path; /* owned; what the work is done on, NULL for a file in folder */
	bool dry_run;
	ent_str from, to; /* options of the work; point into text */
	char text[64];
};

struct jobs {
	struct service *service;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	pthread_t thread;
	bool started, stop, running;
	struct job *kept[JOBS_KEPT]; /* a ring by number */
	uint64_t last;               /* number of the newest */
	uint64_t next;               /* to run */
};

/* Starts the thread that runs jobs. */
ent_status jobs_open(struct jobs *jobs, struct service *service, ent_error *err);
/* Waits for the jobs that run or wait. */
void jobs_close(struct jobs *jobs);

/* Takes over job, made by job_new() and filled in; ENT_EBUSY when too many wait. */
ent_status jobs_add(uint64_t *number,
		    struct jobs *jobs,
		    struct job *job,
		    ent_error *err);

/* NULL without memory. */
struct job *job_new(const char *kind, ent_str name);
void job_free(struct job *job);

/* For the library: reports what job does, and cancels it when asked to. */
ent_progress job_progress(struct job *job);

/* The state of a job as JSON; ENT_ENOTFOUND when it is not kept. */
ent_status jobs_print(ent_buf *out, struct jobs *jobs, uint64_t number, ent_error *err);
/* All that are kept, newest first. */
void jobs_print_all(ent_buf *out, struct jobs *jobs);

/* Asks a job to stop, or all of them; one that waits does not start.  ENT_ENOTFOUND
 * when it is not kept. */
ent_status jobs_cancel(struct jobs *jobs, uint64_t number, ent_error *err);
void jobs_cancel_all(struct jobs *jobs);

/* Whether none runs or waits. */
bool jobs_are_done(struct jobs *jobs);

#endif
