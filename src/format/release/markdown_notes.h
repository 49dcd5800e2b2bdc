/* SPDX-License-Identifier: Apache-2.0 */
/* markdown_notes.h - the notes of Markdown, "[^1]", which CommonMark does not have. */
#ifndef ENT_FORMAT_RELEASE_MARKDOWN_NOTES_H
#define ENT_FORMAT_RELEASE_MARKDOWN_NOTES_H

#include "entente/str.h"

/* These replace the brackets of a call or label of a note. */
#define ENT_NOTE_OPEN '\x02'
#define ENT_NOTE_CLOSE '\x03'

/* Marks the calls and labels of the notes that a text has; its length stays. */
void ent_markdown_mark_notes(ent_buf *text);

/* Appends a text with its brackets restored. */
void ent_markdown_add_brackets(ent_buf *to, ent_str text);

/* Appends a text up to the label of the next note, without calls. *rest is what follows
 * the label, .p NULL without one. */
void ent_markdown_cut_note(ent_buf *to, ent_str text, ent_str *rest);

#endif
