/* SPDX-License-Identifier: Apache-2.0 */
/* listen.c - connections by libmicrohttpd: bytes become requests, responses bytes.
 *
 * Each connection has a thread, so that a slow handler, or an export that waits for its
 * client, does not delay other clients.  What a client can use is limited: connections,
 * bytes of headers and bodies, and time.  libmicrohttpd ends connections that are idle;
 * a client that sends a byte now and then (slowloris) is not, so each phase of a
 * request has a deadline of its own here, watched by one thread. */
#include <arpa/inet.h>
#include <errno.h>
#include <malloc.h>
#include <netdb.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "server/http.h"
#include "server/http_pipe.h"
#include "server/mhd.h"
#include "server/service.h"

enum {
	IDLE_SECONDS = 30,       /* without a byte either way */
	HEADER_SECONDS = 20,     /* for the headers of the first request */
	NEXT_SECONDS = 60,       /* for those of the next one */
	BODY_SECONDS = 30,       /* for a body, */
	BODY_PER_SECOND = 20000, /* and a second more for each so many bytes */
	ANSWER_SECONDS = 600,    /* for the client to take its answer */
	DRAIN_SECONDS = 30,      /* for requests under way when the server stops */
	TRIM_SECONDS = 20,       /* between two times that memory is given back */
	HEADER_BYTES = 32768,
	PIPE_BLOCK = 1 << 16, /* bytes of a body that a thread writes */
	STACK_BYTES = 2 << 20,
	ARENA_BYTES = 256 << 20, /* of one answer */
	/* of malloc(): heaps, one for each thread without a limit; what each keeps at
	 * its end, and blocks up to that come from there: a search takes some again and
	 * again */
	HEAPS = 4,
	HEAP_SPARE = 32 << 20,
};

/* A connection and when it must have got on. */
struct slot {
	int fd;                    /* -1: free */
	double deadline;           /* 0: none */
	struct exchange *exchange; /* under way; NULL */
};

struct listener {
	struct service *service;
	struct MHD_Daemon *daemon;
	pthread_mutex_t mutex;
	struct slot *slots;
	uint32_t n_slots;
	atomic_uint under_way; /* requests */
	atomic_bool stop;
};

/* A request and its response. */
struct exchange {
	struct listener *listener;
	struct http_request request;
	struct http_response response;
	const struct http_route *route;
	const struct http_table *table;
	char *uri; /* owned */
	ent_buf body;
	int upload; /* descriptor; -1: none */
	char upload_name[64];
	uint64_t received, sent;
	double started; /* when its last byte had come */
	bool begun, refused;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void release_exchange(struct exchange *x)
{
	if (x->upload >= 0)
		close(x->upload);
	if (x->request.upload)
		unlink(x->upload_name);
	http_pipe_close(x->response.pipe);
	http_response_release(&x->response);
	ent_buf_release(&x->body);
	ent_arena_free(x->request.arena);
	free(x->uri);
	free(x);
}

/* ---- deadlines ----------------------------------------------------------------- */

static struct slot *slot_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		mhd.get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	return info ? info->socket_context : NULL;
}

static void set_deadline(struct MHD_Connection *connection,
			 struct listener *l,
			 double seconds)
{
	struct slot *slot = slot_of(connection);
	pthread_mutex_lock(&l->mutex);
	if (slot)
		slot->deadline = seconds > 0 ? now() + seconds : 0;
	pthread_mutex_unlock(&l->mutex);
}

static void on_connection(void *data,
			  struct MHD_Connection *connection,
			  void **context,
			  enum MHD_ConnectionNotificationCode code)
{
	struct listener *l = data;
	const union MHD_ConnectionInfo *info =
		mhd.get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
	const bool begins = code == MHD_CONNECTION_NOTIFY_STARTED;
	metrics_connection(&l->service->metrics, begins ? 1 : -1);
	pthread_mutex_lock(&l->mutex);
	struct slot *slot = *context;
	/* one whose request line was refused by the library, which does not say so */
	struct exchange *left = !begins && slot ? slot->exchange : NULL;
	for (uint32_t k = 0; begins && !slot && k < l->n_slots; k++)
		if (l->slots[k].fd < 0)
			slot = &l->slots[k];
	if (slot && begins)
		*slot = (struct slot){ .fd = info ? info->connect_fd : -1,
				       .deadline = now() + HEADER_SECONDS };
	else if (slot)
		*slot = (struct slot){ .fd = -1 };
	*context = begins ? slot : NULL;
	pthread_mutex_unlock(&l->mutex);
	if (left) {
		l->under_way--;
		release_exchange(left);
	}
}

