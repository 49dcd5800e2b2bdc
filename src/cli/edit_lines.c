/* SPDX-License-Identifier: Apache-2.0 */
/* edit_lines.c - corrections from standard input, JSON Lines. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/edit_lines.h"
#include "cli/growing_array.h"
#include "cli/input_line.h"
#include "cli/language.h"
#include "cli/report.h"
#include "server/wire_json.h"

enum { MAX_LINE = 16 << 20 };

static void name_input(ent_error *err)
{
	snprintf(err->file, sizeof(err->file), _("standard input"));
}

static ent_status fail(ent_error *err, ent_status code, unsigned line, const char *what)
{
	*err = (ent_error){ .code = code, .line = line };
	name_input(err);
	snprintf(err->message, sizeof(err->message), "%s", _(what));
	return code;
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

static ent_status add_line(struct edit_lines *e,
			   ent_str line,
			   unsigned at,
			   ent_error *err)
{
	json_error_t json_err;
	bool ok = true;
	if (!GROW(e->objects, e->objects_capacity, e->n + 1) ||
	    !GROW(e->all, e->all_capacity, e->n + 1))
		return out_of_memory(err);
	json_t *object = NULL;
	ent_status status =
		wire_parse(&object, line, JSON_REJECT_DUPLICATES, &json_err, err);
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
	e->objects[e->n] = object;
	e->all[e->n++] = (ent_unit_edit){ (uint64_t)json_integer_value(unit), source,
					  target, at };
	return ENT_OK;
}

ent_status edit_lines_read(struct edit_lines *e, ent_error *err)
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
			status = add_line(e, (ent_str){ line, (size_t)n }, at, err);
	}
	free(line);
	return status;
}

ent_status edit_lines_blame(ent_status status, ent_error *err)
{
	if (!status || !err->line)
		return status;
	name_input(err);
	if (status ==
	    ENT_EINVAL) /* it is what was read, not how the command was called */
		status = err->code = ENT_EFORMAT;
	return status;
}

void edit_lines_release(struct edit_lines *e)
{
	for (size_t k = 0; k < e->n; k++)
		json_decref(e->objects[k]);
	free(e->objects);
	free(e->all);
	*e = EDIT_LINES_INIT;
}
