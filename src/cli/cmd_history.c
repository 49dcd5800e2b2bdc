/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "cli/cmd.h"
#include "cli/options.h"
#include "cli/show.h"
#include "entente/memory.h"
#include "json/json.h"

struct listing {
	int json;
	ent_buf line;
};

/* date<TAB>source<TAB>target<TAB>reason<TAB>newer */
static void add_line(ent_buf *out, const ent_past *p)
{
	const ent_str fields[] = { p->date, p->source, p->target, p->reason, p->newer };
	for (size_t k = 0; k < sizeof(fields) / sizeof(fields[0]); k++) {
		if (k)
			ent_buf_add_char(out, '\t');
		ent_buf_add_tsv(out, fields[k]);
	}
	ent_buf_add_char(out, '\n');
}

static ent_status print(void *data, const ent_past *p, ent_error *err)
{
	struct listing *l = data;
	if (l->json) {
		json_past(&l->line, p);
		ent_buf_add_char(&l->line, '\n');
	} else {
		add_line(&l->line, p);
	}
	if (show_flush(&l->line))
		return ENT_OK;
	*err = (ent_error){ .code = ENT_ENOMEM, .message = "out of memory" };
	return ENT_ENOMEM;
}

int cmd_history(int argc, char **argv)
{
	char *file = NULL;
	struct listing l = { 0, ENT_BUF_INIT };
	const struct poptOption table[] = {
		OPT_MEMORY(&file), OPT_FLAG("json", &l.json, "as JSON, with the units"),
		POPT_TABLEEND
	};
	struct args args;
	int code = args_read(&args, argc, argv, table, "", 0, 0);
	if (code == ARGS_GO_ON) {
		ent_error err;
		ent_memory *memory = NULL;
		ent_status status = ent_memory_open(&memory, memory_path(file),
						    ENT_OPEN_READ, &err);
		if (!status)
			status = ent_memory_history(memory, print, &l, &err);
		ent_memory_close(memory);
		code = status ? report(args.command, &err) : 0;
	}
	args_free(&args);
	ent_buf_release(&l.line);
	free(file);
	return code;
}