/* Also gives back what malloc() has free between what is kept, now and then: it takes
 * some milliseconds.  The first time, that is what the first searches took. */
static void *watch_deadlines(void *data)
{
	struct listener *l = data;
	double trimmed = now();
	while (!l->stop) {
		const struct timespec pause = { .tv_nsec = 500000000 };
		nanosleep(&pause, NULL);
		const double t = now();
		if (t - trimmed >= TRIM_SECONDS) {
			malloc_trim(0);
			trimmed = t;
		}
		pthread_mutex_lock(&l->mutex);
		for (uint32_t k = 0; k < l->n_slots; k++)
			if (l->slots[k].fd >= 0 && l->slots[k].deadline > 0 &&
			    l->slots[k].deadline < t)
				shutdown(l->slots[k].fd, SHUT_RDWR);
		pthread_mutex_unlock(&l->mutex);
	}
	return NULL;
}

/* ---- requests ------------------------------------------------------------------ */

static void *begin_exchange(void *data,
			    const char *uri,
			    struct MHD_Connection *connection)
{
	struct listener *l = data;
	struct exchange *x = calloc(1, sizeof(*x));
	struct slot *slot = slot_of(connection);
	l->under_way++;
	if (!x)
		return NULL;
	if (slot)
		slot->exchange = x;
	x->listener = l;
	x->upload = -1;
	x->body = ENT_BUF_INIT;
	x->response = HTTP_RESPONSE_INIT;
	x->uri = strdup(uri);
	x->request.arena = ent_arena_new(ARENA_BYTES);
	x->request.service = l->service;
	return x;
}

static enum MHD_Result add_header(void *data,
				  enum MHD_ValueKind kind,
				  const char *name,
				  const char *value)
{
	struct http_request *r = data;
	(void)kind;
	if (r->n_headers < HTTP_MAX_FIELDS)
		r->headers[r->n_headers++] =
			(struct http_field){ ent_str_of(name), ent_str_of(value) };
	return MHD_YES;
}

static uint64_t body_limit(const struct exchange *x)
{
	switch (x->route->body) {
	case HTTP_NO_BODY: return 0;
	case HTTP_IGNORED:
	case HTTP_OBJECT:
	case HTTP_FIELDS:
	case HTTP_FORM: return HTTP_MAX_BODY;
	case HTTP_FILE: return x->listener->service->options.max_upload;
	}
	return 0;
}

static void refuse(struct exchange *x, int status, ent_status code, const char *message)
{
	ent_error err;
	http_error(&err, code, "%s", message);
	(x->table && x->table->fail ? x->table->fail : http_fail)(&x->response, status,
								  &err);
	x->refused = true;
}

static void refuse_size(struct exchange *x)
{
	char text[80];
	const uint64_t most = body_limit(x);
	if (most)
		snprintf(text, sizeof(text), "the body is larger than %llu bytes",
			 (unsigned long long)most);
	refuse(x, 413, ENT_ELIMIT, most ? text : "this call takes no body");
}

static bool open_upload(struct exchange *x)
{
	const char *folder = getenv("TMPDIR");
	const int n =
		snprintf(x->upload_name, sizeof(x->upload_name), "%s/entente-XXXXXX",
			 folder && strlen(folder) < 40 ? folder : "/tmp");
	if (n < (int)sizeof(x->upload_name))
		x->upload = mkstemp(x->upload_name);
	x->request.upload = x->upload < 0 ? NULL : x->upload_name;
	return x->upload >= 0;
}

