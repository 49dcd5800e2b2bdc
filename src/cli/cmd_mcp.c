/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_mcp.c - serve a memory to an assistant on standard input and output. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cmd.h"
#include "cli/options.h"
#include "cli/show.h"
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
	if (!ok && !ferror(stdout))
		*err = (ent_error){ .code = ENT_ENOMEM, .message = "out of memory" };
	const bool failed = !ok && !ferror(stdout);
	ent_buf_release(&line);
	ent_buf_release(&out);
	return failed ? ENT_ENOMEM : ENT_OK;
}

int cmd_mcp(int argc, char **argv)
{
	char *file = NULL;
	int max_bytes = 12000, write = 0;
	const struct poptOption table[] = {
		OPT_MEMORY(&file),
		OPT_INT("max-bytes", &max_bytes, "N",
			"cut an answer after N bytes (12000)"),
		POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "", 0, 0);
	if (code == ARGS_GO_ON && (max_bytes < 1000 || max_bytes > MCP_MAX_MESSAGE))
		code = usage_error(args.command, "--max-bytes must be 1000 to %d",
				   MCP_MAX_MESSAGE);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		ent_status status = ent_memory_open(&memory, memory_path(file),
						    ENT_OPEN_READ, &err);
		struct mcp mcp = { .memory = memory,
				   .version = ENT_VERSION,
				   .max_bytes = (uint32_t)max_bytes,
				   .write = write };
		if (!status)
			status = serve(&mcp, &err);
		ent_memory_close(memory);
		code = status ? report(args.command, &err) : 0;
	}
	args_free(&args);
	free(file);
	return code;
}
