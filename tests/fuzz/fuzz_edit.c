/* SPDX-License-Identifier: Apache-2.0 */
/* Bytes are the lines of `edit --stdin`: each edit that is read has a unit and a text,
 * or the line is named.  They are also a form that a person saved, and two texts, whose
 * form gives them back when it is left as it is. */
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "cli/edit_form.h"
#include "cli/edit_lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_lines(const uint8_t *data, size_t size)
{
	struct edit_lines lines = EDIT_LINES_INIT;
	ent_error err = { .line = 0 };
	FILE *const in = stdin;
	stdin = fmemopen((void *)(uintptr_t)data, size, "rb");
	if (!stdin)
		abort();
	if (edit_lines_read(&lines, &err) && (!err.line || !err.message[0]))
		abort();
	for (size_t k = 0; k < lines.n; k++) {
		const ent_unit_edit *e = &lines.all[k];
		if (!e->unit || (!e->source.p && !e->target.p) ||
		    !ent_utf8_valid(e->source, NULL) ||
		    !ent_utf8_valid(e->target, NULL))
			abort();
	}
	edit_lines_release(&lines);
	fclose(stdin);
	stdin = in;
}

static void read_form(const struct edit_form *form, ent_str bytes)
{
	ent_unit_edit edit;
	ent_buf text = ENT_BUF_INIT;
	ent_buf_add(&text, bytes);
	ent_buf_add_char(&text, '\0');
	if (edit_form_read(&edit, form, text.p) &&
	    edit.source.n + edit.target.n >
		    bytes.n + form->unit->source.text.n + form->unit->target.text.n)
		abort();
	ent_buf_release(&text);
}

static void write_form(ent_str bytes)
{
	ent_unit unit = { .source.lang = ENT_STR("en"), .target.lang = ENT_STR("fr") };
	ent_unit_edit edit;
	struct edit_form form;
	ent_buf text = ENT_BUF_INIT;
	unit.source.text = ent_str_slice(bytes, 0, bytes.n / 2);
	unit.target.text = ent_str_slice(bytes, bytes.n / 2, bytes.n);
	edit_form_add(&text, &form, 1, &unit);
	if (text.failed || !edit_form_read(&edit, &form, text.p) ||
	    !ent_str_eq(edit.source, unit.source.text) ||
	    !ent_str_eq(edit.target, unit.target.text))
		abort();
	read_form(&form, bytes);
	ent_buf_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const ent_str bytes = { (const char *)data, size };
	if (!size || size > 4096)
		return 0;
	read_lines(data, size);
	if (!memchr(data, 0, size))
		write_form(bytes);
	return 0;
}
