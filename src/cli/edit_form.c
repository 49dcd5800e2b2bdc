/* SPDX-License-Identifier: Apache-2.0 */
/* edit_form.c - a unit as text that a person corrects in an editor.
 *
 * A text may have lines that look like our marks, so these get as many more signs as it
 * takes. */
#include <stdio.h>
#include <string.h>

#include "cli/edit_form.h"

/* Where a line that begins so is; NULL for nowhere. */
static const char *find_mark(ent_str text, const char *mark)
{
	const size_t n = strlen(mark);
	while (text.n) {
		if (text.n >= n && !memcmp(text.p, mark, n))
			return text.p;
		ent_str_cut(&text, '\n');
	}
	return NULL;
}

static bool in_texts(const ent_unit *unit, const char *mark)
{
	return find_mark(unit->source.text, mark) || find_mark(unit->target.text, mark);
}

/* Marks that are in no text of the unit, as long as EDIT_MARK_SIZE allows them. */
static void choose_marks(struct edit_form *form, const ent_unit *unit)
{
	char signs[EDIT_MARK_SIZE - 16] = "#";
	size_t n = 1;
	do {
		snprintf(form->source_mark, EDIT_MARK_SIZE, "%s source: ", signs);
		snprintf(form->target_mark, EDIT_MARK_SIZE, "%s target: ", signs);
		signs[n++] = '#';
	} while ((in_texts(unit, form->source_mark) ||
		  in_texts(unit, form->target_mark)) &&
		 n < sizeof(signs));
}

static void add_side(ent_buf *out, const char *mark, const ent_unit_side *side)
{
	ent_buf_add(out, ent_str_of(mark));
	ent_buf_add(out, side->lang);
	ent_buf_add_char(out, '\n');
	ent_buf_add(out, side->text);
	ent_buf_add_char(out, '\n');
}

void edit_form_add(ent_buf *out,
		   struct edit_form *form,
		   uint64_t number,
		   const ent_unit *unit)
{
	ent_buf_addf(out,
		     "# Unit %llu.  Correct the texts below the two marks and save;\n"
		     "# what you leave as it is stays as it is.\n",
		     (unsigned long long)number);
	form->unit = unit;
	choose_marks(form, unit);
	add_side(out, form->source_mark, &unit->source);
	add_side(out, form->target_mark, &unit->target);
}

static ent_str text_or(ent_str text, ent_str as_it_is)
{
	const ent_str trimmed = ent_str_trim(text);
	return ent_str_eq(trimmed, ent_str_trim(as_it_is)) ? as_it_is : trimmed;
}

bool edit_form_read(ent_unit_edit *edit, const struct edit_form *form, const char *text)
{
	const char *source = find_mark(ent_str_of(text), form->source_mark);
	const char *target =
		source ? find_mark(ent_str_of(source), form->target_mark) : NULL;
	if (!target)
		return false;
	const char *from = strchr(source, '\n') + 1, *to = strchr(target, '\n');
	edit->source = text_or((ent_str){ from, (size_t)(target - from) },
			       form->unit->source.text);
	edit->target = text_or(ent_str_of(to ? to + 1 : ""), form->unit->target.text);
	return true;
}
