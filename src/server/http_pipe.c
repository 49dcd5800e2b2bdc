/* SPDX-License-Identifier: Apache-2.0 */
/* http_pipe.c - a body that a thread writes while the connection sends it.
 *
 * The end of a pipe looks the same whether the body is complete or not.  A client must
 * see the difference, so the thread reports it here, and the connection is then cut off
 * instead of ended. */
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/http.h"
#include "server/http_pipe.h"

struct http_pipe {
	int end; /* that is read */
	atomic_int users;
	atomic_bool failed;
};

ent_status http_pipe_open(struct http_pipe **out, FILE **to, ent_error *err)
{
	int ends[2];
	struct http_pipe *pipe = calloc(1, sizeof(*pipe));
	if (!pipe)
		return http_error(err, ENT_ENOMEM, "out of memory");
	if (pipe2(ends, O_CLOEXEC)) {
		free(pipe);
		return http_error(err, ENT_EIO, "cannot make a pipe: %s",
				  strerror(errno));
	}
	*to = fdopen(ends[1], "w");
	if (!*to) {
		close(ends[0]);
		close(ends[1]);
		free(pipe);
		return http_error(err, ENT_ENOMEM, "out of memory");
	}
	pipe->end = ends[0];
	atomic_init(&pipe->users, 2);
	atomic_init(&pipe->failed, false);
	*out = pipe;
	return ENT_OK;
}

void http_pipe_fail(struct http_pipe *pipe)
{
	atomic_store(&pipe->failed, true);
}

long http_pipe_read(struct http_pipe *pipe, char *to, size_t size)
{
	ssize_t n;
	do
		n = read(pipe->end, to, size);
	while (n < 0 && errno == EINTR);
	return n == 0 && atomic_load(&pipe->failed) ? -1 : n;
}

void http_pipe_release(struct http_pipe *pipe)
{
	if (pipe && atomic_fetch_sub(&pipe->users, 1) == 1)
		free(pipe);
}

void http_pipe_close(struct http_pipe *pipe)
{
	if (!pipe)
		return;
	close(pipe->end); /* the thread ends at its next write */
	http_pipe_release(pipe);
}
