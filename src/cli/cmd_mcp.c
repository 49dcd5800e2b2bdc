/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_mcp.c - serve a memory to an assistant on standard input and output. */
#include <stdio.h>

#include "cli/cmd.h"
#include "cli/show.h"
#include "entente/version.h"
#include "server/mcp.h"

/* The next line without its end into *line; false at the end of the input.  A line
 * longer than MCP_MAX_MESSAGE is cut, and so is refused as bad JSON. */
static bool read_line(ent_buf *line)
{
	int c;
	ent_buf_clear(line);
	while ((c = getchar()) != EOF && c != '\n')
		if (line->n < MCP_MAX_MESSAGE)
			ent_buf_add_char(line, (char)c);
	return c != EOF || line->n > 0;
}

static ent_status serve(struct mcp *mcp, ent_error *err)
{
	ent_buf line = ENT_BUF_INIT, out = ENT_BUF_INIT;
	bool ok = true;
	while (ok && read_line(&line)) {
		ent_str message = ent_str_trim(ent_buf_str(&line));
		ok = !line.failed;
		if (ok && message.n)
			mcp_answer(&out, mcp, message);
		ok = ok && show_flush(&out) && !fflush(stdout);
	}
	const bool failed = !ok && !ferror(stdout);
	ent_buf_release(&line);
	ent_buf_release(&out);
	return failed ? out_of_memory(err) : ENT_OK;
}

struct given {
	char *file;
	int max_bytes, write;
};

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	ent_error err;
	ent_memory *memory = NULL;
	ent_status status =
		ent_memory_open(&memory, memory_path(g->file),
				g->write ? ENT_OPEN_CREATE : ENT_OPEN_READ, &err);
	struct mcp mcp = { .memory = memory,
			   .version = ENT_VERSION,
			   .max_bytes = (uint32_t)g->max_bytes,
			   .write = g->write };
	if (!status)
		status = serve(&mcp, &err);
	if (status)
		ent_memory_discard(memory);
	else
		ent_memory_close(memory);
	return status ? report(args->command, &err) : 0;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_INT("max-bytes",
		max_bytes,
		1000,
		MCP_MAX_MESSAGE,
		"12000",
		"cut an answer after N bytes"),
	OPT_FLAG("write", write, "offer a tool that adds units"),
	OPT_END,
};

static const struct example examples[] = {
	{ "entente mcp < requests.jsonl", "Answer JSON-RPC requests, one per line" },
	{ NULL, NULL },
};

const struct cmd cmd_mcp = {
	.name = "mcp",
	.group = "Ask",
	.summary = "serve a memory to an assistant",
	.operands = "",
	.about = "Answer requests of the Model Context Protocol, one line of JSON "
		 "each, from standard input on standard output, until it ends. Its "
		 "tools search the memory; --write adds one that stores units. "
		 "doc/assistants.md shows how to set up a client.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.serves = true,
	.run = start,
};
