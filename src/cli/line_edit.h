/* SPDX-License-Identifier: Apache-2.0 */
/* line_edit.h - lines that a person edits and recalls on a terminal. */
#ifndef ENT_CLI_LINE_EDIT_H
#define ENT_CLI_LINE_EDIT_H

/* The next line, without its end, which the caller frees; NULL at the end. */
char *line_edit(const char *prompt);

/* Keeps a line to be recalled. */
void line_remember(const char *line);

#endif
