/* SPDX-License-Identifier: Apache-2.0 */
/* api_jobs.c - /api/v1: files that come in, and the jobs that work on them. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "entente/batch.h"
#include "server/http.h"
#include "server/service.h"
#include "json/json.h"

/* ---- jobs ----------------------------------------------------------------------- */

static ent_status answer_jobs(struct http_response *out,
			      struct http_request *request,
			      ent_error *err)
{
	(void)err;
	jobs_print_all(&out->body, &request->service->jobs);
	return ENT_OK;
}

static ent_status read_job(uint64_t *out,
			   const struct http_request *request,
			   ent_error *err)
{
	return http_path_number(out, request)
		       ? ENT_OK
		       : http_error(err, ENT_ENOTFOUND, "no such job");
}

static ent_status answer_job(struct http_response *out,
			     struct http_request *request,
			     ent_error *err)
{
	uint64_t number;
	ent_status status = read_job(&number, request, err);
	return status ? status
		      : jobs_print(&out->body, &request->service->jobs, number, err);
}

static ent_status answer_cancel(struct http_response *out,
				struct http_request *request,
				ent_error *err)
{
	uint64_t number;
	ent_status status = read_job(&number, request, err);
	if (!status)
		status = jobs_cancel(&request->service->jobs, number, err);
	return status ? status
		      : jobs_print(&out->body, &request->service->jobs, number, err);
}

/* The last part of a name, without what a file system may refuse. */
static ent_str safe_name(ent_str name, ent_arena *arena)
{
	enum { MOST = 120 };
	for (size_t k = name.n; k--;)
		if (name.p[k] == '/' || name.p[k] == '\\') {
			name = ent_str_slice(name, k + 1, name.n);
			break;
		}
	if (name.n > MOST)
		name = ent_str_slice(name, name.n - MOST, name.n);
	while (name.n && ((unsigned char)name.p[0] & 0xC0) == 0x80)
		name = ent_str_slice(name, 1, name.n);
	const ent_str copy = ent_arena_str(arena, name);
	for (size_t k = 0; k < copy.n; k++)
		if ((unsigned char)copy.p[k] < ' ')
			((char *)copy.p)[k] = '_';
	return !copy.n || copy.p[0] == '.' ? ENT_STR("file") : copy;
}

/* A new folder for the files of a job, as a string to free. */
static char *make_folder(void)
{
	const char *parent = getenv("TMPDIR");
	char path[96];
	snprintf(path, sizeof(path), "%s/entente-job-XXXXXX",
		 parent && strlen(parent) < 60 ? parent : "/tmp");
	return mkdtemp(path) ? strdup(path) : NULL;
}

/* The uploaded file moves into the folder, under its own name. */
static bool move_upload(struct http_request *request, const char *folder, ent_str name)
{
	char path[256];
	const int n =
		snprintf(path, sizeof(path), "%s/%.*s", folder, (int)name.n, name.p);
	return n < (int)sizeof(path) && !rename(request->upload, path);
}

/* Keeps the languages of the work in the job. */
static void set_languages(struct job *job, const struct http_request *request)
{
	const ent_str from = http_param(request, "from"),
		      to = http_param(request, "to");
	if (from.n + to.n > sizeof(job->text))
		return;
	memcpy(job->text, from.n ? from.p : "", from.n);
	memcpy(job->text + from.n, to.n ? to.p : "", to.n);
	job->from = (ent_str){ job->text, from.n };
	job->to = (ent_str){ job->text + from.n, to.n };
}

/* Answers 202 with the job that is waiting now. */
static ent_status start_job(struct http_response *out,
			    struct http_request *request,
			    struct job *job,
			    ent_error *err)
{
	uint64_t number;
	ent_status status = jobs_add(&number, &request->service->jobs, job, err);
	if (status)
		return status;
	out->status = 202;
	return jobs_print(&out->body, &request->service->jobs, number, err);
}

/* ---- imports -------------------------------------------------------------------- */

/* Problems of one import that an answer lists; the counts have them all. */
enum { MOST_PROBLEMS = 1000 };

struct importing {
	ent_buf problems;
	uint32_t n;
};

static void add_problem(void *data, const ent_problem *what)
{
	struct importing *im = data;
	if (im->n++ >= MOST_PROBLEMS)
		return;
	if (im->problems.n)
		ent_buf_add_char(&im->problems, ',');
	json_problem(&im->problems, what);
}

