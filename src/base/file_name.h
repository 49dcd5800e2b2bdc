/* SPDX-License-Identifier: Apache-2.0 */
/* file_name.h - the path of a file as text, and back. */
#ifndef ENT_BASE_FILE_NAME_H
#define ENT_BASE_FILE_NAME_H

#include "entente/str.h"

/* Appends the path as one line of UTF-8: a byte that is not, and a control character,
 * becomes \x and two hexadecimal digits, as \xE9. */
void ent_file_name_add(ent_buf *to, ent_str path);

/* Appends the path that has this name. */
void ent_file_name_path(ent_buf *to, ent_str name);

#endif
