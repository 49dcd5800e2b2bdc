/* SPDX-License-Identifier: Apache-2.0 */
/* editor.h - the person's own editor, for a few lines of text. */
#ifndef ENT_CLI_EDITOR_H
#define ENT_CLI_EDITOR_H

#include <stdbool.h>

#include "entente/str.h"

/* Gives text to $VISUAL, $EDITOR or vi in a private temporary file, and replaces it by
 * what the person saved.  false, with *why set to a static string, when that failed or
 * the editor ended with an error; text is then as it was.
 *
 * *file becomes the name of the temporary file if the person saved something else than
 * text, also on failure, and "" otherwise.  It is there until edited_is_stored(). */
bool edit_text(ent_buf *text, ent_buf *file, const char **why);

/* Removes the file of edit_text(), if there is one, and sets *file to "". */
void edited_is_stored(ent_buf *file);

#endif