/* Finds the route when the headers are there, and whether it may be taken. */
static void begin_request(struct exchange *x,
			  struct MHD_Connection *connection,
			  const char *method)
{
	struct http_request *r = &x->request;
	x->begun = true;
	r->method = method;
	r->query = ent_str_of(x->uri);
	r->path = ent_str_cut(&r->query, '?');
	if (!r->query.p)
		r->query = ENT_STR("");
	mhd.get_connection_values(connection, MHD_HEADER_KIND, add_header, r);
	x->route = http_route(&x->table, &x->response, r);
	x->refused = !x->route;
	if (x->refused)
		return;
	const ent_str length = http_header(r, "Content-Length");
	if (length.n && strtoull(length.p, NULL, 10) > body_limit(x))
		refuse_size(x);
	else if (x->route->body == HTTP_FILE && !open_upload(x))
		refuse(x, 507, ENT_EIO, "cannot write a temporary file");
	set_deadline(connection, x->listener,
		     BODY_SECONDS + (double)body_limit(x) / BODY_PER_SECOND);
}

/* Takes n bytes of the body. */
static void add_body(struct exchange *x, const char *bytes, size_t n)
{
	x->received += n;
	if (x->refused)
		return;
	if (x->received > body_limit(x)) {
		refuse_size(x);
		return;
	}
	if (x->upload < 0) {
		ent_buf_add(&x->body, (ent_str){ bytes, n });
		return;
	}
	while (n) {
		const ssize_t done = write(x->upload, bytes, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0) {
			refuse(x, 507, ENT_EIO, "the disk for uploads is full");
			return;
		}
		bytes += done;
		n -= (size_t)done;
	}
}

/* ---- responses ----------------------------------------------------------------- */

static ssize_t read_pipe(void *data, uint64_t at, char *to, size_t size)
{
	(void)at;
	const long n = http_pipe_read(data, to, size);
	return n > 0   ? n
	       : n < 0 ? MHD_CONTENT_READER_END_WITH_ERROR
		       : MHD_CONTENT_READER_END_OF_STREAM;
}

static void close_pipe(void *data)
{
	http_pipe_close(data);
}

static struct MHD_Response *make_response(struct exchange *x)
{
	struct http_response *r = &x->response;
	struct MHD_Response *response;
	if (r->pipe) {
		response = mhd.create_response_from_callback(
			MHD_SIZE_UNKNOWN, PIPE_BLOCK, read_pipe, r->pipe, close_pipe);
		if (response)
			r->pipe = NULL;
		return response;
	}
	const ent_str body = r->body.n ? ent_buf_str(&r->body) : r->fixed;
	x->sent = body.n;
	return mhd.create_response_from_buffer(body.n, (void *)(uintptr_t)body.p,
					       MHD_RESPMEM_PERSISTENT);
}

static bool has_header(const struct http_response *r, const char *name)
{
	for (uint32_t k = 0; k < r->n_headers; k++)
		if (ent_str_is(r->headers[k].name, name))
			return true;
	return false;
}

static void add_headers(struct MHD_Response *response, const struct http_response *r)
{
	static const char *const always[][2] = {
		{ "X-Content-Type-Options", "nosniff" },
		{ "Referrer-Policy", "no-referrer" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Content-Security-Policy",
		  "default-src 'none'; frame-ancestors 'none'" },
		{ "Cache-Control", "no-store" },
	};
	mhd.add_response_header(response, "Content-Type", r->type);
	for (uint32_t k = 0; k < r->n_headers; k++)
		mhd.add_response_header(response, r->headers[k].name.p,
					r->headers[k].value.p);
	for (size_t k = 0; k < sizeof(always) / sizeof(always[0]); k++)
		if (!has_header(r, always[k][0]))
			mhd.add_response_header(response, always[k][0], always[k][1]);
}

static enum MHD_Result send_response(struct exchange *x,
				     struct MHD_Connection *connection)
{
	struct MHD_Response *response = make_response(x);
	if (!response)
		return MHD_NO;
	add_headers(response, &x->response);
	const enum MHD_Result sent =
		mhd.queue_response(connection, (unsigned)x->response.status, response);
	mhd.destroy_response(response);
	return sent;
}

