/* SPDX-License-Identifier: Apache-2.0 */
/* tsv_field.h - a field that ent_buf_add_tsv() wrote. */
#ifndef ENT_BASE_TSV_FIELD_H
#define ENT_BASE_TSV_FIELD_H

#include "entente/str.h"

/* Appends what the field stands for.  A field with a backslash before anything but t,
 * n, r and a backslash was not written by that function: it is appended unchanged. */
void ent_tsv_field_read(ent_buf *to, ent_str field);

#endif
