/* SPDX-License-Identifier: Apache-2.0 */
/* http_pipe.h - a body that a thread writes while the connection sends it. */
#ifndef ENT_SERVER_HTTP_PIPE_H
#define ENT_SERVER_HTTP_PIPE_H

#include <stdbool.h>
#include <stdio.h>

#include "entente/error.h"

struct http_pipe;

/* *to is for the thread, which closes it and then calls http_pipe_release(); the other
 * user is the response.  ENT_EIO, ENT_ENOMEM. */
ent_status http_pipe_open(struct http_pipe **out, FILE **to, ent_error *err);

/* For the thread, before it closes its end: the body is not complete. */
void http_pipe_fail(struct http_pipe *pipe);

/* The next bytes: their number, 0 at the end of a body that is complete, -1 at the end
 * of one that is not. */
long http_pipe_read(struct http_pipe *pipe, char *to, size_t size);

/* Both users call it once; NULL is allowed. */
void http_pipe_release(struct http_pipe *pipe);

/* For the response: no more is read. */
void http_pipe_close(struct http_pipe *pipe);

#endif
