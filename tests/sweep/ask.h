/* SPDX-License-Identifier: Apache-2.0 */
/* ask.h - a request to the server of a memory, without a network. */
#ifndef ENT_SWEEP_ASK_H
#define ENT_SWEEP_ASK_H

#include <stdbool.h>

/* Whether a line is a request: "GET /path?query", "PUT /path BODY", or "POST /path
 * @FILE" for a file that is uploaded. */
bool is_request(const char *line);

/* Opens the memory m.entente as the server does, answers the request and prints the
 * body, that of an error to standard error.  The exit code of a command: 0, or 1 for an
 * error. */
int ask_server(const char *line);

#endif
