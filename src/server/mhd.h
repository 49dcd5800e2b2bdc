/* SPDX-License-Identifier: Apache-2.0 */
/* mhd.h - libmicrohttpd, loaded when a server starts.
 *
 * The libraries for TLS that it brings would double the time that every other command
 * takes to start, and no other command needs them. */
#ifndef ENT_SERVER_MHD_H
#define ENT_SERVER_MHD_H

#include <microhttpd.h>

#include "entente/error.h"

/* The functions that are used, without their prefix. */
#define MHD_FUNCTIONS(X)                                                               \
	X(add_response_header)                                                         \
	X(create_response_from_buffer)                                                 \
	X(create_response_from_callback)                                               \
	X(destroy_response)                                                            \
	X(get_connection_info)                                                         \
	X(get_connection_values)                                                       \
	X(get_daemon_info)                                                             \
	X(queue_response)                                                              \
	X(quiesce_daemon)                                                              \
	X(start_daemon)                                                                \
	X(stop_daemon)

struct mhd {
#define MHD_FIELD(name) __typeof__(MHD_##name) *name;
	MHD_FUNCTIONS(MHD_FIELD)
#undef MHD_FIELD
};

/* Filled by mhd_load(), before the first thread of a server; then only read. */
extern struct mhd mhd;

/* ENT_EIO when the library is not there, with what to install. */
ent_status mhd_load(ent_error *err);

#endif
