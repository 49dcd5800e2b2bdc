/* SPDX-License-Identifier: Apache-2.0 */
/* edit_lines.h - corrections from standard input, JSON Lines. */
#ifndef ENT_CLI_EDIT_LINES_H
#define ENT_CLI_EDIT_LINES_H

#include <jansson.h>

#include "entente/memory.h"

struct edit_lines {
	json_t **objects;   /* they own the texts */
	ent_unit_edit *all; /* their texts are those of the objects */
	size_t n, objects_capacity, all_capacity;
};
#define EDIT_LINES_INIT ((struct edit_lines){ NULL, NULL, 0, 0, 0 })

/* Reads all lines.  Each edit has a unit and one text or both.  ENT_EFORMAT with the
 * line, ENT_ELIMIT, ENT_EIO, ENT_ENOMEM. */
ent_status edit_lines_read(struct edit_lines *e, ent_error *err);

/* Gives an error of a line that could not be applied its place. */
ent_status edit_lines_blame(ent_status status, ent_error *err);

/* Releases the texts of the edits. */
void edit_lines_release(struct edit_lines *e);

#endif
