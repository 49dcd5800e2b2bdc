/* SPDX-License-Identifier: Apache-2.0 */
/* Lines are messages to the tools for assistants, over an empty memory: each answer is
 * one line of JSON with the version, and a message without an id gets none. */
#include <jansson.h>
#include <stdlib.h>

#include "new_memory.h"
#include "server/mcp.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ent_memory *open_memory(void)
{
	static ent_memory *memory;
	if (!memory)
		memory = new_memory();
	return memory;
}

static void check_answer(ent_str answer)
{
	if (!answer.n)
		return;
	if (answer.p[answer.n - 1] != '\n' || ent_str_count(answer, '\n') != 1)
		abort();
	json_t *root = json_loadb(answer.p, answer.n, 0, NULL);
	if (!root || !json_object_get(root, "jsonrpc") ||
	    !json_object_get(root, "result") == !json_object_get(root, "error"))
		abort();
	json_decref(root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mcp mcp = { .memory = open_memory(), .version = "0", .max_bytes = 1000 };
	ent_str rest = { (const char *)data, size };
	ent_buf out = ENT_BUF_INIT;
	while (rest.p && rest.n) {
		ent_str line = ent_str_cut(&rest, '\n');
		ent_buf_clear(&out);
		mcp_answer(&out, &mcp, line);
		if (out.failed)
			abort();
		check_answer(ent_buf_str(&out));
	}
	ent_buf_release(&out);
	return 0;
}