static ent_status run_import(struct job *job, struct service *service, ent_error *err)
{
	enum { SECONDS = 3600 };
	char path[512];
	ent_memory *memory;
	ent_import_result result;
	struct importing im = { .problems = ENT_BUF_INIT };
	const ent_progress progress = job_progress(job);
	ent_units_options opt = ENT_UNITS_OPTIONS_DEFAULT;
	opt.from = job->from;
	opt.to = job->to;
	opt.problem = add_problem;
	opt.problem_data = &im;
	opt.progress = &progress;
	opt.source = ent_str_of(job->name);
	opt.label = ent_str_of(job->label);
	snprintf(path, sizeof(path), "%s/%s", job->folder, job->name);
	ent_status status = pool_take_writer(&memory, &service->pool, SECONDS, err);
	if (status)
		return status;
	status = ent_memory_import(&result, memory, path, &opt, err);
	pool_give_writer(&service->pool);
	if (status) /* its own name says more than the place where it was kept */
		snprintf(err->file, sizeof(err->file), "%.150s", job->name);
	else
		json_import_result(
			&job->result, job->name, &result,
			im.problems.n ? ent_buf_str(&im.problems) : ENT_STR(""), NULL);
	ent_buf_release(&im.problems);
	while (job->result.n && job->result.p[job->result.n - 1] == '\n')
		job->result.n--;
	return status;
}

/* The body is a file of units; ?name= is what it is called. */
static ent_status answer_import(struct http_response *out,
				struct http_request *request,
				ent_error *err)
{
	const ent_str name = safe_name(http_param(request, "name"), request->arena);
	struct job *job = job_new("import", name);
	if (job)
		job->folder = make_folder();
	if (!job || !job->folder || !move_upload(request, job->folder, name)) {
		job_free(job);
		return http_error(err, ENT_EIO, "cannot keep the uploaded file");
	}
	job->run = run_import;
	set_languages(job, request);
	const ent_str label = http_param(request, "label");
	if (label.n >= sizeof(job->label)) {
		job_free(job);
		return http_error(err, ENT_EINVAL, "parameter 'label' is too long");
	}
	if (label.n)
		memcpy(job->label, label.p, label.n);
	return start_job(out, request, job, err);
}

/* ---- batches -------------------------------------------------------------------- */

/* Releases that are uploaded stay beside the memory, MEMORY.files/NUMBER/, so that the
 * original of a document can be looked at. */
static ent_status folder_of(char *out,
			    size_t size,
			    const struct http_request *request,
			    ent_error *err)
{
	const char *memory = request->service->options.memory;
	const ent_str number = request->parts[0];
	for (size_t k = 0; k < number.n; k++)
		if (number.p[k] < '0' || number.p[k] > '9')
			return http_error(err, ENT_ENOTFOUND, "no such batch");
	if (number.n > 10 || snprintf(out, size, "%s.files/%.*s", memory, (int)number.n,
				      number.p) >= (int)size)
		return http_error(err, ENT_ELIMIT,
				  "the path of the memory is too long");
	return ENT_OK;
}

/* {"batch":NUMBER}: a new empty folder. */
static ent_status answer_new_batch(struct http_response *out,
				   struct http_request *request,
				   ent_error *err)
{
	char path[512];
	const char *memory = request->service->options.memory;
	snprintf(path, sizeof(path), "%s.files", memory);
	if (mkdir(path, 0777) && errno != EEXIST)
		return http_error(err, ENT_EIO, "%.100s: %s", path, strerror(errno));
	for (unsigned n = 1; n < 1000000; n++) {
		snprintf(path, sizeof(path), "%s.files/%u", memory, n);
		if (!mkdir(path, 0777)) {
			out->status = 201;
			ent_buf_addf(&out->body, "{\"batch\":%u}\n", n);
			return ENT_OK;
		}
		if (errno != EEXIST)
			break;
	}
	return http_error(err, ENT_EIO, "%.100s: %s", path, strerror(errno));
}

static bool copy_file(const char *from, const char *to)
{
	char chunk[65536];
	size_t n;
	FILE *in = fopen(from, "rb"), *out = in ? fopen(to, "wb") : NULL;
	bool ok = out != NULL;
	while (ok && (n = fread(chunk, 1, sizeof(chunk), in)) > 0)
		ok = fwrite(chunk, 1, n, out) == n;
	ok = ok && !ferror(in);
	if (in)
		fclose(in);
	return (!out || !fclose(out)) && ok;
}

/* Adds the parts of a name to a path, each of them safe; makes the folders. */
static bool add_name(char *path, size_t size, ent_str name, ent_arena *arena)
{
	enum { DEPTH_MAX = 8 };
	size_t n = strlen(path);
	for (int depth = 0; depth <= DEPTH_MAX; depth++) {
		const ent_str part = ent_str_cut(&name, '/');
		if (!part.n && name.p)
			continue;
		const ent_str safe = safe_name(part, arena);
		n += (size_t)snprintf(path + n, size - n, "/%.*s", (int)safe.n, safe.p);
		if (n >= size)
			break;
		if (!name.p)
			return true;
		if (mkdir(path, 0777) && errno != EEXIST)
			return false;
	}
	errno = ENAMETOOLONG;
	return false;
}

/* The body is a release; ?name= is what it is called, with its folders if they
 * matter. */
