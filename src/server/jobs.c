/* SPDX-License-Identifier: Apache-2.0 */
/* jobs.c - work that takes longer than a request. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "server/http.h"
#include "server/jobs.h"

static const char *state_name(enum job_state state)
{
	switch (state) {
	case JOB_WAITING: return "waiting";
	case JOB_RUNNING: return "running";
	case JOB_DONE: return "done";
	case JOB_FAILED: return "failed";
	case JOB_CANCELLED: return "cancelled";
	}
	return "failed";
}

struct job *job_new(const char *kind, ent_str name)
{
	struct job *job = calloc(1, sizeof(*job));
	if (!job)
		return NULL;
	job->kind = kind;
	job->result = ENT_BUF_INIT;
	snprintf(job->name, sizeof(job->name), "%.*s",
		 (int)(name.n > 199 ? 199 : name.n), name.n ? name.p : "");
	return job;
}

/* Removes a folder that holds files only. */
static void remove_folder(const char *path)
{
	char name[512];
	DIR *folder = opendir(path);
	struct dirent *entry;
	while (folder && (entry = readdir(folder)))
		if (snprintf(name, sizeof(name), "%s/%s", path, entry->d_name) <
		    (int)sizeof(name))
			unlink(name);
	if (folder)
		closedir(folder);
	rmdir(path);
}

void job_free(struct job *job)
{
	if (!job)
		return;
	if (job->folder)
		remove_folder(job->folder);
	free(job->folder);
	free(job->path);
	ent_buf_release(&job->result);
	free(job);
}

static struct job *kept(struct jobs *jobs, uint64_t number)
{
	struct job *job = jobs->kept[number % JOBS_KEPT];
	return job && job->number == number ? job : NULL;
}

static void finish(struct jobs *jobs, struct job *job, ent_status status)
{
	pthread_mutex_lock(&jobs->mutex);
	job->state = !status                    ? JOB_DONE
		     : status == ENT_ECANCELLED ? JOB_CANCELLED
						: JOB_FAILED;
	if (job->folder)
		remove_folder(job->folder);
	free(job->folder);
	job->folder = NULL;
	pthread_mutex_unlock(&jobs->mutex);
}

static void *work(void *data)
{
	struct jobs *jobs = data;
	pthread_mutex_lock(&jobs->mutex);
	for (;;) {
		if (jobs->next > jobs->last && jobs->stop)
			break;
		if (jobs->next > jobs->last) {
			pthread_cond_wait(&jobs->changed, &jobs->mutex);
			continue;
		}
		struct job *job = kept(jobs, jobs->next++);
		if (!job || job->state != JOB_WAITING)
			continue;
		job->state = JOB_RUNNING;
		jobs->running = true;
		pthread_mutex_unlock(&jobs->mutex);
		finish(jobs, job, job->run(job, jobs->service, &job->error));
		pthread_mutex_lock(&jobs->mutex);
		jobs->running = false;
	}
	pthread_mutex_unlock(&jobs->mutex);
	return NULL;
}

ent_status jobs_open(struct jobs *jobs, struct service *service, ent_error *err)
{
	*jobs = (struct jobs){ .service = service, .next = 1 };
	pthread_mutex_init(&jobs->mutex, NULL);
	pthread_cond_init(&jobs->changed, NULL);
	if (pthread_create(&jobs->thread, NULL, work, jobs))
		return http_error(err, ENT_ENOMEM, "cannot start a thread");
	jobs->started = true;
	return ENT_OK;
}

void jobs_close(struct jobs *jobs)
{
	pthread_mutex_lock(&jobs->mutex);
	jobs->stop = true;
	pthread_cond_broadcast(&jobs->changed);
	pthread_mutex_unlock(&jobs->mutex);
	if (jobs->started)
		pthread_join(jobs->thread, NULL);
	for (int k = 0; k < JOBS_KEPT; k++)
		job_free(jobs->kept[k]);
	pthread_mutex_destroy(&jobs->mutex);
	pthread_cond_destroy(&jobs->changed);
}