static enum MHD_Result on_request(void *data,
				  struct MHD_Connection *connection,
				  const char *url,
				  const char *method,
				  const char *version,
				  const char *upload,
				  size_t *upload_size,
				  void **context)
{
	struct listener *l = data;
	struct exchange *x = *context;
	(void)url, (void)version;
	if (!x || !x->uri || !x->request.arena)
		return MHD_NO;
	if (!x->begun) {
		begin_request(x, connection, method);
		x->started = now();
		return x->refused ? send_response(x, connection) : MHD_YES;
	}
	if (*upload_size) {
		add_body(x, upload, *upload_size);
		*upload_size = 0;
		return MHD_YES;
	}
	x->started = now();
	set_deadline(connection, l, 0);
	if (x->upload >= 0)
		close(x->upload);
	x->upload = -1;
	x->request.body = x->body.n ? ent_buf_str(&x->body) : ENT_STR("");
	if (x->body.failed)
		refuse(x, 507, ENT_ENOMEM, "out of memory");
	if (!x->refused)
		http_answer(&x->response, &x->request, x->route, x->table);
	set_deadline(connection, l, ANSWER_SECONDS);
	return send_response(x, connection);
}

/* {"time","method","path","status","bytes","ms","client"}: without the query, which
 * may be a text that nobody else should read. */
static void log_request(const struct exchange *x,
			struct MHD_Connection *connection,
			double seconds)
{
	char at[32], client[64] = "";
	struct tm tm;
	const time_t t = time(NULL);
	const union MHD_ConnectionInfo *info =
		mhd.get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	ent_buf line = ENT_BUF_INIT;
	gmtime_r(&t, &tm);
	strftime(at, sizeof(at), "%Y-%m-%dT%H:%M:%SZ", &tm);
	if (info && info->client_addr)
		getnameinfo(info->client_addr, sizeof(struct sockaddr_storage), client,
			    sizeof(client), NULL, 0, NI_NUMERICHOST);
	ent_buf_addf(&line, "{\"time\":\"%s\",\"method\":", at);
	ent_buf_add_json(&line, ent_str_of(x->request.method));
	ent_buf_add(&line, ENT_STR(",\"path\":"));
	const ent_str path = x->request.path;
	ent_buf_add_json(&line, http_is_utf8(path) ? path : ENT_STR("?"));
	ent_buf_addf(
		&line, ",\"status\":%d,\"bytes\":%llu,\"ms\":%.2f,\"client\":\"%s\"}\n",
		x->response.status, (unsigned long long)x->sent, seconds * 1e3, client);
	if (!line.failed)
		fwrite(line.p, 1, line.n, stderr);
	ent_buf_release(&line);
}

static void end_exchange(void *data,
			 struct MHD_Connection *connection,
			 void **context,
			 enum MHD_RequestTerminationCode code)
{
	struct listener *l = data;
	struct exchange *x = *context;
	struct slot *slot = slot_of(connection);
	(void)code;
	*context = NULL;
	if (slot)
		slot->exchange = NULL;
	l->under_way--;
	set_deadline(connection, l, NEXT_SECONDS);
	if (!x)
		return;
	const double seconds = x->begun ? now() - x->started : 0;
	if (x->begun)
		metrics_count(&l->service->metrics, x->route,
			      x->route ? x->route->method : "-",
			      x->route ? x->route->path : "-", x->response.status,
			      x->sent, seconds);
	if (x->begun && !l->service->options.quiet)
		log_request(x, connection, seconds);
	release_exchange(x);
}

/* ---- the daemon ---------------------------------------------------------------- */

static size_t keep_escapes(void *data, struct MHD_Connection *connection, char *text)
{
	(void)data, (void)connection;
	return strlen(text);
}

static void log_nothing(void *data, const char *fmt, va_list ap)
{
	(void)data, (void)fmt, (void)ap;
}

/* "127.0.0.1:8080", "[::1]:8080", ":8080" */
static ent_status read_address(struct sockaddr_storage *out,
			       const char *text,
			       ent_error *err)
{
	char host[128];
	const char *colon = strrchr(text, ':');
	const size_t n = colon ? (size_t)(colon - text) : 0;
	const bool brackets = n > 2 && text[0] == '[' && text[n - 1] == ']';
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE };
	struct addrinfo *found;
	if (!colon || n >= sizeof(host))
		return http_error(err, ENT_EINVAL,
				  "%s: not an address such as 127.0.0.1:8080", text);
	snprintf(host, sizeof(host), "%.*s", (int)(n - 2 * brackets), text + brackets);
	const int e = getaddrinfo(n ? host : NULL, colon + 1, &hints, &found);
	if (e)
		return http_error(err, ENT_EINVAL, "%s: %s", text, gai_strerror(e));
	memcpy(out, found->ai_addr, found->ai_addrlen);
	freeaddrinfo(found);
	return ENT_OK;
}

