/* SPDX-License-Identifier: Apache-2.0 */
/* mcp_tools.h - the tools that assistants can call. */
#ifndef ENT_SERVER_MCP_TOOLS_H
#define ENT_SERVER_MCP_TOOLS_H

#include <jansson.h>

#include "server/mcp.h"

/* What a tool answers: an object for programs and the same for readers. */
struct mcp_result {
	ent_buf structured; /* JSON */
	ent_buf text;
};

struct mcp_tool {
	const char *name, *title, *description;
	const char *input; /* JSON Schema of the arguments */
	bool writes;
	/* arguments is an object.  What is wrong with them is ENT_EINVAL. */
	ent_status (*call)(struct mcp_result *out,
			   struct mcp *mcp,
			   const json_t *arguments,
			   ent_arena *arena,
			   ent_error *err);
};

/* In the order in which they are listed. */
extern const struct mcp_tool mcp_tools[];
extern const size_t n_mcp_tools;

#endif
