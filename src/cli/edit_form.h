/* SPDX-License-Identifier: Apache-2.0 */
/* edit_form.h - a unit as text that a person corrects in an editor. */
#ifndef ENT_CLI_EDIT_FORM_H
#define ENT_CLI_EDIT_FORM_H

#include "entente/memory.h"

enum { EDIT_MARK_SIZE = 80 };

struct edit_form {
	char source_mark[EDIT_MARK_SIZE]; /* no line of the texts begins so */
	char target_mark[EDIT_MARK_SIZE];
	const ent_unit *unit;
};

/* Appends the form of a unit. */
void edit_form_add(ent_buf *out,
		   struct edit_form *form,
		   uint64_t number,
		   const ent_unit *unit);

/* Reads what a person made of it.  The texts point into it, or are those of the unit
 * where they were left as they are.  false if a mark is missing. */
bool edit_form_read(ent_unit_edit *edit,
		    const struct edit_form *form,
		    const char *text);

#endif
