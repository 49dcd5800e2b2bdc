/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_edit.c - correct units, by options, by JSON Lines or in an editor. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/edit_form.h"
#include "cli/edit_lines.h"
#include "cli/editor.h"
#include "cli/language.h"
#include "cli/user.h"
#include "entente/memory.h"

struct given {
	char *file, *source, *target, *who;
	int from_stdin;
};

static ent_status apply(const struct given *g,
			ent_memory *memory,
			const ent_unit_edit *edits,
			size_t n,
			ent_error *err)
{
	uint64_t changed;
	ent_status status = ent_memory_edit(&changed, memory, edits, n,
					    ent_str_of(user_name(g->who)), err);
	if (!status)
		printf(COUNTED("%llu unit changed\n", "%llu units changed\n", changed),
		       (unsigned long long)changed);
	return status;
}

static ent_status edit_from_stdin(const struct given *g,
				  ent_memory *memory,
				  ent_error *err)
{
	struct edit_lines lines = EDIT_LINES_INIT;
	ent_status status = edit_lines_read(&lines, err);
	if (!status)
		status = edit_lines_blame(apply(g, memory, lines.all, lines.n, err),
					  err);
	edit_lines_release(&lines);
	return status;
}

/* ---- in an editor ---------------------------------------------------------------- */

static ent_status fail_by_hand(ent_error *err, ent_status code, const char *message)
{
	*err = (ent_error){ .code = code };
	snprintf(err->message, sizeof(err->message), "%s", message);
	return code;
}

/* That a unit still has the texts that the person saw. */
static ent_status check_unit(ent_memory *memory,
			     uint64_t number,
			     const ent_unit *seen,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_unit now;
	const ent_status status = ent_memory_unit(&now, memory, number, arena, err);
	if (status || (ent_str_eq(now.source.text, seen->source.text) &&
		       ent_str_eq(now.target.text, seen->target.text)))
		return status;
	return fail_by_hand(err, ENT_EINVAL,
			    _("the unit was changed by another command in the "
			      "meantime; nothing was stored"));
}

/* Applies what a person made of a form. */
static ent_status apply_form(const struct given *g,
			     ent_memory *memory,
			     uint64_t number,
			     const struct edit_form *form,
			     const ent_buf *text,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_unit_edit edit = { .unit = number };
	if (!edit_form_read(&edit, form, text->n ? text->p : "")) {
		char message[240];
		snprintf(
			message, sizeof(message),
			_("the lines '%s' and '%s' are not there; nothing was changed"),
			form->source_mark, form->target_mark);
		return fail_by_hand(err, ENT_EFORMAT, message);
	}
	const ent_status status = check_unit(memory, number, form->unit, arena, err);
	return status ? status : apply(g, memory, &edit, 1, err);
}

static ent_status edit_by_hand(const struct given *g,
			       ent_memory *memory,
			       uint64_t number,
			       ent_buf *file,
			       ent_error *err)
{
	ent_unit unit;
	const char *why;
	ent_buf text = ENT_BUF_INIT;
	struct edit_form form;
	ent_arena *arena = ent_arena_new(0);
	ent_status status = arena ? ent_memory_unit(&unit, memory, number, arena, err)
				  : out_of_memory(err);
	if (!status) {
		edit_form_add(&text, &form, number, &unit);
		if (text.failed)
			status = out_of_memory(err);
	}
	if (!status && !edit_text(&text, file, &why))
		status = fail_by_hand(err, ENT_EIO, why);
	if (!status)
		status = apply_form(g, memory, number, &form, &text, arena, err);
	if (!status)
		edited_is_stored(file);
	ent_buf_release(&text);
	ent_arena_free(arena);
	return status;
}

/* Reports an error, and where the texts are that a person typed. */
static int report_edit(const char *command, const ent_error *err, const ent_buf *file)
{
	const int code = report(command, err);
	if (file->n) {
		fprintf(stderr, "entente: %s: ", command);
		fprintf(stderr, _("what you typed is kept in '%s'\n"), file->p);
	}
	return code;
}

/* ---------------------------------------------------------------------------------- */

static bool read_number(uint64_t *out, const char *text)
{
	char *end;
	errno = 0;
	const unsigned long long value = strtoull(text, &end, 10);
	*out = value;
	return text[0] >= '0' && text[0] <= '9' && !*end && !errno && value;
}

static int start(const struct args *args, void *options)
{
	const struct given *g = options;
	const bool texts = g->source || g->target;
	ent_error err;
	ent_memory *memory = NULL;
	ent_unit_edit edit = { .unit = 0 };
	ent_buf file = ENT_BUF_INIT;
	if (g->from_stdin ? args->n_rest || texts : !args->n_rest)
		return usage_error(args->command,
				   "name one UNIT, or give --stdin alone");
	if (!g->from_stdin && !read_number(&edit.unit, args->rest[0]))
		return usage_error(args->command,
				   "'%s' is not the number of a unit; lookup, concord "
				   "and delete --dry-run show them",
				   args->rest[0]);
	if (!g->from_stdin && !texts && !(isatty(0) && isatty(1)))
		return usage_error(args->command, "give --source or --target, --stdin, "
						  "or run it in a terminal");
	ent_status status =
		ent_memory_open(&memory, memory_path(g->file), ENT_OPEN_WRITE, &err);
	if (g->source)
		edit.source = ent_str_of(g->source);
	if (g->target)
		edit.target = ent_str_of(g->target);
	if (!status)
		status = g->from_stdin ? edit_from_stdin(g, memory, &err)
			 : texts       ? apply(g, memory, &edit, 1, &err)
				 : edit_by_hand(g, memory, edit.unit, &file, &err);
	ent_memory_close(memory);
	const int code = status ? report_edit(args->command, &err, &file) : 0;
	ent_buf_release(&file);
	return code;
}

static const struct option_row options[] = {
	OPT_MEMORY(file),
	OPT_TEXT("source", source, "TEXT", "replace the source text"),
	OPT_TEXT("target", target, "TEXT", "replace the target text"),
	OPT_FLAG("stdin",
		 from_stdin,
		 "read corrections from standard input, one per line"),
	OPT_TEXT("who", who, "NAME", "record NAME in the history (default: $USER)"),
	OPT_END
};

static const struct example examples[] = {
	{ "entente edit 200 --target 'Corrected text.'",
	  "Correct the target of a unit" },
	{ "echo '{\"unit\":200,\"target\":\"Corrected again.\"}' | entente edit --stdin",
	  "Correct many units, one line of JSON each" },
	{ NULL, NULL }
};

const struct cmd cmd_edit = {
	.name = "edit",
	.group = "Upkeep",
	.summary = "correct units",
	.operands = "[UNIT]",
	.min = 0,
	.max = 1,
	.about =
		"Correct the texts of a unit; without --source, --target and "
		"--stdin, in $VISUAL or $EDITOR. 'entente lookup --json', 'entente "
		"concord --json' and 'entente delete --dry-run' show the numbers "
		"of units. With --stdin all lines are applied, or "
		"none; lines of one unit are one correction, and are refused where "
		"they give a text in two ways.\n\n'entente history' lists who changed what, and 'entente "
		"history --undo N' undoes it. The correction of an aligned unit is "
		"applied again whenever its documents are aligned again.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
