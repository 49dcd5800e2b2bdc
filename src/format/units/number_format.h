/* SPDX-License-Identifier: Apache-2.0 */
/* number_format.h - a number of a spreadsheet as its cell shows it. */
#ifndef ENT_FORMAT_UNITS_NUMBER_FORMAT_H
#define ENT_FORMAT_UNITS_NUMBER_FORMAT_H

#include <stdint.h>

#include "entente/str.h"

/* The code of a built-in format; "" for one that we do not know (ECMA-376, part 1,
 * 18.8.30).  Those whose look depends on the reader's system have the dates of ISO
 * 8601. */
ent_str ent_number_code(uint32_t id);

/* Appends a number as a format code shows it; as it is written where the code is for
 * text, is not one that we know, or it is not a number. from_1904: days are counted
 * from 1 January 1904. */
void ent_number_show(ent_buf *to, ent_str number, ent_str code, bool from_1904);

#endif