ent_status jobs_add(uint64_t *number,
		    struct jobs *jobs,
		    struct job *job,
		    ent_error *err)
{
	ent_status status = ENT_OK;
	pthread_mutex_lock(&jobs->mutex);
	struct job **place = &jobs->kept[(jobs->last + 1) % JOBS_KEPT];
	if (*place &&
	    ((*place)->state == JOB_WAITING || (*place)->state == JOB_RUNNING)) {
		status = http_error(err, ENT_EBUSY,
				    "%d jobs are waiting; try again when one is done",
				    JOBS_KEPT);
	} else {
		job_free(*place);
		job->jobs = jobs;
		job->number = *number = ++jobs->last;
		*place = job;
		pthread_cond_broadcast(&jobs->changed);
	}
	pthread_mutex_unlock(&jobs->mutex);
	if (status)
		job_free(job);
	return status;
}

static int step(void *data, const char *task, uint64_t done, uint64_t total)
{
	struct job *job = data;
	pthread_mutex_lock(&job->jobs->mutex);
	snprintf(job->task, sizeof(job->task), "%s", task);
	job->done = done;
	job->total = total;
	const bool cancel = job->cancel;
	pthread_mutex_unlock(&job->jobs->mutex);
	return cancel;
}

ent_progress job_progress(struct job *job)
{
	return (ent_progress){ .step = step, .data = job };
}

static void print(ent_buf *out, const struct job *job)
{
	char text[512];
	ent_buf_addf(out, "{\"job\":%llu,\"kind\":\"%s\",\"name\":",
		     (unsigned long long)job->number, job->kind);
	ent_buf_add_json(out, ent_str_of(job->name));
	ent_buf_addf(out, ",\"state\":\"%s\",\"task\":", state_name(job->state));
	ent_buf_add_json(out, ent_str_of(job->task));
	ent_buf_addf(out, ",\"done\":%llu,\"total\":%llu",
		     (unsigned long long)job->done, (unsigned long long)job->total);
	if (job->state == JOB_DONE && job->result.n) {
		ent_buf_add(out, ENT_STR(",\"result\":"));
		ent_buf_add(out, ent_buf_str(&job->result));
	}
	if (job->state == JOB_FAILED) {
		ent_buf_addf(out, ",\"error\":{\"code\":\"%s\",\"message\":",
			     ent_status_name(job->error.code));
		ent_buf_add_json(out, ent_str_of(ent_error_text(&job->error, text,
								sizeof(text))));
		ent_buf_add_char(out, '}');
	}
	ent_buf_add_char(out, '}');
}

ent_status jobs_print(ent_buf *out, struct jobs *jobs, uint64_t number, ent_error *err)
{
	pthread_mutex_lock(&jobs->mutex);
	const struct job *job = kept(jobs, number);
	if (job)
		print(out, job);
	pthread_mutex_unlock(&jobs->mutex);
	return job ? ENT_OK : http_error(err, ENT_ENOTFOUND, "no such job");
}

void jobs_print_all(ent_buf *out, struct jobs *jobs)
{
	bool first = true;
	pthread_mutex_lock(&jobs->mutex);
	ent_buf_add(out, ENT_STR("{\"jobs\":["));
	for (uint64_t n = jobs->last; n && n + JOBS_KEPT > jobs->last; n--) {
		const struct job *job = kept(jobs, n);
		if (!job)
			continue;
		if (!first)
			ent_buf_add_char(out, ',');
		first = false;
		print(out, job);
	}
	pthread_mutex_unlock(&jobs->mutex);
	ent_buf_add(out, ENT_STR("]}"));
}

bool jobs_are_done(struct jobs *jobs)
{
	pthread_mutex_lock(&jobs->mutex);
	const bool done = jobs->next > jobs->last && !jobs->running;
	pthread_mutex_unlock(&jobs->mutex);
	return done;
}

void jobs_cancel_all(struct jobs *jobs)
{
	pthread_mutex_lock(&jobs->mutex);
	for (int k = 0; k < JOBS_KEPT; k++) {
		struct job *job = jobs->kept[k];
		if (job)
			job->cancel = true;
		if (job && job->state == JOB_WAITING)
			job->state = JOB_CANCELLED;
	}
	pthread_mutex_unlock(&jobs->mutex);
}

ent_status jobs_cancel(struct jobs *jobs, uint64_t number, ent_error *err)
{
	pthread_mutex_lock(&jobs->mutex);
	struct job *job = kept(jobs, number);
	if (job)
		job->cancel = true;
	if (job && job->state == JOB_WAITING)
		job->state = JOB_CANCELLED;
	pthread_mutex_unlock(&jobs->mutex);
	return job ? ENT_OK : http_error(err, ENT_ENOTFOUND, "no such job");
}
