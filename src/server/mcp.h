/* SPDX-License-Identifier: Apache-2.0 */
/* mcp.h - a memory as tools for assistants: the Model Context Protocol. */
#ifndef ENT_SERVER_MCP_H
#define ENT_SERVER_MCP_H

#include "entente/memory.h"

/* Bytes of one message at most. */
enum { MCP_MAX_MESSAGE = 1 << 20 };

struct mcp {
	ent_memory *memory;  /* lent */
	const char *version; /* of the program */
	uint32_t max_bytes;  /* of the structured content of one answer */
	bool write;          /* whether tools that change the memory are offered */
	bool initialized;    /* the client has begun a session of the older protocol */
};

/* Answers one JSON-RPC message: appends a line to out, or nothing when the message
 * is a notification.  Errors of the message are part of the answer; only a lack of
 * memory shows in out->failed. */
void mcp_answer(ent_buf *out, struct mcp *mcp, ent_str message);

#endif
