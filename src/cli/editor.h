/* SPDX-License-Identifier: Apache-2.0 */
/* editor.h - the person's own editor, for a few lines of text. */
#ifndef ENT_CLI_EDITOR_H
#define ENT_CLI_EDITOR_H

#include <stdbool.h>

#include "entente/str.h"

/* Gives text to $VISUAL, $EDITOR or vi in a private temporary file, and replaces it by
 * what the person saved.  false, with *why set to a static string, when that failed or
 * the editor ended with an error; text is then as it was. */
bool edit_text(ent_buf *text, const char **why);

#endif