static ent_status answer_batch_file(struct http_response *out,
				    struct http_request *request,
				    ent_error *err)
{
	char path[512], file[1536];
	if (folder_of(path, sizeof(path), request, err))
		return err->code;
	if (access(path, W_OK))
		return http_error(err, ENT_ENOTFOUND, "no such batch");
	snprintf(file, sizeof(file), "%s", path);
	if (!add_name(file, sizeof(file), http_param(request, "name"),
		      request->arena) ||
	    !copy_file(request->upload, file))
		return http_error(err, ENT_EIO, "cannot keep the uploaded file: %s",
				  strerror(errno));
	out->status = 201;
	ent_buf_add(&out->body, ENT_STR("{\"name\":"));
	ent_buf_add_json(&out->body, ent_str_of(file + strlen(path) + 1));
	ent_buf_add(&out->body, ENT_STR("}\n"));
	return ENT_OK;
}

struct batching {
	ent_buf events; /* JSON, without brackets */
	struct job *job;
	ent_progress progress;
};

static void add_event(void *data, const ent_batch_event *e)
{
	struct batching *b = data;
	if (b->events.n)
		ent_buf_add_char(&b->events, ',');
	json_batch_event(&b->events, e);
}

static void log_nothing(void *data, ent_log_level level, const ent_error *what)
{
	(void)data, (void)level, (void)what; /* events say it */
}

static ent_status run_batch(struct job *job, struct service *service, ent_error *err)
{
	enum { SECONDS = 3600 };
	ent_memory *memory;
	ent_batch_result result = { 0 };
	struct batching b = { .events = ENT_BUF_INIT, .progress = job_progress(job) };
	ent_batch_options opt = ENT_BATCH_OPTIONS_DEFAULT;
	b.progress.log = log_nothing;
	opt.from = job->from;
	opt.to = job->to;
	opt.dry_run = job->dry_run;
	opt.event = add_event;
	opt.event_data = &b;
	opt.progress = &b.progress;
	ent_status status = pool_take_writer(&memory, &service->pool, SECONDS, err);
	if (status)
		return status;
	status = ent_batch(&result, memory, job->path, &opt, err);
	pool_give_writer(&service->pool);
	if (!status) {
		ent_buf_addf(&job->result,
			     "{\"pairs\":%u,\"added\":%u,\"replaced\":%u,"
			     "\"unchanged\":%u,\"failed\":%u,\"unpaired\":%u,"
			     "\"units\":%llu,\"doubtful\":%llu,\"events\":[",
			     result.pairs, result.added, result.replaced,
			     result.unchanged, result.failed, result.unpaired,
			     (unsigned long long)result.units,
			     (unsigned long long)result.doubtful);
		if (b.events.n)
			ent_buf_add(&job->result, ent_buf_str(&b.events));
		ent_buf_add(&job->result, ENT_STR("]}"));
	}
	ent_buf_release(&b.events);
	return status;
}

/* Pairs and aligns the files of a batch; ?dry_run=1 only says what it would pair. */
static ent_status answer_batch_start(struct http_response *out,
				     struct http_request *request,
				     ent_error *err)
{
	char path[512];
	if (folder_of(path, sizeof(path), request, err))
		return err->code;
	if (access(path, R_OK))
		return http_error(err, ENT_ENOTFOUND, "no such batch");
	struct job *job = job_new("batch", request->parts[0]);
	if (job)
		job->path = strdup(path);
	if (!job || !job->path) {
		job_free(job);
		return http_error(err, ENT_ENOMEM, "out of memory");
	}
	job->run = run_batch;
	job->dry_run = ent_str_is(http_param(request, "dry_run"), "1");
	set_languages(job, request);
	return start_job(out, request, job, err);
}

static const struct http_route routes[] = {
	{ "GET", "/api/v1/jobs", HTTP_READS, HTTP_NO_BODY, answer_jobs },
	{ "GET", "/api/v1/jobs/{}", HTTP_READS, HTTP_NO_BODY, answer_job },
	{ "DELETE", "/api/v1/jobs/{}", HTTP_WRITES, HTTP_NO_BODY, answer_cancel },
	{ "POST", "/api/v1/import", HTTP_WRITES, HTTP_FILE, answer_import },
	{ "POST", "/api/v1/batches", HTTP_WRITES, HTTP_NO_BODY, answer_new_batch },
	{ "POST", "/api/v1/batches/{}/files", HTTP_WRITES, HTTP_FILE,
	  answer_batch_file },
	{ "POST", "/api/v1/batches/{}/start", HTTP_WRITES, HTTP_NO_BODY,
	  answer_batch_start },
	{ NULL, NULL, HTTP_READS, HTTP_NO_BODY, NULL },
};

extern const struct http_table api_jobs_table;
const struct http_table api_jobs_table = { .routes = routes };
