/* SPDX-License-Identifier: Apache-2.0 */
/* cmd_edit.c - correct units, by options, by JSON Lines or in an editor. */
#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cmd.h"
#include "cli/editor.h"
#include "cli/input_line.h"
#include "cli/language.h"
#include "cli/user.h"
#include "entente/memory.h"
#include "server/wire_json.h"

enum { MAX_LINE = 16 << 20 };

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

static ent_status fail(ent_error *err, ent_status code, unsigned line, const char *what)
{
	*err = (ent_error){ .code = code, .line = line };
	snprintf(err->file, sizeof(err->file), _("standard input"));
	snprintf(err->message, sizeof(err->message), "%s", _(what));
	return code;
}

/* ---- JSON Lines ------------------------------------------------------------------ */

struct edits {
	json_t **lines; /* own the texts */
	ent_unit_edit *all;
	size_t n, capacity;
};

static bool grow(struct edits *e)
{
	const size_t capacity = e->capacity ? 2 * e->capacity : 64;
	json_t **lines = realloc(e->lines, capacity * sizeof(json_t *));
	if (lines)
		e->lines = lines;
	ent_unit_edit *all = realloc(e->all, capacity * sizeof(*all));
	if (all)
		e->all = all;
	if (lines && all)
		e->capacity = capacity;
	return lines && all;
}

/* The text of a member; .p NULL when it is not there, *ok false when it is not text. */
static ent_str text_of(const json_t *object, const char *key, bool *ok)
{
	const json_t *value = json_object_get(object, key);
	if (!value)
		return (ent_str){ NULL, 0 };
	if (!json_is_string(value)) {
		*ok = false;
		return (ent_str){ NULL, 0 };
	}
	return (ent_str){ json_string_value(value), json_string_length(value) };
}

static ent_status add_line(struct edits *e,
			   const char *line,
			   unsigned at,
			   ent_error *err)
{
	json_error_t json_err;
	bool ok = true;
	if (e->n == e->capacity && !grow(e))
		return out_of_memory(err);
	json_t *object = NULL;
	ent_status status = wire_parse(&object, ent_str_of(line),
				       JSON_REJECT_DUPLICATES, &json_err, err);
	if (status)
		return status == ENT_ENOMEM ? status
					    : fail(err, ENT_EFORMAT, at, json_err.text);
	const json_t *unit = json_object_get(object, "unit");
	const ent_str source = text_of(object, "source", &ok);
	const ent_str target = text_of(object, "target", &ok);
	ok = ok && json_is_integer(unit) && json_integer_value(unit) > 0 &&
	     (source.p || target.p);
	if (!ok) {
		json_decref(object);
		return fail(err, ENT_EFORMAT, at,
			    "each line must be {\"unit\":N,\"source\":TEXT,"
			    "\"target\":TEXT}, with one text or both");
	}
	e->lines[e->n] = object;
	e->all[e->n++] =
		(ent_unit_edit){ (uint64_t)json_integer_value(unit), source, target };
	return ENT_OK;
}

static ent_status read_lines(struct edits *e, ent_error *err)
{
	char *line = NULL;
	size_t capacity = 0;
	ssize_t n;
	unsigned at = 0;
	ent_status status = ENT_OK;
	while (!status && (n = input_line(&line, &capacity, &status, err)) >= 0) {
		at++;
		if (n > MAX_LINE)
			status = fail(err, ENT_ELIMIT, at, "the line is too long");
		else if (strspn(line, " \t\r\n") < (size_t)n)
			status = add_line(e, line, at, err);
	}
	free(line);
	return status;
}

static ent_status edit_from_stdin(const struct given *g,
				  ent_memory *memory,
				  ent_error *err)
{
	struct edits e = { NULL, NULL, 0, 0 };
	ent_status status = read_lines(&e, err);
	if (!status)
		status = apply(g, memory, e.all, e.n, err);
	for (size_t k = 0; k < e.n; k++)
		json_decref(e.lines[k]);
	free(e.lines);
	free(e.all);
	return status;
}

/* ---- in an editor ---------------------------------------------------------------- */

static const char source_mark[] = "# source: ", target_mark[] = "# target: ";

static void add_form(ent_buf *out, uint64_t number, const ent_unit *unit)
{
	ent_buf_addf(out,
		     "# Unit %llu.  Correct the texts below the two marks and save;\n"
		     "# what you leave as it is stays as it is.\n",
		     (unsigned long long)number);
	ent_buf_add(out, ent_str_of(source_mark));
	ent_buf_add(out, unit->source.lang);
	ent_buf_add_char(out, '\n');
	ent_buf_add(out, unit->source.text);
	ent_buf_add_char(out, '\n');
	ent_buf_add(out, ent_str_of(target_mark));
	ent_buf_add(out, unit->target.lang);
	ent_buf_add_char(out, '\n');
	ent_buf_add(out, unit->target.text);
	ent_buf_add_char(out, '\n');
}

/* Where a line that begins so is; NULL for nowhere. */
static const char *find_mark(const char *text, const char *mark)
{
	const size_t n = strlen(mark);
	for (const char *p = text; p; p = strchr(p, '\n'), p = p ? p + 1 : NULL)
		if (!strncmp(p, mark, n))
			return p;
	return NULL;
}

static bool read_form(ent_unit_edit *edit, const char *text)
{
	const char *source = find_mark(text, source_mark);
	const char *target = source ? find_mark(source, target_mark) : NULL;
	if (!target)
		return false;
	const char *from = strchr(source, '\n') + 1, *to = strchr(target, '\n');
	edit->source = ent_str_trim((ent_str){ from, (size_t)(target - from) });
	edit->target = ent_str_trim(ent_str_of(to ? to + 1 : ""));
	return true;
}

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
			     const ent_unit *seen,
			     const ent_buf *form,
			     ent_arena *arena,
			     ent_error *err)
{
	ent_unit_edit edit = { .unit = number };
	if (!read_form(&edit, form->n ? form->p : "")) {
		char message[200];
		snprintf(
			message, sizeof(message),
			_("the lines '%s' and '%s' are not there; nothing was changed"),
			source_mark, target_mark);
		return fail_by_hand(err, ENT_EFORMAT, message);
	}
	const ent_status status = check_unit(memory, number, seen, arena, err);
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
	ent_buf form = ENT_BUF_INIT;
	ent_arena *arena = ent_arena_new(0);
	ent_status status = arena ? ent_memory_unit(&unit, memory, number, arena, err)
				  : out_of_memory(err);
	if (!status) {
		add_form(&form, number, &unit);
		if (form.failed)
			status = out_of_memory(err);
	}
	if (!status && !edit_text(&form, file, &why))
		status = fail_by_hand(err, ENT_EIO, why);
	if (!status)
		status = apply_form(g, memory, number, &unit, &form, arena, err);
	if (!status)
		edited_is_stored(file);
	ent_buf_release(&form);
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
	.about = "Correct the texts of a unit; without --source, --target and "
		 "--stdin, in $VISUAL or $EDITOR. 'entente lookup --json', 'entente "
		 "concord --json' and 'entente delete --dry-run' show the numbers "
		 "of units. With --stdin all lines are applied, or "
		 "none.\n\n'entente history' lists who changed what, and 'entente "
		 "history --undo N' undoes it. The correction of an aligned unit is "
		 "applied again whenever its documents are aligned again.",
	.options = options,
	.given = sizeof(struct given),
	.examples = examples,
	.run = start,
};