static ent_status start(struct listener *l, const char *address, ent_error *err)
{
	struct sockaddr_storage to = { 0 };
	const struct service_options *opt = &l->service->options;
	if (read_address(&to, address, err) || mhd_load(err))
		return err->code;
	errno = 0;
	l->daemon = mhd.start_daemon(
		MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION |
			MHD_USE_ITC | MHD_USE_ERROR_LOG |
			(to.ss_family == AF_INET6 ? MHD_USE_IPv6 : 0),
		0, NULL, NULL, on_request, l, MHD_OPTION_EXTERNAL_LOGGER, log_nothing,
		NULL, MHD_OPTION_SOCK_ADDR, &to, MHD_OPTION_CONNECTION_LIMIT,
		opt->max_connections, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)HEADER_BYTES, MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES,
		MHD_OPTION_URI_LOG_CALLBACK, begin_exchange, l,
		MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
		MHD_OPTION_NOTIFY_COMPLETED, end_exchange, l,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, l, MHD_OPTION_END);
	if (l->daemon)
		return ENT_OK;
	return http_error(err, ENT_EIO, "cannot listen on %s: %s", address,
			  errno ? strerror(errno) : "the address cannot be used");
}

static void announce(struct listener *l, void (*on_ready)(const char *url))
{
	char url[160];
	const char *address = l->service->options.listen;
	const union MHD_DaemonInfo *info =
		mhd.get_daemon_info(l->daemon, MHD_DAEMON_INFO_BIND_PORT);
	const size_t n = (size_t)(strrchr(address, ':') - address);
	snprintf(url, sizeof(url), "http://%.*s:%u/", (int)(n < 128 ? n : 128), address,
		 info ? info->port : 0);
	on_ready(url);
}

/* Takes no more connections, and waits for the requests under way and the jobs; a
 * second signal cancels the jobs. */
static void drain(struct listener *l, const sigset_t *signals)
{
	const struct timespec pause = { .tv_nsec = 100000000 };
	const double until = now() + DRAIN_SECONDS;
	const MHD_socket listening = mhd.quiesce_daemon(l->daemon);
	while (l->under_way && now() < until)
		nanosleep(&pause, NULL);
	while (!jobs_are_done(&l->service->jobs))
		if (sigtimedwait(signals, NULL, &pause) > 0)
			jobs_cancel_all(&l->service->jobs);
	mhd.stop_daemon(l->daemon);
	if (listening != MHD_INVALID_SOCKET)
		close(listening);
}

static ent_status serve(struct listener *l,
			const sigset_t *signals,
			void (*on_ready)(const char *),
			ent_error *err)
{
	int signal;
	pthread_t watcher;
	if (pthread_create(&watcher, NULL, watch_deadlines, l))
		return http_error(err, ENT_ENOMEM, "cannot start a thread");
	ent_status status = start(l, l->service->options.listen, err);
	if (!status) {
		announce(l, on_ready);
		sigwait(signals, &signal);
		drain(l, signals);
	}
	l->stop = true;
	pthread_join(watcher, NULL);
	return status;
}

ent_status service_run(const struct service_options *options,
		       void (*on_ready)(const char *url),
		       ent_error *err)
{
	struct service service;
	struct listener l = { .service = &service,
			      .n_slots = options->max_connections };
	/* what a handle keeps would be spread over the heaps of all connections */
	mallopt(M_ARENA_MAX, HEAPS);
	mallopt(M_MMAP_THRESHOLD, HEAP_SPARE);
	mallopt(M_TRIM_THRESHOLD, HEAP_SPARE);
	/* in all threads: one that did not wait for them would end the program */
	sigset_t signals;
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	ent_status status = service_open(&service, options, err);
	if (status)
		return status;
	pthread_mutex_init(&l.mutex, NULL);
	l.slots = calloc(l.n_slots, sizeof(*l.slots));
	for (uint32_t k = 0; l.slots && k < l.n_slots; k++)
		l.slots[k].fd = -1;
	status = l.slots ? serve(&l, &signals, on_ready, err)
			 : http_error(err, ENT_ENOMEM, "out of memory");
	free(l.slots);
	pthread_mutex_destroy(&l.mutex);
	service.pool.failed = status != ENT_OK;
	service_close(&service);
	return status;
}
